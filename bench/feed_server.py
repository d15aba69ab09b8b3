"""A thousand feeds on this machine, for `bench.feeds`.

Run as `python -m bench.feed_server` it serves until the standard input closes, and prints its
address first. `/any/N.xml` is feed N: RSS 2.0, RSS 1.0, Atom and JSON Feed take turns;
`/xml/N.xml` is never a JSON Feed. `/set?…` says what the feeds are like from then on: `generation`
(so many entries have come since the beginning), `validators` (0: no ETag, and never 304) and
`latency` (seconds before each answer).
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qsl, urlsplit

ENTRIES = 30
_SECONDS_APART = 3600
_NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
_SENTENCE = "Up there the &lt;b&gt;wind&lt;/b&gt; tears at tents of {k}, and Acme&amp;apos;s held. "
_PARAGRAPH = "&lt;p&gt;" + _SENTENCE * 20 + '&lt;a href="/more"&gt;More&lt;/a&gt;&lt;/p&gt;'


class Feeds:
    """What all feeds are like at the moment."""

    def __init__(self) -> None:
        self.generation = 0
        self.validators = True
        self.latency = 0.0

    def document(self, number: int, *, xml_only: bool = False) -> tuple[bytes, str]:
        """Give a feed's document and its media type; the newest entry stands first."""
        formats = _FORMATS[:-1] if xml_only else _FORMATS
        make, kind = formats[number % len(formats)]
        return make(number, range(self.generation + ENTRIES, self.generation, -1)).encode(), kind


def _moment(k: int) -> datetime:
    return _NEWEST + timedelta(seconds=_SECONDS_APART * k)


def _rss(number: int, entries: range) -> str:
    items = "".join(
        f"<item><title>Story {k} of {number}</title><link>http://site{number}.example/{k}</link>"
        f'<guid isPermaLink="false">{number}-{k}</guid><pubDate>{format_datetime(_moment(k))}'
        f"</pubDate><dc:creator>Ann {k % 7}</dc:creator><category>tents</category>"
        f"<description>{_PARAGRAPH.format(k=k)}</description></item>\n"
        for k in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Site {number}</title><link>http://site{number}.example/</link>"
        f"<description>Tents</description>{items}</channel></rss>"
    )


def _rdf(number: int, entries: range) -> str:
    items = "".join(
        f'<item rdf:about="http://site{number}.example/{k}"><title>Story {k} of {number}</title>'
        f"<link>http://site{number}.example/{k}</link><dc:date>{_moment(k).isoformat()}</dc:date>"
        f"<dc:creator>Ann {k % 7}</dc:creator>"
        f"<description>{_PARAGRAPH.format(k=k)}</description></item>\n"
        for k in entries
    )
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<channel rdf:about="http://site{number}.example/"><title>Site {number}</title>'
        f"<link>http://site{number}.example/</link></channel>{items}</rdf:RDF>"
    )


def _atom(number: int, entries: range) -> str:
    items = "".join(
        f"<entry><title>Story {k} of {number}</title><id>tag:site{number}.example,2026:{k}</id>"
        f'<link href="http://site{number}.example/{k}"/><updated>{_moment(k).isoformat()}</updated>'
        f"<author><name>Ann {k % 7}</name></author>"
        f'<content type="html">{_PARAGRAPH.format(k=k)}</content></entry>\n'
        for k in entries
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Site {number}</title><id>tag:site{number}.example,2026:</id>"
        f'<link href="http://site{number}.example/"/>{items}</feed>'
    )


def _json(number: int, entries: range) -> str:
    html = _PARAGRAPH.replace("&lt;", "<").replace("&gt;", ">").replace('"', '\\"')
    items = ",".join(
        f'{{"id":"{number}-{k}","url":"http://site{number}.example/{k}","title":"Story {k} of '
        f'{number}","date_published":"{_moment(k).isoformat()}","authors":[{{"name":"Ann {k % 7}"'
        f'}}],"content_html":"{html.format(k=k)}"}}'
        for k in entries
    )
    return (
        '{"version":"https://jsonfeed.org/version/1.1",'
        f'"title":"Site {number}","home_page_url":"http://site{number}.example/","items":[{items}]}}'
    )


_FORMATS = (
    (_rss, "application/rss+xml"),
    (_rdf, "application/rdf+xml"),
    (_atom, "application/atom+xml"),
    (_json, "application/feed+json"),
)


class _Line(asyncio.Protocol):
    """One connection, kept open; requests come one after the other."""

    def __init__(self, feeds: Feeds) -> None:
        self._feeds = feeds
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            loop = asyncio.get_running_loop()
            loop.call_later(self._feeds.latency, self._answer, head.decode("latin-1"))

    def _answer(self, head: str) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        first, *lines = head.split("\r\n")
        url = urlsplit(first.split(" ")[1])
        if url.path == "/set":
            self._set(dict(parse_qsl(url.query)))
            self._send("200 OK", [], b"")
            return
        headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
        etag = f'"{self._feeds.generation}"'
        if self._feeds.validators and headers.get("if-none-match") == etag:
            self._send("304 Not Modified", [f"ETag: {etag}"], None)
            return
        _, which, name = url.path.split("/")
        number = int(name.partition(".")[0])
        body, kind = self._feeds.document(number, xml_only=which == "xml")
        validators = [f"ETag: {etag}"] if self._feeds.validators else []
        self._send("200 OK", [f"Content-Type: {kind}", *validators], body)

    def _set(self, wanted: dict[str, str]) -> None:
        feeds = self._feeds
        feeds.generation = int(wanted.get("generation", feeds.generation))
        feeds.validators = wanted.get("validators", str(int(feeds.validators))) == "1"
        feeds.latency = float(wanted.get("latency", feeds.latency))

    def _send(self, status: str, headers: list[str], body: bytes | None) -> None:
        assert self._transport
        length = [] if body is None else [f"Content-Length: {len(body)}"]
        head = "\r\n".join([f"HTTP/1.1 {status}", *headers, *length, "", ""])
        self._transport.write(head.encode() + (body or b""))


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    feeds = Feeds()
    server = await loop.create_server(lambda: _Line(feeds), "127.0.0.1", 0, backlog=1000)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve())
