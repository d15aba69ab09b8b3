"""Text from outside made safe for Slack's mrkdwn: escaped, cut, and without hidden formatting."""

import re
import unicodedata
from datetime import datetime
from unicodedata import east_asian_width
from urllib.parse import quote, urlsplit

ELLIPSIS = "…"
_QUOTED_LINES = 20
# Characters that are shown before and after a place in a line.
_AROUND = 60
# Invisible, no place to break a line, and no part of an emoji's name.
WORD_JOINER = "\u2060"
# Control characters, halves of characters, and what could turn the text that follows around:
# bidirectional embeddings, overrides and isolates.
_NO_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
_EMOJI = re.compile(r"(?<=:)(?=[\w+'-]+:)")
_QUOTE = re.compile(r"^(?= *>)", re.MULTILINE)
# Slack sees formatting at the edges of words only; an underscore inside a name is left alone.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
# What ends a link early or hides in it; letters of all alphabets may stay.
_NOT_IN_ADDRESS = re.compile(
    r"""[\x00-\x20"'<>\\^`{|}\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+"""
)
_SLACK_ID = re.compile(r"[A-Z0-9]+")


def clean(text: str) -> str:
    """Remove what is not text: control characters, bidi overrides, halves of characters."""
    lines = _LINE_BREAKS.sub("\n", text).replace("\t", " ")
    kept = _NO_TEXT.sub("", lines)
    return kept if _visible(kept) else ""


def one_line(text: str) -> str:
    """Clean a text and put it on one line."""
    return " ".join(clean(text).split())


def cut(text: str, limit: int) -> str:
    """Shorten to at most ``limit`` characters, at a word where one ends near enough."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    end = limit - len(ELLIPSIS)
    while end > 0 and _joins(text, end):
        end -= 1
    start = text[:end]
    at_word = start if text[end].isspace() else start.rpartition(" ")[0]
    kept = at_word if len(at_word) > end // 2 else start
    return kept.rstrip() + ELLIPSIS


def escape(text: str) -> str:
    """Escape the three characters that mean something to Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def neutral(text: str) -> str:
    """Take the meaning from mrkdwn's marks, changing as little as can be seen."""
    marked = _QUOTE.sub(WORD_JOINER, _EMOJI.sub(WORD_JOINER, text))
    return _UNDERSCORE.sub("ˍ", marked.translate(_LOOKALIKES))


def escape_within(text: str, limit: int) -> str:
    """Clean, cut, neutralise and escape, so that the result is at most ``limit`` long."""
    room = limit
    cleaned = clean(text).strip()
    while len(safe := escape(neutral(cut(cleaned, room)))) > limit:
        # An escape is five characters at most, so this many must go at least.
        room -= max(1, (len(safe) - limit) // 5)
    return safe


def inline(text: str, limit: int) -> str:
    """Do what ``escape_within`` does, on one line."""
    return escape_within(one_line(text), limit)


def link(url: str | None, label: str, *, limit: int = 250, longest_url: int = 2000) -> str:
    """Link a label; where the address is none we can link to, the label stands alone."""
    text = inline(label, limit)
    safe = escape(web_address(url) or "")
    if not safe or len(safe) > longest_url or not text:
        return text
    return f"<{safe}|{text.replace('|', '¦')}>"


def code(text: str, limit: int) -> str:
    """Show a text on one line as something typed, at most ``limit`` long, to be copied as it is."""
    room = limit - 2
    typed = one_line(text).replace("`", "ˋ")
    while len(safe := escape(cut(typed, room))) > limit - 2:
        room -= max(1, (len(safe) - limit + 2) // 5)
    return f"`{safe}`" if safe else ""


def marked(text: str, position: int) -> str:
    """Show the line of a text that a place is in, as typed, with a caret under that place."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : end if end >= 0 else len(text)]
    at = position - start
    first = max(0, at - _AROUND)
    before = (ELLIPSIS if first else "") + _typed(line[first:at])
    after = _typed(line[at : at + _AROUND]) + (ELLIPSIS if len(line) > at + _AROUND else "")
    wide = ("W", "F")
    blanks = "".join("\u3000" if east_asian_width(char) in wide else " " for char in before)
    return f"```{escape(before + after)}\n{blanks}^```"


def _typed(text: str) -> str:
    """Clean a text without moving its characters; three backticks in a row would end the code."""
    kept = "".join(char if clean(char) or char == " " else " " for char in text)
    return kept.replace("`", "ˋ")


def web_address(url: str | None) -> str | None:
    """Return an http(s) address with everything encoded that could end a link early."""
    bare = "".join((url or "").split())
    try:
        parts = urlsplit(bare)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    whole = bare.encode(errors="ignore").decode()
    return _NOT_IN_ADDRESS.sub(lambda found: quote(found[0], safe=""), whole)


def user(slack_id: str) -> str:
    """Name a Slack user by id, which pings them in a new message."""
    return f"<@{slack_id}>" if _SLACK_ID.fullmatch(slack_id) else inline(slack_id, 50)


def channel(slack_id: str) -> str:
    """Name a Slack channel by id."""
    return f"<#{slack_id}>" if _SLACK_ID.fullmatch(slack_id) else inline(slack_id, 80)


def when(at: datetime, fallback: str) -> str:
    """Show a moment in each reader's own zone; the fallback is for clients that cannot."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{escape(fallback)}>"


def on_day(at: datetime, fallback: str) -> str:
    """Show the day of a moment in each reader's own zone; a near one without its year."""
    return f"<!date^{int(at.timestamp())}^{{date_short}}|{escape(fallback)}>"


def quoted(text: str, limit: int) -> str:
    """Show a text as a quotation: each line marked, empty ones left out, twenty at most."""
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    shown = [*lines[:_QUOTED_LINES], *([ELLIPSIS] if len(lines) > _QUOTED_LINES else [])]
    safe = escape_within("\n".join(shown), limit - len(shown))
    return "\n".join(f">{line}" for line in safe.split("\n"))


def _joins(text: str, at: int) -> bool:
    """Say whether the character at this place belongs to the one before it."""
    return (
        unicodedata.combining(text[at]) > 0
        or text[at] in "\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
        or "\u200d" in text[at - 1 : at + 1]
    )


def _visible(text: str) -> bool:
    unseen = ("Cf", "Mn")
    return any(not c.isspace() and unicodedata.category(c) not in unseen for c in text.strip())
