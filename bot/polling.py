"""Polling: feeds that are due are fetched side by side, and what each brings is committed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from queue import Empty, SimpleQueue
from time import monotonic

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.feed_health import note_failure
from bot.feed_models import Feed
from bot.host_models import host_key
from bot.hosts import resting_hosts
from bot.intake import Answered, take_in
from bot.intervals import Intervals, chance
from bot.known_documents import known_documents
from bot.leasing import Round, lease_due
from bot.listening import subscriptions_of
from bot.moving import follow_move
from bot.store import Store
from feeds import (
    Failed,
    FeedRequest,
    Fetcher,
    Known,
    Outcome,
    Postponed,
    Unchanged,
    Validators,
)

_SECONDS = 0.5
"""So long a round waits for the next outcome before it leaves stragglers to the next round."""
_TOGETHER = 100
"""Outcomes that are committed together at most."""
_MOMENT = 0.1
"""So many seconds the first of them waits for the others."""


@dataclass(slots=True)
class PollSummary:
    """What a round of polling came to."""

    polled: int = 0
    unchanged: int = 0
    failed: int = 0
    entries: int = 0
    mentions: int = 0

    def add(self, other: "PollSummary") -> None:
        """Count what another one counted."""
        for count in fields(self):
            setattr(self, count.name, getattr(self, count.name) + getattr(other, count.name))


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

    def arrived(self, patience: float | None) -> list[tuple[int, Outcome]]:
        """Wait for an outcome, and a moment longer for others; none where patience ends.

        Each comes with its feed's id, and is no longer under way.
        """
        found: list[tuple[int, Outcome]] = []
        wait, until = patience, math.inf
        while self.ids and len(found) < _TOGETHER and (wait is None or wait > 0):
            try:
                outcome = self.outcomes.get(timeout=wait)
            except Empty:
                break
            feed_id = self.ids.pop(outcome.request.url)
            if isinstance(outcome, Postponed):
                self.put_off.add(feed_id)
            found.append((feed_id, outcome))
            until = min(until, monotonic() + _MOMENT)
            wait = until - monotonic()
        return found


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls what is due; any number of them may work on one database."""

    store: Store
    clock: Clock
    fetcher: Fetcher
    intervals: Intervals
    cards_per_poll: int
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
        while under_way.ids and (arrived := under_way.arrived(patience)):
            self._settle(arrived, summary)
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
            known = known_documents(session, [feed.id for feed in feeds])
            resting = resting_hosts(session, self.clock.now())
        under_way.ids |= {feed.url: feed.id for feed in feeds}
        requests = [
            FeedRequest(f.url, Validators(f.etag, f.last_modified), known.get(f.id, Known()))
            for f in feeds
        ]
        self.fetcher.start(requests, under_way.outcomes, resting)
        return len(under_way.ids) // 2 if feeds else -1

    def _settle(self, arrived: Sequence[tuple[int, Outcome]], summary: PollSummary) -> None:
        """Commit outcomes together, or one by one where something goes wrong with them."""
        try:
            with self.store.write() as session:
                settled = self._take(session, dict(arrived))
        except Exception:
            if len(arrived) == 1:
                raise
            # One bad feed never costs the others, and neither do two workers that wait for each
            # other because each has several feeds in hand.
            self._settle_apart(arrived, summary)
            return
        summary.add(settled)

    def _settle_apart(self, arrived: Sequence[tuple[int, Outcome]], summary: PollSummary) -> None:
        failures = []
        for one in arrived:
            try:
                self._settle([one], summary)
            except Exception as failure:  # noqa: BLE001  # raised again when all had their turn
                failures.append(failure)
        if failures:
            raise failures[0]

    def _take(self, session: Session, arrived: Mapping[int, Outcome]) -> PollSummary:
        now = self.clock.now()
        # In the order of their ids, so that two who lock the same ones never wait for each other.
        feeds = session.scalars(
            select(Feed).where(Feed.id.in_(list(arrived))).order_by(Feed.id).with_for_update()
        ).all()
        subscriptions = subscriptions_of(session, list(arrived))
        answers: list[Answered] = []
        failed = 0
        for feed in feeds:  # those that were merged in the meantime are gone
            outcome = arrived[feed.id]
            if isinstance(outcome, Postponed):
                feed.leased_until = None
                feed.next_poll_at = self.intervals.after_quiet(now, outcome.seconds)
            elif isinstance(outcome, Failed):
                failed += 1
                note_failure(session, feed, outcome.error, self.intervals, now, chance())
            else:
                answers.append(Answered(feed, subscriptions[feed.id], outcome))
        brought = take_in(session, answers, self.intervals, now, cards=self.cards_per_poll)
        for each in answers:
            follow_move(session, each.feed, each.answer.moved_to)
        return PollSummary(
            polled=failed + len(answers),
            unchanged=sum(isinstance(each.answer, Unchanged) for each in answers),
            failed=failed,
            entries=brought.entries,
            mentions=brought.mentions,
        )
