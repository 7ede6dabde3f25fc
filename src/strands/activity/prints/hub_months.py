"""Hub visits by month as printed: every month returned, totals beside their rates, and where the
two disagree.
"""

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.periods import month_label, period
from analysis.declare.proforma import BETWEEN
from analysis.declare.table import rows_with
from analysis.declare.withheld import SYMBOL
from analysis.show import words
from analysis.show.lookup import of_kind
from analysis.show.over_time import refused_rows
from analysis.show.printed import (
    Block,
    Heading,
    Paragraphs,
    PrintedFigure,
    PrintedTable,
)
from analysis.show.printed import (
    opening as first_screen,
)
from analysis.show.refusals import not_computed
from analysis.show.shares import one, percent, x_of_n
from strands.activity.declares.activity import SECTIONS
from strands.activity.declares.logs import LEAST, MOST
from strands.activity.prints.month_panels import month_panels

_MONTHS = 6
# What the spans are called that stand against each other.
_AGAINST = {
    "halves": "the first half of the period to the second",
    "periods": "the period before to this one",
}
_NEVER = (
    "How many people came: a visit is not a visitor, visitors of one month are not added to those of"
    " another, and machines visit too."
)
_TOTALS = (
    "Visits: over the months returned, of all of the section; two totals over different numbers of"
    " months are not alike. A month: visits divided by the months returned, whose number stands"
    " beside; where the hub was counted in months in which the page has no line, the lower number"
    " holds if nobody came then. Visitors: different people in one month, least to most."
)
_HALVES = (
    "Second half: as a multiple of the first half of the period, for the hub as a whole {}; the"
    " halves are different seasons. One month left out: from the least to the greatest that the"
    " multiple a month comes to where one month, whichever, is left out."
)
_BLANK = (
    "A page without a line in a month may have had no visits then, for tools leave such pages out:"
    " that month is shown as not returned and never as none."
)


def opening(found: DataFrame, of_period: str) -> Paragraphs:
    """What arrived and what is missing, where total and rate disagree, and what may not be said."""
    found = rows_with(found, when=of_period)
    visits, returned = one(found, "visits"), one(found, "months returned")
    if returned is None:
        return first_screen()
    label = period(of_period).label
    if not returned["x"]:
        return first_screen(f"**What came.** No month of {label} was returned.")
    gap = f"; {returned['note']}" if returned["note"] else ""
    pages = words.count(one(found, "pages")["x"], "page")
    return first_screen(
        f"**What came.** {visits['estimate']:,.0f} visits to {pages} in {label}, counted"
        f" in {returned['x']:.0f} of {returned['n']:.0f} months{gap}.",
        *_turning(found),
        limits=_NEVER,
    )


def _turning(found: DataFrame) -> Iterator[str]:
    """The pages whose visits rose in total and fell a month, or the other way round."""
    ways = of_kind(found, "direction")
    ways = ways[(ways["estimate"] > 1) & ways["subject"].map(_page).ne("")]
    for reading, against in _AGAINST.items():
        turned = rows_with(ways, reading=reading)["subject"]
        totals = rows_with(found, statistic="change in total", reading=reading)
        has_risen = turned.isin(totals.loc[totals["estimate"] > 1, "subject"])
        for pages, way in (
            (turned[has_risen], "rose in total and fell per month"),
            (turned[~has_risen], "fell in total and rose per month"),
        ):
            if len(pages):
                named = words.listed([f"“{_page(page)}”" for page in pages])
                yield f"**In total and per month.** From {against} visits to {named} {way}."


def by_month(rows: DataFrame, found: DataFrame, of_period: str, source: str) -> Iterator[Block]:
    """What came of the hub by month, in words and as a figure; nothing without rows.

    `rows` is the table `hub_months`, `found` its findings.
    """
    visits = _visits(rows, of_period)
    if visits.empty:
        return
    yield Heading("activity-hub-by-month", "Hub visits by month")
    yield Paragraphs(opening(found, of_period).texts)
    panels = _panels(visits, of_period)
    titles = {key: _page(key) for key in panels["panel"].unique()}
    drawn = DataFrame(
        {
            "Page": panels["panel"].map(_page),
            "Month": panels["month"].map(month_label),
            "Visits": words.cells(panels),
        }
    )
    title = _title(rows_with(found, when=of_period))
    draw = partial(month_panels, panels, titles, source)
    yield PrintedFigure("activity-hub-months", title, _alt(panels), draw, drawn)


