"""The first page and the first chapter, made of the lines that strands gave."""

import pandas as pd
import pytest

from analysis.declare.outcomes import (
    LINES,
    MEASURED,
    MORE,
    NOTHING,
    OUTCOMES,
    REPORTED,
    UNTOLD,
    evidence,
    headline,
    life,
    number,
    wanted,
)
from analysis.show.glance import FirstPage, agreed, answer, chapter, in_short, summary, told

NO_NEWS = pd.DataFrame(columns=["what", "name", "was", "becomes"])


def lines(*given: dict, strand: str = "training") -> pd.DataFrame:
    return LINES.framed(given).assign(strand=strand, section="Training")


@pytest.mark.parametrize(
    "given, said",
    [
        ((), "Nothing that came can tell."),
        ((evidence("plans", UNTOLD, "a"),), "Nothing that came can tell."),
        (
            (evidence("plans", REPORTED, "a"), evidence("language", REPORTED, "b")),
            "No number shows it yet; on 2 of 5 outcomes there are reports only, for or against.",
        ),
        (
            (evidence("plans", REPORTED, "a"), evidence("identification", MEASURED, "b")),
            "Measured for 1 of 5 outcomes.",
        ),
        # What was asked later is no answer on the outcomes agreed.
        ((evidence("complaints", MEASURED, "a"),), "Nothing that came can tell."),
    ],
)
def test_the_answer_counts_the_outcomes_agreed_by_the_surest_way_they_are_known(given, said):
    assert answer(lines(*given)) == said


def test_the_first_sentence_counts_every_outcome_once_and_five_are_the_most():
    given = lines(
        evidence("plans", REPORTED, "a"),
        evidence("identification", UNTOLD, "b"),
        *(headline(f"Sentence {at}.") for at in range(9)),
    )
    said = summary(given)
    assert said[0] == (
        "Of 5 outcomes agreed in Year 1: numbers cannot tell of 1; on 1 there are reports only, for or"
        " against; on 3 nothing was received."
    )
    assert said[1:] == [f"Sentence {at}." for at in range(4)]


def test_outcomes_that_nothing_came_on_are_wanted_first_and_in_one_line():
    given = lines(
        *(evidence(key, REPORTED, "a") for key in ("plans", "language", "confidence")),
        wanted("a", "More answers"),
    )
    page = FirstPage("2023-25", given, NO_NEWS).markdown("")
    wants = page.partition("What would let the next report say more")[2]
    first, second = [line for line in wants.splitlines() if line.startswith("- ")]
    assert first.startswith(
        "- Anything on “More ways for perpetrators to change” and “Domestic abuse"
    )
    assert second == "- More answers"
    assert "is missing" not in FirstPage("2021-22", lines(), NO_NEWS).markdown("")


def test_the_page_holds_numbers_evidence_and_wishes_and_the_evaluators_words_in_place_of_ours():
    given = lines(
        number("1,230", "attendances"),
        headline("Much was done."),
        evidence("plans", REPORTED, "Seen in Hackney | [x]."),
        wanted("a", "More answers"),
    )
    page = FirstPage("2023-25", given, NO_NEWS).markdown("")
    assert "- **1,230** attendances" in page and "- More answers" in page
    assert "| More actions for perpetrators in plans | ●\u00a0reported | Seen in Hackney" in page
    # A sender's bar is no border of a cell.
    assert "Hackney \\| \\[x\\]" in page
    assert "Much was done." in page
    own = FirstPage("2023-25", given, NO_NEWS, "We saw much.").markdown("")
    assert "Also asked. *Nothing received*: Complaints by perpetrators; Quality" in page
    assert "**The evaluators' summary.**" in own and "\nWe saw much.\n" in own
    assert "Much was done." not in own
    assert "- **1,230** attendances" in own


