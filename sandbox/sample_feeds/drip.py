"""The drip: which stories have appeared by a given moment, and when each of them did."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from typing import NamedTuple

FEEDS = ("blog", "forum", "newspaper", "reviews", "comments")
SHOWN = 20
"""Entries that a feed shows at most, as real ones do."""
_AT_FIRST = 4 * len(FEEDS)
_GAP = timedelta(hours=5)
_FRESHEST = timedelta(minutes=7)
_LATER = {
    "en": ("Update", "Some weeks later", "A second look", "Reader question", "One more thing"),
    "de": ("Nachtrag", "Einige Wochen später", "Noch ein Blick", "Nachgefragt", "Und übrigens"),
}


@dataclass(frozen=True, slots=True)
class Story:
    """What somebody wrote somewhere about Alpenglück."""

    feed: str
    author: str
    lang: str
    title: str
    text: str


class Appearance(NamedTuple):
    """A story that appeared: its number is its own for ever. ``at`` is aware, in UTC."""

    number: int
    story: Story
    at: datetime


def load_stories() -> tuple[Story, ...]:
    """Read all stories, the feeds in turn."""
    folder = files("sandbox.sample_feeds.stories")
    texts = [(folder / f"{feed}.json").read_text(encoding="utf-8") for feed in FEEDS]
    columns = [
        [Story(feed=feed, **story) for story in json.loads(text)]
        for feed, text in zip(FEEDS, texts, strict=True)
    ]
    return tuple(story for row in zip(*columns, strict=True) for story in row)


def past_days(now: datetime) -> list[datetime]:
    """Give the moments of four stories in each feed that appeared before ``now``, oldest first."""
    return [now - _FRESHEST - back * _GAP for back in range(_AT_FIRST - 1, -1, -1)]


@dataclass(frozen=True, slots=True)
class Drip:
    """The stories appear in their order, and from the first one again when all were told.

    ``moments`` says when each appeared, or will: aware, in UTC, ascending; more can be added.
    """

    stories: Sequence[Story]
    moments: list[datetime] = field(default_factory=list)

    def let_one_appear(self, at: datetime) -> None:
        """Let the next story appear at a moment, and not before the one ahead of it."""
        self.moments.append(max([at, *self.moments[-1:]]))

    def appeared(self, feed: str, now: datetime) -> list[Appearance]:
        """List what ``feed`` shows at ``now``, newest first."""
        last = self._count(now) - 1
        numbers = range(last, max(-1, last - SHOWN * len(FEEDS)), -1)
        return [self._appearance(number) for number in numbers if self._feed(number) == feed]

    def find(self, feed: str, number: int, now: datetime) -> Appearance | None:
        """Find one story that has appeared, however long ago."""
        known = 0 <= number < self._count(now) and self._feed(number) == feed
        return self._appearance(number) if known else None

    def _count(self, now: datetime) -> int:
        return bisect_right(self.moments, now)

    def _feed(self, number: int) -> str:
        return self.stories[number % len(self.stories)].feed

    def _appearance(self, number: int) -> Appearance:
        turn, index = divmod(number, len(self.stories))
        at = self.moments[number].replace(microsecond=0)
        return Appearance(number, told_later(self.stories[index], turn), at)


def told_later(story: Story, turn: int) -> Story:
    """Vary a story for each time that all have been told; the first time it stays as written."""
    if turn == 0:
        return story
    frames = _LATER[story.lang]
    frame = frames[(turn - 1) % len(frames)]
    if story.feed == "comments":
        return Story(story.feed, story.author, story.lang, story.title, f"{frame}: {story.text}")
    return Story(story.feed, story.author, story.lang, f"{frame}: {story.title}", story.text)
