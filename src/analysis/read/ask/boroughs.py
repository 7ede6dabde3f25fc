"""Whose a sheet or a line is, and what is asked where it names no borough of ours, or two."""

from analysis.declare.boroughs import borough_name
from analysis.read.ask.queries import Query, query
from analysis.read.find.proformas import Found, titles
from analysis.read.label.names import OUTSIDER, Name, find_borough, is_elsewhere, read_borough
from analysis.read.open.sheet import Cell, Sheet, spoken


def asked_of(name: Name | None) -> tuple[str, dict[str, str]]:
    """The rule by which a borough's name is asked about, and its words; empty where it is certain."""
    if name is None or name is OUTSIDER:
        return "unknown_borough", {}
    if name.key is None:
        return "ambiguous_borough", {"could_be": " or ".join(name.could_be)}
    return ("doubtful_borough", {"borough": borough_name(name.key)}) if name.doubtful else ("", {})


def borough_in(sheet: Sheet, cell: Cell) -> tuple[str | None, list[Query]]:
    """The borough that a cell names; what names none, or only nearly one, is asked about."""
    name = read_borough(cell.text)
    rule, words = asked_of(name)
    return name and name.key, [query(rule, sheet, cell, **words)] if rule else []


def whose(found: Found) -> tuple[str | None, list[Query]]:
    """The borough a proforma is of, by the titles above it, the sheet's name or the file's, None
    where none is named; and what is asked.
    """
    sheet = found.sheet
    texts = [*titles(found), spoken(sheet.name), spoken(sheet.title)]
    named = [
        (cell, OUTSIDER if is_elsewhere(cell.text) else find_borough(cell.text)) for cell in texts
    ]
    named = [(cell, name) for cell, name in named if name and (name.key or name is OUTSIDER)]
    if not named:
        return None, []
    _, first = named[0]
    # A sheet named "England" under a title that names a borough is not the borough's for certain.
    elsewhere = [cell for cell, name in named if name is OUTSIDER]
    if elsewhere:
        return None, [query("unknown_borough", sheet, elsewhere[0], typed=elsewhere[0].text)]
    asked = []
    for cell, name in named[1:]:
        if name.key != first.key:
            other = "another title" if cell.row else "the sheet's or the file's name"
            about = {"typed": cell.text, "borough": borough_name(first.key), "other": other}
            asked.append(query("boroughs_disagree", sheet, cell, **about))
    return first.key, asked
