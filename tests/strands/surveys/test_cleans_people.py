"""Rows and sheets that are no person: sums, headings set again, copies, and what is hidden, struck or a test."""

from __future__ import annotations

import io

import openpyxl
import pytest
from drawing import NO_CORRECTIONS
from exporting import LAYOUTS, TOOLS, as_csv, as_xlsx, asked, drawn, exported, rules, said
from openpyxl.styles import Font

from strands.surveys.cleans.answers import clean

SURVEY = ("overview", "after")
QUESTIONS = asked(*SURVEY)
FILE = "surveys/overview.xlsx"
SCALES = [at for at, question in enumerate(QUESTIONS) if question.kind == "scale"]


def cleaned(content: bytes, file: str = FILE, corrections=NO_CORRECTIONS):
    return clean({file: content}, corrections, "2025-26")


def kept(found) -> int:
    return int((found.responses["kept"] == "kept").sum())


def book(tool: str = "forms", people: int = 6, seed: int = 5):
    """A workbook of an export, its sheet, and its last row."""
    wanted = {"xlsx": True} if tool != "forms" else {}
    content = exported(tool, QUESTIONS, drawn(*SURVEY, people, seed), **wanted)
    opened = openpyxl.load_workbook(io.BytesIO(content))
    return opened, opened.worksheets[0], opened.worksheets[0].max_row


def saved(opened) -> bytes:
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def loud(found) -> list[str]:
    return [rule for rule in rules(found) if not rule.startswith(QUIET)]


# What answers drawn at random raise by themselves.
QUIET = ("day_or", "read_by", "unused", "inert_markup", "personal_words")
LABELS = ["Average", "Mean score", "MEDIAN", "Total responses", "Std dev", "n = 6", "Average:", ""]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("tool", ["forms", "plain"])
@pytest.mark.parametrize("gap", [1, 3])
def test_a_row_of_sums_is_nobody(label, tool, gap):
    opened, sheet, last = book(tool)
    first = 7 if tool == "forms" else 2
    sheet.cell(last + gap, 1, label or None)
    for at in SCALES:
        sheet.cell(last + gap, first + at, 4.5 if label else 4)
    found = cleaned(saved(opened))
    assert kept(found) == 6
    assert len([rule for rule in loud(found) if rule.startswith(("row_", "note_"))]) == 1


def test_a_note_beside_the_row_says_that_it_is_somebody():
    opened, sheet, _ = book()
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = True
    content = saved(opened)
    hidden = cleaned(content)
    assert (kept(hidden), loud(hidden)) == (4, ["hidden_row A3"])
    assert "Rows 3 and 5" in hidden.queries.set_index("rule").loc["hidden_row", "question"]
    note = ("overview.xlsx", "Sheet", "A3", "2", "2", "meant for us", "lead", "2026-06-01")
    corrections = NO_CORRECTIONS.copy()
    corrections.loc[0, ["file", "sheet", "cell", "was", "becomes", "why", "who", "decided"]] = note
    corrections["file"] = FILE
    corrections["sheet"] = sheet.title
    answered = cleaned(content, corrections=corrections)
    assert (kept(answered), loud(answered)) == (6, [])


def test_what_is_struck_through_is_asked_about():
    opened, sheet, _ = book()
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    struck = sheet.cell(5, 7 + SCALES[0])
    struck.value, struck.font = 3, Font(strike=True)
    found = cleaned(saved(opened))
    assert kept(found) == 5
    assert loud(found) == ["struck_row A4", f"struck_through {struck.coordinate}"]


@pytest.mark.parametrize(("tool", "ending", "how"), LAYOUTS, ids=lambda value: str(value))
def test_headings_set_again_are_nobody(tool, ending, how):
    content = exported(tool, QUESTIONS, drawn(*SURVEY, 6, 5), **{**how, "xlsx": True})
    opened = openpyxl.load_workbook(io.BytesIO(content))
    rows = [list(row) for row in opened.worksheets[0].iter_rows(values_only=True)]
    heads = len(rows) - 6
    found = cleaned(as_xlsx([*rows[: heads + 3], *rows[:heads], *rows[heads + 3 :]]))
    assert kept(found) == 6
    assert [rule.split()[0] for rule in loud(found)] == ["headings_again"]


