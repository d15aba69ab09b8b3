"""Comments: told from posts by what the feed or the entry says about itself.

Looked for are these forms, as of November 2026, not each checked at its source: RFC 4685
``thr:in-reply-to``; WordPress and its translations ("Comments on: …", "Comment on … by …",
"By: …", ``#comment-7``); Reddit's ids (``t1_`` is a comment, ``t3_`` a post); hnrss.org
``/newcomments`` and ``/replies``; Lobsters (``/comments.rss``, ``/c/…``); Lemmy (``/comment/…``);
Discourse (post number 2 and up in the link); Stack Exchange ("Answer by …", "Comment by …"); and
"Re: …" everywhere.
"""

import re

from feeds.entries import EntryKind

_FEED_TITLE = re.compile(
    r"(?:new|newest|latest|recent) comments\b|comments (?:on|for)\b|comments$"
    r"|kommentare (?:zu|für|von)\b|(?:neue|neueste|letzte) kommentare\b"
    r"|.*: (?:new(?:est)? comments|neue kommentare)$|.*\breplies to\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:re|aw|antw)(?:\[\d+\])?: "
    r"|(?:new )?comment (?:on|by|from)\b|answer by\b|by: |von: "
    r"|(?:neuer )?kommentar (?:zu|von)\b|antwort (?:von|auf)\b"
    r"|/?u/[\w-]+ on ",
    re.IGNORECASE,
)
_ID = re.compile(r"(?:.*[/:])?t1_[a-z0-9]+|.*[#/]comment-?\d+", re.IGNORECASE)
_LINK = re.compile(
    r"[^#]*#(?:comment|kommentar|reply|c)[-_]?\d+"
    r"|https?://[^/]+/r/[^/]+/comments/\w+/[^/]*/\w+/?(?:\?.*)?"
    r"|https?://[^/]+/(?:c|comment)/\w+/?"
    r"|https?://[^/]+/t/[^/]+/\d+/(?!1$)\d+/?",
    re.IGNORECASE,
)
_MOST = 500


def entry_kind(
    *, feed_title: str, title: str, id_: str | None, link: str | None, answers: bool
) -> EntryKind:
    """Tell a comment from a post; ``answers``: it says itself that it answers another entry."""
    says_so = (
        answers
        or _FEED_TITLE.match(feed_title[:_MOST])
        or _TITLE.match(title[:_MOST])
        or _ID.fullmatch((id_ or "")[:_MOST])
        or _LINK.fullmatch((link or "")[:_MOST])
    )
    return EntryKind.COMMENT if says_so else EntryKind.POST
