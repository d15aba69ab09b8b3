"""Polling: feeds that are due are fetched side by side, and what each brings is committed."""

from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from bot.clock import Clock
from bot.feed_health import note_failure, note_success
from bot.host_models import host_key
from bot.intervals import Intervals, chance
from bot.leasing import Round, lease_due
from bot.models import Feed
from bot.moving import follow_move
from bot.store import Store
from feeds import Failed, FeedRequest, Fetcher, Outcome, Postponed, Unchanged, Validators

_SECONDS = 0.5
"""So long a round waits for the next outcome before it leaves stragglers to the next round."""


@dataclass(slots=True)
class PollSummary:
    """What a round of polling came to."""

    polled: int = 0
    unchanged: int = 0
    failed: int = 0
    entries: int = 0
    mentions: int = 0


@dataclass(slots=True)
class _UnderWay:
    """Feeds that are being fetched, by URL: their ids; and the outcomes that arrive.

    ``put_off`` are those that were not asked in this round after all.
    """

    ids: dict[str, int] = field(default_factory=dict)
    put_off: set[int] = field(default_factory=set)
    outcomes: SimpleQueue[Outcome] = field(default_factory=SimpleQueue)

    def hosts(self) -> dict[int, str]:
        return {id_: host_key(url) for url, id_ in self.ids.items()}


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls what is due; any number of them may work on one database."""

    store: Store
    clock: Clock
    fetcher: Fetcher
    intervals: Intervals
    _stragglers: _UnderWay = field(default_factory=_UnderWay)

    def poll(self, *, everything: bool = False) -> PollSummary:
        """Poll the feeds that are due now, or all of them, and wait for each one."""
        return self._round(_UnderWay(), everything=everything, patience=None)

    def poll_on(self) -> PollSummary:
        """Poll the feeds that are due now, without waiting for those that take long.

        The next call takes in what they bring: none holds up the others. Not for two threads.
        """
        return self._round(self._stragglers, everything=False, patience=_SECONDS)

    def _round(
        self, under_way: _UnderWay, *, everything: bool, patience: float | None
    ) -> PollSummary:
        summary = PollSummary()
        round_ = Round(self.clock.now(), everything)
        under_way.put_off.clear()
        few = self._begin(round_, under_way)
        while under_way.ids:
            try:
                outcome = under_way.outcomes.get(timeout=patience)
            except Empty:
                break
            feed_id = under_way.ids.pop(outcome.request.url)
            if isinstance(outcome, Postponed):
                under_way.put_off.add(feed_id)
            self._settle(outcome, feed_id, summary)
            if len(under_way.ids) <= few:
                few = self._begin(round_, under_way)
        return summary

    def _begin(self, round_: Round, under_way: _UnderWay) -> int:
        """Lease what is due and begin with it; say at how few under way to look for more."""
        with self.store.write() as session:
            feeds = lease_due(
                session,
                round_,
                self.clock.now(),
                self.fetcher.options,
                under_way.hosts(),
                under_way.put_off,
            )
        under_way.ids |= {feed.url: feed.id for feed in feeds}
        requests = [FeedRequest(f.url, Validators(f.etag, f.last_modified)) for f in feeds]
        self.fetcher.start(requests, under_way.outcomes)
        return len(under_way.ids) // 2 if feeds else -1

    def _settle(self, outcome: Outcome, feed_id: int, summary: PollSummary) -> None:
        now = self.clock.now()
        with self.store.write() as session:
            feed = session.get(Feed, feed_id, with_for_update=True)
            if feed is None:
                return  # merged with another one in the meantime
            if isinstance(outcome, Postponed):
                feed.leased_until = None
                feed.next_poll_at = self.intervals.after_quiet(now, outcome.seconds)
                return
            summary.polled += 1
            if isinstance(outcome, Failed):
                summary.failed += 1
                note_failure(session, feed, outcome.error, self.intervals, now, chance())
                return
            summary.unchanged += isinstance(outcome, Unchanged)
            brought = note_success(session, feed, outcome, self.intervals, now, chance())
            summary.entries += brought.entries
            summary.mentions += brought.mentions
            follow_move(session, feed, outcome.moved_to)
