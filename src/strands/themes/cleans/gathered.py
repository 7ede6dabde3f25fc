"""Rows of codes, texts and codings as they are gathered, from lines of tables and from projects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from analysis.declare.surveys import WAVES
from analysis.read.ask.queries import Query
from analysis.read.ask.typed import row
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell, Sheet
from strands.themes.cleans.headings import field_of, read_origin, read_wave
from strands.themes.cleans.quotes import same_words
from strands.themes.cleans.refi import Project, Text
from strands.themes.cleans.rules import query
from strands.themes.declares.coding import ORIGINS

# A text that was read and bears none of the codes is coded too, and says so.
_NO_CODE = ("no code", "none", "uncoded", "no theme", "nothing to code", "no codes")


@dataclass
class Found:
    """What reading one file after another gathers: rows of typed tables by their kind, codes and
    codings, texts by their key, who read one without giving a code, and lines of quotes.
    """

    period: str
    typed: dict[str, list[dict]] = field(default_factory=lambda: defaultdict(list))
    codes: list[dict] = field(default_factory=list)
    sources: dict[str, dict] = field(default_factory=dict)
    segments: list[dict] = field(default_factory=list)
    read_by: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    quotes: list[tuple[Sheet, dict[str, Cell]]] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)


def ask_about(found: Found, rule: str, row: Mapping, **words: object) -> None:
    """Ask by `rule` about a row, at its cell or, in a project, at its guid."""
    asked = query(rule, (row["file"], row["sheet"]), row["at"], **{"typed": row["raw"], **words})
    found.asked.append(asked if row["at"] else replace(asked, cell=row["cell"]))


def place_of(row: Mapping) -> str:
    """Where a row stands, for a question about another."""
    return f"{row['file']} {row['cell']}"


def said_in(line: Mapping[str, Cell]) -> dict[str, str]:
    """The words of a line, each on one line."""
    return {name: " ".join(cell.text.split()) for name, cell in line.items()}


def read_code(sheet: Sheet, line: Mapping[str, Cell], found: Found) -> None:
    """One line of a codebook; a code without a key has its name for one, and the other way round."""
    said = said_in(line)
    key = said["code"] or said["name"]
    if key:
        values = {**said, "code": key, "name": said["name"] or key, "period": found.period}
        cell = line["code" if said["code"] else "name"]
        found.codes.append(row(sheet, cell, "returned", **values))


def read_answer(sheet: Sheet, line: Mapping[str, Cell], found: Found) -> None:
    """One line of a table of answers: a text that was open to coding, where it says anything."""
    if line["answer"].text.strip() and (source := _source(sheet, line, line["answer"], found)):
        _add_source(source, found)


def read_coding(sheet: Sheet, line: Mapping[str, Cell], found: Found) -> None:
    """One line of a table of codings: the text, and the code one coder gave it."""
    cell, said = line["code"], said_in(line)
    source, coder = _source(sheet, line, cell, found), _coder(said["coder"])
    if source is None:
        found.asked.append(query("coding_without_text", sheet, cell))
        return
    _add_source(source, found)
    if not said["code"]:
        found.asked.append(query("coding_without_code", sheet, cell))
    elif plain_name(said["code"]) in _NO_CODE:
        found.read_by[source["source"]].update({coder} - {""})
    else:
        given = {name: said[name] for name in ("code", "start", "end", "version")}
        about = {**source, **given, "coder": coder, "text": line["text"].text.strip()}
        found.segments.append(about | row(sheet, cell, source["status"]))


def _source(sheet: Sheet, line: Mapping[str, Cell], cell: Cell, found: Found) -> dict | None:
    """The text a line is about, with its words where they stand there; None where nothing says
    whose or which.
    """
    said = said_in(line)
    asked, unread = _asked(said)
    key = said["source"]
    if not key and said["respondent"]:
        key = " / ".join(filter(None, (said["respondent"], *asked.values())))
    if not key:
        return None
    for name in unread:
        words = ORIGINS.values() if name == "survey" else WAVES
        listed = ", ".join(f"'{word}'" for word in words)
        found.asked.append(query("unknown_word", sheet, line[name], words=listed))
    text = line["answer"].text.strip() if "answer" in line else ""
    about = _about(key, said["respondent"], asked, found)
    return row(sheet, cell, _status(unread), **about, text=text)


def read_project(file: str, project: Project, found: Found) -> None:
    """Take in a project's codes, texts and codings, and ask what cannot be known from it."""
    for code in project.codes:
        values = {"version": "", "code": code.key, "name": code.name, "parent": code.parent}
        values |= {"definition": code.definition, "period": found.period}
        found.codes.append(values | _row(file, project.place, code.guid, code.key))
    keys = {code.key for code in project.codes}
    names = [text.name for text in project.texts]
    for text in project.texts:
        # Two texts of one name are two texts.
        alone = text.name and names.count(text.name) == 1
        key = text.name if alone else f"{text.name} {text.guid}".strip()
        _read_text(file, key, text, keys, found)
    if project.unread:
        whole = _row(file, project.place, "", "")
        ask_about(found, "codings_not_read", whole, number=project.unread)


