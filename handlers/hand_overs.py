"""Handing over: the modal that asks to whom, and the yes or no of the other one."""

import re
from collections.abc import Callable

from slack_bolt import Ack, App

from bot import answers
from bot.desk import Asker, Desk
from bot.give_modal import read_give
from bot.handing_over import answer_offer, hand_over, hand_over_by_name, open_give
from bot.ids import Action, View, read_offer_value
from bot.language import Language
from bot.meeting import make_known
from bot.message import Message
from bot.prompts import Place
from bot.slack import Slack
from bot.states import Event
from bot.submissions import read_carried
from handlers.deliveries import Body, asker_of, handle_once
from handlers.modals import Refusal, Work, errors_in, open_modal, submitted

_YES_OR_NO = {Action.OFFER_ACCEPT: Event.ACCEPT, Action.OFFER_DECLINE: Event.DECLINE}
_GIVE = re.compile(r"#?(\d{1,9})\s+(<@[A-Z0-9]+(?:\|[^>]*)?>|@?\S+)\s*(.*)", re.DOTALL)
_USER = re.compile(r"<@([A-Z0-9]+)")


def register_hand_overs(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app take whom a colleague picks, and what that one says."""

    def on_give(ack: Ack, body: Body) -> None:
        def take(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
            view = body["view"]
            given = read_give(view["state"]["values"], asker.user_id, language)
            if isinstance(given, dict):
                return errors_in(given)
            number = read_carried(view["private_metadata"]).mention_number
            return {}, lambda: hand_over(desk, slack, asker, number, given.to, given.reason)

        submitted(desk, ack, body, take)

    def on_open(ack: Ack, body: Body) -> None:
        number = int(body["actions"][0]["value"])
        handle_once(
            desk,
            ack,
            body,
            lambda: show_give_modal(desk, slack, asker_of(body), str(body["trigger_id"]), number),
        )

    app.view(View.GIVE.value)(on_give)
    app.action(Action.GIVE_OPEN.value)(on_open)
    for action, event in _YES_OR_NO.items():
        app.action(action.value)(_on_yes_or_no(desk, event))


def _on_yes_or_no(desk: Desk, event: Event) -> Callable[[Ack, Body], None]:
    def on_click(ack: Ack, body: Body) -> None:
        number, line_id = read_offer_value(str(body["actions"][0]["value"]))
        place = place_of(body)
        handle_once(
            desk,
            ack,
            body,
            lambda: answer_offer(desk, asker_of(body), number, line_id, event, place),
        )

    return on_click


def place_of(body: Body) -> Place:
    """Read where the message stands in which a button was pressed."""
    container = body.get("container") or {}
    return Place(str(container.get("channel_id") or ""), str(container.get("message_ts") or ""))


def show_give_modal(
    desk: Desk, slack: Slack, asker: Asker, trigger_id: str, number: int
) -> Message | None:
    """Open the modal in which a mention is handed over; return what to say where it cannot be."""
    make_known(desk, slack, asker)
    view = open_give(desk, asker, number)
    if isinstance(view, Message):
        return view
    if open_modal(slack, trigger_id, view):
        return None
    return answers.too_slow(desk.language_of(asker))


def give(desk: Desk, slack: Slack, asker: Asker, rest: str, language: Language) -> Message:
    """Hand over as a command says it: number, colleague, perhaps a reason."""
    found = _GIVE.fullmatch(rest)
    if found is None:
        first = rest.split(maxsplit=1)[0] if rest else ""
        if first and not re.fullmatch(r"#?\d{1,9}", first):
            return answers.not_a_number(first, language)
        return answers.missing_argument("give", language)
    make_known(desk, slack, asker)
    number, whom, reason = int(found[1]), found[2], found[3].strip()
    if user := _USER.match(whom):
        return hand_over(desk, slack, asker, number, user[1], reason)
    return hand_over_by_name(desk, slack, asker, number, whom, reason)
