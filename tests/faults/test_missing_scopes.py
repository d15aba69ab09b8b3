"""A Slack that refuses or lacks a method: said once, and done without."""

from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.config import SandboxConfig
from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.program import Program, environment_for

_LACKING = {"users:read", "channels:read", "groups:read", "channels:join"}


@pytest.fixture(scope="module")
def sandbox_config(sandbox_config: SandboxConfig) -> SandboxConfig:
    """Describe a workspace whose admin has left out every scope that the bot can do without."""
    app = sandbox_config.apps[0]
    scopes = tuple(scope for scope in app.scopes if scope not in _LACKING)
    return replace(sandbox_config, apps=(replace(app, scopes=scopes),))


def test_what_the_bot_can_do_without_is_warned_of_once(
    sandbox: Sandbox, slack: Driver, feed_server: FeedServer, sqlite_url: str, tmp_path: Path
) -> None:
    """Feeds are added, cards come and are claimed without names, channels and homes."""
    su, loi = slack.colleague("su"), slack.colleague("loi")
    slack.admin("faults", method="views.publish", kind="error", error="unknown_method", times=99)
    with Program(["run"], environment_for(sandbox.api_url, sqlite_url), tmp_path) as bot:
        bot.waits_for_log("bot.running")
        for path, feed in (("/a", rss(item(1))), ("/b", rss(item(2), title="Talblog"))):
            su.runs(f"/mentions add {feed_server.serve(path, feed)}", in_="mentions")
        slack.waits_for("mentions", "Story 2 about Acme", within=15)
        card = slack.waits_for("mentions", "Story 1 about Acme", within=15)
        loi.reacts("raised_hand", to=card)
        slack.waits_until_changed(card, f"<@{loi.id}>", within=10)
        slack.waits_for_reply(card, "claimed", within=10)
        for colleague in (su, loi):
            colleague.opens_home()
        bot.waits_for_log("slack.done_without", times=4)
        su.runs("/mentions list", in_="mentions")
        su.sees_ephemeral("Story 2 about Acme")
        warned = [(line["method"], line["reason"]) for line in bot.logged("slack.done_without")]
        assert sorted(warned) == [
            ("conversations_info", "missing_scope"),
            ("conversations_join", "missing_scope"),
            ("users_info", "missing_scope"),
            ("views_publish", "unknown_method"),
        ]
        assert bot.stops(8) < 8
