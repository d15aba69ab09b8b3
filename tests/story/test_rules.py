"""Rules and mutes, as colleagues set them: by command, in the modal, and from a card's menu."""

from sandbox.colleague import Colleague
from sandbox.driver import all_text
from sandbox.filling_in import fill_in
from sandbox.looking import wait_until
from tests.documents import item, rss
from tests.story.office import Json, Office, answer, told_after


def story(number: int, title: str, author: str = "Anna Beispiel") -> dict[str, str]:
    return item(number, author=author) | {"title": title, "description": f"Text {number}."}


def number_in(told: str) -> str:
    """Read a feed's number from what was said when it was added."""
    return told.partition("feed ")[2].partition(":")[0]


def adds(office: Office, path: str, *items: dict[str, str], rules: str = "") -> str:
    """Add a feed, and give its number."""
    url = office.feeds.serve(path, rss(*items, title=f"Rules {path[1:]}"))
    told = answer(office.su, f"add {url} {rules}".strip(), in_="mentions")
    assert "From now on" in told
    return number_in(told)


def brings(office: Office, path: str, *items: dict[str, str]) -> None:
    """Let a feed bring more entries, and wait until they are read."""
    office.feeds.serve(path, rss(*items, title=f"Rules {path[1:]}"))
    asked = len(office.feeds.asked(path))
    office.looks_at_feeds()
    wait_until(lambda: len(office.feeds.asked(path)) > asked, 15, lambda: f"{path} is not read")
    office.has_done("polling")


def titles(office: Office) -> list[str]:
    return [mention.title for mention in office.bot.mentions()]


def button(shown: Json, text: str, action: str) -> Json:
    """Find the message with only that block of a list which shows a text and has a button."""
    block = next(
        block
        for block in shown["blocks"]
        if text in all_text(block) and (block.get("accessory") or {}).get("action_id") == action
    )
    return shown | {"blocks": [block]}


def test_rules_by_command_keep_out_what_does_not_fit(office: Office) -> None:
    old = [story(12, "Acme is hiring: jobs"), story(11, "A new Acme tent"), story(10, "Weather")]
    number = adds(office, "/by-command", *old)

    told = answer(office.su, f"rules {number} acme -jobs")
    assert "brings what fits `acme -jobs`" in told
    assert "Would have matched 1 of the last 3." in told

    new = [story(15, "Acme jobs again"), story(14, "Ăcmé, the tent"), story(13, "More weather")]
    brings(office, "/by-command", *new, *old)
    office.card_of("Ăcmé, the tent")
    assert not {"Acme jobs again", "More weather", "Weather"} & set(titles(office))

    assert "`acme -jobs`" in answer(office.loi, "feeds")


def test_changing_the_rules_does_not_bring_up_what_was_kept_out(office: Office) -> None:
    number = adds(office, "/changed", story(21, "First"), rules="first")
    brings(office, "/changed", story(22, "Kept out for good"), story(21, "First"))

    answer(office.su, f"rules {number} out OR second")
    new = (story(23, "Second"), story(22, "Kept out for good"), story(21, "First"))
    brings(office, "/changed", *new)

    office.card_of("Second")
    assert "Kept out for good" not in titles(office)


def test_a_feed_is_added_with_rules_and_its_sample_fits_them(office: Office) -> None:
    items = [story(33, "Newest of all"), story(32, "Tents by Acme"), story(31, "Old Acme tents")]
    url = office.feeds.serve("/with-rules", rss(*items, title="With rules"))

    told = answer(office.su, f'add {url} #random title:acme "tents"', in_="mentions")

    assert 'Only what fits `title:acme "tents"` becomes a mention.' in told
    assert "<#C0RANDOM01>" in told
    office.slack.waits_for("random", "Tents by Acme", within=15)
    assert "Newest of all" not in titles(office)


def test_a_linked_domain_in_a_command_is_the_domain_that_was_typed(office: Office) -> None:
    number = adds(office, "/domain", story(41, "See acme.example for more"), story(40, "Nothing"))

    told = answer(office.su, f"rules {number} <http://acme.example|acme.example>")

    assert "`acme.example`" in told
    assert "matched 1 of the last 2" in told


def test_rules_that_cannot_be_read_are_answered_with_the_place(office: Office) -> None:
    url = office.feeds.serve("/wrong", rss(story(51, "X"), title="Wrong"))
    feeds = office.rows()["subscription"]

    told = answer(office.su, f"add {url} acme (cloud OR tent", in_="mentions")

    assert "I can’t read these rules. The parenthesis here is not closed" in told
    assert "```acme (cloud OR tent\n     ^```" in told
    assert office.rows()["subscription"] == feeds
    assert "There is no feed number 999" in answer(office.su, "rules 999 acme")
    assert "There is no feed number 999" in answer(office.su, "rules 999")
    assert "is not a number" in answer(office.su, "rules acme OR tent")
    assert "Something is missing" in answer(office.su, "rules")


