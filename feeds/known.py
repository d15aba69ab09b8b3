"""What is known of a feed's last document, so that only what is new in the next one is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

DIGEST = 16
"""Bytes of a digest."""
NAME = 8
"""Bytes of the digest of what an entry is known by."""


@dataclass(frozen=True, slots=True)
class Known:
    """The last document of a feed in digests; empty where nothing is known.

    ``body`` is that of the whole body as it came. ``entries`` has one for each entry as it stood,
    with the digest of what the entry is known by: two that are known by the same have to be read
    together to be told apart.
    """

    body: bytes = b""
    entries: Mapping[bytes, bytes] = field(default_factory=dict)

    def packed(self) -> bytes:
        """Give the entries as bytes, to be kept."""
        return b"".join(digest + name for digest, name in self.entries.items())

    @classmethod
    def unpacked(cls, body: bytes, entries: bytes) -> "Known":
        """Make it of what was kept."""
        size = DIGEST + NAME
        found = [entries[start : start + size] for start in range(0, len(entries), size)]
        return cls(body, {each[:DIGEST]: each[DIGEST:] for each in found if len(each) == size})


def digest_of(content: bytes, context: bytes = b"") -> bytes:
    """Give the digest by which a content is known again, in a context where that matters."""
    return blake2b(content, digest_size=DIGEST, key=context).digest()
