"""The race: fifty colleagues want one mention in the same instant; one has it, all know who."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.facts import EngagementKind, MentionState
from sandbox.colleague import Colleague
from sandbox.config import SandboxConfig, UserConfig
from sandbox.driver import Driver, all_text
from sandbox.looking import wait_until
from sandbox.server import Sandbox
from tests.at_once import in_the_same_instant
from tests.clock import MovableClock
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.running import RunningBot, settings_for

_RACERS = 50
# Slack counts what is told in private by the minute; told are all of them all the same.
_TOLD_WITHIN = 40.0


@pytest.fixture(scope="module")
def sandbox_config(sandbox_config: SandboxConfig) -> SandboxConfig:
    """Describe a workspace with sixty colleagues."""
    users = tuple(
        UserConfig(f"U0RACER{n:03}", f"racer{n:03}", f"Racer No{n:03}") for n in range(60)
    )
    return replace(sandbox_config, users=users)


def told(colleague: Colleague, number: str) -> list[dict[str, Any]]:
    """List what only this colleague was told about a mention."""
    return [one for one in colleague.ephemerals("mentions") if number in all_text(one)]


def waits_for_answers(loser: Colleague) -> list[dict[str, Any]]:
    """Wait until a colleague was told who has the mention."""
    return wait_until(lambda: told(loser, "#1"), _TOLD_WITHIN, lambda: f"{loser.name} was not told")


def wishes(team: list[Colleague], card: dict[str, Any]) -> list[Callable[[], None]]:
    """Let a third react, a third press the button, a third run the command."""

    def wish(n: int, colleague: Colleague) -> Callable[[], None]:
        return (
            lambda: colleague.reacts("raised_hand", to=card),
            lambda: colleague.clicks("Claim", on=card),
            lambda: colleague.runs("/mentions claim 1", in_="mentions"),
        )[n % 3]

    return [wish(n, colleague) for n, colleague in enumerate(team)]


def test_of_fifty_colleagues_one_has_it_and_all_others_are_told_who(
    sandbox: Sandbox,
    slack: Driver,
    feed_server: FeedServer,
    clock: MovableClock,
    database_url: str,
) -> None:
    """One claim, one engagement, one line in the thread, 49 private answers."""
    team = [slack.colleague(f"racer{n:03}") for n in range(_RACERS)]
    url = feed_server.serve("/feed", rss(item(1)))
    with RunningBot(settings_for(sandbox, database_url), clock) as bot:
        team[-1].runs(f"/mentions add {url}", in_="mentions")
        card = slack.waits_for("mentions", "Story 1 about Acme", within=15)
        card = slack.waits_until_changed(card, lambda message: message.get("reactions"))
        slack.admin("faults", kind="rate_limited", method="chat.postEphemeral", times=1, seconds=1)

        in_the_same_instant(wishes(team, card))

        card = slack.waits_until_changed(card, "Release", within=_TOLD_WITHIN)
        winner = next(one for one in team if f"*{one.name}*" in all_text(card))
        losers = [one for one in team if one is not winner]
        for loser in losers:
            answers = waits_for_answers(loser)
            assert len(answers) == 1
            said = all_text(answers[0])
            assert winner.id in said or winner.name in said
        slack.waits_for_reply(card, "claimed", within=_TOLD_WITHIN)
        assert len(slack.thread(card)) == 1
        assert [one.kind for one in bot.engagements()] == [EngagementKind.CLAIM]
        assert [one.state for one in bot.mentions()] == [MentionState.CLAIMED]
        assert len(slack.messages("mentions")) == 1
        wait_until(
            lambda: all(one["acked_after"] is not None for one in slack.deliveries()),
            _TOLD_WITHIN,
            lambda: "a delivery was never acknowledged",
        )
        assert {one["attempts"] for one in slack.deliveries()} == {1}, "Slack waits three seconds"
