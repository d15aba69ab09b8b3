"""The digest: when it is due, that it is decided once a day, and what it tells."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from bot import outbox
from bot.engagements import standing_answers, stands
from bot.facts import DigestFacts, EngagementFacts, EngagementKind, MentionFacts, MentionState
from bot.lessons import lessons_between
from bot.models import Engagement, Mention, Workspace
from bot.reading import engagement_facts, mention_facts
from bot.slack_models import DigestRun
from bot.store import insert_new
from bot.voices import is_external
from bot.workspaces import zone_of

# A digest that could not be sent at its hour is still worth reading for this long.
_WORTH_READING = timedelta(hours=12)
_DAY = timedelta(days=1)
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class DueDigest:
    """A digest whose hour has come: its day and hour, and since when it tells."""

    day: date
    at: datetime
    since: datetime


def digest_due(now: datetime, hour: int, minute: int, zone: ZoneInfo) -> DueDigest | None:
    """Say which digest may be sent now: that of the last time the clock showed the hour.

    ``now`` is aware; the hour is the workspace's. Where the clock jumps over the hour in spring,
    or shows it twice in autumn, the day's first moment at or after it counts (PEP 495, fold=0).
    """
    today = now.astimezone(zone).date()
    for day in (today, today - _DAY):
        at = _moment(day, hour, minute, zone)
        if at <= now:
            if now - at > _WORTH_READING:
                return None
            return DueDigest(day, at, _moment(day - _DAY, hour, minute, zone))
    return None


def _moment(day: date, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(
        ZoneInfo("UTC")
    )


def decide_digests(session: Session, now: datetime) -> int:
    """Put every digest that is due, and was not decided before, into the outbox; return how many.

    The unique row of the day and the outbox row are written together: however many workers decide
    at once, and whenever they die, there is one.
    """
    decided = 0
    for workspace in session.scalars(select(Workspace).where(Workspace.channel.is_not(None))):
        at = workspace.digest_at
        due = digest_due(now, at.hour, at.minute, zone_of(workspace))
        # A workspace that joined after the hour has not missed anything.
        if due is None or workspace.channel is None or due.at < workspace.created_at:
            continue
        run = {
            "workspace_id": workspace.id,
            "channel": workspace.channel,
            "day": due.day,
            "decided_at": now,
        }
        if not insert_new(session, DigestRun, [run], returning=[DigestRun.id]):
            continue
        outbox.put_message(
            session,
            outbox.Kind.DIGEST,
            f"digest:{workspace.id}:{workspace.channel}:{due.day.isoformat()}",
            {"day": due.day.isoformat(), "since": due.since.isoformat()},
            now,
            to=outbox.Recipient(workspace.id, workspace.channel),
        )
        decided += 1
    return decided


def digest_now(session: Session, workspace: Workspace, now: datetime) -> DigestFacts:
    """Gather the digest as it would read at this moment: the last 24 hours."""
    day = now.astimezone(zone_of(workspace)).date()
    return digest_facts(session, workspace, day, now - _DAY, now)


def digest_again(
    session: Session, workspace: Workspace, day: date, decided_at: datetime
) -> DigestFacts:
    """Gather what a digest that was decided at a moment can still tell.

    That is what was new and what was answered. What waited then, nobody knows any more.
    """
    at = workspace.digest_at
    due = digest_due(decided_at, at.hour, at.minute, zone_of(workspace))
    since = due.since if due and due.day == day else decided_at - _DAY
    facts = digest_facts(session, workspace, day, since, decided_at)
    return replace(facts, waiting_count=0, waiting=(), held_count=0, held=())


def digest_facts(
    session: Session, workspace: Workspace, day: date, since: datetime, now: datetime
) -> DigestFacts:
    """Gather what the digest of a day tells: what happened from ``since`` to ``now``."""
    here = and_(Mention.workspace_id == workspace.id, is_external())
    new_count, new = _mentions(
        session, select(Mention).where(here, Mention.found_at > since, Mention.found_at <= now)
    )
    waiting_count, waiting = _mentions(
        session, select(Mention).where(here, Mention.state == MentionState.OPEN)
    )
    held_count, held = _mentions(
        session, select(Mention).where(here, Mention.state == MentionState.CLAIMED)
    )
    replied_count, replied = _replies(session, workspace.id, since, now)
    lesson_count, lessons = lessons_between(session, workspace.id, since, now, _SHOWN)
    return DigestFacts(
        day=day,
        since=since,
        new_count=new_count,
        new=new,
        waiting_count=waiting_count,
        waiting=waiting,
        held_count=held_count,
        held=held,
        replied_count=replied_count,
        replied=replied,
        lesson_count=lesson_count,
        lessons=lessons,
    )


def _mentions(session: Session, wanted: Select[Mention]) -> tuple[int, tuple[MentionFacts, ...]]:
    count = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    newest = wanted.options(joinedload(Mention.holder)).order_by(Mention.id.desc()).limit(_SHOWN)
    return count, tuple(mention_facts(mention) for mention in session.scalars(newest))


def _replies(
    session: Session, workspace_id: int, since: datetime, now: datetime
) -> tuple[int, tuple[EngagementFacts, ...]]:
    """Give the answers of that time which stand, as they read now."""
    wanted = select(Engagement).where(
        Engagement.workspace_id == workspace_id,
        Engagement.kind == EngagementKind.REPLY,
        stands(),
        Engagement.at > since,
        Engagement.at <= now,
    )
    count = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    newest = (
        wanted.options(
            joinedload(Engagement.mention),
            joinedload(Engagement.person),
            joinedload(Engagement.colleague),
            joinedload(Engagement.other),
        )
        .order_by(Engagement.id.desc())
        .limit(_SHOWN)
    )
    lines = session.scalars(newest).all()
    answers = standing_answers(session, [line.mention_id for line in lines])
    now_reads = {each.id: each for of_mention in answers.values() for each in of_mention}
    return count, tuple(
        replace(
            engagement_facts(line),
            reply_text=now_reads[line.id].text,
            reply_link=now_reads[line.id].link,
        )
        for line in lines
    )
