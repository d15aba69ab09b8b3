"""What is given to every text that the tests draw."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot import facts as f
from bot.message import Message

NOW = datetime(2026, 11, 3, 13, 5, tzinfo=UTC)
ZURICH = ZoneInfo("Europe/Zurich")

Said = Message | dict[str, Any] | str


@dataclass(frozen=True)
class Given:
    """What comes from outside: texts of any content, a link, a number."""

    text: str = "111"
    word: str = "222"
    link: str | None = "https://333.4/5"
    number: int = 666
    count: int = 2
    published: datetime | None = NOW - timedelta(hours=3)


def colleague(given: Given) -> f.ColleagueFacts:
    return f.ColleagueFacts("U777", given.word)
