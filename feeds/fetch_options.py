"""How feeds are fetched: what whoever runs a Fetcher decides."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How feeds are fetched.

    ``timeout`` is for a whole fetch, waiting for the host's turn left out; ``host_gap`` lies
    between the starts of two requests to one host: both in seconds. ``max_bytes`` counts after
    unpacking. ``allowed_private_hosts`` are host names or addresses as they stand in URLs.
    """

    user_agent: str
    timeout: float = 20.0
    max_bytes: int = 10_000_000
    max_redirects: int = 5
    host_concurrency: int = 2
    host_gap: float = 1.0
    allowed_private_hosts: frozenset[str] = frozenset()
    concurrency: int = 200
