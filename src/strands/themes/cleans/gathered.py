"""Rows of codes, texts and codings as they are gathered, from lines of tables and from projects."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from analysis.declare.surveys import WAVES
from analysis.read.ask.queries import Query
from analysis.read.ask.typed import Record, Typed, row
from analysis.read.label.names import plain_name
from strands.themes.cleans.headings import field_of, read_origin, read_wave
from strands.themes.cleans.positions import Counted, Way, counting, placed
from strands.themes.cleans.quotes import read_quote, same_words
from strands.themes.cleans.refi import Project, Text
from strands.themes.cleans.rules import query
from strands.themes.declares.coding import ORIGINS, SEGMENTS

# A text that was read and bears none of the codes is coded too, and says so.
_NO_CODE = ("no code", "none", "uncoded", "no theme", "nothing to code", "no codes")


@dataclass
class Found(Typed):
    """What reading one file after another gathers: rows by their table, texts by their key, who read
    one without giving a code, and lines of quotes.
    """

    query: Callable[..., Query] = query
    sources: dict[str, dict] = field(default_factory=dict)
    read_by: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    quotes: list[Record] = field(default_factory=list)

    def ask_about(self, rule: str, row: Mapping, **words: object) -> None:
        """Ask by `rule` about a row, at its cell or, in a project, at its guid."""
        words = {"typed": row["raw"], **words}
        asked = self.query(rule, (row["file"], row["sheet"]), row["at"], **words)
        self.asked.append(asked if row["at"] else replace(asked, cell=row["cell"]))


def place_of(row: Mapping) -> str:
    """Where a row stands, for a question about another."""
    return f"{row['file']} {row['cell']}"


def read_code(line: Record) -> None:
    """One line of a codebook; a code without a key has its name for one, and the other way round."""
    said = line.texts()
    if key := said["code"] or said["name"]:
        values = {**said, "code": key, "name": said["name"] or key}
        line.keep("codes", "code" if said["code"] else "name", "returned", **values)


def read_answer(line: Record) -> None:
    """One line of a table of answers: a text that was open to coding, where it says anything."""
    if line.text("answer") and (source := _source(line, "answer")):
        _add_source(source, line.typed)


def read_coding(line: Record) -> None:
    """One line of a table of codings: the text, and the code one coder gave it."""
    found, said = line.typed, line.texts()
    source, coder = _source(line, "code"), _coder(said["coder"])
    if source is None:
        line.ask("coding_without_text", "code")
        return
    _add_source(source, found)
    if not said["code"]:
        line.ask("coding_without_code", "code")
    elif plain_name(said["code"]) in _NO_CODE:
        found.read_by[source["source"]].update({coder} - {""})
    else:
        given = {name: said[name] for name in ("code", "start", "end", "version")}
        words = line.cells["text"].text.strip()
        found.rows["segments"].append({**source, **given, "coder": coder, "text": words})


def _source(line: Record, heading: str) -> dict | None:
    """The text a line is about, with its words where they stand there; None where nothing says
    whose or which.
    """
    said = line.texts()
    if not (said["source"] or said["respondent"]):
        return None
    source, unread = _text(
        said, row(line.sheet, line.cells[heading], "returned"), line.typed.period
    )
    for name in unread:
        words = ORIGINS.values() if name == "survey" else WAVES
        listed = ", ".join(f"'{word}'" for word in words)
        line.ask("unknown_word", name, words=listed)
    if "answer" in line.cells:
        source["text"] = line.cells["answer"].text.strip()
    return source


def _text(said: Mapping[str, str], place: Mapping, period: str) -> tuple[dict, list[str]]:
    """A text at its place without its words: its key, whose it is and what was asked; and the names
    of what cannot be read, which are then empty.
    """
    origin, wave_of_origin = read_origin(said.get("survey", ""))
    wave = read_wave(said.get("wave", ""))
    unread = [name for name, value in (("survey", origin), ("wave", wave)) if value is None]
    asked = {"survey": origin or "", "wave": wave or wave_of_origin}
    asked["question"] = " ".join(said.get("question", "").split())
    respondent = said.get("respondent", "")
    key = said["source"] or " / ".join(filter(None, (respondent, *asked.values())))
    about = {"source": key, "respondent": respondent or key, **asked, "period": period, "text": ""}
    return {**place, **about, "status": "queried" if unread else "returned"}, unread


def read_project(file: str, project: Project, found: Found) -> None:
    """Take in a project's codes, texts and codings, and ask what cannot be known from it."""
    for code in project.codes:
        values = {**code._asdict(), "version": "", "period": found.period}
        found.rows["codes"].append(values | _row(file, project.place, code.guid, code.code))
    keys = {code.code for code in project.codes}
    counted = counting(project)
    if counted.way != Way():
        whole = _row(file, project.place, "", "")
        found.ask_about("counted_otherwise", whole, way=counted.way.words)
    names = [text.name for text in project.texts]
    for text in project.texts:
        # Two texts of one name are two texts.
        alone = text.name and names.count(text.name) == 1
        key = text.name if alone else f"{text.name} {text.guid}".strip()
        place = _row(file, project.place, text.guid, text.name)
        _read_text(place, key, text, keys, counted, found)
    if project.unread:
        whole = _row(file, project.place, "", "")
        found.ask_about("codings_not_read", whole, number=len(project.unread))


