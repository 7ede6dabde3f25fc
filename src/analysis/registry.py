"""The strands, found by their folders: the one place that looks up what the core itself never
imports.
"""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import strands
from analysis.declare.strand import Strand, refuse_unknown_series

# Every strand by its key, as its `declares` says it.
STRANDS: dict[str, Strand] = {
    found.name: import_module(f"strands.{found.name}.declares").STRAND
    for found in iter_modules(strands.__path__)
    if found.ispkg
}
refuse_unknown_series(STRANDS.values())
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
