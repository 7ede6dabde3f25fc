"""The training strand as printed: what was delivered and attended, at which rate, and by which
boroughs.
"""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.finding import subject, with_parts
from analysis.declare.periods import PERIOD_KEYS, period
from analysis.declare.proforma import BETWEEN
from analysis.declare.table import rows_with
from analysis.declare.training import COURSE, COURSE_KEYS, MEASURES, PARTNERSHIP, courses_of
from analysis.declare.withheld import SYMBOL, WITHHELD, withheld
from analysis.show import asked as questions
from analysis.show import words
from analysis.show.lookup import of_kind, partial, partial_note
from analysis.show.over_time import NONE
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.shares import one
from strands.training.declares import ATTENDED, IN_ALL, LISTED, WAYS, with_silent

_RATES = {
    ("blocks", "per_month"): "blocks a month",
    ("attendance", "per_month"): "attendances a month",
    ("attendance", "per_block"): "attendances a block",
}


def delivered(rows: DataFrame, found: DataFrame) -> PrintedTable:
    """Blocks and attendances by course and period, every total computed."""
    used, periods = _leaving(rows[rows["borough"] == PARTNERSHIP], found), _periods(rows)
    offered = set(rows["course"]).union(*map(courses_of, periods))
    cells = _cells(used, "course", "measure", "period")
    lines = []
    for course in (*filter(offered.__contains__, COURSE_KEYS), ""):
        line = {"Course": COURSE[course].name if course else "Total"}
        for measure in MEASURES:
            for key in _with_all(periods):
                line[f"{measure.capitalize()} {label(key, 'total')}"] = (
                    cells.get((course, measure, key))
                    or total_of(found, measure, course, key)
                    or _instead(cells, course, measure, key)
                )
        lines.append(line)
    return PrintedTable(
        "training-delivered",
        "Training blocks delivered and attendances, by course",
        lines if len(used) else [],
        used,
        (*words.symbols(set(used["status"])), *partial_note(totals_of(found, borough=PARTNERSHIP))),
    )


def _leaving(rows: DataFrame, found: DataFrame) -> DataFrame:
    """Rows of TABLE with each attendance that nobody has published as it may leave, and without
    what was typed where that says more.
    """
    numbers = {
        (row.subject.split(BETWEEN)[0], row.borough or PARTNERSHIP, row.when): row.x
        for row in of_kind(found, ATTENDED, IN_ALL).itertuples()
        if row.borough or row.statistic == IN_ALL
    }
    periods = {when for *_, when in numbers}
    if not periods:
        return rows
    counts, typed = [*rows["count"]], [*rows["raw"]]
    for at, row in enumerate(rows.itertuples()):
        if row.period in periods and (row.measure, row.status) == ("attendance", "returned"):
            x = numbers.get((row.course, row.borough, row.period), WITHHELD)
            counts[at] = x if withheld(x) else round(x)
            typed[at] = str(x) if withheld(x) else row.raw * (row.raw == str(counts[at]))
    return rows.assign(count=Series(counts, rows.index, dtype=object), raw=typed)


def totals_of(found: DataFrame, **of: str) -> DataFrame:
    """The totals computed of something, as far as they are told."""
    return _told(rows_with(of_kind(found, "total"), **of))


def _told(found: DataFrame) -> DataFrame:
    """Findings without those that are withheld."""
    return found[~is_withheld(found)]


def is_withheld(found: DataFrame) -> Series:
    """Whether a number of each finding is withheld."""
    numbers = found[["x", "n", "estimate", "low", "high"]]
    return numbers.map(withheld).any(axis=1).astype(bool)


def _cells(rows: DataFrame, *names: str) -> dict[tuple[str, ...], str]:
    """What stands in the cell of each row, by its values of some columns."""
    keys = rows[list(names)].itertuples(index=False, name=None)
    return dict(zip(keys, words.cells(rows), strict=True))


def _instead(cells: dict[tuple[str, ...], str], *key: str) -> str:
    """What stands where no number came to make a total of: the symbol that all its parts have, or a
    dash where they differ.
    """
    total = {"", LISTED}
    parts = {cells[of] for of in cells if total.issuperset({*key} - {*of})}
    return parts.pop() if len(parts) == 1 else NONE


