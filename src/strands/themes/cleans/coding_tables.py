"""Codebooks, codings, answers and quotes sent as tables: which of them a table is, and its lines by
what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.declare.surveys import INSTRUMENTS
from analysis.read.find.listing import Listing
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell
from strands.themes.declares.coding import ORIGINS

_ASKED = {
    "source": ("source", "document", "document name", "text id", "answer id", "source document"),
    "respondent": (
        "respondent",
        "respondent id",
        "respondent code",
        "participant",
        "participant id",
        "person",
        "case",
        "response id",
        "pid",
    ),
    "survey": ("survey", "questionnaire", "instrument", "origin", "course", "data source"),
    "wave": (
        "wave",
        "time",
        "time point",
        "timepoint",
        "before or after",
        "pre or post",
        "pre post",
        "phase",
    ),
    "question": ("question", "open question", "item", "prompt"),
}
_ANSWER = ("answer", "full answer", "open answer", "response", "reply", "full text", "whole text")
_SPAN = {
    "start": ("start", "from", "begin", "start position", "first character"),
    "end": ("end", "to", "end position", "last character"),
}
# Per kind of table: what its columns hold, and the headings senders give them; the first that fits
# is taken.
_HEADINGS = {
    "quotes": {
        "quote": ("quote id", "id", "quote no", "quote number", "no", "number", "ref"),
        "source": (*_ASKED["source"], *_ASKED["respondent"]),
        "text": ("quote", "text", "quotation", "words", "verbatim", "quote text", "extract"),
        "tier": ("consent", "consent tier", "tier", "consent level", "permission", "consent scope"),
        "attribute": (
            "attribute",
            "attribution",
            "attributed to",
            "cited as",
            "citation",
            "shown as",
        ),
        "borough": ("borough", "local authority", "area", "site"),
        "role": ("role", "job role", "job title", "position", "profession"),
        "redaction": ("redaction", "redactions", "redaction notes", "redaction note", "redacted"),
        "leaning": ("leaning", "balance", "stance", "direction", "what it does"),
        "theme": ("theme", "code", "finding"),
        **_SPAN,
    },
    "codings": {
        **_ASKED,
        "code": ("code", "code name", "code key", "code id", "theme", "node", "tag"),
        "coder": ("coder", "coded by", "coder id", "coder name", "rater", "user", "analyst"),
        "text": ("text", "segment", "extract", "coded text", "passage", "words", "quotation"),
        "answer": _ANSWER,
        "version": ("version", "codebook version", "codebook"),
        **_SPAN,
    },
    "codebook": {
        "code": ("code", "code key", "key", "code id", "id"),
        "name": ("name", "code name", "label", "title", "theme", "theme name"),
        "definition": (
            "definition",
            "description",
            "meaning",
            "what it means",
            "when to use",
            "memo",
        ),
        "version": ("version", "codebook version", "codebook"),
        "parent": ("parent", "parent code", "category", "group", "belongs to", "under"),
    },
    "answers": {**_ASKED, "answer": (*_ANSWER, "text", "verbatim")},
}
# A table is the first kind for which it holds one of these sets.
_NEEDED = {
    "quotes": ({"text", "tier"}, {"text", "attribute"}),
    "codings": ({"respondent", "code"}, {"source", "code"}),
    "codebook": ({"code", "definition"}, {"name", "definition"}, {"code", "name"}),
    "answers": ({"respondent", "answer"}, {"source", "answer"}),
}

_WAVES = {
    "before": ("before", "pre", "baseline", "beforehand", "t1", "1"),
    "after": ("after", "post", "afterwards", "follow up", "followup", "t2", "2"),
}
_OF_ORIGIN = (
    {
        plain_name(word): key
        for key, name in ORIGINS.items()
        for word in (key.replace("_", " "), name)
    }
    | {
        plain_name(alias): instrument.key
        for instrument in INSTRUMENTS
        for alias in instrument.aliases
    }
    | {
        "als": "action_learning_set",
        "case file": "case_extract",
        "case extract": "case_extract",
    }
)
_DRESSING = {
    "training",
    "survey",
    "surveys",
    "course",
    "questionnaire",
    "response",
    "responses",
    "feedback",
    "form",
    "the",
    "of",
    "wave",
}


def kind_of(table: Listing) -> str:
    """`quotes`, `codings`, `codebook` or `answers` by a table's headings; empty where it is none of
    them.
    """
    for kind, needed in _NEEDED.items():
        held = set(_columns(table, kind))
        if any(names <= held for names in needed):
            return kind
    return ""


def lines(table: Listing, kind: str) -> Iterator[dict[str, Cell]]:
    """Every line by what its cells hold. A column that is not there is a blank cell at the line's
    own place.
    """
    columns = _columns(table, kind)
    for label, cells in table.down:
        line = (label, *cells)
        blank = Cell(label.row, label.column)
        yield {name: line[columns[name]] if name in columns else blank for name in _HEADINGS[kind]}


def beyond_headings(table: Listing) -> Iterator[Cell]:
    """Cells of a table that stand under none of its headings."""
    headed = {cell.column for cell in (table.corner, *table.across)}
    for label, _ in table.down:
        yield from (cell for cell in table.sheet.rows[label.row] if cell.column not in headed)


def name_headings(table: Listing) -> Iterator[Cell]:
    """Headings of a codebook that name its codes, and no people."""
    if kind_of(table) == "codebook":
        yield from (
            cell
            for cell in (table.corner, *table.across)
            if plain_name(cell.text) in ("name", "names")
        )


def field_of(variable: str) -> str:
    """What a variable of a project holds, by its name; the name itself where it is none of ours."""
    said = plain_name(variable.replace("_", " "))
    return next((name for name, wordings in _ASKED.items() if said in wordings), said)


def _columns(table: Listing, kind: str) -> dict[str, int]:
    """Where each thing stands among the headings; a heading is used once."""
    headings = [plain_name(cell.text.replace("_", " ")) for cell in (table.corner, *table.across)]
    found: dict[str, int] = {}
    for name, wordings in _HEADINGS[kind].items():
        place = next(
            (
                headings.index(word)
                for word in wordings
                if word in headings and headings.index(word) not in found.values()
            ),
            None,
        )
        if place is not None:
            found[name] = place
    return found


def read_wave(text: str) -> str | None:
    """`before` or `after`; empty for a blank, None where it is neither."""
    said = plain_name(text)
    return (
        ""
        if not said
        else next((key for key, words in _WAVES.items() if _is_said(said, words)), None)
    )


def _is_said(said: str, words: tuple[str, ...]) -> bool:
    return said in words or not set(words).isdisjoint(said.split())


def read_origin(text: str) -> tuple[str | None, str]:
    """The survey or other origin, and the wave where the same words tell it: `Core training,
    before`.

    The origin is empty for a blank, None where nobody knows it.
    """
    said = plain_name(text.replace("_", " "))
    wave = read_wave(" ".join(word for word in said.split() if not word.isdigit())) or ""
    dropped = _DRESSING | {
        word for words in _WAVES.values() for word in words if not word.isdigit()
    }
    bare = " ".join(word for word in said.split() if word not in dropped)
    return (
        "" if not said else _OF_ORIGIN.get(bare) or _OF_ORIGIN.get(bare.removesuffix("s"))
    ), wave
