"""Answers keep their meaning whatever tool exported them: what was drawn says what must come out."""

from __future__ import annotations

import datetime as dt
import io
import random

import openpyxl
import pandas as pd
import pytest
from drawing import NO_CORRECTIONS
from exporting import (
    LAYOUTS,
    PREFER_NOT,
    as_csv,
    as_xlsx,
    asked,
    drawn,
    exported,
    plain,
    rules,
    said,
    wording,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.declare.table import InputError
from analysis.read.open.workbook import read_workbook
from strands.surveys.cleans.answers import clean
from strands.surveys.declares import ANSWERS, QUESTIONNAIRE, RESPONSES

CORE = {question.key: question for question in QUESTIONNAIRE["core"].questions}
KNOWLEDGE = CORE["knowledge"].wording
PLACES = ["tool", "file", "sheet", "cell", "raw"]


def cleaned(rows, file="surveys/core_pre.csv", corrections=NO_CORRECTIONS, period="2025-26"):
    content = (
        rows
        if isinstance(rows, bytes)
        else as_xlsx(rows)
        if file.endswith("xlsx")
        else as_csv(rows)
    )
    return clean({file: content}, corrections, period)


def answering(head: str, *answers: str, **how):
    """A core survey of three columns, the last of which is looked at."""
    rows = [
        ["timestamp", "sector", "confidence", head],
        *(["2025-09-30", "Health", "3", one] for one in answers),
    ]
    return cleaned(rows, **how)


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=[name for name in PLACES if name in frame]).reset_index(drop=True)


# What should come out


def expected(instrument: str, wave: str, people) -> list[tuple]:
    """What should come out, worked out from what was drawn and not from any file."""
    rows = []
    given_in = [one for one in sorted(people, key=lambda one: one.at) if any(one.said.values())]
    for number, person in enumerate(given_in, 1):
        for question in QUESTIONNAIRE[instrument].questions:
            said_ = person.said.get(question.key)
            who = (f"{number:04}", question.key)
            if wave not in question.waves:
                rows.append((*who, "", None, "", "not_shown"))
            elif said_ in (None, []):
                rows.append((*who, "", None, "", "blank"))
            elif PREFER_NOT in (said_, *(said_ if isinstance(said_, list) else [])) or said_ == [
                "prefer_not_to_say"
            ]:
                rows.append((*who, "", None, "", "prefer_not"))
            elif isinstance(said_, list):
                rows += [(*who, key, None, "", "") for key in said_]
            else:
                rows.append(
                    (
                        *who,
                        "",
                        said_ if isinstance(said_, int) else None,
                        "" if isinstance(said_, int) else said_,
                        "",
                    )
                )
    return rows


def came_out(of) -> list[tuple]:
    columns = ["respondent", "question", "option", "number", "text", "missing"]
    return [
        tuple(None if value is pd.NA else value for value in row)
        for row in of.answers[columns].values.tolist()
    ]


WAVES = [("overview", "after"), ("core", "before"), ("core", "after")]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(survey=st.sampled_from(WAVES), people=st.integers(1, 12), seed=st.integers(0, 10_000))
def test_every_tool_gives_what_was_answered(survey, people, seed):
    sheets = drawn(*survey, people, seed)
    first = None
    for tool, ending, how in LAYOUTS:
        file = f"surveys/{survey[0]}_{survey[1]}.{ending}"
        found = cleaned(exported(tool, asked(*survey), sheets, **how), file)
        assert came_out(found) == expected(*survey, sheets), (tool, how)
        first = first or found
        pd.testing.assert_frame_equal(tidy(found.responses), tidy(first.responses))
        assert set(found.responses["tool"]) == {tool}
        loud = found.queries[found.queries["severity"] != "info"]
        assert loud.empty, (tool, how, loud)


