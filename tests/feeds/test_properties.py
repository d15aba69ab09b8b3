"""What holds for every input, however hostile."""

import json
import pickle
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds import (
    BadAddress,
    FeedError,
    HttpRefused,
    NotAFeed,
    RateLimited,
    parse_feed,
)
from feeds.addresses import checked_url, is_public
from feeds.plain_text import cut, folded, html_to_text
from feeds.urls import absolute_link, without_userinfo

SAMPLES = [path.read_bytes() for path in (Path(__file__).parent / "samples").iterdir()]
TEXT = st.text(st.characters(exclude_categories=()))
PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "<p> </p> <br> <script> </script> <b &amp; &lt; &#0; &#xD800; <!-- --> <![CDATA[ ]]> < > é "
        "</title> <item> <link> <dc:creator> </item>",
    )
)
MARKUP = st.lists(PIECES | TEXT).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=5,
)
ITEM = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(["id", "url", "title", "date_published", "authors"], JSON)
    | dict.fromkeys(["content_html", "content_text", "summary"], MARKUP),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a sample with something cut out, doubled or put in."""
    body = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = draw(st.integers(start, min(len(body), start + 200)))
        body = (
            body[:start]
            + draw(st.binary(max_size=20))
            + body[draw(st.sampled_from([start, end])) :]
        )
    return body


def check(body: bytes) -> None:
    try:
        document = parse_feed(body, "https://blog.example/feed")
    except FeedError:
        return
    identities = [entry.identity for entry in document.entries]
    assert len(set(identities)) == len(identities)
    for entry in document.entries:
        assert entry.identity.startswith(("id:", "link:", "digest:"))
        assert len(entry.identity) <= 500
        assert entry.link is None or entry.link.startswith(("http://", "https://"))
        assert len(entry.excerpt) <= 2_000
        assert len(entry.title) <= 1_000
        assert entry.place
        told = [entry.title, entry.excerpt.replace("\n", ""), entry.identity, entry.link or ""]
        told += [author.name for author in entry.authors]
        for text in told:
            assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in text)
        assert entry.published is None or entry.published.year >= 1990


@given(st.binary())
def test_arbitrary_bytes_raise_nothing_but_feed_errors(body: bytes) -> None:
    check(body)


@settings(max_examples=150)
@given(damaged())
def test_damaged_feeds_keep_the_promises(body: bytes) -> None:
    check(body)


@settings(max_examples=80)
@given(MARKUP, MARKUP)
def test_hostile_markup_in_rss_keeps_the_promises(title: str, text: str) -> None:
    rss = f"<rss version='2.0'><item><title>{title}</title><description>{text}</description></item>"
    check(rss.encode(errors="surrogatepass"))


@settings(max_examples=80)
@given(st.lists(ITEM | JSON))
def test_hostile_json_feeds_keep_the_promises(items: list[object]) -> None:
    check(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode())


def test_deep_json_is_no_feed() -> None:
    with pytest.raises(NotAFeed):
        parse_feed(b'{"a":' * 100_000, "https://blog.example/")


@given(MARKUP)
def test_plain_text_has_no_scripts_and_no_controls(markup: str) -> None:
    text = html_to_text(markup)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in text.replace("\n", ""))


@given(st.text(st.characters(exclude_characters="<>&", exclude_categories=["C", "Z"]), min_size=1))
def test_tags_go_and_words_stay(word: str) -> None:
    assert html_to_text(f"<p class='x'>{word}</p><script>{word}</script>") == folded(word)


@given(TEXT, st.integers(2, 50))
def test_cut_keeps_the_length(text: str, length: int) -> None:
    assert len(cut(text, length)) <= length


@given(TEXT, TEXT)
def test_links_never_raise(base: str, link: str) -> None:
    found = absolute_link(base, link)
    assert found is None or found.startswith(("http://", "https://"))
    without_userinfo(link)


@given(TEXT)
def test_addresses_raise_nothing_but_bad_address(url: str) -> None:
    for form in (url, f"http://{url}"):
        try:
            checked_url(form)
        except BadAddress:
            continue


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104, an address to refuse
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_public_addresses_are_known(address: str, *, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/feed",
        "ftp://example.org/",
        "javascript:alert(1)",
        "http://",
        "http://:80/",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://example.org:22/",
        "http://example.org:x/",
        "http://[::1/",
    ],
)
def test_bad_addresses_are_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        checked_url(url)


@pytest.mark.parametrize(
    "url", ["http://a.example", "https://a.example:8443/x?y#z", "HTTP://A.EXAMPLE/"]
)
def test_good_addresses_pass(url: str) -> None:
    assert checked_url(url).host == "a.example"


@pytest.mark.parametrize(
    "error",
    [
        NotAFeed("https://ann:pw@blog.example/", "a page"),
        HttpRefused("https://blog.example/", 404),
        RateLimited("https://blog.example/", 60.0),
    ],
)
def test_errors_travel_between_processes(error: FeedError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301, made one line above
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
    assert "pw" not in str(copy)
