"""Who answered, of those who could have: sheets, bases of every question, links, and who they are."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.declare.asking import Question
from analysis.declare.surveys import LEAST_FOR_PERCENTAGES, LEAST_PEOPLE, PEOPLE_PUBLISHED
from analysis.find.bounds import MANSKI, share_over_everybody
from analysis.find.statistic import share_interval
from strands.surveys.declares import KEPT, MISSING
from strands.surveys.finds.answer_sheets import Survey

COUNT = "count of answer sheets, v1"
SHARE = "share, v1"
WILSON = "share of those who answered, Wilson interval (statsmodels), v1"
WITHHELD = f"withheld: fewer than {LEAST_PEOPLE} people, or fewer could be worked out"

# Questions on who people are; those on what they think have a share that silence can hide.
WHO = (
    "sector",
    "gender",
    "age_overview",
    "age_core",
    "ethnicity",
    "disability",
    "sexuality",
    "borough",
)


def flow(survey: Survey, wave: str) -> Iterator[dict]:
    """Sheets handed in, left out and usable, and each as a share of those who could have answered."""
    sheets, usable = survey.handed_in(wave), len(survey.usable(wave))
    yield {"statistic": "handed in", "estimate": len(sheets), "n": len(sheets), "method": COUNT}
    for why in KEPT:
        if why != "kept":
            number = int((sheets["kept"] == why).sum())
            yield {
                "statistic": "left out",
                "group": why,
                "estimate": number,
                "n": len(sheets),
                "method": COUNT,
                "note": KEPT[why],
            }
    rule = (
        f"usable: an answer to at least {survey.asked.least_answered} questions that are neither"
        " open nor the code"
    )
    yield {
        "statistic": "usable",
        "estimate": usable,
        "n": len(sheets),
        "method": COUNT,
        "note": rule,
    }
    for case, eligible in survey.everybody(wave).items():
        about = {"reading": case}
        yield {
            **about,
            "statistic": "eligible",
            "estimate": eligible,
            "method": COUNT,
            "note": "" if eligible is not None else "not known: no attendances were reported",
        }
        for name, number in (("handed in", len(sheets)), ("usable", usable)):
            rate = {**about, "statistic": f"{name}, % of eligible", "n": eligible, "method": SHARE}
            if not eligible:
                yield {
                    **rate,
                    "note": "no share: a number is not known, or nobody could have answered",
                }
            elif number > eligible:
                yield {**rate, "note": "no share: more answered than could have"}
            else:
                yield {**rate, "estimate": 100 * number / eligible}


def bases(survey: Survey, wave: str) -> Iterator[dict]:
    """For every question the wave asks: how many usable sheets answer it, and why the others do
    not.
    """
    for question in _asked(survey, wave):
        given = survey.answered(question.key, wave)
        # Who ticked one option and wrote something unreadable beside it has answered.
        of_sheet = given.groupby(["file", "respondent"])["missing"].min()
        about = {"question": question.key, "n": len(survey.usable(wave)), "method": COUNT}
        for why, says in MISSING.items():
            yield {
                **about,
                "statistic": "answers",
                "group": why or "answered",
                "estimate": int((of_sheet == why).sum()),
                "note": says,
            }


def linked(survey: Survey) -> Iterator[dict]:
    """How many sheets a code links, does not, or cannot as it occurs twice."""
    yield from survey.links.rows() if survey.links else ()


def composition(survey: Survey, wave: str) -> Iterator[dict]:
    """Options ticked, each with its count, share and interval; small counts withheld, shares only
    of enough answers.

    A count is withheld below LEAST_PEOPLE, and where one answer a person is asked, as many more as
    keep the withheld from being worked out: those left together come to LEAST_PEOPLE at least.
    """
    for question in _asked(survey, wave):
        if question.kind not in ("one", "many"):
            continue
        given = survey.answered(question.key, wave)
        ticked = given[given["missing"] == ""]
        n = ticked.groupby(["file", "respondent"]).ngroups
        counts = {
            option.key: int((ticked["option"] == option.key).sum()) for option in question.options
        }
        counts.pop("prefer_not_to_say", None)
        small = (
            set()
            if survey.period in PEOPLE_PUBLISHED
            else _withheld(counts, n if question.kind == "one" else None)
        )
        for option, count in counts.items():
            about = {"question": question.key, "group": option, "n": n}
            yield from _share(about, None if option in small else count, n)
        if question.key not in WHO:
            yield from _over_everybody(
                survey, question, wave, {k: c for k, c in counts.items() if k not in small}, n
            )


def _asked(survey: Survey, wave: str) -> list[Question]:
    return [question for question in survey.asked.questions if wave in question.waves]


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


def _share(about: dict, count: int | None, n: int) -> Iterator[dict]:
    if count is None:
        yield {**about, "statistic": "people", "method": COUNT, "note": WITHHELD}
        yield {**about, "statistic": "share", "method": WILSON, "note": WITHHELD}
        return
    yield {**about, "statistic": "people", "estimate": count, "method": COUNT}
    if n < LEAST_FOR_PERCENTAGES:
        note = f"refused (G18): no percentage of fewer than {LEAST_FOR_PERCENTAGES} answers"
        yield {**about, "statistic": "share", "method": WILSON, "note": note}
        return
    low, high = share_interval(count / n, n)
    yield {
        **about,
        "statistic": "share",
        "estimate": 100 * count / n,
        "low": 100 * low,
        "high": 100 * high,
        "method": WILSON,
    }


def _over_everybody(
    survey: Survey, question: Question, wave: str, counts: dict[str, int], n: int
) -> Iterator[dict]:
    """A share who said something, over all who could have answered, as none or all of the silent
    would say it.
    """
    if n < LEAST_FOR_PERCENTAGES:
        return
    for option, count in counts.items():
        for case, eligible in survey.everybody(wave).items():
            if eligible and n <= eligible:
                low, high = share_over_everybody(100 * count / n, n, eligible)
                yield {
                    "statistic": "share: silent unknown",
                    "question": question.key,
                    "group": option,
                    "reading": case,
                    "low": low,
                    "high": high,
                    "n": eligible,
                    "method": MANSKI,
                }
