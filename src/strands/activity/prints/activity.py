"""The activity strand as printed: consultations with their exposure, hub visits and rates, and the
form's progress.
"""

from collections.abc import Collection, Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name, members
from analysis.declare.finding import (
    CANNOT_TELL,
    POSSIBLE_DECREASE,
    POSSIBLE_INCREASE,
    subject,
    with_parts,
)
from analysis.declare.glossary import in_full
from analysis.declare.periods import PERIOD_KEYS, period
from analysis.declare.proforma import BETWEEN
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import rows_with
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import words
from analysis.show.bars import bars
from analysis.show.lookup import ends, of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.printed import opening as first_screen
from analysis.show.shares import one
from strands.activity.declares.activity import SECTIONS, STAGE
from strands.activity.declares.logs import CONSULTATION
from strands.activity.prints.told import as_told, many

# The two ways of counting a change: a column's heading, and how a sentence calls it and ends.
_CHANGES = {
    "change in total": ("Change in total", "", ""),
    "change in per_month": (
        "Change a month",
        " a month",
        ", however long the periods are taken to be",
    ),
}
_BY_CHANCE = "are {} per month by an estimate that could be chance"
_NEVER = (
    "Whether one borough does better than another, as they differ and so does the time each has been"
    " in the partnership, and how many people used the hub, as a visit is not a visitor."
)
_LINES = (
    "Boroughs in order of joining. Lines: 95% intervals if consultations came one by one. They vary"
    " more than that, so lines that lie apart need not show a change."
)
_INTERVAL = (
    "The interval is exact (Garwood) and takes consultations as separate events; where one case"
    " came back several times it is too narrow. What is said of a change below allows for how much"
    " such counts vary in all boroughs. The last column divides by the longest length the"
    " period may have had instead."
)


def opening(
    found: DataFrame, form: DataFrame, of_period: str, beside: Collection[str] = ()
) -> Paragraphs:
    """The first screen: what was logged, and what cannot be told of it.

    The totals of boroughs `beside` are told with their logs: where there is no other, none is here.
    """
    found = rows_with(found, when=of_period)
    if found.empty and rows_with(form, period=of_period).empty:
        none = "No consultation, hub visit or form was reported for this period."
        return first_screen(none=none)
    logged = of_kind(found, "consultations")
    told, apart = "What was logged.", ""
    if of_period >= CONSULTATION.since:
        told, apart = "Sent as a total.", " What was logged one by one is counted apart from that."
        senders = set(of_kind(found, "sent")["borough"])
        if senders and senders <= {*beside}:
            logged = logged.iloc[:0]
    said = [
        f"**{told}** {many(row.estimate)} case consultations in {_senders(row)} in"
        f" {_dated(of_period)}{', over differing numbers of months' * (row.n > 1)}.{apart}"
        for row in logged.itertuples()
    ]
    # Logs, hub and form by month have openings of their own, each with what it cannot tell.
    if beside and not said:
        return first_screen()
    return first_screen(*said, finding=_finding(found, of_period), limits=_NEVER)


def _finding(found: DataFrame, of_period: str) -> str:
    """How consultations a month moved since the period before, in each borough; how many there were
    where there is none before.
    """
    changes = rows_with(of_kind(found, "change in per_month"), when=of_period)
    changes = changes[changes["borough"].ne("")]
    verdicts = {
        f"consultations in {borough_name(row.borough)}": _verdict(row.low, row.high)
        for row in changes.itertuples()
    }
    if verdicts:
        before = words.listed([*map(_label, changes["reading"].unique())], "or")
        outcome = words.outcome(verdicts, "boroughs’ rates of consultations")
        return f"since {before}, {outcome}"
    logged = one(found, "consultations", when=of_period)
    if logged is None:
        return "no number of consultations came"
    said = "a withheld number of" if withheld(logged["estimate"]) else f"{logged['estimate']:,.0f}"
    return f"{said} case consultations in {_senders(logged)}"


def _verdict(low: float, high: float) -> str:
    """What an interval around a change says; a look that was not planned, so at most that it may be."""
    if withheld(low, high):
        return words.KEPT
    return POSSIBLE_INCREASE if low > 1 else POSSIBLE_DECREASE if high < 1 else CANNOT_TELL


def rates(found: DataFrame, of_period: str, source: str) -> Iterator[PrintedFigure]:
    """Consultations a month, a panel a borough in order of joining; none where no borough has a
    period before, since then there are only boroughs to compare.
    """
    rows = of_kind(found, "per_month")
    if rows.duplicated("borough").any():
        order = pd.Index(BOROUGH_KEYS)
        rows = rows.assign(joined=order.get_indexer(rows["borough"]))
        rows = rows.sort_values(["joined", "when"], kind="stable")
        said = [words.rate(*ends(row)) for _, row in rows.iterrows()]
        names = {"panel": rows["borough"].map(borough_name), "name": rows["when"].map(_label)}
        title = words.titled(_finding(found, of_period))
        heads = ("Borough", "Period", "Consultations a month (95% interval)")
        under = f"{source} {_LINES}"
        yield from bars("activity-rates", title, rows.assign(**names, said=said), under, heads)


