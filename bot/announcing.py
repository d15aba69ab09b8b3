"""Announcing: what recording came to is put into the outbox, for one workspace at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import outbox
from bot.feed_models import Subscription
from bot.first_call import call_first
from bot.known_notices import put_known_notices
from bot.models import Mention
from bot.store import in_portions
from bot.summaries import summarise


@dataclass(frozen=True, slots=True)
class Brought:
    """What a subscription has brought: mentions (id) that it made, and those it found anew."""

    subscription: Subscription
    made: list[int] = field(default_factory=list)
    found: list[int] = field(default_factory=list)

    @property
    def found_again(self) -> list[int]:
        """Give the mentions that were there before the subscription found them."""
        return sorted(set(self.found) - set(self.made))


def announce(session: Session, brought: Sequence[Brought], now: datetime, *, cards: int) -> None:
    """Draw anew the cards of mentions that were found again; put the cards of new ones.

    The newest ``cards`` that a subscription made get cards; a summary stands for all others.
    """
    mentions = _locked(session, sorted({each for one in brought for each in one.found_again}))
    rows: list[outbox.Row] = []
    for one in brought:
        for mention_id in one.found_again:
            mention = mentions[mention_id]
            mention.version += 1
            rows.append(outbox.card_update_row(outbox.about(mention), mention.version, now))
        first_card = max(0, len(one.made) - cards)
        for mention_id in one.made[first_card:]:
            to = outbox.Recipient(
                one.subscription.workspace_id, one.subscription.channel, mention_id
            )
            rows.extend(outbox.card_rows(to, now))
        if first_card:
            # A summary says its own, after what stands before it.
            outbox.put(session, rows)
            rows = []
            summarise(session, one.subscription, one.made[:first_card], now)
    outbox.put(session, rows)
    with_cards = [each for one in brought for each in one.made[-cards:]]
    call_first(session, with_cards, now)
    put_known_notices(session, with_cards, now)


def _locked(session: Session, mention_ids: Sequence[int]) -> dict[int, Mention]:
    """Load mentions, locked: a colleague may be claiming one at this moment."""
    return {
        mention.id: mention
        for some in in_portions(mention_ids)
        for mention in session.scalars(
            select(Mention)
            .where(Mention.id.in_(some))
            .order_by(Mention.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    }
