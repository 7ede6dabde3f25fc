"""A report as it stood on an earlier day: the bytes of the report built then, with nothing that came later."""

import json

import nbformat
import openpyxl
import pytest
from click.testing import CliRunner
from conftest import ROOT
from one_process import execute

from analysis import run, store
from analysis.declare.table import InputError
from desk.cli import main
from desk.pages import public
from desk.receiving.known_on import build, inputs, stages

PERIOD = "2023-25"
RETURN = "indicators/waltham_forest.xlsx"
LATE = {"I4": 61, "I5": 72, "I6": 13, "I7": 2}
# A correction of a number that stood in the report.
CORRECTION = "indicators/barnet.xlsx,Barnet,G5,99,199,a slip,the analyst,2025-09-15\n"


@pytest.fixture
def drawn(project):
    """A project of one strand and one period, whose statements are none."""
    (project / "params.yaml").write_text(
        f'strands: [indicators]\nperiods: ["{PERIOD}"]\n', encoding="utf-8"
    )
    cells = [
        nbformat.v4.new_markdown_cell("# Statements"),
        nbformat.v4.new_code_cell(f'period = "{PERIOD}"', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(
            "from analysis.publish import Section\nSection('claims', period).show()"
        ),
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata=metadata), project / "notebooks/claims.ipynb"
    )
    return project


def late_return(project) -> None:
    """The last quarter of Waltham Forest arrives in September."""
    book = openpyxl.load_workbook(project / "data/raw" / PERIOD / RETURN)
    for cell, value in LATE.items():
        book.active[cell] = value
    book.save(project / "waltham_forest_late.xlsx")
    answer = CliRunner().invoke(
        main,
        ("receive", "--yes", str(project / "waltham_forest_late.xlsx"), "--date", "2025-09-01"),
    )
    assert answer.exit_code == 0, answer.output


def correct(project) -> None:
    with open(project / "data/raw" / PERIOD / "corrections.csv", "a", encoding="utf-8") as file:
        file.write(CORRECTION)


def publish(project, day: str) -> None:
    (project / "data/raw" / PERIOD / "published.csv").write_text(
        f"date,what\n{day},the report\n", encoding="utf-8"
    )


def files(folder) -> dict:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def run_all() -> None:
    for name, given in stages(PERIOD):
        run.run(name, given)
    public.write(PERIOD)


@pytest.mark.no_cover
def test_the_report_as_known_before_a_late_return_is_the_one_built_then(drawn, monkeypatch):
    monkeypatch.setattr(run, "execute", execute)
    run_all()
    reports = drawn / "reports" / PERIOD
    then = files(reports)
    assert {"report.pdf", "boroughs/barnet.html"} <= set(then)
    noted = CliRunner().invoke(
        main, ("published", PERIOD, "--date", "2025-06-30", "--because", "one borough is late")
    )
    assert noted.exit_code == 0, noted.output
    late_return(drawn)
    correct(drawn)
    answer = CliRunner().invoke(main, ("build", PERIOD, "--as-known-on", "2025-06"))
    assert answer.exit_code == 0, answer.output
    # The same bytes as deep in the folders lead to the same places.
    assert answer.output.splitlines()[-1] == f"reports/{PERIOD}-as-known-on-2025-06-30"
    assert files(reports.with_name(f"{PERIOD}-as-known-on-2025-06-30")) == then
    assert files(reports) == then

    # Today's report shows what came since, marked and listed.
    run.run("cleaning", {"strand": "indicators", "period": PERIOD})
    run.run("findings/indicators", {"period": PERIOD})
    section = store.section(PERIOD, "indicators")
    assert (
        "Waltham Forest, referral issue on intake, Jan–Mar 2025 | \\[x\\] | 61 | returned late |"
        " 2025-09-01" in section
    )
    assert "| 99 | 199 | corrected | 2025-09-15 |" in section
    assert section.count("\\[r\\]") >= 5
    assert "\\[r\\]" not in then["indicators/section.md"].decode()


def test_what_is_copied_is_what_was_known(drawn, tmp_path_factory):
    late_return(drawn)
    correct(drawn)
    publish(drawn, "2025-06")
    for day, came, corrected, published in (
        ("2025-06-30", False, False, False),
        ("2025-09-01", True, False, True),
        ("2025-09-15", True, True, True),
    ):
        scratch = tmp_path_factory.mktemp("scratch")
        inputs(drawn, scratch, PERIOD, day)
        raw = scratch / "data/raw" / PERIOD
        assert (raw / "indicators/waltham_forest_late.xlsx").is_file() == came
        assert ("waltham_forest_late" in (raw / "received.csv").read_text(encoding="utf-8")) == came
        assert ("a slip" in (raw / "corrections.csv").read_text(encoding="utf-8")) == corrected
        assert ("the report" in (raw / "published.csv").read_text(encoding="utf-8")) == published
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(scratch)
            assert (RETURN in store.returns(PERIOD, "indicators")) != came


def test_a_report_shows_the_periods_before_it():
    built = stages(PERIOD)
    cleaned = [given["period"] for _, given in built if given.get("strand") == "training"]
    assert cleaned == ["2021-22", "2022-23", PERIOD]
    found = [given["period"] for name, given in built if name == "findings/training"]
    assert found == [PERIOD]
    assert [name for name, _ in built[-2:]] == ["claims", "report"]


@pytest.mark.parametrize(
    ("period", "day", "said"),
    [
        (PERIOD, "2025-05-31", "nothing of 2023-25 had been received by 2025-05-31"),
        ("2031-32", "2025-06", "does not know the period '2031-32'"),
        (PERIOD, "midsummer", "'midsummer' is no date"),
    ],
)
def test_what_cannot_be_built_is_said_in_one_line(project, period, day, said):
    answer = CliRunner().invoke(main, ("build", period, "--as-known-on", day))
    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.count("\n") == 1


def test_a_build_that_fails_leaves_the_earlier_one(drawn):
    place = drawn / "reports" / f"{PERIOD}-as-known-on-2025-06-30"
    place.mkdir(parents=True)
    (place / "report.html").write_text("the earlier one")
    notebook = drawn / "notebooks/cleaning.ipynb"
    held = json.loads(notebook.read_text(encoding="utf-8"))
    held["cells"][2]["source"] = ["1 / 0"]
    notebook.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(
        InputError,
        match=r"cleaning for 2023-25 as known on 2025-06-30: .*ZeroDivisionError",
    ):
        build(PERIOD, "2025-06")
    assert [path.name for path in (drawn / "reports").iterdir()] == [place.name]
    assert (place / "report.html").read_text() == "the earlier one"


def test_reports_of_an_earlier_day_stay_out_of_git():
    assert "/reports/*-as-known-on-*/" in (ROOT / ".gitignore").read_text(encoding="utf-8")
