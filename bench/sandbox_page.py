"""How quick the sandbox's page is, in headless Chromium; `bench/sandbox.py` runs it."""

from __future__ import annotations

import contextlib
import itertools
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench.measuring import CHANNEL, FEW, LOI, MANY, SU, own_process, row, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = "/usr/bin/chromium"
PAGES = 20  # to scroll up at most


def part_page() -> None:
    """Show what many messages cost in the browser."""
    print("\nThe page in the browser")
    row("", f"{FEW}", f"{MANY:,}", "ratio")
    with _browser() as browser, own_process(FEW) as (few, _), own_process(MANY) as (many, _):
        columns = [_look(browser.new_page(), url) for url in (few, many)]
    for what in columns[0]:
        one, other = (column[what] for column in columns)
        row(what, f"{one:.1f}", f"{other:.1f}", f"{other / one:.2f}")


def _look(page: Page, url: str) -> dict[str, float]:
    opening = statistics.median(seconds(lambda: _open(page, url, SU)) for _ in range(5))
    pages = list(itertools.islice(iter(lambda: _scroll_up(page), 0.0), PAGES))
    chrome = page.context.new_cdp_session(page)
    chrome.send("HeapProfiler.collectGarbage")
    metrics = chrome.send("Performance.enable") or chrome.send("Performance.getMetrics")
    heap = next(m["value"] for m in metrics["metrics"] if m["name"] == "JSHeapUsedSize")
    return {
        "opening the channel, ms": opening * 1000,
        "one page further up, ms": statistics.median(pages or [0]) * 1000,
        "messages in the document": page.locator(".message").count(),
        "nodes in the document": page.evaluate("document.querySelectorAll('*').length"),
        "heap of the page, MB": heap / 1e6,
    }


def _scroll_up(page: Page) -> float:
    """Go to the top of what is drawn; give the seconds until more stands above, 0 for no more."""
    taken: float = page.evaluate(
        """async () => {
            const first = () => document.querySelector('.message').dataset.ts;
            const scroller = document.querySelector('.scroller');
            const frame = () => new Promise(requestAnimationFrame);
            scroller.scrollTop += 100;
            await frame();
            const [before, begin] = [first(), performance.now()];
            scroller.scrollTop = 0;
            for (let frames = 0; frames < 30; frames += 1) {
                if (first() !== before) return (performance.now() - begin) / 1000;
                await frame();
            }
            return 0;
        }"""
    )
    return taken


def part_latency() -> None:
    """Show how soon one window shows what was done in another."""
    print("\nA reaction in one window, until it is drawn in another (50 times)")
    with _browser() as browser, own_process(FEW) as (url, _):
        su, loi = (browser.new_context().new_page() for _ in range(2))
        _open(su, url, SU)
        _open(loi, url, LOI)
        times = sorted(_react(su, loi) for _ in range(50))
    row("median, worst", f"{statistics.median(times):.0f} ms", f"{times[-1]:.0f} ms")


def _react(su: Page, loi: Page) -> float:
    loi.evaluate(
        """() => {
            const now = () => performance.timeOrigin + performance.now();
            const list = document.querySelector('.messages');
            window.seen = new Promise((seen) => {
                new MutationObserver((_, me) => {
                    me.disconnect();
                    requestAnimationFrame(() => seen(now()));
                }).observe(list, { childList: true, subtree: true });
            });
        }"""
    )
    done: float = su.evaluate(
        """() => {
            [...document.querySelectorAll('[aria-label="React with raised_hand"]')].at(-1).click();
            return performance.timeOrigin + performance.now();
        }"""
    )
    seen: float = loi.evaluate("window.seen")
    return seen - done


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = CHROMIUM if Path(CHROMIUM).exists() else None
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def _open(page: Page, url: str, user: str) -> None:
    page.goto("about:blank")
    page.goto(f"{url}/?user={user}#{CHANNEL}")
    page.wait_for_selector("html[data-ready] .message")
