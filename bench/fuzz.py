"""Runs the property tests of what reads strangers' texts for as long as you like.

`python -m bench.fuzz PART … --minutes N`, where a part is splitter, rules or canonical; without
any, all of them, one after the other, N minutes each. Hypothesis makes an example of each buffer of
random bytes (`fuzz_one_input`); the first that breaks a promise is shown, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import traceback
from typing import TYPE_CHECKING, Any

from tests.feeds import test_canonical, test_known, test_rules_properties, test_titles

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

PARTS: dict[str, tuple[ModuleType, ...]] = {
    "splitter": (test_known,),
    "rules": (test_rules_properties,),
    "canonical": (test_canonical, test_titles),
}
_LONGEST = 8_000


def properties(modules: tuple[ModuleType, ...]) -> dict[str, Callable[..., Any]]:
    """Find the property tests of some modules, by name."""
    return {
        f"{module.__name__}.{name}": test
        for module in modules
        for name, test in vars(module).items()
        if name.startswith("test_") and hasattr(test, "hypothesis")
    }


def run(part: str, minutes: float) -> bool:
    """Try examples for so many minutes; print what came of it, and say whether all promises held.

    Each property has its share of the time.
    """
    tests = properties(PARTS[part])
    broken = 0
    for name, test in tests.items():
        until = time.monotonic() + minutes * 60 / len(tests)
        tried, used = 0, 0
        try:
            while time.monotonic() < until:
                tried += 1
                used += _example(test)
        except Exception:  # noqa: BLE001  # whatever it is, it is what was looked for
            broken += 1
            print(traceback.format_exc())
        print(f"  {name}: {tried} buffers, {used} of them examples", flush=True)
    print(f"{part}: {minutes:g} minutes, {broken} of {len(tests)} properties broken", flush=True)
    return not broken


def _example(test: Callable[..., Any]) -> bool:
    size = 1 + int(_LONGEST * random.random() ** 3)  # noqa: S311  # small ones are more telling
    return test.hypothesis.fuzz_one_input(os.urandom(size)) is not None  # type: ignore[attr-defined]


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--minutes", type=float, default=10)
    given = parser.parse_args()
    held = [run(part, given.minutes) for part in given.parts or PARTS]
    sys.exit(not all(held))


if __name__ == "__main__":
    main()
