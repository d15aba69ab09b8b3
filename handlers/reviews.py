"""Reviews: asking somebody to look over a draft, and what they say about it."""

from dataclasses import replace

from slack_bolt import Ack, App

from bot.answer_ids import Action, View
from bot.answer_reading import read_carried_answer, read_reader, read_refills
from bot.answers import too_slow
from bot.desk import Asker, Desk
from bot.ids import chosen_value
from bot.language import Language
from bot.meeting import make_known
from bot.message import Message
from bot.review_modal import read_review
from bot.reviews import ask_reader, call_good, open_better, suggest_wording, use_wording
from bot.slack import Slack
from handlers.answers import typed_so_far
from handlers.deliveries import Body, asker_of, handle_once
from handlers.modals import Refusal, Work, errors_in, open_modal, submitted, update_modal


def register_reviews(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app carry drafts and better wordings between colleagues."""

    def on_ask(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _ask(desk, slack, body))

    def on_good(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: call_good(desk, asker_of(body), _review_id(body)))

    def on_better(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _open_better(desk, slack, body))

    def on_use(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _use(desk, slack, body))

    def on_wording(ack: Ack, body: Body) -> None:
        submitted(desk, ack, body, _take_wording)

    app.action(Action.ASK.value)(on_ask)
    app.action(Action.REVIEW_GOOD.value)(on_good)
    app.action(Action.REVIEW_BETTER.value)(on_better)
    app.action(Action.REVIEW_USE.value)(on_use)
    app.view(View.BETTER.value)(on_wording)


def _ask(desk: Desk, slack: Slack, body: Body) -> None:
    """Send the draft, and say so in the open modal."""
    shown = body["view"]
    values = shown["state"]["values"]
    carried = read_carried_answer(shown["private_metadata"])
    asker, reader, refills = asker_of(body), read_reader(values), read_refills(values)
    if reader:
        make_known(desk, slack, replace(asker, user_id=reader))
    view = ask_reader(desk, asker, carried, typed_so_far(body), reader, refills)
    if view is not None:
        update_modal(slack, shown, view)


def _open_better(desk: Desk, slack: Slack, body: Body) -> Message | None:
    asker = asker_of(body)
    view = open_better(desk, asker, _review_id(body))
    if isinstance(view, Message):
        return view
    opened = open_modal(slack, str(body["trigger_id"]), view)
    return None if opened else too_slow(desk.language_of(asker))


def _use(desk: Desk, slack: Slack, body: Body) -> Message | None:
    view, instead = use_wording(desk, asker_of(body), _review_id(body))
    if view is None:
        return instead
    return None if open_modal(slack, str(body["trigger_id"]), view) else instead


def _take_wording(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
    view = body["view"]
    given = read_review(view["private_metadata"], view["state"]["values"], language)
    if isinstance(given, dict):
        return errors_in(given)
    return {}, lambda: suggest_wording(desk, asker, *given)


def _review_id(body: Body) -> int:
    return int(chosen_value(body["actions"][0]))
