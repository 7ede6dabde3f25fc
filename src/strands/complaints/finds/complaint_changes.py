"""How complaints changed within a borough once the recording had settled, and what that may be read
as, by one rule.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
import pandas as pd

from analysis.declare.finding import CANNOT_TELL
from analysis.find import rates
from analysis.find.finding import finding, rate, share
from strands.complaints.declares import (
    AFTER,
    BEFORE,
    LEAST_QUARTERS,
    NEITHER,
    PATTERN,
    SHARES,
    WARNING,
)
from strands.complaints.finds import halves
from strands.complaints.finds.complaint_quarters import Quarter, among

Halves = tuple[Sequence[Quarter], Sequence[Quarter]]


def pattern(rate: str, upheld: str, supported: str) -> str:
    """What three changes may be read as together, each a verdict of `halves.way`: a key of PATTERN
    or WARNING with its way, NEITHER or CANNOT_TELL.

    More complaints, a smaller share upheld and more support are consistent with accountability.
    More complaints and a larger share upheld are a warning, whatever the support. Either way round
    is read by the same rule.
    """
    if rate == upheld != CANNOT_TELL:
        return WARNING[rate]
    if CANNOT_TELL in (rate, upheld, supported):
        return CANNOT_TELL
    return PATTERN[rate] if supported == rate else NEITHER


def spread(boroughs: Iterable[Sequence[Quarter]]) -> rates.Spread:
    """How complaints of a quarter vary around the rate of their half, over the quarters of all
    boroughs.
    """
    return rates.spread(chain.from_iterable(map(_groups, map(_halves, boroughs))))


def _halves(quarters: Sequence[Quarter]) -> Halves:
    """The first and the second half of the quarters that can be used, if they are enough."""
    usable = [quarter for quarter in quarters if quarter.usable]
    size = len(usable) // 2 if len(usable) >= LEAST_QUARTERS else 0
    return usable[:size], usable[len(usable) - size :]


def _groups(both: Halves) -> Iterator[rates.Group]:
    """Complaints, open cases and times of either half; nothing where cases are not known."""
    if all(quarter.cases for half in both for quarter in half):
        for half in filter(None, both):
            counts, cases = (
                np.array([getattr(quarter, name) for quarter in half], float)
                for name in ("count", "cases")
            )
            yield counts, cases, _times(half)


def _times(quarters: Sequence[Quarter]) -> np.ndarray:
    return (
        pd.PeriodIndex([quarter.when for quarter in quarters], freq="Q").astype("int64").to_numpy()
    )


def changes(
    borough: str, quarters: Sequence[Quarter], of_period: str, of_all: rates.Spread
) -> Iterator[dict]:
    """The second half of a borough's usable quarters against the first, and the verdict; or why
    there is neither. `of_all` is the `spread` over all boroughs.

    Of an odd number the middle quarter is in neither half, so that the series turned round gives
    the mirror. `reading` says which half, or `change` or `least change`; of the `verdict` which
    pattern it is.
    """
    usable = [quarter for quarter in quarters if quarter.usable]
    rows = pd.concat([quarters[0].rows.head(0), *(quarter.rows for quarter in usable)])
    about = {"borough": borough, "when": of_period}
    both = _halves(quarters)
    if not both[0]:
        why = f"at least {LEAST_QUARTERS} quarters past the ramp-up and in full use are needed"
        refused = {"n": len(usable), "refused": "G22", "note": why}
        yield finding("verdict", rows, **about, **refused)
        return
    compared = {"rate": _rate(both, of_all), **{name: _share(name, both) for name in SHARES}}
    for name, parts in compared.items():
        for part, values in parts.items():
            yield finding(name, rows, reading=part, **about, **values)
    for part, half in zip((BEFORE, AFTER), both, strict=True):
        for quarter in half:
            yield finding(
                "compared", quarter.rows, reading=part, borough=borough, when=quarter.when
            )
    alike = "the same" if _seasons(both[0]) == _seasons(both[1]) else "different"
    yield finding("times of year", rows, note=f"the halves hold {alike} times of year", **about)
    yield finding("verdict", rows, n=len(usable), **about, **_verdict(compared))


def _verdict(compared: dict[str, dict[str, dict]]) -> dict:
    ways = [compared[name]["change"] for name in ("rate", "upheld", "supported")]
    for way in ways:
        if "refused" in way:
            return {"refused": way["refused"], "note": way["note"]}
    return {"reading": pattern(*(way.get("verdict", CANNOT_TELL) for way in ways))}


def _seasons(half: Sequence[Quarter]) -> Counter:
    return Counter(quarter.when[-1] for quarter in half)


def _rate(both: Halves, of_all: rates.Spread) -> dict[str, dict]:
    """Complaints per 100 open cases in either half, their ratio, and the least that could have been
    told.
    """
    groups = list(_groups(both))
    if not groups:
        why = "in some of the quarters there are no open cases to count over"
        return {"change": {"refused": "G14", "note": why}}
    counts = tuple(sum(quarter.count for quarter in half) for half in both)
    bases = tuple(sum(quarter.cases for quarter in half) for half in both)
    over = "complaints / cases open in each quarter"
    first, second = (rate(x, n, over) for x, n in zip(counts, bases, strict=True))
    n = sum(counts)
    spread = rates.apart(groups, of_all)
    ends, least = halves.ratio(counts, bases, spread), halves.least_ratio(n, bases, spread)
    methods = halves.RATIO, halves.LEAST_RATIO
    return {BEFORE: first, AFTER: second, **_changed(ends, least, 1, n, "ratio", methods)}


def _share(name: str, both: Halves) -> dict[str, dict]:
    """A share in either half, their difference, and the least that could have been told."""
    complaints = [pd.concat([quarter.complaints for quarter in half]) for half in both]
    (x, n), (y, m) = pairs = tuple(among(half, *SHARES[name]) for half in complaints)
    parts = {BEFORE: share(x, n), AFTER: share(y, m)}
    if not (n and m):
        why = "no difference: in one of the halves there is nothing to take a share of"
        return {**parts, "change": {"note": why}}
    ends, least = halves.difference(pairs), halves.least_difference((n, m), (x + y) / (n + m))
    methods = halves.DIFFERENCE, halves.LEAST_DIFFERENCE
    return {**parts, **_changed(ends, least, 0, n + m, "points", methods)}


def _changed(
    ends: tuple, least: tuple, none: float, n: int, unit: str, methods: tuple[str, str]
) -> dict[str, dict]:
    """A change as estimate, low and high, and the least fall and rise, as values of two findings;
    `none` is no change.
    """
    (estimate, low, high), (fall, rise) = ends, least
    change = {"estimate": estimate, "low": low, "high": high, "n": n, "unit": unit}
    change |= {"verdict": halves.way(low, high, none), "method": methods[0]}
    shows = {"low": fall, "high": rise, "n": n, "method": methods[1]}
    return {"change": change, "least change": shows}
