"""What Slack tells of colleagues: their accounts change, are closed, and opened again."""

from slack_bolt import Ack, App

from bot.desk import Desk
from bot.leaving import note_user
from handlers.deliveries import Body, handle_once


def register_colleagues(app: App, desk: Desk) -> None:
    """Let the app hear of changes of colleagues' accounts."""

    def on_change(ack: Ack, body: Body) -> None:
        handle_once(
            desk, ack, body, lambda: note_user(desk, str(body["team_id"]), body["event"]["user"])
        )

    app.event("user_change")(on_change)