def turning(found: DataFrame, of_period: str) -> Paragraphs:
    """What rose in total and fell a month, and the other way round, a sentence each."""
    found, said = rows_with(found, when=of_period), []
    turning = found[(found["statistic"] == "direction") & (found["refused"] == "G28")]
    moved: dict[str, tuple[list[str], list[str]]] = {}
    for row in turning.itertuples():
        total, monthly = (
            rows_with(found, statistic=name, borough=row.borough, subject=row.subject).iloc[0]
            for name in _CHANGES
        )
        boroughs, pages = moved.setdefault(_way(total, monthly), ([], []))
        if row.borough:
            boroughs.append(borough_name(row.borough))
        else:
            pages.append(f"“{row.subject.partition(BETWEEN)[2]}”")
    for way, (boroughs, pages) in moved.items():
        what = [f"consultations in {words.listed(boroughs)}"] * bool(boroughs)
        what += [f"visits to {words.listed(pages)}"] * bool(pages)
        spelt = "".join(f" {name}" for name in in_full(pages))
        moving = ", and ".join(what) + "," * (len(what) > 1)
        said.append(f"**In total and per month.** {words.titled(moving)} {way}.{spelt}")
    return Paragraphs(tuple(said))


def _way(total: Series, monthly: Series) -> str:
    """How a total and a rate a month moved that do not point the same way; a rate of consultations
    by its estimate, which chance moves too, one of visits by every length.
    """
    low, high, estimate = (monthly[name] for name in ("low", "high", "estimate"))
    if not withheld(total["estimate"], low, high, estimate):
        fell, rose = "fell per month", "rose per month"
        if not pd.isna(estimate):
            fell, rose = "may have fallen per month", "may have risen per month"
            if _verdict(low, high) == CANNOT_TELL:
                fell, rose = (_BY_CHANCE.format(way) for way in ("lower", "higher"))
            low = high = estimate
        if total["estimate"] > 1 > high:
            return f"rose in total and {fell}"
        if total["estimate"] < 1 < low:
            return f"fell in total and {rose}"
    return "did not move the same way in total as per month"


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
    lines = [_consultation_line(row, found) for _, row in ordered.iterrows()]
    if len(lines) == 1 and set(rows["status"]) == {"returned"}:
        yield Paragraphs((_in_a_sentence(lines[0]),))
        return
    totals = "; ".join(
        f"{_label(row.when)}: {row.estimate:,.0f}"
        + (f" in {_senders(row)}" if row.n < len(members(row.when)) else "")
        for row in of_kind(found, "consultations").itertuples()
    )
    yield PrintedTable(
        "activity-consultations",
        "Case consultations and the months over which they were logged",
        lines,
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


def _in_a_sentence(line: dict[str, str]) -> str:
    """The one line there is, which needs no table and has nothing before it to change from."""
    borough, when, count, months, monthly, whole = line.values()
    return (
        f"**{borough}, {when}.** Consultations sent as a total: {count}. Months logged: {months}."
        f" A month: {monthly} (95% interval, exact); over the whole period {whole}."
    )


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
        f" {words.change(total['estimate'])}; per month {words.change(monthly['estimate'])}"
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
    note = f"How long each period is taken to be, for rates a month. {lengths}."
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
            (
                *([note] if periods else []),
                *in_full(returned["page"].unique()),
            ),
        )
    yield Paragraphs(tuple(_page_sentences(found)))


def _page_line(page: str, rows: DataFrame, periods: list[str], found: DataFrame) -> dict[str, str]:
    numbers = dict(zip(rows["period"], words.cells(rows), strict=True))
    line = {}
    for key in periods:
        monthly = one(found, "visits_per_month", subject=page, when=key)
        line[_label(key)] = numbers.get(key, "")
        line[f"{_label(key)}, a month"] = "–" if monthly is None else words.between(*ends(monthly))
    for statistic, (title, *_) in _CHANGES.items() if len(periods) > 1 else ():
        change = one(found, statistic, subject=page)
        line[title] = "–" if change is None else _ratio(change["low"], change["high"])
    return line


def _ratio(low: float, high: float) -> str:
    if withheld(low, high):
        return SYMBOL
    return f"×{low:.2f}" if low == high else words.span_of_ratios(low, high)


def _page_sentences(found: DataFrame) -> Iterator[str]:
    for section in SECTIONS:
        for statistic, (_, how, end) in _CHANGES.items():
            falls, rises = (
                one(found, f"pages that {way}: {statistic}", subject=section)
                for way in ("fall", "rise")
            )
            if falls is not None:
                pages = with_parts(of_kind(found, statistic), "section", "page")
                pages = rows_with(pages, section=section, when=falls["when"])
                yield (
                    f"**Hub visits, {section}.** {_fewer_and_more(falls, rises, how, pages)} in"
                    f" {_label(falls['when'])} than in {_label(falls['reading'])}{end}."
                )


def _fewer_and_more(falls: Series, rises: Series, how: str, changes: DataFrame) -> str:
    """How many pages had fewer visits, in total or a month, and how many had more; by name where one
    did. `changes` are those of each `page`.
    """
    n = f"{falls['n']:.0f}"
    for row, which in ((falls, "fewer"), (rises, "more")):
        if row["x"] == row["n"] > 1:
            return f"All {n} pages had {which} visits{how}"
    fewer, more = (
        f" (“{one.iloc[0]}”)" if len(one) == 1 < falls["n"] else ""
        for one in (
            changes.loc[moved, "page"] for moved in (changes["high"] < 1, changes["low"] > 1)
        )
    )
    pages = words.count(falls["n"], "page")
    return f"Of {pages} {falls['x']:.0f} had fewer visits{how}{fewer} and {rises['x']:.0f} had more{more}"


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
            *map(words.sentence, refused["note"]),
        ),
        ("As reported", "Read as"),
    )


def _label(key: str) -> str:
    return period(key).label


def _dated(key: str) -> str:
    """A period with its months, where it is dated."""
    span = period(key)
    return f"{span.label} ({span.length})" if span.first else span.label
