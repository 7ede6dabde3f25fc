"""Words on single cases as printed: a table of what reviewers wrote, and a card for each thing that
happened.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.cleared import WAITS
from analysis.declare.sampling import ARMS, KINDS
from analysis.show.lookup import of_kind, still_waiting
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.words import sentence, titled
from strands.reviews.declares.review_cases import OUTCOMES

_WHERE = {"newer": "a newer borough", "established": "an established borough", "": "a borough"}
_WHOSE = (
    "No borough, quarter, case or reader is named, and the order says nothing of whose they are."
)


def extracts(rows: DataFrame, found: DataFrame) -> Iterator[Block]:
    """What reviewers wrote of single cases, without whose they are."""
    yield Heading("reviews-words", "What reviewers wrote")
    yield PrintedTable(
        "reviews-words",
        "What was seen in single cases, in reviewers' words",
        [_extract(row) for _, row in rows.iterrows()],
        rows,
        (*_printed(found, "extracts"), *_waiting(rows[["words"]]), _WHOSE),
        ("Worker", "What was seen"),
    )
    yield from _none(rows, found, "extracts")


def _extract(row: Series) -> dict:
    """What was seen, and where and in which arm, where that may be told."""
    where = (
        {"Where": titled(_WHERE[row["standing"]]), "Worker": (KINDS | ARMS).get(row["arm"], "–")}
        if "standing" in row
        else {}
    )
    return where | {"What was seen": row["words"]}


def cards(rows: DataFrame, found: DataFrame) -> Iterator[Block]:
    """A card for each piece of evidence: what happened where that may be told, what practice added,
    what else could explain it, known from.
    """
    yield Heading("reviews-cards", "Evidence from single cases")
    waiting = _waiting(rows[["part", "otherwise", "known_from"]])
    notes = (*_printed(found, "case evidence"), *waiting, _WHOSE)
    for number, (_, row) in enumerate(rows.iterrows(), 1):
        happened, caption = _happened(row)
        lines = {
            **happened,
            "What practice may have added": row["part"] or "–",
            "What else could explain it": row["otherwise"] or "–",
            "Known from": row["known_from"] or "–",
        }
        yield PrintedTable(
            f"reviews-card-{number}",
            caption,
            DataFrame(lines.items(), columns=["Asked", "Told"]),
            rows.iloc[[number - 1]],
            notes if number == len(rows) else (),
            ("Told",),
        )
    yield from _none(rows, found, "case evidence")


def _happened(row: Series) -> tuple[dict, str]:
    """What happened and in what borough, and the caption; neither where that may not be told."""
    if "kind" not in row:
        return {}, "One case, in the words of who sent it"
    what = OUTCOMES[row["kind"]]
    said = f"{sentence(what)} In {_WHERE[row['standing']]}."
    return {"What happened": said}, f"One case: {what}"


def _waiting(texts: DataFrame) -> tuple[str, ...]:
    """That some of those printed stand there without their words yet."""
    return still_waiting(int(texts.eq(WAITS).any(axis=1).sum()), "text")


def _none(rows: DataFrame, found: DataFrame, what: str) -> Iterator[Block]:
    """Why nothing is printed, where something was sent and all of it is kept back."""
    if rows.empty:
        yield Paragraphs(_printed(found, what))


def _printed(found: DataFrame, what: str) -> tuple[str, ...]:
    """How many are printed, where that is told, and how many are not and why: `Printed: 3 of 5. Not
    printed: 2, as ...`, or `Not printed: some, as ...`.
    """
    kept, printed = (of_kind(found, f"{what}: {part}") for part in ("kept back", "printed"))
    told = [f"Printed: {row.x:.0f} of {row.n:.0f}." for row in printed.itertuples()]
    reasons = [
        f"{'some' if pd.isna(row.x) else f'{row.x:.0f}'}, as {row.note}"
        for row in kept.itertuples()
    ]
    if reasons:
        told.append(f"Not printed: {'; '.join(reasons)}.")
    return (" ".join(told),) if told else ()
