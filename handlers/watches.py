"""Watching a term: the button that asks for more, and the modal that takes the answers."""

from slack_bolt import Ack, App

from bot.answers import too_slow
from bot.asking import FeedReading
from bot.desk import Asker, Desk
from bot.ids import Action, View, chosen_value
from bot.language import Language
from bot.message import Message
from bot.slack import Slack
from bot.watch_modal import read_watch, watch_modal
from bot.watching import start_watch
from bot.wishes import carried_wish
from handlers.deliveries import Body, asker_of, handle_once
from handlers.modals import Refusal, Work, errors_in, open_modal, submitted


def register_watches(app: App, desk: Desk, slack: Slack, reading: FeedReading) -> None:
    """Let the app ask for what a watch lacks, and take it."""

    def on_ask(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _ask(desk, slack, asker_of(body), body))

    def on_watch(ack: Ack, body: Body) -> None:
        def take(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
            view = body["view"]
            wish = read_watch(view["private_metadata"], view["state"]["values"], language)
            if isinstance(wish, dict):
                return errors_in(wish)
            return {}, lambda: start_watch(desk, slack, reading, asker, wish)

        submitted(desk, ack, body, take)

    app.action(Action.WATCH_ASK.value)(on_ask)
    app.view(View.WATCH.value)(on_watch)


def _ask(desk: Desk, slack: Slack, asker: Asker, body: Body) -> Message | None:
    """Open the modal with what is missing."""
    language = desk.language_of(asker)
    view = watch_modal(carried_wish(chosen_value(body["actions"][0])), language, asker.channel)
    return None if open_modal(slack, str(body["trigger_id"]), view) else too_slow(language)
