"""What a cell to be filled in accepts, and what it says when it is reached or refuses an answer."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from analysis.collecting.forms import MONTHS, STAGE, STATUS_WORDS
from analysis.evaluation.periods import Period

# Excel keeps no more of a message.
_MOST = 255
# The smallest and the largest bound below which a number can be withheld and still be read.
_BOUNDS = (2, 21)
_WHOLE = "IFERROR(AND(ISNUMBER({0}),{0}>=0,{0}<10^6,INT({0})={0}),FALSE)"
_UNKNOWN = 'LOWER(TRIM({0}))="unknown"'
_BELOW = 'IFERROR(AND(LEFT(TRIM({0}))="<",MEDIAN({1},{2},--MID(TRIM({0}),2,3))=--MID(TRIM({0}),2,3)),FALSE)'
_BLANK = "Blank: no number."


def accepts(kind: str, first: str, says: str, period: Period) -> DataValidation:
    """The rule of an answer of `kind` in cells from `first` on, like `B5`; `says` is shown when one is reached."""
    if kind == STAGE:
        rule = DataValidation("list", formula1=f'"{",".join(STATUS_WORDS)}"', errorStyle="warning")
        return _saying(
            rule, says, f"Not in the list. To add forms completed, write '{STATUS_WORDS[3]}, 12 forms completed'."
        )
    if kind == MONTHS:
        rule = DataValidation("whole", operator="between", formula1="0", formula2=str(max(period.months)))
        return _saying(rule, f"{says} {_BLANK}", f"A whole number from 0 to {max(period.months)}, or blank.")
    formula = f"OR({_WHOLE},{_UNKNOWN},{_BELOW})".format(first, *_BOUNDS)
    told = "A whole number from 0; or < and a number, such as <5; or unknown; or blank."
    return _saying(DataValidation("custom", formula1=formula), f"{says} 0: none. {_BLANK}", told)


def _saying(rule: DataValidation, prompt: str, error: str) -> DataValidation:
    """The rule with its messages: the prompt is what a note on the cell would say, without being read as a remark."""
    rule.allow_blank = True
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle, rule.errorTitle = "What goes here", "Please look again"
    rule.prompt, rule.error = prompt[:_MOST], error
    return rule


def boxed(says: str) -> DataValidation:
    """A box for any text, with a message when it is reached."""
    rule = DataValidation("textLength", operator="lessThanOrEqual", formula1="2000")
    return _saying(rule, says, "Please keep the note shorter than 2000 letters.")
