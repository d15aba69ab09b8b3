"""HTTP mode: who is let in, and what happens to everybody else."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
import pytest

from sandbox.config import SandboxConfig
from sandbox.driver import all_text
from sandbox.http_events import sign
from sandbox.looking import wait_until
from sandbox.pytest_plugin import MakeSandbox, MakeSlack
from sandbox.server import Sandbox
from tests.ports import free_port
from tests.program import Program, environment_for

_SECRET = "sandbox-secret"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Web:
    """The bot's web process, and the workspace it serves."""

    http: httpx.Client
    sandbox: Sandbox

    def post(
        self, body: bytes, *, secret: str = _SECRET, age: int = 0, kind: str = "application/json"
    ) -> httpx.Response:
        """Post to the address for events, signed so many seconds ago."""
        timestamp = str(int(time.time()) - age)
        headers = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(secret, timestamp, body),
        }
        return self.http.post("/slack/events", content=body, headers=headers)


@pytest.fixture(scope="module")
def web(
    make_sandbox: MakeSandbox,
    sandbox_config: SandboxConfig,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Web]:
    """Run the web process for all tests of this module."""
    folder = tmp_path_factory.mktemp("web")
    port = free_port()
    with make_sandbox(sandbox_config) as sandbox:
        environment = environment_for(
            sandbox.api_url, f"sqlite:///{folder / 'botschafter.db'}", PORT=str(port)
        )
        with (
            Program(["web"], environment, folder) as program,
            httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
        ):
            program.waits_until_it_listens(port)
            yield Web(client, sandbox)
            assert program.stops(8) < 8


_EVENT = json.dumps({"type": "url_verification", "token": "t", "challenge": "c-42"}).encode()


def test_the_challenge_is_answered(web: Web) -> None:
    """Slack asks so when an admin enters the address."""
    response = web.post(_EVENT)
    assert response.status_code == 200
    assert "c-42" in response.text


@pytest.mark.parametrize(
    "wrong", [{"secret": "guessed"}, {"age": 301}, {"age": -330}], ids=["secret", "old", "future"]
)
def test_a_request_with_a_wrong_signature_or_time_is_refused(
    web: Web, wrong: dict[str, str | int]
) -> None:
    """Nobody without the secret gets in, nor who replays what they overheard."""
    assert web.post(_EVENT, **wrong).status_code == 401  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "9" * 5000},
        {"X-Slack-Signature": "v0=ä", "X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "0"},
    ],
    ids=["no headers", "no number", "too long a number", "not ASCII", "no time", "no signature"],
)
def test_a_request_without_a_signature_is_refused(web: Web, headers: dict[str, str]) -> None:
    """Whatever is missing or no number at all: 401."""
    headers = {"Content-Type": "application/json", **headers}
    encoded = {name.encode(): value.encode() for name, value in headers.items()}
    assert web.http.post("/slack/events", content=_EVENT, headers=encoded).status_code == 401


_NONSENSE = (b"", b"{", b"[1]", b"\xff\xfe", b"null", b"payload=%7B", b"{}")


@pytest.mark.parametrize("body", _NONSENSE)
@pytest.mark.parametrize("kind", ["application/json", _FORM])
def test_nonsense_is_answered_and_breaks_nothing(web: Web, body: bytes, kind: str) -> None:
    """The process answers, signed or not, and goes on answering."""
    assert web.post(body, kind=kind).status_code < 500
    assert web.post(body, kind=kind, secret="guessed").status_code in (400, 401)
    assert web.http.get("/healthz").status_code == 200


def test_what_strangers_send_is_not_looked_into(web: Web) -> None:
    """Whatever an unsigned event holds, it is refused before anything reads it."""
    assert web.post(b'{"event": 5}', secret="guessed").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("GET", "/metrics", 200),
        ("GET", "/", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/slack/events", 405),
        ("PUT", "/slack/events", 405),
    ],
)
def test_paths_and_methods(web: Web, method: str, path: str, status: int) -> None:
    """What there is answers; what there is not says so."""
    assert web.http.request(method, path).status_code == status


def test_a_request_that_comes_twice_is_answered_once(web: Web, make_slack: MakeSlack) -> None:
    """The same command, posted again as Slack posts what it believes lost."""
    with make_slack(web.sandbox) as slack:
        slack.admin("request_url", url=str(web.http.base_url.join("/slack/events")))
        su = slack.colleague("su")
        su.runs("/mentions feeds", in_="mentions")
        first = su.sees_ephemeral("feed")
        command = slack.deliveries("slash_commands")[-1]["payload"]
        assert web.post(urlencode(command).encode(), kind=_FORM).status_code == 200
        su.runs("/mentions list", in_="mentions")
        wait_until(lambda: len(su.ephemerals("mentions")) > 1, 5, lambda: "no list")
        same = [one for one in su.ephemerals("mentions") if all_text(one) == all_text(first)]
        assert len(same) == 1
