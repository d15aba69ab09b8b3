"""Importing a list of feeds that a colleague uploads in a modal."""

import json
from typing import Any

from slack_sdk.models.blocks import InputBlock, PlainTextObject
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot import ids
from bot.adding import cannot_post
from bot.answers.feed_lists import file_not_fetched, list_imported, list_not_read
from bot.asking import FeedReading
from bot.desk import Asker, Desk
from bot.feed_lists import import_feeds
from bot.language import Language
from bot.message import Message, plain_section
from bot.slack import Slack, SlackCallError
from bot.submissions import StateValues
from feeds import FeedError
from feeds.opml import MAX_OPML, read_opml


def import_modal(language: Language, channel: str | None) -> dict[str, Any]:
    """Ask for the file; ``channel`` is where the colleague asked, and where mentions will come."""
    return View(
        type="modal",
        callback_id=ids.View.IMPORT,
        title=PlainTextObject(text=language.gettext("Import feeds")),
        submit=PlainTextObject(text=language.gettext("Import")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=json.dumps({"language": language.code, "channel": channel}),
        blocks=[
            plain_section(
                language.gettext(
                    "Other feed readers export their feeds as an OPML file. I watch all of them "
                    "for this channel, and keep quiet about what is older."
                )
            ),
            InputBlock(
                block_id=ids.Block.FEED_LIST,
                label=PlainTextObject(text=language.gettext("The file")),
                element=FileInputElement(
                    action_id=ids.Action.INPUT, filetypes=["opml", "xml"], max_files=1
                ),
            ),
        ],
    ).to_dict()


def uploaded_file(values: StateValues) -> str:
    """Give the id of the file in a submitted import modal."""
    state = values.get(ids.Block.FEED_LIST, {}).get(ids.Action.INPUT, {})
    return next((str(file.get("id") or "") for file in state.get("files") or []), "")


def import_file(
    desk: Desk, slack: Slack, reading: FeedReading, asker: Asker, file_id: str
) -> Message:
    """Fetch an uploaded list and store its feeds; say what came of it."""
    with desk.visit(asker) as visit:
        language = visit.language
        bot_user = visit.workspace.bot_user_id or ""
    if refusal := cannot_post(slack, asker, bot_user, language):
        return refusal
    try:
        body = slack.read_file(file_id, MAX_OPML + 1)
    except SlackCallError:
        return file_not_fetched(language)
    try:
        # Strangers' documents are read apart, where one that never ends can be ended.
        listed = reading.parse_pool.submit(read_opml, body).result()
    except FeedError:
        return list_not_read(language)
    channel = asker.channel or ""
    with desk.visit(asker) as visit:
        if visit.workspace.channel is None and listed.feeds:
            visit.workspace.channel = channel
        imported = import_feeds(
            visit.session,
            visit.workspace.id,
            channel,
            listed,
            added_by_id=visit.colleague.id,
            now=visit.now,
        )
    lines = imported.unreadable
    return list_imported(imported.new, imported.known, lines, channel, language)
