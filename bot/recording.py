"""Recording: new entries become mentions or sources of them, and cards are put into the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot import outbox
from bot.facts import MentionState, SourceKind
from bot.gathering import Belonging, belongings_of, gather, site_of
from bot.models import Mention, Subscription, Workspace
from bot.passing import passes
from bot.people import meet_people, sketch_profile
from bot.screening import wanted_entries
from bot.source_models import MentionSource
from bot.sources import keep_pages, keep_titles, known_entries, read_register, shared_pages
from bot.store import in_portions
from bot.summaries import summarise
from bot.workspaces import next_number
from feeds import Entry
from feeds.traces import trace_of


def record_mentions(
    session: Session,
    subscription: Subscription,
    entries: Sequence[tuple[int, Entry]],
    now: datetime,
    *,
    cards: int,
) -> int:
    """Make mentions of new entries (entry id, entry; oldest first).

    Passed over is what the subscription does not look for, what its rules or a mute keep out, and
    what the workspace knows already. An entry whose page, or whose text at another site, is a
    mention already becomes one of its sources. The newest ``cards`` get cards; a summary stands
    for all others. Returns how many mentions were made.
    """
    fresh = _fresh(session, subscription, entries)
    if not fresh:
        return 0
    workspace_id = subscription.workspace_id
    # Whoever else finds the same article at this moment waits here, and then finds our mention.
    session.execute(
        select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True)
    )
    pages = {page for _, entry in fresh if (page := trace_of(entry).page)}
    shared = shared_pages(session, workspace_id, pages)
    belongings = [belongings_of(entry, shared, now) for _, entry in fresh]
    register = read_register(session, workspace_id, subscription.feed_id, belongings)
    found = gather(belongings, register)
    alone = [number for number, belonging in enumerate(found) if belonging is None]
    made = _make_mentions(session, subscription, [fresh[number] for number in alone], now)
    # Until now, each mention that was still to be made had the place of its entry, below zero.
    ids = {-1 - number: mention.id for number, mention in zip(alone, made, strict=True)}
    placed = _with_ids(found, ids)
    _keep_sources(session, subscription, fresh, placed, now)
    keep_pages(session, workspace_id, zip(belongings, placed, strict=True))
    titled = ((placed[number].mention_id, belongings[number]) for number in alone)
    keep_titles(session, workspace_id, titled)
    _update_cards(session, {one.mention_id for one in placed} - set(ids.values()), now)
    first_card = max(0, len(made) - cards)
    shown = [outbox.about(mention) for mention in made[first_card:]]
    outbox.put(session, [row for to in shown for row in outbox.card_rows(to, now)])
    summarise(session, subscription, made[:first_card], now)
    return len(made)


def _with_ids(found: Sequence[Belonging | None], ids: Mapping[int, int]) -> list[Belonging]:
    """Say of each entry where it belongs, now that new mentions have ids."""
    return [
        Belonging(ids[-1 - number], SourceKind.SAME_PAGE)
        if belonging is None
        else replace(belonging, mention_id=ids.get(belonging.mention_id, belonging.mention_id))
        for number, belonging in enumerate(found)
    ]


def _fresh(
    session: Session, subscription: Subscription, entries: Sequence[tuple[int, Entry]]
) -> list[tuple[int, Entry]]:
    wanted = wanted_entries(session, subscription, entries)
    known = known_entries(session, subscription.workspace_id, [entry_id for entry_id, _ in wanted])
    return [
        (entry_id, entry)
        for entry_id, entry in wanted
        if entry_id not in known and passes(subscription, entry)
    ]


def _make_mentions(
    session: Session,
    subscription: Subscription,
    entries: Sequence[tuple[int, Entry]],
    now: datetime,
) -> list[Mention]:
    workspace_id = subscription.workspace_id
    if not entries:
        return []
    number = next_number(session, workspace_id, "mention_count", len(entries))
    sketches = [sketch_profile(entry.authors, entry.place) for _, entry in entries]
    people = meet_people(session, workspace_id, sketches, now)
    mentions = [
        Mention(
            workspace_id=workspace_id,
            entry_id=entry_id,
            subscription_id=subscription.id,
            person_id=people[sketch.key].id,
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
        for offset, ((entry_id, entry), sketch) in enumerate(zip(entries, sketches, strict=True))
    ]
    session.add_all(mentions)
    session.flush()
    return mentions


def _keep_sources(
    session: Session,
    subscription: Subscription,
    entries: Sequence[tuple[int, Entry]],
    placed: Sequence[Belonging],
    now: datetime,
) -> None:
    rows = [
        {
            "workspace_id": subscription.workspace_id,
            "mention_id": belonging.mention_id,
            "entry_id": entry_id,
            "subscription_id": subscription.id,
            "kind": belonging.kind,
            "place": site_of(entry),
            "link": entry.link,
            "found_at": now,
        }
        for (entry_id, entry), belonging in zip(entries, placed, strict=True)
    ]
    session.execute(insert(MentionSource), rows)


def _update_cards(session: Session, mention_ids: set[int], now: datetime) -> None:
    """Draw anew the cards of mentions that were found once more; their states stay."""
    for some in in_portions(sorted(mention_ids)):
        for mention in session.scalars(
            select(Mention)
            .where(Mention.id.in_(some))
            .order_by(Mention.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ):
            mention.version += 1
            session.flush()
            outbox.put_card_update(session, mention, now)
