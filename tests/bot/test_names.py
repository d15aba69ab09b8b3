"""Names: learnt from Slack, and asked for again soon after it stumbled."""

from dataclasses import replace
from datetime import timedelta

import pytest
from slack_sdk import WebClient

from bot.colleagues import Profile, learn_profile, meet_colleague, unknown_colleagues
from bot.models import Colleague, Workspace
from bot.names import learn_names, refresh_names
from bot.slack import Slack
from bot.store import Store
from sandbox.config import SandboxConfig, UserConfig
from sandbox.driver import Driver
from sandbox.pytest_plugin import MakeSandbox
from sandbox.server import Sandbox
from tests.bot.making import make_workspace
from tests.clock import MovableClock

SU = "U0SUKELLER"


@pytest.fixture
def calls(sandbox: Sandbox) -> Slack:
    return Slack(WebClient("xoxb-sandbox", base_url=sandbox.api_url, retry_handlers=[]))


@pytest.fixture
def colleague_id(store: Store) -> int:
    with store.write() as session:
        workspace = make_workspace(session)
        workspace.zone = None
        return meet_colleague(session, workspace.id, SU).id


def test_name_and_zone_are_learnt_and_the_first_zone_is_the_workspaces(
    store: Store, clock: MovableClock, calls: Slack, colleague_id: int
) -> None:
    learn_names(store, clock, calls)
    with store.read() as session:
        colleague = session.get_one(Colleague, colleague_id)
        assert (colleague.name, colleague.zone) == ("Su", "Europe/Zurich")
        assert session.get_one(Workspace, colleague.workspace_id).zone == "Europe/Zurich"


@pytest.mark.parametrize(
    ("fault", "again_after"),
    [
        pytest.param({"kind": "error_500"}, timedelta(minutes=2), id="a server's fault"),
        pytest.param({"kind": "rate_limited", "seconds": 1}, timedelta(minutes=2), id="a limit"),
        pytest.param({"kind": "error", "error": "user_not_found"}, timedelta(hours=7), id="a no"),
    ],
)
def test_slack_is_asked_again_sooner_after_a_stumble_than_after_a_no(
    store: Store,
    clock: MovableClock,
    calls: Slack,
    slack: Driver,
    colleague_id: int,
    fault: dict[str, object],
    again_after: timedelta,
) -> None:
    slack.admin("faults", method="users.info", times=1, **fault)
    learn_names(store, clock, calls)
    with store.read() as session:
        assert session.get_one(Colleague, colleague_id).name is None
        assert unknown_colleagues(session, clock.now()) == []
        if again_after > timedelta(hours=1):
            assert unknown_colleagues(session, clock.now() + timedelta(hours=1)) == []
        assert unknown_colleagues(session, clock.now() + again_after) == [(colleague_id, SU)]

    clock.move(seconds=again_after.total_seconds())
    learn_names(store, clock, calls)
    with store.read() as session:
        assert session.get_one(Colleague, colleague_id).name == "Su"


def test_that_somebody_has_left_and_new_names_are_learnt_within_a_day(
    store: Store,
    clock: MovableClock,
    make_sandbox: MakeSandbox,
    sandbox_config: SandboxConfig,
    colleague_id: int,
) -> None:
    gone = UserConfig(SU, "Sue", deleted=True)
    with store.write() as session:
        known = Profile("Su", "Europe/Zurich")
        learn_profile(session, colleague_id, known, clock.now() + timedelta(hours=24))
    with make_sandbox(replace(sandbox_config, users=(gone,))) as sandbox:
        slack = Slack(WebClient("xoxb-sandbox", base_url=sandbox.api_url, retry_handlers=[]))
        for expected in (("Su", False), ("Sue", True)):
            refresh_names(store, clock, slack)
            with store.read() as session:
                colleague = session.get_one(Colleague, colleague_id)
                assert (colleague.name, colleague.left_at is not None) == expected
            clock.move(hours=25)
