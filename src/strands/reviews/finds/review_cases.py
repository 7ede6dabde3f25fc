"""Learning reviews case by case: how many of the cases read show each principle, and how far two
readers agree.
"""

from collections.abc import Iterator
from itertools import product

from pandas import DataFrame

from analysis.declare.finding import subject
from analysis.declare.sampling import ARMS, EVIDENCED, ORDERED
from analysis.declare.table import rows_with
from analysis.find.agreement import FEWEST_PAIRS, OF_PAIRS, WEIGHTED_KAPPA, part, weighted_kappa
from analysis.find.finding import (
    COUNT,
    by_borough,
    finding,
    frame,
    reasons,
    refusals,
    share,
)
from strands.reviews.declares.review_cases import LEFT_OUT
from strands.reviews.declares.reviews import PRINCIPLES

SELF_SELECTED = "self-selected arms: no effect can be read from it"
REFUSED = reasons("""
    effect of training or consultation: G19
        who was trained and came to a consultation was not left to chance
    change over quarters or versions: G20
        each borough fits the template to itself, so two versions do not ask the same, and a few
        cases a quarter make no series
""")


def findings(readings: DataFrame, read: DataFrame, period: str) -> DataFrame:
    """What the reviews of a period show: a FINDINGS frame.

    `readings` are those of read_cases.readings, and `read` the rows they were made from. The
    subject of an answer is `principle | arm | version`. Nothing is added up over boroughs or
    versions, and no test is run.
    """
    if readings.empty:
        return frame([])
    rows = read[read["period"] == period].merge(
        readings[["borough", "case", "reader", "why_not"]],
        on=["borough", "case", "reader"],
        validate="many_to_one",
    )
    made: list[dict] = []
    for borough, read_there in by_borough(readings):
        about, rows_there = {"borough": borough, "when": period}, rows_with(rows, borough=borough)
        made += _counted(read_there, rows_there, about)
        made += _matrix(rows_with(rows_there, why_not=""), about)
    return frame([*made, *_agreement(rows, period), *refusals(REFUSED, period)])


def _counted(readings: DataFrame, rows: DataFrame, about: dict) -> Iterator[dict]:
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


def _matrix(rows: DataFrame, about: dict) -> Iterator[dict]:
    """How many of the cases counted show each principle, by version and arm."""
    for version, principle, arm in product(rows["version"].unique(), PRINCIPLES, ARMS):
        cell = rows_with(rows, version=version, item=principle, arm=arm)
        yield from _cell(cell, about | {"subject": subject(principle, arm, version)})


def _cell(cell: DataFrame, about: dict) -> Iterator[dict]:
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


def _agreement(rows: DataFrame, period: str) -> Iterator[dict]:
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


def _pairs(rows: DataFrame) -> DataFrame:
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


def _kappa(answered: DataFrame) -> dict:
    n = len(answered)
    if n < FEWEST_PAIRS:
        why = f"fewer than {FEWEST_PAIRS} pairs of answers cannot tell agreement from chance"
        return {"n": n, "method": WEIGHTED_KAPPA, "refused": "G18", "note": why}
    found = weighted_kappa(answered["first"], answered["second"], ORDERED)
    note = found["note"] or "no interval: answers on one case hang together"
    return found | {"unit": "statistic", "note": note}