def _read_text(
    place: dict, key: str, text: Text, keys: set[str], counted: Counted, found: Found
) -> None:
    said = {"respondent": text.case}
    said |= {field_of(name): value for name, value in text.values.items() if value}
    said["source"] = key
    source, unread = _text(said, place, found.period)
    source["text"] = text.text or ""
    _add_source(source, found)
    for name in unread:
        words = "the surveys, 'before' and 'after'"
        found.ask_about("unknown_word", source, typed=said[name], words=words)
    if text.text is None:
        found.ask_about("source_text_missing", source)
    if not said["respondent"]:
        found.ask_about("respondent_unnamed", source)
    for coding in text.codings:
        given = coding._asdict() | {"coder": _coder(coding.coder)}
        given["start"], given["end"] = placed(text, coding, counted.way)
        given["doubtful"] = given.pop("guid") in counted.doubtful
        del given["said"]
        if text.text and not coding.start and not coding.end:
            given |= {"start": "0", "end": str(len(text.text))}
        given |= {"version": "", "text": "", "whole": text.text, "keys": keys}
        given |= {"cell": coding.guid, "raw": coding.code}
        found.rows["segments"].append({**source, **given})


def _row(file: str, place: str, guid: str, raw: str) -> dict:
    """Where in a project something was read; `at` is the cell it has not."""
    where = {"file": file, "sheet": place, "cell": guid, "raw": raw}
    return {"status": "returned", **where, "caveat": "", "at": None}


def _add_source(source: dict, found: Found) -> None:
    """Take in a text; of two with one key the first that has words stays."""
    first = found.sources.setdefault(source["source"], source)
    if not source["text"]:
        return
    if not first["text"]:
        found.sources[source["source"]] = source
    elif same_words(first["text"]) != same_words(source["text"]):
        found.ask_about("source_text_differs", source, other=place_of(first))


def _coder(typed: str) -> str:
    """A coder's name without the mark that parts one coder from the next."""
    return " ".join(typed.replace(";", ",").split())


def codes(found: Found) -> list[dict]:
    """Every code once a codebook: the first of two that share a key. Two that differ in spaces or
    capitals alone stay two, and are asked about.
    """
    once = _once(found.rows["codes"], ("file", "version", "code"), "code_twice", found)
    _ask_alike(once, ("file", "version"), found)
    return once


def _ask_alike(rows: list[dict], within: tuple[str, ...], found: Found) -> None:
    """Ask about codes that are one but for spaces, capitals and marks between words."""
    first: dict[tuple, dict] = {}
    for each in rows:
        place = tuple(each[name] for name in within)
        other = first.setdefault((*place, plain_name(each["code"])), each)
        if other["code"] != each["code"]:
            words = {"code": each["code"], "other": other["code"]}
            found.ask_about("codes_alike", each, **words)


def _once(rows: list[dict], key: tuple[str, ...], rule: str, found: Found) -> list[dict]:
    kept: dict[tuple, dict] = {}
    for each in rows:
        first = kept.setdefault(tuple(each[name] for name in key), each)
        if first is not each:
            found.ask_about(rule, each, other=place_of(first))
    return list(kept.values())


