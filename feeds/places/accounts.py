"""Accounts: whose an address is, at places where people have a page of their own.

However its address is written, an account is known by one page. Where an address fits no rule
here, it says nothing about accounts, and stands for itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from feeds.canonical import canonical_url

_MOST = 200
"""Characters of a handle; whatever is longer is none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How the accounts of a place are told, as patterns with the group ``handle``.

    ``site`` fits the host; ``pages`` fit path and query of an account's own pages, ``posts`` those
    of what it has posted. ``names`` fits a name that is a handle, as feeds about the place write
    it. ``page`` is the template of the page by which an account is known, ``shown`` that of its
    handle, with the fields ``handle`` and ``host``; empty, where nobody would know anyone by it.
    ``case_counts``: Anna is not anna.
    """

    name: str
    site: str
    page: str
    pages: tuple[str, ...]
    posts: tuple[str, ...] = ()
    names: str = ""
    shown: str = "{handle}"
    case_counts: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """An account at a place: the place's name, the account's page, the handle to show, if any."""

    place: str
    handle: str
    url: str


_HANDLE = r"(?P<handle>[\w.-]+)"
# Seen from another host, an account of a network is name@home.
_HOME = r"(?:@(?P<home>[\w.-]+\.\w+))?"
_REST = r"(?:[/?].*)?"
_STACK_EXCHANGE = (
    r"(?:[\w-]+\.)*(?:stackoverflow|stackexchange|superuser|serverfault|askubuntu|stackapps)\.com"
    r"|(?:[\w-]+\.)?mathoverflow\.net"
)
_GITHUBS_OWN = (
    r"(?!(?:about|apps|collections|explore|features|marketplace|orgs|search|settings|sponsors"
    r"|topics|trending|users)$)"
)
_XS_OWN = r"(?!(?:explore|hashtag|home|i|intent|search|share)(?:[/?]|$))"
_INSTAGRAMS_OWN = r"(?!(?:explore|p|reel|reels|stories|tv)(?:[/?]|$))"
_DEV_TOS_OWN = r"(?!(?:about|feed|t|search|settings|top|latest)(?:[/?]|$))"

RULES: tuple[Rule, ...] = (
    Rule(
        "Reddit",
        r"(?:[\w-]+\.)?reddit\.com",
        "https://www.reddit.com/user/{handle}",
        pages=(rf"/(?:u|user)/{_HANDLE}{_REST}", rf"/r/u_{_HANDLE}{_REST}"),
        posts=(
            rf"/(?:u|user)/{_HANDLE}/comments/.+",
            rf"/r/u_{_HANDLE}/comments/.+",
        ),
        names=rf"/?u/{_HANDLE}",
        shown="u/{handle}",
    ),
    Rule(
        "Hacker News",
        r"news\.ycombinator\.com|hnrss\.org",
        "https://news.ycombinator.com/user?id={handle}",
        pages=(rf"/(?:user|threads|submitted)\?id={_HANDLE}",),
        case_counts=True,
    ),
    Rule(
        "Lobsters",
        r"lobste\.rs",
        "https://lobste.rs/~{handle}",
        pages=(rf"/(?:~|u/){_HANDLE}{_REST}",),
    ),
    Rule(
        "Bluesky",
        r"bsky\.app",
        "https://bsky.app/profile/{handle}",
        pages=(r"/profile/(?P<handle>[\w.:-]+)(?:/(?!post/).*)?",),
        posts=(r"/profile/(?P<handle>[\w.:-]+)/post/.+",),
        shown="@{handle}",
    ),
    Rule(
        "YouTube",
        r"(?:m\.|music\.)?youtube\.com",
        "https://www.youtube.com/channel/{handle}",
        pages=(rf"/channel/(?P<handle>UC[\w-]+){_REST}",),
        shown="",
        case_counts=True,
    ),
    Rule(
        "YouTube",
        r"(?:m\.|music\.)?youtube\.com",
        "https://www.youtube.com/{handle}",
        pages=(rf"/(?P<handle>(?:@|user/|c/)[\w.%-]+){_REST}",),
    ),
    Rule(
        "Stack Exchange",
        _STACK_EXCHANGE,
        "https://{host}/users/{handle}",
        pages=(rf"/users/(?P<handle>\d+){_REST}", r"/u/(?P<handle>\d+)"),
        shown="",
    ),
    Rule(
        "GitHub",
        r"github\.com",
        "https://github.com/{handle}",
        pages=(rf"/{_GITHUBS_OWN}(?P<handle>[\w-]+)(?:\?.*)?",),
    ),
    Rule(
        "dev.to",
        r"dev\.to",
        "https://dev.to/{handle}",
        pages=(rf"/{_DEV_TOS_OWN}(?P<handle>\w+)(?:\?.*)?",),
        posts=(rf"/{_DEV_TOS_OWN}(?P<handle>\w+)/[\w-]+",),
    ),
    Rule(
        "Medium",
        r"medium\.com",
        "https://medium.com/@{handle}",
        pages=(rf"/@{_HANDLE}(?:/(?:about|followers|lists?))?(?:\?.*)?",),
        posts=(rf"/@{_HANDLE}/[^/?]+-[0-9a-f]{{6,}}",),
        shown="@{handle}",
    ),
    Rule(
        "Substack",
        r"substack\.com",
        "https://substack.com/@{handle}",
        pages=(rf"/@{_HANDLE}(?:/(?:posts|notes|likes|reads))?(?:\?.*)?",),
        posts=(rf"/@{_HANDLE}/(?:note|p)/.+",),
        shown="@{handle}",
    ),
    Rule(
        "X",
        r"(?:mobile\.)?(?:twitter|x)\.com",
        "https://x.com/{handle}",
        pages=(rf"/{_XS_OWN}@?(?P<handle>\w+)(?:\?.*)?",),
        posts=(rf"/{_XS_OWN}(?P<handle>\w+)/status/\d+.*",),
        shown="@{handle}",
    ),
    Rule(
        "LinkedIn",
        r"(?:\w{2,3}\.)?linkedin\.com",
        "https://www.linkedin.com/in/{handle}",
        pages=(rf"/in/(?P<handle>[\w%.-]+){_REST}",),
    ),
    Rule(
        "Instagram",
        r"instagram\.com",
        "https://www.instagram.com/{handle}",
        pages=(rf"/{_INSTAGRAMS_OWN}{_HANDLE}(?:\?.*)?",),
        shown="@{handle}",
    ),
    Rule(
        "Threads",
        r"threads\.(?:net|com)",
        "https://www.threads.com/@{handle}",
        pages=(rf"/@{_HANDLE}(?:/replies|/media)?(?:\?.*)?",),
        posts=(rf"/@{_HANDLE}/post/.+",),
        shown="@{handle}",
    ),
    Rule(
        "TikTok",
        r"tiktok\.com",
        "https://www.tiktok.com/@{handle}",
        pages=(rf"/@{_HANDLE}(?:\?.*)?",),
        posts=(rf"/@{_HANDLE}/video/\d+.*",),
        shown="@{handle}",
    ),
    Rule(
        "Codeberg",
        r"codeberg\.org",
        "https://codeberg.org/{handle}",
        pages=(r"/(?!(?:explore|user|org|api)$)(?P<handle>[\w.-]+)(?:\?.*)?",),
    ),
    Rule(
        "GitLab",
        r"gitlab\.com",
        "https://gitlab.com/{handle}",
        pages=(r"/(?!(?:explore|users|groups|help|api)$)(?P<handle>[\w.-]+)(?:\?.*)?",),
    ),
)
"""Places with hosts of their own."""

ANYWHERE: tuple[Rule, ...] = (
    Rule(
        "Mastodon",
        r"[^/]+\.[^/]+",
        "https://{host}/@{handle}",
        pages=(
            rf"/(?:web/)?@{_HANDLE}{_HOME}(?:/(?:with_replies|media))?",
            # Where users are numbered, it is no such host.
            r"/users/(?P<handle>[A-Za-z_][\w.-]*)",
        ),
        posts=(
            rf"/@{_HANDLE}{_HOME}/\d{{10,}}",
            rf"/users/{_HANDLE}/statuses/\d+",
        ),
        shown="@{handle}@{host}",
    ),
    Rule(
        "",
        r"[^/]+\.[^/]+",
        "https://{host}/u/{handle}",
        pages=(rf"/u/{_HANDLE}{_HOME}(?:/(?:activity|badges|summary)(?:/.*)?)?(?:\?.*)?",),
    ),
    Rule(
        "PeerTube",
        r"[^/]+\.[^/]+",
        "https://{host}/a/{handle}",
        pages=(rf"/(?:a|accounts)/{_HANDLE}{_HOME}(?:/(?:videos|video-channels|about))?(?:\?.*)?",),
        shown="{handle}@{host}",
    ),
)
"""Programs that run on any host: Mastodon and its kin, Lemmy and Discourse, PeerTube."""


def account_at(url: str) -> Account | None:
    """Tell whose page an address is; None where it is no account's."""
    host, rest = _apart(url)
    return _first(
        host, ((rule, pattern, rest) for rule in _rules_of(host) for pattern in rule.pages)
    )


