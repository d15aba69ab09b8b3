"""Tips and house rules: buttons at a claim and on request, and the modals to write them in."""

from collections.abc import Callable

import structlog
from slack_bolt import Ack, App

from bot.answers import too_slow
from bot.buddies import ask_buddy
from bot.desk import Asker, Desk
from bot.house_rules import (
    hide_place,
    open_house_rules,
    open_place_words,
    save_house_rules,
    save_place_words,
    show_place,
    show_place_again,
    with_shipped_tips,
)
from bot.house_rules_modal import read_house_rules, read_place, read_place_tips
from bot.ids import Action, View, chosen_value, read_buddy_value
from bot.language import Language
from bot.message import Message
from bot.slack import Slack, SlackCallError
from handlers.deliveries import Body, asker_of, handle_once
from handlers.modals import Refusal, Work, open_modal, submitted

log = structlog.get_logger(__name__)


def register_tips(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app show, hide and change what is told about places, and introduce a buddy."""

    def listen(action: Action, work: Callable[[Asker, Body, str], Message | None]) -> None:
        def on_action(ack: Ack, body: Body) -> None:
            asker, value = asker_of(body), chosen_value(body["actions"][0])
            handle_once(desk, ack, body, lambda: work(asker, body, value))

        app.action(action.value)(on_action)

    def on_house_rules(ack: Ack, body: Body) -> None:
        submitted(desk, ack, body, _take_house_rules)

    def on_place_words(ack: Ack, body: Body) -> None:
        def take(desk: Desk, asker: Asker, body: Body, _language: Language) -> tuple[Refusal, Work]:
            return {}, lambda: _save_place_words(desk, slack, asker, body)

        submitted(desk, ack, body, take)

    for action in (Action.TIPS_MORE, Action.TIPS_CHOOSE):
        listen(action, lambda asker, _, place: show_place(desk, asker, place))
    listen(Action.TIPS_HIDE, lambda asker, _, place: hide_place(desk, asker, place))
    listen(Action.TIPS_SHOW, lambda asker, _, place: show_place_again(desk, asker, place))
    for action in (Action.TIPS_EDIT, Action.HOUSE_PLACE):
        listen(action, lambda asker, body, place: _edit(desk, slack, asker, body, place))
    listen(Action.TIPS_SHIPPED, lambda asker, body, _: _fill_in_shipped(desk, slack, asker, body))
    listen(
        Action.HOUSE_RULES_OPEN,
        lambda asker, body, _: show_house_rules(
            desk, slack, asker, str(body["trigger_id"]), "views_push"
        ),
    )
    listen(
        Action.BUDDY_ASK,
        lambda asker, _, value: ask_buddy(desk, slack, asker, *read_buddy_value(value)),
    )
    app.view(View.HOUSE_RULES.value)(on_house_rules)
    app.view(View.PLACE_WORDS.value)(on_place_words)


def show_house_rules(
    desk: Desk, slack: Slack, asker: Asker, trigger_id: str, method: str = "views_open"
) -> Message | None:
    """Open the modal with the house rules; ``method``: on top of another modal, or alone."""
    view = open_house_rules(desk, asker)
    if open_modal(slack, trigger_id, view, method):
        return None
    return too_slow(desk.language_of(asker))


def _edit(desk: Desk, slack: Slack, asker: Asker, body: Body, place: str) -> Message | None:
    """Open what is told about a place, on top of the modal in which it was chosen, if any."""
    method = "views_push" if body.get("view") else "views_open"
    view = open_place_words(desk, asker, place)
    if open_modal(slack, str(body["trigger_id"]), view, method):
        return None
    return too_slow(desk.language_of(asker))


def _fill_in_shipped(desk: Desk, slack: Slack, asker: Asker, body: Body) -> None:
    shown = body["view"]
    view = with_shipped_tips(desk, asker, *read_place(shown["private_metadata"]))
    _update(slack, view, view_id=shown["id"], hash=shown["hash"])


def _take_house_rules(
    desk: Desk, asker: Asker, body: Body, _language: Language
) -> tuple[Refusal, Work]:
    written = read_house_rules(body["view"]["state"]["values"])
    return {}, lambda: save_house_rules(desk, asker, written)


def _save_place_words(desk: Desk, slack: Slack, asker: Asker, body: Body) -> Message:
    """Keep what was written, and show in the modal below that this place has its own words."""
    view = body["view"]
    place, _ = read_place(view["private_metadata"])
    values = view["state"]["values"]
    saved = save_place_words(desk, asker, place, read_house_rules(values), read_place_tips(values))
    if below := view.get("previous_view_id"):
        _update(slack, open_house_rules(desk, asker), view_id=below)
    return saved


def _update(slack: Slack, view: dict[str, object], **which: str) -> None:
    try:
        slack.call("views_update", view=view, **which)
    except SlackCallError as error:
        log.warning("modal.not_updated", reason=error.reason)
