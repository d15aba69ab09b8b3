"""Modals and home tabs open, change, stack, validate and close as in Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.driver import DriverError
from tests.sandbox.test_commands_and_buttons import plain

if TYPE_CHECKING:
    from sandbox.driver import Colleague, Driver
    from tests.sandbox.socket_app import SocketApp

Json = dict[str, Any]
PLACES = [{"text": plain(name), "value": name.lower()} for name in ("Reddit", "Blog")]
ANSWER: Json = {
    "type": "modal",
    "callback_id": "answer",
    "title": plain("Answer"),
    "submit": plain("Log it"),
    "private_metadata": "42",
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "text",
            "label": plain("What you wrote"),
            "element": {"type": "plain_text_input", "action_id": "said", "multiline": True},
        },
        {
            "type": "input",
            "block_id": "link",
            "optional": True,
            "label": plain("Link"),
            "element": {"type": "url_text_input", "action_id": "url"},
        },
        {
            "type": "input",
            "block_id": "place",
            "optional": True,
            "label": plain("Place"),
            "element": {
                "type": "static_select",
                "action_id": "where",
                "options": PLACES,
                "initial_option": PLACES[0],
            },
        },
        {
            "type": "actions",
            "block_id": "do",
            "elements": [{"type": "button", "action_id": "tips", "text": plain("Tips")}],
        },
    ],
}
SMALL: Json = {"type": "modal", "title": plain("Small"), "blocks": []}


def trigger(app: SocketApp, su: Colleague) -> str:
    before = len(app.received)
    su.runs("/mentions reply 1", in_="mentions")
    payload = app.waits(lambda m: m["type"] == "slash_commands" and m in app.received[before:])
    return str(payload["payload"]["trigger_id"])


@pytest.fixture
def modal(app: SocketApp, su: Colleague) -> Json:
    app.client.views_open(trigger_id=trigger(app, su), view=ANSWER)
    return su.sees_modal("What you wrote")


def submission(app: SocketApp) -> Json:
    return app.payload("interactive", type="view_submission")


def test_a_modal_opens_with_its_state(modal: Json) -> None:
    assert (modal["callback_id"], modal["private_metadata"]) == ("answer", "42")
    assert modal["root_view_id"] == modal["id"]
    assert modal["state"]["values"] == {
        "text": {"said": {"type": "plain_text_input", "value": None}},
        "link": {"url": {"type": "url_text_input", "value": None}},
        "place": {"where": {"type": "static_select", "selected_option": PLACES[0]}},
    }


def test_a_trigger_opens_one_modal(app: SocketApp, su: Colleague) -> None:
    trigger_id = trigger(app, su)
    app.client.views_open(trigger_id=trigger_id, view=SMALL)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        app.client.views_open(trigger_id=trigger_id, view=SMALL)


def test_what_is_filled_in_reaches_the_app(app: SocketApp, su: Colleague, modal: Json) -> None:
    answer = su.submits(modal, {"What you wrote": "Thanks!", "where": "Blog"}, link="https://a.b/")
    assert answer == {"ok": True, "response": "closed"}
    values = submission(app)["view"]["state"]["values"]
    assert values["text"]["said"]["value"] == "Thanks!"
    assert values["link"]["url"]["value"] == "https://a.b/"
    assert values["place"]["where"]["selected_option"] == PLACES[1]
    su.sees_no_modal()


@pytest.mark.parametrize(
    ("filled", "wrong"),
    [({}, "text"), ({"said": "x", "url": "no address"}, "link"), ({"said": "x" * 3001}, "text")],
)
def test_the_client_checks_inputs_itself(
    app: SocketApp, su: Colleague, modal: Json, filled: Json, wrong: str
) -> None:
    answer = su.submits(modal, filled)
    assert (answer["error"], list(answer["errors"])) == ("validation", [wrong])
    assert all(m["type"] != "interactive" for m in app.received)


def test_the_app_may_find_errors(app: SocketApp, su: Colleague, modal: Json) -> None:
    app.answers["interactive"] = {"response_action": "errors", "errors": {"link": "Not ours"}}
    answer = su.submits(modal, said="x")
    assert answer == {"ok": False, "error": "validation", "errors": {"link": "Not ours"}}
    assert su.sees_modal()["id"] == modal["id"]


@pytest.mark.parametrize(
    "told",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors"},
        {"response_action": "sing"},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
def test_an_answer_that_slack_cannot_follow_is_an_error(
    app: SocketApp, su: Colleague, modal: Json, told: Json
) -> None:
    app.answers["interactive"] = told
    assert su.submits(modal, said="x")["error"] == "invalid_response"


def test_a_modal_changes_and_stacks(app: SocketApp, su: Colleague, modal: Json) -> None:
    app.answers["interactive"] = {"response_action": "push", "view": SMALL}
    assert su.submits(modal, said="x")["response"] == "pushed"
    pushed = su.sees_modal("Small")
    assert (pushed["previous_view_id"], pushed["root_view_id"]) == (modal["id"], modal["id"])
    app.answers["interactive"] = {"response_action": "update", "view": ANSWER}
    assert su.submits(pushed)["response"] == "updated"
    assert su.sees_modal("What you wrote")["id"] == pushed["id"]
    app.answers["interactive"] = {"response_action": "clear"}
    assert su.submits(su.sees_modal(), said="y")["response"] == "closed"
    assert su.modals() == []


def test_a_silent_app_leaves_the_modal_open(app: SocketApp, su: Colleague, modal: Json) -> None:
    app.silent = True
    assert su.submits(modal, said="x") == {"ok": False, "error": "operation_timeout"}
    assert su.modals()


def test_what_is_typed_is_told_where_the_app_asked_for_it(app: SocketApp, su: Colleague) -> None:
    told, quiet = (
        {
            "type": "input",
            "block_id": block,
            "label": plain(block),
            "dispatch_action": block == "told",
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
        for block in ("told", "quiet")
    )
    app.client.views_open(trigger_id=trigger(app, su), view=ANSWER | {"blocks": [told, quiet]})
    typed = su.types(su.sees_modal("quiet"), quiet="nobody hears", told="half a sent")

    payload = app.payload("interactive", type="block_actions")
    assert payload["actions"][0]["value"] == "half a sent"
    values = payload["view"]["state"]["values"]
    assert values["quiet"]["text"]["value"] == "nobody hears"
    assert values == typed["state"]["values"]


def test_closing_is_told_when_asked_for(app: SocketApp, su: Colleague, modal: Json) -> None:
    modal["state"]["values"]["text"]["said"]["value"] = "half a sent"
    su.clicks("Tips", on=modal)
    app.payload("interactive", type="block_actions")
    su.closes(modal)
    told = app.payload("interactive", type="view_closed")["view"]
    assert (told["id"], told["state"]) == (modal["id"], {"values": {}})
    with pytest.raises(DriverError, match="view_not_found"):
        su.closes(modal)


def test_an_update_keeps_what_was_typed(app: SocketApp, su: Colleague, modal: Json) -> None:
    modal["state"]["values"]["text"]["said"]["value"] = "half a sent"
    su.clicks("Tips", on=modal)
    payload = app.payload("interactive", type="block_actions")
    assert payload["container"] == {"type": "view", "view_id": modal["id"]}
    assert payload["view"]["state"]["values"]["text"]["said"]["value"] == "half a sent"
    view = ANSWER | {"title": plain("Changed"), "blocks": ANSWER["blocks"][:1]}
    app.client.views_update(view_id=modal["id"], hash=modal["hash"], view=view)
    changed = su.sees_modal("Changed")
    assert changed["state"]["values"] == {
        "text": {"said": {"type": "plain_text_input", "value": "half a sent"}}
    }
    with pytest.raises(SlackApiError, match="hash_conflict"):
        app.client.views_update(view_id=modal["id"], hash=modal["hash"], view=view)


def test_three_modals_are_the_most(app: SocketApp, su: Colleague, modal: Json) -> None:
    assert modal
    for _ in range(2):
        app.client.views_push(trigger_id=trigger(app, su), view=SMALL)
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        app.client.views_push(trigger_id=trigger(app, su), view=SMALL)


def test_pushing_needs_an_open_modal(app: SocketApp, su: Colleague) -> None:
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        app.client.views_push(trigger_id=trigger(app, su), view=SMALL)


def test_an_external_id_is_used_once(app: SocketApp, su: Colleague, driver: Driver) -> None:
    view = SMALL | {"external_id": "mine"}
    app.client.views_open(trigger_id=trigger(app, su), view=view)
    app.client.views_update(external_id="mine", view=view | {"title": plain("Mine")})
    assert su.sees_modal("Mine")
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        app.client.views_open(trigger_id=trigger(app, driver.colleague("loi")), view=view)


def test_a_home_tab_is_published(app: SocketApp, su: Colleague, driver: Driver) -> None:
    assert su.home() is None
    su.opens_home()
    event = app.event("app_home_opened", user=su.id)
    assert (event["tab"], "view" in event) == ("home", False)
    home = {"type": "home", "blocks": ANSWER["blocks"][3:]}
    app.client.views_publish(user_id=su.id, view=home)
    su.clicks("Tips", on=su.sees_home("Tips"))
    payload = app.payload("interactive", type="block_actions")
    assert payload["view"]["type"] == "home"
    app.client.views_publish(user_id=su.id, view={"type": "home", "blocks": []})
    assert (su.home() or {})["blocks"] == []
    assert driver.colleague("loi").home() is None
    with pytest.raises(SlackApiError, match="hash_conflict"):
        app.client.views_publish(user_id=su.id, view=home, hash="old")
