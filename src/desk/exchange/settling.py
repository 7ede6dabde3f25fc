"""What became of each question."""

import datetime as dt

import pandas as pd
from pandas import DataFrame

from analysis.declare.replies import ANSWERED, CLOSED, OPEN, OVERDUE, REPLIES

# What has no answer yet.
WAITING = (OPEN, OVERDUE)
_ANSWER = ["answer", "value", "note", "who", "decided"]


def settled(
    queries: DataFrame,
    replies: DataFrame,
    until: dt.date | None = None,
    today: dt.date | None = None,
) -> DataFrame:
    """Queries (with `id`) with `status`, and the answer filed: `answer`, `value`, `note`, `who`,
    `decided`.

    `replies` is the REPLIES table. A question with an answer is answered; one without is open, and
    overdue once `today` lies after `until`. Below them stand the answers to questions that no
    longer come up: closed. A confirmed value is part of the id of its question, so another value at
    its place is asked about anew.
    """
    answers = replies.set_index("id")[_ANSWER]
    found = queries.join(answers, on="id").fillna(dict.fromkeys(_ANSWER, ""))
    waiting = OVERDUE if until and today and today > until else OPEN
    asked = found.assign(
        status=found["answer"].ne("").map({True: ANSWERED, False: waiting}).astype("str")
    )
    gone = replies[~replies["id"].isin(queries["id"])].drop(columns="source").assign(status=CLOSED)
    return pd.concat([asked, gone], ignore_index=True).reindex(columns=asked.columns).fillna("")


assert set(_ANSWER) <= set(REPLIES.columns)
