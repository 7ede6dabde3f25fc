"""The checklist section: x of n by borough and version, what silence could hide, agreement, and no total."""

import re

import pandas as pd
import pytest

from analysis.declare.kept import CORRECTIONS
from analysis.declare.traced import bare
from analysis.find.finding import frame
from analysis.show.printed import Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.checklist.cleans import clean
from strands.checklist.declares import ITEMS
from strands.checklist.finds.checklist import REFUSED, findings
from strands.checklist.finds.double_read import agreement as agreement_of
from strands.checklist.prints import checklist, double_read, halves

PERIOD = "2025-26"
HEADS = [
    "Reading code",
    "Case code",
    "Reader code",
    "Read on",
    "Version",
    "Used in",
    "Second reading of",
    *ITEMS.values(),
    "Note",
]
LETTERS = {
    "e": "evidenced",
    "p": "partly",
    "n": "not evidenced",
    "-": "n/a",
    ".": "",
    "?": "mostly",
}


def line(code, said, case="", reader="R1", version="v1", second_of="", note="") -> str:
    answers = [LETTERS[letter] for letter in said]
    return ",".join(
        [
            code,
            case or f"C{code}",
            reader,
            "2025-06-02",
            version,
            "audit",
            second_of,
            *answers,
            note,
        ]
    )


def cleaned(**lines: list[str]):
    """What cleaning makes of the lines of each borough."""
    files = {
        f"checklist/{borough}.csv": "\n".join([",".join(HEADS), *of]).encode()
        for borough, of in lines.items()
    }
    return clean(files, CORRECTIONS.empty(), PERIOD)


BARNET = [
    *(line(f"B{at}", "epnepnep", version="v1") for at in range(5)),
    line("B9", "eepnnpn.", version="v2 local", note="hard to read"),
]
HACKNEY = [
    *(line(f"H{at}", said * 8) for at, said in enumerate("e" * 9 + "p" * 6 + "n" * 9)),
    *(line(f"H{at}", f"{said}-.....e", reader="R2") for at, said in enumerate("e?", 30)),
]


@pytest.fixture(scope="module")
def made():
    return cleaned(barnet=BARNET, hackney=HACKNEY)


@pytest.fixture(scope="module")
def found(made):
    return findings(made.table, PERIOD)


@pytest.fixture(scope="module")
def tables(made, found):
    blocks = [
        *checklist.arrived(found),
        *checklist.boroughs(made.table, made.queries, found),
        *double_read.agreement(found),
        *checklist.refused(found),
    ]
    return {block.key: block for block in blocks if isinstance(block, PrintedTable)}


def said(blocks) -> str:
    return " ".join(
        text for block in blocks if isinstance(block, Paragraphs) for text in block.texts
    )


def plain(cells: pd.DataFrame) -> pd.DataFrame:
    return cells.map(lambda cell: cell.replace("\N{NO-BREAK SPACE}", " "))


def test_opening_says_what_came_and_behind_it_stands_what_did_not(found):
    text = said([checklist.opening(found, PERIOD)])
    assert "from 2 of 6 boroughs: Hackney 26 and Barnet 6." in text
    assert "do not add up to a score" in text
    assert said(checklist.behind(found)) == (
        "Nothing came from Waltham Forest, Newham, Hammersmith and Fulham and Barking and Dagenham."
        " More than one version was in use in Barnet; each is shown by itself."
    )


ITEM = next(iter(ITEMS))
_EVIDENCED = {
    "everywhere": ([0.5, 0.9], "1 of 1 item is evidenced in half of the readings or more in each of 1 borough with enough readings, none below half"),
    "nowhere": ([0.49, 0.1], "none of 1 item is evidenced in half of the readings or more in each of 1 borough with enough readings, 1 below half"),
    "mixed": ([0.5, 0.49], "none of 1 item is evidenced in half of the readings or more in each of 1 borough with enough readings, none below half"),
    "nothing asked": ([None, None], "too few readings to tell how often an item is evidenced"),
}  # fmt: skip


@pytest.mark.parametrize(("told", "heading"), _EVIDENCED.values(), ids=_EVIDENCED)
def test_the_heading_tells_what_is_evidenced_everywhere_and_nowhere_alike(found, told, heading):
    drawn = found[found["statistic"] == "evidenced"].head(2)
    drawn = drawn.assign(subject=[f"{ITEM} | {version}" for version in "12"], estimate=told)
    others = found[found["statistic"] != "evidenced"]
    shown = checklist.opening(pd.concat([others, drawn]), PERIOD)
    assert bare(shown.finding) == heading
    assert ("What is on file" in said([shown])) == (told[0] is not None)


