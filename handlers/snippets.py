"""Snippets: writing, editing and removing the short texts of the house."""

from slack_bolt import Ack, App

from bot.answer_ids import Action, SnippetMore, View, read_snippet_value
from bot.answers import too_slow
from bot.desk import Asker, Desk
from bot.ids import chosen_value
from bot.language import Language
from bot.message import Message
from bot.slack import Slack
from bot.snippet_modal import read_snippet
from bot.snippets import open_snippet, remove_snippet, save_snippet
from handlers.deliveries import Body, asker_of, handle_once
from handlers.modals import Refusal, Work, errors_in, open_modal, submitted


def register_snippets(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app keep snippets."""

    def on_add(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _open(desk, slack, body, None))

    def on_more(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _more(desk, slack, body))

    def on_snippet(ack: Ack, body: Body) -> None:
        submitted(desk, ack, body, _take_snippet)

    app.action(Action.SNIPPET_ADD.value)(on_add)
    app.action(Action.SNIPPET_MORE.value)(on_more)
    app.view(View.SNIPPET.value)(on_snippet)


def _open(desk: Desk, slack: Slack, body: Body, snippet_id: int | None) -> Message | None:
    asker = asker_of(body)
    view = open_snippet(desk, asker, snippet_id)
    if isinstance(view, Message):
        return view
    opened = open_modal(slack, str(body["trigger_id"]), view)
    return None if opened else too_slow(desk.language_of(asker))


def _more(desk: Desk, slack: Slack, body: Body) -> Message | None:
    choice, snippet_id = read_snippet_value(chosen_value(body["actions"][0]))
    if choice is SnippetMore.REMOVE:
        return remove_snippet(desk, asker_of(body), snippet_id)
    return _open(desk, slack, body, snippet_id)


def _take_snippet(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
    view = body["view"]
    given = read_snippet(view["private_metadata"], view["state"]["values"], language)
    if isinstance(given, dict):
        return errors_in(given)
    return {}, lambda: save_snippet(desk, asker, given)
