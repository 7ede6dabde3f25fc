"""Borough names that are none: in columns of boroughs, and in the text where a name comes near a
real one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from analysis.declare.boroughs import AMBIGUOUS, BOROUGHS
from draftcheck.document import Document
from draftcheck.finding import Finding, Rule
from draftcheck.labels import kind_of
from draftcheck.layout import Layout, in_tables
from draftcheck.words import key

# The 33 local authorities of London.
_LONDON = (
    "Barking and Dagenham|Barnet|Bexley|Brent|Bromley|Camden|City of London|Croydon|Ealing|Enfield"
    "|Greenwich|Hackney|Hammersmith and Fulham|Haringey|Harrow|Havering|Hillingdon|Hounslow"
    "|Islington|Kensington and Chelsea|Kingston upon Thames|Lambeth|Lewisham|Merton|Newham"
    "|Redbridge|Richmond upon Thames|Southwark|Sutton|Tower Hamlets|Waltham Forest|Wandsworth"
    "|Westminster"
)
_SHORT = (
    "City|Kingston|Richmond|City of Westminster|Westminster City|RBKC|K&C|Hammersmith|Barking"
    "|Dagenham|Kensington|Chelsea|Fulham"
)
AUTHORITIES = _LONDON.split("|")
_DRESS = re.compile(r"\b(royal|london|borough|boroughs|council|of|the|lb|rb|city)\b")
# What stands in such a column beside boroughs.
_OTHERS = re.compile(
    r"\b(totals?|all|overall|london|england|uk|partnership|inner|outer|national|region\w*|average|mean|median|other|others|"
    r"unknown|not|none|missing|joint|shared|combined|new(er)?|established|former|borough|site|area|authority|authorities|"
    r"n a|tbc|blank|various|multiple|cross|respect|\d+)\b|^\w$|^$"
)
_HEADER = re.compile(r"\b(boroughs?|local authorit(y|ies)|la|area)\b")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}(?:(?:\s+(?:and|&|of|upon)\s+|\s+)[A-Z][a-z]{2,}){0,3}")
_DOUBLE = {name.split(" and ")[0]: name for name in AUTHORITIES if " and " in name}
_LIKE = 0.84


def _undressed(name: str) -> str:
    return " ".join(_DRESS.sub(" ", key(name)).split())


_NAMES = {_undressed(name) for name in AUTHORITIES} | {
    key(name) for name in (*AUTHORITIES, *_SHORT.split("|"))
}
_NAMES |= {key(alias) for borough in BOROUGHS for alias in (*borough.aliases, borough.name)}
_NAMES |= {key(name) for name in AMBIGUOUS if len(name) > 1} | {
    "lb " + key(name) for name in AUTHORITIES
}
_FULL = {key(name) for name in AUTHORITIES}


def names_of_no_borough(document: Document) -> Iterator[Finding]:
    """Names that stand where a borough should and are none, and near misses in the text."""
    yield from in_tables(_in_columns)(document)
    for block in document.blocks:
        for name, meant, sure in near_misses(block.text):
            yield Finding(block.place, f"'{name}'", f"{meant}, if the borough is meant", sure)


def _in_columns(table: Layout) -> Iterator[Finding]:
    for row, column in borough_cells(table):
        name = table.grid.rows[row][column]
        if not is_authority(name) and not may_stand_beside(name):
            near = _meant(name)
            expected = f"a London borough{f', such as {near}' if near else ''}"
            yield Finding(table.where(row), f"'{name}'", expected, "certain" if near else "look")


def borough_cells(table: Layout) -> list[tuple[int, int]]:
    """The cells that should name a borough: those of a column of which most do."""
    cells = []
    for column in range(max(table.stubs, 1)):
        header = key(table.headers[column])
        rows = [
            row
            for row in table.rows
            if (text := table.grid.rows[row][column])
            and kind_of(text) not in ("total", "all", "grand", "sub")
        ]
        known = sum(is_authority(table.grid.rows[row][column]) for row in rows)
        enough = known * 2 >= len(rows) if _HEADER.search(header) else known * 3 >= len(rows) * 2
        if known > 1 and enough:
            cells += [(row, column) for row in rows]
    return cells


def near_misses(text: str) -> Iterator[tuple[str, str, str]]:
    """Names in a text that come near a borough's and are none, with the borough that may be meant
    and how sure.
    """
    for match in _NAME.finditer(text):
        after = text[match.end() : match.end() + 12].lower()
        if after.startswith((" line", " hospital", " college", "'s", "’s")):
            continue
        for name in _unknown(" ".join(match[0].split()).split()):
            if meant := _meant(name):
                yield name, meant, "likely" if " " in name else "look"
                break


def _unknown(words: list[str]) -> Iterator[str]:
    """What is left of some capitalised words when the names of boroughs among them are taken out."""
    for first in range(len(words)):
        for end in range(len(words), first, -1):
            if is_full_name(" ".join(words[first:end])):
                yield from _unknown(words[:first])
                yield from _unknown(words[end:])
                return
    for end in range(len(words), 0, -1):
        yield " ".join(words[:end])


def _meant(name: str) -> str:
    """The authority a name comes near: it begins like a double name, or is spelt almost alike."""
    halves = re.split(r" and | & ", name)
    if len(halves) == 2 and halves[0] in _DOUBLE:
        is_list = is_full_name(halves[1]) or is_full_name(name.replace("&", "and"))
        return "" if is_list else _DOUBLE[halves[0]]
    ratios = {
        known: SequenceMatcher(None, key(name), key(known)).ratio()
        for known in AUTHORITIES
        if known[0] == name[0] and abs(len(known) - len(name)) < 2 and len(name) > 5
    }
    best = max(ratios, key=ratios.get, default="")
    return best if best and _LIKE <= ratios[best] < 1 else ""


def is_authority(name: str) -> bool:
    """Whether a name is a local authority of London, in full or as it is known for short."""
    plain = re.sub(r"\s*[(\[].*", "", name) or name
    return key(plain) in _NAMES or _undressed(plain) in _NAMES - {""}


def is_full_name(name: str) -> bool:
    """Whether a name is the whole name of a local authority of London."""
    return key(name) in _FULL


def may_stand_beside(name: str) -> bool:
    """Whether a label among boroughs is plainly not meant as one: a total, a region, an answer."""
    return not name[:1].isupper() or bool(_OTHERS.search(key(name)))


RULES = (
    Rule(
        "borough",
        "A name among boroughs is a London borough.",
        names_of_no_borough,
        "names of boroughs",
        in_tables(borough_cells),
    ),
)
