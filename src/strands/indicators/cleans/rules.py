"""What cleaning may ask about indicators by quarter and about re-referrals."""

from analysis.read.ask.queries import asking
from analysis.read.ask.rule import rules

INDICATOR_RULES = rules("""
quarter_out_of_order: warn
'{typed}' comes after {previous}. Is the heading right, or were columns moved?
- The numbers are read under the quarter typed above them.

repeated_quarter: warn
{quarter} is named twice in this table, here and in {other}. Which quarter is this one?
- Where the two disagree, neither number is used.

quarters_disagree: warn
The table says {quarter} and {other} says '{typed}'. Which quarter are these numbers of?
- The numbers are read as {quarter}.

unknown_indicator: stop
'{typed}' is none of the indicators asked for. Which one does it count, if any?
- NOT_READ

not_asked_for: info
Set aside, since it was not asked for in {period}: '{typed}'. Was it meant to be sent?
- NOT_READ

two_columns: stop
Numbers stand under '{typed}' and right of it, as in {what}, under no heading. Which are its counts?
- NOT_READ

doubtful_indicator: warn
We read '{typed}' as '{indicator}'. Is that what it counts?
- The numbers are printed as '{indicator}'.

orphan_footnote: info
{mark} stands here, and nothing on the sheet explains or carries it. What does it say?
- The report prints the number without the missing note.

no_return: stop
No numbers arrived from {borough} for {period}. When will they come?
- Every cell of {borough} is shown as not returned.

blank_inside_series: warn
{quarter} is blank between quarters that were returned. What is the count?
- The cell is shown as not returned.

copied_series: warn
'{indicator}' has the same numbers as '{other}' in every quarter. Was a row copied?
- AS_TYPED

recording_changed: warn
A note on these numbers speaks of a new system or of another way of counting. From which quarter on
is it, and are the numbers before it counted alike?
- The numbers are printed as typed with the note, and no sentence joins those before and after.

merged_number: stop
'{typed}' stands over several cells that are merged. Which of them is it the number of, and what are
the others?
- KEPT_OUT

remark_corrects: warn
What is written beside '{typed}' says that a number here is another than was typed. Which is right?
- AS_TYPED

heading_reworded: warn
From {quarter} on the heading is '{typed}'; before, it was '{before}'. Do both count the same?
- The numbers are printed as typed, and no sentence joins those before and after.

definition_fingerprint: warn
'{indicator}' went from {previous} to {typed}, far more than it moves otherwise, and its ratio to
'{other}' moved too. Did the recording or the definition change?
- AS_TYPED

no_denominator: warn
{typed} re-referrals came without '{heading}'. How many is that out of?
- The number is printed, and no share is made of it.

percentage_alone: warn
'{typed}' is a percentage, and nothing can be counted from it. How many re-referrals is it, out of
how many?
- It is kept as typed, and nothing is computed from it.

drawn_too_early: warn
The numbers of {quarter} were drawn on {typed}, before the quarter was over. When were they drawn,
or can they be drawn again?
- The numbers are printed, and no share is made of them.

cohort_not_followed: info
Cases closed in {quarter} had not been followed for 12 months on {typed}. Can the numbers be drawn
again from {day} on, and those of later quarters when their time has come?
- The numbers are printed, and no share is made of them.

counting_changed: warn
From {quarter} on it is {new}; before, it was {old}. Did the counting change, or is one of the two
a slip?
- They are shown as two series and never joined.
""")

query = asking(*INDICATOR_RULES)
