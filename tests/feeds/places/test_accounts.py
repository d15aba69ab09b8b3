"""Whose an address is, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.places import account_at, account_behind, account_named
from feeds.places.accounts import RULES

SAME: dict[str, tuple[str, ...]] = {
    "https://www.reddit.com/user/sample_walker": (
        "https://old.reddit.com/u/Sample_Walker/",
        "http://reddit.com/user/sample_walker/comments?utm_source=x",
        "https://www.reddit.com/r/u_sample_walker/",
    ),
    "https://news.ycombinator.com/user?id=Sample": (
        "http://news.ycombinator.com/threads?id=Sample",
        "https://hnrss.org/user?id=Sample",
    ),
    "https://lobste.rs/~sample": ("https://lobste.rs/u/Sample", "https://lobste.rs/~sample/"),
    "https://bsky.app/profile/anna.example": ("https://bsky.app/profile/Anna.Example/feed/x",),
    "https://www.youtube.com/channel/UCabc_D": (
        "https://m.youtube.com/channel/UCabc_D/videos",
        "http://youtube.com/channel/UCabc_D?view_as=subscriber",
    ),
    "https://www.youtube.com/@anna": ("https://youtube.com/@Anna/about",),
    "https://stackoverflow.com/users/70": ("https://stackoverflow.com/users/70/anna?tab=profile",),
    "https://unix.stackexchange.com/users/70": ("http://unix.stackexchange.com/u/70",),
    "https://github.com/sample-dev": ("https://www.github.com/Sample-Dev/",),
    "https://dev.to/anna_sample": ("http://dev.to/Anna_sample/",),
    "https://medium.com/@anna-sample": (
        "https://medium.com/%40anna-sample/about",
        "https://www.medium.com/@Anna-Sample?source=rss",
    ),
    "https://substack.com/@anna": ("https://substack.com/@anna/notes",),
    "https://x.com/anna": ("https://twitter.com/Anna", "https://mobile.twitter.com/@anna"),
    "https://www.linkedin.com/in/anna-b": ("https://ch.linkedin.com/in/Anna-B/de",),
    "https://www.instagram.com/anna.b": ("https://instagram.com/Anna.B/",),
    "https://www.threads.com/@anna": ("https://threads.net/@Anna",),
    "https://www.tiktok.com/@anna": ("https://tiktok.com/@anna?lang=de",),
    "https://codeberg.org/anna": ("https://codeberg.org/Anna",),
    "https://gitlab.com/anna": ("http://gitlab.com/Anna/",),
    "https://other.example/@anna": (
        "https://other.example/users/Anna",
        "https://social.example/@anna@other.example",
        "https://other.example/web/@anna",
        "https://other.example/@anna/with_replies",
    ),
    "https://lemmy.example/u/sample": (
        "https://lemmy.example/u/Sample/",
        "https://second.example/u/sample@lemmy.example",
        "https://lemmy.example/u/sample/summary",
    ),
    "https://tube.example/a/anna": ("https://tube.example/accounts/anna/video-channels",),
}
NOBODYS = (
    "https://blog.example/",
    "https://blog.example/author/anna",
    "https://github.com/sample/rucksack",
    "https://github.com/orgs",
    "https://medium.com/tag/acme",
    "https://x.com/search?q=acme",
    "https://www.reddit.com/r/hiking",
    "https://news.ycombinator.com/item?id=100",
    "https://shop.example/users/70",
    "https://www.youtube.com/watch?v=sample",
    "https://reddit.com/u/" + "x" * 201,
    "no address",
    "https://[broken",
)
POSTS = {
    "https://other.example/@anna/113000000000000001": "https://other.example/@anna",
    "https://social.example/@anna@other.example/113000000000000001": "https://other.example/@anna",
    "https://other.example/users/anna/statuses/1130000": "https://other.example/@anna",
    "https://bsky.app/profile/anna.example/post/3sample": "https://bsky.app/profile/anna.example",
    "https://medium.com/@anna/seams-0a1b2c3d4e5f?source=rss": "https://medium.com/@anna",
    "https://www.google.com/url?url=https://medium.com/@anna/seams-0a1b2c3d4e5f": (
        "https://medium.com/@anna"
    ),
    "https://dev.to/anna/acme-in-ten-minutes-1hp": "https://dev.to/anna",
    "https://twitter.com/anna/status/1": "https://x.com/anna",
    "https://www.reddit.com/user/anna/comments/1/x/": "https://www.reddit.com/user/anna",
    "https://github.com/anna/rucksack": None,
    "https://blog.example/@anna": None,
    "https://lemmy.example/u/anna": None,
}


@pytest.mark.parametrize("page", SAME)
def test_an_account_is_one_however_its_address_is_written(page: str) -> None:
    found = {account_at(written) for written in (page, *SAME[page])}

    assert len(found) == 1
    [account] = found
    assert account is not None
    assert account.url == page


def test_every_place_with_a_host_has_a_sample() -> None:
    named = {account.place for page in SAME if (account := account_at(page))}

    assert {rule.name for rule in RULES} <= named


@pytest.mark.parametrize("address", NOBODYS)
def test_what_is_no_accounts_page_is_nobodys(address: str) -> None:
    assert account_at(address) is None


@pytest.mark.parametrize("link", POSTS)
def test_who_has_posted_what_is_behind_a_link(link: str) -> None:
    account = account_behind(link)

    assert (account.url if account else None) == POSTS[link]


def test_case_tells_accounts_apart_where_it_counts() -> None:
    hacker, other = (
        account_at(f"https://news.ycombinator.com/user?id={id_}") for id_ in ("pg", "PG")
    )

    assert hacker != other


@pytest.mark.parametrize("name", ["/u/Sample", "u/sample"])
def test_a_handle_is_a_name_at_its_own_place_only(name: str) -> None:
    account = account_named(name, "https://www.reddit.com/r/hiking/comments/1/x/")

    assert account is not None
    assert account.url == "https://www.reddit.com/user/sample"
    assert account_named(name, "https://blog.example/1") is None
    assert account_named("Sample", "https://www.reddit.com/r/hiking") is None


@given(st.text(max_size=60), st.sampled_from(["https://{}", "https://a.example/{}", "{}"]))
def test_an_accounts_page_is_its_own(text: str, form: str) -> None:
    """Whatever is written there: the page by which an account is known leads to itself."""
    for account in (account_at(form.format(text)), account_behind(form.format(text))):
        if account is not None:
            assert account_at(account.url) == account
