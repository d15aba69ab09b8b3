"""What colleagues say about people outside: notes, names, whom they know, who is whom."""

from collections.abc import Callable
from typing import Any

from bot.answers import people as say
from bot.answers.forgetting import forgotten
from bot.desk import Asker, Desk, Visit
from bot.ids import Action
from bot.knowing import know, know_no_more, write_note
from bot.language import Language
from bot.merging import merge_people, unmerge_person
from bot.message import Message
from bot.models import Person
from bot.no_contact import allow_contact, ask_no_contact, draw_cards_anew
from bot.people import find_person, name_people
from bot.person_modals import merge_modal, no_contact_modal, note_modal, rename_modal
from bot.person_pages import page_of

_MODALS: dict[Action, Callable[[int, str, Language, str | None], dict[str, Any]]] = {
    Action.PERSON_NOTE: note_modal,
    Action.PERSON_RENAME: rename_modal,
    Action.PERSON_MERGE: merge_modal,
    Action.PERSON_NO_CONTACT: no_contact_modal,
}


def open_person_modal(
    desk: Desk, asker: Asker, action: Action, person_id: int
) -> dict[str, Any] | Message:
    """Give the modal of a button on a person's page, or what to say instead."""
    with desk.visit(asker) as visit:
        person = find_person(visit.session, visit.workspace.id, person_id)
        if person is None:
            return forgotten(None, visit.language)
        return _MODALS[action](person.id, person.name, visit.language, asker.channel)


def add_note(desk: Desk, asker: Asker, person_id: int, text: str) -> Message:
    """Keep a note about a person; give their page."""

    def change(visit: Visit, person: Person) -> None:
        write_note(visit.session, person.id, visit.colleague, text, visit.now)

    return _changed(desk, asker, person_id, change)


def rename_person(desk: Desk, asker: Asker, person_id: int, name: str) -> Message:
    """Call a person otherwise; they are found by their old names too."""

    def change(visit: Visit, person: Person) -> None:
        person.name = name
        name_people(visit.session, visit.workspace.id, [(person.id, name)])

    return _changed(desk, asker, person_id, change)


def know_person(desk: Desk, asker: Asker, person_id: int) -> Message:
    """Keep that who asks knows a person; their cards say so."""

    def change(visit: Visit, person: Person) -> None:
        know(visit.session, person.id, visit.colleague, visit.now)
        draw_cards_anew(visit.session, person.id, visit.now)

    return _changed(desk, asker, person_id, change)


def know_person_no_more(desk: Desk, asker: Asker, person_id: int) -> Message:
    """Take back that who asks knows a person."""

    def change(visit: Visit, person: Person) -> None:
        know_no_more(visit.session, person.id, visit.colleague)
        draw_cards_anew(visit.session, person.id, visit.now)

    return _changed(desk, asker, person_id, change)


def leave_in_peace(desk: Desk, asker: Asker, person_id: int, reason: str) -> Message:
    """Keep that a person is not to be contacted, and why; their cards say so."""

    def change(visit: Visit, person: Person) -> None:
        ask_no_contact(visit.session, person.id, visit.colleague, reason, visit.now)

    return _changed(desk, asker, person_id, change)


def contact_again(desk: Desk, asker: Asker, person_id: int) -> Message:
    """Take back that a person is not to be contacted."""

    def change(visit: Visit, person: Person) -> None:
        allow_contact(visit.session, person.id, visit.now)

    return _changed(desk, asker, person_id, change)


def merge_person(desk: Desk, asker: Asker, person_id: int, other_id: int) -> Message:
    """Let another person be read as this one; give the page of the two."""
    with desk.visit(asker) as visit:
        person = find_person(visit.session, visit.workspace.id, person_id)
        if person is None:
            return forgotten(None, visit.language)
        if not merge_people(visit.session, other_id, person, visit.colleague, visit.now):
            return say.already_one(visit.language)
        return _page_anew(visit, person.id)


def undo_merge(desk: Desk, asker: Asker, person_id: int) -> Message:
    """Let a person be somebody of their own again; give their page."""
    with desk.visit(asker) as visit:
        session, workspace_id = visit.session, visit.workspace.id
        before = find_person(session, workspace_id, person_id)
        if before is None:
            return forgotten(None, visit.language)
        if not unmerge_person(session, workspace_id, person_id):
            return say.not_merged(visit.language)
        draw_cards_anew(session, before.id, visit.now)
        return _page_anew(visit, person_id)


def _page_anew(visit: Visit, person_id: int) -> Message:
    """Draw a page after somebody has become another one, and the cards, which say who knows them.

    They say too whether contact is wished.
    """
    person = find_person(visit.session, visit.workspace.id, person_id)
    if person is None:
        return forgotten(None, visit.language)
    draw_cards_anew(visit.session, person.id, visit.now)
    return page_of(visit, person)


def _changed(
    desk: Desk, asker: Asker, person_id: int, change: Callable[[Visit, Person], None]
) -> Message:
    """Change something about whoever stands for a person, and show their page."""
    with desk.visit(asker) as visit:
        person = find_person(visit.session, visit.workspace.id, person_id)
        if person is None:
            return forgotten(None, visit.language)
        change(visit, person)
        visit.session.flush()
        return page_of(visit, person)
