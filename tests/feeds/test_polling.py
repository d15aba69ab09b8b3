"""Polling over real HTTP: what each kind of answer becomes."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue

import pytest

import feeds
from feeds import (
    BadAddress,
    Failed,
    FeedError,
    FeedRequest,
    Fetcher,
    FetchOptions,
    Gone,
    HttpRefused,
    NewDocument,
    NotAFeed,
    NotAllowed,
    Outcome,
    Postponed,
    RateLimited,
    TimedOut,
    TooLarge,
    TooManyRedirects,
    Unchanged,
    Unreachable,
    Validators,
)
from feeds.parse import Reading, read_document
from tests.feeds.fetching import poll_feeds, read_feed
from tests.feeds.server import FeedServer

RSS = (
    '<rss version="2.0"><channel><title>News</title>'
    "<item><guid>1</guid><title>Hello</title></item></channel></rss>"
)


def test_document_comes_with_validators_and_final_address(
    server: FeedServer, options: FetchOptions
) -> None:
    target = server.serve("/feed", RSS, etag='"v1"', last_modified="Mon, 02 Nov 2026 10:00:00 GMT")
    server.redirect("/old", "/feed", status=301)
    found = read_feed(server.url("/old"), options)
    assert found.document.title == "News"
    assert found.url == target
    assert found.validators == Validators('"v1"', "Mon, 02 Nov 2026 10:00:00 GMT")
    assert server.requests[0].headers["user-agent"] == "Botschafter/test"
    assert "application/atom+xml" in server.requests[0].headers["accept"]


@pytest.mark.parametrize(
    "validators",
    [
        pytest.param(Validators('W/"v1"', None), id="etag"),
        pytest.param(Validators(None, "Mon, 02 Nov 2026 10:00:00 GMT"), id="last modified"),
        pytest.param(Validators('W/"v1"', "Mon, 02 Nov 2026 10:00:00 GMT"), id="both"),
    ],
)
def test_validators_are_sent_as_given_and_304_is_unchanged(
    server: FeedServer, options: FetchOptions, validators: Validators
) -> None:
    url = server.serve("/feed", RSS, etag=validators.etag, last_modified=validators.last_modified)
    request = FeedRequest(url, validators)
    assert list(poll_feeds([request], options)) == [Unchanged(request)]
    assert server.requests[0].headers.get("if-none-match") == validators.etag
    assert server.requests[0].headers.get("if-modified-since") == validators.last_modified


@pytest.mark.parametrize(
    ("status", "error"),
    [
        pytest.param(404, HttpRefused, id="not found"),
        pytest.param(401, HttpRefused, id="unauthorized"),
        pytest.param(410, Gone, id="gone"),
        pytest.param(429, RateLimited, id="too many requests"),
        pytest.param(500, HttpRefused, id="server error"),
        pytest.param(503, HttpRefused, id="unavailable without retry-after"),
        pytest.param(304, HttpRefused, id="304 that nobody asked for"),
        pytest.param(302, HttpRefused, id="redirect to nowhere"),
        pytest.param(204, NotAFeed, id="no content"),
    ],
)
def test_status_becomes_its_error(
    server: FeedServer, options: FetchOptions, status: int, error: type[FeedError]
) -> None:
    url = server.serve("/feed", "" if status in {204, 304} else RSS, status=status)
    with pytest.raises(error) as raised:
        read_feed(url, options)
    assert type(raised.value) is error
    assert raised.value.url == url
    if isinstance(raised.value, HttpRefused):
        assert raised.value.status == status


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_in_seconds(
    server: FeedServer, options: FetchOptions, status: int
) -> None:
    url = server.serve("/feed", status=status, headers={"Retry-After": "120"})
    with pytest.raises(RateLimited) as raised:
        read_feed(url, options)
    assert raised.value.retry_after == 120


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n", id="blank"),
        pytest.param(
            "<!doctype html><html><head><title>Hi</title></head><body><p>Hi</html>", id="page"
        ),
        pytest.param(bytes(range(256)) * 4, id="nonsense bytes"),
        pytest.param('{"version": 1}', id="json"),
        pytest.param('{"version":', id="broken json"),
        pytest.param("hello", id="words"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(
    server: FeedServer, options: FetchOptions, body: bytes | str
) -> None:
    with pytest.raises(NotAFeed):
        read_feed(server.serve("/feed", body, "text/html"), options)


@pytest.mark.parametrize(
    ("delay", "drip"), [pytest.param(5, 0, id="silent"), pytest.param(0, 0.05, id="dripping")]
)
def test_slow_feed_times_out_as_a_whole_and_delays_no_other(
    server: FeedServer, options: FetchOptions, delay: float, drip: float
) -> None:
    slow = FeedRequest(server.serve("/slow", RSS, delay=delay, drip=drip))
    fast = FeedRequest(server.serve("/fast", RSS))
    polled = poll_feeds([slow, fast], replace(options, timeout=0.6))
    assert isinstance(next(polled), NewDocument)
    last = next(polled)
    assert isinstance(last, Failed)
    assert isinstance(last.error, TimedOut)
    assert last.request == slow
    assert not list(polled)


def test_time_is_counted_over_all_redirects(server: FeedServer, options: FetchOptions) -> None:
    for step in range(4):
        server.serve(f"/{step}", status=302, headers={"Location": f"/{step + 1}"}, delay=0.25)
    with pytest.raises(TimedOut):
        read_feed(server.url("/0"), replace(options, timeout=0.6))
    assert len(server.requests) <= 3


def test_too_large_is_noticed(server: FeedServer, options: FetchOptions) -> None:
    url = server.serve("/feed", b"x" * 20_001)
    with pytest.raises(TooLarge):
        read_feed(url, replace(options, max_bytes=20_000))


@pytest.mark.parametrize(("redirects", "fits"), [(5, True), (6, False)])
def test_redirects_are_followed_so_far_and_no_further(
    server: FeedServer, options: FetchOptions, redirects: int, *, fits: bool
) -> None:
    for step in range(redirects):
        server.redirect(f"/{step}", f"/{step + 1}")
    server.serve(f"/{redirects}", RSS)
    if fits:
        assert read_feed(server.url("/0"), options).url.endswith(f"/{redirects}")
    else:
        with pytest.raises(TooManyRedirects):
            read_feed(server.url("/0"), options)


@pytest.mark.parametrize(
    ("location", "error"),
    [
        pytest.param("http://localhost:{port}/feed", NotAllowed, id="this machine by name"),
        pytest.param(
            "http://localhost.:{port}/feed", (NotAllowed, Unreachable), id="name with a dot"
        ),
        pytest.param("http://2130706433:{port}/feed", NotAllowed, id="decimal"),
        pytest.param("http://0177.0.0.1:{port}/feed", NotAllowed, id="octal"),
        pytest.param("http://0x7f.1:{port}/feed", NotAllowed, id="hexadecimal and short"),
        pytest.param("http://[::ffff:127.0.0.1]:{port}/feed", NotAllowed, id="mapped"),
        pytest.param("http://169.254.169.254/meta", NotAllowed, id="cloud metadata"),
        pytest.param("http://10.0.0.1/", NotAllowed, id="private network"),
        pytest.param("file:///etc/passwd", BadAddress, id="file"),
        pytest.param("http://127.0.0.1:22/", BadAddress, id="port of another service"),
        pytest.param("http://[bad/", BadAddress, id="unreadable"),
    ],
)
def test_redirect_to_where_no_feed_may_come_from_is_refused(
    server: FeedServer,
    options: FetchOptions,
    location: str,
    error: type[FeedError] | tuple[type[FeedError], ...],
) -> None:
    server.serve("/feed", RSS)
    server.redirect("/old", location.format(port=server.port))
    with pytest.raises(error):
        read_feed(server.url("/old"), options)
    assert not server.asked("/feed")


def test_allowed_host_is_let_through_by_name(server: FeedServer, options: FetchOptions) -> None:
    server.serve("/feed", RSS)
    allowed = replace(options, allowed_private_hosts=frozenset({"LOCALHOST"}))
    assert read_feed(server.url("/feed", host="localhost"), allowed).document.title == "News"
    with pytest.raises(NotAllowed):
        read_feed(server.url("/feed"), allowed)


@pytest.mark.parametrize(
    "url",
    [
        "http://no-such-host.invalid/feed",
        "http://127.0.0.1:1/",
        f"http://{'a' * 70}.example/",
    ],
)
def test_no_answer_is_a_feed_error(options: FetchOptions, url: str) -> None:
    with pytest.raises((Unreachable, BadAddress)):
        read_feed(url, options)


def test_refused_connection_is_unreachable(options: FetchOptions) -> None:
    with FeedServer() as closed:
        url = closed.url("/feed")
    with pytest.raises(Unreachable):
        read_feed(url, options)


def test_server_that_speaks_no_tls_is_unreachable(
    server: FeedServer, options: FetchOptions
) -> None:
    with pytest.raises(Unreachable):
        read_feed(f"https://127.0.0.1:{server.port}/", options)


def test_one_bad_feed_never_costs_the_others(
    server: FeedServer, options: FetchOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read_document

    def fragile(body: bytes, url: str, content_type: str, known: feeds.Known) -> Reading:
        if url.endswith("/cursed"):
            raise ZeroDivisionError
        return real(body, url, content_type, known)

    monkeypatch.setattr("feeds.following.read_document", fragile)
    urls = [server.serve(path, RSS) for path in ("/a", "/cursed", "/b")]
    urls += [server.url("/missing"), "ftp://example.org/"]
    outcomes = {found.request.url: found for found in poll_feeds(map(FeedRequest, urls), options)}
    assert set(outcomes) == set(urls)
    cursed = outcomes[urls[1]]
    assert isinstance(cursed, Failed)
    assert isinstance(cursed.error.__cause__, ZeroDivisionError)
    kinds = [type(outcomes[url]) for url in urls]
    assert kinds == [NewDocument, Failed, NewDocument, Failed, Failed]


def test_requests_to_one_host_keep_their_distance(
    server: FeedServer, options: FetchOptions
) -> None:
    urls = [server.serve(f"/{number}", RSS) for number in range(4)]
    polite = replace(options, host_gap=0.3, host_concurrency=2)
    assert len(list(poll_feeds(map(FeedRequest, urls), polite))) == 4
    arrivals = sorted(request.at for request in server.requests)
    # Each may arrive late on a busy machine, which brings two closer; three gaps in all remain.
    assert arrivals[-1] - arrivals[0] > 0.6


def test_waiting_for_the_hosts_turn_is_no_slowness_of_the_feed(
    server: FeedServer, options: FetchOptions
) -> None:
    urls = [server.serve(f"/{number}", RSS, delay=0.2) for number in range(5)]
    one_at_a_time = replace(options, host_concurrency=1, timeout=0.6)
    outcomes = list(poll_feeds(map(FeedRequest, urls), one_at_a_time))
    assert all(isinstance(outcome, NewDocument) for outcome in outcomes)


def test_more_feeds_than_slots_all_come(server: FeedServer, options: FetchOptions) -> None:
    urls = [server.serve(f"/{number}", RSS) for number in range(60)]
    server.redirect("/hop", "/1")
    urls += [server.url("/hop")] * 5
    few = replace(options, concurrency=2, host_concurrency=1)
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(poll_feeds(map(FeedRequest, urls), few, pool))
    assert len(outcomes) == 65
    assert all(isinstance(outcome, NewDocument) for outcome in outcomes)


def test_whoever_asks_just_before_the_end_is_answered(
    server: FeedServer, options: FetchOptions
) -> None:
    urls = [server.serve(f"/{n}", RSS) for n in range(20)]
    outcomes: SimpleQueue[Outcome] = SimpleQueue()
    with Fetcher(options) as fetcher:
        fetcher.read(urls[0])
        fetcher.start(map(FeedRequest, urls), outcomes)
    answered = [outcomes.get(timeout=30) for _ in urls]
    assert sorted(each.request.url for each in answered) == sorted(urls)


def test_closing_early_stops_the_work(server: FeedServer, options: FetchOptions) -> None:
    urls = [server.serve("/fast", RSS), server.serve("/slow", RSS, delay=30)]
    polled = poll_feeds(map(FeedRequest, urls), replace(options, timeout=60))
    next(polled)
    begun = time.monotonic()
    polled.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 15


def test_a_fetcher_that_is_closed_asks_nobody(server: FeedServer, options: FetchOptions) -> None:
    request = FeedRequest(server.serve("/feed", RSS))
    with Fetcher(options) as fetcher:
        [outcome] = fetcher.poll([request])
        assert isinstance(outcome, NewDocument)
    fetcher.close()
    assert list(fetcher.poll([request])) == [Postponed(request, 0.0)]
    assert len(server.requests) == 1


def test_a_connection_is_kept_only_while_somebody_waits_for_its_host(
    server: FeedServer, options: FetchOptions
) -> None:
    """A thousand idle connections would be more than a process may have open."""
    one_by_one = replace(options, host_concurrency=1)
    requests = [FeedRequest(server.serve(f"/{number}", RSS)) for number in range(3)]
    list(poll_feeds(requests, one_by_one))
    said = [request.headers.get("connection") for request in server.requests]
    assert said == [None, None, "close"]
    assert len({request.peer for request in server.requests}) == 1


def test_a_site_may_say_much_in_its_headers(server: FeedServer, options: FetchOptions) -> None:
    policy = "img-src " + "https://images.example " * 1500
    url = server.serve("/feed", RSS, headers={"Content-Security-Policy": policy})
    assert read_feed(url, options).document.entries


def test_nothing_to_poll_is_nothing(options: FetchOptions) -> None:
    assert not list(poll_feeds([], options))


def test_cookies_of_one_feed_are_not_shown_to_another(
    server: FeedServer, options: FetchOptions
) -> None:
    server.serve("/a", status=302, headers={"Location": "/b", "Set-Cookie": "who=ann; Path=/"})
    server.serve("/b", RSS)
    read_feed(server.url("/a"), options)
    assert "cookie" not in server.asked("/b")[0].headers


def test_credentials_are_sent_but_never_told(server: FeedServer, options: FetchOptions) -> None:
    server.serve("/feed", RSS.replace("<title>Hello", "<link>/hello</link><title>Hello"))
    url = server.url("/feed", host="ann:secret@127.0.0.1")
    [entry] = read_feed(url, options).document.entries
    assert entry.link == server.url("/hello")
    assert server.requests[0].headers["authorization"].startswith("Basic ")
    with pytest.raises(HttpRefused) as raised:
        read_feed(server.url("/missing", host="ann:secret@127.0.0.1"), options)
    assert "secret" not in str(raised.value) + raised.value.url + repr(raised.value)


def test_of_large_documents_few_are_held_at_a_time(
    server: FeedServer, options: FetchOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[str] = []
    most = 0

    def slowly(body: bytes, url: str, content_type: str, known: feeds.Known) -> Reading:
        nonlocal most
        held.append(url)
        most = max(most, len(held))
        time.sleep(0.02)
        held.remove(url)
        return read_document(body, url, content_type, known)

    monkeypatch.setattr("feeds.following.read_document", slowly)
    monkeypatch.setattr("feeds.polling._LARGE_AT_ONCE", 1)
    large = RSS.replace("<channel>", f"<channel><!-- {'x' * 1_200_000} -->")
    urls = [server.serve(f"/{n}", large) for n in range(8)]
    found = list(poll_feeds(map(FeedRequest, urls), options))
    assert [type(outcome) for outcome in found] == [NewDocument] * 8
    assert most == 1
