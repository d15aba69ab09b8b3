"""What the bot answers to claiming, releasing, answering and setting aside."""

from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import ButtonElement

from bot.facts import MentionFacts, NoContactFacts
from bot.ids import Action, More, more_value
from bot.language import Language
from bot.message import (
    LONGEST_SECTION,
    Message,
    button,
    message,
    plain_section,
    said,
    section,
    url_button,
)
from bot.mrkdwn import clean, cut, one_line
from bot.wording import colleague_name, no_contact_line, reference


def claimed_by_you(mention: MentionFacts, language: Language) -> Message:
    """Confirm a claim, and say what to do next."""
    return said(
        language.gettext(
            "It’s yours: {mention}\nAnswer there in your own words, then tell me.",
            mention=reference(mention, language),
        ),
        url_button(
            language.gettext("Open the page"),
            Action.CARD_OPEN_PAGE,
            mention.number,
            mention.link,
        ),
        _log_button(mention, language),
    )


def asks_first(
    mention: MentionFacts,
    asked: NoContactFacts,
    language: Language,
    zone: ZoneInfo,
    *,
    to_reply: bool,
) -> Message:
    """Ask before somebody takes up contact with a person who is to be left in peace."""
    warning = no_contact_line(asked, language, zone)
    about = reference(mention, language)
    if to_reply:
        anyway = language.gettext("Answer all the same"), Action.REPLY_ALL_THE_SAME
    else:
        anyway = language.gettext("Claim all the same"), Action.CLAIM_ALL_THE_SAME
    return said(
        f"{warning}\n{about}",
        button(*anyway, mention.number),
        button(
            language.gettext("About this person"),
            Action.CARD_MORE,
            more_value(More.PERSON, mention.number),
        ),
    )


def load(held: int, language: Language) -> Message:
    """Say kindly that a colleague holds much, with a button that lists it."""
    return said(
        language.ngettext(
            "You hold {n} mention now. If that is a lot, release it or hand it over: nobody minds.",
            "You hold {n} mentions now. If that is a lot, release some or hand them over: nobody "
            "minds.",
            held,
        ),
        button(language.gettext("What I hold"), Action.HELD_SHOW, "mine"),
    )


def only_reads_along(mention: MentionFacts, language: Language) -> Message:
    """Tell a guest that claiming is for colleagues here."""
    return said(
        language.gettext(
            "In this workspace guests only read along. Do you know something about it? Then tell "
            "it in the thread: {mention}",
            mention=reference(mention, language),
        )
    )


def held_by(mention: MentionFacts, language: Language, now: datetime) -> Message:
    """Tell whoever comes second who has it and since when."""
    return said(
        language.gettext(
            "{name} was faster and claimed this {ago}: {mention}",
            name=colleague_name(mention.holder, language),
            ago=_since(mention, language, now),
            mention=reference(mention, language),
        )
    )


def already_yours(mention: MentionFacts, language: Language) -> Message:
    """Answer a second claim by the same colleague."""
    return said(
        language.gettext("You have it already: {mention}", mention=reference(mention, language)),
        _log_button(mention, language),
    )


def released(mention: MentionFacts, language: Language) -> Message:
    """Confirm a release."""
    return said(
        language.gettext(
            "Released, somebody else may take it: {mention}",
            mention=reference(mention, language),
        )
    )


def not_yours(mention: MentionFacts, language: Language, now: datetime) -> Message:
    """Refuse to release what somebody else holds."""
    return said(
        language.gettext(
            "This is not yours to release. {name} claimed it {ago}: {mention}",
            name=colleague_name(mention.holder, language),
            ago=_since(mention, language, now),
            mention=reference(mention, language),
        )
    )


def nothing_to_release(mention: MentionFacts, language: Language) -> Message:
    """Answer a release of what nobody holds."""
    return said(
        language.gettext(
            "Nobody holds this, so there is nothing to release: {mention}",
            mention=reference(mention, language),
        )
    )


def dismissed(mention: MentionFacts, language: Language) -> Message:
    """Confirm that a mention was set aside."""
    return said(
        language.gettext("Set aside: {mention}", mention=reference(mention, language)),
        _reopen_button(mention, language),
    )


def already_dismissed(mention: MentionFacts, language: Language, now: datetime) -> Message:
    """Answer to anything done with a mention that was set aside."""
    return said(
        language.gettext(
            "{name} set this aside {ago}: {mention}\nReopen it if it is for us after all.",
            name=colleague_name(mention.holder, language),
            ago=_since(mention, language, now),
            mention=reference(mention, language),
        ),
        _reopen_button(mention, language),
    )


def reopened(mention: MentionFacts, language: Language) -> Message:
    """Confirm that a mention is open again."""
    return said(
        language.gettext(
            "It’s back and waits for somebody: {mention}", mention=reference(mention, language)
        ),
        button(language.gettext("Claim"), Action.CARD_CLAIM, mention.number, primary=True),
    )


def nothing_to_reopen(mention: MentionFacts, language: Language) -> Message:
    """Answer a reopening of what was not set aside."""
    return said(
        language.gettext(
            "This was not set aside, so there is nothing to reopen: {mention}",
            mention=reference(mention, language),
        )
    )


def already_replied(mention: MentionFacts, language: Language, now: datetime) -> Message:
    """Say that a mention was answered, by whom and when."""
    return said(
        language.gettext(
            "{name} answered this {ago}: {mention}",
            name=colleague_name(mention.holder, language),
            ago=_since(mention, language, now),
            mention=reference(mention, language),
        )
    )


def offer_reply(mention: MentionFacts, language: Language) -> Message:
    """Offer whoever answered to log the text and the link."""
    return said(
        language.gettext(
            "Nice, you answered {mention}\nWould you log what you wrote? Others learn from it.",
            mention=reference(mention, language),
        ),
        _log_button(mention, language),
    )


def _log_button(mention: MentionFacts, language: Language) -> ButtonElement:
    return button(language.gettext("Log the answer…"), Action.OFFER_REPLY, mention.number)


def _reopen_button(mention: MentionFacts, language: Language) -> ButtonElement:
    return button(language.gettext("Reopen"), Action.CARD_REOPEN, mention.number)


def _since(mention: MentionFacts, language: Language, now: datetime) -> str:
    return language.ago(mention.since or mention.found, now)


def with_text_kept(refusal: Message, text: str, language: Language) -> Message:
    """Add what a colleague wrote to a refusal, so that their words are not lost."""
    if not one_line(text):
        return refusal
    intro = language.gettext("What you wrote, so that it isn’t lost:")
    kept = message("", [section(intro), plain_section(cut(clean(text), LONGEST_SECTION))])
    return Message(refusal.text, [*refusal.blocks, *kept.blocks])
