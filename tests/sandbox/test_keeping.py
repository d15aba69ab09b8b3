"""The workspace's file: what is said until the end is there again, whatever the disk does."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from sandbox.driver import Driver
from sandbox.looking import wait_until
from sandbox.pytest_plugin import MakeSandbox, MakeSlack

OpenWorkspace = Callable[[], AbstractContextManager[Driver]]


@contextmanager
def kept(make_sandbox: MakeSandbox, make_slack: MakeSlack, file: Path) -> Iterator[Driver]:
    """Look into a workspace that is kept in a file."""
    with make_sandbox(keep_in=file) as sandbox, make_slack(sandbox) as slack:
        yield slack


@pytest.fixture
def open_workspace(
    make_sandbox: MakeSandbox, make_slack: MakeSlack, tmp_path: Path
) -> OpenWorkspace:
    """Give a workspace that is the same one each time it is opened."""
    return lambda: kept(make_sandbox, make_slack, tmp_path / "workspace.json")


def said_again(open_workspace: OpenWorkspace) -> list[str]:
    """Start anew from the file and list what stands in the channel."""
    with open_workspace() as slack:
        return [message["text"] for message in slack.messages("mentions")]


def test_what_is_said_last_is_there_again(open_workspace: OpenWorkspace) -> None:
    with open_workspace() as slack:
        slack.colleague("su").says("the last word", in_="mentions")
    assert said_again(open_workspace) == ["the last word"]


def test_a_slow_disk_does_not_bring_back_what_is_older(
    open_workspace: OpenWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writing under way when the sandbox stops must not come after the last one."""
    begun, overtaken = threading.Event(), threading.Event()
    dump = json.dump

    def slow(*given: object, **more: object) -> None:
        is_last = begun.is_set()
        begun.set()
        if not is_last:
            overtaken.wait(1)
        dump(*given, **more)  # type: ignore[arg-type]
        if is_last:
            overtaken.set()

    monkeypatch.setattr(json, "dump", slow)
    with open_workspace() as slack:
        slack.colleague("su").says("one", in_="mentions")
        assert begun.wait(10)
        slack.colleague("su").says("two", in_="mentions")
    assert said_again(open_workspace) == ["one", "two"]


def test_a_disk_that_was_full_is_written_when_there_is_room(
    open_workspace: OpenWorkspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It says so, and nothing is lost though nothing changes any more."""
    fsync = os.fsync

    def full(_file: int) -> None:
        monkeypatch.setattr(os, "fsync", fsync)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    file = tmp_path / "workspace.json"
    with open_workspace() as slack:
        slack.colleague("su").says("one", in_="mentions")
        wait_until(file.exists, 10, lambda: "it is not written")
    assert "No space left on device" in caplog.text
    assert said_again(open_workspace) == ["one"]
