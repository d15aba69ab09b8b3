"""From a term and a place to the addresses of its feeds, or to what must be asked first."""

import re
from collections.abc import Mapping
from string import Formatter
from urllib.parse import quote, urlsplit

from feeds.addresses import checked_url
from feeds.errors import BadAddress
from feeds.places.place import Ask, FeedAddress, Form, Place, Question
from feeds.urls import without_userinfo

Answers = Mapping[Ask, str]

_EDITIONS = {"de": ("de", "DE"), "en": ("en-US", "US")}
"""The language and country in which news are searched, by the language that is wanted."""
_FORMS = {
    Ask.TAG: r"[^\s/?#<>&\"]{1,80}",
    Ask.SUBREDDIT: r"\w{2,21}(?:\+\w{2,21})*",
    Ask.REPOSITORY: r"[\w-]{1,39}/[\w.-]{1,100}",
    Ask.CHANNEL: r"[\w.@-]{1,120}",
    Ask.HANDLE: r"@[\w.-]{3,60}",
    Ask.ACCOUNT: r"(?:[\w-]+\.)+[\w-]+|did:[a-z]+:[\w.:-]+",
    Ask.COMMUNITY: r"\w{1,60}(?:@[\w.-]+)?",
}
_AS_THEY_STAND = {
    Ask.SITE: ":/",
    Ask.PUBLICATION: ":/",
    Ask.REPOSITORY: "/",
    Ask.SUBREDDIT: "+",
    Ask.HANDLE: "@",
    Ask.COMMUNITY: "@",
    Ask.CHANNEL: "@",
    Ask.ACCOUNT: ":",
}
_LONGEST_ADDRESS = 1_500


def feeds_for(
    term: str, place: Place, answers: Answers | None = None, language: str = "en"
) -> tuple[FeedAddress, ...] | Question:
    """Give the feeds that a watch for ``term`` takes at a place, or what must be asked first.

    ``answers`` are those of ``read_answer``; ``language`` is a code such as ``de``.
    """
    fields = _fields(term, {**place.defaults, **(answers or {})}, language)
    for form in place.forms:
        if all(_needs(template) <= fields.keys() for template in form.templates):
            return tuple(
                FeedAddress(place, template.format_map(fields), form.searches, form.page)
                for template in form.templates
            )
    return Question(place, _missing(place, fields))


def _fields(term: str, answers: Answers, language: str) -> dict[str, str]:
    words = re.findall(r"\w+", term.casefold())
    hl, gl = _EDITIONS.get(language, _EDITIONS["en"])
    phrase = f'"{term}"' if re.search(r"\W", term) else term
    fields = {
        "words": _quoted(term),
        "path_words": _quoted(term),
        "phrase": _quoted(phrase),
        "hl": hl,
        "gl": gl,
        "lang": language if language in _EDITIONS else "en",
    }
    if words:
        fields |= {"tag": _quoted("".join(words)), "slug": _quoted("-".join(words))}
    for ask, given in answers.items():
        safe = _AS_THEY_STAND.get(ask, "")
        fields[ask] = given if ask is Ask.ADDRESS else _quoted(given, safe)
    if Ask.TAG in answers:
        fields["asked_tag"] = fields["slug"] = fields[Ask.TAG]
    return fields


def _quoted(text: str, safe: str = "") -> str:
    return quote(text, safe=safe, errors="replace")


def _needs(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _missing(place: Place, fields: Mapping[str, str]) -> tuple[Ask, ...]:
    """Say what is asked for and not known: of the form that needs the least."""

    def missing(form: Form) -> set[str]:
        needed = set().union(*(_needs(template) for template in form.templates))
        return needed - fields.keys()

    _, fewest = min((len(missing(form)), missing(form)) for form in place.forms)
    asked = {Ask.TAG if name in {"asked_tag", "tag", "slug"} else name for name in fewest}
    return tuple(ask for ask in place.asks if ask in asked)


def read_answer(ask: Ask, given: str) -> tuple[Ask, str] | None:
    """Read what somebody answers, also as the address of a page; None where it does not fit.

    What comes back answers the same question, or another in its stead: a YouTube @handle.
    """
    text = given.strip().strip("<>").partition("|")[0].rstrip("/")
    if ask in {Ask.SITE, Ask.PUBLICATION, Ask.ADDRESS}:
        return _read_address(ask, text)
    text = _without_page(ask, text)
    if ask is Ask.SUBREDDIT:
        text = "+".join(part.removeprefix("r/") for part in re.split(r"[,+\s]+", text) if part)
    elif ask in {Ask.TAG, Ask.COMMUNITY}:
        text = text.lstrip("#!").removeprefix("c/").lower()
    elif ask is Ask.ACCOUNT:
        text = text.removeprefix("@").lower()
    elif ask is Ask.CHANNEL and text.startswith("@"):
        ask = Ask.HANDLE
    return (ask, text) if re.fullmatch(_FORMS[ask], text) else None


def _without_page(ask: Ask, text: str) -> str:
    """Take from a page's address the part that names what is asked for."""
    if "://" not in text:
        return text
    parts = [part for part in urlsplit(text).path.split("/") if part]
    if ask is Ask.REPOSITORY:
        return "/".join(parts[:2])
    handles = [part for part in parts if part.startswith("@")]
    kept = [part for part in parts if part not in {"r", "c", "t", "tags", "channel", "profile"}]
    return (handles or kept or [""])[0]


def _read_address(ask: Ask, text: str) -> tuple[Ask, str] | None:
    if ask is Ask.PUBLICATION and re.fullmatch(r"[\w-]+", text):
        text = f"{text}.substack.com"
    if "://" not in text:
        text = f"https://{text}"
    try:
        checked = checked_url(without_userinfo(text))
    except BadAddress:
        return None
    if len(text) > _LONGEST_ADDRESS or not _is_host(checked.host or ""):
        return None
    if ask is Ask.ADDRESS:
        return ask, without_userinfo(text)
    port = f":{checked.explicit_port}" if checked.explicit_port else ""
    return ask, f"{checked.scheme}://{checked.host}{port}"


def _is_host(host: str) -> bool:
    return "." in host.strip(".")
