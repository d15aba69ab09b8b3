"""HTTP mode: signed requests from Slack, and what the platform asks (health, metrics)."""

from collections.abc import Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from slack_bolt import App, BoltRequest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

# Slack's largest deliveries, views, have 250 kB.
_LONGEST_BODY = 2_000_000
_LONGEST_TIMESTAMP = 20


def make_web(app: App, is_healthy: Callable[[], bool], registry: CollectorRegistry) -> Starlette:
    """Serve events, commands and interactivity at /slack/events, /healthz and /metrics.

    Bolt checks the signature and its age
    (https://docs.slack.dev/authentication/verifying-requests-from-slack).
    """

    async def events(request: Request) -> Response:
        body = await _read(request)
        if body is None:
            return Response("too large", 413)
        if not _is_sound(request.headers):
            return Response("not signed", 401)
        try:
            delivery = BoltRequest(
                body=body.decode("utf-8", "replace"),
                query=request.url.query,
                headers=dict(request.headers),
            )
        except (ValueError, TypeError, AttributeError):
            # Bolt reads the body before it checks who sent it: no JSON, or no object.
            return Response("not understood", 400)
        # The app is synchronous: in a thread, a slow listener does not hold up the others.
        answer = await run_in_threadpool(app.dispatch, delivery)
        headers = {name: value for name, values in answer.headers.items() for value in values}
        return Response(answer.body, answer.status, headers)

    async def health(_request: Request) -> Response:
        healthy = await run_in_threadpool(is_healthy)
        return JSONResponse({"ok": healthy}, 200 if healthy else 503)

    async def metrics(_request: Request) -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/healthz", health),
            Route("/metrics", metrics),
        ]
    )


def _is_sound(headers: Mapping[str, str]) -> bool:
    """Tell whether what slack_sdk compares can be compared; it stumbles over anything else."""
    timestamp = headers.get("x-slack-request-timestamp", "0")
    signature = headers.get("x-slack-signature", "")
    number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _LONGEST_TIMESTAMP
    return number and signature.isascii()


async def _read(request: Request) -> bytes | None:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_BODY:
            return None
    return bytes(body)
