"""Announced lists: of any length, marks and brackets, in a line or as points, in every format."""

import pytest
from arithmetic import doubts
from drafting import FORMATS, Draft

from draftcheck.check import check
from draftcheck.document import Block, Document
from draftcheck.listing import announcements

SLIPS = {
    "Four boroughs joined (Camden, Brent and Harrow).": (
        "Three boroughs joined (Camden, Brent and Harrow)."
    ),
    "The three sites - Leeds, Derby, York and Hull - were small.": (
        "The four sites - Leeds, Derby, York and Hull - were small."
    ),
    "There were three hurdles, namely high costs and a lack of rooms.": (
        "There were two hurdles, namely high costs and a lack of rooms."
    ),
    "They came from two boroughs, Brent, Ealing and Harrow.": (
        "They came from three boroughs, Brent, Ealing and Harrow."
    ),
    "Two teams, the night team, the day team and the duty team, work there.": (
        "Two teams, the night team and the duty team, work there."
    ),
    "We asked about three things: (i) cost, (ii) time, (iii) place and (iv) trust.": (
        "We asked about four things: (i) cost, (ii) time, (iii) place and (iv) trust."
    ),
    "It has four stages: 1) meeting, 2) planning and 3) review.": (
        "It has three stages: 1) meeting, 2) planning and 3) review."
    ),
    "Two reasons were told. First, time. Second, cost. Third, trust.": (
        "Three reasons were told. First, time. Second, cost. Third, trust."
    ),
    "Four kinds of harm were seen in the files: blows, threats and debts.": (
        "Three kinds of harm were seen in the files: blows, threats and debts."
    ),
    "Five people wrote: a nurse, a cook and a clerk.": (
        "Three people wrote: a nurse, a cook and a clerk."
    ),
    "Both tools - maps, charts and notes - were liked.": (
        "Both tools - maps and charts - were liked."
    ),
    "The following three criteria were used:\n\na) age\nb) need": (
        "The following two criteria were used:\n\na) age\nb) need"
    ),
    "Parents liked four things:\n\n– time\n– trust\n– calm": (
        "Parents liked three things:\n\n– time\n– trust\n– calm"
    ),
    "Staff pointed to two hurdles:\n\n* time\n* trust\n* calm": (
        "Staff pointed to three hurdles:\n\n* time\n* trust\n* calm"
    ),
}
HONEST = [
    "We make five proposals, the most important of which are:\n\n- time\n- trust\n- calm",
    "There are seven aims, including the following:\n\n- time\n- trust",
    "The ten workers mentioned the following:\n\n- time\n- trust",
    "Of the eight aims, three stood out: time, trust and calm.",
    "Three of the five boroughs joined: Camden, Brent and Harrow.",
    "Three partners (the council, Refuge and the police and crime commissioner) pay for it.",
    "Two boroughs, Hammersmith and Fulham and Kensington and Chelsea, share a door.",
    "Four boroughs came: Barking and Dagenham, Camden, Hammersmith and Fulham, and Brent.",
    "Six agencies meet, and two of them (police and health) take the chair.",
    "Four boroughs took part (Camden, Brent, Harrow and, from May 2022, Hackney).",
    "Three schools, a clinic and the police came.",
    "Over two days, Camden, Brent and Harrow met.",
    "In three boroughs, including Merton and Sutton, it fell.",
    "Ten talks were held (six by telephone and four in person).",
    "They work in three ways: by post, by phone, and in rooms; and they meet at home.",
]


@pytest.mark.parametrize(("slip", "right"), SLIPS.items())
def test_a_list_of_another_length_is_found_and_its_mend_is_not_doubted(slip, right):
    assert (doubts(slip, "md"), doubts(right, "md")) == (1, 0)


@pytest.mark.parametrize("text", HONEST)
def test_what_announces_no_list_is_not_doubted(text):
    assert not doubts(text, "md")


def test_each_of_two_lists_is_counted():
    first = "There were four worries:\n\n- time\n- trust"
    second = "We make five proposals:\n\n1. Meet.\n2. Write.\n3. Wait."
    for texts in ((first, second), (second, first), (first, "A word between.", second)):
        assert doubts("\n\n".join(texts), "md") == 2


def test_a_list_that_goes_on_after_a_word_may_be_whole():
    text = "There were five worries:\n\n- time\n- trust\n- calm\n\nAnd also\n\n- cost\n- place"
    assert not doubts(text, "md")


@pytest.mark.parametrize("mark", ["•", "–", "a)", "(i)"])
@pytest.mark.parametrize("format_", FORMATS)
def test_points_that_were_typed_are_counted(format_, mark):
    draft = Draft()
    draft.text("There were three worries:")
    draft.text(f"{mark} time")
    draft.text(f"{mark} trust")
    found = check(f"draft.{format_}", draft.written(format_)).doubts
    assert found["rule"].tolist() == ["list"]


def test_a_table_that_was_read_as_one_sentence_is_left_alone():
    block = Block("text", "12 people, " * 20_000, "line 1")
    assert not list(announcements(Document((block,))))
