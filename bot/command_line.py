"""The command line: botschafter and its commands."""

import gc
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from typer.core import TyperGroup

from bot.clock import SystemClock
from bot.errors import BotschafterError
from bot.logs import set_up_logging
from bot.manifest import manifest as make_manifest
from bot.migrate import migrate as migrate_database
from bot.settings import Settings, load_settings, variable_name
from bot.signals import stopping
from bot.store import Store

_DEMO_PORT = 8065
_DEMO_FOLDER = Path(".demo")


def _environment() -> str:
    """List the environment variables, a paragraph each, as the help shows them."""
    lines = [
        f"[bold]{variable_name(name)}[/bold]  {escape(field.description or '')}"
        for name, field in Settings.model_fields.items()
    ]
    return "\n\n".join(["[underline]Environment[/underline]", *lines])


class _Commands(TyperGroup):
    """The commands; the code of the large ones is brought in when they are asked for."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401  # typer hides its classes
        if cmd_name not in _LARGE:
            return super().get_command(ctx, cmd_name)
        command = typer.main.get_command(_LARGE[cmd_name]())
        command.name = cmd_name
        return command


def _feeds() -> typer.Typer:
    from bot.feed_commands import make_feed_commands  # noqa: PLC0415  # large

    return make_feed_commands()


def _export() -> typer.Typer:
    from bot.export_command import export  # noqa: PLC0415  # large

    return _alone(export)


def _forget() -> typer.Typer:
    from bot.person_commands import forget  # noqa: PLC0415  # large

    return _alone(forget)


def _alone(command: Callable[..., None]) -> typer.Typer:
    app = typer.Typer(add_completion=False)
    app.command()(command)
    return app


def _brought_in_later() -> None:
    """Stand for a large command in the list of all."""


_LARGE = {"export": _export, "forget": _forget, "feeds": _feeds}


def make_command_line() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="botschafter",
        cls=_Commands,
        help="Finds what people outside say about your company, and lets every colleague answer.",
        epilog=_environment(),
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    for command in (demo, run, web, worker, poll, migrate, doctor, manifest, sandbox):
        app.command()(command)
    for name in _LARGE:
        app.command(name)(_brought_in_later)
    return app


def main() -> None:
    """Run the command that the arguments name; say kindly what an admin can mend."""
    try:
        make_command_line()()
    except BotschafterError as error:
        console = Console(stderr=True)
        console.print(f"[bold red]{escape(error.message)}[/bold red]")
        if error.advice:
            console.print(escape(error.advice))
        sys.exit(1)
    finally:
        # What was imported stays to the end. Without this Python goes through all of it once more
        # then, which takes a third of a second.
        gc.freeze()


def _begin() -> Settings:
    settings = load_settings()
    set_up_logging(settings.log_level, settings.log_format)
    return settings


def demo(
    port: Annotated[int, typer.Option(help="port of the page; the feeds take the next one")] = (
        _DEMO_PORT
    ),
    folder: Annotated[Path, typer.Option(help="where the world is kept between two runs")] = (
        _DEMO_FOLDER
    ),
    fresh: Annotated[bool, typer.Option(help="begin anew, without what was kept")] = False,
    ahead: Annotated[
        str | None,
        typer.Option(
            "--fast-forward",
            metavar="TIME",
            help="go ahead by 30m, 12h, 1d or 2w, also in a demo that is running",
        ),
    ] = None,
    verbose: Annotated[bool, typer.Option(help="show what the bot logs")] = False,
) -> None:
    """Try it: a workspace with a story, sample feeds and the bot, all on this machine."""
    console = Console(highlight=False)
    with stopping() as stop:
        from bot.demo import (  # noqa: PLC0415  # the sandbox is not needed in production
            DemoOptions,
            move_running,
            read_span,
            run_demo,
            runs_at,
        )

        set_up_logging("info" if verbose else "error", "auto")
        span = read_span(ahead) if ahead else timedelta(0)
        if span and runs_at(port):
            move_running(port, span, console.print)
            return

        def show(url: str) -> None:
            console.print(f"Botschafter is running. Open [bold]{url}[/bold] in your browser.")
            console.print("There a message of the bot is waiting for you: a tour of two minutes.")
            console.print(f"Ctrl-C ends it. Your world is kept in {folder}; --fresh begins anew.")

        run_demo(DemoOptions(port, folder, fresh, span), stop, console.print, show)
    console.print("Goodbye.")


def run() -> None:
    """Run the bot in Socket Mode with its jobs, in one process."""
    from bot.running import run_socket_mode  # noqa: PLC0415  # keeps --help quick

    settings = _begin()
    with stopping() as stop:
        run_socket_mode(settings, SystemClock(), stop)


def web(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
) -> None:
    """Serve Slack's signed requests over HTTP on PORT; the jobs run in a worker."""
    from bot.running import run_web  # noqa: PLC0415  # keeps --help quick

    settings = _begin()
    with stopping() as stop:
        run_web(settings, SystemClock(), stop, host)


