"""The poster: says in Slack what stands in the outbox, paced, and never the same thing twice."""

import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import update

from bot import outbox, sending
from bot.card_links import GONE, learn_card_link, note_deleted_card
from bot.clock import Clock
from bot.composing import compose
from bot.inquiries import Inquiries
from bot.language import Languages
from bot.looking import find_message, find_said, lines_under
from bot.models import Mention
from bot.names import learn_names
from bot.outbox import Kind
from bot.pace import DIRECT, PACE, PACED, Pace
from bot.prompts import PROMPTS
from bot.sending import Taken
from bot.slack import (
    NotReachedError,
    RateLimitedError,
    RefusedError,
    Slack,
    SlackCallError,
    UnansweredError,
)
from bot.store import Store
from bot.summary_models import Summary

# Before a message whose answer was lost is looked for, it gets this long to appear.
_APPEARS_WITHIN = timedelta(seconds=2)
_LONGEST_RETRY = timedelta(minutes=5)
_LONGEST_RUN = timedelta(minutes=1)
_AT_CARD = (Kind.CARD_UPDATE, Kind.REACTION, Kind.THREAD_LINE)
# What these say is true already.
_DONE_ALREADY = {"already_reacted", "no_reaction"}
# Somebody took the card away; there is nothing left to change.
_CARD_GONE = {*GONE, "cant_update_message", "cant_delete_message"}
# An admin can mend these; until then the rows wait.
_MENDABLE = {
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "missing_scope",
    "not_in_channel",
    "ekm_access_denied",
}

