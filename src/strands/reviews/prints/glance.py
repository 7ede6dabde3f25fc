"""What the first page takes from learning reviews: what reports said of the practice that was to change."""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.outcomes import REPORTED, evidence
from analysis.show import words
from analysis.show.lookup import borough_names
from strands.reviews.declares.reviews import PRINCIPLES, SEEN

# The principle of practice that bears on an outcome.
_BEARS = {"plans": "expectations", "language": "language", "assurance": "supervision"}


def glance(seen: DataFrame, of_period: str) -> Iterator[dict]:
    """Of each outcome a principle bears on: how reviews saw it, and where."""
    told = seen[seen["period"] == of_period]
    for outcome, principle in _BEARS.items():
        rows = told[told["principle"] == principle]
        where = [
            f"{says} in {borough_names(sorted(set(of_kind['borough']), key=BOROUGH_KEYS.index))}"
            for key, says in SEEN.items()
            if len(of_kind := rows[rows["seen"] == key])
        ]
        if where:
            said = f"Reviews of files, {PRINCIPLES[principle]}: {words.listed(where)}."
            yield evidence(outcome, REPORTED, said)
