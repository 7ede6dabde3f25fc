"""A funding period as an evaluator goes through it: opened, collected, received, asked, answered, reported, revised.

Nothing under src/ or notebooks/ is touched: a borough that joins, one that leaves, a new indicator are lines of a CSV.
Every command of the README's script is called here, and no other.
"""

import csv
import re
from pathlib import Path

import nbformat
import openpyxl
import pytest
from collecting.filling import typed_into
from conftest import ROOT
from exchange.answering import answered, opened
from locking import lock
from processes import command, processes, stage

from analysis.declare.revisions import REASONS
from strands.complaints.declares import BASE, PROFORMA
from strands.reviews.declares.review_cases import CLOSED

PERIOD = "2026-27"
BOROUGHS = "camden,Camden,E09000007,2026-27,,LB Camden,\nnewham,,,,2025-26,,\n"
INDICATORS = (
    "re_referral,Re-referrals,new referrals with DA within 12 months of an earlier one,cases,"
    "Re-referrals where DA was a factor,2026-27,\n"
)
# Four counts a quarter and indicator; Hackney's hold what has to be asked about.
STRANDS = ("reviews", "complaints", "indicators")
COUNTS = {
    "hackney": [
        ["about 240", 251, 248, 239],
        [150, "n/a", 148, 152],
        [31, 0, 33, 30],
        [20, 22, 19, "c"],
    ],
    "camden": [[120, 131, 128, 119], [80, 82, 78, 81], [21, 20, 23, 22], [10, 12, 11, 13]],
}
LATE = ("waltham_forest", "hammersmith_and_fulham", "barnet", "barking_and_dagenham")
ANSWERS = {
    "rounded_count": {"answer": "correct to", "value": "238", "note": "counted again"},
    "not_available": {"answer": "cannot say"},
    "lone_zero": {"answer": "confirmed as is"},
    "withheld_without_range": {"answer": "note", "note": "fewer than 5 are never told"},
}


PLAN = """\
analyses:
- id: referrals_hackney
  question: Did referrals that name domestic abuse change in Hackney?
  estimand: the change of the count of a quarter over the period, as a ratio
  findings: indicators[statistic=verdict, borough=hackney, subject=referral]
  function: strands.indicators.finds.indicators.findings
  arguments: {returned: rows of indicators up to the period, of_period: 2026-27}
  usable: quarters that were returned and are counted alike
  matters: a fall or a rise by a fifth
"""


# A line of each proforma that is sent, by borough.
COMPLAINTS = {
    "hackney": [
        ("H1", "2026-04-20", "upheld"),
        ("H2", "2026-05-02", "not upheld"),
        ("H3", "2026-08-11", "still open"),
    ],
    "camden": [("K1", "2026-06-30", "withdrawn")],
}
CALLED: set[str] = set()
POOL = processes()


def documented() -> set[str]:
    """The commands of the script in the README."""
    script = (
        (ROOT / "README.md")
        .read_text(encoding="utf-8")
        .split("## A period from end to end")[1]
        .split("```")[1]
    )
    return {line.split()[1] for line in script.splitlines() if line.startswith("analysis ")}


def analysis(*arguments: str) -> str:
    """A command of ours in a process of its own, as at a terminal: what it says."""
    CALLED.add(arguments[0])
    code, output = POOL.submit(command, str(Path.cwd()), *arguments).result()
    assert code == 0, output
    return output


def build(*stages: str, period: str = PERIOD) -> None:
    """What `make.py report` runs for this strand and period, or some of its stages."""
    of_strands = [f"{floor}/{strand}" for floor in ("cleaning", "findings") for strand in STRANDS]
    for name in stages or (*of_strands, "claims", "report"):
        floor, _, strand = name.partition("/")
        notebook, given = (floor, {"strand": strand}) if floor == "cleaning" else (name, {})
        POOL.submit(stage, str(Path.cwd()), notebook, {**given, "period": period}).result()


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