def _with_all(periods: list[str]) -> list[str]:
    """Periods and, where there are several, all of them together."""
    return [*periods, ""] if len(periods) > 1 else periods


def total_of(
    found: DataFrame, measure: str, course: str, key: str, borough: str = PARTNERSHIP
) -> str:
    """A computed total, with how many numbers it is of where some are missing; nothing where
    nothing was reported.
    """
    row = one(found, "total", borough, subject(course, measure), when=key)
    if row is None:
        return ""
    is_withheld = withheld(row["estimate"], row["x"], row["n"])
    return SYMBOL if is_withheld else partial(f"{row['estimate']:,.0f}", row)


def pace() -> Heading:
    """Where totals stand beside rates."""
    return Heading("training-pace", "Totals and rates")


def rates(rows: DataFrame, found: DataFrame) -> PrintedTable:
    """Total, per month and per block side by side, for all courses and for each; where there is no
    rate, what stands in place of its number.
    """
    missing = rows.query("borough == @PARTNERSHIP and status != 'returned'")
    symbols = _cells(missing, "course", "measure", "period")
    shown = found[
        found["statistic"].isin(list(WAYS))
        & found["when"].ne("")
        & found["borough"].eq(PARTNERSHIP)
    ]
    periods = [key for key in PERIOD_KEYS if key in set(shown["when"])]
    lines = []
    by_rate = with_parts(shown, "course", "measure").groupby(["course", "measure"], sort=False)
    for (course, measure), of_rate in by_rate:
        for statistic in ("per_month", "per_block"):
            cells = {label(key): symbols.get((course, measure, key), NONE) for key in periods}
            rates = of_rate[of_rate["statistic"] == statistic]
            for row in rates.itertuples():
                ends = row.estimate, row.low, row.high
                cells[label(row.when)] = SYMBOL if withheld(*ends) else words.between(*ends)
            if len(rates):
                rate = _RATES[measure, statistic]
                lines.append({"Course": course_name(course), "Rate": rate, **cells})
    lengths = [
        f"{label(key)}: {words.listed(list(map(str, period(key).months)))} months"
        f" ({period(key).length})"
        for key in periods
    ]
    shown_there = {cell for line in lines for cell in line.values()}
    keys = (*words.symbols(set(missing["status"])), f"{NONE} no number to work it out of.")
    note = f"How long each period is taken to be, for rates a month. {'; '.join(lengths)}."
    return PrintedTable(
        "training-rates",
        "Training per month and per block",
        lines,
        shown,
        (note, *(says for says in keys if says.split()[0] in shown_there)) if lines else (),
        ("Rate",),
    )


def course_name(key: str) -> str:
    return COURSE[key].name if key else "All courses"


def changes(found: DataFrame, *, plain: bool) -> Paragraphs:
    """From each period to the next, every way of counting in one sentence, and the alarm where they
    disagree: of all courses, and of those that moved one way however it is counted (`plain`), or of
    the others.
    """
    texts = []
    rows = with_parts(found[found["reading"] != ""], "course", "measure")
    for (course, measure, when, before), told in rows.groupby(
        ["course", "measure", "when", "reading"], sort=False
    ):
        by_way = told.set_index("statistic")
        is_plain = not course or (
            not is_withheld(told).any() and by_way.loc["direction", "estimate"] == 1
        )
        if is_plain != plain:
            continue
        of_what = f"**{course_name(course)}, {measure}, {label(before)} to {label(when)}.**"
        if is_withheld(told).any():
            texts.append(f"{of_what} How this changed is withheld.")
            continue
        sizes = "; ".join(
            f"{says} {range_of(*by_way.loc[f'change in {way}', ['low', 'high']])}"
            for way, says in WAYS.items()
            if f"change in {way}" in by_way.index
        )
        texts.append(
            f"{of_what} {words.sentence(sizes)} {words.sentence(by_way.loc['direction', 'note'])}"
        )
    return Paragraphs(tuple(texts))


