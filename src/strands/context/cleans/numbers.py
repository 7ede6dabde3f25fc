"""Every number of all releases once: that of the newest which has it."""

import re
from collections.abc import Iterator

from analysis.declare.words import count
from analysis.read.ask.queries import Query
from analysis.read.open.sheet import Cell, Sheet
from strands.context.cleans.asked import query, said
from strands.context.cleans.release import Release
from strands.context.declares import HEADINGS

# What stands for a number in releases of the Department for Education, of any year.
SYMBOLS = {
    "x": "not_returned",
    ":": "not_returned",
    "..": "not_returned",
    "": "not_returned",
    "z": "not_offered",
    ".": "not_offered",
    "c": "withheld",
    "k": "withheld",
    "low": "withheld",
    "-": "withheld",
    "u": "queried",
}
_NUMBER = re.compile(r"(\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.0+)?")
# What the authorities' sum may be of England's number, where hardly any is missing.
_SUM, _KNOWN = (0.8, 1.25), 0.8

# What becomes of a number that is asked about.
_DOUBTED = {"count": None, "status": "queried", "doubted": True}


def newest(releases: list[Release], asked: list[Query]) -> dict[tuple, dict]:
    """Every number once, by area, year and measure: that of the newest release that has it. What is
    doubted there takes nothing of an older one away.
    """
    ordered = sorted(enumerate(releases), key=lambda each: (each[1].last, each[0]))
    areas = _areas([release for _, release in ordered])
    rows: dict[tuple, dict] = {}
    for _, release in ordered:
        for key, held in _once(release, areas, asked).items():
            before = rows.get(key)
            known = before is not None and before["count"] is not None
            if known and held["doubted"]:
                continue
            if known and before["count"] != held["count"]:
                held["caveat"] = f"{before['count']} in {before['file']}"
            rows[key] = held
    _ask_of_parts(rows, {release.sheet.file: release.sheet for release in releases}, asked)
    return rows


def _once(release: Release, areas: dict, asked: list[Query]) -> dict[tuple, dict]:
    """The numbers of one release; what stands twice and differs, or cannot be read, is asked about once
    for all that is alike.
    """
    own: dict[tuple, dict] = {}
    twice: dict[tuple, dict] = {}
    doubts = _Doubts(release.sheet)
    for row in release.lines:
        for key, held in _numbers(release, row, areas, doubts):
            if key in own and (key in twice or own[key]["raw"] != held["raw"]):
                twice.setdefault(key, held)
                held |= _DOUBTED
            if held["status"] == "unread":
                doubts.add("unread_number", held["at"])
                held |= _DOUBTED
            own[key] = held
    asked += doubts.queries()
    for (_, year, measure), held in [*twice.items()][:1]:
        about = {"name": held["name"], "measure": said(measure), "year": year}
        asked.append(query("twice", release.sheet, held["at"], number=len(twice), **about))
    for measure in release.measures:
        _refuse_no_sum(release, measure, own, asked)
    return own


