"""A card shows its mention, its state, and what can be done about it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.answer_ids import Action as Answer
from bot.cards import card
from bot.facts import AnswerFacts, ColleagueFacts, Emojis, MentionFacts, MentionState
from bot.ids import Action, More, chosen_value, read_more_value
from bot.language import load_languages
from bot.message import Message
from tests.texts.given import NOW, ZURICH

LANGUAGES = load_languages()
MENTION = MentionFacts(
    number=42,
    title="How we met",
    link="https://blog.example/1",
    place="Reddit",
    authors=("Ann", "Bo"),
    excerpt="It was a dark night.",
    published=NOW - timedelta(hours=1),
    found=NOW,
    state=MentionState.OPEN,
)
CLAIMED = replace(MENTION, state=MentionState.CLAIMED, holder=ColleagueFacts("U1", "Su"), since=NOW)


def answer(text: str, link: str | None = None) -> AnswerFacts:
    return AnswerFacts(1, ColleagueFacts("U1", "Su"), NOW, text, link)


def draw(mention: MentionFacts, code: str = "en") -> Message:
    return card(mention, LANGUAGES.get(code), Emojis(), ZURICH)


def actions(message: Message) -> dict[str, Any]:
    found = [e for b in message.blocks for e in b.get("elements", []) if "action_id" in e]
    found += [b["accessory"] for b in message.blocks if "accessory" in b]
    return {element["action_id"]: element for element in found}


def shown(message: Message) -> str:
    return "\n".join(
        [b["text"]["text"] for b in message.blocks if "text" in b]
        + [e["text"] for b in message.blocks if b["type"] == "context" for e in b["elements"]]
    )


def test_what_one_of_us_wrote_is_up_for_nobody_unless_somebody_holds_it() -> None:
    ours = replace(CLAIMED, voice=ColleagueFacts("U2", "Loi"))
    page = {Action.CARD_OPEN_PAGE, Action.CARD_MORE}
    assert Action.CARD_REPLY in actions(draw(ours))
    for state in (MentionState.OPEN, MentionState.REPLIED):
        assert actions(draw(replace(ours, state=state))).keys() == page


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (
            MentionState.OPEN,
            [Action.CARD_CLAIM, Action.CARD_REPLY, Action.CARD_OPEN_PAGE, Action.CARD_MORE],
        ),
        (
            MentionState.CLAIMED,
            [Action.CARD_RELEASE, Action.CARD_REPLY, Action.CARD_OPEN_PAGE, Action.CARD_MORE],
        ),
        (MentionState.REPLIED, [Answer.ADD, Action.CARD_OPEN_PAGE, Action.CARD_MORE]),
        (MentionState.DISMISSED, [Action.CARD_REOPEN]),
    ],
)
def test_each_state_offers_what_can_be_done(state: MentionState, offered: list[Action]) -> None:
    assert list(actions(draw(replace(CLAIMED, state=state)))) == offered


def test_buttons_carry_the_mentions_number() -> None:
    found = actions(draw(MENTION))

    assert found[Action.CARD_CLAIM]["value"] == "42"
    assert found[Action.CARD_OPEN_PAGE]["url"] == "https://blog.example/1"
    options = found[Action.CARD_MORE]["options"]
    assert [read_more_value(option["value"]) for option in options] == [
        (More.PERSON, 42),
        (More.OURS, 42),
        (More.GIVE, 42),
        (More.DISMISS, 42),
        (More.MUTE, 42),
    ]


def test_a_single_further_choice_is_a_button_that_reads_the_same() -> None:
    answered = replace(CLAIMED, state=MentionState.REPLIED, authors=(), place="")
    found = actions(draw(answered))[Action.CARD_MORE]

    assert found["type"] == "button"
    assert read_more_value(chosen_value(found)) == (More.MY_ANSWER, 42)
    menu = {"selected_option": {"value": "person:42"}}
    assert read_more_value(chosen_value(menu)) == (More.PERSON, 42)


def test_an_open_card_in_words() -> None:
    message = draw(MENTION, "de")

    assert message.text == "Neu: #42 How we met (Reddit · Ann und Bo)"
    assert "*<https://blog.example/1|How we met>*" in shown(message)
    assert "Noch kümmert sich niemand darum. Übernimm es mit :raised_hand:" in shown(message)
    assert "*#42* · Reddit · Ann und Bo · <!date^1793707500^" in shown(message)


def test_a_claimed_card_names_its_holder_without_pinging() -> None:
    text = shown(draw(CLAIMED))

    assert ":raised_hand: *Su* is on it, since <!date^1793711100^" in text
    assert "<@" not in text


def test_a_card_that_is_handed_over_says_that_the_other_one_has_not_said_yes() -> None:
    offered = replace(CLAIMED, is_offered=True, giver=ColleagueFacts("U2", "Mara"))

    assert "*Mara* hands this over to *Su*, who has not said yes yet." in shown(draw(offered))


def test_a_holder_without_a_name_is_shown_by_id() -> None:
    assert "*<@U1>* is on it" in shown(draw(replace(CLAIMED, holder=ColleagueFacts("U1"))))


def test_a_replied_card_quotes_the_answer() -> None:
    replied = replace(
        CLAIMED,
        state=MentionState.REPLIED,
        answers=(answer("Thanks <!here>\nfor asking", "https://blog.example/2"),),
    )
    text = shown(draw(replied))

    assert "<https://blog.example/2|See the answer>" in text
    assert ">Thanks &lt;!here&gt;\n>for asking" in text


def test_a_card_shows_three_answers_and_counts_the_others() -> None:
    answers = tuple(answer(f"Answer {n}") for n in range(5))
    text = shown(draw(replace(CLAIMED, state=MentionState.REPLIED, answers=answers)))

    assert [f"Answer {n}" in text for n in range(5)] == [True, True, True, False, False]
    assert "… and 2 more answers" in text


def test_an_answer_names_who_else_took_part_and_when_it_was_given() -> None:
    earlier = NOW - timedelta(days=1)
    loi, mara = ColleagueFacts("U2", "Loi"), ColleagueFacts("U3", "Mara")
    given = replace(answer("Hi"), joined=(loi, mara), replied_at=earlier)
    text = shown(draw(replace(CLAIMED, state=MentionState.REPLIED, answers=(given,))))

    assert "*Su* answered with Loi and Mara, <!date^1793624700^" in text


def test_a_card_without_title_is_called_by_its_first_words_once() -> None:
    text = shown(draw(replace(MENTION, title=" ")))

    assert text.count("It was a dark night.") == 1
    assert "(no title)" in shown(draw(replace(MENTION, title="", excerpt="")))


def test_a_link_too_long_for_slack_is_left_out() -> None:
    message = draw(replace(MENTION, link="https://blog.example/" + "x" * 3000))

    assert Action.CARD_OPEN_PAGE not in actions(message)
    assert "*How we met*" in shown(message)


@pytest.mark.parametrize(
    "published",
    [
        None,
        NOW + timedelta(days=2),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_a_date_nobody_believes_gives_way_to_when_it_was_found(published: datetime | None) -> None:
    assert "<!date^1793711100^" in shown(draw(replace(MENTION, published=published)))
