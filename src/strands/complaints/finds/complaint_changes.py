"""How complaints changed within a borough once the recording had settled, and what that may be read
as, by one rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pandas as pd
from statsmodels.stats.rates import confint_poisson

from analysis.find.counted import finding, share
from strands.complaints.declares import DECIDED, LEAST_QUARTERS, UPHELD
from strands.complaints.finds import halves
from strands.complaints.finds.complaint_quarters import Quarter
from strands.complaints.finds.halves import FALL, RISE, UNTOLD

GARWOOD = (
    "complaints / cases open in each quarter x 100, exact (Garwood) interval (statsmodels), v1"
)
BEFORE, AFTER = "first half", "second half"
# The shares that are compared: of which complaints each is told, and which of them it counts.
SHARES: dict[str, tuple[Callable, Callable]] = {
    "upheld": (
        lambda held: held["outcome"].isin(DECIDED),
        lambda held: held["outcome"].isin(UPHELD),
    ),
    "supported": (lambda held: held["support"] != "", lambda held: held["support"] == "given"),
    "from perpetrators": (
        lambda held: held["root"] > 0,
        lambda held: held["complainant"] == "perpetrator",
    ),
}
_RATE = {RISE: "more complaints over the open cases", FALL: "fewer complaints over the open cases"}
_UPHELD = {RISE: "a larger share of them upheld", FALL: "a smaller share of them upheld"}
_SUPPORT = {RISE: "more support for workers", FALL: "less support for workers"}
_WARNING = {RISE: "a warning to look into", FALL: "the reverse of a warning, to look into as well"}
_PATTERN = {
    RISE: "consistent with accountability, which it does not prove",
    FALL: "consistent with the reverse of accountability, which it does not prove",
}
_PARTS = ("the rate", "the share upheld", "support for workers")


def verdict(rate: str, upheld: str, supported: str) -> str:
    """What three changes may be read as together, each a rise, a fall or one that cannot be told.

    More complaints, a smaller share upheld and more support are consistent with accountability.
    More complaints and a larger share upheld are a warning, whatever the support. Either way round
    is read by the same rule.
    """
    ways = (rate, upheld, supported)
    if rate == upheld != UNTOLD:
        return f"{_WARNING[rate]}: {_RATE[rate]}, and {_UPHELD[upheld]}"
    if UNTOLD in ways:
        untold = [part for part, way in zip(_PARTS, ways, strict=True) if way == UNTOLD]
        parts = " or ".join(filter(None, [", ".join(untold[:-1]), untold[-1]]))
        return f"cannot tell: whether {parts} changed cannot be told from chance"
    pattern = _PATTERN[rate] if supported == rate else "neither pattern"
    return f"{pattern}: {_RATE[rate]}, {_UPHELD[upheld]}, and {_SUPPORT[supported]}"


def changes(borough: str, of: Sequence[Quarter], of_period: str) -> Iterator[dict]:
    """The second half of a borough's usable quarters against the first, and the verdict; or why
    there is neither.

    Of an odd number the middle quarter is in neither half, so that the series turned round gives
    the mirror.
    """
    usable = [one for one in of if one.usable]
    size = len(usable) // 2
    rows = pd.concat([one.rows for one in usable]) if usable else of[0].rows.head(0)
    if len(usable) < LEAST_QUARTERS:
        because = (
            f"refused (G22): at least {LEAST_QUARTERS} quarters past the ramp-up and in full use"
            " are needed"
        )
        yield finding("verdict", of_period, rows, borough=borough, n=len(usable), note=because)
        return
    first, second = usable[:size], usable[-size:]
    told = {"rate": _rate(first, second), **{name: _share(name, first, second) for name in SHARES}}
    for name, parts in told.items():
        yield from (
            finding(f"{name}: {part}", of_period, rows, borough=borough, **parts[part])
            for part in parts
        )
    for part, half in ((BEFORE, first), (AFTER, second)):
        said = " ".join(one.quarter for one in half)
        yield finding(f"quarters: {part}", of_period, rows, borough=borough, n=size, note=said)
    alike = "the same" if _seasons(first) == _seasons(second) else "different"
    yield finding(
        "times of year",
        of_period,
        rows,
        borough=borough,
        note=f"the halves hold {alike} times of year",
    )
    ways = [told[name]["change"]["note"] for name in ("rate", "upheld", "supported")]
    refused = next((note for note in ways if note.startswith("refused")), "")
    yield finding(
        "verdict",
        of_period,
        rows,
        borough=borough,
        n=len(usable),
        note=refused or verdict(*(note if note in (RISE, FALL) else UNTOLD for note in ways)),
    )


def _seasons(half: Sequence[Quarter]) -> Counter:
    return Counter(one.quarter[-1] for one in half)


def _rate(first: Sequence[Quarter], second: Sequence[Quarter]) -> dict[str, dict]:
    """Complaints per 100 open cases in either half, their ratio, and the least that could have been
    told.
    """
    if not all(one.cases for one in (*first, *second)):
        return {
            "change": {
                "note": (
                    "refused (G14): in some of the quarters there are no open cases to count over"
                )
            }
        }
    counts = tuple(sum(one.count for one in half) for half in (first, second))
    bases = tuple(sum(one.cases for one in half) for half in (first, second))
    estimate, low, high = halves.ratio(counts, bases)
    fall, rise = halves.least_ratio(sum(counts), bases)
    return {
        BEFORE: _per_hundred(counts[0], bases[0]),
        AFTER: _per_hundred(counts[1], bases[1]),
        "change": {
            "estimate": estimate,
            "low": low,
            "high": high,
            "n": sum(counts),
            "method": halves.RATIO,
            "note": halves.way(low, high, 1),
        },
        "least change": {"low": fall, "high": rise, "n": sum(counts), "method": halves.LEAST_RATIO},
    }


def _per_hundred(count: int, cases: int) -> dict:
    low, high = confint_poisson(count, cases / 100, method="exact-c")
    return {
        "x": count,
        "n": cases,
        "estimate": 100 * count / cases,
        "low": float(low),
        "high": float(high),
        "method": GARWOOD,
    }


def _share(name: str, first: Sequence[Quarter], second: Sequence[Quarter]) -> dict[str, dict]:
    """A share in either half, their difference, and the least that could have been told."""
    of, counted = SHARES[name]
    held = [pd.concat([one.complaints for one in half]) for half in (first, second)]
    bases = [half[of(half).astype(bool)] for half in held]
    (x, n), (y, m) = pairs = tuple((int(counted(base).sum()), len(base)) for base in bases)
    parts = {BEFORE: share(x, n), AFTER: share(y, m)}
    if not (n and m):
        return {
            **parts,
            "change": {
                "note": "no difference: in one of the halves there is nothing to take a share of"
            },
        }
    estimate, low, high = halves.difference(pairs)
    fall, rise = halves.least_difference((n, m), (x + y) / (n + m))
    change = {
        "estimate": estimate,
        "low": low,
        "high": high,
        "n": n + m,
        "method": halves.DIFFERENCE,
        "note": halves.way(low, high, 0),
    }
    least = {"low": fall, "high": rise, "n": n + m, "method": halves.LEAST_DIFFERENCE}
    return {**parts, "change": change, "least change": least}
