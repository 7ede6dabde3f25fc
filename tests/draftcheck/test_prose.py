"""Arithmetic within sentences: slips are found in every format, honest sentences are not doubted."""

import pytest
from arithmetic import KINDS, doubted, doubts, found
from drafting import FORMATS

SLIPS = {
    "Numbers fell from 250 to 200, a fall of 25 %.": "Numbers fell from 250 to 200, a fall of 20 %.",
    "Visits rose from 250 to 200 (20%).": "Visits rose from 200 to 250 (25%).",
    "Rates rose from 2.1 to 2.9 (60%).": "Rates rose from 2.1 to 2.9 (35%).",
    "Cases doubled from 41 to 100.": "Cases doubled from 41 to 80.",
    "Cases nearly doubled from 41 to 50.": "Cases nearly doubled from 41 to 74.",
    "There were 45 women and 12 men. In all 58 people came.": (
        "There were 45 women and twelve men. In all 57 people came."
    ),
    "It ran from July 2023 to March 2024 (12 months).": (
        "It ran from July 2023 to March 2024 (nine months)."
    ),
    "Staff named three partners: police (4), health (2), courts (9) and schools (1).": (
        "Staff named four partners: police (4), health (2), courts (9) and schools (1)."
    ),
    "There were 25% fewer referrals (from 250 to 200).": (
        "There were 20% fewer referrals (from 250 to 200)."
    ),
    "Referrals fell from 250 to 200, 25% fewer.": "Referrals fell from 250 to 200, 20% fewer.",
    "Referrals went down 25% (250 to 200).": "Referrals went down 20% (250 to 200).",
    "Referrals fell by 20% (40 in 2021 and 30 in 2022).": (
        "Referrals fell by 25% (40 in 2021 and 30 in 2022)."
    ),
    "It covers the twelve-month period from July 2023 to March 2024.": (
        "It covers the nine-month period from July 2023 to March 2024."
    ),
    "The data run from Jul 23 to Mar 24 (12 months).": (
        "The data run from Jul 23 to Mar 24 (9 months)."
    ),
    "Of the 58 who answered, 45 were women and 12 men.": (
        "Of the 58 who answered, 45 were women and 13 men."
    ),
}
HONEST = [
    "A fall of 27% (5 to 40) was seen.",
    "From May 12 to July 14 (two months) it was shut.",
    "Of the 58 who answered, 45 were women and 12 lived alone.",
    "We met 58 people, including 20 women and 12 men.",
    "Shares went from 20% to 30%, a rise of 10 percentage points.",
    "The project ran from July 2023 to July 2024 (12 months).",
    "We spoke to 29 parents (16 mothers and 13 fathers). We wrote to 87 parents.",
    "The number rose from 0 to 12 (12%).",
    "A rise of 1.23 points, from 4.04 to 5.27 (95% interval: a rise of 0.74 to one of 1.72).",
    "The odds went from 1.2 to 3.4 (95% confidence), and the mean from 4 to 5 (90 per cent CI).",
]


@pytest.mark.parametrize(("slip", "right"), SLIPS.items())
def test_a_slip_is_found_and_its_mend_is_not_doubted(slip, right):
    assert (doubts(slip, "md") > 0, doubts(right, "md")) == (True, 0)


@pytest.mark.parametrize("text", HONEST)
def test_what_is_no_sum_is_not_doubted(text):
    assert not doubts(text, "md")


def test_planted_slips_are_found_in_every_format():
    counts, number = found(5), 5
    assert set(counts) == {(kind, format_) for kind in KINDS for format_ in FORMATS}
    assert sum(counts.values()) >= 0.95 * number * len(counts)


def test_hardly_an_honest_paragraph_is_doubted():
    assert len(doubted(300)) <= 1
