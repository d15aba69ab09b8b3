"""What the bot says when one colleague looks over the draft of another."""

from slack_sdk.models.blocks import ActionsBlock, Block, PlainTextObject, UserSelectElement

from bot.answer_facts import AnswerForm, AskOutcome, ReviewFacts
from bot.answer_ids import Action
from bot.answer_ids import Block as Input
from bot.facts import ColleagueFacts
from bot.ids import Action as CardAction
from bot.language import Language
from bot.message import (
    Message,
    actions,
    button,
    context,
    message,
    plain_section,
    said,
    section,
    url_button,
)
from bot.mrkdwn import clean, cut, one_line, quoted
from bot.wording import colleague_name, reference

_DRAFT = 2900
_WORDING = 2500
_EXCERPT = 300


def second_look(form: AnswerForm, language: Language) -> list[Block]:
    """Offer in the modal to let somebody look over the draft, and say what came of asking."""
    offer = language.gettext("Not sure yet? Somebody can look over it before you send it.")
    select = UserSelectElement(
        action_id=Action.TYPED,
        placeholder=PlainTextObject(text=language.gettext("Whom shall I ask?")),
        initial_user=form.reader,
    )
    ask = button(language.gettext("Ask them"), Action.ASK, form.mention.number)
    told = [context(_outcome(*form.asked, language))] if form.asked else []
    return [section(offer), ActionsBlock(block_id=Input.READER, elements=[select, ask]), *told]


def review_asked(review: ReviewFacts, language: Language) -> Message:
    """Ask a colleague to look over a draft."""
    intro = language.gettext(
        "{name} asks you to look over an answer before it goes out: {mention}",
        name=colleague_name(review.author, language),
        mention=reference(review.mention, language),
    )
    excerpt = review.mention.excerpt
    page = url_button(
        language.gettext("Open the page"),
        CardAction.CARD_OPEN_PAGE,
        review.mention.number,
        review.mention.link,
    )
    return message(
        intro,
        [
            section(intro),
            *([section(quoted(excerpt, _EXCERPT))] if one_line(excerpt) else []),
            plain_section(cut(clean(review.text), _DRAFT)),
            *actions(
                button(language.gettext("Good"), Action.REVIEW_GOOD, review.id, primary=True),
                button(language.gettext("A better wording…"), Action.REVIEW_BETTER, review.id),
                page,
            ),
        ],
    )


def review_thanks(review: ReviewFacts, language: Language) -> Message:
    """Thank whoever looked over a draft."""
    author = colleague_name(review.author, language)
    return said(language.gettext("Thank you! I’m telling {name}.", name=author))


def review_told_already(review: ReviewFacts, language: Language) -> Message:
    """Answer to a second word about a draft."""
    author = colleague_name(review.author, language)
    return said(language.gettext("You have told {name} already. Thank you!", name=author))


def review_gone(language: Language) -> Message:
    """Answer to what is done with a draft that nobody asked this colleague about."""
    return said(language.gettext("I don’t know of this draft any more."))


def review_good(review: ReviewFacts, language: Language) -> Message:
    """Tell an author that their draft is good."""
    return said(
        language.gettext(
            "👍 {name} finds your answer good: {mention}\nAnswer there, then log it.",
            name=colleague_name(review.reader, language),
            mention=reference(review.mention, language),
        ),
        button(language.gettext("Log the answer…"), CardAction.OFFER_REPLY, review.mention.number),
    )


def review_better(review: ReviewFacts, language: Language) -> Message:
    """Tell an author which wording a colleague would prefer."""
    intro = language.gettext(
        "💬 {name} suggests this for {mention}",
        name=colleague_name(review.reader, language),
        mention=reference(review.mention, language),
    )
    use = button(language.gettext("Use this wording…"), Action.REVIEW_USE, review.id)
    wording = section(quoted(review.better or "", _WORDING))
    return message(intro, [section(intro), wording, *actions(use)])


def _outcome(outcome: AskOutcome, whom: ColleagueFacts | None, language: Language) -> str:
    texts = {
        AskOutcome.ASKED: language.gettext(
            "✉️ I sent it to {name}, and tell you what comes back. You can close this meanwhile.",
            name=colleague_name(whom, language),
        ),
        AskOutcome.NOBODY_CHOSEN: language.gettext("Choose somebody first."),
        AskOutcome.ONESELF_CHOSEN: language.gettext("That’s you. Choose somebody else."),
        AskOutcome.BOT_CHOSEN: language.gettext("That’s a bot. Choose a colleague."),
        AskOutcome.WANTS_NO_MESSAGES: language.gettext(
            "{name} wants no messages from me. Ask them yourself, or choose somebody else.",
            name=colleague_name(whom, language),
        ),
        AskOutcome.NOTHING_WRITTEN: language.gettext("Write something first."),
    }
    return texts[outcome]
