"""Events of the partnership and the tracks of its boroughs: each line a row, and a question where
it cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.declare.boroughs import borough_name
from analysis.read.ask.queries import Query, query
from analysis.read.find.listing import Listing
from analysis.read.label.dates import Span, date_of, read_date
from analysis.read.label.names import plain_name, read_borough
from analysis.read.open.sheet import Cell, Sheet
from strands.activity.declares.partnership import KINDS, SCHEMES, SUBJECTS

_GROUPS = {plain_name(name): key for key, name in SUBJECTS.items()}
_KINDS = {plain_name(kind): kind for kind in KINDS}
_SCHEMES = {plain_name(name): key for key, name in SCHEMES.items()}

# The headings a table must have, beside that of its first column.
EVENT = ("kind", "what happened", "when", "place in the report")
TRACK = ("scheme", "track", "place in the report")


def has_columns(table: Listing, headings: tuple[str, ...]) -> bool:
    """Whether a table has all these headings, in whatever order."""
    return set(headings) <= {plain_name(cell.text) for cell in table.across}


def read_milestones(table: Listing, period: str) -> tuple[list[dict], list[Query]]:
    """Rows of MILESTONES and questions, from a table with the headings of EVENT, an event a line.

    Nothing is left out: what cannot be read stays empty, and the row is `queried`.
    """
    rows, asked, joined = [], [], {}
    # A date may be told from the joining of its borough, so joinings are read first.
    lines = sorted(_lines(table, EVENT), key=lambda line: plain_name(line[1].text) != "joined")
    for label, kind_cell, what, when, place in lines:
        subject = _subject(table.sheet, label, asked)
        kind = _known(table.sheet, kind_cell, _KINDS, "kind of event", asked)
        span = _date(table.sheet, when, joined.get(subject), asked)
        if kind == "joined" and span:
            joined.setdefault(subject, span)
        read = bool(subject and kind and span)
        rows.append(
            _row(table.sheet, when, read, [label, kind_cell, what, when])
            | {
                "subject": subject,
                "kind": kind,
                "what": what.text.strip(),
                "place": place.text.strip(),
            }
            | {"first": span.first if span else "", "last": span.last if span else ""}
            | {"precision": span.precision if span else "", "period": period}
        )
    return rows, asked


def read_tracks(table: Listing, period: str) -> tuple[list[dict], list[Query]]:
    """Rows of TRACKS and questions, from a table with the headings of TRACK, a borough and scheme a
    line.
    """
    rows, asked = [], []
    for label, scheme_cell, track, place in _lines(table, TRACK):
        subject = _subject(table.sheet, label, asked)
        scheme = _known(table.sheet, scheme_cell, _SCHEMES, "scheme", asked)
        rows.append(
            _row(table.sheet, track, bool(subject and scheme), [label, scheme_cell, track])
            | {"subject": subject, "scheme": scheme, "track": track.text.strip()}
            | {"place": place.text.strip(), "period": period}
        )
    return rows, asked


def _lines(table: Listing, headings: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    """Each line as its label and its cells under `headings`, in their order."""
    at = {plain_name(cell.text): place for place, cell in enumerate(table.across)}
    for label, cells in table.down:
        yield label, *(cells[at[heading]] for heading in headings)


def _subject(sheet: Sheet, cell: Cell, asked: list[Query]) -> str:
    """The borough or group a line is about; empty, and asked about, where it is none or could be
    several.
    """
    if plain_name(cell.text) in _GROUPS:
        return _GROUPS[plain_name(cell.text)]
    name = read_borough(cell.text)
    if name is None or name.key is None:
        asked.append(query("unknown_in_event", sheet, cell, what="borough"))
        return ""
    if name.doubtful:
        asked.append(query("doubtful_borough", sheet, cell, borough=borough_name(name.key)))
    return name.key


def _known(sheet: Sheet, cell: Cell, names: dict[str, str], what: str, asked: list[Query]) -> str:
    found = names.get(plain_name(cell.text), "")
    if not found:
        asked.append(query("unknown_in_event", sheet, cell, what=what))
    return found


def _date(sheet: Sheet, cell: Cell, joined: Span | None, asked: list[Query]) -> Span | None:
    span = date_of(cell.date) if cell.date else read_date(cell.text, joined)
    if span is None:
        asked.append(query("unreadable_date", sheet, cell))
        return None
    if span.doubtful:
        asked.append(query("doubtful_period", sheet, cell, period=span.doubtful))
    return span


def _row(sheet: Sheet, cell: Cell, read: bool, cells: list[Cell]) -> dict:
    """Where a row was read, what it means, and the remarks on every cell it was read from."""
    return {
        "status": "returned" if read else "queried",
        "file": sheet.file,
        "sheet": sheet.name,
        "cell": cell.address,
        "raw": cell.typed,
        "caveat": " | ".join(remark for one in cells for remark in one.remarks),
    }
