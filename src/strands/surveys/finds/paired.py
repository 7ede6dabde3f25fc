"""Two answers of the same person, before and after: change within persons; and pairs together with
single answers.
"""

import numpy as np
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from analysis.find.finding import CONFIDENCE, Rows, share_interval, statistic, two_sided
from strands.surveys.declares import WAVES
from strands.surveys.finds.ordinal import LEAST_ANSWERS, unpaired

MEAN = "mean of the answers of the pairs, v1"
MEAN_CHANGE = "mean change within persons, t interval (statsmodels), v1"
SIGNED_RANK = (
    "Wilcoxon signed-rank test, ties with zero ranked and left out (Pratt 1959) (scipy), v1"
)
RANK_BISERIAL = (
    "matched-pairs rank-biserial correlation over all pairs, score interval on an effective n, v1"
)
SHARE = "share of pairs, Wilson interval, v1"
COMBINED = (
    "pairs and single answers weighted by inverse variance (Graybill and Deal 1959, variance of"
    " Meier 1953), v1"
)
LOOKING_BACK = (
    "both answers were given after the training: what was known before is remembered, not measured"
)

# So many times the pairs is the most an effective n may be. A pair shares its partner's luck: by
# simulation (tests/strands/surveys/test_finds_coverage.py) higher limits made the interval too
# short where nearly everybody rose.
MOST_EFFECTIVE = 1.5
# A part weighs by its own variance, which fewer answers cannot tell. It may be smaller than a part
# that stands alone.
LEAST_COMBINED = 10


def paired(before: np.ndarray, after: np.ndarray) -> Rows:
    """Change from `before` to `after`, answers of the same people in the same order, asked at two
    times.

    Statistics: number of pairs, mean and median change, signed-rank test, rank-biserial
    correlation, and the shares that rose, stayed and fell. With fewer than LEAST_ANSWERS pairs only
    their number and the reason.
    """
    return _within("paired", before, after)


def retrospective(before: np.ndarray, after: np.ndarray) -> Rows:
    """The same for a survey asked once, after the training, about before and after: the method of
    every row says so.
    """
    for row in _within("retrospective", before, after):
        yield {**row, "method": "; ".join(filter(None, (row["method"], LOOKING_BACK)))}


def _within(design: str, before: np.ndarray, after: np.ndarray) -> Rows:
    change, n = np.asarray(after, float) - np.asarray(before, float), len(before)

    def row(name: str, *numbers: float | None, **about: str) -> dict:
        return statistic(f"{design}: {name}", *numbers, n=n, **about)

    yield row("pairs", n, unit="count", method="count, v1")
    if n < LEAST_ANSWERS:
        why = f"no comparison: fewer than {LEAST_ANSWERS} pairs"
        yield row("change", refused="other", note=why)
        return
    alike = "" if np.ptp(change) else "no interval: every change is the same"
    for wave, answers in zip(WAVES, (before, after), strict=True):
        yield row(f"mean {wave}", np.mean(answers), unit="scale", method=MEAN)
    yield row("mean change", *mean_change(change), unit="scale", method=MEAN_CHANGE, note=alike)
    yield row("median change", np.median(change), unit="scale", method="median, v1")
    p = signed_rank_p(change)
    none = "no test: no answer changed" if p is None else ""
    yield row("p of change", p, unit="p", method=SIGNED_RANK, note=none)
    yield row("rank-biserial", *rank_biserial(change), method=RANK_BISERIAL)
    for name, way in (("risen", change > 0), ("same", change == 0), ("fallen", change < 0)):
        ends = share_interval(way.mean(), n)
        yield row(f"share {name}", way.mean(), *ends, unit="share", method=SHARE)


def mean_change(change: np.ndarray) -> tuple[float, float | None, float | None]:
    """Mean of the changes and the ends of its t interval; none where all are the same."""
    if not np.ptp(change):
        return float(np.mean(change)), None, None
    return float(np.mean(change)), *map(float, DescrStatsW(change).tconfint_mean(1 - CONFIDENCE))


