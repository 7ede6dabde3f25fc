"""Two workers build what one `dvc repro` builds, each stage after what it reads."""

import json
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from analysis.building import TOOK, Building, graph

STAGES = """
stages:
  rows: {cmd: python stage.py rows, outs: [data/rows], desc: read the rows}
  sums: {cmd: python stage.py sums, deps: [data/rows/1.csv], outs: [sums.txt]}
  text: {cmd: python stage.py text, outs: [text.txt]}
  page: {cmd: python stage.py page, deps: [sums.txt, text.txt], outs: [page.txt]}
"""
STAGE = """
import pathlib, sys
made = {"rows": "data/rows/1.csv"}.get(sys.argv[1], sys.argv[1] + ".txt")
if sys.argv[1] in pathlib.Path("failing").read_text():
    sys.exit("no " + sys.argv[1] + " today")
pathlib.Path(made).parent.mkdir(parents=True, exist_ok=True)
pathlib.Path(made).write_text(sys.argv[1] + " made")
"""


@pytest.fixture
def small(tmp_path, monkeypatch):
    for name, text in (("dvc.yaml", STAGES), ("stage.py", STAGE), ("failing", "")):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    subprocess.run([sys.executable, "-m", "dvc", "init", "--no-scm", "-q"], check=True)
    return tmp_path


def built(*names: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "analysis.building", *names]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def ran(said: str) -> list[str]:
    return [line.split("'")[1] for line in said.splitlines() if line.startswith("Running stage")]


def up_to_date() -> bool:
    return not subprocess.run([sys.executable, "-m", "dvc", "status", "-q"], check=False).returncode


def test_a_stage_leads_to_those_that_read_what_it_makes(small):
    stages = graph(Path("dvc.yaml"))
    assert {*stages.edges} == {("rows", "sums"), ("sums", "page"), ("text", "page")}
    assert stages.nodes["rows"]["what"] == "read the rows"


def test_all_is_built_in_order_and_dvc_agrees(small):
    first = built()
    assert first.returncode == 0
    assert sorted(ran(first.stdout)) == ["page", "rows", "sums", "text"]
    assert ran(first.stdout)[-1] == "page"
    assert re.search(r"read the rows \([34] left, about a minute\)", first.stdout)
    assert up_to_date()
    again = built()
    assert (again.returncode, again.stdout) == (0, "")


def test_only_what_depends_on_a_change_is_built_again(small):
    built()
    (small / "text.txt").write_text("typed over")
    assert ran(built().stdout) == ["text"]  # and the page, of the same text, stands


def test_what_is_asked_for_is_built_with_what_it_rests_on(small):
    assert ran(built("sums").stdout) == ["rows", "sums"]


def test_a_stage_there_is_none_of_is_one_line(small):
    asked = built("summs")
    assert asked.returncode == 1
    assert asked.stdout == (
        "analysis: dvc.yaml has no stage 'summs': `dvc stage list` names them all\n"
    )


def test_a_stage_that_fails_has_the_last_word_and_what_is_whole_stands(small):
    (small / "failing").write_text("rows")
    failed = built()
    assert failed.returncode
    assert "no rows today" in failed.stdout.splitlines()[-2]
    assert not (small / "sums.txt").exists()
    (small / "failing").write_text("")
    assert "rows" in ran(built().stdout)
    assert up_to_date()


def test_each_worker_is_given_half_of_what_can_begin_the_longest_way_first(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(".dvc", "tmp").mkdir(parents=True)
    TOOK.write_text(json.dumps({"a": 9.0, "b": 1.0, "c": 1.0, "late": 30.0}))
    stages = nx.DiGraph([("b", "late")])
    stages.add_nodes_from("ac")
    building = Building(stages)
    first = building.batch()
    building.given[0] = first
    assert first == ["b", "a"]  # b opens the longest way, and is short itself
    assert building.batch() == ["c"]
    building.given = {}
    building.left.remove_nodes_from(first)
    assert building.batch() == ["late"]
