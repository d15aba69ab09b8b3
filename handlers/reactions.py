"""Reactions: a hand on a card claims it, and so on."""

from slack_bolt import Ack, App

from bot.desk import Desk
from bot.reacting import Reaction, react
from bot.slack import Slack
from handlers.deliveries import Body, asker_of, handle_once


def register_reactions(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app take reactions on cards as wishes."""

    def on_added(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _react(desk, slack, body, added=True))

    def on_removed(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _react(desk, slack, body, added=False))

    app.event("reaction_added")(on_added)
    app.event("reaction_removed")(on_removed)


def _react(desk: Desk, slack: Slack, body: Body, *, added: bool) -> None:
    """Take a reaction; having no trigger and no response_url, it is answered by the outbox."""
    event = body["event"]
    item = event.get("item") or {}
    if item.get("type") != "message" or not event.get("user"):
        return
    reaction = Reaction(
        card_ts=str(item["ts"]),
        emoji=str(event["reaction"]),
        added=added,
        at=str(event.get("event_ts") or ""),
        delivery=str(body.get("event_id") or f"{event['user']}:{event.get('event_ts')}"),
    )
    react(desk, slack, asker_of(body), reaction)
