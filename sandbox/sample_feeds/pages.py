"""The plain pages that the entries of the sample feeds link to."""

from collections.abc import Iterable, Sequence
from html import escape

from sandbox.sample_feeds.drip import Appearance
from sandbox.sample_feeds.formats import SOURCES, page_path, person_path

_STYLE = (
    "body{font:18px/1.6 Georgia,serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#222}"
    "a{color:#a33b1f}time,.by{color:#666;font-size:.85em}article{margin:2rem 0}"
)


def front_page(base: str) -> str:
    """List the feeds of this little world."""
    rows = "".join(
        f'<li><a href="/{name}/feed">{escape(source.title)}</a><br>'
        f"<code>{escape(base)}/{name}/feed</code></li>"
        for name, source in SOURCES.items()
    )
    return _page(
        "A small world that talks about Alpenglück",
        "<p>Everybody and everything here is invented. New stories keep appearing.</p>"
        f"<ul>{rows}</ul>",
        head="".join(
            f'<link rel="alternate" type="{source.media_type}" href="/{name}/feed">'
            for name, source in SOURCES.items()
        ),
    )


def story_page(appearance: Appearance) -> str:
    """Show one story."""
    return _page(appearance.story.title, _article(appearance, heading=False))


def comments_page(shown: Iterable[Appearance]) -> str:
    """Show the comments under the one post that has them."""
    return _page(SOURCES["comments"].title, "".join(_article(one) for one in shown))


def person_page(name: str, written: Sequence[Appearance]) -> str:
    """Show who somebody is: what they wrote of late."""
    rows = "".join(
        f'<li><a href="{escape(page_path(one))}">{escape(one.story.title)}</a></li>'
        for one in written
    )
    return _page(name, f"<ul>{rows}</ul>")


def _article(appearance: Appearance, *, heading: bool = True) -> str:
    number, story, at = appearance
    return (
        f'<article id="comment-{number}" lang="{story.lang}">'
        + (f"<h2>{escape(story.title)}</h2>" if heading else "")
        + f'<p class="by"><a href="{escape(person_path(appearance))}">{escape(story.author)}</a>, '
        f'<time datetime="{at.isoformat()}">{at:%Y-%m-%d %H:%M} UTC</time></p>'
        f"<p>{escape(story.text)}</p></article>"
    )


def _page(title: str, body: str, *, head: str = "") -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>{head}<style>{_STYLE}</style></head>"
        f'<body><h1>{escape(title)}</h1>{body}<p><a href="/">All feeds</a></p></body></html>'
    )
