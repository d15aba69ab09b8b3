"""axe-core finds nothing serious, whatever is open, in light, dark and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.errors import Json
from tests.page.conftest import APP, LOI, MENTIONS, SU, Connect, OpenWindow
from tests.page.test_blocks import CARD, SAMPLES
from tests.page.test_views import ASK, MODAL

pytestmark = pytest.mark.browser

# Other colours and widths change nothing but these.
DARK_RULES = ["color-contrast", "link-in-text-block"]
PHONE_RULES = ["color-contrast", "scrollable-region-focusable", "target-size"]
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}


class Checks:
    """Runs axe over what is on the screen, in light, in dark and as wide as a phone."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        self.axe = Axe()

    def look(self, where: str, part: str = "body") -> None:
        """Note what axe holds for serious or critical in a part of the page."""
        self.part = part
        self._run(f"{where}, light", None)
        self.page.emulate_media(color_scheme="dark")
        self._run(f"{where}, dark", DARK_RULES)
        self.page.set_viewport_size(PHONE)
        self._run(f"{where}, on a phone", PHONE_RULES)
        self.page.set_viewport_size(WIDE)
        self.page.emulate_media(color_scheme="light")

    def _run(self, where: str, rules: list[str] | None) -> None:
        options: Json = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": rules}
        violations = self.axe.run(self.page, self.part, options).response["violations"]
        self.axe = Axe("0")  # it is in the page now
        self.found += [
            f"{where}: {each['id']} at {node['html'][:160]} ({node['failureSummary']})"
            for each in violations
            if each["impact"] in {"serious", "critical"}
            for node in each["nodes"]
        ]


@pytest.fixture
def office(app: App, client: WebClient, connect: Connect) -> str:
    """Fill a workspace with one of everything; gives the ts of a message with a thread."""

    @app.action("answer")
    def _(ack: Ack, body: Json) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=MODAL | {"notify_on_close": False})

    @app.event("app_home_opened")
    def _() -> None:
        client.views_publish(user_id=SU, view={"type": "home", "blocks": [*CARD, SAMPLES[0]]})

    ts = client.chat_postMessage(channel=MENTIONS, text="A mention", blocks=CARD)["ts"]
    client.reactions_add(channel=MENTIONS, timestamp=ts, name="raised_hand")
    client.chat_postMessage(channel=MENTIONS, text="A reply to <@U0SUKELLER>", thread_ts=ts)
    client.chat_postMessage(channel=MENTIONS, text="Blocks", blocks=SAMPLES)
    client.chat_postEphemeral(channel=MENTIONS, user=SU, text="`only` you, *see* <@U0LOINGUYN>")
    client.chat_postMessage(channel=MENTIONS, text="x", blocks=ASK)
    connect()
    return str(ts)


def test_axe_finds_nothing_serious(open_window: OpenWindow, office: str) -> None:
    page = open_window(
        SU, f"{MENTIONS}/{office}", viewport=WIDE, color_scheme="light", reduced_motion="reduce"
    )
    checks = Checks(page)
    expect(page.get_by_role("complementary", name="Thread").locator(".message")).to_have_count(2)
    checks.look("thread", "#thread")
    page.keyboard.press("Escape")
    expect(page.locator("#thread")).to_be_hidden()
    checks.look("channel")

    field = page.locator("#place-content").get_by_role("textbox")
    field.press_sequentially("/mentions ")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    checks.look("suggestions", ".composer")
    field.fill("")

    page.locator(".pill-add").first.click()
    expect(page.get_by_label("Find an emoji")).to_be_focused()
    checks.look("picker", ".popover")
    page.keyboard.press("Escape")
    page.locator(".person-name").first.click()
    checks.look("card of a person", ".popover")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Answer…").click()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Please complete this required field.").first).to_be_visible()
    checks.look("modal with errors", "dialog")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.get_by_role("button", name="You are:").click()
    checks.look("menu", ".popover")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    checks.look("jump to", "dialog")
    page.keyboard.press("Escape")
    page.evaluate(f"location.hash = 'home/{APP}'")
    expect(page.get_by_role("region", name="Home of botschafter")).to_contain_text("A mention")
    checks.look("home", "#main")
    assert checks.found == []


def test_phone_needs_no_sideways_scrolling_and_has_room_for_fingers(
    open_window: OpenWindow, office: str
) -> None:
    page = open_window(LOI, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    too_small = """[...document.querySelectorAll("button, .place, select, textarea, .tab")]
      .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((each) => !each.matches(".person-name, .link-button, .block-markdown *"))
      .map((each) => [each.getBoundingClientRect(), each])
      .filter(([box]) => box.width < 40 || box.height < 40)
      .map(([box, each]) => `${box.width}x${box.height} ${each.outerHTML.slice(0, 120)}`)"""
    wide = "document.documentElement.scrollWidth > innerWidth"

    assert page.evaluate(too_small) == []
    assert not page.evaluate(wide)
    assert page.locator(".scroller").evaluate("each => each.scrollWidth <= each.clientWidth")
    page.get_by_role("button", name="Channels").click()
    expect(page.get_by_role("link", name="mentions")).to_be_focused()
    assert page.evaluate(too_small) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="mentions")).not_to_be_in_viewport()
    expect(page.get_by_role("button", name="Channels")).to_be_focused()

    page.locator(f'.message[data-ts="{office}"] .thread-link').tap()
    thread = page.get_by_role("complementary", name="Thread")
    box = thread.bounding_box()
    assert box is not None
    assert box["width"] == 320
    expect(thread.get_by_role("textbox")).to_be_in_viewport(ratio=1)
    thread.get_by_role("button", name="More about the message").first.tap()
    expect(page.get_by_role("menuitem", name="Add a reaction")).to_be_visible()
    page.keyboard.press("Escape")
    thread.get_by_role("link", name="Close the thread").tap()
    page.get_by_role("button", name="Answer…").tap()
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (320, 640)
    assert not page.evaluate(wide)
