"""A workbook of texts becomes decisions: columns are found by heading, rows by reference."""

from dataclasses import dataclass, field, replace

from analysis.declare.cleared import line
from analysis.declare.table import InputError
from analysis.read.open.sheet import Sheet
from analysis.read.open.workbook import read_workbook
from desk.clearing.sheet import BY_HEADING, FILLED, HEADINGS, NEEDED, read_reference
from desk.exchange.reading import RUNS, formulas
from desk.exchange.sheets import plain_heading


@dataclass(frozen=True)
class Decision:
    """What was decided about one text. `place` names the row in the workbook, for messages."""

    place: str
    period: str
    strand: str
    sha256: str
    text: str
    decision: str
    as_: str
    who: str


@dataclass
class Decided:
    """Every decision of a workbook, and what makes it unusable."""

    decisions: list[Decision] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_decisions(file: str, content: bytes) -> Decided:
    """The decisions in an .xlsx; rows without one are passed over. A problem is one line, with its
    row.

    InputError where it is no workbook of texts.
    """
    if not content.startswith(b"PK"):
        raise InputError(f"cannot read {file}: it is no .xlsx workbook; save it as .xlsx first")
    heads = [(one, *head) for one in read_workbook(file, content) if (head := _head(one))]
    if not heads:
        wanted = ", ".join(f"'{HEADINGS[key].says}'" for key in NEEDED)
        raise InputError(
            f"cannot read {file}: no sheet in it has a row of headings with {wanted}; decide in the"
            " workbook that `analysis clear` wrote, with its hidden last column"
        )
    found, runs = Decided(), formulas(file, content)
    for sheet, head, columns in heads:
        for row in (row for row in sheet.rows if row > head):
            _read(sheet, row, columns, runs, found)
    roles = {one.who for one in found.decisions if one.who}
    if len(roles) == 1:
        found.decisions = [replace(one, who=roles.copy().pop()) for one in found.decisions]
    return found


def _head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of headings, and the column under each of them."""
    for row, cells in sheet.rows.items():
        named = {BY_HEADING.get(plain_heading(cell.text), ""): cell.column for cell in cells}
        if set(NEEDED) <= set(named):
            return row, named
    return None


def _read(sheet: Sheet, row: int, columns: dict[str, int], runs: set, found: Decided) -> None:
    place = f"{sheet.name} row {row}"
    cells = {key: sheet.at(row, columns[key]) for key in NEEDED}
    said = {key: line(cell.text) for key, cell in cells.items()}
    if not said["decision"] and not said["as"]:
        return
    wrong = [
        f"{place}: '{HEADINGS[key].says}' holds a formula; type the words themselves"
        for key in FILLED
        if (sheet.name, row, columns[key]) in runs or RUNS.match(cells[key].text)
    ]
    known = read_reference(said["reference"])
    if known is None:
        wrong.append(f"{place}: a decision without the reference of a text; move rows whole")
    found.problems += wrong
    if known and not wrong:
        words = (said["text"], said["decision"].casefold(), said["as"], said["who"])
        found.decisions.append(Decision(place, *known, *words))
