"""What helps at a place is told at the claim, fades with practice, and can be written anew."""

from sandbox.colleague import Colleague
from sandbox.driver import all_text
from sandbox.looking import wait_until
from tests.documents import item, rss
from tests.story.office import Json, Office, answer, told_after

FULL = "Say who you are"


def cards_at(office: Office, path: str, count: int, first: int) -> list[Json]:
    """Let a feed that is a place's by the form of its path bring so many mentions."""
    title = f"Feed {path}"
    url = office.feeds.serve(path, rss(title=title))
    assert title in answer(office.su, f"add {url}", in_="mentions")
    items = [item(first + n) for n in range(count)]
    office.feeds.serve(path, rss(*items[::-1], title=title))
    office.looks_at_feeds()
    return [office.card_of(one["title"]) for one in items]


def answers(office: Office, who: Colleague, card: Json) -> None:
    who.clicks("Answer…", on=office.slack.again(card))
    modal = who.sees_modal(f"#{office.number(card)}")
    assert who.submits(modal, reply_text="Thanks for asking!")["ok"]
    office.changed(card, "Thanks for asking!")


def test_the_help_fades_whichever_way_somebody_claims(office: Office) -> None:
    mara = office.mara
    first, second, third = cards_at(office, "/tags/acme.rss", 3, 90_000)

    by_button = told_after(mara, lambda: mara.clicks("Claim", on=first), "mentions")
    assert "Before you answer* · Mastodon" in all_text(by_button)
    assert FULL in all_text(by_button)
    assert "It’s yours" not in all_text(by_button), "the card shows it"

    by_command = answer(mara, f"claim {office.number(second)}")
    assert "It’s yours" in by_command
    assert FULL in by_command

    by_reaction = told_after(mara, lambda: mara.reacts("raised_hand", to=third), "mentions")
    assert "People talk with people here" in all_text(by_reaction)
    assert FULL not in all_text(by_reaction)
    more = told_after(mara, lambda: mara.clicks("More", on=by_reaction), "mentions")
    assert FULL in all_text(more)


def test_who_wants_no_more_of_it_is_left_alone_until_they_ask(office: Office) -> None:
    mara = office.mara
    first, second, third = cards_at(office, "/latest.rss", 3, 91_000)
    told = told_after(mara, lambda: mara.clicks("Claim", on=first), "mentions")
    hidden = told_after(mara, lambda: mara.clicks("Don’t show again", on=told), "mentions")
    assert "`/mentions tips discourse`" in all_text(hidden)

    assert "forum" not in answer(mara, f"claim {office.number(second)}")

    def asks() -> None:
        mara.runs("/mentions tips discourse", in_="random")

    page = told_after(mara, asks, "random")
    assert FULL in all_text(page)
    shown = told_after(mara, lambda: mara.clicks("Show at my claims", on=page), "random")
    assert "bring it up again" in all_text(shown)
    assert "A forum has hosts" in answer(mara, f"claim {office.number(third)}")


def conversation(office: Office, *people: Colleague) -> list[Json]:
    """List what was said between the bot and several colleagues."""
    shared = set.intersection(*(set(one.conversations()) for one in people))
    return [
        message
        for channel in shared
        if channel.startswith("G0") and channel != "G0SECRET01"
        for message in office.slack.look_into(channel, people[0].id)
    ]


def test_a_first_timer_is_brought_together_with_whoever_knows_the_place(office: Office) -> None:
    first, second = cards_at(office, "/feeds/all.xml", 2, 92_000)
    answers(office, office.su, first)
    office.has_done("names")

    told = told_after(office.loi, lambda: office.loi.clicks("Claim", on=second), "mentions")
    assert "Su has answered there 1 time" in all_text(told)
    for _ in range(2):
        asked = told_after(
            office.loi, lambda: office.loi.clicks("Ask for advice", on=told), "mentions"
        )
        assert "conversation with Su" in all_text(asked)

    wait_until(lambda: not office.bot.unsaid(), 15, lambda: f"unsaid: {office.bot.unsaid()}")
    [line] = conversation(office, office.su, office.loi)
    assert f"<@{office.su.id}>, <@{office.loi.id}> has taken this one" in all_text(line)
    assert f"#{office.number(second)}" in all_text(line)
    assert second["ts"].replace(".", "") in str(line["blocks"]), "the card is linked"


