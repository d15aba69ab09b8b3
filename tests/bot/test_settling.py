"""Settling: what arrives together is committed together, and what is known costs nothing."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

import bot.intake
from bot.recording import record_findings
from tests.bot.polling_desk import PollingDesk
from tests.documents import item, rss


def test_the_same_document_once_more_is_unchanged_without_any_validator(desk: PollingDesk) -> None:
    feed = desk.subscribe(desk.server.serve("/feed", rss(item(2), item(1))))
    with desk.worker() as worker:
        assert worker.poll().entries == 2
        desk.goes_on_to(feed)
        assert worker.poll().unchanged == 1
        desk.server.serve("/feed", rss(item(3), item(2), item(1)), etag='"3"')
        desk.goes_on_to(feed)
        third = worker.poll()
        assert (third.unchanged, third.entries, third.mentions) == (0, 1, 1)
    assert desk.feed(feed).etag == '"3"'


def test_one_feed_that_cannot_be_kept_does_not_cost_the_others(
    desk: PollingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    feeds = [desk.subscribe(desk.server.serve(f"/{n}", rss(item(n)))) for n in range(4)]

    def dies(session: Session, findings: Any, *rest: Any, cards: int) -> int:  # noqa: ANN401
        if any(subscription.feed_id == feeds[1] for subscription, _ in findings):
            raise ZeroDivisionError
        return record_findings(session, findings, *rest, cards=cards)

    monkeypatch.setattr(bot.intake, "record_findings", dies)
    with desk.worker() as worker, pytest.raises(ZeroDivisionError):
        worker.poll()
    assert [desk.feed(feed).polled_at is not None for feed in feeds] == [True, False, True, True]
