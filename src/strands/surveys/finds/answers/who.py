"""Who answered, of those who could have: sheets, bases of every question, and who they are."""

from analysis.declare.surveys import LEAST_FOR_PERCENTAGES
from analysis.find.finding import Rows, interval, share_interval
from strands.surveys.declares import KEPT, MISSING
from strands.surveys.declares.sums import LEAST_PEOPLE, PEOPLE_PUBLISHED
from strands.surveys.finds.answers.survey import SHEET, Survey
from strands.surveys.finds.everybody import rates, share_over_all, told

COUNT = "count of answer sheets, v1"
WILSON = "share of those who answered, Wilson interval (statsmodels), v1"
WITHHELD = f"withheld: fewer than {LEAST_PEOPLE} people, or fewer could be worked out"

# Questions on who people are; those on what they think have a share that silence can hide.
WHO = "sector gender age_overview age_core ethnicity disability sexuality borough".split()


def flow(survey: Survey, wave: str) -> Rows:
    """Sheets handed in and what became of them: left out, mostly blank or usable, which add up; and
    shares of all who could have answered.
    """
    sheets = survey.responses[survey.responses["wave"] == wave]
    counts = {"handed in": len(sheets), "usable": len(survey.usable[wave])}
    mostly_blank = int((sheets["kept"] == "kept").sum()) - counts["usable"]
    usable = (
        f"usable: an answer to at least {survey.asked.least_answered} questions that are neither"
        " open nor the code"
    )
    rows = [
        ("handed in", "", len(sheets), ""),
        *(
            ("left out", why, int((sheets["kept"] == why).sum()), words)
            for why, words in KEPT.items()
            if why != "kept"
        ),
        ("mostly blank", "", mostly_blank, "read, and too few answers to be usable"),
        ("usable", "", counts["usable"], usable),
    ]
    for name, group, count, note in rows:
        row = {"statistic": name, "group": group, "estimate": count, "note": note}
        yield {**row, "n": len(sheets), "unit": "count", "method": COUNT}
    for case, eligible in survey.everybody(wave).items():
        yield from rates(case, eligible, counts)


def bases(survey: Survey, wave: str) -> Rows:
    """For every question the wave asks: how many usable sheets answer it, and why the others do
    not.
    """
    for question in survey.asked_in(wave):
        given = survey.answered(question.key, wave)
        # Who ticked one option and wrote something unreadable beside it has answered.
        of_sheet = given.groupby(SHEET)["missing"].min()
        about = {"question": question.key, "n": len(survey.usable[wave]), "method": COUNT}
        for why, words in MISSING.items():
            row = {"statistic": "answers", "group": why or "answered", "unit": "count"}
            yield {**about, **row, "estimate": int((of_sheet == why).sum()), "note": words}


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
        for option, count in counts.items():
            about = {"question": question.key, "group": option, "n": n}
            yield from _withheld_share(about) if option in small else _share(about, count, n)
        if question.key not in WHO and n >= LEAST_FOR_PERCENTAGES:
            for option in (option for option in counts if option not in small):
                about = {"question": question.key, "group": option}
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
    for name, method in (("people", COUNT), ("share", WILSON)):
        row = {"statistic": name, "method": method, "refused": "withheld", "note": WITHHELD}
        yield {**about, **row}


def _share(about: dict, count: int, n: int) -> Rows:
    yield {**about, "statistic": "people", "estimate": count, "unit": "count", "method": COUNT}
    share = {**about, "statistic": "share", "method": WILSON}
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
