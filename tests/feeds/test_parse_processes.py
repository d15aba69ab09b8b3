"""Parsing in processes: results and errors come back, and what overruns is killed."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from feeds import (
    Failed,
    FeedRequest,
    FetchOptions,
    NewDocument,
    NotAFeed,
    ParseProcesses,
    parse_feed,
)
from tests.feeds.fetching import poll_feeds
from tests.feeds.server import FeedServer

RSS = "<rss version='2.0'><channel><item><title>Hello</title></item></channel></rss>"
HOSTILE = "<rss version='2.0'><channel>" + "<a>" * 200_000


@pytest.fixture(scope="module")
def processes() -> Iterator[ParseProcesses]:
    """Start one process for all tests here."""
    with ParseProcesses(1, seconds=2) as running:
        yield running


def test_results_and_errors_come_back(
    server: FeedServer, options: FetchOptions, processes: ParseProcesses
) -> None:
    urls = [server.serve("/feed", RSS), server.serve("/page", "<html></html>")]
    outcomes = {
        one.request.url: one for one in poll_feeds(map(FeedRequest, urls), options, processes)
    }
    assert isinstance(outcomes[urls[0]], NewDocument)
    page = outcomes[urls[1]]
    assert isinstance(page, Failed)
    assert isinstance(page.error, NotAFeed)


def test_document_that_takes_too_long_costs_only_itself(
    server: FeedServer, options: FetchOptions, processes: ParseProcesses
) -> None:
    urls = [server.serve("/hostile", HOSTILE), server.serve("/feed", RSS)]
    begun = time.monotonic()
    patient = replace(options, timeout=10)
    outcomes = {
        one.request.url: one for one in poll_feeds(map(FeedRequest, urls), patient, processes)
    }
    assert time.monotonic() - begun < 15
    hostile = outcomes[urls[0]]
    assert isinstance(hostile, Failed)
    assert isinstance(hostile.error, NotAFeed)
    assert hostile.error.url == urls[0]
    assert isinstance(outcomes[urls[1]], NewDocument)


def test_process_that_dies_is_replaced(processes: ParseProcesses) -> None:
    with pytest.raises((EOFError, OSError)):
        processes.submit(os._exit, 1).result()
    assert processes.submit(len, "four").result() == 4


def test_process_does_without_what_fetches() -> None:
    """The HTTP client would double the time in which each process starts."""
    with ParseProcesses(1) as running:
        assert running.submit(parse_feed, RSS.encode(), "http://a.example/").result().entries
        brought_in = "'aiohttp' in __import__('sys').modules"
        assert not running.submit(eval, brought_in).result()
