"""Answers: the modal in which they are logged, and what their authors do with them later."""

import re

from slack_bolt import Ack, App

from bot.answer_doubts import ask_if_sure, is_doubtful
from bot.answer_ids import Action, read_answer_value, read_lesson_value
from bot.answer_reading import (
    read_answer,
    read_carried_answer,
    read_refills,
    read_written,
)
from bot.answering import (
    keep_typed,
    log_answer,
    open_answer,
    open_correction,
    start_answer,
    withdraw_answer,
)
from bot.desk import Asker, Desk
from bot.drafts import Typed
from bot.ids import View, chosen_value
from bot.language import Language
from bot.meeting import make_known
from bot.message import Message
from bot.slack import Slack
from bot.telling_lessons import pass_on
from bot.workspaces import zone_named
from handlers.deliveries import Body, asker_of, handle_once
from handlers.modals import Refusal, Work, errors_in, open_modal, submitted, update_modal


def register_answers(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app take answers, and what is written on the way there."""

    def on_answer(ack: Ack, body: Body) -> None:
        def take(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
            return _take_answer(desk, slack, asker, body, language)

        submitted(desk, ack, body, take)

    def on_typed(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _keep_typed(desk, body))

    def on_add(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _add(desk, slack, body))

    def on_correct(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _correct(desk, slack, body))

    def on_withdraw(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _withdraw(desk, body))

    def on_snippet(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _start(desk, slack, body))

    def on_tell(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _tell(desk, slack, body))

    app.view(View.REPLY.value)(on_answer)
    app.action(re.compile(rf"{Action.TYPED}(_\d+)?"))(on_typed)
    app.action(re.compile(rf"{Action.SNIPPET}(_\d+)?"))(on_snippet)
    app.action(Action.LESSON_TELL.value)(on_tell)
    app.action(Action.ADD.value)(on_add)
    app.action(Action.CORRECT.value)(on_correct)
    app.action(Action.WITHDRAW.value)(on_withdraw)


def show_answer_modal(
    desk: Desk,
    slack: Slack,
    asker: Asker,
    trigger_id: str,
    number: int,
    *,
    another: bool = False,
    knowingly: bool = False,
) -> Message | None:
    """Open the modal for an answer; return what to say where that is not possible.

    ``another`` and ``knowingly`` as in ``open_answer``.
    """
    make_known(desk, slack, asker)
    view, instead = open_answer(desk, asker, number, another=another, knowingly=knowingly)
    if view is None:
        return instead
    # A trigger lives for three seconds: whoever's modal comes too late gets a button instead.
    return None if open_modal(slack, trigger_id, view) else instead


def _add(desk: Desk, slack: Slack, body: Body) -> Message | None:
    number = int(chosen_value(body["actions"][0]))
    trigger_id = str(body["trigger_id"])
    return show_answer_modal(desk, slack, asker_of(body), trigger_id, number, another=True)


def _correct(desk: Desk, slack: Slack, body: Body) -> Message | None:
    number, answer_id = read_answer_value(chosen_value(body["actions"][0]))
    view, instead = open_correction(desk, asker_of(body), number, answer_id)
    if view is None:
        return instead
    return None if open_modal(slack, str(body["trigger_id"]), view) else instead


def _withdraw(desk: Desk, body: Body) -> Message:
    number, answer_id = read_answer_value(chosen_value(body["actions"][0]))
    return withdraw_answer(desk, asker_of(body), number, answer_id)


def _tell(desk: Desk, slack: Slack, body: Body) -> Message:
    lesson_id, channel = read_lesson_value(chosen_value(body["actions"][0]))
    return pass_on(desk, slack, asker_of(body), lesson_id, channel)


def _keep_typed(desk: Desk, body: Body) -> None:
    carried = read_carried_answer(body["view"]["private_metadata"])
    keep_typed(desk, asker_of(body), carried, typed_so_far(body))


def _start(desk: Desk, slack: Slack, body: Body) -> None:
    """Put the chosen snippet into the open modal."""
    shown, action = body["view"], body["actions"][0]
    carried = read_carried_answer(shown["private_metadata"])
    refills = read_refills(shown["state"]["values"])
    snippet_id = int(chosen_value(action))
    view = start_answer(desk, asker_of(body), carried, typed_so_far(body), snippet_id, refills)
    if view is not None:
        update_modal(slack, shown, view)


def typed_so_far(body: Body) -> Typed:
    """Read what stands in the modal at the moment of an action."""
    view, at = body["view"], float(body["actions"][0]["action_ts"])
    return Typed(read_written(view["state"]["values"]), str(view["id"]), at)


def _take_answer(
    desk: Desk, slack: Slack, asker: Asker, body: Body, language: Language
) -> tuple[Refusal, Work]:
    view = body["view"]
    carried = read_carried_answer(view["private_metadata"])
    written = read_written(view["state"]["values"])
    now, zone = desk.clock.now(), zone_named(carried.zone)
    given = read_answer(written, language, now, zone, carried.starts)
    if isinstance(given, dict):
        return errors_in(given)
    if given.link and is_doubtful(given.link, carried.sites, written.sure):
        again = ask_if_sure(view, given.link, carried.sites, language)
        return {"response_action": "update", "view": again}, lambda: None
    return {}, lambda: log_answer(desk, slack, asker, carried, given, str(view["id"]))
