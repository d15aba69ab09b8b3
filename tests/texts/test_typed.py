"""What was typed is read back from what Slack made of it, and shown as it was typed."""

import pytest

from bot.mrkdwn import code, marked
from bot.typed import as_typed


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("acme -jobs", "acme -jobs"),
        ("<http://acme.com|acme.com> OR <https://x.example/a?b=1&amp;c=2>", None),
        ("a &amp; b &lt;c&gt; &amp;lt;", "a & b <c> &lt;"),
        ("in <#C0123|press> by <@U0123|mara>", "in #press by @mara"),
        ("<mailto:anna@acme.com|anna@acme.com>", "anna@acme.com"),
    ],
)
def test_slacks_wrapping_is_undone(sent: str, typed: str | None) -> None:
    assert as_typed(sent) == (typed or "acme.com OR https://x.example/a?b=1&c=2")


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("acme* -title:jobs", 50, "`acme* -title:jobs`"),
        ("`Acme` <b>\n& co", 50, "`ˋAcmeˋ &lt;b&gt; &amp; co`"),
        ("&" * 50, 20, "`&amp;&amp;&amp;…`"),
        (" ", 50, ""),
    ],
)
def test_what_is_typed_is_shown_on_one_line(text: str, limit: int, shown: str) -> None:
    assert code(text, limit) == shown
    assert len(shown) <= limit


@pytest.mark.parametrize(
    ("text", "position", "shown"),
    [
        ("acme OR", 7, "```acme OR\n       ^```"),
        ("one\ntwo (\nthree", 8, "```two (\n    ^```"),
        ("東京 (", 3, "```東京 (\n\u3000\u3000 ^```"),
        ("a < ```", 4, "```a &lt; ˋˋˋ\n    ^```"),
        ("", 0, "```\n^```"),
        ("x" * 100 + "(" + "y" * 100, 100, f"```…{'x' * 60}({'y' * 59}…\n{' ' * 61}^```"),
    ],
)
def test_the_place_is_marked_under_its_line(text: str, position: int, shown: str) -> None:
    assert marked(text, position) == shown
