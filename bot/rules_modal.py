"""The modal in which the rules of a feed are written, tried and saved."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View as SlackView

from bot import ids
from bot.answers.rules import fault_shown, trial
from bot.feed_facts import RulesForm, TriedEntry
from bot.language import Language
from bot.message import actions, button, context, section
from bot.mrkdwn import cut, inline, one_line
from feeds.rules import LONGEST_RULE, RuleError

_TITLE = 200


def rules_modal(
    form: RulesForm,
    text: str,
    language: Language,
    result: Sequence[TriedEntry] | RuleError,
) -> dict[str, Any]:
    """Ask for a feed's rules; ``result``: what ``text`` does to its last entries, or its fault."""
    shown: list[Block] = (
        [section(f"⚠️ {fault_shown(text, result, language)}")]
        if isinstance(result, RuleError)
        else trial(result, language)
    )
    return SlackView(
        type="modal",
        callback_id=ids.View.RULES,
        title=PlainTextObject(text=language.gettext("Rules")),
        submit=PlainTextObject(text=language.gettext("Save")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=_carry(form, language),
        blocks=[
            section(f"*{form.number}* {inline(form.title, _TITLE)}"),
            InputBlock(
                block_id=ids.Block.RULES,
                label=PlainTextObject(text=language.gettext("What shall become a mention?")),
                hint=PlainTextObject(text=language.gettext("Leave it empty, and everything does.")),
                element=PlainTextInputElement(
                    action_id=ids.Action.INPUT,
                    multiline=True,
                    max_length=LONGEST_RULE,
                    initial_value=text[:LONGEST_RULE] or None,
                ),
                optional=True,
            ),
            context(_help(language)),
            *actions(button(language.gettext("Try it"), ids.Action.RULES_TRY, form.number)),
            *shown,
        ],
    ).to_dict()


def _help(language: Language) -> str:
    """Explain by three examples."""
    return "\n".join(
        (
            language.gettext("`acme -jobs`: the word acme, and not jobs"),
            language.gettext('`"acme cloud" OR acme.com`: the phrase, or a link to the site'),
            language.gettext("`acme* title:test lang:de`: also acmewerke; test in the title"),
        )
    )


def _carry(form: RulesForm, language: Language) -> str:
    return json.dumps(
        {
            "language": language.code,
            "channel": form.channel,
            "feed": form.number,
            "title": cut(one_line(form.title), _TITLE),
        }
    )


def read_form(private_metadata: str) -> RulesForm:
    """Read what the modal carries along."""
    carried = json.loads(private_metadata)
    return RulesForm(carried["feed"], carried["title"], carried["channel"])


def read_text(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Read the rules as they are written in the modal."""
    return str(values.get(ids.Block.RULES, {}).get(ids.Action.INPUT, {}).get("value") or "").strip()
