"""Who is away is asked from Slack, believed for some minutes, and done without."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.absences import Absences, is_away, is_quiet
from bot.slack import Slack
from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.bot.making import NOW
from tests.clock import MovableClock

SU, LOI = "U0SUKELLER", "U0LOIMEIER"


def seconds(minutes: int) -> int:
    return int((NOW + timedelta(minutes=minutes)).timestamp())


@pytest.mark.parametrize(
    ("emoji", "until", "away"),
    [
        (":palm_tree:", 0, True),
        (":palm_tree:", seconds(1), True),
        (":palm_tree:", seconds(0), False),
        (":face_with_thermometer:", 0, True),
        (":skier::skin-tone-3:", 0, True),
        (":spiral_calendar_pad:", 0, False),
        (":house_with_garden:", 0, False),
        ("", 0, False),
        (None, None, False),
    ],
)
def test_a_status_says_that_somebody_is_not_at_work(
    emoji: str | None, until: int | None, *, away: bool
) -> None:
    profile = {"status_emoji": emoji, "status_expiration": until}
    assert is_away({"profile": profile}, NOW) is away


@pytest.mark.parametrize("user", [{}, {"profile": None}, {"profile": {"status_emoji": 7}}])
def test_a_user_without_a_status_is_there(user: dict[str, Any]) -> None:
    assert not is_away(user, NOW)
    assert is_away(user | {"deleted": True}, NOW)


@pytest.mark.parametrize(
    ("enabled", "start", "end", "quiet"),
    [
        (True, seconds(-5), seconds(5), True),
        (False, seconds(-5), seconds(5), False),
        (True, seconds(1), seconds(5), False),
        (True, seconds(-5), seconds(0), False),
        (False, 1, 1, False),
    ],
)
def test_a_time_without_disturbance(start: int, end: int, *, enabled: bool, quiet: bool) -> None:
    times = {"dnd_enabled": enabled, "next_dnd_start_ts": start, "next_dnd_end_ts": end}
    assert is_quiet(times, NOW) is quiet


@pytest.fixture
def absences(sandbox: Sandbox, clock: MovableClock) -> Absences:
    client = WebClient("xoxb-sandbox", base_url=sandbox.api_url, retry_handlers=[])
    return Absences(Slack(client), clock)


def test_it_is_asked_again_after_some_minutes(
    absences: Absences, slack: Driver, clock: MovableClock
) -> None:
    su, loi = slack.colleague("su"), slack.colleague("loi")
    now = int(clock.now().timestamp())
    assert absences.present([su.id, loi.id]) == {su.id, loi.id}
    su.shows_status(":palm_tree:")
    loi.wants_quiet(now - 60, now + 6000)
    assert absences.present([su.id, loi.id]) == {su.id, loi.id}, "asked a moment ago"

    clock.move(minutes=6)
    assert absences.present([su.id, loi.id]) == set()
    assert len(slack.calls("dnd.teamInfo")) == 2


@pytest.mark.parametrize("error", ["unknown_method", "missing_scope", "ratelimited"])
def test_without_an_answer_all_are_there(absences: Absences, slack: Driver, error: str) -> None:
    su = slack.colleague("su")
    su.shows_status(":palm_tree:")
    slack.faults.refuses("users.info", error)
    slack.faults.refuses("dnd.teamInfo", error)
    assert absences.present([su.id]) == {su.id}
