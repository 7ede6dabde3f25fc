"""The activity strand as printed: consultations with their exposure, hub visits and rates, and the
form's progress.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name, members
from analysis.declare.finding import subject
from analysis.declare.periods import PERIOD_KEYS, period
from analysis.declare.proforma import BETWEEN
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import rows_with
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import words
from analysis.show.lookup import ends, of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.printed import opening as first_screen
from analysis.show.refusals import reason
from analysis.show.shares import one
from strands.activity.declares.activity import SECTIONS, STAGE
from strands.activity.declares.logs import CONSULTATION
from strands.activity.prints.told import as_told, many

# The two ways of counting a change: a column's heading, and how a sentence calls it.
_CHANGES = {
    "change in total": ("Change in total", "in total"),
    "change in per_month": ("Change a month", "a month, under every length"),
}
_NEVER = (
    "**What may not be said.** Boroughs are not set against one another: they differ, and so does"
    " the time each has been in the partnership. A visit to the hub is not a visitor."
)
_INTERVAL = (
    "The interval is exact (Garwood) and takes consultations as separate events; where one case"
    " came back several times it is too narrow. What is said of a change below allows for how much"
    " such counts vary in all boroughs. The last column divides by the longest length the"
    " period may have had instead."
)


def opening(found: DataFrame, form: DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what was logged, where total and rate disagree, what is not known."""
    found = rows_with(found, when=of_period)
    if found.empty and rows_with(form, period=of_period).empty:
        none = "No consultation, hub visit or form was reported for this period."
        return first_screen(none=none)
    logged = of_kind(found, "consultations")
    turning = found[(found["statistic"] == "direction") & (found["refused"] == "G28")]
    names = words.listed(
        [
            borough_name(row.borough) if row.borough else row.subject.partition(BETWEEN)[2]
            for row in turning.itertuples()
        ]
    )
    told, apart = "What was logged.", ""
    if of_period >= CONSULTATION.since:
        told, apart = "Sent as a total.", " What was logged one by one is counted apart from that."
    return first_screen(
        *(
            f"**{told}** {many(row.estimate)} case consultations in {_senders(row)} in"
            f" {_label(of_period)}, over differing numbers of months.{apart}"
            for row in logged.itertuples()
        ),
        names
        and "**Beware.** More in total and fewer a month, or the other way round:"
        f" {names}. Both stand together below.",
        _NEVER,
    )


def _senders(row) -> str:
    """How many boroughs a total is of: `6 boroughs`, `1 borough of 6`."""
    due = len(members(row.when))
    return words.count(row.n, "borough") + (f" of {due}" if row.n < due else "")


def consultations(rows: DataFrame, found: DataFrame) -> Iterator[Block]:
    """Consultations with the months they were logged over, the rate a month and its interval."""
    yield Heading("activity-consultations", "Case consultations")
    rows = as_told(rows, found, "sent")
    ordered = rows.assign(cell=words.cells(rows)).sort_values(
        "borough", key=lambda keys: keys.map(BOROUGH_KEYS.index), kind="stable"
    )
    totals = "; ".join(
        f"{_label(row.when)}: {row.estimate:,.0f}"
        + (f" in {_senders(row)}" if row.n < len(members(row.when)) else "")
        for row in of_kind(found, "consultations").itertuples()
    )
    yield PrintedTable(
        "activity-consultations",
        "Case consultations and the months over which they were logged",
        [_consultation_line(row, found) for _, row in ordered.iterrows()],
        rows,
        (
            *([f"All boroughs listed: {totals}."] if totals else []),
            _INTERVAL,
            *words.symbols(set(rows["status"])),
        ),
        ("Period",),
    )
    changes = found[(found["statistic"] == "direction") & (found["borough"] != "")]
    yield Paragraphs(tuple(_consultation_sentence(row, found) for row in changes.itertuples()))


def _consultation_line(row: Series, found: DataFrame) -> dict:
    monthly, whole = (
        one(found, name, row["borough"], when=row["period"])
        for name in ("per_month", "per_month_whole_period")
    )
    return {
        "Borough": borough_name(row["borough"]),
        "Period": _label(row["period"]),
        "Consultations": row["cell"],
        "Months logged": _or_dash(row["months"]),
        "A month (95% interval)": "–" if monthly is None else words.rate(*ends(monthly)),
        "A month, whole period": "–" if whole is None else words.number(whole["estimate"]),
    }