def account_behind(link: str) -> Account | None:
    """Tell which account has posted what is found at an address; None where that is not said."""
    host, rest = _apart(link)
    return _first(
        host, ((rule, pattern, rest) for rule in _rules_of(host) for pattern in rule.posts)
    )


def account_named(name: str, link: str) -> Account | None:
    """Tell which account a name is the handle of, beside the address of something at its place."""
    host, _ = _apart(link)
    rules = (rule for rule in _rules_of(host) if rule.names)
    return _first(host, ((rule, rule.names, name.strip()) for rule in rules))


def _apart(url: str) -> tuple[str, str]:
    """Give host, and path with query, however they are written."""
    host, slash, rest = canonical_url(url).partition("/")
    return host, (slash + rest).partition("#")[0].replace("%40", "@")


@lru_cache(maxsize=4096)
def _rules_of(host: str) -> tuple[Rule, ...]:
    """Give the rules of a host; those that hold anywhere, where it has none of its own."""
    own = tuple(rule for rule in RULES if re.fullmatch(rule.site, host))
    return own or tuple(rule for rule in ANYWHERE if re.fullmatch(rule.site, host))


def _first(host: str, tries: Iterable[tuple[Rule, str, str]]) -> Account | None:
    for rule, pattern, text in tries:
        found = re.fullmatch(pattern, text)
        if found and len(found["handle"]) <= _MOST:
            return _account(rule, found, host)
    return None


def _account(rule: Rule, found: re.Match[str], host: str) -> Account:
    home = (found.groupdict().get("home") or host).lower()
    handle = found["handle"] if rule.case_counts else found["handle"].lower()
    fields = {"handle": handle, "host": home}
    return Account(rule.name or home, rule.shown.format(**fields), rule.page.format(**fields))
