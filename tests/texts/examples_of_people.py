"""Every text about people outside, drawn from given facts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot import facts as f
from bot import ids, person_modals
from bot import person_facts as p
from bot.answers import people, person_pages
from bot.language import Language
from bot.wording import no_contact_line
from tests.texts.given import NOW, ZURICH, Given, Said, colleague


def no_contact(given: Given) -> f.NoContactFacts:
    return f.NoContactFacts(colleague(given), NOW, given.text)


def people_said(
    language: Language, given: Given, mention: f.MentionFacts, engagement: f.EngagementFacts
) -> Iterator[tuple[str, Said]]:
    """Draw pages, choices and modals."""
    person = p.PersonFacts(
        person_id=given.number,
        name=given.text,
        profiles=(p.ProfileFacts(given.word, given.text, given.link),) * 20,
        first_seen=NOW - timedelta(days=40),
        last_seen=NOW,
        topics=(given.word, given.text),
        mention_count=given.count,
        mentions=(mention,) * 8,
        engagement_count=given.count,
        engagements=(engagement,) * 8,
        note_count=given.count,
        notes=(p.NoteFacts(given.text, colleague(given), NOW),) * 5,
        known_by=(f.ContactFacts(colleague(given), given.count, NOW),) * 30,
        no_contact=no_contact(given),
        merges=(p.MergeFacts(given.number, given.text, colleague(given), NOW),) * 9,
    )
    empty = replace(
        person,
        name="",
        profiles=(),
        topics=(),
        mentions=(),
        engagements=(),
        notes=(),
        known_by=(),
        mine=True,
        no_contact=None,
        merges=(),
    )
    for shown in (person, empty):
        yield "person_page", person_pages.person_page(shown, language, ZURICH, NOW)
    number, name = given.number, given.text
    for page in (1, 2):
        said = [mention] * 9
        drawn = person_pages.more_mentions(number, name, said, language, NOW, page=page, pages=2)
        yield "more_mentions", drawn
        lines = [engagement] * 9
        drawn = person_pages.more_engagements(
            number, name, lines, language, ZURICH, page=page, pages=2
        )
        yield "more_engagements", drawn
        notes = [p.NoteFacts(given.text, colleague(given), NOW)] * 9
        drawn = person_pages.more_notes(number, name, notes, language, ZURICH, page=page, pages=2)
        yield "more_notes", drawn
    match = p.PersonMatch(given.number, given.text, (given.word,) * 9, given.count)
    matches = [match, replace(match, name="", places=())] * 8
    yield "person_choice", people.person_choice(given.text, matches, language)
    yield "nobody_found", people.nobody_found(given.text, language)
    yield "already_one", people.already_one(language)
    yield "not_merged", people.not_merged(language)
    yield "no_contact_line", no_contact_line(no_contact(given), language, ZURICH)
    yield from _modals(language, given, matches)


def _modals(
    language: Language, given: Given, matches: list[p.PersonMatch]
) -> Iterator[tuple[str, Said]]:
    for name in (given.text, ""):
        about = (given.number, name, language, "C1")
        yield "note_modal", person_modals.note_modal(*about)
        yield "rename_modal", person_modals.rename_modal(*about)
        yield "merge_modal", person_modals.merge_modal(*about)
        yield "no_contact_modal", person_modals.no_contact_modal(*about)
    for option in person_modals.person_options(matches, language):
        assert len(option["text"]["text"]) <= 75
        yield "person_options", str(option["text"]["text"])
    long = "1" * 4000
    wrong: person_modals.Values = {
        block: {ids.Action.INPUT: {"value": value}}
        for block, value in (
            (ids.Block.NOTE, long),
            (ids.Block.PERSON_NAME, long),
            (ids.Block.REASON, long),
        )
    }
    for faults in (
        person_modals.read_note({}, language),
        person_modals.read_note(wrong, language),
        person_modals.read_name({}, language),
        person_modals.read_name(wrong, language),
        person_modals.read_reason(wrong, language),
    ):
        assert isinstance(faults, dict)
        text = next(iter(faults.values()))
        yield from ((name, text) for name in ("read_note", "read_name", "read_reason"))
    chosen = {"selected_option": {"value": "7"}}
    same: person_modals.Values = {ids.Block.OTHER_PERSON: {ids.Action.PERSON_SEARCH: chosen}}
    for fault in (
        person_modals.read_other({}, 7, language),
        person_modals.read_other(same, 7, language),
    ):
        assert isinstance(fault, dict)
        yield "read_other", next(iter(fault.values()))
