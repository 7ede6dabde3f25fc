"""The activity strand as printed: consultations with their exposure, hub visits and rates, and the
form's progress.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.periods import PERIOD_KEYS, period
from analysis.declare.statuses import SYMBOLS
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from strands.activity.declares.activity import SECTIONS, STAGE


def opening(found: pd.DataFrame, form: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what was logged, where total and rate disagree, what is not known."""
    here = found[found["period"] == of_period]
    if here.empty and form[form["period"] == of_period].empty:
        return Paragraphs(
            ("**Not received.** No consultation, hub visit or form was reported for this period.",),
            box="keyfinding",
        )
    held = here[here["statistic"] == "consultations"]
    turning = here[(here["statistic"] == "direction") & (here["estimate"] > 1)]
    boroughs = [borough_name(key) for key in turning["subject"] if key in BOROUGH_KEYS]
    pages = [key.split("/", 1)[1] for key in turning["subject"] if "/" in key]
    texts = (
        *(
            f"**What was logged.** {row.estimate:,.0f} case consultations in"
            f" {words.count(row.n, 'borough')} in {_label(of_period)}, over differing numbers of"
            " months."
            for row in held.itertuples()
        ),
        *(
            [
                "**Beware.** More in total and fewer a month, or the other way round:"
                f" {words.listed([*boroughs, *pages])}. Both stand together below."
            ]
            if boroughs or pages
            else []
        ),
        (
            "**What may not be said.** Boroughs are not set against one another: they differ, and"
            " so does the time each has been in the partnership. A visit to the hub is not a"
            " visitor."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def consultations(rows: pd.DataFrame, found: pd.DataFrame) -> Iterator[Block]:
    """Consultations with the months they were logged over, the rate a month and its interval."""
    yield Heading("activity-consultations", "Case consultations")
    lines = [
        _consultation_line(row, number, months, found)
        for row, number, months in zip(
            rows.itertuples(), rows["count"], rows["months"], strict=True
        )
    ]
    order = {key: place for place, key in enumerate(BOROUGH_KEYS)}
    lines.sort(key=lambda line: order[line.pop("key")])
    totals = [
        f"{_label(row.period)}: {row.estimate:,.0f}"
        for row in found.itertuples()
        if row.statistic == "consultations"
    ]
    notes = (
        f"All boroughs listed: {'; '.join(totals)}." if totals else "",
        (
            "The interval is exact (Garwood) and takes consultations as separate events; where one"
            " case came back several times it is too narrow. The last column divides by the longest"
            " length the period may have had instead."
        ),
        *_meanings(rows),
    )
    yield PrintedTable(
        "activity-consultations",
        "Case consultations and the months over which they were logged",
        pd.DataFrame(lines),
        rows,
        tuple(filter(None, notes)),
        ("Period",),
    )
    yield Paragraphs(tuple(_consultation_sentences(found)))


def _consultation_line(row, number, months, found: pd.DataFrame) -> dict:
    returned = row.status == "returned"
    monthly = _one(found, "per_month", row.borough, row.period)
    whole = _one(found, "per_month_whole_period", row.borough, row.period)
    return {
        "key": row.borough,
        "Borough": borough_name(row.borough),
        "Period": _label(row.period),
        "Consultations": f"{number:,}" if returned else SYMBOLS[row.status],
        "Months logged": "–" if pd.isna(months) else f"{months}",
        "A month (95% interval)": "–" if monthly is None else words.rate(*_ends(monthly)),
        "A month, whole period": "–" if whole is None else words.number(whole["estimate"]),
    }


def _consultation_sentences(found: pd.DataFrame) -> Iterator[str]:
    """One sentence a borough and step, in total and a month together."""
    for row in found[
        (found["statistic"] == "direction") & found["subject"].isin(BOROUGH_KEYS)
    ].itertuples():
        total = _one(found, "change in total", row.subject, row.period, row.against)
        monthly = _one(found, "change in per_month", row.subject, row.period, row.against)
        low, high = words.change(monthly["low"]), words.change(monthly["high"])
        chance = ", which could be chance" if monthly["low"] < 1 < monthly["high"] else ""
        yield (
            f"**{borough_name(row.subject)}, {_label(row.against)} to {_label(row.period)}.** In"
            f" total {words.change(total['estimate'])}; a month {words.change(monthly['estimate'])}"
            f" (95% interval: {low} to {high}){chance}. {words.sentence(row.note)}"
        )


def hub(rows: pd.DataFrame, found: pd.DataFrame) -> Iterator[Block]:
    """Visits by page, raw and a month, and how many pages fall or rise in either way of counting."""
    yield Heading("activity-hub", "The professional hub")
    periods = [key for key in PERIOD_KEYS if key in set(rows["period"])]
    for section in SECTIONS:
        mine = rows[rows["section"] == section]
        lines = [
            _page_line(section, page, of_page, periods, found)
            for page, of_page in mine.groupby("page", sort=False)
        ]
        caption = f"Hub visits: {section}"
        yield PrintedTable(
            f"activity-hub-{section}", caption, pd.DataFrame(lines), mine, _lengths(periods)
        )
    yield Paragraphs(tuple(_page_sentences(found)))


def _page_line(
    section: str, page: str, rows: pd.DataFrame, periods: list[str], found: pd.DataFrame
) -> dict:
    at = {
        row.period: (number, row.status)
        for row, number in zip(rows.itertuples(), rows["count"], strict=True)
    }
    subject = f"{section}/{page}"
    line = {"Page": page}
    for key in periods:
        number, status = at.get(key, (None, ""))
        monthly = _one(found, "visits_per_month", subject, key)
        line[_label(key)] = f"{number:,}" if status == "returned" else SYMBOLS.get(status, "")
        line[f"{_label(key)}, a month"] = "–" if monthly is None else words.between(*_ends(monthly))
    for name, title in (
        ("change in total", "Change in total"),
        ("change in per_month", "Change a month"),
    ):
        if len(periods) > 1:
            change = _last(found, name, subject)
            line[title] = "–" if change is None else _ratio(change["low"], change["high"])
    return line


def _ratio(low: float, high: float) -> str:
    return f"×{low:.2f}" if low == high else words.span_of_ratios(low, high)


def _page_sentences(found: pd.DataFrame) -> Iterator[str]:
    for section in SECTIONS:
        for statistic, how in (
            ("change in total", "in total"),
            ("change in per_month", "a month, under every length"),
        ):
            falls, rises = (
                _last(found, f"pages that {way}: {statistic}", section) for way in ("fall", "rise")
            )
            if falls is not None:
                step = f"{_label(falls['against'])} to {_label(falls['period'])}"
                counted = f"{falls['estimate']:.0f} fall and {rises['estimate']:.0f} rise"
                yield (
                    f"**{section.capitalize()}, {how}.** Of {falls['n']} pages {counted} from"
                    f" {step}."
                )


def form(rows: pd.DataFrame, found: pd.DataFrame) -> Iterator[Block]:
    """How far the engagement form has come in each borough, as last reported."""
    yield Heading("activity-form", "The perpetrator engagement form")
    lines = [
        {
            "Borough": borough_name(row.borough),
            "As reported": row.raw,
            "Read as": STAGE[row.stage].says if row.stage else SYMBOLS[row.status],
            "Completed": "–" if pd.isna(number) else f"{number}",
        }
        for row, number in zip(rows.itertuples(), rows["count"], strict=True)
    ]
    refused = found[(found["statistic"] == "completions")]["note"].head(1)
    yield PrintedTable(
        "activity-form",
        "Status of the engagement form",
        pd.DataFrame(lines),
        rows,
        (*_meanings(rows), *refused.map(words.sentence)),
        ("As reported", "Read as"),
    )


def _meanings(rows: pd.DataFrame) -> tuple[str, ...]:
    return words.symbols(set(rows["status"]))


def _lengths(periods: list[str]) -> tuple[str, ...]:
    said = [
        f"{_label(key)}: {words.listed([str(m) for m in period(key).months])} months"
        for key in periods
    ]
    return (
        (f"Lengths under which the rates a month were taken. {'; '.join(said)}.",) if said else ()
    )


def _one(
    found: pd.DataFrame, statistic: str, subject: str, of_period: str, against: str = ""
) -> pd.Series | None:
    here = (
        (found["statistic"] == statistic)
        & (found["subject"] == subject)
        & (found["period"] == of_period)
    )
    rows = found[here & (found["against"] == against)]
    return rows.iloc[0] if len(rows) else None


def _last(found: pd.DataFrame, statistic: str, subject: str) -> pd.Series | None:
    rows = found[(found["statistic"] == statistic) & (found["subject"] == subject)]
    return rows.iloc[-1] if len(rows) else None


def _ends(row: pd.Series) -> tuple[float, float, float]:
    return row["estimate"], row["low"], row["high"]


def _label(key: str) -> str:
    return period(key).label
