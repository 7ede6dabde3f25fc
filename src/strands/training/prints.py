"""The training strand as printed: what was delivered and attended, at which rate, and by which
boroughs.
"""

from collections import defaultdict
from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.finding import subject, with_parts
from analysis.declare.outcomes import headline, new, number
from analysis.declare.periods import PERIOD_KEYS, period
from analysis.declare.proforma import BETWEEN
from analysis.declare.table import rows_with
from analysis.declare.training import COURSE, COURSE_KEYS, MEASURES, PARTNERSHIP, courses_of
from analysis.declare.withheld import SYMBOL, WITHHELD, withheld
from analysis.show import asked as questions
from analysis.show import words
from analysis.show.bars import bars
from analysis.show.lookup import of_kind, partial, partial_note
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.printed import opening as opened
from analysis.show.shares import one
from strands.training.declares import ATTENDED, IN_ALL, LISTED, WAYS, with_silent

_RATES = {
    ("blocks", "per_month"): "blocks a month",
    ("attendance", "per_month"): "attendances a month",
    ("attendance", "per_block"): "attendances a block",
}
# The changes that are told, by what they are called; and what a heading says of them.
_CHANGES = {f"change in {way}": says for way, says in WAYS.items()}
_MOVED = defaultdict(str, {"more": "rose", "fewer": "fell", "as many": "stayed as they were"})


