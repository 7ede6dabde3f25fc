"""What cleaning may ask about learning reviews case by case."""

from analysis.read.ask.queries import asking
from analysis.read.ask.rule import rules

REVIEW_RULES = rules("""
case_read_twice: stop
The same reader read case '{typed}' on this line and at {other}, and the answers differ. Which
line holds?
- Neither line is counted.

case_not_listed: stop
Case '{typed}' is not on {borough}'s list of closed cases. Which case was read?
- The reading is counted in no arm.

case_other_quarter: warn
The list of closed cases says that case {case} was closed in {other}, and '{typed}' stands here.
Which is right?
- The case is shown in the quarter of the list.

arm_disagrees: stop
'{typed}' stands here, and the list of closed cases says '{other}' of case {case}. Which is right?
- The case is counted in no arm until that is answered.

frame_number_differs: warn
'{typed}' stands here, and the list of closed cases has {n} of {borough} in {quarter} that are
'{arm}'. Which is right?
- The number of the list is printed.

several_review_versions: info
{borough} read cases closed in {quarter} by versions {versions}. Is that so?
- Each version is shown by itself: answers to two versions are not added up.

rated_by_colour: info
This reading rates by colours. We read green as evidenced, amber as partly and red as not
evidenced. Is that what was meant?
- It is shown by itself, apart from every other version.

second_look_missing: warn
Nobody else has checked yet that nobody can be recognised in these words. Who will?
- They are not printed until somebody has.

few_read_twice: info
{borough} had {twice} of {cases} cases read by a second reader, fewer than one in {share}. Can
more be?
- How far two readers agree rests on these few.
""")

query = asking(*REVIEW_RULES)
