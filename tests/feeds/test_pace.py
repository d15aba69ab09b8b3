"""How often a document wants to be read."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import Pace, parse_feed

SY = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"


def pace_of(head: str) -> Pace:
    body = f"<rss version='2.0' {SY}><channel><title>t</title>{head}</channel></rss>"
    return parse_feed(body.encode(), "https://blog.example/").pace


def period(word: str, frequency: str = "") -> str:
    often = f"<sy:updateFrequency>{frequency}</sy:updateFrequency>" if frequency else ""
    return f"<sy:updatePeriod>{word}</sy:updatePeriod>{often}"


def skips(kind: str, *values: object) -> str:
    name = kind.lower().removesuffix("s")
    inner = "".join(f"<{name}>{value}</{name}>" for value in values)
    return f"<skip{kind}>{inner}</skip{kind}>"


HEADS: dict[str, tuple[str, Pace]] = {
    "nothing": ("", Pace()),
    "ttl in minutes": ("<ttl>90</ttl>", Pace(5400)),
    "no number": ("<ttl>often</ttl>", Pace()),
    "negative": ("<ttl>-5</ttl>", Pace()),
    "hourly": (period("hourly"), Pace(3600)),
    "with spaces": (period("\n Hourly\n ", " 2 "), Pace(1800)),
    "daily": (period("daily"), Pace(86400)),
    "twice a week": (period("weekly", "2"), Pace(302_400)),
    "never heard of": (period("sometimes"), Pace()),
    "zero times": (period("daily", "0"), Pace(86400)),
    "the rarer counts": ("<ttl>60</ttl>" + period("daily"), Pace(86400)),
    "hours": (skips("Hours", 0, 5, 23), Pace(hours=frozenset({0, 5, 23}))),
    "hours from 1 to 24": (skips("Hours", 24, 1), Pace(hours=frozenset({0, 1}))),
    "days": (skips("Days", "Saturday", "sunday"), Pace(days=frozenset({5, 6}))),
    "days nobody knows": (skips("Days", "Someday", "Monday"), Pace(days=frozenset({0}))),
    "all hours": (skips("Hours", *range(24)), Pace()),
    "all days": (
        skips(
            "Days", *["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        ),
        Pace(),
    ),
}


@pytest.mark.parametrize(("head", "pace"), HEADS.values(), ids=HEADS.keys())
def test_a_documents_wish_is_read(head: str, pace: Pace) -> None:
    assert pace_of(head) == pace


@given(st.text(max_size=100), st.text(max_size=100))
def test_no_nonsense_in_a_head_hurts(ttl: str, hour: str) -> None:
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in (ttl, hour)]
    assert pace_of(f"<ttl>{escaped[0]}</ttl>{skips('Hours', escaped[1])}").every >= 0


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.frozensets(st.integers(0, 23), max_size=23),
    st.frozensets(st.integers(0, 6), max_size=6),
)
def test_the_next_allowed_moment_is_allowed_and_near(
    moment: datetime, hours: frozenset[int], days: frozenset[int]
) -> None:
    found = Pace(0, hours, days).allowed_from(moment)
    assert found.hour not in hours
    assert found.weekday() not in days
    assert timedelta(0) <= found - moment < timedelta(days=8)