def test_every_answer_knows_its_cell():
    people = drawn("core", "after", 6, 3)
    content = exported("plain", asked("core", "after"), people)
    found = cleaned(content, "surveys/core_post.csv")
    sheet = read_workbook("surveys/core_post.csv", content)[0]
    by_address = {cell.address: cell.text for cell in sheet.cells.values()}
    held = found.answers[found.answers["raw"] != ""]
    assert len(held) > 40
    assert [by_address[row.cell] for row in held.itertuples()] == held["raw"].tolist()


def test_frames_are_the_declared_ones_even_of_nothing():
    for found in (
        clean({}, NO_CORRECTIONS, "2025-26"),
        cleaned(plain(asked("core", "before"), [])),
    ):
        assert list(found.responses.columns) == list(RESPONSES.columns)
        assert list(found.answers.columns) == list(ANSWERS.columns)
        assert found.responses.empty and found.answers.empty


# Scales

READ = {
    "4": 4,
    "4.0": 4,
    "Four": 4,
    "seven": 7,
    "4 - neutral": 4,
    "4 (neutral)": 4,
    "4 = neutral": 4,
    "4: neutral": 4,
    "7 - a great deal": 7,
    "1 (nothing)": 1,
    "A great deal": 7,
    "Nothing": 1,
    " 5 ": 5,
    "4.": 4,
    "5 of 7": 5,
    "5 out of 7": 5,
    "４": 4,
    "7 – A Great Deal": 7,
}
UNREAD = [
    "6/7",
    "4 of 5",
    "5 of 17",
    "5-6",
    "8",
    "0",
    "4,5",
    "4.5",
    "4 or 5",
    "5 to six",
    "-3",
    "Sehr viel",
    "quite a lot",
    "10",
    "44",
    "4 - a great deal",
    "#N/A",
    "N/A",
    "?",
    "3 4",
    "-99",
]


@pytest.mark.parametrize("typed", READ)
def test_a_point_on_the_scale(typed):
    found = answering("knowledge", typed)
    assert said(found, "knowledge") == [str(READ[typed])]
    assert "no_number_on_scale D2" not in rules(found)


@pytest.mark.parametrize("typed", UNREAD)
def test_no_point_on_the_scale(typed):
    found = answering("knowledge", typed)
    row = found.answers[found.answers["question"] == "knowledge"].iloc[0]
    assert (row["missing"], row["raw"], row["text"]) == ("queried", typed, typed)
    assert row["number"] is pd.NA
    assert "no_number_on_scale D2" in rules(found)


def test_a_range_that_excel_made_a_date_is_no_point():
    found = cleaned(
        [
            ["timestamp", "sector", "knowledge"],
            ["", "Health", pd.Timestamp("2025-06-05").to_pydatetime()],
        ],
        "surveys/core_pre.xlsx",
    )
    assert said(found, "knowledge") == ["queried"]


def test_states_never_collapse():
    found = answering("knowledge", "", "Prefer not to say", "9", "3")
    assert said(found, "knowledge") == ["blank", "prefer_not", "queried", "3"]
    assert set(said(found, "message")) == {"not_shown"}


REVERSED = [
    "(1 = a great deal, 7 = nothing)",
    "1 = a great deal ... 7 = nothing",
    "(1 - a great deal; 7 - nothing)",
    "[1 (a great deal) to 7 (nothing)]",
    "1: a great deal to 7: nothing",
]


@pytest.mark.parametrize("note", REVERSED)
def test_a_scale_turned_round_is_turned_back_and_asked_about(note):
    found = answering(f"{KNOWLEDGE} {note}", "1", "7", "6 - little", "4", "Nothing", "1 - nothing")
    assert said(found, "knowledge") == ["7", "1", "2", "4", "1", "queried"]
    assert "reversed_scale D1" in rules(found)


