"""Snippets: the short texts of the house with which answers may start."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.answer_facts import SnippetFacts
from bot.answer_models import Snippet
from bot.answers import snippets as say
from bot.answers.claims import with_text_kept
from bot.desk import Asker, Desk, Visit
from bot.message import Message
from bot.models import Mention, Workspace
from bot.mrkdwn import cut, one_line
from bot.snippet_modal import SnippetInput, snippet_modal
from bot.snippet_texts import filled

MOST = 40
"""Snippets of a workspace: one message lists them all."""
_NAME, _TITLE = 100, 150


def snippets_for(visit: Visit, mention: Mention) -> tuple[SnippetFacts, ...]:
    """Give the snippets as they would start an answer to a mention."""
    values = {
        "person": cut(one_line(next(iter(mention.authors), "") or mention.place), _NAME),
        "title": cut(one_line(mention.title) or one_line(mention.excerpt), _TITLE),
        "colleague": cut(one_line(visit.colleague.name or ""), _NAME),
    }
    return tuple(
        SnippetFacts(each.id, each.name, filled(each.text, values))
        for each in _snippets(visit.session, visit.workspace.id)
    )


def show_snippets(desk: Desk, asker: Asker) -> Message:
    """List the snippets."""
    with desk.visit(asker) as visit:
        return say.snippet_list(_snippets(visit.session, visit.workspace.id), visit.language)


def open_snippet(
    desk: Desk, asker: Asker, snippet_id: int | None = None
) -> dict[str, Any] | Message:
    """Give the modal for a snippet, or for a new one; a message where it is gone."""
    with desk.visit(asker) as visit:
        known = None
        if snippet_id is not None:
            known = _find(visit, snippet_id)
            if known is None:
                return say.snippet_gone(visit.language)
        return snippet_modal(_facts(known) if known else None, visit.language, asker.channel)


def save_snippet(desk: Desk, asker: Asker, given: SnippetInput) -> Message:
    """Keep a new or changed snippet; where that is not possible, give the text back."""
    with desk.visit(asker) as visit:
        refused = _save(visit, given)
        if refused:
            return with_text_kept(refused, given.text, visit.language)
        return say.snippet_saved(given.name, visit.language)


def remove_snippet(desk: Desk, asker: Asker, snippet_id: int) -> Message:
    """Remove a snippet, and show its text once more."""
    with desk.visit(asker) as visit:
        snippet = _find(visit, snippet_id)
        if snippet is None:
            return say.snippet_gone(visit.language)
        visit.session.execute(delete(Snippet).where(Snippet.id == snippet_id))
        removed = say.snippet_removed(snippet.name, visit.language)
        return with_text_kept(removed, snippet.text, visit.language)


def _save(visit: Visit, given: SnippetInput) -> Message | None:
    """Keep it; say why that is not possible."""
    session, workspace_id = visit.session, visit.workspace.id
    # Of two who save at once the second one sees the name of the first.
    session.execute(
        select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True)
    )
    snippet = Snippet(workspace_id=workspace_id)
    if given.id is not None:
        known = _find(visit, given.id)
        if known is None:
            return say.snippet_gone(visit.language)
        snippet = known
    others = [each for each in _snippets(session, workspace_id) if each.id != given.id]
    if given.name.casefold() in {each.name.casefold() for each in others}:
        return say.snippet_name_taken(given.name, visit.language)
    if len(others) >= MOST:
        return say.too_many_snippets(MOST, visit.language)
    snippet.name, snippet.text = given.name, given.text
    snippet.changed_by_id, snippet.changed_at = visit.colleague.id, visit.now
    session.add(snippet)
    return None


def _find(visit: Visit, snippet_id: int) -> Snippet | None:
    snippet = visit.session.get(Snippet, snippet_id)
    return snippet if snippet and snippet.workspace_id == visit.workspace.id else None


def _snippets(session: Session, workspace_id: int) -> list[SnippetFacts]:
    found = session.scalars(select(Snippet).where(Snippet.workspace_id == workspace_id))
    return sorted(map(_facts, found), key=lambda each: (each.name.casefold(), each.id))


def _facts(snippet: Snippet) -> SnippetFacts:
    return SnippetFacts(snippet.id, snippet.name, snippet.text)