def _read_text(file: str, key: str, text: Text, keys: set[str], found: Found) -> None:
    said = {field_of(name): value for name, value in text.values.items() if value}
    asked, unread = _asked(said)
    respondent, status = said.get("respondent") or text.case, _status(unread)
    about = _about(key, respondent, asked, found)
    source = about | _row(file, text.place, text.guid, text.name, status)
    source["text"] = text.text or ""
    _add_source(source, found)
    for name in unread:
        words = "the surveys, 'before' and 'after'"
        ask_about(found, "unknown_word", source, typed=said[name], words=words)
    if text.text is None:
        ask_about(found, "source_text_missing", source)
    if not respondent:
        ask_about(found, "respondent_unnamed", source)
    for coding in text.codings:
        start, end = coding.start, coding.end
        if text.text and not start and not end:
            start, end = "0", str(len(text.text))
        values = {"code": coding.code, "coder": _coder(coding.coder), "start": start, "end": end}
        values |= {"version": "", "text": "", "whole": text.text, "keys": keys}
        place = _row(file, text.place, coding.guid, coding.code, status)
        found.segments.append({**about, **values, **place})


def _row(file: str, place: str, guid: str, raw: str, status: str = "returned") -> dict:
    """Where in a project something was read; `at` is the cell it has not."""
    where = {"file": file, "sheet": place, "cell": guid, "raw": raw}
    return {"status": status, **where, "caveat": "", "at": None}


def _add_source(source: dict, found: Found) -> None:
    """Take in a text; of two with one key the first that has words stays."""
    first = found.sources.setdefault(source["source"], source)
    if not source["text"]:
        return
    if not first["text"]:
        found.sources[source["source"]] = source
    elif same_words(first["text"]) != same_words(source["text"]):
        ask_about(found, "source_text_differs", source, other=place_of(first))


def _about(key: str, respondent: str, asked: dict[str, str], found: Found) -> dict[str, str]:
    """Which text it is, whose, and what was asked."""
    return {"source": key, "respondent": respondent or key, **asked, "period": found.period}


def _asked(said: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Survey, wave and question as declared, and the names of what cannot be read, which are then
    empty.
    """
    origin, wave_of_origin = read_origin(said.get("survey", ""))
    wave = read_wave(said.get("wave", ""))
    unread = [name for name, value in (("survey", origin), ("wave", wave)) if value is None]
    question = " ".join(said.get("question", "").split())
    return {"survey": origin or "", "wave": wave or wave_of_origin, "question": question}, unread


def _status(unread: list[str]) -> str:
    return "queried" if unread else "returned"


def _coder(typed: str) -> str:
    """A coder's name without the mark that parts one coder from the next."""
    return " ".join(typed.replace(";", ",").split())
