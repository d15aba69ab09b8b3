"""What is known of a feed's last document, so that only what is new in the next one is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

DIGEST = 16
"""Bytes of a digest."""
NAME = 8
"""Bytes of the digest of what an entry is known by."""


@dataclass(frozen=True, slots=True)
class Known:
    """The last document of a feed in digests; empty where nothing is known.

    ``body`` is that of the whole body as it came. ``packed`` has one for each entry as it stood,
    with the digest of what the entry is known by: two that are known by the same have to be read
    together to be told apart.
    """

    body: bytes = b""
    packed: bytes = b""

    @classmethod
    def of(cls, body: bytes, entries: Mapping[bytes, bytes]) -> "Known":
        """Pack what is known: for each entry's digest, that of what it is known by."""
        return cls(body, b"".join(digest + name for digest, name in entries.items()))

    def entries(self) -> dict[bytes, bytes]:
        """Give what ``of`` packed; a torn end is left out."""
        size = DIGEST + NAME
        starts = range(0, len(self.packed) - size + 1, size)
        found = [self.packed[start : start + size] for start in starts]
        return {each[:DIGEST]: each[DIGEST:] for each in found}


def digest_of(content: bytes, context: bytes = b"") -> bytes:
    """Give the digest by which a content is known again, in a context where that matters."""
    return blake2b(content, digest_size=DIGEST, key=context).digest()
