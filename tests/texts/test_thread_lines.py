"""The lines under a card say who did what, to whom, and why."""

import pytest

from bot.facts import ColleagueFacts, EngagementFacts, EngagementKind
from bot.language import load_languages
from bot.thread_lines import thread_line
from tests.texts.given import NOW

LANGUAGES = load_languages()
SU, LOI = ColleagueFacts("U1", "Su"), ColleagueFacts("U2", "Loi")


def line(
    kind: EngagementKind,
    code: str = "en",
    *,
    other: ColleagueFacts | None = None,
    note: str | None = None,
    text: str | None = None,
    link: str | None = None,
) -> str:
    engagement = EngagementFacts(
        kind=kind,
        at=NOW,
        colleague=SU,
        person="Anna",
        mention_number=1,
        mention_title="How we met",
        mention_link=None,
        reply_text=text,
        reply_link=link,
        other=other,
        note=note,
    )
    return thread_line(engagement, LANGUAGES.get(code)).text


@pytest.mark.parametrize(
    ("kind", "english", "german"),
    [
        (EngagementKind.CLAIM, "✋ Su claimed this.", "✋ Su hat das übernommen."),
        (EngagementKind.DISMISS, "🙈 Su says: not for us.", "🙈 Su sagt: nichts für uns."),
        (EngagementKind.REPLY, "✅ Su answered.", "✅ Su hat geantwortet."),
    ],
)
def test_it_says_who_did_what(kind: EngagementKind, english: str, german: str) -> None:
    assert line(kind) == english
    assert line(kind, "de") == german


def test_it_shows_the_answer_and_where_it_stands() -> None:
    said = line(EngagementKind.REPLY, text="Hi", link="https://a.example/")

    assert said == "✅ Su answered. <https://a.example/|See the answer>\n>Hi"


def test_a_hand_over_says_to_whom_and_why() -> None:
    said = line(EngagementKind.GIVE, other=LOI, note="You know <her>")

    assert said == "🤝 Su hands this over to Loi.\n>You know &lt;her&gt;"


def test_what_is_declined_goes_back_to_the_giver_or_to_all() -> None:
    assert line(EngagementKind.DECLINE, other=LOI) == "↩️ Su gives this back to Loi."
    assert line(EngagementKind.DECLINE) == "↩️ Su gives this back; it waits for somebody."