def complaints_of(borough: str) -> str:
    """The borough's own workbook of complaints with its lines typed in, saved as what it e-mails."""
    lines = [
        {
            "complaint": code,
            "stage": "stage 1",
            "received": day,
            "complainant": "victim-survivor",
            "outcome": outcome,
        }
        for code, day, outcome in COMPLAINTS[borough]
    ]
    content = Path(f"templates/{PERIOD}/{borough}/complaints.xlsx").read_bytes()
    base = [{"in_use": "all quarter", "open_cases": 200 + quarter} for quarter in range(4)]
    name = f"{borough} complaints.xlsx"
    Path(name).write_bytes(typed_into(typed_into(content, PROFORMA, lines), BASE, base))
    return name


def closed_in(borough: str) -> str:
    """Its list of closed cases: twelve in the first quarter, half of them trained and consulted on."""
    lines = [
        {
            "case": f"X{number}",
            "closed_on": f"{number % 28 + 1:02}/05/2026",
            "trained": word,
            "consulted": word,
        }
        for number, word in enumerate(["yes", "no"] * 6)
    ]
    content = Path(f"templates/{PERIOD}/{borough}/reviews.xlsx").read_bytes()
    Path(f"{borough} closed.xlsx").write_bytes(typed_into(content, CLOSED, lines))
    return f"{borough} closed.xlsx"


def cleared() -> str:
    """The workbook of texts, each to be printed as it is."""
    book = openpyxl.load_workbook(f"clearing/{PERIOD}.xlsx")
    sheet = book["Texts"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, columns["Decision"], "print")
        sheet.cell(row, columns["Your role"], "evaluator")
    book.save("cleared.xlsx")
    return "cleared.xlsx"