# Where these are the answer, the bot cannot speak in the channel, not even in private.
_NOT_THERE = {"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"}

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Poster:
    """Empties the outbox of one workspace's Slack."""

    store: Store
    clock: Clock
    slack: Slack
    workspace_id: int
    languages: Languages
    stop: threading.Event
    inquiries: Inquiries
    _pace: Pace = field(default_factory=Pace)

    def run(self) -> int:
        """Send what is due, waiting for Slack's pace for up to a minute; return how many went."""
        sent = 0
        until = self.clock.now() + _LONGEST_RUN
        while not self.stop.is_set() and self.clock.now() < until:
            now = self.clock.now()
            resting = self._pace.resting(now)
            with self.store.write() as session:
                row = sending.take_next(session, self.workspace_id, now, resting)
            if row is not None:
                sent += self._send(row)
            elif soonest := self._pace.ends():
                self.clock.wait(self.stop, min((soonest - now).total_seconds(), 0.25))
                if not self._waits_for_pace():
                    break
            else:
                break
        return sent

    def _waits_for_pace(self) -> bool:
        with self.store.read() as session:
            return sending.count_due(session, self.workspace_id, self.clock.now()) > 0

    def _send(self, row: Taken) -> bool:
        try:
            return self._look_and_send(row)
        except RateLimitedError as error:
            wait = timedelta(seconds=max(error.retry_after, 0.1))
            if error.method.startswith("chat_") or row.kind is Kind.REACTION:
                self._rest(row, wait)
            self._postpone(row, wait, error, may_have_it=row.maybe_sent_at is not None)
        except NotReachedError as error:
            may_have_it = row.maybe_sent_at is not None
            self._postpone(row, _backoff(row.attempts), error, may_have_it=may_have_it)
        except UnansweredError as error:
            wait = max(_APPEARS_WITHIN, _backoff(row.attempts))
            self._postpone(row, wait, error, may_have_it=True)
        except RefusedError as error:
            self._refused(row, error)
        return False

    def _look_and_send(self, row: Taken) -> bool:
        if row.maybe_sent_at is not None and row.kind in PACED:
            if _is_direct(row):
                # A direct conversation cannot be searched without one more scope; what may have
                # arrived there is not sent again.
                self._finish(row, None, None)
                return False
            found = find_message(self.slack, self.store, row, row.maybe_sent_at)
            if found is not None:
                log.info("outbox.found_in_slack", key=row.key)
                # Which version that card shows is not known: the next update draws it anew.
                self._finish(row, found, 0 if row.kind is Kind.CARD else None)
                return False
        if row.kind is Kind.THREAD_TAKEN_BACK:
            self._take_thread_back(row)
            return False
        if row.kind is Kind.REDRAW:
            found = find_said(self.slack, self.store, row)
            row = replace(row, payload=row.payload | {"ts": found})
        return self._draw_and_send(row)

    def _draw_and_send(self, row: Taken) -> bool:
        if row.kind in (Kind.CARD_UPDATE, Kind.THREAD_LINE, Kind.DIGEST, Kind.LESSON, *PROMPTS):
            learn_names(self.store, self.clock, self.slack)
        if row.kind in PROMPTS and row.mention_id is not None:
            learn_card_link(self.store, self.clock, self.slack, row.mention_id)
        learnt = self.inquiries.inquire(row)
        with self.store.read() as session:
            call = compose(session, self.languages, row, self.clock.now(), learnt)
        if call is None:
            self._finish(row, None, None)
            return False
        if row.kind in PACED:
            self._rest(row, PACE)
        with self.store.write() as session:
            if not sending.keep(session, row, self.clock.now()):
                return False
        answer = self.slack.call(call.method, **call.arguments)
        self._finish(row, _timestamp(answer), call.version)
        if _is_direct(row) and answer.get("channel"):
            # Where it stands: to take a message back, the user's id is not enough.
            with self.store.write() as session:
                sending.stands_in(session, row.id, str(answer["channel"]))
        return True

    def _take_thread_back(self, row: Taken) -> None:
        lines = lines_under(self.slack, self.store, row)
        now = self.clock.now()
        with self.store.write() as session:
            for ts in lines:
                outbox.put_taken_back(session, row.workspace_id, row.channel, ts, now)
            sending.finish(session, row.id, None)

    def _refused(self, row: Taken, error: RefusedError) -> None:
        if error.reason in _DONE_ALREADY:
            self._finish(row, None, None)
        elif error.reason in _CARD_GONE and row.kind is not Kind.CARD:
            log.info("outbox.card_gone", key=row.key, reason=error.reason)
            if row.kind in _AT_CARD and error.reason in GONE and row.mention_id is not None:
                note_deleted_card(self.store, row.mention_id, self.clock.now())
            self._finish(row, None, None)
        elif row.kind is Kind.ANSWER and error.reason in _NOT_THERE:
            self._say_directly(row)
        elif error.reason == "not_in_channel" and row.attempts == 1 and self._join(row.channel):
            self._postpone(row, timedelta(seconds=1), error, may_have_it=False)
        elif error.reason in _MENDABLE and row.kind is not Kind.ANSWER:
            if row.attempts == 1 or error.method.startswith("conversations_"):
                log.error("outbox.waits_for_admin", key=row.key, reason=error.reason)
            may_have_it = row.maybe_sent_at is not None
            self._postpone(row, _LONGEST_RETRY, error, may_have_it=may_have_it)
        else:
            log.error(
                "outbox.refused",
                key=row.key,
                channel=row.channel,
                reason=error.reason,
                details=getattr(error, "__notes__", []),
            )
            with self.store.write() as session:
                sending.give_up(session, row, str(error))

    def _say_directly(self, row: Taken) -> None:
        """Tell a colleague directly what cannot be told where they asked: we are not in there."""
        said = {"text": row.payload["text"], "blocks": row.payload["blocks"]}
        now = self.clock.now()
        with self.store.write() as session:
            outbox.put_message(
                session,
                Kind.DIRECT,
                f"direct:{row.id}",
                said,
                now,
                to=outbox.Recipient(row.workspace_id, row.payload["user"]),
            )
            sending.finish(session, row.id, None)

    def _join(self, channel: str) -> bool:
        try:
            return self.slack.try_without("conversations_join", channel=channel) is not None
        except SlackCallError:
            return False

    def _finish(self, row: Taken, message_ts: str | None, version: int | None) -> None:
        with self.store.write() as session:
            sending.finish(session, row.id, message_ts)
            if row.kind is Kind.CARD and message_ts and row.mention_id is not None:
                session.execute(
                    update(Mention)
                    .where(Mention.id == row.mention_id)
                    .values(card_ts=message_ts, shown_version=version or 0)
                )
            elif row.kind is Kind.SUMMARY and message_ts:
                session.execute(
                    update(Summary)
                    .where(Summary.id == row.payload["summary_id"])
                    .values(card_ts=message_ts)
                )
            elif row.kind is Kind.CARD_UPDATE and version is not None:
                session.execute(
                    update(Mention)
                    .where(Mention.id == row.mention_id, Mention.shown_version < version)
                    .values(shown_version=version)
                )

    def _postpone(
        self, row: Taken, wait: timedelta, error: SlackCallError, *, may_have_it: bool
    ) -> None:
        log.info("outbox.later", key=row.key, seconds=wait.total_seconds(), reason=error.reason)
        with self.store.write() as session:
            sending.postpone(
                session,
                row,
                until=self.clock.now() + wait,
                may_have_it=may_have_it,
                error=str(error),
            )

    def _rest(self, row: Taken, wait: timedelta) -> None:
        self._pace.rest(row.kind, row.channel, self.clock.now() + wait)


def _is_direct(row: Taken) -> bool:
    """Tell whether a row goes to one colleague; a parting is offered to one, or in a channel."""
    is_offered_to_one = row.kind is Kind.PARTING and row.channel.startswith(("U", "W"))
    return row.kind in DIRECT or is_offered_to_one


def _timestamp(answer: dict[str, Any]) -> str | None:
    ts = answer.get("ts")
    return str(ts) if ts else None


def _backoff(attempts: int) -> timedelta:
    """Wait twice as long each time, from half a second to five minutes."""
    return min(_LONGEST_RETRY, timedelta(seconds=0.5 * 2 ** min(attempts - 1, 12)))
