"""The pages about people outside, as colleagues ask for them."""

from collections.abc import Sequence
from math import ceil

from sqlalchemy import func, select

from bot.answers import people as say
from bot.answers import person_pages as draw
from bot.answers.forgetting import forgotten
from bot.answers.guidance import no_such_mention
from bot.answers.lists import PAGE
from bot.desk import Asker, Desk, Visit
from bot.knowing import notes_on
from bot.mentions import mention_by_number
from bot.message import Message
from bot.models import Engagement, Mention, Person
from bot.name_search import MOST_HITS, find_people, last_seen_people
from bot.people import everyone_read_as, find_person
from bot.person_facts import PersonMatch
from bot.person_reading import engagements_with, mentions_by, person_facts, person_matches

_MOST_OPTIONS = 20


def show_person(desk: Desk, asker: Asker, name: str) -> Message:
    """Show what is known about a person, or which ones the name could mean."""
    with desk.visit(asker) as visit:
        people = find_people(visit.session, visit.workspace.id, name, MOST_HITS)
        if len(people) != 1:
            return which_person(visit, name, people)
        return page_of(visit, people[0])


def show_person_by_id(desk: Desk, asker: Asker, person_id: int) -> Message:
    """Show the person of a choice that was offered."""
    with desk.visit(asker) as visit:
        person = find_person(visit.session, visit.workspace.id, person_id)
        return page_of(visit, person) if person else forgotten(None, visit.language)


def show_author(desk: Desk, asker: Asker, number: int) -> Message:
    """Show the person who wrote a mention."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return no_such_mention(number, visit.language)
        person = find_person(visit.session, visit.workspace.id, mention.person_id)
        return page_of(visit, person) if person else forgotten(number, visit.language)


def show_mentions_of(desk: Desk, asker: Asker, person_id: int, page: int) -> Message:
    """Show one page of what a person said; a page beyond the last one is the last one."""
    with desk.visit(asker) as visit:
        person = find_person(visit.session, visit.workspace.id, person_id)
        if person is None:
            return forgotten(None, visit.language)
        page, pages = _page(visit, Mention, person, page)
        mentions = mentions_by(visit.session, person.id, PAGE, (page - 1) * PAGE)
        return draw.more_mentions(
            person.id, person.name, mentions, visit.language, visit.now, page=page, pages=pages
        )


def show_engagements_with(desk: Desk, asker: Asker, person_id: int, page: int) -> Message:
    """Show one page of who was in touch with a person, as ``show_mentions_of`` does."""
    with desk.visit(asker) as visit:
        person = find_person(visit.session, visit.workspace.id, person_id)
        if person is None:
            return forgotten(None, visit.language)
        page, pages = _page(visit, Engagement, person, page)
        lines = engagements_with(visit.session, person.id, PAGE, (page - 1) * PAGE)
        return draw.more_engagements(
            person.id, person.name, lines, visit.language, visit.zone, page=page, pages=pages
        )


def show_notes_on(desk: Desk, asker: Asker, person_id: int, page: int) -> Message:
    """Show one page of the notes on a person, as ``show_mentions_of`` does."""
    with desk.visit(asker) as visit:
        person = find_person(visit.session, visit.workspace.id, person_id)
        if person is None:
            return forgotten(None, visit.language)
        count, _ = notes_on(visit.session, person.id, 0)
        page, pages = _among(page, count, draw.NOTES_PAGE)
        _, notes = notes_on(visit.session, person.id, draw.NOTES_PAGE, (page - 1) * draw.NOTES_PAGE)
        return draw.more_notes(
            person.id, person.name, notes, visit.language, visit.zone, page=page, pages=pages
        )


def people_to_choose(desk: Desk, asker: Asker, typed: str, besides: int) -> list[PersonMatch]:
    """Offer people (but for one, by id) while somebody types a name; at first those seen last."""
    with desk.visit(asker) as visit:
        session, workspace_id = visit.session, visit.workspace.id
        if typed.strip():
            people = find_people(session, workspace_id, typed, _MOST_OPTIONS + 1)
        else:
            people = last_seen_people(session, workspace_id, _MOST_OPTIONS + 1)
        others = [person for person in people if person.id != besides][:_MOST_OPTIONS]
        return person_matches(session, others)


def page_of(visit: Visit, person: Person) -> Message:
    """Draw the page of a standing person for who asks."""
    facts = person_facts(visit.session, person, visit.colleague)
    return draw.person_page(facts, visit.language, visit.zone, visit.now)


def which_person(visit: Visit, name: str, people: Sequence[Person]) -> Message:
    """Ask which of several people is meant, or say that nobody is called so."""
    if not people:
        return say.nobody_found(name, visit.language)
    matches = person_matches(visit.session, people)
    return say.person_choice(name, matches, visit.language)


def _page(
    visit: Visit, table: type[Mention | Engagement], person: Person, page: int
) -> tuple[int, int]:
    """Give the page that is there, and how many there are."""
    here = table.person_id.in_(everyone_read_as(person.id))
    count = visit.session.scalar(select(func.count()).select_from(table).where(here)) or 0
    return _among(page, count, PAGE)


def _among(page: int, count: int, size: int) -> tuple[int, int]:
    pages = max(1, ceil(count / size))
    return min(max(page, 1), pages), pages
