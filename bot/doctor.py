"""The doctor: checks tokens, scopes, database and feeds, and says what to do."""

from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import func, select

from bot.errors import BotschafterError, DatabaseUnavailableError
from bot.feed_models import Feed, Subscription
from bot.identity import who_are_we
from bot.manifest import BOT_SCOPES
from bot.migrate import migrate
from bot.outbox import RowState
from bot.settings import Settings
from bot.slack import make_client
from bot.slack_models import OutboxRow
from bot.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was seen, and what to do where it is not well."""

    subject: str
    well: bool
    seen: str
    advice: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything; one thing that is broken does not hide the next."""
    client = make_client(settings.slack_api_url, None)
    return [
        *_bot_token(settings, client),
        _app_token(settings, client),
        *_database(settings),
    ]


def report(findings: list[Finding], console: Console) -> bool:
    """Print the findings; True when all is well."""
    for finding in findings:
        mark = "[green]✓[/green]" if finding.well else "[red]✗[/red]"
        console.print(f"{mark} [bold]{finding.subject}[/bold]: {escape(finding.seen)}")
        if finding.advice and not finding.well:
            console.print(f"  → {escape(finding.advice)}")
    return all(finding.well for finding in findings)


def _bot_token(settings: Settings, client: WebClient) -> list[Finding]:
    if settings.slack_bot_token is None:
        return [
            Finding("Bot token", well=False, seen="not set", advice="Set SLACK_BOT_TOKEN (README).")
        ]
    try:
        identity = who_are_we(client, settings.slack_bot_token.get_secret_value())
    except BotschafterError as error:
        advice = error.advice or "Check the network, and SLACK_API_URL if it is set."
        return [Finding("Bot token", well=False, seen=error.message, advice=advice)]
    findings = [Finding("Bot token", well=True, seen=f"the bot of {identity.team}")]
    if identity.scopes is None:
        return [*findings, Finding("Scopes", well=True, seen="this server names none")]
    missing = sorted(set(BOT_SCOPES) - identity.scopes)
    seen = f"missing: {', '.join(missing)}" if missing else "all there"
    advice = "Add them under “OAuth & Permissions” and install the app again."
    return [*findings, Finding("Scopes", well=not missing, seen=seen, advice=advice)]


def _app_token(settings: Settings, client: WebClient) -> Finding:
    if settings.slack_app_token is None:
        if settings.slack_signing_secret is not None:
            return Finding("App token", well=True, seen="not set; HTTP mode needs none")
        advice = "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode."
        return Finding("App token", well=False, seen="not set", advice=advice)
    try:
        client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as error:
        response = error.response
        code = "no answer" if isinstance(response, dict) else str(response.get("error"))
        advice = "Make an app-level token with the scope connections:write."
        return Finding("App token", well=False, seen=f"Slack refuses it: {code}", advice=advice)
    except OSError as error:
        advice = "Check the network, and SLACK_API_URL if it is set."
        return Finding("App token", well=False, seen=f"no answer: {error}", advice=advice)
    return Finding("App token", well=True, seen="opens a connection")


def _database(settings: Settings) -> list[Finding]:
    store = Store(settings.database_url)
    try:
        migrate(store.engine)
        with store.read() as session:
            feeds = session.scalar(select(func.count()).select_from(Subscription)) or 0
            failing = session.scalars(
                select(Feed.url)
                .where(Feed.problem.is_not(None), Feed.id.in_(select(Subscription.feed_id)))
                .limit(5)
            ).all()
            failed = session.scalar(
                select(func.count())
                .select_from(OutboxRow)
                .where(OutboxRow.state == RowState.FAILED)
            )
    except DatabaseUnavailableError as error:
        return [Finding("Database", well=False, seen=error.message, advice=error.advice)]
    finally:
        store.close()
    return [
        Finding("Database", well=True, seen=f"up to date, {feeds} feeds"),
        Finding(
            "Feeds",
            well=not failing,
            seen=f"not readable: {', '.join(failing)}" if failing else "all readable",
            advice="/mentions feeds says why; remove those that are gone.",
        ),
        Finding(
            "Messages",
            well=not failed,
            seen=f"{failed} that Slack refused" if failed else "none refused",
            advice="The log names each with Slack's reason (outbox.refused).",
        ),
    ]
