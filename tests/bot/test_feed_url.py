"""A feed's address is read as people and Slack write it, and always written the same way."""

import pytest

from bot.adding import feed_url

PLAIN = "https://blog.example/feed?a=1&b=2"
READ = {
    "plain": (PLAIN, PLAIN),
    "as Slack escapes it": ("https://blog.example/feed?a=1&amp;b=2", PLAIN),
    "as Slack links it": ("<https://blog.example/feed?a=1&amp;b=2>", PLAIN),
    "with a label": ("<https://blog.example/feed?a=1&amp;b=2|blog.example/feed>", PLAIN),
    "with blanks": (f"  {PLAIN}\n", PLAIN),
    "without scheme": ("blog.example/feed?a=1&amp;b=2", PLAIN),
    "feed://": ("feed://blog.example/feed?a=1&amp;b=2", PLAIN),
    "scheme and host in capitals": ("HTTPS://Blog.Example/feed?a=1&amp;b=2", PLAIN),
    "with a place inside the page": (f"{PLAIN}#top", PLAIN),
    "the path keeps its case": ("https://a.example/Feed", "https://a.example/Feed"),
    "a password keeps its case": ("https://U:Pw@A.example/", "https://U:Pw@a.example/"),
    "a parameter that looks like an entity": (
        "https://a.example/?x=1&copy=2",
        "https://a.example/?x=1&copy=2",
    ),
    "a word": ("bergblog", "bergblog"),
    "a host and a port": ("a.example:8080/feed", "a.example:8080/feed"),
    "a script": ("javascript:alert(1)", "javascript:alert(1)"),
    "two addresses": ("<https://a.example> <https://b.example>",) * 2,
    "a broken one": ("http://[::1", "http://[::1"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("given", "read"), READ.values(), ids=READ.keys())
def test_how_an_address_is_read(given: str, read: str) -> None:
    assert feed_url(given) == read
