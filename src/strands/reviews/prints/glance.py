"""What the first page takes from learning reviews: what reports said of the practice that was to change."""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.outcomes import REPORTED, evidence
from analysis.show import words
from analysis.show.lookup import borough_keys
from strands.reviews.declares.reviews import PRINCIPLES, SEEN

# The principle of practice that bears on an outcome.
_BEARS = {"plans": "expectations", "language": "language", "assurance": "supervision"}


def glance(seen: DataFrame, of_period: str) -> Iterator[dict]:
    """Of each outcome a principle bears on: how reviews saw it, and where."""
    told = seen[seen["period"] == of_period]
    for outcome, principle in _BEARS.items():
        rows = told[told["principle"] == principle]
        where = [
            f"{says.removeprefix('seen to be ')} in {words.listed([*_places(of_kind)])}"
            for key, says in SEEN.items()
            if len(of_kind := rows[rows["seen"] == key])
        ]
        if where:
            said = f"Reviews of files, {PRINCIPLES[principle]}: {'; '.join(where)}."
            yield evidence(outcome, REPORTED, said)


def _places(statements: DataFrame) -> Iterator[str]:
    """The boroughs of some statements, each with their rounds where all of its statements say them:
    `Barnet (rounds 2 and 3)`.
    """
    for borough in borough_keys(statements):
        rows = statements[statements["borough"] == borough]
        rounds = sorted({number for said in rows["rounds"] for number in said.split()})
        about = f" (round{'s' * (len(rounds) > 1)}{words.NBSP}{words.listed(rounds)})"
        yield borough_name(borough) + about * all(rows["rounds"])
