"""The answers on a card: the first ones that stand, and how many more there are."""

from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.facts import AnswerFacts, Emojis, MentionFacts
from bot.language import Language
from bot.message import context, section
from bot.mrkdwn import link, one_line, quoted, web_address
from bot.wording import colleague_name, colleague_names, moment

_MOST = 3
# Three of the longest leave room for the rest of the card in one message.
_QUOTED = 700
_URL = 1500


def answers_on_card(
    mention: MentionFacts, language: Language, emojis: Emojis, zone: ZoneInfo
) -> list[Block]:
    """Show up to three answers, each with who gave it, when, where, and what it says."""
    rest = len(mention.answers) - _MOST
    shown: list[Block] = [
        section(_answer(each, language, emojis, zone)) for each in mention.answers[:_MOST]
    ]
    if rest > 0:
        more = language.ngettext("… and {n} more answer", "… and {n} more answers", rest)
        shown.append(context(more))
    return shown


def _answer(answer: AnswerFacts, language: Language, emojis: Emojis, zone: ZoneInfo) -> str:
    values = {
        "emoji": f":{emojis.replied}:",
        "name": colleague_name(answer.colleague, language),
        "when": moment(answer.replied_at or answer.at, language, zone),
    }
    if answer.joined:
        text = language.gettext(
            "{emoji} *{name}* answered with {others}, {when}.",
            others=colleague_names(answer.joined, language),
            **values,
        )
    else:
        text = language.gettext("{emoji} *{name}* answered, {when}.", **values)
    if web_address(answer.link):
        text += " " + link(answer.link, language.gettext("See the answer"), longest_url=_URL)
    if one_line(answer.text or ""):
        text += "\n" + quoted(answer.text or "", _QUOTED)
    return text
