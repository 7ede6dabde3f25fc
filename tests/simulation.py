"""How often the test of a change errs, and what it sees: simulated series of counts, with a seed.

    python -m simulation

prints the tables of docs/methods.md.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import stats

from analysis.declare.sampling import ORDERED
from analysis.find import rates, slopes
from strands.checklist.finds.double_read import weighted
from strands.complaints.finds import halves
from strands.indicators.finds import interrupted, together, trends
from strands.themes.finds import alpha as agreement

SEED, SERIES = 20261129, 2_000
# Series of one kind, as an indicator has in six boroughs.
KIND = 6
QUARTERS, MEANS, DISPERSIONS = (5, 7, 11, 16, 24), (3, 20, 100), (1, 2, 5)
CORRELATIONS, DIFFERING = (0, 0.15, 0.3), [1, 1, 2, 3, 4, 5]
USED = "the larger of both (used)"
RULES = ("own dispersion", "the kind's", USED)
# Sets of units coded twice: how many units, and the prevalences of codes with the share guessed.
SETS, UNITS = 300, (8, 12, 20, 40, 60, 80)
CODES = (((0.5, 0.5), 0.1), ((0.5, 0.5), 0.3), ((0.8, 0.2), 0.1), ((0.8, 0.2), 0.3))
# Boroughs whose quarters are set against each other, and quarters in a half.
HALVED, LEVELS, HALF_RUNS = ((5, 2), (5, 4)), (4, 40), 400
# Boroughs of which an average is taken: mean counts of six as returned, and the quarters of each.
AVERAGED = {
    "referrals at intake": ((257, 65, 285, 60, 158, 736), (7, 6, 4, 5, 7, 7)),
    "protection plans": ((41, 14, 41, 9, 31, 51), (7, 6, 4, 5, 7, 7)),
    "taken into care": ((4, 13, 8, 4, 8, 19), (7, 6, 4, 5, 7, 7)),
    "plans of four quarters": ((41, 14, 41, 9, 31, 51), (4,) * 6),
    "plans in three boroughs": ((41, 31, 51), (7, 7, 7)),
}
# Quarters before and since a step: a step alone, and from 24 on a slope and the season besides.
STEPPED, STEP_RUNS = ((3, 9), (6, 6), (8, 16), (12, 12)), 500
# By what the changes of boroughs really differ: the standard deviation of their logarithm.
DIFFER = (0, 0.2)
# Cases read twice, and how easily each item is seen.
READ_TWICE = {
    "eight items": (np.linspace(-1, 1, 8), (6, 10, 20, 30)),
    "one item": (np.array([0.0]), (20, 30)),
    "one item, mostly one answer": (np.array([1.05]), (20, 30, 45)),
}


def ps(
    quarters: int,
    means: list[float],
    dispersions: list[float],
    rho: float,
    whole: float = 1,
    rule: str = USED,
) -> np.ndarray:
    """The p of so many draws (rows) of the series of a kind (columns), with these means and
    dispersions, that change to `whole` from first to last; by one `rule` of RULES.
    """
    rng = np.random.default_rng([SEED, quarters, *map(int, means), *dispersions, int(100 * rho)])
    times = np.arange(quarters, dtype=float)
    way = whole ** (times / times[-1])
    about = zip(means, dispersions, strict=True)
    laws = [trends.law_of(mean * way / way.mean(), dispersion) for mean, dispersion in about]
    drawn = [slopes.drawn(rng, law, times, SERIES, rho) for law in laws]
    return p_of(np.stack(drawn, axis=1), times, rule)


def p_of(counts: np.ndarray, times: np.ndarray, rule: str = USED) -> np.ndarray:
    """The p of each series, by steps in the last dimension, whose kind are those in the last but one."""
    fits = trends.fit(counts.reshape(-1, len(times)), times)
    slope, chance, own, df = (each.reshape(counts.shape[:-1]) for each in fits)
    together = np.nansum(df, axis=-1, keepdims=True)
    kind = np.nansum(own * df, axis=-1, keepdims=True) / together
    spread, degrees = {
        "own dispersion": (own, df),
        "the kind's": (np.broadcast_to(kind, own.shape), together),
        USED: (np.fmax(own, kind), together),
    }[rule]
    error = chance * np.sqrt(np.maximum(1, spread))
    return np.nan_to_num(2 * stats.t.sf(np.abs(slope) / error, degrees), nan=1.0)


def called(*about, **values) -> float:
    """The share of all series whose p is below 0.05."""
    return float((ps(*about, **values) < 0.05).mean())


def some_stands(quarters: int, rho: float, dispersion: float = 3) -> float:
    """How often some of 24 unchanging series, four indicators in six boroughs, stands after Holm."""
    means = (10, 20, 40, 200)
    about = [ps(quarters, [mean] * KIND, [dispersion] * KIND, rho) for mean in means]
    least = np.concatenate(about, axis=1).min(axis=1)
    return float((least * len(means) * KIND < 0.05).mean())


def taken_for_independent() -> float:
    """How often a series is called at most, at a correlation of 0.3, by a test that knows of none."""
    known, slopes.CORRELATION = slopes.CORRELATION, 0.0
    try:
        return max(
            called(quarters, [mean] * KIND, [2] * KIND, 0.3)
            for quarters in QUARTERS
            for mean in MEANS
        )
    finally:
        slopes.CORRELATION = known


def alpha_covers(units: int, prevalence: tuple[float, ...], error: float) -> float:
    """How often the interval of Krippendorff's alpha holds the alpha of two coders who each guess by
    the prevalences in this share of units.
    """
    rng = np.random.default_rng([SEED, units, len(prevalence), int(100 * error)])
    held = 0
    for _ in range(SETS):
        truth = rng.choice(len(prevalence), units, p=prevalence)
        coders = [
            np.where(
                rng.random(units) < error, rng.choice(len(prevalence), units, p=prevalence), truth
            )
            for _ in range(2)
        ]
        rows = agreement.alpha(pd.DataFrame(coders).T, "nominal")
        found = next(row for row in rows if row["statistic"] == "agreement: alpha")
        # Two codes are alike by more than chance where neither was a guess.
        held += found["low"] is not None and found["low"] <= (1 - error) ** 2 <= found["high"]
    return held / SETS


def half_called(
    boroughs: int, quarters: int, mean: float, dispersion: float, rho: float, whole: float = 1
) -> float:
    """How often the later of two halves, of so many `quarters` each, is called another rate than the
    earlier, where it is `whole` times that.
    """
    rng = np.random.default_rng([SEED, boroughs, quarters, int(mean), int(10 * dispersion)])
    times = np.arange(2 * quarters)
    law = trends.law_of(mean * np.where(times < quarters, 1, whole), dispersion)
    drawn = [slopes.drawn(rng, law, times, HALF_RUNS, rho) for _ in range(boroughs)]
    even, told = np.ones(quarters), 0
    for run in range(HALF_RUNS):
        of_all = [_groups(counts[run].astype(float), even, times) for counts in drawn]
        kind = rates.spread(group for groups in of_all for group in groups)
        for groups in of_all:
            spread = rates.apart(groups, kind)
            counts = tuple(int(counts.sum()) for counts, *_ in groups)
            told += halves.way(*halves.ratio(counts, (1, 1), spread)[1:], 1) != "cannot tell"
    return told / HALF_RUNS / boroughs


def _groups(counts: np.ndarray, even: np.ndarray, times: np.ndarray) -> list[rates.Group]:
    return [(counts[part], even, times[part]) for part in np.split(np.arange(len(times)), 2)]


def read_twice(rng: np.random.Generator, cases: int, ease: np.ndarray) -> np.ndarray:
    """Answers of two readers who see a case alike in part: tables by case."""
    case = rng.normal(0, 0.7, (cases, 1)) + ease + rng.normal(0, 0.6, (cases, len(ease))) + 0.5
    seen = [
        case + rng.normal(0, 0.7, case.shape) + rng.normal(0, 0.3, (cases, 1)) for _ in range(2)
    ]
    first, second = ((one > -0.4).astype(int) + (one > 0.4) for one in seen)
    tables = np.zeros((cases, 3, 3), dtype=int)
    np.add.at(tables, (np.arange(cases)[:, None], first, second), 1)
    return tables


def pairs_of(tables: np.ndarray) -> pd.DataFrame:
    """Pairs of answers: `tables` has, for each case, how often its readers gave each pair."""
    case, first, second = np.nonzero(tables)
    answers = np.array(ORDERED, dtype=object)
    columns = {
        "reading": [f"H{at}" for at in case],
        "answer": answers[first],
        "answer_second": answers[second],
    }
    times = tables[case, first, second].astype(int)
    return pd.DataFrame({name: np.repeat(values, times) for name, values in columns.items()})


def linear(table: np.ndarray) -> float:
    """Kappa with linear weights by its definition (Cohen 1968)."""
    apart = np.abs(np.subtract.outer(range(3), range(3)))
    chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return 1 - (apart * table).sum() / (apart * chance).sum()


def kappa_covers(cases: int, ease: np.ndarray, times: int = SETS) -> float:
    """How often an interval of kappa, where there is one, holds the kappa of 100,000 cases."""
    rng = np.random.default_rng([SEED, cases, len(ease)])
    truth = linear(read_twice(rng, 100_000, ease).sum(axis=0))
    rows = [weighted(pairs_of(read_twice(rng, cases, ease))) for _ in range(times)]
    held = [row["low"] <= truth <= row["high"] for row in rows if "low" in row]
    return float(np.mean(held))


def compared() -> Iterator[str]:
    """The table of halves that do not differ, and of a fall by half, as Markdown."""
    heads = [f"called, correlation {rho}" for rho in (0, 0.3)]
    yield (
        f"| Boroughs | Quarters in a half | Mean | Dispersion | {' | '.join(heads)} | a fall by half,"
        " called |"
    )
    yield "|" + "---:|" * 7
    for boroughs, quarters in HALVED:
        for mean in LEVELS:
            for dispersion in (1, 2, 3.5):
                about = (boroughs, quarters, mean, dispersion)
                shares = [half_called(*about, rho) for rho in (0, 0.3)]
                cells = " | ".join(f"{s:.1%}" for s in (*shares, half_called(*about, 0, 0.5)))
                yield f"| {boroughs} | {quarters} | {mean} | {dispersion} | {cells} |"


def stepped(
    before: int,
    since: int,
    mean: float,
    dispersion: float,
    rho: float,
    whole: float = 1,
    runs: int = STEP_RUNS,
) -> float:
    """How often a step to `whole` times the level is called in a series of so many quarters."""
    rng = np.random.default_rng([SEED, before, since, int(mean), dispersion, int(10 * rho)])
    times = np.arange(before + since)
    law = trends.law_of(mean * np.where(times < before, 1, whole), dispersion)
    long = before + since >= interrupted.SLOPE_FROM
    how = {"season": interrupted.SEASON, "with_slope": True} if long else {}
    fits = [
        interrupted.interrupted(counts.astype(float), times, before, **how)
        for counts in slopes.drawn(rng, law, times, runs, rho)
    ]
    return float(np.mean([fit is not None and fit.p(fit.step) < 0.05 for fit in fits]))


def steps() -> Iterator[str]:
    """The table of steps that are none, and of a step down by half, as Markdown."""
    heads = [f"called, correlation {rho}" for rho in (0, 0.3)]
    yield (
        f"| Quarters before and since | Mean | Dispersion | {' | '.join(heads)} | a step down by half,"
        " called |"
    )
    yield "|---|" + "---:|" * 5
    for sides in STEPPED:
        for mean in (20, 100):
            for dispersion in (1, 2, 5):
                about = (*sides, mean, dispersion)
                shares = [stepped(*about, rho) for rho in (0, 0.3)] + [stepped(*about, 0, 0.5)]
                cells = " | ".join(f"{share:.1%}" for share in shares)
                yield f"| {sides[0]} and {sides[1]} | {mean} | {dispersion} | {cells} |"


def averaged_called(
    name: str, dispersion: float, differ: float, rho: float, whole: float = 1, sets: int = SERIES
) -> float:
    """How often an average change of boroughs is called that is `whole` over the longest span."""
    about = [(mean, np.arange(quarters)) for mean, quarters in zip(*AVERAGED[name], strict=True)]
    return together.power(whole, about, dispersion, differ**2, rho=rho, drawn=sets)


def averaged() -> Iterator[str]:
    """The table of average changes that are none, and of falls by 17 % and by 30 %, as Markdown."""
    heads = [f"called, correlation {rho}" for rho in (0, 0.3, 0.4)]
    falls = "a fall by 17 %, called | a fall by 30 %, called"
    yield f"| Counts of | Dispersion | Boroughs differ by | {' | '.join(heads)} | {falls} |"
    yield "|---|" + "---:|" * 7
    for name in AVERAGED:
        for dispersion in (1, 3.5):
            for differ in DIFFER:
                about = (name, dispersion, differ)
                shares = [averaged_called(*about, rho) for rho in (0, 0.3, 0.4)]
                shares += [averaged_called(*about, 0, whole) for whole in (0.83, 0.7)]
                cells = " | ".join(f"{share:.1%}" for share in shares)
                yield f"| {name} | {dispersion} | {differ} | {cells} |"


def sizes() -> Iterator[str]:
    """The table of sizes and powers, as Markdown."""
    heads = [f"called, correlation {rho}" for rho in CORRELATIONS]
    yield f"| Quarters | Mean | Dispersion | {' | '.join(heads)} | a fall by half, called |"
    yield "|" + "---:|" * 7
    for quarters in QUARTERS:
        for mean in MEANS:
            for dispersion in DISPERSIONS:
                about = (quarters, [mean] * KIND, [dispersion] * KIND)
                shares = [called(*about, rho) for rho in CORRELATIONS] + [called(*about, 0, 0.5)]
                cells = " | ".join(f"{share:.1%}" for share in shares)
                yield f"| {quarters} | {mean} | {dispersion} | {cells} |"


def rules() -> Iterator[str]:
    """The table of what a dispersion may be taken from, as Markdown."""
    yield (
        "| Tried at seven quarters, mean 30, correlation 0.3 | size, dispersion 2 | size, worst of"
        " dispersions 1 to 5 in one kind | a fall by half seen, dispersion 2, correlation 0 |"
    )
    yield "|---|---:|---:|---:|"
    for rule in RULES:
        even, uneven = [2] * KIND, (ps(7, [30] * KIND, DIFFERING, 0.3, rule=rule) < 0.05)
        size = called(7, [30] * KIND, even, 0.3, rule=rule)
        seen = called(7, [30] * KIND, even, 0, 0.5, rule=rule)
        yield f"| {rule} | {size:.1%} | {uneven.mean(axis=0).max():.1%} | {seen:.1%} |"


def others() -> Iterator[str]:
    """The other figures of docs/methods.md, a line each."""
    for quarters in (7, 11):
        for rho in (0, 0.3):
            stands = some_stands(quarters, rho)
            yield f"some of 24 stands, {quarters} quarters, correlation {rho}: {stands:.1%}"
    yield f"at most, by a test that knows of no correlation: {taken_for_independent():.1%}"
    shares = (ps(7, [30] * KIND, DIFFERING, 0.3) < 0.05).mean(axis=0)
    called_by_series = ", ".join(f"{share:.1%}" for share in shares)
    yield f"dispersions {DIFFERING}, seven quarters, correlation 0.3: {called_by_series}"
    for units in UNITS:
        found = [alpha_covers(units, *kind) for kind in CODES]
        yield f"alpha of {units} units: {', '.join(f'{share:.0%}' for share in found)}"
    for name, (ease, cases) in READ_TWICE.items():
        covered = ", ".join(f"{number}: {kappa_covers(number, ease):.0%}" for number in cases)
        yield f"kappa, {name}, by cases {covered}"


if __name__ == "__main__":
    # Also of fewer units than are given an interval.
    agreement.INTERVAL_FROM = 0
    for line in (*rules(), *sizes(), *averaged(), *steps(), *compared(), *others()):
        print(line, flush=True)
