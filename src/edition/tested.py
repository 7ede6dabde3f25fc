"""The test log of a period: every p-value that its sections found, counted by the function that
computes it, and held against how many each section says it ran.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from analysis import store
from analysis.declare.table import InputError
from edition.page import Html, Page, link, table
from edition.sources import Function, computes
from edition.words import GROUP, SRC, about, number, plainly

# How a finding says that it counts tests.
_COUNTS = "count of p-values, v1"
# What is asked of samples of a size, whatever was found in them.
_EXAMPLE = "p of a difference"
_ALLOWED = re.compile(r"(?<![a-z])(holm|bh|hochberg)(?![a-z])", re.I)
_SAYS = (
    "Every p-value that the sections found, printed in them or not. One that the code works out on"
    " the way to another number, as for an interval made by turning a test round, is no finding and"
    " is not listed. A p-value that allows for how many were tested is made of others, and is"
    " counted apart."
)


@dataclass(frozen=True)
class Probability:
    """One p-value: the section and the file of findings it stands in, the finding, and the function
    that computes it.
    """

    strand: str
    file: str
    row: dict[str, str]
    by: Function

    @property
    def allows(self) -> bool:
        """Whether it allows for the number of tests, and so is none of its own."""
        return bool(_ALLOWED.search(self.row["statistic"]))

    @property
    def of_nobody(self) -> bool:
        """Whether it is of numbers that could have come, and not of any that did."""
        return self.row["statistic"] == _EXAMPLE

    @property
    def family(self) -> tuple[str, str, str, str]:
        """What it is counted with."""
        return (self.strand, self.row["statistic"], self.by.module, self.by.name)


def probabilities(period: str, functions: list[Function]) -> list[Probability]:
    """Every p-value of a period, section by section; InputError for one that no function is known
    to compute.
    """
    found, known = [], {}
    for strand, file, row in _findings(period):
        if row["unit"] == "p":
            named = (strand, row["statistic"], row["method"])
            if named not in known:
                known[named] = _one(named, computes(functions, *named))
            found.append(Probability(strand, file, row, known[named]))
    return found


def page(period: str, functions: list[Function]) -> Page:
    """The test log."""
    found = probabilities(period, functions)
    own = [one for one in found if not one.allows and not one.of_nobody]
    drawn = sum(one.of_nobody for one in found)
    said = (
        f"{len(own)} tests, {drawn} p-values of worked examples that no data were put to, and {len(found) - len(own) - drawn} p-values that allow for how many there were."
        if found
        else "No test was run in this period, so there is no p-value."
    )
    parts = [_SAYS, said, *_sections(found)]
    if counted := _told(period):
        parts[2:2] = ["## What the sections say they ran", table("Tests as counted", counted)]
    if found:
        parts[2:2] = ["## By the function that computes them", _by_function(found)]
    says = "every p-value, by the function that computes it"
    return Page("tests", "Test log", "Test log", GROUP, says, tuple(parts))


def _findings(period: str) -> Iterator[tuple[str, str, dict]]:
    for strand in store.strands(period):
        for file, rows in store.findings(period, strand).items():
            for row in rows.to_dict("records"):
                yield strand, file, row


def _one(named: tuple[str, str, str], by: list[Function]) -> Function:
    if len(by) != 1:
        raise InputError(
            f"the p-value '{named[1]}' of {named[0]} is computed by"
            f" {'no function' if not by else 'several functions'} that can be named: give it a"
            f" method ('{named[2]}') that stands in one function which says unit='p'"
        )
    return by[0]


def _by_function(found: list[Probability]) -> Html:
    titles = store.titles()
    families: dict[tuple, list[Probability]] = {}
    for one in found:
        families.setdefault(one.family, []).append(one)
    rows = [
        {
            "What was tested": plainly(those[0].row["statistic"]),
            "Section": titles[those[0].strand],
            "p-values": str(len(those)),
            "Allows for several": "yes" if those[0].allows else "no",
            "Method": " / ".join(dict.fromkeys(one.row["method"] for one in those)),
            "In the code": Html(
                f"<code>{those[0].row['statistic']}</code> "
                + link(SRC + those[0].by.path, f"{those[0].by.module}.{those[0].by.name}")
            ),
        }
        for those in families.values()
    ]
    return table("p-values by function", rows)


def _told(period: str) -> list[dict[str, str]]:
    titles = store.titles()
    return [
        {
            "Counted": plainly(row["statistic"]),
            "Section": titles[strand],
            "Tests": number(row["estimate"]),
            "File": f"{file}.csv",
            "Note": row["note"],
            "In the code": Html(f"<code>{row['statistic']}</code>"),
        }
        for strand, file, row in _findings(period)
        if row["method"] == _COUNTS and not row["statistic"].startswith("below_")
    ]


def _sections(found: list[Probability]) -> Iterator[str]:
    titles = store.titles()
    for strand, those in groupby(found, lambda one: one.strand):
        yield f"## {titles[strand]}"
        yield table(f"p-values of {titles[strand]}", [_line(one) for one in those])


def _line(one: Probability) -> dict[str, str]:
    return {
        "What was tested": plainly(one.row["statistic"]),
        **about(one.row),
        "n": number(one.row["n"]),
        "p": number(one.row["estimate"]),
        "In the code": Html(f"<code>{one.row['statistic']}</code> <code>{one.by.name}</code>"),
    }
