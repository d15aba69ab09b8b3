"""A page's address is as good as a feed's: what it names is found, and offered where it is much."""

import pytest

from sandbox.driver import all_text
from tests.documents import item, rss
from tests.story.office import Office, answer, told_after

RSS = 'rel="alternate nofollow" type="application/rss+xml"'


def test_the_one_feed_that_a_page_names_is_added(office: Office) -> None:
    office.feeds.serve("/news/feed", rss(item(1), title="Of one page"))
    page = office.feeds.serve("/news/", f'<head><link {RSS} href="feed"></head>', "text/html")

    assert "Of one page" in answer(office.su, f"add {page}", in_="mentions")
    assert len(office.feeds.asked("/news/feed")) == 1
    assert len(office.feeds.asked("/news/")) == 1


def test_of_several_feeds_one_is_chosen(office: Office) -> None:
    office.feeds.serve("/posts", rss(item(2), title="The posts"))
    office.feeds.serve("/comments", rss(item(3), title="The comments"))
    page = office.feeds.serve(
        "/both",
        f'<base href="/"><link {RSS} href="posts" title="Posts">'
        f'<link {RSS} href="comments" title="Comments &amp; more">',
        "text/html",
    )
    before = office.rows()["subscription"]

    offered = told_after(
        office.loi,
        lambda: office.loi.runs(
            f"/mentions add {page} <#C0MENTIONS|mentions> tents NOT pegs", in_="random"
        ),
        "random",
    )
    assert "has several feeds" in all_text(offered)
    assert "Comments &amp; more" in all_text(offered)
    assert office.rows()["subscription"] == before

    told = told_after(office.loi, lambda: office.loi.clicks("feed_choose_1", on=offered), "random")
    assert "The comments" in all_text(told)
    assert "<#C0MENTIONS>" in all_text(told)
    assert not office.feeds.asked("/posts")
    assert "tents NOT pegs" in all_text(told), "the rules go along"


def test_a_repositorys_page_offers_its_feeds_without_a_request(office: Office) -> None:
    told = answer(office.su, "add https://github.com/sample/rucksack")

    assert "https://github.com/sample/rucksack/releases.atom" in told
    assert "https://github.com/sample/rucksack/commits.atom" in told


@pytest.mark.parametrize(
    ("page", "feed"),
    [("/silent/", "/silent/feed/"), ("/@anna", "/@anna.rss")],
    ids=["a well-known path", "the form of a Mastodon profile"],
)
def test_a_page_that_names_no_feed_is_asked_where_feeds_mostly_lie(
    office: Office, page: str, feed: str
) -> None:
    office.feeds.serve(feed, rss(item(7), title=f"Found at {feed}"))
    url = office.feeds.serve(page, "<p>Hello</p>", "text/html")

    assert f"Found at {feed}" in answer(office.su, f"add {url}", in_="mentions")
    assert len(office.feeds.asked(feed)) == 1
