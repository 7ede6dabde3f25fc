"""Findings of coded answers, against counts made by hand from drawn ones."""

import pandas as pd
import pytest

from analysis.declare.kept import CORRECTIONS
from strands.themes.cleans import clean
from strands.themes.declares.emotions import FORMS, LEMMAS, emotions_in, is_about_emotions
from strands.themes.declares.themes import with_parts
from strands.themes.finds import coding
from strands.themes.finds.alpha import alpha

BOOK = "Code,Name,Definition\nFEAR,Fear,x\nTOOLS,Tools,y\nTIME,Time,z\n"
NO_CORRECTIONS = CORRECTIONS.empty()


def findings(*tables: pd.DataFrame) -> pd.DataFrame:
    """What is found, with what it is about in parts."""
    return with_parts(coding.findings(*tables), "survey", "wave", "question", "code", "other")


def coded(*lines: str, answers: tuple[str, ...] = (), quotes: tuple[str, ...] = ()):
    """What is found in codings drawn as `person code coder words`, answers as `person wave words`."""
    split = [[*line.split(" ", 3), "", "", ""][:4] for line in lines]
    codings = "Respondent,Survey,Wave,Question,Code,Coder,Text\n" + "".join(
        f"{who},Core,before,Q,{code},{coder},{words}\n" for who, code, coder, words in split
    )
    texts = "Respondent,Survey,Wave,Question,Answer\n" + "".join(
        f'{who},Core,{wave},Which emotions come up?,"{words}"\n'
        for who, wave, words in ([*line.split(" ", 2), ""][:3] for line in answers)
    )
    printed = "Quote ID,Source,Quote,Consent,Attribute,Leaning\n" + "".join(
        f"{line}\n" for line in quotes
    )
    files = {"book": BOOK, "codings": codings, "texts": texts, "quotes": printed}
    made = clean(
        {f"themes/{name}.csv": text.encode() for name, text in files.items()},
        NO_CORRECTIONS,
        "2025-26",
    )
    return findings(made.segments, made.sources, made.quotes)


def of(found: pd.DataFrame, statistic: str, **about: str) -> pd.Series:
    here = found["statistic"] == statistic
    for name, value in about.items():
        here &= found[name] == value
    return found[here].iloc[0]


# People and mentions


def test_people_and_mentions_are_told_apart():
    found = coded(
        "P1 FEAR Ann one",
        "P1 FEAR Ann two",
        "P1 FEAR Ann three",
        "P2 FEAR Ann one",
        "P3 TOOLS Ann one",
    )
    assert of(found, "people coded")["x"] == 3
    assert (of(found, "people", code="FEAR")["x"], of(found, "people", code="FEAR")["n"]) == (
        2,
        3,
    )
    assert of(found, "mentions", code="FEAR")["x"] == 4


def test_a_second_coder_adds_no_mentions_and_no_people():
    found = coded(
        "P1 FEAR Ann one",
        "P1 FEAR Ann two",
        "P1 FEAR Ben one",
        "P2 FEAR Ben one",
        "P2 FEAR Cem all",
    )
    assert of(found, "people", code="FEAR")["x"] == 2
    assert of(found, "mentions", code="FEAR")["x"] == 3


def test_who_was_read_and_given_no_code_belongs_to_the_base():
    found = coded("P1 FEAR Ann", "P2 none Ann")
    assert of(found, "people", code="FEAR")["n"] == 2


def test_an_answer_nobody_coded_is_not_in_the_base():
    found = coded("P1 FEAR Ann", answers=("P2 before scared",))
    assert of(found, "people coded")["x"] == 1


def test_what_is_queried_is_counted_nowhere():
    found = coded("P1 FEAR Ann", "P2 RAGE Ann", "P3 TOOLS Ann")
    assert set(found[found["statistic"] == "people"]["code"]) == {"FEAR", "TOOLS"}
    assert of(found, "people coded")["x"] == 2


def test_the_interval_is_wilson_s_and_only_of_twenty_people():
    found = coded(*(f"P{n} FEAR Ann" for n in range(6)), *(f"P{n} none Ann" for n in range(6, 25)))
    row = of(found, "people", code="FEAR")
    # Wilson (1927) for 6 of 25, by his formula.
    p, n, z = 6 / 25, 25, 1.959964
    middle, half = p + z * z / (2 * n), z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5
    ends = [(middle + side * half) / (1 + z * z / n) for side in (-1, 1)]
    assert [row["estimate"], row["low"], row["high"]] == pytest.approx([p, *ends], abs=1e-6)
    few = of(coded(*(f"P{n} FEAR Ann" for n in range(19))), "people", code="FEAR")
    assert few["x"] == 19
    assert pd.isna(few["estimate"])
    assert few["note"] == "no percentage: fewer than 20 people"


