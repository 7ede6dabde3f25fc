"""A strand is built, a cell corrected, and built again: what changed is told with its cause, once."""

import importlib.util
import random
from hashlib import sha256

import pandas as pd
import pytest
from click.testing import CliRunner
from conftest import ROOT

from analysis import store, traces
from desk.changed import tell
from desk.cli import main

PERIOD, STRAND = "2022-23", "training"


@pytest.fixture
def built(strand_built):
    """The project, told for the first time."""
    assert [*tell.tell(PERIOD)] == [
        f"{PERIOD}: no earlier build is kept to compare with; from now on what changes is told."
    ]
    return strand_built


def corrected(row) -> str:
    """A returned cell is corrected by 5; the correction as it is told."""
    path = store.root() / "data/raw" / PERIOD / "corrections.csv"
    file = row.file.removeprefix(f"{PERIOD}/")
    line = f"{file},{row.sheet},{row.cell},{row.raw},{row.count + 5},Typed twice,second reader,"
    path.write_text(path.read_text(encoding="utf-8") + f"{line}2023-09-01\n", encoding="utf-8")
    return (
        f"a correction of {row.cell} in {file} from {row.raw} to {row.count + 5}, by second reader on"
        " 2023-09-01 (“Typed twice”)"
    )


def drawn(seed: int):
    rows = store.read(STRAND, "table", up_to=PERIOD)
    rows = rows[rows["status"].eq("returned") & rows["file"].str.startswith(PERIOD)]
    return random.Random(seed).choice([*rows.itertuples()])


def values() -> dict[str, set[str]]:
    found = traces.printed(PERIOD, STRAND)
    return found.groupby("key")["value"].agg(set).to_dict()


@pytest.mark.parametrize("seed", [1, 2])
def test_what_a_correction_changed_is_told_with_it_and_nothing_else(built, rebuild, seed):
    before, cause = values(), corrected(drawn(seed))
    rebuild()
    said = [*tell.tell(PERIOD)]
    after = values()
    found = pd.read_csv(tell.listing(PERIOD), dtype=str, keep_default_na=False)
    told = set(" ".join(found.loc[found["kind"] != "finding", "of"]).split())
    other = {key for key in before if before[key] != after[key]}
    assert other and other <= told
    assert {*found["why"]} == {f"because of {cause}"} and {*found["reasons"]} == {"a correction"}
    assert said[1] == f"  Because of {cause}:"
    # Told once: the same build has nothing more to say but on request.
    assert [*tell.tell(PERIOD)] == [
        f"{PERIOD}: no number and no sentence is another than in the build before."
    ]


def test_a_correction_that_is_taken_out_again_is_the_cause_then(built, rebuild):
    path = built / "data/raw" / PERIOD / "corrections.csv"
    kept, cause = path.read_bytes(), corrected(drawn(1))
    rebuild()
    there = [*tell.tell(PERIOD)]
    path.write_bytes(kept)
    rebuild()
    back = [*tell.tell(PERIOD)]
    assert (
        back[1] == f"  Because of {cause.replace('a correction', 'a correction taken out again,')}:"
    )
    places = [
        {line.partition(": ")[0] for line in said if line.startswith("    Table ")}
        for said in (there, back)
    ]
    assert places[0] and places[0] == places[1]
    pair = next(line for line in there if "Table 1" in line).rpartition(": ")
    is_, was = pair[2].split(" was ")
    assert f"{pair[0]}: {was} was {is_}" in back


def test_a_newer_return_of_the_same_file_is_the_cause(built, rebuild):
    row = drawn(3)
    source = built / "data/raw" / row.file
    newer = source.with_name(f"again_{source.name}")
    newer.write_bytes(source.read_bytes().replace(row.raw.encode(), str(row.count + 9).encode(), 1))
    listed = built / "data/raw" / PERIOD / "received.csv"
    mark, old = sha256(newer.read_bytes()).hexdigest(), row.file.removeprefix(f"{PERIOD}/")
    name = newer.relative_to(built / "data/raw" / PERIOD).as_posix()
    line = f"{name},{mark},{STRAND},training manager,2023-10-02,published,{old}\n"
    listed.write_text(listed.read_text(encoding="utf-8") + line, encoding="utf-8")
    rebuild()
    said = [*tell.tell(PERIOD)]
    assert said[1] == (
        f"  Because of the return {PERIOD}/{name}, received 2023-10-02 from training manager, in the"
        f" place of {old}:"
    )


def test_what_was_not_told_to_the_end_is_told_again(built, rebuild):
    cause = corrected(drawn(1))
    rebuild()
    telling = tell.tell(PERIOD)
    first = next(telling)
    telling.close()
    again = [*tell.tell(PERIOD)]
    assert again[0] == first and cause in again[1]


def test_a_long_list_ends_with_where_all_of_it_is(built, rebuild, monkeypatch):
    monkeypatch.setattr(tell.lines, "__defaults__", ("", 3))
    corrected(drawn(1))
    rebuild()
    said = [*tell.tell(PERIOD)]
    found = pd.read_csv(tell.listing(PERIOD))
    assert len([line for line in said if line.startswith("    ")]) == 3 < len(found)
    assert said[-1] == (
        f"  All {len(found)}, each with why: data/processed/told/{PERIOD}-changed.csv"
    )


def test_what_was_kept_and_cannot_be_read_is_said_and_begun_anew(built, capsys, monkeypatch):
    monkeypatch.setattr(store, "params", lambda: {"periods": [PERIOD]})
    tell.told(PERIOD).write_text("nothing,of,it\n1,2,3\n", encoding="utf-8")
    assert tell.main() == 1
    assert f"told/{PERIOD}.csv cannot be used" in capsys.readouterr().err
    assert tell.main() == 0
    assert "no earlier build is kept" in capsys.readouterr().out


def test_a_build_that_was_told_says_what_is_open_again(built, rebuild, capsys, monkeypatch):
    monkeypatch.setattr(store, "params", lambda: {"periods": [PERIOD]})
    monkeypatch.setattr(tell.approving, "reopened", lambda period: f"{period}: 2 open again")
    corrected(drawn(1))
    rebuild()
    capsys.readouterr()
    assert tell.main() == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{PERIOD}: 2 open again"


@pytest.mark.parametrize(("status", "calls"), [(0, [("-m", "desk.changed.tell")]), (1, [])])
def test_make_tells_it_after_a_build_and_not_after_one_that_failed(status, calls, monkeypatch):
    spec = importlib.util.spec_from_file_location("make", ROOT / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    called = []
    monkeypatch.setattr(make, "reproduce", lambda: (1, status))
    monkeypatch.setattr(make, "call", lambda *arguments: called.append(arguments) or 1)
    assert make.report() == status and called == calls


def test_the_command_tells_of_no_period_that_is_not_built():
    answer = CliRunner().invoke(main, ["changed", "1999-00"])
    assert answer.exit_code == 1 and len(answer.output.splitlines()) == 1
    assert "no period '1999-00' is built" in answer.output
