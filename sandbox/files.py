"""The files of a workspace: their bytes, kept in memory with a bound, and how Slack describes them.

https://docs.slack.dev/reference/objects/file-object
"""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from sandbox.errors import Json, SlackError
from sandbox.workspace import fresh_id

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_BYTES = 50_000_000
ALL_BYTES = 200_000_000
# https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
MODAL_FILE_BYTES = 10_000_000
_PRETTY = {
    "png": "PNG",
    "jpg": "JPEG",
    "gif": "GIF",
    "pdf": "PDF",
    "csv": "CSV",
    "json": "JSON",
    "xml": "XML",
    "xlsx": "Excel Spreadsheet",
    "zip": "Zip",
    "text": "Plain Text",
    "binary": "Binary",
}
_FILETYPES = {"jpeg": "jpg", "txt": "text", "": "binary"}
# What the registry of the machine may not know.
_TYPES = {"opml": "text/x-opml", "md": "text/markdown", "csv": "text/csv"}


@dataclass
class StoredFile:
    """A file that somebody gave, from the request for an upload address on."""

    id: str
    name: str
    user_id: str
    created: int
    size: int
    upload_token: str
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    complete: bool = False
    shares: dict[str, list[str]] = field(default_factory=dict)
    """The messages that show it: their ts by channel."""

    @property
    def filetype(self) -> str:
        """Give Slack's word for the type, from the name's ending."""
        ending = PurePath(self.name).suffix.removeprefix(".").lower()
        return _FILETYPES.get(ending, ending)

    @property
    def mimetype(self) -> str:
        """Give the media type, from the name's ending."""
        ending = PurePath(self.name).suffix.removeprefix(".").lower()
        guessed = mimetypes.guess_type(self.name)[0]
        return _TYPES.get(ending) or guessed or "application/octet-stream"


class Files:
    """Keeps files until the sandbox ends: 50 MB each at most, 200 MB in all."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def __iter__(self) -> Iterator[StoredFile]:
        """List the files that are there, newest first."""
        return iter([file for file in reversed(self._files.values()) if file.complete])

    def reserve(self, name: str, size: int, user_id: str, at: float) -> StoredFile:
        """Promise room for a file.

        `file_upload_size_restricted` when it is too large, `storage_full` when all are together.
        """
        if size > FILE_BYTES:
            raise SlackError(
                "file_upload_size_restricted", detail=f"at most {FILE_BYTES} bytes a file"
            )
        if sum(file.size for file in self._files.values()) + size > ALL_BYTES:
            raise SlackError("storage_full", detail=f"at most {ALL_BYTES} bytes of files in all")
        file = StoredFile(
            fresh_id("F0"), name, user_id, int(at), size, secrets.token_urlsafe(16), title=name
        )
        self._files[file.id] = file
        return file

    def awaiting(self, upload_token: str) -> StoredFile:
        """Find the file that an upload address was given out for; it takes bytes once."""
        for file in self._files.values():
            if file.upload_token == upload_token and file.content is None:
                return file
        raise SlackError("file_not_found")

    def find(self, file_id: str, *, complete: bool = True) -> StoredFile:
        """Find a file; `complete`: one whose upload is over."""
        file = self._files.get(file_id)
        if file is None or file.content is None or (complete and not file.complete):
            raise SlackError("file_not_found")
        return file

    def holds_image(self, reference: Json) -> bool:
        """Tell whether a `slack_file` names an image, by its id or its private address."""
        named = str(reference.get("id") or reference.get("url") or "")
        return any(
            file.mimetype.startswith("image/") and (file.id == named or f"-{file.id}/" in named)
            for file in self
        )

    def remove(self, file_id: str) -> StoredFile:
        """Forget a file and its bytes."""
        return self._files.pop(self.find(file_id).id)


def _in_address(name: str) -> str:
    return quote(name, errors="replace")


def file_object(file: StoredFile, team_id: str, host: str) -> Json:
    """Describe a file as Slack does; `host` is where the sandbox answers."""
    place = f"{team_id}-{file.id}"
    private = f"http://{host}/files-pri/{place}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": _PRETTY.get(file.filetype, file.filetype.upper()),
        "user": file.user_id,
        "user_team": team_id,
        "editable": False,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(channel.startswith("C") for channel in file.shares),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{private}/{_in_address(file.name)}",
        "url_private_download": f"{private}/download/{_in_address(file.name)}",
        "permalink": f"http://{host}/_sandbox/files/{file.id}",
        "has_rich_preview": False,
        "file_access": "visible",
        "comments_count": 0,
        "channels": [each for each in file.shares if each.startswith("C")],
        "groups": [each for each in file.shares if each.startswith("G")],
        "ims": [each for each in file.shares if each.startswith("D")],
        **({"alt_txt": file.alt_text} if file.alt_text else {}),
    }
