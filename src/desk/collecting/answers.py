"""What a cell to be filled in accepts, and what it says when it is reached or refuses an answer."""

from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation

from analysis.declare.form import MONTHS, STAGE
from analysis.declare.periods import Period, month_label, quarter_label
from analysis.declare.proforma import (
    COUNT,
    DAY,
    ITEM,
    MONTH_,
    NUMBER,
    QUARTER_,
    WORD,
    WORDS,
    Field,
)
from desk.collecting.forms import STATUS_WORDS
from strands.surveys.declares import SCALE
from strands.surveys.declares.asking import Question

# Excel keeps no more of a message.
_MOST = 255
# The smallest and the largest bound below which a number can be withheld and still be read.
_BOUNDS = (2, 21)
_WHOLE = "IFERROR(AND(ISNUMBER({0}),{0}>=0,{0}<10^6,INT({0})={0}),FALSE)"
_UNKNOWN = 'LOWER(TRIM({0}))="unknown"'
_BELOW = 'IFERROR(AND(LEFT(TRIM({0}))="<",MEDIAN({1},{2},--MID(TRIM({0}),2,3))=--MID(TRIM({0}),2,3)),FALSE)'
_BLANK = "Blank: no number."


def accepts(kind: str, first: str, says: str, period: Period) -> DataValidation:
    """The rule of an answer of `kind` in cells from `first` on, like `B5`; `says` is shown when one
    is reached.
    """
    if kind == STAGE:
        told = (
            "Not in the list. To add forms completed, write"
            f" '{STATUS_WORDS[3]}, 12 forms completed'."
        )
        listed = f'"{",".join(STATUS_WORDS)}"'
        return _rule("list", says, told, formula1=listed, errorStyle="warning")
    if kind == MONTHS:
        most = max(period.months)
        return _whole(says, most, f"A whole number from 0 to {most}, or blank.")
    formula = f"OR({_WHOLE},{_UNKNOWN},{_BELOW})".format(first, *_BOUNDS)
    told = "A whole number from 0; or < and a number, such as <5; or unknown; or blank."
    return _rule("custom", f"{says} 0: none. {_BLANK}", told, formula1=formula)


def accepts_field(field: Field, first: str, period: Period) -> DataValidation:
    """The rule of a field of a proforma in cells from `first` on, like `B6`."""
    says = f"{field.says}."
    if field.kind == COUNT:
        return accepts(COUNT, first, says, period)
    if field.kind in (WORD, ITEM):
        return _listed(list(field.words.values()), says)
    if field.kind in (MONTH_, QUARTER_):
        months, quarters = map(month_label, period.all_months), map(quarter_label, period.quarters)
        return _listed(list(months if field.kind == MONTH_ else quarters), says)
    if field.kind == DAY:
        return _day(field, says, period)
    if field.kind == NUMBER:
        return _whole(says, 999999, "A whole number from 0, or blank.")
    words = f" {'; '.join(field.words.values())}." if field.kind == WORDS else ""
    return boxed(says + words)


def accepts_question(question: Question) -> DataValidation:
    """The rule of an answer to a question of a survey."""
    options = [option.wording for option in question.options]
    if question.kind == "scale":
        return _listed([*map(str, range(SCALE[0], SCALE[1] + 1))], "A number on the scale.")
    if question.kind == "one":
        return _listed(options, "One of the list.")
    if question.kind == "many":
        return boxed(f"Any of: {'; '.join(options)}.")
    return boxed("In words. No names.")


def _whole(says: str, most: int, told: str) -> DataValidation:
    bounds = {"operator": "between", "formula1": "0", "formula2": str(most)}
    return _rule("whole", f"{says} {_BLANK}", told, **bounds)


def _listed(words: Sequence[str], says: str) -> DataValidation:
    """A list to choose from; a box where Excel could not keep it."""
    listed = ",".join(words)
    if len(listed) > _MOST:
        return boxed(f"{says} Like {words[0]}.")
    return _rule("list", says, f"Please choose from the list: {listed}", formula1=f'"{listed}"')


def _day(field: Field, says: str, period: Period) -> DataValidation:
    """A day of the period where it has to lie in it, or else any of this century."""
    months = period.all_months if field.within else ("2001-01", "2099-12")
    first, last = months[0], months[-1]
    begins, ends = (f"DATE({month[:4]},{int(month[5:])},1)" for month in (first, last))
    return _rule(
        "date",
        f"{says} Like 31/10/{last[:4]}.",
        f"A day from {month_label(first)} to {month_label(last)}, like 31/10/{last[:4]}.",
        operator="between",
        formula1=begins,
        formula2=f"EOMONTH({ends},0)",
    )


def _rule(kind: str, prompt: str, error: str, **how) -> DataValidation:
    """A rule with its messages: the prompt is what a note on the cell would say, without being
    read as a remark.
    """
    return DataValidation(
        kind,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=True,
        promptTitle="What goes here",
        errorTitle="Please look again",
        prompt=prompt[:_MOST],
        error=error[:_MOST],
        **how,
    )


def boxed(says: str) -> DataValidation:
    """A box for any text, with a message when it is reached."""
    told = "Please keep the note shorter than 2000 letters."
    return _rule("textLength", says, told, operator="lessThanOrEqual", formula1="2000")
