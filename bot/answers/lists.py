"""Lists of mentions and of what colleagues did."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.facts import (
    EngagementFacts,
    EngagementKind,
    MentionFacts,
    MentionFilter,
    MentionState,
)
from bot.language import Language
from bot.message import Message, context, header, message, paragraphs, said
from bot.mrkdwn import inline, link, one_line
from bot.wording import colleague_name, dated, moment, origin, reference, reply_reference

PAGE = 10
"""How many lines of a list are shown at a time: ten of the longest fit into a message."""


def mention_list(
    mentions: Sequence[MentionFacts],
    language: Language,
    now: datetime,
    *,
    which: MentionFilter,
    page: int,
    pages: int,
) -> Message:
    """List one page of mentions, at most ``PAGE``; pages count from 1."""
    if not mentions:
        return said(_no_mentions(which, language))
    title = _list_title(which, language)
    blocks = paragraphs(mention_line(each, language, now) for each in mentions[:PAGE])
    return message(title, [header(title), *blocks, *_paging(which, page, pages, language)])


def mention_line(mention: MentionFacts, language: Language, now: datetime) -> str:
    """Describe a mention in a list."""
    name = colleague_name(mention.holder, language)
    since = language.ago(mention.since or mention.found, now)
    match mention.state:
        case MentionState.OPEN:
            state = language.ago(dated(mention), now)
        case MentionState.CLAIMED:
            state = language.gettext("{name} claimed it {ago}", name=name, ago=since)
        case MentionState.REPLIED:
            state = language.gettext("{name} answered {ago}", name=name, ago=since)
        case MentionState.DISMISSED:
            state = language.gettext("{name} set it aside {ago}", name=name, ago=since)
    parts = (reference(mention, language), origin(mention, language), state)
    return " · ".join(part for part in parts if part)


def engagement_line(engagement: EngagementFacts, language: Language, zone: ZoneInfo) -> str:
    """Describe one line of the log."""
    did = _deeds(engagement, language)[engagement.kind]
    reply = reply_reference(engagement.reply_text, engagement.reply_link, 150)
    line = f"{moment(engagement.at, language, zone)} · {did}"
    return f"{line}\n>{reply}" if reply else line


def _deeds(engagement: EngagementFacts, language: Language) -> dict[EngagementKind, str]:
    """Say what a colleague did, for each kind of deed."""
    gettext = language.gettext
    values = {
        "name": colleague_name(engagement.colleague, language),
        "person": inline(engagement.person, 60) or language.gettext("somebody"),
        "mention": _mention(engagement, language),
    }
    other = colleague_name(engagement.other, language)
    return {
        EngagementKind.CLAIM: gettext("{name} claimed {mention} by {person}", **values),
        EngagementKind.UNDO: gettext(
            "{name} claimed {mention} by {person} by mistake and gave it back", **values
        ),
        EngagementKind.RELEASE: gettext("{name} released {mention} by {person}", **values),
        EngagementKind.GIVE: gettext(
            "{name} handed {mention} by {person} over to {other}", other=other, **values
        ),
        EngagementKind.ACCEPT: gettext("{name} took {mention} by {person} over", **values),
        EngagementKind.DECLINE: gettext("{name} gave {mention} by {person} back", **values),
        EngagementKind.LAPSE: gettext(
            "{name} did not get round to {mention} by {person}; it is open again", **values
        ),
        EngagementKind.LEAVE: gettext(
            "{name} left, and {mention} by {person} is open again", **values
        ),
        EngagementKind.DISMISS: gettext("{name} set {mention} by {person} aside", **values),
        EngagementKind.REOPEN: gettext("{name} reopened {mention} by {person}", **values),
        EngagementKind.REPLY: gettext("{name} answered {person}: {mention}", **values),
        EngagementKind.CORRECT: gettext(
            "{name} corrected their answer to {person}: {mention}", **values
        ),
        EngagementKind.WITHDRAW: gettext(
            "{name} withdrew their answer to {person}: {mention}", **values
        ),
        EngagementKind.JOIN: gettext(
            "{name} took part in the answer to {person}: {mention}", **values
        ),
    }


def _mention(engagement: EngagementFacts, language: Language) -> str:
    title = one_line(engagement.mention_title) or language.gettext("(no title)")
    linked = link(engagement.mention_link, title, limit=160, longest_url=400)
    return f"*#{engagement.mention_number}* {linked}"


def _list_title(which: MentionFilter, language: Language) -> str:
    titles = {
        MentionFilter.OPEN: language.gettext("Waiting for somebody"),
        MentionFilter.CLAIMED: language.gettext("Claimed"),
        MentionFilter.MINE: language.gettext("You are on it"),
        MentionFilter.REPLIED: language.gettext("Answered"),
        MentionFilter.ALL: language.gettext("All mentions"),
    }
    return titles[which]


def _no_mentions(which: MentionFilter, language: Language) -> str:
    texts = {
        MentionFilter.OPEN: language.gettext("Nothing is waiting. Well done, all of you!"),
        MentionFilter.CLAIMED: language.gettext("Nobody holds anything at the moment."),
        MentionFilter.MINE: language.gettext(
            "You hold nothing at the moment. See what waits: `/mentions list open`"
        ),
        MentionFilter.REPLIED: language.gettext("Nothing has been answered yet."),
        MentionFilter.ALL: language.gettext(
            "There is no mention yet. Add a feed: `/mentions add URL`"
        ),
    }
    return texts[which]


def _paging(which: MentionFilter, page: int, pages: int, language: Language) -> list[Block]:
    if pages <= 1:
        return []
    text = language.gettext(
        "Page {page} of {pages}", page=language.number(page), pages=language.number(pages)
    )
    if page < pages:
        following = f"`/mentions list {which} {page + 1}`"
        text += " · " + language.gettext("more: {command}", command=following)
    return [context(text)]
