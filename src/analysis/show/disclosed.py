"""What a section says of the counts that are withheld in it: by which rule, and at what cost."""

from analysis.declare.disclosure import RULE, Cost, Profile
from analysis.declare.withheld import MEANS, SYMBOL
from analysis.declare.words import count
from analysis.show.printed import Paragraphs


def cost(profile: Profile, cost: Cost) -> tuple[Paragraphs, Paragraphs]:
    """For the first page the rule and how many counts it withholds; for the annex how many for
    their size, how many with others, and what one coarser table would save; nothing where a
    profile withholds nothing, or a section nothing.
    """
    if not (profile.withholds and cost.looked_at):
        return Paragraphs(()), Paragraphs(())
    withheld, looked_at = cost.small + cost.with_them, count(cost.looked_at, "count")
    if not withheld:
        told = f" By this rule alone, none of {looked_at} is withheld here."
        return Paragraphs((f"{RULE} {profile.says}{told}",)), Paragraphs(())
    briefly = f"{RULE} {profile.says} Here: {withheld} of {looked_at}, each shown as {SYMBOL}."
    wholly = (
        f"{RULE} Of the {count(withheld, 'count')} withheld {_about(cost.small)} are so for their size,"
        f" {_about(cost.with_them)} because one of these could have been worked out from them; what"
        f" rests on them is withheld too.{_saved(cost)} {SYMBOL} stands for a number {MEANS}."
    )
    return Paragraphs((briefly,)), Paragraphs((wholly,))


def _saved(cost: Cost) -> str:
    if cost.saved < 5:
        return ""
    return (
        f" If the counts called “{cost.statistic}” by {cost.by} were not printed, {_about(cost.saved)} fewer"
        " would be withheld."
    )


def _about(number: int) -> str:
    """A number to the nearest 5: how many of some that are withheld are small could tell which."""
    return f"about {5 * round(number / 5)}" if number >= 5 else "fewer than 5"
