"""Safeguarding hubs as printed: sentences that turn round with their series, and signs where there is no number."""

import re

import pandas as pd
import pytest
from mash_rows import FLAT, PERIOD, UP, find, rows

from analysis.declare.boroughs import members
from analysis.declare.finding import (
    CANNOT_TELL,
    DECREASE,
    INCREASE,
    POSSIBLE_DECREASE,
    POSSIBLE_INCREASE,
    TOO_FEW_MONTHS,
)
from analysis.declare.returned import QUERIES
from analysis.show.printed import Heading, PrintedFigure, PrintedTable
from strands.mash import prints as mash
from strands.mash.declares import SHARES, TABLE
from strands.mash.prints import first

SOURCE = "Simulated data: a trial."
BANNED = (
    r"\b(?:trend|significant\w*|impact|effect|led"
    r" to|result\w*|better|worse|good|bad|improve\w*|noticeabl\w*|clear)\b"
)


def blocks(returned, found=None, asked=None) -> list:
    found = find(returned) if found is None else found
    asked = QUERIES.empty() if asked is None else asked
    return list(mash.boroughs(returned, asked, found, SOURCE))


def table(shown: list, key: str) -> PrintedTable:
    return next(block for block in shown if isinstance(block, PrintedTable) and block.key == key)


def line(of: PrintedTable, name: str) -> list[str]:
    (cells,) = of.cells[of.cells.iloc[:, 0] == name].to_numpy().tolist()
    return [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells[1:]]


def moving(steps: list) -> pd.DataFrame:
    return rows({"contacts": [300] * 12, "da_contacts": [100] * 12, "prompted": steps})


def test_without_a_return_nothing_is_printed_but_that():
    nothing = find(TABLE.empty())
    assert first.opening(nothing, PERIOD).texts[0].startswith("**Not received.**")
    assert blocks(TABLE.empty(), nothing) == []
    shown = [*mash.meaning(nothing), *mash.refused(nothing), *first.glance(nothing)]
    shown += [*first.behind(nothing, PERIOD), *first.chart(nothing, SOURCE)]
    assert all(block.empty for block in shown if not isinstance(block, Heading))


def test_the_opening_says_how_many_sent_and_behind_it_stands_who_did_not():
    found = find(rows(FLAT))
    arrived, changed, _, limits = first.opening(found, PERIOD).texts
    assert arrived.endswith("came from 1 of 6 boroughs: Hackney.")
    assert "Of 6 shares of contacts over the months of 2025/26: cannot tell for 3 and" in changed
    assert "hubs are not compared" in limits
    (behind,) = first.behind(found, PERIOD)
    assert "Nothing came from Waltham Forest, Newham" in behind.texts[0]


_VERDICTS = {
    "rise": ([POSSIBLE_INCREASE, CANNOT_TELL], "of 2 shares 1 may have risen"),
    "fall": ([POSSIBLE_DECREASE, CANNOT_TELL], "of 2 shares 1 may have fallen"),
    "both": ([INCREASE, "", DECREASE], "of 3 shares 1 fell and 1 rose; 1 is withheld"),
    "neither": ([CANNOT_TELL, TOO_FEW_MONTHS], "none of 2 shares is known to have changed"),
    "withheld": (["", ""], "whether any share of contacts changed is withheld"),
}


@pytest.mark.parametrize(("verdicts", "said"), _VERDICTS.values(), ids=_VERDICTS)
def test_the_heading_tells_rises_and_falls_alike_and_what_is_withheld(verdicts, said):
    found = pd.DataFrame({"statistic": "verdict", "verdict": verdicts, "borough": "hackney"})
    found = found.assign(estimate=float("nan"), subject=[f"share {at}" for at in range(len(found))])
    assert first.opening(found, PERIOD).finding == said
    of = f"Of {len(verdicts)} shares of contacts "
    assert all(line["text"].startswith(of) for line in first.glance(found))


