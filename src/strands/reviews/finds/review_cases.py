"""Learning reviews case by case: how many of the cases read show each principle, and how far two
readers agree.
"""

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pandas as pd
from scipy.stats import binom, boschloo_exact

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.finding import subject, with_parts
from analysis.declare.sampling import ARMS, EVIDENCED, ORDERED
from analysis.find.agreement import FEWEST_PAIRS, OF_PAIRS, WEIGHTED_KAPPA, part, weighted_kappa
from analysis.find.finding import (
    CONFIDENCE,
    COUNT,
    finding,
    frame,
    interval,
    reasons,
    refusals,
    share,
)
from strands.reviews.declares.review_cases import LEFT_OUT
from strands.reviews.declares.reviews import PRINCIPLES
from strands.reviews.finds.reviews import BOSCHLOO

SELF_SELECTED = "self-selected arms: no effect can be read from it"
REFUSED = reasons("""
    effect of training or consultation: G19
        who was trained and came to a consultation was not left to chance
    change over quarters or versions: G20
        each borough fits the template to itself, so two versions do not ask the same, and a few
        cases a quarter make no series
""")


def findings(readings: pd.DataFrame, read: pd.DataFrame, period: str) -> pd.DataFrame:
    """What the reviews of a period show: a FINDINGS frame.

    `readings` are those of read_cases.readings, and `read` the rows they were made from. The
    subject of an answer is `principle | arm | version`. Nothing is added up over boroughs or
    versions, and no test is run: see `contrast`.
    """
    if readings.empty:
        return frame([])
    rows = read[read["period"] == period].merge(
        readings[["borough", "case", "reader", "why_not"]],
        on=["borough", "case", "reader"],
        validate="many_to_one",
    )
    made: list[dict] = []
    for borough in BOROUGH_KEYS:
        about = {"borough": borough, "when": period}
        read_there, rows_there = (frame[frame["borough"] == borough] for frame in (readings, rows))
        if len(read_there):
            made += _counted(read_there, rows_there, about)
            made += _matrix(rows_there[rows_there["why_not"] == ""], about)
    return frame([*made, *_agreement(rows, period), *refusals(REFUSED, period)])


def contrast(found: pd.DataFrame, borough: str, principle: str) -> pd.DataFrame:
    """The two arms of a borough against one another on one principle, where somebody asks: a
    FINDINGS frame.

    For each version the difference of the shares with its exact interval, and Boschloo's exact p,
    two-sided. It tells how far chance alone can be the reason, and nothing of what else may be.
    """
    rows = with_parts(found[found["statistic"] == "evidenced"], "principle", "arm", "version")
    rows = rows[(rows["borough"] == borough) & (rows["principle"] == principle) & (rows["n"] > 0)]
    made: list[dict] = []
    for version, arms in rows.groupby("version", sort=False):
        by_arm = {row["arm"]: row for _, row in arms.iterrows()}
        if set(by_arm) == set(ARMS):
            about = {"borough": borough, "subject": subject(principle, version)}
            made += _contrasted(*(by_arm[arm] for arm in ARMS), about)
    return frame(made)


def _contrasted(both: pd.Series, neither: pd.Series, about: dict) -> Iterator[dict]:
    x, n, y, m = (int(row[name]) for row in (both, neither) for name in ("x", "n"))
    about |= {"when": both["when"], "n": n + m, "note": SELF_SELECTED}
    places = "; ".join(filter(None, (both["rows"], neither["rows"])))
    ends = interval(difference(x, n, y, m))
    yield finding(
        "contrast: difference", places, **about, **ends, unit="points", method=SANTNER_SNELL
    )
    p = float(boschloo_exact([[x, y], [n - x, m - y]]).pvalue)
    yield finding("contrast: p", places, **about, estimate=p, unit="p", method=BOSCHLOO)


def _counted(readings: pd.DataFrame, rows: pd.DataFrame, about: dict) -> Iterator[dict]:
    """How many readings are counted, and why others are not; how many were made by somebody who did
    not know the arm, where what is not said is no yes.
    """
    about = about | {"n": len(readings), **COUNT}
    for why in ("", *LEFT_OUT):
        x = (readings["why_not"] == why).sum()
        if x or not why:
            statistic = "not counted" if why else "counted"
            yield finding(statistic, rows[rows["why_not"] == why], subject=why, x=x, **about)
    blind = (readings["blind"] == "yes").sum()
    yield finding("read blind", rows[rows["blind"] == "yes"], x=blind, **about)


def _matrix(rows: pd.DataFrame, about: dict) -> Iterator[dict]:
    """How many of the cases counted show each principle, by version and arm."""
    for version, principle, arm in product(rows["version"].unique(), PRINCIPLES, ARMS):
        is_meant = (rows["version"] == version) & (rows["item"] == principle) & (rows["arm"] == arm)
        yield from _cell(rows[is_meant], about | {"subject": subject(principle, arm, version)})


