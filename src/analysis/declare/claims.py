"""Statements the evaluators publish: what one is, and what may come of checking it."""

from __future__ import annotations

from analysis.declare.table import Column, Table

HOLDS = "holds"
FAILS = "does not hold"
DEPENDS = "depends on the reading"
UNTESTABLE = "cannot be tested"
# What each verdict means, and how it is said of several statements.
VERDICTS = {
    HOLDS: "the data bear it out in every reading checked",
    FAILS: "the data say otherwise, or do not bear out what is stated",
    DEPENDS: "one reading holds and another does not, or cannot be told; both are shown",
    UNTESTABLE: "nothing received can say; what is missing is named",
}
OF_SEVERAL = {
    HOLDS: "hold",
    FAILS: "do not hold",
    DEPENDS: "depend on the reading",
    UNTESTABLE: UNTESTABLE,
}

CLAIMS = Table(
    "claims",
    one_row_is="one statement of a published text that data could bear out or not",
    key=("id",),
    columns={
        "id": Column("str", "its name, for good", pattern=r"[A-Z]\d{2}[a-z]?"),
        "place": Column("str", "where it stands: the document, and its page, table or line"),
        "says": Column("str", "what it says, briefly and in our words"),
        "strand": Column("str", "the strand that could bear it out"),
        "rule": Column("str", "the rule that checks it"),
        "arguments": Column("str", "what the rule is given: name = value; name = value"),
        "stated": Column("str", "the number, name or direction it states"),
    },
)

CHECKED = Table(
    "checked claims",
    one_row_is="one statement and what came of checking it",
    key=("id",),
    columns={
        **CLAIMS.columns,
        "verdict": Column("str", "what came of it", allowed=tuple(VERDICTS)),
        "found": Column("str", "what the data say, one reading after the other"),
        "rows": Column("str", "the rows it was checked against, as file!sheet!cell"),
    },
)
