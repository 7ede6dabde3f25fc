"""Arithmetic within sentences: slips are found in every format, honest sentences are not doubted."""

from decimal import Decimal

import pytest
from arithmetic import KINDS, doubted, doubts, found
from drafting import FORMATS

from draftcheck.quantities import Sentence, value
from draftcheck.stated import is_slip_of

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
    "The talks reached 61 people, of whom 33 worked in health and 27 in schools.": (
        "The talks reached 61 people, of whom 33 worked in health and 28 in schools."
    ),
    "Two hundred and six homes were visited: 110 in spring and 86 in autumn.": (
        "Two hundred and six homes were visited: 110 in spring and 96 in autumn."
    ),
    "Of 64 plans, 40 were signed and the remaining 34 were not.": (
        "Of 64 plans, 40 were signed and the remaining 24 were not."
    ),
    "Ninety-one people booked. Fourteen cancelled, leaving 87 in the room.": (
        "Ninety-one people booked. Fourteen cancelled, leaving 77 in the room."
    ),
    "Barnet sent 31, 28 and 40 forms, a total of 109.": (
        "Barnet sent 31, 28 and 40 forms, a total of 99."
    ),
    "Twenty-two nurses came in May. Another 14 came in June, taking the number to 38.": (
        "Twenty-two nurses came in May. Another 14 came in June, taking the number to 36."
    ),
    "Of those asked, 58% agreed and the remaining 52% disagreed.": (
        "Of those asked, 58% agreed and the remaining 42% disagreed."
    ),
    "Letters went to 19 schools and 23 surgeries. The 43 letters were alike.": (
        "Letters went to 19 schools and 23 surgeries. The 42 letters were alike."
    ),
    "Visits increased from 90 to 81.": "Visits decreased from 90 to 81.",
    "Fewer calls came in May (52) than in June (47).": (
        "More calls came in May (52) than in June (47)."
    ),
    "Waits fell by a third, from 90 to 75 days.": "Waits fell by a third, from 90 to 60 days.",
    "Trust rose from 40% to 52%, an increase of 21 percentage points.": (
        "Trust rose from 40% to 52%, an increase of 12 percentage points."
    ),
    "Posts fell by 12, from 60 to 51.": "Posts fell by 9, from 60 to 51.",
    "Costs went from 200 to 260, an increase of more than 40%.": (
        "Costs went from 200 to 260, an increase of more than 25%."
    ),
    "Three times as many girls (40) as boys (20) wrote.": (
        "Twice as many girls (40) as boys (20) wrote."
    ),
    "Calls more than doubled, rising from 60 to 100.": (
        "Calls more than doubled, rising from 60 to 130."
    ),
    "The 30 places were half as many as the 80 asked for.": (
        "The 40 places were half as many as the 80 asked for."
    ),
    "There was a threefold rise in calls, from 20 to 40.": (
        "There was a threefold rise in calls, from 20 to 60."
    ),
    "Over seven months, from May to September 2022, no one left.": (
        "Over five months, from May to September 2022, no one left."
    ),
    "Work ran for six years, from 2015 to 2018.": "Work ran for three years, from 2015 to 2018.",
    "The five financial years 2019/20 to 2021/22 are shown.": (
        "The three financial years 2019/20 to 2021/22 are shown."
    ),
    "It was open for nine weeks, from 2 May 2022 to 30 May 2022.": (
        "It was open for four weeks, from 2 May 2022 to 30 May 2022."
    ),
    "It began in June 2021 and ended in August 2021, a period of six months.": (
        "It began in June 2021 and ended in August 2021, a period of three months."
    ),
    "For half a year, from June 2022 to August 2022, it was free.": (
        "For half a year, from June 2022 to November 2022, it was free."
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
    "On a scale from 1 to 7, 30 gave 3.9 before and 12 gave 5.4 after: a rise of 1.5 points.",
    "Of 102 claims, 34 matter: 14 hold, 5 do not hold, 8 depend on more and 7 are unclear.",
    "Around 90 people came: 51 in May and 37 in June.",
    "Of the 70 pupils, 40 were girls and 31 had a tutor.",
    "Sixty wrote, including 20 girls and 30 boys.",
    "Two groups of seven and one group of five met, 19 people in all.",
    "Each of the nine sites sent two workers, 18 in all.",
    "In May 12 girls and nine boys came. In all, 22 schools have been visited since 2019.",
    "Ten women and four men dropped out. A total of 16 stayed.",
    "Of 50 files, 30 had both a plan and a review and 21 had a photograph.",
    "Aged 18 to 25, the 12 were seen at 3, 6 and 12 months.",
    "The rise from 200 to 250 was larger than the rise of 3% elsewhere.",
    "Numbers fell from 40 to 30 here, while they rose by 8% in the north.",
    "Visits rose from 20 to 30 and made up 15% of contacts.",
    "Funding doubled, and visits went from 40 to 60.",
    "The plan is to double the number from 20 to 35.",
    "The team doubled in size and now sees 40 families in three sites.",
    "Half the 60 places went to families and 20 to schools.",
    "Work ended in November 2021, having begun in June 2021, four months later than planned.",
    "Each was followed for 12 months between April 2020 and June 2020.",
    "A six-month reminder went out from May 2022 to March 2023.",
    "The lockdowns of May to June 2020 and January to March 2021 took five months together.",
    "The group was open to children from 8 to 12, and membership rose by 15%.",
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


def test_a_slip_is_told_once():
    assert doubts("There were 45 women and 12 men. In all, 58 people came.", "md") == 1


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Two hundred and ten of 1,204", "№ of №"),
        ("A third (33%) rose 4 points", "½ (%) rose ±"),
        ("From 3 May 2022 to March 2023", "From @ to @"),
        ("In 2019/20, years 7 to 9", "In §, years ~ to ~"),
        ("Over one and a half years", "Over ¤ years"),
        ("It was 3 (95% CI 1.1 to 2.4)", "It was № (~ ~ to ~)"),
        ("The 16 and 17 year olds", "The № and ~ year olds"),
    ],
)
def test_a_sentence_shows_each_quantity_as_one_sign(text, signs):
    assert Sentence(text).signs == signs


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two hundred and ten", "210"),
        ("eighty-three", "83"),
        ("a hundred", "100"),
        ("two thousand and six", "2006"),
        ("£1.2m", "1200000.0"),
        ("three-and-a-half", "3.5"),
        ("a dozen", "12"),
    ],
)
def test_numbers_are_read_in_figures_and_words(text, number):
    assert value(text) == Decimal(number)


def test_what_is_quoted_is_what_the_sentence_says():
    said = Sentence("We met 58 people: 45 women and 12 men.")
    first, last = said.counts[0], said.counts[-1]
    assert said.quoted(first, last + 1) == "58 people: 45 women and 12"


@pytest.mark.parametrize(
    ("stated", "right", "near"),
    [
        (58, 57, True),
        (805, 795, True),
        (203, 198, True),
        (183, 193, True),
        (54, 45, True),
        (40, 71, False),
        (16, 33, False),
        (87, 46, False),
    ],
)
def test_a_slip_is_near_or_one_figure_off(stated, right, near):
    assert is_slip_of(Decimal(stated), Decimal(right)) == near
