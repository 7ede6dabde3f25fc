"""A funding period as an evaluator goes through it: opened, collected, received, asked, answered, reported, revised.

Nothing under src/ or notebooks/ is touched: a borough that joins, one that leaves, a new indicator are lines of a CSV.
"""

import csv
import subprocess
import sys
from pathlib import Path

import nbformat
import openpyxl
import pytest
from exchange.answering import answered, opened

PERIOD = "2026-27"
BOROUGHS = "camden,Camden,E09000007,2026-27,,LB Camden,\nnewham,,,,2025-26,,\n"
INDICATORS = ("re_referral,Re-referrals,new referrals with DA within 12 months of an earlier one,cases,"
              "Re-referrals where DA was a factor,2026-27,\n")  # fmt: skip
# Four counts a quarter and indicator; Hackney's hold what has to be asked about.
COUNTS = {
    "hackney": [["about 240", 251, 248, 239], [150, "n/a", 148, 152], [31, 0, 33, 30], [20, 22, 19, "c"]],
    "camden": [[120, 131, 128, 119], [80, 82, 78, 81], [21, 20, 23, 22], [10, 12, 11, 13]],
}
LATE = ("waltham_forest", "hammersmith_and_fulham", "barnet", "barking_and_dagenham")
ANSWERS = {
    "rounded_count": {"answer": "correct to", "value": "238", "note": "counted again"},
    "not_available": {"answer": "cannot say"},
    "lone_zero": {"answer": "confirmed as is"},
    "withheld_without_range": {"answer": "note", "note": "fewer than 5 are never told"},
}


def analysis(*arguments: str) -> str:
    """A command of ours in a process of its own, as at a terminal: what it says."""
    code = "from analysis.cli import main; main()"
    made = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    return made.stdout


def build(*stages: str, period: str = PERIOD) -> None:
    """What `make.py report` runs for this strand and period, or some of its stages."""
    for name in stages or ("cleaning/indicators", "findings/indicators", "claims", "report"):
        command = [sys.executable, "-m", "analysis.run", name, "-p", "period", period]
        made = subprocess.run(command, capture_output=True, text=True)
        assert made.returncode == 0, made.stdout + made.stderr


def listed(path: str) -> list[dict]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def filled(borough: str, counts: list[list], name: str = "") -> str:
    """The borough's own template with its counts typed in, saved as what it e-mails."""
    book = openpyxl.load_workbook(f"templates/{PERIOD}/{borough}/indicators.xlsx")
    for row, of_indicator in enumerate(counts, 5):
        for column, count in enumerate(of_indicator, 2):
            book["Numbers"].cell(row, column, count)
    book.save(f"{name or borough}.xlsx")
    return f"{name or borough}.xlsx"


