"""What official statistics say of the members since they joined, beside every other authority; and how
far that may be believed.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from pandas import DataFrame
from statsmodels.stats.multitest import multipletests

from analysis.declare.boroughs import members
from analysis.find import ladder
from analysis.find.finding import Rows, finding, frame, interval
from strands.context.declares import (
    EARLIER,
    ENGLAND,
    LOCKED,
    LONDON,
    OUTCOMES,
    PLAN,
    PRETENDED,
    Plan,
)
from strands.context.finds import breaks, placebo
from strands.context.finds.placebo import Comparison
from strands.context.finds.study import Study

AREAS = ("England", "London")
OVER_BINOMIAL = (
    "mean square of the donors' changes over the variance of the same by binomial sampling, v1"
)


def findings(rows: DataFrame, of_period: str, plan: Plan = PLAN) -> DataFrame:
    """Everything the strand finds in rows of the `context` table: a FINDINGS frame.

    `subject` is the outcome, `reading` against whom or with which years of joining, `borough` a
    member, or without which one. Changes are odds ratios. None where no release came.
    """
    studies = [Study(outcome, rows, of_period, plan) for outcome in OUTCOMES.values()]
    usable = [study for study in studies if study.is_usable]
    tested = [study for study in usable if study.outcome.key in plan.tested]
    ps = [study.main.p for study in tested]
    # An outcome of the plan that could not be tested counts as tested all the same.
    padded = [*ps, *[1.0] * (len(plan.tested) - len(ps))]
    holm = multipletests(padded, method="holm")[1][: len(ps)]
    adjusted = dict(zip([study.outcome.key for study in tested], map(float, holm), strict=True))
    made = [*_arrived(rows), *_plan(plan), *_areas(rows)]
    for study in studies:
        if study not in usable:
            made.append(_refused(study))
            continue
        made += _about(study, adjusted.get(study.outcome.key))
    return frame({**row, "when": row["when"] or of_period} for row in made if len(rows))


def _arrived(rows: DataFrame) -> Rows:
    """How many numbers of how many areas came, by what is counted."""
    for measure, of_measure in rows.groupby("measure", sort=False):
        authorities = of_measure[of_measure["level"] == "authority"]
        known = authorities["status"].eq("returned")
        values = {"x": int(known.sum()), "n": len(authorities), "unit": "count"}
        ends = {"low": float(of_measure["year"].min()), "high": float(of_measure["year"].max())}
        yield finding("numbers", subject=measure, **values, **ends, method="count and years, v1")


def _areas(rows: DataFrame) -> Rows:
    """The share that an outcome's part is of its whole in England and in London, year by year."""
    wide = rows[rows["level"].ne("authority") & rows["name"].isin(AREAS)]
    known = wide[wide["status"] == "returned"]
    for outcome in (one for one in OUTCOMES.values() if not one.is_placebo and not one.less):
        for (name, year), of_year in known.groupby(["name", "year"]):
            counts = of_year.set_index("measure")["count"]
            if not {outcome.part, outcome.whole} <= set(counts.index):
                continue
            mine = of_year[of_year["measure"].isin([outcome.part, outcome.whole])]
            part, whole = int(counts[outcome.part]), int(counts[outcome.whole])
            values = {"estimate": part / whole, "x": part, "n": whole, "unit": "share"}
            about = {"subject": outcome.key, "reading": name, "when": str(year)}
            yield finding("share", mine, **about, **values, method="x of n, as released, v1")


def _plan(plan: Plan) -> Rows:
    """The plan by its fingerprint, and whether it is the one that was locked."""
    same = plan.sha256 == LOCKED
    yield finding(
        "plan",
        estimate=float(same),
        unit="statistic",
        method="sha256 of the plan, v1",
        note=plan.sha256,
    )


def _refused(study: Study) -> dict:
    """Why an outcome is compared with nobody."""
    if study.missing:
        why = f"no release holds {', '.join(map(str, study.missing))}"
    elif not study.starts:
        why = "no release holds these numbers of a member"
    elif len(study.donors) >= study.plan.donors:
        why = "no member has a number both before and since it joined"
    else:
        why = f"{len(study.donors)} other authorities have every year, of at least {study.plan.donors}"
    about = {"subject": study.outcome.key, "reading": ENGLAND, "refused": "other", "note": why}
    return finding("change", **about, method="change since joining against other authorities")


def _about(study: Study, holm: float | None) -> Iterator[dict]:
    """Everything about one outcome."""
    main = study.main
    yield from _broken(study)
    yield from _absent(study)
    yield from _before(study)
    yield from _changed(study, main, ENGLAND)
    if len(study.of_london) > len(study.starts):
        yield from _changed(study, study.compared(study.of_london), LONDON)
    if earlier := study.earlier():
        yield from _changed(study, earlier, EARLIER)
    if pretended := study.pretended():
        yield from _changed(study, pretended, PRETENDED)
        yield from _members(study, pretended, PRETENDED)
    yield from _members(study, main, ENGLAND)
    yield _over_binomial(study)
    if holm is not None:
        subject = {"subject": study.outcome.key, "reading": ENGLAND}
        yield finding("change_p_holm", **subject, estimate=holm, unit="p", method="Holm, v1")
        low, high = np.exp(main.interval()[1:])
        locked = study.plan.sha256 == LOCKED
        verdict = ladder.verdict(low, high, planned=locked, adjusted_p=holm)
        yield finding("verdict", **subject, verdict=verdict, method="ladder of wording, v1")


