"""What victim-survivors said: what is refused, what is kept, and that nothing else is kept anywhere."""

import pytest
import yaml
from collecting.filling import meant, typed_into, workbooks
from conftest import ROOT
from drawing import book, csv_file, saved, xlsx_file
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from analysis.declare.kept import CORRECTIONS
from analysis.declare.table import InputError
from analysis.read.personal.confidence import may_name
from strands.experience import cleans as experience
from strands.experience.declares import AGREE, ITEMS, PROFORMA, SINCE_FIRST

HEADS = [
    "Answer code",
    "Consent",
    "Safe to contact",
    "How asked",
    "Known to services",
    "I was believed",
    "In own words",
    "Words read over by",
    "Note",
]
LINE = {
    "Answer code": "A1",
    "Consent": "may be quoted",
    "Safe to contact": "yes",
    "How asked": "form",
    "Known to services": "over 12 months",
    "I was believed": "agree",
}
SAFE = {"In own words": "Nobody had asked me before.", "Words read over by": "independent advocate"}


def drawn(*lines: dict, title: str = "What women told us", heads: list[str] = HEADS) -> str:
    return "\n".join(
        [
            title,
            " | ".join(heads),
            *(" | ".join(line.get(head, "") for head in heads) for line in lines),
        ]
    )


def read(*lines: dict, file: str = "experience/answers.csv", **how):
    return experience.clean({file: csv_file(drawn(*lines, **how))}, CORRECTIONS.empty(), "2025-26")


def asked(result) -> list[str]:
    return [
        " ".join(filter(None, (row.severity, row.rule, row.cell)))
        for row in result.queries.itertuples()
    ]


def everything(result) -> str:
    """All that cleaning hands on."""
    return result.table.to_csv() + result.queries.to_csv()


def test_an_answer_is_a_row_that_knows_its_cell():
    result = read(LINE)
    (row,) = result.table.to_dict("records")
    assert asked(result) == []
    assert (row["response"], row["consent"], row["since_first"]) == ("A1", "publish", "over_twelve")
    assert (row["item"], row["answer"], row["status"], row["cell"]) == (
        "believed",
        "agree",
        "returned",
        "F3",
    )
    assert "borough" not in result.table


@pytest.mark.parametrize(
    "head",
    [
        "Borough",
        "Local authority",
        "LA",
        "Council",
        "Area",
        "Town",
        "Place",
        "Address",
        "Name",
        "Full name",
        "E-mail",
        "Telephone",
        "Social worker",
        "Team",
        "Postcode",
        "Surname",
    ],
)
def test_a_column_that_says_who_or_where_is_refused(head):
    refusal = r"^refused experience/answers.csv: .*delete the file and ask the sender"
    with pytest.raises(InputError, match=refusal) as error:
        read({**LINE, head: "somewhere"}, heads=[*HEADS, head])
    assert "J2" in str(error.value)
    assert "somewhere" not in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ({}, {"title": "What women told us in Hackney"}),
        ({}, {"title": "Camden, what women told us"}),
        ({}, {"file": "experience/newham answers.csv"}),
        ({"Worker grade": "Barnet"}, {"heads": [*HEADS, "Worker grade"]}),
        ({"How asked": "Islington"}, {}),
        ({"Answer code": "HAC-01"}, {}),
        ({"Answer code": "LBWF7"}, {}),
        ({"Answer code": "Maya Example"}, {}),
    ],
)
def test_a_borough_or_a_name_anywhere_is_refused(line, how):
    with pytest.raises(InputError, match="says who or where a person is"):
        read({**LINE, **line}, **how)


def test_a_hidden_sheet_and_a_sheet_beside_are_looked_at_too():
    content = xlsx_file(Answers=drawn(LINE), Key="Answer code | Name\nA1 | Maya Example\n")
    with pytest.raises(InputError, match=r"Key B1 'Name' says who"):
        experience.clean({"experience/a.xlsx": content}, CORRECTIONS.empty(), "2025-26")


