"""A feed server and options that let its address through."""

from collections.abc import Iterator

import pytest

from feeds import FetchOptions
from tests.feeds.server import FeedServer


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """Serve from this machine for one test."""
    with FeedServer() as running:
        yield running


@pytest.fixture
def options() -> FetchOptions:
    """Allow 127.0.0.1 but not localhost, and wait for nothing."""
    return FetchOptions(
        user_agent="Botschafter/test",
        timeout=5.0,
        host_gap=0.0,
        host_concurrency=50,
        allowed_private_hosts=frozenset({"127.0.0.1"}),
    )
