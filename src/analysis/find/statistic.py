"""One statistic of answers or codings: its estimate, its interval, how many it rests on, and how it
was made.
"""

from __future__ import annotations

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from analysis.find.finding import CONFIDENCE


def statistic(
    name: str,
    estimate: float | None = None,
    low: float | None = None,
    high: float | None = None,
    *,
    n: int = 0,
    unit: str = "statistic",
    method: str = "",
    refused: str = "",
    note: str = "",
) -> dict:
    """Values of a finding; a number that is not finite is none, and the note then says why."""

    def number(value: float | None) -> float | None:
        return float(value) if value is not None and np.isfinite(value) else None

    return {
        "statistic": name,
        "estimate": number(estimate),
        "low": number(low),
        "high": number(high),
        "n": int(n),
        "unit": "" if number(estimate) is None else unit,
        "method": method,
        "refused": refused,
        "note": note,
    }


def two_sided(df: float = np.inf) -> float:
    """The multiple of a standard error that reaches to either end of an interval: t with `df`
    degrees of freedom.
    """
    return float(stats.t.ppf((1 + CONFIDENCE) / 2, df))


def share_interval(share: float, n: float, reach: float | None = None) -> tuple[float, float]:
    """Wilson's (1927) score interval of a share of `n` (statsmodels); an effective `n` need be no
    whole number.

    `reach` is the multiple of the standard error; without one it is that of the normal law.
    """
    alpha = 2 * stats.norm.sf(two_sided() if reach is None else reach)
    low, high = proportion_confint(share * n, n, alpha=alpha, method="wilson")
    # Rounding leaves a share of everybody a hair below 1.
    return 0.0 if share == 0 else float(low), 1.0 if share == 1 else float(high)
