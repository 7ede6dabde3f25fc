"""The training strand as printed: what was delivered and attended, at which rate, and by which
boroughs.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.periods import PERIOD_KEYS, period
from analysis.declare.statuses import SYMBOLS
from analysis.declare.training import COURSE, COURSE_KEYS, MEASURES, PARTNERSHIP, courses_of
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable

_LISTED = "boroughs listed"


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what was delivered, what the numbers are not, and where the ways of
    counting disagree.
    """
    here = found[
        (found["course"] == "") & (found["borough"] == PARTNERSHIP) & (found["period"] == of_period)
    ]
    total = {row.measure: row for row in here[here["statistic"] == "total"].itertuples()}
    if not total:
        return Paragraphs(
            ("**Not received.** No numbers of training came for this period.",), box="keyfinding"
        )
    turning = here[(here["statistic"] == "direction") & (here["estimate"] > 1)]
    alarm = [
        f"**Beware.** Whether {words.listed(list(turning['measure']))} rose or fell since"
        f" {_label(before)} depends on what is counted: both sentences stand together below."
        for before in turning["against"].unique()
    ]
    texts = (
        (
            f"**What was delivered.** {total['blocks'].estimate:.0f} blocks with"
            f" {total['attendance'].estimate:,.0f} attendances in {_label(of_period)}."
        ),
        *alarm,
        (
            "**What may not be said.** An attendance is not a person: who came to two courses is"
            " counted twice, and how many different people came is not known. Nor is how many"
            " places there were."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def delivered(rows: pd.DataFrame, found: pd.DataFrame) -> PrintedTable:
    """Blocks and attendances by course and period, every total computed."""
    periods = _periods(rows)
    offered = {course for period_key in periods for course in courses_of(period_key)} | set(
        rows["course"]
    )
    lines = [
        {"Course": COURSE[key].name, **_counts(rows, found, key, periods)}
        for key in COURSE_KEYS
        if key in offered
    ]
    lines.append({"Course": "Total", **_sums(found, "", periods)})
    used = rows[rows["borough"] == PARTNERSHIP]
    return PrintedTable(
        "training-delivered",
        "Training blocks delivered and attendances, by course",
        pd.DataFrame(lines if len(used) else []),
        used,
        words.symbols(set(used["status"])),
    )


def _counts(rows: pd.DataFrame, found: pd.DataFrame, course: str, periods: list[str]) -> dict:
    """One course's cells, measure by measure, each followed by its total where there are two
    periods or more.
    """
    mine = rows[(rows["course"] == course) & (rows["borough"] == PARTNERSHIP)]
    cells = {
        (row.measure, row.period): _cell(number, row)
        for row, number in zip(mine.itertuples(), mine["count"], strict=True)
    }
    return {
        _heading(measure, key): (
            cells.get((measure, key), "") if key else _total(found, measure, course, "")
        )
        for measure in MEASURES
        for key in (*periods, *[""] * (len(periods) > 1))
    }


def _sums(found: pd.DataFrame, course: str, periods: list[str]) -> dict:
    return {
        _heading(measure, key): _total(found, measure, course, key)
        for measure in MEASURES
        for key in (*periods, *[""] * (len(periods) > 1))
    }


def _total(
    found: pd.DataFrame, measure: str, course: str, key: str, borough: str = PARTNERSHIP
) -> str:
    """A computed total; an empty cell where nothing was reported."""
    here = (
        (found["statistic"] == "total")
        & (found["course"] == course)
        & (found["borough"] == borough)
    )
    row = found[here & (found["period"] == key) & (found["measure"] == measure)]
    return f"{row['estimate'].item():,.0f}" if len(row) else ""


def pace() -> Heading:
    """Where totals stand beside rates."""
    return Heading("training-pace", "Totals and rates")


def rates(found: pd.DataFrame) -> PrintedTable:
    """Total, per month and per block side by side, for all courses and for each."""
    shown = found[
        found["statistic"].isin(["total", "per_month", "per_block"]) & (found["period"] != "")
    ]
    shown = shown[shown["borough"] == PARTNERSHIP]
    periods = [key for key in PERIOD_KEYS if key in set(shown["period"])]
    lines = []
    for (course, measure), mine in shown.groupby(["course", "measure"], sort=False):
        for statistic in ("per_month", "per_block"):
            cells = {
                row.period: words.between(row.estimate, row.low, row.high)
                for row in mine[mine["statistic"] == statistic].itertuples()
            }
            if cells:
                named = COURSE[course].name if course else "All courses"
                lines.append(
                    {
                        "Course": named,
                        "Rate": _RATES[measure, statistic],
                        **{_label(key): cells.get(key, "") for key in periods},
                    }
                )
    lengths = [
        f"{_label(key)}: {words.listed([str(m) for m in period(key).months])} months"
        f" ({period(key).length})"
        for key in periods
    ]
    notes = (
        (f"Lengths under which the rates per month were taken. {'; '.join(lengths)}.",)
        if lines
        else ()
    )
    return PrintedTable(
        "training-rates",
        "Training per month and per block",
        pd.DataFrame(lines),
        shown,
        notes,
        ("Rate",),
    )


_RATES = {
    ("blocks", "per_month"): "blocks a month",
    ("attendance", "per_month"): "attendances a month",
    ("attendance", "per_block"): "attendances a block",
}


def changes(found: pd.DataFrame) -> Paragraphs:
    """From each period to the next, every way of counting in one sentence, and the alarm where they
    disagree.
    """
    texts = []
    directions = found[(found["statistic"] == "direction") & found["course"].isin(["", "core"])]
    for row in directions.itertuples():
        same = (
            (found["course"] == row.course)
            & (found["measure"] == row.measure)
            & (found["period"] == row.period)
        )
        ways = found[
            same
            & (found["against"] == row.against)
            & found["statistic"].str.startswith("change in ")
        ]
        texts.append(_change_sentence(row, ways))
    return Paragraphs(tuple(texts))


def _change_sentence(row, ways: pd.DataFrame) -> str:
    said = [f"{_WAYS[way.statistic]} {_range(way.low, way.high)}" for way in ways.itertuples()]
    course = COURSE[row.course].name if row.course else "All courses"
    lead = f"**{course}, {row.measure}, {_label(row.against)} to {_label(row.period)}.**"
    return f"{lead} {words.sentence('; '.join(said))} {words.sentence(row.note)}"


_WAYS = {
    "change in total": "in total",
    "change in per_month": "a month",
    "change in per_block": "a block",
}


def _range(low: float, high: float) -> str:
    ends = words.change(low), words.change(high)
    return ends[0] if ends[0] == ends[1] else f"between {ends[0]} and {ends[1]}"


def by_borough(rows: pd.DataFrame, found: pd.DataFrame, totals: pd.DataFrame) -> Iterator[Block]:
    """Attendances by borough, a table a course, with totals computed and those typed differently
    said.
    """
    listed = rows[rows["borough"] != PARTNERSHIP]
    yield Heading("training-boroughs", "Attendances by borough")
    for course in COURSE_KEYS:
        mine = listed[listed["course"] == course]
        yield _borough_table(course, mine, found, totals[totals["file"].isin(set(mine["file"]))])


def _borough_table(
    course: str, mine: pd.DataFrame, found: pd.DataFrame, totals: pd.DataFrame
) -> PrintedTable:
    periods = _periods(mine)
    cells = {
        (row.borough, row.period): _cell(number, row)
        for row, number in zip(mine.itertuples(), mine["count"], strict=True)
    }
    several = len(periods) > 1
    lines = [
        {
            "Borough": borough_name(key),
            **{_label(when): cells.get((key, when), "") for when in periods},
            **({"Total": _total(found, "attendance", course, "", key)} if several else {}),
        }
        for key in BOROUGH_KEYS
        if key in set(mine["borough"])
    ]
    if lines:
        every = {
            _label(when): _total(found, "attendance", course, when, _LISTED) for when in periods
        }
        whole = {"Total": _total(found, "attendance", course, "", _LISTED)} if several else {}
        lines.append({"Borough": "Total", **every, **whole})
    notes = (*words.symbols(set(mine["status"])), *_typed_otherwise(totals))
    return PrintedTable(
        f"training-{course}",
        f"{COURSE[course].name}: attendances by borough",
        pd.DataFrame(lines),
        mine,
        notes,
    )


def _typed_otherwise(totals: pd.DataFrame) -> Iterator[str]:
    """A total as it was typed, where its parts come to something else."""
    wrong = totals[totals["sum"].notna() & (totals["sum"] != totals["typed"])]
    for row, typed, parts in zip(wrong.itertuples(), wrong["typed"], wrong["sum"], strict=True):
        yield (
            f"As sent, {row.row}, {row.column} ({row.cell}) is {typed:,}; its parts add up to"
            f" {parts:,}."
        )


def reconciled(found: pd.DataFrame) -> PrintedTable:
    """What the whole partnership reports, what the listed boroughs account for, and the rest."""
    beyond = found[found["statistic"] == "beyond_boroughs"]
    lines = [
        {
            "Course": COURSE[row.course].name,
            "Period": _label(row.period),
            "Partnership": _total(found, "attendance", row.course, row.period),
            "Boroughs listed": _total(found, "attendance", row.course, row.period, _LISTED),
            "Beyond them": f"{row.estimate:,.0f}".replace("-", "−"),
            "What it may be": row.note or "nothing left over",
        }
        for row in beyond.itertuples()
    ]
    caption = "Attendances of the partnership that no listed borough accounts for"
    return PrintedTable(
        "training-reconciled",
        caption,
        pd.DataFrame(lines),
        beyond,
        (),
        ("Period", "What it may be"),
    )


def _cell(number, row) -> str:
    return f"{number:,}" if row.status == "returned" else SYMBOLS[row.status]


def _periods(rows: pd.DataFrame) -> list[str]:
    return [key for key in PERIOD_KEYS if key in set(rows["period"])]


def _label(key: str) -> str:
    return period(key).label


def _heading(measure: str, key: str) -> str:
    return f"{measure.capitalize()} {_label(key) if key else 'total'}"
