"""Every tool is told by its own layout; what names people is dropped; a typed table is no export."""

from __future__ import annotations

import pytest
from drawing import NO_CORRECTIONS, ROOT
from exporting import LAYOUTS, Person, as_csv, as_xlsx, asked, drawn, exported, rules, said

from analysis.read.open.delimited import doubtful_encoding
from analysis.read.open.workbook import read_workbook
from strands.surveys.cleans.answers import clean
from strands.surveys.cleans.exports import is_export, read_export
from strands.surveys.declares import QUESTIONNAIRE

HEARD = "How did you hear of the training? Tick all that apply."
KNEW, KNOW = (QUESTIONNAIRE["overview"].questions[at].wording for at in (2, 3))
SECTOR = "Which sector do you work in?"


def read(content: bytes, file: str = "surveys/overview.csv"):
    return read_export(read_workbook(file, content)[0])


def cleaned(content: bytes, file: str = "surveys/overview.csv"):
    return clean({file: content}, NO_CORRECTIONS, "2025-26")


@pytest.mark.parametrize(("tool", "ending", "how"), LAYOUTS, ids=lambda value: str(value))
def test_a_tool_is_told_by_its_layout(tool, ending, how):
    content = exported(tool, asked("core", "before"), drawn("core", "before", 5, 1), **how)
    export = read(content, f"surveys/nameless.{ending}")
    assert export.tool == tool
    assert len(export.submissions) == 5
    assert is_export(f"surveys/nameless.{ending}", content)


def test_tables_that_were_typed_are_no_exports():
    # Up to 2023-25 nobody sent answers row by row.
    typed = sorted(ROOT.glob("data/raw/202[1-3]-*/*/*.csv")) + sorted(
        ROOT.glob("data/raw/202[1-3]-*/*/*.xlsx")
    )
    assert len(typed) > 15
    assert [path.name for path in typed if is_export(path.name, path.read_bytes())] == []
    assert not is_export("surveys/broken.xlsx", b"PK\x03\x04 cut short")
    assert not is_export("surveys/empty.csv", b"")


def test_forms_quiz_columns_and_likert_rows():
    head = [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Total points",
        "Quiz feedback",
        KNEW,
        f"Points - {KNEW}",
        f"Feedback - {KNEW}",
        KNOW,
    ]
    row = [1, "9/30/25 12:51:45", "9/30/25 12:54:25", "anonymous", "", 0, "", 3, 0, "", 5]
    found = cleaned(as_xlsx([head, row]), "surveys/overview.xlsx")
    assert found.responses[["tool", "submitted"]].values.tolist() == [["forms", "2025-09-30"]]
    assert (said(found, "knowledge_before"), said(found, "knowledge_after")) == (["3"], ["5"])
    assert not any(rule.startswith("unknown_question") for rule in rules(found))


def qualtrics(
    *rows: list[str],
    names=("StartDate", "EndDate", "Status", "IPAddress", "Finished", "ResponseId"),
):
    return as_csv([[*names, *row] if at < 2 else row for at, row in enumerate(rows)])


@pytest.mark.parametrize(
    ("status", "channel", "kept"),
    [
        ("IP Address", "anonymous", "kept"),
        ("0", "email", "kept"),
        ("Survey Preview", "anonymous", "test"),
        ("1", "anonymous", "test"),
        ("2", "anonymous", "test"),
        ("0", "preview", "test"),
        ("4", "anonymous", "kept"),
    ],
)
def test_qualtrics_previews_are_left_out(status, channel, kept):
    head = ["DistributionChannel", "Q1", "Q2"]
    words = ["Distribution Channel", KNEW, KNOW]
    row = [
        "2025-09-30 10:00:00",
        "2025-09-30 10:05:00",
        status,
        "10.1.2.3",
        "1",
        "R_1",
        channel,
        "3",
        "5",
    ]
    found = cleaned(qualtrics(head, words, row))
    assert found.responses["kept"].tolist() == [kept]
    assert len(found.answers) == (12 if kept == "kept" else 0)


