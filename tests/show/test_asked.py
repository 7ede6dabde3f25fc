"""Questions to senders as a report tells them: in words, or in numbers that add up."""

from pandas import DataFrame

from analysis.declare.replies import ANSWERED, CLOSED, EARLIER, OPEN
from analysis.show.asked import questions
from analysis.show.printed import Paragraphs, PrintedTable


def asked(*rows: tuple[str, str, str]) -> DataFrame:
    """Questions, a tuple each: the rule, what became of it, and its words."""
    return DataFrame(rows, columns=["rule", "status", "question"]).assign(
        effect="It stays out.", file="training/returns.csv"
    )


SENT = asked(
    ("lone_zero", OPEN, "The count is 0. Is it truly none?"),
    ("personal_columns", OPEN, "This column says who people are (E1). Can it be left out?"),
    ("out_of_range", ANSWERED, "Is 583 right?"),
    ("typo", CLOSED, "Which is meant?"),
    ("lone_zero", EARLIER, "Was it none then?"),
    ("no_return", OPEN, "When will it come?"),
)


def test_open_questions_stand_in_the_words_sent_without_the_cell_they_are_about():
    (table,) = (one for one in questions({"Training": SENT}, ()) if isinstance(one, PrintedTable))
    assert list(table.cells["Question"]) == [
        "The count is 0. Is it truly none?",
        "This column says who people are. Can it be left out?",
    ]
    assert set(table.cells["Section"]) == {"Training"}
    assert set(table.cells["File"]) == {"returns.csv"}


def test_a_question_asked_of_several_places_in_the_same_words_is_told_once():
    again = asked(*[("lone_zero", OPEN, "Is it none?")] * 3, ("lone_zero", OPEN, "Is it one?"))
    (table,) = (one for one in questions({"Training": again}, ()) if isinstance(one, PrintedTable))
    assert list(table.cells["Question"]) == ["Is it none? (asked 3 times)", "Is it one?"]


def test_where_numbers_are_withheld_their_counts_add_up_and_no_word_is_told():
    blocks = [*questions({"Training": SENT}, {"Training"})]
    assert not any(isinstance(one, PrintedTable) for one in blocks)
    (said,) = (one.markdown("") for one in blocks if isinstance(one, Paragraphs))
    assert (
        "**Training.** 4 questions: 2 answered, 2 open; 1 besides about an earlier period." in said
    )
    assert "truly none" not in said and "583" not in said


def test_nothing_is_said_where_nothing_was_asked():
    assert list(questions({"Training": SENT.head(0)}, {"Training"})) == []
