"""What a server says no with, and what hostile servers do: over real HTTP, named for what it is."""

import copy
import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from feeds import (
    BotCheck,
    FeedError,
    FeedRequest,
    FetchOptions,
    HttpRefused,
    NewDocument,
    NotAFeed,
    ParseProcesses,
    Postponed,
    RateLimited,
    TimedOut,
    TooManyRedirects,
)
from feeds.freshness import fresh_seconds, retry_seconds
from tests.feeds.fetching import poll_feeds, read_feed
from tests.feeds.server import FeedServer

RSS = "<rss version='2.0'><channel><title>News</title></channel></rss>"
NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


def at(**later: float) -> str:
    return format_datetime(NOW + timedelta(**later), usegmt=True)


def page(words: str) -> str:
    return f"<!doctype html><html><head><title>Hold on</title></head><body>{words}</body></html>"


CHECKS: dict[str, tuple[int, dict[str, str], str, bool]] = {
    "cloudflare's header": (403, {"cf-mitigated": "challenge"}, "", True),
    "its header with a page that is fine": (200, {"cf-mitigated": "challenge"}, RSS, True),
    "another word in the header": (403, {"cf-mitigated": "block"}, "", False),
    "words with a refusal": (403, {}, page("Checking your  <b></b>browser"), False),
    "checking your browser": (503, {}, page("Checking\n your browser before"), True),
    "are you human": (200, {}, page("<h1>Are you human?</h1>"), True),
    "unusual traffic": (200, {}, page("our systems have detected unusual traffic"), True),
    "reddit's block": (403, {}, page("You've been blocked by network security."), True),
    "words in plain text": (403, {"Content-Type": "text/plain"}, "are you human", False),
    "a plain refusal": (403, {}, page("Forbidden"), False),
    "packed": (403, {"Content-Encoding": "gzip"}, page("Are you a robot?"), True),
    "words far down": (403, {}, page("x" * 30_000 + "are you human"), False),
}


@pytest.mark.parametrize(
    ("status", "headers", "body", "is_check"), CHECKS.values(), ids=CHECKS.keys()
)
def test_a_bot_check_is_named_as_such(
    server: FeedServer,
    options: FetchOptions,
    status: int,
    headers: dict[str, str],
    body: str,
    *,
    is_check: bool,
) -> None:
    kind = headers.get("Content-Type", "text/html")
    packed = gzip.compress(body.encode()) if "Content-Encoding" in headers else body.encode()
    others = {name: value for name, value in headers.items() if name != "Content-Type"}
    url = server.serve("/feed", packed, kind, status=status, headers=others)
    with pytest.raises(BotCheck if is_check else HttpRefused):
        read_feed(url, options)


def test_a_bot_check_that_says_too_many_requests_is_both(
    server: FeedServer, options: FetchOptions
) -> None:
    body = page("unusual traffic from your network")
    url = server.serve("/feed", body, "text/html", status=429, headers={"Retry-After": "60"})
    with pytest.raises(RateLimited) as raised:
        read_feed(url, options)
    assert raised.value.bot_check
    assert raised.value.retry_after == 60


def test_a_feed_and_a_page_with_feeds_may_speak_of_bot_checks(
    server: FeedServer, options: FetchOptions
) -> None:
    url = server.serve("/feed", RSS.replace("News", "Are you human? Unusual traffic"))
    assert read_feed(url, options).document.title.startswith("Are you human")
    link = "<link rel='alternate' type='application/rss+xml' href='/feed'>"
    server.serve("/", page(f"{link}Checking your browser"), "text/html")
    with pytest.raises(NotAFeed):
        read_feed(server.url("/"), options)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_only_what_is_for_good_all_the_way_is_said_to_be(
    server: FeedServer, options: FetchOptions, status: int
) -> None:
    target = server.serve("/feed", RSS)
    found = read_feed(server.redirect("/old", "/feed", status), options)
    assert found.url == target
    assert found.moved_to == (target if status in {301, 308} else None)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_loop_of_redirects_ends(server: FeedServer, options: FetchOptions, length: int) -> None:
    for step in range(length):
        server.redirect(f"/{step}", f"/{(step + 1) % length}", 301)
    with pytest.raises(TooManyRedirects):
        read_feed(server.url("/0"), options)
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(RSS.encode() + b" " * 100_000, id="hangs in the middle"),
        pytest.param(b"", id="hangs before the first byte"),
    ],
)
def test_a_body_that_does_not_end_ends_with_the_time(
    server: FeedServer, options: FetchOptions, body: bytes
) -> None:
    hanging = server.serve("/hanging", body, headers={"Content-Length": "200000"})
    fine = server.serve("/fine", RSS)
    outcomes = {
        found.request.url: found
        for found in poll_feeds(
            [FeedRequest(hanging), FeedRequest(fine)], replace(options, timeout=0.5)
        )
    }
    assert isinstance(outcomes[fine], NewDocument)
    assert isinstance(getattr(outcomes[hanging], "error", None), TimedOut)


