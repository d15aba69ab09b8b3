"""Answers: several of them, corrected, withdrawn, with what they taught; and drafts that last."""

import pytest
from sqlalchemy import select

from bot.answer_models import Draft
from sandbox.driver import all_text
from sandbox.looking import wait_until
from tests.story.office import Json, Office, answer, told_after


def kept(office: Office) -> list[str]:
    """List the texts of all drafts."""
    with office.bot.bot.store.read() as session:
        return [str(draft.written.get("text")) for draft in session.scalars(select(Draft))]


@pytest.fixture
def card(office: Office) -> Json:
    return office.new_card()


def test_two_colleagues_answer_and_one_of_them_thinks_again(office: Office, card: Json) -> None:
    loi, mara, number = office.loi, office.mara, office.number(card)
    loi.clicks("Answer…", on=card)
    modal = loi.sees_modal(f"#{number}")
    assert "the first time we meet" in all_text(modal)
    assert loi.submits(
        modal,
        reply_text="Thank you, Anna!",
        answer_day="2020-05-12",
        answer_joined=[office.su.id],
        answer_lesson="Nobody finds the price list",
        answer_topic="Pricing",
        answer_channel="C0RANDOM01",
    )["ok"]
    thanks = loi.sees_ephemeral("Your answer is in the log")
    shown = all_text(office.changed(card, "Thank you, Anna!"))
    assert "*Loi* answered with Su, " in shown
    assert "May 12, 2020" in shown
    office.slack.waits_for_reply(card, "Loi answered, together with Su.")
    assert office.log_of(card) == ["claim", "reply", "join"]

    # The team hears of it, with a link to the card.
    heard = office.slack.waits_for("random", "Nobody finds the price list")
    assert "*Pricing*" in all_text(heard)
    assert "Loi learned this from Anna Beispiel" in all_text(heard)
    assert f"/p{card['ts'].replace('.', '')}|#{number}>" in all_text(heard)
    assert "*1 lesson learned*" in answer(office.su, "digest")
    assert "Nobody finds the price list" in answer(office.su, "lessons pricing")

    mara.clicks("Add an answer…", on=office.slack.again(card))
    modal = mara.sees_modal(f"#{number}")
    assert "last contact by Loi" in all_text(modal)
    assert mara.submits(modal, reply_text="I agree with Loi.")["ok"]
    office.changed(card, "I agree with Loi.")
    assert "Thank you, Anna!" in all_text(office.slack.again(card))

    loi.clicks("Correct it…", on=thanks)
    modal = loi.sees_modal("Correct it")
    assert loi.submits(modal, reply_text="Thank you, dear Anna!")["ok"]
    office.changed(card, "Thank you, dear Anna!")
    office.slack.waits_for_reply(card, "corrected their answer")

    own = told_after(mara, lambda: mara.runs(f"/mentions reply {number}", in_="random"), "random")
    assert "I agree with Loi." in all_text(own)
    mara.clicks("Withdraw", on=own)
    office.slack.waits_for_reply(card, "withdrew their answer")
    office.slack.waits_until_changed(card, lambda shown: "I agree" not in all_text(shown))
    assert "Thank you, dear Anna!" in all_text(office.slack.again(card))
    assert office.log_of(card) == ["claim", "reply", "join", "reply", "correct", "withdraw"]


def test_a_team_behind_closed_doors_hears_of_a_lesson_later(office: Office, card: Json) -> None:
    su = office.su
    su.clicks("Answer…", on=card)
    written = {"reply_text": "Hello", "answer_lesson": "Psst", "answer_topic": "Secrets"}
    assert su.submits(su.sees_modal("Your answer"), written, answer_channel="G0SECRET01")["ok"]
    told = su.sees_ephemeral("The lesson is kept")
    assert "/invite" in all_text(told)
    assert "Psst" in answer(su, "lessons secrets")

    again = told_after(su, lambda: su.clicks("Tell them now", on=told), "mentions")
    bot = office.slack.find_app(None)["bot_user_id"]
    office.slack.acts(su.id, "invite", channel="G0SECRET01", member=bot)
    told_after(su, lambda: su.clicks("Tell them now", on=again), "mentions")
    office.slack.waits_for("secret", "Psst")


