"""The company of the demo: its workspace, with our app in it."""

from dataclasses import replace

from bot.manifest import manifest
from sandbox.app_manifest import app_from_manifest
from sandbox.config import SandboxConfig


def sandbox_config() -> SandboxConfig:
    """Describe the practice workspace: our app in it has exactly our manifest's scopes."""
    ours = app_from_manifest(manifest(), channels=("mentions",))
    return SandboxConfig(apps=(replace(ours, icon="botschafter"),))
