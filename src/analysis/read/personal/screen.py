"""Files are screened before anything in them is read: where they tell of a single person they are
refused, or, in words that were asked for, what tells of one is taken out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from analysis.declare.proforma import Proforma
from analysis.declare.table import InputError
from analysis.read.label.names import plain_name, read_borough
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.personal.beside import words_beside
from analysis.read.personal.forms import Span
from analysis.read.personal.headings import (
    is_of_person,
    is_of_returns,
    is_one_person,
    may_be_of_person,
)
from analysis.read.personal.names import NAME, SERVED
from analysis.read.personal.words import CONTACT_MARK, found, masked

# Numbers and days that belong to one person, wherever they stand.
_NUMBERS = frozenset(["NHS number", "NI number", "UPN", "number", "birth date"])
_HOMES = frozenset(["postcode", "address"])
_PERSON = re.compile(r"[A-Z][\w'’-]+(?:,? [A-Z][\w'’-]*)+")
_INITIALS = re.compile(r"[A-Z]\.?\s?[A-Z]\.?(?:\s?[A-Z]\.?)?")
_CODE = re.compile(r"(?=.*\d)[A-Za-z]{0,4}[\s/-]?[\dA-Z/-]*\d{2,}[\dA-Za-z/-]*")
# What stands beside or before the name and number of whoever made a return.
_SENDER_TEXT = (
    "completed|prepared|compiled|submitted|returned|signed off|checked|produced|authori[sz]ed|approved"
    "|collated|provided|verified|reviewed|sent|extracted|run"
)
_SENDER = re.compile(
    rf"\b(?:(?:{_SENDER_TEXT}) by|(?:any )?(?:queries|questions|enquiries)\b.{{0,30}}\b(?:to|contact)"
    r"|please (?:contact|call|ring|e-?mail)|contact(?: person| officer| name)?\s?:|analyst\s?:"
    r"|author\s?:|name\s?:|data (?:lead|owner|officer)|e-?mail\s?:|tel(?:ephone)?\s?:|phone\s?:)",
    re.IGNORECASE,
)
_SENDERS_LABEL = re.compile(
    rf"\b(?:(?:{_SENDER_TEXT}) by|contact|analyst|officer|lead|author|manager|sender|owner|name|tel"
    r"|telephone|phone|mobile|e ?mail|signature|signed|role|facilitators?|trainers?)\b"
)
_OFFICE = re.compile(
    r"\b(?:council|borough|town hall|civic|offices?|centre|hub|building|floor|venue|hall|library|service"
    r"|room|address|directorate|department|training|held at|hospital|college|university|team"
    r"|ward|hillman street|bristol avenue|dockside road)\b",
    re.IGNORECASE,
)
_LEAST = 3
_TEN = re.compile(r"\d{10}")


def screened(
    files: Mapping[str, bytes], sheets: Iterable[Sheet], asks: Iterable[Proforma] | None = None
) -> list[Sheet]:
    """The sheets of some files by name without what tells of people.

    Where counts alone are asked for, a file that tells of a person served is refused, and names,
    addresses and numbers of others are taken out. Where `asks` names proformas with lines of their
    own, or none, words are asked for: there only a heading, a list or a number alone in its cell is refused, and what stands in
    words is taken out. InputError says where, and repeats nothing.
    """
    sheets, own, has_words = list(sheets), _headings_of(asks or ()), asks is not None
    for sheet in sheets:
        refuse_lists(sheet, own)
    kept = [_without(sheet, has_words) for sheet in sheets]
    refuse_around(files, has_words)
    return kept


def _headings_of(asks: Iterable[Proforma]) -> frozenset[str]:
    fields = [field for proforma in asks for field in proforma.fields]
    return frozenset(plain_name(text) for one in fields for text in (one.heading, *one.aliases))


def refuse_name_of_file(name: str) -> None:
    """InputError where a file's own name is that of a person, or holds a number of one."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if _in_title(stem):
        raise InputError(
            "refused a file whose own name looks like that of a single person, or holds a number or a"
            " birth date of one; give it another name and file it again"
        )


def _in_title(text: str) -> bool:
    """Whether the title of a file or sheet names a person, by two names or by what she is to
    somebody, or holds a number or an address of one.
    """
    spaced = re.sub(r"[_+]+|(?<=[a-z])(?=[A-Z])", " ", text)
    for written in dict.fromkeys((spaced, spaced.title())):
        for span in found(written):
            words = written[span.start : span.end].split()
            is_told = span.kind not in _HOMES or not _OFFICE.search(written)
            if len(words) > 1 if span.kind == NAME else is_told:
                return True
    return False


def _refused(file: str, where: str, what: str) -> InputError:
    return InputError(
        f"refused {masked(file)}: {where} looks like data on single children; delete the file and ask"
        f" the sender for counts only{what and f', without the {what}'}"
    )


def _place(sheet: Sheet, cell: Cell) -> str:
    return " ".join(filter(None, (masked(sheet.name), cell.address)))


