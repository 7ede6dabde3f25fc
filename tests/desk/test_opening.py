"""What cannot be opened, or shown, ends in one line."""

import io
import sys

import pytest
from click.testing import CliRunner
from drawing import csv_file

from analysis.read.open.workbook import read_workbook
from desk.cli import main
from desk.opening import unopened


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(2, "No such file"), "it is not there"),
        (PermissionError(13, "Permission denied"), "close it in Excel"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_why_a_file_cannot_be_opened(tmp_path, error, said):
    assert said in unopened(tmp_path / "w.xlsx", error)
    # Windows says of a folder what Linux says of a file that is open elsewhere.
    assert "it is a folder" in unopened(tmp_path, error)


def test_the_file_that_excel_keeps_beside_an_open_one_is_named(tmp_path):
    (tmp_path / "~$hackney.xlsx").write_bytes(b"\x06A Name")
    result = CliRunner().invoke(main, ["receive", str(tmp_path / "~$hackney.xlsx")])
    assert result.exit_code == 1
    assert "while hackney.xlsx is open; close that workbook" in result.output


def test_a_list_that_is_open_elsewhere_ends_in_one_line(monkeypatch):
    def locked(*_, **__):
        raise PermissionError(13, "Permission denied", "received.csv")

    monkeypatch.setattr("desk.doctor.examine", locked)
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Error: received.csv cannot be read or written: it is open elsewhere or locked; close it in"
        " Excel and run this again"
    ]


def test_a_console_of_old_windows_shows_what_it_can(monkeypatch):
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="cp1252"))
    with pytest.raises(SystemExit):
        main(["--help"])
    print("fewer ≤ 5 — α")
    sys.stdout.flush()
    assert "fewer ? 5 — ?".encode("cp1252") in shown.getvalue()


@pytest.mark.parametrize("hint", ["sep=ab", "sep=", 'sep="', "SEP=;;", "sep=\t", "sep=é"])
def test_any_hint_at_a_separator_is_survived(hint):
    separator = "\t" if "\t" in hint else ";" if ";" in hint else ","
    content = f"{hint}\r\n".encode() + csv_file("HACKNEY | Jul-Sep 23\nREF | 1,503", separator)
    (sheet,) = read_workbook("hackney.csv", content)
    assert "é" in hint or sheet.at(2, 2).text == "1,503"
