"""Learning reviews case by case as printed where small counts are withheld: over quarters and arms,
and words without anything beside them.
"""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import with_parts
from analysis.declare.periods import quarter_label
from analysis.declare.table import rows_with
from analysis.declare.withheld import withheld
from analysis.show import printed
from analysis.show.bars import bars
from analysis.show.lookup import borough_keys, borough_names, index, of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.shares import one, x_of_n
from analysis.show.words import count, listed, number, titled
from strands.reviews.declares import told
from strands.reviews.declares.review_cases import HEADINGS, LEFT_OUT
from strands.reviews.prints.review_cases import NO_READING, caption

_LISTS = {told.LISTED: "Closed", told.IN_ARM: "In one of the two groups", told.DRAWN: "Drawn"}
_DRAWN = (
    "In one of the two groups: the worker was trained and the case consulted on, or neither. Drawn: of"
    " these, by an order that anyone can make again from the case codes."
)
_CARDS = (
    "**Case evidence.** Lines on single cases arrived; what may be printed of them stands under that"
    " heading."
)
_HOW_TO_READ = (
    "**How to read the tables.** A principle is evidenced in x of the n cases that count, of both"
    " groups together; in the others it was answered otherwise, or not at all. Each version of the"
    " template has a table of its own, as two versions do not ask the same. Answers by group, and of"
    " few cases under one version, are not shown, since they would tell of single cases. As many"
    " cases are drawn of one group as of the other, where there are as many, so x of n is no share of"
    " all cases."
)


def opening(found: DataFrame) -> Paragraphs:
    """What arrived on single cases, how much of it counts, and what may not be made of it; empty
    where nothing is told this way.
    """
    by_statistic = index(rows_with(found, borough="", subject=""))
    texts = [*_of_lists(found, by_statistic)]
    if told.READINGS not in by_statistic:
        return printed.opening(*texts, _cards(found), finding=NO_READING)
    readings, counted = (by_statistic[name] for name in (told.READINGS, told.COUNTED))
    senders = count(len(of_kind(found, told.SENT)), "borough")
    some = f"{count(readings['x'], 'reading')} of closed cases"
    return printed.opening(
        f"**Cases read.** {senders} sent {some}; {_some(counted)} of them count as evidence.",
        *texts,
        finding=f"{_some(counted)} of {some} from {senders} count as evidence",
        limits=(
            "What training does, change over time, or how one borough stands beside another: a few"
            f" cases of each kind were read in each borough, {_of_blind(by_statistic)}, and who is"
            " trained or consults is not left to chance."
        ),
    )


def behind(found: DataFrame) -> Paragraphs:
    """Why readings do not count, and what else came."""
    why_not = "; ".join(LEFT_OUT[key] for key in of_kind(found, told.NOT_COUNTED)["subject"])
    texts = (
        why_not and f"**Not counted.** Readings do not count for one of these reasons: {why_not}.",
        _cards(found),
    )
    has_opening = len(of_kind(found, told.READINGS)) > 0
    return Paragraphs(tuple(filter(None, texts)) * has_opening)


def _cards(found: DataFrame) -> str:
    return _CARDS * bool(len(of_kind(found, "case evidence: sent")))


def _of_blind(by_statistic: dict[str, Series]) -> str:
    blind, least = by_statistic[told.BLIND], by_statistic.get(told.NOT_BLIND_PART)
    if withheld(blind["x"]):
        return f"{_part(least)} of the readings by somebody who knew which kind it was, or may have"
    return f"{x_of_n(blind)} readings by somebody who did not know which kind it was"


def _of_lists(found: DataFrame, by_statistic: dict[str, Series]) -> Iterator[str]:
    if told.LISTED not in by_statistic:
        return
    listed_by, drawn_by = (_boroughs(found, name) for name in (told.LISTED, told.DRAWN))
    cases, drawn, read = (by_statistic[name] for name in (told.LISTED, told.DRAWN, told.READ))
    yield (
        f"**Closed cases.** {titled(count(cases['x'], 'closed case'))} stood on the lists of"
        f" {count(len(listed_by), 'borough')}, from which cases are drawn."
    )
    if drawn_by:
        part = _part(by_statistic.get(told.READ_PART)) if withheld(read["x"]) else _some(read)
        yield (
            f"**Drawn by lot.** {titled(count(drawn['x'], 'case was', 'cases were'))} drawn in"
            f" {count(len(drawn_by), 'borough')}, and {part} of them were read."
        )


def _boroughs(found: DataFrame, statistic: str) -> list[str]:
    """The boroughs of which a count is known, or withheld, and not none."""
    rows = of_kind(found, statistic)
    return borough_keys(rows[rows["x"].map(lambda x: withheld(x) or x > 0)])


