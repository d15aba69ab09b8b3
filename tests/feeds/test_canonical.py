"""Canonical addresses: what names one page has one key, and what names another has another."""

from random import Random
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.canonical import canonical_url, names_a_site
from feeds.link_tables import TRACKING

ARTICLE = "https://blog.example/2026/acme"

SAME = {
    "scheme": "http://blog.example/2026/acme",
    "www": "https://www.blog.example/2026/acme",
    "case of the host": "https://Blog.Example/2026/acme",
    "a dot after the host": "https://blog.example./2026/acme",
    "the usual port": "https://blog.example:443/2026/acme",
    "a user": "https://anna:secret@blog.example/2026/acme",
    "a last slash": "https://blog.example/2026/acme/",
    "a fragment": "https://blog.example/2026/acme#comments",
    "a marked text": "https://blog.example/2026/acme#:~:text=Acme%20is",
    "campaign": "https://blog.example/2026/acme?utm_source=rss&utm_medium=feed",
    "click ids": "https://blog.example/2026/acme?fbclid=1&gclid=2&mc_cid=3&mc_eid=4",
    "where from": "https://blog.example/2026/acme?source=rss-0a1b------2",
    "tracking in the fragment": "https://blog.example/2026/acme#xtor=RSS-1",
    "an empty query": "https://blog.example/2026/acme?",
    "amp at the end": "https://blog.example/2026/acme/amp/",
    "amp as an ending": "https://blog.example/2026/acme.amp",
    "amp as a host": "https://amp.blog.example/2026/acme",
    "amp as a parameter": "https://blog.example/2026/acme?amp=1",
    "encoded letters": "https://blog.example/2026/%61cme",
    "Google Alerts": "https://www.google.com/url?rct=j&sa=t&url=https://blog.example/2026/acme"
    "&ct=ga&cd=CAIyGjk&usg=AOvVaw2",
    "Google's results": "https://www.google.co.uk/url?q=https%3A%2F%2Fblog.example%2F2026%2Facme",
    "Bing": "http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=6&url=https%3a%2f%2f"
    "blog.example%2f2026%2facme&c=123&mkt=de-ch",
    "Facebook": "https://l.facebook.com/l.php?u=https%3A%2F%2Fblog.example%2F2026%2Facme&h=A",
    "an AMP cache": "https://blog-example.cdn.ampproject.org/c/s/blog.example/2026/acme",
    "Google's AMP": "https://www.google.com/amp/s/blog.example/2026/acme",
    "a redirector in a redirector": "https://www.google.com/url?url="
    + quote("https://l.facebook.com/l.php?u=" + quote(ARTICLE, safe=""), safe=""),
}

# Each of them names something else than the article, and than all others here.
DIFFERENT = [
    ARTICLE,
    "https://blog.example/2026/Acme",
    "https://blog.example/2026",
    "https://blog.example:8080/2026/acme",
    "https://news.blog.example/2026/acme",
    "https://blog.example/2026/acme.html",
    "https://blog.example/2026/camp",
    "https://blog.example/?p=42",
    "https://blog.example/?p=43",
    "https://blog.example/2026/acme?id=7",
    "https://blog.example/2026/acme?page=2",
    "https://blog.example/2026/acme?ref=main",
    "https://blog.example/2026/acme?source=acme",
    "https://blog.example/#!/acme",
    "https://blog.example/#/acme",
    "https://blog.example/2026/acme?a=1&a=2",
    "https://blog.example/2026/acme?a=2&a=1",
    "https://blog.example/2026/acme?b&a",
    "https://blog.example/2026/acme?a&b",
    "https://www.google.com/url?url=no-address",
    "https://www.google.com/search?q=https://blog.example/2026/acme",
    "https://news.google.com/rss/articles/CBMiAcme",
]


@pytest.mark.parametrize("url", SAME.values(), ids=SAME.keys())
def test_one_page_has_one_key(url: str) -> None:
    assert canonical_url(url) == "blog.example/2026/acme"


