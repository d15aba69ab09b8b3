"""The log: the commands that show it, draw it or give it as files, and its pages' buttons."""

from slack_bolt import Ack, App

from bot.answers import not_understood
from bot.desk import Asker, Desk
from bot.export_files import Format
from bot.exporting import send_export, send_log
from bot.ids import Action, chosen_value
from bot.log_filter import read_page
from bot.log_pages import read_log, show_log, turn_log
from bot.mapping.picture import Theme
from bot.mapping.posting import post_map
from bot.message import Message
from bot.slack import Slack
from handlers.deliveries import Body, asker_of, handle_once

_THEMES = {"": Theme.LIGHT, "light": Theme.LIGHT, "hell": Theme.LIGHT}
_THEMES |= {"dark": Theme.DARK, "dunkel": Theme.DARK}
_TURNING = (Action.LOG_EARLIER, Action.LOG_LATER, Action.LOG_PERSON)


def register_log(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app turn the pages of the log, and send it as a file."""

    def on_turn(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: turn_log(desk, asker_of(body), _value(body)))

    def on_file(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _send(desk, slack, body))

    for action in _TURNING:
        app.action(action.value)(on_turn)
    app.action(Action.LOG_CSV.value)(on_file)


def answer_log(desk: Desk, slack: Slack, asker: Asker, text: str) -> Message:
    """Show the part of the log that the text asks for, or send it as a file."""
    found = read_log(desk, asker, text)
    if isinstance(found, Message):
        return found
    wanted, as_file = found
    if as_file:
        return send_log(desk, slack, asker, wanted)
    return show_log(desk, asker, wanted)


def answer_export(desk: Desk, slack: Slack, asker: Asker, text: str) -> Message:
    """Send all that there is, as files of the kind that the text names."""
    kind = text.lower() or Format.CSV
    if kind not in list(Format):
        return not_understood(text, "export", desk.language_of(asker))
    return send_export(desk, slack, asker, Format(kind))


def answer_map(desk: Desk, slack: Slack, asker: Asker, text: str) -> Message | None:
    """Post the map of who knows whom, light unless the text says otherwise."""
    theme = _THEMES.get(text.lower())
    if theme is None:
        return not_understood(text, "map", desk.language_of(asker))
    return post_map(desk, slack, asker, theme)


def _send(desk: Desk, slack: Slack, body: Body) -> Message:
    wanted, _ = read_page(_value(body))
    return send_log(desk, slack, asker_of(body), wanted)


def _value(body: Body) -> str:
    return chosen_value(body["actions"][0])
