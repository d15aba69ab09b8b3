"""Tells the history: colleagues act through the sandbox's front door, and the bot does its work.

The clock stands at each moment while it is told. What comes of it is therefore what would have
come of it then: cards, threads, digests and the log fit together because they happened.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from bot.demo.clock import StoryClock
from bot.demo.history import Appearance, Deed, History, Verb
from bot.demo.steps import catch_up, say_all, tell_until
from bot.ids import Action, Block
from bot.models import Mention
from bot.slack_models import OutboxRow
from bot.wiring import Bot
from sandbox.colleague import Colleague
from sandbox.driver import Driver
from sandbox.errors import Json
from sandbox.looking import wait_until

_CHANNEL = "mentions"
_CLAIM, _DISMISS = "raised_hand", "see_no_evil"
_WITHIN = 30.0
# At these places an answer stands on the page itself; elsewhere colleagues write or call.
_ANSWERED_ON_THE_PAGE = ("/blog/", "/forum/", "/comments/")


class StoppedError(Exception):
    """Somebody ended the demo before all was told."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells a history once."""

    bot: Bot
    clock: StoryClock
    slack: Driver

    def tell(self, history: History, feed_urls: Sequence[str]) -> None:
        """Tell all of it, up to the present; then the clock runs.

        Raises StoppedError when the bot was told to stop.
        """
        self.slack.admin("rate_limits", on=False)
        self._open(history, feed_urls)
        for event in history.events():
            self._go_to(event.at)
            if isinstance(event, Appearance):
                self._appears(event)
            else:
                self._does(event)
        self._go_to(datetime.now(UTC))
        self.clock.run()
        catch_up(self.bot)
        self._put_away_private_answers()
        self.slack.admin("rate_limits", on=True)

    def _open(self, history: History, feed_urls: Sequence[str]) -> None:
        """Somebody says hello and adds the feeds; each brings its newest story as a sample."""
        opener = self._colleague(history.opener)
        opener.says(history.hello, in_=_CHANNEL)
        for url in feed_urls:
            self._hears(lambda url=url: opener.runs(f"/mentions add {url}", in_=_CHANNEL))  # type: ignore[misc]
        # The first colleague's zone becomes the workspace's, so that the digest comes at its hour.
        self.bot.jobs.run("names")
        for each in history.appearances[: len(feed_urls)]:
            self._expect(each)

    def _go_to(self, moment: datetime) -> None:
        tell_until(self.bot, self.clock, moment)
        self._go_on()

    def _go_on(self) -> None:
        if self.bot.stop.is_set():
            raise StoppedError

    def _appears(self, appearance: Appearance) -> None:
        self.bot.jobs.run("polling")
        say_all(self.bot)
        self._expect(appearance)

    def _expect(self, appearance: Appearance) -> None:
        """Make sure that the script speaks of the story that the feeds have brought."""
        self._go_on()
        found = self._mention(appearance.number)
        if found.title != appearance.title:
            raise ValueError(f"#{found.number} is {found.title!r}, not {appearance.title!r}")

    def _does(self, deed: Deed) -> None:
        who = self._colleague(deed.who)
        if deed.number is None:
            who.says(deed.text, in_=deed.channel)
            return
        mention = self._mention(deed.number)
        # With its thread named, only that is read when somebody looks at the card again.
        card: Json = {
            "channel": mention.channel,
            "ts": mention.card_ts,
            "thread_ts": mention.card_ts,
        }
        if deed.verb is Verb.SAYS:
            who.says(deed.text, in_=mention.channel, thread=card)
            return
        deeds: dict[Verb, Callable[[], object]] = {
            Verb.CLAIMS: lambda: who.reacts(_CLAIM, to=card),
            Verb.WANTS: lambda: who.reacts(_CLAIM, to=card),
            Verb.RELEASES: lambda: who.unreacts(_CLAIM, to=card),
            Verb.DISMISSES: lambda: who.reacts(_DISMISS, to=card),
            Verb.REOPENS: lambda: who.clicks(Action.CARD_REOPEN, on=self.slack.again(card)),
            Verb.ANSWERS: lambda: self._answers(who, card, mention.link or "", deed.text),
        }
        self._hears(deeds[deed.verb])

    def _answers(self, who: Colleague, card: Json, link: str, text: str) -> None:
        who.clicks(Action.CARD_REPLY, on=self.slack.again(card))
        modal = who.sees_modal(within=_WITHIN)
        filled = {Block.REPLY_TEXT.value: text}
        if any(place in link for place in _ANSWERED_ON_THE_PAGE):
            filled[Block.REPLY_LINK.value] = link
        who.submits(modal, filled)

    def _hears(self, doing: Callable[[], object]) -> None:
        """Do something, wait until the bot has something to say to it, and let it."""
        before = self._last_row()
        doing()
        wait_until(
            lambda: self._last_row() > before or self.bot.stop.is_set(),
            _WITHIN,
            lambda: "the bot says nothing",
        )
        self._go_on()
        say_all(self.bot)

    def _last_row(self) -> int:
        with self.bot.store.read() as session:
            return session.scalar(select(func.max(OutboxRow.id))) or 0

    def _mention(self, number: int) -> Mention:
        with self.bot.store.read() as session:
            return session.scalars(select(Mention).where(Mention.number == number)).one()

    def _colleague(self, name: str) -> Colleague:
        return self.slack.colleague(name)

    def _put_away_private_answers(self) -> None:
        """Dismiss what only one colleague saw: Slack does not keep that for weeks either."""
        for user in self.slack.snapshot["users"]:
            if user["is_bot"]:
                continue
            for message in self._colleague(user["name"]).ephemerals(_CHANNEL):
                place = {"channel": message["channel"], "ts": message["ts"]}
                self.slack.acts(user["id"], "delete_message", **place)
