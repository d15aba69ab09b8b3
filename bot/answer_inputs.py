"""The inputs of the modal for an answer: the text and what belongs to it, and what was learned."""

from datetime import date

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

from bot import ids
from bot.answer_facts import AnswerForm
from bot.answer_ids import Action, numbered
from bot.answer_ids import Block as Input
from bot.language import Language
from bot.message import LONGEST_URL
from bot.mrkdwn import one_line, web_address

LONGEST_ANSWER = 3000
LONGEST_LESSON = 300
LONGEST_TOPIC = 60
# Slack tells what was written only when a modal is submitted, or while it is written: to close one
# sends ``view_closed`` with an empty state.
# https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
_EACH_CHANGE = DispatchActionConfig(trigger_actions_on=["on_character_entered"])


def start_inputs(form: AnswerForm, language: Language) -> list[Block]:
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


def answer_inputs(form: AnswerForm, language: Language) -> list[Block]:
    """Ask for the text, the link, and the day."""
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


def others_inputs(form: AnswerForm, language: Language) -> list[Block]:
    """Ask who else took part."""
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


def lesson_inputs(form: AnswerForm, language: Language) -> list[Block]:
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
