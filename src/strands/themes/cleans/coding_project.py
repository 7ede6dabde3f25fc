"""A project of a coding program as rows: its codes, its texts and their codings, each named by its
guid.
"""

from __future__ import annotations

from strands.themes.cleans.coding_rows import Found, add_source, ask, asked_of, coder_of
from strands.themes.cleans.coding_tables import field_of
from strands.themes.cleans.refi import Project, Text


def read_project(file: str, project: Project, found: Found) -> None:
    """Take in a project's codes, texts and codings, and ask what cannot be known from it."""
    for code in project.codes:
        values = {
            "version": "",
            "code": code.key,
            "name": code.name,
            "definition": code.definition,
            "parent": code.parent,
            "period": found.period,
        }
        found.codes.append(_row(file, project.place, code.guid, code.key, **values))
    keys = {code.key for code in project.codes}
    names = [text.name for text in project.texts]
    for text in project.texts:
        # Two texts of one name are two texts.
        key = (
            text.name
            if text.name and names.count(text.name) == 1
            else f"{text.name} {text.guid}".strip()
        )
        _read_text(file, key, text, keys, found)
    if project.unread:
        whole = _row(file, project.place, "", "")
        found.asked.append(ask("codings_not_read", whole, number=project.unread))


def _read_text(file: str, key: str, text: Text, keys: set[str], found: Found) -> None:
    said = {field_of(name): value for name, value in text.values.items() if value}
    asked, unread = asked_of(said)
    respondent = said.get("respondent") or text.case
    about = {"source": key, "respondent": respondent or key, **asked, "period": found.period}
    status = "queried" if unread else "returned"
    source = {
        **_row(file, text.place, text.guid, text.name, status),
        **about,
        "text": text.text or "",
    }
    add_source(source, found)
    for name in unread:
        found.asked.append(
            ask("unknown_word", source, typed=said[name], words="the surveys, 'before' and 'after'")
        )
    if text.text is None:
        found.asked.append(ask("source_text_missing", source))
    if not respondent:
        found.asked.append(ask("respondent_unnamed", source))
    for coding in text.codings:
        whole = not coding.start and not coding.end
        span = {
            "start": "0" if whole and text.text else coding.start,
            "end": str(len(text.text)) if whole and text.text else coding.end,
        }
        row = _row(file, text.place, coding.guid, coding.code, status)
        values = {
            "code": coding.code,
            "coder": coder_of(coding.coder),
            "version": "",
            "text": "",
            "whole": text.text,
        }
        found.segments.append({**row, **about, **values, **span, "keys": keys})


def _row(file: str, place: str, guid: str, raw: str, status: str = "returned", **values) -> dict:
    """A row that knows the guid it was read from; `at` is the cell it has not."""
    where = {"file": file, "sheet": place, "cell": guid, "raw": raw}
    return {**values, "status": status, **where, "caveat": "", "at": None}
