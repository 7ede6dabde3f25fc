"""What row-level surveys bear: who answered, what moved, and what the silence of the others may
hide.
"""

from decimal import Decimal
from itertools import groupby

from pandas import DataFrame

from analysis.declare.percentages import fits
from analysis.declare.proforma import BETWEEN
from analysis.find.finding import Rows, frame
from strands.surveys.declares import COUNTED, OF_ANSWERS, USABLE, WAVES
from strands.surveys.finds.answers.fewest import of_links
from strands.surveys.finds.answers.scale import compared, distribution, refused_designs, silence
from strands.surveys.finds.answers.survey import Survey, surveys
from strands.surveys.finds.answers.who import WHO, bases, composition, flow
from strands.surveys.finds.everybody import named, told
from strands.surveys.finds.multiplicity import tested
from strands.surveys.finds.ordinal import possible

SELF_CHECK = "printed means and percentages that no answers of so many people give (GRIM), v1"
# What is printed as a mean to two places, and as a percentage to one; of the latter those that are
# shares of 1.
_WITHIN = ("paired", "retrospective")
_MEANS = ("mean", "mean: before", "mean: answered", *(f"{name}: mean change" for name in _WITHIN))
_PERCENTAGES = (
    *(share for _, share in COUNTED.values()),
    *("share at point", "above the middle"),
    *("handed in, % of eligible", "usable, % of eligible"),
)
_SHARES_OF_ONE = tuple(
    f"{design}: share {way}" for design in _WITHIN for way in ("risen", "same", "fallen")
)


def findings(responses: DataFrame, answers: DataFrame, training: DataFrame) -> DataFrame:
    """Everything told by frames of RESPONSES and ANSWERS: a FINDINGS frame.

    The parts of a subject are those of OF_ANSWERS; `reading` is who counts as everybody, `rows` are
    the sheets, or the answers to an item. `training` are the cleaned rows of the training strand; the attendances of a survey's
    course are those who could have answered it.
    """
    made = []
    found = surveys(responses, answers, training)
    for period, of_period in groupby(found, key=lambda survey: survey.period):
        several = list(of_period)
        rows = tested([_of_all(row, survey) for survey in several for row in _found(survey)])
        rows += _ages(several)
        made += [named(row, OF_ANSWERS, period) for row in [*rows, self_check(rows)]]
    return frame({**row, "subject": row["subject"].rstrip(BETWEEN)} for row in made)


def _of_all(row: dict, survey: Survey) -> dict:
    """A finding with the places of who could have answered, where it is about all of them."""
    everybody = survey.places_of(row.get("reading", ""))
    own = "" if row["statistic"] == "eligible" and everybody else row["rows"]
    return row | {"rows": "; ".join(filter(None, (own, everybody)))}


def _found(survey: Survey) -> Rows:
    about = {"instrument": survey.asked.instrument, "rows": survey.sheets(*WAVES)}
    for wave in survey.asked.waves:
        of_wave = {**about, "rows": survey.sheets(wave), "wave": wave}
        for part in (flow, bases, composition):
            yield from told(part(survey, wave), **of_wave)
    if survey.links:
        rows = (*survey.links.rows(), *of_links(survey))
        yield from told(rows, **about, sheets=USABLE)
    for item in survey.items:
        asked = {**about, "rows": survey.answers_to(item)}
        asked |= {"sheets": USABLE, "question": item.key}
        planned = {"statistic": "planned", "estimate": int(item.primary), "unit": "count"}
        yield {**asked, **planned, "method": "declared before the answers were seen, v1"}
        for part in (distribution, silence, compared):
            yield from told(map(_without_base, part(survey, item)), **asked)
    yield from told(map(_without_base, refused_designs(survey)), **about)
    if survey.asked.waves == WAVES:
        why = (
            "other people may have answered after than before, so a difference is one of who"
            " replied"
        )
        yield {**about, "statistic": "change of composition", "refused": "G17", "note": why}


def _without_base(row: dict) -> dict:
    """A finding; where it is refused and holds no number, without those it would rest on."""
    numbers = (row.get(name) for name in ("estimate", "low", "high", "x"))
    empty = row.get("refused") and all(number is None for number in numbers)
    return {**row, "n": None} if empty else row


def _ages(several: list[Survey]) -> Rows:
    """Ages of two surveys are never set side by side where their bands differ."""
    bands = {
        survey.asked.instrument: question.options
        for survey in several
        for question in survey.asked.questions
        if question.key in WHO and question.key.startswith("age")
    }
    if len(set(bands.values())) > 1:
        why = f"the bands differ in {' and '.join(bands)}"
        yield {"statistic": "ages", "refused": "G12", "note": why}


def self_check(rows: list[dict]) -> dict:
    """How many of the means and percentages that are printed no whole answers of their n people can
    give.
    """
    impossible, checked = [], 0
    for row in rows:
        fit = _is_possible(row)
        checked += fit is not None
        if fit is False:
            about = (row["statistic"], *(row.get(part, "") for part in OF_ANSWERS[1:]))
            impossible.append(" ".join(filter(None, about)))
    row = {"statistic": "self check", "estimate": len(impossible), "n": checked, "unit": "count"}
    return {**row, "method": SELF_CHECK, "note": "; ".join(impossible)}


def _is_possible(row: dict) -> bool | None:
    """Whether whole answers can give a printed number; None where it is none of those."""
    name, estimate, n = row["statistic"], row.get("estimate"), row.get("n")
    if estimate is None or not n:
        return None
    if name in _MEANS:
        return possible(Decimal(f"{estimate:.2f}"), int(n))
    if name in _SHARES_OF_ONE:
        return fits(Decimal(f"{100 * estimate:.1f}"), int(n))
    return fits(Decimal(f"{estimate:.1f}"), int(n)) if name in _PERCENTAGES else None
