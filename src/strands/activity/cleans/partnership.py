"""Events of the partnership and the tracks of its boroughs: each line a row, and a question where
it cannot be read.
"""

from analysis.read.ask.boroughs import borough_in
from analysis.read.ask.typed import Record, Typed, records
from analysis.read.find.listing import Listing
from analysis.read.label.dates import Span, date_of, read_date
from analysis.read.label.names import plain_name
from strands.activity.declares.partnership import KINDS, SCHEMES, SUBJECTS

_GROUPS = {plain_name(name): key for key, name in SUBJECTS.items()}
_KINDS = {plain_name(kind): kind for kind in KINDS}
_SCHEMES = {plain_name(name): key for key, name in SCHEMES.items()}

# The headings a table must have, beside that of its first column.
EVENT = ("kind", "what happened", "when", "place in the report")
TRACK = ("scheme", "track", "place in the report")


def read_milestones(table: Listing, typed: Typed) -> None:
    """Rows of MILESTONES, from a table with the headings of EVENT, an event a line.

    Nothing is left out: what cannot be read stays empty, and the row is `queried`.
    """
    joined: dict[str, Span] = {}
    # A date may be told from the joining of its borough, so joinings are read first.
    for line in sorted(records(table, typed), key=lambda line: line.plain("kind") != "joined"):
        subject = _subject(line)
        kind = _known(line, "kind", _KINDS, "kind of event")
        span = _date(line, joined.get(subject))
        if kind == "joined" and span:
            joined.setdefault(subject, span)
        said = {"subject": subject, "kind": kind, "what": line.cells["what happened"].text.strip()}
        dates = ("first", "last", "precision")
        said |= {name: getattr(span, name) if span else "" for name in dates}
        _keep(
            line, "milestones", ("when", "kind", "what happened"), subject and kind and span, said
        )


def read_tracks(table: Listing, typed: Typed) -> None:
    """Rows of TRACKS, from a table with the headings of TRACK, a borough and scheme a line."""
    for line in records(table, typed):
        subject = _subject(line)
        scheme = _known(line, "scheme", _SCHEMES, "scheme")
        said = {"subject": subject, "scheme": scheme, "track": line.cells["track"].text.strip()}
        _keep(line, "tracks", ("track", "scheme"), subject and scheme, said)


def _subject(line: Record) -> str:
    """The borough or group a line is about; empty, and asked about, where it is none or could be
    several.
    """
    if plain_name(line.label.text) in _GROUPS:
        return _GROUPS[plain_name(line.label.text)]
    key, asked = borough_in(line.sheet, line.label)
    if key is None:
        line.typed.ask("unknown_in_event", line.sheet, line.label, what="borough")
        return ""
    line.typed.asked += asked
    return key


def _known(line: Record, heading: str, names: dict[str, str], what: str) -> str:
    found = names.get(line.plain(heading), "")
    if not found:
        line.typed.ask("unknown_in_event", line.sheet, line.cells[heading], what=what)
    return found


def _date(line: Record, joined: Span | None) -> Span | None:
    cell = line.cells["when"]
    span = date_of(cell.date) if cell.date else read_date(cell.text, joined)
    if span is None:
        line.typed.ask("unreadable_date", line.sheet, cell)
    elif span.doubtful:
        line.typed.ask("doubtful_period", line.sheet, cell, period=span.doubtful)
    return span


def _keep(line: Record, name: str, headings: tuple[str, ...], is_read: object, said: dict) -> None:
    """Keep a row known by the cell under the first of some headings, with the remarks on every cell
    it was read from.
    """
    cells = [line.label, *(cell for key, cell in line.cells.items() if key in headings)]
    caveat = " | ".join(remark for cell in cells for remark in cell.remarks)
    said["place"] = line.cells["place in the report"].text.strip()
    line.keep(name, headings[0], "returned" if is_read else "queried", caveat=caveat, **said)


# Which list a table is, by its headings.
LISTS = ((EVENT, read_milestones), (TRACK, read_tracks))
