"""Elsewhere: where others name somebody who is forgotten, and what stands there without that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, inspect, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.answer_models import Draft, Lesson, Review, Snippet
from bot.feed_models import Feed, RecentEntry, Subscription, Watch
from bot.models import Engagement, Mention, Person
from bot.naming import Naming
from bot.outbox import Kind
from bot.person_models import NoContact, PersonNote
from bot.slack_models import OutboxRow
from bot.source_models import MentionSource, MentionTitle
from bot.store import in_portions
from bot.summary_models import Summary
from bot.taking_back import redraw
from bot.teaching_models import PlaceWords
from bot.whom import Whom

Condition = ColumnElement[bool]
NAMED_IN: tuple[tuple[InstrumentedAttribute[Any], ...], ...] = (
    (
        Mention.title,
        Mention.authors,
        Mention.excerpt,
        Mention.link,
        Mention.reply_text,
        Mention.reply_link,
    ),
    (Engagement.reply_text, Engagement.reply_link, Engagement.note),
    (MentionSource.link,),
    (Summary.title,),
    (PlaceWords.house_rules, PlaceWords.tips),
    (PersonNote.text,),
    (NoContact.reason,),
    (Lesson.topic, Lesson.topic_key, Lesson.text),
    (Draft.written,),
    (Review.text, Review.better),
    (Snippet.name, Snippet.text),
    (OutboxRow.payload,),
)
"""Where others may name somebody: each group is of one table that knows its workspace."""
_LINKS = (Mention.link, MentionSource.link)
"""Addresses of pages that others made: their paths may name whom they like."""
_OUR_LINKS = (Mention.reply_link, Engagement.reply_link)


@dataclass(frozen=True, slots=True)
class Named:
    """A row in which others name somebody, by its key, and what it holds without that."""

    table: type[Any]
    key: tuple[Any, ...]
    values: dict[str, Any]

    @property
    def is_row(self) -> list[Condition]:
        """Ask for the row."""
        columns = inspect(self.table).primary_key
        return [column == value for column, value in zip(columns, self.key, strict=True)]


def named_elsewhere(session: Session, whom: Whom) -> Iterator[Named]:
    """Find where others name them; whoever bears the same name is left alone."""
    others = select(Person.id, Person.name).where(
        Person.workspace_id == whom.workspace_id, Person.id.not_in(whom.people)
    )
    namesakes = [row.id for row in session.execute(others) if whom.naming.is_in(row.name)]
    alone = [*whom.people, *namesakes]
    for columns in NAMED_IN:
        table = inspect(columns[0].class_).class_
        rows = session.execute(
            select(*inspect(table).primary_key, *columns).where(
                table.workspace_id == whom.workspace_id, *_of_others(table, alone)
            )
        )
        for row in rows:
            values = {
                column.key: without
                for column in columns
                if (without := _without(whom.naming, column, was := getattr(row, column.key)))
                != was
            }
            if values:
                yield Named(table, tuple(row[: -len(columns)]), values)


def _of_others(table: type[Any], people: Sequence[int]) -> list[Condition]:
    # Other rows of the outbox hold ids, keys and moments.
    speaking = OutboxRow.kind.in_((Kind.THREAD_LINE, Kind.ANSWER, Kind.DIRECT))
    conditions: list[Condition] = [speaking] if table is OutboxRow else []
    if "person_id" in inspect(table).columns:
        conditions.append(table.person_id.not_in(people))
    elif "mention_id" in inspect(table).columns:
        theirs = select(Mention.id).where(Mention.person_id.in_(people))
        conditions.append(table.mention_id.is_(None) | table.mention_id.not_in(theirs))
    return conditions


def _without(naming: Naming, column: InstrumentedAttribute[Any], value: Any) -> Any:  # noqa: ANN401  # a column's value
    if column in _LINKS:
        return None if value and naming.has_address(value) else value
    if column in _OUR_LINKS:
        return None if value and naming.is_in_link(value) else value
    return naming.clear(value)


def lock_feeds_named(session: Session, whom: Whom) -> list[Feed]:
    """Lock the workspace's feeds that are called after them.

    Before the workspace is locked, as polling does, so that no two wait for each other.
    """
    mine = select(Subscription.feed_id).where(Subscription.workspace_id == whom.workspace_id)
    titles = session.execute(select(Feed.id, Feed.title).where(Feed.id.in_(mine)))
    named = [row.id for row in titles if whom.naming.is_in(row.title)]
    return [
        feed
        for some in in_portions(named)
        for feed in session.scalars(
            select(Feed).where(Feed.id.in_(some)).order_by(Feed.id).with_for_update()
        )
    ]


def clear_elsewhere(session: Session, whom: Whom, feeds: Sequence[Feed], now: datetime) -> None:
    """Take out of everything else what names them, and show it so in Slack.

    ``feeds`` are those that ``lock_feeds_named`` gave.
    """
    found = list(named_elsewhere(session, whom))
    for one in found:
        row = update(one.table).where(*one.is_row).values(one.values)
        session.execute(row.execution_options(synchronize_session=False))
    redraw(
        session,
        now,
        mentions=_ids(found, Mention),
        engagements=_ids(found, Engagement),
        summaries=_ids(found, Summary),
        lessons=_ids(found, Lesson),
    )
    for feed in feeds:
        feed.title = whom.naming.clear(feed.title)
    titles = select(MentionTitle).where(MentionTitle.workspace_id == whom.workspace_id)
    for title in session.scalars(titles).all():
        if whom.naming.is_in(" ".join(title.words)) or whom.naming.is_in(title.site):
            session.delete(title)
    mine = select(Subscription.feed_id).where(Subscription.workspace_id == whom.workspace_id)
    recent = session.scalars(select(RecentEntry).where(RecentEntry.feed_id.in_(mine))).all()
    for entry in recent:
        if whom.naming.is_in(entry.content):
            session.delete(entry)


def _ids(found: Sequence[Named], table: type[Any]) -> list[int]:
    return [one.key[0] for one in found if one.table is table]


def feeds_named(session: Session, whom: Whom) -> tuple[int, ...]:
    """List the numbers of feeds and watches that look for them, or are called after them."""
    feeds = session.execute(
        select(Subscription.number, Subscription.rules, Subscription.term, Feed.title, Feed.url)
        .join(Feed, Feed.id == Subscription.feed_id)
        .where(Subscription.workspace_id == whom.workspace_id, Subscription.watch_id.is_(None))
    )
    watches = session.execute(
        select(Watch.number, Watch.term).where(Watch.workspace_id == whom.workspace_id)
    )
    named = [
        row.number
        for row in [*feeds, *watches]
        if any(whom.naming.is_in_link(text) for text in row[1:])
    ]
    return tuple(sorted(named))
