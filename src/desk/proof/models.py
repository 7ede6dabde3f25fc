"""What a strand's numbers come by that no one formula says: what was laid down beforehand, and models
worked in cells; and where what they come to stands.

A strand names the models it has in its `proves`.
"""

from collections.abc import Callable

from analysis.declare.periods import PERIODS, period, periods_to
from analysis.find.finding import CONFIDENCE
from analysis.find.slopes import CORRELATION
from desk.proof.formulas import Known
from desk.proof.grid import HEAD, Grid
from desk.proof.quarters import trends
from desk.proof.told import Told

MODELS: dict[str, Callable[[Told, Known], list[Grid]]] = {"trends": trends}


def given(of_period: str, known: Known) -> Grid:
    """What the formulas take as given: laid down beforehand, not returned."""
    grid = Grid("Given", 58, 20, 18)
    rows = {
        "alike": ("How much a quarter is taken to resemble the one before", CORRELATION),
        "confidence": ("How often an interval is to cover", CONFIDENCE),
        "margin": ("The change agreed beforehand to be none", period(of_period).margin or "none"),
    }
    grid.line(["Laid down beforehand", "", ""], HEAD)
    for name, (says, value) in rows.items():
        *_, at = grid.line([says, None, value])
        known.add(f"given.{name}", grid.outside(at))
    grid.row += 1
    grid.line(["Period", "Fewest months it may have had", "Most months"], HEAD)
    for one in PERIODS:
        if one.key in periods_to(of_period):
            _, least, most = grid.line([one.key, min(one.months), max(one.months)])
            known.add("months.least", grid.outside(least), when=one.key)
            known.add("months.most", grid.outside(most), when=one.key)
    return grid
