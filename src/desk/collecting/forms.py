"""What a return asks for, made of the declarations that check it when it comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR, indicators_of
from analysis.declare.periods import Period, quarter_label
from analysis.declare.proforma import Proforma
from analysis.declare.training import COURSE, PARTNERSHIP, courses_of
from analysis.registry import PROFORMAS
from strands.activity.declares.activity import STAGES

# How an answer is given: a count, whole months up to a number, or one of a list of words.
COUNT, MONTHS, STAGE = "count", "months", "stage"
STATUS_WORDS = (*(stage.says.capitalize() for stage in STAGES), "Unknown")


@dataclass(frozen=True)
class Form:
    """One table to fill in: its corner, headings across with the kind of answer under each, and
    headings down.

    `says` explains each heading down, or the one heading across where there is one line.
    """

    corner: str
    across: tuple[str, ...]
    kinds: tuple[str, ...]
    down: tuple[str, ...]
    says: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What one sender is asked for one strand: tables of numbers, and proformas."""

    forms: tuple[Form, ...]
    proformas: tuple[Proforma, ...]

    def __bool__(self) -> bool:
        return bool(self.forms or self.proformas)


def asked_of(strand: str, sender: str, period: Period) -> Asked:
    """What `sender`, a borough or the partnership, is asked to fill in; nothing for a strand not
    asked of it.

    Headings are the wordings that cleaning reads.
    """
    forms = _FORMS[strand](sender, period) if strand in _FORMS else ()
    of_sender = [
        one for one in PROFORMAS.get(strand, ()) if one.by_borough == (sender != PARTNERSHIP)
    ]
    return Asked(forms, tuple(one for one in of_sender if one.since <= period.key))


def _indicators(sender: str, period: Period) -> tuple[Form, ...]:
    """The quarters of the period across, its indicators in the agreed wording down."""
    asked = [INDICATOR[key] for key in indicators_of(period.key)]
    if sender == PARTNERSHIP or not asked:
        return ()
    return (
        Form(
            borough_name(sender),
            tuple(map(quarter_label, period.quarters)),
            (COUNT,) * len(period.quarters),
            tuple(one.wordings[0] for one in asked),
            tuple(
                f"{one.name}: {one.says}, in each quarter. DA is domestic abuse." for one in asked
            ),
        ),
    )


def _training(sender: str, period: Period) -> tuple[Form, ...]:
    """The whole offer from its manager, course by course; from a borough how many of its own came
    to each.
    """
    courses = [COURSE[key] for key in courses_of(period.key)]
    if sender == PARTNERSHIP:
        says = (
            "{}: blocks delivered in the period, and attendances of the whole partnership. An"
            " attendance is not a "
        )
        says += "person: who came to two blocks is counted twice."
        return (
            Form(
                "Course",
                (f"Blocks {period.label}", f"Attendances {period.label}"),
                (COUNT, COUNT),
                tuple(course.name for course in courses),
                tuple(says.format(course.name) for course in courses),
            ),
        )
    says = (
        "{}: attendances of people from the borough in the period. Who came twice is counted twice."
    )
    return tuple(
        Form(
            course.name,
            (f"Attendances {period.label}",),
            (COUNT,),
            (borough_name(sender),),
            (says.format(course.name),),
        )
        for course in courses
    )


def _activity(sender: str, period: Period) -> tuple[Form, ...]:
    """Consultations with the months over which they were logged, and how far the engagement form
    has come.

    Where both are logged line by line nobody is asked for the sums as well.
    """
    if sender == PARTNERSHIP or all(one.since <= period.key for one in PROFORMAS["activity"]):
        return ()
    name = (borough_name(sender),)
    held = (
        "Case consultations held in the period, and the number of months over which they were"
        " logged."
    )
    form = (
        "How far the perpetrator engagement form has come in the case management system at the end"
        " of the period. Where forms were completed, add how many: Live, 12 forms completed."
    )
    return (
        Form(
            "Borough",
            (f"N in {period.label}", "Across N of months"),
            (COUNT, MONTHS),
            name,
            (held,),
        ),
        Form("Borough", ("Status of form",), (STAGE,), name, (form,)),
    )


_FORMS: dict[str, Callable[[str, Period], tuple[Form, ...]]] = {
    "indicators": _indicators,
    "training": _training,
    "activity": _activity,
}
