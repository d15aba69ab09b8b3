"""Canonical addresses: a key by which two addresses are seen to name one page.

The key is for comparing only. It is never shown, never fetched, and where it hides in a
redirector's address nobody follows it.
"""

import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urlsplit

from feeds.link_tables import (
    AMP_PARAMETERS,
    CARRIERS,
    REDIRECTORS,
    TRACKING,
    TRACKING_PREFIXES,
    TRACKING_VALUES,
)

_DEEPEST = 3
"""Redirectors inside redirectors that are looked through."""
_LONGEST = 4000
# An address in which nothing is to be put right but the host's prefixes and the path's end.
_PLAIN = re.compile(
    r"https?://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?P<path>/[\w.~/-]*|)", re.ASCII
)
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")
_PERCENT = re.compile(r"%([0-9a-fA-F]{2})")
_UNSAFE = re.compile(r"(?:[^\x21-\x7e]|[\"<>\\^`{|}])+")
_AMP_END = re.compile(r"/amp$|\.amp(?=$|\.html?$)", re.IGNORECASE)
_PREFIXES_OF_HOSTS = re.compile(r"^(?:(?:www|amp)\.(?=[^.]+\.))+")
# What follows names a page of its own: a route inside an application, or a value.
_ROUTE = re.compile(r"[!/]+.")
_TEXT_FRAGMENT = re.compile(r":~:.*$")
_HOSTS_THAT_CARRY = re.compile(
    "|".join([hosts for hosts, *_ in REDIRECTORS] + [hosts for hosts, _ in CARRIERS])
)


def canonical_url(url: str, *, with_fragment: bool = False) -> str:
    """Give the key of the page that an address names, as ``host/path?query``.

    Scheme, ``www.``, AMP, tracking parameters, the order of parameters and a last slash make no
    difference; neither does the fragment, unless it names a page (``#!/…``) or ``with_fragment``
    says that it counts, as with comments. Redirectors that carry their target give way to it.
    What is no http(s) address comes back trimmed. Raises nothing, whatever the text.
    """
    return _canonical(url.strip()[:_LONGEST], with_fragment=with_fragment)


@lru_cache(maxsize=4096)  # asked several times for each entry
def _canonical(address: str, *, with_fragment: bool) -> str:
    if plain := _PLAIN.fullmatch(address):
        host = _host(plain["host"])
        if not _HOSTS_THAT_CARRY.fullmatch(host):
            return host + _without_amp(plain["path"])
    for _ in range(_DEEPEST):
        target = _carried(address)
        if target is None:
            break
        address = target
    return _key(address, with_fragment=with_fragment)


def names_a_site(key: str) -> bool:
    """Tell whether a canonical key is a site's front page, which names no article."""
    return not re.search(r"[/?#]", key)


def _key(address: str, *, with_fragment: bool) -> str:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return address
    if parts.scheme not in {"http", "https"} or not host:
        return address
    query = _query(parts.query)
    fragment = _fragment(parts.fragment, whole=with_fragment)
    return (
        _host(host)
        + (f":{port}" if port not in (None, 80, 443) else "")
        + _path(parts.path)
        + (f"?{query}" if query else "")
        + (f"#{fragment}" if fragment else "")
    )


def _host(host: str) -> str:
    bare = _PREFIXES_OF_HOSTS.sub("", host.lower().rstrip("."))
    try:
        return bare.encode("idna").decode() if not bare.isascii() else bare
    except UnicodeError:
        return bare


def _path(path: str) -> str:
    return _without_amp(_normal(path))


def _without_amp(path: str) -> str:
    bare = path.rstrip("/")
    while (shorter := _AMP_END.sub("", bare).rstrip("/")) != bare:
        bare = shorter
    return bare


def _query(query: str) -> str:
    """Drop what tracks; put into order what has no order of its own."""
    pairs = [_normal(pair.replace("+", "%20")) for pair in query.split("&") if pair]
    kept = [pair for pair in pairs if not _is_noise(pair)]
    names = [pair.partition("=")[0] for pair in kept]
    # A name that is given twice is a list, and what has no name may be a path: their order counts.
    if len(set(names)) == len(names) and all("=" in pair for pair in kept):
        kept.sort()
    return "&".join(kept)


def _fragment(fragment: str, *, whole: bool) -> str:
    text = _normal(_TEXT_FRAGMENT.sub("", fragment))
    if whole or _ROUTE.match(text):
        return text
    if "=" in text:
        return "&".join(pair for pair in text.split("&") if not _is_noise(pair))
    return ""


def _is_noise(pair: str) -> bool:
    name, _, value = pair.lower().partition("=")
    return (
        name in TRACKING
        or name.startswith(TRACKING_PREFIXES)
        or value.startswith(TRACKING_VALUES.get(name, ()))
        or (name in AMP_PARAMETERS and value in AMP_PARAMETERS[name])
    )


def _normal(text: str) -> str:
    """Write percent-encoding in one way: only where needed, in capitals."""

    def decoded(found: re.Match[str]) -> str:
        char = chr(int(found[1], 16))
        return char if _UNRESERVED.fullmatch(char) else found[0].upper()

    plain = _PERCENT.sub(decoded, text)
    return _UNSAFE.sub(lambda found: quote(found[0], safe="", errors="replace"), plain)


def _carried(address: str) -> str | None:
    """Give the address that a redirector's address carries, or None."""
    try:
        parts = urlsplit(address)
        host = _host(parts.hostname or "")
    except ValueError:
        return None
    if not _HOSTS_THAT_CARRY.fullmatch(host):
        return None
    for hosts, path, names in REDIRECTORS:
        if re.fullmatch(hosts, host) and re.fullmatch(path, parts.path):
            given = dict(pair.partition("=")[::2] for pair in reversed(parts.query.split("&")))
            targets = (_decoded(given[name]) for name in names if name in given)
            return next((target for target in targets if _is_address(target)), None)
    for hosts, path in CARRIERS:
        if re.fullmatch(hosts, host) and (found := re.match(path, parts.path)):
            query = f"?{parts.query}" if parts.query else ""
            target = f"https://{parts.path[found.end() :]}{query}"
            return target if _is_address(target) else None
    return None


def _decoded(value: str) -> str:
    return unquote_to_bytes(value.replace("+", " ")).decode(errors="replace").strip()


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host
