"""SIGTERM: the bot ends within a few seconds, in order, whatever it is doing."""

import threading
import time
from pathlib import Path

from slack_bolt import App
from slack_sdk import WebClient

from handlers.socket import connect, disconnect
from sandbox.driver import Driver
from sandbox.looking import wait_until
from sandbox.server import Sandbox
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.program import Program, environment_for

# A platform waits ten seconds at least before it kills (Docker's default is the shortest).
_STOPS_WITHIN = 8.0


def test_run_ends_in_order(
    sandbox: Sandbox, slack: Driver, feed_server: FeedServer, sqlite_url: str, tmp_path: Path
) -> None:
    """Exit code 0, no traceback, no child left."""
    with Program(["run"], environment_for(sandbox.api_url, sqlite_url), tmp_path) as run:
        run.waits_for_log("bot.running")
        su = slack.colleague("su")
        url = feed_server.serve("/feed", rss(item(1)))
        su.runs(f"/mentions add {url}", in_="mentions")
        slack.waits_for("mentions", "Story 1 about Acme", within=15)
        assert run.stops(_STOPS_WITHIN) < _STOPS_WITHIN


def test_run_ends_while_slack_and_a_feed_keep_it_waiting(
    sandbox: Sandbox, slack: Driver, feed_server: FeedServer, sqlite_url: str, tmp_path: Path
) -> None:
    """Neither a call without an answer nor a slow feed holds up the end."""
    environment = environment_for(sandbox.api_url, sqlite_url, BOTSCHAFTER_FETCH_TIMEOUT="60")
    with Program(["run"], environment, tmp_path) as run:
        run.waits_for_log("bot.running")
        url = feed_server.serve("/feed", rss(item(1)))
        slack.colleague("su").runs(f"/mentions add {url}", in_="mentions")
        slack.waits_for("mentions", "Story 1 about Acme", within=15)
        slack.admin("faults", kind="delay", method="chat.postMessage", seconds=60)
        feed_server.serve("/feed", rss(item(2), item(1)))
        calls = len(slack.calls("chat.postMessage"))
        wait_until(lambda: len(slack.calls("chat.postMessage")) > calls, 10, lambda: "no call")
        feed_server.serve("/feed", rss(item(2), item(1)), delay=60)
        asked = len(feed_server.asked("/feed"))
        wait_until(lambda: len(feed_server.asked("/feed")) > asked, 10, lambda: "no poll")
        assert run.stops(30) < _STOPS_WITHIN


def test_run_ends_while_a_command_waits_until_slack_wants_to_be_asked_again(
    sandbox: Sandbox, slack: Driver, feed_server: FeedServer, sqlite_url: str, tmp_path: Path
) -> None:
    """Patience with Slack ends with the bot."""
    with Program(["run"], environment_for(sandbox.api_url, sqlite_url), tmp_path) as run:
        run.waits_for_log("bot.running")
        method = "conversations.info"
        slack.admin("faults", kind="rate_limited", method=method, seconds=25)
        url = feed_server.serve("/feed", rss(item(1)))
        slack.colleague("su").runs(f"/mentions add {url}", in_="mentions")
        wait_until(lambda: slack.calls(method), 10, lambda: "nothing is asked of Slack")
        assert run.stops(30) < _STOPS_WITHIN


def test_a_reader_that_begins_anew_holds_up_no_end(sandbox: Sandbox) -> None:
    """On a busy machine slack_sdk's reader may begin once more just before its socket is gone."""
    client = WebClient("xoxb-sandbox", base_url=sandbox.api_url)
    connection = connect(App(client=client), "xapp-sandbox", client, threading.Event())
    assert connection is not None
    session, heard = connection.client.current_session, list[str]()
    assert session is not None
    connection.client.on_message_listeners.append(heard.append)
    wait_until(lambda: bool(heard), 10, lambda: "Slack said no hello")
    end = threading.Thread(target=disconnect, args=[connection], daemon=True)
    with session.sock_send_lock:
        end.start()
        # The reader rests for a tenth of a second before it begins anew.
        time.sleep(0.5)
    end.join(_STOPS_WITHIN)
    assert not end.is_alive()
