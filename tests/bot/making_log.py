"""A log for tests: who did what with whom, where and when."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from bot.colleagues import meet_colleague
from bot.desk import Asker, Desk
from bot.facts import EngagementKind
from bot.feed_models import Subscription
from bot.language import load_languages
from bot.models import Engagement, Mention, Workspace
from bot.store import Store
from feeds import Author, Entry
from tests.bot.making import NOW, make_mentions, make_subscription, make_workspace
from tests.clock import MovableClock

SU = Asker("T1", "USU", "C1")


@dataclass(frozen=True)
class Line:
    """One line: Su answered Anna's mention at blog.example, unless told otherwise."""

    colleague: str = "Su"
    person: str = "Anna"
    place: str = "blog.example"
    kind: EngagementKind = EngagementKind.REPLY
    at: datetime = NOW
    text: str | None = None
    about_id: int | None = None


@dataclass
class LogBook:
    """Writes lines into a workspace's log; each is about a mention of its own."""

    session: Session
    workspace: Workspace
    subscription: Subscription
    lines: list[Engagement] = field(default_factory=list)

    def write(self, lines: Iterable[Line]) -> None:
        """Add lines, in order."""
        wanted = list(lines)
        entries = [self._entry(number, line) for number, line in enumerate(wanted)]
        mentions = make_mentions(self.session, self.subscription, *entries)
        for line, mention in zip(wanted, mentions, strict=True):
            self._add(line, mention)
        self.session.flush()

    def _entry(self, number: int, line: Line) -> Entry:
        name = f"{len(self.lines) + number}"
        return Entry(
            identity=f"id:{name}",
            title=f"Story {name}",
            link=f"https://{line.place}/{name}",
            authors=(Author(line.person, url=f"https://people.example/{line.person}"),),
            place=line.place,
            excerpt="",
            published=None,
        )

    def _add(self, line: Line, mention: Mention) -> None:
        colleague = meet_colleague(
            self.session, self.workspace.id, f"U{line.colleague.upper()}".replace(" ", "")
        )
        colleague.name, colleague.zone = line.colleague, "Europe/Zurich"
        engagement = Engagement(
            workspace_id=self.workspace.id,
            mention_id=mention.id,
            person_id=mention.person_id,
            colleague_id=colleague.id,
            kind=line.kind,
            at=line.at,
            reply_text=line.text,
            about_id=line.about_id,
        )
        self.session.add(engagement)
        self.lines.append(engagement)


def make_log(store: Store, *lines: Line) -> int:
    """Make a workspace with a log; give its id."""
    with store.write() as session:
        workspace = make_workspace(session)
        book = LogBook(session, workspace, make_subscription(session, workspace))
        book.write(lines)
        return workspace.id


def make_desk(store: Store) -> Desk:
    """Give a desk at NOW."""
    clock = MovableClock()
    clock.move_to(NOW)
    return Desk(store, clock, load_languages(), lambda: None, threading.Event())
