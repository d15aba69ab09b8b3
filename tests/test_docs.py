"""What newcomers read is true: settings, subcommands, scopes and links are those of the code."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.answers import usages
from bot.command_line import make_command_line
from bot.language import load_languages
from bot.manifest import BOT_SCOPES
from bot.settings import Settings, variable_name

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
NAMED_BY_PATH = [str(page.relative_to(ROOT)) for page in PAGES]

SLACKS_OWN_SCOPE_OF_THE_APP_TOKEN = "connections:write"
# Written backwards, so that this file names none itself.
REGISTRIES = [
    host[::-1]
    for host in (
        "gro.ipyp",
        "gro.detsohnohtyp",
        "gro.sjmpn",
        "moc.sjmpn",
        "gro.smegybur",
        "oi.setarc",
        "gro.gnalog.yxorp",
    )
]
OUTSIDE = {".git", ".venv", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "build"}


@pytest.fixture(scope="module")
def readme() -> str:
    """Read the README."""
    return _read("README.md")


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _rows(text: str, heading: str) -> list[list[str]]:
    """List the rows of the first table under a heading, as cells."""
    part = re.search(
        rf"^##+ {re.escape(heading)}$(.*?)(?=^##? |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert part is not None, f"no heading {heading!r}"
    lines = [line for line in part[1].splitlines() if line.startswith("|")]
    cells = [re.split(r"(?<!\\)\|", line.strip("|")) for line in lines[2:]]
    return [[cell.strip() for cell in row] for row in cells]


def test_the_readme_names_every_setting_with_its_default_and_no_other(readme: str) -> None:
    told = {row[0].strip("`"): row[1].strip("`") for row in _rows(readme, "Configuration")}

    assert told == {
        variable_name(name): _default(field.default)
        for name, field in Settings.model_fields.items()
    }


def _default(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if value not in (None, "", frozenset()) else "none"


@pytest.mark.parametrize("path", NAMED_BY_PATH)
def test_no_page_names_a_variable_that_there_is_not(path: str) -> None:
    known = {variable_name(name) for name in Settings.model_fields}

    named = set(re.findall(r"\b(?:BOTSCHAFTER|SLACK)_[A-Z_]+\b", _read(path)))

    # This one is for the tests, not for the bot.
    assert named - known <= {"BOTSCHAFTER_REQUIRE_BROWSER"}


def test_the_readme_names_every_subcommand_and_no_other(readme: str) -> None:
    told = [_subcommand(row[0]) for row in _rows(readme, "Commands")]

    assert told == list(usages(load_languages().get(None)))


def test_every_subcommand_has_a_section_of_its_own() -> None:
    told = re.findall(r"^## `(/mentions \w+)", _read("docs/commands.md"), re.MULTILINE)

    assert [_subcommand(each) for each in told] == list(usages(load_languages().get(None)))


@pytest.mark.parametrize("path", NAMED_BY_PATH)
def test_no_page_names_a_subcommand_that_there_is_not(path: str) -> None:
    named = set(re.findall(r"`/mentions ([a-z]+)", _read(path)))

    assert named <= set(usages(load_languages().get(None)))


def _subcommand(written: str) -> str:
    return written.strip("`").removeprefix("/mentions ").split()[0]


@pytest.mark.parametrize("path", NAMED_BY_PATH)
def test_no_page_names_a_command_of_the_command_line_that_there_is_not(path: str) -> None:
    command_line = typer.main.get_command(make_command_line())
    known = set(getattr(command_line, "commands"))  # noqa: B009  # not in the class that is declared

    named = set(re.findall(r"(?m)(?:^\s*|`|bin/)botschafter ([a-z]+)", _read(path)))

    assert named <= known


def test_each_scope_is_explained_and_no_other() -> None:
    told = {row[0].strip("`") for row in _rows(_read("docs/install.md"), "The scopes, and why")}

    assert told == set(BOT_SCOPES)
    assert SLACKS_OWN_SCOPE_OF_THE_APP_TOKEN in _read("docs/install.md")


@pytest.mark.parametrize("path", NAMED_BY_PATH)
def test_links_lead_somewhere(path: str) -> None:
    broken = [link for link in _links(_read(path)) if not _resolves(ROOT / path, link)]

    assert broken == []


def _links(text: str) -> list[str]:
    found = re.findall(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"", text)
    links = [one or other for one, other in found]
    return [link for link in links if not link.startswith(("https://", "http://"))]


def _resolves(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    """List the anchors that a heading gets where Markdown is shown."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_pictures_are_small_and_shown() -> None:
    pages = "".join(_read(path) for path in NAMED_BY_PATH)

    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert picture.stat().st_size < 300_000, picture.name
        assert f"pictures/{picture.name}" in pages


def test_no_file_names_the_host_of_a_registry() -> None:
    named = [
        str(path.relative_to(ROOT))
        for path, text in _texts()
        if any(host in text for host in REGISTRIES)
    ]

    assert named == []


def _texts() -> Iterator[tuple[Path, str]]:
    for top in ROOT.iterdir():
        if top.name in OUTSIDE or top.name.startswith(".coverage"):
            continue
        for path in [top] if top.is_file() else top.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path, path.read_bytes().decode("utf-8", "replace")
