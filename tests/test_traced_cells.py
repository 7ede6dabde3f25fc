"""One raw cell is changed: the printed numbers that change are those whose trace names it, and no other."""

import csv
import hashlib
import io
import random

import one_process
import pytest
from conftest import lay_out
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from analysis import run, store, traces
from analysis.declare.periods import periods_to

PERIOD = "2023-25"


def build(strand: str, *periods: str) -> None:
    for period in periods:
        run.run("cleaning", {"strand": strand, "period": period})
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
    column, line = coordinate_from_string(row.cell)
    lines = [*csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")))]
    lines[line - 1][column_index_from_string(column) - 1] = str(int(row.count) + 7)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    listed = folder / "data/raw" / PERIOD / "received.csv"
    before, after = (
        hashlib.sha256(one).hexdigest() for one in (path.read_bytes(), text.getvalue().encode())
    )
    path.write_text(text.getvalue(), encoding="utf-8")
    listed.write_text(listed.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


@pytest.mark.parametrize(
    ("strand", "table"), [("training", "table"), ("activity", "consultations"), ("activity", "hub")]
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
        kept = {path: path.read_bytes() for path in (folder / "data/raw" / PERIOD).rglob("*.csv")}
        retyped(folder, row)
        build(strand, PERIOD)
        after, place = printed(strand), f"{row.file}!{row.sheet}!{row.cell}"
        changed = {key for key in before if before[key] != after.get(key)}
        assert changed
        assert [key for key in changed if place not in known[key].cells] == []
        for path, content in kept.items():
            path.write_bytes(content)
