"""Foreign text loses its meaning for Slack, and as little else as possible."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import mrkdwn


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel> & co", "&lt;!channel&gt; &amp; co"),
        ("*bold* ~gone~ `code`", "∗bold∗ ∼gone∼ ˋcodeˋ"),
        ("_italic_ but snake_case_name", "ˍitalicˍ but snake_case_name"),
        (":smile: at 12:30", ":\u2060smile: at 12:30"),
        ("> quoted", "\u2060&gt; quoted"),
        ("a\u202eb\u2066c\x00d\ud800e", "abcde"),
        ("\u200b\u2060", ""),
    ],
)
def test_text_is_made_harmless(text: str, shown: str) -> None:
    assert mrkdwn.escape_within(text, 100) == shown


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("abcdefghij", 5, "abcd…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("anything", 0, ""),
    ],
)
def test_text_is_cut_at_a_word_or_a_whole_character(text: str, limit: int, shown: str) -> None:
    assert mrkdwn.cut(text, limit) == shown


@given(st.text(), st.integers(0, 60))
def test_escaped_text_stays_within_its_limit(text: str, limit: int) -> None:
    escaped = mrkdwn.escape_within(text, limit)

    assert len(escaped) <= limit
    for escape in ("&amp;", "&lt;", "&gt;"):
        escaped = escaped.replace(escape, "")
    assert not set(escaped) & set("&<>")


@pytest.mark.parametrize(
    ("url", "label", "shown"),
    [
        (
            "https://a.example/?b=1&c=2",
            "A|B\n<C>",
            "<https://a.example/?b=1&amp;c=2|A¦B &lt;C&gt;>",
        ),
        ("https://a.example/x y|z>", "A", "<https://a.example/xy%7Cz%3E|A>"),
        ("https://ä.example/ö", "A", "<https://ä.example/ö|A>"),
        ("javascript:alert(1)", "A", "A"),
        ("https://", "A", "A"),
        ("https://[1", "A", "A"),
        (None, "A", "A"),
        ("https://a.example/" + "b" * 3000, "A", "A"),
        ("https://a.example", "", ""),
    ],
)
def test_only_web_addresses_become_links(url: str | None, label: str, shown: str) -> None:
    assert mrkdwn.link(url, label) == shown


@given(st.text())
def test_no_address_ends_its_link_early(url: str) -> None:
    shown = mrkdwn.link(f"https://a.example/{url}", "label")

    assert not set(shown.removeprefix("<").removesuffix("|label>")) & set('<>| "\n')


def test_a_quotation_marks_every_line_and_ends_in_time() -> None:
    assert mrkdwn.quoted("one\n\n> two\r\nthree", 100) == ">one\n>\u2060&gt; two\n>three"
    long = mrkdwn.quoted("line\n" * 100, 3000)
    assert long.count("\n") == 20
    assert long.endswith("\n>…")


def test_a_moment_is_shown_in_each_readers_zone() -> None:
    at = datetime(2026, 11, 3, 13, 5, tzinfo=UTC)

    shown = mrkdwn.when(at, "3 Nov")

    assert shown == "<!date^1793711100^{date_short_pretty} {time}|3 Nov>"


@pytest.mark.parametrize(
    ("slack_id", "shown"), [("U1", "<@U1>"), ("U1> <!here", "U1&gt; &lt;!here")]
)
def test_only_ids_of_slacks_form_become_mentions_of_users(slack_id: str, shown: str) -> None:
    assert mrkdwn.user(slack_id) == shown
    assert mrkdwn.channel(slack_id) == shown.replace("@", "#")
