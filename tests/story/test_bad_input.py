"""Whatever is typed wrong gets a short, kind answer, and leaves nothing behind."""

from collections.abc import Callable, Iterator

import pytest

from bot.answer_inputs import LONGEST_ANSWER
from sandbox.driver import all_text
from tests.story.office import Json, Office, answer, told_after

OF_NO_ACCOUNT = {"colleague", "delivery", "host"}


@pytest.fixture
def nothing_stored(office: Office) -> Iterator[None]:
    """Check that no row came or went, but for who spoke and when, and which hosts want quiet."""
    before = office.rows()
    yield
    after = office.rows()
    assert {table: after[table] - before[table] for table in after} == {
        table: after[table] - before[table] if table in OF_NO_ACCOUNT else 0 for table in after
    }


WRONG = {
    "nearly a subcommand": ("clam 1", "/mentions claim N"),
    "its beginning": ("rep", "/mentions reply N"),
    "nothing like one": ("qwertz", "/mentions help"),
    "a ping as subcommand": ("<!channel>", "&lt;"),
    "no number": ("claim", "/mentions claim N"),
    "no feed's number": ("remove", "/mentions remove N"),
    "no name": ("person", "/mentions person NAME"),
    "only blanks": ("person    ", "/mentions person NAME"),
    "no URL": ("add", "/mentions add URL"),
    "only a channel": ("add <#C0RANDOM01|random>", "/mentions add URL"),
    "a word for a number": ("claim two", "not a number"),
    "two numbers": ("claim 1 2", "not a number"),
    "half a number": ("claim 1.5", "not a number"),
    "other digits": ("claim ²", "not a number"),
    "a negative number": ("claim -1", "not a number"),
    "zero": ("claim 0", "no mention #0"),
    "a number that is none's": ("claim 4711", "no mention #4711"),
    "written with #": ("claim #4711", "no mention #4711"),
    "a huge one": ("claim 99999999999999999999", "9999"),
    "no feed of that number": ("remove 4711", "no feed number 4711"),
    "feed zero": ("remove 0", "no feed number 0"),
    "no list like that": ("list everything", "/mentions list [open"),
    "10,000 characters": ("person " + "x" * 10_000, "too long"),
    "10,000 characters and no blank": ("x" * 10_000, "too long"),
    "no such mention to answer": ("reply 4711", "no mention #4711"),
}


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize(("subcommand", "says"), WRONG.values(), ids=WRONG.keys())
def test_what_is_typed_wrong_is_answered_kindly(office: Office, subcommand: str, says: str) -> None:
    told = answer(office.su, subcommand)

    assert says in told
    assert "something went wrong" not in told
    assert len(told) < 1000
    assert "<!" not in told


@pytest.mark.parametrize("subcommand", ["claim", "release", "dismiss", "reply"])
def test_what_somebody_else_holds_is_left_to_them(office: Office, subcommand: str) -> None:
    card = office.new_card()
    office.loi.clicks("Claim", on=card)
    office.changed(card, "is on it, since")

    told = answer(office.mara, f"{subcommand} {office.number(card)}")

    assert "Loi" in told
    assert f"#{office.number(card)}" in told
    assert not office.mara.modals()
    assert office.log_of(card) == ["claim"]


PAGES: dict[str, tuple[Callable[[Office], str], str]] = {
    "a page": (lambda o: o.feeds.serve("/page", "<html><p>Hello</p></html>"), "no feed"),
    "nonsense": (lambda o: o.feeds.serve("/junk", bytes(range(256)) * 9), "no feed"),
    "nothing": (lambda o: o.feeds.serve("/empty", b""), "no feed"),
    "404": (lambda o: o.feeds.url("/missing"), "status 404"),
    "410": (lambda o: o.feeds.serve("/gone", status=410), "gone for good"),
    "500": (lambda o: o.feeds.serve("/broken", status=500), "status 500"),
    "429": (lambda o: o.feeds.serve("/busy", status=429), "less often"),
    "a circle": (lambda o: o.feeds.redirect("/circle", "/circle"), "circles"),
    "a closed port": (lambda _: "http://127.0.0.1:1025/feed", "can’t reach"),
    "no such host": (lambda _: "https://no-such-host.invalid/feed", "can’t reach"),
    "a private network": (lambda _: "http://10.0.0.1/", "private network"),
    "this machine": (lambda o: o.feeds.url("/x", host="localhost"), "private network"),
    "this machine in IPv6": (lambda _: "http://[::1]/", "private network"),
    "this machine as a number": (lambda _: "http://2130706433/", "private network"),
    "the cloud's own address": (lambda _: "http://169.254.169.254/latest", "private network"),
    "a redirect into a private network": (
        lambda o: o.feeds.redirect("/inside", "http://10.0.0.1/"),
        "private network",
    ),
    "FTP": (lambda _: "ftp://a.example/feed", "from such an address"),
    "a script": (lambda _: "javascript:alert(1)", "from such an address"),
    "a file": (lambda _: "file:///etc/passwd", "from such an address"),
    "a word": (lambda _: "bergblog", "from such an address"),
    "two addresses": (lambda _: "https://a.example https://b.example", "from such an address"),
    "a ping": (lambda _: "<!channel>", "from such an address"),
}


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize(("serve", "says"), PAGES.values(), ids=PAGES.keys())
def test_what_is_no_feed_is_not_added(
    office: Office, serve: Callable[[Office], str], says: str
) -> None:
    told = answer(office.su, f"add {serve(office)}", in_="mentions")

    assert "I can’t add" in told
    assert says in told
    assert "<!channel" not in told


