"""What became of each question about the returns of a period, for every strand: open, or answered,
and how.
"""

import pandas as pd
from pandas import DataFrame

from analysis.declare.replies import ANSWERED, CLOSED, EARLIER, OPEN
from analysis.declare.returned import QUERIES

_CALLED_BY = ["rule", "file", "sheet", "cell", "typed"]
_ANSWER = ["answer", "value", "note", "who", "decided"]
COLUMNS = (*QUERIES.columns, "status", *_ANSWER)


def asked(queries: DataFrame, replies: DataFrame, period: str) -> DataFrame:
    """QUERIES rows with `status` (open, answered, earlier) and the answer: `answer, value, note,
    who, decided`.

    `queries` name their files from data/raw, `replies` (REPLIES) are those of the period. Below the
    questions stand the answers to those that are no longer asked: closed. What is called alike in
    all of `rule, file, sheet, cell, typed` is one place of one rule, so its answers are given to
    its questions in their order.
    """
    named = replies.assign(
        file=replies["file"].map(lambda file: file and f"{period}/{file}").astype("str")
    )
    questions, answers = (
        rows.assign(place=rows.groupby(_CALLED_BY).cumcount()) for rows in (queries, named)
    )
    key = [*_CALLED_BY, "place"]
    found = questions.merge(answers[[*key, *_ANSWER]], how="left", on=key).fillna(
        dict.fromkeys(_ANSWER, "")
    )
    here = found["file"].str.startswith(f"{period}/") | found["file"].eq("")
    status = (
        found["answer"].ne("").map({True: ANSWERED, False: OPEN}).astype("str").where(here, EARLIER)
    )
    gone = answers.merge(questions[key], how="left", on=key, indicator="still")
    closed = gone[gone["still"] == "left_only"].assign(status=CLOSED)
    return (
        pd.concat([found.assign(status=status), closed], ignore_index=True)
        .reindex(columns=COLUMNS)
        .fillna("")
    )
