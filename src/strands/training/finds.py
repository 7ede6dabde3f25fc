"""What was delivered and attended: totals, rates per month and per block, and whether they point
the same way.
"""

from collections.abc import Iterator
from itertools import pairwise, product

from pandas import DataFrame

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.finding import subject
from analysis.declare.kept import PUBLIC
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.table import rows_with
from analysis.declare.training import COURSE_KEYS, MEASURES, PARTNERSHIP
from analysis.declare.words import listed
from analysis.find import rates
from analysis.find.finding import by_borough, finding, frame
from strands.training.declares import ATTENDED, IN_ALL, LISTED, WAYS, with_silent

# No course is all courses; no period all periods.
_COURSES, _PERIODS = ("", *COURSE_KEYS), ("", *PERIOD_KEYS)
# No number was due: nothing is missing.
_NOT_DUE = ("not_offered", "not_member")


def findings(rows: DataFrame, received: DataFrame) -> DataFrame:
    """Everything the strand finds in `rows` of the `training` table: a FINDINGS frame.

    `received` says where each file came from (RECEIVED, files named as in `rows`): attendances of a
    period in which any was never published stand in it one by one, so that they can be withheld.

    `subject` is course and measure, `borough` a borough, the whole partnership or the boroughs
    listed, `when` the period, and `reading` the earlier period a change is counted from. A total
    without some of its numbers holds how many it has, `x`, and how many were due, `n`.
    """
    rows = with_silent(rows)
    totals = list(_totals(rows))
    # No rate and no change is made of a total without some of its numbers.
    whole = [row for row in totals if row["borough"] == PARTNERSHIP and row["n"] is None]
    counted = [*whole, *_per_month(whole), *_per_block(whole)]
    beside = [row for row in totals if row not in whole]
    found = [*counted, *beside, *_beyond_boroughs(rows), *_changes(counted)]
    return frame([*found, *_unpublished(rows, received)])


def _totals(rows: DataFrame) -> Iterator[dict]:
    """Totals always computed: by course, by period, by both, and by course and borough over all
    periods.
    """
    is_whole = rows["borough"] == PARTNERSHIP
    whole, by_borough = rows[is_whole], rows[~is_whole]
    for measure, course, when in product(MEASURES, _COURSES, _PERIODS):
        yield from _total(whole, measure, course, when, PARTNERSHIP)
    for borough, course in product(BOROUGH_KEYS, COURSE_KEYS):
        of_borough = rows_with(by_borough, borough=borough)
        yield from _total(of_borough, "attendance", course, "", borough)
    for course, when in product(COURSE_KEYS, _PERIODS):
        yield from _total(by_borough, "attendance", course, when, LISTED)


def _total(rows: DataFrame, measure: str, course: str, when: str, borough: str) -> Iterator[dict]:
    """The sum of the numbers reported, with how many of those due they are; none where none was."""
    for column, key in (("measure", measure), ("course", course), ("period", when)):
        rows = rows[rows[column] == key] if key else rows
    reported = rows_with(rows, status="returned")
    if reported.empty:
        return
    unknown = sorted(set(rows["status"]) - {"returned", *_NOT_DUE})
    note = f"without what is {', '.join(unknown).replace('_', ' ')}" if unknown else ""
    about = {"subject": subject(course, measure), "borough": borough, "when": when}
    due = len(rows) - rows["status"].isin(_NOT_DUE).sum()
    numbers = {"x": len(reported), "n": due} if due > len(reported) else {}
    total = float(reported["count"].sum())
    yield finding("total", reported, **about, **numbers, estimate=total, unit="count", note=note)


def _unpublished(rows: DataFrame, received: DataFrame) -> Iterator[dict]:
    """The attendances of each period that was not published whole: of the partnership by course and
    in all, of each borough, and of the boroughs listed out of the partnership.
    """
    published = received.loc[received["origin"].isin(PUBLIC), "file"]
    came = rows_with(rows, measure="attendance", status="returned")
    for when in came.loc[~came["file"].isin(published), "period"].unique():
        of_period = rows_with(came, period=when)
        is_whole = of_period["borough"] == PARTNERSHIP
        whole, listed = of_period[is_whole], of_period[~is_whole]
        yield from _attended(IN_ALL, whole, "", when)
        for course in COURSE_KEYS:
            in_all = list(_attended(IN_ALL, rows_with(whole, course=course), course, when))
            of_course = rows_with(listed, course=course)
            out_of = in_all[0]["x"] if in_all else None
            yield from in_all
            yield from _attended(ATTENDED, of_course, course, when, n=out_of)
            for borough, of_borough in by_borough(of_course):
                yield from _attended(ATTENDED, of_borough, course, when, borough=borough)


