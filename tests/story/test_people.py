"""People outside: who they are, what colleagues say of them, and who is to be left in peace."""

from collections.abc import Iterator

import pytest

from sandbox.colleague import Colleague
from sandbox.driver import all_text
from tests.documents import item, rss
from tests.story.office import Json, Office, OpenOffice, answer, told_after


@pytest.fixture(scope="module")
def office(open_office: OpenOffice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with open_office(tmp_path_factory.mktemp("people")) as opened:
        for who in (opened.su, opened.loi, opened.mara):
            answer(who, "help")
        # From now on they are called by their names.
        opened.has_done("names")
        yield opened


def page(who: Colleague, name: str) -> Json:
    return told_after(who, lambda: who.runs(f"/mentions person {name}", in_="mentions"), "mentions")


def clicked(who: Colleague, what: str, on: Json) -> Json:
    return told_after(who, lambda: who.clicks(what, on=on), "mentions")


def toot(office: Office, number: int, path: str = "/tags/acme.rss") -> Json:
    """Let a tag on Mastodon bring a post; it has neither title nor author."""
    link = f"https://social.example/@wanderin/1130000000000000{number:02}"
    post = {"link": link, "guid": link, "description": f"Rucksack number {number} leaks"}
    return office.brings(rss(post, title="#acme"), path)


def by(office: Office, author: str, title: str) -> Json:
    """Let a blog of its own bring what somebody wrote; give the card."""
    number = 5000 + office.rows()["feed"]
    entry = item(number, author=author) | {"title": title}
    return office.brings(rss(entry), f"/blog-{number}")


def test_a_person_known_from_two_places_is_merged_and_unmerged(office: Office) -> None:
    loi = office.loi
    card = toot(office, 1)
    loi.clicks("Claim", on=card)
    office.changed(card, "is on it, since")
    by(office, "Anna Müller", "Rucksacks and the rain")

    blog = page(loi, "anna muellr")
    assert "Anna Müller" in all_text(blog)
    assert "wanderin" not in all_text(blog)
    loi.clicks("Merge with…", on=blog)
    modal = loi.sees_modal("Who is the same person?")
    assert loi.is_offered("person_search", "nobody at all", modal) == []
    [option] = loi.is_offered("person_search", "wandrin", modal)
    assert option["text"]["text"] == "@wanderin@social.example · Mastodon"
    merged = told_after(loi, lambda: loi.submits(modal, person_search=option), "mentions")

    text = all_text(merged)
    assert "Anna Müller" in text
    assert "Mastodon" in text
    assert "2 mentions · 1 contact" in text
    assert "is the same person, says Loi" in text
    # What comes in between belongs to whose profile it is, and is read as the one person's.
    office.brings(rss({"link": "https://social.example/@wanderin/113000000000000002"}), "/planet")
    joined = page(office.su, "wanderin")
    assert "Anna Müller" in all_text(joined)
    assert "3 mentions" in all_text(joined)
    assert "Anna Müller" in answer(loi, "log anna")

    alone = clicked(office.su, "Undo", joined)

    assert "@wanderin@social.example" in all_text(alone)
    assert "2 mentions · 1 contact" in all_text(alone)
    assert "1 mention · 0 contacts" in all_text(page(loi, "Anna Müller"))
    assert "That was undone already" in all_text(clicked(loi, "Undo", merged))


def test_colleagues_say_what_they_know_of_a_person(office: Office) -> None:
    su, mara = office.su, office.mara
    for title in ("Tents in a storm", "Which tents for winter", "Ropes"):
        by(office, "Berta Kunz", title)
    shown = page(su, "berta")
    assert "Writes about: " in all_text(shown)
    assert "Tents" in all_text(shown)

    known = clicked(su, "I know them", shown)
    assert "Known by: *Su*" in all_text(known)
    su.clicks("Add a note…", on=known)
    modal = su.sees_modal("Berta Kunz")
    assert not su.submits(modal, note=" ")["ok"]
    noted = told_after(su, lambda: su.submits(modal, note="Met at *OutDoor* <!here>"), "mentions")
    assert "Met at" in all_text(noted)
    assert "<!here>" not in all_text(noted)
    su.clicks("Add a note…", on=known)
    told_after(
        su, lambda: su.submits(su.sees_modal(), note="Long " + "and " * 200 + "end"), "mentions"
    )
    notes = all_text(clicked(su, "Show all", page(su, "berta")))
    assert "and end" in notes
    assert "Met at" in notes
    mara.clicks("Rename…", on=page(mara, "berta"))
    form = mara.sees_modal("What are they called?")
    renamed = told_after(mara, lambda: mara.submits(form, person_name="Berta Gut"), "mentions")
    assert "*Berta Gut*" in all_text(renamed)
    by(office, "Berta Kunz", "Stoves")

    again = all_text(page(mara, "berta kunz"))
    assert "*Berta Gut*" in again
    assert "4 mentions" in again
    assert "Known by: *Su*" in again
    assert "Known by" not in all_text(clicked(su, "I don’t know them any more", noted))
    assert "I know them" in all_text(page(su, "berta gut"))


def test_whoever_wants_no_contact_is_left_in_peace(office: Office) -> None:
    su, loi = office.su, office.loi
    card = by(office, "Carla Still", "Leave me alone")
    su.clicks("Don’t contact…", on=page(su, "carla"))
    modal = su.sees_modal("Why should nobody contact them?")
    told = told_after(su, lambda: su.submits(modal, reason="She asked us to stop."), "mentions")
    assert "Su asks you not to contact this person" in all_text(told)
    card = office.changed(card, "not to contact this person")
    assert "She asked us to stop." in all_text(card)

    loi.reacts("raised_hand", to=card)
    asked = loi.sees_ephemeral("She asked us to stop.")
    answered = told_after(loi, lambda: loi.clicks("Answer…", on=card), "mentions")
    loi.clicks("Answer all the same", on=answered)
    modal = loi.sees_modal("What did you answer?")
    assert "She asked us to stop." in all_text(modal)
    loi.closes(modal)
    assert office.log_of(card) == []
    loi.clicks("Claim all the same", on=asked)
    held = office.changed(card, "is on it, since")
    # Who claimed it knowingly is not asked again.
    loi.clicks("Answer…", on=held)
    loi.closes(loi.sees_modal("What did you answer?"))
    assert "not to contact" in all_text(by(office, "Carla Still", "Still here"))

    free = clicked(su, "Contact is fine again", told)

    assert "asks you not to contact" not in all_text(free)
    office.slack.waits_until_changed(card, lambda m: "not to contact" not in all_text(m))
    assert office.log_of(card) == ["claim"]


def test_several_that_fit_are_offered_and_long_histories_are_paged(office: Office) -> None:
    su = office.su
    office.feeds_mentions(12, **{"dc:creator": "Dora Vogel"})
    by(office, "Dora Vogt", "Maps")

    choice = page(su, "dora")
    assert "Several people fit" in all_text(choice)
    assert "12 mentions" in all_text(choice)
    shown = page(su, "Dora Vogell")
    first = clicked(su, "Show all", shown)
    assert "Page 1 of 2" in all_text(first)
    assert "Page 2 of 2" in all_text(clicked(su, "More", first))
