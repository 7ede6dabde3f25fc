"""Coded open answers: codebooks, texts, codings and quotes, from projects of coding programs and
from tables.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.declare.table import InputError
from analysis.read.find.listing import Listing, listings
from analysis.read.open.corrections import corrected
from analysis.read.open.sheet import Sheet
from analysis.read.open.tripwire import refuse_child_level
from analysis.read.open.workbook import read_workbook
from analysis.read.pipe import Cleaned, cleaned, framed
from strands.themes.cleans.coding_project import read_project
from strands.themes.cleans.coding_rows import Found, ask, read_answer, read_code, read_coding
from strands.themes.cleans.coding_rules import query
from strands.themes.cleans.coding_tables import beyond_headings, kind_of, lines, name_headings
from strands.themes.cleans.quotes import read_quote, same_words
from strands.themes.cleans.refi import is_refi, read_refi
from strands.themes.declares.coding import CODES, QUOTES, SEGMENTS, SOURCES


def is_coding(file: str, content: bytes) -> bool:
    """Whether a file holds codings, a codebook, answers or quotes, by its headings; never an error.

    A broken project is one too: whoever reads it will say what is wrong with it.
    """
    if is_refi(file, content):
        return True
    try:
        sheets = read_workbook(file, content)
    except InputError:
        return False
    return any(kind_of(table) for sheet in sheets for table in listings(sheet))


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The codings of one period, what they are codings of, who may be quoted, and what has to be
    asked.

    `files` maps the name of each file, as in `themes/core.qdpx`, to its bytes; corrections to other
    files are passed over. InputError where a file cannot be read or a correction does not fit.
    """
    projects = {
        file: read_refi(file, files[file]) for file in sorted(files) if is_refi(file, files[file])
    }
    sheets = [
        sheet
        for file in sorted(set(files) - set(projects))
        for sheet in read_workbook(file, files[file])
    ]
    sheets = corrected(sheets, corrections[corrections["file"].isin(set(files))])
    refuse_child_level([_without_name_headings(sheet) for sheet in sheets])
    found, quotes = Found(period), []
    for file, project in projects.items():
        read_project(file, project, found)
    for sheet in sheets:
        tables = list(listings(sheet))
        quotes += [table for table in tables if _read(table, found) == "quotes"]
        if not tables:
            found.asked.append(query("nothing_read", sheet.file, sheet.name))
    codes = _codes(found)
    segments = _segments(found)
    sources, chosen = _sources(found, segments), _quotes(quotes, found)
    return cleaned(
        found.asked,
        codes=framed(CODES, codes),
        segments=framed(SEGMENTS, segments),
        sources=framed(SOURCES, sources),
        quotes=framed(QUOTES, chosen),
    )


def _without_name_headings(sheet: Sheet) -> Sheet:
    """The sheet with the "Name" of a codebook taken off: below it stand names of codes, not of
    people.
    """
    gone = {(cell.row, cell.column) for table in listings(sheet) for cell in name_headings(table)}
    return Sheet(
        sheet.file,
        sheet.name,
        {place: cell for place, cell in sheet.cells.items() if place not in gone},
    )


def _read(table: Listing, found: Found) -> str:
    """Take in every line of a table but quotes, which want every text first; the kind of table it
    was.
    """
    kind = kind_of(table)
    if kind:
        found.asked += [
            query("cell_without_heading", table.sheet.file, table.sheet.name, cell)
            for cell in beyond_headings(table)
        ]
    if kind in _READERS:
        for line in lines(table, kind):
            _READERS[kind](table.sheet, line, found)
    elif not kind:
        found.asked.append(query("nothing_read", table.sheet.file, table.sheet.name, table.corner))
    return kind


_READERS = {"codebook": read_code, "codings": read_coding, "answers": read_answer}


def _codes(found: Found) -> list[dict]:
    """Every code once a codebook: the first of two that share a key."""
    kept: dict[tuple, dict] = {}
    for code in found.codes:
        first = kept.setdefault((code["file"], code["version"], code["code"]), code)
        if first is not code:
            found.asked.append(ask("code_twice", code, other=f"{first['file']} {first['cell']}"))
    return list(kept.values())


