"""Recording: new entries become mentions or sources of them, and cards are put into the outbox."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.announcing import Brought, announce
from bot.facts import MentionState, SourceKind
from bot.feed_models import Feed, Subscription
from bot.forgotten import hide_new_sources
from bot.gathering import Belonging, belongings_of, gather, site_of
from bot.models import Mention, Workspace
from bot.passing import passes
from bot.people import meet_people
from bot.profiles import ProfileSketch, sketch_profile
from bot.screening import Finding, screen
from bot.source_models import MentionSource
from bot.sources import keep_pages, keep_titles, known_entries, read_register, shared_pages
from bot.store import add_rows, in_portions
from bot.workspaces import next_number
from feeds import Entry
from feeds.places import answered_at
from feeds.traces import trace_of


@dataclass(frozen=True, slots=True)
class _Fresh:
    """An entry that a subscription lets pass, and that its workspace does not know yet."""

    subscription: Subscription
    entry_id: int
    entry: Entry


def record_mentions(
    session: Session,
    subscription: Subscription,
    entries: Sequence[tuple[int, Entry]],
    now: datetime,
    *,
    cards: int,
) -> int:
    """Record as ``record_findings`` does what one subscription has found."""
    return record_findings(session, [(subscription, entries)], now, cards=cards)


def record_findings(
    session: Session, findings: Sequence[Finding], now: datetime, *, cards: int
) -> int:
    """Make mentions of new entries (entry id, entry; oldest first), one subscription after another.

    Passed over is what a subscription does not look for, what its rules or a mute keep out, and
    what the workspace knows already. An entry whose page, or whose text at another site, is a
    mention already becomes one of its sources. The newest ``cards`` of each subscription get
    cards; a summary stands for all others. Returns how many mentions were made.
    """
    here: dict[int, list[Finding]] = {}
    for subscription, entries in findings:
        if entries:
            here.setdefault(subscription.workspace_id, []).append((subscription, entries))
    return sum(
        _record(session, workspace_id, here[workspace_id], now, cards)
        for workspace_id in sorted(here)
    )


def _record(
    session: Session, workspace_id: int, findings: Sequence[Finding], now: datetime, cards: int
) -> int:
    fresh = _fresh(session, workspace_id, findings)
    if not fresh:
        return 0
    # Whoever else finds the same article at this moment waits here, and then finds our mention.
    session.execute(
        select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True)
    )
    pages = {page for one in fresh if (page := trace_of(one.entry).page)}
    shared = shared_pages(session, workspace_id, pages)
    belongings = [belongings_of(one.entry, shared, now) for one in fresh]
    feed_ids = [one.subscription.feed_id for one in fresh]
    register = read_register(session, workspace_id, set(feed_ids), belongings)
    found = gather(list(zip(feed_ids, belongings, strict=True)), register)
    alone = [number for number, belonging in enumerate(found) if belonging is None]
    made = _make_mentions(session, workspace_id, [fresh[number] for number in alone], now)
    # Until now, each mention that was still to be made had the place of its entry, below zero.
    placed = _with_ids(
        found, {-1 - number: mention_id for number, mention_id in zip(alone, made, strict=True)}
    )
    _keep_sources(session, workspace_id, fresh, placed, now)
    hide_new_sources(session, workspace_id, {each.mention_id for each in found if each})
    keep_pages(session, workspace_id, zip(belongings, placed, strict=True))
    titled = ((placed[number].mention_id, belongings[number]) for number in alone)
    keep_titles(session, workspace_id, titled)
    announce(session, _brought(fresh, placed, set(alone)), now, cards=cards)
    return len(made)


def _fresh(session: Session, workspace_id: int, findings: Sequence[Finding]) -> list[_Fresh]:
    wanted = screen(session, workspace_id, findings)
    known = known_entries(session, workspace_id, [entry_id for _, entry_id, _ in wanted])
    fresh = []
    for subscription, entry_id, entry in wanted:
        if entry_id not in known and passes(subscription, entry):
            # Another subscription of the workspace to the same feed may want it too.
            known.add(entry_id)
            fresh.append(_Fresh(subscription, entry_id, entry))
    return fresh


def _with_ids(found: Sequence[Belonging | None], ids: Mapping[int, int]) -> list[Belonging]:
    """Say of each entry where it belongs, now that new mentions have ids."""
    return [
        Belonging(ids[-1 - number], SourceKind.SAME_PAGE)
        if belonging is None
        else replace(belonging, mention_id=ids.get(belonging.mention_id, belonging.mention_id))
        for number, belonging in enumerate(found)
    ]


def _brought(
    fresh: Sequence[_Fresh], placed: Sequence[Belonging], alone: set[int]
) -> list[Brought]:
    """Say what each subscription has brought, in order."""
    brought: dict[int, Brought] = {}
    for number, (one, belonging) in enumerate(zip(fresh, placed, strict=True)):
        mine = brought.setdefault(one.subscription.id, Brought(one.subscription))
        (mine.made if number in alone else mine.found).append(belonging.mention_id)
    return list(brought.values())


def _make_mentions(
    session: Session, workspace_id: int, fresh: Sequence[_Fresh], now: datetime
) -> list[int]:
    """Make mentions of entries; give their ids in the same order."""
    if not fresh:
        return []
    number = next_number(session, workspace_id, "mention_count", len(fresh))
    sketches = [sketch_profile(one.entry.authors, one.entry.place, one.entry.link) for one in fresh]
    people = meet_people(session, workspace_id, _each_once(fresh, sketches), now)
    urls = _feed_urls(session, {one.subscription.feed_id for one in fresh})
    rows = [
        {
            "workspace_id": workspace_id,
            "entry_id": one.entry_id,
            "subscription_id": one.subscription.id,
            "person_id": people[sketch.key],
            "number": number + offset,
            "channel": one.subscription.channel,
            "title": one.entry.title,
            "link": one.entry.link,
            "place": one.entry.place[:300],
            "place_key": answered_at(urls[one.subscription.feed_id], one.entry.link).key,
            "authors": [author.name or sketch.name for author in one.entry.authors],
            "excerpt": one.entry.excerpt,
            "published_at": one.entry.published,
            "found_at": now,
            "state": MentionState.OPEN,
            "version": 1,
            "shown_version": 0,
        }
        for offset, (one, sketch) in enumerate(zip(fresh, sketches, strict=True))
    ]
    made = add_rows(session, Mention, rows, returning=[Mention.number, Mention.id])
    ids = {row.number: row.id for row in made}
    return [ids[number + offset] for offset in range(len(fresh))]


def _feed_urls(session: Session, feed_ids: Collection[int]) -> dict[int, str]:
    urls: dict[int, str] = {}
    for some in in_portions(sorted(feed_ids)):
        urls |= dict(session.execute(select(Feed.id, Feed.url).where(Feed.id.in_(some))).all())
    return urls


def _each_once(fresh: Sequence[_Fresh], sketches: Sequence[ProfileSketch]) -> list[ProfileSketch]:
    """Give each profile as the newest entry of the first subscription that met it shows it."""
    met: dict[str, tuple[int, ProfileSketch]] = {}
    for one, sketch in zip(fresh, sketches, strict=True):
        first, _ = met.get(sketch.key, (one.subscription.id, sketch))
        if first == one.subscription.id:
            met[sketch.key] = (first, sketch)
    return [sketch for _, sketch in met.values()]


def _keep_sources(
    session: Session,
    workspace_id: int,
    fresh: Sequence[_Fresh],
    placed: Sequence[Belonging],
    now: datetime,
) -> None:
    rows = [
        {
            "workspace_id": workspace_id,
            "mention_id": belonging.mention_id,
            "entry_id": one.entry_id,
            "subscription_id": one.subscription.id,
            "kind": belonging.kind,
            "place": site_of(one.entry),
            "link": one.entry.link,
            "found_at": now,
        }
        for one, belonging in zip(fresh, placed, strict=True)
    ]
    add_rows(session, MentionSource, rows)
