"""The modal in which a colleague logs what they answered, and what they learned."""

import json
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View as SlackView

from bot import ids
from bot.answer_facts import AnswerForm, LastContact
from bot.answer_inputs import answer_inputs, lesson_inputs, others_inputs, start_inputs
from bot.answers.reviews import second_look
from bot.answers.tips import house_rules_blocks
from bot.facts import MentionFacts
from bot.language import Language
from bot.message import context, plain_section, section
from bot.mrkdwn import clean, cut, inline, link
from bot.snippet_texts import mark_of
from bot.wording import (
    authors_of,
    colleague_name,
    moment,
    no_contact_line,
    origin,
    title_of,
)

_EXCERPT = 300


def answer_modal(
    form: AnswerForm, language: Language, channel: str | None = None
) -> dict[str, Any]:
    """Ask what a colleague answered, where it can be read, and what it taught."""
    is_new = form.answer_id is None
    zone = ZoneInfo(form.zone)
    return SlackView(
        type="modal",
        callback_id=ids.View.REPLY,
        title=PlainTextObject(
            text=language.gettext("Your answer") if is_new else language.gettext("Correct it")
        ),
        submit=PlainTextObject(text=language.gettext("Save")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=_carry(form, language, channel),
        blocks=[
            *_about(form.mention, language),
            *_person(form, language, zone),
            *_kept(form, language, zone),
            *house_rules_blocks(form.tips, language),
            *start_inputs(form, language),
            *answer_inputs(form, language),
            *second_look(form, language),
            *(others_inputs(form, language) if is_new else []),
            *(lesson_inputs(form, language) if is_new else []),
        ],
    ).to_dict()


def _about(mention: MentionFacts, language: Language) -> list[Block]:
    """Show what is answered."""
    title = link(mention.link, title_of(mention, language, 250), limit=500)
    about = origin(mention, language)
    excerpt = cut(clean(mention.excerpt).strip(), _EXCERPT)
    return [
        section(f"*#{mention.number}* {title}"),
        *([context(about)] if about else []),
        *([plain_section(excerpt)] if excerpt else []),
    ]


def _person(form: AnswerForm, language: Language, zone: ZoneInfo) -> list[Block]:
    """Say when we last spoke to whoever wrote it, and whether they are to be left in peace."""
    person = authors_of(form.mention.authors[:1], language)
    warned = form.no_contact
    lines: list[Block] = [section(no_contact_line(warned, language, zone))] if warned else []
    if not person:
        return lines
    if form.contact is None:
        first = language.gettext("👋 *{person}*: it’s the first time we meet.", person=person)
        return [*lines, context(first)]
    return [*lines, context(_last_contact(person, form.contact, language, zone))]


def _last_contact(person: str, contact: LastContact, language: Language, zone: ZoneInfo) -> str:
    return language.gettext(
        "🤝 *{person}*: last contact by {name}, {when}, about “{title}”.",
        person=person,
        name=colleague_name(contact.colleague, language),
        when=moment(contact.at, language, zone),
        title=inline(contact.about, 100) or language.gettext("(no title)"),
    )


def _kept(form: AnswerForm, language: Language, zone: ZoneInfo) -> list[Block]:
    """Say that what stands in the modal was kept."""
    if form.kept is None:
        return []
    when = moment(form.kept, language, zone)
    return [context(language.gettext("✏️ I kept what you wrote, {when}.", when=when))]


def _carry(form: AnswerForm, language: Language, channel: str | None) -> str:
    """Write what the modal carries along, so that it can be checked without asking anybody."""
    return json.dumps(
        {
            "language": language.code,
            "channel": channel,
            "mention": form.mention.number,
            "answer": form.answer_id,
            "zone": form.zone,
            "sites": list(form.sites),
            "starts": [mark_of(each.text) for each in form.snippets],
        },
        ensure_ascii=False,
    )
