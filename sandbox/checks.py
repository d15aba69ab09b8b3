"""Small checks that blocks are put together from; each gives what is wrong, and where.

The wording is Slack's own: a reason and a JSON pointer, as its schema checks give them
(https://github.com/slackhq/hack-json-schema).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

Check = Callable[[Any, str], Iterator[str]]


def problem(reason: str, pointer: str) -> str:
    """Word one problem as Slack does."""
    return f"{reason} [json-pointer:{pointer}]"


def string(longest: int, shortest: int = 1) -> Check:
    """Expect a text of some length."""

    def check(value: object, pointer: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must provide a string", pointer)
        elif len(value) > longest:
            yield problem(f"must be less than {longest + 1} characters", pointer)
        elif len(value) < shortest:
            yield problem(f"must be more than {shortest - 1} characters", pointer)

    return check


def boolean(value: object, pointer: str) -> Iterator[str]:
    """Expect true or false."""
    if not isinstance(value, bool):
        yield problem("must be a boolean", pointer)


def integer(lowest: int = 0, highest: int = 10**10) -> Check:
    """Expect a whole number in a range."""

    def check(value: object, pointer: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield problem("must provide an integer", pointer)
        elif value < lowest:
            yield problem(f"must be greater than {lowest}", pointer)
        elif value > highest:
            yield problem(f"must be less than {highest}", pointer)

    return check


def number(value: object, pointer: str) -> Iterator[str]:
    """Expect a number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        yield problem("must provide a number", pointer)


def nothing_or(check: Check) -> Check:
    """Expect null, or what a check expects."""
    return lambda value, pointer: iter(()) if value is None else check(value, pointer)


def choice(*allowed: str) -> Check:
    """Expect one of some words."""

    def check(value: object, pointer: str) -> Iterator[str]:
        if not isinstance(value, str) or value not in allowed:
            yield problem("must be a valid enum value", pointer)

    return check


def web_address(value: object, pointer: str) -> Iterator[str]:
    """Expect an address of the web."""
    yield from string(3000)(value, pointer)
    if not isinstance(value, str):
        return
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or any(letter.isspace() for letter in value):
        yield problem("invalid URL", pointer)


def items(each: Check, most: int, least: int = 1) -> Check:
    """Expect a list of some length."""

    def check(value: object, pointer: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must provide an array", pointer)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            yield problem(f"must provide at least {least} items", pointer)
        for index, item in enumerate(value[:most]):
            yield from each(item, f"{pointer}/{index}")

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Expect an object with some fields, and no others; `type` is whoever's called for it."""
    known = {**required, **(optional or {})}

    def check(value: object, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", pointer)
            return
        for name in required:
            if value.get(name) is None:
                yield problem(f"missing required field: {name}", pointer)
        for name, content in value.items():
            if name == "type" or content is None:
                continue
            if name not in known:
                yield problem(f"invalid additional property: {name}", pointer)
            else:
                yield from known[name](content, f"{pointer}/{name}")

    return check


def by_type(table: Mapping[str, Check]) -> Check:
    """Expect an object whose `type` says what else is in it."""

    def check(value: object, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", pointer)
            return
        kind = value.get("type")
        if kind is None:
            yield problem("missing required field: type", pointer)
        elif not isinstance(kind, str) or kind not in table:
            yield problem(f"unsupported type: {kind}", f"{pointer}/type")
        else:
            yield from table[kind](value, pointer)

    return check


def both(*checks: Check) -> Check:
    """Expect all of some checks to hold."""

    def check(value: object, pointer: str) -> Iterator[str]:
        for each in checks:
            yield from each(value, pointer)

    return check


def schema(check: Check) -> Check:
    """Say first that the whole does not fit when something in it does not, as Slack does."""

    def both_said(value: object, pointer: str) -> Iterator[str]:
        problems = list(check(value, pointer))
        if problems:
            yield problem("failed to match all allowed schemas", pointer)
        yield from problems

    return both_said


def plain_text(longest: int) -> Check:
    """Expect a plain_text object.

    https://docs.slack.dev/reference/block-kit/composition-objects/text-object
    """
    plain = record({"text": string(longest)}, {"emoji": boolean})
    return schema(by_type({"plain_text": plain}))


def any_text(longest: int) -> Check:
    """Expect a plain_text or mrkdwn object."""
    return schema(
        by_type(
            {
                "plain_text": record({"text": string(longest)}, {"emoji": boolean}),
                "mrkdwn": record({"text": string(longest)}, {"verbatim": boolean}),
            }
        )
    )
