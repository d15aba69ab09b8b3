"""The demo as a visitor meets it: the whole story on the page, in two windows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sandbox.driver import Driver
from sandbox.pytest_plugin import MakeSlack
from tests.demo.running import RunningDemo
from tests.page.conftest import LOI, MENTIONS, SU

# Telling three weeks takes its time where other tests run beside it.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDemo]:
    """Run the demo with its whole history."""
    with RunningDemo(tmp_path_factory.mktemp("demo") / "world", script=None) as running:
        # Three weeks of messages are much to draw where other tests run beside it.
        expect.set_options(timeout=20_000)
        yield running
        expect.set_options(timeout=5_000)


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Gather what the pages complain about; it fails the test."""
    found: list[str] = []
    yield found
    assert found == []


def open_page(browser: Browser, url: str, complaints: list[str]) -> Page:
    page = browser.new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    return page


def last_card(page: Page) -> Locator:
    """Give the last card in the channel, by its ts, whatever comes in after it."""
    cards = page.locator("article.message").filter(has=page.locator("[data-action-id=card_reply]"))
    ts = cards.last.get_attribute("data-ts")
    return page.locator(f'article.message[data-ts="{ts}"]').first


def writes(page: Page, command: str) -> None:
    field = page.locator(".composer textarea").first
    field.fill(command)
    field.press("Escape")
    field.press("Enter")


def is_told(page: Page, text: str) -> None:
    """Wait for what only this colleague sees, wherever it stands: new cards may come after it."""
    told = page.locator("article.message").filter(has=page.locator(".only-you"))
    told.filter(has_text=text).first.wait_for()


def ticks(page: Page, number: int) -> Locator:
    """Give the tour's line of a step, once it is ticked off."""
    lines = page.locator("article.message").get_by_text(f"{number}. ")
    return lines.filter(has_text="✅").first


def test_the_history_holds_together(make_slack: MakeSlack, demo: RunningDemo) -> None:
    with make_slack(demo) as slack:
        shown = {channel: slack.messages(channel) for channel in ("mentions", "random")}
        now = slack.reads("snapshot")["now"]
        direct = slack.colleague("su").direct_messages()
        private = [each for user in ("su", "loi", "mara", "ben") for each in _private(slack, user)]
    for messages in shown.values():
        ts = [float(message["ts"]) for message in messages]
        assert ts == sorted(ts)
        assert ts[-1] <= now
    cards = [each for each in shown["mentions"] if "card_more" in str(each.get("blocks"))]
    assert 50 <= len(cards) <= 80
    answered = [each for each in cards if "answered" in each["text"]]
    assert len(answered) > 40
    for card in cards:
        assert card.get("reactions"), "the bot's hand is under each"
        assert float(str(card.get("latest_reply", card["ts"]))) >= float(card["ts"])
    digests = [each for each in shown["mentions"] if each["text"].startswith("The day:")]
    assert 18 <= len(digests) <= 24
    assert private == [], "what only one saw is not kept for weeks"
    # A claim that lasted over a weekend of the story brought a reminder before the tour.
    assert [each["text"].startswith("A short tour") for each in direct].count(True) == 1
    assert direct[-1]["text"].startswith("A short tour")


def _private(slack: Driver, user: str) -> list[str]:
    return [each["text"] for each in slack.colleague(user).ephemerals("mentions")]


def test_a_visitor_takes_the_tour_in_two_windows(
    browser: Browser, demo: RunningDemo, complaints: list[str]
) -> None:
    su = open_page(browser, demo.url, complaints)
    loi = open_page(browser, f"{demo.url}/?user={LOI}", complaints)

    # Both land at the tour, whose message says what to do first.
    for window in (su, loi):
        expect(window.get_by_text("7 steps to go")).to_be_visible()
        expect(window.get_by_text("1. Put a hand")).to_be_visible()
    expect(su.get_by_role("link", name="a second window as Loi")).to_have_attribute(
        "href", f"{demo.url}/?user={LOI}#{MENTIONS}"
    )

    # Su puts a hand on the last card, and Loi's window ticks it off at once.
    su.get_by_role("link", name="#mentions").click()
    card = last_card(su)
    ts = card.get_attribute("data-ts")
    # The label of the day on top hides those that stick beneath it.
    labels = su.locator("#place-content .day-line span").all()
    assert len(labels) > 1
    boxes = [each.bounding_box() for each in labels]
    assert len({box["width"] if box else None for box in boxes}) == 1
    card.locator("button.pill", has_text="✋").click()
    expect(card.get_by_text("Su is on it")).to_be_visible()
    expect(loi.get_by_text("6 steps to go")).to_be_visible()

    # Loi comes second, and is told who has it.
    loi.goto(f"{demo.url}/?user={LOI}#{MENTIONS}")
    same = loi.locator(f'article.message[data-ts="{ts}"]').first
    same.locator("button.pill", has_text="✋").click()
    is_told(loi, "Su was faster")

    # Su answers in the modal, asks about a person, and reads the digest.
    card.locator("[data-action-id=card_reply]").click()
    modal = su.locator("dialog[open]")
    modal.locator("textarea").fill("We keep our fingers crossed, Fatou.")
    modal.get_by_role("button", name="Save").click()
    modal.wait_for(state="detached")
    writes(su, "/mentions person gratkatze")
    is_told(su, "Mara answered")
    writes(su, "/mentions digest")
    is_told(su, "The day:")
    su.goto(f"{demo.url}/?user={SU}#home/A0SANDBOX1")
    expect(su.get_by_text("This week")).to_be_visible()

    # The last step is a button under the tour.
    su.goto(f"{demo.url}/?user={SU}")
    su.wait_for_selector("html[data-ready]")
    expect(su.get_by_text("1 step to go")).to_be_visible()
    su.get_by_role("button", name="Show me how").click()
    expect(su.locator("dialog[open]")).to_contain_text("Print the manifest")
    su.get_by_role("button", name="Close").last.click()
    expect(su.get_by_text("That was all of it.")).to_be_visible()
    for number in range(1, 8):
        expect(ticks(su, number)).to_be_visible()
