"""The command line's words about one person: forgetting them, and handing out what is known."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import SystemClock
from bot.errors import BotschafterError
from bot.forgetting import forget as forget_person
from bot.forgetting import weigh_forgetting
from bot.forgetting_facts import ForgettingFacts
from bot.logs import set_up_logging
from bot.migrate import migrate
from bot.models import Person, Workspace
from bot.name_search import find_people
from bot.person_export import export_person
from bot.person_reading import person_matches
from bot.settings import load_settings
from bot.store import Store
from bot.whom import whom_to_forget


class NobodyMeantError(BotschafterError):
    """The name means nobody, or several people; nothing was done."""


PersonId = Annotated[
    int | None, typer.Option("--id", help="which of several people of one name is meant")
]


def forget(
    name: Annotated[str, typer.Argument(help="the person's name, or part of it")],
    person_id: PersonId = None,
    yes: Annotated[bool, typer.Option("--yes", help="don't ask")] = False,
) -> None:
    """Erase somebody who asks for it; the running bot takes back what Slack shows."""
    with opened_store() as store:
        with store.read() as session:
            person = _one_person(session, name, person_id)
            facts = weigh_forgetting(session, whom_to_forget(session, [person]))
            typer.echo(f"{person.name}: {_what(facts)}.")
            chosen = person.id
        if not yes:
            typer.confirm("Erase this for good?", abort=True)
        with store.write() as session:
            person = _one_person(session, name, chosen)
            whom = whom_to_forget(session, [person])
            facts = forget_person(session, whom, SystemClock().now())
        store.scrub()
    typer.echo(f"Erased: {_what(facts)}.")
    if facts.feeds:
        numbers = ", ".join(map(str, facts.feeds))
        typer.echo(f"These feeds look for the name or are called after it: {numbers}")


def write_person(store: Store, name: str, person_id: int | None = None) -> str:
    """Write everything that is known about one person as JSON.

    Raises NobodyMeantError.
    """
    with store.read() as session:
        person = _one_person(session, name, person_id)
        return json.dumps(export_person(session, [person]), indent=2, ensure_ascii=False)


def _one_person(session: Session, name: str, person_id: int | None) -> Person:
    workspace_id = session.scalar(select(Workspace.id).order_by(Workspace.id).limit(1))
    people = find_people(session, workspace_id or 0, name, limit=100, forgiving=False)
    meant = [one for one in people if person_id in (None, one.id)]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise NobodyMeantError(f"I know nobody called “{name}”.", advice="Part of it is enough.")
    lines = []
    for one in person_matches(session, meant):
        places = ", ".join(place for place in one.places if place)
        lines.append(f"--id {one.person_id}  {one.name}  {places}  {one.mention_count} mentions")
    raise NobodyMeantError(
        f"Several people go by “{name}”. Say which one:", advice="\n".join(lines)
    )


def _what(facts: ForgettingFacts) -> str:
    counts = (
        (facts.profiles, "profiles"),
        (facts.mentions, "mentions’ texts"),
        (facts.answers, "answers"),
        (facts.notes, "notes"),
        (facts.elsewhere, "other texts that name them"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts)


@contextmanager
def opened_store() -> Iterator[Store]:
    """Open the database that the settings name, with its tables brought up to date."""
    settings = load_settings()
    set_up_logging(settings.log_level, settings.log_format)
    store = Store(settings.database_url)
    try:
        migrate(store.engine)
        yield store
    finally:
        store.close()
