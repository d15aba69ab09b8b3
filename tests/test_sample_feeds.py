"""The sample feeds, read as the bot reads them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from feeds import FeedRequest, FetchOptions, NewDocument, Unchanged
from sandbox.sample_feeds import SampleFeeds
from sandbox.sample_feeds.drip import FEEDS, Drip, load_stories
from tests.feeds.fetching import poll_feeds, read_feed

OPTIONS = FetchOptions(
    user_agent="Botschafter/test", host_gap=0.0, allowed_private_hosts=frozenset({"127.0.0.1"})
)
START = datetime(2026, 11, 2, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def still() -> Iterator[SampleFeeds]:
    """Serve the feeds without any entry appearing."""
    with SampleFeeds() as running:
        yield running


def test_every_feed_parses_and_speaks_of_the_company(still: SampleFeeds) -> None:
    now = datetime.now(UTC)
    assert len(still.feed_urls) == 5
    for url in still.feed_urls:
        document = read_feed(url, OPTIONS).document
        assert 3 <= len(document.entries) <= 6
        assert document.title
        for entry in document.entries:
            assert entry.title
            assert entry.authors
            assert "Alpenglück" in entry.title + entry.excerpt
            assert entry.published
            assert now - timedelta(days=7) < entry.published <= now


def test_every_entry_links_to_a_page_that_tells_it(still: SampleFeeds) -> None:
    for url in still.feed_urls:
        for entry in read_feed(url, OPTIONS).document.entries:
            assert entry.link
            page = httpx.get(entry.link)
            assert page.status_code == 200
            assert entry.authors[0].name in page.text
            if entry.authors[0].url:
                assert httpx.get(entry.authors[0].url).status_code == 200


def test_front_page_lists_the_feeds(still: SampleFeeds) -> None:
    page = httpx.get(still.url)
    assert all(url in page.text for url in still.feed_urls)


@pytest.mark.parametrize("path", ["/nothing/feed", "/blog/999", "/forum/0", "/blog/people/nobody"])
def test_what_is_not_there_is_404(still: SampleFeeds, path: str) -> None:
    assert httpx.get(still.url + path).status_code == 404


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_validators_bring_304(still: SampleFeeds, header: str) -> None:
    url = still.feed_urls[0]
    given = httpx.get(url).headers[header]
    asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]
    assert httpx.get(url, headers={asked: given}).status_code == 304
    assert httpx.get(url, headers={asked: '"other"'}).status_code == 200


def test_second_poll_of_all_feeds_is_unchanged(still: SampleFeeds) -> None:
    first = list(poll_feeds(map(FeedRequest, still.feed_urls), OPTIONS))
    requests = [
        FeedRequest(found.request.url, found.validators)
        for found in first
        if isinstance(found, NewDocument)
    ]
    assert len(requests) == 5
    assert all(isinstance(found, Unchanged) for found in poll_feeds(requests, OPTIONS))


def test_an_entry_appears_when_it_is_let_while_they_run() -> None:
    with SampleFeeds() as running:
        before, count = _identities(running), len(running.moments)

        running.let_one_appear()

        assert len(_identities(running) - before) == 1
        assert len(running.moments) == count + 1


def _identities(running: SampleFeeds) -> set[str]:
    return {
        f"{url} {entry.identity}"
        for url in running.feed_urls
        for entry in read_feed(url, OPTIONS).document.entries
    }


def test_a_feed_in_which_nothing_has_appeared_yet_is_404() -> None:
    with SampleFeeds(moments=[START]) as running:
        assert [httpx.get(url).status_code for url in running.feed_urls] == [200, *[404] * 4]


def test_stories_appear_at_their_moments_in_one_feed_after_the_other() -> None:
    drip = Drip(load_stories(), [START + timedelta(seconds=30 * n) for n in range(5)])
    assert len(drip.stories) >= 60
    counts = [
        [len(drip.appeared(feed, START + timedelta(seconds=passed))) for feed in FEEDS]
        for passed in (-1, 0, 59, 60, 120)
    ]
    assert counts == [[0] * 5, [1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0], [1] * 5]
    assert drip.appeared("forum", START + timedelta(days=1))[0].at == START + timedelta(seconds=30)


def test_a_story_is_never_dated_before_the_one_ahead_of_it() -> None:
    drip = Drip(load_stories(), [START])

    drip.let_one_appear(START - timedelta(hours=1))

    assert drip.moments == [START, START]


def test_stories_go_round_with_new_numbers_and_new_words() -> None:
    count = 3 * len(load_stories()) + 20
    drip = Drip(load_stories(), [START + timedelta(seconds=n) for n in range(count)])
    later = START + timedelta(seconds=count)
    for feed in FEEDS:
        shown = drip.appeared(feed, later)
        assert len(shown) == 20
        assert len({one.number for one in shown}) == 20
        assert len({one.story.title + one.story.text for one in shown}) == 20
        assert [one.at for one in shown] == sorted((one.at for one in shown), reverse=True)
        first = drip.find(feed, FEEDS.index(feed), later)
        assert first
        assert not any(first.story == one.story for one in shown)


def test_persons_recur() -> None:
    stories = load_stories()
    for feed in FEEDS:
        authors = [story.author for story in stories if story.feed == feed]
        assert len(set(authors)) <= len(authors) / 2
