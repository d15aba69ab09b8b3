"""The outbox: who gets which row, and what is dropped when."""

from datetime import timedelta

from sqlalchemy import select

from bot.outbox import Kind
from bot.pace import Resting
from bot.sending import finish, forget_said, give_up, take_next
from bot.slack_models import OutboxRow
from bot.store import Store
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace

LATER = NOW + timedelta(days=40)


def test_a_cards_reaction_waits_for_the_card(store: Store) -> None:
    with store.write() as session:
        workspace = make_workspace(session)
        make_mentions(session, make_subscription(session, workspace), an_entry("one"))
        card = take_next(session, workspace.id, NOW, Resting())
        assert card is not None
        assert card.kind is Kind.CARD
        assert take_next(session, workspace.id, NOW, Resting()) is None

        finish(session, card.id, "1.0")
        reaction = take_next(session, workspace.id, NOW, Resting())
        assert reaction is not None
        assert reaction.kind is Kind.REACTION


def test_another_workspaces_rows_are_left_to_its_own_poster(store: Store) -> None:
    with store.write() as session:
        workspace = make_workspace(session)
        make_mentions(session, make_subscription(session, workspace), an_entry("one"))
        assert take_next(session, workspace.id + 1, NOW, Resting()) is None


def test_a_kind_that_rests_in_a_channel_is_not_taken_there(store: Store) -> None:
    with store.write() as session:
        workspace = make_workspace(session)
        [mention] = make_mentions(session, make_subscription(session, workspace), an_entry("one"))
        resting = Resting(frozenset([mention.channel]))
        assert take_next(session, workspace.id, NOW, resting) is None
        elsewhere = Resting(frozenset(["C0ELSEWHERE"]), frozenset([Kind.REACTION]))
        assert take_next(session, workspace.id, NOW, elsewhere) is not None


def test_what_was_said_is_dropped_in_time_and_what_was_refused_stays(store: Store) -> None:
    with store.write() as session:
        workspace = make_workspace(session)
        make_mentions(
            session, make_subscription(session, workspace), an_entry("one"), an_entry("two")
        )
        said = take_next(session, workspace.id, NOW, Resting())
        refused = take_next(session, workspace.id, NOW, Resting())
        assert said is not None
        assert refused is not None
        finish(session, said.id, "1.0")
        give_up(session, refused, "no")

        forget_said(session, NOW)
        assert said.key in set(session.scalars(select(OutboxRow.key)))
        forget_said(session, LATER)
        kept = set(session.scalars(select(OutboxRow.key)))
    assert said.key not in kept
    assert refused.key in kept