def test_a_draft_outlives_its_modal_until_it_is_saved(office: Office, card: Json) -> None:
    mara = office.mara
    mara.clicks("Answer…", on=card)
    modal = mara.types(
        mara.sees_modal("What did you answer?"), reply_text="Dear An", answer_lesson="Oh!"
    )
    mara.types(modal, reply_text="Dear Anna")
    wait_until(lambda: "Dear Anna" in kept(office), 10, lambda: f"kept: {kept(office)}")
    mara.closes(modal)

    mara.clicks("Answer…", on=card)
    modal = mara.sees_modal("I kept what you wrote")
    values = modal["state"]["values"]
    assert values["reply_text"]["answer_typed"]["value"] == "Dear Anna"
    assert values["answer_lesson"]["answer_typed"]["value"] == "Oh!"
    assert mara.submits(modal, answer_topic="Surprises")["ok"]
    office.changed(card, "Dear Anna")

    mara.clicks("Add an answer…", on=office.slack.again(card))
    assert "I kept" not in all_text(mara.sees_modal("last contact by Mara"))
    mara.closes(mara.sees_modal())


def test_a_link_to_another_site_is_asked_about_and_taken(office: Office, card: Json) -> None:
    loi = office.loi
    loi.clicks("Answer…", on=card)
    written = {"reply_text": "Look here", "reply_link": "https://elsewhere.example/1"}
    assert loi.submits(loi.sees_modal("What did you answer?"), written)["response"] == "updated"

    modal = loi.sees_modal("This link leads to elsewhere.example, and the mention is on blog")
    assert modal["state"]["values"]["reply_text"]["answer_typed"]["value"] == "Look here"
    assert loi.submits(modal)["response"] == "updated"
    modal = loi.sees_modal("Are you sure?")
    assert loi.submits(modal, answer_sure=["The link is right"])["response"] == "closed"
    assert "https://elsewhere.example/1" in all_text(office.changed(card, "Look here"))


def test_a_snippet_starts_an_answer_and_is_none(office: Office, card: Json) -> None:
    su = office.su
    empty = told_after(su, lambda: su.runs("/mentions snippets", in_="mentions"), "mentions")
    su.clicks("Add a snippet…", on=empty)
    modal = su.sees_modal("A new snippet")
    wrong = su.submits(modal, snippet_name="Thanks", snippet_text="Dear {name}")
    assert "{name}. I know these: {person}" in wrong["errors"]["snippet_text"]
    assert su.submits(modal, snippet_name="Thanks", snippet_text="Dear {person}, thanks!")["ok"]
    su.sees_ephemeral("Saved: *Thanks*")

    su.clicks("Answer…", on=card)
    modal = su.types(su.sees_modal("Start with a snippet"), answer_lesson="Oh!")
    su.clicks("Thanks", on=modal)

    def text_of(shown: Json) -> str | None:
        text: str | None = next(iter(shown["state"]["values"]["reply_text"].values()))["value"]
        return text

    started = "Dear Anna Beispiel, thanks!"
    modal = su.sees_modal(lambda shown: text_of(shown) == started)
    assert modal["state"]["values"]["answer_lesson"]["answer_typed"]["value"] == "Oh!"
    refused = su.submits(modal, answer_topic="Thanking")
    assert "your own words" in refused["errors"]["reply_text"]

    su.types(modal, reply_text="Dear Anna, how kind!")
    su.clicks("Thanks", on=modal)
    both = f"Dear Anna, how kind!\n\n{started}"
    modal = su.sees_modal(lambda shown: text_of(shown) == both)
    assert su.submits(modal, answer_topic="Thanking")["ok"]
    office.changed(card, "how kind!")


def test_a_second_pair_of_eyes_finds_better_words(office: Office, card: Json) -> None:
    loi, mara, number = office.loi, office.mara, office.number(card)
    loi.clicks("Answer…", on=card)
    modal = loi.types(loi.sees_modal(f"#{number}"), reply_text="Wrong, Anna!")
    loi.types(modal, answer_reader=mara.id)
    loi.clicks("Ask them", on=modal)
    loi.closes(loi.sees_modal("I sent it to Mara"))

    question = mara.sees_direct_message("Wrong, Anna!")
    assert "Loi asks you to look over an answer" in all_text(question)
    mara.clicks("A better wording…", on=question)
    modal = mara.sees_modal("How would you put it?")
    assert mara.submits(modal, review_wording="I see it another way, Anna.")["ok"]

    told = loi.sees_direct_message("I see it another way")
    loi.clicks("Use this wording…", on=told)
    modal = loi.sees_modal("I see it another way")
    assert loi.submits(modal)["ok"]
    office.changed(card, "I see it another way, Anna.")
