"""What follows from a name: ids and tokens that nobody has to think of."""

from __future__ import annotations

import base64
import hashlib
import re


def derived_id(prefix: str, name: str) -> str:
    """Make an id that looks like Slack's, always the same one for the same name."""
    digits = base64.b32encode(hashlib.sha256(name.encode("utf-8", "replace")).digest()).decode()
    return f"{prefix}0{digits[:8]}"


def fill_missing(config: object, **values: str) -> None:
    """Set the fields of a frozen dataclass that are still empty, from its `__post_init__`."""
    for name, value in values.items():
        if not getattr(config, name):
            object.__setattr__(config, name, value)  # frozen for everybody else


def as_word(name: str) -> str:
    """Give a name as tokens have it: `My app` is `my-app`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "app"
