"""What is new since the report before: who joined and left, what began and ended, what is known
otherwise, what was wanted and came.
"""

from collections.abc import Iterable, Iterator, Mapping

from pandas import DataFrame

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.indicators import INDICATORS
from analysis.declare.outcomes import NEW, OUTCOMES, WANTED, surest
from analysis.declare.periods import PERIOD_KEYS, is_within
from analysis.declare.table import rows_with
from analysis.declare.training import COURSES

JOINED, LEFT, STARTED, BEGUN, ENDED, KNOWN, CAME, OPEN = (
    "joined",
    "left",
    "new",
    "begun",
    "ended",
    "known otherwise",
    "came",
    "still wanted",
)


def news(of_period: str, since: Mapping[str, str], now: DataFrame, before: DataFrame) -> DataFrame:
    """`what, name, was, becomes`, one row a change from the period before `of_period`.

    `since` says of each strand, by its title, from which period on it is asked for; `now` and
    `before` are the LINES of the two reports, the latter without rows where there is none.
    """
    at = PERIOD_KEYS.index(of_period)
    rows = [*_declared(PERIOD_KEYS[at - 1], of_period, since)] if at else []
    rows += [(STARTED, text, "", "") for text in rows_with(now, kind=NEW)["text"]]
    rows += [*_known(of_period, now, before), *_wanted(now, before)]
    return DataFrame(rows, columns=["what", "name", "was", "becomes"])


def _declared(before: str, of_period: str, since: Mapping[str, str]) -> Iterator[tuple]:
    """Members, courses, indicators and strands of one of two periods and not of the other."""
    members = {one.name: (one.joined, one.left) for one in BOROUGHS}
    asked = {one.name: (one.since, one.until) for one in (*COURSES, *INDICATORS)}
    asked |= {title: (first or None, None) for title, first in since.items()}
    for spans, began, ended in ((members, JOINED, LEFT), (asked, BEGUN, ENDED)):
        for name, span in spans.items():
            was, becomes = (is_within(key, *span) for key in (before, of_period))
            if was != becomes:
                yield (began if becomes else ended), name, "", ""


def _known(of_period: str, now: DataFrame, before: DataFrame) -> Iterator[tuple]:
    """The outcomes of which another kind of knowledge is at hand than in the report before."""
    for outcome in OUTCOMES if len(before) else ():
        ways = surest(before, outcome.key), surest(now, outcome.key)
        if outcome.since < of_period and ways[0] != ways[1]:
            yield KNOWN, outcome.name, *ways


def _wanted(now: DataFrame, before: DataFrame) -> Iterator[tuple]:
    """What the report before wanted: whether it is wanted still."""
    still: Iterable[str] = set(rows_with(now, kind=WANTED)["about"])
    for row in rows_with(before, kind=WANTED).itertuples() if len(before) else ():
        yield (OPEN if row.about in still else CAME), row.text, "", ""
