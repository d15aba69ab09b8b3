"""Gathering: which mention a new entry belongs to, if it belongs to one; plain data throughout."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.facts import SourceKind
from feeds import Entry, EntryKind
from feeds.places import place_of
from feeds.titles import Heading, heading_of, near_identical, publisher_of
from feeds.traces import digest, trace_of

ONE_DAY = timedelta(hours=24)
"""Reprints of a text appear within so much of each other."""
# Its links lead to itself, whatever site an entry is from.
_NEWS_SEARCH = "news.google.com"
_WEB_BEGAN = 1991
# A thread about an article bears its title, and is a conversation of its own.
_DISCUSSIONS = {"reddit", "hackernews", "lobsters", "stackexchange"}


@dataclass(frozen=True, slots=True)
class Belongings:
    """What tells where an entry belongs.

    ``page`` is the key of its page, None where that names no single entry; ``exact`` is the key
    of page and title together. ``site`` is who published it. ``at`` is when, as far as that is
    believed.
    """

    page: str | None
    exact: str | None
    heading: Heading | None
    site: str
    at: datetime

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the keys of its page, the one that says most first."""
        return tuple(key for key in (self.exact, self.page) if key)


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """The title of a mention, the site it is from, and when it was published."""

    mention_id: int
    heading: Heading
    site: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Belonging:
    """An entry belongs to a mention, and how."""

    mention_id: int
    kind: SourceKind


@dataclass(slots=True)
class Register:
    """What is known of a workspace's mentions, as far as it concerns some entries.

    ``of_feeds`` are the mentions that have an entry of a feed already, by the feeds' ids. Mentions
    that are still to be made have negative ids.
    """

    pages: dict[str, Belonging] = field(default_factory=dict)
    titles: dict[str, list[KnownTitle]] = field(default_factory=lambda: defaultdict(list))
    of_feeds: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add_title(self, title: KnownTitle) -> None:
        """Add a mention's title, to be found by its first and by its last words."""
        for edge in set(title.heading.edges):
            self.titles[edge].append(title)


def belongings_of(entry: Entry, shared_pages: Iterable[str], now: datetime) -> Belongings:
    """Read from an entry what tells where it belongs.

    ``shared_pages`` are the pages that several entries of one feed have: there, as at a site's
    front page, the title must be the same too, and of comments the text.
    """
    trace = trace_of(entry)
    is_own = trace.page is not None and trace.is_alone and trace.page not in shared_pages
    said = f"{trace.title}\n{trace.content if trace.is_comment else ''}"
    return Belongings(
        page=trace.page if is_own else None,
        exact=digest(f"{trace.page}\n{said}") if trace.page and trace.title else None,
        heading=None if _is_conversation(entry) else heading_of(entry.title),
        site=site_of(entry),
        at=_believed(entry.published, now),
    )


def site_of(entry: Entry) -> str:
    """Name the site that published an entry: its place, or the publisher whom a search names."""
    if entry.place != _NEWS_SEARCH:
        return entry.place[:300]
    named = entry.authors[0].name if entry.authors else publisher_of(entry.title)
    return (named or entry.place)[:300]


def gather(entries: Sequence[tuple[int, Belongings]], register: Register) -> list[Belonging | None]:
    """Say of each entry, in order, to which mention it belongs; None where it is one of its own.

    The id of its feed stands before each.

    The n-th entry, should it become a mention, counts as -n for those that follow. The register
    learns what each of them brings. Inside one feed other ids are other entries, whatever their
    links; the same text at another site is grouped wherever it was found.
    """
    found = []
    for number, (feed_id, entry) in enumerate(entries, start=1):
        of_this_feed = register.of_feeds[feed_id]
        belonging = _same_page(entry, register, of_this_feed) or _same_text(entry, register)
        found.append(belonging)
        mine = belonging or Belonging(-number, SourceKind.SAME_PAGE)
        of_this_feed.add(mine.mention_id)
        for key in entry.keys:
            register.pages.setdefault(key, mine)
        if belonging is None and entry.heading is not None:
            register.add_title(KnownTitle(-number, entry.heading, entry.site, entry.at))
    return found


def _same_page(
    entry: Belongings, register: Register, of_this_feed: Collection[int]
) -> Belonging | None:
    for key in entry.keys:
        known = register.pages.get(key)
        if known is not None and known.mention_id not in of_this_feed:
            return known
    return None


def _same_text(entry: Belongings, register: Register) -> Belonging | None:
    if entry.heading is None:
        return None
    for edge in entry.heading.edges:
        for title in register.titles.get(edge, ()):
            if (
                title.site != entry.site
                and abs(title.at - entry.at) <= ONE_DAY
                and near_identical(title.heading, entry.heading)
            ):
                return Belonging(title.mention_id, SourceKind.SAME_TEXT)
    return None


def _is_conversation(entry: Entry) -> bool:
    """Tell whether an entry is where people talk about something, and so no reprint of it."""
    place = place_of(entry.link or "")
    return entry.kind is EntryKind.COMMENT or (place is not None and place.key in _DISCUSSIONS)


def _believed(published: datetime | None, now: datetime) -> datetime:
    """Give a date in the past that may be true, else now."""
    if published is None or published.year < _WEB_BEGAN or published > now:
        return now
    return published