@pytest.mark.parametrize(
    "note",
    [
        "(1 = nothing, 7 = a great deal)",
        "1 = nothing ... 7 = a great deal",
        "(1-7)",
        "[1 to 7]",
        "(1 = nothing, 4 = some, 7 = a great deal)",
    ],
)
def test_a_scale_as_asked_is_read_as_it_is(note):
    found = answering(f"{KNOWLEDGE} {note}", "1", "7", "6")
    assert said(found, "knowledge") == ["1", "7", "6"]
    assert not [rule for rule in rules(found) if "scale" in rule or "question " in rule]


def test_labels_in_the_answers_show_which_way_a_scale_runs():
    turned = answering("knowledge", "1 - a great deal", "7 - nothing", "3")
    assert (said(turned, "knowledge"), "reversed_scale D1" in rules(turned)) == (
        ["7", "1", "5"],
        True,
    )
    mixed = answering("knowledge", "1 - a great deal", "7 - a great deal", "3")
    assert (said(mixed, "knowledge"), rules(mixed)) == (
        ["queried", "7", "3"],
        ["no_number_on_scale D2", *NOT_HELD],
    )


@pytest.mark.parametrize(
    "note",
    ["(1 = nothing, 5 = a great deal)", "(0 = nothing, 10 = a great deal)", "(1-5)", "(1 to 10)"],
)
def test_another_scale_is_never_read_as_ours(note):
    found = answering(f"{KNOWLEDGE} {note}", "1", "5")
    assert said(found, "knowledge") == ["queried", "queried"]
    assert "other_scale D1" in rules(found)
    assert found.answers.loc[found.answers["question"] == "knowledge", "text"].tolist() == [
        "1",
        "5",
    ]


# Questions

# A column for every question the before wave asks and the little survey does not have.
NOT_HELD = ["question_not_found"] * sum(
    "before" in question.waves
    for question in CORE.values()
    if question.key not in ("sector", "confidence", "knowledge")
)


@pytest.mark.parametrize(
    "head",
    [
        "knowledge",
        "Knowledge",
        KNOWLEDGE.upper(),
        f"<p><b>{KNOWLEDGE}</b></p>",
        f"Q4. {KNOWLEDGE}",
        f"12) {KNOWLEDGE}",
        KNOWLEDGE.replace(" ", "\xa0"),
        KNOWLEDGE.removesuffix("?"),
        "3.&nbsp;Knowledge of working with perpetrators",
        f"3.{KNOWLEDGE}",
    ],
)
def test_a_question_goes_by_its_key_wording_or_other_name(head):
    found = answering(head, "4")
    assert said(found, "knowledge") == ["4"]
    assert rules(found) == NOT_HELD


@pytest.mark.parametrize(
    "head",
    [
        KNOWLEDGE.replace("working", "wroking"),
        KNOWLEDGE.replace("perpetrators", "perpetratrs")[:-1],
        "How much do you know about working…",
    ],
)
def test_a_slip_of_the_pen_is_read_and_asked_about(head):
    found = answering(head, "4")
    assert said(found, "knowledge") == ["4"]
    assert "doubtful_question D1" in rules(found)


@pytest.mark.parametrize(
    "head",
    [
        "How much do you know about working with victims of domestic abuse?",
        "How sure are you?",
        "How much do you not know about working with perpetrators of domestic abuse?",
        "How confident are you…",
    ],
)
def test_another_question_is_not_read_and_nothing_is_lost(head):
    found = answering(head, "4", "")
    assert said(found, "knowledge") == ["not_shown", "not_shown"]
    asked_of = found.queries[found.queries["rule"] == "unknown_question"]
    assert asked_of["typed"].tolist() == [head]
    assert "(1 answered it)" in asked_of["question"].iloc[0]


def test_a_column_nobody_answered_is_not_asked_about():
    assert "unknown_question D1" not in rules(answering("How sure are you?", "", ""))


def test_one_question_in_two_columns():
    found = cleaned([["sector", "knowledge", KNOWLEDGE], ["Health", "3", "5"]])
    assert said(found, "knowledge") == ["3"]
    assert "question_twice C1" in rules(found)


# Surveys and waves


