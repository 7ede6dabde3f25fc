"""What the code says of itself: every function that finds something, in words with the source of
its formula, and which of them computes a p-value.

The code is read, not run.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_SOURCE = Path(__file__).parents[1]
_P = "p"
# A pattern that holds no letter of its own fits everything.
_LETTER = re.compile(r"[a-z]", re.I)


@dataclass(frozen=True)
class Function:
    """A function that finds something: its `module`, its name, what it says of itself, the texts
    it holds (one with something put in as a pattern), and whether it gives a probability.
    """

    module: str
    name: str
    says: str
    texts: frozenset[str]
    gives_p: bool

    @property
    def path(self) -> str:
        """Its file, from the project's folder."""
        return f"src/{self.module.replace('.', '/')}.py"

    def holds(self, text: str) -> bool:
        """Whether it makes this text, or one that goes on after a semicolon."""
        return any(re.fullmatch(f"{one}(; .*)?", text) for one in self.texts if _LETTER.search(one))


class Module:
    """A module of statistics as it is written."""

    def __init__(self, path: Path) -> None:
        self.name = ".".join(path.relative_to(_SOURCE).with_suffix("").parts)
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.says = ast.get_docstring(self.tree) or ""

    @cached_property
    def texts(self) -> dict[str, set[str]]:
        """The texts it gives a name to, as patterns, by their names."""
        return {
            node.targets[0].id: set(_texts(node.value))
            for node in self.tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }

    @cached_property
    def brought(self) -> dict[str, tuple[str, str]]:
        """What it imports, by the name it has here: the module, and its name there."""
        return {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in self.tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }


def modules(strands: Iterable[str]) -> dict[str, Module]:
    """The modules that find something, by their names: those of all strands first."""
    rooms = [_SOURCE / "analysis" / "find"]
    rooms += [_SOURCE / "strands" / strand / "finds" for strand in strands]
    paths = [path for room in rooms for path in _files(room)]
    read = map(Module, paths)
    return {one.name: one for one in read if one.says}


def functions(known: dict[str, Module]) -> list[Function]:
    """Every function of the modules `known`, in their order."""
    return [
        Function(
            module.name,
            node.name,
            ast.get_docstring(node) or "",
            frozenset(_held(node, module, known)),
            any(map(_gives_p, ast.walk(node))),
        )
        for module in known.values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
    ]


def computes(every: Iterable[Function], strand: str, statistic: str, method: str) -> list[Function]:
    """The functions that compute a probability of a strand: those that give one by this method, of
    several those that name the statistic; else those that name the statistic and the method.
    """
    rooms = ("analysis.find.", f"strands.{strand}.finds")
    of_method = [one for one in every if one.module.startswith(rooms) and one.holds(method)]
    giving = [one for one in of_method if one.gives_p]
    named = [one for one in giving or of_method if one.holds(statistic)]
    return named or giving


def _files(room: Path) -> list[Path]:
    return sorted(room.rglob("*.py")) if room.is_dir() else [room.with_suffix(".py")]


def _held(node: ast.AST, module: Module, known: dict[str, Module]) -> Iterator[str]:
    """The texts in a function, and those it calls by the name they were given in its module or in
    another.
    """
    for one in ast.walk(node):
        yield from _texts(one)
        if isinstance(one, ast.Name):
            yield from module.texts.get(one.id, ())
            of, name = module.brought.get(one.id, ("", ""))
            if of in known:
                yield from known[of].texts.get(name, ())
        elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            of = ".".join(filter(None, module.brought.get(one.value.id, ("", ""))))
            if of in known:
                yield from known[of].texts.get(one.attr, ())


def _texts(node: ast.AST) -> Iterator[str]:
    """A text in code as a pattern: what is put into it later may be anything."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.sub(r"\\\{[^{}]*\\\}", ".*", re.escape(node.value))
    elif isinstance(node, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else None for one in node.values)
        yield "".join(".+" if one is None else re.escape(one) for one in parts)
    elif isinstance(node, ast.BinOp):
        sides = [[*_texts(side)] for side in (node.left, node.right)]
        yield from (f"{left}{right}" for left in sides[0] for right in sides[1])


def _gives_p(node: ast.AST) -> bool:
    """Whether a piece of code says that a number is a probability under no change."""
    if isinstance(node, ast.keyword):
        return node.arg == "unit" and _is_p(node.value)
    return isinstance(node, ast.Dict) and any(
        isinstance(key, ast.Constant) and key.value == "unit" and _is_p(value)
        for key, value in zip(node.keys, node.values, strict=True)
    )


def _is_p(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == _P
