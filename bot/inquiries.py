"""What Slack is asked before something is drawn, outside of any transaction."""

from dataclasses import dataclass

from bot.absences import Absences
from bot.clock import Clock
from bot.first_call import end_first_call
from bot.mentions import lock_mention
from bot.models import Mention
from bot.outbox import Kind
from bot.sending import Taken
from bot.slack import Slack
from bot.store import Store
from bot.suggesting import short_list


@dataclass(frozen=True, slots=True)
class Learnt:
    """What Slack told: who is not away of those whom a row's mention would suit (Slack ids)."""

    present: frozenset[str] = frozenset()


class Inquiries:
    """Asks Slack; what it does not tell is done without."""

    def __init__(self, store: Store, clock: Clock, slack: Slack) -> None:
        self._store = store
        self._clock = clock
        self._absences = Absences(slack, clock)

    def inquire(self, row: Taken) -> Learnt:
        """Ask what a row of the outbox needs.

        What waits for somebody who is away is for everybody at once.
        """
        if row.mention_id is not None and row.kind is Kind.FIRST_CALL:
            if not self._absences.present([row.channel]):
                self._call_nobody(row.mention_id, row.payload["colleague_id"])
            return Learnt()
        if row.mention_id is None or row.kind not in (Kind.CARD, Kind.CARD_UPDATE):
            return Learnt()
        with self._store.read() as session:
            mention = session.get_one(Mention, row.mention_id)
            fitting = short_list(session, mention, self._clock.now())
        return Learnt(present=self._absences.present(fitting))

    def _call_nobody(self, mention_id: int, colleague_id: int) -> None:
        with self._store.write() as session:
            mention = lock_mention(session, mention_id)
            if mention.called_id == colleague_id:
                end_first_call(session, mention, self._clock.now())
