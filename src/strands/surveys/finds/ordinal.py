"""Answers on a scale by different people before and after: how far the two groups are apart."""

import warnings
from decimal import ROUND_FLOOR, Decimal

import numpy as np
from scipy import special
from statsmodels.miscmodels.ordinal_model import OrderedModel
from statsmodels.stats.nonparametric import rank_compare_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from analysis.find.finding import CONFIDENCE, Rows, statistic, two_sided
from strands.surveys.declares import SCALE

SUPERIORITY = (
    "P(after > before) + half P(equal), logit interval, Brunner-Munzel variance and t"
    " (statsmodels), v1"
)
CLIFF = "Cliff's delta, 2 P(after > before) + P(equal) - 1, interval from that of P, v1"
BRUNNER_MUNZEL = "Brunner-Munzel test (statsmodels), v1"
WELCH = "difference of means, Welch interval (statsmodels), v1"
HEDGES = "Hedges g, delta-method interval that lets spread and shape differ, v1"
CUMULATIVE = (
    "cumulative-logit odds ratio of a higher answer, Wald interval (statsmodels OrderedModel), v1"
)

# Intervals meant to hold in 95 of 100 samples held in 92 to 97 with 20 answers on one side, and in
# as few as 88 with 10: what may be compared begins here. For the sizes of this evaluation see
# tests/strands/surveys/test_finds_coverage.py.
LEAST_ANSWERS = 20
# Fewer answers in a category and its threshold cannot be told.
LEAST_IN_CATEGORY = 5

_SAME = "every answer is the same"
_APART = "every answer of one group is above every answer of the other"


def unpaired(before: np.ndarray, after: np.ndarray) -> Rows:
    """How answers `after` stand to answers `before` by other people.

    A statistic each: answers on either side, probability of superiority, its test, Cliff's delta,
    difference of means, Hedges g, and the odds ratio of a cumulative-logit model. With fewer than
    LEAST_ANSWERS on a side only the numbers of answers and the reason why there is no more.
    """
    for wave, answers in (("before", before), ("after", after)):
        count = {"n": len(answers), "unit": "count", "method": "count, v1"}
        yield statistic(f"unpaired: answers {wave}", len(answers), **count)
    if min(len(before), len(after)) < LEAST_ANSWERS:
        note = f"no comparison: fewer than {LEAST_ANSWERS} answers before or after"
        n = len(before) + len(after)
        yield statistic("unpaired: comparison", n=n, refused="other", note=note)
        return
    yield from superiority(before, after)
    yield difference(before, after)
    yield hedges(before, after)
    yield cumulative_logit(before, after)


def superiority(before: np.ndarray, after: np.ndarray) -> Rows:
    """Probability that an answer after is above one before, ties half; its test; and Cliff's delta.

    Variance and degrees of freedom are those of Brunner and Munzel (2000). The interval is made on
    the logit scale (Brunner, Bathke and Konietschke 2018): the symmetric one, with 39 answers
    after, holds its probability in only 91 of 100 samples where that is near an end.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        found = rank_compare_2indep(after, before)
    p, error = float(found.prob1), float(np.sqrt(found.var_prob))
    ends, of_delta, test, note, untested = (), (), None, "", ""
    if error > 0:
        reach = two_sided(found.df) * error / (p * (1 - p))
        ends = special.expit(special.logit(p) + np.array([-reach, reach]))
        of_delta, test = 2 * ends - 1, found.test_prob_superior().pvalue
    else:
        why = _SAME if p == 0.5 else _APART
        note, untested = f"no interval: {why}", f"no test: {why}"
    n, test_name = len(before) + len(after), "unpaired: p of superiority"
    yield statistic("unpaired: superiority", p, *ends, n=n, method=SUPERIORITY, note=note)
    yield statistic(test_name, test, n=n, unit="p", method=BRUNNER_MUNZEL, note=untested)
    yield statistic("unpaired: Cliff's delta", 2 * p - 1, *of_delta, n=n, method=CLIFF, note=note)


def difference(before: np.ndarray, after: np.ndarray) -> dict:
    """Mean after less mean before with Welch's interval."""
    apart, ends, note = np.mean(after) - np.mean(before), (), ""
    if np.ptp(before) or np.ptp(after):
        means = CompareMeans(DescrStatsW(after), DescrStatsW(before))
        ends = means.tconfint_diff(1 - CONFIDENCE, usevar="unequal")
    else:
        note = f"no interval: {_alike(apart)}"
    about = {"n": len(before) + len(after), "unit": "scale", "method": WELCH, "note": note}
    return statistic("unpaired: difference of means", apart, *ends, **about)


