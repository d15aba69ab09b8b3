"""The command line's words about one person: everything that is known, and forgetting it."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.command_line import make_command_line
from bot.models import Profile
from bot.name_search import find_people
from bot.people import meet_people
from bot.person_commands import NobodyMeantError
from bot.person_export import export_person
from bot.profiles import sketch_profile
from bot.store import Store
from feeds import Author
from tests.bot.dump import dump, found_in
from tests.bot.making import NOW, make_store
from tests.bot.somebody_to_forget import WANTED, fill


@dataclass(frozen=True)
class Shell:
    """The database, and how a command is run on it."""

    store: Store
    url: str

    def run(self, *arguments: str, says: str = "") -> str:
        """Run a command; give what it prints. Raises what goes wrong."""
        environment = {"DATABASE_URL": self.url}
        ran = CliRunner().invoke(
            make_command_line(), arguments, input=says, env=environment, standalone_mode=False
        )
        if ran.exception is not None:
            raise ran.exception
        return ran.stdout


@pytest.fixture
def shell(sqlite_url: str, logging_as_before: None) -> Shell:
    assert logging_as_before is None
    store = make_store(sqlite_url)
    fill(store)
    return Shell(store, sqlite_url)


def test_the_export_of_a_person_holds_everything_that_is_known(store: Store) -> None:
    fill(store)
    with store.read() as session:
        told = export_person(session, find_people(session, 1, "mustermann"))

    assert found_in(json.dumps(told, ensure_ascii=False), WANTED).keys() == WANTED.keys()
    assert [one["number"] for one in told["mentions"]] == [1]
    assert [one["did"] for one in told["engagements"]] == ["claim", "reply"]
    assert [one["text"] for one in told["lessons"]] == ["grat_katze knows more than we do"]
    assert {one["handle"] for one in told["profiles"]} == {
        "Jörg Mustermann",
        "grat_katze",
        "joerg@mail.example",
    }
    assert "Ben Beispiel" not in told["names"]
    assert told["one_of_us"] == []
    [offered] = told["offered_to_keep_in_touch"]
    assert (offered["knew_them"], offered["keeps_in_touch"]) == ("U1", "U1")


def test_it_is_printed_as_one_document(shell: Shell) -> None:
    told: dict[str, Any] = json.loads(shell.run("export", "--person", "mustermann"))

    assert told["names"] == ["Jörg Mustermann"]
    with pytest.raises(NobodyMeantError, match="nobody called “zebra”"):
        shell.run("export", "--person", "zebra")


def test_somebody_is_forgotten_at_a_word(shell: Shell) -> None:
    printed = shell.run("forget", "mustermann", "--yes")

    assert "Erased: 3 profiles, 1 mentions’ texts, 1 answers" in printed
    assert "called after it: 1" in printed
    assert found_in(dump(shell.store), WANTED) == {}


def test_without_the_word_it_asks_first(shell: Shell) -> None:
    with pytest.raises(typer.Abort):
        shell.run("forget", "mustermann", says="n\n")
    assert found_in(dump(shell.store), WANTED).keys() == WANTED.keys()

    assert "Erase this for good?" in shell.run("forget", "mustermann", says="y\n")
    assert found_in(dump(shell.store), WANTED) == {}


def test_of_several_it_wants_to_know_which_one(shell: Shell) -> None:
    with shell.store.write() as session:
        sketch = sketch_profile([Author("Jörg Mustermann")], "other.example")
        meet_people(session, 1, [sketch], NOW)
    with pytest.raises(NobodyMeantError, match="--id 1 ") as refused:
        shell.run("forget", "mustermann", "--yes")
    assert "other.example" in str(refused.value)
    shell.run("forget", "mustermann", "--id", "1", "--yes")

    with shell.store.read() as session:
        assert session.query(Profile).filter_by(url=None, place="other.example").count() == 1
        assert [person.id for person in find_people(session, 1, "mustermann")] != [1]