def range_of(low: float, high: float) -> str:
    """Two ends of a change in words: `a fall of 9% to 39%`, `between a fall of 2% and a rise of
    5%`.
    """
    least, most = (words.change(ratio) for ratio in sorted((low, high), key=lambda r: abs(r - 1)))
    if least == most:
        return least
    for way in ("a fall of ", "a rise of "):
        if least.startswith(way) and most.startswith(way):
            return f"{least} to {most.removeprefix(way)}"
    return f"between {words.change(low)} and {words.change(high)}"


def by_borough(rows: DataFrame, found: DataFrame, totals: DataFrame) -> Iterator[Block]:
    """Attendances by borough, a table a course, with totals computed and those typed differently
    said.
    """
    due = _leaving(with_silent(rows), found)
    listed = due[due["borough"] != PARTNERSHIP]
    yield Heading("training-boroughs", "Attendances by borough")
    for course in COURSE_KEYS:
        attended = listed[listed["course"] == course]
        typed = totals[totals["file"].isin(set(attended["file"]))]
        yield _borough_table(course, attended, found, typed)


def _borough_table(
    course: str, attended: DataFrame, found: DataFrame, totals: DataFrame
) -> PrintedTable:
    cells = _cells(attended, "borough", "period")
    of_course = totals_of(found, subject=subject(course, "attendance"))
    boroughs = [key for key in BOROUGH_KEYS if key in set(attended["borough"])]
    lines = []
    for borough in (*boroughs, LISTED) if boroughs else ():
        line = {"Borough": "Total" if borough == LISTED else borough_name(borough)}
        for when in _with_all(_periods(attended)):
            line[label(when)] = (
                cells.get((borough, when))
                or total_of(found, "attendance", course, when, borough)
                or _instead(cells, borough, when)
            )
        lines.append(line)
    return PrintedTable(
        f"training-{course}",
        f"{COURSE[course].name}: attendances by borough",
        lines,
        attended,
        (
            *words.symbols(set(attended["status"])),
            *partial_note(of_course[of_course["borough"] != PARTNERSHIP]),
            *_typed_otherwise(totals, set(attended.loc[attended["raw"].eq(SYMBOL), "file"])),
        ),
    )


def _typed_otherwise(totals: DataFrame, withheld_in: set[str]) -> Iterator[str]:
    """A total as it was typed, where its parts come to something else; without the numbers in files
    some of whose numbers are withheld.
    """
    wrong = totals[totals["sum"].notna() & (totals["sum"] != totals["typed"])]
    for _, row in wrong.iterrows():
        which = f"As sent, {row['row']} under “{row['column']}” is"
        if row["file"] in withheld_in:
            yield f"{which} not what its parts add up to."
        else:
            yield f"{which} {row['typed']:,}; its parts add up to {row['sum']:,}."


def reconciled(found: DataFrame) -> PrintedTable:
    """What the whole partnership reports, what the listed boroughs account for, and the rest."""
    beyond = found[found["statistic"] == "beyond_boroughs"]
    lines = [
        {
            "Course": COURSE[row.course].name,
            "Period": label(row.when),
            "Partnership": total_of(found, row.measure, row.course, row.when),
            "Boroughs listed": total_of(found, row.measure, row.course, row.when, LISTED),
            "Beyond them": f"{row.estimate:,.0f}".replace("-", "−"),
            "What it may be": SYMBOL if withheld(row.estimate) else row.note or "nothing left over",
        }
        for row in with_parts(beyond, "course", "measure").itertuples()
    ]
    return PrintedTable(
        "training-reconciled",
        "Attendances of the partnership that no listed borough accounts for",
        lines,
        beyond,
        partial_note(totals_of(found, borough=LISTED)),
        words=("Period", "What it may be"),
    )


def asked(found: DataFrame, became: DataFrame) -> Paragraphs:
    """What became of each question about the files; how many they were where a number is withheld."""
    return questions.told(became, is_withheld(found).any())


def _periods(rows: DataFrame) -> list[str]:
    return [key for key in PERIOD_KEYS if key in set(rows["period"])]


def label(key: str, of_all: str = "Total") -> str:
    """What a period is called, and all of them together."""
    return period(key).label if key else of_all
