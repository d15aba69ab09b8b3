"""Dates in every wrong form: read where a person could, and never nonsense."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import parse_feed
from feeds.localised_dates import from_localised

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 2, tzinfo=UTC)


def published(text: str) -> datetime | None:
    body = (
        "<rss version='2.0'><channel><title>t</title><item><guid>1</guid>"
        f"<pubDate>{text}</pubDate></item></channel></rss>"
    )
    [entry] = parse_feed(body.encode(), "https://blog.example/").entries
    return entry.published


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("Mon, 02 Nov 2026 12:00:00 GMT", NOON, id="as it should be"),
        pytest.param("2026-11-02T12:00:00Z", NOON, id="ISO in RSS"),
        pytest.param("2 Nov 2026 12:00 +0000", NOON, id="neither weekday nor seconds"),
        pytest.param("Mon, 2 Nov 2026 12:00:00 UT", NOON, id="UT"),
        pytest.param("Mo, 02 Nov 2026 13:00:00 +0100", NOON, id="German weekday"),
        pytest.param("Mo, 02. Nov. 2026 13:00:00 +0100", NOON, id="German with dots"),
        pytest.param("Montag, 2. November 2026 13:00 MEZ", NOON, id="German zone"),
        pytest.param("Do, 05 März 2026 10:00:00 +0100", datetime(2026, 3, 5, 9, tzinfo=UTC)),
        pytest.param("lun, 02 novembre 2026 13:00:00 +0100", NOON, id="Italian"),
        pytest.param("mar, 05 mag 2026 10:00:00 +0200", datetime(2026, 5, 5, 8, tzinfo=UTC)),
        pytest.param("mer, 07 gen 2026 10:00:00 +0000", datetime(2026, 1, 7, 10, tzinfo=UTC)),
        pytest.param("seg, 02 nov 2026 09:00:00 -0300", NOON, id="Portuguese"),
        pytest.param("2 de novembro de 2026", MIDNIGHT, id="Portuguese in words"),
        pytest.param("qua, 07 out 2026 10:00:00 +0000", datetime(2026, 10, 7, 10, tzinfo=UTC)),
        pytest.param("lun., 02 nov. 2026 12:00:00 +0000", NOON, id="French"),
        pytest.param("mar. 4 août 2026 à 10h30", datetime(2026, 8, 4, 10, 30, tzinfo=UTC)),
        pytest.param("martes, 1 dic 2026 10:00:00 GMT", datetime(2026, 12, 1, 10, tzinfo=UTC)),
        pytest.param("ma, 02 mrt 2026 10:00:00 +0000", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        pytest.param("yesterday", None, id="yesterday"),
        pytest.param("32 novembre 2026", None, id="a day that is none"),
        pytest.param("novembre 2026", None, id="no day"),
        pytest.param("2 novembre", None, id="no year"),
        pytest.param("1 gennaio 0001", None, id="year one"),
        pytest.param("1 gennaio 1970", None, id="1970"),
        pytest.param("31.12.9999 novembre 99:99", None, id="nonsense"),
    ],
)
def test_a_date_is_read_as_a_person_would(text: str, moment: datetime | None) -> None:
    assert published(text) == moment


@given(st.text(max_size=120) | st.from_regex(r"\d{1,4} \w{3,9} \d{1,5} \d\d:\d\d", fullmatch=True))
def test_no_text_makes_a_date_that_nobody_believes(text: str) -> None:
    moment = from_localised(text)
    assert moment is None or (moment.year >= 1990 and moment.tzinfo is UTC)