def test_two_addresses_are_not_shown_as_one_link(office: Office) -> None:
    told = answer(office.su, "add https://a.example https://b.example", in_="mentions")

    assert "|" not in told


WRITTEN: dict[str, Callable[[str], str]] = {
    "with a label": lambda url: f"<{url}|my feed>",
    "in brackets": lambda url: f"<{url}>",
    "with blanks": lambda url: f"   {url}  ",
    "in capitals": lambda url: url.replace("http://", "HTTP://"),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
def test_an_address_is_understood_however_it_is_written(
    office: Office, written: Callable[[str], str], request: pytest.FixtureRequest
) -> None:
    path = f"/{request.node.callspec.id.replace(' ', '-').replace(':', '')}?a=1&b=2"
    url = office.feeds.serve(path, EMPTY)

    assert "From now on" in answer(office.su, f"add {written(url)}", in_="mentions")
    assert office.feeds.asked(path)


EMPTY = "<rss version='2.0'><channel><title>Quiet</title></channel></rss>"


def test_a_feed_that_is_there_already_is_not_added_again(office: Office) -> None:
    url = office.feeds.serve("/twice", EMPTY)
    answer(office.su, f"add {url}", in_="mentions")
    rows = office.rows()

    assert "already" in answer(office.mara, f"add {url}", in_="mentions")
    assert office.rows()["subscription"] == rows["subscription"]


def test_a_feed_cannot_be_added_in_a_direct_message(office: Office) -> None:
    url = office.feeds.serve("/direct", EMPTY)
    channels = office.slack.reads("snapshot", user=office.su.id)["channels"]
    direct = [channel["id"] for channel in channels if channel["kind"] == "im"]
    office.slack.refresh()
    rows = office.rows()

    told = answer(office.su, f"add {url}", in_=direct[0])

    assert "only works in a channel" in told
    assert office.rows()["subscription"] == rows["subscription"]


def test_the_bot_enters_a_public_channel_to_post_there(office: Office) -> None:
    url = office.feeds.serve("/strange", EMPTY.replace("Quiet", "Strange"))

    told = answer(office.su, f"add {url}", in_="strange")

    assert "<#C0STRANGE1>" in told
    assert [call["ok"] for call in office.slack.calls("conversations.join")] == [True]


@pytest.mark.usefixtures("nothing_stored")
def test_the_bot_asks_to_be_invited_into_a_private_channel(office: Office) -> None:
    url = office.feeds.serve("/secret", EMPTY)

    told = answer(office.su, f"add {url}", in_="secret")

    assert "/invite" in told
    assert "<@U0SBOT0001>" in told


def opens_reply(office: Office, card: Json) -> Json:
    office.mara.clicks("Answer…", on=card)
    return office.mara.sees_modal(f"#{office.number(card)}")


@pytest.mark.parametrize(
    "text", ["", "   \n  ", "x" * 10_000], ids=["nothing", "blanks", "10,000 characters"]
)
def test_an_answer_without_words_or_with_too_many_is_refused(office: Office, text: str) -> None:
    card = office.new_card()
    modal = opens_reply(office, card)

    refused = office.mara.submits(modal, reply_text=text)

    assert refused["error"] == "validation"
    assert list(refused["errors"]) == ["reply_text"]
    office.mara.closes(modal)
    assert office.log_of(card) == []


def test_the_longest_answer_is_kept_whole(office: Office) -> None:
    card = office.new_card()
    text = "<!channel> & *x* " * 400
    assert office.mara.submits(opens_reply(office, card), reply_text=text[:LONGEST_ANSWER])["ok"]

    shown = all_text(office.changed(card, "answered"))
    assert "<!channel" not in shown
    assert office.mention(card).reply_text == text[:LONGEST_ANSWER].strip()
    assert "<!channel" not in answer(office.loi, "log")


def test_whose_mention_was_taken_while_they_wrote_gets_their_text_back(office: Office) -> None:
    card = office.new_card()
    modal = opens_reply(office, card)
    office.loi.reacts("raised_hand", to=card)
    office.changed(card, "is on it, since")

    def submit() -> None:
        assert office.mara.submits(modal, reply_text="My long and thoughtful words")["ok"]

    told = all_text(told_after(office.mara, submit, "mentions"))

    assert "Loi" in told
    assert "My long and thoughtful words" in told
    assert office.log_of(card) == ["claim"]


def test_whoever_answers_from_where_the_bot_is_not_is_told_directly(office: Office) -> None:
    card = office.new_card()
    number = office.number(card)
    joins = office.slack.calls("conversations.join")
    office.mara.runs(f"/mentions reply {number}", in_="random")
    modal = office.mara.sees_modal(f"#{number}")
    office.loi.reacts("raised_hand", to=card)
    office.changed(card, "is on it, since")

    assert office.mara.submits(modal, reply_text="Words from another channel")["ok"]

    assert "Loi" in all_text(office.mara.sees_direct_message("Words from another channel"))
    assert office.slack.calls("conversations.join") == joins, "it does not push in for an answer"
