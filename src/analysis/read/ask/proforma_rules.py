"""What cleaning may ask about proformas: forms filled in line by line."""

from __future__ import annotations

from analysis.read.ask.log_rules import LOG_RULES
from analysis.read.ask.rule import NOT_READ, Rule

_LEFT_OUT = "The line is left out of every count and listed as queried."

PROFORMA_RULES = (
    # The sheet
    Rule(
        "missing_column",
        "stop",
        "We find no column '{heading}' on this sheet. Where is it?",
        "What it holds is not in the report.",
    ),
    Rule(
        "unknown_column",
        "info",
        "We know no column '{typed}' of this form. Is it meant for us?",
        "It is neither read nor kept.",
    ),
    Rule(
        "another_period",
        "stop",
        "The sheet says {other} and was sent for {period}. Which period is it of?",
        NOT_READ,
    ),
    Rule(
        "no_proforma",
        "stop",
        "{borough} sent nothing on '{title}' for {period}. When will it come?",
        "{borough} is shown as not returned.",
    ),
    Rule(
        "no_lines_read",
        "stop",
        "We found no form of ours in this file. Which is it, and where are its lines?",
        "Nothing in this file is in the report.",
    ),
    # The line
    Rule(
        "blank_answer",
        "stop",
        "'{heading}' is blank on this line. What should stand here?",
        _LEFT_OUT,
    ),
    Rule(
        "unknown_answer",
        "stop",
        "'{typed}' is none of the answers this column takes: {words}. Which one is meant?",
        "It is counted as an answer that could not be read; the others of the line stand.",
    ),
    Rule("day_not_read", "stop", "We cannot read '{typed}' as a day. Which day is it?", _LEFT_OUT),
    Rule(
        "day_outside_period",
        "stop",
        "{typed} does not lie in {period}. What is the date?",
        _LEFT_OUT,
    ),
    Rule(
        "month_not_read",
        "stop",
        "We cannot read '{typed}' as a month. We expect it like 'Apr 2025'. Which is it?",
        NOT_READ,
    ),
    Rule(
        "month_outside_period",
        "warn",
        "{typed} is not part of {period}. Was it meant to be sent?",
        NOT_READ,
    ),
    Rule(
        "duplicate_lines",
        "stop",
        "'{typed}' names two lines that differ, this one and the one at {other}. Which is right?",
        "Neither line is counted.",
    ),
    # The hubs
    Rule(
        "part_above_whole",
        "stop",
        "'{typed}' stands here and '{whole}' on the same line is {count}: no part is "
        "above its whole. Which of the two is right?",
        "Both are shown as queried, and no share is made of them.",
    ),
    Rule(
        "part_always_whole",
        "warn",
        "In each of {months} months '{part}' is as much as '{whole}'. Was each counted, "
        "or was one copied from the other?",
        "The numbers are printed as typed, with this question beside them.",
    ),
    # Victim-survivors' answers
    Rule(
        "safety_not_stated",
        "warn",
        "It is not said whether this person may safely be contacted. Was it asked?",
        "The answers are counted, and nobody is contacted.",
    ),
    Rule(
        "words_may_name",
        "stop",
        "These words may name a person or a place, or hold an address or a number. Can they "
        "be given without it?",
        "They are neither kept nor quoted; the answers beside them are counted.",
    ),
    Rule(
        "words_not_read_over",
        "warn",
        "Nobody is named who read these words over for the person's safety. Who did?",
        "They are neither kept nor quoted until somebody has.",
    ),
    Rule(
        "words_without_consent",
        "info",
        "Words stand here, and the person did not agree to be quoted. Can they be "
        "left out of what is sent?",
        "They are neither kept nor quoted.",
    ),
    Rule(
        "note_beside_answers",
        "info",
        "A note stands beside one person's answers. Can it be left out of what is sent?",
        "It is neither read nor kept.",
    ),
    # The checklist
    Rule(
        "second_of_none",
        "stop",
        "'{typed}' is the code of no first reading of {borough}. Which reading is this the "
        "second of?",
        "It is neither counted as a first reading nor compared with one.",
    ),
    Rule(
        "second_same_reader",
        "stop",
        "'{typed}' made the first reading too, at {other}. Who made this one?",
        "The two readings are not compared.",
    ),
    Rule(
        "second_other_case",
        "stop",
        "The first reading, at {other}, is of another case. Which code is right?",
        "The two readings are not compared.",
    ),
    Rule(
        "second_other_version",
        "warn",
        "The first reading, at {other}, used another version. Which did this one use?",
        "The two readings are not compared.",
    ),
    Rule(
        "third_reading",
        "info",
        "A second reading stands at {other} already. Is this a third?",
        "Agreement is told from the first reading and the second alone.",
    ),
    Rule(
        "case_read_again",
        "info",
        "Case '{typed}' was read before, at {other}, and neither is called a second "
        "reading. Is this one?",
        "Both count as first readings.",
    ),
    Rule(
        "several_versions",
        "warn",
        "{borough} used versions {versions} in one period. Is that so?",
        "Each version is shown by itself: items of two versions are not added up.",
    ),
    Rule(
        "version_spelt",
        "info",
        "'{typed}' and '{other}' are taken for one version, {version}. Are they?",
        "They are counted as one version.",
    ),
    Rule(
        "reading_empty",
        "warn",
        "Every item of this reading is blank or n/a. Was the case read?",
        "It is counted as a reading and stands in no share.",
    ),
    Rule(
        "reading_copied",
        "info",
        "Every answer is that of the line before, at {other}. Was it copied?",
        "Both readings are counted.",
    ),
    # Complaints
    Rule(
        "grounds_missing",
        "warn",
        "The complainant is judged a perpetrator of abuse, and nothing says on what "
        "grounds. "
        "What does it rest on?",
        "The complaint is counted, apart from those whose grounds were given.",
    ),
    Rule(
        "stage_before_earlier",
        "warn",
        "{later} was received on {typed}, before {earlier} on {day}. Which is right?",
        "The complaint is counted once, in the quarter of {earlier}.",
    ),
    Rule(
        "answer_after_next_stage",
        "stop",
        "{typed} days from {received} end on {answered}, after {later} was "
        "received on {day}. What is right?",
        "The days are left out; the complaint is counted.",
    ),
    Rule(
        "days_of_open",
        "stop",
        "'{typed}' days to answer stand here, and the outcome is 'still open'. What is right?",
        "The days are left out; the complaint is counted as still open.",
    ),
    Rule(
        "stage_without_earlier",
        "info",
        "We have {stage} of complaint {code} and not its stage 1. Was that received "
        "before {period}?",
        "The complaint is counted once, in the quarter of {stage}.",
    ),
    *LOG_RULES,
    # Learning reviews case by case
    Rule(
        "case_read_twice",
        "stop",
        "The same reader read case '{typed}' on this line and at {other}, and the answers "
        "differ. Which line holds?",
        "Neither line is counted.",
    ),
    Rule(
        "case_not_listed",
        "stop",
        "Case '{typed}' is not on {borough}'s list of closed cases. Which case was read?",
        "The reading is counted in no arm.",
    ),
    Rule(
        "case_other_quarter",
        "warn",
        "The list of closed cases says that case {case} was closed in {other}, and "
        "'{typed}' stands here. Which is right?",
        "The case is shown in the quarter of the list.",
    ),
    Rule(
        "arm_disagrees",
        "stop",
        "'{typed}' stands here, and the list of closed cases says '{other}' of case {case}. "
        "Which is right?",
        "The case is counted in no arm until that is answered.",
    ),
    Rule(
        "frame_number_differs",
        "warn",
        "'{typed}' stands here, and the list of closed cases has {n} of {borough} in "
        "{quarter} that are '{arm}'. Which is right?",
        "The number of the list is printed.",
    ),
    Rule(
        "several_review_versions",
        "info",
        "{borough} read cases closed in {quarter} by versions {versions}. Is that so?",
        "Each version is shown by itself: answers to two versions are not added up.",
    ),
    Rule(
        "rated_by_colour",
        "info",
        "This reading rates by colours. We read green as evidenced, amber as partly and "
        "red as not evidenced. Is that what was meant?",
        "It is shown by itself, apart from every other version.",
    ),
    Rule(
        "second_look_missing",
        "warn",
        "Nobody else has checked yet that nobody can be recognised in these words. Who will?",
        "They are not printed until somebody has.",
    ),
    Rule(
        "few_read_twice",
        "info",
        "{borough} had {twice} of {cases} cases read by a second reader, fewer than one in "
        "{share}. Can more be?",
        "How far two readers agree rests on these few.",
    ),
    # Re-referrals
    Rule(
        "no_denominator",
        "warn",
        "{typed} re-referrals came without '{heading}'. How many is that out of?",
        "The number is printed, and no share is made of it.",
    ),
    Rule(
        "percentage_alone",
        "warn",
        "'{typed}' is a percentage, and nothing can be counted from it. How many "
        "re-referrals is it, out of how many?",
        "It is kept as typed, and nothing is computed from it.",
    ),
    Rule(
        "drawn_too_early",
        "warn",
        "The numbers of {quarter} were drawn on {typed}, before the quarter was over. When "
        "were they drawn, or can they be drawn again?",
        "The numbers are printed, and no share is made of them.",
    ),
    Rule(
        "cohort_not_followed",
        "info",
        "Cases closed in {quarter} had not been followed for 12 months on {typed}. Can the numbers"
        " be drawn again from {day} on, and those of later quarters when their time has come?",
        "The numbers are printed, and no share is made of them.",
    ),
    Rule(
        "counting_changed",
        "warn",
        "From {quarter} on it is {new}; before, it was {old}. Did the counting change, or "
        "is one of the two a slip?",
        "They are shown as two series and never joined.",
    ),
)