def steady(level: int) -> list[list[int]]:
    return [
        [level + step for step in (0, 3, 1, 2)]
        for level in (level, level // 2, level // 5, level // 9)
    ]


@pytest.fixture
def period(project) -> Path:
    """A project of three strands, its statements none, in which the new period has been opened."""
    strands = f'strands: [{", ".join(STRANDS)}]\nperiods: ["2023-25"]\n'
    (project / "params.yaml").write_text(strands, encoding="utf-8")
    said = "from analysis.publish import Section\nSection('claims', period).show()"
    cells = [
        nbformat.v4.new_markdown_cell("# Statements"),
        nbformat.v4.new_code_cell('period = ""', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(said),
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata=metadata), project / "notebooks/claims.ipynb"
    )
    # A period must be there before anything can begin in it.
    analysis("new-period", PERIOD, "--from", "2026-04", "--to", "2027-03")
    for name, lines in (("boroughs", BOROUGHS), ("indicators", INDICATORS)):
        with open(project / f"data/raw/{name}.csv", "a", encoding="utf-8") as file:
            file.write(lines)
    return project


def plan_locked_on(day: str) -> None:
    """Lock the plan as if the day were another: a lock is of the day on which it is made."""
    folder = Path("data/raw", PERIOD)
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    assert "1 analysis, 0 deviations" in analysis("plan", PERIOD, "--lock")
    first, _, text = (folder / "plan.lock").read_text(encoding="utf-8").partition("\n")
    first = re.sub(r"\d{4}-\d{2}-\d{2}", day, first)
    (folder / "plan.lock").write_text(f"{first}\n{text}", encoding="utf-8")
    assert f"locked on {day}" in analysis("plan", PERIOD)


def test_a_whole_period_needs_no_line_of_code(period):
    # Plan: before the first return.
    plan_locked_on("2026-03-31")

    # Collect: a workbook for each member, none for the borough that left.
    analysis("templates", PERIOD)
    made = {path.name for path in Path("templates", PERIOD).iterdir()}
    assert {"camden", *LATE, "hackney"} <= made
    assert "newham" not in made
    assert {path.stem for path in Path("templates", PERIOD, "camden").iterdir()} > set(STRANDS)

    # Receive: two returns on time, one of them twice.
    for borough, counts in COUNTS.items():
        said = analysis(
            "receive",
            "--yes",
            filled(borough, counts),
            "--date",
            "2026-07-10",
            "--sender",
            f"analyst of {borough}",
        )
        assert PERIOD in said
    again = analysis("receive", "--yes", "camden.xlsx", "--date", "2026-07-11")
    assert len(listed(f"data/raw/{PERIOD}/received.csv")) == 2, again
    for name in (*map(complaints_of, COMPLAINTS), closed_in("camden")):
        assert PERIOD in analysis("receive", "--yes", name, "--date", "2026-07-12")
    build(*(f"cleaning/{strand}" for strand in STRANDS))
    complaints = listed(f"data/processed/complaints/{PERIOD}/table.csv")
    assert [(row["borough"], row["complaint"], row["status"]) for row in complaints] == [
        ("camden", "K1", "returned"),
        *(("hackney", f"H{number}", "returned") for number in (1, 2, 3)),
    ]

    # Draw the cases of the next learning review, the same whoever draws them.
    drawn = analysis(
        "sample",
        "--borough",
        "camden",
        "--quarter",
        "2026Q2",
        "--period",
        PERIOD,
        "--date",
        "2026-07-25",
    )
    sample = listed(f"data/raw/{PERIOD}/samples/camden_2026Q2.csv")
    assert sum(row["arm"] == "both" for row in sample) >= 5, drawn
    rows = {
        (row["borough"], row["indicator"], row["quarter"]): row
        for row in listed(f"data/processed/indicators/{PERIOD}/table.csv")
    }
    assert rows["hackney", "referral", "2026Q2"]["status"] == "queried"
    assert rows["camden", "re_referral", "2026Q3"]["count"] == "12"
    assert rows["barnet", "referral", "2026Q2"]["status"] == "not_returned"
    assert not any(
        borough == "newham" and row["status"] != "not_member" for (borough, *_), row in rows.items()
    )

    # Ask: Hackney's own questions, answered in every way there is.
    asked = {
        row["rule"]: row
        for row in listed(f"data/processed/indicators/{PERIOD}/queries.csv")
        if row["file"].endswith("hackney.xlsx")
    }
    assert set(ANSWERS) <= set(asked)
    analysis("queries", PERIOD, "--until", "2026-07-31")
    # Where it stands: what came and is open, and an e-mail to write to each.
    analysis("status", PERIOD, "--on", "2026-07-20")
    assert (Path("status", PERIOD, "emails", "hackney.txt")).is_file()
    folder = Path("queries", PERIOD)
    sheet = opened(folder / "hackney.xlsx")["Questions"]
    cells = [[str(cell.value) for cell in row] for row in sheet.iter_rows(min_row=3)]
    rule_at = {row["cell"]: rule for rule, row in asked.items()}
    replies = [
        {
            **ANSWERS.get(rule_at.get(next((c for c in line if c in rule_at), ""), ""), {}),
            "who": "analyst",
        }
        for line in cells
    ]
    assert [reply["answer"] for reply in replies if "answer" in reply] != []
    Path("hackney answered.xlsx").write_bytes(answered(folder / "hackney.xlsx", *replies))
    analysis("reply", "hackney answered.xlsx", "--date", "2026-07-20")
    build("cleaning/indicators")
    rows = {
        row["cell"]: row
        for row in listed(f"data/processed/indicators/{PERIOD}/table.csv")
        if row["borough"] == "hackney"
    }
    assert (rows["B5"]["count"], rows["B5"]["raw"]) == ("238", "about 240")
    assert rows["C7"]["count"] == "0"
    assert "fewer than 5 are never told" in rows["E8"]["caveat"]
    state = analysis("queries", PERIOD)
    assert "answered" in state

    # Clear: what Hackney wrote waits until somebody has read it.
    build("findings/indicators")
    section = Path(f"reports/{PERIOD}/indicators/section.md")
    assert "a note waits to be cleared" in section.read_text(encoding="utf-8")
    assert "never told" not in section.read_text(encoding="utf-8")
    assert "to clear" in analysis("clear", PERIOD)
    analysis("clear", PERIOD, cleared(), "--date", "2026-07-21")
    assert analysis("clear", PERIOD) == f"no text of {PERIOD} waits to be cleared\n"

    # Publish what a second reader approved, and keep the report as it stands.
    own = Path(f"data/raw/{PERIOD}/commentary/indicators.md")
    own.parent.mkdir()
    own.write_text("Two boroughs had answered by then.\n", encoding="utf-8")
    build(*(f"cleaning/{strand}" for strand in ("reviews", "indicators")), period="2023-25")
    Path("dvc.yaml").touch()
    build()
    lock(PERIOD, *STRANDS)
    assert "approved" in analysis("approve", PERIOD, "indicators", "--by", "second reader")
    analysis("pages", PERIOD)
    page = Path(f"pages/{PERIOD}/camden.html").read_text(encoding="utf-8")
    assert "Camden" in page
    assert "Hackney" not in page
    analysis(
        "published", PERIOD, "--date", "2026-08-30", "--because", "four boroughs will send later"
    )
    own.write_text("All have answered.\n", encoding="utf-8")
    then = {path.name: path.read_bytes() for path in Path("reports", PERIOD).glob("report.*")}
    assert b"fewer than 5 are never told" in then["report.html"]
    # Nobody sent re-referrals, and that is all that is missing.
    assert then["report.html"].count(b"Not received.") == 1
    assert b"No borough sent re-referrals" in then["report.html"]

    # Four late returns and two restatements.
    for place, borough in enumerate(LATE):
        analysis(
            "receive", "--yes", filled(borough, steady(90 + 20 * place)), "--date", "2026-09-01"
        )
    for borough in COUNTS:
        changed = [[*row] for row in COUNTS[borough]]
        changed[0][0], changed[2][3] = 238, changed[2][3] + 7
        analysis(
            "receive", "--yes", filled(borough, changed, f"{borough} again"), "--date", "2026-09-02"
        )
    received = [
        row for row in listed(f"data/raw/{PERIOD}/received.csv") if row["strand"] == "indicators"
    ]
    assert len(received) == 8
    assert sum(bool(row["replaces"]) for row in received) == 2
    build("cleaning/indicators", "findings/indicators", "report")
    revised = listed(f"data/processed/indicators/{PERIOD}/revisions.csv")
    whose = {
        reason: {row["row"].split(" / ")[0] for row in revised if row["reason"] == reason}
        for reason in ("late_return", "restatement")
    }
    assert whose == {"late_return": set(LATE), "restatement": set(COUNTS)}
    assert "[r]" in Path(f"reports/{PERIOD}/indicators/section.md").read_text(
        encoding="utf-8"
    ).replace("\\", "")
    numbers = listed(f"reports/{PERIOD}/revised.csv")
    assert {row["strand"] for row in numbers} == {"indicators"}
    told = {
        (row["was"], row["cell"], row["why"])
        for row in numbers
        if row["table"] == "indicators-camden"
    }
    assert {("120", "238", REASONS["restatement"]), ("22", "29", REASONS["restatement"])} <= told
    assert {row["why"] for row in numbers if row["table"] == "indicators-barnet"} == {
        REASONS["late_return"]
    }
    assert b"What was revised" in Path("reports", PERIOD, "report.html").read_bytes()

    # And the report of the day it was published, byte for byte.
    analysis("build", PERIOD, "--as-known-on", "2026-08-30")
    rebuilt = Path("reports", f"{PERIOD}-as-known-on-2026-08-30")
    for name in ("report.html", "report.docx", "report.pdf"):
        assert next(rebuilt.rglob(name)).read_bytes() == then[name], name
    assert documented() == CALLED