@pytest.mark.parametrize(
    ("possible", "planned", "named"),
    [
        (0, 1, "“Prompt used” in Hackney may have fallen (not planned beforehand)"),
        (1, 0, "“Prompt used” in Hackney rose"),
    ],
)
def test_the_first_page_counts_rises_and_falls_of_shares_alike(possible, planned, named):
    of = [("hackney", "prompted"), ("barnet", "again"), ("newham", "trained")]
    verdicts = ((possible, POSSIBLE_DECREASE), (planned, INCREASE), (2, ""))
    rows = [(*of[at], "verdict", verdict, float("nan")) for at, verdict in verdicts]
    rows += [(*of[at], "p (Holm)", "", p) for at, p in enumerate((0.04, 0.2))]
    rows += [("", "", "tests", "", 2)]
    found = pd.DataFrame(rows, columns=["borough", "subject", "statistic", "verdict", "estimate"])
    (said,) = [line["text"] for line in first.glance(found) if line["kind"] == "headline"]
    assert said == (
        "Of 3 shares of contacts at safeguarding hubs, 1 rose, 1 may have fallen and whether 1 changed"
        f" is withheld; after allowing for 2 tests, it remains that {named}; none of these"
        " shares is an agreed outcome."
    )


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (1, "Of 1 share of contacts at safeguarding hubs, there are too few months to tell in 1."),
        (2, "There are too few months to tell in both shares of contacts at safeguarding hubs."),
    ],
)
def test_the_first_page_allows_for_no_test_that_was_not_run(shares, said):
    rows = [("verdict", TOO_FEW_MONTHS, float("nan"))] * shares + [("tests", "", 0)]
    found = pd.DataFrame(rows, columns=["statistic", "verdict", "estimate"])
    assert [one["text"] for one in first.glance(found) if one["kind"] == "headline"] == [said]


@pytest.mark.parametrize(("steps", "way"), [(UP, "risen"), (UP[::-1], "fallen")])
def test_the_shares_that_moved_are_drawn_whichever_way_they_went(steps, way):
    others = moving([50, 40] * 6).assign(borough="newham")
    (drawn,) = first.chart(find(pd.concat([moving(steps), others])), SOURCE)
    assert drawn.title == f"“Prompt used” in Hackney may have {way}"
    assert set(drawn.drawn["Share"]) == {"Hackney: Prompt used, of DA contacts"}


def test_of_many_shares_that_moved_those_are_drawn_that_chance_explains_least():
    slow = [30, 32, 30, 34, 33, 36, 35, 38, 37, 40, 41, 42]
    keys = [borough.key for borough in members(PERIOD)]
    both = {"contacts": [300] * 12, "da_contacts": [100] * 12, "prompted": slow, "trained": UP}
    (drawn,) = first.chart(find(pd.concat(rows(both, key) for key in keys)), SOURCE)
    assert drawn.title == "Of 12 the least likely by chance: " + drawn.title.split(": ", 1)[1]
    assert {name.split(": ")[1] for name in drawn.drawn["Share"]} == {
        "Trained screener, of DA contacts"
    }


def test_without_a_share_that_moved_nothing_is_drawn_on_the_first_page():
    assert not list(first.chart(find(rows(FLAT)), SOURCE))


def test_a_quarter_is_x_of_n_and_the_whole_has_its_interval():
    shown = line(table(blocks(rows(FLAT)), "mash-hackney"), "Prompt used, of DA contacts")
    assert shown[1] == "140 of 280 (50%)"
    assert re.fullmatch(r"570 of 1,140 \(50%, 47 to 53%\)", shown[4])


def test_fewer_than_twenty_make_no_percentage():
    few = rows({"contacts": [30] * 12, "da_contacts": [6] * 12, "prompted": [3] * 12})
    shown = line(table(blocks(few), "mash-hackney"), "Prompt used, of DA contacts")
    assert shown[0] == "9 of 18"
    assert shown[4].startswith("36 of 72 (50%")
    drawn = next(block for block in blocks(few) if isinstance(block, PrintedFigure))
    assert "Prompt used, of DA contacts: Apr 2025 no share" in drawn.alt


def test_months_that_are_missing_are_said_beside_the_number():
    gap = rows({**FLAT, "prompted": [50, "", *FLAT["prompted"][2:]]})
    shown = line(table(blocks(gap), "mash-hackney"), "Prompt used, of DA contacts")
    assert shown[0] == "100 of 200 (50%), 2 months"
    assert shown[4].endswith(", 11 months")


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ([""] * 3, "[x]"),
        (["?"] * 3, "[q]"),
        (["<5", 10, 10], "21 to 24 of 290 [c]"),
        ([10, "", ""], "10 of 100 (10%), 1 month"),
    ],
)
def test_what_is_no_number_has_its_sign(typed, cell):
    returned = rows({**FLAT, "again": [*typed, *[10] * 9]})
    assert (
        line(table(blocks(returned), "mash-hackney"), "Again in 90 days, of DA contacts")[0] == cell
    )


