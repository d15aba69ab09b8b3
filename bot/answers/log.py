"""Pages of the log, and what is said where it is not clear which lines are wanted."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import ButtonElement

from bot.answers.guidance import usages
from bot.answers.lists import engagement_line
from bot.answers.people import person_choice
from bot.facts import ColleagueFacts, EngagementKind
from bot.ids import Action
from bot.language import Language
from bot.log_filter import Kinds, LogFilter, LogPage, NotUnderstood, Page, Part, write_page
from bot.message import Message, actions, button, context, message, paragraphs, said
from bot.mrkdwn import inline
from bot.person_facts import PersonMatch
from bot.wording import colleague_name

_MOST_NAMED = 5


def log_page(page: LogPage, language: Language, zone: ZoneInfo) -> Message:
    """Show who did what, newest first, with buttons to earlier and later lines, and for a file."""
    heading = log_heading(page, language)
    if not page.lines:
        nothing = (
            language.gettext("Nothing fits that. Leave something out, and there may be more.")
            if _filters(page.wanted, language)
            else language.gettext("Nothing yet. It starts with the first claim.")
        )
        return said(f"{heading}\n{nothing}")
    lines = [engagement_line(each, language, zone) for each in page.lines]
    count = language.ngettext("{n} line in all", "{n} lines in all", page.count)
    blocks = [*paragraphs([heading]), *paragraphs(lines), context(count)]
    return message(heading, [*blocks, *actions(*_buttons(page, language))])


def log_heading(page: LogPage, language: Language) -> str:
    """Say which lines of the log these are."""
    filters = _filters(page.wanted, language)
    return "\n".join([f"*{_title(page, language)}*", *([" · ".join(filters)] if filters else [])])


def _buttons(page: LogPage, language: Language) -> list[ButtonElement]:
    def to(label: str, action: Action, other: Page | None) -> ButtonElement | None:
        return button(label, action, write_page(page.wanted, other)) if other else None

    found = (
        to(language.gettext("Earlier"), Action.LOG_EARLIER, page.earlier),
        to(language.gettext("Later"), Action.LOG_LATER, page.later),
        to(language.gettext("All as a file (csv)"), Action.LOG_CSV, Page()),
    )
    return [each for each in found if each]


def log_not_understood(wrong: NotUnderstood, language: Language) -> Message:
    """Say which word does not fit, and what can be written."""
    word = inline(wrong.word, 40)
    match wrong.part:
        case _ if not word:
            problem = language.gettext("After the last word something is missing.")
        case Part.SINCE | Part.UNTIL:
            problem = language.gettext("“{word}” is no date that I can read.", word=word)
        case _:
            problem = language.gettext(
                "“{word}” is no kind. I know: {kinds}.",
                word=word,
                kinds=language.list([f"`{name}`" for name in kind_names(language).values()]),
            )
    return said(f"{problem}\n{log_examples(language)}")


def log_ends_before(language: Language) -> Message:
    """Say that no day can be after one date and before another."""
    return said(
        language.gettext("The last day is before the first one, so nothing can be between them.")
        + f"\n{log_examples(language)}"
    )


def log_examples(language: Language) -> str:
    """Say what can be written after ``/mentions log``."""
    return language.gettext(
        "{usage}\n"
        "For example `/mentions log @su since last week`, "
        "`/mentions log anna kind reply place reddit`, "
        "`/mentions log since 1.10.2026 until yesterday csv`. "
        "A name that contains one of these words goes in quotation marks.",
        usage=usages(language)["log"],
    )


def which_person(
    name: str, matches: Sequence[PersonMatch], wanted: LogFilter, language: Language
) -> Message:
    """Ask which of several people is meant; the button shows the log with them."""
    return person_choice(
        name,
        matches,
        language,
        action=Action.LOG_PERSON,
        value=lambda match: write_page(replace(wanted, person_id=match.person_id), Page()),
    )


def which_colleague(name: str, found: Sequence[ColleagueFacts], language: Language) -> Message:
    """Say that no colleague has a name, or that several have."""
    if not found:
        return said(
            language.gettext(
                "I know no colleague called “{name}”. Write an @ and choose them from the list.",
                name=inline(name, 60),
            )
        )
    shown = [colleague_name(each, language) for each in found[:_MOST_NAMED]]
    return said(
        language.gettext(
            "Several of you go by “{name}”: {names}. Write an @ and choose one from the list.",
            name=inline(name, 60),
            names=language.list(shown),
        )
    )


def kind_names(language: Language) -> dict[EngagementKind, str]:
    """Name the kinds of engagements, as they are typed and shown in a filter."""
    named = {
        EngagementKind.CLAIM: language.gettext("claim"),
        EngagementKind.UNDO: language.gettext("undo"),
        EngagementKind.RELEASE: language.gettext("release"),
        EngagementKind.GIVE: language.gettext("give"),
        EngagementKind.ACCEPT: language.gettext("accept"),
        EngagementKind.DECLINE: language.gettext("decline"),
        EngagementKind.LAPSE: language.gettext("lapse"),
        EngagementKind.LEAVE: language.gettext("leave"),
        EngagementKind.DISMISS: language.gettext("dismiss"),
        EngagementKind.REOPEN: language.gettext("reopen"),
        EngagementKind.REPLY: language.gettext("reply"),
        EngagementKind.CORRECT: language.gettext("correct"),
        EngagementKind.WITHDRAW: language.gettext("withdraw"),
        EngagementKind.JOIN: language.gettext("join"),
    }
    return {kind: named[kind] for kind in EngagementKind}


def kind_words(language: Language) -> Kinds:
    """List the words that mean kinds: those of the language, and the English ones of the log."""
    own = {name.casefold(): kind for kind, name in kind_names(language).items()}
    return {str(kind): kind for kind in EngagementKind} | own


def _title(page: LogPage, language: Language) -> str:
    if page.colleague is not None and page.person is not None:
        return language.gettext(
            "{name} and {person}",
            name=colleague_name(page.colleague, language),
            person=inline(page.person, 80),
        )
    if page.colleague is not None:
        return language.gettext("What {name} did", name=colleague_name(page.colleague, language))
    if page.person is not None:
        return language.gettext("Contact with {name}", name=inline(page.person, 80))
    return language.gettext("Who was in touch with whom")


def _filters(wanted: LogFilter, language: Language) -> list[str]:
    """Say what else than colleague and person the log is filtered by."""
    told = []
    if wanted.since is not None and wanted.since == wanted.until:
        told.append(language.gettext("on {day}", day=language.date(wanted.since)))
    elif wanted.since is not None:
        told.append(language.gettext("since {day}", day=language.date(wanted.since)))
    if wanted.until is not None and wanted.since != wanted.until:
        told.append(language.gettext("until {day}", day=language.date(wanted.until)))
    if wanted.kinds:
        names = kind_names(language)
        told.append(language.list([names[kind] for kind in wanted.kinds]))
    if wanted.place:
        told.append(language.gettext("from {place}", place=inline(wanted.place, 80)))
    return told
