"""Codings, codebooks, answers and quotes: what is read of them, what is asked, and what can be printed."""

import io
import re

import openpyxl
import pandas as pd
import pytest
import qdpx
from drawing import NO_CORRECTIONS
from qdpx import coding, guid, packed, project, selection, source

from analysis.declare.table import InputError
from analysis.read.ask.account import ASIDE, ASKED, VALUE
from analysis.read.personal.words import pseudonym
from simulated.projects import user
from strands.themes.cleans import clean, is_record

BOOK = (
    "Code,Name,Definition,Version,Parent\nFEAR,Fear,Being afraid,2,\nTOOLS,Wants tools,Asks for"
    " tools,2,\n"
)
CODINGS = "Respondent ID,Survey,Wave,Question,Theme,Coded by,Extract"
ANSWERS = "Respondent,Survey,Wave,Question,Answer"
SAID = "P1,Core,before,What do you feel?,“I am scared of him” and I want tools."
QUOTES = "Quote ID,Source,Quote,Consent,Attribute,Borough,Role,Redaction,Leaning,Theme"

# What stands for the names of two coders.
ANN, BEN = pseudonym("Ann"), pseudonym("Ben")


def cleaned(*, corrections=NO_CORRECTIONS, **files: str | bytes):
    """Files by a short name: `book`, `codings` and so on are text files, `qdpx` a project."""
    named = {
        f"themes/{name}.{'qdpx' if isinstance(held, bytes) else 'csv'}": held
        for name, held in files.items()
    }
    content = {
        name: held if isinstance(held, bytes) else held.encode() for name, held in named.items()
    }
    return clean(content, corrections, "2025-26")


def rules(made) -> list[str]:
    return made.queries["rule"].tolist()


def drawn(frame: pd.DataFrame, *columns: str) -> list[str]:
    held = [["" if pd.isna(value) else str(value) for value in frame[column]] for column in columns]
    return [" ".join(values) for values in zip(*held, strict=True)]


# Codings


def test_a_coding_in_a_table_is_one_row_that_knows_its_cell():
    made = cleaned(
        book=BOOK, codings=f"{CODINGS}\nP1,Core training,pre,What do you feel?,fear,Ann,scared\n"
    )
    (row,) = made.segments.to_dict("records")
    assert [
        row[name] for name in ("respondent", "survey", "wave", "question", "code", "coder", "text")
    ] == ["P1", "core", "before", "What do you feel?", "FEAR", ANN, "scared"]
    assert (row["file"], row["cell"], row["raw"], row["status"]) == (
        "themes/codings.csv",
        "E2",
        "fear",
        "returned",
    )
    assert rules(made) == []


@pytest.mark.parametrize(
    ("survey", "wave", "expected"),
    [
        ("Core", "before", "core before"),
        ("core_before", "", "core before"),
        ("Core training survey", "Post", "core after"),
        ("Core training, afterwards", "", "core after"),
        ("Supervisor training", "", "supervisors "),
        ("Interviews", "", "interview "),
        ("ALS", "", "action_learning_set "),
        ("", "", " "),
    ],
)
def test_surveys_and_waves_however_they_are_written(survey, wave, expected):
    made = cleaned(book=BOOK, codings=f'{CODINGS}\nP1,"{survey}",{wave},Q,FEAR,Ann,\n')
    assert drawn(made.segments, "survey", "wave") == [expected]
    assert rules(made) == []


def test_a_survey_or_wave_nobody_knows_is_asked_about_and_its_coding_not_counted():
    made = cleaned(
        book=BOOK,
        codings=f"{CODINGS}\nP1,Doorstep,before,Q,FEAR,Ann,\nP2,Core,midway,Q,FEAR,Ann,\n",
    )
    assert rules(made) == ["unknown_word", "unknown_word"]
    assert made.queries["cell"].tolist() == ["B2", "C3"]
    assert set(made.segments["status"]) == {"queried"}


