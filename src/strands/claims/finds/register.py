"""Rules on names, references and dates, and the rule for what no data of ours can say."""

import pandas as pd

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.periods import month_label, period
from analysis.declare.table import InputError
from strands.claims.finds.evidence import Evidence, figure
from strands.claims.finds.kinds import Month, Numbered
from strands.claims.finds.reading import SAYS, Reading, Readings


def names_a_borough(name: str) -> Readings:
    """A borough of the partnership has this name, or goes by it."""
    typed, meant = name.lower(), ""
    for borough in BOROUGHS:
        if typed in map(str.lower, (borough.name, *borough.aliases)):
            yield Reading(True, f"It is {borough.name}.")
            return
        if not meant and typed in map(str.lower, borough.doubtful):
            meant = f"; {borough.name} may be meant"
    yield Reading(False, f"No borough of the partnership is called '{name}'{meant}.")


def reference_exists(kind: Numbered, number: str, evidence: Evidence, about: str = "") -> Readings:
    """The published report has a table, figure or appendix of this number; `about` is a word of
    what it is to show.
    """
    if evidence.contents.empty:
        lacking = "No list of what the published report numbers was kept for this period."
        yield Reading(None, lacking)
        return
    numbered = evidence.contents[evidence.contents["kind"] == kind]
    shown = numbered.loc[numbered["number"] == number, "holds"]
    if shown.empty:
        last = numbered["number"].astype(int).max()
        yield Reading(False, f"There is no {kind} {number}; the last is {kind} {last}.")
        return
    holds = shown.iloc[0]
    right = numbered[numbered["holds"].str.lower().str.contains(about.lower(), regex=False)]
    there, instead = about.lower() in holds.lower(), ""
    if not there and len(right):
        instead = f"; meant is {kind} {right['number'].iloc[0]}"
    shows = f"{holds[0].lower()}{holds[1:]}"
    yield Reading(there, f"{kind.capitalize()} {number} shows this: {shows}{instead}.")


def within_period(first: Month, last: Month, evidence: Evidence) -> Readings:
    """Months like 2023-07, from the first to the last of something, lie inside the funding
    period.
    """
    if first > last:
        raise InputError(f"{first} is later than {last}")
    quarters = period(evidence.period).quarters
    if not quarters:
        yield Reading(None, "The period is not dated.")
        return
    start = str(pd.Period(quarters[0]).asfreq("M", "start"))
    end = str(pd.Period(quarters[-1]).asfreq("M", "end"))
    runs, says = (
        f"{month_label(month)} to {month_label(other)}"
        for month, other in ((start, end), (first, last))
    )
    found = f"The period runs from {runs}; {SAYS} {says}."
    yield Reading(start <= first <= last <= end, found)


def cannot_be_known(needs: str, because: str, evidence: Evidence) -> Readings:
    """Nothing received can say: `needs` names the table it would take, or rows of one, and there is
    none.

    InputError once there are such rows, for then the statement wants a rule that reads them.
    """
    if needs.split("[")[0].strip() in evidence.tables:
        rows = figure(needs, evidence)
        if rows.known:
            raise InputError(
                f"{needs} now holds {len(rows.returned)} numbers: give the statement a rule that"
                " reads them"
            )
    yield Reading(None, f"Missing: {because}.")
