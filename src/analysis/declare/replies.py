"""What the sender of a return may answer to a question, and the list of the answers filed for a
period.
"""

from analysis.declare.returned import PLACE
from analysis.declare.table import Column, Table, columns

CORRECT, CONFIRMED, UNKNOWN, NOTE = "correct to", "confirmed as is", "cannot say", "note"
# What became of a question: closed is answered, and no longer asked; what an earlier period's
# return raised, that period's own report tells.
OPEN, OVERDUE, ANSWERED, CLOSED, EARLIER = "open", "overdue", "answered", "closed", "earlier"
# Each word of the drop-down, and what it does.
ANSWERS = {
    CORRECT: (
        "What was typed is wrong. Write what is right under 'Correct value'; the report then uses"
        " that."
    ),
    CONFIRMED: "What was typed is right. We do not ask again unless it changes.",
    UNKNOWN: "Nobody can find out. The report stays as it would without an answer.",
    NOTE: (
        "What was typed stays. Write under 'Note' what readers should know; it may be printed"
        " beside the number."
    ),
}

REPLIES = Table(
    "replies",
    one_row_is="one answered question",
    key=("id",),
    columns={
        "id": Column("str", "the question, the same on every run", pattern="[0-9a-f]{12}"),
        **PLACE,
        **columns(
            """
        rule: the rule that asked
        typed: what was found there when it was asked
        answer: what was answered
        value: what is right; empty unless something was to be corrected
        note (free text): what the sender wrote beside it
        who: the role of who answered, never a name
        decided: the date of the answer
        strand: the strand that asked; empty in a list begun before that was kept
        source: the workbook the answer came in, with its sha256
    """,
            answer=tuple(ANSWERS),
            decided=r"\d{4}-\d{2}-\d{2}",
        ),
    },
)