def test_qualtrics_legacy_first_columns_are_told_by_their_wordings():
    names = [f"V{at}" for at in range(1, 7)] + ["Q1", "Q2"]
    words = [
        "ResponseID",
        "ResponseSet",
        "IPAddress",
        "StartDate",
        "EndDate",
        "Finished",
        KNEW,
        KNOW,
    ]
    row = [
        "R_1",
        "Default Response Set",
        "10.1.2.3",
        "2025-09-30 10:00:00",
        "2025-09-30 10:05:00",
        "1",
        "3",
        "5",
    ]
    found = cleaned(as_csv([names, words, row]))
    assert found.responses[["tool", "submitted"]].values.tolist() == [["qualtrics", "2025-09-30"]]
    assert said(found, "knowledge_after") == ["5"]


def test_qualtrics_tells_seen_and_left_from_never_seen():
    """Seen and left is -99 where the export was told to write it; only then an empty cell was never seen."""
    row = ["", "2025-09-30 10:05:00", "0", "", "1", "R_1"]
    marked = cleaned(qualtrics(["Q1", "Q2", "Q3"], [KNEW, KNOW, SECTOR], [*row, "-99", "5", ""]))
    assert said(marked, "knowledge_before") + said(marked, "sector") == ["blank", "not_shown"]
    unmarked = cleaned(qualtrics(["Q1", "Q2", "Q3"], [KNEW, KNOW, SECTOR], [*row, "", "5", ""]))
    assert said(unmarked, "knowledge_before") + said(unmarked, "sector") == ["blank", "blank"]


def test_qualtrics_spread_options_and_words_beside_other():
    names = ["Q1", "Q2", "Q7_1", "Q7_3", "Q8", "Q8_6_TEXT"]
    words = [
        KNEW,
        KNOW,
        f"{HEARD} - Manager",
        f"{HEARD} - Newsletter",
        f"{SECTOR} - Selected Choice",
        f"{SECTOR} - Other sector - Text",
    ]
    row = ["", "2025-09-30 10:05:00", "0", "", "1", "R_1"]
    found = cleaned(
        qualtrics(names, words, [*row, "3", "5", "1", "Newsletter", "Other sector", "Police"])
    )
    assert said(found, "heard_of") == ["manager+newsletter"]
    assert said(found, "sector") == ["other_sectorPolice"]


def test_surveymonkey_other_and_condensed():
    above = ["Respondent ID", "Collector ID", "End Date", KNEW, KNOW, HEARD, "", SECTOR, ""]
    below = [
        "",
        "",
        "",
        "Response",
        "Response",
        "Manager",
        "Colleague",
        "Response",
        "Other (please specify)",
    ]
    row = ["118711111111", "1", "09/30/2025 01:05:00 PM", "3", "5", "", "Colleague", "", "Police"]
    found = cleaned(as_csv([above, below, row]))
    assert (said(found, "heard_of"), said(found, "sector")) == (["colleague"], ["queried"])
    assert "unknown_option I3" in rules(found)
    row = ["118711111111", "1", "09/30/2025 01:05:00 PM", "3", "5", "Manager, Colleague"]
    condensed = cleaned(as_csv([above[:6], [""] * 6, row]))
    assert said(condensed, "heard_of") == ["manager+colleague"]
    assert condensed.responses["submitted"].tolist() == ["2025-09-30"]


def test_surveymonkey_grid_lines_are_questions():
    above = ["Respondent ID", "Collector ID", "End Date", "How much do you agree?", "", "Gender"]
    found = cleaned(
        as_csv([above, ["", "", "", KNEW, KNOW, "Response"], ["1", "1", "", "2", "6", "Female"]])
    )
    assert (said(found, "knowledge_before"), said(found, "knowledge_after")) == (["2"], ["6"])


IN_PARTS = [f"4. {HEARD}", "4.1. Manager", "4.2. Colleague"]
IN_FULL = ["3. Something", f"4.1. {HEARD} - Manager", f"4.2. {HEARD} - Colleague"]


