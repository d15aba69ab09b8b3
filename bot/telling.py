"""Telling one colleague something in private, through the outbox."""

from bot import outbox
from bot.desk import Asker, Desk, Visit
from bot.message import Message


def tell(visit: Visit, channel: str | None, message: Message, delivery: str) -> None:
    """Tell who asks, in a channel visible only to them, or directly where there is none.

    ``delivery`` names what is answered, so that it is answered once.
    """
    said = {"text": message.text, "blocks": message.blocks}
    asker = visit.colleague.slack_id
    outbox.put_message(
        visit.session,
        outbox.Kind.ANSWER if channel else outbox.Kind.DIRECT,
        f"answer:{delivery}"[:200],
        said | {"user": asker} if channel else said,
        visit.now,
        to=outbox.Recipient(visit.workspace.id, channel or asker),
    )


def tell_asker(
    desk: Desk, asker: Asker, channel: str | None, message: Message, delivery: str
) -> None:
    """Tell who asks, in a transaction of its own."""
    with desk.visit(asker) as visit:
        tell(visit, channel, message, delivery)
