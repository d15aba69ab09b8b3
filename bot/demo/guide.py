"""The guide: sees what the visitor really does, and ticks it off in the tour's message."""

import queue
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.demo.tour import SHOW_INSTALLING, Places, Step, install_modal, tour
from bot.demo.world import TourState
from bot.desk import Asker
from bot.facts import EngagementKind
from bot.ids import More, chosen_value
from bot.manifest import COMMAND
from bot.mentions import mention_by_card
from bot.message import Message
from bot.models import Engagement, Workspace
from bot.slack import SlackCallError
from bot.wiring import Bot
from bot.workspaces import emojis_of

Body = dict[str, Any]

log = structlog.get_logger(__name__)


def tour_begins(session: Session) -> TourState:
    """Begin the tour now: what is in the log already was the story's doing."""
    return TourState(since=session.scalar(select(func.max(Engagement.id))) or 0)


@dataclass(slots=True)
class Guide:
    """Guides the visitor, whichever colleague they play: all share one tour.

    ``places`` gives by user id where the tour leads, ``names`` how they are called.
    """

    bot: Bot
    team_id: str
    names: Mapping[str, str]
    places: Mapping[str, Places]
    state: TourState
    _bodies: queue.SimpleQueue[Body] = field(default_factory=queue.SimpleQueue)
    _shown: dict[str, Message] = field(default_factory=dict)

    def listen(self) -> None:
        """See whatever Slack delivers to the bot, and answer the tour's own button."""

        def see(body: Body, next: Callable[[], object]) -> None:  # noqa: A002  # Bolt's name for it
            self._bodies.put(body)
            next()

        def show_installing(ack: Callable[[], object], body: Body) -> None:
            ack()
            self.bot.desk.later(lambda: self._show_installing(body))

        self.bot.app.middleware(see)
        self.bot.app.action(SHOW_INSTALLING)(show_installing)

    def look(self) -> None:
        """Tick off what was done since the last time, and show it."""
        done: set[str | None] = set(self.state.done)
        with self.bot.store.read() as session:
            done |= _logged(session, self.state.since)
            while not self._bodies.empty():
                done.add(_deed(session, self.bot.poster.workspace_id, self._bodies.get()))
        self.state.done = [step for step in Step if step in done]
        for user_id in self.places:
            self._show(user_id)

    def _show(self, user_id: str) -> None:
        """Bring a colleague's message up to date; what Slack does not take is tried again."""
        drawn = tour(
            self.names[user_id],
            self.places[user_id],
            self.state.done,
            self.bot.desk.language_of(Asker(self.team_id, user_id)),
        )
        if self._shown.get(user_id) == drawn:
            return
        said = {"text": drawn.text, "blocks": drawn.blocks}
        try:
            if user_id in self.state.messages:
                channel, ts = self.state.messages[user_id]
                self.bot.slack.call("chat_update", channel=channel, ts=ts, **said)
            else:
                answer = self.bot.slack.call("chat_postMessage", channel=user_id, **said)
                self.state.messages[user_id] = [str(answer["channel"]), str(answer["ts"])]
        except SlackCallError as error:
            log.info("tour.later", user=user_id, reason=error.reason)
            return
        self._shown[user_id] = drawn

    def _show_installing(self, body: Body) -> None:
        language = self.bot.desk.language_of(Asker(self.team_id, body["user"]["id"]))
        try:
            self.bot.slack.call(
                "views_open", trigger_id=body["trigger_id"], view=install_modal(language)
            )
        except SlackCallError as error:
            log.warning("tour.modal_not_opened", reason=error.reason)


def _logged(session: Session, since: int) -> set[Step]:
    """Say which steps stand in the log."""
    steps = {EngagementKind.CLAIM: Step.CLAIM, EngagementKind.REPLY: Step.ANSWER}
    kinds = session.scalars(select(Engagement.kind).where(Engagement.id > since).distinct())
    return {steps[kind] for kind in kinds if kind in steps}


def _deed(session: Session, workspace_id: int, body: Body) -> Step | None:
    """Say which step a delivery from Slack shows."""
    event = body.get("event") or {}
    if event.get("type") == "app_home_opened" and event.get("tab") == "home":
        return Step.HOME
    if event.get("type") == "reaction_added":
        return Step.SECOND if _comes_second(session, workspace_id, event) else None
    if body.get("command") == COMMAND:
        return _commanded(str(body.get("text") or ""))
    if body.get("actions"):
        return _pressed(body["actions"][0])
    return None


def _commanded(text: str) -> Step | None:
    word, _, rest = text.strip().partition(" ")
    if word.lower() == "person" and rest:
        return Step.PERSON
    return Step.DIGEST if word.lower() == "digest" else None


def _pressed(action: Body) -> Step | None:
    if action["action_id"] == SHOW_INSTALLING:
        return Step.INSTALL
    about = f"{More.PERSON}:"
    return Step.PERSON if chosen_value(action).startswith(about) else None


def _comes_second(session: Session, workspace_id: int, event: Body) -> bool:
    """Tell whether a hand was put on a card that somebody else has."""
    claim = emojis_of(session.get_one(Workspace, workspace_id)).claim
    item = event.get("item") or {}
    mention = mention_by_card(session, workspace_id, str(item.get("channel")), str(item.get("ts")))
    return (
        event.get("reaction") == claim
        and mention is not None
        and mention.holder is not None
        and mention.holder.slack_id != event.get("user")
    )