@pytest.mark.parametrize("heads", [IN_PARTS, IN_FULL])
def test_jisc_parts(heads):
    head = [
        "Response ID",
        f"1. {KNEW}",
        f"Q2. {KNOW}",
        *heads,
        f"5. {SECTOR}",
        "5.a. If you selected Other, please specify:",
    ]
    row = ["1067403-1", "3", "5", "", "Manager", "", "Other", "Police"]
    found = cleaned(as_csv([[*head, "Completed"], [*row, "30/09/2025 10:00"]]))
    assert said(found, "heard_of") == ["manager"]
    assert said(found, "sector") == ["other_sectorPolice"]
    assert found.responses[["tool", "submitted"]].values.tolist() == [["jisc", "2025-09-30"]]


def test_limesurvey_not_shown_other_and_undated():
    head = [
        "id. Response ID",
        "submitdate. Date submitted",
        "lastpage. Last page",
        f"Q01. {KNEW}",
        f"Q02. {KNOW}",
        f"Q03. {SECTOR}",
        f"Q03[other]. {SECTOR} [Other]",
        f"Q04[SQ001]. {HEARD} [Manager]",
        "groupTime7. Group time",
    ]
    rows = [
        ["1", "1980-01-01 00:00:00", "4", "N/A", "5", "-oth-", "Police", "N/A", "31.2"],
        ["2", "1980-01-01 00:00:00", "4", "", "4", "Health", "", "Y", "11.0"],
    ]
    found = cleaned(as_csv([head, *rows]))
    assert said(found, "knowledge_before") == ["not_shown", "blank"]
    assert said(found, "sector") == ["other_sectorPolice", "health"]
    assert said(found, "heard_of") == ["not_shown", "manager"]
    assert found.responses["submitted"].tolist() == ["", ""]
    assert not any(rule.startswith(("unreadable_day", "unknown_question")) for rule in rules(found))


def test_what_names_people_is_dropped_and_said():
    head = [
        "Respondent ID",
        "Collector ID",
        "End Date",
        "IP Address",
        "Email Address",
        "First Name",
        "Last Name",
        KNEW,
        KNOW,
    ]
    row = ["118711111111", "1", "", "10.1.2.3", "jo@council.uk", "Jo", "Bloggs", "3", "5"]
    found = cleaned(as_csv([head, [*[""] * 7, "Response", "Response"], row]))
    asked_of = found.queries[found.queries["rule"] == "personal_columns"]
    assert asked_of["question"].tolist() == [
        "These columns say who or where people are: 'IP Address' (D1), 'Email Address' (E1), 'First"
        " Name' (F1), 'Last Name' (G1). Can the next export come without them?"
    ]
    kept = " ".join(frame.to_csv() for frame in (found.responses, found.answers, found.queries))
    assert not [word for word in ("10.1.2.3", "jo@council.uk", "Bloggs") if word in kept]


def test_nobody_is_named_by_an_anonymous_form():
    found = cleaned(
        exported("forms", asked("overview", "after"), drawn("overview", "after", 3, 2)),
        "surveys/a.xlsx",
    )
    assert found.queries[found.queries["rule"] == "personal_columns"].empty


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_letters_survive_every_encoding(encoding):
    people = [
        Person(
            drawn("core", "before", 1, 1)[0].at,
            {"knowledge": 4, "wish": "I don’t know – “café” £5 … Citroën"},
        )
    ]
    content = exported("surveymonkey", asked("core", "before"), people, encoding=encoding)
    found = cleaned(content, "surveys/core_pre.csv")
    assert said(found, "wish") == ["I don’t know – “café” £5 … Citroën"]
    assert doubtful_encoding(content) is None


def test_letters_that_make_no_sense_either_way_are_asked_about():
    content = as_csv(
        [["timestamp", KNEW, KNOW, "what_changed"], ["2025-09-30", "3", "5", "XX"]]
    ).replace(b"XX", b"a\x8c\xe6b")
    assert "doubtful_encoding" in rules(cleaned(content))


def test_a_qualtrics_export_whose_columns_ran_together_is_asked_about():
    lines = ["StartDate,Finished,Q1", '{"ImportId":"startDate"},{"ImportId":"QID1"}', "1,1,5"]
    content = "".join('"' + line.replace('"', '""') + '"\r\n' for line in lines).encode()
    for text in (content, content.replace(b'"StartDate,Finished,Q1"', b'" "', 1)):
        found = cleaned(text)
        assert len(found.responses) == 0
        assert len(found.queries) > 0
