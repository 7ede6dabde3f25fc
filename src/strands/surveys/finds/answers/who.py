"""Who answered, of those who could have: sheets, bases of every question, and who they are."""

from collections.abc import Iterator

import numpy as np

from analysis.declare.surveys import LEAST_FOR_PERCENTAGES
from analysis.find.finding import Rows, counted, interval, share_interval
from strands.surveys.declares import (
    ANSWERED,
    ANSWERED_BEFORE,
    ANSWERED_ONE,
    ATTENDED,
    COUNTED,
    KEPT,
    MISSING,
    MOSTLY_BLANK,
    NO_ONES,
    USABLE,
    WAVES,
)
from strands.surveys.declares.sums import LEAST_PEOPLE, PEOPLE_PUBLISHED
from strands.surveys.finds.answers.survey import SHEET, Survey
from strands.surveys.finds.everybody import rates, share_over_all, told

COUNT = "count of answer sheets, v1"
WILSON = "share of those who answered, Wilson interval (statsmodels), v1"
WITHHELD = f"withheld: fewer than {LEAST_PEOPLE} people, or fewer could be worked out"

# Questions on who people are; those on what they think have a share that silence can hide.
WHO = "sector gender age_overview age_core ethnicity disability sexuality borough".split()


def flow(survey: Survey, wave: str) -> Rows:
    """Sheets that people handed in and what became of them, which adds up; the tests and copies that
    were left out; and shares of all who could have answered.
    """
    sheets = survey.responses[survey.responses["wave"] == wave]
    kept, usable = sheets["kept"].value_counts(), len(survey.usable[wave])
    left_out = {why: int(kept.get(why, 0)) for why in NO_ONES}
    handed_in, blank = len(sheets) - sum(left_out.values()), int(kept.get("empty", 0))
    became = {"empty": blank, MOSTLY_BLANK: handed_in - blank - usable, USABLE: usable}
    says = {
        **KEPT,
        "empty": "opened and left blank",
        MOSTLY_BLANK: "read, and too few answers to be usable",
        USABLE: (
            f"usable: an answer to at least {survey.asked.least_answered} questions that are"
            " neither open nor the code"
        ),
    }
    everybody = survey.everybody(wave)
    could = everybody.get(ATTENDED) or 0
    known = {"n": could} if could >= handed_in else {}
    yield {**counted(handed_in, method=COUNT), **known, "statistic": "handed in"}
    for name, count in became.items():
        about = {"statistic": "sheets", "sheets": name, "note": says[name]}
        yield {**counted(count, handed_in, COUNT), **about}
    for name, count in left_out.items():
        about = {"statistic": "left out", "sheets": name, "note": says[name]}
        yield {**counted(count, method=COUNT), **about}
    if wave == WAVES[0]:
        about = {"statistic": ANSWERED_BEFORE, "sheets": USABLE}
        yield {**counted(usable, method=COUNT), **about}
    for case, eligible in everybody.items():
        yield from _of_everybody(case, eligible, {"handed in": handed_in, "usable": usable})


def _of_everybody(case: str, eligible: int | None, counts: dict[str, int]) -> Rows:
    """Everybody who could have answered, and the shares of them; of no wave alone where they are
    those of the wave before.
    """
    before = {"wave": "", "sheets": USABLE} if case == ANSWERED_BEFORE else {}
    for row in rates(case, eligible, counts):
        usable = {"sheets": USABLE} if row["statistic"].startswith("usable") else {}
        yield row | usable | before


def bases(survey: Survey, wave: str) -> Rows:
    """For every question the wave asks: how many usable sheets answer it, and why the others do
    not. Two questions that are one item, asked once, count as one.
    """
    for key, why_not in _asked(survey, wave):
        about = {"statistic": "answers", "sheets": USABLE, "question": key}
        of_two = {ANSWERED_ONE: "answered one of the two questions"}
        reasons = MISSING | (of_two if key in survey.asked_before else {})
        for why, words in reasons.items():
            count = counted(int((why_not == why).sum()), len(why_not), COUNT)
            yield {**about, **count, "answer": why or ANSWERED, "note": words}


def _asked(survey: Survey, wave: str) -> Iterator[tuple[str, np.ndarray]]:
    """Each question of a wave with why each usable sheet does not answer it, empty where it does."""
    before = survey.asked_before
    for question in survey.asked_in(wave):
        if question.key in before.values():
            continue
        why_not = survey.why_not(question.key, wave)
        if question.key in before:
            first = survey.why_not(before[question.key], wave)
            one = (first == "") != (why_not == "")
            why_not = np.where(one, ANSWERED_ONE, np.where(first == "", why_not, first))
        yield question.key, why_not


def composition(survey: Survey, wave: str) -> Rows:
    """Options ticked, each with its count, share and interval; small counts withheld, shares only
    of enough answers.

    A count is withheld below LEAST_PEOPLE, and where one answer a person is asked, as many more as
    keep the withheld from being worked out: those left together come to LEAST_PEOPLE at least.
    """
    for question in survey.asked_in(wave):
        if question.kind not in ("one", "many"):
            continue
        given = survey.answered(question.key, wave)
        ticked = given[given["missing"] == ""]
        n = ticked.groupby(SHEET).ngroups
        counts = {
            option.key: int((ticked["option"] == option.key).sum())
            for option in question.options
            if option.key != "prefer_not_to_say"
        }
        small = set()
        if survey.period not in PEOPLE_PUBLISHED:
            small = _withheld(counts, n if question.kind == "one" else None)
        path = {"sheets": USABLE, "question": question.key, "answer": ANSWERED}
        names = COUNTED[question.kind]
        for option, count in counts.items():
            about = {**path, "group": option, "n": n}
            told_of = _withheld_share(about) if option in small else _share(about, count, n)
            for name, row in zip(names, told_of, strict=True):
                yield {**row, "statistic": name}
        if question.key not in WHO and n >= LEAST_FOR_PERCENTAGES:
            for option in (option for option in counts if option not in small):
                about = {**path, "group": option}
                for case, eligible in survey.everybody(wave).items():
                    row = share_over_all(100 * counts[option] / n, n, eligible)
                    yield from told(row, **about, reading=case)


def _withheld(counts: dict[str, int], whole: int | None) -> set[str]:
    """The options whose count is not told; `whole` is what they add up to, where they do."""
    small = {option for option, count in counts.items() if count < LEAST_PEOPLE}
    if whole is None or not small:
        return small
    # Of equal counts the one named first, so the answers' order decides nothing.
    for option in sorted(counts, key=lambda option: counts[option]):
        if len(small) > 1 and sum(counts[each] for each in small) >= LEAST_PEOPLE:
            break
        small.add(option)
    return small


def _withheld_share(about: dict) -> Rows:
    """A count and a share that are not told."""
    for method in (COUNT, WILSON):
        yield {**about, "method": method, "refused": "withheld", "note": WITHHELD}


def _share(about: dict, count: int, n: int) -> Rows:
    """A count and its share."""
    yield {**about, **counted(count, about["n"], COUNT)}
    share = {**about, "method": WILSON}
    if n < LEAST_FOR_PERCENTAGES:
        why = f"no percentage of fewer than {LEAST_FOR_PERCENTAGES} answers"
        yield {**share, "refused": "G18", "note": why}
        return
    low, high = share_interval(count / n, n)
    yield {
        **share,
        **interval((100 * count / n, 100 * low, 100 * high)),
        "x": count,
        "unit": "rate",
    }