def refuse_around(files: Mapping[str, bytes], has_words: bool = True) -> None:
    """InputError where a file's own name, or words that stand in none of its cells, tell of a person;
    where words are asked for, by a number or birth date.
    """
    for file, content in files.items():
        refuse_name_of_file(file)
        for where, text in words_beside(content):
            spans = found(text)
            told = [span for span in spans if span.kind in _NUMBERS]
            if told := told if has_words else _told_of(spans, text):
                raise _refused(file, where, told[0].kind)


def refuse_lists(
    sheet: Sheet, own: frozenset[str] = frozenset(), before: int | None = None
) -> None:
    """InputError at a heading, a row of headings or a list that belongs to single people; headings
    in `own` were asked for. Headings stand in the rows before the one told, or anywhere.
    """
    if _in_title(sheet.name):
        raise _refused(sheet.file, "the name of a sheet", "name")
    for row, cells in sheet.rows.items():
        if before is not None and row >= before:
            break
        texts = [cell.text for cell in cells if plain_name(cell.text) not in own]
        if is_of_returns(texts):
            raise _refused(sheet.file, _place(sheet, cells[0]), "")
        for cell in cells:
            if plain_name(cell.text) not in own and _heads_people(sheet, cell, cells):
                raise _refused(sheet.file, _place(sheet, cell), "")
    if cell := _child_by_row(sheet, before):
        raise _refused(sheet.file, _place(sheet, cell), "")


def _heads_people(sheet: Sheet, cell: Cell, row: list[Cell]) -> bool:
    if cell.kind in ("number", "date") or len(cell.text) > 60:
        return False
    if is_of_person(cell.text):
        return True
    # Numbers do not stand among headings.
    if not may_be_of_person(cell.text) or any(one.is_number for one in row):
        return False
    below = [sheet.at(cell.row + step, cell.column) for step in (1, 2, 3)]
    values = [one for one in below if one.text.strip()]
    if plain_name(cell.text) in ("name", "names", "full name", "full names"):
        return len(values) > 1 and all(map(_is_person, values))
    is_corner = cell is row[0] and len(row) > 1 and is_one_person(cell.text)
    return bool(values) and (
        all(map(_is_single, values)) or (is_corner and all(one.is_number for one in values))
    )


def _is_person(cell: Cell) -> bool:
    text = cell.text.strip()
    return bool(_PERSON.fullmatch(text) or _is_whole(text)) and not read_borough(text)


def _is_single(cell: Cell) -> bool:
    """Whether a cell holds a name, initials, a code, or a number or address of a person."""
    text = cell.text.strip()
    is_count = cell.is_number and len(text) < 5
    return (
        not is_count
        and len(text) < 60
        and bool(
            _is_person(cell) or _INITIALS.fullmatch(text) or _CODE.fullmatch(text) or found(text)
        )
    )


def _is_whole(text: str) -> bool:
    spans = found(text)
    return len(spans) == 1 and spans[0].end - spans[0].start >= len(text.strip()) - 1


_SEXES = frozenset("m f male female boy girl".split())
_SEX = "m|f|male|female|boy|girl"
_YEARS = r"(?:\s?(?:y|yrs?|years?|y/?o|months?|mths?)(?: old)?)"
_AGE = re.compile(rf"\d{{1,2}}{_YEARS}", re.IGNORECASE)
_SEX_AND_AGE = re.compile(
    rf"({_SEX})[\s,/(-]*\d{{1,2}}{_YEARS}?\)?|\d{{1,2}}{_YEARS}?[\s,/(-]*({_SEX})\)?", re.IGNORECASE
)
_AGES = re.compile(r"\bages?\b(?! (?:band|group))", re.IGNORECASE)
_ONE_CHILD = re.compile(r"(?:child|yp|sibling|baby|pupil|twin) (?:[a-z]|\d+)", re.IGNORECASE)
_OLDEST = 25


def _child_by_row(sheet: Sheet, before: int | None) -> Cell | None:
    """The first cell of a table with a line a person: her sex in one column, and in another a code
    or a day of her own, or her age or a day where nothing in the lines is a count; or both in one.
    """
    columns: dict[int, list[Cell]] = {}
    for cells in sheet.rows.values():
        for cell in cells:
            columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        both = [(cell, m[1] or m[2]) for cell in cells if (m := _SEX_AND_AGE.fullmatch(cell.text))]
        if len(both) > _LEAST and len({sex[0].lower() for _, sex in both} & set("mfbg")) > 1:
            return both[0][0]
        sexes = [cell for cell in cells if plain_name(cell.text) in _SEXES]
        if len(sexes) <= _LEAST or len(sexes) < len(cells) * 0.7:
            continue
        rows = {cell.row for cell in sexes}
        for others in columns.values():
            own = [cell.text.strip() for cell in others if cell.row in rows and _is_own(cell)]
            if len(set(own)) == len(own) >= 0.8 * len(rows):
                return sexes[0]
        lines = [[one for one in others if one.row in rows] for others in columns.values()]
        told = [_is_of_each(sheet, line) for line in lines]
        counts = [line for line, is_told in zip(lines, told, strict=True) if not is_told]
        if before is None and any(told) and not any(map(_has_counts, counts)):
            return sexes[0]
    return None


