"""When the digest comes: the next morning, or at once."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.models import Workspace
from bot.store import Store
from bot.workspaces import zone_of
from tests.clock import MovableClock


def next_morning(clock: MovableClock) -> datetime:
    """Give the next 09:01 in Zurich whose digest, that of 09:00, is still to come."""
    zone = ZoneInfo("Europe/Zurich")
    now = clock.now().astimezone(zone)
    day = now.date() + timedelta(days=now.time() >= time(9))
    return datetime.combine(day, time(9, 1), zone).astimezone(UTC)


def set_digest_hour_to_now(store: Store) -> None:
    """Make the present minute the digest's hour, in a workspace that is there for two days."""
    now = datetime.now(UTC)
    with store.write() as session:
        workspace = session.scalars(select(Workspace)).one()
        workspace.created_at = now - timedelta(days=2)
        workspace.digest_at = now.astimezone(zone_of(workspace)).time().replace(microsecond=0)
