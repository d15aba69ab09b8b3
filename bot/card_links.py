"""Where cards are: the address of one, and that somebody has deleted one in Slack."""

from datetime import datetime

import structlog
from sqlalchemy import update

from bot.clock import Clock
from bot.models import Mention
from bot.slack import RefusedError, Slack, SlackCallError
from bot.store import Store

# What Slack says of a card, and of the thread under it, when it is there no more.
GONE = {"message_not_found", "thread_not_found"}

log = structlog.get_logger(__name__)


def learn_card_link(store: Store, clock: Clock, slack: Slack, mention_id: int) -> None:
    """Ask for the address of a mention's card and keep it; without it one can do as well."""
    with store.read() as session:
        mention = session.get_one(Mention, mention_id)
        channel, card_ts = mention.channel, mention.card_ts
        if card_ts is None or mention.card_link is not None or mention.card_deleted_at is not None:
            return
    try:
        answer = slack.try_without(
            "chat_getPermalink", tries=1, channel=channel, message_ts=card_ts
        )
    except SlackCallError as error:
        log.info("card.no_link", mention_id=mention_id, reason=error.reason)
        if isinstance(error, RefusedError) and error.reason in GONE:
            note_deleted_card(store, mention_id, clock.now())
        return
    if answer and answer.get("permalink"):
        with store.write() as session:
            session.execute(
                update(Mention)
                .where(Mention.id == mention_id)
                .values(card_link=str(answer["permalink"]))
            )


def note_deleted_card(store: Store, mention_id: int, now: datetime) -> None:
    """Keep in mind that a mention's card is deleted: none is posted again, nor spoken under it."""
    with store.write() as session:
        session.execute(
            update(Mention)
            .where(Mention.id == mention_id)
            .values(card_deleted_at=now, card_link=None)
        )
