"""A survey is compared as it was declared to have been asked: one door, and links made of codes
people chose.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.declare.table import InputError
from analysis.find.finding import Rows, statistic
from strands.surveys.declares import SCALE, WAVES
from strands.surveys.declares.asking import DESIGNS
from strands.surveys.finds.ordinal import unpaired
from strands.surveys.finds.paired import paired, partially_paired, retrospective

LINKED = ("paired", "partially_paired")
_CODES = "equal codes that occur once a side, v1"


@dataclass(frozen=True)
class Links:
    """Which answers belong to one person, as positions in the lists before and after."""

    pairs: tuple[tuple[int, int], ...]
    singles: tuple[tuple[int, ...], tuple[int, ...]]
    ambiguous: tuple[tuple[int, ...], tuple[int, ...]]

    def rows(self) -> Rows:
        """How many were linked, were not, and could not be as a code occurs twice on a side."""
        counts = {"pairs": len(self.pairs)}
        for side, wave in enumerate(WAVES):
            counts[f"unlinked {wave}"] = len(self.singles[side])
            counts[f"ambiguous {wave}"] = len(self.ambiguous[side])
        for name, count in counts.items():
            yield statistic(f"links: {name}", count, n=count, unit="count", method=_CODES)


def links(before_codes: Sequence[str], after_codes: Sequence[str]) -> Links:
    """Link answers by a code people made themselves, spaces and capitals aside.

    A code that occurs twice on a side links none of its answers on either side: which belong
    together cannot be known. An empty code links nothing.
    """
    sides = [
        ["".join(str(code or "").split()).casefold() for code in codes]
        for codes in (before_codes, after_codes)
    ]
    twice = {code for side in sides for code, count in Counter(side).items() if code and count > 1}
    both = set(sides[0]) & set(sides[1]) - twice - {""}
    of_code = {code: place for place, code in enumerate(sides[1])}
    return Links(
        tuple((place, of_code[code]) for place, code in enumerate(sides[0]) if code in both),
        tuple(_places(side, set(side) - both - twice) for side in sides),
        tuple(_places(side, twice) for side in sides),
    )


def _places(side: list[str], codes: set[str]) -> tuple[int, ...]:
    return tuple(place for place, code in enumerate(side) if code in codes)


def compare(
    design: str,
    before: Sequence[float],
    after: Sequence[float],
    linked: Links | None = None,
    *,
    declared: str,
) -> Rows:
    """Answers before and after, compared by `design`: statistics, or one refusal where it is not
    the declared one.

    Nothing ever falls back to another design. A blank answer is NaN: it is left out, with its
    partner where the design wants pairs, and where single answers count its partner becomes one.
    InputError for a design nobody knows and for an answer that is not on the scale.
    """
    if unknown := {design, declared} - set(DESIGNS):
        raise InputError(
            f"design '{', '.join(unknown)}' is not known: use one of {', '.join(DESIGNS)}"
        )
    before, after = _answers(before, "before"), _answers(after, "after")
    if because := _unfit(design, declared, before, after, linked):
        about = {"n": len(before) + len(after), "method": f"comparison as {design}, v1"}
        yield statistic(f"{design}: comparison", **about, refused="G15", note=because)
    elif design == "unpaired":
        yield from unpaired(_given(before), _given(after))
    elif design == "retrospective":
        both = ~np.isnan(before) & ~np.isnan(after)
        yield from retrospective(before[both], after[both])
    else:
        yield from linked.rows()
        pairs, singles = split(before, after, linked)
        yield from paired(*pairs) if design == "paired" else partially_paired(pairs, singles)


def _unfit(
    design: str, declared: str, before: np.ndarray, after: np.ndarray, linked: Links | None
) -> str:
    """Why these answers are not compared so; empty where they are."""
    if design != declared:
        return f"it was declared {declared.replace('_', ' ')}"
    if design in LINKED and linked is None:
        return "no codes link the answers of one person"
    if design not in LINKED and linked is not None:
        return f"links were given for a survey declared {declared}"
    if design == "retrospective" and len(before) != len(after):
        return (
            f"{len(before)} answers about before and {len(after)} about after are not pairs of one"
            " questionnaire"
        )
    return ""


def _answers(values: Sequence[float], wave: str) -> np.ndarray:
    answers = np.asarray(values, float)
    least, most = SCALE
    for wrong in set(_given(answers)) - set(range(least, most + 1)):
        raise InputError(
            f"answers {wave}: {wrong:g} is no whole number from {least} to {most}: mend or clear it"
        )
    return answers


def _given(answers: np.ndarray) -> np.ndarray:
    return answers[~np.isnan(answers)]


def split(before: np.ndarray, after: np.ndarray, linked: Links) -> tuple[tuple, tuple]:
    """Answers in pairs, and single answers: those of nobody else, and those whose partner left the
    item blank.
    """
    places = np.array(linked.pairs, int).reshape(-1, 2)
    sides = before[places[:, 0]], after[places[:, 1]]
    both = ~np.isnan(sides[0]) & ~np.isnan(sides[1])
    singles = tuple(
        _given(np.concatenate([all_of[list(alone)], side[~both]]))
        for all_of, alone, side in zip((before, after), linked.singles, sides, strict=True)
    )
    return (sides[0][both], sides[1][both]), singles
