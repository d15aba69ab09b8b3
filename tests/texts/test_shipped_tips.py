"""The tips that come along: for every place, in every language, short enough to be read."""

from importlib import resources

import pytest
import yaml

from bot.language import LOCALES
from bot.markdown import to_mrkdwn
from bot.shipped_tips import shipped_tips
from feeds.places import PLACES


@pytest.mark.parametrize("language", LOCALES)
def test_each_place_has_tips_and_no_other(language: str) -> None:
    path = resources.files("bot") / "locales" / language / "tips.yaml"

    assert set(yaml.safe_load(path.read_text("utf-8"))) == {place.key for place in PLACES}


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("place", [place.key for place in PLACES])
def test_tips_are_a_short_sentence_or_two_and_four_points(place: str, language: str) -> None:
    gist, *points = to_mrkdwn(shipped_tips(place, language))

    assert len(gist) <= 150
    assert len(points) == 4
    assert all(point.startswith("• *") for point in points)
    assert sum(map(len, points)) <= 1200
    assert "ß" not in "".join(points)
