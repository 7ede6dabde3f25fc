"""Of how many people printed percentages can be, one by one and a column together, and whether
parts make a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

import pandas as pd

from analysis.declare.percentages import fits
from analysis.declare.surveys import OF_EVERYBODY
from analysis.find.finding import places

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
    if printed.empty:
        return
    yield from _sums(printed)
    if "returned" not in counts:
        return
    most = counts["returned"]
    known = {
        row["item"]: [base for base in range(1, most + 1) if fits(_decimal(row), base)]
        for row in printed.to_dict("records")
    }
    for item, bases in known.items():
        yield {
            "statistic": "possible bases",
            "item": item,
            "estimate": float(len(bases)),
            "n": most,
            "method": GRIM,
            "note": runs(bases),
            "rows": places(printed[printed["item"] == item]),
        }
    wrong = {
        base: [item for item, bases in known.items() if base not in bases]
        for base in range(1, most + 1)
    }
    fewest = min(map(len, wrong.values()))
    best = [base for base in wrong if len(wrong[base]) == fewest]
    # Bases that fit every percentage have nothing to list.
    tried = {
        **counts,
        **{f"of {base}": base for base in best if fewest and base not in counts.values()},
    }
    for case, base in tried.items():
        yield {
            "statistic": "misfits",
            "case": case,
            "estimate": float(len(wrong[base])),
            "n": base,
            "method": GRIM,
            "note": "; ".join(wrong[base]),
            "rows": places(printed),
        }
    yield {
        "statistic": "fewest misfits",
        "estimate": float(fewest),
        "n": most,
        "method": GRIM,
        "note": runs(best),
        "rows": places(printed),
    }


def _sums(printed: pd.DataFrame) -> Iterator[dict]:
    """Shares that are of everybody: their sum, and the least and greatest it can be of before
    rounding.
    """
    for topic in OF_EVERYBODY:
        mine = printed[printed["topic"] == topic]
        if len(mine) > 1:
            total = float(mine["number"].sum())
            slack = float((0.5 * 10.0 ** -mine["places"].astype("float64")).sum())
            possible = total - slack <= 100 <= total + slack
            yield {
                "statistic": "sum",
                "item": topic,
                "estimate": total,
                "low": total - slack,
                "high": total + slack,
                "n": len(mine),
                "method": ROUNDING,
                "rows": places(mine),
                "note": f"{'possible' if possible else 'not possible'} by rounding alone",
            }


def _decimal(row: dict) -> Decimal:
    """The percentage with the places it was typed with: 0.5 and 6, not 6.0."""
    return Decimal(f"{row['number']:.{row['places']}f}")


def runs(numbers: list[int]) -> str:
    """Whole numbers in words, neighbours together: `33, 34, 49` or `182 to 222`; `none`."""
    grouped = (
        list(group) for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    )
    ends = [(group[0][1], group[-1][1]) for group in grouped]
    said = [
        f"{low}" if low == high else f"{low}, {high}" if high == low + 1 else f"{low} to {high}"
        for low, high in ends
    ]
    return ", ".join(said) or "none"
