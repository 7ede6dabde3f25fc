"""A publication noted, and what was written by then put back for a report as known on its day."""

import csv

import pandas as pd
import pytest
from click.testing import CliRunner

from desk.cli import main
from desk.receiving.known_on import inputs
from desk.receiving.publishing import obstacles

PERIOD = "2023-25"


@pytest.fixture
def asked(monkeypatch) -> list[dict]:
    """The questions of the period: none, until a test adds some."""
    asked: list[dict] = []
    columns = [
        "severity",
        "file",
        "cell",
        "question",
        "id",
        "rule",
        "sheet",
        "typed",
        "effect",
        "recipient",
    ]
    made = lambda period: pd.DataFrame(asked, columns=columns, dtype=object).fillna("")  # noqa: E731
    monkeypatch.setattr("desk.receiving.publishing.questions", made)
    return asked


@pytest.fixture
def built(project, asked):
    """A project with a report, and a paragraph of the evaluators' own."""
    report = project / "reports" / PERIOD / "report.html"
    report.parent.mkdir(parents=True)
    report.write_text("a report", encoding="utf-8")
    (report.parent / "indicators").mkdir()
    (report.parent / "indicators" / "printed.csv").write_text("as printed", encoding="utf-8")
    own = project / "data/raw" / PERIOD / "commentary" / "indicators.md"
    own.parent.mkdir()
    own.write_text("As it was.", encoding="utf-8")
    return project


def noted(*arguments: str):
    return CliRunner().invoke(main, ("published", PERIOD, *arguments))


def test_what_the_summary_has_otherwise_is_said(built, monkeypatch):
    monkeypatch.setattr(
        "desk.receiving.publishing.summary.of_period", lambda period: [f"{period}: otherwise"]
    )
    assert "2023-25: otherwise\n" in noted("--date", "2025-06-30").output


def test_what_was_written_by_then_is_kept_and_put_back(built, tmp_path_factory):
    answer = noted("--date", "2025-06-30")
    assert answer.exit_code == 0, answer.output
    folder = built / "data/raw" / PERIOD
    with open(folder / "published.csv", encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{"date": "2025-06-30", "what": "the report"}]
    assert (folder / "published/2025-06-30/printed/indicators.csv").read_text(
        encoding="utf-8"
    ) == "as printed"
    (folder / "commentary" / "indicators.md").write_text("As it is now.", encoding="utf-8")
    (folder / "commentary" / "training.md").write_text("New.", encoding="utf-8")
    (folder / "claims.csv").unlink()
    for day, expected in (("2025-06-30", "As it was."), ("2025-06-29", "As it is now.")):
        scratch = tmp_path_factory.mktemp("scratch")
        inputs(built, scratch, PERIOD, day)
        there = scratch / "data/raw" / PERIOD
        assert (there / "commentary" / "indicators.md").read_text(encoding="utf-8") == expected
        was_restored = expected == "As it was."
        assert (there / "commentary" / "training.md").exists() != was_restored
        assert (there / "claims.csv").exists() == was_restored


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2099-01-01", "is not over yet"),
        ("30.6.2025", "is no date"),
        ("2025-06-30", "has 2025-06-30 already"),
    ],
)
def test_what_cannot_be_noted_changes_nothing(built, date, said):
    assert noted("--date", "2025-06-30").exit_code == 0
    before = {
        path: path.read_bytes()
        for path in (built / "data/raw" / PERIOD).rglob("*")
        if path.is_file()
    }
    answer = noted("--date", date)
    assert (answer.exit_code, said in answer.output, len(answer.output.splitlines())) == (
        1,
        True,
        1,
    )
    assert before == {
        path: path.read_bytes()
        for path in (built / "data/raw" / PERIOD).rglob("*")
        if path.is_file()
    }


def test_a_report_that_was_never_built_was_never_published(project):
    answer = noted("--date", "2025-06-30")
    assert answer.exit_code == 1
    assert "no report of 2023-25 is built" in answer.output
    assert not (project / "data/raw" / PERIOD / "published.csv").exists()


def test_an_unanswered_question_that_keeps_a_number_out_forbids_it_unless_a_reason_is_given(
    built, asked
):
    place = {"file": "indicators/barnet.xlsx", "cell": "C5"}
    asked.append({"severity": "stop", "question": "How many?", "id": "1", **place})
    refused = noted("--date", "2025-06-30")
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    assert "indicators/barnet.xlsx C5 How many?" in refused.output
    assert not (built / "data/raw" / PERIOD / "published.csv").exists()
    assert noted("--date", "2025-06-30", "--because", "the borough is late").exit_code == 0
    kept = (built / "data/raw" / PERIOD / "published.csv").read_text(encoding="utf-8")
    assert "questions not answered that keep numbers out: 1 (the borough is late)" in kept


def test_a_return_that_never_came_forbids_nothing_and_is_counted(built, asked):
    for number, (rule, severity) in enumerate(
        [("no_return", "stop"), ("no_proforma", "stop"), ("not_returned_quarters", "warn")]
    ):
        asked.append(
            {"severity": severity, "rule": rule, "question": "Will it come?", "id": str(number)}
        )
    done = noted("--date", "2025-06-30")
    assert done.exit_code == 0, done.output
    what = "returns that never came: 2 and quarters left out of returns that came: 1"
    assert f"not answered: 0 that keep numbers out; about {what}" in done.output
    path = built / "data/raw" / PERIOD / "published.csv"
    assert path.read_text(encoding="utf-8").splitlines()[-1] == (
        f"2025-06-30,the report; questions about {what}"
    )


def test_a_file_that_changed_since_it_came_is_one_line_and_nothing_is_noted(built):
    path = built / "data/raw" / PERIOD / "indicators/hackney.xlsx"
    path.write_bytes(b"")
    refused = noted("--date", "2025-06-30")
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    assert "indicators/hackney.xlsx is not the file that was received" in refused.output
    assert not (built / "data/raw" / PERIOD / "published.csv").exists()


def test_both_counts_stand_where_both_kinds_are_open(built, asked):
    asked.append({"severity": "stop", "rule": "no_return", "question": "Will it come?", "id": "1"})
    asked.append({"severity": "stop", "rule": "tenfold_jump", "question": "Right?", "id": "2"})
    refused = noted("--date", "2025-06-30")
    assert refused.exit_code == 1
    assert "not answered: 1. The first: Right?" in refused.output
    assert "no reason is needed for those about returns that never came: 1" in refused.output
    said = noted("--date", "2025-06-30", "--because", "it is small").output
    assert (
        "the report; questions not answered that keep numbers out: 1 (it is small);"
        " questions about returns that never came: 1"
    ) in said


def test_a_question_that_only_warns_forbids_nothing(built, asked):
    asked.append(
        {
            "severity": "warn",
            "file": "indicators/barnet.xlsx",
            "cell": "C5",
            "question": "Really?",
            "id": "1",
        }
    )
    assert noted("--date", "2025-06-30").exit_code == 0


def test_what_is_in_the_way_is_what_the_command_refuses_with(built, asked):
    assert list(obstacles(PERIOD)) == []
    asked.append({"severity": "stop", "rule": "tenfold_jump", "question": "Right?", "id": "2"})
    (built / "reports" / PERIOD / "report.html").unlink()
    told = list(obstacles(PERIOD))
    assert len(told) == 2
    assert noted("--date", "2025-06-30").output == f"Error: {told[0]}\n"
    (built / "reports" / PERIOD / "report.html").write_text("a report", encoding="utf-8")
    assert list(obstacles(PERIOD)) == told[1:]
    assert noted("--date", "2025-06-30").output == f"Error: {told[1]}\n"
