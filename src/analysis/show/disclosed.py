"""What a section says of the counts that are withheld in it: by which rule, and at what cost."""

from analysis.declare.disclosure import Cost, Profile
from analysis.declare.withheld import MEANS, SYMBOL
from analysis.declare.words import count
from analysis.show.printed import Paragraphs


def cost(profile: Profile, cost: Cost) -> Paragraphs:
    """The rule, how many counts of people were withheld for their size and with others, and what one
    coarser table would save; nothing where a profile withholds nothing.
    """
    if not profile.withholds:
        return Paragraphs(())
    told = f"Here that was none of {count(cost.looked_at, 'count')}."
    if withheld := cost.small + cost.with_them:
        told = (
            f"Of {count(cost.looked_at, 'count')} here {withheld} {'is' if withheld == 1 else 'are'}"
            f" withheld: {cost.small} for their size, {cost.with_them} because one of these could have been"
            f" worked out from them.{_saved(cost)} {SYMBOL} stands for a number {MEANS}."
        )
    return Paragraphs((f"**What is withheld.** {profile.says} {told}",))


def _saved(cost: Cost) -> str:
    if cost.saved <= 0:
        return ""
    return f" Without the counts called “{cost.statistic}” by {cost.by} it would be {cost.saved} fewer."
