"""Each printed number that differs from the report last published, with the reasons there may be
for it.
"""

from collections.abc import Iterator, Mapping

from pandas import DataFrame

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.kept import known
from analysis.declare.revisions import (
    CORRECTED,
    FOLLOWS,
    GONE,
    LATE,
    METHOD,
    REASONS,
    RESTATED,
    REVISED,
)

# A table that is no longer printed is one line.
WHOLE_TABLE = "the whole table"


def revised(
    printed: Mapping[str, DataFrame],
    then: Mapping[str, DataFrame | None],
    reasons: Mapping[str, DataFrame],
) -> DataFrame:
    """The cells of all sections that are others since the last publication: a REVISED frame.

    `printed` and `then` hold the PRINTED rows of each section, now and in the report last
    published. `reasons` holds `borough, reason` for each strand: of what changed in its returns.
    Numbers of a borough are explained by what changed for it, if anything did, and others by all
    that changed in the strand, or else in another.
    """
    anywhere = any(len(rows) for rows in reasons.values())
    found = []
    for strand, cells in printed.items():
        mine = reasons.get(strand)
        differing = cells[cells["revised"] != ""].to_dict("records")
        for row in (*differing, *_lost(cells, then.get(strand))):
            found.append({"strand": strand, **row, "why": _why(row, mine, anywhere)})
    return REVISED.framed(found)


def since(
    day: str, revisions: DataFrame | None, received: DataFrame, corrections: DataFrame
) -> DataFrame:
    """What changed in the returns of a strand after it was published on `day`: `borough, reason`.

    From its REVISIONS rows, or, where a strand keeps none or has none, from the files and
    corrections that came later.
    """
    if revisions is not None and len(revisions):
        parts = revisions["row"].str.split(" / ")
        whose = [
            next((part for part in parts_of if part in BOROUGH_KEYS), "") for parts_of in parts
        ]
        return DataFrame(
            {"borough": whose, "reason": revisions["reason"].to_list()}
        ).drop_duplicates()
    files = received.drop(index=known(received, "received", day).index)
    decided = corrections.drop(index=known(corrections, "decided", day).index)
    reasons = [LATE if row.replaces == "" else RESTATED for row in files.itertuples()] + [
        CORRECTED
    ] * len(decided)
    return DataFrame(
        {"borough": "", "reason": reasons}, columns=["borough", "reason"]
    ).drop_duplicates()


def _lost(cells: DataFrame, then: DataFrame | None) -> Iterator[dict]:
    """The tables that were printed and are no longer."""
    were = [] if then is None else list(dict.fromkeys(then["table"]))
    for table in (table for table in were if table not in set(cells["table"])):
        yield {
            "table": table,
            "line": 0,
            "row": "",
            "column": "",
            "cell": "",
            "was": WHOLE_TABLE,
            "revised": GONE,
        }


def _why(row: dict, mine: DataFrame | None, anywhere: bool) -> str:
    """The reasons in words, in the order in which they are declared."""
    if mine is None or mine.empty:
        return REASONS[FOLLOWS if anywhere else METHOD]
    about = {key for key in BOROUGH_KEYS if key in row["table"] or borough_name(key) == row["row"]}
    of_borough = mine[mine["borough"].isin(about)]
    reasons = set((of_borough if len(of_borough) else mine)["reason"])
    return "; ".join(says for reason, says in REASONS.items() if reason in reasons)
