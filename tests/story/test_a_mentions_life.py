"""The whole life of one mention: handed over, let lapse, answered twice, corrected, and told."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.working_time import after_weekdays
from sandbox.driver import all_text
from tests.story.office import Office, answer, now_shows

# Where Loi lives.
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")


def test_a_mention_goes_through_many_hands_and_the_log_knows_them_all(office: Office) -> None:
    card, loi, mara = office.new_card(), office.loi, office.mara
    number = office.number(card)

    mara.reacts("raised_hand", to=card)
    office.changed(card, "*Mara* is on it, since")
    answer(mara, f"give {number} <@{loi.id}|loi> You know Anna.")
    loi.clicks("Accept", on=loi.sees_direct_message("Mara asks you to take this over"))
    office.changed(card, "*Loi* is on it, since")
    office.slack.waits_for_reply(card, "Loi takes this over")

    due = office.goes_to_reminders(of=SAIGON)
    asked = loi.sees_direct_message("You claimed this")
    office.goes_to(after_weekdays(due, timedelta(hours=24, minutes=1), SAIGON))
    office.has_done("reminders")
    office.slack.waits_for_reply(card, "Loi did not get round to this")
    now_shows(loi, asked, "did not get round to this")
    open_again = office.changed(card, "Nobody is on it yet")

    mara.clicks("Answer…", on=open_again)
    modal = mara.sees_modal(f"#{number}")
    assert mara.submits(modal, reply_text="Thank you, Ana!")["ok"]
    thanks = mara.sees_ephemeral("Your answer is in the log")
    once = office.changed(card, "Thank you, Ana!")
    loi.clicks("Add an answer…", on=once)
    modal = loi.sees_modal("last contact by Mara")
    assert loi.submits(modal, reply_text="Greetings from Saigon.")["ok"]
    office.changed(card, "Greetings from Saigon.")
    mara.clicks("Correct it…", on=thanks)
    assert mara.submits(mara.sees_modal("Correct it"), reply_text="Thank you, Anna!")["ok"]

    shown = all_text(office.changed(card, "Thank you, Anna!"))
    assert "Greetings from Saigon." in shown
    assert "Ana!" not in shown
    done = ["claim", "give", "accept", "lapse", "claim", "reply", "reply", "correct"]
    assert office.log_of(card) == done
    told = answer(office.su, "log")
    assert "Thank you, Anna!" in told
    assert "Greetings from Saigon." in told
    digest = answer(office.su, "digest")
    assert "2 answers were given" in digest
    assert f"Mara answered Anna Beispiel (#{number}): Thank you, Anna!" in digest
