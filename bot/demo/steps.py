"""The bot's work in steps: what it would have done while the demo's clock goes ahead."""

from datetime import datetime, timedelta

from bot import sending
from bot.demo.clock import StoryClock
from bot.wiring import Bot
from sandbox.sample_feeds import SampleFeeds

_HOUR = timedelta(hours=1)
# While the clock goes ahead by days, somebody outside writes at these hours (UTC).
_SOMEBODY_WRITES_AT = (8, 12, 16)
_RUNS = 20
# Somebody of the company is at work in these hours (UTC); in the others of the story no digest
# and no reminder is due.
_WORKING_HOURS = range(3, 18)


def _next_hour(now: datetime) -> datetime:
    """Give the next full hour: digests are due then."""
    return now.replace(minute=0, second=0, microsecond=0) + _HOUR


def catch_up(bot: Bot) -> None:
    """Let the bot decide and say what is due at this moment."""
    for job in ("digests", "reminders", "first calls"):
        bot.jobs.run(job)
    say_all(bot)


def say_all(bot: Bot) -> None:
    """Let the bot say what stands in the outbox."""
    workspace_id = bot.poster.workspace_id
    for _ in range(_RUNS):
        with bot.store.read() as session:
            due = sending.count_due(session, workspace_id, bot.clock.now())
        if not due or bot.stop.is_set():
            return
        bot.jobs.run("posting")


def tell_until(bot: Bot, clock: StoryClock, moment: datetime) -> None:
    """Let a clock that stands go to a moment, hour by hour, with what the bot does on the way."""
    while (hour := _next_hour(clock.now())) <= moment and not bot.stop.is_set():
        clock.stand_at(hour)
        if hour.hour in _WORKING_HOURS:
            catch_up(bot)
    clock.stand_at(moment)


def fast_forward(bot: Bot, clock: StoryClock, feeds: SampleFeeds) -> None:
    """Go where the clock is wanted, hour by hour, with what the bot does on the way."""
    with clock.hurrying():
        while clock.is_behind and not bot.stop.is_set():
            now = clock.now()
            hour = _next_hour(now)
            clock.step((hour - now).total_seconds())
            if clock.now() >= hour and hour.hour in _SOMEBODY_WRITES_AT:
                feeds.let_one_appear()
                bot.jobs.run("polling")
            catch_up(bot)
