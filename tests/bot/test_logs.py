"""What is logged helps whoever reads it, and never holds a token or a password."""

import json
import logging
from typing import Literal

import pytest
import structlog

from bot.logs import set_up_logging

SECRETS = {
    "bot token": "x" + "oxb-123456789012-abcDEF456",
    "user token": "x" + "oxp-123-456-abcdef",
    "app token": "x" + "app-1-A012-345-abcdef0123",
    "rotating token": "x" + "oxe.xoxb-1-abcdef",
}


pytestmark = pytest.mark.usefixtures("logging_as_before")

Form = Literal["console", "json"]
FORMS = pytest.mark.parametrize("form", ["console", "json"])


def _fail(why: str) -> None:
    raise ValueError(why)


@FORMS
@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
def test_tokens_are_masked_wherever_they_stand(
    form: Form, secret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging("info", form)
    log = structlog.get_logger("test")
    log.info("hello %s", secret)
    log.info("hello", token=secret, nested={"headers": [f"Bearer {secret}"]})
    logging.getLogger("slack_sdk").critical("request with %s", secret)
    try:
        _fail(f"refused {secret}")
    except ValueError:
        log.exception("failed")

    shown = capsys.readouterr().err
    assert shown.count("…") >= 4
    assert secret not in shown
    assert secret[-6:] not in shown


@FORMS
def test_a_password_in_a_databases_address_is_masked(
    form: Form, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging("info", form)
    structlog.get_logger("test").info("connecting", url="postgresql://me:hunter2@db.example/x")

    shown = capsys.readouterr().err
    assert "hunter2" not in shown
    assert "db.example" in shown


@pytest.mark.parametrize("password", ["a:b", "%2F%40"])
def test_a_password_of_odd_characters_is_masked_too(
    password: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging("info", "json")
    structlog.get_logger("test").info("connecting", url=f"postgresql://me:{password}@db.example/x")

    assert f"{password}@" not in capsys.readouterr().err


@FORMS
def test_an_exception_shows_no_variables_for_they_hold_what_people_wrote(
    form: Form, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table of variables breaks its lines, so that a token in it would not be known as one."""
    set_up_logging("info", form)

    def work(words: str) -> None:
        structlog.get_logger("test").info("began", length=len(words))
        _fail("broken")

    try:
        work(str(["my", "private", "words"]))
    except ValueError:
        structlog.get_logger("test").exception("failed")

    shown = capsys.readouterr().err
    assert "ValueError: broken" in shown
    assert "['my', 'private', 'words']" not in shown


def test_machines_get_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("info", "json")
    try:
        _fail("two\nlines")
    except ValueError:
        structlog.get_logger("test").exception("failed", channel="C1", title="Zürich\n“x”")
    logging.getLogger("other").warning("from %s", "a library")

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["failed", "from a library"]
    assert lines[0]["level"] == "error"
    assert "ValueError" in lines[0]["exception"]


def test_a_level_hides_what_is_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("warning", "json")
    structlog.get_logger("test").info("quiet")
    logging.getLogger("other").info("quiet")

    assert not capsys.readouterr().err
