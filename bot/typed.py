"""Text as it was typed, from what Slack makes of it in a command.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re

# All that Slack escapes.
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_WRAPPED = re.compile(r"<([@#]?)(?:mailto:)?([^<>|]+)(?:\|([^<>]*))?>")


def unescaped(text: str) -> str:
    """Undo Slack's escaping of &, < and >."""
    for written, meant in _ESCAPES:
        text = text.replace(written, meant)
    return text


def as_typed(text: str) -> str:
    """Undo what Slack puts around addresses, channels and people; their labels are what was typed.

    ``<http://acme.com|acme.com>`` is acme.com again.
    """
    return unescaped(_WRAPPED.sub(lambda found: found[1] + (found[3] or found[2]), text))
