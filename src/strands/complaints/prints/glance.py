"""What the first page takes from complaints: from whom numbers came, and whether anything changed."""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.finding import DECREASE, INCREASE
from analysis.declare.outcomes import MEASURED, UNTOLD, evidence
from analysis.declare.withheld import withheld
from analysis.show import words
from analysis.show.lookup import of_kind
from analysis.show.shares import one


def glance(found: DataFrame) -> Iterator[dict]:
    """How many boroughs sent complaints, and what their changes came to."""
    sent = one(found, "boroughs that sent complaints") if len(found) else None
    if sent is None or withheld(sent["x"]) or not sent["x"]:
        return
    verdicts = of_kind(found, "verdict")["verdict"]
    verdicts = verdicts[verdicts != ""]
    said = f"Complaints came from {words.count(sent['x'], 'borough')}"
    changed = words.verdicts(verdicts) if len(verdicts) else "none could be looked at yet"
    outright = {DECREASE, INCREASE} & set(verdicts)
    yield evidence("complaints", MEASURED if outright else UNTOLD, f"{said}; changes: {changed}.")
