"""Statements the evaluators publish: what one is, and what may come of checking it."""

from analysis.declare.table import Table, columns

HOLDS = "holds"
FAILS = "does not hold"
DEPENDS = "depends on the reading"
CANNOT_TELL = "cannot tell"
UNTESTABLE = "cannot be tested"
# What each verdict means, and how it is said of several statements.
VERDICTS = {
    HOLDS: "the data bear it out in every reading checked",
    FAILS: "the data say otherwise",
    DEPENDS: "one reading holds and another does not, or nothing can be told; both are shown",
    CANNOT_TELL: "there are numbers, and they bear out neither it nor its opposite",
    UNTESTABLE: "nothing received can say; what is missing is named",
}
# What a reader has to know of first comes first.
WORST_FIRST = (FAILS, DEPENDS, CANNOT_TELL, UNTESTABLE, HOLDS)
OF_SEVERAL = {
    HOLDS: "hold",
    FAILS: "do not hold",
    DEPENDS: "depend on the reading",
    CANNOT_TELL: "cannot be decided by these numbers",
    UNTESTABLE: UNTESTABLE,
}

# What kind of statement it is, and what each kind is called.
MATTERS, FIGURE, LACKING = "matters", "figure", "lacking"
PARTS = {
    MATTERS: "Statements that matter to a reader",
    FIGURE: "Sums, names and references",
    LACKING: "What would need data that were not received",
}

CLAIMS = Table(
    "claims",
    one_row_is="one statement of a published text that data could bear out or not",
    key=("id",),
    columns=columns(
        """
        id: its name, for good
        place: where it stands: the document, and its page, table or line
        says: what it says, briefly and in our words
        strand: the strand that could bear it out
        rule: the rule that checks it
        arguments: what the rule is given: name = value; name = value
        stated: the number, name or direction it states
    """,
        id=r"[A-Z]\d{2}[a-z]?",
    ),
)

CHECKED = Table(
    "checked claims",
    one_row_is="one statement and what came of checking it",
    key=("id",),
    columns={
        **CLAIMS.columns,
        **columns(
            """
        verdict: what came of it
        part: whether it matters to a reader, is a figure to be corrected, or lacks data
        found: what the data say, one reading after the other
        rows: the rows it was checked against, as file!sheet!cell
    """,
            verdict=tuple(VERDICTS),
            part=tuple(PARTS),
        ),
    },
)
