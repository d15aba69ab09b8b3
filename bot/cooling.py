"""Going cold: when a contact that was regular has been silent for too long."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

REGULAR = 3
"""Answers that make a contact a regular one."""
SHORTEST = timedelta(weeks=3)
"""Nobody is missed sooner."""


def has_gone_cold(answers: Sequence[datetime], now: datetime) -> bool:
    """Tell from the times of a colleague's answers to a person whether it is time to say hello.

    It is where they answered regularly, and have been silent for at least three weeks and for more
    than twice as long as usual, which is the median time between two answers.
    """
    if len(answers) < REGULAR:
        return False
    ordered = sorted(answers)
    gaps = [later - earlier for earlier, later in pairwise(ordered)]
    usual = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    silence = now - ordered[-1]
    return silence >= SHORTEST and silence > 2 * usual