def _is_of_each(sheet: Sheet, line: list[Cell]) -> bool:
    """Whether part of a column holds days, or the ages of children."""
    if len(line) <= _LEAST:
        return False
    heads = [one.text for one in sheet.cells.values() if one.column == line[0].column]
    firsts = [sheet.rows[one.row][0].text for one in line]
    is_headed = any(map(_AGES.search, heads)) or all(map(_ONE_CHILD.fullmatch, firsts))
    ages = [
        _AGE.fullmatch(one.text)
        or (is_headed and one.text.isdecimal() and int(one.text) <= _OLDEST)
        for one in line
    ]
    days = [one.kind == "date" for one in line]
    return max(sum(map(bool, ages)), sum(days)) >= 0.8 * len(line)


def _has_counts(line: list[Cell]) -> bool:
    """Whether part of a column holds numbers that do not just number its lines."""
    numbers = [one.text for one in line if one.is_number]
    return bool(numbers) and numbers != [str(at) for at in range(1, len(numbers) + 1)]


def _is_own(cell: Cell) -> bool:
    """Whether a cell holds a day, or a code of some length that is no band of ages."""
    text = cell.text.strip()
    is_band = re.fullmatch(r"\d{1,2}\s?[-–]\s?\d{1,2}", text)
    return cell.kind == "date" or bool(3 < len(text) < 30 and not is_band and _CODE.fullmatch(text))


def _without(sheet: Sheet, has_words: bool) -> Sheet:
    """The sheet without what tells of people in its words; InputError where it must not stand."""
    changed = dict(_changed(sheet, has_words))
    return replace(sheet, cells={**sheet.cells, **changed}) if changed else sheet


def _changed(sheet: Sheet, has_words: bool) -> Iterator[tuple[tuple[int, int], Cell]]:
    for place, cell in sheet.cells.items():
        if len(cell.text) < 10 and cell.kind in ("number", "date") and not cell.comment:
            continue
        texts = {"text": cell.text, "comment": cell.comment, "before": cell.before or ""}
        texts["corrected"] = cell.corrected
        spans = {name: found(text) for name, text in texts.items() if text}
        if not any(spans.values()) or _is_by_chance(sheet, cell):
            continue
        beside = _beside(sheet, cell)
        changes = {}
        for name, told in spans.items():
            if told:
                _refuse_told(sheet, cell, texts[name], told, beside, has_words)
                changes[name] = _masked(texts[name], told, beside)
        kept = {name: text for name, text in changes.items() if text != texts[name]}
        if kept:
            kind = {} if "text" not in kept else {"kind": "text", "date": None, "time": None}
            yield place, replace(cell, **kept, **kind)


def _is_by_chance(sheet: Sheet, cell: Cell) -> bool:
    """Whether ten figures are one of a column of such numbers, most of which are no NHS numbers."""
    if not _TEN.fullmatch(cell.text):
        return False
    column = [other for (_, at), other in sheet.cells.items() if at == cell.column]
    tens = [bool(found(other.text)) for other in column if _TEN.fullmatch(other.text)]
    return len(tens) >= _LEAST and sum(tens) < len(tens) / 2


def _beside(sheet: Sheet, cell: Cell) -> str:
    """The short labels that begin the row of a cell and stand to the left of it."""
    left = [one.text for one in sheet.rows.get(cell.row, ()) if one.column < cell.column]
    return " ".join(text for text in (*left[:1], *left[1:][-1:]) if len(text) < 40)


def _refuse_told(
    sheet: Sheet, cell: Cell, text: str, spans: Iterable[Span], beside: str, has_words: bool
) -> None:
    if has_words:
        told = [span for span in spans if span.kind in _NUMBERS] if _is_whole(text) else []
    else:
        told = _told_of(spans, f"{beside} {text}")
    if told:
        raise _refused(sheet.file, _place(sheet, cell), told[0].kind)


def _told_of(spans: Iterable[Span], text: str) -> list[Span]:
    """What tells of a person served; addresses of offices do not."""
    is_office = bool(_OFFICE.search(text))
    return [
        span
        for span in spans
        if span.kind in _NUMBERS or span.kind == SERVED or (span.kind in _HOMES and not is_office)
    ]


def _masked(text: str, spans: tuple[Span, ...], beside: str) -> str:
    """The text without names and numbers; of an office its address may stay."""
    if all(span.kind in _HOMES for span in spans) and _OFFICE.search(f"{beside} {text}"):
        return text
    of_sender = bool(_SENDER.search(text)) or bool(_SENDERS_LABEL.search(plain_name(beside)))
    # Excel begins a comment with the name of whoever wrote it.
    by_author = spans[0].start == 0 and text[spans[0].end : spans[0].end + 1] == ":"
    if by_author and len(spans) == 1:
        of_sender = True
    return masked(text, CONTACT_MARK if of_sender else "")