def test_a_code_is_known_by_its_key_or_its_name_in_its_version():
    head = CODINGS + ",Codebook version"
    made = cleaned(
        book=BOOK + "FEAR,Fear,Being scared,1,\n",
        codings="\n".join(
            (
                head,
                "P1,Core,,Q,wants  Tools,Ann,,2",
                "P2,Core,,Q,TOOLS,Ann,,1",
                "P3,Core,,Q,Fear,Ann,,",
                "P4,Core,,Q,Rage,Ann,,",
            )
        ),
    )
    assert drawn(made.segments, "code", "status") == [
        "TOOLS returned",
        "TOOLS queried",
        "FEAR returned",
        "Rage queried",
    ]
    asked = made.queries[made.queries["rule"] == "code_not_in_codebook"]["question"].tolist()
    assert asked == [
        "'TOOLS' is no code of version 1 of the codebook. Which code is meant?",
        "'Rage' is no code of the codebook. Which code is meant?",
    ]
    assert drawn(made.codes, "code", "version") == ["FEAR 2", "TOOLS 2", "FEAR 1"]


def test_a_name_that_two_codes_share_is_not_guessed():
    book = "Code,Name,Definition\nA,Fear,x\nB,Fear,y\n"
    made = cleaned(book=book, codings=f"{CODINGS}\nP1,Core,,Q,Fear,Ann,\nP1,Core,,Q,B,Ann,\n")
    assert drawn(made.segments, "code", "status") == ["Fear queried", "B returned"]
    assert "or of several" in made.queries["question"].item()


def test_without_a_codebook_codes_stand_as_typed_and_that_is_asked_once():
    made = cleaned(codings=f"{CODINGS}\nP1,Core,,Q,Fear,Ann,\nP2,Core,,Q,Rage,Ann,\n")
    assert drawn(made.segments, "code", "status") == ["Fear returned", "Rage returned"]
    assert rules(made) == ["no_codebook"]


def test_the_same_coding_twice_is_kept_once_and_two_mentions_are_two():
    lines = (
        "P1,Core,,Q,FEAR,Ann,scared",
        "P1,Core,,Q,FEAR,Ann,afraid",
        "P1,Core,,Q,FEAR,Ben,scared",
    )
    made = cleaned(book=BOOK, codings="\n".join((CODINGS, *lines, lines[0])))
    assert len(made.segments) == 3
    assert rules(made) == ["duplicate_coding"]
    assert "themes/codings.csv E2" in made.queries["question"].item()


def test_who_coded_a_text_and_who_read_it_and_found_nothing():
    made = cleaned(
        book=BOOK,
        codings=(
            f"{CODINGS}\nP1,Core,,Q,FEAR,Ann,\nP1,Core,,Q,no"
            " code,Ben,\nP2,Core,,Q,FEAR,,\nP3,Core,,Q,,Ann,\n"
        ),
    )
    assert drawn(made.sources, "respondent", "coders", "coder_count", "double_coded") == [
        f"P1 {ANN}; {BEN} 2 yes",
        "P2  0 no",
        "P3  0 no",
    ]
    assert drawn(made.segments, "respondent", "code") == ["P1 FEAR", "P2 FEAR"]
    assert rules(made) == ["coder_unnamed", "coding_without_code"]


def test_a_coding_of_nobody_is_asked_about():
    made = cleaned(book=BOOK, codings=f"{CODINGS}\n,Core,,Q,FEAR,Ann,\n")
    assert rules(made) == ["coding_without_text"]
    assert made.segments.empty


SPANS = CODINGS + ",Start,End"


@pytest.mark.parametrize(
    ("words", "start", "end", "kept", "asked"),
    [
        ("scared", "", "", "6 12 scared", []),
        ("", "6", "12", "6 12 scared", []),
        ("scared", "6", "12", "6 12 scared", []),
        ('"I am scared of him"', "", "", '  "I am scared of him"', []),
        ("tools", "6", "12", "6 12 ", ["segment_text_differs"]),
        ("terrified", "", "", "  ", ["segment_text_differs"]),
        ("", "6", "400", "  ", ["segment_outside_text"]),
        ("", "12", "6", "  ", ["segment_outside_text"]),
        ("", "six", "12", "  ", ["segment_outside_text"]),
        ("", "-1", "12", "  ", ["segment_outside_text"]),
        ("", "6", "", "  ", ["segment_outside_text"]),
    ],
)
def test_a_passage_is_the_words_at_its_place_or_not_known(words, start, end, kept, asked):
    quoted = '"' + words.replace('"', '""') + '"'
    line = f"P1,Core,before,What do you feel?,FEAR,Ann,{quoted},{start},{end}"
    made = cleaned(book=BOOK, answers=f"{ANSWERS}\n{SAID}\n", codings=f"{SPANS}\n{line}\n")
    assert drawn(made.segments, "start", "end", "text") == [kept]
    assert set(made.segments["status"]) == {"returned"}
    assert rules(made) == asked