def test_rows_name_the_cells_a_number_is_made_of():
    row = of(coded("P1 FEAR Ann", "P2 TOOLS Ann"), "people", code="TOOLS")
    assert row["rows"] == "themes/codings.csv!!E3"


# Together


def test_codes_stand_together_within_a_person():
    both = [f"P{n} {code} Ann" for n in range(3) for code in ("FEAR", "TOOLS")]
    found = coded(*both, "P4 FEAR Ann", "P5 TIME Ann", "P5 TOOLS Ann")
    row = of(found, "people with both")
    assert (row["code"], row["other"], row["x"], row["n"]) == ("FEAR", "TOOLS", 3, 5)
    assert pd.isna(row["estimate"])
    # TIME and TOOLS stand together in one person only.
    assert (found["statistic"] == "people with both").sum() == 1


# Agreement


def test_share_of_texts_coded_twice():
    row = of(coded("P1 FEAR Ann", "P1 none Ben", "P2 FEAR Ann", "P3 FEAR Ann"), "texts coded twice")
    assert (row["x"], row["n"]) == (1, 3)
    assert row["estimate"] == pytest.approx(1 / 3)


def test_agreement_a_code_is_alpha_over_the_texts_both_coded():
    lines = [
        "P1 FEAR Ann",
        "P1 FEAR Ben",
        "P2 FEAR Ann",
        "P2 none Ben",
        "P3 none Ann",
        "P3 none Ben",
        "P4 FEAR Ann",
        "P4 FEAR Ben",
        "P5 none Ann",
        "P5 TOOLS Ben",
        "P6 FEAR Ann",
    ]
    row = of(coded(*lines), "agreement", code="FEAR")
    # Two coders, five texts: one disagreement among ten codes of which five say yes: 1 - 9 * 2 / (2 * 5 * 5).
    assert row["estimate"] == pytest.approx(1 - 9 * 2 / 50)
    given = of(coded(*lines), "texts given the code", code="FEAR")
    assert (row["n"], given["n"], given["x"]) == (5, 5, 3)
    ratings = pd.DataFrame({"Ann": [1.0, 1, 0, 1, 0], "Ben": [1.0, 0, 0, 1, 0]})
    expected = next(
        each for each in alpha(ratings, "nominal") if each["statistic"] == "agreement: alpha"
    )
    assert row["note"] == expected["note"] != ""
    assert pd.isna(row["low"])


def test_a_question_in_which_nobody_gave_the_code_is_no_agreement_about_it():
    lines = [
        f"P{n},Core,,{question},{code},{coder},"
        for n in range(4)
        for coder in ("Ann", "Ben")
        for question, code in (("Q", "FEAR" if n < 2 else "none"), ("Q2", "TOOLS"))
    ]
    codings = "Respondent,Survey,Wave,Question,Code,Coder,Text\n" + "\n".join(lines)
    files = {"themes/book.csv": BOOK.encode(), "themes/codings.csv": codings.encode()}
    made = clean(files, NO_CORRECTIONS, "2025-26")
    found = findings(made.segments, made.sources, made.quotes)
    row = of(found, "agreement", code="FEAR")
    assert (row["n"], row["estimate"]) == (4, 1.0)
    assert of(found, "texts given the code", code="FEAR")["x"] == 2


def test_no_agreement_where_every_coder_gives_a_code_to_every_text():
    row = of(
        coded("P1 FEAR Ann", "P1 FEAR Ben", "P2 FEAR Ann", "P2 FEAR Ben"), "agreement", code="FEAR"
    )
    assert pd.isna(row["estimate"])
    assert row["note"] == "no alpha: every code is the same"


def test_one_coder_has_no_agreement():
    assert "agreement" not in set(coded("P1 FEAR Ann", "P2 FEAR Ben")["statistic"])


# Emotions


