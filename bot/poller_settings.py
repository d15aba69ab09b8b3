"""How the settings say that feeds are polled; nothing here needs Slack."""

import os
from datetime import timedelta

from bot.clock import Clock
from bot.intervals import Intervals
from bot.polling import Poller
from bot.settings import Settings
from bot.store import Store
from bot.version import user_agent
from feeds import Fetcher, FetchOptions, ParseProcesses


def make_poller(settings: Settings, store: Store, clock: Clock, fetcher: Fetcher) -> Poller:
    """Put together what polls feeds."""
    return Poller(
        store=store,
        clock=clock,
        fetcher=fetcher,
        intervals=intervals_of(settings),
        cards_per_poll=settings.cards_per_poll,
    )


def intervals_of(settings: Settings) -> Intervals:
    """Say how often feeds are polled."""
    return Intervals(
        timedelta(seconds=settings.min_interval), timedelta(seconds=settings.max_interval)
    )


def fetch_options(settings: Settings) -> FetchOptions:
    """Say how feeds are fetched."""
    return FetchOptions(
        user_agent=user_agent(settings.contact),
        timeout=settings.fetch_timeout,
        host_concurrency=settings.host_concurrency,
        host_gap=settings.host_gap,
        allowed_private_hosts=settings.allowed_private_hosts,
    )


def parse_processes(settings: Settings) -> ParseProcesses:
    """Make the processes that documents are read in; they start when there is enough to do."""
    return ParseProcesses(settings.parse_processes or min(4, os.cpu_count() or 1))