def _some(row: Series) -> str:
    """How many it counts; that it is withheld."""
    return "a withheld number" if withheld(row["x"]) else f"{row['x']:.0f}"


def _part(least: Series | None) -> str:
    """The least of a whole in words; that it is withheld where not even that is told."""
    return "a withheld number" if least is None else told.AT_LEAST[least["low"]]


def lists(found: DataFrame) -> Iterator[Block]:
    """By borough: how many cases were closed, how many of them are in an arm, and how many drawn."""
    yield Heading("reviews-drawn", "What was drawn and read")
    rows = of_kind(found, *_LISTS)
    lines = [
        {"Borough": borough_name(key) if key else "All"}
        | {
            heading: number(one(rows, statistic, key)["x"], 0)
            for statistic, heading in _LISTS.items()
        }
        for key in (*borough_keys(rows), *[""] * (len(rows) > 0))
    ]
    waiting = borough_names(borough_keys(of_kind(found, told.NOT_PLACED)))
    notes = (
        _DRAWN,
        *(
            f"{borough_name(row.borough)}, {quarter_label(row.subject)}: {row.note}."
            for row in of_kind(found, told.DRAW).itertuples()
        ),
        *([f"A question is open about some closed cases of {waiting}."] if waiting else ()),
    )
    yield PrintedTable("reviews-lists", "Cases closed and drawn", lines, rows, notes)


def evidence(found: DataFrame) -> Iterator[Block]:
    """A table for each borough and version of which enough can be told; which boroughs have none."""
    yield Heading("reviews-evidence", "What the cases show, by principle")
    rows = _enough(found)
    tables = [
        _matrix(of_version, borough, version, place)
        for borough in borough_keys(rows)
        for place, (version, of_version) in enumerate(
            rows_with(rows, borough=borough).groupby("version", sort=False), 1
        )
    ]
    if tables:
        yield Paragraphs((_HOW_TO_READ,), box="note")
        yield from tables
    shown = {key for table in tables for key in table.data["borough"]}
    without = [key for key in borough_keys(of_kind(found, told.SENT)) if key not in shown]
    if without:
        yield Paragraphs(
            (
                f"Too few cases were read in {borough_names(without)} under one version of the"
                " template to tell of any principle in how many it is evidenced.",
            )
        )


def _enough(found: DataFrame) -> DataFrame:
    """In how many cases each principle is evidenced, under each version of which enough is told."""
    rows = with_parts(of_kind(found, told.SHOWN), "version", "principle")
    rows = rows.assign(untold=rows["x"].map(withheld).astype(bool))
    untold = rows.groupby(["borough", "version"])["untold"].transform("mean")
    return rows[untold <= 0.5].drop(columns="untold")


def figure(found: DataFrame, source: str) -> Iterator[PrintedFigure]:
    """The cases in which each principle is evidenced, of those that count, a panel a table."""
    rows = _enough(found)
    hidden = rows["x"].map(withheld).astype(bool)
    known = rows[~hidden]
    if known.empty:
        return
    drawn = rows.assign(
        panel=[caption(row.borough, row.version) for row in rows.itertuples()],
        name=rows["principle"].map(HEADINGS),
        said=[x_of_n(row) for _, row in rows.iterrows()],
        low=rows["x"],
        high=rows["n"].mask(hidden),
    )
    title = "In how many of the cases that count each principle is evidenced"
    if drawn["panel"].nunique() == 1:
        most = known[known["x"] == known["x"].max()]
        named = listed([HEADINGS[key].lower() for key in most["principle"]])
        alone = f"in {borough_names(borough_keys(rows))}, the only borough shown"
        title = f"Most often evidenced {alone}: {named} ({x_of_n(most.iloc[0])} cases)"
    heads = ("Cases", "Principle", "Evidenced")
    under = f"{source} Filled: cases in which it is evidenced; hatched: the others that count."
    yield from bars("reviews-shown-in", title, drawn, under, heads)


def _matrix(rows: DataFrame, borough: str, version: str, place: int) -> PrintedTable:
    lines = [
        {"Principle": HEADINGS[row["principle"]], "Evidenced": x_of_n(row)}
        for _, row in rows.iterrows()
    ]
    return PrintedTable(
        f"reviews-evidence-{borough.replace('_', '-')}-{place}",
        caption(borough, version),
        lines,
        rows.drop(columns=["version", "principle"]),
        words=("Evidenced",),
    )


def read_twice(found: DataFrame) -> Iterator[Block]:
    """That cases were read twice, where too few were to tell how far two readers agree."""
    if len(of_kind(found, told.TWICE)):
        yield Heading("reviews-twice", "Cases read twice")
        few = "Some cases were read twice: too few to tell how far two readers agree."
        yield Paragraphs((few,))
