"""The training strand as printed: what was delivered and attended, at which rate, and by which
boroughs.
"""

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.finding import subject, with_parts
from analysis.declare.periods import PERIOD_KEYS, period
from analysis.declare.training import COURSE, COURSE_KEYS, MEASURES, PARTNERSHIP, courses_of
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.printed import opening as opened
from strands.training.declares import LISTED, WAYS

_RATES = {
    ("blocks", "per_month"): "blocks a month",
    ("attendance", "per_month"): "attendances a month",
    ("attendance", "per_block"): "attendances a block",
}


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what was delivered, what the numbers are not, and where the ways of
    counting disagree.
    """
    blocks, attended = (_total(found, measure, "", of_period) for measure in MEASURES)
    if not blocks and not attended:
        return opened(none="No numbers of training came for this period.")
    rows = with_parts(found[found["when"] == of_period], "course", "measure")
    turning = rows[
        (rows["course"] == "") & (rows["statistic"] == "direction") & (rows["estimate"] > 1)
    ]
    alarm = [
        f"**Beware.** Whether {words.listed(list(turning['measure']))} rose or fell since"
        f" {_label(before)} depends on what is counted: both sentences stand together below."
        for before in turning["reading"].unique()
    ]
    return opened(
        (
            f"**What was delivered.** {blocks} blocks with {attended} attendances in"
            f" {_label(of_period)}."
        ),
        *alarm,
        (
            "**What may not be said.** An attendance is not a person: who came to two courses is"
            " counted twice, and how many different people came is not known. Nor is how many"
            " places there were."
        ),
    )


def delivered(rows: pd.DataFrame, found: pd.DataFrame) -> PrintedTable:
    """Blocks and attendances by course and period, every total computed."""
    used, periods = rows[rows["borough"] == PARTNERSHIP], _periods(rows)
    offered = set(rows["course"]).union(*map(courses_of, periods))
    keys = used[["course", "measure", "period"]].itertuples(index=False, name=None)
    cells = dict(zip(keys, words.cells(used), strict=True))
    lines = []
    for course in (*filter(offered.__contains__, COURSE_KEYS), ""):
        line = {"Course": COURSE[course].name if course else "Total"}
        for measure in MEASURES:
            for key in _with_all(periods):
                total = _total(found, measure, course, key)
                typed = cells.get((course, measure, key), "")
                line[_heading(measure, key)] = typed if course and key else total
        lines.append(line)
    return PrintedTable(
        "training-delivered",
        "Training blocks delivered and attendances, by course",
        pd.DataFrame(lines if len(used) else []),
        used,
        words.symbols(set(used["status"])),
    )


def _with_all(periods: list[str]) -> list[str]:
    """Periods and, where there are several, all of them together."""
    return [*periods, ""] if len(periods) > 1 else periods


def _total(
    found: pd.DataFrame, measure: str, course: str, key: str, borough: str = PARTNERSHIP
) -> str:
    """A computed total; an empty cell where nothing was reported."""
    row = found[
        (found["statistic"] == "total")
        & (found["subject"] == subject(course, measure))
        & (found["borough"] == borough)
        & (found["when"] == key)
    ]
    return f"{row['estimate'].item():,.0f}" if len(row) else ""


def pace() -> Heading:
    """Where totals stand beside rates."""
    return Heading("training-pace", "Totals and rates")


def rates(found: pd.DataFrame) -> PrintedTable:
    """Total, per month and per block side by side, for all courses and for each."""
    shown = found[
        found["statistic"].isin(list(WAYS))
        & found["when"].ne("")
        & found["borough"].eq(PARTNERSHIP)
    ]
    periods = [key for key in PERIOD_KEYS if key in set(shown["when"])]
    lines = []
    by_rate = with_parts(shown, "course", "measure").groupby(["course", "measure"], sort=False)
    for (course, measure), rows in by_rate:
        for statistic in ("per_month", "per_block"):
            rate = rows[rows["statistic"] == statistic]
            if rate.empty:
                continue
            cells = dict.fromkeys(map(_label, periods), "")
            for row in rate.itertuples():
                cells[_label(row.when)] = words.between(row.estimate, row.low, row.high)
            name = COURSE[course].name if course else "All courses"
            lines.append({"Course": name, "Rate": _RATES[measure, statistic], **cells})
    caption, cells = "Training per month and per block", pd.DataFrame(lines)
    notes = (_lengths(periods),) if lines else ()
    return PrintedTable("training-rates", caption, cells, shown, notes, ("Rate",))


def _lengths(periods: list[str]) -> str:
    lengths = [
        f"{_label(key)}: {words.listed(list(map(str, period(key).months)))} months"
        f" ({period(key).length})"
        for key in periods
    ]
    return f"Lengths under which the rates per month were taken. {'; '.join(lengths)}."


def changes(found: pd.DataFrame) -> Paragraphs:
    """From each period to the next, every way of counting in one sentence, and the alarm where they
    disagree.
    """
    texts = []
    rows = with_parts(found[found["reading"] != ""], "course", "measure")
    rows = rows[rows["course"].isin(["", "core"])]
    for (course, measure, when, before), told in rows.groupby(
        ["course", "measure", "when", "reading"], sort=False
    ):
        by_way = told.set_index("statistic")
        sizes = "; ".join(
            f"{says} {_range(*by_way.loc[f'change in {way}', ['low', 'high']])}"
            for way, says in WAYS.items()
            if f"change in {way}" in by_way.index
        )
        name = COURSE[course].name if course else "All courses"
        texts.append(
            f"**{name}, {measure}, {_label(before)} to {_label(when)}.**"
            f" {words.sentence(sizes)} {words.sentence(by_way.loc['direction', 'note'])}"
        )
    return Paragraphs(tuple(texts))


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
        attended = listed[listed["course"] == course]
        typed = totals[totals["file"].isin(set(attended["file"]))]
        yield _borough_table(course, attended, found, typed)


def _borough_table(
    course: str, attended: pd.DataFrame, found: pd.DataFrame, totals: pd.DataFrame
) -> PrintedTable:
    keys = attended[["borough", "period"]].itertuples(index=False, name=None)
    cells = dict(zip(keys, words.cells(attended), strict=True))
    boroughs = [key for key in BOROUGH_KEYS if key in set(attended["borough"])]
    lines = []
    for borough in (*boroughs, LISTED) if boroughs else ():
        line = {"Borough": "Total" if borough == LISTED else borough_name(borough)}
        for when in _with_all(_periods(attended)):
            total = _total(found, "attendance", course, when, borough)
            computed = borough == LISTED or not when
            cell = total if computed else cells.get((borough, when), "")
            line[_label(when) if when else "Total"] = cell
        lines.append(line)
    return PrintedTable(
        f"training-{course}",
        f"{COURSE[course].name}: attendances by borough",
        pd.DataFrame(lines),
        attended,
        (*words.symbols(set(attended["status"])), *_typed_otherwise(totals)),
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
            "Period": _label(row.when),
            "Partnership": _total(found, row.measure, row.course, row.when),
            "Boroughs listed": _total(found, row.measure, row.course, row.when, LISTED),
            "Beyond them": f"{row.estimate:,.0f}".replace("-", "−"),
            "What it may be": row.note or "nothing left over",
        }
        for row in with_parts(beyond, "course", "measure").itertuples()
    ]
    caption = "Attendances of the partnership that no listed borough accounts for"
    wordy = ("Period", "What it may be")
    cells = pd.DataFrame(lines)
    return PrintedTable("training-reconciled", caption, cells, beyond, words=wordy)


def _periods(rows: pd.DataFrame) -> list[str]:
    return [key for key in PERIOD_KEYS if key in set(rows["period"])]


def _label(key: str) -> str:
    return period(key).label


def _heading(measure: str, key: str) -> str:
    return f"{measure.capitalize()} {_label(key) if key else 'total'}"
