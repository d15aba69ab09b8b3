"""Runs the demo: tells its story where that is new, and lets its world live until it is stopped."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.demo.guide import Guide, tour_begins
from bot.demo.opening import DemoOptions, OpenedWorld, open_world
from bot.demo.serving import served
from bot.demo.steps import fast_forward
from bot.demo.telling import StoppedError, Teller
from bot.demo.tour import Places
from bot.demo.world import TourState, World
from bot.running import connected_bot
from bot.settings import Settings, load_settings
from bot.wiring import Bot
from sandbox.driver import Driver

# A new story every so many seconds, and the feeds are looked at more often than that.
_EVERY = 30.0
_POLL_SECONDS = 5
_TICK = 0.2
# Whom the tour asks about: somebody who comes back again and again.
_SOMEBODY = "gratkatze"


def run_demo(
    options: DemoOptions,
    stop: threading.Event,
    report: Callable[[str], None],
    show: Callable[[str], None],
) -> None:
    """Run it all until ``stop`` is set.

    ``report`` is told what is happening, ``show`` the page's address once all is there. Raises
    ConfigurationError where a port is taken.
    """
    world = open_world(options, report)
    with (
        world.feeds,
        served(world.sandbox, options.port) as sandbox,
        Driver(sandbox.url) as slack,
        connected_bot(_settings(world), world.clock, stop) as bot,
    ):
        if bot is None:
            return
        try:
            tour = _tell(world, bot, slack, report)
        except StoppedError:
            return
        bot.start_jobs()
        life = Life(world, bot, slack, _guide(bot, slack, tour))
        life.goes_ahead(options.ahead.total_seconds())
        show(sandbox.url)
        life.goes_on(stop)


def _settings(world: OpenedWorld) -> Settings:
    app = world.sandbox.core.config.apps[0]
    return load_settings(
        slack_bot_token=app.bot_token,
        slack_app_token=app.app_token,
        slack_api_url=world.sandbox.api_url,
        database_url=world.folder.database_url,
        min_interval=_POLL_SECONDS,
        max_interval=_POLL_SECONDS,
        host_gap=0,
        allowed_private_hosts="127.0.0.1",
    )


def _tell(world: OpenedWorld, bot: Bot, slack: Driver, report: Callable[[str], None]) -> TourState:
    """Tell the history of a new world; give how far the tour is."""
    if world.history is not None:
        report("Telling the past three weeks …")
        Teller(bot, world.clock, slack).tell(world.history, world.feeds.feed_urls)
    if world.kept is not None:
        return world.kept.tour
    with bot.store.read() as session:
        return tour_begins(session)


def _guide(bot: Bot, slack: Driver, tour: TourState) -> Guide:
    """Make the guide; each colleague is sent to another one's window."""
    people = [user for user in slack.snapshot["users"] if not user["is_bot"]]
    page, channel = str(slack.http.base_url).rstrip("/"), slack.channel("mentions").id
    app = slack.snapshot["apps"][0]["id"]
    places = {
        me["id"]: Places(
            channel=channel,
            other_name=other["name"].capitalize(),
            other_window=f"{page}/?user={other['id']}#{channel}",
            home=f"{page}/?user={me['id']}#home/{app}",
            somebody=_SOMEBODY,
        )
        for me, other in zip(people, [*people[1:], people[0]], strict=True)
    }
    names = {each["id"]: each["name"].capitalize() for each in people}
    guide = Guide(bot, slack.snapshot["team"]["id"], names, places, tour)
    guide.listen()
    return guide


@dataclass(frozen=True, slots=True)
class Life:
    """What goes on while the demo runs: the clock, new stories, the tour, and keeping it all."""

    world: OpenedWorld
    bot: Bot
    slack: Driver
    guide: Guide

    def goes_on(self, stop: threading.Event) -> None:
        """Go on until ``stop`` is set."""
        next_story = time.monotonic() + _EVERY
        while not stop.wait(_TICK):
            if self.world.clock.is_behind:
                self.goes_ahead()
            if time.monotonic() >= next_story:
                next_story += _EVERY
                self.world.feeds.let_one_appear()
            self.guide.look()
            self._keep()

    def goes_ahead(self, seconds: float = 0.0) -> None:
        """Go ahead by so many seconds, and to wherever the sandbox was told to go."""
        clock = self.world.clock
        if seconds:
            clock.move(clock.skew + seconds)
        if clock.is_behind:
            # Slack's pace is of the machine's time, of which little passes on the way.
            self.slack.admin("rate_limits", on=False)
            try:
                fast_forward(self.bot, clock, self.world.feeds)
            finally:
                self.slack.admin("rate_limits", on=True)
            # Open pages are told what time it is.
            self.slack.admin("clock")
        self.guide.look()
        self._keep()

    def _keep(self) -> None:
        feeds = self.world.feeds
        self.world.folder.write(
            World(feeds.port, self.world.clock.skew, feeds.moments, self.guide.state)
        )
