"""Sources: in which entries a mention was found, which pages are its own, and how it is titled."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, case, delete, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from bot.facts import SourceFacts, SourceKind
from bot.feed_models import Entry, Feed, Subscription
from bot.gathering import ONE_DAY, Belonging, Belongings, KnownTitle, Register
from bot.models import Mention
from bot.source_models import MentionPage, MentionSource, MentionTitle
from bot.store import add_rows, in_portions, insert_new
from feeds.titles import Heading
from feeds.urls import host_of

_TITLES_KEPT = timedelta(days=7)


def shared_pages(session: Session, workspace_id: int, pages: Collection[str]) -> set[str]:
    """Find the pages that several entries of one of the workspace's feeds have in common."""
    # Questions to each row, not lists or conditions for which there is an index: without figures
    # about its tables SQLite would begin with those, and look at every entry there is.
    theirs = exists().where(
        Subscription.workspace_id == workspace_id, Subscription.feed_id == Entry.feed_id
    )
    text = case((Entry.same_as_id.is_(None), func.coalesce(Entry.title, Entry.content)))
    found: set[str] = set()
    for some in in_portions(sorted(pages)):
        found |= {
            page
            for page in session.scalars(
                select(Entry.page)
                .where(Entry.page.in_(some), theirs)
                .group_by(Entry.page, Entry.feed_id)
                .having(func.count(text.distinct()) > 1)
            )
            if page
        }
    return found


def read_register(
    session: Session, workspace_id: int, feed_ids: Collection[int], entries: Sequence[Belongings]
) -> Register:
    """Read what is known of a workspace's mentions, as far as it concerns entries of feeds."""
    register = Register()
    for title in _titles(session, workspace_id, entries):
        register.add_title(title)
    for keys in in_portions(sorted({key for entry in entries for key in entry.keys})):
        for row in session.scalars(
            select(MentionPage).where(
                MentionPage.workspace_id == workspace_id, MentionPage.key.in_(keys)
            )
        ):
            register.pages[row.key] = Belonging(row.mention_id, row.kind)
    for ids in in_portions(sorted({one.mention_id for one in register.pages.values()})):
        sources = session.execute(
            select(MentionSource.mention_id, Entry.feed_id)
            .join(Entry, Entry.id == MentionSource.entry_id)
            .where(MentionSource.mention_id.in_(ids), Entry.feed_id.in_(sorted(feed_ids)))
        )
        for mention_id, feed_id in sources:
            register.of_feeds[feed_id].add(mention_id)
    return register


def _titles(session: Session, workspace_id: int, entries: Sequence[Belongings]) -> list[KnownTitle]:
    """Read the titles that could be near-identical: those with the same first or last words."""
    titled = [(entry.at, *entry.heading.edges) for entry in entries if entry.heading]
    found: dict[int, KnownTitle] = {}
    for some in in_portions(titled):
        moments, first, last = zip(*some, strict=True)
        rows = session.scalars(
            select(MentionTitle).where(
                MentionTitle.workspace_id == workspace_id,
                MentionTitle.at.between(min(moments) - ONE_DAY, max(moments) + ONE_DAY),
                or_(MentionTitle.first_words.in_(first), MentionTitle.last_words.in_(last)),
            )
        )
        for row in rows:
            heading = Heading(tuple(row.words), row.cut_off)
            found[row.mention_id] = KnownTitle(row.mention_id, heading, row.site, row.at)
    return [found[mention_id] for mention_id in sorted(found)]


def keep_pages(
    session: Session, workspace_id: int, pages: Iterable[tuple[Belongings, Belonging]]
) -> None:
    """Keep which pages belong to which mentions; the first one keeps a page."""
    rows = {
        key: {
            "workspace_id": workspace_id,
            "key": key,
            "mention_id": belonging.mention_id,
            "kind": belonging.kind,
        }
        for entry, belonging in reversed([*pages])
        for key in entry.keys
    }
    # In one order, so that two workers never wait for each other's pages.
    insert_new(session, MentionPage, [rows[key] for key in sorted(rows)])


def keep_titles(
    session: Session, workspace_id: int, titled: Iterable[tuple[int, Belongings]]
) -> None:
    """Keep the titles of new mentions (mention id, what was read from its entry)."""
    rows = [
        {
            "mention_id": mention_id,
            "workspace_id": workspace_id,
            "first_words": entry.heading.edges[0],
            "last_words": entry.heading.edges[1],
            "words": list(entry.heading.words),
            "cut_off": entry.heading.cut_off,
            "site": entry.site,
            "at": entry.at,
        }
        for mention_id, entry in titled
        if entry.heading is not None
    ]
    add_rows(session, MentionTitle, rows)


def forget_titles(session: Session, now: datetime) -> None:
    """Drop titles that are too old for a reprint to come."""
    session.execute(delete(MentionTitle).where(MentionTitle.at < now - _TITLES_KEPT))


def known_entries(session: Session, workspace_id: int, entry_ids: Sequence[int]) -> set[int]:
    """Find out which entries are sources of a workspace's mentions already."""
    return {
        entry_id
        for some in in_portions(entry_ids)
        for entry_id in session.scalars(
            select(MentionSource.entry_id).where(
                MentionSource.workspace_id == workspace_id, MentionSource.entry_id.in_(some)
            )
        )
    }


def sources_of(session: Session, mention: Mention) -> tuple[SourceFacts, ...]:
    """List where a mention was found, the first one first.

    A feed that names the page is named itself; of the same text elsewhere, each site once.
    """
    original = aliased(MentionSource)
    rows = session.execute(
        select(MentionSource, Feed.title, Feed.url)
        .join(Entry, Entry.id == MentionSource.entry_id)
        .join(Feed, Feed.id == Entry.feed_id)
        .outerjoin(
            original,
            and_(
                original.mention_id == MentionSource.mention_id,
                original.kind == SourceKind.SAME_TEXT,
                original.kind == MentionSource.kind,
                original.place == MentionSource.place,
                original.id < MentionSource.id,
            ),
        )
        .where(MentionSource.mention_id == mention.id, original.id.is_(None))
        .order_by(MentionSource.id)
    )
    return tuple(
        SourceFacts(
            kind=source.kind,
            name=source.place if source.kind is SourceKind.SAME_TEXT else title or host_of(url),
            link=source.link,
        )
        for source, title, url in rows
    )
