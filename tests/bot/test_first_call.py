"""For whom a new card waits: whom it suits best, else somebody who never claimed."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.colleagues import meet_colleague
from bot.facts import ColleagueKind
from bot.first_call import call_first, end_first_calls, first_called, waits_for_another
from bot.mentions import Details, Reply, change_mention
from bot.models import Colleague, Mention, Workspace
from bot.outbox import Kind
from bot.slack_models import OutboxRow
from bot.states import Event
from bot.store import Store
from feeds import Author
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace

ANNA, ZOE = Author("Anna"), Author("Zoe")
# NOW is a Tuesday, 12:00 UTC; at that hour it is night in Auckland.
AT_NIGHT = "Pacific/Auckland"


class Company:
    """Three colleagues, and mentions by Anna and Zoe."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.workspace = make_workspace(session)
        self.colleagues = {
            name: meet_colleague(session, self.workspace.id, name) for name in ("U1", "U2", "U3")
        }
        for colleague in self.colleagues.values():
            colleague.kind = ColleagueKind.REGULAR
        subscription = make_subscription(session, self.workspace)
        entries = [an_entry(n, ANNA) for n in range(4)] + [an_entry(n, ZOE) for n in range(4, 8)]
        mentions = make_mentions(session, subscription, *entries)
        self.by_anna, self.by_zoe = mentions[:4], mentions[4:]
        self.workspace.first_call_minutes = 30

    def does(self, who: str, event: Event, mention: Mention, about: int | None = None) -> int:
        """Let a colleague do something; give the line of the log."""
        details = Details(
            reply=Reply("Hello", None) if event is Event.REPLY else None, answer_id=about
        )
        colleague = self.colleagues[who]
        change = change_mention(self.session, mention.id, colleague, event, NOW, details)
        assert change.line_id is not None
        return change.line_id

    def called(self, mention: Mention) -> str | None:
        """Say who is called."""
        self.session.flush()
        colleague, _ = first_called(self.session, mention)
        return colleague.slack_id if colleague else None


def everybody_claimed(company: Company) -> None:
    for who, mention in zip(company.colleagues, company.by_zoe, strict=False):
        company.does(who, Event.CLAIM, mention)


def test_whoever_answered_the_person_most_is_called(store: Store) -> None:
    with store.write() as session:
        company = Company(session)
        for who, mention in zip(("U1", "U2", "U2"), company.by_anna, strict=False):
            company.does(who, Event.REPLY, mention)

        assert company.called(company.by_anna[3]) == "U2"
        assert company.called(company.by_zoe[2]) == "U1", "who answers there, and the least lately"
        company.by_zoe[3].place = "elsewhere.example"
        assert company.called(company.by_zoe[3]) == "U3", "a newcomer, as it suits nobody"


def test_answers_that_were_withdrawn_do_not_count(store: Store) -> None:
    with store.write() as session:
        company = Company(session)
        company.does("U1", Event.REPLY, company.by_anna[0])
        for mention in company.by_anna[1:3]:
            line = company.does("U2", Event.REPLY, mention)
            company.does("U2", Event.WITHDRAW, mention, line)

        assert company.called(company.by_anna[3]) == "U1"


@pytest.mark.parametrize(
    "values",
    [
        {"left_at": NOW},
        {"wants_suggestions": False},
        {"kind": ColleagueKind.BOT},
        {"kind": None},
    ],
    ids=["has left", "wants none", "a bot", "unknown to Slack"],
)
def test_who_cannot_or_does_not_want_to_is_not_called(
    store: Store, values: dict[str, object]
) -> None:
    with store.write() as session:
        company = Company(session)
        everybody_claimed(company)
        company.does("U1", Event.REPLY, company.by_anna[0])
        assert company.called(company.by_anna[3]) == "U1"
        for name, value in values.items():
            setattr(company.colleagues["U1"], name, value)

        assert company.called(company.by_anna[3]) is None


def test_a_guest_is_called_where_guests_take_part(store: Store) -> None:
    with store.write() as session:
        company = Company(session)
        company.does("U1", Event.REPLY, company.by_anna[0])
        company.colleagues["U1"].kind = ColleagueKind.GUEST
        assert company.called(company.by_anna[3]) == "U1"
        company.workspace.excludes_guests = True

        assert company.called(company.by_anna[3]) == "U2"


def test_newcomers_take_turns_and_nobody_is_called_at_night(store: Store) -> None:
    with store.write() as session:
        company = Company(session)
        call_first(session, [mention.id for mention in company.by_zoe], NOW)
        session.flush()
        names = {row.id: row.slack_id for row in session.scalars(select(Colleague))}
        assert [names[one.called_id or 0] for one in company.by_zoe] == ["U1", "U2", "U3", "U1"]

        for colleague in company.colleagues.values():
            colleague.zone = AT_NIGHT
        assert company.called(company.by_anna[0]) is None


def test_without_the_setting_nobody_is_called(store: Store) -> None:
    with store.write() as session:
        company = Company(session)
        company.workspace.first_call_minutes = 0
        call_first(session, [mention.id for mention in company.by_zoe], NOW)

        assert {mention.called_id for mention in company.by_zoe} == {None}


def test_it_waits_for_others_no_longer_than_said(store: Store) -> None:
    with store.write() as session:
        company = Company(session)
        one, other = company.by_zoe[:2]
        call_first(session, [one.id, other.id], NOW)
        company.does("U3", Event.CLAIM, other)
        u1, u2 = company.colleagues["U1"], company.colleagues["U2"]
        over = NOW + timedelta(minutes=30)
        assert not waits_for_another(one, u1, NOW)
        assert waits_for_another(one, u2, over - timedelta(seconds=1))
        assert not waits_for_another(one, u2, over), "even before anybody has noticed"
        assert other.called_id is None, "it is claimed"
        version = one.version

        assert [
            end_first_calls(session, at) for at in (over - timedelta(seconds=1), over, over)
        ] == [
            0,
            1,
            0,
        ]

        assert (one.called_id, one.called_until, one.version) == (None, None, version + 1)
        told = select(OutboxRow.channel).where(OutboxRow.kind == Kind.FIRST_CALL)
        assert session.scalars(told.order_by(OutboxRow.id)).all() == ["U1", "U2"]


def test_new_cards_wait_as_soon_as_they_are_announced(store: Store) -> None:
    """The card comes first, then the message to who is called."""
    with store.write() as session:
        company = Company(session)
        subscription = make_subscription(session, company.workspace, "https://other.example/feed")
        [mention] = make_mentions(session, subscription, an_entry("new", ZOE))
        rows = session.scalars(
            select(OutboxRow.kind).where(OutboxRow.mention_id == mention.id).order_by(OutboxRow.id)
        )

        assert rows.all() == [Kind.CARD, Kind.REACTION, Kind.FIRST_CALL]
        assert session.get_one(Workspace, mention.workspace_id) is company.workspace