def test_boroughs_stand_in_order_of_joining_and_are_not_added_up(tables):
    cells = tables["checklist-arrived"].cells
    assert cells["Borough"].tolist() == [
        "Hackney",
        "Waltham Forest",
        "Newham",
        "Hammersmith and Fulham",
        "Barnet",
        "Barking and Dagenham",
    ]
    assert cells.set_index("Borough").loc["Newham"].unique().tolist() == ["[x]"]
    assert cells.set_index("Borough").loc["Barnet", "Versions"] == "1 (5), 2 local (1)"


def test_from_twenty_on_a_share_has_a_percentage_and_below_it_has_none(tables):
    """9 of 25: 18 to 57 % by Clopper and Pearson (below 30 readings)."""
    many = plain(tables["checklist-hackney-1"].cells).set_index("Item")
    assert many.loc["The pattern of abuse is described", "Evidenced"] == "10 of 25 (40%, 21 to 61%)"
    assert many.loc["The pattern of abuse is described", "No answer"] == "1 of 26"
    assert many.loc["The perpetrator is named as accountable", "n/a"] == "2 of 26"
    few = plain(tables["checklist-barnet-1"].cells)
    assert few["Evidenced"].tolist() == [f"{x} of 5" for x in (5, 0, 0, 5, 0, 0, 5, 0)]
    assert "%" not in few.to_string()


def test_each_version_has_a_table_of_its_own(tables):
    assert [key for key in tables if key.startswith("checklist-barnet")] == [
        "checklist-barnet-1",
        "checklist-barnet-2-local",
    ]
    cells = plain(tables["checklist-barnet-2-local"].cells)
    assert cells["Evidenced"].tolist() == ["1 of 1", "1 of 1", *["0 of 1"] * 5, "0 of 0"]


def test_no_table_holds_a_total(tables):
    of_items = [
        table for key, table in tables.items() if re.match("checklist-(hackney|barnet)", key)
    ]
    assert [table.cells["Item"].tolist() for table in of_items] == [list(ITEMS.values())] * 3
    heads = {head for table in of_items for head in table.cells.columns}
    assert heads == {"Item", "Evidenced", "Partly", "Not evidenced", "n/a", "No answer"}


def test_questions_and_the_senders_notes_stand_under_the_first_version_alone(tables):
    first, second = (" ".join(tables[f"checklist-barnet-{key}"].notes) for key in ("1", "2-local"))
    assert "From the sender (on 1 reading): hard to read" in first
    assert "5 questions are open with the sender." in first
    assert "From the sender" not in second and "with the sender" not in second


def test_what_silence_could_hide_is_said_where_there_is_much_of_it():
    made = cleaned(hackney=[line(f"H{at}", f"{said}eeeeeee") for at, said in enumerate("een-..")])
    table = next(checklist.boroughs(made.table, made.queries, findings(made.table, PERIOD)))
    assert [note for note in table.notes if "no answer" in note] == [
        "“The pattern of abuse is described” often has no answer: were they known, it would be"
        " evidenced in 2 to 4 of 5 readings."
    ]


def test_what_could_not_be_read_is_said(tables):
    notes = " ".join(tables["checklist-hackney-1"].notes)
    assert (
        "“The pattern of abuse is described”: no answer in 1 of 26; 1 of them could not be read."
        in notes
    )


def test_an_item_that_is_not_on_the_form_was_not_asked(made):
    rows = made.table[made.table["item"] != "safety"]
    table = next(checklist.boroughs(rows, made.queries, findings(rows, PERIOD)))
    line_of = table.cells.set_index("Item").loc[ITEMS["safety"]]
    assert line_of.unique().tolist() == ["not asked"]


def test_figure_has_a_panel_a_version_and_says_every_number(found):
    figure = next(
        block for block in checklist.chart(found, "Simulated.") if isinstance(block, PrintedFigure)
    )
    titles = [
        axis.get_title(loc="left").replace("\n", " ")
        for axis in figure.figure.axes
        if axis.get_visible()
    ]
    assert titles == [
        "Hackney, version 1, 26 readings",
        "Barnet, version 1, 5 readings",
        "Barnet, version 2 local, 1 reading",
    ]
    assert "Barnet, version 1, 5 readings: The pattern of abuse is described 5 of 5," in figure.alt
    drawn = [text.get_text() for text in figure.figure.axes[1].texts]
    assert drawn == [f"{x} of 5" for x in (5, 0, 0, 5, 0, 0, 5, 0)]
    assert "%" not in figure.alt


# Agreement