def test_another_survey_is_refused_and_counted():
    found = cleaned(
        [
            ["Respondent ID", "Collector ID", "Gender", "Do you like films?"],
            ["", "", "Response", "Response"],
            ["1", "2", "Female", "Yes"],
        ]
    )
    assert found.responses.empty
    assert rules(found) == ["unknown_survey"]
    assert "1 of its 2 columns" in found.queries["question"].iloc[0]


def test_what_all_surveys_ask_tells_none():
    assert rules(cleaned([["gender", "sector", "ethnicity"], ["Male", "Health", "Other"]])) == [
        "unknown_survey"
    ]


def test_a_code_alone_makes_no_survey():
    assert rules(cleaned([["timestamp", "code", "confidence", "films"], ["", "A1", "2", "3"]])) == [
        "unknown_survey"
    ]


def test_a_file_before_its_questionnaire_is_of_no_survey():
    assert "unknown_survey" in rules(answering("knowledge", "4", period="2023-25"))


@pytest.mark.parametrize(
    ("file", "wave"),
    [
        ("surveys/core_pre.csv", "before"),
        ("surveys/Core POST 2025.csv", "after"),
        ("surveys/after-training.csv", "after"),
        ("surveys/baseline.csv", "before"),
    ],
)
def test_the_wave_by_the_name_of_the_file(file, wave):
    assert answering("knowledge", "4", file=file).responses["wave"].tolist() == [wave]


def test_the_wave_by_what_only_one_wave_asks():
    rows = [["sector", "knowledge", "message", "wish"], ["Health", "3", "stop", ""]]
    assert cleaned(rows, "surveys/core.csv").responses["wave"].tolist() == ["after"]
    rows[1][2:] = ["", "more time"]
    assert cleaned(rows, "surveys/core.csv").responses["wave"].tolist() == ["before"]
    rows.append(["Health", "3", "stop", ""])
    found = cleaned(rows, "surveys/core.csv")
    assert found.responses.empty
    assert "unknown_wave" in rules(found)


def test_a_name_that_contradicts_the_questions_stops_the_file():
    rows = [["sector", "knowledge", "message"], ["Health", "3", "stop"]]
    found = cleaned(rows, "surveys/core_pre.csv")
    assert found.responses.empty
    assert "waves_disagree" in rules(found)


def test_two_waves_in_one_file_are_told_apart_by_a_column():
    head = ["Pre/Post", "sector", "knowledge", "message", "wish"]
    rows = [
        head,
        ["Pre", "Health", "2", "", "time"],
        ["Post", "Health", "5", "stop", ""],
        ["", "Health", "6", "", ""],
        ["post-training", "Health", "6", "", "oh"],
    ]
    found = cleaned(rows, "surveys/core.csv")
    assert found.responses[["wave", "respondent", "cell"]].values.tolist() == [
        ["after", "0001", "A3"],
        ["after", "0002", "A5"],
        ["before", "0001", "A2"],
    ]
    assert [rule for rule in rules(found) if "wave" in rule] == [
        "answered_in_other_wave E5",
        "unknown_wave B4",
    ]
    wishes = found.answers[found.answers["question"] == "wish"]
    assert wishes[["wave", "text", "missing"]].values.tolist() == [
        ["after", "", "not_shown"],
        ["after", "oh", ""],
        ["before", "time", ""],
    ]


# Options


@pytest.mark.parametrize(
    ("head", "typed", "option"),
    [
        ("sector", "Children’s Social Care", "childrens_social_care"),
        ("sector", "health", "health"),
        ("sector", "Other", "other_sector"),
        ("borough", "LBBD", "barking_and_dagenham"),
        ("borough", "Camden", "elsewhere"),
        ("age_core", "26–50", "26-50"),
        ("age_core", "26 to 50", "26-50"),
        ("gender", "Female", "female"),
    ],
)
def test_an_option_goes_by_its_wording_or_another_name(head, typed, option):
    found = cleaned([["knowledge", "confidence", head], ["3", "4", typed]])
    assert said(found, head) == [option]


