"""What the bot says about snippets."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, Option, OverflowMenuElement
from slack_sdk.models.blocks import PlainTextObject as Plain

from bot.answer_facts import SnippetFacts
from bot.answer_ids import Action, SnippetMore, snippet_value
from bot.language import Language
from bot.message import Message, actions, button, context, message, said, section
from bot.mrkdwn import inline

_TEXT = 150


def snippet_list(snippets: Sequence[SnippetFacts], language: Language) -> Message:
    """List the snippets, each with a menu to edit or remove it."""
    add = button(language.gettext("Add a snippet…"), Action.SNIPPET_ADD, "new")
    if not snippets:
        return said(
            language.gettext(
                "There are no snippets yet. A snippet is a short text of the house with which an "
                "answer can start: how to thank, where to find help."
            ),
            add,
        )
    title = language.gettext("Snippets to start an answer with")
    rows: list[Block] = [section(_line(each), _menu(each, language)) for each in snippets]
    how = context(language.gettext("You choose them in *Answer…*. They are a start, no answer."))
    return message(title, [section(f"*{title}*"), *rows, how, *actions(add)])


def snippet_saved(name: str, language: Language) -> Message:
    """Confirm a snippet."""
    return said(
        language.gettext(
            "Saved: *{name}*. From now on it can be chosen in *Answer…*", name=inline(name, 100)
        )
    )


def snippet_removed(name: str, language: Language) -> Message:
    """Confirm that a snippet is gone."""
    return said(language.gettext("Removed: *{name}*", name=inline(name, 100)))


def snippet_gone(language: Language) -> Message:
    """Answer to what is done with a snippet that somebody has removed."""
    return said(
        language.gettext("Somebody has removed this snippet. See all: `/mentions snippets`")
    )


def snippet_name_taken(name: str, language: Language) -> Message:
    """Refuse a second snippet of the same name."""
    return said(
        language.gettext(
            "There is a snippet called *{name}* already. Choose another name.",
            name=inline(name, 100),
        )
    )


def too_many_snippets(most: int, language: Language) -> Message:
    """Refuse one snippet more than a list holds."""
    return said(
        language.gettext(
            "There are {most} snippets, and nobody finds one among more. Remove one first: "
            "`/mentions snippets`",
            most=language.number(most),
        )
    )


def _line(snippet: SnippetFacts) -> str:
    return f"*{inline(snippet.name, 100)}*\n>{inline(snippet.text, _TEXT)}"


def _menu(snippet: SnippetFacts, language: Language) -> OverflowMenuElement:
    choices = {
        SnippetMore.EDIT: language.gettext("Edit…"),
        SnippetMore.REMOVE: language.gettext("Remove"),
    }
    options = [
        Option(value=snippet_value(choice, snippet.id), text=Plain(text=text))
        for choice, text in choices.items()
    ]
    return OverflowMenuElement(action_id=Action.SNIPPET_MORE, options=options)
