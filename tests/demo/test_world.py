"""The demo's world: the same each time it is told, kept between two runs, and moved ahead."""

import json
import shutil
import socket
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo import DemoOptions, move_running
from bot.demo.opening import open_world
from bot.errors import ConfigurationError
from sandbox.driver import Driver
from sandbox.looking import card_with, wait_until
from sandbox.pytest_plugin import MakeSlack
from tests.demo.running import SHORT, RunningDemo
from tests.program import Program

# After nine in the morning the digest names it too.
LAST_CARD = card_with("What I pack", button="Claim")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of one world that was told already; the tests of this module live in it."""
    folder = tmp_path_factory.mktemp("demo") / "world"
    with RunningDemo(folder):
        pass
    return folder


def told(slack: Driver) -> list[str]:
    """List what stands in the channels, without what differs from run to run."""
    return [
        f"{message['user']}: {message['text'][:60]}"
        for channel in ("mentions", "random")
        for message in slack.messages(channel)
    ]


def digests(slack: Driver) -> list[str]:
    """List the digests among it."""
    return [line for line in told(slack) if "The day:" in line]


def test_a_fresh_world_is_told_the_same_again(make_slack: MakeSlack, tmp_path: Path) -> None:
    folder = tmp_path / "world"
    with RunningDemo(folder) as demo, make_slack(demo) as slack:
        first = told(slack)
        assert any("Telling" in line for line in demo.reported)
    with RunningDemo(folder, fresh=True) as demo, make_slack(demo) as slack:
        assert told(slack) == first
    assert any("Five nights in the Alpenglück Firn tent: Su answered" in line for line in first)
    assert any("The day:" in line for line in first)


def test_what_the_visitor_did_is_there_again_and_the_tour_goes_on(
    make_slack: MakeSlack, folder: Path
) -> None:
    with RunningDemo(folder) as demo, make_slack(demo) as slack:
        su, card = slack.colleague("su"), slack.waits_for("mentions", LAST_CARD)
        su.reacts("raised_hand", to=card)
        su.sees_direct_message("6 steps to go")
        su.runs("/mentions digest", in_="random")
        su.sees_direct_message("5 steps to go")
    with RunningDemo(folder) as demo, make_slack(demo) as slack:
        su, card = slack.colleague("su"), slack.waits_until_changed(card, "Su is on it")
        assert demo.reported == []
        assert [each["users"][-1] for each in card["reactions"]] == [su.id]
        assert len([m for m in su.direct_messages() if "A short tour" in m["text"]]) == 1
        # It hears and speaks as before.
        slack.colleague("loi").reacts("raised_hand", to=card)
        su.sees_direct_message("4 steps to go")


def test_the_tours_button_is_acknowledged_before_slack_opens_what_it_shows(
    make_slack: MakeSlack, folder: Path
) -> None:
    with RunningDemo(folder) as demo, make_slack(demo) as slack:
        mara = slack.colleague("mara")
        tour = mara.sees_direct_message("A short tour")
        slack.admin("faults", kind="delay", method="views.open", times=1, seconds=2)
        mara.clicks("Show me how", on=tour)
        wait_until(
            lambda: slack.deliveries("interactive")[-1]["acked_after"] is not None,
            10,
            lambda: "the click is not acknowledged",
        )
        assert not mara.modals(), "it waits for Slack"
        mara.sees_modal()


def test_fast_forward_brings_digest_and_reminder_and_a_fresh_story(
    make_slack: MakeSlack, tmp_path: Path
) -> None:
    folder = tmp_path / "world"
    with RunningDemo(folder) as demo, make_slack(demo) as slack:
        card = slack.waits_for("mentions", LAST_CARD)
        slack.colleague("su").reacts("raised_hand", to=card)
        slack.waits_until_changed(card, "Su is on it")
        before = digests(slack)
        earlier = slack.reads("snapshot")["now"]
        port = int(demo.url.rpartition(":")[2])
        said: list[str] = []

        # Three working days are within six, whatever day it is today.
        move_running(port, timedelta(days=6), said.append)

        assert slack.reads("snapshot")["now"] >= earlier + 6 * 86400
        # The last may be due at the very moment of arrival.
        wait_until(lambda: len(digests(slack)) == len(before) + 6, 15, lambda: f"{digests(slack)}")
        slack.colleague("su").sees_direct_message("You claimed this")
        assert slack.waits_for("mentions", "Welche Steigeisentasche")
        assert len(said) == 2
        with pytest.raises(AssertionError, match="unknown_order"):
            slack.admin("back_to_the_past")
        slack.admin("clock", skew=0)
        assert slack.admin("clock")["skew"] >= 6 * 86400
        with pytest.raises(ConfigurationError, match="running already"):
            open_world(DemoOptions(port, folder, fresh=True), said.append)
    assert json.loads((folder / "world.json").read_text())["skew"] >= 6 * 86400


def test_a_port_that_is_taken_is_said_kindly_and_the_world_stays(folder: Path) -> None:
    port = json.loads((folder / "world.json").read_text())["feeds_port"]
    with socket.create_server(("127.0.0.1", port)):
        with pytest.raises(ConfigurationError, match=str(port)), RunningDemo(folder):
            pass
        with pytest.raises(ConfigurationError, match=str(port)), RunningDemo(folder, fresh=True):
            pass
    assert (folder / "world.json").exists()


@pytest.mark.parametrize("file", ["world.json", "workspace.json", "botschafter.db"])
def test_a_world_that_cannot_be_read_is_put_aside(folder: Path, tmp_path: Path, file: str) -> None:
    broken = tmp_path / "world"
    shutil.copytree(folder, broken)
    (broken / file).write_bytes(b"\x00 not what it was")
    for log in broken.glob("botschafter.db-*"):
        log.unlink()
    reported: list[str] = []

    opened = open_world(DemoOptions(0, broken, script=SHORT), reported.append)

    assert opened.kept is None
    assert opened.history, "it will be told anew"
    assert "cannot be read" in reported[0]
    assert "world-aside-1" in reported[0]
    assert (tmp_path / "world-aside-1" / file).read_bytes().startswith(b"\x00")


def test_the_demo_ends_at_once_while_it_tells_its_story(tmp_path: Path) -> None:
    arguments = ["demo", "--port", "0", "--folder", str(tmp_path / "world")]
    with Program(arguments, {}, tmp_path) as program:
        wait_until(lambda: "Telling" in program.log(), 30, program.log)
        program.stops(within=10)
        assert "Goodbye" in program.log()
    assert not (tmp_path / "world" / "world.json").exists(), "it will be told anew"
