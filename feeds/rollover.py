"""Roll-over: entries that are known in their feed already, and have got new ids.

A migrated blog gives all of its entries new ids at once, and some feeds do so at every poll.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from feeds.traces import Trace

ROLLED_OVER = 20
"""With more entries of a known feed that are new at once, its ids may have rolled over."""


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry that its feed had before: its number, and the digests of its trace."""

    id: int
    page: str | None
    title: str | None
    content: str | None


def known_again(newcomers: Mapping[str, Trace], known: Sequence[KnownEntry]) -> dict[str, int]:
    """Find out which entries with new identities a feed had before; give which ones they are.

    The same link and the same title make the same entry. Where several entries share the link, as
    in comment feeds and podcasts, where it is a front page, and where link or title is missing,
    the texts must be the same too. With more than 20 newcomers at once, the link or the title
    alone is enough, unless it is shared.
    """
    many = len(newcomers) > ROLLED_OVER
    feed = _Feed(newcomers, known)
    found = {identity: feed.same_as(trace, many=many) for identity, trace in newcomers.items()}
    return {identity: entry_id for identity, entry_id in found.items() if entry_id is not None}


class _Feed:
    """What a feed's entries have in common, looked up by link and by title."""

    def __init__(self, newcomers: Mapping[str, Trace], known: Sequence[KnownEntry]) -> None:
        traces = newcomers.values()
        self._by_page = _grouped((one.page, one) for one in known)
        self._by_title = _grouped((one.title, one) for one in known)
        # Counted apart: all of them may have been retitled when they got their new ids.
        self._titles_of_page = [
            _distinct((one.page, one.title) for one in group) for group in (traces, known)
        ]
        self._texts_of_page = [
            _distinct((one.page, one.content) for one in group) for group in (traces, known)
        ]
        self._known_pages_of_title = _distinct((one.title, one.page) for one in known)
        self._new_of_title = _distinct((trace.title, name) for name, trace in newcomers.items())

    def same_as(self, trace: Trace, *, many: bool) -> int | None:
        pages, titles = self._by_page.get(trace.page, []), self._by_title.get(trace.title, [])
        both = [one for one in pages if one.title == trace.title]
        if not (trace.page and trace.title):
            # What is missing says nothing: an entry without a link is found by its title.
            both = [one for one in pages or titles if one.title == trace.title]
        for one in both:
            if one.content == trace.content or (trace.title and self._is_own_page(trace)):
                return one.id
        if not many:
            return None
        if pages and self._is_own_page(trace):
            return pages[0].id
        for one in titles:
            if one.content == trace.content or self._is_own_title(trace):
                return one.id
        return None

    def _is_own_page(self, trace: Trace) -> bool:
        """Tell whether no other entry has the link."""
        shared_by = self._texts_of_page if trace.is_comment else self._titles_of_page
        alone = all(len(group[trace.page]) <= 1 for group in shared_by)
        return bool(trace.page) and trace.is_alone and alone

    def _is_own_title(self, trace: Trace) -> bool:
        """Tell whether no other entry has the title; those of comments repeat."""
        return (
            not trace.is_comment
            and len(self._known_pages_of_title[trace.title]) <= 1
            and len(self._new_of_title[trace.title]) <= 1
        )


def _grouped(
    pairs: Iterable[tuple[str | None, KnownEntry]],
) -> dict[str | None, list[KnownEntry]]:
    groups: dict[str | None, list[KnownEntry]] = defaultdict(list)
    for key, one in pairs:
        if key:
            groups[key].append(one)
    return groups


def _distinct(pairs: Iterable[tuple[str | None, Hashable]]) -> dict[str | None, set[Hashable]]:
    groups: dict[str | None, set[Hashable]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return groups
