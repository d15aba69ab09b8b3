"""An office for many tests: the workspace, its bot, and feeds that bring mentions."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.columns import Base
from bot.demo import sandbox_config
from bot.models import Mention
from bot.working_time import after_working_time
from sandbox.colleague import Colleague
from sandbox.config import AppConfig, ChannelConfig, SandboxConfig, UserConfig
from sandbox.driver import Driver, all_text
from sandbox.looking import controls_of, wait_until
from sandbox.server import Sandbox
from tests.clock import MovableClock
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.running import RunningBot, settings_for

Json = dict[str, Any]

OpenOffice = Callable[..., AbstractContextManager["Office"]]

CHANNELS = (
    ChannelConfig("C0MENTIONS", "mentions"),
    ChannelConfig("C0RANDOM01", "random"),
    ChannelConfig("C0STRANGE1", "strange"),
    ChannelConfig("G0SECRET01", "secret", private=True),
)


GONE = UserConfig("U0GONE0001", "gone", deleted=True)
GUEST = UserConfig("U0GUEST001", "gina", "Gina Gast", ultra_restricted=True)
OTHER_APP = AppConfig(
    name="polls", scopes=("reactions:write",), events=(), commands=(), channels=("mentions",)
)


def is_card(message: Json) -> bool:
    """Tell whether a message is a card: nothing else has an emoji under it."""
    return bool(message.get("reactions"))


class HastyClock(MovableClock):
    """Runs ahead instead of waiting, so that Slack's pace costs no time."""

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Go ahead by so much."""
        self.move(seconds=seconds)
        return event.is_set()


@dataclass
class Office:
    """What a test finds: who works here, what they see, and where feeds come from."""

    slack: Driver
    bot: RunningBot
    feeds: FeedServer
    clock: HastyClock
    su: Colleague
    loi: Colleague
    mara: Colleague
    _unused: list[Json] = field(default_factory=list)
    _fed: int = 0

    def feeds_mentions(self, count: int, **about: str) -> list[Json]:
        """Let a new feed bring so many mentions; give their cards, oldest first."""
        self._fed += 1
        path = f"/feed-{self._fed}"
        url = self.feeds.serve(path, rss(title=f"Blog {self._fed}"))
        self.su.runs(f"/mentions add {url}", in_="mentions")
        self.su.sees_ephemeral(f"Blog {self._fed}")
        items = [item(self._fed * 1000 + n) | about for n in range(count, 0, -1)]
        self.feeds.serve(path, rss(*items, title=f"Blog {self._fed}"))
        self.looks_at_feeds()
        return [self.card_of(one["title"]) for one in items[::-1]]

    def brings(self, document: bytes | str, path: str) -> Json:
        """Add a feed that says nothing yet, then let it bring a document; give the new card."""
        # What other tests brought must be there first, or it would be taken for the new card.
        wait_until(lambda: not self.bot.unsaid(), 30, lambda: f"unsaid: {self.bot.unsaid()}")
        seen = {message["ts"] for message in self.slack.messages("mentions")}
        url = self.feeds.serve(path, rss(title="Hostile"))
        assert "From now on" in answer(self.su, f"add {url}", in_="mentions")
        self.feeds.serve(path, document)
        self.looks_at_feeds()
        return self.slack.waits_for(
            "mentions", lambda shown: shown["ts"] not in seen and is_card(shown), within=15
        )

    def card_of(self, title: str) -> Json:
        """Wait until the card with a title is there, and the emoji under it."""
        return self.slack.waits_for(
            "mentions", lambda shown: title in all_text(shown) and is_card(shown), within=15
        )

    def new_card(self) -> Json:
        """Give a card that nobody has touched."""
        if not self._unused:
            self._unused = self.feeds_mentions(8)
        return self._unused.pop()

    def mention(self, card: Json) -> Mention:
        """Give the mention that a card shows."""
        with self.bot.bot.store.read() as session:
            return session.scalars(select(Mention).where(Mention.card_ts == card["ts"])).one()

    def number(self, card: Json) -> int:
        """Give the number of the mention that a card shows."""
        return self.mention(card).number

    def log_of(self, card: Json) -> list[str]:
        """List what colleagues did with the mention of a card, oldest first."""
        mention_id = self.mention(card).id
        return [str(e.kind) for e in self.bot.engagements() if e.mention_id == mention_id]

    def changed(self, card: Json, showing: str) -> Json:
        """Wait until a card shows a text."""
        return self.slack.waits_until_changed(card, showing)

    def rows(self) -> dict[str, int]:
        """Count the rows of every table."""
        with self.bot.bot.store.read() as session:
            return {
                name: session.scalar(select(func.count()).select_from(table)) or 0
                for name, table in Base.metadata.tables.items()
            }

    def looks_at_feeds(self) -> None:
        """Let the bot look at all feeds now, without waiting for their time."""
        self.clock.move(minutes=1)
        self.bot.bot.jobs.wake("polling")

    def has_done(self, job: str) -> None:
        """Let a job run now, and wait until it has."""

        def runs() -> float:
            labels = {"job": job, "outcome": "done"}
            found = self.bot.bot.registry.get_sample_value("botschafter_job_runs_total", labels)
            return found or 0.0

        before = runs()
        self.bot.bot.jobs.wake(job)
        wait_until(lambda: runs() > before, 10, lambda: f"{job} did not run")

    def goes_to(self, moment: datetime) -> None:
        """Let the bot live at a moment that is still to come, a second later at most."""
        assert moment > self.clock.now()
        self.clock.move_to(moment.astimezone(UTC) + timedelta(seconds=1))

    def goes_to_reminders(self, of: ZoneInfo) -> datetime:
        """Go to where whoever claims now is reminded, in their zone and at work; give when."""
        a_day = timedelta(hours=24, minutes=1)
        due = after_working_time(self.clock.now(), a_day, of)
        self.goes_to(due)
        self.has_done("reminders")
        return due


def office_config() -> SandboxConfig:
    """Describe the office's workspace: more channels, a guest, another app, somebody who left."""
    config = sandbox_config()
    return replace(
        config,
        rate_limits=False,
        channels=CHANNELS,
        users=(*config.users, GONE, GUEST),
        apps=(*config.apps, OTHER_APP),
    )


