"""What is known of a place: the addresses of its feeds, its manners, and how authors are named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Ask(StrEnum):
    """What somebody has to say before a place can be watched; a field of the address forms."""

    SITE = "site"
    """The host; filled in as an origin, such as https://forum.example."""
    TAG = "tag"
    """Where nobody says it, it is made of the term."""
    SUBREDDIT = "subreddit"
    """One or several, joined by +."""
    REPOSITORY = "repository"
    """owner/name."""
    CHANNEL = "channel"
    HANDLE = "handle"
    """An @name in a channel's stead: its page must be read to find the channel's feed."""
    ACCOUNT = "account"
    COMMUNITY = "community"
    PUBLICATION = "publication"
    ADDRESS = "address"
    """The address of the feed itself."""


class Agent(StrEnum):
    """What a place wants to read in the User-Agent."""

    NAMED = "the product and a contact address"
    BROWSER = "that of a browser; ours names the product all the same, and may be turned away"


@dataclass(frozen=True, slots=True)
class Manners:
    """How a place wants to be asked.

    ``every``: at least so many seconds between two polls of one feed. ``gap``: so many between any
    two requests to the whole registered ``domain``; 0: the same as for every host.
    """

    agent: Agent = Agent.NAMED
    every: int = 300
    gap: float = 0.0
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Addresses of feeds, with fields in braces: what is asked, or made of the term.

    ``{words}`` is the term, ``{phrase}`` the term in quotation marks. ``searches``: the place looks
    for the term itself; else the entries must be searched. ``page``: the address is a page's, which
    has to be read to find the feed.
    """

    templates: tuple[str, ...]
    searches: bool = False
    page: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """From a page's address to its feeds: ``path`` is a pattern for path and query.

    Its named groups fill in the templates; ``{site}`` is the page's origin.
    """

    path: str
    templates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """How authors are named, as patterns with the groups ``handle`` and ``name``.

    ``written`` reads the name that stands in the feed, ``in_link`` the entry's link, ``in_title``
    its title; the first that fits counts. ``shown`` and ``page`` are templates for the name and
    for the author's page, with the fields ``handle``, ``name`` and ``site``.
    """

    written: str = ""
    in_link: str = ""
    in_title: str = ""
    shown: str = "{handle}"
    page: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One kind of site. ``key`` is how it is typed, ``also`` other words for it.

    ``domains`` are those that surely are it, with a path where that matters; ``shape`` is a pattern
    for path and query of its feeds on any other host. The first of ``forms`` whose fields are all
    known is what a watch takes. ``comment`` is a pattern in the link or title of a comment.
    ``defaults`` stand in where nothing is said; ``checked`` is when the forms were last checked at
    the ``source``.
    """

    key: str
    name: str
    forms: tuple[Form, ...]
    checked: date
    source: str
    also: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    shape: str = ""
    asks: tuple[Ask, ...] = ()
    defaults: Mapping[Ask, str] = field(default_factory=dict, hash=False)
    pages: tuple[Page, ...] = ()
    manners: Manners = Manners()
    naming: Naming = Naming()
    comment: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """A feed that a watch takes. ``searches`` and ``page`` as in Form."""

    place: Place
    url: str
    searches: bool
    page: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked before a place can be watched."""

    place: Place
    asks: tuple[Ask, ...]
