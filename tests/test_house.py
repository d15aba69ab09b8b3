"""The house keeps its order: who may know whom, no circles, and files that fit in a head."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "feeds", "sandbox")
LONGEST = 300
# Mostly tables of cases.
MAY_BE_LONGER = {"tests/feeds/test_polling.py", "tests/sandbox/test_blocks.py"}

# The demo's world is made of a sandbox and sample feeds.
DEMO = {
    f"bot.demo.{name}"
    for name in ("clock", "company", "moving", "opening", "running", "serving", "steps", "telling")
}
# Who must never know what (DESIGN.md, "The house"), and the modules that may all the same.
NEVER: list[tuple[str, str, set[str]]] = [
    ("feeds", "bot", set()),
    ("feeds", "handlers", set()),
    ("feeds", "sandbox", set()),
    ("feeds", "slack_bolt", set()),
    ("feeds", "slack_sdk", set()),
    ("feeds", "sqlalchemy", set()),
    ("sandbox", "bot", set()),
    ("sandbox", "handlers", set()),
    ("sandbox", "feeds", set()),
    ("handlers", "sqlalchemy", set()),
    ("handlers", "aiohttp", set()),
    ("handlers", "feeds", set()),
    ("handlers", "sandbox", set()),
    ("handlers", "bot.models", set()),
    ("handlers", "bot.feed_models", set()),
    ("bot", "handlers", {"bot.wiring", "bot.running"}),
    ("bot", "sandbox", DEMO),
    ("bot", "slack_bolt", {"bot.wiring"}),
    ("bot", "aiohttp", set()),
]


def build(*packages: str) -> grimp.ImportGraph:
    """Read who imports whom; what is imported for annotations alone counts too."""
    return grimp.build_graph(*packages, include_external_packages=True, cache_dir=None)


@pytest.fixture(scope="module")
def house() -> grimp.ImportGraph:
    return build(*PACKAGES)


def inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def forbidden(
    graph: grimp.ImportGraph, knower: str, known: str, allowed: Iterable[str]
) -> Iterator[str]:
    """List the imports from one package into another that are not allowed."""
    for module in sorted(graph.modules):
        if not inside(module, knower) or module in allowed:
            continue
        for imported in sorted(graph.find_modules_directly_imported_by(module)):
            if inside(imported, known):
                yield f"{module} imports {imported}"


def circles(graph: grimp.ImportGraph, *packages: str) -> list[set[str]]:
    """List the sets of modules that import each other in a circle (Tarjan's components)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    found: list[set[str]] = []

    def visit(module: str) -> None:
        number[module] = low[module] = len(number)
        path.append(module)
        for imported in graph.find_modules_directly_imported_by(module):
            if not any(inside(imported, package) for package in packages):
                continue
            if imported not in number:
                visit(imported)
            if imported in path:
                low[module] = min(low[module], low[imported])
        if low[module] == number[module]:
            at = path.index(module)
            component = set(path[at:])
            del path[at:]
            if len(component) > 1:
                found.append(component)

    for module in sorted(graph.modules):
        if any(inside(module, package) for package in packages) and module not in number:
            visit(module)
    return found


# What a test gets from a fixture of the sandbox's plugin, and never makes by itself.
FROM_FIXTURES = {"sandbox.server.Sandbox", "sandbox.driver.Driver"}
SLACKS_OWN = ("slack_sdk", "slack_bolt")
MOCKS = ("unittest.mock", "mock", "pytest_mock")


def side_doors(source: str) -> Iterator[str]:
    """List the lines in which a test goes round the front door."""
    tree = ast.parse(source)
    origin: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            origin |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            origin |= {a.asname or a.name: a.name for a in node.names}
    yield from (f"imports {name}" for name in origin.values() if name.startswith(MOCKS))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if origin.get(ast.unparse(node.func)) in FROM_FIXTURES:
            yield f"line {node.lineno}: makes a {ast.unparse(node.func)}"
        if ast.unparse(node.func).startswith(("monkeypatch.", "patch.")) and node.args:
            target = ast.unparse(node.args[0]).strip("'\"")
            whole = origin.get(target.partition(".")[0], target)
            if whole.startswith(SLACKS_OWN):
                yield f"line {node.lineno}: patches {whole}"


def too_long(root: Path) -> list[str]:
    """List the files of Python that nobody holds in the head."""
    places = [*PACKAGES, "tests", "bench", "docs"]
    return [
        f"{path.relative_to(root)}: {lines}"
        for place in places
        for path in sorted((root / place).rglob("*.py"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
        and str(path.relative_to(root)) not in MAY_BE_LONGER
    ]


@pytest.mark.parametrize(("knower", "known", "allowed"), NEVER)
def test_imports_run_one_way(
    house: grimp.ImportGraph, knower: str, known: str, allowed: set[str]
) -> None:
    assert list(forbidden(house, knower, known, allowed)) == []


def test_what_is_allowed_exceptionally_is_needed(house: grimp.ImportGraph) -> None:
    for knower, known, allowed in NEVER:
        imports = list(forbidden(house, knower, known, set()))
        assert {line.partition(" ")[0] for line in imports} == allowed


def test_no_modules_import_each_other_in_a_circle(house: grimp.ImportGraph) -> None:
    assert circles(house, *PACKAGES) == []


def test_what_polls_brings_in_nothing_that_draws(house: grimp.ImportGraph) -> None:
    brought_in = house.find_upstream_modules("bot.poller_settings")
    assert "sqlalchemy" in brought_in
    assert not brought_in & {"slack_sdk", "babel", "bot.message", "bot.language"}


def test_no_file_is_longer_than_a_head_holds() -> None:
    assert too_long(ROOT) == []


def test_tests_go_through_the_front_door() -> None:
    """Sandboxes and drivers come from fixtures; Slack's packages are not patched, nor mocked."""
    found = {
        str(path.relative_to(ROOT)): doors
        for path in (ROOT / "tests").rglob("*.py")
        if (doors := list(side_doors(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_a_test_that_goes_round_the_front_door_is_noticed() -> None:
    source = """
from unittest import mock
import slack_sdk
from sandbox.server import Sandbox as Box
from slack_sdk import WebClient
def test_it(monkeypatch):
    monkeypatch.setattr(WebClient, "api_call", None)
    monkeypatch.setattr(slack_sdk.web, "x", None)
    monkeypatch.setattr("slack_bolt.App.dispatch", None)
    monkeypatch.setattr(calls, "TIMEOUT", 1)
    Box()
    """
    assert list(side_doors(source)) == [
        "imports unittest.mock",
        "line 7: patches slack_sdk.WebClient",
        "line 8: patches slack_sdk",
        "line 9: patches slack_bolt.App.dispatch",
        "line 11: makes a Box",
    ]


def test_a_house_in_disorder_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks above can fail."""
    rooms = {
        "cellar/__init__.py": "",
        "cellar/wine.py": "from attic import dust",
        "attic/__init__.py": "",
        "attic/dust.py": "import attic.light\nimport sqlalchemy",
        "attic/light.py": "def look():\n    import attic.dust",
        "tests/long.py": "x = 1\n" * 301,
    }
    for name, text in rooms.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    graph = build("cellar", "attic")

    assert list(forbidden(graph, "cellar", "attic", set())) == ["cellar.wine imports attic.dust"]
    assert list(forbidden(graph, "cellar", "attic", {"cellar.wine"})) == []
    assert list(forbidden(graph, "attic", "sqlalchemy", set())) == ["attic.dust imports sqlalchemy"]
    assert circles(graph, "cellar", "attic") == [{"attic.dust", "attic.light"}]
    assert too_long(tmp_path) == ["tests/long.py: 301"]