def test_each_form_belongs_to_one_emotion():
    assert 25 <= len(LEMMAS) <= 35
    assert 60 <= len(FORMS) <= 120
    assert len(set(FORMS)) == len(FORMS)
    for lemma, forms in LEMMAS.items():
        assert lemma in forms
        for form in forms:
            assert emotions_in(f"I was {form}.") == {lemma}, form
            assert emotions_in(f"{form.upper()}!") == {lemma}, form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anxiety, fear – and ANGER", {"anxious", "afraid", "angry"}),
        ("scared, very scared, frightened", {"afraid"}),
        ("not so anxious, less worried", set()),
        ("I don’t feel confident", set()),
        ("not sure, ill-equipped", {"unsure", "unprepared"}),
        ("no fear but curious", {"curious"}),
        ("fearless and reassuring", set()),
        ("hunger", set()),
        ("", set()),
        ("<b>calm</b> =hope", {"calm", "hopeful"}),
    ],
)
def test_emotions_people_name(text, found):
    assert emotions_in(text) == found


def test_which_questions_ask_for_emotions():
    assert is_about_emotions("Name three Emotions")
    assert is_about_emotions("How do you feel?")
    assert not is_about_emotions("What did you learn?")


def test_people_who_name_an_emotion_by_wave():
    before = [f"P{n} before scared and scared again" for n in range(4)] + [
        "P9 before none of these"
    ]
    after = [f"R{n} after {'scared' if n < 1 else 'calm'}" for n in range(5)]
    found = coded(answers=(*before, *after))
    asked = of(found, "people who told an emotion", wave="before")
    assert (asked["x"], asked["n"]) == (4, 5)
    assert of(found, "emotion", code="afraid", wave="before")["x"] == 4
    row = of(found, "emotion", code="afraid", wave="after")
    assert (row["x"], row["n"]) == (1, 5)
    # All of them together; somebody may name two.
    assert of(found, "emotion", code="", wave="after")["x"] == 5
    # Nobody is a number like any other.
    assert of(found, "emotion", code="calm", wave="before")["x"] == 0


def test_an_emotion_that_nobody_names_is_left_out():
    found = coded(answers=("P1 before scared", "P2 after scared"))
    assert set(found.loc[found["statistic"] == "emotion", "code"]) == {"", "afraid"}


# Quotes


def test_balance_counts_usable_quotes_only():
    quotes = (
        "Q1,P1,scared,publish,Survey,supporting",
        "Q2,P1,scared,,Survey,supporting",
        "Q3,P1,scared,anonymous,Survey,contradicting",
        "Q4,P1,scared,analysis only,Survey,complicating",
    )
    found = coded(answers=("P1 before scared",), quotes=quotes)
    here = found[found["statistic"] == "quotes"].set_index("code")["x"].to_dict()
    assert here == {"supporting": 1, "complicating": 0, "contradicting": 1, "not stated": 0}
    back = of(found, "quotes that cannot be printed")
    assert back["x"] == 2
    why = found[found["statistic"] == "quotes kept back"].set_index("code")["x"].to_dict()
    assert why == {"no consent is stated": 1, "consent is for analysis only": 1}


def test_nothing_received_is_nothing_found():
    made = clean({}, NO_CORRECTIONS, "2023-25")
    assert findings(made.segments, made.sources, made.quotes).empty


def test_log_odds_mark_the_wave_an_emotion_belongs_to_and_turn_round_with_the_waves():
    fear = [f"P{i} before fear" for i in range(6)] + [f"Q{i} after fear" for i in range(3)]
    hope = [f"R{i} before hope" for i in range(3)] + [f"S{i} after hope" for i in range(6)]
    turned = [
        line.replace("before", "x").replace("after", "before").replace("x", "after")
        for line in fear + hope
    ]
    found, mirror = coded(answers=(*fear, *hope)), coded(answers=tuple(turned))
    name = "emotion, after against before"
    assert (
        of(found, name, code="hopeful")["estimate"] > 0 > of(found, name, code="afraid")["estimate"]
    )
    for lemma in ("hopeful", "afraid"):
        there, back = of(found, name, code=lemma), of(mirror, name, code=lemma)
        assert there["estimate"] == pytest.approx(-back["estimate"])
        assert there["low"] == pytest.approx(-back["high"])


def test_a_pair_of_themes_tells_of_four_groups():
    both = [f"P{n} {code} Ann" for n in range(6) for code in ("FEAR", "TOOLS")]
    alone = [f"Q{n} FEAR Ann" for n in range(4)] + [f"R{n} TOOLS Ann" for n in range(5)]
    found = coded(*both, *alone, *(f"S{n} none Ann" for n in range(7)))
    assert of(found, "fewest: pair")["x"] == 4
