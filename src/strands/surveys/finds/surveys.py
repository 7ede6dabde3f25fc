"""What the surveys can bear: who answered of those who could have, and how much hangs on those who
did not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.surveys import (
    DESIGNS,
    INSIDE_LIMIT,
    INSIDE_LIMIT_ALSO,
    INSTRUMENT,
    INSTRUMENTS,
    LEAST_FOR_PERCENTAGES,
    LEAST_RESPONSE,
    LEAST_USABLE,
    WAVES,
    Instrument,
)
from analysis.declare.table import Column, Table
from analysis.declare.training import PARTNERSHIP
from analysis.find.bounds import MANSKI, Answers, headline, over_everybody, share_over_everybody
from analysis.find.finding import places
from strands.surveys.finds.bases import base_findings

ATTENDED, ANSWERED_BEFORE = "attendances", "answered before"

SURVEYS = Table(
    "survey findings",
    one_row_is="one statistic of one survey in one period",
    key=("statistic", "instrument", "wave", "item", "case", "reading", "period"),
    columns={
        "statistic": Column("str", "what was asked"),
        "instrument": Column("str", "instrument key", allowed=tuple(INSTRUMENT)),
        "wave": Column(
            "str", "before or after; empty where both or neither is meant", allowed=("", *WAVES)
        ),
        "item": Column("str", "the question or share; empty for all"),
        "case": Column(
            "str", "who counts as everybody, or which base was tried; empty where none is meant"
        ),
        "reading": Column(
            "str", "an average read otherwise than declared; empty for the declared reading"
        ),
        "period": Column("str", "funding period"),
        "estimate": Column("number", "the answer", nullable=True),
        "low": Column("number", "the least it can be", nullable=True),
        "high": Column("number", "the most it can be", nullable=True),
        "n": Column("count", "how many it is about", nullable=True),
        "method": Column("str", "the method and its version"),
        "note": Column("str", "why there is no number, or what to beware of"),
        "rows": Column("str", "the rows it was made from, as file!sheet!cell"),
    },
)


@dataclass(frozen=True)
class _Survey:
    """One survey in one period: its rows, and the attendances of its course."""

    instrument: Instrument
    period: str
    replies: pd.DataFrame
    shares: pd.DataFrame
    ratings: pd.DataFrame
    attended: pd.DataFrame

    def count(self, stage: str, wave: str) -> int | None:
        """A count of replies; None where none was reported."""
        return _one_count(self.counted(stage, wave))

    def counted(self, stage: str, wave: str) -> pd.DataFrame:
        """The row a count stands in."""
        return self.replies[(self.replies["stage"] == stage) & (self.replies["wave"] == wave)]

    def usable(self, wave: str) -> int | None:
        """Returns less those left mostly blank; all of them where mostly blank ones were not
        reported.
        """
        returned, blank = self.count("returned", wave), self.count("mostly_blank", wave)
        return None if returned is None else max(0, returned - (blank or 0))

    def everybody(self, wave: str) -> dict[str, tuple[int | None, pd.DataFrame]]:
        """Who could have answered: those who answered before, where there was a before, and all who
        attended.
        """
        cases = {ATTENDED: (_one_count(self.attended), self.attended)}
        if wave == "after" and "before" in self.instrument.waves:
            before = self.counted("returned", "before")
            return {ANSWERED_BEFORE: (_one_count(before), before), **cases}
        return cases


def _one_count(rows: pd.DataFrame) -> int | None:
    counts = rows["count"].dropna()
    return int(counts.iloc[0]) if len(counts) else None


def findings(
    replies: pd.DataFrame, shares: pd.DataFrame, ratings: pd.DataFrame, training: pd.DataFrame
) -> pd.DataFrame:
    """Everything the strand finds in its tables: a SURVEYS frame.

    `training` are the cleaned rows of the training strand; the attendances of a survey's course in
    the whole partnership are those who could have answered it.
    """
    made = [
        row for survey in _surveys(replies, shares, ratings, training) for row in _found(survey)
    ]
    return SURVEYS.check(pd.DataFrame(made, columns=list(SURVEYS.columns)))


def _surveys(replies, shares, ratings, training) -> Iterator[_Survey]:
    for period in PERIOD_KEYS:
        for one in INSTRUMENTS:
            mine = [
                rows[(rows["instrument"] == one.key) & (rows["period"] == period)]
                for rows in (replies, shares, ratings)
            ]
            whole = (training["borough"] == PARTNERSHIP) & (training["measure"] == "attendance")
            attended = training[
                whole & (training["course"] == one.course) & (training["period"] == period)
            ]
            if any(map(len, mine)):
                yield _Survey(one, period, *mine, attended)


def _found(survey: _Survey) -> Iterator[dict]:
    blank = {
        "wave": "",
        "item": "",
        "case": "",
        "reading": "",
        "estimate": None,
        "low": None,
        "high": None,
        "n": None,
        "method": "",
        "note": "",
        "rows": "",
        "instrument": survey.instrument.key,
        "period": survey.period,
    }
    for wave in survey.instrument.waves:
        shares = survey.shares[survey.shares["wave"] == wave]
        counts = {"returned": survey.count("returned", wave), "usable": survey.usable(wave)}
        about = {**blank, "wave": wave}
        yield from ({**about, **row} for row in _flow(survey, wave))
        yield from (
            {**about, **row}
            for row in base_findings(shares, {k: n for k, n in counts.items() if n})
        )
        yield from ({**about, **row} for row in _answers(survey, shares, wave))
    for item, rows in survey.ratings.groupby("item", sort=False):
        yield from (
            {**blank, "item": item, "rows": places(rows), **row} for row in _rating(survey, rows)
        )
    yield from ({**blank, **row} for row in _refused(survey))


def _flow(survey: _Survey, wave: str) -> Iterator[dict]:
    """Who could have answered, returned, and gave a usable answer, and each as a share of the
    first.
    """
    returned, usable = survey.counted("returned", wave), survey.usable(wave)
    no_blanks = (
        ""
        if survey.count("mostly_blank", wave) is not None
        else "mostly blank returns were not reported"
    )
    unknown = "the number of returns is not known"
    counts = {"returned": (survey.count("returned", wave), ""), "usable": (usable, no_blanks)}
    for name, (number, note) in counts.items():
        yield {
            "statistic": name,
            "estimate": number,
            "method": "as returned, v1",
            "note": unknown if number is None else note,
            "rows": places(returned),
        }
    quoted = survey.count("quoted", wave)
    if quoted is not None:
        yield {
            "statistic": "quoted",
            "estimate": quoted,
            "method": "as returned, v1",
            "note": "of an unknown number of replies" if usable is None else "",
            "rows": places(survey.counted("quoted", wave)),
        }
    for case, (eligible, rows) in survey.everybody(wave).items():
        about = {"case": case, "rows": "; ".join(filter(None, (places(rows), places(returned))))}
        yield {**about, "statistic": "eligible", "estimate": eligible, "method": "as returned, v1"}
        for name, (number, _) in counts.items():
            rate = {
                **about,
                "statistic": f"{name}, % of eligible",
                "n": eligible,
                "method": "share, v1",
            }
            if number is None or not eligible:
                yield {**rate, "note": "no share: a number is not known"}
            elif number > eligible:
                yield {**rate, "note": "no share: more answered than could have"}
            else:
                yield {**rate, "estimate": 100 * number / eligible}


def _answers(survey: _Survey, shares: pd.DataFrame, wave: str) -> Iterator[dict]:
    """A share who said something about the training, over everybody who could have answered."""
    usable = survey.usable(wave)
    said = shares[
        (shares["topic"] == "answer")
        & (shares["unit"] == "percent")
        & (shares["status"] == "returned")
    ]
    for row in said.to_dict("records"):
        for case, (eligible, _) in survey.everybody(wave).items():
            if usable and eligible and usable <= eligible:
                low, high = share_over_everybody(row["number"], usable, eligible)
                yield {
                    "statistic": "share: silent unknown",
                    "item": row["item"],
                    "case": case,
                    "low": low,
                    "high": high,
                    "estimate": row["number"],
                    "n": eligible,
                    "method": MANSKI,
                    "note": (
                        f"its base was not published and is taken to be the {usable} usable answers"
                    ),
                    "rows": places(said[said["item"] == row["item"]]),
                }


def _rating(survey: _Survey, rows: pd.DataFrame) -> Iterator[dict]:
    """An average before and after, over those who answered and over everybody, under every reading
    of a limit.
    """
    at = {row["wave"]: row for row in rows[rows["status"] == "returned"].to_dict("records")}
    usable = survey.usable("after")
    if set(at) != set(WAVES) or not usable:
        yield {
            "statistic": "change: answered",
            "note": "no change: an average or the number of answers is not known",
        }
        return
    yield _rounding(at)
    limits = any(row["bound"] for row in at.values())
    for inside in (INSIDE_LIMIT, *(INSIDE_LIMIT_ALSO if limits else ())):
        before, after = (_read(at[wave], inside) for wave in WAVES)
        reading = "" if inside == INSIDE_LIMIT else f"{before:g} and {after:g}"
        for case, (eligible, _) in survey.everybody("after").items():
            about = {"case": case, "reading": reading}
            if not eligible or usable > eligible:
                note = "no bounds: how many could have answered is not known, or fewer than did"
                yield {
                    **about,
                    "statistic": "change: answered",
                    "estimate": after - before,
                    "n": usable,
                    "note": note,
                }
                continue
            answers = Answers(usable, eligible, before, after, *survey.instrument.scale)
            yield from (
                {**about, **_printed_as(at, row["statistic"]), **row}
                for row in over_everybody(answers)
            )
            yield {
                **about,
                "statistic": "headline",
                "estimate": 100 * usable / eligible,
                "n": usable,
                "method": (
                    f"estimate from {100 * LEAST_RESPONSE:g}% and {LEAST_USABLE} answers on"
                    " (G16), v1"
                ),
                "note": headline(usable, eligible),
            }


def _read(row: dict, inside: float) -> float:
    """The average itself, or a number `inside` the limit it was printed as."""
    return row["number"] + {"": 0.0, "under": -inside, "over": inside}[row["bound"]]


def _printed_as(at: dict[str, dict], statistic: str) -> dict:
    """The words of a limit, for the average that was read from it."""
    row = at.get(
        {"mean: before": "before", "mean: answered": "after"}.get(statistic, ""), {"bound": ""}
    )
    return {"note": f"printed as “{row['raw']}”"} if row["bound"] else {}


def _rounding(at: dict[str, dict]) -> dict:
    """The change among those who answered, with what rounding of the two printed averages leaves
    open.
    """
    before, after = (_read(at[wave], INSIDE_LIMIT) for wave in WAVES)
    slack = sum(0.5 * 10.0 ** -row["places"] for row in at.values() if not row["bound"])
    return {
        "statistic": "change: rounding",
        "estimate": after - before,
        "low": after - before - slack,
        "high": after - before + slack,
        "method": "half a unit of the last printed place, v1",
    }


def _refused(survey: _Survey) -> Iterator[dict]:
    """What is not computed, each with its reason."""
    one, returned = survey.instrument, survey.count("returned", "after")
    if len(survey.ratings):
        yield _refusal(
            "paired_test",
            "paired test of before and after",
            "G15",
            f"this survey was {DESIGNS[one.design]}"
            + ("" if one.design == "unpaired" else "; no pairs of answers were published"),
        )
        yield _refusal(
            "interval_of_mean",
            "interval or test of an average",
            "G16",
            "no spread of the answers was published, and the silent matter more than chance",
        )
    if set(survey.shares["wave"]) >= set(WAVES):
        yield _refusal(
            "change_of_shares",
            "test of change in who they are",
            "G17",
            "other people answered after than before, so a difference is one of who replied",
        )
    if returned is None or returned < LEAST_FOR_PERCENTAGES:
        why = (
            "the number of returns is not known"
            if returned is None
            else f"only {returned} were returned"
        )
        yield _refusal("percentages", "percentages of answers", "G18", why)


def _refusal(asked: str, says: str, code: str, because: str) -> dict:
    return {"statistic": asked, "method": says, "note": f"refused ({code}): {because}"}