@contextmanager
def at_work(sandbox: Sandbox, slack: Driver, folder: Path, **settings: object) -> Iterator[Office]:
    """Run the bot in a workspace; inside it everybody is at work."""
    clock = HastyClock()
    database_url = f"sqlite:///{folder / 'office.db'}"
    with (
        FeedServer() as feeds,
        RunningBot(settings_for(sandbox, database_url, **settings), clock) as bot,
    ):
        su, loi, mara = (slack.colleague(name) for name in ("su", "loi", "mara"))
        yield Office(slack, bot, feeds, clock, su, loi, mara)


def told_after(who: Colleague, doing: Callable[[], object], in_: str) -> Json:
    """Do something, and give what only this colleague is told about it in a channel."""
    before = {message["ts"] for message in who.ephemerals(in_)}

    def new() -> list[Json]:
        return [message for message in who.ephemerals(in_) if message["ts"] not in before]

    doing()
    return wait_until(new, 15, lambda: f"{who.name} was told nothing in #{in_}")[-1]


def answer(who: Colleague, subcommand: str, in_: str = "random") -> str:
    """Run a subcommand, and give what it says."""
    command = f"/mentions {subcommand}"
    return all_text(told_after(who, lambda: who.runs(command, in_=in_), in_))


def buttons(message: Json) -> list[str]:
    """List the buttons of a message, by what they show."""
    return controls_of(message.get("blocks") or [])


def now_shows(who: Colleague, message: Json, text: str) -> Json:
    """Wait until a direct message has changed so that it contains a text."""

    def changed() -> Json:
        found = [each for each in who.direct_messages() if each["ts"] == message["ts"]]
        return found[0] if found and text in all_text(found[0]) else {}

    return wait_until(changed, 15, lambda: f"{text!r}; {who.name} sees {who.direct_messages()}")
