"""The part of a home about contacts: who is to be greeted again, and who one is outside."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.home_facts import ColdFacts, VoiceFacts
from bot.ids import Action
from bot.language import Language
from bot.message import actions, button, header, paragraphs, section
from bot.mrkdwn import inline
from bot.wording import day, reference


def say_hello(cold: Sequence[ColdFacts], language: Language, zone: ZoneInfo) -> list[Block]:
    """Remind of contacts that go cold, each with what they wrote last; nothing where none does."""
    if not cold:
        return []
    lines = []
    for each in cold:
        name = inline(each.person, 60) or language.gettext("somebody")
        line = language.gettext(
            "👋 *{person}*, last {day}", person=name, day=day(each.last, language, zone)
        )
        lines.append(f"{line} · {reference(each.latest, language)}" if each.latest else line)
    return [header(language.gettext("Say hello to")), *paragraphs(lines)]


def own_voices(voices: Sequence[VoiceFacts], language: Language) -> list[Block]:
    """List as whom the colleague writes outside, and offer to add a profile."""
    add = button(language.gettext("That’s me…"), Action.VOICE_ADD, 0)
    blocks: list[Block] = [header(language.gettext("You outside"))]
    if not voices:
        nobody = language.gettext(
            "Do you write outside yourself? Tell me where, and I won’t take you for a stranger."
        )
        return [*blocks, section(nobody, add)]
    for voice in voices:
        name = inline(voice.name, 60) or language.gettext("somebody")
        not_me = button(language.gettext("Not me"), Action.VOICE_DISOWN, voice.person_id)
        blocks.append(section(f"*{name}*", not_me))
    return [*blocks, *actions(add)]
