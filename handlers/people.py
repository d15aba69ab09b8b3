"""People outside: the buttons on their pages, and the modals behind them."""

from collections.abc import Callable

from slack_bolt import Ack, App

from bot import person_changes as changes
from bot.answers import too_slow
from bot.desk import Asker, Desk
from bot.ids import Action, View, read_page_value
from bot.language import Language
from bot.message import Message
from bot.person_modals import (
    person_options,
    read_name,
    read_note,
    read_other,
    read_person,
    read_reason,
)
from bot.person_pages import (
    people_to_choose,
    show_engagements_with,
    show_mentions_of,
    show_notes_on,
    show_person_by_id,
)
from bot.slack import Slack
from handlers.deliveries import Body, asker_of, handle_once
from handlers.modals import Refusal, Take, Work, errors_in, open_modal, submitted

_AT_ONCE: dict[Action, Callable[[Desk, Asker, int], Message]] = {
    Action.PERSON_SHOW: show_person_by_id,
    Action.PERSON_KNOWN: changes.know_person,
    Action.PERSON_NOT_KNOWN: changes.know_person_no_more,
    Action.PERSON_CONTACT: changes.contact_again,
    Action.PERSON_UNMERGE: changes.undo_merge,
}
_PAGES: dict[Action, Callable[[Desk, Asker, int, int], Message]] = {
    Action.PERSON_MENTIONS: show_mentions_of,
    Action.PERSON_ENGAGEMENTS: show_engagements_with,
    Action.PERSON_NOTES: show_notes_on,
}
_ASKING = (
    Action.PERSON_NOTE,
    Action.PERSON_RENAME,
    Action.PERSON_MERGE,
    Action.PERSON_NO_CONTACT,
)


def register_people(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app take what colleagues say about people."""

    def listen(action: Action, work: Callable[[Asker, Body], Message | None]) -> None:
        def on_action(ack: Ack, body: Body) -> None:
            handle_once(desk, ack, body, lambda: work(asker_of(body), body))

        app.action(action.value)(on_action)

    def take(view: View, take: Take) -> None:
        app.view(view.value)(lambda ack, body: submitted(desk, ack, body, take))

    for action, show in _AT_ONCE.items():
        listen(action, lambda asker, body, show=show: show(desk, asker, int(_value(body))))  # type: ignore[misc]
    for action, page in _PAGES.items():
        listen(
            action,
            lambda asker, body, page=page: page(desk, asker, *read_page_value(_value(body))),  # type: ignore[misc]
        )
    for action in _ASKING:
        listen(action, lambda asker, body, action=action: _ask(desk, slack, asker, body, action))  # type: ignore[misc]
    take(View.PERSON_NOTE, _take_note)
    take(View.PERSON_RENAME, _take_name)
    take(View.PERSON_MERGE, _take_other)
    take(View.NO_CONTACT, _take_reason)
    app.options(Action.PERSON_SEARCH.value)(lambda ack, body: _offer(desk, ack, body))


def _ask(desk: Desk, slack: Slack, asker: Asker, body: Body, action: Action) -> Message | None:
    view = changes.open_person_modal(desk, asker, action, int(_value(body)))
    if isinstance(view, Message):
        return view
    opened = open_modal(slack, str(body["trigger_id"]), view)
    return None if opened else too_slow(desk.language_of(asker))


def _offer(desk: Desk, ack: Ack, body: Body) -> None:
    """Fill the select with people; the options travel in the acknowledgement."""
    asker = asker_of(body)
    person_id = read_person(body["view"]["private_metadata"])
    matches = people_to_choose(desk, asker, str(body.get("value") or ""), person_id)
    ack(options=person_options(matches, desk.language_of(asker)))


def _take_note(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
    person_id, text = _about(body), read_note(_values(body), language)
    if isinstance(text, dict):
        return errors_in(text)
    return {}, lambda: changes.add_note(desk, asker, person_id, text)


def _take_name(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
    person_id, name = _about(body), read_name(_values(body), language)
    if isinstance(name, dict):
        return errors_in(name)
    return {}, lambda: changes.rename_person(desk, asker, person_id, name)


def _take_other(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
    person_id = _about(body)
    other = read_other(_values(body), person_id, language)
    if isinstance(other, dict):
        return errors_in(other)
    return {}, lambda: changes.merge_person(desk, asker, person_id, other)


def _take_reason(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
    person_id, reason = _about(body), read_reason(_values(body), language)
    if isinstance(reason, dict):
        return errors_in(reason)
    return {}, lambda: changes.leave_in_peace(desk, asker, person_id, reason)


def _about(body: Body) -> int:
    return read_person(body["view"]["private_metadata"])


def _values(body: Body) -> Body:
    values: Body = body["view"]["state"]["values"]
    return values


def _value(body: Body) -> str:
    return str(body["actions"][0].get("value") or "0")
