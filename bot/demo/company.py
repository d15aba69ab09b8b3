"""The company of the demo: its workspace, with our app in it."""

from bot.manifest import BOT_EVENTS, BOT_SCOPES, manifest
from sandbox.config import AppConfig, CommandConfig, SandboxConfig


def sandbox_config() -> SandboxConfig:
    """Describe the practice workspace: our app in it has exactly our manifest's scopes."""
    commands = manifest()["features"]["slash_commands"]
    ours = AppConfig(
        icon="botschafter",
        scopes=tuple(sorted(BOT_SCOPES)),
        events=BOT_EVENTS,
        commands=tuple(
            CommandConfig(
                one["command"], one["usage_hint"], one["description"], one["should_escape"]
            )
            for one in commands
        ),
    )
    return SandboxConfig(apps=(ours,))
