"""Preferences: the workspace's settings, and the language of what only one colleague sees."""

from typing import Any

from bot.answers.guidance import language_changed, settings_saved
from bot.colleagues import choose_language
from bot.community_managers import is_community_manager, name_managers, named_managers
from bot.desk import Asker, Desk
from bot.facts import SettingsFacts
from bot.message import Message
from bot.modals import settings_modal
from bot.slack import Slack
from bot.submissions import SettingsInput
from bot.workspaces import NewSettings, change_settings, claiming_of, emojis_of


def open_settings(desk: Desk, slack: Slack, asker: Asker) -> dict[str, Any]:
    """Give the modal with the settings as they are."""
    names_managers = is_community_manager(desk, slack, asker)
    with desk.visit(asker) as visit:
        workspace = visit.workspace
        facts = SettingsFacts(
            channel=workspace.channel,
            digest_at=workspace.digest_at,
            zone=workspace.zone or visit.colleague.zone or "UTC",
            language=workspace.language,
            emojis=emojis_of(workspace),
            own_language=visit.colleague.language,
            community_managers=tuple(named_managers(visit.session, workspace.id)),
            names_managers=names_managers,
            claiming=claiming_of(workspace),
        )
        return settings_modal(facts, visit.language, desk.languages.names, asker.channel)


def save_settings(desk: Desk, asker: Asker, chosen: SettingsInput) -> Message:
    """Keep what was chosen, and confirm it in the language that now holds."""
    with desk.visit(asker) as visit:
        change_settings(
            visit.session,
            visit.workspace.id,
            NewSettings(
                channel=chosen.channel,
                digest_at=chosen.digest_at,
                zone=chosen.zone,
                language=chosen.language,
                emojis=chosen.emojis,
                claiming=chosen.claiming,
            ),
        )
        choose_language(visit.session, visit.colleague.id, chosen.own_language)
        if chosen.community_managers is not None:
            # Only who may name them was asked.
            name_managers(visit, chosen.community_managers)
    return settings_saved(desk.languages.get(chosen.own_language or chosen.language))


def save_language(desk: Desk, asker: Asker, language: str | None) -> Message:
    """Keep a colleague's own language; None: as the workspace."""
    with desk.visit(asker) as visit:
        choose_language(visit.session, visit.colleague.id, language)
        code = language or visit.workspace.language
    return language_changed(desk.languages.get(code))
