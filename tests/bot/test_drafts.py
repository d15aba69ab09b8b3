"""A draft is what was written last, however late the news of it come; and gone once it is saved."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.answer_facts import Written
from bot.answer_models import Draft
from bot.colleagues import meet_colleague
from bot.drafts import DraftKey, Typed, draft_of, finish_draft, forget_drafts, keep_draft
from bot.store import Store
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace


@pytest.fixture
def key(store: Store) -> DraftKey:
    with store.write() as session:
        workspace = make_workspace(session)
        subscription = make_subscription(session, workspace)
        [mention] = make_mentions(session, subscription, an_entry(1))
        colleague = meet_colleague(session, workspace.id, "U1")
        return DraftKey(workspace.id, colleague.id, mention.id)


def typed(at: float, view: str = "V1") -> Typed:
    return Typed(Written(text=f"{view} at {at}"), view, at)


def text_kept(store: Store, key: DraftKey) -> str | None:
    with store.read() as session:
        kept = draft_of(session, key)
        return kept[0].text if kept else None


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(
        st.tuples(st.integers(1, 99), st.sampled_from(["V1", "V2", "V3"])), unique_by=lambda c: c[0]
    ),
    saved=st.sampled_from([None, "V1", "V2"]),
)
def test_the_latest_words_stand_in_whatever_order_they_arrive(
    store: Store, key: DraftKey, changes: list[tuple[int, str]], saved: str | None
) -> None:
    with store.write() as session:
        if saved:
            finish_draft(session, key, saved, NOW)
        for at, view in changes:
            keep_draft(session, key, typed(float(at), view), NOW)
        kept = draft_of(session, key)
        session.execute(delete(Draft))
    # Until another modal is open, whatever the saved one tells is old.
    others = [at for at, (_, view) in enumerate(changes) if view != saved]
    told = changes[others[0] :] if others else []
    expected = max(told, default=None)
    assert (kept[0].text if kept else None) == (
        f"{expected[1]} at {float(expected[0])}" if expected else None
    )


def test_what_a_saved_modal_still_tells_comes_too_late(store: Store, key: DraftKey) -> None:
    with store.write() as session:
        assert keep_draft(session, key, typed(1.0), NOW)
        finish_draft(session, key, "V1", NOW)
        assert not keep_draft(session, key, typed(2.0), NOW)
    assert text_kept(store, key) is None
    with store.write() as session:
        assert keep_draft(session, key, typed(3.0, "V2"), NOW)
    assert text_kept(store, key) == "V2 at 3.0"


def test_a_correction_has_a_draft_of_its_own(store: Store, key: DraftKey) -> None:
    correction = replace(key, answer_id=7)
    with store.write() as session:
        keep_draft(session, key, typed(1.0), NOW)
        keep_draft(session, correction, typed(2.0, "V2"), NOW)
        finish_draft(session, correction, "V2", NOW)
    assert text_kept(store, key) == "V1 at 1.0"
    assert text_kept(store, correction) is None


def test_what_nobody_comes_back_to_is_forgotten(store: Store, key: DraftKey) -> None:
    with store.write() as session:
        keep_draft(session, key, typed(1.0), NOW)
        forget_drafts(session, NOW)
    assert text_kept(store, key) == "V1 at 1.0"
    with store.write() as session:
        forget_drafts(session, NOW + timedelta(seconds=1))
    assert text_kept(store, key) is None
