"""Small parts of texts that cards, answers, home and digest share."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.facts import ColleagueFacts, ContactFacts, MentionFacts, NoContactFacts
from bot.language import Language
from bot.mrkdwn import cut, escape, inline, link, on_day, one_line, user, web_address, when
from bot.person_facts import PersonMatch

_MOST_NAMES = 3
# In lists an address has less room than on a card, so that ten of them fit into a message.
_LIST_TITLE = 120
_LIST_URL = 500
_REASON = 500
# A feed's clock may be ahead by a zone, not by more.
_AHEAD = timedelta(days=1)
_WEB_BEGAN = 1991


def colleague_name(colleague: ColleagueFacts | None, language: Language) -> str:
    """Name a colleague without pinging; by id where Slack told us no name."""
    if colleague is None:
        return language.gettext("Somebody")
    return inline(colleague.name or "", 80) or user(colleague.slack_id)


def colleague_names(colleagues: Sequence[ColleagueFacts], language: Language) -> str:
    """Name several colleagues without pinging; from the fourth on they are counted."""
    names = [colleague_name(each, language) for each in colleagues]
    shown, more = names[:_MOST_NAMES], len(names[_MOST_NAMES:])
    if more:
        shown.append(language.ngettext("{n} more", "{n} more", more))
    return language.list(shown)


def title_of(mention: MentionFacts, language: Language, limit: int) -> str:
    """Say what a mention is called: plain text, the first words where it has no title."""
    if mention.forgotten:
        return language.gettext("(forgotten)")
    words = one_line(mention.title) or one_line(mention.excerpt)
    return cut(words, limit) or language.gettext("(no title)")


def reference(mention: MentionFacts, language: Language) -> str:
    """Name a mention in a sentence: its number, linked to its card, and its title, linked."""
    title = link(
        mention.link,
        title_of(mention, language, _LIST_TITLE),
        limit=2 * _LIST_TITLE,
        longest_url=_LIST_URL,
    )
    return f"{number_of(mention)} {title}"


def number_of(mention: MentionFacts) -> str:
    """Write a mention's number, linked to its card where there is one."""
    return f"*{link(mention.card_link, f'#{mention.number}', longest_url=_LIST_URL)}*"


def authors_of(names: Sequence[str], language: Language) -> str:
    """Name the authors, escaped; from the fourth on they are counted."""
    known = [name for name in (inline(name, 60) for name in names) if name]
    shown, more = known[:_MOST_NAMES], len(known[_MOST_NAMES:])
    if more:
        shown.append(language.ngettext("{n} more", "{n} more", more))
    return language.list(shown)


def origin(mention: MentionFacts, language: Language) -> str:
    """Say where a mention comes from and who wrote it, escaped; empty when nobody knows."""
    parts = (inline(mention.place, 60), authors_of(mention.authors, language))
    return " · ".join(part for part in parts if part)


def dated(mention: MentionFacts) -> datetime:
    """Return when it was published; when found, where the feed gives no believable date."""
    published = mention.published
    if published is None or published.year < _WEB_BEGAN or published > mention.found + _AHEAD:
        return mention.found
    return published


def moment(at: datetime, language: Language, zone: ZoneInfo) -> str:
    """Show a moment in the reader's zone."""
    return when(at, language.moment(at, zone))


def day(at: datetime, language: Language, zone: ZoneInfo) -> str:
    """Show the day of a moment in the reader's zone."""
    return on_day(at, language.short_date(at.astimezone(zone).date()))


def named_contact(contact: ContactFacts, language: Language, zone: ZoneInfo) -> str:
    """Name a colleague who knows somebody, with how often they answered them and when last."""
    name = f"*{colleague_name(contact.colleague, language)}*"
    if contact.last is None:
        return name
    return language.gettext(
        "{name} ({count}×, last {day})",
        name=name,
        count=language.number(contact.replies),
        day=day(contact.last, language, zone),
    )


def reply_reference(text: str | None, url: str | None, limit: int) -> str:
    """Show what was answered on one line, linked where the answer stands; may be empty."""
    label = one_line(text or "") or (web_address(url) or "")
    return link(url, cut(label, limit), limit=2 * limit, longest_url=_LIST_URL)


def plain(text: str, limit: int) -> str:
    """Escape a text for a notification."""
    return escape(cut(one_line(text), limit))


def match_line(match: PersonMatch, language: Language) -> str:
    """Describe one of several people: name, places, how much they said."""
    name = inline(match.name, 100) or language.gettext("(no name)")
    places = [place for place in (inline(each, 40) for each in match.places[:5]) if place]
    count = language.ngettext("{n} mention", "{n} mentions", match.mention_count)
    return " · ".join([f"*{name}*", *([language.list(places)] if places else []), count])


def no_contact_line(asked: NoContactFacts, language: Language, zone: ZoneInfo) -> str:
    """Say who asks not to contact a person, since when, and why."""
    text = language.gettext(
        "🚫 {name} asks you not to contact this person, {when}.",
        name=colleague_name(asked.by, language),
        when=moment(asked.at, language, zone),
    )
    reason = inline(asked.reason, _REASON)
    return f"{text} {reason}" if reason else text
