"""A workspace in which colleagues answer people, for tests of who knows whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.colleagues import meet_colleague
from bot.facts import ColleagueKind, EngagementKind
from bot.feed_models import Subscription
from bot.mentions import Details, Reply, change_mention
from bot.models import Colleague, Engagement, Mention, Workspace
from bot.slack_models import OutboxRow
from bot.states import Event
from bot.store import Store
from feeds import Author
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace

ANNA, BERT = Author("Anna Beispiel"), Author("Bert Muster")


@dataclass
class ContactWorld:
    """What a test finds, in one transaction."""

    session: Session
    workspace: Workspace
    subscription: Subscription
    _written: int = 0

    def colleague(self, name: str) -> Colleague:
        """Give a colleague, whose Slack id is their name in capitals."""
        found = meet_colleague(self.session, self.workspace.id, f"U{name.upper()}")
        found.name, found.kind = name, ColleagueKind.REGULAR
        return found

    def write(self, *authors: Author) -> Mention:
        """Let somebody outside write something, by default Anna."""
        self._written += 1
        entry = an_entry(self._written, *(authors or (ANNA,)))
        [mention] = make_mentions(self.session, self.subscription, entry)
        return mention

    def answer(
        self,
        who: Colleague,
        mention: Mention,
        at: datetime | None = None,
        *joined: Colleague,
    ) -> int:
        """Let a colleague answer, and others take part; give the log's line.

        ``at`` is when, where it was long ago.
        """
        details = Details(reply=Reply("Hello!", None, at), joined=joined)
        assert change_mention(self.session, mention.id, who, Event.REPLY, NOW, details).done
        line = select(Engagement.id).where(
            Engagement.mention_id == mention.id, Engagement.kind == EngagementKind.REPLY
        )
        return self.session.scalars(line.order_by(Engagement.id.desc())).first() or 0

    def said(self, kind: str) -> list[OutboxRow]:
        """List what the outbox says of one kind, in order."""
        rows = select(OutboxRow).where(OutboxRow.kind == kind).order_by(OutboxRow.id)
        return list(self.session.scalars(rows))


@contextmanager
def contact_world(store: Store) -> Iterator[ContactWorld]:
    """Make the workspace, with a feed."""
    with store.write() as session:
        workspace = make_workspace(session)
        yield ContactWorld(session, workspace, make_subscription(session, workspace))