def segments(found: Found) -> list[dict]:
    """Every coding once, under the key of its code, with the words at its place."""
    if not found.rows["codes"]:
        first_of_file = {segment["file"]: segment for segment in reversed(found.rows["segments"])}
        for segment in first_of_file.values():
            found.ask_about("no_codebook", segment)
        once = {(each["file"], each["code"]): each for each in reversed(found.rows["segments"])}
        _ask_alike(list(once.values()), ("file",), found)
    for segment in found.rows["segments"]:
        _name_code(segment, found)
        _place(segment, found)
        if not segment["coder"]:
            found.ask_about("coder_unnamed", segment)
    return _once(found.rows["segments"], SEGMENTS.key, "duplicate_coding", found)


def _name_code(segment: dict, found: Found) -> None:
    """The key of the code for what was typed; a code nobody declared is asked about and counted
    nowhere.
    """
    if not found.rows["codes"] or segment["code"] in segment.get("keys", ()):
        return
    version, typed = segment["version"], _folded(segment["code"])
    books = [code for code in found.rows["codes"] if version in ("", code["version"])]
    keys = {code["code"] for code in books if typed == _folded(code["code"])}
    keys = keys or {code["code"] for code in books if typed == _folded(code["name"])}
    if len(keys) == 1:
        segment["code"] = keys.pop()
        return
    book = f"version {version} of the codebook" if version else "the codebook"
    several = ", or of several" if keys else ""
    found.ask_about("code_not_in_codebook", segment, book=f"{book}{several}")
    segment["status"] = "queried"


def _folded(text: str) -> str:
    return same_words(text).casefold()


def _place(segment: dict, found: Found) -> None:
    """Put the words at a coding's place beside it, or its place beside its words; in doubt neither."""
    # A project's coding belongs to the text beside it, were another of that name to come too.
    typed_in = found.sources[segment["source"]]["text"] or None
    text = segment.get("whole", typed_in)
    start, end, words = segment["start"], segment["end"], segment["text"]
    segment["start"] = segment["end"] = None
    if not start and not end:
        _find_words(segment, text or "", found)
        return
    span = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (0, 0)
    if span[0] >= span[1] or (text is not None and span[1] > len(text)):
        segment["text"] = ""
        typed = f"{start or 'not stated'} to {end or 'not stated'}"
        found.ask_about("segment_outside_text", segment, span=typed, length=len(text or ""))
        return
    segment["start"], segment["end"] = span
    if segment.get("doubtful"):
        segment["text"] = ""
        found.ask_about("passage_in_doubt", segment)
        return
    there = (text or "")[slice(*span)]
    if there and words and same_words(words) != same_words(there):
        _in_doubt(segment, found)
    else:
        segment["text"] = words or there


def _find_words(segment: dict, text: str, found: Found) -> None:
    """The place of a coding's words, which came without one."""
    words = segment["text"]
    if not text or not words:
        return
    at = text.find(words)
    if at >= 0:
        segment["start"], segment["end"] = at, at + len(words)
    elif same_words(words) not in same_words(text):
        _in_doubt(segment, found)


def _in_doubt(segment: dict, found: Found) -> None:
    found.ask_about("segment_text_differs", segment)
    segment["text"] = ""


def sources(found: Found, segments: list[dict]) -> list[dict]:
    """Every text with those who coded it: by a code that counts, or by having read it and found
    none.
    """
    coders = found.read_by
    for segment in segments:
        if segment["coder"] and segment["status"] == "returned":
            coders[segment["source"]].add(segment["coder"])
    rows = []
    for key, source in found.sources.items():
        names = sorted(coders[key])
        double = "yes" if len(names) > 1 else "no"
        of_coders = {"coders": "; ".join(names), "coder_count": len(names)}
        rows.append({**source, **of_coders, "double_coded": double})
    return rows


def quotes(found: Found) -> list[dict]:
    """Every quote, under a number of its own, looked for in the texts it may be from."""
    rows: dict[str, dict] = {}
    for line in found.quotes:
        named = line.text("source")
        texts = [
            (key, source["text"])
            for key, source in found.sources.items()
            if named and named in (key, source["respondent"])
        ]
        quote = read_quote(line, texts)
        number = quote["quote"] or place_of(quote)
        if number in rows:
            number = f"{number} ({place_of(quote)})"
        rows[number] = {**quote, "quote": number}
    return list(rows.values())
