"""What the bot says about handing over: to whoever gives, and to whoever is to take it."""

from datetime import datetime

from slack_sdk.models.blocks import Block, InteractiveElement

from bot.answers.see_card import see_card
from bot.facts import ColleagueFacts, EngagementFacts, EngagementKind, MentionFacts, MentionState
from bot.ids import Action, offer_value
from bot.language import Language
from bot.message import Message, actions, button, message, said, section, url_button
from bot.mrkdwn import inline, one_line, quoted
from bot.thread_lines import thread_line
from bot.wording import colleague_name, reference

_NOTE = 500


def handed_over(mention: MentionFacts, language: Language, *, told: bool) -> Message:
    """Confirm a hand-over; ``told``: the other one hears of it from the bot."""
    values = {
        "name": colleague_name(mention.holder, language),
        "mention": reference(mention, language),
    }
    if told:
        return said(
            language.gettext(
                "I’ve asked {name} to take this over: {mention}\nIf they can’t, I tell you.",
                **values,
            )
        )
    return said(
        language.gettext(
            "Handed over to {name}, who wants no messages from me. Please tell them yourself: "
            "{mention}",
            **values,
        )
    )


def not_yours_to_give(mention: MentionFacts, language: Language, now: datetime) -> Message:
    """Refuse to hand over what somebody else holds."""
    return said(
        language.gettext(
            "This is not yours to hand over. {name} claimed it {ago}: {mention}",
            name=colleague_name(mention.holder, language),
            ago=language.ago(mention.since or mention.found, now),
            mention=reference(mention, language),
        )
    )


def not_to_yourself(language: Language) -> Message:
    """Answer somebody who hands something over to themselves."""
    return said(language.gettext("That’s you. Whom would you like to hand it over to?"))


def not_to_a_bot(bot: ColleagueFacts, language: Language) -> Message:
    """Refuse a bot as the one who takes over."""
    return said(
        language.gettext(
            "{name} is a bot, and an answer should come from a person. Pick a colleague.",
            name=colleague_name(bot, language),
        )
    )


def not_to_a_guest(guest: ColleagueFacts, language: Language) -> Message:
    """Refuse a guest as the one who takes over, where guests only read along."""
    return said(
        language.gettext(
            "{name} is a guest, and guests only read along in this workspace. Pick a colleague.",
            name=colleague_name(guest, language),
        )
    )


def not_here_any_more(colleague: ColleagueFacts, language: Language) -> Message:
    """Refuse a colleague whose account is deactivated."""
    return said(
        language.gettext(
            "{name} doesn’t work here any more. Pick somebody else.",
            name=colleague_name(colleague, language),
        )
    )


def no_such_colleague(word: str, language: Language) -> Message:
    """Answer a name that no colleague has."""
    return said(
        language.gettext(
            "I don’t know whom you mean by “{word}”. Type @ and pick your colleague from Slack’s "
            "list.",
            word=inline(word, 40),
        )
    )


def not_offered(mention: MentionFacts, language: Language) -> Message:
    """Answer a yes or no that comes too late."""
    return said(
        language.gettext(
            "This no longer waits for your yes or no: {mention}",
            mention=reference(mention, language),
        )
    )


def declined(mention: MentionFacts, language: Language) -> Message:
    """Confirm that a colleague gives back what was handed over to them."""
    return said(
        language.gettext(
            "All right, you don’t have to: {mention}", mention=reference(mention, language)
        )
    )


def offer(
    mention: MentionFacts,
    asked: EngagementFacts,
    language: Language,
    line_id: int,
    outcome: EngagementFacts | None = None,
) -> Message:
    """Ask a colleague to take a mention over, with the reason; or show what came of that.

    ``line_id``: the line of the log of this hand-over, so that a late yes is to no other one.
    """
    text = language.gettext(
        "🤝 {name} asks you to take this over: {mention}",
        name=colleague_name(asked.colleague, language),
        mention=reference(mention, language),
    )
    if one_line(asked.note or ""):
        text += f"\n{quoted(asked.note or '', _NOTE)}"
    if outcome is not None:
        mine = outcome.kind is EngagementKind.ACCEPT
        return _with_outcome(
            text, outcome, language, _next_steps(mention, language) if mine else []
        )
    value = offer_value(mention.number, line_id)
    buttons = actions(
        button(language.gettext("Accept"), Action.OFFER_ACCEPT, value, primary=True),
        button(language.gettext("Decline"), Action.OFFER_DECLINE, value),
        see_card(mention, language),
    )
    return message(text, [section(text), *buttons])


def given_back(
    mention: MentionFacts,
    back: EngagementFacts,
    language: Language,
    outcome: EngagementFacts | None = None,
) -> Message:
    """Tell whoever handed a mention over that the other one declines, and what they can do."""
    values = {
        "name": colleague_name(back.colleague, language),
        "mention": reference(mention, language),
    }
    if back.other is not None:
        text = language.gettext(
            "↩️ {name} can’t take this over, so it is yours again: {mention}", **values
        )
    else:
        text = language.gettext(
            "↩️ {name} can’t take this over, so it waits for somebody: {mention}", **values
        )
    if outcome is not None:
        return _with_outcome(text, outcome, language, [])
    number = mention.number
    give = button(language.gettext("Hand over…"), Action.GIVE_OPEN, number)
    buttons: list[InteractiveElement]
    if mention.state is MentionState.CLAIMED:
        buttons = [
            button(language.gettext("Log the answer…"), Action.OFFER_REPLY, number),
            give,
            button(language.gettext("Release"), Action.CARD_RELEASE, number),
        ]
    else:
        claim = button(language.gettext("Claim"), Action.CARD_CLAIM, number, primary=True)
        buttons = [claim, give]
    return message(text, [section(text), *actions(*buttons, see_card(mention, language))])


def _next_steps(mention: MentionFacts, language: Language) -> list[Block]:
    """Offer what to do with what one has just taken over."""
    return actions(
        url_button(
            language.gettext("Open the page"), Action.CARD_OPEN_PAGE, mention.number, mention.link
        ),
        button(language.gettext("Log the answer…"), Action.OFFER_REPLY, mention.number),
        see_card(mention, language),
    )


def _with_outcome(
    text: str, outcome: EngagementFacts, language: Language, more: list[Block]
) -> Message:
    """Show what was asked, without its buttons, and what happened first afterwards."""
    line = thread_line(outcome, language).text
    return message(f"{text}\n{line}", [section(text), section(line), *more])
