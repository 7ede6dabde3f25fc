"""What of an executed notebook a page shows: the parts that hold something, the functions each cell
calls, and the cell in which findings were worked out.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nbformat import NotebookNode

_SOURCE = Path(__file__).parents[1]
_OURS = tuple(f"{path.parent.name}." for path in sorted(_SOURCE.glob("*/__init__.py")))
_HEADING = re.compile(r"(#{1,6}) ")
# What an output is that is no heading: something to see.
_SHOWN = -1


class Function(NamedTuple):
    """A function or class of ours that a cell calls, and the file of the repository it stands in."""

    name: str
    path: str


class WorkedOut(NamedTuple):
    """How findings were worked out: the number of the notebook's cell, its statements that lead to
    them, with the arguments given, and the functions of its strand that these call.
    """

    cell: int
    code: str
    functions: tuple[Function, ...]


def without_bare(notebook: NotebookNode) -> NotebookNode:
    """A copy without headings that nothing is shown under, nor the words that belong to them: parts
    for which a period sent nothing. Its title stays; so does all code.
    """
    kept = deepcopy(notebook)
    kept.cells = [part for cell in kept.cells for part in _split(cell)]
    bare = {id(part) for part in _bare([*_parts(kept)])}
    kept.cells = [cell for cell in kept.cells if id(cell) not in bare]
    for cell in kept.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if id(output) not in bare]
    return kept


def _split(cell: NotebookNode) -> Iterator[NotebookNode]:
    """A cell of words as one cell a heading."""
    if cell.cell_type != "markdown":
        yield cell
        return
    for number, words in enumerate(re.split(r"(?m)^(?=#{1,6} )", cell.source)):
        if words.strip():
            part = deepcopy(cell)
            part |= {"source": words, "id": f"{cell.get('id', 'cell')}-{number}"}
            yield part


def _parts(notebook: NotebookNode) -> Iterator[tuple[int, object]]:
    """Each cell of words and each output in order, with the level of its heading: 0 for words
    without one.
    """
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield _level(cell.source), cell
        for output in cell.get("outputs", []):
            words = output.get("data", {}).get("text/markdown", "").strip()
            yield (_SHOWN if "\n" in words else _level(words) or _SHOWN), output


def _level(words: str) -> int:
    head = _HEADING.match(words)
    return len(head[1]) if head else 0


def _bare(parts: Sequence[tuple[int, object]]) -> Iterator[object]:
    """The headings below the title with nothing shown before the next of their level, and the words
    up to the next heading.
    """
    dropping = False
    for at, (level, part) in enumerate(parts):
        if level > 0:
            dropping = level > 1 and not _holds(parts[at + 1 :], level)
        if dropping:
            yield part


def _holds(after: Sequence[tuple[int, object]], level: int) -> bool:
    """Whether anything is shown before the next heading of a level, or one above it."""
    for other, _ in after:
        if other == _SHOWN:
            return True
        if 0 < other <= level:
            return False
    return False


def worked_out(notebook: NotebookNode) -> dict[str, WorkedOut]:
    """How each frame of findings that a section was passed was worked out, by its name; by an empty
    name where all of them were passed as one.
    """
    before, found = [], {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        before.append(cell.source)
        tree = ast.parse(cell.source)
        for passed in filter(_passes, ast.walk(tree)):
            for given in passed.keywords:
                lines = [*_leading(tree.body, passed.lineno, given.value), _last(given)]
                code = "\n".join(filter(None, lines))
                called = functions([*before, code])[-1]
                finders = tuple(one for one in called if one.name.startswith("strands."))
                found[given.arg or ""] = WorkedOut(cell.execution_count or 0, code, finders)
    return found


def _passes(node: ast.AST) -> bool:
    is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return is_method and node.func.attr == "passed"


def _last(given: ast.keyword) -> str:
    """What a keyword was given, as a statement; nothing where it is a name made before."""
    return "" if isinstance(given.value, ast.Name) else f"{given.arg} = {ast.unparse(given.value)}"


def _leading(body: Sequence[ast.stmt], line: int, value: ast.expr) -> list[str]:
    """The assignments of a cell before a line that a value rests on, in their order."""
    wanted, kept = _names(value), []
    for one in reversed([each for each in body if each.lineno < line]):
        if isinstance(one, ast.Assign) and _names(*one.targets) & wanted:
            wanted |= _names(one.value)
            kept.insert(0, ast.unparse(one))
    return kept


def _names(*nodes: ast.expr) -> set[str]:
    return {one.id for node in nodes for one in ast.walk(node) if isinstance(one, ast.Name)}


def functions(codes: Sequence[str]) -> list[list[Function]]:
    """Of each cell of code in order, the functions of ours it calls, in the order of their names.

    Names are looked up as the cells import them: nothing is run but imports.
    """
    known: dict[str, object] = {}
    found = []
    for code in codes:
        tree = ast.parse(code)
        for node in tree.body:
            _learn(node, known)
        called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        named = (ast.unparse(func).split(".") for func in called)
        found.append(sorted({one for name in named for one in _function(name, known)}))
    return found


def _learn(node: ast.stmt, known: dict[str, object]) -> None:
    """Take in the names that a statement binds to something of ours: imports, and what a class
    makes.
    """
    if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(_OURS):
        module = import_module(node.module)
        for alias in node.names:
            if not hasattr(module, alias.name):
                import_module(f"{node.module}.{alias.name}")
            known[alias.asname or alias.name] = getattr(module, alias.name)
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
        made = known.get(ast.unparse(node.value.func))
        if inspect.isclass(made):
            known |= {target.id: made for target in node.targets if isinstance(target, ast.Name)}


def _function(name: Sequence[str], known: dict[str, object]) -> Iterator[Function]:
    """The function a dotted name stands for; nothing where it is none of ours."""
    thing = known.get(name[0])
    for part in name[1:]:
        thing = getattr(thing, part, None)
    if callable(thing) and f"{getattr(thing, '__module__', '')}.".startswith(_OURS):
        path = Path(inspect.getsourcefile(thing)).relative_to(_SOURCE.parent)
        yield Function(f"{thing.__module__}.{thing.__qualname__}", path.as_posix())
