"""What the first page takes from victim-survivors' answers: how many answered, and what most of them
agree with.
"""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.finding import subject
from analysis.declare.outcomes import REPORTED, evidence, wanted
from analysis.declare.withheld import withheld
from analysis.show import shares, words
from strands.experience.declares import ITEMS


def glance(found: DataFrame) -> Iterator[dict]:
    """How many people answered, and of each statement how many of them agree, as far as it is told."""
    people = shares.one(found, "people") if len(found) else None
    if people is None or people["refused"] or withheld(people["x"]):
        return
    agree = {item: shares.one(found, "answer", subject=subject(item, "agree")) for item in ITEMS}
    told = [
        f"“{ITEMS[item]}” {row['x']:.0f} of {row['n']:.0f}"
        for item, row in agree.items()
        if row is not None and not row["refused"] and not withheld(row["x"], row["n"])
    ]
    who = words.count(people["x"], "victim-survivor")
    agreed = f" Agree: {words.listed(told)}." if told else " What they agree with is not shown."
    yield evidence("survivors", REPORTED, f"{who} answered.{agreed}")
    yield wanted(
        "experience/invited", "How many victim-survivors were asked, so that answers have a base"
    )
