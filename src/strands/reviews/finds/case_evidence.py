"""Words on single cases: which may be printed, and what stands beside them. Nothing is computed
from them.
"""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.cleared import WAITS
from analysis.declare.disclosure import Profile
from analysis.find.finding import COUNT, finding, frame
from strands.reviews.declares.review_cases import NOT_KEPT
from strands.reviews.declares.reviews import band, boroughs_in

# Reasons that keep words out of print, in the order in which one is named.
KEPT_BACK = {
    "open": "a question about the line is open",
    "may_name": "they may name a person or a place",
    "no_second_look": "nobody else has checked that no one can be recognised",
}
_WORDS = ["part", "otherwise", "known_from"]


def extracts(read: DataFrame, period: str) -> DataFrame:
    """What reviewers wrote of single cases and may be printed: `standing, arm, words`, in the order
    of the words.

    Neither borough nor case, reader, quarter or file stands beside them, and the order does not
    tell whose they are.
    """
    written = _written(read, period)
    printable = written[_why_not(written, ["extract"]) == ""].rename(columns={"extract": "words"})
    return _anonymous(printable, ["arm", "words"])


def cards(evidence: DataFrame, period: str) -> DataFrame:
    """Evidence from single cases that may be printed: `standing, kind, part, otherwise,
    known_from`, as `extracts`.
    """
    lines = evidence[evidence["period"] == period]
    return _anonymous(lines[_why_not(lines, _WORDS) == ""], ["kind", *_WORDS])


def alone(rows: DataFrame, profile: Profile) -> DataFrame:
    """Words as they may leave under a profile: as they are where it withholds nothing, else those
    that a person has cleared, with nothing of their case beside them, in the order of the words.
    """
    if not profile.withholds:
        return rows
    words = rows[[name for name in rows if name in ("words", *_WORDS)]]
    is_cleared = ~words.eq(WAITS).any(axis=1) & words.ne("").any(axis=1)
    return words[is_cleared].sort_values(list(words), ignore_index=True)


def findings(read: DataFrame, evidence: DataFrame, period: str) -> DataFrame:
    """How many words and cards are printed, and how many are kept back and why: a FINDINGS frame.

    Its rows name no place: a file's name would tell whose the words are.
    """
    written, lines = _written(read, period), evidence[evidence["period"] == period]
    return frame(
        [
            *_counted("extracts", _why_not(written, ["extract"]), period),
            *_counted("case evidence", _why_not(lines, _WORDS), period),
        ]
    )


def _written(read: DataFrame, period: str) -> DataFrame:
    """The readings of a period that hold words, a row each."""
    written = read[(read["period"] == period) & (read["extract"] != "")]
    return written.drop_duplicates(["borough", "case", "reader"])


def _why_not(rows: DataFrame, words: list[str]) -> Series:
    """The key in KEPT_BACK of what keeps words out of print; empty where nothing does."""
    why = Series("", rows.index, dtype="str")
    why[rows["second_look"] != "yes"] = "no_second_look"
    why[rows[words].eq(NOT_KEPT).any(axis=1)] = "may_name"
    why[rows["status"] == "queried"] = "open"
    return why


def _anonymous(rows: DataFrame, columns: list[str]) -> DataFrame:
    standing = [_standing(row.borough, row.period) for row in rows.itertuples()]
    alone = rows[columns].assign(standing=Series(standing, rows.index, dtype="str"))
    return alone[["standing", *columns]].sort_values([*columns, "standing"], ignore_index=True)


def _standing(borough: str, period: str) -> str:
    """`newer` or `established`; empty where a borough would be the only one of its standing, and so
    be named by it.
    """
    standing = band(borough, period)
    return standing if standing and len(boroughs_in(standing, period)) > 1 else ""


def _counted(what: str, why: Series, period: str) -> Iterator[dict]:
    about = {"when": period, "n": len(why), **COUNT}
    if len(why):
        yield finding(f"{what}: printed", x=(why == "").sum(), **about)
    for key, says in KEPT_BACK.items():
        if number := (why == key).sum():
            yield finding(f"{what}: kept back", subject=key, x=number, note=says, **about)
