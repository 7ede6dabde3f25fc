"""What cleaning may ask about answers as survey tools export them, and about sums of answers."""

from analysis.read.ask.queries import asking
from analysis.read.ask.rule import rules

SURVEY_RULES = rules("""
no_answer_sheets: stop
We found no layout of a survey tool we know here. Which tool is this file from?
- Nothing in this sheet is in the report.

unknown_survey: stop
We cannot tell which of our surveys this is: {ours} of its {columns} columns are questions of
ours. Which one is it?
- These answers are not in the report.

doubtful_encoding: warn
Some letters of this file may be read wrongly. Can it be sent as .xlsx or as CSV UTF-8?
- The letters are read as {encoding}.

personal_columns: info
These columns say who or where people are: {columns}. Can the next export come without them?
- They are neither read nor kept.

unknown_question: warn
'{typed}' is none of the questions of this survey ({count} answered it). Which question is it?
- These answers are not in the report.

doubtful_question: warn
We read '{typed}' as the question '{question}'. Is that what was asked?
- The answers are read as answers to that question.

question_twice: warn
'{question}' has a column here and in {other}. Which one counts?
- The answers in {other} are read, these are not.

question_not_found: warn
We found no column for '{question}', which this survey asks {wave} the training. Was it asked?
- It is shown as not shown to anyone.

reversed_scale: warn
On this scale 1 means '{one}', which is 7 in our questionnaire. Was the scale turned round?
- The numbers are turned round, so that 7 means '{one}'.

other_scale: stop
'{typed}' does not run from 1 to 7, as our question does. Which numbers could people choose?
- The answers are shown as queried.

unused_top: info
Nobody chose a number above {highest} here, and the heading does not say how far the scale runs. Do
this scale and those beside it run to 7, as our questions do?
- The answers are read as on a scale from 1 to 7. A note on this cell says that they are.

read_by_position: info
The answers to '{question}' are numbers. Does 1 stand for '{first}' and {count} for '{last}'?
- They are read in the order of our questionnaire.

unknown_wave: stop
We cannot tell from '{typed}' whether this was answered before or after the training. Which was
it?
- These answers are not in the report.

waves_disagree: stop
The name of the file says {wave} the training, and only questions asked {other} it were answered.
Which is right?
- These answers are not in the report.

answered_in_other_wave: warn
'{question}' is not asked {wave} the training, and it was answered here. Is this the right wave?
- The answer is read.

same_sheet_twice: warn
This sheet and {other} have the same {what}. Was one person's sheet handed in twice?
- The first is read, this one is left out.

copied_sheet: warn
{count} of {of} answer sheets here hold the answers that {other} holds. Is this a copy of it?
- These answers are read once.

same_answers: info
This sheet and {other} hold the same answers of the same day, and no words that tell people apart.
Are they two people?
- Both are read.

same_code: info
This sheet and {other} bear the same code. Are they two people's, or one person's answers twice?
- Both are read, and neither is linked to answers of another wave.

cells_beyond_headings: stop
This row has more cells than there are headings, so we cannot tell which answer belongs where.
What should it say?
- Its answers are shown as queried.

headings_again: info
{rows}: the headings stand here again. Were two exports put under one another?
- No answers are read from there.

headings_elsewhere: stop
{rows}: other headings begin here, in another order. May this be sent as a file of its own?
- Nothing from here down is read.

row_of_sums: warn
{rows}: this looks like an average, a total or a count of the answers. Or is it a person's answers?
- It is read as nobody, until a note on this cell says that it is somebody.

note_among_answers: info
{rows}: '{typed}' stands alone here, among rows of answers. Is it a person's answer?
- It is read as nobody, until a note on this cell says that it is somebody.

row_without_number: stop
{rows}: neither a number nor a time stands here, as it does in the other rows. Who answered this?
- It is read as nobody, until a note on this cell says that it is somebody.

hidden_row: stop
{rows}: hidden, and answers stand there. Are they to be counted?
- They are not counted, until a note on this cell says that they are.

struck_row: stop
{rows}: struck through, and answers stand there. Were they withdrawn?
- They are not counted, until a note on this cell says that they are.

unknown_standing: stop
{rows}: we do not know the standing '{typed}'. Did somebody answer in earnest?
- They are not counted, until a note on this cell says that they are.

unreadable_day: warn
We cannot read '{typed}' as the day a sheet was handed in. Which day was it?
- The day is shown as not known.

no_number_on_scale: stop
'{typed}' is not one number from {low} to {high}. What should stand here?
- KEPT_OUT

unknown_option: stop
'{typed}' is none of the answers to '{question}'. Which one is meant?
- The words are kept, and the answer is shown as queried.

outside_range: stop
'{typed}' is not a number from {low} to {high}. What should stand here?
- KEPT_OUT
""")

query = asking(*SURVEY_RULES)