@pytest.mark.parametrize("status", ["Spam", "Umfragenvorschau", "Aperçu de l'enquête", "8", "9"])
def test_nobody_in_earnest_answered(status):
    content = exported("qualtrics", QUESTIONS, drawn(*SURVEY, 4, 5)).decode("utf-8-sig")
    found = cleaned(content.replace("IP Address", status, 1).encode(), "surveys/overview.csv")
    assert sorted(found.responses["kept"]) == ["kept", "kept", "kept", "test"]
    assert not loud(found)


@pytest.mark.parametrize(("status", "read"), [("IP-Adresse", 4), ("Imported", 4), ("Rahnema", 3)])
def test_an_unknown_standing_is_asked_about(status, read):
    content = exported("qualtrics", QUESTIONS, drawn(*SURVEY, 4, 5)).decode("utf-8-sig")
    found = cleaned(content.replace("IP Address", status, 1).encode(), "surveys/overview.csv")
    assert kept(found) == read
    assert len(loud(found)) == (read == 3)


def copied(change, people=6, seed=5):
    """A workbook with a second sheet, made of the first's rows by `change`."""
    opened, sheet, _ = book(people=people, seed=seed)
    rows = change([list(row) for row in sheet.iter_rows(values_only=True)])
    other = opened.create_sheet("Copy")
    for row in rows:
        other.append(row)
    return cleaned(saved(opened))


COPIES = {
    "as it is": lambda rows: rows,
    "without times": lambda rows: [[row[0], None, None, *row[3:]] for row in rows],
    "without numbers and times": lambda rows: [row[6:] for row in rows],
    "another order": lambda rows: [rows[0], *rows[:0:-1]],
    "a column less": lambda rows: [[*row[6:9], *row[10:]] for row in rows],
    "some of it": lambda rows: rows[:4],
}


@pytest.mark.parametrize("change", COPIES.values(), ids=COPIES)
def test_a_copy_of_a_sheet_counts_nobody_twice(change):
    found = copied(change)
    assert kept(found) == 6
    assert [rule.split()[0] for rule in loud(found) if "not_found" not in rule] == ["copied_sheet"]


def test_two_people_of_few_answers_are_two_people():
    head = ["timestamp", *(QUESTIONS[at].wording for at in SCALES)]
    files = {
        f"surveys/overview_{day}.csv": as_csv([head, *([f"2025-09-{day}", *row] for row in rows)])
        for day, rows in ((10, [(3, 6), (4, 6)]), (11, [(3, 6), (4, 6), (2, 7)]))
    }
    found = clean(files, NO_CORRECTIONS, "2025-26")
    assert kept(found) == 5
    assert not [rule for rule in loud(found) if "not_found" not in rule]


def test_a_scale_that_runs_to_five_is_asked_about():
    head = ["timestamp", *(QUESTIONS[at].wording for at in SCALES), "sector"]
    points = [(2, 5), (3, 5), (4, 4), (1, 5), (5, 5)]
    rows = [[f"2025-09-1{at}", *row, "Health"] for at, row in enumerate(points)]
    found = cleaned(as_csv([head, *rows]), "surveys/overview.csv")
    assert "unused_top B1" in rules(found)
    rows[0][1] = 7
    assert "unused_top B1" not in rules(cleaned(as_csv([head, *rows]), "surveys/overview.csv"))


def test_a_top_that_many_should_have_chosen_is_another_scale():
    head = ["timestamp", *(QUESTIONS[at].wording for at in SCALES), "sector"]
    rows = [[f"2025-09-{10 + at}", 3 + at % 3, 5, "Health"] for at in range(15)]
    found = cleaned(as_csv([head, *rows]), "surveys/overview.csv")
    assert {"other_scale B1", "other_scale C1"} <= set(rules(found))
    assert set(said(found, "knowledge_after")) == {"queried"}


@pytest.mark.parametrize("legend", ["1 = not at all, 5 = very", "Scale of 1 to 5", "(1-5)"])
def test_a_legend_below_the_headings_says_how_far_a_scale_runs(legend):
    head = ["timestamp", "sector", *(QUESTIONS[at].wording for at in SCALES)]
    rows = [["2025-09-10", "Health", 3, 5], ["2025-09-11", "Education", 2, 4]]
    found = cleaned(as_csv([head, ["", "", legend, legend], *rows]), "surveys/overview.csv")
    assert said(found, "knowledge_after") == ["queried", "queried"]
    assert {"other_scale C1", "other_scale D1"} <= set(rules(found))