@pytest.mark.parametrize(
    ("head", "typed"),
    [
        ("age_core", "36-65"),
        ("age_core", "34"),
        ("sector", "Police"),
        ("gender", "Weiblich"),
        ("borough", "LBB"),
        ("sector", "Health; Education"),
        ("gender", "0"),
    ],
)
def test_an_unknown_option_is_kept_in_words_and_asked_about(head, typed):
    found = cleaned([["knowledge", "confidence", head], ["3", "4", typed]])
    row = found.answers[found.answers["question"] == head].iloc[0]
    assert (row["option"], row["missing"], row["raw"]) == ("", "queried", typed)
    assert "unknown_option C2" in rules(found)


def test_a_borough_that_probably_is_one_of_ours_is_asked_about():
    found = cleaned([["knowledge", "confidence", "borough"], ["3", "4", "Hammersmith and City"]])
    assert said(found, "borough") == ["hammersmith_and_fulham"]
    assert "doubtful_borough C2" in rules(found)


def test_ticked_options_keep_what_is_unknown():
    head = ["timestamp", "knowledge_before", "knowledge_after", "heard_of"]
    found = cleaned(
        [
            head,
            ["", "3", "4", "Newsletter;Manager;A poster;"],
            ["", "3", "4", "A poster, in the hall"],
        ],
        "surveys/o.csv",
    )
    assert said(found, "heard_of") == ["manager+newsletter+queried", "queried"]
    texts = found.answers.loc[found.answers["missing"] == "queried", "text"].tolist()
    assert texts == ["A poster", "A poster, in the hall"]


# Sheets


def sheets(*rows, file="surveys/core_pre.csv"):
    head = ["id", "timestamp", "code", "sector", "knowledge", "confidence", "wish", "status"]
    return cleaned([head, *rows], file)


def test_copies_tests_and_blank_sheets_are_left_out():
    one = ["1", "2025-09-30 10:00", "M07E", "Health", "3", "4", "time", ""]
    found = sheets(
        one,
        ["1", "2025-09-30 11:00", "K01A", "Health", "3", "4", "", ""],
        ["3", "2025-09-30 12:00", *one[2:]],
        ["4", "2025-10-01 10:00", *one[2:]],
        ["5", "2025-09-30 09:00", "", "", "", "", "", ""],
        ["6", "2025-09-30 08:00", "A01A", "Health", "7", "7", "", "test"],
    )
    assert found.responses[["respondent", "cell", "kept"]].values.tolist() == [
        ["0001", "A2", "kept"],
        ["0002", "A5", "kept"],
        ["0003", "A7", "test"],
        ["0004", "A6", "empty"],
        ["0005", "A3", "duplicate"],
        ["0006", "A4", "duplicate"],
    ]
    assert set(found.answers["respondent"]) == {"0001", "0002"}
    assert [rule for rule in rules(found) if "same_sheet" in rule] == [
        "same_sheet_twice A3",
        "same_sheet_twice A4",
    ]


def test_people_who_tick_alike_are_two_people():
    one = ["", "2025-09-30", "", "Health", "3", "4", "", ""]
    found = sheets(one, one)
    assert found.responses["kept"].tolist() == ["kept", "kept"]
    assert "same_answers B3" in rules(found)


def test_a_file_sent_twice_counts_once():
    people = drawn("core", "before", 15, 4)
    content = exported("qualtrics", asked("core", "before"), people)
    found = clean(
        {"surveys/core_pre.csv": content, "surveys/core_pre (1).csv": content},
        NO_CORRECTIONS,
        "2025-26",
    )
    assert found.responses["kept"].value_counts().to_dict() == {"kept": 15, "duplicate": 15}