def _changed(study: Study, compared: Comparison, reading: str) -> Rows:
    """The members' mean change under one reading, its p, and what would have shown."""
    known = compared.effects.dropna()
    about = {"subject": study.outcome.key, "reading": reading, "n": len(known)}
    rows, method = study.rows_of([*known.index]), placebo.METHOD.format(draws=compared.draws)
    if known.empty:
        why = "no member has a number both before and since"
        yield finding("change", rows, **about, refused="other", note=why)
        return
    ends = _odds(compared.interval())
    last = str(compared.years[-1])
    ends |= {"x": len(compared.donors), "note": last}
    yield finding("change", rows, **about, **ends, method=method)
    yield finding("change_p", rows, **about, estimate=compared.p, unit="p", method=method)
    low, high = np.exp(compared.detectable())
    least = {"low": float(low), "high": float(high), "unit": "odds", "method": method}
    yield finding("change_detectable", rows, **about, **least)
    spread = {"estimate": compared.spread, "unit": "statistic", "method": method}
    yield finding("donors_differ", **{**about, "n": len(compared.donors)}, **spread)


def _odds(logs: tuple[float, ...]) -> dict:
    return {**interval(tuple(np.exp(logs))), "unit": "odds"}


def _members(study: Study, compared: Comparison, reading: str) -> Rows:
    """Each member's change, how far out it lies among the donors', and the mean without it."""
    known = compared.effects.dropna()
    ps = [compared.member_p(code) for code in known.index]
    holm = multipletests(ps, method="holm")[1] if ps else []
    for code, p, adjusted in zip(known.index, ps, holm, strict=True):
        about = {
            "subject": study.outcome.key,
            "reading": reading,
            "borough": study.members[code].key,
        }
        rows, method = study.rows_of([code]), placebo.METHOD.format(draws=compared.draws)
        change = {"estimate": float(np.exp(known[code])), "unit": "odds", "method": method}
        lacking = _lacking(compared, code)
        note = f"without {', '.join(map(str, lacking))}" if lacking else ""
        joined = {"x": compared.starts[code], "n": len(compared.years) - len(lacking)}
        yield finding("member_change", rows, **about, **change, **joined, note=note)
        values = {"unit": "p", "method": "rank among the donors, v1"}
        yield finding("member_p", rows, **about, estimate=p, **values)
        yield finding("member_p_holm", rows, **about, estimate=float(adjusted), **values)
        if reading == ENGLAND and len(known) > 2:
            fewer = compared.without(code)
            about |= {"n": len(known) - 1, "method": method}
            yield finding("without_member", **about, **_odds(fewer.interval()))
            yield finding("without_member_p", **about, estimate=fewer.p, unit="p")


def _lacking(compared: Comparison, code: str) -> list[int]:
    """The years a member has no number for."""
    own = compared.values.loc[code, list(compared.years)]
    return [year for year in compared.years if pd.isna(own[year])]


def _broken(study: Study) -> Rows:
    """The members whose series breaks, which are in no mean."""
    for one in study.broken:
        yield finding(
            "broken",
            study.rows_of([one.code]),
            subject=study.outcome.key,
            borough=study.members[one.code].key,
            refused="G35",
            estimate=float(np.exp(one.jump)),
            low=float(np.exp(one.low)),
            high=float(np.exp(one.high)),
            x=one.before,
            n=one.after,
            unit="odds",
            method=breaks.METHOD.format(share=study.plan.band),
        )


def _absent(study: Study) -> Rows:
    """The members that are in no mean as they have no number before, or none since."""
    known = {study.members[code].key for code in study.main.effects.dropna().index}
    known |= {study.members[one.code].key for one in study.broken}
    for member in members(study.of_period):
        if member.key not in known:
            about = {"subject": study.outcome.key, "reading": ENGLAND, "borough": member.key}
            yield finding(
                "absent", **about, refused="other", note="no number before, or none since"
            )


def _before(study: Study) -> Rows:
    """What a member's count, and what it is out of, came to before it joined: the first year that was
    released and the last before joining, as ratios.
    """
    outcome, counts = study.outcome, study.panel.counts
    for code, start in study.starts.items():
        part, whole = (counts[name].loc[code] for name in (outcome.part, outcome.whole))
        years = [
            year for year in study.years if year < start and part[year] > 0 and whole[year] > 0
        ]
        if len(years) < 2:
            continue
        first, last = years[0], years[-1]
        about = {"subject": outcome.key, "reading": ENGLAND, "borough": study.members[code].key}
        values = {
            "estimate": part[last] / part[first],
            "unit": "ratio",
            "note": f"{first} and {last}",
        }
        ends = {"x": part[first], "n": part[last], "low": whole[first], "high": whole[last]}
        method = "count of the last year before joining over the first (low, high: the bases), v1"
        yield finding(
            "before_joining", study.rows_of([code]), **about, **values, **ends, method=method
        )


def _over_binomial(study: Study) -> dict:
    """By how many times binomial sampling the donors' changes vary."""
    outcome, counts, donors = study.outcome, study.panel.counts, study.donors
    start, years = study.first_start, study.years
    whole = counts[outcome.whole].loc[donors]

    def of_sampling(part: DataFrame) -> DataFrame:
        # With the half case that the log odds have too.
        return 1 / (part + 0.5) + 1 / (whole - part + 0.5)

    variance = of_sampling(counts[outcome.part].loc[donors])
    for name in outcome.less:
        variance = variance + of_sampling(counts[name].loc[donors]) / len(outcome.less) ** 2
    sides = ([y for y in years if y < start], [y for y in years if y >= start])
    sampling = sum(variance[side].sum(axis=1) / len(side) ** 2 for side in sides)
    changes = placebo.contrast(study.values.loc[donors], *sides)
    centred = changes - changes.median()
    return finding(
        "over_binomial",
        subject=outcome.key,
        reading=ENGLAND,
        estimate=float((centred**2).mean() / sampling.mean()),
        n=len(donors),
        unit="statistic",
        method=OVER_BINOMIAL,
    )
