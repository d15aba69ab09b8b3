"""The modals: what they ask."""

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import (
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
    PlainTextInputElement,
    PlainTextObject,
    TimePickerElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View as SlackView

from bot import ids
from bot.claiming_settings import claiming_inputs
from bot.facts import SettingsFacts
from bot.inputs import choice, labelled
from bot.language import Language
from bot.message import actions, button, context
from bot.wording import colleague_name

_MOST_MANAGERS = 10


def carry(language: Language, channel: str | None, mention: int | None = None) -> str:
    """Write what a view carries along, so that its submission can be checked without asking."""
    return json.dumps({"language": language.code, "channel": channel, "mention": mention})


def settings_modal(
    settings: SettingsFacts,
    language: Language,
    names: Mapping[str, str],
    channel: str | None = None,
) -> dict[str, Any]:
    """Ask for the workspace's settings and the colleague's own language.

    ``names`` is ``Languages.names``; ``channel`` is where the colleague asked.
    """
    emojis = settings.emojis
    as_workspace = {ids.AS_WORKSPACE: language.gettext("As the workspace"), **names}
    return SlackView(
        type="modal",
        callback_id=ids.View.SETTINGS,
        title=PlainTextObject(text=language.gettext("Settings")),
        private_metadata=carry(language, channel),
        submit=PlainTextObject(text=language.gettext("Save")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        blocks=[
            labelled(
                ids.Block.CHANNEL,
                language.gettext("Channel for the daily digest"),
                ConversationSelectElement(
                    action_id=ids.Action.INPUT,
                    initial_conversation=settings.channel,
                    filter=ConversationFilter(
                        include=["public", "private"], exclude_bot_users=True
                    ),
                ),
                optional=True,
            ),
            labelled(
                ids.Block.DIGEST_AT,
                language.gettext("When the daily digest comes"),
                TimePickerElement(
                    action_id=ids.Action.INPUT, initial_time=f"{settings.digest_at:%H:%M}"
                ),
            ),
            labelled(
                ids.Block.ZONE,
                language.gettext("Time zone"),
                PlainTextInputElement(
                    action_id=ids.Action.INPUT, initial_value=settings.zone, max_length=64
                ),
                hint=language.gettext("By its name, for example Europe/Zurich."),
            ),
            _emoji(ids.Block.EMOJI_CLAIM, language.gettext("Emoji to claim"), emojis.claim),
            _emoji(
                ids.Block.EMOJI_REPLIED, language.gettext("Emoji for “answered”"), emojis.replied
            ),
            _emoji(
                ids.Block.EMOJI_DISMISS, language.gettext("Emoji for “not for us”"), emojis.dismiss
            ),
            *claiming_inputs(settings.claiming, language),
            labelled(
                ids.Block.LANGUAGE,
                language.gettext("Language of the workspace"),
                choice(names, settings.language),
            ),
            labelled(
                ids.Block.OWN_LANGUAGE,
                language.gettext("Your own language"),
                choice(as_workspace, settings.own_language or ids.AS_WORKSPACE),
            ),
            _community_managers(settings, language),
            *actions(
                button(
                    language.gettext("House rules and tips…"), ids.Action.HOUSE_RULES_OPEN, "open"
                )
            ),
        ],
    ).to_dict()


def _community_managers(settings: SettingsFacts, language: Language) -> SlackBlock:
    """Let admins and community managers name others; everybody else reads who they are."""
    managers = settings.community_managers
    if settings.names_managers:
        return labelled(
            ids.Block.COMMUNITY_MANAGERS,
            language.gettext("Community managers"),
            UserMultiSelectElement(
                action_id=ids.Action.INPUT,
                initial_users=[one.slack_id for one in managers] or None,
            ),
            hint=language.gettext(
                "They may forget people who ask for it, and name others. Admins and owners of this "
                "Slack always may."
            ),
            optional=True,
        )
    names = [colleague_name(one, language) for one in managers[:_MOST_MANAGERS]]
    who = language.list([*names, language.gettext("the admins and owners of this Slack")])
    return context(language.gettext("Community managers: {names}", names=who))


def _emoji(block: ids.Block, label: str, name: str) -> InputBlock:
    """Ask for an emoji by its name."""
    element = PlainTextInputElement(
        action_id=ids.Action.INPUT, initial_value=f":{name}:", max_length=120
    )
    return labelled(block, label, element)
