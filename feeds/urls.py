"""URLs as text: without credentials, made absolute, reduced to their host."""

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\s<>\"|\\^`{}\ud800-\udfff]+")
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?")
_KEPT = 2_000
"""Characters of a link for which what came of it is kept for a while."""
_DROPPED_BY_BROWSERS = re.compile(r"[\t\r\n]")


def without_userinfo(url: str) -> str:
    """Give ``url`` without user and password; what is no URL comes back without ``…@`` too."""
    try:
        parts = urlsplit(url)
        if "@" not in parts.netloc:
            return url
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    except ValueError:
        return re.sub(r"//[^/]*@", "//", url)


def host_of(url: str) -> str:
    """Give the host of ``url`` in lower case without ``www.``; "" where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


def absolute_link(base: str, link: str | None) -> str | None:
    """Resolve ``link`` against ``base`` (RFC 3986); None unless it ends as http(s) with a host.

    Credentials are dropped; spaces and characters that could close a link in a message are
    percent-encoded.
    """
    if link and _PLAIN.fullmatch(link):
        return link  # as most are, and nothing is to be done about them
    trimmed = _DROPPED_BY_BROWSERS.sub("", link or "").strip()
    if not trimmed:
        return None
    return _joined(base, trimmed) if len(trimmed) <= _KEPT else _joined.__wrapped__(base, trimmed)


@lru_cache(maxsize=4096)  # asked several times for each entry
def _joined(base: str, trimmed: str) -> str | None:
    try:
        joined = without_userinfo(urljoin(base, trimmed))
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or _UNSAFE.search(parts.netloc):
        return None
    return _UNSAFE.sub(lambda unsafe: quote(unsafe[0], errors="replace"), joined)