def blocks_of(tables: list[tuple[int, str, str, int]]) -> list:
    """What is printed about pairs of one item: `case, first, second, times`, a letter an answer."""
    letters = {"e": "evidenced", "p": "partly", "n": "not", "-": "na"}
    rows = [
        (f"H{case}", letters[first], letters[second])
        for case, first, second, times in tables
        for _ in range(times)
    ]
    both = pd.DataFrame(rows, columns=["reading", "answer", "answer_second"]).assign(item="pattern")
    cells = {name: "" for place in ("file", "sheet", "cell") for name in (place, f"{place}_second")}
    made = frame(
        list(agreement_of(both.assign(**cells), "1", {"borough": "hackney", "when": PERIOD}))
    )
    return list(double_read.agreement(made))


def agreed(tables) -> str:
    return said(blocks_of(tables))


def agreed_table(tables) -> PrintedTable:
    return next(block for block in blocks_of(tables) if isinstance(block, PrintedTable))


def test_agreement_says_what_so_many_pairs_are_in_line_with():
    pairs = [(case, first, second, 1) for case in range(12) for first, second in ("ee", "pp", "nn")]
    text = agreed([*pairs, (1, "e", "p", 1), (5, "n", "p", 2), (9, "e", "-", 3)])
    assert text.startswith(
        "**Hackney, version 1.** On 12 cases two readers gave the same answer in 36 of 39 pairs of "
        "answers, and one reader alone said n/a in 3 of 42."
    )
    assert re.search(
        r"Cases this few are in line with a kappa from 0\.\d\d to (?:0\.9\d|1\.00)\.$", text
    )


def test_which_reader_was_first_changes_no_sentence():
    pairs = [
        (case, first, second, 1)
        for case in range(9)
        for first, second in ("ee", "pp", "nn", "ep", "n-")
    ]
    swapped = [(case, second, first, times) for case, first, second, times in pairs]
    assert agreed(pairs) == agreed(swapped)


def test_no_case_read_twice_is_said(found):
    assert said(double_read.agreement(found)).startswith("No case was read by two readers")


def test_agreement_that_could_be_chance_is_said_to_be():
    pairs = [(case, first, second, 1) for case in range(8) for first in "epn" for second in "epn"]
    text = agreed([*pairs, (0, "e", "n", 1), (1, "n", "e", 2)])
    assert text.endswith(", so their agreement could be chance.")
    assert "−" in text


@pytest.mark.parametrize(
    ("pairs", "end"),
    [
        (
            [(1, "e", "e", 9)],
            (
                "Refused: 9 pairs of answers, and at least 20 are needed to tell agreement from"
                " chance."
            ),
        ),
        (
            [(case, one, other, 4) for case in range(3) for one, other in ("ee", "nn", "ep")],
            "No interval: 3 cases, and at least 6 are needed.",
        ),
    ],
)
def test_too_little_to_tell_is_said(pairs, end):
    assert agreed(pairs).endswith(end)


def test_the_table_has_kappa_and_the_answers_of_both_in_the_order_of_their_heading():
    pairs = [(case, "e", "e", 2) for case in range(6)] + [(case, "p", "p", 1) for case in range(6)]
    table = agreed_table([*pairs, (0, "n", "n", 1), (1, "e", "p", 1), (2, "e", "p", 1)])
    line_of = plain(table.cells).iloc[0]
    assert line_of["Item"] == "All items"
    assert (line_of["Cases"], line_of["Same answer"]) == ("6", "19 of 21")
    assert line_of["Evidenced, partly, not"] == "26, 14, 2"
    assert re.fullmatch(r"0\.\d\d \(0\.\d\d to [01]\.\d\d\)", line_of["Weighted kappa"])


def test_too_few_pairs_have_a_dash():
    assert agreed_table([(1, "e", "e", 9)]).cells["Weighted kappa"].tolist() == ["–"]


# Refused, and nothing at all


def test_every_refusal_is_printed(tables):
    cells = tables["checklist-refused"].cells
    assert cells["Asked"].str.lower().tolist() == list(REFUSED)
    assert cells["Why not computed"].str.startswith("Refused").all()


def test_nothing_received_says_so_and_prints_nothing_else():
    made = cleaned()
    found = findings(made.table, PERIOD)
    assert checklist.opening(found, PERIOD).texts[0].startswith("**Not received.**")
    blocks = [
        *checklist.arrived(found),
        *checklist.behind(found),
        *checklist.chart(found, ""),
        *halves.chart(found, ""),
        *checklist.refused(found),
        *checklist.boroughs(made.table, made.queries, found),
        *double_read.agreement(found),
    ]
    assert all(isinstance(block, Heading) or block.empty for block in blocks)


def test_no_sentence_speaks_of_cause_or_of_time(made, found):
    blocks = [
        checklist.opening(found, PERIOD),
        *checklist.chart(found, ""),
        *double_read.agreement(found),
    ]
    text = said(blocks).lower()
    assert not re.search(
        r"\b(?:effect|impact|led to|improv\w+|declin\w+|significant\w*|trend|better|worse)\b", text
    )
