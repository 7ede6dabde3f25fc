"""Victim-survivors' answers as printed: every answer told alike, no small number, and words of those who agreed."""

import re
from functools import cache

import pandas as pd
import pytest
from experience_rows import PERIOD, find, one, rows

from analysis.declare.returned import QUERIES
from analysis.declare.withheld import WITHHELD
from analysis.show.printed import Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.experience.declares import HELPLINE, ITEMS, RESPONSES
from strands.experience.finds import findings
from strands.experience.prints import experience

SOURCE = "Simulated data: a trial."
MANY = [
    {"believed": answer, "say": "agree", "since_first": since}
    for answer, times in (("agree", 14), ("partly", 8), ("disagree", 1))
    for since in ("six_to_twelve", "over_twelve")
    for _ in range(times)
]


@cache
def found_of_many():
    """What is found in the answers of many."""
    return find(MANY)


def blocks(found, quotes=(), asked=None) -> list:
    made = [
        experience.opening(found, PERIOD),
        *experience.left_out(found),
        experience.support(found),
        *experience.statements(found, SOURCE),
        *experience.groups(found),
        *experience.own_words(list(quotes), QUERIES.empty() if asked is None else asked),
        *experience.refused(found),
    ]
    return [block for block in made if not getattr(block, "empty", False)]


def table(shown: list, key: str) -> PrintedTable:
    return next(block for block in shown if isinstance(block, PrintedTable) and block.key == key)


def test_without_a_return_nothing_is_printed_but_that():
    shown = blocks(findings(RESPONSES.empty(), RESPONSES.empty(), PERIOD))
    (opening,) = (block for block in shown if not isinstance(block, Heading))
    assert opening.texts[0].startswith("**Not received.**")


def test_the_opening_says_what_was_asked_who_answered_and_what_it_cannot_say():
    found = find([*MANY, {"believed": "agree", "consent": ""}])
    asked, theirs, answered, cannot = experience.opening(found, PERIOD).texts
    assert "5 statements" in asked
    assert "nothing here says what they should have felt" in theirs
    assert "46 people in 2025/26" in answered
    assert "Nobody knows how many could have answered" in cannot
    (behind,) = experience.left_out(found)
    assert "1 more line is not counted: no consent is stated" in behind.texts[0]


@pytest.mark.parametrize(
    ("agree", "disagree", "heading"),
    [
        ([12, 14, 20, 13, 18], [9, 8, 7, 2, 0], "12 to 20 agree with each of 5 statements and 0 to 9 disagree with each of 5 statements"),
        ([9, 8, 7, 2, 0], [12, 14, 20, 13, 18], "0 to 9 agree with each of 5 statements and 12 to 20 disagree with each of 5 statements"),
        ([15] * 5, [WITHHELD] * 5, "15 agree with each of 5 statements"),
        ([12, 14, WITHHELD, 13, None], [WITHHELD] * 4 + [11], "12 to 14 agree with each of 3 statements and 11 disagree with 1 statement"),
    ],
)  # fmt: skip
def test_the_heading_tells_the_fewest_and_the_most_who_agree_and_disagree(agree, disagree, heading):
    assert _heading(agree, disagree) == f"of 40 people {heading}"


def test_the_heading_says_where_nothing_is_told():
    assert _heading([WITHHELD] * 5, [WITHHELD] * 5) == "how many agree or disagree is withheld"


def _heading(agree: list, disagree: list) -> str:
    told = {"agree": agree, "disagree": disagree}
    rows = [
        {"statistic": "answer", "subject": f"{item} | {key}", "x": x}
        for key, numbers in told.items()
        for item, x in zip(ITEMS, numbers, strict=True)
    ]
    people = {"statistic": "people", "subject": "", "x": 40, "n": 40}
    found = pd.DataFrame([people, *rows], dtype=object).assign(borough="", refused="")
    return experience.opening(found, PERIOD).finding


def test_of_fewer_than_ten_no_number_is_printed():
    shown = blocks(find(MANY[:9]))
    texts = " ".join(text for block in shown for text in getattr(block, "texts", ()))
    assert "fewer than 10 people" in texts
    assert "9" not in texts.replace("999", "")
    assert not [block for block in shown if isinstance(block, PrintedFigure)]
    assert [block.key for block in shown if isinstance(block, PrintedTable)] == [
        "experience-refused"
    ]


def test_every_answer_is_told_alike():
    shown = blocks(found_of_many())
    (said,) = (
        text for block in shown for text in getattr(block, "texts", ()) if "I was believed" in text
    )
    assert said == "**“I was believed.”** Of 46 people, 28 agree, 16 partly agree and 2 disagree."
    (turned,) = (
        text
        for block in blocks(
            find(
                [
                    {
                        **person,
                        "believed": (
                            {"agree": "disagree", "disagree": "agree"}.get(
                                person["believed"], person["believed"]
                            )
                        ),
                    }
                    for person in MANY
                ]
            )
        )
        for text in getattr(block, "texts", ())
        if "I was believed" in text
    )
    assert turned == "**“I was believed.”** Of 46 people, 2 agree, 16 partly agree and 28 disagree."


