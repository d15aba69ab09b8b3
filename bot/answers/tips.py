"""What the bot answers about tips and house rules: at a claim, on request, and about a buddy."""

from collections.abc import Iterable

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    Option,
    PlainTextObject,
    StaticSelectElement,
)

from bot import ids
from bot.answers.watches import name_of
from bot.facts import ColleagueFacts, MentionFacts
from bot.language import Language
from bot.markdown import to_mrkdwn
from bot.message import (
    Message,
    actions,
    button,
    context,
    fitting,
    message,
    paragraphs,
    said,
    section,
    url_button,
)
from bot.mrkdwn import inline, link, user
from bot.tip_facts import Buddy, Extent, Lesson, PlaceTips
from bot.wording import colleague_name, reference
from feeds.places import PLACES, place_named

# Beside the answer to a claim, which stands above it.
_ROOM = 9000
# So that what is asked for stays in sight.
_ROOM_IN_MODAL = 1500
_LONGEST_OPTION = 75


def place_name(key: str, language: Language) -> str:
    """Name a place by its key, as it stands in a sentence."""
    place = place_named(key)
    if place is None or place.key == "url":
        return language.gettext("blogs and other sites")
    return name_of(place, language)


def lesson(told: Lesson, language: Language) -> Message | None:
    """Tell at a claim what helps at the place: in full, in short, or nothing; and whom to ask."""
    tips, place = told.tips, place_name(told.tips.place, language)
    blocks: list[Block] = []
    heading = language.gettext("*Before you answer* · {place}", place=place)
    if told.extent is Extent.FULL:
        blocks += [
            section(heading),
            *paragraphs(fitting(_everything(tips, language), _ROOM)),
            *actions(_hide_button(tips, language)),
        ]
    elif told.extent is Extent.SHORT and (gist := _gist(tips)):
        more = button(language.gettext("More"), ids.Action.TIPS_MORE, tips.place)
        blocks += [section(gist), *actions(more, _hide_button(tips, language))]
    if told.buddy:
        blocks += _buddy(told.buddy, place, language)
    return message(heading, blocks) if blocks else None


def joined(answer: Message, lesson_: Message) -> Message:
    """Put what helps below an answer."""
    return Message(answer.text, [*answer.blocks, *lesson_.blocks])


def tips_page(tips: PlaceTips, language: Language, asked: str = "") -> Message:
    """Show all that is told about a place; ``asked``: what was typed, where that was no name."""
    place = place_name(tips.place, language)
    heading = language.gettext("*Tips* · {place}", place=place)
    taken = language.gettext("I took “{word}” for {place}.", word=inline(asked, 40), place=place)
    own = language.gettext("These tips were written by you and your colleagues.")
    again = button(language.gettext("Show at my claims"), ids.Action.TIPS_SHOW, tips.place)
    return message(
        heading,
        [
            *([context(taken)] if asked else []),
            section(heading),
            *paragraphs(fitting(_everything(tips, language), _ROOM)),
            *([context(own)] if tips.own else []),
            *actions(
                button(language.gettext("Edit…"), ids.Action.TIPS_EDIT, tips.place),
                again if tips.hidden else _hide_button(tips, language),
            ),
        ],
    )


def place_choice(language: Language, word: str = "") -> Message:
    """Offer all places to choose from; ``word``: what was typed and names none of them."""
    first = language.gettext("I have tips for these places. Which one is it?")
    if word:
        unknown = language.gettext("I don’t know the place “{word}”.", word=inline(word, 40))
        first = f"{unknown} {first}"
    names = language.list([place_name(place.key, language) for place in PLACES])
    return message(
        first,
        [
            section(first),
            *actions(place_select(ids.Action.TIPS_CHOOSE, language)),
            context(names),
        ],
    )


def place_select(
    action: ids.Action, language: Language, changed: Iterable[str] = ()
) -> StaticSelectElement:
    """Let somebody choose a place; those for which the workspace wrote something have a mark."""
    own = frozenset(changed)
    return StaticSelectElement(
        action_id=action,
        placeholder=PlainTextObject(text=language.gettext("Choose a place")),
        options=[
            Option(
                value=place.key,
                text=PlainTextObject(
                    text=(f"{place_name(place.key, language)}{' ✎' if place.key in own else ''}")[
                        :_LONGEST_OPTION
                    ]
                ),
            )
            for place in PLACES
        ],
    )


def tips_hidden(place: str, language: Language) -> Message:
    """Confirm that a colleague sees nothing about a place any more when they claim."""
    return said(
        language.gettext(
            "I won’t bring this up at your claims again. When you want it: "
            "`/mentions tips {place}`",
            place=place,
        ),
        button(language.gettext("Undo"), ids.Action.TIPS_SHOW, place),
    )