def _segments(found: Found) -> list[dict]:
    """Every coding once, under the key of its code, with the words at its place."""
    if found.segments and not found.codes:
        first = {segment["file"]: segment for segment in reversed(found.segments)}
        found.asked += [ask("no_codebook", segment) for segment in first.values()]
    kept: dict[tuple, dict] = {}
    for segment in found.segments:
        _name_code(segment, found)
        _place(segment, found)
        if not segment["coder"]:
            found.asked.append(ask("coder_unnamed", segment))
        first = kept.setdefault(tuple(segment[name] for name in SEGMENTS.key), segment)
        if first is not segment:
            found.asked.append(
                ask("duplicate_coding", segment, other=f"{first['file']} {first['cell']}")
            )
    return list(kept.values())


def _name_code(segment: dict, found: Found) -> None:
    """The key of the code for what was typed; a code nobody declared is asked about and counted
    nowhere.
    """
    if not found.codes or segment["code"] in segment.get("keys", ()):
        return
    books = [code for code in found.codes if segment["version"] in ("", code["version"])]
    typed = same_words(segment["code"]).casefold()
    keys = {code["code"] for code in books if typed == same_words(code["code"]).casefold()} or {
        code["code"] for code in books if typed == same_words(code["name"]).casefold()
    }
    if len(keys) == 1:
        segment["code"] = keys.pop()
        return
    version = (
        f"version {segment['version']} of the codebook" if segment["version"] else "the codebook"
    )
    book = f"{version}, or of several" if keys else version
    found.asked.append(ask("code_not_in_codebook", segment, book=book))
    segment["status"] = "queried"


def _place(segment: dict, found: Found) -> None:
    """Put the words at a coding's place beside it, or its place beside its words; in doubt neither."""
    # A project's coding belongs to the text beside it, were another of that name to come too.
    text = (
        segment["whole"] if "whole" in segment else found.sources[segment["source"]]["text"] or None
    )
    start, end, words = segment["start"], segment["end"], segment["text"]
    segment["start"] = segment["end"] = None
    if not start and not end:
        known = bool(text and words)
        if known and (at := text.find(words)) >= 0:
            segment["start"], segment["end"] = at, at + len(words)
        elif known and same_words(words) not in same_words(text):
            found.asked.append(ask("segment_text_differs", segment))
            segment["text"] = ""
        return
    span = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else None
    if span is None or span[0] >= span[1] or (text is not None and span[1] > len(text)):
        segment["text"] = ""
        span_said = f"{start or 'not stated'} to {end or 'not stated'}"
        found.asked.append(
            ask("segment_outside_text", segment, span=span_said, length=len(text or ""))
        )
        return
    segment["start"], segment["end"] = span
    there = (text or "")[span[0] : span[1]]
    if there and words and same_words(words) != same_words(there):
        found.asked.append(ask("segment_text_differs", segment))
        segment["text"] = ""
    elif not words:
        segment["text"] = there


def _sources(found: Found, segments: list[dict]) -> list[dict]:
    """Every text with those who coded it: by a code that counts, or by having read it and found
    none.
    """
    coders = {key: set(names) for key, names in found.read_by.items()}
    for segment in segments:
        if segment["coder"] and segment["status"] == "returned":
            coders.setdefault(segment["source"], set()).add(segment["coder"])
    rows = []
    for key, source in found.sources.items():
        names = sorted(coders.get(key, ()))
        double = "yes" if len(names) > 1 else "no"
        rows.append(
            {
                **source,
                "coders": "; ".join(names),
                "coder_count": len(names),
                "double_coded": double,
            }
        )
    return rows


def _quotes(tables: list[Listing], found: Found) -> list[dict]:
    """Every quote, under a number of its own, looked for in the texts it may be from."""
    rows: dict[str, dict] = {}
    for table in tables:
        for line in lines(table, "quotes"):
            said = " ".join(line["source"].text.split())
            whose = [
                (key, source["text"])
                for key, source in found.sources.items()
                if said and said in (key, source["respondent"])
            ]
            quote, asked = read_quote(table.sheet, line, whose)
            found.asked += asked
            number = quote["quote"] or f"{quote['file']} {quote['cell']}"
            if number in rows:
                number = f"{number} ({quote['file']} {quote['cell']})"
            rows[number] = {**quote, "quote": number, "period": found.period}
    return list(rows.values())