def hedges(before: np.ndarray, after: np.ndarray) -> dict:
    """Difference of means over the pooled standard deviation, less its bias of small samples
    (Hedges 1981).

    J = 1 - 3 / (4 df - 1). The usual interval takes both groups for normal with one spread; where
    the spreads differ it held in 83 of 100 samples of 39 and 348. This one is the delta method on
    means and variances (each answer's influence on g), with Welch-Satterthwaite degrees of freedom;
    for normal groups its variance is that of Bonett (2008, Psychological Methods 13, 99-109).
    """
    sizes = np.array([len(after), len(before)])
    share = (sizes - 1) / (sizes.sum() - 2)
    spreads = np.array([np.var(after, ddof=1), np.var(before, ddof=1)])
    pooled = share @ spreads
    apart = np.mean(after) - np.mean(before)
    if pooled == 0:
        note = f"no g: {_alike(apart)}"
        return statistic("unpaired: Hedges g", n=sizes.sum(), method=HEDGES, note=note)
    d = apart / np.sqrt(pooled)
    parts = []
    for sign, answers, part in zip((1, -1), (after, before), share, strict=True):
        off = answers - np.mean(answers)
        influence = sign * off / np.sqrt(pooled) - d * part * (off**2 - np.mean(off**2)) / (
            2 * pooled
        )
        parts.append(np.var(influence, ddof=1) / len(answers))
    variance = sum(parts)
    df = variance**2 / sum(part**2 / (size - 1) for part, size in zip(parts, sizes, strict=True))
    g, reach = d * (1 - 3 / (4 * (sizes.sum() - 2) - 1)), two_sided(df) * np.sqrt(variance)
    return statistic("unpaired: Hedges g", g, g - reach, g + reach, n=sizes.sum(), method=HEDGES)


def cumulative_logit(before: np.ndarray, after: np.ndarray) -> dict:
    """Odds ratio of a higher answer after than before, one and the same at every threshold
    (McCullagh 1980).

    Refused unless every category of the scale holds LEAST_IN_CATEGORY answers before and as many
    after: categories are put together by a plan made beforehand, never by looking at the answers.
    """
    name, n = "unpaired: odds ratio of a higher answer", len(before) + len(after)
    categories = np.arange(SCALE[0], SCALE[1] + 1)
    counts = [np.sum(answers[:, None] == categories, axis=0) for answers in (before, after)]
    thin = categories[np.min(counts, axis=0) < LEAST_IN_CATEGORY]
    refused = {"n": n, "method": CUMULATIVE, "refused": "other"}
    if len(thin):
        note = (
            f"no model: fewer than {LEAST_IN_CATEGORY} answers before or after at a point of the"
            " scale"
        )
        return statistic(name, **refused, note=note)
    later = np.repeat([0.0, 1.0], [len(before), len(after)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = OrderedModel(np.concatenate([before, after]), later[:, None], distr="logit").fit(
            method="bfgs", disp=False, gtol=1e-8
        )
    if not np.isfinite(fitted.bse[0]):
        return statistic(name, **refused, note="no model: it did not settle on an answer")
    slope, reach = fitted.params[0], two_sided() * fitted.bse[0]
    ends = np.exp([slope, slope - reach, slope + reach])
    note = "takes the ratio to be the same at every step of the scale"
    return statistic(name, *ends, n=n, unit="odds", method=CUMULATIVE, note=note)


def possible(mean: Decimal, n: int) -> bool:
    """Whether the mean of `n` whole numbers, rounded as printed, can be this (the GRIM test, Brown
    and Heathers 2017).

    The places are those `mean` was printed with: Decimal("5.20") has two. A half may have been
    rounded either way.
    """
    half = Decimal(1).scaleb(mean.as_tuple().exponent) / 2
    return ((mean + half) * n).to_integral_value(ROUND_FLOOR) >= (mean - half) * n


def _alike(apart: float) -> str:
    """Why answers without any spread have no interval."""
    return _SAME if apart == 0 else "the answers of each group are all the same"
