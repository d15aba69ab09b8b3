"""The log as colleagues look at it: who is meant by a name, which lines fit, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from bot.answers import log as say
from bot.answers.people import nobody_found
from bot.colleagues import facts_of, find_colleagues, meet_colleague
from bot.desk import Asker, Desk, Visit
from bot.log_filter import (
    LogFilter,
    LogPage,
    LogWish,
    NotUnderstood,
    Page,
    read_log_wish,
    read_page,
)
from bot.message import Message
from bot.models import Colleague, Engagement, Mention, Person
from bot.name_search import MOST_HITS, find_people
from bot.people import everyone_read_as
from bot.person_reading import person_matches
from bot.reading import engagement_facts
from feeds.places import place_named

LINES = 10
"""Lines of a page; ten of the longest fit into a message."""


def read_log(desk: Desk, asker: Asker, text: str) -> tuple[LogFilter, bool] | Message:
    """Read what follows ``/mentions log``: which lines, and whether as a file.

    Gives what to say instead where that is not clear.
    """
    with desk.visit(asker) as visit:
        today = visit.now.astimezone(visit.zone).date()
        wish = read_log_wish(text, today, say.kind_words(visit.language))
        if isinstance(wish, NotUnderstood):
            return say.log_not_understood(wish, visit.language)
        if wish.since and wish.until and wish.until < wish.since:
            return say.log_ends_before(visit.language)
        found = _filter(visit, wish)
        return found if isinstance(found, Message) else (found, wish.csv)


def show_log(desk: Desk, asker: Asker, wanted: LogFilter, page: Page | None = None) -> Message:
    """Show one page of the log: the latest one, unless another is named."""
    with desk.visit(asker) as visit:
        facts = log_page_of(visit, wanted, page or Page())
        return say.log_page(facts, visit.language, visit.zone)


def turn_log(desk: Desk, asker: Asker, value: str) -> Message:
    """Show the page that a button carries, in the place of the one under which it stood."""
    return replace(show_log(desk, asker, *read_page(value)), replaces=True)


def lines_of(wanted: LogFilter, workspace_id: int, zone: ZoneInfo) -> Sequence[ColumnElement[bool]]:
    """Say which engagements of a workspace a filter lets through; its days are those of a zone."""
    conditions = [Engagement.workspace_id == workspace_id]
    if wanted.colleague_id is not None:
        either = (Engagement.colleague_id, Engagement.other_id)
        conditions.append(or_(*(each == wanted.colleague_id for each in either)))
    if wanted.person_id is not None:
        conditions.append(Engagement.person_id.in_(everyone_read_as(wanted.person_id)))
    if wanted.since is not None:
        conditions.append(Engagement.at >= _begin_of(wanted.since, zone))
    if wanted.until is not None and wanted.until < date.max:
        conditions.append(Engagement.at < _begin_of(wanted.until + timedelta(days=1), zone))
    if wanted.kinds:
        conditions.append(Engagement.kind.in_(wanted.kinds))
    if wanted.place:
        of_mention = Mention.id == Engagement.mention_id
        conditions.append(exists().where(of_mention, _at_place(wanted.place)))
    return conditions


def _begin_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _at_place(word: str) -> ColumnElement[bool]:
    """Say whether a mention is from a place: one that we know, or whose name has the word in it."""
    known = place_named(word)
    domains = [domain.partition("/")[0] for domain in known.domains] if known else []
    return or_(
        Mention.place.icontains(word, autoescape=True),
        Mention.place.in_(domains),
        *(Mention.place.endswith(f".{domain}", autoescape=True) for domain in domains),
    )


def _filter(visit: Visit, wish: LogWish) -> LogFilter | Message:
    """Find out who is meant, where somebody is named."""
    wanted = LogFilter(since=wish.since, until=wish.until, kinds=wish.kinds, place=wish.place)
    session, workspace_id = visit.session, visit.workspace.id
    if wish.slack_id is not None:
        colleague = meet_colleague(session, workspace_id, wish.slack_id)
        wanted = replace(wanted, colleague_id=colleague.id)
    if wish.colleague:
        found = find_colleagues(session, workspace_id, wish.colleague, forgiving=True)
        if len(found) != 1:
            named = [facts_of(each) for each in found]
            return say.which_colleague(wish.colleague, named, visit.language)
        wanted = replace(wanted, colleague_id=found[0].id)
    if wish.person:
        people = find_people(session, workspace_id, wish.person, MOST_HITS)
        return _with_person(visit, wanted, wish.person, people)
    return _with_name(visit, wanted, wish.name) if wish.name else wanted


def _with_name(visit: Visit, wanted: LogFilter, name: str) -> LogFilter | Message:
    """Take a name for somebody outside, unless only a colleague is called so.

    What is nearly a name counts where nobody at all has it.
    """
    session, workspace_id = visit.session, visit.workspace.id
    people = find_people(session, workspace_id, name, MOST_HITS, forgiving=False)
    if not people and not find_colleagues(session, workspace_id, name):
        people = find_people(session, workspace_id, name, MOST_HITS)
    if wanted.colleague_id is None:
        colleagues = find_colleagues(session, workspace_id, name, forgiving=not people)
        called = colleagues[:1] if _is_called(colleagues[:1], name) else []
        if called and not _is_called(people[:1], name):
            return replace(wanted, colleague_id=called[0].id)
        if len(colleagues) == 1 and not people:
            return replace(wanted, colleague_id=colleagues[0].id)
    return _with_person(visit, wanted, name, people)


def _is_called(found: Sequence[Colleague | Person], name: str) -> bool:
    """Tell whether who was found has exactly this name, and not one that contains it."""
    bare = " ".join(name.split()).casefold()
    return any((each.name or "").casefold() == bare for each in found)


def _with_person(
    visit: Visit, wanted: LogFilter, name: str, people: Sequence[Person]
) -> LogFilter | Message:
    if not people:
        return nobody_found(name, visit.language)
    if len(people) > 1:
        matches = person_matches(visit.session, people)
        return say.which_person(name, matches, wanted, visit.language)
    return replace(wanted, person_id=people[0].id)


def log_page_of(visit: Visit, wanted: LogFilter, page: Page) -> LogPage:
    """Read one page of the log, and how much there is before and after it."""
    session = visit.session
    conditions = lines_of(wanted, visit.workspace.id, visit.zone)
    rows = _rows(session, conditions, page)
    first, last = (rows[0].id, rows[-1].id) if rows else (0, 0)
    person = session.get(Person, wanted.person_id) if wanted.person_id else None
    colleague = session.get(Colleague, wanted.colleague_id) if wanted.colleague_id else None
    return LogPage(
        wanted,
        tuple(engagement_facts(row) for row in rows),
        count=session.scalar(select(func.count()).select_from(Engagement).where(*conditions)) or 0,
        colleague=facts_of(colleague) if colleague else None,
        person=person.standing.name if person else None,
        earlier=Page(before=last) if _any(session, conditions, Engagement.id < last) else None,
        later=Page(after=first) if _any(session, conditions, Engagement.id > first) else None,
    )


def _rows(
    session: Session, conditions: Sequence[ColumnElement[bool]], page: Page
) -> list[Engagement]:
    """Read the lines of a page, newest first.

    Pages go by ids, so that what is logged meanwhile moves no line to another page.
    """
    query = (
        select(Engagement)
        .options(
            joinedload(Engagement.mention),
            joinedload(Engagement.person),
            joinedload(Engagement.colleague),
            joinedload(Engagement.other),
        )
        .where(*conditions)
        .limit(LINES)
    )
    if page.after is not None:
        later = query.where(Engagement.id > page.after).order_by(Engagement.id)
        return list(session.scalars(later))[::-1]
    if page.before is not None:
        query = query.where(Engagement.id < page.before)
    return list(session.scalars(query.order_by(Engagement.id.desc())))


def _any(
    session: Session, conditions: Sequence[ColumnElement[bool]], further: ColumnElement[bool]
) -> bool:
    return session.scalar(select(Engagement.id).where(*conditions, further).limit(1)) is not None
