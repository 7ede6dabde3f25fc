"""Rules on names, references and dates, and the rule for what no data of ours can say."""

from __future__ import annotations

import pandas as pd

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.periods import period
from analysis.declare.table import InputError
from strands.claims.finds.evidence import Evidence, figure
from strands.claims.finds.reading import Reading


def names_a_borough(name: str) -> list[Reading]:
    """A borough of the partnership has this name, or goes by it."""
    names = {one.name.lower(): one for one in BOROUGHS} | {
        a.lower(): one for one in BOROUGHS for a in one.aliases
    }
    if name.lower() in names:
        return [Reading(True, f"It is {names[name.lower()].name}.")]
    near = [one.name for one in BOROUGHS if name.lower() in map(str.lower, one.doubtful)]
    meant = f"; {near[0]} may be meant" if near else ""
    return [Reading(False, f"No borough of the partnership is called '{name}'{meant}.")]


def reference_exists(kind: str, number: str, evidence: Evidence, about: str = "") -> list[Reading]:
    """The published report has a table, figure or appendix of this number; `about` is a word of
    what it is to show.
    """
    contents = evidence.contents
    if contents.empty:
        return [
            Reading(None, "No list of what the published report numbers was kept for this period.")
        ]
    here = contents[(contents["kind"] == kind) & (contents["number"] == number)]
    if here.empty:
        last = contents.loc[contents["kind"] == kind, "number"].astype(int).max()
        return [Reading(False, f"There is no {kind} {number}; the last is {kind} {last}.")]
    holds = here["holds"].iloc[0]
    there = about.lower() in holds.lower()
    right = contents[
        (contents["kind"] == kind)
        & contents["holds"].str.lower().str.contains(about.lower(), regex=False)
    ]
    instead = "" if there or right.empty else f"; it is {kind} {right['number'].iloc[0]}"
    return [Reading(there, f"{kind.capitalize()} {number} shows this: {_lower(holds)}{instead}.")]


def within_period(first: str, last: str, evidence: Evidence) -> list[Reading]:
    """Months like 2023-07, from the first to the last of something, lie inside the funding period."""
    quarters = period(evidence.period).quarters
    if not quarters:
        return [Reading(None, "The period is not dated.")]
    start, end = (
        str(pd.Period(q).asfreq("M", how))
        for q, how in ((quarters[0], "start"), (quarters[-1], "end"))
    )
    return [
        Reading(
            start <= first <= last <= end,
            f"The period runs from {start} to {end}; {first} to {last} is stated.",
        )
    ]


def cannot_be_known(needs: str, because: str, evidence: Evidence) -> list[Reading]:
    """Nothing received can say: `needs` names the table it would take, or rows of one, and there is
    none.

    InputError once there are such rows, for then the statement wants a rule that reads them.
    """
    held = figure(needs, evidence) if needs.split("[")[0].strip() in evidence.tables else None
    if held and held.known:
        raise InputError(
            f"{needs} now holds {len(held.returned)} numbers: give the statement a rule that reads"
            " them"
        )
    return [Reading(None, f"Missing: {because}.")]


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"


RULES = (names_a_borough, reference_exists, within_period, cannot_be_known)
