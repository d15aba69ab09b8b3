"""The guided tour: its steps, and how its message and its last modal read."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View as SlackView

from bot.language import Language
from bot.message import Message, actions, button, context, header, message, section
from bot.mrkdwn import inline, link, one_line

SHOW_INSTALLING = "tour_install"
"""The id of the button under the last step."""
_LONGEST_NAME = 80


class Step(StrEnum):
    """What the visitor tries, in this order."""

    CLAIM = "claim"
    ANSWER = "answer"
    SECOND = "second"
    PERSON = "person"
    DIGEST = "digest"
    HOME = "home"
    INSTALL = "install"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the tour leads: a channel's id, and addresses on the page.

    ``somebody`` is a person outside whom the bot knows well.
    """

    channel: str
    other_name: str
    other_window: str
    home: str
    somebody: str


def tour(name: str, places: Places, done: Collection[str], language: Language) -> Message:
    """Draw the tour for a colleague, with a tick at what was done."""
    greeting = language.gettext(
        "Hello {name}! Here at Alpenglück four colleagues answer what people outside write, and"
        " for three weeks I have kept an eye on it for you. Try it yourself, it takes two minutes:",
        name=inline(name, _LONGEST_NAME),
    )
    steps = _steps(places, language)
    lines = [
        f"{':white_check_mark:' if step in done else ':white_large_square:'}  {number}. {text}"
        for number, (step, text) in enumerate(steps.items(), 1)
    ]
    blocks: list[Block] = [
        header(language.gettext("A short tour")),
        section(greeting),
        *(section(line) for line in lines),
        *actions(button(language.gettext("Show me how"), SHOW_INSTALLING, 1)),
        context(_last_word(done, language)),
    ]
    return message(language.gettext("A short tour: try Botschafter in two minutes."), blocks)


def _steps(places: Places, language: Language) -> dict[Step, str]:
    window = link(
        places.other_window,
        language.gettext("a second window as {name}", name=one_line(places.other_name)),
    )
    home = link(places.home, language.gettext("my Home tab"))
    return {
        Step.CLAIM: language.gettext(
            "Put a hand ✋ on the last card in {channel}. It is yours then.",
            channel=f"<#{places.channel}>",
        ),
        Step.ANSWER: language.gettext(
            "Answer it: press *Answer…* on the card, write a line, and save."
        ),
        Step.SECOND: language.gettext(
            "See what somebody else sees: open {window}, and put a hand on the same card.",
            window=window,
        ),
        Step.PERSON: language.gettext(
            "Who is that out there? Write `/mentions person {name}`.", name=places.somebody
        ),
        Step.DIGEST: language.gettext("How was the day? Write `/mentions digest`."),
        Step.HOME: language.gettext(
            "Open {home}: what you hold, what waits, and whom you know.", home=home
        ),
        Step.INSTALL: language.gettext("What next: bring me into your own Slack."),
    }


def _last_word(done: Collection[str], language: Language) -> str:
    left = len(Step) - len(set(done) & set(Step))
    if left:
        return language.ngettext(
            "{n} step to go. I tick it off when I see you do it.",
            "{n} steps to go. I tick off what I see you do.",
            left,
        )
    return language.gettext(
        "🎉 That was all of it. You listened, you answered, and you know who is out there: you make"
        " a fine ambassador. Stay as long as you like, somebody always has a broken buckle."
    )


def install_modal(language: Language) -> dict[str, Any]:
    """Say how the bot comes into a Slack of one's own."""
    app = link("https://api.slack.com/apps", language.gettext("a Slack app"))
    lines = [
        language.gettext("It takes about ten minutes, and a machine that stays on."),
        language.gettext("1. Print the manifest: `botschafter manifest`"),
        language.gettext(
            "2. Create {app} from this manifest, and install it.",
            app=app,
        ),
        language.gettext("3. Copy its two tokens, and run `botschafter run`"),
        language.gettext("4. Write in Slack: `/mentions add https://…`"),
        language.gettext(
            "The README tells each step at length, under “Install it into your Slack”."
        ),
    ]
    return SlackView(
        type="modal",
        title=PlainTextObject(text=language.gettext("Bring me along")),
        close=PlainTextObject(text=language.gettext("Close")),
        blocks=[section(line) for line in lines],
    ).to_dict()