def worker() -> None:
    """Run the jobs only: polling, posting, digests, reminders."""
    from bot.running import run_worker  # noqa: PLC0415  # keeps --help quick

    settings = _begin()
    with stopping() as stop:
        run_worker(settings, SystemClock(), stop)


def poll(
    once: Annotated[bool, typer.Option("--once", help="poll what is due, then end")] = False,
    everything: Annotated[bool, typer.Option("--all", help="poll all feeds, due or not")] = False,
) -> None:
    """Poll feeds without Slack: entries, mentions and what is to be said are kept."""
    from bot.poller_settings import (  # noqa: PLC0415  # keeps --help quick
        fetch_options,
        make_poller,
        parse_processes,
    )
    from feeds import Fetcher  # noqa: PLC0415  # keeps --help quick

    settings = _begin()
    store = Store(settings.database_url)
    migrate_database(store.engine)
    with (
        stopping() as stop,
        parse_processes(settings) as parse_pool,
        Fetcher(fetch_options(settings), parse_pool) as fetcher,
    ):
        poller = make_poller(settings, store, SystemClock(), fetcher)
        while not stop.is_set():
            summary = poller.poll(everything=everything)
            if once or summary.polled:
                typer.echo(
                    f"{summary.polled} polled, {summary.unchanged} unchanged, "
                    f"{summary.failed} failed, {summary.entries} new entries, "
                    f"{summary.mentions} new mentions"
                )
            if once:
                break
            stop.wait(1)
    store.close()


def migrate() -> None:
    """Bring the database's tables to the present version."""
    settings = _begin()
    store = Store(settings.database_url)
    migrate_database(store.engine)
    store.close()
    typer.echo("The database is up to date.")


def doctor() -> None:
    """Check tokens, scopes, database and feeds, and say what to do."""
    from bot.doctor import examine, report  # noqa: PLC0415  # keeps --help quick

    if not report(examine(_begin()), Console()):
        raise typer.Exit(1)


def manifest(
    url: Annotated[
        str | None, typer.Option(help="public address ending in /slack/events, for HTTP mode")
    ] = None,
) -> None:
    """Print the app manifest that Slack's "create from a manifest" takes."""
    typer.echo(json.dumps(make_manifest(request_url=url), indent=2, ensure_ascii=False))


def sandbox(
    port: Annotated[int, typer.Option(help="port of the page and the Web API")] = _DEMO_PORT,
    config: Annotated[str | None, typer.Option(help="file that describes the workspace")] = None,
) -> None:
    """Run the practice workspace alone: a stand-in for Slack on this machine."""
    from bot.demo import serve_sandbox  # noqa: PLC0415  # the sandbox is not needed in production

    set_up_logging("info", "auto")
    with stopping() as stop:
        serve_sandbox(port, config, stop, typer.echo)