def test_answers_that_nobody_coded_are_kept_as_texts():
    made = cleaned(book=BOOK, answers=f"{ANSWERS}\n{SAID}\nP2,Core,before,What do you feel?,\n")
    assert drawn(made.sources, "respondent", "coder_count", "text") == [
        "P1 0 “I am scared of him” and I want tools."
    ]
    assert made.segments.empty


# Projects

TEXT = "I feel 😟 scared. I want tools."


def test_a_project_and_a_table_of_the_same_study_come_to_the_same_rows():
    at = TEXT.index("scared")
    one = source(
        "R1",
        selection(at, at + 6, coding("fear"), coding("fear", "Ben")),
        coding("tools"),
        text=TEXT,
        values={"Survey": "Core training", "Wave": "before", "Question": "What do you feel?"},
    )
    made = cleaned(core=packed(project(one, cases={"P07": ["R1"]})))
    assert drawn(made.segments, "respondent", "survey", "wave", "code", "coder", "text") == [
        f"P07 core before Wants tools {ANN} {TEXT}",
        f"P07 core before Fear {ANN} scared",
        f"P07 core before Fear {BEN} scared",
    ]
    assert drawn(made.sources, "source", "coders", "double_coded") == [f"R1 {ANN}; {BEN} yes"]
    assert (made.segments["cell"].str.len() == 36).all()
    assert set(made.segments["sheet"]) == {"project.qde"}
    assert rules(made) == []


def test_what_a_project_leaves_open_is_asked_about_at_its_guid():
    one = source("R1", selection(3, 900, coding("fear", "")), text=TEXT)
    two = source("R2", selection(0, 4, coding("gone")), path="internal://gone.txt")
    made = cleaned(core=packed(project(one, two, cases={"P07": ["R1"]})))
    assert sorted(rules(made)) == [
        "code_not_in_codebook",
        "coder_unnamed",
        "respondent_unnamed",
        "segment_outside_text",
        "source_text_missing",
    ]
    outside = made.queries[made.queries["rule"] == "segment_outside_text"].iloc[0]
    assert "Characters 3 to 900" in outside["question"]
    assert len(outside["cell"]) == 36
    assert drawn(made.segments, "status", "text") == ["returned ", "queried "]


def test_two_texts_of_one_name_stay_two():
    both = [
        source("R1", coding("fear", number=n), text=text).replace('guid="5231', f'guid="523{n}', 1)
        for n, text in ((1, "One."), (2, "Two."))
    ]
    made = cleaned(core=packed(project(*both)))
    assert sorted(made.sources["text"]) == ["One.", "Two."]
    assert sorted(made.segments["text"]) == ["One.", "Two."]


def test_two_coders_projects_of_one_study_make_one_text_coded_twice():
    files = {
        coder: packed(project(source("R1", coding("fear", coder), text=TEXT), cases={"P1": ["R1"]}))
        for coder in ("Ann", "Ben")
    }
    made = cleaned(**files)
    assert drawn(made.sources, "coders", "double_coded") == [f"{ANN}; {BEN} yes"]
    other = packed(
        project(source("R1", coding("fear", "Ben"), text=TEXT + " Changed."), cases={"P1": ["R1"]})
    )
    made = cleaned(Ann=files["Ann"], Ben=other)
    assert rules(made) == ["source_text_differs"]
    assert made.sources["text"].tolist() == [TEXT]
    assert made.segments["text"].tolist() == [TEXT, TEXT + " Changed."]


# Quotes


def quoted(line: str, answers: str = SAID):
    made = cleaned(book=BOOK, answers=f"{ANSWERS}\n{answers}\n", quotes=f"{QUOTES}\n{line}\n")
    return made.quotes.iloc[0], rules(made)


GOOD = "Q1,P1,I want tools,publish,Core survey response,,,,supporting,Tools"


def test_a_quote_that_all_bears_is_usable():
    quote, asked = quoted(GOOD)
    assert (quote["usable"], quote["why_not"], asked) == ("yes", "", [])
    assert (quote["start"], quote["end"], quote["leaning"], quote["cell"]) == (
        25,
        37,
        "supporting",
        "C2",
    )