def blocks(rows: DataFrame, found: DataFrame, of_period: str) -> Iterator[Block]:
    """The numbers on the hub by month: the months, totals with rates, and sentences; nothing without
    rows.
    """
    found, visits = rows_with(found, when=of_period), _visits(rows, of_period)
    if visits.empty:
        return
    yield Heading("activity-hub-months", "Hub visits by month: every number")
    yield Paragraphs(tuple(_sentences(found)))
    yield from _months(_panels(visits, of_period), visits, of_period)
    yield from _totals(found)


def _visits(rows: DataFrame, of_period: str) -> DataFrame:
    return rows_with(rows, period=of_period, measure="visits")


def _panels(visits: DataFrame, of_period: str) -> DataFrame:
    """A row for each page and month of the period: `panel, month, count, status`; a month without a
    line is blank.
    """
    panel = visits["section"] + BETWEEN + visits["page"]
    keyed = visits.assign(panel=panel).set_index(["panel", "month"])
    order = sorted(panel.unique(), key=lambda key: SECTIONS.index(key.split(BETWEEN)[0]))
    months = period(of_period).all_months
    every = pd.MultiIndex.from_product([order, months], names=["panel", "month"])
    full = keyed[["count", "status"]].reindex(every)
    return full.fillna({"status": "not_returned"}).reset_index()


def _months(panels: DataFrame, visits: DataFrame, of_period: str) -> Iterator[PrintedTable]:
    """The visits of each page, a column a month, in tables narrow enough for a page."""
    months = period(of_period).all_months
    for number, start in enumerate(range(0, len(months), _MONTHS), 1):
        part = months[start : start + _MONTHS]
        shown, returned = (rows[rows["month"].isin(part)] for rows in (panels, visits))
        names = list(map(month_label, part))
        lines = [
            {"Page": _page(key), **dict(zip(names, words.cells(of_page), strict=True))}
            for key, of_page in shown.groupby("panel", sort=False)
        ]
        statuses = set(shown["status"])
        remarks = returned["caveat"].str.split(" | ", regex=False).explode()
        notes = (
            *words.symbols(statuses),
            *([_BLANK] if "not_returned" in statuses else []),
            *(f"The sender's note: {remark}" for remark in remarks.unique() if remark),
        )
        yield PrintedTable(
            f"activity-hub-months-{number}",
            f"Hub visits by page, {names[0]} to {names[-1]}",
            lines,
            returned,
            notes,
        )


def _totals(found: DataFrame) -> Iterator[PrintedTable]:
    """A table a section, a line a page: total and rate together, and the period's second half
    against its first.
    """
    whole = one(found, "change in total", reading="halves")
    notes = (_TOTALS, *([] if whole is None else [_HALVES.format(whole["note"])]))
    refused = refused_rows(found[(found["subject"] == "") & found["estimate"].isna()])
    for section in SECTIONS:
        of_pages = found[found["subject"].str.startswith(section + BETWEEN)]
        last = section == SECTIONS[-1]
        yield PrintedTable(
            f"activity-hub-totals-{section}",
            f"Hub visits, totals, rates and halves: {section}",
            [_line(key, found) for key in of_pages["subject"].unique()],
            pd.concat([of_pages, found[found["subject"].isin([section, ""])]]),
            (*notes, *not_computed(refused)) if last else notes,
        )


def _monthly(row: Series) -> str:
    rate = words.number(row["estimate"]) if pd.isna(row["low"]) else words.span(row, 1)
    return f"{rate} ({row['n']:.0f})"


def _times(row: Series) -> str:
    return f"×{row['estimate']:.2f}"


def _visitors(key: str, found: DataFrame) -> str:
    """From the fewest to the most visitors in one month; a dash where they were not counted."""
    ends = (
        one(found, "visitors in one month", subject=key, reading=reading)
        for reading in (LEAST, MOST)
    )
    numbers = [f"{end['x']:.0f}" for end in ends if end is not None] or ["–"]
    return SYMBOL if {*numbers} == {SYMBOL} else f" to{words.NBSP}".join(numbers)


def _cell(reading: str, statistic: str, write: Callable[[Series], str]) -> Callable:
    """What writes one finding about a page; a dash where there is none."""

    def cell(key: str, found: DataFrame) -> str:
        row = one(found, statistic, subject=key, reading=reading)
        known = row is not None and row[["estimate", "low"]].notna().any()
        return write(row) if known else "–"

    return cell


