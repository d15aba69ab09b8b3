"""The sandbox runs by itself until it is interrupted."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys

import pytest
from slack_sdk import WebClient

from sandbox.looking import wait_until
from sandbox.server import Sandbox


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        client = WebClient("xoxb-sandbox", base_url=f"http://127.0.0.1:{port}/api/")
        return bool(client.auth_test()["ok"])
    except OSError:
        return False


def test_it_serves_until_it_is_interrupted() -> None:
    port = free_port()
    code = f"from sandbox.server import serve; serve(port={port})"
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) as process:  # noqa: S603 - our own code
        wait_until(lambda: answers(port), 10, lambda: "no answer")
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=10)
    assert (process.returncode, complaints) == (0, b"")


def test_a_taken_port_is_an_error() -> None:
    with Sandbox() as running, pytest.raises(OSError, match="in use"):
        Sandbox(port=int(running.url.rpartition(":")[2])).start()