def test_a_code_that_only_looks_like_a_place_passes():
    assert asked(read({**LINE, "Answer code": "P-117"}, {**LINE, "Answer code": "b3"})) == []


def test_words_are_kept_of_who_may_be_quoted_once_somebody_read_them():
    result = read({**LINE, **SAFE})
    assert asked(result) == []
    assert result.table["words"].tolist() == [SAFE["In own words"]]
    assert result.table["read_over"].tolist() == ["yes"]
    assert "advocate" not in everything(result)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ({"Consent": "numbers alone"}, "info words_without_consent G3"),
        ({"Consent": "analysis only, no words"}, "info words_without_consent G3"),
        ({"Words read over by": ""}, "warn words_not_read_over G3"),
        ({"In own words": "My worker Jasmine believed me."}, "stop words_may_name G3"),
        ({"In own words": "Ring me on 020 7946 0018."}, "stop words_may_name G3"),
        ({"In own words": "Write to someone@example.org please."}, "stop words_may_name G3"),
        ({"In own words": "We live near hackney now."}, "stop words_may_name G3"),
        ({"In own words": "He found us at E8 1XY."}, "stop words_may_name G3"),
    ],
)
def test_words_that_may_not_be_kept_are_asked_about_and_their_answers_count(line, question):
    said = {**LINE, **SAFE, **line}
    result = read(said)
    assert asked(result) == [question]
    assert result.table["words"].tolist() == [""]
    assert result.table["answer"].tolist() == ["agree"]
    assert said["In own words"] not in everything(result)


def test_a_line_without_consent_says_nothing():
    result = read({**LINE, **SAFE, "Consent": "", "I was believed": "disagree"})
    assert asked(result) == ["stop blank_answer B3", "info words_without_consent G3"]
    (row,) = result.table.to_dict("records")
    assert (row["status"], row["answer"], row["raw"], row["words"]) == ("queried", "", "", "")


def test_whether_it_is_safe_keeps_no_answer_out_and_is_asked():
    assert read({**LINE, "Safe to contact": "no"}).table["answer"].tolist() == ["agree"]
    result = read({**LINE, "Safe to contact": ""})
    assert asked(result) == ["warn safety_not_stated C3"]
    assert result.table["answer"].tolist() == ["agree"]


def test_a_note_beside_a_person_is_not_kept():
    result = read({**LINE, "Note": "came with her sister"})
    assert asked(result) == ["info note_beside_answers I3"]
    assert "sister" not in everything(result)


def test_a_comment_on_a_cell_is_not_kept():
    sheets = book(Answers=drawn(LINE))
    sheets["Answers"]["F3"].comment = Comment("she said so to Jasmine", "worker")
    result = experience.clean({"experience/a.xlsx": saved(sheets)}, CORRECTIONS.empty(), "2025-26")
    assert result.table["answer"].tolist() == ["agree"]
    assert "Jasmine" not in everything(result)


def test_a_note_on_the_whole_sheet_is_kept_unless_it_may_name_somebody():
    heads = [" | ".join(HEADS), " | ".join(LINE.get(head, "") for head in HEADS)]
    for note, kept in (
        ("Asked in June, some with an interpreter", True),
        ("Asked by Jasmine at the centre", False),
    ):
        drawing = "\n".join(["What women told us", f"Note on the whole sheet | {note}", *heads])
        result = experience.clean(
            {"experience/a.csv": csv_file(drawing)}, CORRECTIONS.empty(), "2025-26"
        )
        assert result.table["caveat"].tolist() == [note if kept else ""]
        assert asked(result) == ([] if kept else ["stop words_may_name B2"])
        assert ("Jasmine" in everything(result)) is False


def test_an_answer_in_own_words_is_queried_without_the_words():
    result = read({**LINE, "I was believed": "only after Jasmine spoke for me"})
    assert asked(result) == ["stop unknown_answer F3"]
    (row,) = result.table.to_dict("records")
    assert (row["status"], row["raw"]) == ("queried", experience.NOT_KEPT)
    assert "Jasmine" not in everything(result)
    # What is short and names nobody can be shown to whoever has to say what was meant.
    assert read({**LINE, "I was believed": "Strongly"}).queries["typed"].tolist() == ["Strongly"]


