"""Profiles: by which facts of an entry its author is known again."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from feeds import Author
from feeds.canonical import canonical_url
from feeds.places import Account, account_at, account_behind, account_named

NAME_LENGTH = 300
KEY_LENGTH = 600
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_SIGNS = re.compile(r"^(?:@|/?u/)")
# Mailboxes of an office, not of a person (RFC 2142, and what is usual beside it).
_OFFICES = re.compile(
    r"(?:abuse|admin|administrator|blog|contact|desk|editor|editorial|feedback|hello|hi|hostmaster"
    r"|info|kontakt|mail|marketing|me?dia|news|newsletter|newsroom|office|post|postmaster|press"
    r"|presse|redaktion|rss|sales|security|service|support|team|webmaster|www)@.*"
)


@dataclass(frozen=True, slots=True)
class ProfileSketch:
    """A profile as an entry shows it, before the database knows whose it is.

    ``key`` is what it is known by, ``mail`` the key of an e-mail address that was named beside it;
    ``also`` are keys by which the same author was known in earlier versions. ``name`` is the
    author's, ``handle`` what they are called at the place.
    """

    key: str
    name: str
    place: str
    handle: str
    url: str | None
    mail: str | None = None
    also: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Give all keys that tell whose profile it is, the one that says most first."""
        return (self.key, *((self.mail,) if self.mail else ()), *self.also)


def sketch_profile(authors: Sequence[Author], place: str, link: str | None = None) -> ProfileSketch:
    """Say by which profile the first author of an entry is known.

    The account or page that the author's address names comes first, then the e-mail address, then
    the name at the place. The entry's ``link`` tells the account where nobody is named, or nobody
    but by the account's handle. Where nothing tells, the person is the site.
    """
    posted_by = account_behind(link) if link else None
    if not authors:
        if posted_by is not None:
            return _of_account(posted_by, posted_by.handle, None)
        return _sketch(f"site:{place}", place, place)
    author = authors[0]
    name = author.name or author.email or author.url or place
    if author.url:
        return _of_page(author, author.url, name, place)
    named = account_named(author.name, link) if link else None
    if named is None and posted_by is not None and _is_handle(author.name, posted_by):
        named = posted_by
    key, also = _key_of_name(author, place)
    if named is None:
        return _sketch(key, name, place, also=also)
    return _of_account(named, name, _mail(author), also=(key, *also))


def key_of_page(url: str) -> str:
    """Give the key of a profile by its page's address, in whichever way that is written."""
    account = account_at(url)
    return _fitting(f"url:{canonical_url(account.url if account else url)}")


def _of_page(author: Author, url: str, name: str, place: str) -> ProfileSketch:
    account = account_at(url)
    return _sketch(
        key_of_page(url),
        name,
        account.place if account else place,
        handle=account.handle if account else "",
        url=url,
        mail=_mail(author),
        also=(f"url:{_as_before(url)}",),
    )


def _of_account(
    account: Account, name: str, mail: str | None, also: tuple[str, ...] = ()
) -> ProfileSketch:
    return _sketch(
        key_of_page(account.url),
        name,
        account.place,
        handle=account.handle,
        url=account.url,
        mail=mail,
        also=also,
    )


def _sketch(
    key: str,
    name: str,
    place: str,
    *,
    handle: str = "",
    url: str | None = None,
    mail: str | None = None,
    also: tuple[str, ...] = (),
) -> ProfileSketch:
    """Make a sketch of what may have any length, and hold what no database takes."""
    plain = _NO_TEXT.sub("", name)[:NAME_LENGTH]
    key = _fitting(key)
    return ProfileSketch(
        key=key,
        name=plain,
        place=_NO_TEXT.sub("", place)[:NAME_LENGTH],
        handle=_NO_TEXT.sub("", handle)[:NAME_LENGTH] or plain,
        url=_NO_TEXT.sub("", url) if url else None,
        mail=_fitting(mail) if mail else None,
        also=tuple(k for old in also if (k := _NO_TEXT.sub("", old)[:KEY_LENGTH]) != key),
    )


def _fitting(key: str) -> str:
    """Give a key that fits into its column; of a longer one the end counts too."""
    bare = _NO_TEXT.sub("", key)
    if len(bare) <= KEY_LENGTH:
        return bare
    digest = sha256(bare.encode()).hexdigest()
    return f"{bare[: KEY_LENGTH - len(digest) - 1]} {digest}"


def _mail(author: Author) -> str | None:
    """Give the key of a person's own mailbox."""
    address = (author.email or "").strip().lower()
    return f"mail:{address}" if address and not _OFFICES.fullmatch(address) else None


def _key_of_name(author: Author, place: str) -> tuple[str, tuple[str, ...]]:
    """Give the key where no page is named, and how it was written before."""
    by_name = f"name:{place}:{_folded(author.name)}"
    address = (author.email or "").strip().lower()
    if not address:
        return by_name, ()
    own = _mail(author)
    if own or not author.name or author.name.lower() == address.partition("@")[0]:
        return f"mail:{address}", ()
    return by_name, (f"mail:{address}",)


def _is_handle(name: str, account: Account) -> bool:
    """Tell whether a name is nothing but an account's handle, perhaps without its host."""
    named, handle = (_SIGNS.sub("", each.casefold()) for each in (name, account.handle))
    return named in {handle, handle.partition("@")[0]}


def _as_before(url: str) -> str:
    """Write a page's address as the first keys did: no scheme, ``www.``, port and last slash."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _folded(name: str) -> str:
    """Write a name so that case, blanks and the way an umlaut is encoded make no difference."""
    return " ".join(unicodedata.normalize("NFC", name.casefold()).split())
