# ruff: noqa: INP001  # a script, not a package
"""Takes the pictures in docs/pictures: the demo, looked at in headless Chromium.

Run it as ``.venv/bin/python docs/make_pictures.py``. It needs Chromium, and about a minute.
"""

import queue
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

from bot.demo import DemoOptions, run_demo
from bot.logs import set_up_logging

PICTURES = Path(__file__).parent / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SU, MARA, BEN = "U0SUKELLER", "U0MARAROSS", "U0BENOKAFR"
CHANNEL, APP = "C0MENTIONS", "A0SANDBOX1"
WIDTH = 780
# Without the sidebar, and with the thread over the whole window, so that a card looks the same
# there as in the channel; a focus ring or a toolbar under the mouse is not what a picture is about.
STYLE = """
.sidebar { display: none !important; }
.thread { width: 100vw !important; border: 0 !important; }
dialog::backdrop { background: #faf8f4 !important; }
.tools, .toast { display: none !important; }
:focus-visible { outline: none !important; }
"""


def main() -> None:
    """Start the demo, act as some colleagues, and keep what they see."""
    set_up_logging("error", "console")
    PICTURES.mkdir(exist_ok=True)
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        su = open_window(browser, url, SU)
        mara = open_window(browser, url, MARA)
        card = picture_of_open_card(su)
        picture_of_answer(open_window(browser, url, BEN))
        picture_of_claim(mara, card)
        picture_of_digest(open_window(browser, url, SU, scale=1.5))
        picture_of_person(open_window(browser, url, SU, scale=1.5))
        picture_of_map(open_window(browser, url, SU), url)
        picture_of_home(open_window(browser, url, MARA, scale=1.5), url)
        pictures_of_the_page(browser, url, card)
        picture_of_tour(su, url)
        browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """Run the demo on free ports; give its page's address."""
    stop = threading.Event()
    address: queue.Queue[str] = queue.Queue()
    with tempfile.TemporaryDirectory(prefix="botschafter-pictures-") as folder:
        options = DemoOptions(0, Path(folder) / "world")
        thread = threading.Thread(target=run_demo, args=(options, stop, print, address.put))
        thread.start()
        try:
            yield address.get(timeout=120)
        finally:
            stop.set()
            thread.join()


