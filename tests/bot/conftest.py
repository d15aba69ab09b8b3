"""A database with all its tables, of both kinds."""

from collections.abc import Iterator

import pytest

from bot.store import Store
from tests.bot.making import make_store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Open a fresh database."""
    opened = make_store(database_url)
    yield opened
    opened.close()
