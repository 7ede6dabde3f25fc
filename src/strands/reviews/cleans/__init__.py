"""Learning reviews, in tables of rounds and statements and case by case.

Boroughs read a few of their own case files and say what they saw of the approach. Three small tables
arrive: the rounds held, the frame by which cases were to be chosen, and the statements, each in one of
a few words. A number that was not published is `not_returned`. A row without a number of its round
stands for all rounds of a borough that were not told apart, or for one outside the frame. `weak` also
holds what was named among the things to improve. No row says that something was not seen because
nobody spoke of it. A word that is none of those agreed is asked about, and its line is left out until
somebody answers.

Boroughs also send the list of closed cases that readings are drawn from, and each reading of each
case: one row for each principle, with its answer and its cell. `not_returned` is a blank and says
nothing of practice. Words that may name somebody are not kept; what was withheld for that reason is
marked as such. Where the list and a reading disagree about a case, a question says so, and the case
stands in neither arm until somebody answers. Evidence from single cases is something that happened,
with what else could explain it; nothing is counted or computed from its lines.
"""

from strands.reviews.cleans.reviews import clean

__all__ = ["clean"]
