"""What people said in open answers, as lists of themes and as codings.

Training surveys ask open questions, and the evaluators code the answers into themes. What arrives is
either three typed tables (themes with how often each was noted, their questions, and how many
questionnaires came back) or the codings themselves, from a coding program or a table.

A theme that was named without a number has a blank cell. It is `not_returned`, and never a zero. Themes
stand in the order of their source. How many themes the source announces stands beside the question, and
so does what it says of the unit: a mention may be a person, or one of several things the same person
wrote. What a theme could be a share of stands with the place where the number stands.

A coding is a passage with its code and its coder. Where two people coded the same text, both stand
here. A quote that is not in its source word for word, that nobody agreed to, or that could name a person
is kept and cannot be printed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from pandas import DataFrame

from analysis.declare.table import InputError
from analysis.read.ask.account import ASKED, VALUE
from analysis.read.ask.queries import without_people
from analysis.read.find.listing import Listing, listings
from analysis.read.open.corrections import corrected
from analysis.read.open.sheet import Sheet
from analysis.read.open.workbook import read_workbook
from analysis.read.personal.screen import refuse_around, refuse_lists
from analysis.read.personal.words import is_masked, masked, pseudonym, unnamed
from analysis.read.pipe import Cleaned, cleaned
from strands.themes.cleans.account import accounted
from strands.themes.cleans.gathered import (
    Found,
    codes,
    quotes,
    read_answer,
    read_code,
    read_coding,
    read_project,
    segments,
    sources,
)
from strands.themes.cleans.headings import (
    RECORDS,
    beyond_headings,
    kind_of,
    lines,
    name_headings,
)
from strands.themes.cleans.refi import is_refi, read_refi
from strands.themes.cleans.subject import refuse_other_subject
from strands.themes.cleans.typed import TYPED, read_typed
from strands.themes.declares import STRAND

# What people wrote, and what tells one text, code or quote from another.
_WORDS = ("text", "raw", "caveat", "question", "definition", "attribute", "role", "redaction")
_KEYS = ("source", "respondent", "code", "name", "parent", "quote", "theme")
_INITIALS = re.compile(r"(?:(?:[Cc]od|[Rr]at|[Rr]ead|[Uu]s)er[ _-]?)?(?:[A-Z]{1,3}|[a-z]|\d{1,4})")


def is_record(file: str, content: bytes) -> bool:
    """Whether a file holds codings, a codebook, answers or quotes, by its headings; never an error.

    A broken project is one too: whoever reads it will say what is wrong with it.
    """
    if is_refi(file, content):
        return True
    try:
        sheets = read_workbook(file, content)
    except InputError:
        return False
    return any(kind_of(table) in RECORDS for sheet in sheets for table in listings(sheet))


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The themes of one period, the codings they come from, who may be quoted, and what has to be
    asked.

    `files` maps the name of each file, as in `themes/core.qdpx`, to its bytes; the headings of a
    table tell what it is. Corrections to other files are passed over. InputError where a file
    cannot be read or a correction does not fit.
    """
    found, sheets, projects = Found(period), [], {}
    for file in sorted(files):
        if is_refi(file, files[file]):
            projects[file] = read_refi(file, files[file])
            refuse_other_subject(file, projects[file])
            read_project(file, projects[file], found)
        else:
            sheets += read_workbook(file, files[file])
    refuse_around(files)
    sheets = corrected(sheets, corrections[corrections["file"].isin(list(files))])
    for sheet in sheets:
        refuse_lists(_without_name_headings(sheet))
    found.told.sheets += sheets
    found.read(sheets, _reader, "themes, codings or quotes")
    typed = found.frames({name: STRAND.tables[name] for name in TYPED}, TYPED)
    rows = {"codes": codes(found), "segments": segments(found)}
    rows |= {"sources": sources(found, rows["segments"]), "quotes": quotes(found)}
    frames = {
        name: STRAND.tables[name].framed(_without_people(made, found))
        for name, made in rows.items()
    }
    made = cleaned(map(without_people, found.asked), found.told, **typed, **frames)
    return replace(made, account=accounted(made.account, made.frames, projects))


def _without_people(rows: Iterable[dict], found: Found) -> list[dict]:
    """Rows whose words have lost names, numbers and addresses of people, which is asked about, and
    whose keys are pseudonyms where they name somebody.

    Where a passage begins and ends is known before, by the words as they were written.
    """
    kept = []
    for row in rows:
        words = {key: masked(row[key]) for key in _WORDS if row.get(key)}
        keys = {key: unnamed(row[key]) for key in _KEYS if row.get(key)}
        coders = {key: _unnamed_coders(row[key]) for key in ("coder", "coders") if row.get(key)}
        kept.append({**row, **words, **keys, **coders})
        if any(map(is_masked, words.values())):
            found.ask_about("personal_words", kept[-1])
    return kept


def _unnamed_coders(coders: str) -> str:
    """Coders by initials, letters or figures as they are, and any other by a pseudonym."""
    each = coders.split("; ")
    return "; ".join(one if _INITIALS.fullmatch(one) else pseudonym(one) for one in each)


def _without_name_headings(sheet: Sheet) -> Sheet:
    """The sheet with the "Name" of a codebook taken off: below it stand names of codes, not of
    people.
    """
    gone = {(cell.row, cell.column) for table in listings(sheet) for cell in name_headings(table)}
    kept = {place: cell for place, cell in sheet.cells.items() if place not in gone}
    return replace(sheet, cells=kept)


def _reader(table: Listing) -> Callable | None:
    """What reads a table and gathers its lines; None where it is none of ours."""
    kind = kind_of(table)
    return partial(_read, kind) if kind else None


def _read(kind: str, table: Listing, found: Found) -> None:
    if kind in RECORDS:
        for cell in beyond_headings(table):
            found.ask("cell_without_heading", table.sheet, cell)
    for line in lines(table, kind, found):
        asked = len(found.asked)
        read_typed(kind, line) if kind in TYPED else _READERS[kind](line)
        is_asked = any(one.severity == "stop" for one in found.asked[asked:])
        end = (ASKED, "this line, see the questions") if is_asked else (VALUE, "part of its line")
        found.told.tell(*end, table.sheet, line.cells.values())


_READERS = {
    "codebook": read_code,
    "codings": read_coding,
    "answers": read_answer,
    # A quote wants every text first.
    "quotes": lambda line: line.typed.quotes.append(line),
}
