"""The first page of training: what was delivered and attended, how that moved, and its chart."""

from collections import defaultdict
from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.finding import subject, with_parts
from analysis.declare.outcomes import headline, new, number
from analysis.declare.table import rows_with
from analysis.declare.training import COURSE, COURSE_KEYS, MEASURES, PARTNERSHIP
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import words
from analysis.show.bars import bars
from analysis.show.lookup import of_kind, partial, partial_note
from analysis.show.printed import Opening, PrintedFigure
from analysis.show.printed import opening as opened
from analysis.show.shares import one
from strands.training.declares import WAYS
from strands.training.prints.training import (
    course_name,
    is_withheld,
    label,
    range_of,
    total_of,
    totals_of,
)

# The changes that are told, by what a heading calls them; and what it says of them.
_CHANGES = {f"change in {way}": says for way, says in WAYS.items()}
_A_WAY = {way: f" {WAYS[way]}" for way in ("per_month", "per_block")}
_MOVED = defaultdict(str, {"more": "rose", "fewer": "fell", "as many": "stayed as they were"})


def opening(found: DataFrame, of_period: str) -> Opening:
    """The first screen: what was delivered, what the numbers are not, and where the ways of
    counting disagree.
    """
    blocks, attended = (total_of(found, measure, "", of_period) for measure in MEASURES)
    if not blocks and not attended:
        return opened(none="No numbers of training came for this period.")
    blocks, attended = (
        "a withheld number of" if said == SYMBOL else said for said in (blocks, attended)
    )
    rows = with_parts(found[found["when"] == of_period], "course", "measure")
    return opened(
        (
            f"**What was delivered.** {blocks} blocks with {attended} attendances in"
            f" {label(of_period)}."
            f" {' '.join(partial_note(totals_of(rows, course='', borough=PARTNERSHIP)))}".rstrip()
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
    blocks, attended = (total_of(found, measure, "", of_period) for measure in MEASURES)
    if SYMBOL in (blocks, attended):
        return f"how many attended in {label(of_period)} is withheld"
    moved: dict[str, list[str]] = {}
    told = found[found["subject"].eq(subject("", "attendance")) & found["reading"].ne("")]
    told = told[told["when"].eq(of_period) & told["statistic"].isin(_CHANGES)]
    if told.empty or is_withheld(told).any():
        counted = {"attendances": attended, "blocks": blocks}
        return " at ".join(f"{number} {what}" for what, number in counted.items() if number)
    for row in told.itertuples():
        way = _MOVED[_more_or_fewer(row.low, row.high)]
        moved.setdefault(way, []).append(_CHANGES[row.statistic])
    unknown = moved.pop("", [])
    parts = [f"{way} {words.listed(ways)}" for way, ways in moved.items()]
    since = f"attendances since {label(told['reading'].iloc[0])} {', '.join(parts)}"
    return since + f"; {words.listed(unknown)}, nobody can tell" * bool(unknown)


def figure(found: DataFrame, of_period: str, source: str) -> Iterator[PrintedFigure]:
    """Attendances by period in every way of counting; by course where no other period is known."""
    rows = with_parts(rows_with(found, borough=PARTNERSHIP), "course", "measure")
    rows = rows_with(of_kind(rows, *WAYS), measure="attendance")
    over_time = rows[rows["course"].eq("") & rows["when"].ne("")]
    by_course = rows_with(rows, statistic="total", when=of_period)
    by_course = by_course[by_course["course"] != ""]
    heads = ("Counted", "Period", "Number")
    if over_time["when"].nunique() > 1:
        drawn = over_time.assign(
            panel=["Attendances" + _A_WAY.get(way, "") for way in over_time["statistic"]],
            name=over_time["when"].map(label),
        )
        title = _finding(found, of_period)
    else:
        drawn = by_course.assign(
            panel=f"In {label(of_period)}", name=by_course["course"].map(course_name)
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
    if by_course.empty or is_withheld(by_course).any():
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
        if is_withheld(told).any() or by_way.loc["direction", "estimate"] == 1:
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
        yield f"**{measure.capitalize()} since {label(before)}.** {words.sentence(parts)}"


def _more_or_fewer(low: float, high: float) -> str:
    if low == high == 1:
        return "as many"
    if low <= 1 <= high:
        return "more or fewer, as the length of a period is not known"
    return "fewer" if high < 1 else "more"


def _pair(found: DataFrame, way: str, measure: str, *periods: str) -> str:
    """A total or a rate of all courses in each of two periods: `773, then 1,230`."""
    if way == "total":
        return ", then ".join(total_of(found, measure, "", when) for when in periods)
    rates = (one(found, way, PARTNERSHIP, subject("", measure), when=when) for when in periods)
    return ", then ".join(words.between(row["estimate"], row["low"], row["high"]) for row in rates)


def glance(rows: DataFrame, found: DataFrame, of_period: str) -> Iterator[dict]:
    """What the first page takes from here: attendances, how they changed by each way of counting,
    and courses that began or stopped.
    """
    blocks, attended = (total_of(found, measure, "", of_period) for measure in MEASURES)
    if not attended or SYMBOL in (blocks, attended):
        return
    of_all = found[found["subject"].eq(subject("", "attendance")) & found["when"].eq(of_period)]
    rate = one(of_all, "per_month", PARTNERSHIP, subject("", "attendance"))
    a_month = words.between(rate["estimate"], rate["low"], rate["high"])
    yield number(attended, f"attendances at {blocks} training blocks, {a_month} a month")
    for before, told in of_all[of_all["reading"] != ""].groupby("reading", sort=False):
        by_way = told.set_index("statistic")
        total, rates = (
            range_of(*by_way.loc[f"change in {way}", ["low", "high"]])
            for way in ("total", "per_month")
        )
        yield headline(
            f"Since {label(before)}, attendances at training show {total} in total and {rates} a month."
        )
        offered = {key: _offered(rows, key) for key in (before, of_period)}
        began, stopped = offered[of_period] - offered[before], offered[before] - offered[of_period]
        for courses, says in ((began, "New course"), (stopped, "No longer offered")):
            yield from (new(f"{says}: {COURSE[key].name}") for key in COURSE_KEYS if key in courses)


def _offered(rows: DataFrame, when: str) -> set[str]:
    """The courses that took place in a period."""
    return set(rows.loc[(rows["period"] == when) & (rows["status"] == "returned"), "course"])
