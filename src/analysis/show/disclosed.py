"""What a section says of the counts that are withheld in it: by which rule, and at what cost."""

from analysis.declare.disclosure import RULE, Cost, Profile
from analysis.declare.withheld import MEANS, SYMBOL
from analysis.declare.words import count
from analysis.show.printed import Paragraphs


def cost(profile: Profile, cost: Cost) -> Paragraphs:
    """The rule, how many counts of people were withheld for their size and with others, and what
    one coarser table would save; nothing where a profile withholds nothing.
    """
    if not profile.withholds:
        return Paragraphs(())
    told = f"Here that was none of {count(cost.looked_at, 'count')}." * (cost.looked_at > 0)
    if withheld := cost.small + cost.with_them:
        told = (
            f"Of {count(cost.looked_at, 'count')} here {withheld} {'is' if withheld == 1 else 'are'}"
            f" withheld: {_about(cost.small)} for their size, {_about(cost.with_them)} because one of"
            f" these could have been worked out from them; what rests on them is withheld too."
            f"{_saved(cost)} {SYMBOL} stands for a number {MEANS}."
        )
    return Paragraphs((f"{RULE} {profile.says} {told}".rstrip(),))


def _saved(cost: Cost) -> str:
    if cost.saved < 5:
        return ""
    return (
        f" Without the counts called “{cost.statistic}” by {cost.by} it would be {_about(cost.saved)}"
        " less."
    )


def _about(number: int) -> str:
    """A number to the nearest 5: how many of some that are withheld are small could tell which."""
    return f"about {5 * round(number / 5)}" if number >= 5 else "fewer than 5"
