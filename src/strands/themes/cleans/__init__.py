"""What people said in open answers, as lists of themes and as codings.

Training surveys ask open questions, and the evaluators code the answers into themes. What arrives is
either three typed tables (themes with how often each was noted, their questions, and how many
questionnaires came back) or the codings themselves, from a coding program or a table.

A theme that was named without a number has a blank cell. It is `not_returned`, and never a zero. Themes
stand in the order of their source. How many themes the source announces stands beside the question, and
so does what it says of the unit: a mention may be a person, or one of several things the same person
wrote. What a theme could be a share of stands with the place where the number stands.

A coding is a passage with its code and its coder. Where two people coded the same text, both stand
here. A quote that is not in its source word for word, that nobody agreed to, or that could name a person
is kept and cannot be printed.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.read.pipe import Cleaned, parted, together
from strands.themes.cleans import coding, themes
from strands.themes.cleans.coding import is_coding as is_record

__all__ = ["clean", "is_record"]


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The themes of one period, typed tables and codings, as frames of their tables.

    `files` maps the name of each file, as in `themes/core.qdpx`, to its bytes. InputError where a
    file cannot be read or a correction does not fit.
    """
    typed, recorded = parted(files, corrections, is_record)
    return together(themes.clean(*typed, period), coding.clean(*recorded, period))
