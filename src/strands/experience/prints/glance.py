"""What the first page takes from victim-survivors' answers: how many answered, and what most of them
agree with.
"""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.finding import subject
from analysis.declare.outcomes import REPORTED, evidence, wanted
from analysis.declare.withheld import withheld
from analysis.show import shares, words
from analysis.show.lookup import of_kind
from strands.experience.declares import ITEMS, OF_ALL


def glance(found: DataFrame) -> Iterator[dict]:
    """How many people answered, and of each statement how many of them agree, as far as it is told."""
    people = shares.one(found, "people") if len(found) else None
    if people is None or people["refused"] or withheld(people["x"]):
        return
    # Of all who answered, where small counts are withheld.
    asked = OF_ALL if len(of_kind(found, OF_ALL)) else "answer"
    agree = {item: shares.one(found, asked, subject=subject(item, "agree")) for item in ITEMS}
    told = [
        f"“{ITEMS[item]}” {row['x']:.0f} of {row['n']:.0f}"
        for item, row in agree.items()
        if row is not None and not row["refused"] and not withheld(row["x"], row["n"])
    ]
    who = words.count(people["x"], "victim-survivor")
    agreed = f" Agree: {words.listed(told)}." if told else " How many agree is withheld."
    yield evidence("survivors", REPORTED, f"{who} answered.{agreed}")
    yield wanted(
        "experience/invited", "How many victim-survivors were asked, so that answers have a base"
    )
