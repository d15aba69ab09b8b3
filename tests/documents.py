"""Feeds as tests write them: an RSS document from a few words."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape


def rss(*items: Mapping[str, str], title: str = "Bergblog") -> bytes:
    """Write an RSS 2.0 document of items; each key becomes an element, newest first."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(title)}</title><link>https://blog.example/</link>"
        f"{''.join(map(_item, items))}</channel></rss>"
    ).encode()


def item(
    number: int, *, author: str = "Anna Beispiel", at: datetime | None = None
) -> dict[str, str]:
    """Describe the n-th entry of a blog."""
    described = {
        "title": f"Story {number} about Acme",
        "link": f"https://blog.example/{number}",
        "guid": f"https://blog.example/{number}",
        "description": f"<p>What I think of Acme, part {number}.</p>",
        "dc:creator": author,
    }
    return described | ({"pubDate": format_datetime(at)} if at else {})


def _item(fields: Mapping[str, str]) -> str:
    return "<item>" + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in fields.items()) + "</item>"


def lively(head: str = "") -> str:
    """Write an RSS 2.0 document that has brought an entry every minute; ``head`` is XML."""
    now = datetime.now(UTC)
    items = "".join(
        f"<item><guid>{n}</guid><title>{n}</title>"
        f"<pubDate>{format_datetime(now - timedelta(minutes=n))}</pubDate></item>"
        for n in range(1, 30)
    )
    return (
        '<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>'
        f"<title>Lively</title>{head}{items}</channel></rss>"
    )
