"""Of how many people the percentages of a printed table can be, and whether they add up."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

import pandas as pd

from analysis.declare.percentages import fits
from analysis.find.finding import interval, places
from strands.surveys.declares.sums import OF_EVERYBODY

GRIM = "bases a printed percentage can be of (Brown and Heathers 2017), v1"
ROUNDING = "sum of percentages, each rounded, v1"


def base_findings(shares: pd.DataFrame, counts: dict[str, int]) -> Iterator[dict]:
    """What bases the percentages of one wave allow: `shares` are its rows, `counts` its `returned`
    and `usable`.

    For each percentage the bases it can be of; and for the returned, the usable, and those bases at
    which the fewest misfit, which percentages cannot be of them. Nothing where no percentage was
    printed or the number of returns is not known.
    """
    printed = shares[(shares["unit"] == "percent") & (shares["status"] == "returned")]
    yield from _sums(printed)
    if printed.empty or "returned" not in counts:
        return
    most = counts["returned"]
    row = {"unit": "count", "method": GRIM, "rows": places(printed)}
    misfits = {base: [] for base in range(1, most + 1)}
    for share in printed.to_dict("records"):
        percent = Decimal(f"{share['number']:.{share['places']}f}")
        fitting = [base for base in misfits if fits(percent, base)]
        for base in misfits.keys() - fitting:
            misfits[base].append(share["item"])
        about = {"statistic": "possible bases", "item": share["item"], "n": most}
        own = {"rows": places(printed[printed["item"] == share["item"]])}
        yield {**row, **about, "estimate": len(fitting), "note": runs(fitting), **own}
    fewest = min(map(len, misfits.values()))
    best = [base for base, items in misfits.items() if len(items) == fewest]
    # Bases that fit every percentage have nothing to list.
    tried = {f"of {base}": base for base in best if fewest and base not in counts.values()}
    for case, base in {**counts, **tried}.items():
        items = misfits[base]
        about = {"statistic": "misfits", "reading": case, "n": base, "note": "; ".join(items)}
        yield {**row, **about, "estimate": len(items)}
    about = {"statistic": "fewest misfits", "n": most, "note": runs(best)}
    yield {**row, **about, "estimate": fewest}


def _sums(printed: pd.DataFrame) -> Iterator[dict]:
    """Shares that are of everybody: their sum, and the least and greatest it can be of before
    rounding.
    """
    for topic in OF_EVERYBODY:
        rows = printed[printed["topic"] == topic]
        if len(rows) < 2:
            continue
        total = rows["number"].sum()
        slack = (0.5 * 10.0 ** -rows["places"].astype("float64")).sum()
        possible = "possible" if abs(total - 100) <= slack else "not possible"
        row = {"statistic": "sum", "item": topic, "n": len(rows), "unit": "rate"}
        row |= interval((total, total - slack, total + slack))
        note = f"{possible} by rounding alone"
        yield {**row, "method": ROUNDING, "rows": places(rows), "note": note}


def runs(numbers: list[int]) -> str:
    """Whole numbers in words, neighbours together: `33, 34, 49` or `182 to 222`; `none`."""
    words = []
    # Neighbours are as far from their places as one another.
    for _, places_and_numbers in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        span = [number for _, number in places_and_numbers]
        words += [f"{span[0]} to {span[-1]}"] if len(span) > 2 else map(str, span)
    return ", ".join(words) or "none"
