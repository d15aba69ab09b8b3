"""Forgetting: one list of what is erased where when somebody asks to be forgotten.

Rows stay, so that counts stay; texts, names and addresses go. Whatever table holds something about
a person belongs into ``BLANKED`` or ``DROPPED`` below or, where others may have written about them,
into ``bot.elsewhere.NAMED_IN``. tests/bot/test_forgetting.py searches a dump of all tables for what
was overlooked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    cast,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Session

from bot.answer_models import Draft, Review
from bot.contact_models import PartingLine
from bot.elsewhere import clear_elsewhere, feeds_named, lock_feeds_named, named_elsewhere
from bot.facts import EngagementKind, MentionState
from bot.forgetting_facts import ForgettingFacts
from bot.forgotten import hide_entries, keep_out, salt_of
from bot.models import Engagement, Mention, Mute, Person, Profile, Workspace
from bot.outbox import UNFINISHED, Kind, RowState
from bot.partings import redraw_partings
from bot.person_models import Acquaintance, NoContact, PersonMerge, PersonName, PersonNote
from bot.slack_models import OutboxRow
from bot.source_models import MentionSource, MentionTitle
from bot.taking_back import take_back, take_back_direct
from bot.whom import Whom

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Blank:
    """Rows that stay and lose what is said in them."""

    table: type[Any]
    whose: Callable[[Whom], Condition]
    values: dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Drop:
    """Rows that go, as nothing is left of them without what they say."""

    table: type[Any]
    whose: Callable[[Whom], Condition]


BLANKED = (
    Blank(
        Engagement,
        lambda whom: Engagement.person_id.in_(whom.people),
        {Engagement.reply_text: None, Engagement.reply_link: None, Engagement.note: None},
    ),
    Blank(
        MentionSource,
        lambda whom: MentionSource.mention_id.in_(whom.mentions),
        {MentionSource.place: "", MentionSource.link: None},
    ),
    Blank(
        Mention,
        lambda whom: Mention.person_id.in_(whom.people),
        {
            Mention.title: "",
            Mention.link: None,
            Mention.place: "",
            Mention.authors: [],
            Mention.excerpt: "",
            Mention.reply_text: None,
            Mention.reply_link: None,
        },
    ),
    Blank(
        Profile,
        lambda whom: Profile.person_id.in_(whom.people),
        {
            Profile.key: literal("forgotten:") + cast(Profile.id, String),
            Profile.place: "",
            Profile.handle: "",
            Profile.url: None,
        },
    ),
    Blank(
        Person,
        lambda whom: Person.id.in_(whom.people),
        {Person.name: "", Person.merged_into_id: None, Person.colleague_id: None},
    ),
    # What was said to colleagues in private may hold anything about anybody.
    Blank(
        OutboxRow,
        lambda whom: (
            (OutboxRow.workspace_id == whom.workspace_id)
            & OutboxRow.kind.in_((Kind.ANSWER, Kind.DIRECT))
            & OutboxRow.state.not_in(UNFINISHED)
        ),
        {OutboxRow.payload: {"text": "", "blocks": []}},
    ),
    Blank(
        OutboxRow,
        lambda whom: (
            OutboxRow.mention_id.in_(whom.mentions) & OutboxRow.kind.in_((Kind.THREAD_LINE,))
        ),
        {OutboxRow.payload: {}, OutboxRow.state: RowState.DONE, OutboxRow.leased_until: None},
    ),
)
DROPPED = (
    Drop(Mute, lambda whom: Mute.person_id.in_(whom.people)),
    Drop(PersonName, lambda whom: PersonName.person_id.in_(whom.people)),
    Drop(PersonNote, lambda whom: PersonNote.person_id.in_(whom.people)),
    Drop(PersonMerge, lambda whom: PersonMerge.person_id.in_(whom.people)),
    Drop(Acquaintance, lambda whom: Acquaintance.person_id.in_(whom.people)),
    Drop(NoContact, lambda whom: NoContact.person_id.in_(whom.people)),
    Drop(Draft, lambda whom: Draft.mention_id.in_(whom.mentions)),
    Drop(Review, lambda whom: Review.mention_id.in_(whom.mentions)),
    Drop(PartingLine, lambda whom: PartingLine.person_id.in_(whom.people)),
    Drop(MentionTitle, lambda whom: MentionTitle.mention_id.in_(whom.mentions)),
)


def weigh_forgetting(session: Session, whom: Whom) -> ForgettingFacts:
    """Count what forgetting somebody would erase; changes nothing."""
    answers = (Engagement.person_id.in_(whom.people), Engagement.kind == EngagementKind.REPLY)
    return ForgettingFacts(
        profiles=_count(session, Profile.person_id.in_(whom.people)),
        mentions=_count(session, Mention.person_id.in_(whom.people)),
        answers=_count(session, *answers),
        notes=_count(session, PersonNote.person_id.in_(whom.people)),
        elsewhere=sum(1 for _ in named_elsewhere(session, whom)),
        feeds=feeds_named(session, whom),
    )


def forget(session: Session, whom: Whom, now: datetime) -> ForgettingFacts:
    """Erase somebody, and put what Slack has of them into the outbox, to be taken back there.

    The texts are gone from the files of the database only after ``Store.scrub``. Returns what was
    erased.
    """
    feeds = lock_feeds_named(session, whom)
    # Whoever takes in what feeds bring waits here, and then finds them forgotten.
    session.execute(
        select(Workspace.id)
        .where(Workspace.id == whom.workspace_id)
        .with_for_update(key_share=True)
    )
    erased = weigh_forgetting(session, whom)
    keys = session.scalars(select(Profile.key).where(Profile.person_id.in_(whom.people))).all()
    keep_out(session, whom.workspace_id, keys, now)
    entries = select(MentionSource.entry_id).where(MentionSource.mention_id.in_(whom.mentions))
    own = select(Mention.entry_id).where(Mention.person_id.in_(whom.people))
    hidden = {*session.scalars(entries), *session.scalars(own)}
    hide_entries(session, salt_of(session, whom.workspace_id), hidden)
    _settle(session, whom, now)
    take_back(session, whom.workspace_id, whom.mentions, now)
    take_back_direct(session, whom.workspace_id, whom.mentions, whom.naming, now)
    redraw_partings(session, whom.people, now)
    for blank in BLANKED:
        _run(session, update(blank.table).where(blank.whose(whom)).values(blank.values))
    for drop in DROPPED:
        _run(session, delete(drop.table).where(drop.whose(whom)))
    clear_elsewhere(session, whom, feeds, now)
    session.flush()
    session.expire_all()
    return erased


def _settle(session: Session, whom: Whom, now: datetime) -> None:
    """Let nobody wait for an answer to them any more: there is nothing left to answer.

    No colleague did this, so no engagement says so.
    """
    hers = Mention.person_id.in_(whom.people)
    is_open = Mention.state.in_((MentionState.OPEN, MentionState.CLAIMED))
    _run(
        session,
        update(Mention)
        .where(hers, is_open)
        .values(
            state=MentionState.DISMISSED,
            holder_id=None,
            is_offered=False,
            given_by_id=None,
            state_since=now,
            called_id=None,
            called_until=None,
            time_from=None,
            reminded_at=None,
        ),
    )
    gone = {"forgotten_at": now, "texts_dropped_at": now, "version": Mention.version + 1}
    _run(session, update(Mention).where(hers).values(gone))
    _run(session, update(Person).where(Person.id.in_(whom.people)).values(forgotten_at=now))


def _run(session: Session, statement: Any) -> None:  # noqa: ANN401  # an UPDATE or a DELETE
    session.execute(statement.execution_options(synchronize_session=False))


def _count(session: Session, *conditions: Condition) -> int:
    return session.scalar(select(func.count()).where(*conditions)) or 0
