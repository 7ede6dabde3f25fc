"""How returns are read, whether they were filed or only arrive: by the cleaning of their strand, with
what is known beside them, the day each came and the counts of periods before.
"""

from collections.abc import Mapping

from pandas import DataFrame

from analysis import store
from analysis.read.ask.timely import timely
from analysis.read.pipe import Cleaned
from analysis.registry import STRANDS, TABLES, cleans


def read(
    strand: str,
    files: Mapping[str, bytes],
    corrections: DataFrame,
    period: str,
    received: Mapping[str, str],
) -> Cleaned:
    """The tables of some files of one strand and period with the questions they raise; `received`
    holds the day each came, or the month or year, by its name. InputError where a file cannot be
    read or a correction does not fit.
    """
    beside = {"earlier": _earlier(strand, period)} if STRANDS[strand].counted_by else {}
    made = cleans(strand).clean(files, corrections, period, **beside)
    return timely(made, TABLES[strand], received, corrections)


def _earlier(strand: str, period: str) -> dict[tuple[str, str], tuple[int, ...]]:
    """The counts of periods before, as far as they are cleaned, by borough and what is counted, in
    the order of time.
    """
    rows = store.before(strand, period)
    rows = rows[rows["status"] == "returned"]
    when = "quarter" if "quarter" in rows else "month"
    series = rows.sort_values(when).groupby(["borough", STRANDS[strand].counted_by])["count"]
    return {key: tuple(int(count) for count in counts) for key, counts in series}
