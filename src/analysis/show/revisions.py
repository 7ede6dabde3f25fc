"""What changed in the returns since a report was last published: the table that says what it was,
and why.
"""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR
from analysis.declare.kept import PUBLIC, known
from analysis.declare.periods import month_label, period, quarter_label
from analysis.declare.proforma import Field
from analysis.declare.revisions import REASONS, row_key
from analysis.declare.statuses import SYMBOLS
from analysis.declare.strand import Strand
from analysis.declare.table import Table
from analysis.declare.training import COURSE, PARTNERSHIP
from analysis.declare.withheld import SYMBOL, WITHHELD
from analysis.declare.words import listed
from analysis.show.printed import Block, Heading, PrintedTable


def blocks(strand: Strand, revisions: DataFrame) -> tuple[Block, ...]:
    """What was revised, each number with what it was and why, those of one series on a line where
    the reason is one; nothing where nothing was.
    """
    lines = list(_lines(strand, revisions))
    symbols = {*revisions["was_status"], *revisions["status"]}
    days = ", ".join(sorted(set(revisions["published"])))
    notes = (
        (
            "Compared with what was known on the day a report of the period was last published"
            f" ({days})."
        ),
        *(
            f"{SYMBOLS[key]} stands for {key.replace('_', ' ')}."
            for key in SYMBOLS
            if key in symbols and SYMBOLS[key]
        ),
        *(
            ["–: no such number, or no date."]
            if any("–" in line.values() for line in lines)
            else []
        ),
    )
    table = PrintedTable(
        f"{strand.key}-revisions",
        "Numbers revised since a report was last published",
        lines,
        revisions,
        notes,
        ("Was", "Is", "Why", "Since"),
    )
    return Heading(f"{strand.key}-revised", "What was revised"), table


def _lines(strand: Strand, revisions: DataFrame) -> Iterator[dict[str, str]]:
    """A line a series, reason and day, with its numbers in the order of their quarters, months or
    periods.
    """
    series: dict[tuple, list[tuple[str, str, str]]] = {}
    for row, was, becomes in zip(
        revisions.itertuples(), revisions["was"], revisions["becomes"], strict=True
    ):
        what, when = _name(strand, row)
        why = f"{REASONS[row.reason]}{row.why and f': {row.why}'}"
        numbers = when, _shown(was, row.was_status), _shown(becomes, row.status)
        series.setdefault((what, why, row.since or "–"), []).append(numbers)
    for (what, why, since), numbers in series.items():
        whens, before, now = zip(*numbers, strict=True)
        dated = listed(list(dict.fromkeys(filter(None, whens))))
        yield {
            "What": ", ".join(filter(None, (what, dated))),
            "Was": _each(before),
            "Is": _each(now),
            "Why": why,
            "Since": since,
        }


def _each(shown: tuple[str, ...]) -> str:
    """Numbers in their order, or the one sign that stands for all."""
    is_sign = set(shown) <= {*SYMBOLS.values(), SYMBOL, "–"} and len(set(shown)) == 1
    return shown[0] if is_sign else "; ".join(shown)


def as_told(
    revisions: DataFrame,
    told: Mapping[str, DataFrame],
    tables: Mapping[str, Table],
    sources: DataFrame,
) -> DataFrame:
    """Revisions with no number that nobody may read: what was is that of a report made of public
    files alone, what is stands so in the returned rows `told` of its table. Reasons keep their own
    words to themselves, which could hold a number.
    """
    now = {
        (name, row_key(*map(str, key))): count
        for name, rows in told.items()
        for *key, count in rows[[*tables[name].key, "count"]].itertuples(index=False)
    }
    days = {day: known(sources, "received", day)["origin"] for day in set(revisions["published"])}
    public = {day for day, origins in days.items() if origins.isin(PUBLIC).all()}
    was = revisions["was"].astype(object)
    becomes = Series(
        [now.get(at, WITHHELD) for at in zip(revisions["table"], revisions["row"], strict=True)],
        revisions.index,
        dtype=object,
    )
    return revisions.assign(
        was=was.where(was.isna() | revisions["published"].isin(public), WITHHELD),
        becomes=becomes.where(revisions["becomes"].notna(), pd.NA),
        why="",
    )


def _shown(count, status: str) -> str:
    return "–" if not status else SYMBOLS[status] or f"{count:,}"


def _indicator(borough: str, indicator: str, quarter: str) -> tuple[str, str]:
    return f"{borough_name(borough)}, {INDICATOR[indicator].name.lower()}", quarter_label(quarter)


def _training(course: str, borough: str, when: str, measure: str) -> tuple[str, str]:
    whose = "whole partnership" if borough == PARTNERSHIP else borough_name(borough)
    return f"{COURSE[course].name}, {measure}, {whose}", period(when).label


_NAMES: dict[tuple[str, str], Callable[..., tuple[str, str]]] = {
    ("indicators", "table"): _indicator,
    ("training", "table"): _training,
}


def _name(strand: Strand, row) -> tuple[str, str]:
    """What was revised and of when: one number by its key, or the lines of one borough."""
    parts = row.row.split(" / ")
    if of_its_own := _NAMES.get((strand.key, row.table)):
        return of_its_own(*parts)
    table = strand.tables[row.table]
    proforma = next((one for one in strand.proformas if one.key == table.name), None)
    title = proforma.title if proforma else table.name.capitalize()
    if "count" not in table.columns:
        whose = borough_name(parts[0]) if parts[0] else "the whole partnership"
        return f"{title}, lines of {whose}", ""
    fields = {one.key: one for one in proforma.fields} if proforma else {}
    said = {
        column: _part(column, part, fields) for column, part in zip(table.key, parts, strict=True)
    }
    when = said.pop(next((name for name in ("quarter", "month", "period") if name in said), ""), "")
    return ", ".join([title, *said.values()]), when


def _part(column: str, part: str, fields: Mapping[str, Field]) -> str:
    """One part of a key in words."""
    says = {
        "borough": borough_name,
        "quarter": quarter_label,
        "month": month_label,
        "period": lambda key: period(key).label,
    }
    if column in says:
        return says[column](part)
    return (
        fields[part].heading
        if part in fields
        else dict(getattr(fields.get(column), "words", {})).get(part, part)
    )
