"""Executing a notebook: refusals in one line, all or nothing, and copies that do not differ from run to run."""

import hashlib
import json

import nbformat
import pytest

from analysis import run

PERIOD = ["-p", "period", "2023-25"]
INDICATORS = ["cleaning", "-p", "strand", "indicators", *PERIOD]


def notebook(project, name: str, *code: str) -> None:
    """A source notebook with a parameter and some cells of code."""
    parameters = nbformat.v4.new_code_cell('period = "2023-25"', metadata={"tags": ["parameters"]})
    cells = [
        nbformat.v4.new_markdown_cell("# Trial"),
        parameters,
        *map(nbformat.v4.new_code_cell, code),
    ]
    path = project / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["cleaning", "-p", "strand", "indicators", "-p", "period", "2031-32"],
            "params.yaml does not know the period '2031-32'",
        ),
        (
            ["findings/indicators", "-p", "perod", "2023-25"],
            "has no parameter 'perod': it has period",
        ),
        (["findings/nothing", *PERIOD], "there is no notebooks/findings/nothing.ipynb here"),
        (["findings/indicators"], "write NOTEBOOK -p period PERIOD"),
        ([], "write NOTEBOOK -p period PERIOD"),
        (["findings/indicators", "-p", "period"], "write NOTEBOOK -p period PERIOD"),
        (
            ["findings/indicators", "--period", "period", "2023-25"],
            "write NOTEBOOK -p period PERIOD",
        ),
    ],
)
def test_what_is_unknown_is_refused_in_one_line(project, capsys, arguments, said):
    assert run.main(arguments) == 1
    message = capsys.readouterr().err
    assert said in message
    assert message.count("\n") == 1
    assert not (project / "data/processed").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["cleaning", "-p", "strand", "mash", *PERIOD],
        ["cleaning", "-p", "strand", "gardens", *PERIOD],
        ["findings/mash", *PERIOD],
    ],
)
def test_a_strand_that_a_period_was_not_asked_for_is_refused_in_one_line(
    project, capsys, arguments
):
    assert run.main(arguments) == 1
    message = capsys.readouterr().err
    assert "2023-25 has no strand" in message
    assert "it has training, activity, surveys" in message
    assert message.count("\n") == 1


def test_bad_input_ends_in_its_one_line_and_leaves_the_last_good_run(project, capsys):
    good = project / "data/processed/indicators/2023-25/table.csv"
    good.parent.mkdir(parents=True)
    good.write_text("the last good run")
    (project / "data/raw/2023-25/indicators/hackney.xlsx").unlink()
    assert run.main(INDICATORS) == 1
    message = capsys.readouterr().err
    assert "hackney.xlsx is listed in received.csv and not there" in message
    assert message.count("\n") == 1
    assert [path.name for path in good.parent.iterdir()] == ["table.csv"]
    assert good.read_text() == "the last good run"


def test_nothing_of_a_run_that_fails_later_is_put_in_place(project, capsys):
    notebook(
        project,
        "findings/reviews",
        "from analysis import store; store.write('data/processed/x.csv', 'half')",
        "1 / 0",
    )
    assert run.main(["findings/reviews", *PERIOD]) == 1
    message = capsys.readouterr().err
    assert (
        "of notebooks/findings/reviews.ipynb failed: ZeroDivisionError: division by zero" in message
    )
    assert "\x1b" not in message
    assert not (project / "data/processed").exists()


def test_what_the_last_run_left_and_this_one_does_not_write_goes(project):
    notebook(
        project,
        "findings/reviews",
        "from analysis import store; store.write('reports/2023-25/reviews/a.csv', '1')",
    )
    stale = project / "reports/2023-25/reviews/old.csv"
    stale.parent.mkdir(parents=True)
    stale.write_text("old")
    assert run.main(["findings/reviews", *PERIOD]) == 0
    assert sorted(path.name for path in stale.parent.iterdir()) == [
        "a.csv",
        "findings.ipynb",
    ]


def test_executed_copy_holds_outputs_and_nothing_that_differs_between_runs(project):
    notebook(project, "findings/reviews", "period + '!'")
    path = project / "reports/2023-25/reviews/findings.ipynb"
    copies = []
    for _ in range(2):
        assert run.main(["findings/reviews", *PERIOD]) == 0
        copies.append(path.read_bytes())
    assert copies[0] == copies[1]
    executed = json.loads(copies[0])
    assert "'2023-25!'" in json.dumps(executed["cells"][-1]["outputs"])
    assert str(project) not in copies[0].decode()
    assert "papermill" not in executed["metadata"]


def test_report_notebook_keeps_the_sections_beside_it(project):
    notebook(
        project,
        "report",
        "from analysis import store; store.write('reports/2023-25/report.html', 'x')",
    )
    section = project / "reports/2023-25/indicators/section.md"
    section.parent.mkdir(parents=True)
    section.write_text("kept")
    assert run.main(["report", *PERIOD]) == 0
    assert section.read_text() == "kept"
    assert (project / "reports/2023-25/report.html").read_text() == "x"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\x00\x01\x02 not a workbook", "cannot read indicators/hackney.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
    ],
)
def test_a_file_nobody_can_read_stops_the_run_in_one_line(project, capsys, content, said):
    """Empty, truncated, no workbook, locked with a password, or the old binary format."""
    path = project / "data/raw/2023-25/indicators/hackney.xlsx"
    listed = project / "data/raw/2023-25/received.csv"
    before, after = (hashlib.sha256(held).hexdigest() for held in (path.read_bytes(), content))
    path.write_bytes(content)
    listed.write_text(listed.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert run.main(INDICATORS) == 1
    message = capsys.readouterr().err
    assert "hackney.xlsx" in message
    assert said in message
    assert message.count("\n") == 1
    assert not (project / "data/processed").exists()
