"""The App Home: what one colleague finds there, read with few queries however much there is."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from bot.contacts import people_known_by
from bot.desk import Asker, Desk, Visit
from bot.engagements import stands
from bot.facts import EngagementKind, MentionState
from bot.greetings import whom_to_greet
from bot.home_facts import (
    HomeFacts,
    HomePages,
    KnownPersonFacts,
    Page,
    Suits,
    VoiceFacts,
    WaitingFacts,
    WishesFacts,
)
from bot.home_view import home
from bot.models import Engagement, Mention, Person
from bot.own_voices import own_profiles
from bot.reading import mention_facts
from bot.voices import is_external

_WEEK = timedelta(days=7)
_HELD = 5
_WAITING = 10
_PEOPLE = 10
_VOICES = 10
_COLD = 5
_SUITS = tuple(Suits)

Wanted = Select[*tuple[Any, ...]]

_T = TypeVar("_T")


def show_home(desk: Desk, asker: Asker, pages: HomePages | None = None) -> dict[str, Any]:
    """Draw the asker's home, at these pages; a page beyond the last one is the last one."""
    with desk.visit(asker) as visit:
        facts = _home_facts(visit, pages or HomePages())
        return home(facts, visit.language, desk.languages.names, visit.zone, visit.now)


def choose_wishes(desk: Desk, asker: Asker, chosen: Iterable[str]) -> None:
    """Keep what the bot may send the asker by itself: the names of ``WishesFacts``' switches."""
    wanted = set(chosen)
    with desk.visit(asker) as visit:
        visit.colleague.wants_reminders = "reminders" in wanted
        visit.colleague.wants_suggestions = "suggestions" in wanted
        visit.colleague.wants_messages = "messages" in wanted


def _home_facts(visit: Visit, pages: HomePages) -> HomeFacts:
    me = visit.colleague
    new, replied, own = _week(visit)
    return HomeFacts(
        held=_page(visit, _held(visit), pages.held, _HELD, lambda row: mention_facts(row.Mention)),
        waiting=_page(
            visit,
            _waiting(visit),
            pages.waiting,
            _WAITING,
            lambda row: WaitingFacts(mention_facts(row.Mention), _SUITS[row.suits]),
        ),
        people=_page(
            visit,
            _people(visit),
            pages.people,
            _PEOPLE,
            lambda row: KnownPersonFacts(row.id, row.name, int(row.replies), row.last),
        ),
        week_new=new,
        week_replied=replied,
        week_own=own,
        cold=whom_to_greet(visit.session, me, visit.now, _COLD),
        voices=tuple(
            VoiceFacts(person.id, person.name) for person in own_profiles(visit.session, me)
        )[:_VOICES],
        wishes=WishesFacts(
            me.wants_reminders, me.wants_suggestions, me.wants_messages, me.language
        ),
    )


def _page(
    visit: Visit, wanted: Wanted, number: int, size: int, read: Callable[[Row[Any]], _T]
) -> Page[_T]:
    """Read one page and the count of all, in one query; in two where the page is beyond the end."""
    counted = wanted.add_columns(func.count().over().label("total"))

    def rows(page: int) -> Sequence[Row[Any]]:
        return visit.session.execute(counted.limit(size).offset((page - 1) * size)).all()

    found = rows(number)
    if not found and number > 1:
        count = visit.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        number = max(1, -(-count // size))
        found = rows(number)
    return Page(tuple(read(row) for row in found), number, found[0].total if found else 0, size)


def _held(visit: Visit) -> Wanted:
    return (
        select(Mention)
        .options(joinedload(Mention.holder))
        .where(
            Mention.workspace_id == visit.workspace.id,
            Mention.state == MentionState.CLAIMED,
            Mention.holder_id == visit.colleague.id,
        )
        .order_by(Mention.id.desc())
    )


def _waiting(visit: Visit) -> Wanted:
    """Choose what is open: what suits the colleague first, then the newest."""
    known = people_known_by(visit.colleague.id)
    same = or_(Person.id == known.c.person_id, Person.merged_into_id == known.c.person_id)
    mine = select(Person.id).join(known, same)
    places = (
        select(Mention.place)
        .join(Engagement, Engagement.mention_id == Mention.id)
        .where(*_own_replies(visit))
    )
    reasons = (Mention.person_id.in_(mine), Mention.place.in_(places))
    suits = case(*((why, at) for at, why in enumerate(reasons)), else_=len(reasons))
    return (
        select(Mention, suits.label("suits"))
        .options(joinedload(Mention.holder))
        .where(
            Mention.workspace_id == visit.workspace.id,
            Mention.state == MentionState.OPEN,
            is_external(),
        )
        .order_by(suits, Mention.id.desc())
    )


def _people(visit: Visit) -> Wanted:
    """Choose whom the colleague knows, the latest contact first."""
    known = people_known_by(visit.colleague.id)
    return (
        select(Person.id, Person.name, known.c.replies, known.c.last)
        .join(known, known.c.person_id == Person.id)
        .order_by(known.c.last.desc().nulls_last(), Person.id)
    )


def _own_replies(visit: Visit) -> tuple[ColumnElement[bool], ...]:
    return (
        Engagement.colleague_id == visit.colleague.id,
        Engagement.kind == EngagementKind.REPLY,
        stands(),
    )


def _week(visit: Visit) -> tuple[int, int, int]:
    """Count the week: new mentions, answers, and the colleague's own."""
    since = visit.now - _WEEK
    new = select(func.count()).where(
        Mention.workspace_id == visit.workspace.id, Mention.found_at > since, is_external()
    )
    replies = select(
        new.scalar_subquery(),
        func.count(),
        func.count(case((Engagement.colleague_id == visit.colleague.id, 1))),
    ).where(
        Engagement.workspace_id == visit.workspace.id,
        Engagement.kind == EngagementKind.REPLY,
        Engagement.at > since,
        stands(),
    )
    found, replied, own = visit.session.execute(replies).one()
    return found or 0, replied, own