@pytest.mark.parametrize(
    ("quote", "redaction", "usable"),
    [
        ("'I am   scared of him' and", "", "yes"),
        ("I am scared of [father]", "", "no"),
        ("I am scared of [father]", "father for a name", "yes"),
        ("I am scared ... want tools", "words left out", "yes"),
        ("I am scared ... want tools", "", "no"),
        ("want tools ... scared", "words left out", "no"),
        ("I am scared of [father] tools", "a name", "yes"),
        ("I am frightened [father]", "a name", "no"),
        ("I am Scared", "", "no"),
        ("...", "all left out", "no"),
        ("[father]", "a name", "no"),
        ("", "", "no"),
    ],
)
def test_a_quote_is_the_words_of_its_source(quote, redaction, usable):
    row, asked = quoted(f"Q1,P1,{quote},publish,Core survey response,,,{redaction},supporting,T")
    assert row["usable"] == usable
    assert asked == ([] if usable == "yes" else ["quote_not_verbatim"])
    assert row["text"] == " ".join(quote.split())


def test_words_far_apart_are_not_joined_by_a_replaced_name():
    long = "P1,Core,before,Q,I am scared " + "and so on " * 20 + "of it all."
    assert (
        quoted(
            "Q1,P1,I am scared [x] of it,publish,Core survey response,,,a name,supporting,T", long
        )[0]["usable"]
        == "no"
    )


@pytest.mark.parametrize(
    ("change", "rule", "why"),
    [
        (("publish", ""), ["consent_missing"], "no consent is stated"),
        (("publish", "maybe"), ["unknown_word"], "its consent cannot be read"),
        (("publish", "Analysis only"), [], "consent is for analysis only"),
        (("Core survey response", ""), ["attribute_missing"], "nothing says whose it is"),
        (("supporting", "sideways"), ["unknown_word"], "its leaning cannot be read"),
        ((",P1,", ",P9,"), ["quote_not_verbatim"], "its words are not in its source"),
        ((",P1,", ",,"), ["quote_not_verbatim"], "its words are not in its source"),
    ],
)
def test_what_keeps_a_quote_from_being_printed(change, rule, why):
    quote, asked = quoted(GOOD.replace(*change))
    assert (quote["usable"], quote["why_not"], asked) == ("no", why, rule)
    assert quote["text"] == "I want tools"


@pytest.mark.parametrize(
    ("borough", "role", "attribute", "tier", "usable"),
    [
        ("Hackney", "Implementation lead", "Interview", "publish", "no"),
        ("Hackney", "", "Implementation lead", "publish", "no"),
        ("", "Implementation lead", "Project team member", "publish", "yes"),
        ("", "", "Implementation lead, Hackney", "publish", "no"),
        ("Barnet", "Supervisor", "CSC supervisor", "publish", "no"),
        ("Barnet", "Principal social worker", "Interview", "publish", "no"),
        ("Barnet", "Social worker", "Trained social worker", "publish", "yes"),
        ("Barnet", "Chief dog walker", "Interview", "publish", "no"),
        ("Barnet", "", "Core survey response", "publish", "yes"),
        ("Camden", "Project manager", "Interview", "publish", "no"),
        ("", "Social worker", "Trained social worker, Newham", "publish", "yes"),
        ("", "Social worker", "Trained social worker, Newham", "anonymous", "no"),
        ("", "Project team member", "Project team member", "anonymous", "yes"),
    ],
)
def test_a_borough_and_a_role_may_not_tell_who_is_meant(borough, role, attribute, tier, usable):
    quote, asked = quoted(f'Q1,P1,I want tools,{tier},"{attribute}",{borough},{role},,supporting,T')
    assert quote["usable"] == usable
    assert asked == ([] if usable == "yes" else ["quote_names_person"])


def test_a_borough_in_the_words_themselves_counts_too():
    said = "P1,Core,before,Q,We in Waltham Forest want tools."
    line = (
        "Q1,P1,We in Waltham Forest want tools,publish,Interview,,Implementation lead,,supporting,T"
    )
    quote, asked = quoted(line, said)
    assert (quote["usable"], asked) == ("no", ["quote_names_person"])


