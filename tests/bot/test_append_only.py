"""No code path updates or deletes an engagement, except erasing a person's data."""

from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from bot.colleagues import meet_colleague
from bot.facts import EngagementKind
from bot.mentions import change_mention
from bot.models import Engagement
from bot.states import Event
from bot.store import Store
from tests.append_only import MAY_ERASE, LogIsKept, changes_by, changes_in
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace

ROOT = Path(__file__).parents[2]


def test_no_source_changes_the_log() -> None:
    found = {
        str(path.relative_to(ROOT)): changes
        for folder in ("bot", "handlers")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path != ROOT / MAY_ERASE and "versions" not in path.parts
        if (changes := changes_in(path.read_text(encoding="utf-8")))
    }

    assert found == {}


CHANGES = {
    "an update": "session.execute(update(Engagement).values(kind=kind))",
    "a delete": "session.execute(sqlalchemy.delete(models.Engagement))",
    "a query's update": "session.query(Engagement).filter_by(id=1).update({})",
    "a query's delete": "session.query(Engagement).delete()",
    "the table's own": "session.execute(Engagement.__table__.delete())",
    "another name": "from bot.models import Engagement as Line\nsession.execute(delete(Line))",
    "an alias": "line = aliased(Engagement)\nsession.execute(update(line))",
    "rows in another's place": "put_rows(session, Engagement, rows)",
    "the session's delete": "session.delete(session.get_one(Engagement, 1))",
    "a row": "row = session.scalar(select(Engagement))\nsession.delete(row)",
    "a merged row": "session.merge(Engagement(id=1))",
    "an attribute": "line = session.get_one(Engagement, 1)\nline.reply_text = ''",
    "an attribute in a loop": "for line in session.scalars(select(Engagement)):\n    line.at = now",
    "a list's": "rows = session.scalars(select(Engagement)).all()\nfor r in rows:\n    r.at += day",
    "an argument's": "def erase(line: Engagement) -> None:\n    line.reply_text = None",
    "a part's": "change.engagement.note = 'better'",
    "by name": "def f(line: 'Engagement'):\n    setattr(line, 'note', '')",
    "in SQL": "session.execute(text('DELETE FROM engagement WHERE id = 1'))",
    "in SQL with quotes": "text('update \"engagement\" set at = 1')",
}


@pytest.mark.parametrize("source", CHANGES.values(), ids=CHANGES.keys())
def test_a_source_that_changes_the_log_is_noticed(source: str) -> None:
    assert len(changes_in(source)) == 1


HARMLESS = {
    "a new line": "session.add(Engagement(kind=kind, at=now))",
    "reading": "rows = session.scalars(select(Engagement).where(Engagement.at > since))",
    "other tables": "session.execute(update(Mention).values(state=state))",
    "another's row": "for m in session.scalars(select(Mention).join(Engagement)):\n    m.x = 1",
    "another row": "session.delete(feed)",
    "a sentence": "say('update engagements often')",
}


@pytest.mark.parametrize("source", HARMLESS.values(), ids=HARMLESS.keys())
def test_reading_and_adding_are_harmless(source: str) -> None:
    assert changes_in(source) == []


@pytest.mark.parametrize(
    ("statement", "changes"),
    [
        ("UPDATE engagement SET kind=?", True),
        ('DELETE FROM "engagement" WHERE id = 1', True),
        ("WITH x AS (SELECT 1) UPDATE engagement SET kind = 1", True),
        ("TRUNCATE engagement", True),
        ("INSERT INTO engagement (kind) VALUES (?)", False),
        ("UPDATE mention SET state=?", False),
        ("DELETE FROM engagement_note", False),
        ("SELECT 1 FROM engagement", False),
    ],
)
def test_statements_are_told_apart(statement: str, *, changes: bool) -> None:
    assert changes_by(statement) is changes


def test_the_guard_of_all_tests_refuses_a_change_at_run_time(
    store: Store, log_is_kept: LogIsKept
) -> None:
    with store.write() as session:
        workspace = make_workspace(session)
        [mention] = make_mentions(session, make_subscription(session, workspace), an_entry(1))
        colleague = meet_colleague(session, workspace.id, "U1")
        change_mention(session, mention.id, colleague, Event.CLAIM, NOW)
    for change in (
        delete(Engagement),
        update(Engagement).values(at=NOW),
        text("DELETE FROM engagement"),
    ):
        with pytest.raises(AssertionError, match="append-only"), store.write() as session:
            session.execute(change)
    with pytest.raises(AssertionError, match="append-only"), store.write() as session:
        session.scalars(select(Engagement)).one().kind = EngagementKind.REPLY

    assert len(log_is_kept.refused) == 4
    log_is_kept.refused.clear()
