"""Each language writes counts, dates and lists as its readers do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.language import Languages, load_languages

NOW = datetime(2026, 11, 3, 13, 5, tzinfo=UTC)
ZURICH = ZoneInfo("Europe/Zurich")


@pytest.fixture(scope="module")
def languages() -> Languages:
    return load_languages()


@pytest.mark.parametrize(
    ("locale", "code"),
    [("de", "de"), ("de-CH", "de"), ("de_AT", "de"), ("DE", "de"), ("en-GB", "en"), ("fr", "en"),
     ("", "en"), (None, "en")],
)  # fmt: skip
def test_a_locale_finds_its_language(languages: Languages, locale: str | None, code: str) -> None:
    assert languages.get(locale).code == code


def test_languages_are_named_in_themselves(languages: Languages) -> None:
    assert languages.names == {"en": "English", "de": "Deutsch"}


@pytest.mark.parametrize(
    ("code", "n", "text"),
    [
        ("en", 0, "0 new mentions"),
        ("en", 1, "1 new mention"),
        ("en", 12345, "12,345 new mentions"),
        ("de", 0, "0 neue Erwähnungen"),
        ("de", 1, "1 neue Erwähnung"),
        ("de", 12345, "12’345 neue Erwähnungen"),
    ],
)
def test_counts(languages: Languages, code: str, n: int, text: str) -> None:
    said = languages.get(code).ngettext("{n} new mention", "{n} new mentions", n)

    assert said == text


@pytest.mark.parametrize(
    ("code", "past", "text"),
    [
        ("en", timedelta(seconds=-30), "just now"),
        ("en", timedelta(seconds=20), "just now"),
        ("en", timedelta(minutes=1), "1 minute ago"),
        ("en", timedelta(hours=3), "3 hours ago"),
        ("en", timedelta(days=400), "1 year ago"),
        ("de", timedelta(seconds=20), "gerade eben"),
        ("de", timedelta(minutes=1), "vor 1 Minute"),
        ("de", timedelta(hours=3), "vor 3 Stunden"),
        ("de", timedelta(days=2), "vor 2 Tagen"),
    ],
)
def test_how_long_ago(languages: Languages, code: str, past: timedelta, text: str) -> None:
    assert languages.get(code).ago(NOW - past, NOW) == text


@pytest.mark.parametrize(
    ("code", "moment", "day"),
    [
        ("en", "Nov 3, 2026, 2:05\u202fPM", "Tuesday, November 3, 2026"),
        ("de", "03.11.2026, 14:05", "Dienstag, 3. November 2026"),
    ],
)
def test_dates(languages: Languages, code: str, moment: str, day: str) -> None:
    language = languages.get(code)

    assert language.moment(NOW, ZURICH) == moment
    assert language.date(date(2026, 11, 3)) == day


@pytest.mark.parametrize(("code", "text"), [("en", "Ann, Bo, and Cy"), ("de", "Ann, Bo und Cy")])
def test_lists(languages: Languages, code: str, text: str) -> None:
    language = languages.get(code)

    assert language.list(["Ann", "Bo", "Cy"]) == text
    assert language.list(["Ann"]) == "Ann"
    assert language.list([]) == ""


def test_values_are_filled_into_the_translation(languages: Languages) -> None:
    said = languages.get("de").gettext("{name}: {mention}", name="{mention}", mention="x")

    assert said == "{mention}: x", "what comes from outside is no template"
