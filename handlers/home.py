"""The App Home: drawn when a colleague opens it."""

import structlog
from slack_bolt import Ack, App

from bot.desk import Asker, Desk
from bot.home import show_home
from bot.home_facts import HomePages
from bot.slack import Slack, SlackCallError
from handlers.deliveries import Body, asker_of, handle_once

log = structlog.get_logger(__name__)


def register_home(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app draw the home of whoever opens it."""

    def on_home_opened(ack: Ack, body: Body) -> None:
        if body["event"].get("tab", "home") == "home":
            handle_once(desk, ack, body, lambda: publish_home(desk, slack, asker_of(body)))

    app.event("app_home_opened")(on_home_opened)


def publish_home(desk: Desk, slack: Slack, asker: Asker, pages: HomePages | None = None) -> None:
    """Draw the asker's home as things stand now, at these pages."""
    view = show_home(desk, asker, pages)
    try:
        slack.try_without("views_publish", user_id=asker.user_id, view=view)
    except SlackCallError as error:
        log.warning("home.not_drawn", reason=error.reason, details=getattr(error, "__notes__", []))
