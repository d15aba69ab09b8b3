"""The web application of the sample feeds: feeds with validators, pages, people."""

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from typing import cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.sample_feeds.drip import Drip
from sandbox.sample_feeds.formats import SOURCES
from sandbox.sample_feeds.pages import comments_page, front_page, person_page, story_page


def make_app(drip: Drip, now: Callable[[], datetime]) -> Starlette:
    """Make the application; ``now`` gives the aware time in UTC that decides what has appeared."""

    async def front(request: Request) -> Response:
        return HTMLResponse(front_page(_base(request)))

    async def feed(request: Request) -> Response:
        name = _param(request, "feed")
        source = SOURCES.get(name)
        if source is None:
            return _missing()
        shown = drip.appeared(name, now())
        if not shown:
            return _missing()
        body = source.write(source.title, _base(request), shown)
        modified = format_datetime(shown[0].at, usegmt=True)
        headers = {
            "ETag": f'"{sha256(body.encode()).hexdigest()[:16]}"',
            "Last-Modified": modified,
        }
        if is_current(request, headers["ETag"], modified):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type=f"{source.media_type}; charset=utf-8")

    async def story(request: Request) -> Response:
        number = int(request.path_params["number"])
        found = drip.find(_param(request, "feed"), number, now())
        return HTMLResponse(story_page(found)) if found else _missing()

    async def comments(_request: Request) -> Response:
        return HTMLResponse(comments_page(drip.appeared("comments", now())))

    async def person(request: Request) -> Response:
        name = _param(request, "name")
        shown = drip.appeared(_param(request, "feed"), now())
        written = [one for one in shown if one.story.author == name]
        return HTMLResponse(person_page(name, written)) if written else _missing()

    return Starlette(
        routes=[
            Route("/", front),
            Route("/comments/rucksack-test", comments),
            Route("/{feed}/feed", feed),
            Route("/{feed}/people/{name}", person),
            Route("/{feed}/{number:int}", story),
        ]
    )


def is_current(request: Request, etag: str, modified: str) -> bool:
    """Decide on 304 (RFC 9110, 13.2.2): the ETag where one was sent, else the date."""
    asked = request.headers.get("if-none-match")
    if asked is not None:
        return etag in [tag.strip().removeprefix("W/") for tag in asked.split(",")]
    return request.headers.get("if-modified-since") == modified


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _param(request: Request, name: str) -> str:
    return cast("str", request.path_params[name])


def _missing() -> Response:
    return PlainTextResponse("There is nothing here.", status_code=404)