def test_usable_counts_answers_to_questions_that_are_neither_open_nor_the_code():
    found = sheets(
        ["1", "", "M07E", "Health", "3", "4", "", ""],
        ["2", "", "M08E", "Health", "3", "Prefer not to say", "time", ""],
        ["3", "", "M09E", "Health", "3", "8", "", ""],
    )
    assert found.responses["usable"].tolist() == ["yes", "no", "no"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("m07e", "M07E"),
        (" M 07 E ", "M07E"),
        ("m-07-e", "M07E"),
        ("Mary7", "Mary7"),
        ("M7E", "M7E"),
        ("m32e", "m32e"),
    ],
)
def test_codes_are_tidied_and_odd_ones_kept(typed, code):
    found = sheets(["1", "", typed, "Health", "3", "4", "", ""])
    assert found.responses["code"].tolist() == [code]
    assert said(found, "code") == [code]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        (["30/09/2025 10:00", "03/04/2025"], ["2025-04-03", "2025-09-30"]),
        (["9/30/2025 10:00 AM", "03/04/2025"], ["2025-03-04", "2025-09-30"]),
        (["2025-09-30T10:00:00Z", ""], ["2025-09-30", ""]),
        (["soon", "30 Sep"], ["", ""]),
    ],
)
def test_the_day_is_read_by_the_whole_column(typed, days):
    found = sheets(
        *([str(at), day, f"M0{at}E", "Health", "3", "4", "", ""] for at, day in enumerate(typed))
    )
    assert found.responses["submitted"].tolist() == days
    unread = [day for day in typed if day in ("soon", "30 Sep")]
    assert sum(rule.startswith("unreadable_day") for rule in rules(found)) == len(unread)


def test_a_day_that_can_be_read_two_ways_is_asked_about():
    found = sheets(["1", "03/04/2025", "M07E", "Health", "3", "4", "", ""])
    assert found.responses["submitted"].tolist() == ["2025-04-03"]
    assert "day_or_month B2" in rules(found)


# Words


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+44 is a code", "<script>alert(1)</script>", "@SUM(1)"]
)
@pytest.mark.parametrize("file", ["surveys/core_pre.csv", "surveys/core_pre.xlsx"])
def test_formulas_and_markup_stay_words(text, file):
    content = as_xlsx if file.endswith("xlsx") else as_csv
    found = cleaned(content([["sector", "knowledge", "wish"], ["Health", "3", text]]), file)
    assert said(found, "wish") == [text]
    assert "inert_markup C2" in rules(found)


@pytest.mark.parametrize(
    "text",
    ["write to jo.bloggs@council.gov.uk", "ring 020 7946 0018", "my mobile: +44 7700 900123"],
)
def test_addresses_and_numbers_of_people_are_masked_everywhere(text):
    found = cleaned([["sector", "knowledge", "wish"], ["Health", "3", text], [text, text, "more"]])
    everything = found.answers.to_csv() + found.queries.to_csv() + found.responses.to_csv()
    assert not any(piece in everything for piece in ("bloggs@", "7946", "900123"))
    assert "removed]" in said(found, "wish")[0]
    assert "personal_words C2" in rules(found)


def test_data_on_children_is_refused():
    with pytest.raises(InputError, match="single children"):
        cleaned([["sector", "knowledge", "Date of birth"], ["Health", "3", "2012-01-01"]])


# Files that are not as they should be


def test_a_ragged_row_is_kept_and_read_as_nothing():
    head = "sector,knowledge,wish,confidence\n"
    found = cleaned((head + "Health,3,time,4\nHealth,3,time, and room,4\nHealth\n").encode())
    assert said(found, "confidence") == ["4", "queried", "blank"]
    assert said(found, "knowledge") == ["3", "queried", "blank"]
    assert "cells_beyond_headings E3" in rules(found)


def test_a_correction_is_applied_by_cell():
    correction = {
        "file": "surveys/core_pre.csv",
        "sheet": "",
        "cell": "D2",
        "was": "6/7",
        "becomes": "6",
        "why": "asked",
        "who": "lead",
        "decided": "2026-01-05",
    }
    found = answering("knowledge", "6/7", corrections=pd.DataFrame([correction]))
    assert said(found, "knowledge") == ["6"]
    assert found.answers.loc[found.answers["question"] == "knowledge", "raw"].tolist() == ["6/7"]


