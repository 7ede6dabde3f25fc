"""What people add to the declarations: lists kept by hand in data/raw, each of which may be
missing.

This is the one module of `evaluation` that opens files, and these lists are all it opens: what a
period, a borough, an indicator or a course is has to be known before anything else is read.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path

from analysis.declare.table import InputError, Table

OPEN_QUOTE = (
    "a quotation mark opens a cell and does not close it; take it out, or close it at the cell's end (one"
    " within the text is typed twice)"
)
TOO_MANY = "it has {} cells for {} columns; put a text with commas in quotes"
# A key stands in file names, headings of tables and links.
KEY = "[a-z][a-z0-9]*(?:_[a-z0-9]+)*"


@dataclass(frozen=True)
class Added:
    """One row of a list: where it stands, its cells that are not empty, by their columns, and how
    many it has too many.
    """

    where: str
    given: dict[str, str]
    surplus: int = 0

    def refused(self, why: str) -> InputError:
        """The one line about what is wrong in this row."""
        return InputError(f"{self.where}: {why}")


def added(table: Table) -> tuple[Added, ...]:
    """The rows of `data/raw/<name of the table>.csv` in their order, each checked against the
    table's columns.

    None where there is no such file, or no params.yaml at or above the working folder. InputError
    names file and line of the first row that is wrong.
    """
    path = _kept(f"{table.name}.csv")
    if path is None:
        return ()
    rows = tuple(_checked(row, table) for row in rows_of(path, f"data/raw/{path.name}", table))
    refuse_twice(rows, "key")
    return rows


def kept_text(name: str) -> str:
    """A text that people keep under `data/raw`; empty where there is none. InputError where it is
    no UTF-8.
    """
    path = _kept(name)
    try:
        return path.read_text(encoding="utf-8-sig") if path else ""
    except UnicodeDecodeError:
        raise InputError(f"data/raw/{name} is not saved as UTF-8: save it again as UTF-8") from None


def _kept(name: str) -> Path | None:
    """The file of that name under `data/raw` of the project that lies here, if there is one."""
    here = next(
        (at for at in (Path.cwd(), *Path.cwd().parents) if (at / "params.yaml").is_file()), None
    )
    path = here and here / "data" / "raw" / name
    return path if path and path.is_file() else None


def refuse_twice(rows: Iterable[Added], name: str) -> None:
    """InputError for a row that has the same cell in a column as one above it."""
    held: dict[str, Added] = {}
    for row in rows:
        if (first := held.setdefault(row.given[name], row)) is not row:
            told = f"'{row.given[name]}' is there already ({first.where}); keep one row of it"
            raise row.refused(told)


def rows_of(path: Path, name: str, table: Table) -> Iterator[Added]:
    """The rows of a list as typed, blank ones left out; people know the file as `name`. InputError
    where it is no such list.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name}: it is not UTF-8 text; save it again as CSV UTF-8") from None
    if at := open_quote(text):
        raise InputError(f"{name}, line {at}: {OPEN_QUOTE}")
    reader = csv.reader(text.splitlines())
    heading = next(reader, [])
    if heading != list(table.columns):
        found = ",".join(heading) or "empty"
        raise InputError(
            f"{name}: its first line must be {','.join(table.columns)}, and is {found}"
        )
    for cells in reader:
        cells = [cell.strip() for cell in cells]
        given = {column: cell for column, cell in zip(heading, cells, strict=False) if cell}
        if given:
            yield Added(f"{name}, line {reader.line_num}", given, len(cells) - len(heading))


def open_quote(text: str) -> int:
    """The line of a CSV on which a quotation mark opens a cell and does not close it; 0 where there
    is none.
    """
    reader, begun = csv.reader(io.StringIO(text, newline=""), strict=True), 0
    try:
        for _ in reader:
            begun = reader.line_num
    except csv.Error as error:
        # A long cell is none of ours to judge.
        return 0 if "field limit" in str(error) and text.count('"') % 2 == 0 else begun + 1
    return 0


def fault(row: Added, table: Table) -> list[str]:
    """What is wrong in the cells of a row, a text a fault."""
    if row.surplus > 0:
        columns = len(table.columns)
        return [TOO_MANY.format(columns + row.surplus, columns)]
    return table.misfits(row.given)


def _checked(row: Added, table: Table) -> Added:
    if "key" not in row.given:
        raise row.refused(f"its key is empty; one row is {table.one_row_is}")
    if why := fault(row, table):
        raise row.refused("; ".join(why))
    return row


def several(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, with `|` between them."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def with_lists(*names: str) -> Callable[[dict[str, str]], dict]:
    """Makes fields of a row's cells, where those of some `names` hold several."""
    return lambda given: {
        name: several(cell) if name in names else cell for name, cell in given.items()
    }


def with_added(
    declared: Iterable,
    rows: Iterable[Added],
    values: Callable[[dict[str, str]], dict],
    kind: type,
    table: Table,
) -> dict:
    """What is declared, by key and in order, with every row put in: new ones last, known ones with
    the fields given.

    `values` makes fields of `kind` of the cells of a row of `table`. InputError where a new one
    lacks a field that it needs.
    """
    held = {one.key: one for one in declared}
    needed = [field.name for field in fields(kind) if field.default is MISSING]
    for row in rows:
        given = values(row.given)
        key = given["key"]
        if key not in held and (missing := [name for name in needed if not given.get(name)]):
            told = (f"{name}: {table.columns[name].says}" for name in missing)
            raise row.refused(f"'{key}' is new and needs {'; '.join(told)}")
        held[key] = replace(held[key], **given) if key in held else kind(**given)
    return held


def refuse_backwards(rows: Iterable[Added], held: dict) -> None:
    """InputError for a row whose thing ends, by its `until`, before it begins by its `since`."""
    for one, row in ((held[row.given["key"]], row) for row in rows):
        if one.since and one.until and one.since > one.until:
            raise row.refused(f"'{one.key}' cannot end in {one.until}: it begins in {one.since}")


def refuse_shared(rows: Iterable[Added], names: dict[str, tuple[str, ...]]) -> None:
    """InputError for a row one of whose names is also a name of another key; case does not tell two
    names apart.
    """
    for row in rows:
        key = row.given["key"]
        mine = {name.casefold(): name for name in names[key]}
        for other, theirs in names.items():
            shared = [mine[name.casefold()] for name in theirs if name.casefold() in mine]
            if other != key and shared:
                raise row.refused(
                    f"'{shared[0]}' is already a name of '{other}'; one name cannot mean two"
                )