def test_one_and_nobody_are_told_in_words():
    shown = blocks(find([{"believed": "agree"}] * 11 + [{"believed": "disagree"}]))
    (said,) = (
        text for block in shown for text in getattr(block, "texts", ()) if "I was believed" in text
    )
    assert said.endswith("Of 12 people, 11 agree, nobody partly agrees and 1 disagrees.")


def test_a_percentage_wants_twenty():
    few = table(blocks(find(MANY[:15])), "experience-statements")
    assert (
        few.cells["Agree"].iloc[0].replace("\N{NO-BREAK SPACE}", " ") == "14 of 15"
        or "%" not in few.cells.to_csv()
    )
    many = table(blocks(found_of_many()), "experience-statements")
    assert re.match(
        r"28 of 46 \(61%, \d+ to \d+%\)",
        many.cells["Agree"].iloc[0].replace("\N{NO-BREAK SPACE}", " "),
    )


def test_a_group_table_holds_the_groups_that_may_be_shown_and_names_the_others():
    groups = table(blocks(found_of_many()), "experience-since-first")
    assert list(groups.cells) == [
        "Statement",
        "6 to 12 months (23 people)",
        "Over 12 months (23 people)",
    ]
    assert groups.cells.iloc[0, 1].replace("\N{NO-BREAK SPACE}", " ") == "14 / 8 / 1 of 23"
    assert "Not shown, as fewer than 10 people: under 6 months." in groups.notes


def test_where_one_group_is_small_no_group_is_printed():
    found = find([*MANY[:-8], *[{**person, "since_first": "under_six"} for person in MANY[-8:]]])
    shown = blocks(found)
    assert "experience-since-first" not in [
        block.key for block in shown if isinstance(block, PrintedTable)
    ]
    assert any(
        "**Known to services.** No group is shown" in text
        for b in shown
        for text in getattr(b, "texts", ())
    )


def test_words_are_printed_as_they_are_and_in_no_figure():
    shown = blocks(found_of_many(), ["Nobody *asked* me."])
    assert any(
        "> “Nobody \\*asked\\* me.”" in block.texts
        for block in shown
        if isinstance(block, Paragraphs)
    )
    assert all(
        "asked" not in block.alt + block.title
        for block in shown
        if isinstance(block, PrintedFigure)
    )


def test_without_words_no_heading_stands_alone_with_a_promise():
    shown = [
        block
        for block in experience.own_words([], QUERIES.empty())
        if not getattr(block, "empty", False)
    ]
    assert [type(block) for block in shown] == [Heading]


def test_support_is_offered_with_the_number_declared():
    (text,) = experience.support(found_of_many()).texts
    assert HELPLINE[0] in text
    assert HELPLINE[1] in text


def test_files_beside_the_section_hold_findings_and_no_rows():
    for block in blocks(found_of_many()):
        for name, content in block.files().items():
            if name.startswith("tables/"):
                assert list(content.columns)[:4] == [
                    "statistic",
                    "subject",
                    "borough",
                    "when",
                ], name
            if name.endswith(".csv"):
                assert not re.search(r"\bP\d", content.to_csv())


def test_the_figure_is_the_same_bytes_and_says_every_number():
    first, second = (
        next(b for b in blocks(found_of_many()) if isinstance(b, PrintedFigure)) for _ in range(2)
    )
    assert first.png == second.png
    assert (
        "“I was believed”: 28 agree, 16 partly agree, 2 disagree, 0 gave no such answer."
        in first.alt
    )


@pytest.mark.parametrize("item", ITEMS)
def test_every_statement_has_its_line(item):
    assert (
        ITEMS[item]
        in table(blocks(found_of_many()), "experience-statements").cells["Statement"].tolist()
    )
    assert rows(MANY)["item"].eq(item).any()
    assert one(found_of_many(), "answer", item, "agree") is not None


def test_what_is_withheld_bears_its_symbol_and_what_was_not_asked_a_dash():
    few = [{"believed": "agree"}] * 9 + [{"believed": "prefer_not", "say": "agree"}] * 11
    asked = rows(few)
    asked = asked[asked["item"] != "safer"]
    found = findings(asked, asked, PERIOD)
    shown = table(blocks(found), "experience-statements")
    cells = shown.cells.set_index("Statement")
    assert set(cells.loc["I was believed"]) == {"[d]"}
    assert set(cells.loc[ITEMS["safer"]]) == {"–"}
    assert any(note.startswith("[d] withheld here") for note in shown.notes)
