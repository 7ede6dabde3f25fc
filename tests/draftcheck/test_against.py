"""A text against the report it rests on: a number of the same thing that is another, a number that is
printed nowhere, and a rise or fall that the report does not bear out, up and down alike.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftcheck.against import Report, Series, differing
from draftcheck.reading import read_draft

TRAINING = """\
1,230 attendances were counted at 32 training blocks, 58.6 a month. 39 of 455 who came to Core answered.

| Borough | Attendances |
|:--|--:|
| Hackney | 342 |
| Barnet | 41 |

Source: returns. A rise of 59% in total.
"""
SERIES = (
    Series("Hackney", "Referral issue on intake", "cannot tell"),
    Series("Hackney", "Children taken into care", "decrease"),
    Series("Barnet", "Referral issue on intake", "increase"),
    Series("Barnet", "Children taken into care", "stable"),
)


def document(text: str):
    return read_draft("summary.md", text.encode())


def report(series=SERIES) -> Report:
    return Report({"Training": document(TRAINING)}, tuple(series))


def expected(text: str, series=SERIES) -> list[str]:
    return [found.expected for found in differing(document(text), report(series))]


@pytest.mark.parametrize(
    "text",
    [
        "There were 1,230 attendances at training blocks.",
        "Some 1,200 attendances were counted at 32 training blocks.",
        "It was 59 attendances a month at the training.",
        "342 attendances came from Hackney, and 59% more in all.",
        "Hackney alone had 342.",
        "Referrals rose in Barnet.",
        "Fewer children were taken into care in Hackney.",
        "Children taken into care stayed stable in Barnet.",
        "Whether referrals rose in Hackney is not known.",
        "Referrals may have risen in Hackney.",
        "Staff attended in Year 3 and in July 2024.",
    ],
)
def test_what_the_report_bears_out_is_not_doubted(text):
    assert expected(text) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("There were 1,320 attendances at training blocks.", "1,230 attendances"),
        ("The report counts 1230 attendances at 31 training blocks.", "32 training blocks"),
        ("Numbers stood at 7,777.", "7,777 nowhere"),
        ("A rise of 61% in total.", "61% nowhere"),
        ("Referrals rose in Hackney.", "no rise there: it says cannot tell (1 series) of Hackney"),
        ("Referrals fell in Hackney.", "no fall there: it says cannot tell (1 series) of Hackney"),
        ("Referrals fell in Barnet.", "no fall there: it says increase"),
        ("More children were taken into care in Hackney.", "no rise there: it says decrease"),
        ("Children taken into care stayed stable in Hackney.", "no standstill there"),
    ],
)
def test_what_differs_is_said_with_what_is_known(text, known):
    (said,) = expected(text)
    assert known in said


def test_what_is_only_possible_is_not_said_without_a_doubt():
    series = [Series("", "Second plan", "possible decrease")]
    assert "possible decrease" in expected("Second plans fell.", series)[0]
    assert expected("Second plans possibly fell.", series) == []


@given(st.sampled_from(SERIES), st.sampled_from(["rose", "fell"]))
def test_up_and_down_are_treated_alike(one, went):
    """The mirror of a sentence is doubted on the mirror of a series."""
    mirror = {"increase": "decrease", "decrease": "increase"}
    turned = Series(one.place, one.name, mirror.get(one.verdict, one.verdict))
    other = {"rose": "fell", "fell": "rose"}[went]
    text = f"{one.name} {{}} in {one.place}."
    assert bool(expected(text.format(went), [one])) == bool(expected(text.format(other), [turned]))


@given(st.integers(100, 9_999))
def test_any_other_number_of_attendances_is_doubted(number):
    doubted = bool(expected(f"There were {number:,} attendances at training blocks."))
    assert doubted == (number != 1230)
