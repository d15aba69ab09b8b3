"""Files that go to Slack: into the conversation with one colleague, or into a channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.slack import Slack


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be shared. ``alt_text`` says in words what a picture shows."""

    path: Path
    title: str
    alt_text: str = ""


# Slack refuses more (alt_txt_too_large).
LONGEST_ALT_TEXT = 1000


def conversation_with(slack: Slack, slack_id: str) -> str:
    """Open the conversation with one colleague; give its channel id. Raises SlackCallError."""
    opened = slack.call_patiently("conversations_open", users=slack_id)
    return str(opened["channel"]["id"])


def share_files(slack: Slack, channel: str, uploads: Sequence[Upload], comment: str) -> None:
    """Share files in one message, with a comment above them. Raises SlackCallError.

    The first two steps may be done twice without anybody seeing it. The last one shows the files,
    so it is done once (https://docs.slack.dev/messaging/working-with-files).
    """
    files = [{"id": _sent(slack, each), "title": each.title} for each in uploads]
    slack.call(
        "files_completeUploadExternal", files=files, channel_id=channel, initial_comment=comment
    )


def _sent(slack: Slack, upload: Upload) -> str:
    """Send a file's bytes; give the id that Slack has for it."""
    target = slack.call_patiently(
        "files_getUploadURLExternal",
        filename=upload.path.name,
        length=upload.path.stat().st_size,
        alt_txt=upload.alt_text[:LONGEST_ALT_TEXT] or None,
    )
    slack.send_file(str(target["upload_url"]), upload.path)
    return str(target["file_id"])
