"""Card links: Slack is asked for a card's address when somebody is first sent there."""

import structlog
from sqlalchemy import update

from bot.models import Mention
from bot.slack import Slack, SlackCallError
from bot.store import Store

log = structlog.get_logger(__name__)


def learn_card_link(store: Store, slack: Slack, mention_id: int) -> None:
    """Ask for the address of a mention's card and keep it; without it one can do as well."""
    with store.read() as session:
        mention = session.get_one(Mention, mention_id)
        channel, card_ts = mention.channel, mention.card_ts
        if card_ts is None or mention.card_link is not None:
            return
    try:
        answer = slack.try_without(
            "chat_getPermalink", tries=1, channel=channel, message_ts=card_ts
        )
    except SlackCallError as error:
        log.info("card.no_link", mention_id=mention_id, reason=error.reason)
        return
    if answer and answer.get("permalink"):
        with store.write() as session:
            session.execute(
                update(Mention)
                .where(Mention.id == mention_id)
                .values(card_link=str(answer["permalink"]))
            )