def open_window(browser: Browser, url: str, user: str, scale: float = 2) -> Page:
    """Open the channel as a colleague; with more pixels than usual, so that letters are crisp."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 1400},
        device_scale_factor=scale,
        color_scheme="light",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(f"{url}/?user={user}#{CHANNEL}")
    ready(page)
    page.locator("[data-action-id=card_open_page]").nth(4).wait_for()
    return page


def ready(page: Page) -> None:
    """Wait until the page shows what there is, in our style."""
    page.wait_for_selector("html[data-ready]")
    page.add_style_tag(content=STYLE)


def picture_of_open_card(page: Page) -> Locator:
    """Show a card before anybody has claimed it."""
    card = card_with(page, "breakfast at minus twenty")
    card.locator(".pill").first.wait_for()
    keep(page, "card-open", card)
    return card


def card_with(page: Page, text: str) -> Locator:
    """Give the last card that contains a text; digests quote cards, and are none."""
    cards = page.locator("article.message").filter(has=page.locator("[data-action-id=card_reply]"))
    return cards.filter(has_text=text).last


def picture_of_answer(page: Page) -> None:
    """Show the modal in which an answer is logged, filled in."""
    modal = open_answer(page, "A fair comparison of four winter gloves")
    modal.locator("textarea").fill(
        "You are right, Mirko. It took me three days, but I have opened a carabiner with them"
        " now.\nBen, who draws the gloves and begins anew with the thumb"
    )
    link = modal.locator("input").first
    link.fill("https://ridge-and-rope.example/gloves#comment-7")
    link.blur()
    keep(page, "answer-modal", modal)
    # The demo's sites are on this machine: the bot would ask whether this link is the right one.
    link.fill("")
    submit(modal)


def open_answer(page: Page, text: str) -> Locator:
    """Open the modal for the card that contains a text."""
    card_with(page, text).locator("[data-action-id=card_reply]").click()
    modal = page.locator("dialog[open]")
    modal.locator("textarea").wait_for()
    return modal


def submit(modal: Locator) -> None:
    """Save what was written, and wait until the modal is gone."""
    modal.get_by_role("button", name="Save").click()
    modal.wait_for(state="detached")


def picture_of_claim(page: Page, card: Locator) -> None:
    """Show the same card after a claim, with the line in its thread."""
    mine = page.locator(f'article.message[data-ts="{card.get_attribute("data-ts")}"]').first
    mine.locator("[data-action-id=card_claim]").click()
    mine.get_by_text("is on it, since").wait_for()
    mine.locator(".thread-link").click()
    thread = page.locator("#thread article.message")
    line = thread.filter(has_text="claimed this.")
    line.wait_for()
    keep(page, "card-claimed", thread.first, line)
    page.get_by_label("Close the thread").click()


def picture_of_digest(page: Page) -> None:
    """Show what /mentions digest answers."""
    keep(page, "digest", told_after(page, "/mentions digest", re.compile("Thank you to everyone")))


def picture_of_person(page: Page) -> None:
    """Show the page of somebody outside."""
    keep(page, "person", told_after(page, "/mentions person mirko", re.compile("Who was in touch")))


def picture_of_map(page: Page, url: str) -> None:
    """Keep the picture that /mentions map posts, in fewer colours, so that it is small."""
    run(page, "/mentions map")
    posted = page.locator("article.message").filter(has_text="This is who knows whom").last
    posted.locator("img[src*='/_sandbox/files/']").wait_for(timeout=60_000)
    source = posted.locator("img[src*='/_sandbox/files/']").get_attribute("src") or ""
    content = page.request.get(urljoin(url, source)).body()
    Image.open(BytesIO(content)).convert("RGB").quantize(64).save(
        PICTURES / "map.png", optimize=True
    )


def told_after(page: Page, command: str, text: re.Pattern[str]) -> Locator:
    """Run a command, and give what is told in private when it contains a text."""
    run(page, command)
    told = page.locator("article.message").filter(has=page.locator(".only-you"))
    told.last.get_by_text(text).wait_for()
    return told.last


def run(page: Page, command: str) -> None:
    """Write a command and send it; Escape closes the list that offers commands."""
    field = page.locator(".composer textarea")
    field.fill(command)
    field.press("Escape")
    field.press("Enter")


def picture_of_home(page: Page, url: str) -> None:
    """Show a colleague's Home tab."""
    page.set_viewport_size({"width": WIDTH, "height": 2400})
    page.goto(f"{url}/?user={MARA}#home/{APP}")
    ready(page)
    home = page.locator(".home-page")
    home.get_by_text("This week").wait_for()
    keep(page, "home", home, margin=16)


def picture_of_tour(page: Page, url: str) -> None:
    """Show the message in which a visitor lands."""
    page.goto(f"{url}/?user={SU}")
    ready(page)
    tour = page.locator("article.message").filter(has_text="A short tour").last
    tour.wait_for()
    keep(page, "tour", tour)


def pictures_of_the_page(browser: Browser, url: str, card: Locator) -> None:
    """Show the whole page with a thread open: light, dark, and on a phone."""
    place = f"{CHANNEL}/{card.get_attribute('data-ts')}"
    for name, scheme, width, height in (
        ("page-light", "light", 1280, 800),
        ("page-dark", "dark", 1280, 800),
        ("page-phone", "light", 390, 780),
    ):
        # A phone has no room for a channel and a thread side by side.
        shown = CHANNEL if name == "page-phone" else place
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            bypass_csp=True,
        )
        page = context.new_page()
        page.goto(f"{url}/?user={MARA}#{shown}")
        page.wait_for_selector("html[data-ready]")
        page.add_style_tag(content=":focus-visible { outline: none !important; }")
        page.get_by_text("is on it, since").last.wait_for()
        page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
        context.close()


def keep(page: Page, name: str, *shown: Locator, margin: float = 0) -> None:
    """Write what encloses the given elements to a file."""
    page.mouse.move(1, 1)
    shown[0].scroll_into_view_if_needed()
    boxes = [box for each in shown if (box := each.bounding_box())]
    left = max(0.0, min(box["x"] for box in boxes) - margin)
    top = max(0.0, min(box["y"] for box in boxes) - margin)
    right = min(WIDTH, max(box["x"] + box["width"] for box in boxes) + margin)
    bottom = max(box["y"] + box["height"] for box in boxes) + margin
    clip = FloatRect(x=left, y=top, width=right - left, height=bottom - top)
    page.screenshot(path=PICTURES / f"{name}.png", clip=clip, animations="disabled")


if __name__ == "__main__":
    main()