def steady(level: int) -> list[list[int]]:
    return [[level + step for step in (0, 3, 1, 2)] for level in (level, level // 2, level // 5, level // 9)]


@pytest.fixture
def period(project) -> Path:
    """A project of one strand, its statements none, in which the new period has been opened."""
    (project / "params.yaml").write_text('strands: [indicators]\nperiods: ["2023-25"]\n', encoding="utf-8")
    said = "from analysis import store\nstore.write(f'reports/{period}/claims/section.md', '# Statements {#claims}\\n')"
    cells = [
        nbformat.v4.new_markdown_cell("# Statements"),
        nbformat.v4.new_code_cell('period = ""', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(said),
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), project / "notebooks/claims.ipynb")
    # A period must be there before anything can begin in it.
    analysis("new-period", PERIOD, "--from", "2026-04", "--to", "2027-03")
    for name, lines in (("boroughs", BOROUGHS), ("indicators", INDICATORS)):
        with open(project / f"data/raw/{name}.csv", "a", encoding="utf-8") as file:
            file.write(lines)
    return project


def test_a_whole_period_needs_no_line_of_code(period):
    # Collect: a workbook for each member, none for the borough that left.
    analysis("templates", PERIOD)
    made = {path.name for path in Path("templates", PERIOD).iterdir()}
    assert {"camden", *LATE, "hackney"} <= made
    assert "newham" not in made

    # Receive: two returns on time, one of them twice.
    for borough, counts in COUNTS.items():
        said = analysis("receive", filled(borough, counts), "--date", "2026-07-10", "--sender", f"analyst of {borough}")
        assert PERIOD in said
    again = analysis("receive", "camden.xlsx", "--date", "2026-07-11")
    assert len(listed(f"data/raw/{PERIOD}/received.csv")) == 2, again
    build("cleaning/indicators")
    rows = {(row["borough"], row["indicator"], row["quarter"]): row for row in
            listed(f"data/processed/indicators/{PERIOD}/table.csv")}  # fmt: skip
    assert rows["hackney", "referral", "2026Q2"]["status"] == "queried"
    assert rows["camden", "re_referral", "2026Q3"]["count"] == "12"
    assert rows["barnet", "referral", "2026Q2"]["status"] == "not_returned"
    assert not any(borough == "newham" and row["status"] != "not_member" for (borough, *_), row in rows.items())

    # Ask: Hackney's own questions, answered in every way there is.
    asked = {row["rule"]: row for row in listed(f"data/processed/indicators/{PERIOD}/queries.csv")
             if row["file"].endswith("hackney.xlsx")}  # fmt: skip
    assert set(ANSWERS) <= set(asked)
    analysis("queries", PERIOD, "--until", "2026-07-31")
    folder = Path("queries", PERIOD)
    sheet = opened(folder / "hackney.xlsx")["Questions"]
    cells = [[str(cell.value) for cell in row] for row in sheet.iter_rows(min_row=3)]
    rule_at = {row["cell"]: rule for rule, row in asked.items()}
    replies = [{**ANSWERS.get(rule_at.get(next((c for c in line if c in rule_at), ""), ""), {}), "who": "analyst"}
               for line in cells]  # fmt: skip
    assert [reply["answer"] for reply in replies if "answer" in reply] != []
    Path("hackney answered.xlsx").write_bytes(answered(folder / "hackney.xlsx", *replies))
    analysis("reply", "hackney answered.xlsx", "--date", "2026-07-20")
    build("cleaning/indicators")
    rows = {row["cell"]: row for row in listed(f"data/processed/indicators/{PERIOD}/table.csv")
            if row["borough"] == "hackney"}  # fmt: skip
    assert (rows["B5"]["count"], rows["B5"]["raw"]) == ("238", "about 240")
    assert rows["C7"]["count"] == "0"
    assert "fewer than 5 are never told" in rows["E8"]["caveat"]
    state = analysis("queries", PERIOD)
    assert "answered" in state

    # Publish, and keep the report as it stands.
    Path(f"data/raw/{PERIOD}/published.csv").write_text("date,what\n2026-08-30,the report\n", encoding="utf-8")
    build("cleaning/indicators", period="2023-25")
    build()
    then = {path.name: path.read_bytes() for path in Path("reports", PERIOD).glob("report.*")}
    assert b"Not received" not in then["report.html"]

    # Four late returns and two restatements.
    for place, borough in enumerate(LATE):
        analysis("receive", filled(borough, steady(90 + 20 * place)), "--date", "2026-09-01")
    for borough in COUNTS:
        changed = [[*row] for row in COUNTS[borough]]
        changed[0][0], changed[2][3] = 238, changed[2][3] + 7
        analysis("receive", filled(borough, changed, f"{borough} again"), "--date", "2026-09-02")
    received = listed(f"data/raw/{PERIOD}/received.csv")
    assert len(received) == 8
    assert sum(bool(row["replaces"]) for row in received) == 2
    build("cleaning/indicators", "findings/indicators")
    revised = listed(f"data/processed/indicators/{PERIOD}/revisions.csv")
    whose = {reason: {row["row"].split(" / ")[0] for row in revised if row["reason"] == reason}
             for reason in ("late_return", "restatement")}  # fmt: skip
    assert whose == {"late_return": set(LATE), "restatement": set(COUNTS)}
    assert "[r]" in Path(f"reports/{PERIOD}/indicators/section.md").read_text(encoding="utf-8").replace("\\", "")

    # And the report of the day it was published, byte for byte.
    analysis("build", PERIOD, "--as-known-on", "2026-08-30")
    rebuilt = Path("reports", PERIOD, "as-known-on-2026-08-30")
    for name in ("report.html", "report.docx", "report.pdf"):
        assert next(rebuilt.rglob(name)).read_bytes() == then[name], name
