"""The command line's feeds: add, list, remove, import, export, without Slack."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from bot.adding import feed_url
from bot.answers.feeds import feed_problem
from bot.asking import FeedReading
from bot.clock import SystemClock
from bot.errors import BotschafterError
from bot.feed_lists import export_feeds, import_feeds
from bot.feed_problems import problem_of, status_of
from bot.language import load_languages
from bot.logs import set_up_logging
from bot.migrate import migrate
from bot.models import Workspace
from bot.poller_settings import fetch_options, intervals_of
from bot.settings import Settings, load_settings
from bot.store import Store
from bot.subscriptions import find_subscription, list_subscriptions, subscribe, unsubscribe
from bot.workspaces import only_workspace
from feeds import FeedError, Fetcher, ParseProcesses
from feeds.opml import MAX_OPML, read_opml


class FeedNotReadError(BotschafterError):
    """The address brings no feed; nothing was stored."""


def make_feed_commands() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        help="Feeds: add, list, remove, import, export.",
        no_args_is_help=True,
        add_completion=False,
    )
    app.command("add")(add)
    app.command("list")(show)
    app.command("remove")(remove)
    app.command("import")(read_list)
    app.command("export")(write_list)
    return app


def add(
    url: Annotated[str, typer.Argument(help="address of the feed, or of a page that has one")],
    channel: Annotated[str, typer.Option(help="Slack's id of the channel, such as C0123456789")],
) -> None:
    """Subscribe a channel to a feed; its newest entry is posted as a sample."""
    settings = _settings()
    address = feed_url(url)
    with _workspace(settings) as (session, workspace):
        known = find_subscription(session, workspace.id, address)
        if known is not None:
            typer.echo(f"{known.number}  {address} is there already, for {known.channel}.")
            return
    intervals = intervals_of(settings)
    try:
        with _reading(settings) as reading:
            new = reading.find(address)
    except FeedError as error:
        language = load_languages().get(None)
        problem = feed_problem(problem_of(error), language, status_of(error))
        raise FeedNotReadError(f"{address} cannot be added. {problem}") from error
    if isinstance(new, tuple):
        raise FeedNotReadError(
            f"{address} has several feeds. Add one of them:",
            advice="\n".join(f"{link.url}  {link.title}".rstrip() for link in new),
        )
    now = SystemClock().now()
    with _workspace(settings) as (session, workspace):
        workspace.channel = workspace.channel or channel
        done = subscribe(
            session,
            workspace.id,
            channel,
            new,
            added_by_id=None,
            intervals=intervals,
            now=now,
            cards=settings.cards_per_poll,
        )
        sample = "the newest entry will be shown" if done.sample else "nothing to show yet"
        typer.echo(
            f"{done.subscription.number}  {done.subscription.title or address}: "
            f"{sample}, {done.remembered} older left aside"
        )


def show() -> None:
    """List the feeds with their numbers."""
    with _workspace(_settings()) as (session, workspace):
        feeds = list_subscriptions(session, workspace.id, load_languages().get(None))
        for feed in feeds:
            problem = f"  ({feed.problem})" if feed.problem else ""
            typer.echo(f"{feed.number}  {feed.channel}  {feed.title}  {feed.url}{problem}")
        if not feeds:
            typer.echo("No feeds yet. Add one: botschafter feeds add URL --channel ID")


def remove(
    number: Annotated[int, typer.Argument(help="the feed's number, as the list shows it")],
) -> None:
    """End a subscription; its mentions stay."""
    with _workspace(_settings()) as (session, workspace):
        removed = unsubscribe(session, workspace.id, number)
    if removed is None:
        raise FeedNotReadError(
            f"There is no feed {number}.", advice="See the list: botschafter feeds list"
        )
    typer.echo(f"{removed.title or removed.url} is watched no more.")


def read_list(
    file: Annotated[Path, typer.Argument(help="an OPML file")],
    channel: Annotated[str, typer.Option(help="Slack's id of the channel, such as C0123456789")],
) -> None:
    """Subscribe a channel to all feeds of an OPML file; the next poll reads them."""
    settings = _settings()
    try:
        with file.open("rb") as opened:
            body = opened.read(MAX_OPML + 1)
        with ParseProcesses(1) as parse_pool:
            listed = parse_pool.submit(read_opml, body, file.name).result()
    except OSError as error:
        raise FeedNotReadError(f"{file} cannot be opened: {error.strerror}.") from error
    except FeedError as error:
        raise FeedNotReadError(
            f"{file} cannot be read: {error.reason}.",
            advice="It should be OPML, as feed readers export it, and no larger than 2 MB.",
        ) from error
    now = SystemClock().now()
    with _workspace(settings) as (session, workspace):
        workspace.channel = workspace.channel or channel
        done = import_feeds(session, workspace.id, channel, listed, added_by_id=None, now=now)
    typer.echo(f"{done.new} new, {done.known} known, {len(done.unreadable)} unreadable")
    for line in done.unreadable:
        typer.echo(f"{file}:{line}: no address to fetch from")


def write_list(
    file: Annotated[Path | None, typer.Argument(help="where to; else it is printed")] = None,
) -> None:
    """Write the feeds as OPML, for other feed readers or another installation."""
    with _workspace(_settings()) as (session, workspace):
        done = export_feeds(session, workspace.id)
    if file is None:
        typer.echo(done.text, nl=False)
    else:
        try:
            file.write_text(done.text, encoding="utf-8")
        except OSError as error:
            raise FeedNotReadError(f"{file} cannot be written: {error.strerror}.") from error
        typer.echo(f"{done.count} feeds are in {file}.")
    if done.left_out:
        typer.echo(
            f"{done.left_out} feeds of watches are left out: without their term they bring too "
            "much.",
            err=True,
        )


def _settings() -> Settings:
    settings = load_settings()
    set_up_logging(settings.log_level, settings.log_format)
    return settings


@contextmanager
def _reading(settings: Settings) -> Iterator[FeedReading]:
    store = Store(settings.database_url)
    try:
        with (
            ParseProcesses(1) as parse_pool,
            Fetcher(fetch_options(settings), parse_pool) as fetcher,
        ):
            never = threading.Event()
            yield FeedReading(
                store,
                SystemClock(),
                never,
                fetcher,
                parse_pool,
                intervals_of(settings),
                settings.cards_per_poll,
            )
    finally:
        store.close()


@contextmanager
def _workspace(settings: Settings) -> Iterator[tuple[Session, Workspace]]:
    store = Store(settings.database_url)
    try:
        migrate(store.engine)
        with store.write() as session:
            yield session, only_workspace(session, SystemClock().now())
    finally:
        store.close()