def test_a_refused_share_is_a_dash_with_its_reason():
    returned = rows(FLAT)
    shown = table(blocks(returned, find(returned, "2026-04")), "mash-hackney")
    assert line(shown, "Again in 90 days, of DA contacts")[3] == "–"
    assert any(note.startswith("– refused (not complete yet)") for note in shown.notes)


def sentence(steps: list) -> str:
    return mash.sentence("prompted", find(moving(steps)), find(moving(steps)))


# A rise turned end for end is a fall of the same size, in words that differ in nothing else.
_TURNED = {"increase": "decrease", "decrease": "increase", "rise": "fall", "fall": "rise"}


@pytest.mark.parametrize(
    "steps", [UP, [50, 40] * 6, [52, 48, 55, 45, 53, 49, 50, 57, 44, 58, 51, 60], [30, 70] * 6]
)
def test_turned_end_for_end_a_sentence_turns_with_its_series(steps):
    there, back = sentence(steps), sentence(steps[::-1])
    turned = re.sub(r"\b(?:increase|decrease|rise|fall)\b", lambda word: _TURNED[word[0]], back)
    parts = [
        re.sub(r"a fall or a rise|a rise or a fall", "either", text) for text in (there, turned)
    ]
    # The ends of an interval change places.
    assert sorted(re.findall(r"\w+", parts[0])) == sorted(re.findall(r"\w+", parts[1]))


def test_cannot_tell_says_what_could_have_been_seen():
    said = sentence([50, 40] * 6)
    assert said.startswith(
        "**Prompt used: cannot tell.** Between Apr 2025 and Mar 2026 the share of DA contacts"
    )
    assert re.search(
        r"A fall or a rise of \d+ percentage points would have shown in 80 of 100 such series\.$",
        said,
    )


@pytest.mark.parametrize(("step", "share"), [(100, "100%"), (0, "0%")])
def test_a_share_of_all_or_none_in_every_month_has_no_change_to_fit(step, share):
    assert sentence([step] * 12) == (
        "**Prompt used: cannot tell.** The share of DA contacts screened with the prompt was"
        f" {share} in every month, so there is no change to fit."
    )


def test_a_possible_change_says_of_how_many_it_is_one():
    assert (
        "It is one of 2 changes tested; after allowing for their number it can still be distinguished"
        " from chance, but was not planned beforehand." in sentence(UP)
    )


def test_no_sentence_judges():
    shown = blocks(rows(FLAT)) + blocks(moving(UP)) + [first.opening(find(moving(UP)), PERIOD)]
    texts = [text for block in shown for text in getattr(block, "texts", ())]
    said = " ".join(texts).replace("good or bad by itself", "")
    assert not re.findall(BANNED, said, re.IGNORECASE)


def test_every_share_has_both_readings_before_anybody_looks():
    _, meaning = mash.meaning(find(rows(FLAT)))
    assert list(meaning.cells["Share"]) == [name for name, _ in SHARES.values()]


def test_a_note_of_the_sender_says_which_month_it_is_about():
    returned = rows(FLAT)
    returned.loc[returned["month"] == "2025-06", "caveat"] = "new form | all year"
    returned.loc[returned["month"] != "2025-06", "caveat"] = "all year"
    notes = table(blocks(returned), "mash-hackney").notes
    assert {"From the sender (Jun 2025): new form", "From the sender: all year"} <= set(notes)


def test_figures_are_the_same_bytes_for_the_same_findings():
    first, second = (
        next(b for b in blocks(rows(FLAT)) if isinstance(b, PrintedFigure)) for _ in range(2)
    )
    assert first.png == second.png


def test_boroughs_stand_in_order_of_joining_whatever_their_shares():
    high = {**FLAT, "prompted": FLAT["da_contacts"]}
    both = pd.concat([rows(high, "newham"), rows(FLAT)])
    keys = [block.text for block in blocks(both) if isinstance(block, Heading)]
    assert keys == ["Hackney", "Newham"]