def test_a_buddy_who_cannot_be_reached_is_not_named_again(office: Office) -> None:
    first, second, third = cards_at(office, "/feeds/videos.xml", 3, 94_000)
    answers(office, office.su, first)
    told = told_after(office.loi, lambda: office.loi.clicks("Claim", on=second), "mentions")

    for error, says in (
        ("missing_scope", f"Just write to <@{office.su.id}> yourself"),
        ("user_disabled", "is no longer in this workspace"),
    ):
        office.slack.admin(
            "faults", method="conversations.open", times=1, kind="error", error=error
        )
        asked = told_after(
            office.loi, lambda: office.loi.clicks("Ask for advice", on=told), "mentions"
        )
        assert says in all_text(asked)
    last = told_after(office.mara, lambda: office.mara.clicks("Claim", on=third), "mentions")
    assert "PeerTube" in all_text(last)
    assert "has answered there" not in all_text(last)


def test_house_rules_are_written_in_the_settings_and_stand_at_claim_and_answer(
    office: Office,
) -> None:
    su, loi = office.su, office.loi
    [card] = cards_at(office, "/comments/feed/", 1, 93_000)
    su.runs("/mentions settings", in_="mentions")
    su.clicks("House rules and tips…", on=su.sees_modal("Settings"))
    rules = su.sees_modal("House rules for all places")
    su.clicks("Discourse", on=rules)
    assert "A forum has hosts" in str(su.sees_modal("Your house rules there")["state"])
    su.closes(su.modals()[-1])
    su.clicks("wordpresscomments", on=su.sees_modal("House rules for all places"))
    place = su.sees_modal("Your house rules there")
    assert su.submits(place, house_rules="Sign with **your name** <!channel>")["ok"]
    below = su.sees_modal("You wrote your own for")
    told_after(su, lambda: su.submits(below, house_rules="- Never at night"), "mentions")
    su.closes(su.sees_modal("Settings"))

    told = all_text(told_after(loi, lambda: loi.clicks("Claim", on=card), "mentions"))
    assert "• Never at night" in told
    assert "Sign with *your name* &lt;!channel&gt;" in told
    loi.clicks("Answer…", on=office.changed(card, "is on it, since"))
    modal = loi.sees_modal("Never at night")
    assert "*your name*" in all_text(modal)
    loi.closes(modal)


def test_tips_can_be_written_anew_and_taken_back(office: Office) -> None:
    su = office.su

    def edits() -> Json:
        page = told_after(su, lambda: su.runs("/mentions tips hn", in_="random"), "random")
        su.clicks("Edit…", on=page)
        return su.sees_modal("Hacker News")

    assert su.submits(edits(), {"place_tips_0": "Be brief."})["ok"]
    assert "Be brief." in answer(office.mara, "tips Hacker-News")
    assert FULL not in answer(office.mara, "tips hackernews")
    modal = edits()
    su.clicks("Back to the tips I brought along", on=modal)
    assert su.submits(su.sees_modal(lambda shown: FULL in str(shown["state"])))["ok"]
    su.sees_no_modal()
    wait_until(lambda: FULL in answer(office.mara, "tips hn"), 5, lambda: "still their own")


def test_tips_are_shown_for_whatever_place_is_meant(office: Office) -> None:
    assert "I took “redit” for Reddit" in answer(office.loi, "tips redit")
    assert "Hacker News" in answer(office.loi, "tips Hacker-News")
    assert "friendly place for people who program" in answer(office.loi, "tips dev.to")
    assert "I don’t know the place “qqqq”" in answer(office.loi, "tips qqqq")

    def asks() -> None:
        office.loi.runs("/mentions tips", in_="random")

    choice = told_after(office.loi, asks, "random")
    page = told_after(office.loi, lambda: office.loi.clicks("YouTube", on=choice), "random")
    assert "you are a guest of the channel" in all_text(page)
    office.loi.runs("/mentions settings rules", in_="random")
    office.loi.closes(office.loi.sees_modal("House rules for all places"))
    assert "/mentions settings [rules]" in answer(office.loi, "settings qqqq")
