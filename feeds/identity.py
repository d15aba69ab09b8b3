"""Identity: what makes an entry the same at the next poll, and different from its neighbours.

Real feeds repeat ids, give all entries one link, or neither id nor link. So an id comes first,
then the link, then a digest; and where several entries of one document would be the same, they
are told apart by their links, else by what they say.
"""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from feeds.entries import MAX_IDENTITY, Draft
from feeds.plain_text import folded


def identify(drafts: Sequence[tuple[Draft, str | None]]) -> dict[str, tuple[Draft, str | None]]:
    """Give each draft (with its absolute link) an identity, in order; true duplicates go."""
    plain = [plain_name(draft, link) for draft, link in drafts]
    distinct: dict[tuple[str, str | None, str], tuple[Draft, str | None]] = {}
    for name, (draft, link) in zip(plain, drafts, strict=True):
        distinct.setdefault((name, link, content_digest(draft)), (draft, link))
    names = Counter(name for name, _, _ in distinct)
    links = Counter((name, link) for name, link, _ in distinct)
    identified = {}
    for (name, link, digest), linked in distinct.items():
        if names[name] == 1:
            identity = name
        elif link and links[name, link] == 1:
            identity = f"{name} link:{link}"
        else:
            identity = f"{name} digest:{digest}"
        identified[capped(identity)] = linked
    return identified


def content_digest(draft: Draft) -> str:
    """Give a digest of what an entry says: title and text."""
    said = f"{draft.title}\n{draft.text}".encode(errors="replace")
    return sha256(said).hexdigest()


def capped(identity: str) -> str:
    """Give an identity of at most 500 characters: a longer one keeps its kind and is hashed."""
    if len(identity) <= MAX_IDENTITY:
        return identity
    kind = identity.partition(":")[0]
    return f"{kind}:sha256:{sha256(identity.encode(errors='replace')).hexdigest()}"


def plain_name(draft: Draft, link: str | None) -> str:
    """Say what an entry is known by as long as no other in its document is known by the same."""
    own = folded(draft.id or "")
    if own:
        return f"id:{own}"
    if link:
        return f"link:{link}"
    return f"digest:{content_digest(draft)}"
