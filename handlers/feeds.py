"""Feeds: choosing one of a page's, importing a list of them, trying one again."""

import re
from dataclasses import replace

from slack_bolt import Ack, App

from bot.adding import add_feed
from bot.answers import too_slow
from bot.asking import FeedReading
from bot.desk import Asker, Desk
from bot.ids import Action, View, chosen_value, read_feed_value
from bot.importing import import_file, import_modal, uploaded_file
from bot.language import Language
from bot.message import Message
from bot.reviving import try_again
from bot.slack import Slack
from handlers.deliveries import Body, asker_of, handle_once
from handlers.modals import Refusal, Work, open_modal, submitted


def register_feeds(app: App, desk: Desk, slack: Slack, reading: FeedReading) -> None:
    """Let the app add the feed that somebody chooses, and the list that somebody uploads."""

    def on_choice(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _choose(desk, slack, reading, body))

    def on_import(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _ask_for_list(desk, slack, body))

    def on_list(ack: Ack, body: Body) -> None:
        def take(desk: Desk, asker: Asker, body: Body, _language: Language) -> tuple[Refusal, Work]:
            file_id = uploaded_file(body["view"]["state"]["values"])
            return {}, lambda: import_file(desk, slack, reading, asker, file_id)

        submitted(desk, ack, body, take)

    def on_try(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _try(desk, reading, body))

    app.action(Action.FEED_TRY.value)(on_try)
    app.action(Action.FEEDS_IMPORT.value)(on_import)
    app.view(View.IMPORT.value)(on_list)
    app.action(re.compile(rf"{Action.FEED_CHOOSE}_\d+"))(on_choice)


def _ask_for_list(desk: Desk, slack: Slack, body: Body) -> Message | None:
    asker = asker_of(body)
    language = desk.language_of(asker)
    view = import_modal(language, asker.channel)
    return None if open_modal(slack, str(body["trigger_id"]), view) else too_slow(language)


def _choose(desk: Desk, slack: Slack, reading: FeedReading, body: Body) -> Message:
    url, channel, rules = read_feed_value(chosen_value(body["actions"][0]))
    return add_feed(desk, slack, reading, replace(asker_of(body), channel=channel), url, rules)


def _try(desk: Desk, reading: FeedReading, body: Body) -> Message:
    number = int(chosen_value(body["actions"][0]))
    return try_again(desk, reading, asker_of(body), number)