def signed_rank_p(change: np.ndarray) -> float | None:
    """Two-sided p of the signed-rank test; None where nothing changed.

    Zeros are ranked with the others and then left out (Pratt 1959). Exact without ties and zeros up
    to 50 pairs, and by all permutations up to 13; else by the normal law.
    """
    return float(stats.wilcoxon(change, zero_method="pratt").pvalue) if np.any(change) else None


def rank_biserial(change: np.ndarray) -> tuple[float, float, float]:
    """Rank sum of rises less rank sum of falls, over that of all pairs, and the ends of its
    interval.

    r = sum sign(d) rank|d| / (n (n + 1) / 2) after King, Rosopa and Minium (2011). Unlike theirs,
    pairs without change are ranked too and count half for either side, so r is about everybody and
    0 where nobody changed; the test above rests on the same sum. Being the mean of sign(d_i + d_j)
    over pairs of pairs, r has the variance of a U-statistic (Hoeffding 1948). (1 + r) / 2 then gets
    the score interval of a share of as many answers as would vary as much.
    """
    n, ordered = len(change), np.sort(change)
    # For each pair, how the sums of its change with everybody's lean.
    lean = (
        n - np.searchsorted(ordered, -change, "right") - np.searchsorted(ordered, -change, "left")
    ) / n
    r = float(np.sign(change) @ stats.rankdata(np.abs(change)) / (n * (n + 1) / 2))
    variance, share = 4 * np.var(lean, ddof=1) / n, (1 + r) / 2
    effective = min(
        MOST_EFFECTIVE * n, 4 * share * (1 - share) / variance if variance > 0 else np.inf
    )
    low, high = share_interval(share, effective, two_sided(n - 1))
    return r, 2 * low - 1, 2 * high - 1


def partially_paired(
    pairs: tuple[np.ndarray, np.ndarray],
    singles: tuple[np.ndarray, np.ndarray],
) -> Rows:
    """Pairs, single answers, and both together: (before, after) of the linked, then of the others.

    The parts come first, as `paired` and `unpaired` give them; then the two differences of means,
    independent of one another, weighted by w = 1 / variance. The weights are estimates too, so the
    variance is 1 / W times 1 + 4 sum (w/W) (1 - w/W) / df (Meier 1953) and 1 / df = sum (w/W)^2 /
    df. Pairs and singles are taken to tell of the same change, and a single before and a single
    after to be different people.
    """
    yield from paired(*pairs)
    yield from unpaired(*singles)
    changes, n = pairs[1] - pairs[0], sum(map(len, (*pairs, *singles)))
    name, because = "partially paired: difference of means", ""
    if min(map(len, (changes, *singles))) < LEAST_COMBINED:
        because = (
            f"not combined: fewer than {LEAST_COMBINED} pairs, single answers before or single"
            " answers after"
        )
    elif not np.ptp(changes) or not (np.ptp(singles[0]) or np.ptp(singles[1])):
        because = "not combined: one part has no spread to be weighted by"
    if because:
        yield statistic(name, n=n, method=COMBINED, refused="other", note=because)
        return
    within, (before, after) = DescrStatsW(changes), map(DescrStatsW, singles)
    between = CompareMeans(after, before)
    means = np.array([within.mean, after.mean - before.mean])
    df = np.array([len(changes) - 1, between.dof_satt()])
    weight = 1 / np.array([within.std_mean, between.std_meandiff_separatevar]) ** 2
    share = weight / weight.sum()
    variance = (1 + 4 * np.sum(share * (1 - share) / df)) / weight.sum()
    estimate, reach = share @ means, two_sided(1 / np.sum(share**2 / df)) * np.sqrt(variance)
    about = {"note": f"pairs weigh {share[0]:.0%}, single answers {share[1]:.0%}"}
    ends = estimate - reach, estimate + reach
    yield statistic(name, estimate, *ends, n=n, unit="scale", method=COMBINED, **about)
