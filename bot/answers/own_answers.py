"""What the bot says to colleagues about the answers that they gave themselves."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ConfirmObject
from slack_sdk.models.blocks import PlainTextObject as Plain

from bot.answer_ids import Action, answer_value
from bot.facts import AnswerFacts, MentionFacts
from bot.language import Language
from bot.message import Message, button, message, said, section
from bot.mrkdwn import one_line, quoted
from bot.wording import moment, reference

_MOST = 8
_TEXT = 500


def reply_logged(mention: MentionFacts, answer_id: int, language: Language) -> Message:
    """Thank for an answer; it can still be changed."""
    return said(
        language.gettext(
            "Thank you! Your answer is in the log: {mention}",
            mention=reference(mention, language),
        ),
        *_change_buttons(mention, answer_id, language),
    )


def answer_corrected(mention: MentionFacts, answer_id: int, language: Language) -> Message:
    """Confirm a correction."""
    return said(
        language.gettext(
            "Corrected, the card follows: {mention}", mention=reference(mention, language)
        ),
        *_change_buttons(mention, answer_id, language),
    )


def answer_withdrawn(mention: MentionFacts, language: Language) -> Message:
    """Confirm that an answer was withdrawn."""
    return said(
        language.gettext(
            "Your answer is withdrawn: {mention}\nThe log says so, and nobody counts it any more.",
            mention=reference(mention, language),
        )
    )


def answer_gone(mention: MentionFacts, language: Language) -> Message:
    """Refuse to change an answer that does not stand any more, or is somebody else's."""
    return said(
        language.gettext(
            "There is no such answer of yours any more: {mention}",
            mention=reference(mention, language),
        ),
        button(language.gettext("Answer…"), Action.ADD, mention.number),
    )


def my_answers(
    mention: MentionFacts, answers: Sequence[AnswerFacts], language: Language, zone: ZoneInfo
) -> Message:
    """Offer to correct or withdraw one's own answers, or to add another."""
    intro = language.gettext(
        "You have answered this: {mention}", mention=reference(mention, language)
    )
    blocks: list[Block] = [section(intro)]
    for answer in answers[-_MOST:]:
        when = moment(answer.replied_at or answer.at, language, zone)
        text = quoted(answer.text, _TEXT) if one_line(answer.text or "") and answer.text else ""
        blocks += [
            section(f"{when}\n{text}".strip()),
            ActionsBlock(elements=_change_buttons(mention, answer.id, language)),
        ]
    another = button(language.gettext("Add another answer…"), Action.ADD, mention.number)
    return message(intro, [*blocks, ActionsBlock(elements=[another])])


def _change_buttons(
    mention: MentionFacts, answer_id: int, language: Language
) -> list[ButtonElement]:
    value = answer_value(mention.number, answer_id)
    withdraw = button(language.gettext("Withdraw"), Action.WITHDRAW, value)
    withdraw.confirm = ConfirmObject(
        title=Plain(text=language.gettext("Withdraw your answer?")),
        text=Plain(text=language.gettext("The card will no longer show it.")),
        confirm=Plain(text=language.gettext("Withdraw")),
        deny=Plain(text=language.gettext("Keep it")),
    )
    return [button(language.gettext("Correct it…"), Action.CORRECT, value), withdraw]