def tries(office: Office, modal: Json, rules: str, showing: str) -> Json:
    """Press the button in the modal with rules written in it; give the modal that shows more."""
    office.su.clicks("Try it", on=modal | {"state": {"values": fill_in(modal, {"rules": rules})}})
    return office.su.sees_modal(showing)


def test_rules_are_tried_in_the_modal_before_they_are_saved(office: Office) -> None:
    items = [story(63, "Acme’s tent"), story(62, "Café Acme"), story(61, "Weather <!channel>")]
    number = adds(office, "/modal", *items)
    answer(office.su, "feeds", in_="mentions")
    listed = office.su.sees_ephemeral("Rules modal", in_="mentions")
    office.su.clicks("rules_open", on=button(listed, "Rules modal", "rules_open"))
    modal = office.su.sees_modal("Would have matched 3 of the last 3.")
    assert "<!channel" not in all_text(modal)

    modal = tries(office, modal, "cafe OR", "Something must follow OR here")
    assert "```cafe OR\n       ^```" in all_text(modal)
    modal = tries(office, modal, "cafe OR zelt", "Would have matched 1 of the last 3.")
    assert "✅ Café Acme · `cafe`" in all_text(modal)
    assert "▫️ Acme’s tent" in all_text(modal)
    assert modal["state"]["values"]["rules"]["input"]["value"] == "cafe OR zelt"

    assert office.su.submits(modal, rules="cafe `")["response"] == "updated"
    modal = office.su.sees_modal("The backtick here has no partner")
    told = told_after(office.su, lambda: office.su.submits(modal, rules="cafe\nacme"), "mentions")
    assert "Would have matched 1 of the last 3." in all_text(told)
    office.su.sees_no_modal()

    office.su.runs(f"/mentions rules {number}", in_="mentions")
    modal = office.su.sees_modal("Would have matched 1 of the last 3.")
    assert modal["state"]["values"]["rules"]["input"]["value"] == "cafe\nacme"
    told = told_after(office.su, lambda: office.su.submits(modal, rules=""), "mentions")
    assert "brings all that is new" in all_text(told)


def mutes(who: Colleague, card: Json, what: str = "Mute this author") -> Json:
    """Mute the author or the source of a card; give what is said about it."""
    asked = told_after(who, lambda: who.clicks("Mute…", on=card), "mentions")
    return told_after(who, lambda: who.clicks(what, on=asked), "mentions")


def test_a_muted_author_is_heard_no_more_until_it_is_undone(office: Office) -> None:
    mute, old = "Mute Mutterer", [story(71, "First word", "Mute Mutterer")]
    adds(office, "/author", *old)
    card = office.card_of("First word")

    told = mutes(office.loi, card)
    assert "what *Mute Mutterer* writes becomes no mention" in all_text(told)
    office.has_done("names")
    again = mutes(office.su, card)
    assert "muted already: by Loi" in all_text(again)

    old = [story(73, "Somebody else’s word"), story(72, "Second word", mute), *old]
    brings(office, "/author", *old)
    office.card_of("Somebody else’s word")
    assert "Second word" not in titles(office)

    undone = told_after(office.loi, lambda: office.loi.clicks("Undo", on=told), "mentions")
    assert "*Mute Mutterer* is heard again" in all_text(undone)
    twice = told_after(office.loi, lambda: office.loi.clicks("Undo", on=told), "mentions")
    assert "not muted any more" in all_text(twice)
    brings(office, "/author", story(74, "Third word", mute), *old)
    office.card_of("Third word")
    assert "Second word" not in titles(office)


def test_a_muted_source_is_listed_and_heard_again(office: Office) -> None:
    far = {"link": "https://far.example/81", "guid": "far-81"}
    adds(office, "/source", story(81, "From afar") | far)
    card = office.card_of("From afar")

    told = mutes(office.su, card, "Mute this source")
    assert "nothing from *far.example* becomes a mention" in all_text(told)
    far = {"link": "https://www.far.example/82", "guid": "far-82"}
    brings(office, "/source", story(82, "From afar again") | far, story(83, "From near"))
    office.card_of("From near")
    assert "From afar again" not in titles(office)

    office.has_done("names")
    assert "🔇 *far.example*, by Su" in answer(office.mara, "feeds")
    listed = office.mara.sees_ephemeral("🔇 *far.example*", in_="random")
    office.mara.clicks("unmute", on=button(listed, "far.example", "unmute"))
    office.mara.sees_ephemeral("*far.example* is heard again", in_="random")
    wait_until(lambda: "🔇" not in answer(office.mara, "feeds"), 10, lambda: "still muted")
