"""Places: where mentions come from, as one table, and the pure functions that read it."""

from feeds.places.accounts import Account, account_at, account_behind, account_named
from feeds.places.addresses import Answers, feeds_for, read_answer
from feeds.places.answering import answered_at
from feeds.places.knowing import (
    authors_at,
    domain_gaps,
    is_comment,
    pace_key,
    place_of,
    slowest_rate,
)
from feeds.places.pages import feeds_of_page, guessed_feeds
from feeds.places.place import Ask, FeedAddress, Place, Question
from feeds.places.table import PLACES, WATCHED_BY_DEFAULT, place_named, place_words

__all__ = [
    "PLACES",
    "WATCHED_BY_DEFAULT",
    "Account",
    "Answers",
    "Ask",
    "FeedAddress",
    "Place",
    "Question",
    "account_at",
    "account_behind",
    "account_named",
    "answered_at",
    "authors_at",
    "domain_gaps",
    "feeds_for",
    "feeds_of_page",
    "guessed_feeds",
    "is_comment",
    "pace_key",
    "place_named",
    "place_of",
    "place_words",
    "read_answer",
    "slowest_rate",
]