def _attended(
    statistic: str, rows: DataFrame, course: str, when: str, **about: object
) -> Iterator[dict]:
    """How many attended, as some rows say together; nothing where there is none."""
    if len(rows):
        total = float(rows["count"].sum())
        about |= {"subject": subject(course, "attendance"), "when": when}
        yield finding(statistic, rows, x=total, estimate=total, unit="count", **about)


def _per_month(totals: list[dict]) -> Iterator[dict]:
    """Per month, from the longest to the shortest length the period may have had."""
    for row in totals:
        if row["when"]:
            low, high = rates.per_month(row["estimate"], row["when"])
            values = {"statistic": "per_month", "unit": "rate", "estimate": low}
            if low != high:
                values |= {"estimate": None, "note": "the length of the period is not known"}
            yield {**row, "low": low, "high": high, **values}


def _per_block(totals: list[dict]) -> Iterator[dict]:
    """Attendances for each block delivered."""
    by_subject = {(row["subject"], row["when"]): row for row in totals}
    for course, when in product(_COURSES, _PERIODS):
        blocks, attended = (by_subject.get((subject(course, key), when)) for key in MEASURES)
        if attended and blocks and blocks["estimate"]:
            values = {
                "statistic": "per_block",
                "unit": "rate",
                "estimate": attended["estimate"] / blocks["estimate"],
                "rows": f"{attended['rows']}; {blocks['rows']}",
            }
            yield {**attended, **values}


def _beyond_boroughs(rows: DataFrame) -> Iterator[dict]:
    """Attendances of the whole partnership that no listed borough accounts for."""
    attended = rows_with(rows, measure="attendance")
    attended = attended[~attended["status"].isin(_NOT_DUE)]
    for course, when in product(COURSE_KEYS, PERIOD_KEYS):
        due = rows_with(attended, course=course, period=when)
        both = rows_with(due, status="returned")
        is_whole = both["borough"] == PARTNERSHIP
        if is_whole.any() and not is_whole.all():
            beyond = float(both["count"].mask(~is_whole, -both["count"]).sum())
            missing = due.loc[due["status"] != "returned", "borough"].map(borough_name)
            about = {"subject": subject(course, "attendance"), "borough": PARTNERSHIP, "when": when}
            about |= {"estimate": beyond, "unit": "count", "note": _beyond(beyond, list(missing))}
            yield finding("beyond_boroughs", both, **about)


def _beyond(attendances: float, missing: list[str]) -> str:
    """What may stand behind attendances that no borough accounts for: first who is missing."""
    if attendances < 0:
        return "more are listed by borough than in all"
    if attendances and missing:
        return f"those of {listed(missing)}, whose numbers are missing, or of agencies outside"
    return "boroughs that left, or agencies outside the boroughs" if attendances else ""


def _changes(counted: list[dict]) -> Iterator[dict]:
    """From each period to the next: totals and rates, and an alarm where they do not point the same
    way.
    """
    by_name = {(row["statistic"], row["subject"], row["when"]): row for row in counted}
    for course, measure in product(_COURSES, MEASURES):
        for periods in pairwise(PERIOD_KEYS):
            sides = {
                way: [by_name.get((way, subject(course, measure), when)) for when in periods]
                for way in WAYS
            }
            changes = [_change(way, *both) for way, both in sides.items() if all(both)]
            yield from changes
            if changes:
                yield _direction(changes)


def _change(way: str, before: dict, after: dict) -> dict:
    """The ratio of a later total or rate to an earlier one; its range over the lengths the periods
    may have had.
    """
    ends = ("low", "high") if way == "per_month" else ("estimate", "estimate")
    ranges = (tuple(row[end] for end in ends) for row in (before, after))
    low, high = rates.ratio_range(*ranges)
    return {
        **after,
        "statistic": f"change in {way}",
        "reading": before["when"],
        "estimate": None if way == "per_month" else low,
        "low": low,
        "high": high,
        "unit": "ratio",
        "note": "",
        "rows": f"{before['rows']}; {after['rows']}",
    }


def _direction(changes: list[dict]) -> dict:
    """Whether total, rate per month and rate per block point the same way, under every length of
    the periods.
    """
    ways = rates.ways([(row["low"], row["high"]) for row in changes])
    values = {"statistic": "direction", "estimate": float(ways), "low": None, "high": None}
    return {**changes[0], **values, "unit": "statistic", "note": rates.DIRECTIONS[ways]}
