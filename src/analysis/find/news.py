"""What is new since the report before: who joined and left, what began and ended, what is known
otherwise, which verdicts changed, what was answered, and what was wanted and came.
"""

from collections.abc import Iterator, Mapping

from pandas import DataFrame

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.indicators import INDICATORS
from analysis.declare.outcomes import NEW, OUTCOMES, VERDICT, surest, wishes
from analysis.declare.periods import PERIOD_KEYS, is_within
from analysis.declare.replies import ANSWERED, CLOSED, OPEN
from analysis.declare.returned import NO_RETURN
from analysis.declare.table import rows_with
from analysis.declare.training import COURSES


def news(
    of_period: str,
    since: Mapping[str, str],
    now: DataFrame,
    before: DataFrame,
    asked: Mapping[str, DataFrame],
) -> DataFrame:
    """`what, name, was, becomes`, one row a change from the period before `of_period`, a verdict,
    changed or not, or a question, by the section that asks; one where there is no report before.

    `since` says of each strand, by its title, from which period on it is asked for; `now` and
    `before` are the LINES of the two reports, the latter without rows where there is none; `asked`
    are each section's questions, by its title, with what became of them (`find.asked`).
    """
    at = PERIOD_KEYS.index(of_period)
    rows = [*_declared(PERIOD_KEYS[at - 1], of_period, since)] if at else []
    rows += [("new", *_headed(text)) for text in rows_with(now, kind=NEW)["text"]]
    rows += [*_known(of_period, now, before), *_verdicts(now, before), *_answered(asked)]
    rows += _wanted(now, before) if len(before) else [("none before", "", "", "")]
    return DataFrame(rows, columns=["what", "name", "was", "becomes"])


def _declared(before: str, of_period: str, since: Mapping[str, str]) -> Iterator[tuple]:
    """Members, courses, indicators and strands of one of two periods and not of the other."""
    members = {one.name: (one.joined, one.left) for one in BOROUGHS}
    asked = {one.name: (one.since, one.until) for one in (*COURSES, *INDICATORS)}
    asked |= {title: (first or None, None) for title, first in since.items()}
    for spans, began, ended in ((members, "joined", "left"), (asked, "begun", "ended")):
        for name, span in spans.items():
            was, becomes = (is_within(key, *span) for key in (before, of_period))
            if was != becomes:
                yield (began if becomes else ended), name, "", ""


def _known(of_period: str, now: DataFrame, before: DataFrame) -> Iterator[tuple]:
    """The outcomes of which another kind of knowledge is at hand than in the report before."""
    for outcome in OUTCOMES if len(before) else ():
        ways = surest(before, outcome.key), surest(now, outcome.key)
        if outcome.since < of_period and ways[0] != ways[1]:
            yield "known otherwise", outcome.name, *ways


def _headed(text: str) -> tuple[str, str, str]:
    """What a strand gave as new, with what it says before its name: `New course`."""
    head, _, name = text.rpartition(": ")
    return name, "", head


def _verdicts(now: DataFrame, before: DataFrame) -> Iterator[tuple]:
    """The verdict on every series that has one now, by what it was in the report before."""
    then = rows_with(before, kind=VERDICT).set_index("about")["value"]
    for row in rows_with(now, kind=VERDICT).itertuples() if len(before) else ():
        was = then.get(row.about, "")
        what = ("changed", "same")[was == row.value] if was else "first"
        yield f"{what} verdict", row.text, was, row.value


def _answered(asked: Mapping[str, DataFrame]) -> Iterator[tuple]:
    """The questions about what was sent for the period that are answered, and that are open."""
    for section, questions in asked.items():
        of_sent = questions[~questions["rule"].isin(NO_RETURN)]
        for status in of_sent["status"].replace(CLOSED, ANSWERED):
            if status in (ANSWERED, OPEN):
                yield status, section, "", ""


def _wanted(now: DataFrame, before: DataFrame) -> Iterator[tuple]:
    """What the report before wanted: whether it is wanted still."""
    still = wishes(now)
    for key, text in wishes(before).items():
        yield ("still wanted" if key in still else "came"), text, "", ""
