"""The modal in which a colleague logs what they answered, and what they learned."""

import json
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    UrlInputElement,
    UserMultiSelectElement,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.views import View as SlackView

from bot import ids
from bot.answer_facts import AnswerForm, ContactFacts
from bot.answer_ids import Action, numbered
from bot.answer_ids import Block as Input
from bot.answers.reviews import second_look
from bot.answers.tips import house_rules_blocks
from bot.facts import MentionFacts
from bot.language import Language
from bot.message import LONGEST_URL, context, plain_section, section
from bot.mrkdwn import clean, cut, inline, link, one_line, web_address
from bot.snippet_texts import mark_of
from bot.wording import authors_of, colleague_name, moment, origin, title_of

LONGEST_ANSWER = 3000
LONGEST_LESSON = 300
LONGEST_TOPIC = 60
_EXCERPT = 300
# Slack tells what was written only when a modal is submitted, or while it is written: to close one
# sends ``view_closed`` with an empty state.
# https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
_EACH_CHANGE = DispatchActionConfig(trigger_actions_on=["on_character_entered"])


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
        notify_on_close=True,
        blocks=[
            *_about(form.mention, language),
            *_person(form, language, zone),
            *_kept(form, language, zone),
            *house_rules_blocks(form.tips, language),
            *_start(form, language),
            *_answer(form, language),
            *second_look(form, language),
            *(_others(form, language) if is_new else []),
            *(_lesson(form, language) if is_new else []),
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
    """Say when we last spoke to whoever wrote it."""
    person = authors_of(form.mention.authors[:1], language)
    if not person:
        return []
    if form.contact is None:
        first = language.gettext("👋 *{person}*: it’s the first time we meet.", person=person)
        return [context(first)]
    return [context(_last_contact(person, form.contact, language, zone))]


def _last_contact(person: str, contact: ContactFacts, language: Language, zone: ZoneInfo) -> str:
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


def _start(form: AnswerForm, language: Language) -> list[Block]:
    """Offer the snippets of the house to start with."""
    names = {each.id: one_line(each.name) for each in form.snippets}
    options = [
        Option(value=str(snippet_id), text=PlainTextObject(text=name))
        for snippet_id, name in names.items()
        if name
    ]
    if not options:
        return []
    select = StaticSelectElement(
        action_id=numbered(Action.SNIPPET, form.refills),
        placeholder=PlainTextObject(text=language.gettext("Start with a snippet…")),
        options=options,
    )
    return [ActionsBlock(block_id=Input.SNIPPET, elements=[select])]


def _answer(form: AnswerForm, language: Language) -> list[Block]:
    written = form.written
    address = web_address(written.link)
    return [
        _input(
            ids.Block.REPLY_TEXT,
            language.gettext("What did you answer?"),
            PlainTextInputElement(
                action_id=numbered(Action.TYPED, form.refills),
                multiline=True,
                max_length=LONGEST_ANSWER,
                initial_value=written.text[:LONGEST_ANSWER] or None,
                focus_on_load=True,
                dispatch_action_config=_EACH_CHANGE,
            ),
        ),
        _input(
            ids.Block.REPLY_LINK,
            language.gettext("The link to your answer"),
            UrlInputElement(
                action_id=Action.TYPED,
                initial_value=address if address and len(address) <= LONGEST_URL else None,
                dispatch_action_config=_EACH_CHANGE,
            ),
            optional=True,
        ),
        _input(
            Input.DAY,
            language.gettext("When, if it was earlier"),
            DatePickerElement(action_id=Action.TYPED, initial_date=_day(written.day)),
            optional=True,
        ),
    ]


def _others(form: AnswerForm, language: Language) -> list[Block]:
    return [
        _input(
            Input.JOINED,
            language.gettext("Who else took part?"),
            UserMultiSelectElement(
                action_id=Action.TYPED, initial_users=list(form.written.joined) or None
            ),
            optional=True,
        )
    ]


def _lesson(form: AnswerForm, language: Language) -> list[Block]:
    """Ask what was learned, about which topic, and who should hear of it."""
    written = form.written
    return [
        _input(
            Input.LESSON,
            language.gettext("What did we learn?"),
            PlainTextInputElement(
                action_id=Action.TYPED,
                max_length=LONGEST_LESSON,
                initial_value=written.lesson[:LONGEST_LESSON] or None,
                dispatch_action_config=_EACH_CHANGE,
            ),
            hint=language.gettext("One sentence, if there is something. The digest tells it."),
            optional=True,
        ),
        _input(
            Input.TOPIC,
            language.gettext("Its topic"),
            PlainTextInputElement(
                action_id=Action.TYPED,
                max_length=LONGEST_TOPIC,
                initial_value=written.topic[:LONGEST_TOPIC] or None,
                dispatch_action_config=_EACH_CHANGE,
            ),
            hint=language.gettext("A word or two, such as pricing."),
            optional=True,
        ),
        *_known_topics(form, language),
        _input(
            Input.CHANNEL,
            language.gettext("Which team should hear this?"),
            ConversationSelectElement(
                action_id=Action.TYPED,
                initial_conversation=written.channel or None,
                filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
            ),
            optional=True,
        ),
    ]


def _known_topics(form: AnswerForm, language: Language) -> list[Block]:
    """Offer the topics used before."""
    shown = {topic: one_line(topic) for topic in form.topics}
    options = {
        topic: Option(value=topic, text=PlainTextObject(text=text))
        for topic, text in shown.items()
        if text
    }
    if not options:
        return []
    return [
        _input(
            Input.KNOWN_TOPIC,
            language.gettext("Or a topic we had before"),
            StaticSelectElement(
                action_id=Action.TYPED,
                options=list(options.values()),
                initial_option=options.get(form.written.known_topic),
            ),
            optional=True,
        )
    ]


def _day(written: str) -> str | None:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None


def _input(
    block: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    """Ask for something, and be told each change, so that nothing that was written is lost."""
    return InputBlock(
        block_id=block,
        label=PlainTextObject(text=label),
        hint=PlainTextObject(text=hint) if hint else None,
        element=element,
        optional=optional,
        dispatch_action=True,
    )


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
        }
    )