# What stands under each heading of the totals.
_CELLS = {
    "Visits, of its section": _cell(
        "", "share of section", lambda row: f"{x_of_n(row)} ({percent(row['estimate'])})"
    ),
    "A month (months)": _cell("", "visits a month", _monthly),
    "Visitors in one month": _visitors,
    "Second half, in total": _cell("halves", "change in total", _times),
    "Second half, a month": _cell("halves", "change a month", _times),
    "One month left out": _cell(
        "halves",
        "change a month, one month left out",
        lambda row: words.span_of_ratios(row["low"], row["high"]),
    ),
}


def _line(key: str, found: DataFrame) -> dict[str, str]:
    return {"Page": _page(key), **{name: cell(key, found) for name, cell in _CELLS.items()}}


def _sentences(found: DataFrame) -> Iterator[str]:
    """One a section and pair of spans, and one for each page or whole whose direction hangs on how
    it is counted.
    """
    for reading, against in _AGAINST.items():
        changes = rows_with(found, reading=reading)
        for section in SECTIONS:
            if counts := _fall_and_rise(changes, section):
                pages = words.count(one(changes, "pages that fall", subject=section)["n"], "page")
                yield (
                    f"**{section.capitalize()}, {against}.** Of {pages} that can be compared,"
                    f" {counts} in visits a month.{_both(section, changes)}"
                )
        of_pages = changes[changes["subject"].str.contains(BETWEEN, regex=False)]
        deciding = of_pages[of_pages["estimate"] > 0]
        for row in rows_with(deciding, refused="G28").itertuples():
            yield (
                f"**{_page(row.subject)}, {against}.**{_both(row.subject, changes)}"
                f" {words.sentence(row.note)}"
            )
        if len(hanging := deciding.loc[deciding["refused"] == "G29", "subject"]):
            yield (
                f"**A single month decides.** From {against} the direction of visits a month would"
                f" turn where one month is left out: {words.listed(list(map(_page, hanging)))}."
            )


def _fall_and_rise(changes: DataFrame, section: str) -> str:
    """How many pages of a section fall and rise; empty where none is compared."""
    falls, rises = (one(changes, f"pages that {way}", subject=section) for way in ("fall", "rise"))
    return "" if falls is None else f"{falls['x']:.0f} fall and {rises['x']:.0f} rise"


def _both(key: str, changes: DataFrame) -> str:
    """In total and a month, always together; empty where the two spans are not compared."""
    total, monthly = (
        one(changes, name, subject=key) for name in ("change in total", "change a month")
    )
    if total is None:
        return ""
    which = "In total" if _page(key) else "All its visits together: in total"
    in_total, a_month = (words.change(row["estimate"]) for row in (total, monthly))
    return f" {which} {in_total} ({total['note']}); per month {a_month}."


def _title(found: DataFrame) -> str:
    """What is seen: of how many pages visits a month fell and rose, or else how much was returned."""
    halves = rows_with(found, reading="halves")
    ways = [
        one(halves, f"pages that {way}", subject=section)
        for section in SECTIONS
        for way in ("fall", "rise")
    ]
    falls, rises = (sum(each["x"] for each in ways[at::2] if each is not None) for at in (0, 1))
    if any(each is not None for each in ways):
        return (
            f"Visits a month fell on {words.count(falls, 'page')} of the hub and rose on {rises:.0f},"
            " first half of the period to the second. No trend is tested, as one person makes many"
            " visits"
        )
    returned = one(found, "months returned")
    return f"Hub visits came for {returned['x']:.0f} of {returned['n']:.0f} months"


def _alt(panels: DataFrame) -> str:
    """The figure page by page in words."""
    parts = []
    returned = rows_with(panels, status="returned")
    for key, rows in returned.groupby("panel", sort=False):
        counts = rows["count"]
        months = rows["month"].map(month_label)
        most = ", ".join(months[counts == counts.max()])
        parts.append(
            f"{_page(key)}: {counts.iloc[0]:,} in {months.iloc[0]}, {counts.iloc[-1]:,} in"
            f" {months.iloc[-1]}; least {counts.min():,}, most {counts.max():,} ({most})."
        )
    return (
        "Small line charts of visits a month, one a page, with gaps where nothing was returned."
        f" {' '.join(parts)}"
    )


def _page(key: str) -> str:
    """The page of a subject; empty for a section and for the whole hub."""
    return key.partition(BETWEEN)[2]
