"""Coded open answers: codebooks, coded texts, codings and quotes, and who may be quoted with what
beside them.
"""

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.returned import returned
from analysis.declare.surveys import INSTRUMENTS, WAVES
from analysis.declare.table import columns
from analysis.declare.words import worded

# Where a coded text comes from: the surveys, and the other ways of asking that the report of June
# 2025 describes.
ORIGINS = {
    **{instrument.key: instrument.name for instrument in INSTRUMENTS},
    "interview": "Interview",
    "action_learning_set": "Action learning set",
    "case_extract": "Case file extract",
}

# What a person agreed to, from most to least.
TIERS = {
    "publish": "may be printed with the person's role",
    "anonymous": "may be printed if neither the words nor what stands beside them names a borough",
    "analysis only": "may be read by the evaluators and never be printed",
}
# What a quote does to the finding it stands beside; a section needs all three to be believed.
LEANINGS = ("supporting", "complicating", "contradicting")

# A borough and a role together must leave at least this many people it could be.
LEAST_WHO_COULD_BE_MEANT = 5
# An emotion, or a pair of themes, in fewer people than this is not told: it could be told whose it
# is.
LEAST_PEOPLE = 3


# Roles people are quoted by, under names parted by commas, and how many people hold each in one
# borough at the least; 0 where nobody knows.
#
# The report of June 2025 names the boroughs of its leads, one lead for a borough or for two, and
# counts them to the project team together with the staff of Respect. Of other roles it counts none
# by borough; a role at the head of a service is taken to be one person. Social workers are the
# many: no borough sent fewer than sixty to the core training.
_ROLES = worded(f"""
    implementation lead, borough lead, s&t lead, lead: 1
    project manager, programme manager, training and resources manager: 1
    project team member, project staff team, project team: 1
    service head, head of service, director, assistant director: 1
    principal social worker, psw: 1
    supervisor, supervising social worker: 0
    team manager, manager: 0
    conference chair, cp chair, chair: 0
    complaints officer, complaints manager, complaints professional: 0
    quality assurance, qa lead, qa officer: 0
    social worker, practitioner, trained social worker: {LEAST_WHO_COULD_BE_MEANT}
    """)
ROLES = {names: int(people) for names, people in _ROLES.items()}

YES_NO = ("yes", "no")
_ASKED = columns(
    """
    respondent: the person's code; the text's own name where none is stated
    survey: survey or other origin; empty where not stated
    wave: before or after; empty where not stated
    question: the open question; empty where not stated
    """,
    survey=("", *ORIGINS),
    wave=("", *WAVES),
)
_SPAN = columns("""
    start (count or empty): first character, from 0; empty where not stated
    end (count or empty): the character after the last
    """)
_PERIOD = columns("period: funding period", period=PERIOD_KEYS)

CODES = returned(
    "codes",
    "one code of one codebook",
    ("file", "version", "code", "period"),
    columns("""
        version: version of the codebook; empty where not stated
        code: code key; in a project the names of its parents and its own
        name: the code's name
        definition: what it is given to; empty where not stated
        parent: key of the code above it; empty at the top
        """),
    _PERIOD,
)

SOURCES = returned(
    "sources",
    "one text that was open to coding, such as one answer (private)",
    ("source", "period"),
    columns("source: the text's key"),
    _ASKED,
    columns(
        """
        text: the whole text (private); empty where only its codings were sent
        coders: who coded it, parted by semicolons; empty where nobody named did
        coder_count (count): how many named coders that is
        double_coded: whether two or more coded it
        """,
        double_coded=YES_NO,
    ),
    _PERIOD,
)

SEGMENTS = returned(
    "segments",
    "one coding: one code given by one coder to one passage (private)",
    ("source", "code", "coder", "start", "end", "text", "period"),
    columns("source: key of the coded text"),
    _ASKED,
    columns("""
        code: code key, as in its codebook
        coder: who gave it; empty where not stated
        """),
    _SPAN,
    columns("text: the passage (private); empty where not stated or in doubt"),
    _PERIOD,
)

QUOTES = returned(
    "quotes",
    "one quote, usable or not (private where not)",
    ("quote", "period"),
    columns("""
        quote: the quote's number
        source: key of the text it is from, or whose it is, as typed
        """),
    _SPAN,
    columns(
        """
        text (free text): the quote as it would be printed
        tier: what the person agreed to; empty where not known
        attribute (free text): what stands under the quote
        borough: borough key; empty where none was typed or it cannot be read
        role: the person's role as typed
        redaction: what was left out or replaced, and why
        leaning: what it does to the finding
        theme: the theme it stands under
        usable: whether it may be printed
        why_not: why it may not
        """,
        tier=("", *TIERS),
        borough=("", *BOROUGH_KEYS),
        leaning=("", *LEANINGS),
        usable=YES_NO,
    ),
    _PERIOD,
)
