"""Rows of codes, texts and codings as they are gathered, and the lines of tables they are read
from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from analysis.declare.surveys import WAVES
from analysis.read.ask.queries import Query
from analysis.read.find.records import row
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell, Sheet
from strands.themes.cleans.coding_rules import query
from strands.themes.cleans.coding_tables import read_origin, read_wave
from strands.themes.cleans.quotes import same_words
from strands.themes.declares.coding import ORIGINS

# A text that was read and bears none of the codes is coded too, and says so.
_NO_CODE = ("no code", "none", "uncoded", "no theme", "nothing to code", "no codes")


@dataclass
class Found:
    """What reading one file after another gathers; texts by their key, and who read one without
    giving a code.
    """

    period: str
    codes: list[dict] = field(default_factory=list)
    sources: dict[str, dict] = field(default_factory=dict)
    segments: list[dict] = field(default_factory=list)
    read_by: dict[str, set[str]] = field(default_factory=dict)
    asked: list[Query] = field(default_factory=list)


def ask(rule: str, row: Mapping, **found: object) -> Query:
    """The question `rule` asks about a row, at its cell or, in a project, at its guid."""
    asked = query(rule, row["file"], row["sheet"], row["at"], **{"typed": row["raw"], **found})
    return asked if row["at"] else replace(asked, cell=row["cell"])


def add_source(source: dict, found: Found) -> None:
    """Take in a text; of two with one key the first that has words stays."""
    first = found.sources.setdefault(source["source"], source)
    if not first["text"]:
        found.sources[source["source"]] = source if source["text"] else first
    elif source["text"] and same_words(first["text"]) != same_words(source["text"]):
        found.asked.append(
            ask("source_text_differs", source, other=f"{first['file']} {first['cell']}")
        )


def coder_of(typed: str) -> str:
    """A coder's name without the mark that parts one coder from the next."""
    return " ".join(typed.replace(";", ",").split())


def asked_of(said: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Survey, wave and question as declared, and the names of what cannot be read, which are then
    empty.
    """
    origin, wave_of_origin = read_origin(said.get("survey", ""))
    wave = read_wave(said.get("wave", ""))
    unread = [name for name, value in (("survey", origin), ("wave", wave)) if value is None]
    question = " ".join(said.get("question", "").split())
    return {"survey": origin or "", "wave": wave or wave_of_origin, "question": question}, unread


def read_code(sheet: Sheet, line: Mapping[str, Cell], found: Found) -> None:
    """One line of a codebook; a code without a key has its name for one, and the other way round."""
    said = _said(line)
    if said["code"] or said["name"]:
        key, cell = said["code"] or said["name"], line["code"] if said["code"] else line["name"]
        values = {
            "version": said["version"],
            "code": key,
            "name": said["name"] or key,
            "definition": said["definition"],
            "parent": said["parent"],
            "period": found.period,
        }
        found.codes.append(row(sheet, cell, "returned", **values))


def read_answer(sheet: Sheet, line: Mapping[str, Cell], found: Found) -> None:
    """One line of a table of answers: a text that was open to coding, where it says anything."""
    if line["answer"].text.strip() and (source := _source(sheet, line, line["answer"], found)):
        add_source(source, found)


def read_coding(sheet: Sheet, line: Mapping[str, Cell], found: Found) -> None:
    """One line of a table of codings: the text, and the code one coder gave it."""
    source, said = _source(sheet, line, line["code"], found), _said(line)
    if source is None:
        found.asked.append(query("coding_without_text", sheet.file, sheet.name, line["code"]))
        return
    add_source(source, found)
    if not said["code"]:
        found.asked.append(query("coding_without_code", sheet.file, sheet.name, line["code"]))
    elif plain_name(said["code"]) in _NO_CODE:
        found.read_by.setdefault(source["source"], set()).update(
            filter(None, [coder_of(said["coder"])])
        )
    else:
        values = {
            name: source[name]
            for name in ("source", "respondent", "survey", "wave", "question", "period")
        }
        values |= {name: said[name] for name in ("code", "start", "end", "version")}
        values |= {"coder": coder_of(said["coder"]), "text": line["text"].text.strip()}
        found.segments.append(row(sheet, line["code"], source["status"], **values))


def _said(line: Mapping[str, Cell]) -> dict[str, str]:
    return {name: " ".join(cell.text.split()) for name, cell in line.items()}


def _source(sheet: Sheet, line: Mapping[str, Cell], cell: Cell, found: Found) -> dict | None:
    """The text a line is about, with its words where they stand there; None where nothing says
    whose or which.
    """
    said = _said(line)
    asked, unread = asked_of(said)
    key = said["source"] or (
        " / ".join(filter(None, (said["respondent"], *asked.values())))
        if said["respondent"]
        else ""
    )
    if not key:
        return None
    for name in unread:
        words = ORIGINS.values() if name == "survey" else WAVES
        listed = ", ".join(f"'{word}'" for word in words)
        found.asked.append(query("unknown_word", sheet.file, sheet.name, line[name], words=listed))
    values = {
        "source": key,
        "respondent": said["respondent"] or key,
        **asked,
        "period": found.period,
    }
    text = line["answer"].text.strip() if "answer" in line else ""
    return row(sheet, cell, "queried" if unread else "returned", **values, text=text)
