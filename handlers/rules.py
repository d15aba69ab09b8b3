"""The modal for a feed's rules: opened, tried, and taken when it is submitted."""

from slack_bolt import Ack, App

from bot.answers import too_slow
from bot.desk import Asker, Desk
from bot.ids import View
from bot.language import Language
from bot.message import Message
from bot.rules import open_rules, refused_rules, save_rules, try_rules
from bot.rules_modal import read_form, read_text
from bot.slack import Slack
from handlers.deliveries import Body
from handlers.modals import Refusal, Work, open_modal, submitted, update_modal


def register_rules(app: App, desk: Desk) -> None:
    """Let the app take rules that are submitted."""

    def on_rules(ack: Ack, body: Body) -> None:
        submitted(desk, ack, body, _take_rules)

    app.view(View.RULES.value)(on_rules)


def show_rules_modal(
    desk: Desk, slack: Slack, asker: Asker, trigger_id: str, number: int
) -> Message | None:
    """Open the modal with a feed's rules; return what to say where that is not possible."""
    view = open_rules(desk, asker, number)
    if isinstance(view, Message):
        return view
    return None if open_modal(slack, trigger_id, view) else too_slow(desk.language_of(asker))


def update_rules_modal(desk: Desk, slack: Slack, asker: Asker, body: Body) -> Message | None:
    """Show in the open modal what the rules written in it would have let pass."""
    shown = body["view"]
    text = read_text(shown["state"]["values"])
    view = try_rules(desk, asker, read_form(shown["private_metadata"]), text)
    if isinstance(view, Message):
        return view
    update_modal(slack, shown, view)
    return None


def _take_rules(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
    view = body["view"]
    form, text = read_form(view["private_metadata"]), read_text(view["state"]["values"])
    # Where something is wrong, the modal shows it: an input's error has no room for a marked place.
    if refused := refused_rules(form, text, language):
        return {"response_action": "update", "view": refused}, lambda: None
    return {}, lambda: save_rules(desk, asker, form.number, text)
