"""Recording: new entries become mentions, and their cards are put into the outbox."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import outbox
from bot.facts import MentionState
from bot.models import Mention, Subscription
from bot.passing import passes
from bot.people import meet_person, sketch_profile
from bot.screening import wanted_entries
from bot.workspaces import next_number
from feeds import Entry


def record_mentions(
    session: Session,
    subscription: Subscription,
    entries: Sequence[tuple[int, Entry]],
    now: datetime,
) -> int:
    """Make mentions of new entries (entry id, entry) and put their cards into the outbox.

    Passed over is what the subscription does not look for, what its rules or a mute keep out, and
    what is a mention of the workspace already. Returns how many were made.
    """
    entries = wanted_entries(session, subscription, entries)
    known = set(
        session.scalars(
            select(Mention.entry_id).where(
                Mention.workspace_id == subscription.workspace_id,
                Mention.entry_id.in_([entry_id for entry_id, _ in entries]),
            )
        )
    )
    fresh = [
        (entry_id, entry)
        for entry_id, entry in entries
        if entry_id not in known and passes(subscription, entry)
    ]
    if not fresh:
        return 0
    number = next_number(session, subscription.workspace_id, "mention_count", len(fresh))
    for offset, (entry_id, entry) in enumerate(fresh):
        sketch = sketch_profile(entry.authors, entry.place)
        person = meet_person(session, subscription.workspace_id, sketch, now)
        mention = Mention(
            workspace_id=subscription.workspace_id,
            entry_id=entry_id,
            subscription_id=subscription.id,
            person_id=person.id,
            number=number + offset,
            channel=subscription.channel,
            title=entry.title,
            link=entry.link,
            place=entry.place[:300],
            authors=[author.name or sketch.name for author in entry.authors],
            excerpt=entry.excerpt,
            published_at=entry.published,
            found_at=now,
            state=MentionState.OPEN,
            version=1,
            shown_version=0,
        )
        session.add(mention)
        session.flush()
        outbox.put_card(session, mention, now)
    return len(fresh)