def opening(found: DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what was delivered, what the numbers are not, and where the ways of
    counting disagree.
    """
    blocks, attended = (_total(found, measure, "", of_period) for measure in MEASURES)
    if not blocks and not attended:
        return opened(none="No numbers of training came for this period.")
    blocks, attended = (
        "a withheld number of" if said == SYMBOL else said for said in (blocks, attended)
    )
    rows = with_parts(found[found["when"] == of_period], "course", "measure")
    return opened(
        (
            f"**What was delivered.** {blocks} blocks with {attended} attendances in"
            f" {_label(of_period)}."
            f" {' '.join(partial_note(_totals(rows, course='', borough=PARTNERSHIP)))}".rstrip()
        ),
        *_turning(found, rows_with(rows, course="", measure="attendance")),
        finding=_finding(found, of_period),
        limits=(
            "How many different people came: an attendance is not a person, and who came to two"
            " courses is counted twice."
        ),
    )


def _finding(found: DataFrame, of_period: str) -> str:
    """How attendances moved since the period before, by each way of counting; how many there were
    where there is none before.
    """
    blocks, attended = (_total(found, measure, "", of_period) for measure in MEASURES)
    if SYMBOL in (blocks, attended):
        return f"how many attended in {_label(of_period)} is withheld"
    moved: dict[str, list[str]] = {}
    told = found[found["subject"].eq(subject("", "attendance")) & found["reading"].ne("")]
    told = told[told["when"].eq(of_period) & told["statistic"].isin(_CHANGES)]
    if told.empty or _is_withheld(told).any():
        counted = {"attendances": attended, "blocks": blocks}
        return " at ".join(f"{number} {what}" for what, number in counted.items() if number)
    for row in told.itertuples():
        way = _MOVED[_more_or_fewer(row.low, row.high)]
        moved.setdefault(way, []).append(_CHANGES[row.statistic])
    unknown = moved.pop("", [])
    parts = [f"{way} {words.listed(ways)}" for way, ways in moved.items()]
    since = f"attendances since {_label(told['reading'].iloc[0])} {', '.join(parts)}"
    return since + f"; {words.listed(unknown)}, nobody can tell" * bool(unknown)


def figure(found: DataFrame, of_period: str, source: str) -> Iterator[PrintedFigure]:
    """Attendances by period in every way of counting; by course where no other period is known."""
    rows = with_parts(rows_with(found, borough=PARTNERSHIP), "course", "measure")
    rows = rows[rows["statistic"].isin(list(WAYS)) & rows["measure"].eq("attendance")]
    over_time = rows[rows["course"].eq("") & rows["when"].ne("")]
    by_course = rows_with(rows, statistic="total", when=of_period)
    by_course = by_course[by_course["course"] != ""]
    heads = ("Counted", "Period", "Attendances")
    if over_time["when"].nunique() > 1:
        drawn = over_time.assign(
            panel=over_time["statistic"].map(WAYS).map(words.titled),
            name=over_time["when"].map(_label),
        )
        title = _finding(found, of_period)
    else:
        drawn = by_course.assign(
            panel=f"In {_label(of_period)}", name=by_course["course"].map(_course)
        )
        heads = ("Counted", "Course", "Attendances")
        title = _most(drawn)
    said = [_said(row) for row in drawn.itertuples()]
    title, under = words.titled(title), source
    if drawn["estimate"].isna().any():
        under += " Hatched: from the least to the most, as the length of a period is not known."
    yield from bars("training-attendances", title, drawn.assign(said=said), under, heads)


def _said(row) -> str:
    if withheld(row.estimate, row.low, row.high):
        return SYMBOL
    if row.statistic == "total":
        return partial(f"{row.estimate:,.0f}", Series(row._asdict()))
    return words.between(row.estimate, row.low, row.high)


def _most(by_course: DataFrame) -> str:
    """The courses with the most attendances; nothing of it where one is withheld."""
    if by_course.empty or _is_withheld(by_course).any():
        return "attendances by course"
    most = by_course[by_course["estimate"] == by_course["estimate"].max()]
    return f"attendances by course: most at {words.listed(list(most['name']))}"


def _turning(found: DataFrame, rows: DataFrame) -> Iterator[str]:
    """What is more by one way of counting and not by another, with both numbers of each; `rows` are
    of all courses in one period.
    """
    for (measure, before), told in rows[rows["reading"] != ""].groupby(
        ["measure", "reading"], sort=False
    ):
        by_way = told.set_index("statistic")
        if _is_withheld(told).any() or by_way.loc["direction", "estimate"] == 1:
            continue
        ranges = {
            way: tuple(by_way.loc[f"change in {way}", ["low", "high"]])
            for way in WAYS
            if f"change in {way}" in by_way.index
        }
        when = told["when"].iloc[0]
        parts = "; ".join(
            f"{WAYS[way]} {_more_or_fewer(*ends)} ({_pair(found, way, measure, before, when)})"
            for way, ends in ranges.items()
        )
        # The one is the other times how much longer the period was.
        total, monthly = map(ranges.get, ("total", "per_month"))
        if total[0] > 1 > monthly[1]:
            parts += "; the later period was the longer one"
        elif total[1] < 1 < monthly[0]:
            parts += "; the later period was the shorter one"
        yield f"**{measure.capitalize()} since {_label(before)}.** {words.sentence(parts)}"


def _more_or_fewer(low: float, high: float) -> str:
    if low == high == 1:
        return "as many"
    if low <= 1 <= high:
        return "more or fewer, as the length of a period is not known"
    return "fewer" if high < 1 else "more"


def _pair(found: DataFrame, way: str, measure: str, *periods: str) -> str:
    """A total or a rate of all courses in each of two periods: `773, then 1,230`."""
    if way == "total":
        return ", then ".join(_total(found, measure, "", when) for when in periods)
    rates = (one(found, way, PARTNERSHIP, subject("", measure), when=when) for when in periods)
    return ", then ".join(words.between(row["estimate"], row["low"], row["high"]) for row in rates)


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
                total = _total(found, measure, course, key)
                typed = cells.get((course, measure, key), "")
                line[f"{measure.capitalize()} {_label(key, 'total')}"] = (
                    typed if course and key else total
                )
        lines.append(line)
    return PrintedTable(
        "training-delivered",
        "Training blocks delivered and attendances, by course",
        lines if len(used) else [],
        used,
        (*words.symbols(set(used["status"])), *partial_note(_totals(found, borough=PARTNERSHIP))),
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
            counts[at] = x if withheld(x) else int(x)
            typed[at] = str(x) if withheld(x) else row.raw * (row.raw == str(counts[at]))
    return rows.assign(count=Series(counts, rows.index, dtype=object), raw=typed)


def _totals(found: DataFrame, **of: str) -> DataFrame:
    """The totals computed of something, as far as they are told."""
    return _told(rows_with(of_kind(found, "total"), **of))


def _told(found: DataFrame) -> DataFrame:
    """Findings without those that are withheld."""
    return found[~_is_withheld(found)]


def _is_withheld(found: DataFrame) -> Series:
    """Whether a number of each finding is withheld."""
    numbers = found[["x", "n", "estimate", "low", "high"]]
    return numbers.map(withheld).any(axis=1).astype(bool)


def _cells(rows: DataFrame, *names: str) -> dict[tuple[str, ...], str]:
    """What stands in the cell of each row, by its values of some columns."""
    keys = rows[list(names)].itertuples(index=False, name=None)
    return dict(zip(keys, words.cells(rows), strict=True))


def _with_all(periods: list[str]) -> list[str]:
    """Periods and, where there are several, all of them together."""
    return [*periods, ""] if len(periods) > 1 else periods


def _total(
    found: DataFrame, measure: str, course: str, key: str, borough: str = PARTNERSHIP
) -> str:
    """A computed total, with how many numbers it is of where some are missing; an empty cell where
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


def rates(found: DataFrame) -> PrintedTable:
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
            cells = dict.fromkeys(map(_label, periods), "")
            rates = rows[rows["statistic"] == statistic]
            for row in rates.itertuples():
                ends = row.estimate, row.low, row.high
                cells[_label(row.when)] = SYMBOL if withheld(*ends) else words.between(*ends)
            if len(rates):
                rate = _RATES[measure, statistic]
                lines.append({"Course": _course(course), "Rate": rate, **cells})
    lengths = [
        f"{_label(key)}: {words.listed(list(map(str, period(key).months)))} months"
        f" ({period(key).length})"
        for key in periods
    ]
    note = f"How long each period is taken to be, for rates a month. {'; '.join(lengths)}."
    return PrintedTable(
        "training-rates",
        "Training per month and per block",
        lines,
        shown,
        (note,) if lines else (),
        ("Rate",),
    )


def _course(key: str) -> str:
    return COURSE[key].name if key else "All courses"


def changes(found: DataFrame) -> Paragraphs:
    """From each period to the next, every way of counting in one sentence, and the alarm where they
    disagree.
    """
    texts = []
    rows = with_parts(found[found["reading"] != ""], "course", "measure")
    rows = rows[rows["course"].isin(["", "core"])]
    for (course, measure, when, before), told in rows.groupby(
        ["course", "measure", "when", "reading"], sort=False
    ):
        of_what = f"**{_course(course)}, {measure}, {_label(before)} to {_label(when)}.**"
        if _is_withheld(told).any():
            texts.append(f"{of_what} How this changed is withheld.")
            continue
        by_way = told.set_index("statistic")
        sizes = "; ".join(
            f"{says} {_range(*by_way.loc[f'change in {way}', ['low', 'high']])}"
            for way, says in WAYS.items()
            if f"change in {way}" in by_way.index
        )
        texts.append(
            f"{of_what} {words.sentence(sizes)} {words.sentence(by_way.loc['direction', 'note'])}"
        )
    return Paragraphs(tuple(texts))


def _range(low: float, high: float) -> str:
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
    of_course = _totals(found, subject=subject(course, "attendance"))
    boroughs = [key for key in BOROUGH_KEYS if key in set(attended["borough"])]
    lines = []
    for borough in (*boroughs, LISTED) if boroughs else ():
        line = {"Borough": "Total" if borough == LISTED else borough_name(borough)}
        for when in _with_all(_periods(attended)):
            total = _total(found, "attendance", course, when, borough)
            computed = borough == LISTED or not when
            cell = total if computed else cells.get((borough, when), "")
            line[_label(when)] = cell
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
            "Period": _label(row.when),
            "Partnership": _total(found, row.measure, row.course, row.when),
            "Boroughs listed": _total(found, row.measure, row.course, row.when, LISTED),
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
        partial_note(_totals(found, borough=LISTED)),
        words=("Period", "What it may be"),
    )