def test_an_outcome_without_evidence_is_a_row_and_what_several_know_alike_is_one_row():
    given = lines(evidence("language", REPORTED, "b"), strand="themes").assign(section="Words")
    given = pd.concat([given, lines(evidence("language", REPORTED, "a"), strand="reviews")])
    given = pd.concat(
        [
            given,
            lines(
                evidence("plans", REPORTED, "c"), evidence("plans", MEASURED, "d"), strand="reviews"
            ),
        ]
    )
    _, table, *_ = chapter("2023-25", given, NO_NEWS)
    rows = table.cells.set_index("Outcome or question")
    # One more than outcomes: only what is known in another way stands apart.
    assert len(table.cells) == 9
    # In the order in which strands bear on it.
    assert rows.loc["Language that does not blame the survivor", "What is known"] == "a b"
    assert rows.loc["Complaints by perpetrators", "How it is known"] == NOTHING
    assert "; [Words](#themes) |" in table.markdown("")
    hoped = rows.loc["Domestic abuse identified in assessments", "Hoped for"]
    assert hoped.startswith("no direction; more may be recognised") and not table.notes


def test_more_is_hoped_for_only_where_that_was_declared():
    _, table, *_ = chapter("2025-26", lines(), NO_NEWS)
    hoped = table.cells.set_index("Outcome or question")["Hoped for"]
    declared = {outcome.name: outcome for outcome in OUTCOMES}
    for name, printed in hoped.items():
        assert printed.startswith("more") == (declared[name].direction == MORE)
    # Each outcome agreed at the start had its direction (report, lines 190 to 194).
    assert (hoped.iloc[: len(agreed())] != "–").all()
    assert hoped["What the word perpetrator does in social work"] == "–"


def test_a_period_has_no_question_that_came_after_it():
    (_, before, *_), (_, later, *_) = (
        chapter(of_period, lines(), NO_NEWS) for of_period in ("2022-23", "2025-26")
    )
    assert (len(before.cells), len(later.cells)) == (5, 13)


def news(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=NO_NEWS.columns)


def test_what_changed_alike_stands_together_and_the_first_page_counts_it():
    found = news(
        ("joined", "Barnet", "", ""),
        ("known otherwise", "Plans", NOTHING, REPORTED),
        ("known otherwise", "Words", REPORTED, NOTHING),
        ("known otherwise", "Ways", NOTHING, REPORTED),
        ("new", "Refresher", "", "New course"),
        ("changed verdict", "a", "possible increase", "cannot tell"),
        ("changed verdict", "b", "cannot tell", "possible decrease"),
        *(("same verdict", f"series {at}", "cannot tell", "cannot tell") for at in range(9)),
        ("first verdict", "c", "", "cannot tell"),
        ("open", "Training", "", ""),
        ("open", "Surveys", "", ""),
        ("open", "Training", "", ""),
        ("still wanted", "A base", "", ""),
    )
    assert told(found) == [
        ("Joined", "Barnet"),
        ("New course", "Refresher"),
        ("Nothing received, now reported", "Plans; Ways"),
        ("Reported, now nothing received", "Words"),
        ("Verdict: possible increase, now cannot tell", "a"),
        ("Verdict: cannot tell, now possible decrease", "b"),
        ("New verdict: cannot tell", "c"),
        ("Verdict as before: cannot tell", "9 series and averages"),
        ("Questions open", "Training 2 and Surveys 1"),
        ("Still wanted", "A base"),
    ]
    assert in_short(found) == [
        "Joined: Barnet",
        "New course: Refresher",
        "Outcomes with evidence, none in the last report: 2",
        "Outcomes known in another way than before: 1",
        "Verdicts on series and averages: 2 changed, 9 as before, 1 not given before",
        "Questions about what was sent: 3 open",
        "Of what the last report wanted: 1 did not",
    ]
    assert told(NO_NEWS) == in_short(NO_NEWS) == []


def test_what_is_new_is_a_table_where_it_is_more_than_one_row_and_a_sentence_otherwise():
    def texts(given, found):
        *_, fresh, lives = chapter("2023-25", given, found)
        return [getattr(block, "texts", None) or block.cells for block in (fresh, lives)]

    ended, began = life("Care", "asked for the last time", "Year 3/4"), life("Again", "begun", "x")
    alone, one = texts(lines(ended), news(("none before", "", "", "")))
    assert alone[0] == "**What began, ended or changed.** Nothing that is on record."
    assert alone[1].startswith("There is no report before this one")
    assert one == ("**What happened to indicators.** Care: Year 3/4, asked for the last time.",)
    fresh, lives = texts(
        lines(ended, began), news(("joined", "Barnet", "", ""), ("open", "Training", "", ""))
    )
    assert fresh["Of what"].tolist() == ["Barnet", "Training 1"]
    assert lives["Indicator"].tolist() == ["Care", "Again"]
