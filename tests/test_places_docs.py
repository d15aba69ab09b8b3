"""The page about places says what the table knows, no more and no less."""

import re
from pathlib import Path

from feeds.places import PLACES, Place
from feeds.places.accounts import ANYWHERE, RULES

PAGE = Path(__file__).parents[1] / "docs" / "places.md"
HEAD = (
    "| place | written | what is watched | what it asks | manners | tip | checked on |\n"
    "|---|---|---|---|---|---|---|\n"
)


def table() -> str:
    """Write the table of the page, as it should be."""
    return HEAD + "".join(_row(place) for place in PLACES)


def _row(place: Place) -> str:
    cells = (
        place.name,
        ", ".join(f"`{word}`" for word in (place.key, *place.also)),
        "<br>".join(
            f"`{template}`{', searched there' if form.searches else ''}"
            for form in place.forms
            for template in form.templates
        ),
        ", ".join(ask.value for ask in place.asks) or "nothing",
        _manners(place),
        place.tip or "–",
        f"{place.checked}, [source]({place.source})",
    )
    return f"| {' | '.join(cells)} |\n"


def _manners(place: Place) -> str:
    manners = place.manners
    told = [f"a feed at most every {manners.every // 60} min"]
    if manners.gap:
        told.append(f"{manners.gap:g} s between two requests to {manners.domain}")
    return f"{', '.join(told)}; User-Agent: {manners.agent}"


def test_the_page_shows_the_table() -> None:
    assert table() in PAGE.read_text("utf-8"), f"it should hold:\n{table()}"


def test_every_source_is_an_address_and_every_check_has_a_day() -> None:
    for place in PLACES:
        assert re.fullmatch(r"https://[^\s|()]+", place.source), place.key
        assert place.checked.year >= 2026


def test_every_rule_about_accounts_is_told() -> None:
    told = PAGE.read_text("utf-8").partition("## How authors are recognised")[2]

    assert [rule.name for rule in (*RULES, *ANYWHERE) if rule.name not in told] == []
