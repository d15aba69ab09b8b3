"""Who is forgotten: what they write later is known by salted digests, and becomes no mention."""

import hmac
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from bot.feed_models import Entry, RecentEntry
from bot.forgetting_models import ForgettingSalt, ForgottenProfile
from bot.models import Mention
from bot.profiles import sketch_profile
from bot.source_models import MentionSource
from bot.store import in_portions, insert_new
from feeds import Author
from feeds import Entry as ParsedEntry

HIDDEN = "forgotten:"
"""Begins the identity of an entry that is known by its digest only."""
_SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Veil:
    """What tells entries of those who are forgotten, in all workspaces or in one."""

    salts: Mapping[int, bytes] = field(default_factory=dict)
    profiles: frozenset[tuple[int, str]] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anybody is forgotten."""
        return bool(self.salts)

    def wrote(self, entry: ParsedEntry, workspace_id: int | None = None) -> list[tuple[int, str]]:
        """List who forgot whoever wrote an entry: each workspace, and the profile's digest."""
        return self._forgotten_by(entry.authors, entry.place, entry.link, workspace_id)

    def _forgotten_by(
        self,
        authors: Sequence[Author],
        place: str,
        link: str | None = None,
        workspace_id: int | None = None,
    ) -> list[tuple[int, str]]:
        if not self.profiles:
            return []
        keys = sketch_profile(authors, place, link).keys
        found: dict[int, str] = {}
        for here, salt in self.salts.items():
            if workspace_id in (None, here):
                known = (digest_of(salt, key) for key in keys)
                digest = next((each for each in known if (here, each) in self.profiles), None)
                found |= {here: digest} if digest else {}
        return list(found.items())

    def without_coauthors(self, entry: ParsedEntry) -> ParsedEntry:
        """Leave out of an entry's authors those who are forgotten, but for the first one."""
        if not self.profiles or len(entry.authors) < 2:  # noqa: PLR2004  # a second one
            return entry
        first, *others = entry.authors
        kept = [one for one in others if not self._forgotten_by([one], entry.place)]
        return replace(entry, authors=(first, *kept))

    def hidden_names(self, identity: str) -> list[str]:
        """Give the identities under which an entry may be hidden."""
        return [hidden(salt, identity) for salt in self.salts.values()]


def hidden(salt: bytes, identity: str) -> str:
    """Write an entry's identity so that it is known again, and says nothing."""
    return identity if identity.startswith(HIDDEN) else HIDDEN + digest_of(salt, identity)


def digest_of(salt: bytes, text: str) -> str:
    """Give the digest of a profile's key, or of an identity."""
    return hmac.digest(salt, text.encode(errors="replace"), "sha256").hex()


def read_veil(session: Session) -> Veil:
    """Read who is forgotten; one small query where nobody is."""
    salts = dict(session.execute(select(ForgettingSalt.workspace_id, ForgettingSalt.salt)).all())
    if not salts:
        return Veil()
    rows = session.execute(select(ForgottenProfile.workspace_id, ForgottenProfile.digest))
    return Veil(salts, frozenset((row.workspace_id, row.digest) for row in rows))


def salt_of(session: Session, workspace_id: int) -> bytes:
    """Give a workspace's salt; the first time it is made."""
    row = {"workspace_id": workspace_id, "salt": secrets.token_bytes(_SALT_BYTES)}
    insert_new(session, ForgettingSalt, [row])
    return session.get_one(ForgettingSalt, workspace_id, populate_existing=True).salt


def keep_out(session: Session, workspace_id: int, keys: Iterable[str], now: datetime) -> None:
    """Remember profiles, by digests of their keys, as those of somebody who is forgotten."""
    salt = salt_of(session, workspace_id)
    rows = [
        {
            "workspace_id": workspace_id,
            "digest": digest_of(salt, key),
            "forgotten_at": now,
            "kept_out": 0,
        }
        for key in sorted(set(keys))
    ]
    insert_new(session, ForgottenProfile, rows)


def count_kept_out(session: Session, met: Iterable[tuple[int, str]]) -> None:
    """Count entries that came from forgotten profiles (workspace, digest), one for each."""
    counts: dict[tuple[int, str], int] = {}
    for one in met:
        counts[one] = counts.get(one, 0) + 1
    for (workspace_id, digest), count in sorted(counts.items()):
        session.execute(
            update(ForgottenProfile)
            .where(ForgottenProfile.workspace_id == workspace_id, ForgottenProfile.digest == digest)
            .values(kept_out=ForgottenProfile.kept_out + count)
        )


def hide_entries(session: Session, salt: bytes, entry_ids: Collection[int]) -> None:
    """Let entries, and their other ids, be known by digests only; their texts go."""
    for some in in_portions(sorted(entry_ids)):
        rows = session.execute(
            select(Entry.id, Entry.feed_id, Entry.identity).where(
                or_(Entry.id.in_(some), Entry.same_as_id.in_(some))
            )
        ).all()
        names = {row.id: hidden(salt, row.identity) for row in rows}
        # Feeds that became one may both have had it.
        had = select(Entry.feed_id, Entry.identity).where(Entry.identity.in_(names.values()))
        taken = set(session.execute(had).all())
        renamed = [
            {"id": row.id, "identity": f"{name}:{row.id}" if (row.feed_id, name) in taken else name}
            for row in rows
            if (name := names[row.id]) != row.identity
        ]
        if renamed:
            session.execute(update(Entry), renamed)
        session.execute(
            delete(RecentEntry)
            .where(RecentEntry.entry_id.in_([row.id for row in rows]))
            .execution_options(synchronize_session=False)
        )


def hide_new_sources(session: Session, workspace_id: int, mention_ids: Collection[int]) -> None:
    """Hide what was found again of mentions whose person is forgotten."""
    for some in in_portions(sorted(mention_ids)):
        gone = select(Mention.id).where(Mention.id.in_(some), Mention.forgotten_at.is_not(None))
        sources = session.execute(
            select(MentionSource.id, MentionSource.entry_id).where(
                MentionSource.mention_id.in_(gone),
                or_(MentionSource.link.is_not(None), MentionSource.place != ""),
            )
        ).all()
        if not sources:
            continue
        session.execute(
            update(MentionSource)
            .where(MentionSource.id.in_([row.id for row in sources]))
            .values(place="", link=None)
            .execution_options(synchronize_session=False)
        )
        salt = salt_of(session, workspace_id)
        hide_entries(session, salt, [row.entry_id for row in sources])
