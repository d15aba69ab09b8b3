"""A workspace is described in a file, with names; every mistake is told with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import sandbox
from sandbox.config import AppConfig, ChannelConfig, SandboxConfig, UserConfig
from sandbox.config_file import load_config, read_config
from sandbox.document import DocumentError, parse_json, parse_yaml

SAMPLE = Path(sandbox.__file__).parent / "workspace.yaml"
SAMPLE_TEXT = SAMPLE.read_text(encoding="utf-8")
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Polls"},
    "features": {"slash_commands": [{"command": "/poll", "description": "Ask"}]},
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
}


def read(text: str, folder: Path = Path("nowhere")) -> SandboxConfig:
    return read_config(parse_yaml(text, "workspace.yaml"), folder)


def mistakes(text: str) -> list[str]:
    with pytest.raises(DocumentError) as refused:
        read(text)
    return refused.value.problems


def test_the_sample_describes_a_workspace_with_names_alone() -> None:
    config = load_config(SAMPLE)
    assert [user.name for user in config.users] == ["su", "loi"]
    su, board, polls = config.users[0], config.channels[2], config.apps[0]
    assert [config.member_id(name) for name in board.members or ()] == [su.id, polls.bot_user_id]
    everything: tuple[UserConfig | ChannelConfig | AppConfig, ...]
    everything = (*config.users, *config.channels, *config.apps)
    assert len({each.id for each in everything}) == 7
    assert config == load_config(SAMPLE), "ids are the same at every start"


def test_an_empty_file_is_the_workspace_that_needs_no_file() -> None:
    assert read("") == SandboxConfig()


def test_what_is_left_out_of_an_app_comes_from_its_name() -> None:
    (app,) = read("apps: [{name: My Polls}]").apps
    tokens = (app.bot_token, app.app_token, app.signing_secret)
    assert tokens == ("xoxb-my-polls", "xapp-my-polls", "my-polls-secret")
    assert (app.commands, app.channels) == ((), ())


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    config = read("users: [{name: no, color: 123456}, {name: 1e3}]\nrate_limits: off")
    assert [user.name for user in config.users] == ["no", "1e3"]
    assert config.users[0].color == "123456"
    assert config.rate_limits is False


@pytest.mark.parametrize(("name", "write"), [("app.json", json.dumps), ("app.yml", yaml.safe_dump)])
def test_an_app_has_exactly_what_its_manifest_says(tmp_path: Path, name: str, write: Any) -> None:  # noqa: ANN401
    (tmp_path / name).write_text(write(MANIFEST))
    (app,) = read(f"apps: [{{manifest: {name}, bot_token: xoxb-mine}}]", tmp_path).apps
    assert (app.name, app.bot_token, app.app_token) == ("Polls", "xoxb-mine", "xapp-polls")
    assert (app.scopes, app.events) == (("chat:write", "commands"), ("app_mention",))
    (command,) = app.commands
    assert (command.command, command.should_escape) == ("/poll", False), "as Slack has it"


def test_mistakes_in_a_manifest_are_told_with_the_others(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_text("oauth_config:\n  scopes:\n    bot: chat:write\n")
    with pytest.raises(DocumentError) as refused:
        read("apps:\n  - manifest: app.yaml\n  - manifest: none.yaml\nack: 3", tmp_path)
    problems = refused.value.problems
    assert problems[0] == "app.yaml, line 1, display_information.name: an app needs a name"
    assert problems[1].startswith("app.yaml, line 3, oauth_config.scopes.bot: this must be a list")
    assert "none.yaml cannot be read" in problems[2]
    assert "do you mean ack_seconds?" in problems[3]


def test_all_mistakes_are_told_together_each_with_its_line_and_what_is_meant() -> None:
    wrong = """\
    team_nme: Big
    users:
      - name: su
        tz: Europe/Zürich
      - name: su
        realname: Nora
      - real_name: Nobody
    channels:
      - name: mentions
        private: perhaps
        members: [su, sus]
    apps:
      - name: polls
        scopes: chat:write
        channels: [mention]
        commands:
          - command: poll
          - description: asks
    ack_seconds: -3
    """
    expected = [
        "line 1, team_nme: there is no team_nme; do you mean team_name?",
        "line 4, users[0].tz: there is no time zone Europe/Zürich; do you mean Europe/Zurich?",
        "line 5, users[1].name: su stands twice",
        "line 6, users[1].realname: there is no realname; do you mean real_name?",
        "line 7, users[2]: name is missing",
        "line 10, channels[0].private: this must be true or false, and is 'perhaps'",
        "line 11, channels[0].members[1]: nobody knows sus; do you mean su?",
        "line 14, apps[0].scopes: this must be a list, and is 'chat:write'",
        "line 15, apps[0].channels[0]: nobody knows mention; do you mean mentions?",
        "line 17, apps[0].commands[0].command: a command begins with / and has no blanks",
        "line 18, apps[0].commands[1]: command is missing",
        "line 19, ack_seconds: this must be a number from 0 on, and is '-3'",
    ]
    assert mistakes(wrong) == [f"workspace.yaml, {each}" for each in expected]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a", "this must be a mapping of keys to values, and is a list"),
        ("users: []", "a workspace needs users"),
        ("users: {su: 1}", "this must be a list, and is a mapping of keys to values"),
        ("team_name: a\nteam_name: b", "line 2: team_name stands twice"),
        ("team_name: [", "line 1: "),
        ("\ta: b", "line 1: found character"),
        ("a: \x00", "special characters are not allowed"),
        ("a: &a [*a]", "recursive"),
        ("[" * 5000, "too many levels"),
        ("users: [{name: su}]\napps: [{name: su}]", "a user is called su too"),
    ],
)
def test_what_is_no_workspace_at_all_is_said_kindly(text: str, says: str) -> None:
    assert any(says in each for each in mistakes(text)), mistakes(text)


def test_a_file_in_json_may_have_tabs_and_says_its_lines_where_it_breaks() -> None:
    document = parse_json('{\n\t"users": [{"name": "su"}],\n\t"ack_seconds": 1}', "w.json")
    assert read_config(document, Path()).ack_seconds == 1
    with pytest.raises(DocumentError, match=r"w\.json, line 2: "):
        parse_json('{\n"users"}', "w.json")
    with pytest.raises(DocumentError, match=r"w\.json, users\[0\]\.name: this must be a text"):
        read_config(parse_json('{"users": [{"name": 3}]}', "w.json"), Path())


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
KEYS = st.sampled_from([*SandboxConfig.__dataclass_fields__, "name", "id", "members", "manifest"])
NESTED = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(), inner, max_size=4)
    ),
    max_leaves=15,
)
LINES = st.lists(st.sampled_from(SAMPLE_TEXT.splitlines()), max_size=30).map("\n".join)


@given(st.text() | NESTED.map(lambda data: yaml.dump(data, allow_unicode=True)) | LINES)
@example("users: [{name: su}, *x]")
@example("apps: [{manifest: \x85}]")
@example("!!int ''")
def test_any_text_is_a_workspace_or_told_kindly(text: str) -> None:
    problems: list[str] = []
    try:
        config = read(text)
    except DocumentError as error:
        problems = error.problems
        told = [each.startswith("workspace.yaml") for each in problems]
    else:
        told = [bool(config.users and config.apps)]
    assert told
    assert all(told), problems
