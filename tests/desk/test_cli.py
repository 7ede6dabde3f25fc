"""The `analysis` command."""

import shutil

import pytest
from click.testing import CliRunner
from conftest import ROOT

from desk import doctor
from desk.cli import main


@pytest.fixture
def call(project):
    shutil.copytree(ROOT / "reports", project / "reports")
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_help_names_the_commands(call):
    answer = call("--help")
    assert answer.exit_code == 0
    assert "doctor" in answer.output
    assert "export" in answer.output


@pytest.mark.parametrize(
    ("format_", "begins"), [("html", b"<!DOCTYPE html>"), ("docx", b"PK"), ("pdf", b"%PDF-")]
)
def test_one_section_alone(call, project, format_, begins):
    answer = call("export", "2023-25", "indicators", "--to", format_)
    assert answer.exit_code == 0, answer.output
    assert (project / f"2023-25-indicators.{format_}").read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("format_", "name"),
    [
        ("xlsx", "2023-25-report.xlsx"),
        ("ods", "2023-25-report.ods"),
        ("csv", "2023-25-open-data.zip"),
    ],
)
def test_tables_and_open_data_of_the_whole_report(call, project, format_, name):
    answer = call("export", "2023-25", "report", "--to", format_)
    assert answer.exit_code == 0, answer.output
    assert answer.output.split() == [name]
    assert (project / name).read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("export", "2023-25", "indicators", "--to", "odt"),
            "cannot export to 'odt': expected one of html, docx, pdf, pptx, xlsx, ods, csv",
        ),
        (
            ("export", "2023-25", "report", "--to", "docx"),
            "the whole report is no section: `python3 make.py report` puts it into"
            " reports/2023-25/report.docx",
        ),
        (
            ("export", "2023-25", "training", "--to", "ods"),
            "ods is made of the whole report: `analysis export 2023-25 report --to ods`",
        ),
        (
            ("export", "2022-23", "report", "--to", "csv"),
            "2022-23 has no open data: its report publishes no numbers of single authorities",
        ),
        (
            ("export", "2023-25", "mash", "--to", "pdf"),
            "2023-25 has no strand 'mash', which was not asked for then: it has",
        ),
        (
            ("export", "2023-25", "indicators", "--to", "pptx", "--out", "reports"),
            "reports is a folder: name a file in it",
        ),
        (
            ("status", "2023-25", "--on", "4.5.2026"),
            "'4.5.2026' is no day: write it like 2025-06-30",
        ),
        (("export", "2031-32", "indicators", "--to", "pdf"), "no period '2031-32'"),
        (("export", "2023-25", "gardens", "--to", "pdf"), "no strand 'gardens'"),
    ],
)
def test_what_cannot_be_exported_is_one_line(call, arguments, said):
    answer = call(*arguments)
    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.count("\n") == 1


def test_doctor_says_ok_or_what_to_do(project):
    (project / "data/raw/2023-25/indicators/hackney.xlsx").unlink()
    lines = {line.what: line for line in doctor.examine()}
    assert lines["font DejaVu Sans for figures"].ok
    assert any(what.startswith("pandoc ") and line.ok for what, line in lines.items())
    assert not lines["files received for 2023-25"].ok
    assert "put it back" in lines["files received for 2023-25"].mend
    assert all(line.ok or line.mend for line in lines.values())


def test_doctor_says_what_is_wrong_in_a_list_kept_by_hand(project):
    (project / "data/raw/2023-25/front.csv").write_text("item,says\ndate,2026-13-45\n")
    line = next(one for one in doctor.examine() if one.what == "lists kept by hand beside 2023-25")
    assert not line.ok
    assert "front.csv, line 2: date: '2026-13-45' is no day" in line.mend


def test_doctor_exits_with_1_where_something_is_to_mend(call, project):
    (project / "data/raw/2023-25/indicators/hackney.xlsx").unlink()
    answer = call("doctor")
    assert answer.exit_code == 1
    assert "MEND  files received for 2023-25: " in answer.output
