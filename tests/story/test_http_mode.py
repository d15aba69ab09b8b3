"""The whole story in HTTP mode, with the processes that the Procfile names, on PostgreSQL."""

from pathlib import Path

from sqlalchemy import select

from bot.facts import EngagementKind
from bot.models import Engagement
from bot.settings import load_settings
from bot.store import Store
from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.digest_hour import set_digest_hour_to_now
from tests.feeds.server import FeedServer
from tests.ports import free_port
from tests.program import Program, environment_for
from tests.story.telling import live_until_answered, read_digest

_STOPS_WITHIN = 8.0


def test_web_and_worker_live_through_the_story_together(
    sandbox: Sandbox, slack: Driver, feed_server: FeedServer, postgres_url: str, tmp_path: Path
) -> None:
    """Slack checks the address first; nobody asks for a socket; both end in order."""
    port = free_port()
    environment = environment_for(sandbox.api_url, postgres_url, PORT=str(port))
    with Program(["migrate"], environment, tmp_path) as migrate:
        assert migrate.process.wait(30) == 0, migrate.log()
    store = Store(load_settings(database_url=postgres_url).database_url)
    with (
        Program(["web"], environment, tmp_path) as web,
        Program(["worker"], environment, tmp_path) as worker,
    ):
        web.waits_until_it_listens(port)
        worker.waits_for_log("bot.running")
        slack.admin("request_url", url=f"http://127.0.0.1:{port}/slack/events")
        card = live_until_answered(slack, feed_server)
        set_digest_hour_to_now(store)
        read_digest(slack, card)
        with store.read() as session:
            kinds = session.scalars(select(Engagement.kind).order_by(Engagement.id)).all()
        assert kinds == [EngagementKind.CLAIM, EngagementKind.REPLY]
        assert all(one["attempts"] == 1 for one in slack.deliveries())
        assert not slack.calls("apps.connections.open")
        assert web.stops(_STOPS_WITHIN) < _STOPS_WITHIN
        assert worker.stops(_STOPS_WITHIN) < _STOPS_WITHIN
    store.close()
