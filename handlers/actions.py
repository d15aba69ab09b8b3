"""Buttons and menus: on cards, on private answers, and in a colleague's home."""

from collections.abc import Callable

from slack_bolt import Ack, App

from bot.claims import change_by_number, claim_on_card
from bot.desk import Asker, Desk
from bot.facts import MentionFilter
from bot.forgetting_wishes import ask_to_forget_one, forget_now
from bot.home import choose_wishes
from bot.home_facts import HomePart
from bot.home_view import read_home_pages
from bot.ids import (
    AS_WORKSPACE,
    Action,
    More,
    chosen_value,
    read_home_page_value,
    read_more_value,
    read_summary_value,
)
from bot.meeting import make_known
from bot.message import Message
from bot.mutes import ask_what_to_mute, mute_author, mute_source, unmute
from bot.own_voices import disown_author
from bot.partings import keep_in_touch
from bot.passing_on import pass_on
from bot.person_pages import show_author
from bot.preferences import save_language
from bot.putting_off import put_off
from bot.reports import show_mentions
from bot.showing_more import show_more
from bot.slack import Slack
from bot.states import Event
from handlers.answers import show_answer_modal
from handlers.deliveries import Body, asker_of, handle_once
from handlers.hand_overs import place_of, show_give_modal
from handlers.home import publish_home
from handlers.rules import show_rules_modal, update_rules_modal
from handlers.voices import show_voice_modal

_CHANGES = {
    Action.CARD_CLAIM: Event.CLAIM,
    Action.CARD_RELEASE: Event.RELEASE,
    Action.CARD_REOPEN: Event.REOPEN,
    Action.HOME_CLAIM: Event.CLAIM,
    Action.HOME_RELEASE: Event.RELEASE,
    Action.HOME_ACCEPT: Event.ACCEPT,
    Action.HOME_DECLINE: Event.DECLINE,
}
# What a card's menu opens, and what it answers at once.
_OPENS = {
    More.MY_ANSWER: show_answer_modal,
    More.OURS: show_voice_modal,
    More.GIVE: show_give_modal,
}
_ANSWERS = {
    More.NOT_OURS: disown_author,
    More.PERSON: show_author,
    More.MUTE: ask_what_to_mute,
    More.MUTE_AUTHOR: mute_author,
    More.MUTE_SOURCE: mute_source,
}
_REPLIES = (Action.CARD_REPLY, Action.OFFER_REPLY, Action.HOME_REPLY)


