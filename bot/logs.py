"""Logging: for people on a terminal, JSON lines for machines, and never a token."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

# Slack's tokens and secrets in URLs must not reach a log, whoever writes it.
_SECRETS = re.compile(
    r"(x(?:ox[a-z]|app)(?:\.[a-z0-9]+)?-)[A-Za-z0-9-]+|(?<=://)[^/@\s:]+:[^/@\s]+(?=@)"
)


def set_up_logging(level: str, form: Literal["auto", "console", "json"]) -> None:
    """Send all logs, the libraries' too, to standard error in one form."""
    people = form == "console" or (form == "auto" and sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]
    end: list[Any] = (
        [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                # The default shows variables too, with what people wrote, in broken lines.
                exception_formatter=structlog.dev.plain_traceback,
            )
        ]
        if people
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *end, _mask],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # These tell every request; that is for whoever debugs.
    for chatty in ("alembic", "schedule", "uvicorn.access"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
    # slack_sdk and Bolt log an error where they raise it too; we log it once, where it is handled.
    for loud in ("slack_sdk", "bolt"):
        logging.getLogger(loud).setLevel(logging.CRITICAL if level != "debug" else logging.DEBUG)


def _mask(_logger: object, _method: str, line: str | MutableMapping[str, Any]) -> str:
    return _SECRETS.sub(lambda match: f"{match[1] or ''}…", str(line))
