"""The part of the settings that says who may claim, and who is asked first."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import InputBlock

from bot import ids
from bot.facts import Claiming
from bot.inputs import choice, labelled
from bot.language import Language

_TAKE_PART = "take_part"
_READ_ALONG = "read_along"
_MINUTES = (15, 30, 60, 120)


def claiming_inputs(claiming: Claiming, language: Language) -> list[InputBlock]:
    """Ask whether guests may claim, and for how long a card waits for one colleague first."""
    guests = {
        _TAKE_PART: language.gettext("They claim and answer like everybody"),
        _READ_ALONG: language.gettext("They only read along"),
    }
    minutes = {"0": language.gettext("No, every card is for everybody at once")}
    for n in sorted({*_MINUTES, claiming.first_call_minutes} - {0}):
        minutes[str(n)] = language.ngettext("For {n} minute", "For {n} minutes", n)
    return [
        labelled(
            ids.Block.GUESTS,
            language.gettext("Guests of your Slack"),
            choice(guests, _READ_ALONG if claiming.excludes_guests else _TAKE_PART),
        ),
        labelled(
            ids.Block.FIRST_CALL,
            language.gettext("Ask one colleague first"),
            choice(minutes, str(claiming.first_call_minutes)),
            hint=language.gettext(
                "A new card then waits for who knows the person, or who has never claimed."
            ),
        ),
    ]


def read_claiming(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Claiming:
    """Read what was chosen; what was not asked keeps its default."""

    def chosen(block: ids.Block) -> str:
        option = values.get(block, {}).get(ids.Action.INPUT, {}).get("selected_option") or {}
        return str(option.get("value") or "")

    minutes = chosen(ids.Block.FIRST_CALL)
    return Claiming(
        excludes_guests=chosen(ids.Block.GUESTS) == _READ_ALONG,
        first_call_minutes=int(minutes) if minutes.isdecimal() else 0,
    )
