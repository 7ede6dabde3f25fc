"""One raw cell is changed: the printed numbers that change are those whose trace names it, and no other."""

import csv
import hashlib
import io
import random

import one_process
import openpyxl
import pytest
from conftest import lay_out
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from analysis import run, store, traces
from analysis.declare.periods import periods_to
from analysis.registry import STRANDS

PERIOD = "2023-25"


def build(strand: str, *periods: str) -> None:
    for period in periods:
        for one in (*STRANDS[strand].reads, strand):
            if one in store.strands(period):
                run.run("cleaning", {"strand": one, "period": period})
    run.run(f"findings/{strand}", {"period": PERIOD})


def printed(strand: str) -> dict[str, set[str]]:
    """What each value is printed as."""
    said: dict[str, set[str]] = {}
    for row in traces.printed(PERIOD, strand).itertuples():
        said.setdefault(row.key, set()).add(row.value)
    return said


def retyped(folder, row) -> None:
    """Another count in the cell of a returned row, and the file known by its new fingerprint."""
    path = folder / "data/raw" / row.file
    listed = folder / "data/raw" / PERIOD / "received.csv"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    (_in_workbook if path.suffix == ".xlsx" else _in_text)(path, row, int(row.count) + 7)
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    listed.write_text(listed.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def _in_workbook(path, row, count: int) -> None:
    book = openpyxl.load_workbook(path)
    book[row.sheet][row.cell] = count
    book.save(path)


def _in_text(path, row, count: int) -> None:
    column, line = coordinate_from_string(row.cell)
    lines = [*csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")))]
    lines[line - 1][column_index_from_string(column) - 1] = str(count)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    path.write_text(text.getvalue(), encoding="utf-8")


@pytest.mark.parametrize(
    ("strand", "table"),
    [
        ("training", "table"),
        ("activity", "consultations"),
        ("activity", "hub"),
        ("indicators", "table"),
        ("themes", "themes"),
        ("surveys", "replies"),
    ],
)
def test_what_changes_with_a_cell_is_what_names_it(strand, table, tmp_path_factory, monkeypatch):
    folder = lay_out(tmp_path_factory.mktemp("changed"))
    monkeypatch.chdir(folder)
    monkeypatch.setattr(run, "execute", one_process.execute)
    build(strand, *(key for key in periods_to(PERIOD) if key in store.params()["periods"]))
    before, known = printed(strand), traces.traces(PERIOD, strand)
    rows = store.read(strand, table, up_to=PERIOD)
    rows = rows[rows["status"].eq("returned") & rows["file"].str.startswith(PERIOD)]
    for row in random.Random(table).sample([*rows.itertuples()], 2):
        listed = folder / "data/raw" / PERIOD / "received.csv"
        kept = {path: path.read_bytes() for path in (listed, folder / "data/raw" / row.file)}
        retyped(folder, row)
        build(strand, PERIOD)
        after, place = printed(strand), f"{row.file}!{row.sheet}!{row.cell}"
        changed = {key for key in before if before[key] != after.get(key)}
        assert changed
        named = {key: {*known[key].cells, *known[key].others} for key in changed}
        assert [key for key in changed if place not in named[key]] == []
        # And what rests on nothing but that cell has changed with it.
        alone = {key for key in before if known[key].cells == (place,)}
        assert alone
        assert alone <= changed
        for path, content in kept.items():
            path.write_bytes(content)
