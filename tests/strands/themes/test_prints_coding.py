"""The printed page of coded answers: the numbers of the findings, no figure without its table, and no quote unasked."""

import pandas as pd
import pytest

from analysis.declare.kept import CORRECTIONS
from analysis.declare.withheld import WITHHELD
from analysis.show.printed import Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.themes.cleans import clean
from strands.themes.finds.coding import findings
from strands.themes.prints import coding
from strands.themes.prints.emotions import emotions

PERIOD, NBSP = "2025-26", "\N{NO-BREAK SPACE}"
CODINGS = "Respondent,Survey,Wave,Question,Code,Coder,Text\n"
ANSWERS = "Respondent,Survey,Wave,Question,Answer\n"
QUOTES = "Quote ID,Source,Quote,Consent,Attribute,Borough,Role,Leaning\n"
BOOK = "Code,Name,Definition\nFEAR,Fear of it,x\nTOOLS,Tools,y\n"

# Of 24 people 6 speak of fear and 3 of both; 4 are coded twice. 24 answer before and 20 after.
LINES = [
    *(
        f"P{n},Core,before,What {{do}} *you* want?,{'FEAR' if n < 6 else 'none'},Ann,one"
        for n in range(24)
    ),
    *(f"P{n},Core,before,What {{do}} *you* want?,TOOLS,Ann,two" for n in (0, 1, 2, 10)),
    *(f"P{n},Core,before,What {{do}} *you* want?,FEAR,Ben,one" for n in range(4)),
    "P5,Core,before,What {do} *you* want?,FEAR,Ann,three",
]
FELT = [
    *(
        f"P{n},Core,before,Which emotions?,{'scared' if n < 12 else 'calm' if n < 14 else 'odd'}"
        for n in range(24)
    ),
    *(
        f"R{n},Core,after,Which emotions?,{'scared and calm' if n < 5 else 'calm'}"
        for n in range(20)
    ),
]
SAID = [
    "Q1,P1,scared,publish,Survey *response*,,,supporting",
    "Q2,R1,scared and calm,anonymous,CSC supervisor,,,contradicting",
    "Q3,P2,scared,,Survey response,,,supporting",
    "Q4,P3,scared,publish,Implementation lead,Hackney,,supporting",
]


def cleaned(codings=LINES, answers=FELT, quotes=SAID):
    texts = {
        "book": BOOK,
        "codings": CODINGS + "\n".join(codings),
        "answers": ANSWERS + "\n".join(answers),
        "quotes": QUOTES + "\n".join(quotes),
    }
    files = {f"themes/{name}.csv": f"{text}\n".encode() for name, text in texts.items()}
    return clean(files, CORRECTIONS.empty(), PERIOD)


@pytest.fixture(scope="module")
def made():
    return cleaned()


@pytest.fixture(scope="module")
def found(made):
    return findings(made.segments, made.sources, made.quotes)


def tables(blocks) -> list[PrintedTable]:
    return [block for block in blocks if isinstance(block, PrintedTable)]


def test_people_and_mentions_stand_beside_each_other(found, made):
    (table,) = tables(coding.themes(found, made.codes, PERIOD))
    assert table.cells.to_numpy().tolist() == [
        ["Fear of it", "6", f"25% (12{NBSP}to{NBSP}45)", "7"],
        ["Tools", "4", f"17% (7{NBSP}to{NBSP}36)", "4"],
    ]
    assert table.cells.columns[2] == "Of 24 people coded (95% interval)"
    assert table.caption == "Core, before the training: What do you want?"
    assert set(table.data["statistic"]) == {"people", "mentions"}


def test_below_twenty_people_there_is_a_count_and_a_dash(made):
    few = cleaned(LINES[:6])
    (table,) = tables(
        coding.themes(findings(few.segments, few.sources, few.quotes), few.codes, PERIOD)
    )
    assert table.cells.iloc[0, 1:].tolist() == ["6", "–", "6"]
    assert any(note.startswith("–: no percentage of fewer than 20") for note in table.notes)


def test_themes_that_stand_together(found, made):
    (table,) = tables(coding.together(found, made.codes, PERIOD))
    assert table.cells.to_numpy().tolist() == [["Fear of it", "Tools", "3", "7"]]


def test_agreement_is_an_aid_and_names_its_texts(found, made):
    (table,) = tables(coding.agreement(found, made.codes, PERIOD))
    assert any("is no condition for printing it" in note for note in table.notes)
    assert table.notes[0] == "4 of 24 coded texts were coded by two or more named people."
    cells = table.cells.set_index("Theme")
    assert cells.loc["Fear of it"].tolist() == ["4", "4", "–"]
    assert cells.loc["Tools", "Theme given in"] == "3"
    assert "–: no alpha: every code is the same." in table.notes


def test_alpha_without_an_interval_stands_alone_and_says_why(found, made):
    (table,) = tables(coding.agreement(found, made.codes, PERIOD))
    shown = table.cells["Alpha (95% interval)"]
    assert not shown.str.contains("nan|\\(").any()
    assert any(note.startswith("No interval: of fewer than 60 units") for note in table.notes)


def test_opening_tells_how_much_was_coded_and_by_how_many(found, made):
    text = " ".join(coding.opening(found, made.codes, PERIOD).texts)
    assert "Answers to 1 question in 2025/26. Two or more people coded 4 of 24 texts." in text
    assert coding.opening(found, made.codes, "2023-25").texts[0].startswith("**Not received.**")