def tips_shown_again(place: str, language: Language) -> Message:
    """Confirm that a colleague sees a place's tips at their claims again."""
    return said(
        language.gettext(
            "I’ll bring it up again at your claims, until you have had some practice · {place}",
            place=place_name(place, language),
        )
    )


def words_saved(place: str, language: Language) -> Message:
    """Confirm house rules and tips; with an empty place, the house rules that hold everywhere."""
    if not place:
        return said(
            language.gettext("Saved. Everybody sees these house rules when they claim something.")
        )
    return said(
        language.gettext(
            "Saved. Everybody sees it when they claim something there · {place}",
            place=place_name(place, language),
        )
    )


def buddy_asked(
    buddy: ColleagueFacts, team: str, conversation: str, number: int, language: Language
) -> Message:
    """Say where two colleagues can talk now."""
    # https://docs.slack.dev/interactivity/deep-linking
    page = f"https://slack.com/app_redirect?team={team}&channel={conversation}"
    return said(
        language.gettext(
            "There is a conversation with {name} and you now. I said what it is about; go ahead "
            "and ask.",
            name=colleague_name(buddy, language),
        ),
        url_button(
            language.gettext("Open the conversation"), ids.Action.CARD_OPEN_PAGE, number, page
        ),
    )


def buddy_asks(  # who asks whom about what, where, and how it is said
    asker: ColleagueFacts,
    buddy: ColleagueFacts,
    mention: MentionFacts,
    place: str,
    card_link: str | None,
    language: Language,
) -> Message:
    """Begin a conversation of two colleagues with what it is about."""
    text = language.gettext(
        "{buddy}, {asker} has taken this one and answers here for the first time: {mention}\n"
        "You know your way around there · {place}. What should one know?",
        buddy=user(buddy.slack_id),
        asker=user(asker.slack_id),
        mention=reference(mention, language),
        place=place_name(place, language),
    )
    card = link(card_link, language.gettext("See the card")) if card_link else ""
    return message(text, [section(text), *([context(card)] if card else [])])


def buddy_gone(buddy: ColleagueFacts, language: Language) -> Message:
    """Say that somebody cannot be asked any more."""
    return said(
        language.gettext(
            "{name} is no longer in this workspace. I won’t suggest them again.",
            name=colleague_name(buddy, language),
        )
    )


def buddy_not_asked(buddy: ColleagueFacts, language: Language) -> Message:
    """Say that no conversation could be opened, and what to do instead."""
    return said(
        language.gettext(
            "I could not open a conversation. Just write to {name} yourself.",
            name=user(buddy.slack_id),
        )
    )


def house_rules_in(tips: PlaceTips, language: Language) -> list[str]:
    """Give the house rules that hold for a place as lines; none where there are none."""
    lines: list[str] = []
    if general := to_mrkdwn(tips.general):
        lines += [language.gettext("*House rules*"), *general]
    if here := to_mrkdwn(tips.house_rules):
        place = place_name(tips.place, language)
        lines += [language.gettext("*House rules* · {place}", place=place), *here]
    return lines


def house_rules_blocks(tips: PlaceTips | None, language: Language) -> list[Block]:
    """Remind of a place's house rules where an answer is logged; long ones are cut short."""
    if tips is None:
        return []
    lines = house_rules_in(tips, language)
    shown = fitting(lines, _ROOM_IN_MODAL)
    more = language.gettext("All of them: `/mentions tips {place}`", place=tips.place)
    return [*paragraphs(shown), *([context(more)] if len(shown) < len(lines) else [])]


def _everything(tips: PlaceTips, language: Language) -> list[str]:
    return [*to_mrkdwn(tips.tips), *house_rules_in(tips, language)]


def _gist(tips: PlaceTips) -> str:
    """Give the first thing that is said about a place."""
    lines = [*to_mrkdwn(tips.tips), *to_mrkdwn(tips.house_rules), *to_mrkdwn(tips.general)]
    return next(iter(lines), "")


def _buddy(buddy: Buddy, place: str, language: Language) -> list[Block]:
    name = colleague_name(buddy.colleague, language)
    text = language.ngettext(
        "It’s your first one there. {name} has answered there {n} time and is glad to help · "
        "{place}",
        "It’s your first one there. {name} has answered there {n} times and is glad to help · "
        "{place}",
        buddy.answers,
        name=name,
        place=place,
    )
    value = ids.buddy_value(buddy.mention_number, buddy.colleague.slack_id)
    ask = button(language.gettext("Ask for advice"), ids.Action.BUDDY_ASK, value)
    return [section(f"🤝 {text}"), *actions(ask)]


def _hide_button(tips: PlaceTips, language: Language) -> ButtonElement:
    return button(language.gettext("Don’t show again"), ids.Action.TIPS_HIDE, tips.place)
