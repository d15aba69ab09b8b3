"""The composition root: the only file that knows all parts, and puts them together."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from prometheus_client import CollectorRegistry
from slack_bolt import App
from sqlalchemy import text

from bot import sending
from bot.asking import FeedReading
from bot.clock import Clock
from bot.desk import Desk
from bot.digests import decide_digests
from bot.drafts import forget_drafts
from bot.errors import ConfigurationError
from bot.first_call import end_first_calls
from bot.hosts import forget_hosts
from bot.identity import Identity, wait_for_slack
from bot.inquiries import Inquiries
from bot.jobs import Job, Jobs
from bot.language import load_languages
from bot.metrics import DatabaseFigures, serve_metrics
from bot.names import refresh_names
from bot.poller_settings import fetch_options, intervals_of, make_poller, parse_processes
from bot.polling import Poller
from bot.poster import Poster
from bot.reminders import decide_reminders
from bot.retention import drop_old_texts
from bot.reviews import forget_reviews
from bot.settings import Settings
from bot.slack import Slack, make_client
from bot.sources import forget_titles
from bot.store import Store
from bot.workspaces import meet_workspace
from feeds import Fetcher
from handlers.app import make_app

# What the bot said can be looked up this long, when somebody asks what happened.
_SAID_IS_KEPT = timedelta(days=30)
_DRAFTS_ARE_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Bot:
    """The parts of a bot that knows its Slack."""

    settings: Settings
    store: Store
    clock: Clock
    stop: threading.Event
    registry: CollectorRegistry
    jobs: Jobs
    desk: Desk
    slack: Slack
    reading: FeedReading
    poller: Poller
    poster: Poster
    app: App

    def start_jobs(self) -> None:
        """Start what was planned, and serve the figures."""
        if self.settings.metrics_port:
            serve_metrics(self.registry, self.settings.metrics_port, self.stop)
        self.jobs.start()

    def plan_jobs(self) -> None:
        """Say what recurs: polling, posting, digests, reminders and housekeeping."""
        self.jobs.plan(
            [
                Job("posting", 1, self.poster.run),
                Job("polling", 1, self._poll),
                Job("digests", 5, self._decide(decide_digests)),
                Job("reminders", 60, self._remind),
                Job("first calls", 20, self._decide(end_first_calls)),
                Job("names", 5, lambda: refresh_names(self.store, self.clock, self.slack)),
                Job("housekeeping", 3600, self._keep_house),
            ]
        )

    def is_healthy(self) -> bool:
        """Tell whether the database answers."""
        try:
            with self.store.read() as session:
                session.execute(text("SELECT 1"))
        except Exception:  # noqa: BLE001  # whatever it is, we are not well
            return False
        return True

    def close(self) -> None:
        """Stop the jobs, do what colleagues were promised, and let go of the database."""
        self.stop.set()
        self.reading.fetcher.close()
        self.jobs.join()
        self.desk.close()
        self.reading.parse_pool.shutdown()
        self.store.close()

    def _keep_house(self) -> None:
        self.desk.forget_deliveries()
        with self.store.write() as session:
            sending.forget_said(session, self.clock.now() - _SAID_IS_KEPT)
            forget_titles(session, self.clock.now())
            forget_hosts(session, self.clock.now())
            forget_drafts(session, self.clock.now() - _DRAFTS_ARE_KEPT)
            forget_reviews(session, self.clock.now() - _DRAFTS_ARE_KEPT)
        drop_old_texts(self.store, self.clock.now(), self.settings.keep_texts_months)

    def _poll(self) -> None:
        if self.poller.poll_on().mentions:
            self.jobs.wake("posting")

    def _decide(self, decide: Callable[..., int]) -> Callable[[], None]:
        def work() -> None:
            with self.store.write() as session:
                decided = decide(session, self.clock.now())
            if decided:
                self.jobs.wake("posting")

        return work

    def _remind(self) -> None:
        hours = self.settings.remind_after_hours
        if hours:
            self._decide(
                lambda session, now: decide_reminders(session, now, timedelta(hours=hours))
            )()


def build_bot(settings: Settings, clock: Clock, stop: threading.Event) -> Bot | None:
    """Put a bot together; waits until Slack says who we are. None when ``stop`` was set before.

    Raises ConfigurationError without a token, SlackRefusesError for a wrong one.
    """
    if settings.slack_bot_token is None:
        raise ConfigurationError(
            "SLACK_BOT_TOKEN is not set.",
            advice="Install the app into your workspace and copy the bot token (see the README).",
        )
    token = settings.slack_bot_token.get_secret_value()
    identity = wait_for_slack(make_client(settings.slack_api_url, None), token, stop)
    if identity is None:
        return None
    return _assemble(settings, clock, stop, identity)


def _assemble(settings: Settings, clock: Clock, stop: threading.Event, identity: Identity) -> Bot:
    store = Store(settings.database_url)
    with store.write() as session:
        workspace = meet_workspace(
            session,
            identity.team_id,
            name=identity.team,
            bot_user_id=identity.bot_user_id,
            now=clock.now(),
        )
    languages = load_languages()
    registry = CollectorRegistry()
    registry.register(DatabaseFigures(store))
    jobs = Jobs(stop, registry)
    desk = Desk(store, clock, languages, wake=lambda: jobs.wake("posting"), stop=stop)
    slack = Slack(make_client(settings.slack_api_url, identity.token), stop)
    # Strangers' documents are parsed apart, where one that never ends can be ended.
    parse_pool = parse_processes(settings)
    fetcher = Fetcher(fetch_options(settings), parse_pool)
    reading = FeedReading(
        store, clock, stop, fetcher, parse_pool, intervals_of(settings), settings.cards_per_poll
    )
    poller = make_poller(settings, store, clock, fetcher)
    secret = settings.slack_signing_secret
    bot = Bot(
        settings=settings,
        store=store,
        clock=clock,
        stop=stop,
        registry=registry,
        jobs=jobs,
        desk=desk,
        slack=slack,
        reading=reading,
        poller=poller,
        poster=Poster(
            store, clock, slack, workspace.id, languages, stop, Inquiries(store, clock, slack)
        ),
        app=make_app(
            make_client(settings.slack_api_url, None),
            identity,
            signing_secret=secret.get_secret_value() if secret else None,
            desk=desk,
            slack=slack,
            reading=reading,
        ),
    )
    bot.plan_jobs()
    return bot
