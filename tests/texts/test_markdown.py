"""Markdown becomes mrkdwn that Slack takes, and nothing in it pings or lies about a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.markdown import to_mrkdwn
from bot.message import LONGEST_SECTION
from tests.texts.test_limits import HOSTILE, check_mrkdwn

PIECES = st.sampled_from(
    [
        *("* ", "**", "_", "~~", "> ", "1. ", "- ", "    ", "\n", "\n\n", "`", "```", "# ", "---"),
        *("[a](https://b.example)", "![", "](", "<https://c.example|x>", "<!channel>", "<@U1>"),
        *("https://d.example/e.", ":wave:", "&lt;", "word", "x" * 1000, "\\", "|", "\u202e"),
    ]
)


@pytest.mark.parametrize(
    ("markdown", "mrkdwn"),
    [
        ("**bold** and *lean* and ~~gone~~", ["*bold* and _lean_ and ~gone~"]),
        ("# Heading\nText\nmore", ["*Heading*", "Text\nmore"]),
        ("- one\n- two\n  1. three", ["• one", "• two", "    1. three"]),
        ("3. three\n4. four", ["3. three", "4. four"]),
        ("[us](https://a.example)", ["<https://a.example|us>"]),
        (
            "See https://a.example/b. Bye",
            ["See <https://a.example/b|https://a.example/b>. Bye"],
        ),
        ("[bank](javascript:alert)", ["[bank](javascript:alert)"]),
        ("> said\n> twice", [">said", ">twice"]),
        ("`a <b>` & :wave:", ["`a &lt;b&gt;` &amp; :wave:"]),
        ("```\na *b*\n```", ["```\na *b*\n```"]),
        ("<!channel> <b>x</b>", ["&lt;!channel&gt; &lt;b&gt;x&lt;/b&gt;"]),
        ("2 \\* 3", ["2 ∗ 3"]),
        ("\n \n", []),
    ],
)
def test_what_people_write_looks_the_same(markdown: str, mrkdwn: list[str]) -> None:
    assert to_mrkdwn(markdown) == mrkdwn


@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(), st.sampled_from(HOSTILE)))
def test_no_text_pings_or_is_too_long(markdown: str) -> None:
    for line in to_mrkdwn(markdown):
        assert line
        assert len(line) <= LONGEST_SECTION
        check_mrkdwn(line)
