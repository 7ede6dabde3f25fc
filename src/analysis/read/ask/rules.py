"""Every question that cleaning may ask of more than one strand: in what words, and what happens if
nobody answers.
"""

from analysis.read.ask.rule import rules

RULES = (
    # Headings
    *rules("""
unreadable_quarter: stop
We cannot read '{typed}' as a quarter: {why}. We expect a heading like 'Jul-Sep 23'. Which months
is it?
- NOT_READ

quarter_outside_period: info
{when}: not part of {period}, and set aside. Was it meant to be sent?
- NOT_READ

unknown_borough: stop
We cannot tell which borough '{typed}' is. Whose numbers are these?
- NOT_READ

ambiguous_borough: stop
'{typed}' could be {could_be}. Whose numbers are these?
- NOT_READ

doubtful_borough: warn
We read '{typed}' as {borough}. Is that right?
- The numbers are printed for {borough}.

boroughs_disagree: warn
The table says {borough} and {other} says '{typed}'. Whose numbers are these?
- The numbers are printed for {borough}.

doubtful_period: info
We read '{typed}' as {period}. Is that right?
- The numbers are printed for {period}.

unknown_word: stop
'{typed}' is none of the words this column takes: {words}. Which one is meant?
- What stands on this line is not in the report.
"""),
    # Values
    *rules("""
text_in_number_cell: stop
'{typed}' is not a number we can read. What is the number?
- KEPT_OUT

negative_count: stop
'{typed}' is below zero, which no count can be. What is the count?
- KEPT_OUT

fractional_count: stop
'{typed}' is not a whole number. What is the count?
- KEPT_OUT

rounded_count: stop
'{typed}' is rounded or an estimate. What is the exact count?
- KEPT_OUT

number_became_date: stop
The cell shows the date {typed}. Excel turns '1-4' into a date: what was typed, and what is the
count?
- KEPT_OUT

formula_without_value: stop
The cell holds the formula {typed} with no result, or with a 0 made of blank cells. What is the
count?
- KEPT_OUT

struck_through: stop
{typed} is struck through. Was it withdrawn, and what is the count?
- KEPT_OUT

number_hidden: stop
A number stands in the cell and its format shows nothing. May it be used?
- KEPT_OUT

dash_inside_membership: stop
A dash was typed in a quarter when the borough was a member. Does it mean none, not known, or not
returned?
- KEPT_OUT

not_available: info
'{typed}' was typed in place of a number. Will the number come later?
- The cell is shown as not returned.

withheld_without_range: warn
'{typed}' says a small number was withheld. Below which number does the borough withhold?
- The cell is shown as withheld, with no range.
"""),
    # What kind of number it is
    *rules("""
other_quantity: stop
'{typed}' says that the numbers here are {what}. Where are the counts of the whole borough?
- NOT_READ

provisional: warn
'{typed}' says that the numbers here are provisional. Will there be final ones, and when?
- The numbers are printed, with these words beside them.
"""),
    # The table and the series
    *rules("""
duplicate_rows: warn
The same number is also in {other}. Is one a copy of the other?
- The number is used once.

duplicate_values_differ: stop
This cell says {typed}, {other}. Which is right?
- KEPT_OUT

total_does_not_add: warn
The total typed is {typed}, the cells it covers add up to {total}. Which is right?
- The report uses the cells and never the total.

hidden_sheet: warn
A hidden sheet holds data. Should we read it?
- The hidden sheet is not read.

hidden_cells: warn
{what} is hidden and holds data. Is the data meant for us?
- The hidden cells are read like any other.

unread_numbers: warn
We do not know what the numbers in {cells} count. What are they?
- NOT_READ

nothing_read: stop
We found no table of {what} here. Where are they?
- Nothing in this file is in the report.

not_returned_quarters: warn
{borough}: nothing was returned for {quarters}. Will these numbers come?
- These cells are shown as not returned.

tenfold_jump: stop
{typed} is {times} times or more {side} the other numbers of this series, which are around
{middle}. Was a figure typed too many, too few or twice, or is it right?
- The value stays out of the report and is shown as queried, and no sentence rests on it.

out_of_own_range: warn
{typed} is far {side} the other numbers of this series, which are around {middle}. Is it right?
- AS_TYPED

lone_zero: warn
The count is 0 and the numbers beside it are {beside}. Is it truly none?
- AS_TYPED

year_to_date: stop
The counts rise from April to March as totals for the year so far do. Are they such totals, and
what is the count of each time alone?
- The values of this series stay out of the report and are shown as queried, and no sentence rests
  on them.

level_moved: warn
These numbers are around {now}; in the periods before they were around {middle}. Did the recording
or the definition change, or do they count something else?
- AS_TYPED

not_over_yet: warn
{quarter} was not over on {day}, when its numbers came ({cells}). Are they of a part of it, a
forecast, or of another time?
- The numbers are printed as typed, with this question beside them.

day_to_come: warn
{when} was still to come on {day}, when this was sent ({cells}). What is the date?
- It is read as typed, with this question beside it.

copy_forward: warn
All numbers for {quarter} equal those of {previous}. Were they copied forward?
- AS_TYPED
"""),
    # Words and days, wherever they stand
    *rules("""
day_or_month: info
Dates like '{typed}' can be read two ways, and nothing in this file decides. Does the {first} come
first?
- They are read with the {first} first.

personal_words: warn
These words hold what looks like the name, a number, an address or the birth date of a person.
Whose is it, and can the words do without it?
- It is replaced by a mark, and kept nowhere.

inert_markup: info
This answer looks like a formula or like markup. Is it what the person wrote?
- It is kept as plain text and never run.

words_may_name: stop
These words may name a person or a place, or hold an address or a number. Can they be given
without it?
- They are neither kept nor quoted; the answers beside them are counted.
"""),
    # Proformas
    *rules("""
missing_column: stop
We find no column '{heading}' on this sheet. Where is it?
- What it holds is not in the report.

unknown_column: info
We know no column '{typed}' of this form. Is it meant for us?
- It is neither read nor kept.

another_period: stop
The sheet says {other} and was sent for {period}. Which period is it of?
- NOT_READ

no_proforma: stop
{borough} sent nothing on '{title}' for {period}. When will it come?
- {borough} is shown as not returned.

no_lines_read: stop
We found no form of ours in this file. Which is it, and where are its lines?
- Nothing in this file is in the report.

blank_answer: stop
'{heading}' is blank on this line. What should stand here?
- LEFT_OUT

unknown_answer: stop
'{typed}' is none of the answers this column takes: {words}. Which one is meant?
- It is counted as an answer that could not be read; the others of the line stand.

day_not_read: stop
We cannot read '{typed}' as a day. Which day is it?
- LEFT_OUT

day_outside_period: stop
{typed} does not lie in {period}. What is the date?
- LEFT_OUT

month_not_read: stop
We cannot read '{typed}' as a month. We expect it like 'Apr 2025'. Which is it?
- NOT_READ

month_outside_period: info
{when}: not part of {period}, and set aside. Was it meant to be sent?
- NOT_READ

duplicate_lines: stop
'{typed}' names two lines that differ, this one and the one at {other}. Which is right?
- Neither line is counted.

part_above_whole: stop
'{typed}' stands here and '{whole}' on the same line is {count}: no part is above its whole. Which
of the two is right?
- Both are shown as queried, and no share is made of them.
"""),
)
