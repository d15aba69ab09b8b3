"""The card that shows a mention and its state."""

from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, InteractiveElement, Option, OverflowMenuElement
from slack_sdk.models.blocks import PlainTextObject as Plain

from bot.answer_ids import Action as Answer
from bot.card_answers import answers_on_card
from bot.facts import Emojis, MentionFacts, MentionState
from bot.fits_line import fits_line
from bot.found_in import found_in
from bot.ids import Action, More, more_value
from bot.known_to import known_to
from bot.language import Language
from bot.message import (
    Message,
    actions,
    button,
    context,
    message,
    plain_section,
    section,
    url_button,
)
from bot.mrkdwn import clean, cut, inline, link, one_line
from bot.wording import (
    colleague_name,
    dated,
    moment,
    no_contact_line,
    number_of,
    origin,
    reference,
    title_of,
)

_TITLE = 250
_EXCERPT = 500


def card(mention: MentionFacts, language: Language, emojis: Emojis, zone: ZoneInfo) -> Message:
    """Draw a mention with its state and what can be done about it."""
    if mention.forgotten:
        return _forgotten(mention, language)
    text = _notification(mention, language)
    if mention.state is MentionState.DISMISSED:
        return message(text, _dismissed(mention, language, emojis))
    return message(
        text,
        [
            section(f"*{link(mention.link, title_of(mention, language, _TITLE), limit=500)}*"),
            context(_byline(mention, language, zone)),
            *found_in(mention.sources, language),
            *_no_contact(mention, language, zone),
            *known_to(mention.known_to, language, zone),
            *_excerpt(mention),
            *_state(mention, language, emojis, zone),
            *fits_line(mention, language),
            *actions(*_buttons(mention, language)),
        ],
    )


def _notification(mention: MentionFacts, language: Language) -> str:
    """Say the card in one line, for notifications and screen readers."""
    title = inline(title_of(mention, language, _TITLE), 500)
    values = {"number": mention.number, "title": title}
    name = colleague_name(mention.holder, language)
    match mention.state:
        case MentionState.OPEN:
            place = origin(mention, language)
            if not place:
                return language.gettext("New: #{number} {title}", **values)
            return language.gettext("New: #{number} {title} ({place})", place=place, **values)
        case MentionState.CLAIMED if mention.is_offered:
            return language.gettext(
                "#{number} {title}: handed over to {name}, who has not said yes yet",
                name=name,
                **values,
            )
        case MentionState.CLAIMED:
            return language.gettext("#{number} {title}: {name} is on it", name=name, **values)
        case MentionState.REPLIED:
            return language.gettext("#{number} {title}: {name} answered", name=name, **values)
        case MentionState.DISMISSED:
            return language.gettext("#{number} {title}: not for us", **values)


def _byline(mention: MentionFacts, language: Language, zone: ZoneInfo) -> str:
    """Say number, place, authors and date."""
    published = moment(dated(mention), language, zone)
    parts = (number_of(mention), origin(mention, language), published)
    return " · ".join(part for part in parts if part)


def _no_contact(mention: MentionFacts, language: Language, zone: ZoneInfo) -> list[Block]:
    """Say that somebody asks not to contact the author."""
    asked = mention.no_contact
    return [section(no_contact_line(asked, language, zone))] if asked else []


def _excerpt(mention: MentionFacts) -> list[Block]:
    """Show the excerpt as plain text; not again where it had to serve as title."""
    text = clean(mention.excerpt).strip()
    in_title = not one_line(mention.title) and len(one_line(text)) <= _TITLE
    return [] if in_title or not text else [plain_section(cut(text, _EXCERPT))]


