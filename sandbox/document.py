"""A YAML or JSON file as plain data, and the places in it that mistakes are told with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import yaml

if TYPE_CHECKING:
    from pathlib import Path

Place: TypeAlias = tuple[str | int, ...]
"""The way from the top of a document to a part of it: ("users", 1, "name")."""


class DocumentError(ValueError):
    """A file with mistakes; lists them all, one a line, each with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Document:
    """What stands in a file. In YAML every scalar is a text: what it means, its reader knows."""

    name: str
    data: object
    root: yaml.Node | None = None

    def line(self, place: Place) -> int:
        """Give the line of a part, or of the nearest part around it; 0 where lines are unknown."""
        node = self.root
        line = node.start_mark.line + 1 if node else 0
        for step in place:
            key, node = _step(node, step)
            line = key.start_mark.line + 1 if key else line
        return line

    def where(self, place: Place) -> str:
        """Say where a part stands: ``workspace.yaml, line 7, users[1].tz``; JSON has no lines."""
        line = self.line(place)
        parts = [self.name, f"line {line}" if line else "", _written(place)]
        return ", ".join(part for part in parts if part)


def read_document(path: Path) -> Document:
    """Read a file; ``.json`` is JSON, anything else YAML. Raises DocumentError and OSError."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError([f"{path.name}: this is no text in UTF-8"]) from error
    return parse_json(text, path.name) if path.suffix == ".json" else parse_yaml(text, path.name)


def parse_json(text: str, name: str) -> Document:
    """Read JSON; raises DocumentError."""
    try:
        return Document(name, json.loads(text))
    except json.JSONDecodeError as error:
        raise DocumentError([f"{name}, line {error.lineno}: {error.msg}"]) from error
    except (ValueError, RecursionError) as error:
        raise DocumentError([f"{name}: {_too_much(error)}"]) from error


def parse_yaml(text: str, name: str) -> Document:
    """Read YAML; raises DocumentError, also for a key that stands twice in one mapping."""
    try:
        # Whether `no` is a word or a refusal depends on what is asked for: leave it a text.
        loader = yaml.BaseLoader(text)
        root = loader.get_single_node()
        data = None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise DocumentError([f"{name}{line}: {error.problem or error.context}"]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DocumentError([f"{name}: {_too_much(error)}"]) from error
    if twice := _keys_that_stand_twice(root):
        raise DocumentError(
            [f"{name}, line {key.start_mark.line + 1}: {key.value} stands twice" for key in twice]
        )
    return Document(name, data, root)


def _too_much(error: Exception) -> str:
    too_deep = isinstance(error, RecursionError)
    return "too many levels" if too_deep else str(error).partition("\n")[0]


def _keys_that_stand_twice(root: yaml.Node | None) -> list[yaml.ScalarNode]:
    found: list[yaml.ScalarNode] = []
    # An alias leads to the same node again, which is looked at once.
    seen: set[int] = set()
    left = [root]
    while left:
        node = left.pop()
        if node is None or id(node) in seen or isinstance(node, yaml.ScalarNode):
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                left.append(value)
                if isinstance(key, yaml.ScalarNode):
                    found += [key] if key.value in keys else []
                    keys.add(key.value)
        else:
            left.extend(node.value)
    return sorted(found, key=lambda key: int(key.start_mark.index))


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Go one step down: give what marks the part, its key or itself, and the part."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None, None


def _written(place: Place) -> str:
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in place]
    return "".join(steps).lstrip(".")
