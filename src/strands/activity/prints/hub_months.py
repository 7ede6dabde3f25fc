"""Hub visits by month as printed: every month returned, totals beside their rates, and where the
two disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.periods import month_label, period
from analysis.declare.statuses import SYMBOLS
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.shares import one, percent
from strands.activity.declares.activity import SECTIONS
from strands.activity.prints.month_panels import month_panels

_COLUMNS = 6
# What the spans are called that stand against each other.
_AGAINST = {
    "halves": "the first half of the period to the second",
    "periods": "the period before to this one",
}


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """What arrived and what is missing, where total and rate disagree, and what may not be said."""
    here = found[found["period"] == of_period]
    visits, returned = one(here, "visits"), one(here, "months returned")
    if returned is None:
        return Paragraphs((), box="keyfinding")
    if not returned["x"]:
        said = f"**Hub visits by month.** No month of {_label(of_period)} was returned."
        return Paragraphs((said,), box="keyfinding")
    gap = f"; {returned['note']}" if returned["note"] else ""
    pages = words.count(one(here, "pages")["x"], "page")
    flips = [_page(key) for key in here.loc[_turns(here), "subject"] if "/" in key]
    texts = (
        (
            f"**Hub visits by month.** {visits['estimate']:,.0f} visits to {pages} in"
            f" {_label(of_period)}, counted in {returned['x']} of {returned['n']} months{gap}."
        ),
        *(
            [
                "**Beware.** More visits in total and fewer a month, or the other way round:"
                f" {words.listed(flips)}."
            ]
            if flips
            else []
        ),
        (
            "**What may not be said.** A visit is not a visitor, and visitors of one month are not"
            " added to those of another. Machines visit too."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def _turns(found: pd.DataFrame) -> pd.Series:
    return found["statistic"].str.startswith("direction, ") & (found["estimate"] > 1)


def blocks(rows: pd.DataFrame, found: pd.DataFrame, of_period: str, source: str) -> Iterator[Block]:
    """The part on the hub by month: a figure, the months, totals with rates, and sentences; nothing
    without rows.

    `rows` is the table `hub_months`, `found` its findings.
    """
    rows, found = rows[rows["period"] == of_period], found[found["period"] == of_period]
    visits = rows[rows["measure"] == "visits"]
    if visits.empty:
        return
    yield Heading("activity-hub-months", "The professional hub, month by month")
    panels = _panels(visits, of_period)
    titles = {key: _page(key) for key in panels["panel"].unique()}
    yield PrintedFigure(
        "activity-hub-months",
        _title(found),
        _alt(panels, found),
        month_panels(panels, titles, source),
    )
    yield Paragraphs(tuple(_sentences(found)))
    yield from _months(panels, visits, of_period)
    yield from _totals(found)


def _panels(visits: pd.DataFrame, of_period: str) -> pd.DataFrame:
    """A row for each page and month of the period: `panel, month, count, status`; a month without a
    line is blank.
    """
    keyed = visits.assign(panel=visits["section"] + "/" + visits["page"]).set_index(
        ["panel", "month"]
    )
    order = sorted(keyed.index.unique("panel"), key=lambda key: SECTIONS.index(key.split("/")[0]))
    every = pd.MultiIndex.from_product(
        [order, period(of_period).all_months], names=["panel", "month"]
    )
    return (
        keyed[["count", "status"]].reindex(every).fillna({"status": "not_returned"}).reset_index()
    )


def _months(panels: pd.DataFrame, visits: pd.DataFrame, of_period: str) -> Iterator[PrintedTable]:
    """The visits of each page, a column a month, in tables narrow enough for a page."""
    blank = (
        "A page without a line in a month may have had no visits then, for tools leave such pages"
        " out: that month is shown as not returned and never as none."
    )
    months = period(of_period).all_months
    for number, start in enumerate(range(0, len(months), _COLUMNS), 1):
        part = months[start : start + _COLUMNS]
        shown, mine = panels[panels["month"].isin(part)], visits[visits["month"].isin(part)]
        lines = [
            {"Page": _page(key), **_by_month(of_page)}
            for key, of_page in shown.groupby("panel", sort=False)
        ]
        statuses = set(shown["status"])
        remarks = dict.fromkeys(
            remark for text in mine["caveat"] for remark in text.split(" | ") if remark
        )
        notes = (
            *words.symbols(statuses),
            *([blank] if "not_returned" in statuses else []),
            *(f"The sender's note: {remark}" for remark in remarks),
        )
        caption = f"Hub visits by page, {month_label(part[0])} to {month_label(part[-1])}"
        yield PrintedTable(
            f"activity-hub-months-{number}", caption, pd.DataFrame(lines), mine, notes
        )


def _by_month(rows: pd.DataFrame) -> dict[str, str]:
    """What stands under each month: the visits, or a symbol where there is no number."""
    return {
        month_label(month): f"{count:,}" if status == "returned" else SYMBOLS[status]
        for month, count, status in zip(rows["month"], rows["count"], rows["status"], strict=True)
    }


def _totals(found: pd.DataFrame) -> Iterator[PrintedTable]:
    """A table a section, a line a page: total and rate together, and the period's second half
    against its first.
    """
    returned = one(found, "change in total, halves")
    notes = (
        (
            "Visits: over the months returned, of all of the section; two totals over different"
            " numbers of months are not alike. A month: visits divided by the months returned,"
            " whose number stands beside; where the hub was counted in months in which the page has"
            " no line, the lower number holds if nobody came then. Visitors: different people in"
            " one month, least to most."
        ),
        *(
            [
                "Second half: as a multiple of the first half of the period, for the hub as a"
                f" whole {returned['note']}; the halves are different seasons. One month left out:"
                " from the least to the greatest that the multiple a month comes to where one"
                " month, whichever, is left out."
            ]
            if returned is not None
            else []
        ),
    )
    refused = [
        f"Not computed: {row.statistic}: {row.note}."
        for row in found.itertuples()
        if row.subject == "" and row.note.startswith("refused")
    ]
    for section in SECTIONS:
        mine = found[found["subject"].str.startswith(f"{section}/")]
        lines = [_line(key, found) for key in dict.fromkeys(mine["subject"])]
        kept = pd.concat([mine, found[found["subject"].isin([section, ""])]])
        last = section == SECTIONS[-1]
        yield PrintedTable(
            f"activity-hub-totals-{section}",
            f"Hub visits, totals, rates and halves: {section}",
            pd.DataFrame(lines),
            kept,
            (*notes, *refused) if last else notes,
        )


def _line(key: str, found: pd.DataFrame) -> dict:
    monthly, share, visitors = (
        one(found, name, subject=key)
        for name in ("visits a month", "share of section", "visitors in one month")
    )
    ratios = [
        one(found, f"{name}, halves", subject=key)
        for name in ("change in total", "change a month", "change a month, one month left out")
    ]
    total, rate, without = (
        None if row is None or pd.isna(row["low"] if at == 2 else row["estimate"]) else row
        for at, row in enumerate(ratios)
    )
    return {
        "Page": _page(key),
        "Visits, of its section": "–" if share is None else _share(share),
        "A month (months)": "–" if monthly is None else f"{_monthly(monthly)} ({monthly['n']})",
        "Visitors in one month": "–" if visitors is None else _span(visitors, 0),
        "Second half, in total": "–" if total is None else f"×{total['estimate']:.2f}",
        "Second half, a month": "–" if rate is None else f"×{rate['estimate']:.2f}",
        "One month left out": (
            "–" if without is None else words.span_of_ratios(without["low"], without["high"])
        ),
    }


def _share(row: pd.Series) -> str:
    return f"{row['x']:,} of{words.NBSP}{row['n']:,} ({percent(row['estimate'])})"


def _monthly(row: pd.Series) -> str:
    return f"{row['estimate']:.1f}" if pd.isna(row["low"]) else _span(row, 1)


def _span(row: pd.Series, places: int) -> str:
    return f"{row['low']:.{places}f} to{words.NBSP}{row['high']:.{places}f}"


def _sentences(found: pd.DataFrame) -> Iterator[str]:
    """One a section and pair of spans, and one for each page or whole whose direction hangs on how
    it is counted.
    """
    for span, against in _AGAINST.items():
        for section in SECTIONS:
            if (falls := one(found, f"pages that fall, {span}", subject=section)) is not None:
                rises = one(found, f"pages that rise, {span}", subject=section)
                yield (
                    f"**{section.capitalize()}, {against}.** Of {words.count(falls['n'], 'page')}"
                    f" that can be compared, {falls['x']} fall and {rises['x']} rise in visits a"
                    f" month.{_both(section, span, found)}"
                )
        for key in _subjects(found, f"direction, {span}"):
            direction = one(found, f"direction, {span}", subject=key)
            if direction["estimate"] > 1:
                yield (
                    f"**{_page(key)}, {against}.**{_both(key, span, found)}"
                    f" {words.sentence(direction['note'])}"
                )
        statistic = f"change a month, one month left out, {span}"
        hang = [
            _page(key)
            for key in _subjects(found, statistic)
            if one(found, statistic, subject=key)["estimate"]
        ]
        if hang:
            yield (
                f"**A single month decides.** From {against} the direction of visits a month would"
                f" turn where one month is left out (G29): {words.listed(hang)}."
            )


def _subjects(found: pd.DataFrame, statistic: str) -> list[str]:
    """The pages a statistic is about."""
    return [key for key in found.loc[found["statistic"] == statistic, "subject"] if "/" in key]


def _both(key: str, span: str, found: pd.DataFrame) -> str:
    """In total and a month, always together; empty where the two spans are not compared."""
    total, monthly = (
        one(found, f"{name}, {span}", subject=key) for name in ("change in total", "change a month")
    )
    if total is None:
        return ""
    which = "In total" if "/" in key else "All its visits together: in total"
    changes = (words.change(row["estimate"]) for row in (total, monthly))
    return f" {which} {next(changes)} ({total['note']}); a month {next(changes)}."


def _title(found: pd.DataFrame) -> str:
    """What is seen: how many pages fall and rise, or else how much was returned."""
    said = []
    for section in SECTIONS:
        if (falls := one(found, "pages that fall, halves", subject=section)) is not None:
            rises = one(found, "pages that rise, halves", subject=section)
            said.append(f"{section}, {falls['x']} fall and {rises['x']} rise")
    returned = one(found, "months returned")
    if not said:
        return f"Hub visits, {returned['x']} of {returned['n']} months returned"
    return f"Pages by visits a month, first half of the period to second: {'; '.join(said)}"


def _alt(panels: pd.DataFrame, found: pd.DataFrame) -> str:
    """The figure page by page in words."""
    said = []
    for key, months in panels.groupby("panel", sort=False):
        held = months[months["status"] == "returned"]
        if held.empty:
            continue
        low, high = held["count"].min(), held["count"].max()
        most = ", ".join(map(month_label, held.loc[held["count"] == high, "month"]))
        ends = (
            f"{held['count'].iloc[0]:,} in {month_label(held['month'].iloc[0])},"
            f" {held['count'].iloc[-1]:,} in {month_label(held['month'].iloc[-1])}"
        )
        said.append(f"{_page(key)}: {ends}; least {low:,}, most {high:,} ({most}).")
    return (
        "Small line charts of visits a month, one a page, with gaps where nothing was returned."
        f" {' '.join(said)}"
    )


def _page(key: str) -> str:
    return key.split("/", 1)[1]


def _label(key: str) -> str:
    return period(key).label
