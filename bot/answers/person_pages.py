"""The page of somebody outside, and the pages of their history."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.answers.lists import PAGE, engagement_line, mention_line
from bot.facts import EngagementFacts, MentionFacts
from bot.ids import Action, page_value
from bot.language import Language
from bot.message import (
    Message,
    actions,
    button,
    context,
    fitting,
    message,
    paragraphs,
    section,
)
from bot.mrkdwn import inline, link, one_line, quoted
from bot.person_facts import MergeFacts, NoteFacts, PersonFacts, ProfileFacts
from bot.wording import colleague_name, moment, named_contact, no_contact_line

_MOST_PROFILES = 10
_MOST_LINES = 5
_MOST_MERGES = 3
_MOST_COLLEAGUES = 10
_NOTE = 500
_WHOLE_NOTE = 2_700
NOTES_PAGE = 4
"""Notes that are shown at a time: so many of the longest fit into a message."""
# Characters of a message that the parts of a page may take, so that all of them have room.
_ROOM_OF_PROFILES = 2_000
_ROOM_OF_LINES = 2_800
_ROOM_OF_NOTES = 1_600


def person_page(person: PersonFacts, language: Language, zone: ZoneInfo, now: datetime) -> Message:
    """Show somebody: where they are met, what they said, and who was in touch with them."""
    name = _name(person.name, language)
    seen = language.gettext(
        "first seen {first}, last seen {last}",
        first=moment(person.first_seen, language, zone),
        last=moment(person.last_seen, language, zone),
    )
    counts = language.ngettext("{n} mention", "{n} mentions", person.mention_count)
    touched = language.ngettext("{n} contact", "{n} contacts", person.engagement_count)
    warned = person.no_contact
    return message(
        name,
        [
            section(f"*{name}*"),
            *([section(no_contact_line(warned, language, zone))] if warned else []),
            *_profiles(person.profiles, language),
            context(f"{counts} · {touched} · {seen}"),
            *_about(person, language, zone),
            *_said(person, language, now),
            *_contacts(person, language, zone),
            *_notes(person, language, zone),
            *_merges(person.merges, language, zone),
            *_buttons(person, language),
        ],
    )


def more_mentions(
    person_id: int,
    name: str,
    mentions: Sequence[MentionFacts],
    language: Language,
    now: datetime,
    *,
    page: int,
    pages: int,
) -> Message:
    """Show one page of what somebody said; pages count from 1."""
    title = language.gettext("What {name} said", name=_name(name, language))
    lines = [mention_line(each, language, now) for each in mentions[:PAGE]]
    more = Action.PERSON_MENTIONS, person_id
    return message(title, [*_part(title, lines), *_paging(more, page, pages, language)])


def more_engagements(
    person_id: int,
    name: str,
    engagements: Sequence[EngagementFacts],
    language: Language,
    zone: ZoneInfo,
    *,
    page: int,
    pages: int,
) -> Message:
    """Show one page of who was in touch with somebody; pages count from 1."""
    title = language.gettext("Who was in touch with {name}", name=_name(name, language))
    lines = [engagement_line(each, language, zone) for each in engagements[:PAGE]]
    more = Action.PERSON_ENGAGEMENTS, person_id
    return message(title, [*_part(title, lines), *_paging(more, page, pages, language)])


def more_notes(
    person_id: int,
    name: str,
    notes: Sequence[NoteFacts],
    language: Language,
    zone: ZoneInfo,
    *,
    page: int,
    pages: int,
) -> Message:
    """Show one page of the notes on somebody, at most ``NOTES_PAGE``; pages count from 1."""
    title = language.gettext("Notes on {name}", name=_name(name, language))
    written = (_note(each, language, zone, _WHOLE_NOTE) for each in notes[:NOTES_PAGE])
    more = Action.PERSON_NOTES, person_id
    lines = [text for text in written if text]
    return message(title, [*_part(title, lines), *_paging(more, page, pages, language)])


def _name(name: str, language: Language) -> str:
    return inline(name, 150) or language.gettext("(no name)")


def _profiles(profiles: Sequence[ProfileFacts], language: Language) -> list[Block]:
    written = [text for text in map(_profile, profiles) if text]
    shown = fitting(written[:_MOST_PROFILES], _ROOM_OF_PROFILES)
    rest = len(written) - len(shown)
    more = language.ngettext("… and {n} more", "… and {n} more", rest)
    return paragraphs([*shown, *([more] if rest else [])])


def _about(person: PersonFacts, language: Language, zone: ZoneInfo) -> list[Block]:
    """Say what they write about, and which of us know them."""
    lines = []
    topics = [topic for topic in (inline(each, 40) for each in person.topics) if topic]
    if topics:
        lines.append(language.gettext("Writes about: {topics}", topics=language.list(topics)))
    names = [named_contact(each, language, zone) for each in person.known_by[:_MOST_COLLEAGUES]]
    if names:
        lines.append(language.gettext("Known by: {names}", names=language.list(names)))
    return paragraphs(lines)


def _said(person: PersonFacts, language: Language, now: datetime) -> list[Block]:
    lines = [mention_line(each, language, now) for each in person.mentions[:_MOST_LINES]]
    shown = fitting(lines, _ROOM_OF_LINES)
    title = language.gettext("What they said")
    more = Action.PERSON_MENTIONS, person.person_id
    return [*_part(title, shown), *_rest(person.mention_count - len(shown), more, language)]


def _contacts(person: PersonFacts, language: Language, zone: ZoneInfo) -> list[Block]:
    if not person.engagements:
        return [
            section(language.gettext("None of us has been in touch yet. Will you be the first?"))
        ]
    lines = [engagement_line(each, language, zone) for each in person.engagements[:_MOST_LINES]]
    shown = fitting(lines, _ROOM_OF_LINES)
    title = language.gettext("Who was in touch")
    more = Action.PERSON_ENGAGEMENTS, person.person_id
    return [*_part(title, shown), *_rest(person.engagement_count - len(shown), more, language)]


def _notes(person: PersonFacts, language: Language, zone: ZoneInfo) -> list[Block]:
    lines = [text for text in (_note(each, language, zone) for each in person.notes) if text]
    shown = fitting(lines[:_MOST_LINES], _ROOM_OF_NOTES)
    is_cut = any(len(one_line(note.text)) > _NOTE for note in person.notes)
    rest = person.note_count - len(shown) + is_cut
    if not shown:
        return []
    more = Action.PERSON_NOTES, person.person_id
    return [*_part(language.gettext("Notes"), shown), *_rest(rest, more, language)]


def _note(note: NoteFacts, language: Language, zone: ZoneInfo, limit: int = _NOTE) -> str:
    text = quoted(note.text, limit) if one_line(note.text) else ""
    by = colleague_name(note.by, language)
    return f"{by}, {moment(note.at, language, zone)}\n{text}" if text else ""


def _merges(merges: Sequence[MergeFacts], language: Language, zone: ZoneInfo) -> list[Block]:
    blocks: list[Block] = []
    for merge in merges[:_MOST_MERGES]:
        line = language.gettext(
            "🔗 {name} is the same person, says {colleague}, {when}.",
            name=_name(merge.name, language),
            colleague=colleague_name(merge.by, language),
            when=moment(merge.at, language, zone),
        )
        undo = button(language.gettext("Undo"), Action.PERSON_UNMERGE, merge.person_id)
        blocks.append(section(line, undo))
    if rest := len(merges[_MOST_MERGES:]):
        blocks.append(context(language.ngettext("… and {n} more", "… and {n} more", rest)))
    return blocks


def _buttons(person: PersonFacts, language: Language) -> list[Block]:
    number = person.person_id
    known = (
        button(language.gettext("I don’t know them any more"), Action.PERSON_NOT_KNOWN, number)
        if person.mine
        else button(language.gettext("I know them"), Action.PERSON_KNOWN, number)
    )
    contact = (
        button(language.gettext("Contact is fine again"), Action.PERSON_CONTACT, number)
        if person.no_contact
        else button(language.gettext("Don’t contact…"), Action.PERSON_NO_CONTACT, number)
    )
    return actions(
        known,
        button(language.gettext("Add a note…"), Action.PERSON_NOTE, number),
        button(language.gettext("Rename…"), Action.PERSON_RENAME, number),
        button(language.gettext("Merge with…"), Action.PERSON_MERGE, number),
        contact,
    )


def _part(title: str, lines: list[str]) -> list[Block]:
    return paragraphs([f"*{title}*", *lines]) if lines else []


def _rest(rest: int, more: tuple[Action, int], language: Language) -> list[Block]:
    """Offer the pages, where there is more than is shown."""
    if rest <= 0:
        return []
    action, person_id = more
    return actions(button(language.gettext("Show all"), action, page_value(person_id, 1)))


def _paging(more: tuple[Action, int], page: int, pages: int, language: Language) -> list[Block]:
    if pages <= 1:
        return []
    text = language.gettext(
        "Page {page} of {pages}", page=language.number(page), pages=language.number(pages)
    )
    action, person_id = more
    further = button(language.gettext("More"), action, page_value(person_id, page + 1))
    return [context(text), *(actions(further) if page < pages else [])]


def _profile(profile: ProfileFacts) -> str:
    handle = link(profile.url, one_line(profile.handle) or profile.place, longest_url=500)
    place = inline(profile.place, 60)
    return f"{place}: {handle}" if place and handle else place or handle
