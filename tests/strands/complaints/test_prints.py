"""The complaints section: what a rise may mean comes first, nothing is ranked or coloured, a blank stays a blank."""

from __future__ import annotations

import io
import re

import numpy as np
import pandas as pd
import pytest
from complaint_rows import PERIOD, Level, base, frames, line, longer, series
from PIL import Image

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.finding import CANNOT_TELL, DECREASE, INCREASE
from analysis.declare.replies import ANSWERED, CONFIRMED
from analysis.declare.withheld import WITHHELD
from analysis.find.asked import COLUMNS
from analysis.show.printed import Paragraphs, PrintedFigure, PrintedTable
from strands.complaints.declares import PATTERN
from strands.complaints.finds.complaints import findings
from strands.complaints.prints import complaint_changes, complaints

NOTHING_ASKED = pd.DataFrame(columns=list(COLUMNS), dtype=str)
Q = ("2025Q2", "2025Q3", "2025Q4", "2026Q1")


def of(levels: dict[str, list[Level]], quarters=Q) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Findings and open cases of boroughs with a level a quarter."""
    lines, bases = [], []
    for borough, held in levels.items():
        more, cases = series(borough, quarters, held)
        lines, bases = lines + more, bases + cases
    made = frames(lines, bases)
    return findings(*made, PERIOD), made[1]


def blocks(found, cases, asked=NOTHING_ASKED) -> list:
    return [
        complaints.opening(found, PERIOD),
        *complaints.behind(found, PERIOD),
        *complaints.boroughs(found, asked, cases, PERIOD),
        *complaints.composition(found, PERIOD),
        *complaint_changes.changes(found, PERIOD, "Made up."),
        *complaints.refused(found, PERIOD),
    ]


def tables(printed: list) -> dict[str, PrintedTable]:
    return {
        block.key: block for block in printed if isinstance(block, PrintedTable) and not block.empty
    }


def said(printed: list) -> str:
    return "\n\n".join(
        block.markdown("Made up.") for block in printed if not getattr(block, "empty", False)
    )


YEAR = {
    "newham": [Level(2, use="part"), Level(3), Level(30, 12, 6, perpetrators=4), Level(0)],
    "hackney": [Level(4, 1), Level(5, 2), Level(6, cases=None), Level(7, cases=0)],
}


@pytest.fixture(scope="module")
def year():
    found, cases = of(YEAR)
    return blocks(found, cases)


def test_the_opening_begins_with_what_a_rise_may_mean(year):
    first, arrived, told, _ = year[0].texts
    assert year[0].box == "keyfinding"
    assert first.startswith("**What a rise may mean.**")
    assert first.endswith("neither is a measure of performance.")
    assert arrived == "**What arrived.** 57 complaints from 2 boroughs: Hackney and Newham."
    assert "Nothing yet on change in any borough" in told
    assert year[0].finding == "no change can be judged in any borough"
    counted, why = year[1].texts
    assert "Waltham Forest, Hammersmith and Fulham, Barnet and Barking and Dagenham" in counted
    assert "Open cases are missing from Hackney for 1 quarter" in counted
    assert "(Macrae 2016" in why and "is the borough's judgement" in why


_RISE = PATTERN[INCREASE], "consistent with accountability in 1"
_FALL = PATTERN[DECREASE], "consistent with the reverse of accountability in 1"
_READINGS = {
    "rise": ([_RISE[0], ""], ["", "G22"], f"{_RISE[1]} and no change judged in 1 of 2 boroughs"),
    "fall": ([_FALL[0], ""], ["", "G22"], f"{_FALL[1]} and no change judged in 1 of 2 boroughs"),
    "neither": ([CANNOT_TELL] * 2, ["", ""], "cannot tell in 2 of 2 boroughs"),
    "withheld": (["", ""], ["G23", "G14"], "changes withheld in 1 and no change judged in 1 of 2 boroughs"),
    "nothing": (["", ""], ["G22", "G14"], "no change can be judged in any borough"),
}  # fmt: skip


@pytest.mark.parametrize(("readings", "refused", "said"), _READINGS.values(), ids=_READINGS)
def test_the_heading_tells_each_reading_and_its_reverse_alike(readings, refused, said):
    found, _ = of(YEAR)
    others = found[found["statistic"] != "verdict"]
    verdicts = found[found["statistic"] == "verdict"].head(2)
    verdicts = verdicts.assign(reading=readings, refused=refused)
    assert complaints.opening(pd.concat([others, verdicts]), PERIOD).finding == said


@pytest.mark.parametrize(
    ("x", "n", "said"),
    [
        (17, 40, "17 of 40 for which it was said whether they are"),
        (17, WITHHELD, "17 of a withheld number for which it was said whether they are"),
        (WITHHELD, 40, "a withheld number of 40 for which it was said whether they are"),
        (WITHHELD, WITHHELD, "withheld"),
        (0, 0, None),
    ],
)
def test_of_newly_qualified_workers_either_number_may_be_withheld(x, n, said):
    found, _ = of(YEAR)
    found = found.astype({"x": object, "n": object})
    found.loc[found["statistic"] == "newly qualified worker", ["x", "n"]] = [x, n]
    (block,) = complaints.behind(found, PERIOD)
    about = "About a newly qualified worker: "
    assert (f"{about}{said}." in block.texts[0]) if said else (about not in block.texts[0])


def test_boroughs_stand_in_the_order_of_joining_and_those_without_lines_have_no_table(year):
    order = [
        block.key
        for block in year
        if isinstance(block, PrintedTable) and block.caption.endswith("by quarter")
    ]
    assert order == ["complaints-hackney", "complaints-newham"]
    who = tables(year)["complaints-who"].cells
    assert list(who.columns) == ["Of the complaints", "Hackney", "Newham"]


def test_a_line_a_quarter_with_percentages_from_twenty_on(year):
    cells = (
        tables(year)["complaints-newham"]
        .cells.set_index("Quarter")
        .map(lambda cell: cell.replace("\xa0", " "))
    )
    assert cells.loc["Apr–Jun 2025"].tolist() == [
        "part of the quarter; ramp-up",
        "2",
        "400",
        "–",
        "0 of 2",
        "0 of 2",
    ]
    assert cells.loc["Oct–Dec 2025", "Per 100 open cases"] == "7.5 (5.1 to 10.7)"
    assert cells.loc["Oct–Dec 2025", "Upheld"] == "12 of 30 (40%, 25 to 58%)"
    assert cells.loc["Jan–Mar 2026"].tolist()[1:] == ["0", "400", "0.0 (0.0 to 0.9)", "–", "–"]


def test_a_missing_base_is_a_symbol_and_a_reason_and_never_a_rate(year):
    table = tables(year)["complaints-hackney"]
    cells = table.cells.set_index("Quarter")
    assert cells["Open cases"].tolist() == ["400", "400", "[x]", "0"]
    assert cells["Per 100 open cases"].tolist()[2:] == ["–", "–"]
    assert "Oct–Dec 2025: there is no number of open cases to count over." in table.notes
    assert "Jan–Mar 2026: no case was open." in table.notes
    assert any(note.startswith("[x] ") for note in table.notes)


def test_tables_of_what_complaints_were_are_x_of_n_without_percentages(year):
    found = tables(year)
    for key in ("who", "like", "ended"):
        cells = (
            found[f"complaints-{key}"].cells.iloc[:, 1:].map(lambda cell: cell.replace("\xa0", " "))
        )
        assert cells.map(lambda cell: bool(re.fullmatch(r"\d+ of \d+|–", cell))).all(axis=None)
    who = found["complaints-who"].cells.set_index("Of the complaints")["Newham"]
    assert who["Perpetrator of abuse"].replace("\xa0", " ") == "4 of 35"
    assert who["Perpetrators, no grounds given"].replace("\xa0", " ") == "4 of 4"
    assert any("borough's" in note for note in found["complaints-who"].notes)


def test_nobody_can_be_placed_and_the_note_says_why(year):
    notes = [block for block in year if isinstance(block, Paragraphs) and block.box == "note"]
    assert len(notes) == 1
    assert (
        notes[0]
        .texts[0]
        .startswith(
            "**No change can be judged in any borough yet**, because at least 4 quarters past the ramp-up and in"
            " full use are needed: Hackney has 2, Waltham Forest has 0, Newham has 1,"
        )
    )
    assert not any(isinstance(block, PrintedFigure) for block in year)
    assert "complaints-change" not in tables(year)


def test_refusals_name_their_boroughs_quarters_and_reasons(year):
    cells = tables(year)["complaints-refused"].cells.set_index("Asked")
    ramp = cells.loc["The quarter set against others"]
    assert ramp["Where"].split("; ") == [
        "Hackney (Apr–Jun 2025 and Jul–Sep 2025)",
        "Newham (Apr–Jun 2025, Jul–Sep 2025 and Oct–Dec 2025)",
    ]
    assert ramp["Why not computed"].endswith("counts tell of the recording.")
    assert cells.loc["One borough against another", "Where"] == "Everywhere"
    assert not cells["Why not computed"].str.contains("refused|nan", case=False).any()


def test_words_that_judge_or_explain_are_nowhere(year):
    text = said(year).lower()
    for word in (
        "effect of",
        "impact",
        "led to",
        "significant",
        "trend",
        "improve",
        "worst",
        "best",
        "rank",
        "nan",
    ):
        assert not re.search(rf"\b{word}\b", text), word


# Once there are quarters enough

LONG = {
    "hackney": (Level(8, 5, 2), Level(16, 4, 13, perpetrators=9)),
    "waltham_forest": (Level(8, 2, 2), Level(16, 10, 13)),
    "newham": (Level(16, 4, 13), Level(8, 5, 2)),
    "hammersmith_and_fulham": (Level(2, 1, 1), Level(2, 1, 1)),
    "barnet": (Level(0), Level(3, 1, 1)),
}


@pytest.fixture(scope="module")
def long():
    with pytest.MonkeyPatch.context() as patch:
        quarters = longer(patch, "2027Q3")
        found, cases = of(
            {key: [Level(20)] * 2 + [one] * 4 + [two] * 4 for key, (one, two) in LONG.items()},
            quarters,
        )
        return blocks(found, cases)


def sentences(printed: list) -> dict[str, str]:
    texts = [text for block in printed if isinstance(block, Paragraphs) for text in block.texts]
    return {
        name: text
        for text in texts
        for name in (borough.name for borough in BOROUGHS)
        if text.startswith(f"**{name}: ")
    }


def test_each_borough_has_its_sentence_by_the_rule(long):
    told = sentences(long)
    assert [text.split(".**")[0].split(": ", 1)[1] for text in told.values()] == [
        "consistent with accountability, which it does not prove",
        "a warning to look into",
        "consistent with the reverse of accountability, which it does not prove",
        "cannot tell",
        "cannot tell",
    ]
    assert "per 100 open cases 2.0 and then 4.0, which fits a rise of 100%" in told["Hackney"]
    assert "upheld 20 of 32 and then 16 of 64, which fits a fall of 38 points" in told["Hackney"]
    assert "judged perpetrators' 0 of 32 and then 36 of 64" in told["Hackney"]


def test_the_mirror_has_the_mirror_sentence(long):
    told = sentences(long)
    assert "per 100 open cases 4.0 and then 2.0, which fits a fall of 50%" in told["Newham"]
    assert "upheld 16 of 64 and then 20 of 32, which fits a rise of 38 points" in told["Newham"]


def test_cannot_tell_says_what_would_have_shown_and_gives_no_percentage_of_few(long):
    told = sentences(long)["Hammersmith and Fulham"]
    assert re.search(
        r"cannot tell; a fall of \d+% or a rise to [\d.]+ times would have shown in 80 of 100 such",
        told,
    )
    assert re.search(
        r"upheld 4 of 8 and then 4 of 8: cannot tell; a fall of \d+ points or a rise of", told
    )
    assert "upheld 4 of 8 and then 4 of 8, which fits" not in told


def test_a_borough_with_an_empty_half_is_not_drawn_and_the_note_says_so(long):
    figure = next(block for block in long if isinstance(block, PrintedFigure))
    assert "Barnet" not in figure.alt + figure.title
    note = next(
        block.texts[0] for block in long if isinstance(block, Paragraphs) and block.box == "note"
    )
    assert note.startswith("**No change can be judged in the other boroughs yet**")
    assert "Barnet; " in note
    assert "Barking and Dagenham has 0" in note


def test_the_figure_says_in_words_what_it_shows(long):
    figure = next(block for block in long if isinstance(block, PrintedFigure))
    hackney = (
        "Hackney: rate ×2.00 (1.16 to 3.53), upheld 20 of 32 and then 16 of 64, support for"
        " workers: rose."
    )
    assert hackney in figure.alt
    panels = [axis.get_title(loc="left") for axis in figure.figure.axes if axis.get_visible()]
    assert panels == ["Hackney", "Waltham Forest", "Newham", "Hammersmith and Fulham"]
    limits = {
        axis.get_xlim() + axis.get_ylim() for axis in figure.figure.axes if axis.get_visible()
    }
    assert len(limits) == 1
    marks = [
        line.get_marker()
        for axis in figure.figure.axes[:4]
        for line in axis.lines
        if line.get_marker() in "^vo"
    ]
    assert marks == ["^", "^", "v", "o"]


def test_the_quadrant_has_no_red_and_no_green(long):
    picture = next(block for block in long if isinstance(block, PrintedFigure)).png
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), dtype=int).reshape(-1, 3)
    red, green, blue = pixels.T
    assert not ((red > green + 30) & (red > blue + 30)).any()
    assert not ((green > red + 30) & (green > blue + 30)).any()
    # Blue it is, and not grey alone: the picture is really drawn.
    assert ((blue > red + 50) & (blue > 80)).any()


def test_the_table_of_changes_holds_what_the_sentences_say(long):
    cells = tables(long)["complaints-change"].cells.map(lambda cell: cell.replace("\xa0", " "))
    hackney = cells[cells["Borough"] == "Hackney"].set_index("What")
    assert (
        hackney.loc["Per 100 open cases in a quarter", "Change (95% interval)"]
        == "×2.00 (1.16 to 3.53)"
    )
    assert hackney["What can be said"].tolist() == ["rise", "fall", "rise", "rise"]
    assert hackney.loc["Upheld, of those decided", "Change (95% interval)"].startswith("−38 (")
    few = cells[cells["Borough"] == "Hammersmith and Fulham"].set_index("What")
    assert few.loc["Upheld, of those decided"].tolist()[1:] == [
        "4 of 8",
        "4 of 8",
        "–",
        "cannot tell",
    ]


# Edges


def test_nothing_received_says_so_and_shows_nothing_else():
    printed = blocks(*of({}))
    assert printed[0].texts == ("**Not received.** No complaints were returned for this period.",)
    assert tables(printed) == {}
    assert not [
        block
        for block in printed[1:]
        if isinstance(block, Paragraphs | PrintedFigure) and not getattr(block, "empty", False)
    ]


def test_open_cases_without_complaints_are_told_as_that():
    made = frames([], [base("hackney", quarter, 300) for quarter in Q])
    printed = blocks(findings(*made, PERIOD), made[1])
    assert "**What arrived.** 0 complaints from 0 boroughs." in printed[0].texts[1]
    assert printed[0].finding == "no change can be judged in any borough"
    cells = tables(printed)["complaints-hackney"].cells
    assert cells["Complaints"].tolist() == ["–"] * 4


def test_what_was_asked_stands_there_and_what_was_written_beside_an_answer_does_not():
    asked = pd.DataFrame(
        [
            {
                "rule": "days_of_open",
                "severity": "stop",
                "file": "hackney.csv",
                "cell": "K9",
                "effect": "The days are left out.",
                "status": ANSWERED,
                "answer": CONFIRMED,
                "note": "the father in Mare Street",
                "who": "complaints manager",
                "decided": "2026-05-02",
            },
            {"rule": "no_proforma", "severity": "stop", "file": "", "effect": "Not returned."},
        ],
        columns=list(COLUMNS),
        dtype=object,
    ).fillna("")
    found, cases = of({"hackney": [Level(2)] * 4})
    notes = " ".join(tables(blocks(found, cases, asked))["complaints-hackney"].notes)
    assert "Answered by the sender: confirmed as it is (complaints manager, 2 May 2026)" in notes
    assert "Mare Street" not in notes
    assert "not answered yet" not in notes


def test_notes_beside_single_complaints_are_not_printed_and_those_on_open_cases_are():
    lines = [line("hackney", "C1", "2025-05-01", caveat="he rang from her phone")]
    made = frames(
        lines, [{**base("hackney", "2025Q2", 300), "caveat": "counted at the end of June"}]
    )
    text = said(blocks(findings(*made, PERIOD), made[1]))
    assert "counted at the end of June" in text
    assert "phone" not in text
