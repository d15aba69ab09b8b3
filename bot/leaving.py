"""Leaving: whose account is deactivated lets go of claims, and their contacts go to others."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.colleagues import learn_profile, profile_of
from bot.desk import Desk
from bot.facts import MentionState
from bot.first_call import end_first_call
from bot.mentions import Details, change_mention
from bot.models import Colleague, Mention
from bot.partings import offer_contacts
from bot.states import Event
from bot.workspaces import workspace_of_team


def note_user(desk: Desk, team_id: str, user: Mapping[str, Any]) -> None:
    """Note what Slack tells of one of its users, if they are a colleague whom the bot has met."""
    now = desk.clock.now()
    with desk.store.write() as session:
        workspace = workspace_of_team(session, team_id)
        met = workspace and session.scalar(
            select(Colleague).where(
                Colleague.workspace_id == workspace.id, Colleague.slack_id == str(user.get("id"))
            )
        )
        if not met:
            return
        profile = profile_of(user)
        learn_profile(session, met.id, profile, met.ask_slack_at or now)
        note_account(session, met.id, deactivated=profile.deactivated, now=now)
    desk.wake()


def note_account(session: Session, colleague_id: int, *, deactivated: bool, now: datetime) -> None:
    """Note whether a colleague's account is deactivated; leaving happens once, until they return.

    Their claims are open again, and those who know the people they knew are asked to keep in touch.
    """
    colleague = session.scalars(
        select(Colleague).where(Colleague.id == colleague_id).with_for_update()
    ).one()
    if not deactivated:
        colleague.left_at = None
        return
    if colleague.left_at is not None:
        return
    colleague.left_at = now
    session.flush()
    _let_go(session, colleague, now)
    offer_contacts(session, colleague, now)


def _let_go(session: Session, colleague: Colleague, now: datetime) -> None:
    held = session.scalars(
        select(Mention.id)
        .where(Mention.holder_id == colleague.id, Mention.state == MentionState.CLAIMED)
        .order_by(Mention.id)
    ).all()
    for mention_id in held:
        change_mention(session, mention_id, colleague, Event.LEAVE, now, Details(by_bot=True))
    called = select(Mention).where(Mention.called_id == colleague.id).order_by(Mention.id)
    for mention in session.scalars(called.with_for_update(key_share=True)).all():
        end_first_call(session, mention, now)
    # What they handed over cannot be given back to them.
    session.execute(
        update(Mention).where(Mention.given_by_id == colleague.id).values(given_by_id=None)
    )
