"""Reports: what a colleague asks to see, from the feeds to the digest."""

from math import ceil

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from bot.answers import lists
from bot.answers.feeds import feed_list, feed_removed
from bot.answers.guidance import no_such_feed
from bot.answers.watches import watch_removed
from bot.desk import Asker, Desk, Visit
from bot.digest_message import digest
from bot.digests import digest_now
from bot.facts import (
    MentionFacts,
    MentionFilter,
    MentionState,
)
from bot.message import Message
from bot.models import Mention
from bot.mutes import list_mutes
from bot.reading import mention_facts
from bot.subscriptions import list_subscriptions, unsubscribe
from bot.voices import is_external
from bot.watches import end_empty_watches, end_watch


def show_feeds(desk: Desk, asker: Asker) -> Message:
    """List the feeds."""
    with desk.visit(asker) as visit:
        feeds = list_subscriptions(visit.session, visit.workspace.id, visit.language)
        mutes = list_mutes(visit.session, visit.workspace.id)
        return feed_list(feeds, visit.language, visit.zone, mutes)


def remove_feed(desk: Desk, asker: Asker, number: int) -> Message:
    """End a subscription, or a watch with all of its subscriptions."""
    with desk.visit(asker) as visit:
        session, workspace_id = visit.session, visit.workspace.id
        if ended := end_watch(session, workspace_id, number):
            return watch_removed(ended, visit.language)
        removed = unsubscribe(session, workspace_id, number)
        if removed is None:
            return no_such_feed(number, visit.language)
        end_empty_watches(session, workspace_id)
        return feed_removed(removed, visit.language)


def show_mentions(desk: Desk, asker: Asker, which: MentionFilter, page: int) -> Message:
    """List one page of mentions; a page beyond the last one is the last one."""
    with desk.visit(asker) as visit:
        conditions = _filtered(visit, which)
        count = (
            visit.session.scalar(select(func.count()).select_from(Mention).where(*conditions)) or 0
        )
        pages = max(1, ceil(count / lists.PAGE))
        page = min(max(page, 1), pages)
        mentions = _newest(visit, conditions, lists.PAGE, (page - 1) * lists.PAGE)
        return lists.mention_list(
            mentions, visit.language, visit.now, which=which, page=page, pages=pages
        )


def _filtered(visit: Visit, which: MentionFilter) -> list[ColumnElement[bool]]:
    conditions = [Mention.workspace_id == visit.workspace.id, is_external()]
    match which:
        case MentionFilter.MINE:
            conditions += [
                Mention.state == MentionState.CLAIMED,
                Mention.holder_id == visit.colleague.id,
            ]
        case MentionFilter.ALL:
            pass
        case _:
            conditions += [Mention.state == MentionState(which.value)]
    return conditions


def _newest(
    visit: Visit, conditions: list[ColumnElement[bool]], limit: int, offset: int = 0
) -> list[MentionFacts]:
    rows = visit.session.scalars(
        select(Mention)
        .options(joinedload(Mention.holder))
        .where(*conditions)
        .order_by(Mention.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [mention_facts(row) for row in rows]


def show_digest(desk: Desk, asker: Asker) -> Message:
    """Show the digest as it would read now."""
    with desk.visit(asker) as visit:
        facts = digest_now(visit.session, visit.workspace, visit.now)
        return digest(facts, visit.language, visit.zone)
