"""Every question cleaning may ask: when it is asked, in what words, and what happens if nobody
answers.
"""

from __future__ import annotations

from analysis.read.ask.proforma_rules import PROFORMA_RULES
from analysis.read.ask.rule import AS_TYPED, KEPT_OUT, NOT_READ, Rule

RULES = (
    # Headings
    Rule(
        "unreadable_quarter",
        "stop",
        "We cannot read '{typed}' as a quarter: {why}. We expect a heading like 'Jul-Sep 23'. Which"
        " months is it?",
        NOT_READ,
    ),
    Rule(
        "quarter_out_of_order",
        "warn",
        "'{typed}' comes after {previous}. Is the heading right, or were columns moved?",
        "The numbers are read under the quarter typed above them.",
    ),
    Rule(
        "repeated_quarter",
        "warn",
        "{quarter} is named twice in this table, here and in {other}. Which quarter is this one?",
        "Where the two disagree, neither number is used.",
    ),
    Rule(
        "quarter_outside_period",
        "warn",
        "{quarter} is not part of {period}. Was it meant to be sent?",
        NOT_READ,
    ),
    Rule(
        "unknown_borough",
        "stop",
        "We cannot tell which borough '{typed}' is. Whose numbers are these?",
        NOT_READ,
    ),
    Rule(
        "ambiguous_borough",
        "stop",
        "'{typed}' could be {could_be}. Whose numbers are these?",
        NOT_READ,
    ),
    Rule(
        "doubtful_borough",
        "warn",
        "We read '{typed}' as {borough}. Is that right?",
        "The numbers are printed for {borough}.",
    ),
    Rule(
        "boroughs_disagree",
        "warn",
        "The table says {borough} and {other} says '{typed}'. Whose numbers are these?",
        "The numbers are printed for {borough}.",
    ),
    Rule(
        "quarters_disagree",
        "warn",
        "The table says {quarter} and {other} says '{typed}'. Which quarter are these numbers of?",
        "The numbers are read as {quarter}.",
    ),
    Rule(
        "unknown_indicator",
        "stop",
        "'{typed}' is none of the indicators asked for. Which one does it count, if any?",
        NOT_READ,
    ),
    Rule(
        "doubtful_indicator",
        "warn",
        "We read '{typed}' as '{indicator}'. Is that what it counts?",
        "The numbers are printed as '{indicator}'.",
    ),
    Rule(
        "unknown_course",
        "stop",
        "'{typed}' is none of the courses we know. Which course is it?",
        NOT_READ,
    ),
    Rule(
        "unreadable_period",
        "stop",
        "We cannot read '{typed}' as a funding period. Which is it: {periods}?",
        NOT_READ,
    ),
    Rule(
        "doubtful_period",
        "info",
        "We read '{typed}' as {period}. Is that right?",
        "The numbers are printed for {period}.",
    ),
    Rule(
        "unreadable_stage",
        "stop",
        "We cannot tell from '{typed}' how far the form has come: not started, in process, pilot,"
        " live or mandatory?",
        "The borough is shown as queried.",
    ),
    Rule(
        "unknown_word",
        "stop",
        "'{typed}' is none of the words this column takes: {words}. Which one is meant?",
        "What stands on this line is not in the report.",
    ),
    Rule(
        "shifted_columns",
        "info",
        "The numbers of '{typed}' do not stand under their headings. Are they in the order of the"
        " periods?",
        "They are read in the order of the periods.",
    ),
    Rule(
        "orphan_footnote",
        "info",
        "{mark} stands here, and nothing on the sheet explains or carries it. What does it say?",
        "The report prints the number without the missing note.",
    ),
    # Events
    Rule(
        "unreadable_date",
        "stop",
        "We cannot read '{typed}' as a date. When was it, as far as that is known?",
        "The event is listed without a date and is not drawn.",
    ),
    Rule(
        "unknown_in_event",
        "stop",
        "'{typed}' is no {what} we know. Which one is it?",
        "It is listed without one.",
    ),
    # Values
    Rule(
        "text_in_number_cell",
        "stop",
        "'{typed}' is not a number we can read. What is the count?",
        KEPT_OUT,
    ),
    Rule(
        "negative_count",
        "stop",
        "'{typed}' is below zero, which no count can be. What is the count?",
        KEPT_OUT,
    ),
    Rule(
        "fractional_count", "stop", "'{typed}' is not a whole number. What is the count?", KEPT_OUT
    ),
    Rule(
        "rounded_count",
        "stop",
        "'{typed}' is rounded or an estimate. What is the exact count?",
        KEPT_OUT,
    ),
    Rule(
        "number_became_date",
        "stop",
        "The cell shows the date {typed}. Excel turns '1-4' into a date: what was typed, and what"
        " is the count?",
        KEPT_OUT,
    ),
    Rule(
        "formula_without_value",
        "stop",
        "The cell holds the formula {typed} with no result, or with a 0 made of blank cells. What"
        " is the count?",
        KEPT_OUT,
    ),
    Rule(
        "dash_inside_membership",
        "stop",
        "A dash was typed in a quarter when the borough was a member. Does it mean none, not known,"
        " or not returned?",
        KEPT_OUT,
    ),
    Rule(
        "not_available",
        "info",
        "'{typed}' was typed in place of a number. Will the number come later?",
        "The cell is shown as not returned.",
    ),
    Rule(
        "withheld_without_range",
        "warn",
        "'{typed}' says a small number was withheld. Below which number does the borough withhold?",
        "The cell is shown as withheld, with no range.",
    ),
    Rule(
        "outside_range",
        "stop",
        "'{typed}' is not a number from {low} to {high}. What should stand here?",
        KEPT_OUT,
    ),
    # The table as a whole
    Rule(
        "duplicate_rows",
        "warn",
        "The same number is also in {other}. Is one a copy of the other?",
        "The number is used once.",
    ),
    Rule(
        "duplicate_values_differ",
        "stop",
        "This cell says {typed}, {other}. Which is right?",
        KEPT_OUT,
    ),
    Rule(
        "total_does_not_add",
        "warn",
        "The total typed is {typed}, the cells it covers add up to {total}. Which is right?",
        "The report uses the cells and never the total.",
    ),
    Rule(
        "hidden_sheet",
        "warn",
        "A hidden sheet holds data. Should we read it?",
        "The hidden sheet is not read.",
    ),
    Rule(
        "hidden_cells",
        "warn",
        "{what} is hidden and holds data. Is the data meant for us?",
        "The hidden cells are read like any other.",
    ),
    Rule(
        "unread_numbers",
        "warn",
        "We do not know what the numbers in {cells} count. What are they?",
        NOT_READ,
    ),
    Rule(
        "nothing_read",
        "stop",
        "We found no table of {what} here. Where are they?",
        "Nothing in this file is in the report.",
    ),
    Rule(
        "no_return",
        "stop",
        "No numbers arrived from {borough} for {period}. When will they come?",
        "Every cell of {borough} is shown as not returned.",
    ),
    # The series
    Rule(
        "blank_inside_series",
        "warn",
        "{quarter} is blank between quarters that were returned. What is the count?",
        "The cell is shown as not returned.",
    ),
    Rule(
        "not_returned_quarters",
        "warn",
        "{borough}: nothing was returned for {quarters}. Will these numbers come?",
        "These cells are shown as not returned.",
    ),
    Rule(
        "lone_zero",
        "warn",
        "The count is 0 and the quarters beside it are {beside}. Is it truly none?",
        AS_TYPED,
    ),
    Rule(
        "copy_forward",
        "warn",
        "All numbers for {quarter} equal those of {previous}. Were they copied forward?",
        AS_TYPED,
    ),
    Rule(
        "copied_series",
        "warn",
        "'{indicator}' has the same numbers as '{other}' in every quarter. Was a row copied?",
        AS_TYPED,
    ),
    Rule(
        "year_to_date",
        "warn",
        "The counts rise from April to March and then fall back. Are they totals for the year so"
        " far?",
        AS_TYPED,
    ),
    Rule(
        "out_of_own_range",
        "warn",
        "{typed} is far {side} the other quarters of this series, which are around {middle}. Is it"
        " right?",
        AS_TYPED,
    ),
    Rule(
        "definition_fingerprint",
        "warn",
        "'{indicator}' went from {previous} to {typed}, far more than it moves otherwise, "
        "and its ratio to '{other}' moved too. Did the recording or the definition change?",
        AS_TYPED,
    ),
    # Words and days, wherever they stand
    Rule(
        "day_or_month",
        "info",
        "Dates like '{typed}' can be read two ways, and nothing in this file decides. Does the"
        " {first} come first?",
        "They are read with the {first} first.",
    ),
    Rule(
        "personal_words",
        "warn",
        "This answer holds what looks like an e-mail address or a telephone number. May it be"
        " kept?",
        "The address or number is replaced by a mark.",
    ),
    Rule(
        "inert_markup",
        "info",
        "This answer looks like a formula or like markup. Is it what the person wrote?",
        "It is kept as plain text and never run.",
    ),
    *PROFORMA_RULES,
)
RULE = {rule.key: rule for rule in RULES}
