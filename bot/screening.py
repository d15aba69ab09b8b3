"""Screening: which of a feed's entries a subscription lets in, by its rules and the mutes."""

from collections.abc import Sequence

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.feed_models import Subscription
from bot.forgotten import read_veil
from bot.models import Mute, Person
from bot.people import known_owners, read_as_any, standing
from bot.profiles import ProfileSketch, sketch_profile
from feeds import Entry
from feeds.rules import EVERYTHING, Rule, RuleError, matches, read_rule

log = structlog.get_logger(__name__)

Finding = tuple[Subscription, Sequence[tuple[int, Entry]]]
"""A subscription, and entries (id, entry) that its feed has brought."""


def wanted_entries(
    session: Session, subscription: Subscription, entries: Sequence[tuple[int, Entry]]
) -> list[tuple[int, Entry]]:
    """Leave out what the rules do not let pass, and what muted authors and places wrote."""
    wanted = screen(session, subscription.workspace_id, [(subscription, entries)])
    return [(entry_id, entry) for _, entry_id, entry in wanted]


def screen(
    session: Session, workspace_id: int, findings: Sequence[Finding]
) -> list[tuple[Subscription, int, Entry]]:
    """Leave out of a workspace's findings what it does not want, as ``wanted_entries`` does.

    What somebody wrote who is forgotten stays out too.
    """
    passing = [
        (subscription, entry_id, entry)
        for subscription, entries in findings
        for rule in [rule_of(subscription)]
        for entry_id, entry in entries
        if matches(rule, entry)
    ]
    if not passing:
        return []
    # Read behind the workspace's lock: somebody may have been forgotten a moment ago.
    if veil := read_veil(session):
        passing = [one for one in passing if not veil.wrote(one[2], workspace_id)]
    mutes = session.execute(
        select(Mute.place, Mute.person_id).where(Mute.workspace_id == workspace_id)
    ).all()
    places = {mute.place for mute in mutes if mute.place}
    heard = [one for one in passing if one[2].place[:300] not in places]
    if not any(mute.person_id for mute in mutes):
        return heard
    sketches = [sketch_profile(entry.authors, entry.place, entry.link) for _, _, entry in heard]
    muted = _muted_keys(session, workspace_id, sketches)
    return [one for one, sketch in zip(heard, sketches, strict=True) if sketch.key not in muted]


def rule_of(subscription: Subscription) -> Rule:
    """Read a subscription's rules; those that cannot be read any more let everything pass."""
    try:
        return read_rule(subscription.rules)
    except RuleError as error:
        # Noise is noticed, silence is not.
        log.warning("rules.unreadable", subscription=subscription.id, reason=str(error))
        return EVERYTHING


def _muted_keys(session: Session, workspace_id: int, sketches: Sequence[ProfileSketch]) -> set[str]:
    """Find which of these profiles belong to people that are muted, or read as one who is."""
    owners = known_owners(session, workspace_id, sketches)
    stand = select(standing()).join(Mute, Mute.person_id == Person.id)
    ids = session.scalars(stand.where(Mute.workspace_id == workspace_id)).all()
    muted = set(session.scalars(select(Person.id).where(read_as_any(ids))))
    return {
        sketch.key
        for sketch in sketches
        if next((owners[key] for key in sketch.keys if key in owners), None) in muted
    }