def _cell(cell: pd.DataFrame, about: dict) -> Iterator[dict]:
    """How many are evidenced of those answered so, partly or not; n/a and blank apart."""
    answered = int(cell["answer"].isin(ORDERED).sum())
    x = int((cell["answer"] == "evidenced").sum())
    yield finding("evidenced", cell, **about | {"note": SELF_SELECTED} | share(x, answered))
    apart = {
        "partly": cell["answer"] == "partly",
        "not": cell["answer"] == "not",
        "na": cell["answer"] == "na",
        "blank": cell["status"] == "not_returned",
        "queried": cell["status"] == "queried",
    }
    for name, is_so in apart.items():
        in_order = name in ORDERED
        if in_order or is_so.any():
            n = answered if in_order else len(cell)
            statistic = EVIDENCED.get(name, name)
            yield finding(statistic, cell[is_so], **about, x=is_so.sum(), n=n, **COUNT)


def _agreement(rows: pd.DataFrame, period: str) -> Iterator[dict]:
    """How often two readers of a case gave one answer to one principle, over all boroughs, where
    any case has two.

    It is about the template and its readers, and about no borough. Readings are of one version; of
    three, two count.
    """
    pairs = _pairs(rows)
    kinds = {"": pairs["first"] != "", "blind": pairs["is_blind"], "not blind": ~pairs["is_blind"]}
    for kind, is_meant in kinds.items():
        of_kind = pairs[is_meant]
        if of_kind.empty:
            continue
        answered = of_kind[of_kind[["first", "second"]].isin(ORDERED).all(axis=1)]
        same = int((answered["first"] == answered["second"]).sum())
        values = {
            "cases": {"x": len(of_kind.drop_duplicates(["borough", "case"])), **COUNT},
            "same answer": part(same, len(answered), OF_PAIRS),
            "weighted kappa": _kappa(answered),
        }
        for name, found in values.items():
            yield finding(f"read twice: {name}", of_kind, subject=kind, when=period, **found)


def _pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Pairs of answers of two readers to one principle of one case, in the order of the returns."""
    reading = ["borough", "case", "version"]
    usable = rows[rows["status"] == "returned"]
    readers = usable.drop_duplicates([*reading, "reader"])[[*reading, "reader"]]
    usable = usable.merge(
        readers.assign(at=readers.groupby(reading).cumcount()), on=[*reading, "reader"]
    )
    first, second = (usable[usable["at"] == at] for at in (0, 1))
    both = first.merge(
        second, on=[*reading, "item"], suffixes=("", "_second"), validate="one_to_one"
    )
    # A reading made without knowing the arm makes the pair blind, whichever stands first.
    is_blind = both[["blind", "blind_second"]].eq("yes").any(axis=1)
    return both.assign(first=both["answer"], second=both["answer_second"], is_blind=is_blind)


def _kappa(answered: pd.DataFrame) -> dict:
    n = len(answered)
    if n < FEWEST_PAIRS:
        why = f"fewer than {FEWEST_PAIRS} pairs of answers cannot tell agreement from chance"
        return {"n": n, "method": WEIGHTED_KAPPA, "refused": "G18", "note": why}
    found = weighted_kappa(answered["first"], answered["second"], ORDERED)
    note = found["note"] or "no interval: answers on one case hang together"
    return found | {"unit": "statistic", "note": note}


SANTNER_SNELL = (
    "difference of two shares, exact unconditional interval (Santner and Snell 1980), v1"
)
# How finely the unknown share is searched, and how often the span in which an end lies is halved.
_SHARES, _HALVINGS = 400, 30


def difference(x: int, n: int, y: int, m: int) -> tuple[float, float, float]:
    """`x` of `n` less `y` of `m` as shares, with its exact 95 % interval.

    The lower end is the least difference for which, at some pair of shares that lie so far apart, a
    difference as large as the one seen is likelier than 2.5 %; the upper end likewise (Santner and
    Snell 1980, J Am Stat Assoc 75; SAS EXACT RISKDIFF without scores). It never holds the truth
    less often than 95 in 100, and mostly more often.
    """
    seen = x / n - y / m
    apart = np.arange(n + 1)[:, None] / n - np.arange(m + 1)[None, :] / m
    # Shares are compared with room for the last digit: 3/5 - 2/5 and 1/5 are one difference.
    low = _end(lambda least: _likeliest(apart >= seen - 1e-9, n, m, least))
    high = -_end(lambda most: _likeliest(apart <= seen + 1e-9, n, m, -most))
    return seen, low, high


def _end(likeliest: Callable[[float], float]) -> float:
    """The difference from -1 to 1 from which on the likeliest chance exceeds that of one tail; it
    never falls.
    """
    tail, low, high = (1 - CONFIDENCE) / 2, -1.0, 1.0
    if likeliest(low) > tail:
        return low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if likeliest(middle) > tail else (middle, high)
    return (low + high) / 2


def _likeliest(extreme: np.ndarray, n: int, m: int, apart: float) -> float:
    """The highest chance of the `extreme` pairs of counts over all pairs of shares that lie so far
    apart.
    """
    second = np.linspace(max(0.0, -apart), min(1.0, 1.0 - apart), _SHARES)
    first = np.clip(second + apart, 0, 1)
    chances = binom.pmf(np.arange(n + 1)[:, None, None], n, first) * binom.pmf(
        np.arange(m + 1)[None, :, None], m, second
    )
    return float(chances[extreme].sum(axis=0).max())
