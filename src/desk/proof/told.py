"""What of a section a model is laid out from: its numbers by what they are about, and the cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.proof.numbers import Number
from desk.proof.returned import Cell

AS_RETURNED = "as returned"


@dataclass(frozen=True)
class Told:
    """The numbers of a section of a period, and the returned cells by their places."""

    numbers: Sequence[Number]
    cells: Mapping[str, Cell]
    period: str

    def every(self, statistic: str, name: str) -> list[Number]:
        """All numbers of a name, of every reading, told or not."""
        return [
            one for one in self.numbers if (one.finding["statistic"], one.name) == (statistic, name)
        ]

    def get(self, statistic: str, name: str, subject: str, borough: str = "") -> Number | None:
        """The number about a series as returned; None where there is none."""
        about = {"subject": subject, "borough": borough, "reading": AS_RETURNED}
        fits = (
            one
            for one in self.every(statistic, name)
            if about.items() <= one.finding.items() and one.is_told
        )
        return next(fits, None)

    def rests_on(self, number: Number) -> list[Cell]:
        """The cells of a series as returned; none where it is read otherwise, or one may not leave."""
        cells = [self.cells[place] for place in number.places if place in self.cells]
        whole = len(cells) == len(number.places) and number.finding["reading"] == AS_RETURNED
        return cells if whole else []
