"""Whatever comes from outside, what the bot says is accepted by Slack and pings nobody."""

import re
from collections.abc import Iterator
from datetime import UTC
from itertools import cycle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.language import load_languages
from bot.message import Message
from sandbox.blocks import checked_blocks, checked_view
from tests.texts.examples import everything
from tests.texts.given import Given, Said
from tests.texts.visible import visible

LANGUAGES = load_languages()
OURS = re.compile(
    r"<!date\^\d+\^\{date_short(_pretty\} \{time)?\}\|[^<>|]*>|<https?://[^<>|\s]+\|[^<>|\n]+>"
    r"|<[@#][A-Z0-9]+>"
)
HOSTILE = (
    "<!channel> <@U123> <https://evil.example|your bank>",
    "*bold* _italic_ ~gone~ `code` ```block``` :smile:",
    "> quoted\n>>> all\n&lt;!here&gt;",
    "\u202eright to left\u202c \u2066isolated",
    "\x00\x07\x1b[31m \ud800",
    "\u200b\u2060\ufeff",
    "שלום עולם مرحبا",
    "👩‍👩‍👧‍👦🏳️‍🌈" * 400,
    "&" * 5000,
    "<" * 5000,
    "word " * 1000,
    "x" * 5000,
    "\n" * 5000,
    "line\n" * 1000,
    "",
)
LINKS = (
    None,
    "",
    "https://example.org/?a=1&b=2|c>d<e f\"g'h",
    "https://example.org/" + "x" * 2970,
    "https://example.org/" + "&" * 1990,
    "https://example.org/" + "|" * 2900,
    "https://[broken",
    "javascript:alert(1)",
    "https://münchen.example/ä?q=ö",
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=200),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join),
)
GIVEN = st.builds(
    Given,
    text=TEXTS,
    word=TEXTS,
    link=st.one_of(st.sampled_from(LINKS), st.text(max_size=50).map("https://a.example/".__add__)),
    number=st.integers(1, 10**9),
    count=st.integers(0, 2000),
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
)


def check_everything(code: str, given: Given) -> None:
    """Draw everything from what is given, and hold it against all rules."""
    for _, said in everything(LANGUAGES.get(code), given):
        check(said)
        if isinstance(said, Message):
            for text in _mrkdwn(said):
                check_mrkdwn(text)


def check(said: Said) -> None:
    """Hold a message or view against slack_sdk, the sandbox, and our own rules."""
    if isinstance(said, Message):
        assert said.text
        assert len(said.text) <= 4000
        for block in said.blocks:
            parsed = Block.parse(block)
            assert parsed is not None
            parsed.validate_json()
        assert checked_blocks(said.blocks)
    elif not isinstance(said, str):
        View(**said).validate_json()
        checked_view(said, said["type"])
    for text in visible(said):
        assert text.strip()
        text.encode()


def check_mrkdwn(text: str) -> None:
    """Find no mention, link or command of Slack's that is not one of ours."""
    rest = OURS.sub("", text)
    assert "<" not in rest
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f]", text)


@pytest.mark.parametrize("code", ["en", "de"])
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(given=GIVEN)
def test_any_text_makes_valid_messages(code: str, given: Given) -> None:
    check_everything(code, given)


@pytest.mark.parametrize(("text", "link"), [*zip(HOSTILE, cycle(LINKS), strict=False)])
def test_hostile_texts_and_links_make_valid_messages(text: str, link: str | None) -> None:
    many = 1000 if link else 0
    check_everything("de", Given(text=text, word=text, link=link, number=10**9, count=many))


@pytest.mark.parametrize("text", ["<!channel>", "a <https://a.b|c\nd>", "<@U1|x>", "\u202e"])
def test_a_ping_or_link_of_others_is_noticed(text: str) -> None:
    with pytest.raises(AssertionError):
        check_mrkdwn(text)


def _mrkdwn(message: Message) -> list[str]:
    """Give the texts in which Slack looks for marks."""
    return [message.text, *_texts_of_type(message.blocks, "mrkdwn")]


def _texts_of_type(part: object, kind: str) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _texts_of_type(each, kind)
    elif isinstance(part, dict):
        if part.get("type") == kind:
            yield part["text"]
        for each in part.values():
            yield from _texts_of_type(each, kind)