def test_a_correction_of_words_leaves_no_trace_of_what_stood_there():
    corrections = CORRECTIONS.empty()
    was, becomes = "My worker Jasmine believed me.", "My worker believed me."
    corrections.loc[0] = [
        "experience/a.csv",
        "",
        "G3",
        was,
        becomes,
        "name taken out",
        "evaluator",
        "2026-05-01",
    ]
    content = csv_file(drawn({**LINE, **SAFE, "In own words": was}))
    result = experience.clean(
        {"experience/a.csv": content}, CORRECTIONS.check(corrections), "2025-26"
    )
    assert result.table["words"].tolist() == [becomes]
    assert "Jasmine" not in everything(result)


ANSWERED = st.fixed_dictionaries(
    {
        "since_first": st.sampled_from([*SINCE_FIRST.values(), None]),
        **dict.fromkeys(ITEMS, st.sampled_from([*AGREE.values(), None])),
    }
)


@given(st.lists(ANSWERED, min_size=1, max_size=5))
@settings(max_examples=5, deadline=None)
def test_our_workbook_filled_in_reads_as_typed(drawn):
    about = {"consent": "numbers alone", "safe": "no"}
    lines = [{"response": f"C{at}", **about, **line} for at, line in enumerate(drawn)]
    content = typed_into(workbooks("2025-26")["partnership/experience.xlsx"], PROFORMA, lines)
    result = experience.clean({"experience/answers.xlsx": content}, CORRECTIONS.empty(), "2025-26")
    fields = {field.key: field for field in PROFORMA.fields}
    assert asked(result) == []
    held = {
        (row.response, row.item): (row.answer, row.since_first) for row in result.table.itertuples()
    }
    assert held == {
        (line["response"], item): (
            meant(fields[item], line[item]),
            meant(fields["since_first"], line["since_first"]),
        )
        for line in lines
        for item in ITEMS
    }


@given(
    words=st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=6, max_size=30
    ),
    consent=st.sampled_from(
        ["may be quoted", "numbers alone", "analysis only, no words", "", "perhaps"]
    ),
    read_over=st.sampled_from(["independent advocate", ""]),
    where=st.sampled_from(["In own words", "Note", "I was believed"]),
)
@settings(max_examples=200, deadline=None)
def test_no_words_are_handed_on_but_those_that_may_be(words, consent, read_over, where):
    # Begun with letters that stand in no word of ours.
    words = "zqx" + words.replace("|", "/").replace('"', "'")
    said = f"he said {words} to me and to the children"
    result = read({**LINE, "Consent": consent, "Words read over by": read_over, where: said})
    may = (
        where == "In own words" and consent == "may be quoted" and read_over and not may_name(said)
    )
    assert (said in result.table["words"].tolist()) == bool(may)
    if not may:
        assert "zqx" not in everything(result)


def test_no_row_can_be_pushed_anywhere():
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    outs = [
        out
        for stage in stages.values()
        for out in stage.get("outs", [])
        if "experience" in str(out)
    ]
    rows = [kept for out in outs for name, kept in out.items() if name.startswith("data/")]
    assert rows
    assert all(kept["push"] is False for kept in rows)
    assert "remote" not in (ROOT / ".dvc" / "config").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "I was believed. But then I was sent on a course.",
        "MASH called me and I’m glad.",
        "It took until May.",
        "“Nobody asked.” That’s what I said.",
        "they listened… Finally!",
    ],
)
def test_plain_words_name_nobody(text):
    assert not may_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sarah believed me.",
        "I told Sarah.",
        "Mrs brown helped.",
        "in Stoke they did",
        "ring 07700 900123",
        "I was in waltham forest then",
        "Asked by O’Neill.",
        "Then Amina’s mother came.",
    ],
)
def test_what_may_be_a_name_or_a_place_counts_as_one(text):
    assert may_name(text)