class _Doubts:
    """What cannot be read of a file: the first cell of each shape, and how many there are."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._held = sheet, {}

    def add(self, rule: str, cell: Cell, **words: object) -> None:
        """A doubt about a cell; those of one shape are one question. Years and lines without a code
        are all alike.
        """
        shape = re.sub(r"[\d ,]+", "0", cell.text.lower()) if rule == "unread_number" else ""
        shape = cell.text.lower() if rule == "unread_level" else shape
        self._held.setdefault((rule, shape), []).append((cell, words))

    def queries(self) -> Iterator[Query]:
        """A question for each."""
        for (rule, _), every in self._held.items():
            cell, words = every[0]
            number = count(len(every), "cell" if rule == "unread_number" else "line")
            yield query(rule, self._sheet, cell, number=number, **words)


def _refuse_no_sum(
    release: Release, measure: str, own: dict[tuple, dict], asked: list[Query]
) -> None:
    """Ask about a measure that England has another number of than its authorities together, and keep it
    out: percentages, or lines that are missing.
    """
    for (_, year, of), held in own.items():
        if of != measure or held["level"] != "country" or not held["count"]:
            continue
        counts = [
            one["count"]
            for (_, when, which), one in own.items()
            if (when, which) == (year, measure) and one["level"] == "authority"
        ]
        known = [count for count in counts if count is not None]
        if not known or len(known) < _KNOWN * len(counts):
            continue
        if not _SUM[0] <= sum(known) / held["count"] <= _SUM[1]:
            about = {"measure": said(measure), "year": year, "number": sum(known)}
            asked.append(query("not_a_sum", release.sheet, held["at"], **about))
            for (_, _, which), one in own.items():
                if which == measure:
                    one |= _DOUBTED
            return


def _areas(releases: list[Release]) -> dict[str, tuple[str, str, str]]:
    """By each code of an authority: its newest code, where the Department's old one stayed the same and
    no release has both in one year; its newest name and region. `releases` stand in their order in
    time.
    """
    about: dict[str, tuple[tuple[int, int], str, str]] = {}
    years: dict[str, dict[str, set[tuple[int, int]]]] = {}
    for at, release in enumerate(releases):
        for row in release.lines:
            code, old, year = release.text(row, "code"), release.text(row, "old"), release.year(row)
            if code and year and release.level(row) == "authority":
                told = (year, at), release.text(row, "name"), release.text(row, "region")
                about[code] = max(about.get(code, told), told, key=lambda each: each[0])
                years.setdefault(old or code, {}).setdefault(code, set()).add((at, year))
    newest = {}
    for codes in years.values():
        apart = sum(map(len, codes.values())) == len(set().union(*codes.values()))
        last = max(codes, key=lambda code: max((year, at) for at, year in codes[code]))
        newest |= {code: last if apart else code for code in codes}
    return {code: (to, *about[to][1:]) for code, to in newest.items()}


def _numbers(
    release: Release, row: int, areas: dict, doubts: _Doubts
) -> Iterator[tuple[tuple, dict]]:
    """Each number of a line, by area, year and measure."""
    at, level = release.sheet.at(row, release.about["year"]), release.level(row)
    if (year := release.year(row)) is None:
        doubts.add("unread_year", at)
        return
    if not level:
        doubts.add("unread_level", release.sheet.at(row, release.about["level"]))
        return
    if level == "authority":
        code = release.text(row, "code")
        if not code:
            doubts.add("nameless_area", at, name=release.text(row, "name") or "?", year=year)
            return
        code, name, region = areas[code]
    else:
        # Codes of regions differ from one release to another; their names do not.
        own = {"region": "region", "country": "country_name"}[level]
        named = (release.text(row, which) for which in ("name", own))
        code = name = next(filter(None, named), level)
        region = ""
    about = {"area": code, "name": name, "level": level, "region": region, "year": year}
    # Of a line that was cut at a comma no column is what its heading says.
    is_cut = any(cell.kind == "split" for cell in release.sheet.rows[row])
    for measure, column in release.measures.items():
        cell = release.sheet.at(row, column)
        count, status = (None, "unread") if is_cut else _read(cell)
        place = {"file": release.sheet.file, "sheet": "", "cell": cell.address, "raw": cell.typed}
        caveat = " | ".join(cell.remarks)
        held = {**about, "measure": measure, "count": count, "status": status, "caveat": caveat}
        yield (code, year, measure), {**held, **place, "at": cell, "doubted": False}


def _read(cell: Cell) -> tuple[int | None, str]:
    """The count and status of a cell; `unread` where it is neither a number nor a symbol."""
    text = cell.text.strip().lower()
    if match := _NUMBER.fullmatch(text):
        return int(re.sub("[, ]", "", match[1])), "returned"
    return None, SYMBOLS.get(text, "unread")


def _ask_of_parts(rows: dict[tuple, dict], sheets: dict[str, Sheet], asked: list[Query]) -> None:
    """Ask of a part that is more than its whole, and keep it out."""
    for table in HEADINGS.values():
        whole, *parts = table
        for (area, year, measure), held in rows.items():
            base = rows.get((area, year, whole), {}).get("count")
            if measure in parts and None not in (base, held["count"]) and held["count"] > base:
                about = {"name": held["name"], "measure": said(measure), "year": year}
                sheet = sheets[held["file"]]
                asked.append(query("part_beyond_whole", sheet, held["at"], whole=base, **about))
                held |= _DOUBTED
