"""Themes, codebooks, codings, answers and quotes sent as tables: which of them a table is, and its
lines by what they hold.
"""

from collections.abc import Iterator, Mapping

from analysis.declare.surveys import INSTRUMENTS
from analysis.declare.words import worded
from analysis.read.ask.typed import Record, Typed
from analysis.read.find.listing import Listing
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell
from strands.themes.declares.coding import ORIGINS

_ASKED = worded("""
    source: source, document, document name, text id, answer id, source document
    respondent: respondent, respondent id, respondent code, participant, participant id, person,
        case, response id, pid
    survey: survey, questionnaire, instrument, origin, course, data source
    wave: wave, time, time point, timepoint, before or after, pre or post, pre post, phase
    question: question, open question, item, prompt
    """)
_ANSWER = "answer, full answer, open answer, response, reply, full text, whole text"
_SPAN = worded("""
    start: start, from, begin, start position, first character
    end: end, to, end position, last character
    """)
# Per kind of table: what its columns hold, and the headings senders give them; the first that fits
# is taken.
_HEADINGS = {
    "quotes": {
        **worded(f"""
            quote: quote id, id, quote no, quote number, no, number, ref
            source: {_ASKED["source"]}, {_ASKED["respondent"]}
            text: quote, text, quotation, words, verbatim, quote text, extract
            tier: consent, consent tier, tier, consent level, permission, consent scope
            attribute: attribute, attribution, attributed to, cited as, citation, shown as
            borough: borough, local authority, area, site
            role: role, job role, job title, position, profession
            redaction: redaction, redactions, redaction notes, redaction note, redacted
            leaning: leaning, balance, stance, direction, what it does
            theme: theme, code, finding
            """),
        **_SPAN,
    },
    "codings": {
        **_ASKED,
        **worded(f"""
            code: code, code name, code key, code id, theme, node, tag
            coder: coder, coded by, coder id, coder name, rater, user, analyst
            text: text, segment, extract, coded text, passage, words, quotation
            answer: {_ANSWER}
            version: version, codebook version, codebook
            """),
        **_SPAN,
    },
    "codebook": worded("""
        code: code, code key, key, code id, id
        name: name, code name, label, title, theme, theme name
        definition: definition, description, meaning, what it means, when to use, memo
        version: version, codebook version, codebook
        parent: parent, parent code, category, group, belongs to, under
        """),
    "answers": {**_ASKED, "answer": f"{_ANSWER}, text, verbatim"},
    "themes": worded("""
        survey: survey
        question: question
        theme: theme
        value: noted
        """),
    "questions": worded("""
        survey: survey
        question: question
        value: themes announced
        answered: people who answered
        unit: unit
        printed_in: printed in
        """),
    "bases": worded("""
        survey: survey
        base: questionnaires
        value: people
        printed_in: printed in
        """),
}
# A table is the first kind for which it holds one of these sets; all columns where none is named.
_NEEDED = {
    "quotes": ({"text", "tier"}, {"text", "attribute"}),
    "codings": ({"respondent", "code"}, {"source", "code"}),
    "codebook": ({"code", "definition"}, {"name", "definition"}, {"code", "name"}),
    "answers": ({"respondent", "answer"}, {"source", "answer"}),
}
# The kinds that are sent record by record, and not typed from a report.
RECORDS = tuple(_NEEDED)

_WAVES = {
    "before": "before, pre, baseline, beforehand, t1, 1",
    "after": "after, post, afterwards, follow up, followup, t2, 2",
}
_ORIGINS = {
    **{plain_name(key.replace("_", " ")): key for key in ORIGINS},
    **{plain_name(name): key for key, name in ORIGINS.items()},
    **{plain_name(alias): course.key for course in INSTRUMENTS for alias in course.aliases},
    "als": "action_learning_set",
    "case file": "case_extract",
    "case extract": "case_extract",
}
# What stands beside the name of a survey, and what tells its wave.
_DRESSING = (
    "training survey surveys course questionnaire response responses feedback form the of wave"
    " before pre baseline beforehand t1 after post afterwards followup t2"
)


def kind_of(table: Listing) -> str:
    """The kind of a table by its headings: `quotes`, `codings`, `codebook`, `answers`, `themes`,
    `questions` or `bases`; empty where it is none of them.
    """
    for kind, headings in _HEADINGS.items():
        columns = set(_columns(table, kind))
        if any(names <= columns for names in _NEEDED.get(kind, (set(headings),))):
            return kind
    return ""


def lines(table: Listing, kind: str, typed: Typed) -> Iterator[Record]:
    """Every line by what its cells hold. A column that is not there is a blank cell at the line's
    own place.
    """
    columns = _columns(table, kind)
    for label, cells in table.down:
        line = (label, *cells)
        blank = Cell(label.row, label.column)
        cells = {
            name: line[columns[name]] if name in columns else blank for name in _HEADINGS[kind]
        }
        yield Record(table.sheet, label, cells, typed)


def beyond_headings(table: Listing) -> Iterator[Cell]:
    """Cells of a table that stand under none of its headings."""
    headed = {cell.column for cell in (table.corner, *table.across)}
    for label, _ in table.down:
        yield from (cell for cell in table.sheet.rows[label.row] if cell.column not in headed)


def name_headings(table: Listing) -> list[Cell]:
    """Headings of a codebook that name its codes, and no people."""
    if kind_of(table) != "codebook":
        return []
    headings = (table.corner, *table.across)
    return [cell for cell in headings if plain_name(cell.text) in ("name", "names")]


def field_of(variable: str) -> str:
    """What a variable of a project holds, by its name; the name itself where it is none of ours."""
    name = _plain(variable)
    return key_of({name}, _ASKED) or name


def key_of(names: set[str], words: Mapping[str, str]) -> str | None:
    """The first key of which one of some plain names is among the words; None without one."""
    return next((key for key in words if not names.isdisjoint(words[key].split(", "))), None)


def _columns(table: Listing, kind: str) -> dict[str, int]:
    """Where each thing stands among the headings; a heading is used once."""
    headings = [_plain(cell.text) for cell in (table.corner, *table.across)]
    found: dict[str, int] = {}
    for name, wordings in _HEADINGS[kind].items():
        for word in wordings.split(", "):
            if word in headings and headings.index(word) not in found.values():
                found[name] = headings.index(word)
                break
    return found


def _plain(text: str) -> str:
    return plain_name(text.replace("_", " "))


def read_wave(text: str) -> str | None:
    """`before` or `after`; empty for a blank, None where it is neither."""
    name = plain_name(text)
    return key_of({name, *name.split()}, _WAVES) if name else ""


def read_origin(text: str) -> tuple[str | None, str]:
    """The survey or other origin, and the wave where the same words tell it: `Core training,
    before`.

    The origin is empty for a blank, None where nobody knows it.
    """
    words = _plain(text).split()
    wave = read_wave(" ".join(word for word in words if not word.isdigit())) or ""
    bare = " ".join(word for word in words if word not in _DRESSING.split())
    if not words:
        return "", wave
    return _ORIGINS.get(bare) or _ORIGINS.get(bare.removesuffix("s")), wave
