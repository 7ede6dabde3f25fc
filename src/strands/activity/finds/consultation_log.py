"""Consultations logged row by row: how many, a month, by how many, on what, and again; no borough
beside another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import members
from analysis.declare.finding import subject
from analysis.declare.periods import month_label, quarter_label
from analysis.declare.periods import period as period_called
from analysis.declare.proforma import BETWEEN
from analysis.declare.sampling import quarter_of
from analysis.declare.table import rows_with
from analysis.find import rates
from analysis.find.finding import CONFIDENCE, counted, finding, frame, interval
from strands.activity.declares.logs import MONTH_OF_DAYS, THEMES
from strands.activity.finds import log_rates

COUNT = "distinct codes in the log, v1"
ALL = "x of n in the log, which holds all of them: no interval, v1"
LAST_SAID = "x of n practitioners as their last line says, v1"
# What was not said of practitioners, where it was not.
_SAID = {
    "nqsw": "who is newly qualified was not said",
    "trained": "who had been to the core training was not said",
}
# How often a case was consulted on that came again.
AGAIN = {"twice": (2, 2), "three times or more": (3, None)}
# Of fewer a median is nearly somebody's own number.
FEWEST_MINUTES = 10
# Where days of a lead were given for some quarters only: which months are among them.
DAYS_GIVEN, DAYS_MISSING = "quarters with days of lead", "other quarters"


@dataclass(frozen=True)
class Log:
    """The lines of one borough in one period that can be read, and what was sent beside them."""

    borough: str
    period: str
    rows: DataFrame
    workforce: DataFrame
    totals: DataFrame

    @cached_property
    def months(self) -> list[str]:
        """The months from the first that holds a consultation to the last of the period."""
        first = self.rows["held_on"].min()[:7]
        return [month for month in period_called(self.period).all_months if month >= first]

    @cached_property
    def begun(self) -> Series:
        """The month in which each consultation began."""
        return log_rates.started(self.rows).str[:7]

    def found(self, statistic: str, rows: DataFrame | None = None, **values: object) -> dict:
        """A finding about it, made of all its lines or of some `rows`."""
        about = {"borough": self.borough, "when": self.period, **values}
        return finding(statistic, self.rows if rows is None else rows, **about)

    def share(self, statistic: str, x: int, n: int, unsaid: str = "", **values: object) -> dict:
        """x of n without an interval: nothing was sampled."""
        if not n:
            note = unsaid or "not given on any line"
            return self.found(statistic, x=x, n=n, **{**values, "method": "", "note": note})
        about = {"estimate": x / n, "unit": "share", "method": ALL, **values}
        return self.found(statistic, x=x, n=n, **about)

    def posted(self, measure: str) -> Series:
        """A count of the workforce by quarter, in order of time."""
        rows = self.workforce[self.workforce["measure"] == measure].sort_values("quarter")
        return rows.set_index("quarter")["count"].dropna().astype(int)

    @cached_property
    def led(self) -> set[str]:
        """The quarters for which days of a lead in post were given, and not none."""
        days = self.posted("days_of_lead")
        return {*days.index[days > 0]}

    def days_of(self, *months: str) -> str:
        """Whether days of a lead were given for some months; empty where for all of the log or for
        none.
        """
        if not self.led or {*map(quarter_of, self.months)} <= self.led:
            return ""
        return DAYS_GIVEN if {*map(quarter_of, months)} <= self.led else DAYS_MISSING

    def with_posts(self, measure: str) -> DataFrame:
        """Its lines and those of the workforce that a finding rests on as well."""
        return pd.concat([self.rows, self.workforce[self.workforce["measure"] == measure]])


def findings(log: DataFrame, workforce: DataFrame, summaries: DataFrame) -> DataFrame:
    """Everything found in the rows of the log, with the workforce and the totals boroughs sent
    beside it: FINDINGS. `in month` and `last logged` have a month as `when`; the subject of `in
    month` and of `in half` is the half.

    Of a period without a row there is nothing; in a period with one, a borough without is a
    refusal.
    """
    made: list[dict] = []
    for key, lines in log.groupby("period", sort=True):
        returned = rows_with(lines, status="returned")
        made.append(
            finding(
                "consultations",
                returned,
                when=key,
                x=_consultations(returned),
                method="logged in all: a sum of codes, no measure of any borough, v1",
            )
        )
        made.append(finding("logs", returned, when=key, **counted(returned["borough"].nunique())))
        sent = {
            borough.key: [
                rows_with(rows, borough=borough.key, period=key)
                for rows in (lines, workforce, summaries)
            ]
            for borough in members(key)
        }
        logs = {borough: _log(borough, key, *tables) for borough, tables in sent.items()}
        of_all = rates.spread(
            group
            for log in logs.values()
            if not log.rows.empty
            for group in log_rates.by_month(log.rows, log.months)
        )
        changes = 0
        for borough, log in logs.items():
            found = list(_of_borough(log, sent[borough][0], of_all))
            changes += any(row["statistic"] == "change" and row["verdict"] for row in found)
            made += found
        made.append(
            finding(
                "changes looked at",
                returned,
                when=key,
                x=changes,
                estimate=changes * (1 - CONFIDENCE),
                unit="count",
                method="boroughs with an interval; times 5 % by chance, v1",
            )
        )
    return frame(made)


def _log(borough: str, key: str, *sent: DataFrame) -> Log:
    """The lines of a borough, its workforce and its totals, as far as they can be read."""
    return Log(borough, key, *(rows_with(rows, status="returned") for rows in sent))


def _of_borough(log: Log, lines: DataFrame, of_all: rates.Spread) -> Iterator[dict]:
    """Everything of one borough: of its `lines` in any status, with what was sent beside them."""
    rows, name = log.rows, f"{log.borough}/{log.period}"
    if rows.empty:
        why = ("queried", "no line of the log can be read")
        if lines.empty:
            why = ("not_returned", "no log was sent")
        yield log.found("consultations", lines, refused=why[0], note=why[1])
        return
    contacts = "a line a practitioner of a consultation, v1"
    left_out = len(lines) - len(rows)
    yield log.found("lines left out", lines, x=left_out, method="lines that cannot be read, v1")
    yield log.found("consultations", x=_consultations(rows), method=COUNT)
    yield log.found("practitioner contacts", x=len(rows), method=contacts)
    yield log.found("practitioners", x=rows["practitioner"].nunique(), method=COUNT)
    yield from log_rates.monthly(rows, log.months, name, log.found)
    yield _by_day(log)
    yield from log_rates.halves(rows, log.months, name, log.found, of_all)
    yield from _days_in_halves(log)
    for about in (_in_months, _reach, _said, _cases, _minutes, _themes, _copies, _reconciled):
        yield from about(log)


def _consultations(rows: DataFrame) -> int:
    return len(rows[["borough", "consultation"]].drop_duplicates())


def _by_day(log: Log) -> dict:
    """Consultations to 20 working days on which a lead was in post, over the quarters whose days
    were given.
    """
    days, rows = log.posted("days_of_lead"), log.with_posts("days_of_lead")
    if not days.sum():
        note = "days with a lead in post were not given, so no rate to them"
        return log.found("to 20 days of lead", rows, refused="G14", note=note)
    x = int(log.begun.map(quarter_of).isin(log.led).sum())
    quarters = period_called(log.period).quarters
    missing = [quarter_label(quarter) for quarter in quarters if quarter not in days.index]
    ends = log_rates.garwood(x, days.sum() / MONTH_OF_DAYS)
    return log.found(
        "to 20 days of lead",
        rows,
        reading=log.days_of(),
        x=x,
        n=int(days.sum()),
        **interval((MONTH_OF_DAYS * x / days.sum(), *ends)),
        unit="rate",
        method=f"consultations / days of lead x {MONTH_OF_DAYS}, Garwood interval, v1",
        note=f"days were not given for {', '.join(missing)}" if missing else "",
    )


def _days_in_halves(log: Log) -> Iterator[dict]:
    """Working days on which a lead was in post in either half, where they are known of all its
    quarters and no quarter lies in both.
    """
    days, rows = log.posted("days_of_lead"), log.with_posts("days_of_lead")
    halves = {half: {*map(quarter_of, span)} for half, span in log_rates.spans(log.months).items()}
    first, second = halves.values()
    whole = all(
        3 * len(quarters) == len(span)
        for quarters, span in zip(
            halves.values(), log_rates.spans(log.months).values(), strict=True
        )
    )
    if whole and not first & second and {*first, *second} <= {*days.index}:
        for half, quarters in halves.items():
            known = {"unit": "count", "method": "days as returned, summed over quarters, v1"}
            yield log.found(
                "days of lead in half",
                rows,
                subject=half,
                x=int(days[list(quarters)].sum()),
                **known,
            )


def _in_months(log: Log) -> Iterator[dict]:
    """Consultations begun in each month since the first, and what nothing may mean."""
    days, counts = log.posted("days_of_lead"), log.begun.value_counts()
    halves = log_rates.half_of(log.months)
    for at, month in enumerate(log.months, 1):
        count = int(counts.get(month, 0))
        without = not count and days.get(quarter_of(month)) == 0
        yield log.found(
            "in month",
            log.rows[log.rows["held_on"].str[:7] == month],
            subject=halves[month],
            reading=log.days_of(month),
            when=month,
            x=None if without else count,
            n=at,
            note="no lead in post" if without else "",
            method="consultations by the day they were held; n counts months from the first, v1",
        )
    last = log.begun.max()
    silent = len(log.months) - log.months.index(last) - 1
    if silent > 1:
        note = (
            f"nothing is logged after {month_label(last)}: whether nobody consulted or the log"
            " ended is not known"
        )
        yield log.found("last logged", when=last, n=silent, note=note)


def _reach(log: Log) -> Iterator[dict]:
    """Distinct practitioners of the most in post at the end of a quarter, and of the fewest where
    that is another number.
    """
    posted, rows = log.posted("eligible"), log.with_posts("eligible")
    posted, came = posted[posted > 0], log.rows["practitioner"].nunique()
    if posted.empty:
        note = "how many practitioners were in post was not given, so no share of them"
        yield log.found("reach", rows, x=came, refused="G14", note=note)
        return
    least, most = int(posted.min()), int(posted.max())
    if came > least:
        note = (
            "more practitioners consulted in the year than were in post at the end of a quarter, so"
            " no share of them"
        )
        yield log.found("reach", rows, x=came, refused="other", note=note)
        return
    for reading, n in {"fewest in post": least, "": most}.items():
        if reading == "" or least < most:
            method = "practitioners / in post at the end of a quarter, the most or the fewest, v1"
            yield log.share("reach", came, n, rows=rows, reading=reading, method=method)


def _said(log: Log) -> Iterator[dict]:
    """Practitioners newly qualified, and trained, of those of whom it was said."""
    ordered = log.rows.sort_values(["held_on", "consultation"])
    for column, unsaid in _SAID.items():
        last = ordered[ordered[column] != ""].groupby("practitioner")[column].last()
        x = int((last == "yes").sum())
        yield log.share(column, x, len(last), unsaid, method=LAST_SAID)


def _cases(log: Log) -> Iterator[dict]:
    """Distinct cases, and how many consultations each had; late ones had less time for another."""
    each = log.rows.assign(case=log.rows["case"].str.split(BETWEEN, regex=False)).explode("case")
    often = each.drop_duplicates(["case", "consultation"])["case"].value_counts()
    yield log.found("cases", x=len(often), method=COUNT)
    again = int((often > 1).sum())
    for times, x in {"once": len(often) - again, "again": again}.items():
        yield log.share("cases by times", x, len(often), subject=times)
    for times, (least, most) in AGAIN.items():
        x = int(often.between(least, most or often.max()).sum())
        about = {"subject": subject("again", times), "method": ALL}
        yield log.found("cases again", x=x, n=again, **about)
    several = log.rows.groupby("consultation")["practitioner"].nunique().gt(1).sum()
    yield log.share("joint", int(several), _consultations(log.rows))


def _minutes(log: Log) -> Iterator[dict]:
    """How long consultations took, where it was given: the median, the shortest and the longest."""
    minutes = log.rows.groupby("consultation")["minutes"].max().dropna().astype(float)
    if minutes.empty:
        yield log.found("minutes", refused="not_returned", note="no minutes were given")
        return
    yield log.share("minutes given", len(minutes), _consultations(log.rows))
    if len(minutes) < FEWEST_MINUTES:
        note = f"minutes were given for fewer than {FEWEST_MINUTES} consultations"
        yield log.found("minutes", refused="G8", note=note)
        return
    yield log.found(
        "minutes",
        **interval((minutes.median(), minutes.min(), minutes.max())),
        unit="minutes",
        method="median; the shortest and the longest, v1",
    )


def _themes(log: Log) -> Iterator[dict]:
    """Mentions of each theme, of the consultations for which any was given."""
    given = log.rows[log.rows["themes"] != ""]
    named = given.assign(theme=given["themes"].str.split(BETWEEN, regex=False)).explode("theme")
    n = given["consultation"].nunique()
    for theme in THEMES:
        x = named.loc[named["theme"] == theme, "consultation"].nunique()
        yield log.share("theme", x, n, subject=theme, rows=given if n else None)


def _copies(log: Log) -> Iterator[dict]:
    """Consultations that stand under another code with the same practitioner, case and day."""
    ordered = log.rows.sort_values(["held_on", "consultation"])
    copied = ordered[ordered.duplicated(["practitioner", "case", "held_on"])]
    if len(copied):
        x, n = map(_consultations, (copied, log.rows))
        yield log.found("possible copies", copied, x=x, n=n, method=ALL)


def _reconciled(log: Log) -> Iterator[dict]:
    """The total that the borough sent for the period, beside its log: the fewer of the two is of the
    more.
    """
    logged, months = _consultations(log.rows), len(log.months)
    for at, total in log.totals[log.totals["count"].notna()].iterrows():
        sent = int(total["count"])
        apart = "more" if logged > sent else "fewer" if logged < sent else "as many"
        note = f"the log holds {apart} {'as' if logged == sent else 'than'} were sent in all"
        if not pd.isna(total["months"]) and total["months"] != months:
            note += f"; those are of {total['months']} months, the log of {months}"
        yield log.found(
            "reconciled, more logged" if logged > sent else "reconciled",
            pd.concat([log.rows, log.totals.loc[[at]]]),
            x=min(logged, sent),
            n=max(logged, sent),
            estimate=logged - sent,
            unit="count",
            method="consultations in the log less the total sent for the period, v1",
            note=note,
        )
