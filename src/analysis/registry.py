"""The strands, found by their folders: the one place that looks up what the core itself never
imports.
"""

import inspect
from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import strands
from analysis.declare.plan import Analysis
from analysis.declare.strand import Strand, refuse_unknown

# Every strand by its key, as its `declares` says it.
STRANDS: dict[str, Strand] = {
    found.name: import_module(f"strands.{found.name}.declares").STRAND
    for found in iter_modules(strands.__path__)
    if found.ispkg
}
refuse_unknown(STRANDS)
TABLES = {key: strand.tables for key, strand in STRANDS.items() if strand.tables}
PROFORMAS = {key: strand.proformas for key, strand in STRANDS.items() if strand.proformas}
# Tables beside the evidence: what was asked, what changed, and how things were called.
_ABOUT = ("queries", "revisions", "wordings")
# The tables a statement may be checked against, by the names it calls them.
EVIDENCE = {
    key if name == "table" else f"{key}/{name}": (key, name)
    for key, strand in STRANDS.items()
    if not strand.in_confidence
    for name in strand.tables
    if name not in _ABOUT
}


def asked_in(period: str, keys: Iterable[str]) -> list[str]:
    """Those of the strands `keys` that were asked for in `period`, in their order."""
    return [key for key in keys if STRANDS[key].since <= period]


def cleans(strand: str) -> ModuleType:
    """The module that cleans what was sent for a strand."""
    return import_module(f"strands.{strand}.cleans")


def not_called_so(one: Analysis) -> str:
    """Why the function of a planned analysis cannot be called as it says; empty where it can."""
    module, _, name = one.function.rpartition(".")
    home = f"strands.{one.place[0]}.finds"
    if not f"{module}.".startswith(f"{home}."):
        return f"its function {one.function} is none of {home}, which finds these findings"
    try:
        function = getattr(import_module(module), name)
        takes = inspect.signature(function).parameters.values()
    except (ImportError, AttributeError, TypeError):
        return f"there is no function {one.function}"
    given = [argument.partition(" = ")[0] for argument in one.arguments.split("; ")]
    needed = [each.name for each in takes if each.default is each.empty]
    if strange := [key for key in given if key not in [each.name for each in takes]]:
        return (
            f"{one.function} takes no '{strange[0]}', but {', '.join(each.name for each in takes)}"
        )
    if lacking := [key for key in needed if key not in given]:
        return f"{one.function} needs '{lacking[0]}' too, and its arguments do not say what it is given"
    return ""
