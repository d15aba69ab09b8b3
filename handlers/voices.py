"""Own voices: a colleague says who of us somebody outside is, and takes it back."""

from slack_bolt import Ack, App

from bot.desk import Asker, Desk
from bot.ids import Action, View, chosen_value
from bot.language import Language
from bot.message import Message
from bot.own_voices import add_own_profile, disown, name_voice, open_own_profile, open_voice
from bot.slack import Slack
from bot.submissions import read_carried
from bot.voice_modals import read_own_profile, read_voice
from handlers.deliveries import Body, asker_of, handle_once
from handlers.home import publish_home
from handlers.modals import Refusal, Work, errors_in, open_modal, submitted


def register_voices(app: App, desk: Desk, slack: Slack) -> None:
    """Let the app hear who of us writes outside."""

    def on_add(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _ask_for_profile(desk, slack, body))

    def on_disown(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _disown(desk, slack, body))

    def on_profile(ack: Ack, body: Body) -> None:
        submitted(desk, ack, body, lambda *given: _take_profile(slack, *given))

    def on_voice(ack: Ack, body: Body) -> None:
        submitted(desk, ack, body, _take_voice)

    app.action(Action.VOICE_ADD.value)(on_add)
    app.action(Action.VOICE_DISOWN.value)(on_disown)
    app.view(View.OWN_PROFILE.value)(on_profile)
    app.view(View.VOICE.value)(on_voice)


def _ask_for_profile(desk: Desk, slack: Slack, body: Body) -> Message | None:
    view, instead = open_own_profile(desk, asker_of(body))
    return None if open_modal(slack, str(body["trigger_id"]), view) else instead


def _disown(desk: Desk, slack: Slack, body: Body) -> Message:
    asker = asker_of(body)
    answer = disown(desk, asker, int(chosen_value(body["actions"][0])))
    if (body.get("view") or {}).get("type") == "home":
        publish_home(desk, slack, asker)
    return answer


def _take_profile(
    slack: Slack, desk: Desk, asker: Asker, body: Body, language: Language
) -> tuple[Refusal, Work]:
    url = read_own_profile(body["view"]["state"]["values"], language)
    if isinstance(url, dict):
        return errors_in(url)

    def work() -> Message:
        answer = add_own_profile(desk, asker, url)
        publish_home(desk, slack, asker)
        return answer

    return {}, work


def show_voice_modal(
    desk: Desk, slack: Slack, asker: Asker, trigger_id: str, number: int
) -> Message | None:
    """Open the modal that asks who of us wrote a mention; return what to say instead."""
    view, instead = open_voice(desk, asker, number)
    return None if view is not None and open_modal(slack, trigger_id, view) else instead


def _take_voice(desk: Desk, asker: Asker, body: Body, language: Language) -> tuple[Refusal, Work]:
    view = body["view"]
    chosen = read_voice(view["state"]["values"], language)
    if isinstance(chosen, dict):
        return errors_in(chosen)
    number = read_carried(view["private_metadata"]).mention_number
    return {}, lambda: name_voice(desk, asker, number, chosen)