@pytest.mark.parametrize(
    "typed", ["3 times a week", "3 (per month)", "3 sessions", "between 3 and 4", "3½", "3 years"]
)
def test_a_number_of_something_else_is_no_point_on_a_scale(typed):
    head = ["timestamp", "sector", *(QUESTIONS[at].wording for at in SCALES)]
    found = cleaned(as_csv([head, ["2025-09-10", "Health", typed, 7]]), "surveys/overview.csv")
    assert said(found, "knowledge_before") == ["queried"]
    assert "no_number_on_scale C2" in rules(found)


PERSONS = [
    "Jane Marchmont",
    "jane.marchmont@example.org",
    "07700 900123",
    "943 476 5919",
    "9434765919",
    "QQ123456C",
    "14 Acacia Road, E8 1DY",
    "H801200001001",
]


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("tool", ["plain", "qualtrics"])
def test_nobody_is_told_of_in_anything_that_cleaning_makes(tool, person):
    core = ("core", "after")
    heads = {"qualtrics": 3, "surveymonkey": 2}.get(tool, 1)
    rows = TOOLS[tool](asked(*core), drawn(*core, 6, 5))
    width = range(len(rows[0]))
    # In every other cell of a person's row, in the rest of them, and in single headings.
    places = [(heads + 2, width[::2]), (heads + 2, width[1::2]), (0, [0]), (0, [3]), (0, [9])]
    for row, columns in places:
        changed = [list(each) for each in rows]
        for column in columns:
            changed[row][column] = person if row else f"{changed[row][column]} {person}"
        found = cleaned(as_csv(changed), "surveys/core_after.csv")
        for name, frame in {**found.frames, "account": found.account}.items():
            assert person not in frame.to_csv(), (name, row)


def test_a_code_that_names_somebody_is_the_same_pseudonym_wherever_it_stands():
    core = ("core", "after")
    questions, people = asked(*core), drawn(*core, 5, 5)
    codes = [
        "Jane Marchmont",
        "jane  marchmont",
        "M07E",
        "5b0e6d3c-1f60-4c0e-9f5e-2c9d7a1b3e44",
        "00417",
    ]
    for person, code in zip(people, codes, strict=True):
        person.said["code"] = code
    found = cleaned(as_csv(TOOLS["plain"](questions, people)), "surveys/core_after.csv")
    made = dict(zip(found.responses["cell"], found.responses["code"], strict=True))
    first, second, *plain = (made[f"A{row}"] for row in range(2, 7))
    assert first == second and first.startswith("person ")
    assert plain == codes[2:]


def test_answers_in_white_are_asked_about():
    opened, sheet, _ = book("plain")
    for row in (3, 5):
        for cell in sheet[row]:
            cell.font = Font(color="FFFFFFFF")
    found = cleaned(saved(opened))
    whites = {sheet.cell(row, 2 + at).coordinate for row in (3, 5) for at in SCALES}
    typed = {cell for cell in whites if str(sheet[cell].value).isdigit()}
    asked_of = set(found.queries.loc[found.queries["rule"] == "no_number_on_scale", "cell"])
    assert typed and typed <= asked_of


@pytest.mark.parametrize("alike", [True, False])
def test_one_code_twice_is_asked_about_where_the_answers_are_alike_too(alike):
    core = ("core", "after")
    questions, people = asked(*core), drawn(*core, 6, 5)
    twin, other = (people[1], people[0]) if alike else (people[1], people[2])
    people[4].said = {**(twin if alike else other).said, "confidence": 7}
    twin.said |= {"code": "M07E", "confidence": 2}
    people[4].said["code"] = "m 07 e"
    found = cleaned(as_csv(TOOLS["plain"](questions, people)), "surveys/core_after.csv")
    assert kept(found) == 6
    assert (found.queries["rule"] == "same_code").sum() == alike


@pytest.mark.parametrize(
    ("standing", "people"),
    [
        ("Invalid", 5),
        ("Voltooid", 6),
        ("Ukończono", 6),
        ("Fullført", 6),
        ("Recorded", 6),
        ("Wedi'i gwblhau", 6),
    ],
)
def test_words_for_a_standing_are_known_in_other_languages(standing, people):
    rows = [list(row) for row in TOOLS["plain"](QUESTIONS, drawn(*SURVEY, 6, 5))]
    for at, row in enumerate(rows):
        row.append(
            ("Status", "Completed", "Completed", standing)[min(at, 3)] if at < 4 else "Completed"
        )
    found = cleaned(as_csv(rows), "surveys/overview.csv")
    assert kept(found) == people
    assert ("unknown_standing" in set(found.queries["rule"])) == (people < 6)
