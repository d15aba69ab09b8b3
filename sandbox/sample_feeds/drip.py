"""The drip: which stories have appeared by a given moment, as a pure function of the clock."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import NamedTuple

FEEDS = ("blog", "forum", "newspaper", "reviews", "comments")
SHOWN = 20
"""Entries that a feed shows at most, as real ones do."""
_INITIAL = 4 * len(FEEDS)
_INITIAL_GAP = timedelta(hours=5)
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


@dataclass(frozen=True, slots=True)
class Drip:
    """Four stories of each feed stand at the start; then one appears ``every`` so many seconds.

    With ``every`` at 0 none appear. ``started`` is aware, in UTC.
    """

    stories: tuple[Story, ...]
    started: datetime
    every: float

    def appeared(self, feed: str, now: datetime) -> list[Appearance]:
        """List what ``feed`` shows at ``now``, newest first."""
        last = self._last(now)
        numbers = range(last, max(-1, last - SHOWN * len(FEEDS)), -1)
        return [self._appearance(number) for number in numbers if self._feed(number) == feed]

    def find(self, feed: str, number: int, now: datetime) -> Appearance | None:
        """Find one story that has appeared, however long ago."""
        known = 0 <= number <= self._last(now) and self._feed(number) == feed
        return self._appearance(number) if known else None

    def _last(self, now: datetime) -> int:
        fallen = (now - self.started).total_seconds() // self.every if self.every > 0 else 0
        return _INITIAL - 1 + max(0, int(fallen))

    def _feed(self, number: int) -> str:
        return self.stories[number % len(self.stories)].feed

    def _appearance(self, number: int) -> Appearance:
        ahead = number - _INITIAL + 1
        since_start = timedelta(seconds=ahead * self.every) if ahead > 0 else ahead * _INITIAL_GAP
        turn, index = divmod(number, len(self.stories))
        at = (self.started + since_start - timedelta(minutes=7 if ahead <= 0 else 0)).replace(
            microsecond=0
        )
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
