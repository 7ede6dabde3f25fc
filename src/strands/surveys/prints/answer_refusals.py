"""What row-level surveys cannot bear, as printed: refusals with their reasons, and the check of
what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.surveys import INSTRUMENT
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable


def refused(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """What was not computed, for which surveys, and why; and whether what is printed is possible."""
    here = found[found["period"] == of_period]
    # Weights are refused once for all the averages they would have weighted.
    noted = here["note"].str.match(
        "refused|no weights|no bounds|no model|no comparison|not combined"
    )
    rows = here[noted & (here["statistic"] != "weighted: mean")]
    yield Heading("answers-refused", "What was not computed")
    said = rows.assign(why=rows["note"].map(_why))
    said["asked"] = [_asked(row.statistic, row.why) for row in said.itertuples()]
    lines = []
    for (asked, why), mine in said.groupby(["asked", "why"], sort=False):
        names = [INSTRUMENT[key].name for key in dict.fromkeys(mine["instrument"]) if key]
        designs = [name.split(":")[0] for name in mine["statistic"] if why.startswith(_DECLARED)]
        what = (
            f"{_COMPARED} as {_plain(words.listed(list(dict.fromkeys(designs))))}"
            if designs
            else asked
        )
        lines.append(
            {"What was not computed": what, "For": words.listed(names) or "all", "Why": why}
        )
    yield PrintedTable(
        "answers-refused",
        "Questions the answers cannot bear",
        pd.DataFrame(lines),
        rows,
        words=("For", "Why"),
    )
    yield Paragraphs(tuple(_self_check(here)))


_COMPARED = "comparison of before and after"
_DECLARED = "refused (G15): it was declared"
_ASKED = {
    "ages": "ages of two surveys side by side",
    "share": "percentages",
    "change: answered": "averages over everybody",
    "change of composition": "test of change in who they are",
    "always answering: difference of means": (
        "change among those who would always answer (Lee bounds)"
    ),
    "weights: effective n": "averages weighted to attendances by borough",
    "paired: change": "change within linked pairs",
    "retrospective: change": "change within persons",
    "unpaired: comparison": "before and after among answers that no code links",
    "partially paired: difference of means": "pairs and other answers taken together",
    "unpaired: odds ratio of a higher answer": "odds ratio of a higher answer (cumulative logit)",
}


def _asked(statistic: str, why: str) -> str:
    return _COMPARED if why.startswith(_DECLARED) else _ASKED.get(statistic, statistic)


def _why(note: str) -> str:
    """A reason in print; where the design forbids a comparison, the design."""
    declared = note.split("what was declared ")
    return f"{_DECLARED} {_plain(declared[1])}" if len(declared) > 1 else note


def _plain(design: str) -> str:
    return design.replace("_", " ")


def _self_check(here: pd.DataFrame) -> Iterator[str]:
    for row in here[here["statistic"] == "self check"].itertuples():
        yield (
            f"**Self-check.** Of {row.n:,} means and percentages computed here, {row.estimate:.0f}"
            " cannot come from whole answers of as many people as"
            f" stated{f': {row.note}' if row.note else ''}."
        )
