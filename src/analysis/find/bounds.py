"""The average of everybody who could have answered, the silent with them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answers:
    """`answered` of `eligible` people answered after, `answered_before` about before; averages
    `before` and `after` on a scale from `least` to `most`.
    """

    answered: int
    eligible: int
    before: float
    after: float
    least: float
    most: float
    answered_before: int

    @property
    def silent(self) -> int:
        """How many could have answered and did not."""
        return self.eligible - self.answered

    def over_all(self, of_silent: float) -> float:
        """The average after over everybody, were the average of the silent `of_silent`."""
        return (self.answered * self.after + self.silent * of_silent) / self.eligible

    @property
    def change_over_all(self) -> tuple[float, float]:
        """The least and the greatest change over everybody, the silent of either moment at opposite
        ends of the scale.
        """
        silent = self.eligible - self.answered_before
        lowest, highest = (
            (self.answered_before * self.before + silent * end) / self.eligible
            for end in (self.least, self.most)
        )
        return self.over_all(self.least) - highest, self.over_all(self.most) - lowest