def test_quotes_of_one_number_are_both_kept():
    made = cleaned(answers=f"{ANSWERS}\n{SAID}\n", quotes=f"{QUOTES}\n{GOOD}\n{GOOD}\n{GOOD[2:]}\n")
    assert made.quotes["quote"].tolist()[:2] == ["Q1", "Q1 (themes/quotes.csv C3)"]
    assert len(made.quotes) == 3


# Bad input


def test_markup_and_formulas_are_kept_as_the_characters_they_are():
    text = '<script>alert(1)</script> =HYPERLINK("http://x") **bold** {{x}}'
    answer = f'P1,Core,before,Q,"{text.replace(chr(34), chr(34) * 2)}"'
    made = cleaned(
        answers=f"{ANSWERS}\n{answer}\nP2,Core,before,Q,=1+1\n",
        codings=f"{CODINGS}\nP1,Core,,Q,=2+2,Ann,\n",
    )
    assert made.sources["text"].tolist()[:2] == [text, "=1+1"]
    assert made.segments["code"].tolist() == ["=2+2"]


def test_an_excel_file_is_read_like_a_text_file():
    workbook = openpyxl.Workbook()
    workbook.active.append(["Code", "Name", "Definition"])
    workbook.active.append(["FEAR", "Jane Fear", "x"])
    workbook.active.append(["RAGE", "John Rage", "y"])
    content = io.BytesIO()
    workbook.save(content)
    made = clean({"themes/book.xlsx": content.getvalue()}, NO_CORRECTIONS, "2025-26")
    assert drawn(made.codes, "code", "sheet", "cell") == ["FEAR Sheet A2", "RAGE Sheet A3"]


def test_a_code_twice_in_one_codebook_is_asked_about():
    made = cleaned(book=BOOK + "FEAR,Fear,Something else,2,\n")
    assert rules(made) == ["code_twice"]
    assert made.codes["definition"].tolist() == ["Being afraid", "Asks for tools"]


def test_columns_of_single_children_are_refused():
    with pytest.raises(InputError, match="single children"):
        cleaned(answers=ANSWERS + ",Date of birth\n" + SAID + ",2012-01-01\n")


def test_a_broken_project_is_refused_in_one_line():
    with pytest.raises(InputError, match=r"^cannot read themes/core\.qdpx: .*; export"):
        cleaned(core=b"PK\x03\x04 broken")


def test_a_text_cut_at_its_comma_is_asked_about():
    made = cleaned(answers=f"{ANSWERS}\n{SAID}, and more\n")
    assert rules(made) == ["cell_without_heading"]
    assert (made.queries["cell"].item(), made.queries["typed"].item()) == ("F2", " and more")


def test_a_table_that_is_none_of_these_is_asked_about():
    assert rules(cleaned(odd="Fruit,Colour\nApple,red\n")) == ["nothing_read"]


def test_corrections_are_applied_and_those_to_other_files_passed_over():
    entry = {
        "file": "themes/codings.csv",
        "sheet": "",
        "cell": "E2",
        "was": "Fera",
        "becomes": "FEAR",
        "why": "slip",
        "who": "evaluator",
        "decided": "2026-05",
    }
    both = pd.DataFrame([entry, {**entry, "file": "themes/themes.csv"}])
    made = cleaned(book=BOOK, codings=f"{CODINGS}\nP1,Core,,Q,Fera,Ann,\n", corrections=both)
    assert drawn(made.segments, "code", "raw", "status") == ["FEAR Fera returned"]
    assert "slip" in made.segments["caveat"].item()


def test_no_files_make_empty_tables():
    made = clean({}, NO_CORRECTIONS, "2023-25")
    assert all(
        frame.empty
        for frame in (made.codes, made.segments, made.sources, made.quotes, made.queries)
    )


def test_codings_and_printed_counts_are_told_apart():
    for text in (
        BOOK,
        f"{CODINGS}\nP1,Core,,Q,FEAR,Ann,\n",
        f"{ANSWERS}\n{SAID}\n",
        f"{QUOTES}\n{GOOD}\n",
    ):
        assert is_record("themes/x.csv", text.encode())
    assert is_record("themes/x.qdpx", b"broken")
    for text in (
        "Survey,Question,Theme,Noted\noverview,Q,T,3\n",
        (
            "Survey,Question,Themes announced,People who answered,Unit,Printed"
            " in\noverview,Q,6,,not stated,p\n"
        ),
        "Survey,Questionnaires,People,Printed in\noverview,returned,342,p\n",
    ):
        assert not is_record("themes/x.csv", text.encode())
    assert not is_record("themes/x.xlsx", b"broken")
    assert not is_record("themes/x.csv", b"")


