"""Screening: which of a feed's entries a subscription lets in, by its rules and the mutes."""

from collections.abc import Sequence

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.models import Mute, Profile, Subscription
from bot.people import sketch_profile
from feeds import Entry
from feeds.rules import EVERYTHING, Rule, RuleError, matches, read_rule

log = structlog.get_logger(__name__)

_KEYS_AT_A_TIME = 500


def wanted_entries(
    session: Session, subscription: Subscription, entries: Sequence[tuple[int, Entry]]
) -> list[tuple[int, Entry]]:
    """Leave out what the rules do not let pass, and what muted authors and places wrote."""
    rule = rule_of(subscription)
    passing = [(entry_id, entry) for entry_id, entry in entries if matches(rule, entry)]
    if not passing:
        return []
    places = _muted_places(session, subscription.workspace_id)
    heard = [(entry_id, entry) for entry_id, entry in passing if entry.place[:300] not in places]
    keys = {sketch_profile(entry.authors, entry.place).key for _, entry in heard}
    muted = _muted_profiles(session, subscription.workspace_id, sorted(keys))
    return [
        (entry_id, entry)
        for entry_id, entry in heard
        if sketch_profile(entry.authors, entry.place).key not in muted
    ]


def rule_of(subscription: Subscription) -> Rule:
    """Read a subscription's rules; those that cannot be read any more let everything pass."""
    try:
        return read_rule(subscription.rules)
    except RuleError as error:
        # Noise is noticed, silence is not.
        log.warning("rules.unreadable", subscription=subscription.id, reason=str(error))
        return EVERYTHING


def _muted_places(session: Session, workspace_id: int) -> set[str]:
    places = session.scalars(
        select(Mute.place).where(Mute.workspace_id == workspace_id, Mute.place.is_not(None))
    )
    return {place for place in places if place}


def _muted_profiles(session: Session, workspace_id: int, keys: Sequence[str]) -> set[str]:
    """Find which of these profiles belong to people that are muted."""
    found: set[str] = set()
    for start in range(0, len(keys), _KEYS_AT_A_TIME):
        found |= set(
            session.scalars(
                select(Profile.key)
                .join(Mute, Mute.person_id == Profile.person_id)
                .where(
                    Mute.workspace_id == workspace_id,
                    Profile.workspace_id == workspace_id,
                    Profile.key.in_(keys[start : start + _KEYS_AT_A_TIME]),
                )
            )
        )
    return found
