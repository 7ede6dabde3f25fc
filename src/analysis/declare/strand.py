"""A strand of evidence as it is declared: its title, its tables, and what a period asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.declare.proforma import Proforma
from analysis.declare.table import Table


@dataclass(frozen=True)
class Strand:
    """One line of evidence and one section of the report; `key` is the name of its folder under
    `strands`.

    `tables` are what its cleaning writes and the floors above read. `since` is the first period it
    was asked for; without one it was there from the start. What was told `in_confidence` is no
    evidence for a statement, since a verdict names the cells it rests on.
    """

    key: str
    title: str
    tables: dict[str, Table]
    proformas: tuple[Proforma, ...] = ()
    since: str = ""
    in_confidence: bool = False