def test_what_names_something_keeps_its_own_key() -> None:
    keys = {url: canonical_url(url) for url in DIFFERENT}

    assert len(set(keys.values())) == len(DIFFERENT), keys


def test_a_fragment_counts_where_it_is_asked_for() -> None:
    first, second = (
        canonical_url(f"http://blog.example/1/#comment-{n}", with_fragment=True) for n in (7, 8)
    )

    assert first == "blog.example/1#comment-7"
    assert second == "blog.example/1#comment-8"


@pytest.mark.parametrize(
    ("url", "is_site"),
    [
        ("https://www.acme.example/?utm_source=x", True),
        ("https://acme.example", True),
        ("https://acme.example/a", False),
        ("https://acme.example/?p=1", False),
        ("https://acme.example/#!/a", False),
    ],
)
def test_a_front_page_names_a_site(url: str, is_site: bool) -> None:  # noqa: FBT001  # the case
    assert names_a_site(canonical_url(url)) is is_site


NAMES = st.text("abcdefgh-.", min_size=1, max_size=8).filter(lambda name: name not in TRACKING)
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)
HOSTS = st.from_regex(r"(www\.|amp\.|m\.)?[a-z]{1,6}\.(example|test)", fullmatch=True)
PATHS = st.lists(WORDS | st.sampled_from(["amp", "a.amp", "%7e", "%C3%A4"]), max_size=4).map(
    "/".join
)
QUERIES = st.dictionaries(NAMES, WORDS, max_size=4)
PAGES = st.builds(
    lambda host, path, query: (
        f"https://{host}/{path}"
        + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")
    ),
    HOSTS,
    PATHS,
    QUERIES,
)


@given(st.text())
def test_it_reads_any_text(text: str) -> None:
    for url in (text, f"https://{text}", f"https://a.example/{text}", f"http://a.example/?{text}"):
        canonical_url(url)
        canonical_url(url, with_fragment=True)
        canonical_url(f"https://www.google.com/url?url={url}")


@given(PAGES)
def test_a_key_is_its_own_key(url: str) -> None:
    key = canonical_url(url)

    assert canonical_url(key) == key
    assert canonical_url(f"https://{key}") == key


@given(PAGES | st.sampled_from([*SAME.values(), *DIFFERENT]))
def test_an_empty_query_makes_no_difference(url: str) -> None:
    bare = url.partition("#")[0].partition("?")[0]
    assert canonical_url(bare) == canonical_url(f"{bare}?") == canonical_url(f"{bare}#")


@given(PAGES)
def test_the_host_stays_but_for_www_and_amp(url: str) -> None:
    host = urlsplit(url).hostname or ""

    kept = urlsplit(f"https://{canonical_url(url)}").hostname

    assert kept in {host, host.removeprefix("www."), host.removeprefix("amp.")}


@given(PAGES, st.permutations(["utm_source=a", "fbclid=b", "utm_campaign=c"]))
def test_tracking_never_makes_another_page(url: str, tracking: list[str]) -> None:
    joint = "&" if "?" in url else "?"

    assert canonical_url(url + joint + "&".join(tracking)) == canonical_url(url)


@given(st.dictionaries(NAMES, WORDS, min_size=2, max_size=5), st.randoms())
def test_the_order_of_named_parameters_makes_no_difference(
    query: dict[str, str],
    random: Random,
) -> None:
    pairs = [f"{name}={value}" for name, value in query.items()]
    mixed = random.sample(pairs, len(pairs))

    assert canonical_url("https://a.example/?" + "&".join(mixed)) == canonical_url(
        "https://a.example/?" + "&".join(pairs)
    )


@given(PAGES)
def test_a_redirector_gives_way_to_what_it_carries(url: str) -> None:
    carried = f"https://www.google.com/url?sa=t&url={quote(url, safe='')}&ct=ga"

    assert canonical_url(carried) == canonical_url(url)
