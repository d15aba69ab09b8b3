"""Snippets are kept by name, for one workspace, and never lost on the way."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot.answer_facts import SnippetFacts
from bot.answer_models import Snippet
from bot.desk import Asker, Desk
from bot.language import load_languages
from bot.message import Message
from bot.snippet_modal import SnippetInput
from bot.snippets import (
    MOST,
    open_snippet,
    remove_snippet,
    save_snippet,
    show_snippets,
    snippets_for,
)
from bot.store import Store
from tests.bot.making import an_entry, make_mentions, make_subscription, make_workspace
from tests.clock import MovableClock

LOI, ELSEWHERE = Asker("T1", "U1"), Asker("T2", "U2")


@pytest.fixture
def counter(store: Store, clock: MovableClock) -> Desk:
    with store.write() as session:
        make_workspace(session, "T1")
        make_workspace(session, "T2")
    return Desk(store, clock, load_languages(), wake=lambda: None, stop=threading.Event())


def shown(message: Message | dict[str, Any]) -> str:
    return str(message.blocks if isinstance(message, Message) else message)


def snippets(counter: Desk) -> list[SnippetFacts]:
    """Give the snippets as they start an answer to a story by Anna."""
    with counter.visit(LOI) as visit:
        subscription = make_subscription(visit.session, visit.workspace)
        [mention] = make_mentions(visit.session, subscription, an_entry(1))
        found = list(snippets_for(visit, mention))
        visit.session.rollback()
    return found


def test_a_snippet_is_added_changed_and_removed(counter: Desk) -> None:
    assert "Saved" in shown(save_snippet(counter, LOI, SnippetInput(None, "Thanks", "Hi {person}")))
    [added] = snippets(counter)
    assert (added.name, added.text) == ("Thanks", "Hi Anna Beispiel")
    assert "Hi {person}" in shown(open_snippet(counter, LOI, added.id))

    changed = SnippetInput(added.id, "Many thanks", "Thanks for “{title}”")
    assert "Saved" in shown(save_snippet(counter, LOI, changed))
    assert [each.text for each in snippets(counter)] == ["Thanks for “Story 1”"]

    assert "Thanks for “{title}”" in shown(remove_snippet(counter, LOI, added.id))
    assert snippets(counter) == []


Doing = Callable[[Desk, int], Message | dict[str, Any]]
GONE: dict[str, Doing] = {
    "opened": lambda counter, number: open_snippet(counter, LOI, number),
    "saved": lambda counter, number: save_snippet(counter, LOI, SnippetInput(number, "A", "Mine")),
    "removed": lambda counter, number: remove_snippet(counter, LOI, number),
}


@pytest.mark.parametrize("does", GONE.values(), ids=GONE.keys())
def test_what_somebody_has_removed_or_another_workspace_keeps_is_gone(
    counter: Desk, does: Doing
) -> None:
    save_snippet(counter, ELSEWHERE, SnippetInput(None, "A", "Theirs"))
    with counter.store.read() as session:
        [theirs] = session.scalars(select(Snippet.id))
    for number in (theirs, theirs + 1):
        assert "removed this snippet" in shown(does(counter, number))
    assert "Theirs" in shown(show_snippets(counter, ELSEWHERE))


def test_a_name_is_taken_once_whatever_its_case_and_the_text_comes_back(counter: Desk) -> None:
    save_snippet(counter, LOI, SnippetInput(None, "Thanks", "One"))
    refused = save_snippet(counter, LOI, SnippetInput(None, "THANKS", "My long text"))

    assert "already" in refused.text
    assert "My long text" in shown(refused)
    assert "Saved" in shown(save_snippet(counter, ELSEWHERE, SnippetInput(None, "Thanks", "Two")))
    assert [each.text for each in snippets(counter)] == ["One"]


def test_there_are_no_more_than_a_list_holds(counter: Desk) -> None:
    for number in range(MOST):
        save_snippet(counter, LOI, SnippetInput(None, f"Number {number}", "Hello"))

    assert "Remove one" in save_snippet(counter, LOI, SnippetInput(None, "Last", "Text")).text
    assert len(snippets(counter)) == MOST
