"""The log is append-only: finds what would change or take away an engagement.

In sources, whatever they do at run time; and in statements, whoever wrote them.
"""

import ast
import re
import traceback
from pathlib import PurePath

from sqlalchemy import Connection

MAY_ERASE = "bot/forgetting.py"
"""The one file that takes engagements away: those of a person whose data is erased."""

_TABLE = "Engagement"
_CHANGING = {"update", "delete", "merge", "put_rows", "bulk_update_mappings", "bulk_save_objects"}
_READING = {"get", "get_one", "select", "query", "aliased"}
_WORDS = r"update|delete\s+from|replace\s+into|truncate(\s+table)?"
_CHANGING_SQL = re.compile(rf"\b({_WORDS})\s+(only\s+)?[\"`\[]?engagement\b", re.IGNORECASE)


def changes_in(source: str) -> list[str]:
    """List the lines of a source that would update or delete an engagement."""
    if _TABLE.casefold() not in source.casefold():
        return []
    tree = ast.parse(source)
    tables = _tables(tree)
    rows = _rows(tree, tables)
    found = {
        (node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and _is_change(node, tables, rows)
    }
    return [f"line {line}: {text}" for line, text in sorted(found)]


def changes_by(statement: str) -> bool:
    """Tell whether an SQL statement changes rows of the log, or takes some away."""
    return _CHANGING_SQL.search(statement) is not None


class LogIsKept:
    """Refuses every statement that changes the log, and remembers it: no test passes by it."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def check(self, _connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        """Listen to what goes to a database (SQLAlchemy's before_cursor_execute)."""
        # Nearly all statements are told apart by their first letter.
        if statement[:1] in "UDRTudrt" and changes_by(statement) and not _is_erasing():
            self.refused.append(statement)
            raise AssertionError(f"the log is append-only: {statement}")


def _is_erasing() -> bool:
    frames = traceback.extract_stack()
    return any(PurePath(frame.filename).match(f"*/{MAY_ERASE}") for frame in frames)


def _tables(tree: ast.AST) -> set[str]:
    """List the names by which a source knows the table: its own, aliases, the bare table."""
    names = {_TABLE}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname for alias in node.names if alias.name == _TABLE and alias.asname}
        elif isinstance(node, ast.Assign) and (
            ast.unparse(node.value) in {f"{each}.__table__" for each in names}
            or (isinstance(node.value, ast.Call) and _called(node.value) == "aliased")
        ):
            names |= _names(node.targets[0]) if _words_of(node.value) & names else set()
    return names


def _rows(tree: ast.AST, tables: set[str]) -> set[str]:
    """List the names of variables that hold engagements."""
    rows = {"engagement"}
    for _ in range(3):  # a variable may come from another one
        for node in ast.walk(tree):
            match node:
                case ast.arg(arg=name, annotation=ast.expr() as kind) if _words_of(kind) & tables:
                    rows.add(name)
                case ast.AnnAssign(target=target, annotation=kind) if _words_of(kind) & tables:
                    rows |= _names(target)
                case ast.Assign(targets=[target, *_], value=value) if _gives_rows(
                    value, tables, rows
                ):
                    rows |= _names(target)
                case (
                    ast.For(target=target, iter=value)
                    | ast.comprehension(target=target, iter=value)
                ) if _gives_rows(value, tables, rows):
                    rows |= _names(target)
    return rows


def _gives_rows(value: ast.expr, tables: set[str], rows: set[str]) -> bool:
    if isinstance(value, ast.Name):
        return value.id in rows
    return any(
        _called(call) in _READING and any(ast.unparse(each) in tables for each in call.args)
        for call in ast.walk(value)
        if isinstance(call, ast.Call)
    )


def _is_change(node: ast.expr, tables: set[str], rows: set[str]) -> bool:
    match node:
        case ast.Constant(value=str() as text):
            return changes_by(text)
        case ast.Attribute(value=owner, ctx=ast.Store() | ast.Del()):
            return _is_row(owner, rows)
        case ast.Call(args=[first, *_]) if _called(node) in {"setattr", "delattr"}:
            return _is_row(first, rows)
        case ast.Call(func=function, args=arguments) if _called(node) in _CHANGING:
            about = [*arguments, *([function.value] if isinstance(function, ast.Attribute) else [])]
            return any(_words_of(each) & tables or _is_row(each, rows) for each in about)
    return False


def _is_row(node: ast.expr, rows: set[str]) -> bool:
    """Tell whether an expression is an engagement, by what it was read from or by its name."""
    return ast.unparse(node) in rows or (isinstance(node, ast.Attribute) and node.attr in rows)


def _words_of(node: ast.AST) -> set[str]:
    """List the names in an expression, those after a dot and those in quotes too."""
    return set(re.findall(r"\w+", ast.unparse(node)))


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
