"""Training surveys, as typed tables and as answer sheets.

Surveys arrive in one of two forms. Either small tables were typed: how many replies there were, who
answered, and average ratings. Or a survey tool exported every answer sheet, a row a sheet. A file's
own shape tells which it is.

Corner and headings of a table tell what it holds. A number of replies that was not sent is
`not_returned`, and never a zero. Percentages keep the places they were typed with, because these
tell of how many people a percentage can be. An item keeps its wording; its topic is read from the
words in it. A limit such as `under 4` stays a limit: `bound` says so, and no average is made of it
here.

Every tool's export comes to the same rows: a sheet handed in, and an answer to a question. Tests,
copies and sheets left blank are named as such and not read. What names a person, or where they
were, is left out and never stored. What stands where an answer should be keeps its meaning: left
blank, not shown and rather not said are three things.
"""

from collections.abc import Mapping

from pandas import DataFrame

from analysis.read.pipe import Cleaned, parted, together
from strands.surveys.cleans import answers, sums
from strands.surveys.cleans.exports import is_export as is_record

__all__ = ["clean", "is_record"]


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The surveys of one period, typed tables and answer sheets, as frames of their tables.

    `files` maps the name of each file, as in `surveys/core_pre.csv`, to its bytes. InputError where
    a file cannot be read or holds data on single children, or a correction does not fit.
    """
    typed, recorded = parted(files, corrections, is_record)
    return together(sums.clean(*typed, period), answers.clean(*recorded, period))
