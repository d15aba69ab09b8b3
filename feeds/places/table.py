"""All places, in the order in which they are told; adding one is adding a Place to its kind."""

from feeds.places.blogs import BLOGS
from feeds.places.developers import DEVELOPERS
from feeds.places.forums import FORUMS
from feeds.places.networks import NETWORKS
from feeds.places.news import NEWS
from feeds.places.place import Place

PLACES: tuple[Place, ...] = (*NEWS, *FORUMS, *NETWORKS, *DEVELOPERS, *BLOGS)
WATCHED_BY_DEFAULT = ("googlenews", "hackernews", "reddit", "mastodon")
"""Where a watch looks if nobody says where: places that need no further answer."""


def place_named(word: str) -> Place | None:
    """Find a place by what somebody types: its key, its name or another word for it."""
    wanted = _bare(word)
    return next((place for place in PLACES if wanted in _words(place)), None)


def place_words() -> list[str]:
    """List all words for places, to find the nearest one."""
    return [word for place in PLACES for word in (place.key, *place.also)]


def _words(place: Place) -> set[str]:
    return {_bare(word) for word in (place.key, place.name, *place.also)}


def _bare(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum())