def _state(
    mention: MentionFacts, language: Language, emojis: Emojis, zone: ZoneInfo
) -> list[Block]:
    """Say in words where the mention stands, and what was answered."""
    name = colleague_name(mention.holder, language)
    if mention.voice is not None and mention.state is MentionState.OPEN:
        voice = colleague_name(mention.voice, language)
        return [section(language.gettext("🏠 One of ours: *{name}* wrote this.", name=voice))]
    match mention.state:
        case MentionState.REPLIED:
            return answers_on_card(mention, language, emojis, zone)
        case MentionState.CLAIMED if mention.is_offered:
            text = language.gettext(
                "🤝 *{giver}* hands this over to *{name}*, who has not said yes yet.",
                giver=colleague_name(mention.giver, language),
                name=name,
            )
        case MentionState.CLAIMED:
            text = language.gettext(
                "{emoji} *{name}* is on it, since {when}.",
                emoji=f":{emojis.claim}:",
                name=name,
                when=moment(mention.since or mention.found, language, zone),
            )
        case MentionState.OPEN if mention.called_until is not None:
            minutes = round((mention.called_until - mention.found).total_seconds() / 60)
            text = language.ngettext(
                "👋 For the first {n} minute, until {when}, this waits for *{name}*. "
                "Then it is for everybody.",
                "👋 For the first {n} minutes, until {when}, this waits for *{name}*. "
                "Then it is for everybody.",
                minutes,
                when=moment(mention.called_until, language, zone),
                name=colleague_name(mention.called, language),
            )
        case _:
            text = language.gettext(
                "Nobody is on it yet. Claim it with {emoji} or the button.",
                emoji=f":{emojis.claim}:",
            )
    return [section(text)]


def _buttons(mention: MentionFacts, language: Language) -> list[InteractiveElement | None]:
    """Offer what can be done in this state."""
    number = mention.number
    page = url_button(
        language.gettext("Open the page"), Action.CARD_OPEN_PAGE, number, mention.link
    )
    more = _more(mention, language)
    answer = button(language.gettext("Answer…"), Action.CARD_REPLY, number)
    match mention.state:
        case MentionState.OPEN | MentionState.REPLIED if mention.voice is not None:
            return [page, more]
        case MentionState.OPEN:
            claim = button(language.gettext("Claim"), Action.CARD_CLAIM, number, primary=True)
            return [claim, answer, page, more]
        case MentionState.CLAIMED:
            release = button(language.gettext("Release"), Action.CARD_RELEASE, number)
            return [release, answer, page, more]
        case _:
            another = button(language.gettext("Add an answer…"), Answer.ADD, number)
            return [another, page, more]


def _more(mention: MentionFacts, language: Language) -> InteractiveElement | None:
    """Offer the rest in a menu: the author, setting the mention aside, hearing no more of it."""
    choices = []
    if mention.state is MentionState.REPLIED:
        choices.append((More.MY_ANSWER, language.gettext("My answer…")))
    is_named = any(one_line(name) for name in mention.authors)
    if is_named:
        choices.append((More.PERSON, language.gettext("About this person")))
    if mention.voice is not None:
        choices.append((More.NOT_OURS, language.gettext("Not one of us")))
    elif is_named:
        choices.append((More.OURS, language.gettext("That’s me or one of us…")))
    if mention.state in (MentionState.OPEN, MentionState.CLAIMED):
        if mention.voice is None or mention.state is MentionState.CLAIMED:
            choices.append((More.GIVE, language.gettext("Hand over…")))
        choices.append((More.DISMISS, language.gettext("Not for us")))
    choices += _mutes(mention, language)
    options = [
        Option(value=more_value(choice, mention.number), text=Plain(text=text))
        for choice, text in choices
    ]
    # Sources disagree on whether Slack takes a menu with one choice: such a one is a button.
    if len(choices) == 1:
        return button(choices[0][1], Action.CARD_MORE, options[0].value)
    return OverflowMenuElement(action_id=Action.CARD_MORE, options=options) if options else None


def _mutes(mention: MentionFacts, language: Language) -> list[tuple[More, str]]:
    """Offer what can be muted; of two it is asked which, as a menu has five choices at most."""
    is_named = any(one_line(name) for name in mention.authors)
    if is_named and one_line(mention.place):
        return [(More.MUTE, language.gettext("Mute…"))]
    if is_named:
        return [(More.MUTE_AUTHOR, language.gettext("Mute this author"))]
    if one_line(mention.place):
        return [(More.MUTE_SOURCE, language.gettext("Mute this source"))]
    return []


def _forgotten(mention: MentionFacts, language: Language) -> Message:
    """Draw what is left of a mention whose person is forgotten."""
    text = language.gettext("#{number} This person asked to be forgotten.", number=mention.number)
    return message(text, [context(text)])


def _dismissed(mention: MentionFacts, language: Language, emojis: Emojis) -> list[Block]:
    """Draw the short form of a mention that was set aside."""
    text = language.gettext(
        "{emoji} {mention}\nNot for us, says {name}.",
        emoji=f":{emojis.dismiss}:",
        mention=reference(mention, language),
        name=colleague_name(mention.holder, language),
    )
    return [section(text, button(language.gettext("Reopen"), Action.CARD_REOPEN, mention.number))]