def asked(found: DataFrame, became: DataFrame) -> Paragraphs:
    """What became of each question about the files; how many they were where a number is withheld."""
    return questions.told(became, _is_withheld(found).any())


def _periods(rows: DataFrame) -> list[str]:
    return [key for key in PERIOD_KEYS if key in set(rows["period"])]


def _label(key: str, of_all: str = "Total") -> str:
    """What a period is called, and all of them together."""
    return period(key).label if key else of_all


def glance(rows: DataFrame, found: DataFrame, of_period: str) -> Iterator[dict]:
    """What the first page takes from here: attendances, how they changed by each way of counting,
    and courses that began or stopped.
    """
    blocks, attended = (_total(found, measure, "", of_period) for measure in MEASURES)
    if not attended or SYMBOL in (blocks, attended):
        return
    of_all = found[found["subject"].eq(subject("", "attendance")) & found["when"].eq(of_period)]
    rate = one(of_all, "per_month", PARTNERSHIP, subject("", "attendance"))
    a_month = words.between(rate["estimate"], rate["low"], rate["high"])
    yield number(attended, f"attendances at {blocks} training blocks, {a_month} a month")
    for before, told in of_all[of_all["reading"] != ""].groupby("reading", sort=False):
        by_way = told.set_index("statistic")
        total, rates = (
            _range(*by_way.loc[f"change in {way}", ["low", "high"]])
            for way in ("total", "per_month")
        )
        yield headline(
            f"Since {_label(before)}, attendances at training show {total} in total and {rates} a month."
        )
        offered = {key: _offered(rows, key) for key in (before, of_period)}
        began, stopped = offered[of_period] - offered[before], offered[before] - offered[of_period]
        for courses, says in ((began, "New course"), (stopped, "No longer offered")):
            yield from (new(f"{says}: {COURSE[key].name}") for key in COURSE_KEYS if key in courses)


def _offered(rows: DataFrame, when: str) -> set[str]:
    """The courses that took place in a period."""
    return set(rows.loc[(rows["period"] == when) & (rows["status"] == "returned"), "course"])