def test_those_in_the_queue_of_a_host_that_wants_quiet_are_not_asked(
    server: FeedServer, options: FetchOptions
) -> None:
    url = server.serve("/busy", status=503, headers={"Retry-After": "90"}, delay=0.1)
    waiting = [server.serve(f"/{n}", RSS) for n in range(5)]
    elsewhere = server.url("/0", host="localhost")
    patient = replace(
        options, host_concurrency=1, allowed_private_hosts=frozenset({"127.0.0.1", "localhost"})
    )
    requests = [FeedRequest(each) for each in (url, *waiting, elsewhere)]
    outcomes = {found.request.url: found for found in poll_feeds(requests, patient)}
    for each in waiting:
        found = outcomes[each]
        assert isinstance(found, Postponed)
        assert 80 < found.seconds <= 90
    assert isinstance(outcomes[elsewhere], NewDocument)
    assert len(server.requests) == 2


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "haha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]><rss version='2.0'><channel><title>&j;</title><item><title>&j;</title><guid>1</guid>"
    "</item></channel></rss>"
)
SYSTEM = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{url}">]>'
    "<rss version='2.0'><channel><title>t</title><item><title>[&x;]</title><guid>1</guid></item>"
    "</channel></rss>"
)


def test_entities_neither_swell_nor_fetch(server: FeedServer, options: FetchOptions) -> None:
    secret = server.serve("/secret", "secret")
    urls = [
        server.serve("/laughs", LAUGHS),
        server.serve("/file", SYSTEM.format(url="file:///etc/passwd")),
        server.serve("/fetch", SYSTEM.format(url=secret)),
    ]
    with ParseProcesses(1, seconds=10) as pool:
        outcomes = list(poll_feeds(map(FeedRequest, urls), options, pool))
    for found in outcomes:
        if isinstance(found, NewDocument):
            told = [found.document.title, *(entry.title for entry in found.document.entries)]
            assert all(len(text) < 2_000 for text in told)
            assert not any("root:" in text or "secret" in text for text in told)
    assert not server.asked("/secret")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param("", None, id="missing"),
        pytest.param("soon", None, id="nonsense"),
        pytest.param("90", 90, id="seconds"),
        pytest.param(at(minutes=2), 120, id="date"),
        pytest.param(at(minutes=-2), 0, id="past"),
        pytest.param("Mon, 02 Nov 2026 10:01:00 -0000", 60, id="date without zone"),
        pytest.param("²", None, id="digit that is no number"),
        pytest.param("-5", None, id="negative"),
    ],
)
def test_retry_after_is_read(value: str, seconds: float | None) -> None:
    assert retry_seconds({"Retry-After": value}, NOW) == seconds


def test_dates_count_from_the_answers_own() -> None:
    """This server's clock is a day behind."""
    theirs = {"Date": at(days=-1), "Retry-After": at(days=-1, minutes=5)}
    assert retry_seconds(theirs, NOW) == 300
    assert fresh_seconds({"Date": at(days=-1), "Expires": at(days=-1, minutes=5)}, NOW) == 300


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, 0, id="nothing"),
        pytest.param({"Cache-Control": "public, max-age=600"}, 600, id="max-age"),
        pytest.param({"Cache-Control": 'MAX-AGE="600"'}, 600, id="in capitals, quoted"),
        pytest.param({"Cache-Control": "s-maxage=600"}, 0, id="for shared caches only"),
        pytest.param({"Cache-Control": "max-age=600", "Age": "500"}, 100, id="with an age"),
        pytest.param({"Cache-Control": "max-age=600", "Age": "700"}, 0, id="stale"),
        pytest.param({"Cache-Control": "max-age=600", "Expires": at(days=9)}, 600, id="both"),
        pytest.param({"Cache-Control": "no-store, max-age=600"}, 0, id="no-store"),
        pytest.param({"Cache-Control": "max-age=-1"}, 0, id="negative"),
        pytest.param({"Expires": at(hours=1)}, 3600, id="expires"),
        pytest.param({"Expires": "-1"}, 0, id="expired"),
        pytest.param({"Expires": at(hours=-1)}, 0, id="in the past"),
    ],
)
def test_freshness_is_read(headers: dict[str, str], seconds: float) -> None:
    assert fresh_seconds(headers, NOW) == seconds


def test_what_an_error_says_survives_being_copied_to_another_process() -> None:
    error = RateLimited("https://a.example/", 5.0, bot_check=True)
    back = copy.copy(error)
    assert isinstance(back, FeedError)
    assert (back.retry_after, back.bot_check) == (5.0, True)