def test_what_is_no_export_is_asked_about():
    assert rules(cleaned([["Dear all"], ["the answers follow", "soon"]])) == ["no_answer_sheets"]


def test_order_of_rows_and_files_moves_no_number():
    people = drawn("core", "after", 12, 8)
    questions = asked("core", "after")
    straight = cleaned(exported("plain", questions, people), "surveys/core_post.csv")
    random.Random(1).shuffle(people)
    random.Random(2).shuffle(questions)
    shuffled = cleaned(exported("plain", questions, people), "surveys/core_post.csv")
    pd.testing.assert_frame_equal(tidy(straight.answers), tidy(shuffled.answers))


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.text(max_size=12), min_size=3, max_size=3))
def test_whatever_is_typed_becomes_an_answer_or_a_question(texts):
    texts = ["".join(letter for letter in text if letter.isprintable()) for text in texts]
    found = cleaned(
        [["timestamp", "sector", "knowledge", "wish"], ["2025-09-30", *texts]],
        "surveys/core_pre.csv",
    )
    for key, text in zip(("sector", "knowledge", "wish"), texts, strict=True):
        row = found.answers[found.answers["question"] == key]
        if len(row):
            assert (row["missing"] == "blank").all() == (not text.strip())
    queried = found.answers[found.answers["missing"] == "queried"]
    assert set(queried["cell"]) <= set(found.queries["cell"])


def test_every_option_of_every_question_can_be_read():
    for instrument, wave in WAVES:
        for question in asked(instrument, wave):
            for option in question.options:
                head = (
                    ["knowledge_before", "knowledge_after"]
                    if instrument == "overview"
                    else ["knowledge", "confidence"]
                )
                rows = [[*head, question.wording], ["3", "4", wording(question, option.key)]]
                got = said(cleaned(rows, f"surveys/{instrument}_{wave}.csv"), question.key)
                assert got == ["prefer_not" if option.key == "prefer_not_to_say" else option.key]


def test_boxes_of_an_open_question_are_one_answer():
    head = [
        "Respondent ID",
        "Collector ID",
        KNOWLEDGE,
        CORE["confidence"].wording,
        CORE["emotions"].wording,
        "",
        "",
    ]
    below = ["", "", "Response", "Response", "1", "2", "3"]
    found = cleaned(
        [head, below, ["1", "2", "3", "4", "fear", "", "hope"], ["2", "2", "3", "4", "", "", ""]]
    )
    assert said(found, "emotions") == ["fear; hope", "blank"]


@pytest.mark.parametrize(
    "content",
    [b"<html><body><table><tr><td>1</td></tr></table></body></html>", b"a,b\n1,2\n", b"x"],
)
def test_what_is_no_survey_ends_in_a_question(content):
    found = cleaned(content)
    assert found.responses.empty
    assert rules(found) == ["no_answer_sheets"]


def test_a_hidden_sheet_is_asked_about_and_not_read():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx([["sector", "knowledge"], ["Health", 3]])))
    book.create_sheet("Shown")
    book["Sheet"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    found = cleaned(out.getvalue(), "surveys/core_pre.xlsx")
    assert found.responses.empty
    assert rules(found) == ["hidden_sheet"]


def test_times_of_day_order_sheets_in_a_workbook_too():
    people = drawn("core", "before", 2, 6)
    people[0].at, people[1].at = dt.datetime(2025, 9, 5, 15), dt.datetime(2025, 9, 5, 9)
    found = cleaned(plain(asked("core", "before"), people, xlsx=True), "surveys/core_pre.xlsx")
    assert found.responses["cell"].tolist() == ["A3", "A2"]
    assert found.responses["submitted"].tolist() == ["2025-09-05"] * 2
