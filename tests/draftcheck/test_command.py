"""`analysis check`: what it prints, what it returns, and that it opens nothing else."""

import ast
import json

import pytest
from click.testing import CliRunner
from conftest import ROOT

from desk.cli import main

SLIP = "Table 1: People\n\nBorough\tN\nHackney\t40\nNewham\t50\nTotal\t91\n"


@pytest.fixture
def call(tmp_path):
    def run(text: str, *options: str, name: str = "draft.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["check", str(tmp_path / name), *options])

    return run


def test_a_slip_is_told_and_exits_with_1(call):
    answer = call(SLIP)
    assert answer.exit_code == 1
    assert answer.output.startswith("certain  Table 1, row 'Total', column 'N' (line 6)  [total]\n")
    assert "expected: 90: 40 + 50 = 90" in answer.output
    assert "draft.txt: 1 thing to query. Compared: tables (1), totals (1)" in answer.output


def test_silence_says_what_was_compared_and_exits_with_0(call):
    answer = call(SLIP.replace("91", "90"))
    assert answer.exit_code == 0
    assert answer.output.startswith("draft.txt: nothing to query. Compared: tables (1), totals (1)")


def test_records_for_a_program(call):
    answer = call(SLIP, "--json")
    assert answer.exit_code == 1
    records = json.loads(answer.output)
    assert list(records["doubts"][0]) == ["place", "rule", "says", "expected", "sure"]
    assert records["compared"]["totals"] == 1


def test_what_cannot_be_read_is_one_line_and_exits_with_2(call, tmp_path):
    for answer in (
        call("", name="empty.md"),
        call("x", name="x.odt"),
        CliRunner().invoke(main, ["check", str(tmp_path)]),
    ):
        assert answer.exit_code == 2
        assert answer.output.startswith("Error: ")
        assert answer.output.count("\n") == 1


def test_the_rules_in_a_sentence_each():
    answer = CliRunner().invoke(main, ["check", "--rules"])
    assert answer.exit_code == 0
    assert answer.output.count("\n") == 12
    assert all(line.endswith(".") for line in answer.output.splitlines())


def test_the_floor_opens_no_file():
    for path in (ROOT / "src" / "draftcheck").glob("*.py"):
        calls = [
            node.func
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        ]
        assert not {call.id for call in calls if isinstance(call, ast.Name)} & {
            "open",
            "eval",
            "exec",
        }, path
        assert not {call.attr for call in calls if isinstance(call, ast.Attribute)} & {
            "read_text",
            "read_bytes",
        }, path


def test_the_project_s_own_report_holds_nothing_but_small_counts():
    drafts = [*(ROOT / "reports").glob("*/report.html"), *(ROOT / "reports").glob("*/report.docx")]
    assert len(drafts) == 8
    for draft in drafts:
        answer = CliRunner().invoke(main, ["check", str(draft), "--json"])
        assert {doubt["rule"] for doubt in json.loads(answer.output)["doubts"]} <= {"small"}, draft
