"""Learning reviews case by case: how many of the cases read show each principle, and how far two
readers agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pandas as pd
from scipy.stats import boschloo_exact

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.cases import ARMS, EVIDENCED, ORDERED
from analysis.find.agreement import WEIGHTED_KAPPA, kappa
from analysis.find.counted import finding, frame, share
from strands.reviews.declares.review_cases import LEFT_OUT, about
from strands.reviews.declares.reviews import PRINCIPLES
from strands.reviews.finds.exact_difference import SANTNER_SNELL, difference
from strands.reviews.finds.reviews import BOSCHLOO

SELF_SELECTED = "self-selected arms: no effect can be read from it (G19)"
REFUSED = {
    "effect of training or consultation": (
        "who was trained and came to a consultation was not left to chance (G19)"
    ),
    "change over quarters or versions": (
        "each borough fits the template to itself, so two versions do not ask the "
        "same, and a few cases a quarter make no series (G20)"
    ),
}
# Fewer pairs of answers tell next to nothing of agreement (G18).
FEWEST_PAIRS = 20
_COUNT = "count, v1"
# No rows: those of the two findings contrasted stand in their place.
_NOWHERE = pd.DataFrame({"file": [], "sheet": [], "cell": []}, dtype="str")


def findings(readings: pd.DataFrame, read: pd.DataFrame, period: str) -> pd.DataFrame:
    """What the reviews of a period show: a COUNTED frame.

    `readings` are those of read_cases.readings, and `read` the rows they were made from. Nothing is
    added up over boroughs or versions, and no test is run: see `contrast`.
    """
    rows = read[read["period"] == period].merge(
        readings[["borough", "case", "reader", "why_not"]],
        on=["borough", "case", "reader"],
        validate="many_to_one",
    )
    made = [
        *_left_out(readings, rows, period),
        *_blind(readings, rows, period),
        *_matrix(rows[rows["why_not"] == ""], period),
        *_agreement(rows, period),
    ]
    if len(readings):
        made += [
            finding(what, period, rows[:0], note=f"refused: {why}") for what, why in REFUSED.items()
        ]
    return frame(made)


def contrast(found: pd.DataFrame, borough: str, principle: str) -> pd.DataFrame:
    """The two arms of a borough against one another on one principle, where somebody asks: a
    COUNTED frame.

    For each version the difference of the shares with its exact interval, and Boschloo's exact p,
    two-sided. It tells how far chance alone can be the reason, and nothing of what else may be.
    """
    made = []
    mine = found[(found["statistic"] == "evidenced") & (found["borough"] == borough)]
    for version in dict.fromkeys(subject.split(" | ", 2)[2] for subject in mine["subject"]):
        arms = [mine[mine["subject"] == about(principle, arm, version)] for arm in ARMS]
        if all(len(arm) and arm["n"].iloc[0] for arm in arms):
            made += _contrasted(*(arm.iloc[0] for arm in arms), subject=f"{principle} | {version}")
    return frame(made)


def _contrasted(both: pd.Series, neither: pd.Series, subject: str) -> Iterator[dict]:
    x, n, y, m = (int(row[name]) for row in (both, neither) for name in ("x", "n"))
    named = {"borough": both["borough"], "subject": subject, "n": n + m, "note": SELF_SELECTED}
    cells = {"rows": "; ".join(filter(None, (both["rows"], neither["rows"])))}
    estimate, low, high = difference(x, n, y, m)
    yield (
        finding(
            "contrast: difference",
            both["period"],
            _NOWHERE,
            **named,
            estimate=estimate,
            low=low,
            high=high,
            method=SANTNER_SNELL,
        )
        | cells
    )
    p = float(boschloo_exact([[x, y], [n - x, m - y]]).pvalue)
    yield (
        finding("contrast: p", both["period"], _NOWHERE, **named, estimate=p, method=BOSCHLOO)
        | cells
    )


def _left_out(readings: pd.DataFrame, rows: pd.DataFrame, period: str) -> Iterator[dict]:
    """Per borough how many readings are counted, and why others are not."""
    for borough in _boroughs(readings):
        mine, of = readings[readings["borough"] == borough], rows[rows["borough"] == borough]
        for why in ("", *LEFT_OUT):
            x = int((mine["why_not"] == why).sum())
            if x or not why:
                yield finding(
                    f"not counted: {why}" if why else "counted",
                    period,
                    of[of["why_not"] == why],
                    borough=borough,
                    x=x,
                    n=len(mine),
                    method=_COUNT,
                )


def _blind(readings: pd.DataFrame, rows: pd.DataFrame, period: str) -> Iterator[dict]:
    """Per borough how many readings were made by somebody who did not know the arm; what is not
    said is no yes.
    """
    for borough in _boroughs(readings):
        mine, of = readings[readings["borough"] == borough], rows[rows["borough"] == borough]
        yield finding(
            "read blind",
            period,
            of[of["blind"] == "yes"],
            borough=borough,
            n=len(mine),
            method=_COUNT,
            x=int((mine["blind"] == "yes").sum()),
        )


def _matrix(rows: pd.DataFrame, period: str) -> Iterator[dict]:
    """How many of the cases counted show each principle, by borough, version and arm; n/a and blank
    apart.
    """
    for borough in _boroughs(rows):
        mine = rows[rows["borough"] == borough]
        for version, principle, arm in product(mine["version"].unique(), PRINCIPLES, ARMS):
            cell = mine[
                (mine["version"] == version) & (mine["item"] == principle) & (mine["arm"] == arm)
            ]
            yield from _cell(cell, period, borough=borough, subject=about(principle, arm, version))


def _cell(cell: pd.DataFrame, period: str, **named: str) -> Iterator[dict]:
    told = cell[cell["answer"].isin(ORDERED)]
    x = int((told["answer"] == "evidenced").sum())
    yield finding(
        "evidenced", period, cell, **named | {"note": SELF_SELECTED} | share(x, len(told))
    )
    apart = {
        "partly": cell["answer"] == "partly",
        "not": cell["answer"] == "not",
        "na": cell["answer"] == "na",
        "blank": cell["status"] == "not_returned",
        "queried": cell["status"] == "queried",
    }
    for name, here in apart.items():
        of = len(told) if name in ORDERED else len(cell)
        if (x := int(here.sum())) or name in ORDERED:
            yield finding(
                EVIDENCED.get(name, name), period, cell[here], **named, x=x, n=of, method=_COUNT
            )


def _agreement(rows: pd.DataFrame, period: str) -> Iterator[dict]:
    """How often two readers of a case gave one answer to one principle, over all boroughs, where
    any case has two.

    It is about the template and its readers, and about no borough. Readings are of one version; of
    three, two count.
    """
    pairs = _pairs(rows)
    kinds = {"": pairs["first"] != "", "blind": pairs["is_blind"], "not blind": ~pairs["is_blind"]}
    for kind, here in kinds.items():
        mine = pairs[here]
        if mine.empty:
            continue
        told = mine[mine["first"].isin(ORDERED) & mine["second"].isin(ORDERED)]
        x, n = int((told["first"] == told["second"]).sum()), len(told)
        cases = mine.drop_duplicates(["borough", "case"])
        yield finding("read twice: cases", period, mine, subject=kind, x=len(cases), method=_COUNT)
        # Without an interval: answers on one case hang together, so n pairs tell less than n draws.
        yield finding(
            "read twice: same answer",
            period,
            mine,
            subject=kind,
            x=x,
            n=n,
            method="x of n pairs, v1",
            **({"estimate": x / n} if n else {"note": "no pair of answers"}),
        )
        yield finding("read twice: weighted kappa", period, mine, subject=kind, n=n, **_kappa(told))


def _pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Pairs of answers of two readers to one principle of one case, in the order of the returns."""
    named = ["borough", "case", "version"]
    usable = rows[rows["status"] == "returned"]
    readers = usable.drop_duplicates([*named, "reader"])[[*named, "reader"]]
    usable = usable.merge(
        readers.assign(at=readers.groupby(named).cumcount()), on=[*named, "reader"]
    )
    first, second = (usable[usable["at"] == at] for at in (0, 1))
    both = first.merge(second, on=[*named, "item"], suffixes=("", "_second"), validate="one_to_one")
    # A reading made without knowing the arm makes the pair blind, whichever stands first.
    is_blind = both[["blind", "blind_second"]].eq("yes").any(axis=1)
    return both.assign(first=both["answer"], second=both["answer_second"], is_blind=is_blind)


def _kappa(told: pd.DataFrame) -> dict:
    if len(told) < FEWEST_PAIRS:
        why = f"fewer than {FEWEST_PAIRS} pairs of answers cannot tell agreement from chance (G18)"
        return {"method": WEIGHTED_KAPPA, "note": f"refused: {why}"}
    rows = {row["statistic"]: row for row in kappa(told["first"], told["second"], ORDERED)}
    found = rows["agreement: weighted kappa"]
    # Its interval takes each pair for a draw of its own, and is too short for answers on one case.
    return {
        "method": WEIGHTED_KAPPA,
        "estimate": found["estimate"],
        "note": found["note"] or "no interval: answers on one case hang together",
    }


def _boroughs(rows: pd.DataFrame) -> list[str]:
    return [key for key in BOROUGH_KEYS if key in set(rows["borough"])]
