"""What cleaning may ask about proformas: forms filled in line by line."""

from __future__ import annotations

from analysis.cleaning.rule import NOT_READ, Rule

_LEFT_OUT = "The line is left out of every count and listed as queried."

PROFORMA_RULES = (
    # The sheet
    Rule("missing_column", "stop", "We find no column '{heading}' on this sheet. Where is it?",
         "What it holds is not in the report."),
    Rule("unknown_column", "info", "We know no column '{typed}' of this form. Is it meant for us?",
         "It is neither read nor kept."),
    Rule("another_period", "stop", "The sheet says {other} and was sent for {period}. Which period is it of?",
         NOT_READ),
    Rule("no_proforma", "stop", "{borough} sent nothing on '{title}' for {period}. When will it come?",
         "{borough} is shown as not returned."),
    Rule("no_lines_read", "stop", "We found no form of ours in this file. Which is it, and where are its lines?",
         "Nothing in this file is in the report."),
    # The line
    Rule("blank_answer", "stop", "'{heading}' is blank on this line. What should stand here?", _LEFT_OUT),
    Rule("day_not_read", "stop", "We cannot read '{typed}' as a day. Which day is it?", _LEFT_OUT),
    Rule("day_outside_period", "stop", "{typed} does not lie in {period}. What is the date?", _LEFT_OUT),
    Rule("month_not_read", "stop", "We cannot read '{typed}' as a month. We expect it like 'Apr 2025'. Which is it?",
         NOT_READ),
    Rule("month_outside_period", "warn", "{typed} is not part of {period}. Was it meant to be sent?", NOT_READ),
    Rule("duplicate_lines", "stop", "'{typed}' names two lines that differ, this one and the one at {other}. "
         "Which is right?", "Neither line is counted."),
)  # fmt: skip