def register_actions(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app answer every button and menu of ours."""

    def listen(action: Action, work: Callable[[Asker, Body], Message | None]) -> None:
        def on_action(ack: Ack, body: Body) -> None:
            asker = asker_of(body)
            handle_once(desk, ack, body, lambda: _in_home(desk, slack, body, work(asker, body)))

        app.action(action.value)(on_action)

    for action, event in _CHANGES.items():
        listen(action, lambda asker, body, event=event: _change(desk, slack, asker, body, event))  # type: ignore[misc]
    for action in _REPLIES:
        listen(action, lambda asker, body: _reply(desk, slack, asker, body))
    listen(Action.CLAIM_ALL_THE_SAME, lambda asker, body: _claim_all_the_same(desk, asker, body))
    listen(Action.CARD_MORE, lambda asker, body: _more(desk, slack, asker, body))
    listen(
        Action.REPLY_ALL_THE_SAME,
        lambda asker, body: _reply(desk, slack, asker, body, knowingly=True),
    )
    listen(
        Action.PERSON_FORGET,
        lambda asker, body: ask_to_forget_one(desk, slack, asker, int(_value(body))),
    )
    listen(
        Action.PERSON_FORGET_NOW,
        lambda asker, body: forget_now(desk, slack, asker, int(_value(body))),
    )
    listen(
        Action.SUMMARY_SHOW,
        lambda asker, body: show_more(desk, asker, *read_summary_value(_value(body))),
    )
    listen(
        Action.STILL_ON_IT,
        lambda asker, body: put_off(desk, asker, int(_value(body)), place_of(body)),
    )
    listen(
        Action.CALL_LEAVE,
        lambda asker, body: pass_on(desk, asker, int(_value(body)), place_of(body)),
    )
    listen(
        Action.CLAIM_ANYWAY,
        lambda asker, body: change_by_number(
            desk, asker, int(_value(body)), Event.CLAIM, anyway=True
        )[1],
    )
    listen(
        Action.HELD_SHOW, lambda asker, _: show_mentions(desk, asker, MentionFilter.MINE, page=1)
    )
    listen(Action.KEEP_CONTACT, lambda asker, body: _keep_contact(desk, asker, body))
    listen(Action.UNMUTE, lambda asker, body: unmute(desk, asker, int(_value(body))))
    listen(
        Action.RULES_OPEN,
        lambda asker, body: show_rules_modal(
            desk, slack, asker, str(body["trigger_id"]), int(_value(body))
        ),
    )
    listen(Action.RULES_TRY, lambda asker, body: update_rules_modal(desk, slack, asker, body))
    listen(Action.HOME_LANGUAGE, lambda asker, body: _language(desk, asker, body))
    listen(Action.HOME_WISHES, lambda asker, body: _wishes(desk, asker, body))
    for turn in (Action.HOME_BACK, Action.HOME_MORE):
        # Home is drawn anew after each of its buttons, at the page that this one names.
        listen(turn, lambda _asker, _body: None)
    # The page opens in the browser; Slack wants an acknowledgement all the same.
    for action in (Action.CARD_OPEN_PAGE, Action.CARD_SEE):
        app.action(action.value)(lambda ack: ack())


def _change(desk: Desk, slack: Slack, asker: Asker, body: Body, event: Event) -> Message | None:
    make_known(desk, slack, asker)
    number = int(_value(body))
    if event is Event.CLAIM and _is_on_card(body):
        return claim_on_card(desk, asker, number)
    done, message = change_by_number(desk, asker, number, event)
    # A card shows for itself what was done with it; elsewhere a word is needed.
    return None if done and _is_on_card(body) else message


def _claim_all_the_same(desk: Desk, asker: Asker, body: Body) -> Message:
    number = int(_value(body))
    return change_by_number(desk, asker, number, Event.CLAIM, knowingly=True)[1]


def _reply(
    desk: Desk, slack: Slack, asker: Asker, body: Body, *, knowingly: bool = False
) -> Message | None:
    trigger_id = str(body["trigger_id"])
    number = int(_value(body))
    return show_answer_modal(desk, slack, asker, trigger_id, number, knowingly=knowingly)


def _more(desk: Desk, slack: Slack, asker: Asker, body: Body) -> Message | None:
    choice, number = read_more_value(chosen_value(body["actions"][0]))
    if choice in _OPENS:
        return _OPENS[choice](desk, slack, asker, str(body["trigger_id"]), number)
    if choice in _ANSWERS:
        return _ANSWERS[choice](desk, asker, number)
    make_known(desk, slack, asker)
    done, message = change_by_number(desk, asker, number, Event.DISMISS)
    return None if done else message


def _language(desk: Desk, asker: Asker, body: Body) -> Message | None:
    chosen = str(body["actions"][0]["selected_option"]["value"])
    save_language(desk, asker, None if chosen == AS_WORKSPACE else chosen)
    return None


def _keep_contact(desk: Desk, asker: Asker, body: Body) -> Message:
    message_ts = str((body.get("container") or {}).get("message_ts") or "")
    return keep_in_touch(desk, asker, int(_value(body)), message_ts)


def _wishes(desk: Desk, asker: Asker, body: Body) -> Message | None:
    chosen = body["actions"][0].get("selected_options") or []
    choose_wishes(desk, asker, [str(option["value"]) for option in chosen])
    return None


def _in_home(desk: Desk, slack: Slack, body: Body, message: Message | None) -> Message | None:
    """Draw the home anew when something was done there, at the pages that it shows."""
    view = body.get("view") or {}
    if view.get("type") == "home":
        pages = read_home_pages(str(view.get("private_metadata") or ""))
        if body["actions"][0]["action_id"] in (Action.HOME_BACK, Action.HOME_MORE):
            part, page = read_home_page_value(_value(body))
            pages = pages.turned(HomePart(part), page)
        publish_home(desk, slack, asker_of(body), pages)
    return message


def _is_on_card(body: Body) -> bool:
    container = body.get("container") or {}
    return container.get("type") == "message" and not container.get("is_ephemeral")


def _value(body: Body) -> str:
    return str(body["actions"][0].get("value") or "0")
