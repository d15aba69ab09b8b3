"""The sample feeds as documents: one format each, as sites of that kind write them.

RSS 2.0 (https://www.rssboard.org/rss-specification), RSS 1.0 (https://web.resource.org/rss/1.0/),
Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from urllib.parse import quote

from sandbox.sample_feeds.drip import Appearance

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def page_path(appearance: Appearance) -> str:
    """Give the path of a story's page; comments stand on one page, told apart by the fragment."""
    feed = appearance.story.feed
    anchor = f"rucksack-test#comment-{appearance.number}" if feed == "comments" else ""
    return f"/{feed}/{anchor or appearance.number}"


def person_path(appearance: Appearance) -> str:
    """Give the path of an author's page."""
    return f"/{appearance.story.feed}/people/{quote(appearance.story.author)}"


def rss(title: str, base: str, shown: Sequence[Appearance]) -> str:
    """Write RSS 2.0, the author in dc:creator."""
    items = "".join(
        f'<item><guid isPermaLink="false">{story.feed}-{number}</guid>'
        f"<title>{escape(story.title)}</title>"
        f"<link>{escape(base + page_path(Appearance(number, story, at)))}</link>"
        f"<dc:creator>{escape(story.author)}</dc:creator>"
        f"<pubDate>{format_datetime(at, usegmt=True)}</pubDate>"
        f"<description>{escape(f'<p>{escape(story.text)}</p>')}</description></item>\n"
        for number, story, at in shown
    )
    return (
        f'{_DECLARATION}<rss version="2.0" {_DC}><channel><title>{escape(title)}</title>'
        f"<link>{escape(base)}/</link><description>{escape(title)}</description>\n"
        f"{items}</channel></rss>\n"
    )


def rdf(title: str, base: str, shown: Sequence[Appearance]) -> str:
    """Write RSS 1.0."""
    links = [escape(base + page_path(appearance)) for appearance in shown]
    items = "".join(
        f'<item rdf:about="{link}"><title>{escape(story.title)}</title><link>{link}</link>'
        f"<description>{escape(story.text)}</description>"
        f"<dc:creator>{escape(story.author)}</dc:creator><dc:date>{at.isoformat()}</dc:date>"
        "</item>\n"
        for link, (_, story, at) in zip(links, shown, strict=True)
    )
    listed = "".join(f'<rdf:li rdf:resource="{link}"/>' for link in links)
    return (
        f'{_DECLARATION}<rdf:RDF xmlns="http://purl.org/rss/1.0/" {_DC}'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<channel rdf:about="{escape(base)}/newspaper/feed"><title>{escape(title)}</title>'
        f"<link>{escape(base)}/</link><description>{escape(title)}</description>"
        f"<items><rdf:Seq>{listed}</rdf:Seq></items></channel>\n{items}</rdf:RDF>\n"
    )


def atom(title: str, base: str, shown: Sequence[Appearance]) -> str:
    """Write Atom, each author with the page of their own."""
    entries = "".join(
        f"<entry><id>tag:sample.invalid,2026:{story.feed}-{number}</id>"
        f"<title>{escape(story.title)}</title>"
        f'<link href="{escape(base + page_path(Appearance(number, story, at)))}"/>'
        f"<author><name>{escape(story.author)}</name>"
        f"<uri>{escape(base + person_path(Appearance(number, story, at)))}</uri></author>"
        f"<published>{at.isoformat()}</published><updated>{at.isoformat()}</updated>"
        f'<content type="html">{escape(f"<p>{escape(story.text)}</p>")}</content></entry>\n'
        for number, story, at in shown
    )
    return (
        f'{_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(title)}</title>'
        f'<id>tag:sample.invalid,2026:forum</id><link href="{escape(base)}/"/>'
        f"<updated>{shown[0].at.isoformat()}</updated>\n{entries}</feed>\n"
    )


def json_feed(title: str, base: str, shown: Sequence[Appearance]) -> str:
    """Write JSON Feed 1.1."""
    items = [
        {
            "id": f"{shown_one.story.feed}-{shown_one.number}",
            "url": base + page_path(shown_one),
            "title": shown_one.story.title,
            "content_text": shown_one.story.text,
            "date_published": shown_one.at.isoformat(),
            "authors": [{"name": shown_one.story.author, "url": base + person_path(shown_one)}],
            "language": shown_one.story.lang,
        }
        for shown_one in shown
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": f"{base}/",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


@dataclass(frozen=True, slots=True)
class Source:
    """A site of the invented world, with the format of its feed."""

    title: str
    write: Callable[[str, str, Sequence[Appearance]], str]
    media_type: str


SOURCES = {
    "blog": Source("Ridge & Rope", rss, "application/rss+xml"),
    "forum": Source("Bergforum Nebelmeer", atom, "application/atom+xml"),
    "newspaper": Source("Der Aarebote", rdf, "application/rdf+xml"),
    "reviews": Source("Packed Light Reviews", json_feed, "application/feed+json"),
    "comments": Source("Kommentare zu: Der grosse Rucksacktest", rss, "application/rss+xml"),
}
