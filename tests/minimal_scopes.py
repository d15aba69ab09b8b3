"""The proof that an app's manifest is minimal: a whole run of tests needs each of its scopes.

Sandboxes note which scopes were needed. What all tests together, in all of xdist's workers, never
needed is superfluous, and fails the run. Only sandboxes count in which the app has exactly the
manifest's scopes, and only a whole run is judged: one in which every test was there and passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sandbox.server import Sandbox

_KEY = "minimal_scopes"


class MinimalScopes:
    """A plugin that judges a run; ``tests`` is the folder of the whole suite."""

    def __init__(self, scopes: frozenset[str], tests: Path) -> None:
        self._scopes = scopes
        self._tests = tests
        self._needed: set[str] = set()
        self._left_out: set[str] = set()
        self._verdict = ""

    def pytest_sandbox_ends(self, sandbox: Sandbox) -> None:
        """Take from a sandbox which scopes were needed in it."""
        for app in sandbox.core.config.apps:
            if set(app.scopes) == self._scopes:
                self._needed |= sandbox.core.scopes.needed[app.id]

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Note that tests were taken out, by -k, -m or --deselect."""
        if items:
            self._left_out.add("tests were deselected")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note which files of the suite are not in this run."""
        if any("::" in argument for argument in session.config.args):
            self._left_out.add("single tests were named")
        there = {item.path for item in session.items}
        missing = [path for path in self._tests.rglob("test_*.py") if path not in there]
        if missing:
            self._left_out.add(f"{len(missing)} files were not in it")

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401  # xdist has no types
        """Take over what one of xdist's workers found."""
        output = getattr(node, "workeroutput", {})
        if _KEY not in output:
            self._left_out.add("a worker died")
            return
        self._needed |= set(output[_KEY]["needed"])
        self._left_out |= set(output[_KEY]["left_out"])

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Judge the run, or hand over to the process that does."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_KEY] = {"needed": sorted(self._needed), "left_out": sorted(self._left_out)}
            return
        if exitstatus != pytest.ExitCode.OK:
            self._left_out.add("it did not pass")
        superfluous = sorted(self._scopes - self._needed)
        if self._left_out:
            self._verdict = f"not judged: {', '.join(sorted(self._left_out))}"
        elif superfluous:
            self._verdict = f"no test needed {', '.join(superfluous)}: take it out of the manifest"
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        else:
            self._verdict = f"each of the {len(self._scopes)} was needed"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how it was judged."""
        terminalreporter.section("the manifest's scopes")
        terminalreporter.line(self._verdict)