def _or_dash(number: int) -> str:
    return "–" if pd.isna(number) else f"{number}"


def _consultation_sentence(row, found: DataFrame) -> str:
    """A borough's step from one period to the next, in total and a month together."""
    about = f"**{borough_name(row.borough)}, {_label(row.reading)} to {_label(row.when)}.**"
    total, monthly = (
        one(found, name, row.borough, when=row.when, reading=row.reading) for name in _CHANGES
    )
    if withheld(total["estimate"], monthly["estimate"]):
        return f"{about} How many there were then to before is withheld."
    chance = ", which could be chance" if monthly["low"] < 1 < monthly["high"] else ""
    ends = monthly["note"]
    if pd.notna(monthly["low"]):
        low, high = words.change(monthly["low"]), words.change(monthly["high"])
        ends = f"95% interval: {low} to {high}"
    return (
        f"{about} In total"
        f" {words.change(total['estimate'])}; a month {words.change(monthly['estimate'])}"
        f" ({ends}){chance}. {words.sentence(row.note)}"
    )


def hub(rows: DataFrame, found: DataFrame) -> Iterator[Block]:
    """Visits by page, raw and a month, and how many pages fall or rise either way of counting."""
    yield Heading("activity-hub", "The professional hub")
    periods = [key for key in PERIOD_KEYS if key in set(rows["period"])]
    lengths = "; ".join(
        f"{_label(key)}: {words.listed(list(map(str, period(key).months)))} months"
        for key in periods
    )
    note = f"Lengths under which the rates a month were taken. {lengths}."
    for section in SECTIONS:
        returned = rows_with(rows, section=section)
        lines = [
            {"Page": page, **_page_line(subject(section, page), of_page, periods, found)}
            for page, of_page in returned.groupby("page", sort=False)
        ]
        yield PrintedTable(
            f"activity-hub-{section}",
            f"Hub visits: {section}",
            lines,
            returned,
            (note,) if periods else (),
        )
    yield Paragraphs(tuple(_page_sentences(found)))


def _page_line(page: str, rows: DataFrame, periods: list[str], found: DataFrame) -> dict[str, str]:
    numbers = dict(zip(rows["period"], words.cells(rows), strict=True))
    line = {}
    for key in periods:
        monthly = one(found, "visits_per_month", subject=page, when=key)
        line[_label(key)] = numbers.get(key, "")
        line[f"{_label(key)}, a month"] = "–" if monthly is None else words.between(*ends(monthly))
    for statistic, (title, _) in _CHANGES.items() if len(periods) > 1 else ():
        change = one(found, statistic, subject=page)
        line[title] = "–" if change is None else _ratio(change["low"], change["high"])
    return line


def _ratio(low: float, high: float) -> str:
    if withheld(low, high):
        return SYMBOL
    return f"×{low:.2f}" if low == high else words.span_of_ratios(low, high)


def _page_sentences(found: DataFrame) -> Iterator[str]:
    for section in SECTIONS:
        for statistic, (_, how) in _CHANGES.items():
            falls, rises = (
                one(found, f"pages that {way}: {statistic}", subject=section)
                for way in ("fall", "rise")
            )
            if falls is not None:
                yield (
                    f"**{section.capitalize()}, {how}.** Of {falls['n']:.0f} pages {falls['x']:.0f}"
                    f" fall and {rises['x']:.0f} rise from {_label(falls['reading'])} to"
                    f" {_label(falls['when'])}."
                )


def form(rows: DataFrame, found: DataFrame) -> Iterator[Block]:
    """How far the engagement form has come in each borough, as last reported."""
    yield Heading("activity-form", "The perpetrator engagement form")
    rows = as_told(rows, found, "completions")
    lines = [
        {
            "Borough": borough_name(row["borough"]),
            "As reported": row["raw"],
            "Read as": STAGE[row["stage"]].says if row["stage"] else SYMBOLS[row["status"]],
            "Completed": _or_dash(row["count"]),
        }
        for _, row in rows.iterrows()
    ]
    refused = of_kind(found, "completions").head(1)
    yield PrintedTable(
        "activity-form",
        "Status of the engagement form",
        lines,
        rows,
        (
            *words.symbols(set(rows["status"])),
            *(words.sentence(reason(row)) for row in refused.itertuples()),
        ),
        ("As reported", "Read as"),
    )


def _label(key: str) -> str:
    return period(key).label