def test_the_heading_names_what_most_people_told_of_and_no_withheld_number(found, made):
    opening = coding.opening(found, made.codes, PERIOD)
    people = found[found["statistic"] == "people"]
    most = people.loc[people["x"].idxmax()]
    assert opening.finding.startswith(f"{most['x']:.0f} of {most['n']:.0f} people named “")
    assert opening.finding.endswith("the most of the themes shown")
    (figure,) = coding.figure(found, made.codes, PERIOD, "Made up.")
    assert figure.title == opening.finding
    assert len(figure.drawn) == len(people)
    hidden = found.astype({"x": object})
    hidden.loc[people.index, "x"] = WITHHELD
    said = coding.opening(hidden, made.codes, PERIOD).finding
    assert said == "how many people named a theme is withheld"


# Emotions


def test_the_table_of_emotions_keeps_small_numbers_back(found):
    (table,) = tables(emotions(found, PERIOD, "Made up."))
    afraid = table.cells["After against before"].iloc[1]
    assert afraid.startswith("−")
    assert table.cells.to_numpy().tolist() == [
        ["calm", "<3", "–", "20", f"100% (84{NBSP}to{NBSP}100)", "–"],
        ["afraid", "12", f"50% (31{NBSP}to{NBSP}69)", "5", f"25% (11{NBSP}to{NBSP}47)", afraid],
    ]
    assert not table.data["x"].between(1, 2).any()
    assert "rows" not in table.data
    assert "14 of 24 before the training and 20 of 20 after the training" in table.notes[0]


def test_the_figure_stands_after_its_table_and_says_what_most_name(found, made):
    blocks = list(emotions(found, PERIOD, "Made up."))
    kinds = [(type(block), block.key) for block in blocks]
    assert kinds == [
        (Heading, "themes-emotions"),
        (PrintedTable, "themes-emotions-core"),
        (PrintedFigure, "themes-emotions-core"),
    ]
    figure = blocks[2]
    assert figure.alt != figure.title
    assert figure.title.endswith(
        "of the emotions shown, people name afraid most before (50%) and afraid most after (25%) the training"
    )
    assert "afraid 50% before and 25% after" in figure.alt
    # Calm was kept back before, so no line joins it: the table tells it after, and the title names
    # only what is drawn.
    assert "calm" not in figure.alt + figure.title
    assert figure.drawn["Emotion"].tolist() == ["afraid", "afraid"]
    nobody = cleaned(answers=[])
    rows = findings(nobody.segments, nobody.sources, nobody.quotes)
    assert [type(block) for block in emotions(rows, PERIOD, "")] == [Heading]


def test_figures_are_the_same_bytes_each_time(found):
    first, second = (
        [
            block.png
            for block in emotions(found, PERIOD, "Made up.")
            if isinstance(block, PrintedFigure)
        ]
        for _ in range(2)
    )
    assert first == second
    assert len(first) == 1


# Quotes


def test_only_usable_quotes_are_printed_and_their_words_are_no_markup(found, made):
    blocks = list(coding.quotes(made.quotes, found, PERIOD))
    said = [text for block in blocks if isinstance(block, Paragraphs) for text in block.texts]
    assert said == [
        (
            "**Balance of the quotes.** 1 supporting, 0 complicating and 1 contradicting. "
            "2 of 4 quotes received cannot be printed."
        ),
        r"> “scared” (Survey \*response\*)",
        "> “scared and calm” (CSC supervisor)",
    ]
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "In people's words",
        "Supporting",
        "Contradicting",
    ]
    (table,) = tables(blocks)
    assert table.cells.to_numpy().tolist() == [
        ["No consent is stated", "1"],
        ["It could tell who is meant", "1"],
    ]
    assert set(table.data["statistic"]) == {"quotes kept back"}


def test_a_quote_that_may_not_be_printed_is_refused(made):
    for _, quote in made.quotes[made.quotes["usable"] == "no"].iterrows():
        with pytest.raises(ValueError, match=r"quote Q\d may not be printed: "):
            coding.quoted(quote)


def test_a_quote_cannot_bring_markup():
    quote = pd.Series(
        {
            "quote": "Q",
            "usable": "yes",
            "why_not": "",
            "attribute": "a_b",
            "text": "“<script>x</script> [a](http://b) ![c] &lt; ::: {.note}”",
        }
    )
    assert (
        coding.quoted(quote)
        == r"> “\<script\>x\</script\> \[a\](http://b) !\[c\] \&lt; ::: \{.note\}” (a\_b)"
    )


def test_two_codes_of_one_name_are_printed_by_their_keys():
    codes = pd.DataFrame({"code": ["A / Fear", "B / Fear", "C"], "name": ["Fear", "Fear", "Calm"]})
    assert coding.labels(codes) == {"A / Fear": "A / Fear", "B / Fear": "B / Fear", "C": "Calm"}


def test_nothing_received_prints_nothing():
    none = clean({}, CORRECTIONS.empty(), PERIOD)
    rows = findings(none.segments, none.sources, none.quotes)
    blocks = [
        *coding.themes(rows, none.codes, PERIOD),
        *coding.together(rows, none.codes, PERIOD),
        *coding.agreement(rows, none.codes, PERIOD),
        *emotions(rows, PERIOD, ""),
        *coding.quotes(none.quotes, rows, PERIOD),
    ]
    assert all(block.empty for block in blocks if not isinstance(block, Heading))
