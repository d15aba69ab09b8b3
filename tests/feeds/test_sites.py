"""A link belongs to a site, or it does not; whatever is written, that is answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.sites import is_on, site_named, sites_of

SAME = {
    "another page": ("https://blog.example/1", "https://www.blog.example/1#comment-7"),
    "a part of the site": ("https://blog.example/1", "http://forum.blog.example/t/9"),
    "a site above": ("https://m.blog.example/1", "https://blog.example/1"),
    "a place's other host": ("https://www.reddit.com/r/a/1", "https://old.reddit.com/r/a/2"),
    "a short address": ("https://www.youtube.com/watch?v=1", "https://youtu.be/1"),
    "a new name": ("https://twitter.com/anna/status/1", "https://x.com/loi/status/2"),
    "a post from another server": (
        "https://fosstodon.org/@anna/1",
        "https://mastodon.social/@loi@example.social/2",
    ),
    "an address of the place's feed": (
        "https://hnrss.org/newest",
        "https://news.ycombinator.com/item?id=1",
    ),
}
OTHER = {
    "another site": ("https://blog.example/1", "https://other.example/1"),
    "one with the same end": ("https://blog.example/1", "https://evilblog.example/1"),
    "another blog of the same host": ("https://anna.github.io/1", "https://loi.github.io/1"),
    "no post there": ("https://fosstodon.org/@anna/1", "https://blog.example/1"),
    "a whole country": ("https://blog.example/1", "https://example/1"),
    "no address": ("https://blog.example/1", "blog.example"),
}


@pytest.mark.parametrize(("ours", "link"), SAME.values(), ids=SAME.keys())
def test_these_belong_together(ours: str, link: str) -> None:
    assert is_on(link, sites_of([ours]))


@pytest.mark.parametrize(("ours", "link"), OTHER.values(), ids=OTHER.keys())
def test_these_do_not(ours: str, link: str) -> None:
    assert not is_on(link, sites_of([ours]))


def test_where_a_link_hides_its_site_there_is_none() -> None:
    assert sites_of(["https://news.google.com/rss/articles/CBMi", "", "mailto:a@b.example"]) == ()


@given(st.text(), st.text().map("https://".__add__))
def test_any_text_has_an_answer(text: str, url: str) -> None:
    for each in (text, url):
        assert is_on(each, sites_of([each])) is bool(sites_of([each]))
        assert len(site_named(each)) <= 253
