"""When a name is nearly another one."""

import pytest

from bot.colleagues import find_colleagues, meet_colleague
from bot.likeness import nearly
from bot.store import Store
from tests.bot.making import make_workspace

NAMES = ("Mara Lüthi", "Maria Luthiger", "Su", "Loïc Müller")
MEANT = {
    "lüthi": ["Mara Lüthi"],
    "luethi": ["Mara Lüthi"],
    "luhti mara": ["Mara Lüthi"],
    "loic mueler": ["Loïc Müller"],
    "maro": ["Mara Lüthi"],
    "si": [],
    "": [],
}


@pytest.mark.parametrize("typed", MEANT)
def test_who_is_meant(typed: str) -> None:
    assert nearly(typed, NAMES) == MEANT[typed]


def test_colleagues_are_found_with_a_typo(store: Store) -> None:
    with store.write() as session:
        workspace_id = make_workspace(session).id
        for number, name in enumerate(("Mara", "Marc", "Loïc")):
            meet_colleague(session, workspace_id, f"U{number}").name = name
        session.flush()

        def found(name: str, *, forgiving: bool) -> list[str | None]:
            people = find_colleagues(session, workspace_id, name, forgiving=forgiving)
            return [one.name for one in people]

        assert found("@mara", forgiving=False) == found("@mara", forgiving=True) == ["Mara"]
        assert found("loic", forgiving=True) == ["Loïc"]
        assert found("loic", forgiving=False) == []
        assert found("marx", forgiving=True) == ["Mara", "Marc"]