# Account and names


def ends(made) -> dict[str, str]:
    return dict(zip(made.account["cell"], made.account["end"], strict=True))


def test_everything_in_a_project_is_read_asked_about_or_set_aside():
    picture = (
        f'<PictureSource guid="{guid("photo")}" name="P"><PictureSelection guid="{guid("q")}"'
        f' firstX="1" firstY="1" secondX="2" secondY="2">{coding("fear", number=9)}'
        "</PictureSelection></PictureSource>"
    )
    at = TEXT.index("scared")
    said = selection(at, at + 6, coding("fear"))
    beyond = selection(900, 950, coding("tools"))
    unknown = selection(0, 6, coding("rage", number=2))
    xml = project(
        source("R1", said, beyond, unknown, text=TEXT), picture, cases={"P1": ["R1"]}
    ).replace("</Project>", f'<Notes><Note guid="{guid("memo")}"/></Notes></Project>')
    made = cleaned(qdpx=packed(xml))
    found = {place.casefold(): end for place, end in ends(made).items()}
    of_coding = {
        key: re.search(r'guid="([^"]+)"', text)[1]
        for key, text in {
            "said": coding("fear"),
            "beyond": coding("tools"),
            "unknown": coding("rage", number=2),
            "picture": coding("fear", number=9),
        }.items()
    }
    assert {key: found[place.casefold()] for key, place in of_coding.items()} == {
        "said": VALUE,
        "beyond": ASKED,
        "unknown": ASKED,
        "picture": ASKED,
    }
    assert found[guid("R1").casefold()] == VALUE == found[guid("wrong").casefold()]
    assert found[guid("photo").casefold()] == ASIDE == found[guid("memo").casefold()]
    # Three codes, a text, four codings, a picture and a note, each once.
    assert len(made.account) == 10


def test_every_line_of_codings_is_read_or_asked_about():
    made = cleaned(
        book=BOOK,
        codings=f"{CODINGS}\nP1,Core,,Q,FEAR,Ann,scared\nP2,Core,,Q,,Ann,\n3,Core,,Q,TOOLS,Ann,\n",
    )
    found = made.account[made.account["file"] == "themes/codings.csv"]
    assert dict(zip(found["cell"], found["end"], strict=True)) == {
        "E2": VALUE,
        "E3": ASKED,
        "E4": VALUE,
        "A4": VALUE,
    }


MAIL, WHO = "jane.marchmont@example.org", "Jane Marchmont"


def test_nobody_is_named_in_anything_that_cleaning_makes():
    people = project(
        source(WHO, selection(0, 6, coding("fear", WHO)), text=TEXT),
        source("R2", selection(0, 6, coding("jane", MAIL)), text=f"{WHO} rang {MAIL}"),
        users="".join(map(user, (WHO, MAIL))),
        codes=qdpx.code("fear", "Fear", f"As {WHO} says") + qdpx.code("jane", f"{WHO} herself"),
        cases={MAIL: [WHO], WHO: ["R2"]},
    )
    line = f"{WHO},Core,,Ask {WHO},FEAR,{MAIL},I fear {WHO}"
    quote = f"1,{WHO},“I fear {WHO}”,publish,“{WHO}, manager”,Hackney,manager,took {WHO} out,,"
    made = cleaned(
        book=BOOK,
        qdpx=packed(people),
        codings=f"{CODINGS}\n{line}\n",
        quotes=f"{QUOTES}\n{quote}\n",
    )
    for name, frame in {**made.frames, "account": made.account}.items():
        held = frame.to_csv().casefold()
        assert "marchmont" not in held, name
    # The same person is one key, wherever she stands.
    assert {pseudonym(WHO), pseudonym(MAIL)} == set(made.sources["respondent"])
    assert {pseudonym(WHO), pseudonym(MAIL)} == set(made.segments["coder"])
    assert "personal_words" in rules(made)


def test_an_empty_project_is_refused_for_what_it_is():
    with pytest.raises(InputError, match="no code, text or coding is in it"):
        cleaned(qdpx=packed(project(codes="", users="")))
