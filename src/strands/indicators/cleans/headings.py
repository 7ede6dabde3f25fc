"""What is asked about the headings of a table: those that cannot be read, are doubtful, repeated or
out of order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR, indicators_of
from analysis.declare.periods import Period, quarter_label
from analysis.read.ask.boroughs import asked_of
from analysis.read.ask.queries import Query
from analysis.read.label.context import is_context
from analysis.read.label.names import find_borough
from analysis.read.label.quarters import NO_BASIS, find_quarter
from analysis.read.open.sheet import Cell, Sheet
from strands.indicators.cleans.blocks import DIMENSIONS, Block
from strands.indicators.cleans.grid import Grid
from strands.indicators.cleans.labels import Label
from strands.indicators.cleans.layout import Place
from strands.indicators.cleans.rules import query

NO_YEAR = "it has no year, and the titles do not give exactly one"


def heading_queries(block: Block, found: list[Place], period: Period) -> Iterator[Query]:
    """Every question about the headings that `found` stands under."""
    held = _with_absent(block, [place for place in found if not place.total])
    for place in held:
        yield from _borough_queries(block.sheet, place)
        yield from _indicator_queries(block.sheet, place)
        yield from _quarter_queries(block.sheet, place)
    yield from _outside_queries(block.sheet, held, period)
    if Grid(block).across:
        yield from _order_queries(block.sheet, held)


def _with_absent(block: Block, found: list[Place]) -> list[Place]:
    """What the whole table lacks is asked once, of its nearest title or else of its corner."""
    absent = [kind for kind in DIMENSIONS if all(getattr(place, kind) is None for place in found)]
    cell = block.titles[-1] if block.titles else block.sheet.rows[block.heads[-1]][0]
    return [replace(place, **{kind: Label(cell, kind) for kind in absent}) for place in found]


def is_outside(place: Place, period: Period) -> bool:
    """Whether a place stands in a quarter of another period."""
    return quarter_of(place) not in (None, *period.quarters)


def is_readable(place: Place) -> bool:
    """Whether borough, indicator and quarter are all settled."""
    names = [
        label.name.key if label and label.name else None
        for label in (place.borough, place.indicator)
    ]
    return not place.total and all(names) and bool(quarter_of(place))


def quarter_of(place: Place) -> str | None:
    """The quarter the place stands in; None where its heading does not settle it."""
    return place.quarter.quarter.quarter if place.quarter and place.quarter.quarter else None


def ask(rule: str, sheet: Sheet, label: Label | None, otherwise: Cell, **found: object) -> Query:
    """A question about a heading; where there is none, at the value; where it is the name of the
    sheet or the file, once, at the first cell.
    """
    cell = label.cell if label else otherwise
    if not cell.row:
        cell = min(sheet.cells.values(), key=lambda held: (held.row, held.column))
    return query(rule, sheet, cell, typed=label.cell.typed if label else cell.typed, **found)


def _borough_queries(sheet: Sheet, place: Place) -> Iterator[Query]:
    rule, words = asked_of(place.borough and place.borough.name)
    if rule and (place.cell.text or rule != "unknown_borough"):
        yield ask(rule, sheet, place.borough, place.cell, **words)


def disagreement_queries(sheet: Sheet, tables: list[tuple[Block, list[Place]]]) -> Iterator[Query]:
    """A file, a sheet or a title that names one borough or quarter, above numbers of none but
    others.
    """
    everywhere = [place for _, found in tables for place in found]
    name = ("the sheet", sheet.name)
    yield from _disagree(sheet, everywhere, [name, ("the file", sheet.title)], [name])
    for block, found in tables:
        titles = [(f"the title in {cell.address}", cell.text) for cell in block.titles]
        corner = [(cell.address, cell.text) for cell in sheet.rows[block.heads[-1]]]
        yield from _disagree(sheet, found, titles + corner, titles)


Texts = list[tuple[str, str]]


def _disagree(
    sheet: Sheet, found: list[Place], of_borough: Texts, of_quarter: Texts
) -> Iterator[Query]:
    """What texts name of boroughs and quarters and no place does; each text with where it stands."""
    labels = [place.borough for place in found if place.borough and place.borough.name]
    boroughs = {label.name.key: label for label in labels if label.name.key}
    quarters = {quarter: place.quarter for place in found if (quarter := quarter_of(place))}
    for other, text in of_borough:
        name = find_borough(text)
        if name and name.key and boroughs and name.key not in boroughs:
            borough, label = next(iter(boroughs.items()))
            words = {"typed": text, "other": other, "borough": borough_name(borough)}
            yield query("boroughs_disagree", sheet, label.cell, **words)
    for other, text in of_quarter:
        heading = find_quarter(text)
        if heading and heading.quarter and quarters and heading.quarter not in quarters:
            quarter, label = next(iter(quarters.items()))
            words = {"typed": text, "other": other, "quarter": quarter_label(quarter)}
            yield query("quarters_disagree", sheet, label.cell, **words)


def _indicator_queries(sheet: Sheet, place: Place) -> Iterator[Query]:
    label, name = place.indicator, place.indicator.name if place.indicator else None
    if name is None:
        if place.cell.text and not (label and is_context(label.cell.text)):
            yield ask("unknown_indicator", sheet, label, place.cell)
    elif name.doubtful:
        yield ask(
            "doubtful_indicator", sheet, label, place.cell, indicator=INDICATOR[name.key].name
        )


def _outside_queries(sheet: Sheet, held: list[Place], period: Period) -> Iterator[Query]:
    """One question about all the quarters of a table that are of another period, and one about each
    indicator that was not asked for in this one.
    """
    outside = [place for place in held if is_outside(place, period)]
    if outside:
        when = dict.fromkeys(quarter_label(quarter) for quarter in sorted(map(quarter_of, outside)))
        words = {"when": ", ".join(when), "period": period.label}
        first = outside[0]
        yield ask("quarter_outside_period", sheet, first.quarter, first.cell, **words)
    for place in held:
        name = place.indicator and place.indicator.name
        asked_for = name is None or name.key in (None, *indicators_of(period.key))
        if not asked_for and place.cell.text and not is_outside(place, period):
            yield ask("not_asked_for", sheet, place.indicator, place.cell, period=period.label)


def _quarter_queries(sheet: Sheet, place: Place) -> Iterator[Query]:
    if quarter_of(place) is None:
        heading = place.quarter.quarter if place.quarter else None
        why = (
            (heading.problem or (NO_BASIS if heading.year else NO_YEAR))
            if heading
            else "it names no months"
        )
        yield ask("unreadable_quarter", sheet, place.quarter, place.cell, why=why)


def _order_queries(sheet: Sheet, found: Iterable[Place]) -> Iterator[Query]:
    """Quarters that repeat or step back, along each series; a table that runs backwards throughout
    is in order.
    """
    for _, series in groupby(sorted(filter(is_readable, found), key=_series), key=_series):
        headings = list({place.quarter.cell: place for place in series}.values())
        quarters = [quarter_of(place) for place in headings]
        backwards = all(later < earlier for earlier, later in pairwise(quarters))
        for before, place in pairwise(headings):
            cell, quarter = place.quarter.cell, quarter_of(place)
            earlier = [at for at in headings[: headings.index(place)] if quarter_of(at) == quarter]
            if earlier:
                words = {
                    "quarter": quarter_label(quarter),
                    "other": earlier[0].quarter.cell.address,
                }
                yield query("repeated_quarter", sheet, cell, **words)
            elif quarter < quarter_of(before) and not backwards:
                previous = before.quarter.cell.typed
                yield query("quarter_out_of_order", sheet, cell, previous=previous)


def _series(place: Place) -> tuple[str, str]:
    return place.borough.name.key, place.indicator.name.key
