"""What the first page takes from the practice checklist: in how many boroughs it is used, and
where the practice that was to change is evidenced on file.
"""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.finding import with_parts
from analysis.declare.outcomes import REPORTED, evidence
from analysis.declare.withheld import withheld
from analysis.show import shares, words
from analysis.show.lookup import borough_names, of_kind
from strands.checklist.declares import HALF, ITEMS

# The item of the checklist that bears on an outcome.
_BEARS = {"plans": "plan", "language": "language"}


def glance(found: DataFrame) -> Iterator[dict]:
    """In how many boroughs cases were read, and of each outcome an item bears on, where half of the
    readings evidence it.
    """
    boroughs = shares.one(found, "boroughs") if len(found) else None
    if boroughs is None or withheld(boroughs["x"], boroughs["n"]):
        return
    of = words.count(boroughs["n"], "borough")
    said = f"Cases were read against the practice checklist in {boroughs['x']:.0f} of {of}."
    yield evidence("tools", REPORTED, said)
    halves = with_parts(of_kind(found, HALF), "item", "version")
    halves = halves[halves["reading"] != "not_asked"]
    for outcome, item in _BEARS.items():
        rows = halves[halves["item"] == item].drop_duplicates("borough", keep="last")
        in_half = [row.borough for row in rows.itertuples() if row.reading == "evidenced"]
        if len(rows):
            of = f"{words.count(len(rows), 'borough')} with enough readings"
            where = f"{borough_names(in_half)}, of {of}" if in_half else f"none of {of}"
            said = (
                f"Practice checklist, “{ITEMS[item]}”: evidenced in half of the readings or more in"
                f" {where}."
            )
            yield evidence(outcome, REPORTED, said)
