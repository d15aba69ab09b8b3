"""What is asked of a poll, and what comes of it: one outcome for each feed."""

from dataclasses import dataclass, field

from feeds.entries import Document
from feeds.errors import FeedError
from feeds.known import Known


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "changed since?" with, to be sent back exactly as given."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """A feed to poll, with the validators of its last document, and what is known of that."""

    url: str
    validators: Validators = field(default=Validators())
    known: Known = field(default=Known())


@dataclass(frozen=True, slots=True)
class NewDocument:
    """The feed answered with a document. ``url`` is where it came from after all redirects.

    Entries that the request knew already are left out of ``document``; ``known`` is what is to be
    kept beside the entries for the next request. ``moved_to``: where it should be asked for from
    now on, if all redirects on the way there were permanent. ``fresh``: for how many seconds the
    server calls it current; 0 if untold.
    """

    request: FeedRequest
    document: Document
    validators: Validators
    url: str
    moved_to: str | None = None
    fresh: float = 0.0
    known: Known = field(default=Known())


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The last document is current: the server says so (HTTP 304), or sent the same once more.

    ``validators``: what the same document came with this time, None where it was not sent. The rest
    as in NewDocument.
    """

    request: FeedRequest
    moved_to: str | None = None
    fresh: float = 0.0
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No document; ``error`` says why. What was not foreseen is its ``__cause__``."""

    request: FeedRequest
    error: FeedError


@dataclass(frozen=True, slots=True)
class Postponed:
    """Not asked: its host wants quiet for ``seconds``, or the polling has ended (0)."""

    request: FeedRequest
    seconds: float


Outcome = NewDocument | Unchanged | Failed | Postponed
