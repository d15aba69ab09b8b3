"""Wishes to forget somebody: who may, whom they mean, what would go, and doing it."""

import sqlite3

import structlog

from bot.answers import forgetting as say
from bot.answers.people import nobody_found
from bot.community_managers import is_community_manager, named_managers
from bot.desk import Asker, Desk, Visit
from bot.forgetting import forget, weigh_forgetting
from bot.message import Message
from bot.models import Person
from bot.name_search import MOST_HITS, find_people
from bot.people import find_person
from bot.person_reading import person_matches
from bot.slack import Slack
from bot.store import Store
from bot.whom import whom_to_forget

log = structlog.get_logger(__name__)


def ask_to_forget(desk: Desk, slack: Slack, asker: Asker, name: str) -> Message:
    """Say what forgetting somebody would erase, or ask which of several is meant."""
    may = is_community_manager(desk, slack, asker)
    with desk.visit(asker) as visit:
        if not may:
            return _only_managers(visit)
        people = find_people(visit.session, visit.workspace.id, name, MOST_HITS)
        if not people:
            return nobody_found(name, visit.language)
        if len(people) > 1:
            matches = person_matches(visit.session, people)
            return say.forgetting_choice(name, matches, visit.language)
        return _asked(visit, people[0])


def ask_to_forget_one(desk: Desk, slack: Slack, asker: Asker, person_id: int) -> Message:
    """Say what forgetting the person of a choice would erase."""
    may = is_community_manager(desk, slack, asker)
    with desk.visit(asker) as visit:
        if not may:
            return _only_managers(visit)
        person = _person(visit, person_id)
        return _asked(visit, person) if person else say.forgotten(None, visit.language)


def forget_now(desk: Desk, slack: Slack, asker: Asker, person_id: int) -> Message:
    """Forget a person, as a community manager has confirmed it."""
    may = is_community_manager(desk, slack, asker)
    with desk.visit(asker) as visit:
        if not may:
            return _only_managers(visit)
        person = _person(visit, person_id)
        if person is None:
            return say.forgotten(None, visit.language)
        facts = forget(visit.session, whom_to_forget(visit.session, [person]), visit.now)
        log.info("person.forgotten", person=person_id, by=asker.user_id)
        answer = say.person_forgotten(facts, visit.language)
    scrub(desk.store)
    return answer


def scrub(store: Store) -> None:
    """Let the database's files hold nothing of what was erased, as far as it is not too busy."""
    try:
        store.scrub()
    except sqlite3.OperationalError as error:
        log.error("forgetting.not_scrubbed", reason=str(error))  # noqa: TRY400  # says it all


def _asked(visit: Visit, person: Person) -> Message:
    facts = weigh_forgetting(visit.session, whom_to_forget(visit.session, [person]))
    [match] = person_matches(visit.session, [person])
    return say.forgetting_asked(match, facts, visit.language)


def _person(visit: Visit, person_id: int) -> Person | None:
    return find_person(visit.session, visit.workspace.id, person_id)


def _only_managers(visit: Visit) -> Message:
    known = named_managers(visit.session, visit.workspace.id)
    return say.only_community_managers(known, visit.language)
