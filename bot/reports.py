"""Reports: what a colleague asks to see, from the feeds to the digest."""

from math import ceil

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from bot.answers import lists
from bot.answers import people as people_answers
from bot.answers.feeds import feed_list, feed_removed
from bot.answers.forgetting import forgotten
from bot.answers.guidance import no_such_feed, no_such_mention
from bot.answers.watches import watch_removed
from bot.desk import Asker, Desk, Visit
from bot.digest_message import digest
from bot.digests import digest_now
from bot.facts import (
    MentionFacts,
    MentionFilter,
    MentionState,
)
from bot.message import Message
from bot.models import Mention, Person
from bot.mutes import list_mutes
from bot.people import find_people, person_facts, person_matches
from bot.reading import mention_facts
from bot.subscriptions import list_subscriptions, unsubscribe
from bot.watches import end_empty_watches, end_watch


def show_feeds(desk: Desk, asker: Asker) -> Message:
    """List the feeds."""
    with desk.visit(asker) as visit:
        feeds = list_subscriptions(visit.session, visit.workspace.id, visit.language)
        mutes = list_mutes(visit.session, visit.workspace.id)
        return feed_list(feeds, visit.language, visit.zone, mutes)


def remove_feed(desk: Desk, asker: Asker, number: int) -> Message:
    """End a subscription, or a watch with all of its subscriptions."""
    with desk.visit(asker) as visit:
        session, workspace_id = visit.session, visit.workspace.id
        if ended := end_watch(session, workspace_id, number):
            return watch_removed(ended, visit.language)
        removed = unsubscribe(session, workspace_id, number)
        if removed is None:
            return no_such_feed(number, visit.language)
        end_empty_watches(session, workspace_id)
        return feed_removed(removed, visit.language)


def show_mentions(desk: Desk, asker: Asker, which: MentionFilter, page: int) -> Message:
    """List one page of mentions; a page beyond the last one is the last one."""
    with desk.visit(asker) as visit:
        conditions = _filtered(visit, which)
        count = (
            visit.session.scalar(select(func.count()).select_from(Mention).where(*conditions)) or 0
        )
        pages = max(1, ceil(count / lists.PAGE))
        page = min(max(page, 1), pages)
        mentions = _newest(visit, conditions, lists.PAGE, (page - 1) * lists.PAGE)
        return lists.mention_list(
            mentions, visit.language, visit.now, which=which, page=page, pages=pages
        )


def _filtered(visit: Visit, which: MentionFilter) -> list[ColumnElement[bool]]:
    conditions = [Mention.workspace_id == visit.workspace.id]
    match which:
        case MentionFilter.MINE:
            conditions += [
                Mention.state == MentionState.CLAIMED,
                Mention.holder_id == visit.colleague.id,
            ]
        case MentionFilter.ALL:
            pass
        case _:
            conditions += [Mention.state == MentionState(which.value)]
    return conditions


def _newest(
    visit: Visit, conditions: list[ColumnElement[bool]], limit: int, offset: int = 0
) -> list[MentionFacts]:
    rows = visit.session.scalars(
        select(Mention)
        .options(joinedload(Mention.holder))
        .where(*conditions)
        .order_by(Mention.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [mention_facts(row) for row in rows]


def show_person(desk: Desk, asker: Asker, name: str) -> Message:
    """Show what is known about a person, or which ones the name could mean."""
    with desk.visit(asker) as visit:
        people = find_people(visit.session, visit.workspace.id, name)
        if len(people) != 1:
            return _which_person(visit, name, people)
        return _person_page(visit, people[0])


def show_person_by_id(desk: Desk, asker: Asker, person_id: int) -> Message:
    """Show the person of a choice that was offered."""
    with desk.visit(asker) as visit:
        person = visit.session.get(Person, person_id)
        if person is None or person.workspace_id != visit.workspace.id:
            return people_answers.nobody_found("", visit.language)
        if person.forgotten_at is not None:
            return forgotten(None, visit.language)
        return _person_page(visit, person)


def show_author(desk: Desk, asker: Asker, number: int) -> Message:
    """Show the person who wrote a mention."""
    with desk.visit(asker) as visit:
        person = visit.session.scalar(
            select(Person)
            .join(Mention, Mention.person_id == Person.id)
            .where(Mention.workspace_id == visit.workspace.id, Mention.number == number)
        )
        if person is None:
            return no_such_mention(number, visit.language)
        if person.forgotten_at is not None:
            return forgotten(number, visit.language)
        return _person_page(visit, person)


def show_digest(desk: Desk, asker: Asker) -> Message:
    """Show the digest as it would read now."""
    with desk.visit(asker) as visit:
        facts = digest_now(visit.session, visit.workspace, visit.now)
        return digest(facts, visit.language, visit.zone)


def _person_page(visit: Visit, person: Person) -> Message:
    facts = person_facts(visit.session, person)
    return people_answers.person_page(facts, visit.language, visit.zone, visit.now)


def _which_person(visit: Visit, name: str, people: list[Person]) -> Message:
    if not people:
        return people_answers.nobody_found(name, visit.language)
    matches = person_matches(visit.session, people)
    return people_answers.person_choice(name, matches, visit.language)
