"""What stands of answers after corrections and withdrawals, and what they taught."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answer_sites import sites_of_mention
from bot.colleagues import meet_colleague
from bot.engagements import standing_answers, stands
from bot.facts import EngagementKind
from bot.feed_models import Subscription
from bot.last_contact import last_contact
from bot.mentions import Change, Details, Reply, change_mention
from bot.merging import merge_people
from bot.models import Colleague, Engagement, Mention, Person
from bot.states import Event
from bot.store import Store
from feeds import Author
from feeds.sites import is_on
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace


@dataclass
class Desk:
    """Two mentions by one person, and three colleagues."""

    session: Session
    mentions: list[Mention]
    colleagues: dict[str, Colleague]

    def does(
        self,
        who: str,
        event: Event,
        text: str = "",
        *,
        which: int = 0,
        about: int | None = None,
        joined: tuple[str, ...] = (),
        days_ago: int = 0,
    ) -> Change:
        """Let a colleague do something with a mention."""
        at = NOW - timedelta(days=days_ago) if days_ago else None
        details = Details(
            reply=Reply(text, None, at) if text else None,
            answer_id=about,
            joined=tuple(self.colleagues[name] for name in joined),
        )
        mention_id = self.mentions[which].id
        return change_mention(self.session, mention_id, self.colleagues[who], event, NOW, details)

    def standing(self) -> list[tuple[str, str]]:
        """List what counts of the log, and whose it is."""
        found = select(Engagement).where(stands()).order_by(Engagement.id)
        names = {colleague.id: name for name, colleague in self.colleagues.items()}
        return [(e.kind.value, names[e.colleague_id]) for e in self.session.scalars(found)]


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    with store.write() as session:
        workspace = make_workspace(session)
        subscription = make_subscription(session, workspace)
        mentions = make_mentions(session, subscription, an_entry(1), an_entry(2))
        names = ("U1", "U2", "U3")
        colleagues = {name: meet_colleague(session, workspace.id, name) for name in names}
        yield Desk(session, mentions, colleagues)


def test_each_who_took_part_is_logged_once_and_the_author_not_twice(desk: Desk) -> None:
    desk.does("U1", Event.REPLY, "Hi", joined=("U3", "U2", "U1", "U3"))

    assert desk.standing() == [("claim", "U1"), ("reply", "U1"), ("join", "U2"), ("join", "U3")]
    mention_id = desk.mentions[0].id
    [answer] = standing_answers(desk.session, [mention_id])[mention_id]
    assert [each.slack_id for each in answer.joined] == ["U2", "U3"]


def test_whoever_took_part_in_what_is_withdrawn_is_out_too(desk: Desk) -> None:
    first = desk.does("U1", Event.REPLY, "Hi", joined=("U2",)).line_id
    second = desk.does("U2", Event.REPLY, "Ho", joined=("U3",)).line_id
    assert desk.does("U2", Event.CORRECT, "Ha", about=second).done
    assert desk.does("U1", Event.WITHDRAW, about=first).done

    assert ("join", "U2") not in desk.standing()
    assert ("join", "U3") in desk.standing()


def test_the_last_contact_is_the_latest_out_there_that_stands(desk: Desk) -> None:
    person_id = desk.mentions[0].person_id
    assert last_contact(desk.session, person_id) is None

    desk.does("U1", Event.REPLY, "Lately", days_ago=1)
    old = desk.does("U2", Event.REPLY, "Long ago", days_ago=400, which=1).line_id
    contact = last_contact(desk.session, person_id)
    assert contact is not None
    assert (contact.colleague.slack_id, contact.about) == ("U1", "Story 1")
    assert contact.at == NOW - timedelta(days=1)

    now = desk.does("U3", Event.REPLY, "Now", which=1).line_id
    latest = last_contact(desk.session, person_id)
    assert latest is not None
    assert (latest.colleague.slack_id, latest.about) == ("U3", "Story 2")
    desk.does("U3", Event.WITHDRAW, about=now, which=1)
    desk.does("U2", Event.WITHDRAW, about=old, which=1)
    assert last_contact(desk.session, person_id) == contact


def test_who_is_one_with_another_has_their_contacts_and_pages(desk: Desk) -> None:
    mine = desk.mentions[0]
    subscription = desk.session.get_one(Subscription, mine.subscription_id)
    author = Author("Anna elsewhere", "https://anna.example/")
    [hers] = make_mentions(desk.session, subscription, an_entry(9, author))
    desk.does("U1", Event.REPLY, "Hi")
    assert last_contact(desk.session, hers.person_id) is None

    into = desk.session.get_one(Person, mine.person_id)
    merge_people(desk.session, hers.person_id, into, desk.colleagues["U1"], NOW)

    contact = last_contact(desk.session, hers.person_id)
    assert contact is not None
    assert contact.about == "Story 1"
    assert is_on("https://anna.example/reply", sites_of_mention(desk.session, mine))


@pytest.mark.parametrize("event", [Event.CORRECT, Event.WITHDRAW])
def test_nobody_changes_what_somebody_else_answered(desk: Desk, event: Event) -> None:
    answer_id = desk.does("U1", Event.REPLY, "Hi").line_id

    assert not desk.does("U2", event, "Ho", about=answer_id).done
    assert not desk.does("U1", event, "Ho", about=answer_id, which=1).done
    kinds = [kind for kind, _ in desk.standing()]
    assert kinds == [EngagementKind.CLAIM, EngagementKind.REPLY]
