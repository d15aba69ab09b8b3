"""Feeds: the buttons with which one of a page's feeds is chosen."""

import re
from dataclasses import replace

from slack_bolt import Ack, App

from bot.adding import FeedReading, add_feed
from bot.desk import Desk
from bot.ids import Action, chosen_value, read_feed_value
from bot.message import Message
from bot.slack import Slack
from handlers.deliveries import Body, asker_of, handle_once


def register_feeds(app: App, desk: Desk, slack: Slack, reading: FeedReading) -> None:
    """Let the app add the feed that somebody chooses."""

    def on_choice(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _choose(desk, slack, reading, body))

    app.action(re.compile(rf"{Action.FEED_CHOOSE}_\d+"))(on_choice)


def _choose(desk: Desk, slack: Slack, reading: FeedReading, body: Body) -> Message:
    url, channel = read_feed_value(chosen_value(body["actions"][0]))
    return add_feed(desk, slack, reading, replace(asker_of(body), channel=channel), url)
