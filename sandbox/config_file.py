"""A file that describes a workspace: YAML or JSON, names in place of ids, every mistake told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.app_manifest import read_manifest
from sandbox.config import SandboxConfig
from sandbox.config_checks import check
from sandbox.config_reading import Reading
from sandbox.document import DocumentError, read_document

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.document import Document, Place


def load_config(path: Path) -> SandboxConfig:
    """Read a workspace's description from a file.

    Raises OSError when there is no such file, and DocumentError that lists all mistakes, each
    with file, line, path and what is probably meant.
    """
    return read_config(read_document(path), path.parent)


def read_config(document: Document, folder: Path) -> SandboxConfig:
    """Read a workspace's description; manifests are looked for in ``folder``.

    Raises DocumentError that lists all mistakes.
    """
    reading = Reading(document)
    data = dict(reading.mapping(document.data, ()))
    if "apps" in data:
        data["apps"] = [
            _with_manifest(reading, each, ("apps", number), folder)
            for number, each in enumerate(reading.items(data["apps"], ("apps",)))
        ]
    config = reading.build(SandboxConfig, data, ()) or SandboxConfig()
    check(reading, data, config)
    if reading.problems:
        raise DocumentError(reading.problems)
    return config


def _with_manifest(reading: Reading, data: object, place: Place, folder: Path) -> object:
    if not isinstance(data, dict):
        return data
    # Left out: no command and no channel, unlike those of the app that needs no file.
    described: dict[str, Any] = {"commands": [], "channels": []}
    name = data.get("manifest")
    if isinstance(name, str) and name:
        described |= _read_manifest(reading, (*place, "manifest"), folder, name)
        for key in ("scopes", "events", "commands"):
            if key in data:
                reading.note((*place, key), "the manifest says that already")
    return described | {key: value for key, value in data.items() if key != "manifest"}


def _read_manifest(reading: Reading, place: Place, folder: Path, name: str) -> dict[str, Any]:
    try:
        manifest = Reading(read_document(folder / name))
    except DocumentError as error:
        reading.note_all(place, error.problems)
        return {}
    except (OSError, ValueError) as error:
        reading.note(place, f"{name} cannot be read: {error}")
        return {}
    described = read_manifest(manifest)
    reading.note_all(place, manifest.problems)
    return described
