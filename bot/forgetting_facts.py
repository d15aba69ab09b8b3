"""What is said about forgetting somebody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForgettingFacts:
    """How much forgetting somebody erases.

    ``elsewhere``: texts of others and about others that name them. ``feeds``: the numbers of feeds
    and watches that look for them or are called after them; those stay.
    """

    profiles: int
    mentions: int
    answers: int
    notes: int = 0
    elsewhere: int = 0
    feeds: tuple[int, ...] = ()
