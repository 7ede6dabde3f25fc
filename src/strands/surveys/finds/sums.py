"""What surveys bear that came as sums: who answered of those who could have, and how much hangs on
those who did not; and of how many people printed percentages can be, and whether they add up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pandas import DataFrame

from analysis.declare.percentages import fits
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.surveys import (
    DESIGNS,
    INSIDE_LIMIT,
    INSTRUMENTS,
    LEAST_FOR_PERCENTAGES,
    WAVES,
    Instrument,
)
from analysis.declare.training import PARTNERSHIP
from analysis.find.bounds import Answers
from analysis.find.finding import Rows, frame, interval, places
from strands.surveys.declares import ANSWERED_BEFORE, ATTENDED, OF_SUMS
from strands.surveys.declares.sums import INSIDE_LIMIT_ALSO, OF_EVERYBODY, PEOPLE_PUBLISHED
from strands.surveys.finds.everybody import (
    COUNT,
    attendances,
    count_in,
    named,
    over_all,
    rates,
    rows_of,
    share_over_all,
    told,
)

GRIM = "bases a printed percentage can be of (Brown and Heathers 2017), v1"
ROUNDING = "sum of percentages, each rounded, v1"
_UNKNOWN = {"refused": "unknown", "note": "how many were handed in is not known"}


@dataclass(frozen=True)
class _Survey:
    """One survey in one period: its rows, and the attendances of its course."""

    instrument: Instrument
    period: str
    replies: DataFrame
    shares: DataFrame
    ratings: DataFrame
    attended: DataFrame

    def counted(self, stage: str, wave: str) -> DataFrame:
        """The row a count of replies stands in."""
        return self.replies[(self.replies["stage"] == stage) & (self.replies["wave"] == wave)]

    def count(self, stage: str, wave: str) -> int | None:
        """A count of replies; None where none was reported."""
        return count_in(self.counted(stage, wave))

    def usable(self, wave: str) -> int | None:
        """Returns less those left mostly blank; all where mostly blank ones were not reported."""
        returned, blank = self.count("returned", wave), self.count("mostly_blank", wave)
        return None if returned is None else max(0, returned - (blank or 0))

    def counts_at(self, *waves: str) -> str:
        """Where the counts of answers stand that can be used."""
        stages = [
            self.counted(stage, wave) for wave in waves for stage in ("returned", "mostly_blank")
        ]
        return _all_of(*map(places, stages))

    def everybody(self, wave: str) -> dict[str, DataFrame]:
        """Where it stands who could have answered: all who attended, and those who answered before,
        where there was a before.

        All who attended come first: who answers after need not have answered before.
        """
        cases = {ATTENDED: self.attended}
        if wave == "after" and "before" in self.instrument.waves:
            cases[ANSWERED_BEFORE] = self.counted("returned", "before")
        return cases


def findings(
    replies: DataFrame, shares: DataFrame, ratings: DataFrame, training: DataFrame
) -> DataFrame:
    """Everything the strand finds in its sums: a FINDINGS frame.

    The parts of a subject are those of OF_SUMS; `reading` is who counts as everybody, or which base
    was tried. `training` are the cleaned rows of the training strand; the attendances of a survey's
    course in the whole partnership are those who could have answered it.
    """
    made = []
    for survey in _surveys((replies, shares, ratings), training):
        rows = told(_found(survey), instrument=survey.instrument.key)
        made += [named(row, OF_SUMS, survey.period) for row in rows]
    return frame(made)


def _all_of(*made_from: str) -> str:
    """Places of rows together, each once."""
    return "; ".join(dict.fromkeys(filter(None, "; ".join(made_from).split("; "))))


def _surveys(tables: tuple[DataFrame, ...], training: DataFrame) -> Iterator[_Survey]:
    whole = training[training["borough"] == PARTNERSHIP]
    for period in PERIOD_KEYS:
        for instrument in INSTRUMENTS:
            rows = [rows_of(table, instrument.key, period) for table in tables]
            if any(map(len, rows)):
                attended = attendances(whole, instrument.key, period)
                yield _Survey(instrument, period, *rows, attended)


def _found(survey: _Survey) -> Rows:
    for wave in survey.instrument.waves:
        shares = survey.shares[survey.shares["wave"] == wave]
        counts = {"returned": survey.count("returned", wave), "usable": survey.usable(wave)}
        known = {name: count for name, count in counts.items() if count}
        yield from told(_flow(survey, wave, counts), wave=wave)
        if survey.period not in PEOPLE_PUBLISHED:
            yield from told(_small(shares, counts), wave=wave, rows=survey.counts_at(wave))
        yield from told(_bases(shares, known, survey.counts_at(wave)), wave=wave)
        yield from told(_answers(survey, shares, wave), wave=wave)
    for item, rows in survey.ratings.groupby("item", sort=False):
        yield from told(_rating(survey, rows), item=item, rows=places(rows))
    yield from _refused(survey)


def _flow(survey: _Survey, wave: str, counts: dict[str, int | None]) -> Rows:
    """Who returned an answer, who gave a usable one, and each as a share of those who could. The
    note of the returned is the word they were counted under.
    """
    counted = survey.counted("returned", wave)
    made_from = {"returned": places(counted), "usable": survey.counts_at(wave)}
    for name, count in counts.items():
        row = {"statistic": name, "estimate": count, "method": COUNT, "rows": made_from[name]}
        known = {"unit": "count"}
        if name == "returned" and count is not None:
            known["note"] = counted["wording"].iloc[0].lower()
        if name == "usable" and survey.count("mostly_blank", wave) is None:
            known["note"] = "how many were mostly blank was not reported"
        yield row | (_UNKNOWN if count is None else known)
    quoted = survey.count("quoted", wave)
    if quoted is not None:
        row = {"statistic": "quoted", "estimate": quoted, "unit": "count", "method": COUNT}
        note = "of an unknown number of replies" if counts["usable"] is None else ""
        yield {**row, "note": note, "rows": places(survey.counted("quoted", wave))}
    for case, rows in survey.everybody(wave).items():
        of_case = _all_of(places(rows), survey.counts_at(wave))
        yield from told(rates(case, count_in(rows), counts), rows=of_case)


def _small(shares: DataFrame, counts: dict[str, int | None]) -> Rows:
    """Returns that are not usable, and the fewest people that a number or percentage typed of them
    can be: what may not be told with either (`strands.surveys.declares.people`).
    """
    row = {"unit": "count", "method": COUNT}
    if counts["returned"] is not None:
        blank = counts["returned"] - counts["usable"]
        yield {**row, "statistic": "mostly blank", "estimate": blank}
    typed = shares[shares["status"] == "returned"]
    if len(typed):
        percent = typed["unit"] == "percent"
        people = typed["number"].where(~percent, typed["number"] * (counts["usable"] or 0) / 100)
        least = max(1, round(people[typed["number"] > 0].min()))
        yield {**row, "statistic": "fewest: typed", "estimate": least, "rows": places(typed)}


def _bases(shares: DataFrame, counts: dict[str, int], counts_at: str) -> Rows:
    """What bases the percentages of one wave allow: `shares` are its rows, `counts` its `returned`
    and `usable`, which stand `counts_at` some places.

    For each percentage the bases it can be of; and for the returned, the usable, and those bases at
    which the fewest misfit, which percentages cannot be of them. Nothing where no percentage was
    printed or the number of returns is not known.
    """
    printed = shares[(shares["unit"] == "percent") & (shares["status"] == "returned")]
    yield from _sums(printed)
    if printed.empty or "returned" not in counts:
        return
    most = counts["returned"]
    row = {"unit": "count", "method": GRIM, "rows": _all_of(places(printed), counts_at)}
    misfits = {base: [] for base in range(1, most + 1)}
    for share in printed.to_dict("records"):
        percent = Decimal(f"{share['number']:.{share['places']}f}")
        fitting = [base for base in misfits if fits(percent, base)]
        for base in misfits.keys() - fitting:
            misfits[base].append(share["item"])
        about = {"statistic": "possible bases", "item": share["item"], "n": most}
        own = {"rows": _all_of(places(printed[printed["item"] == share["item"]]), counts_at)}
        yield {**row, **about, "estimate": len(fitting), "note": runs(fitting), **own}
    fewest = min(map(len, misfits.values()))
    best = [base for base, items in misfits.items() if len(items) == fewest]
    # Bases that fit every percentage have nothing to list.
    tried = {f"of {base}": base for base in best if fewest and base not in counts.values()}
    for case, base in {**counts, **tried}.items():
        items = misfits[base]
        about = {"statistic": "misfits", "reading": case, "n": base, "note": "; ".join(items)}
        yield {**row, **about, "estimate": len(items)}
    about = {"statistic": "fewest misfits", "n": most, "note": runs(best)}
    yield {**row, **about, "estimate": fewest}


def _sums(printed: DataFrame) -> Rows:
    """Shares that are of everybody: their sum, and the least and greatest it can be of before
    rounding.
    """
    for topic in OF_EVERYBODY:
        rows = printed[printed["topic"] == topic]
        if len(rows) < 2:
            continue
        total = rows["number"].sum()
        slack = (0.5 * 10.0 ** -rows["places"].astype("float64")).sum()
        possible = "possible" if abs(total - 100) <= slack else "not possible"
        row = {"statistic": "sum", "item": topic, "n": len(rows), "unit": "rate"}
        row |= interval((total, total - slack, total + slack))
        note = f"{possible} by rounding alone"
        yield {**row, "method": ROUNDING, "rows": places(rows), "note": note}


def runs(numbers: list[int]) -> str:
    """Whole numbers in words, neighbours together: `33, 34, 49` or `182 to 222`; `none`."""
    words = []
    # Neighbours are as far from their places as one another.
    for _, places_and_numbers in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        span = [number for _, number in places_and_numbers]
        words += [f"{span[0]} to {span[-1]}"] if len(span) > 2 else map(str, span)
    return ", ".join(words) or "none"


def _answers(survey: _Survey, shares: DataFrame, wave: str) -> Rows:
    """A share who said something about the training, over everybody who could have answered."""
    usable = survey.usable(wave)
    if not usable:
        return
    said = (shares["unit"] == "percent") & (shares["topic"] == "answer")
    note = f"its base was not published and is taken to be the {usable} usable answers"
    by_item = shares[said & (shares["status"] == "returned")].groupby("item", sort=False)
    for item, rows in by_item:
        percent = rows["number"].iloc[0]
        about = {"item": item, "estimate": percent, "note": note}
        for case, could in survey.everybody(wave).items():
            row = share_over_all(percent, usable, count_in(could))
            made_from = _all_of(places(rows), survey.counts_at(wave), places(could))
            yield from told(row, **about, reading=case, rows=made_from)


def _rating(survey: _Survey, rows: DataFrame) -> Rows:
    """An average before and after, over those who answered and over everybody, under every reading
    of a limit.
    """
    asked_once = survey.instrument.design == "retrospective"
    counts_at = survey.counts_at("after", *(() if asked_once else ("before",)))
    returned = rows[rows["status"] == "returned"].to_dict("records")
    averages = {row["wave"]: row for row in returned}
    usable, answered = survey.usable("after"), {"statistic": "change: answered"}
    if set(averages) != set(WAVES) or not usable:
        why = "no change: an average or the number of answers is not known"
        yield {**answered, "refused": "unknown", "note": why}
        return
    yield _rounding(averages)
    limits = any(row["bound"] for row in returned)
    for inside in (INSIDE_LIMIT, *(INSIDE_LIMIT_ALSO if limits else ())):
        before, after = (_read(averages[wave], inside) for wave in WAVES)
        limit = "" if inside == INSIDE_LIMIT else f"{before:g} and {after:g}"
        for case, could in survey.everybody("after").items():
            made_from = _all_of(places(rows), counts_at, places(could))
            about = {"limit": limit, "reading": case, "rows": made_from}
            eligible = count_in(could)
            if not eligible or usable > eligible:
                row = {"estimate": after - before, "n": usable, "unit": "scale"}
                why = "no bounds: how many could have answered is not known, or fewer than did"
                yield {**about, **answered, **row, "note": why}
                continue
            at_first = usable if asked_once else survey.usable("before")
            of_before = min(at_first or 0, eligible)
            scale = survey.instrument.scale
            answers = Answers(usable, eligible, before, after, *scale, of_before)
            for row in over_all(answers):
                if row["statistic"] == "mean: before":
                    row["n"] = at_first
                yield {**about, **row, **_printed_as(averages, row["statistic"])}


def _read(row: dict, inside: float) -> float:
    """The average itself, or a number `inside` the limit it was printed as."""
    return row["number"] + inside * {"": 0, "under": -1, "over": 1}[row["bound"]]


def _printed_as(averages: dict[str, dict], statistic: str) -> dict:
    """The words of a limit, for the average that was read from it."""
    wave = {"mean: before": "before", "mean: answered": "after"}.get(statistic)
    if not wave or not averages[wave]["bound"]:
        return {}
    return {"note": f"printed as “{averages[wave]['raw']}”"}


def _rounding(averages: dict[str, dict]) -> dict:
    """The change among those who answered, with what rounding of the two printed averages leaves
    open.
    """
    before, after = (_read(averages[wave], INSIDE_LIMIT) for wave in WAVES)
    slack = sum(0.5 * 10.0 ** -row["places"] for row in averages.values() if not row["bound"])
    change, method = after - before, "half a unit of the last printed place, v1"
    row = {"statistic": "change: rounding", "unit": "scale", "method": method}
    return row | interval((change, change - slack, change + slack))


def _refused(survey: _Survey) -> Rows:
    """What is not computed, each with its reason."""
    design, returned = survey.instrument.design, survey.count("returned", "after")
    reasons = {}
    if len(survey.ratings):
        linked = "" if design == "unpaired" else "; no pairs of answers were published"
        reasons["paired_test"] = "G15", f"this survey was {DESIGNS[design]}{linked}"
        reasons["interval_of_mean"] = (
            "G16",
            "no spread of the answers was published, and the silent matter more than chance",
        )
    if set(survey.shares["wave"]) >= set(WAVES):
        why = "other people answered after than before, so a difference is one of who replied"
        reasons["change_of_shares"] = "G17", why
    if returned is None:
        reasons["percentages"] = "G18", _UNKNOWN["note"]
    elif returned < LEAST_FOR_PERCENTAGES:
        reasons["percentages"] = "G18", f"fewer than {LEAST_FOR_PERCENTAGES} were returned"
    for statistic, (refused, why) in reasons.items():
        yield {"statistic": statistic, "refused": refused, "note": why}
