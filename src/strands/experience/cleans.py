"""What victim-survivors said, and nothing that could tell who or where they are.

Victim-survivors say how they found the help they had. The answers come for the whole partnership, with
a code and with what each person agreed to, and never with a borough. Each answer is a row. Who preferred
not to say has said so; a blank says nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pandas import DataFrame

from analysis.declare.proforma import ITEM, WORD, Field
from analysis.declare.table import InputError
from analysis.read.ask.proformas import Read, nothing_read, read_proformas
from analysis.read.ask.queries import Query, asking
from analysis.read.ask.rule import rules
from analysis.read.find.proformas import NOTE, Found, found_on, titles
from analysis.read.label.names import (
    OUTSIDER,
    find_borough,
    is_elsewhere,
    plain_name,
    read_borough,
)
from analysis.read.open.sheet import NOWHERE, Cell, Sheet
from analysis.read.personal.confidence import may_name
from analysis.read.personal.words import is_masked
from analysis.read.pipe import Cleaned, cleaned, opened
from analysis.read.values.values import chosen
from strands.experience.declares import PROFORMA

EXPERIENCE_RULES = rules("""
safety_not_stated: warn
It is not said whether this person may safely be contacted. Was it asked?
- The answers are counted, and nobody is contacted.

words_not_read_over: warn
Nobody is named who read these words over for the person's safety. Who did?
- They are neither kept nor quoted until somebody has.

words_without_consent: info
Words stand here, and the person did not agree to be quoted. Can they be left out of what is sent?
- They are neither kept nor quoted.

note_beside_answers: info
A note stands beside one person's answers. Can it be left out of what is sent?
- It is neither read nor kept.
""")
query = asking(*EXPERIENCE_RULES)

# Headings of columns that say who or where a person is. Those of single children are refused for
# every strand.
_WHO_OR_WHERE = (
    "borough, local authority, la, council, area, place, town, ward, district, location, "
    "locality, where, address, home, city, neighbourhood, name, names, full name, persons name, "
    "survivors name, victims name, respondent, e mail, email, email address, e mail address, "
    "phone, telephone, mobile, phone number, telephone number, contact number, contact details, "
    "social worker, social workers name, worker, team, childrens names, partners name, refuge, "
    "school"
)
# What stands for an answer in words of a person's own, where one word of a list was asked for.
NOT_KEPT = "[words not kept]"
_LONGEST_WORD = 20
_FIELDS = {field.key: field for field in PROFORMA.fields}
_PERSON = re.compile(r"[A-Z][a-z'’-]+(?:,? [A-Z][\w'’-]*)+")


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The answers of one period as rows, and what has to be asked.

    `files` maps the name of each file, as in `experience/answers.xlsx`, to its bytes. InputError
    where a file cannot be read, where it says who or where people are, or where a correction does
    not fit. Words are kept only of those who agreed to be quoted, after a second person read them
    and where nothing in them may be a name, a place, an address or a number; notes and comments
    beside answers are not kept.
    """
    sheets = opened(files, corrections, (PROFORMA,))
    for sheet in sheets:
        refuse_who_and_where(sheet)
    kept = [_in_confidence(sheet) for sheet in sheets]
    read = read_proformas([sheet for sheet, _ in kept], (PROFORMA,), period, query)
    table = read.frame(PROFORMA)
    # What somebody said who agreed to nothing is not kept beside the row that says so.
    table = table.assign(raw=table["raw"].where(table["consent"] != "", ""))
    asked = [one for _, queries in kept for one in queries]
    return cleaned(
        [*read.asked, *asked, *_unsaid(read), *nothing_read(read)], read.told, table=table
    )


def refuse_who_and_where(sheet: Sheet) -> None:
    """InputError where a file of answers, hidden sheets too, says who or where a person is."""
    for text in (sheet.title, sheet.name):
        _refuse_if(
            _names_place(text),
            sheet,
            "its name" if text == sheet.title else f"the name of sheet {text}",
        )
    for found in found_on(sheet, (PROFORMA,)):
        for cell in titles(found):
            _refuse_if(_names_place(cell.text), sheet, _where(sheet, cell))
        for row in found.rows:
            for cell in sheet.rows[row]:
                _refuse_if(_tells(found, cell), sheet, _where(sheet, cell))
    for cell in (cell for row in sheet.rows.values() for cell in row):
        heads = (
            plain_name(cell.text) in _WHO_OR_WHERE.split(", ")
            and sheet.at(cell.row + 1, cell.column).text.strip()
        )
        _refuse_if(bool(heads), sheet, f"{_where(sheet, cell)} '{cell.text.strip()}'")


def _refuse_if(found: bool, sheet: Sheet, where: str) -> None:
    if found:
        raise InputError(
            f"refused {sheet.file}: {where} says who or where a person is, and answers of"
            " victim-survivors are kept with no borough, place or name; delete the file and ask"
            " the sender for it without that"
        )


def _where(sheet: Sheet, cell: Cell) -> str:
    return " ".join(filter(None, (sheet.name, cell.address)))


def _names_place(text: str) -> bool:
    """Whether a title speaks of a borough, of this partnership or another."""
    name = find_borough(text)
    return name is not None and (name is OUTSIDER or name.key is not None)


def _tells(found: Found, cell: Cell) -> bool:
    """Whether a cell of a line is a borough or an area, or a code that is a name or begins with
    one, like `HAC-01`.
    """
    if cell.column in (found.columns.get("words"), found.columns.get(NOTE)):
        return False
    if cell.column == found.columns.get("response"):
        parted = re.sub(r"(?<=[^\W\d])(?=\d)", " ", cell.text)
        is_name = is_masked(cell.text) or bool(_PERSON.fullmatch(cell.text.strip()))
        return _names_place(parted) or is_name
    name = read_borough(cell.text)
    return bool(name and name.key) or is_elsewhere(cell.text)


def _in_confidence(sheet: Sheet) -> tuple[Sheet, list[Query]]:
    """The sheet without what could tell who people are, so that nothing later can keep it; and what
    is asked.
    """
    asked: list[Query] = []
    sheet = replace(
        sheet, cells={place: replace(cell, comment="") for place, cell in sheet.cells.items()}
    )
    for found in found_on(sheet, (PROFORMA,)):
        for cell in [cell for row in sheet.rows.values() for cell in row]:
            if " ".join(cell.text.split()) in found.remarks and may_name(cell.text):
                sheet = _without(sheet, cell, "words_may_name", asked)
        for row in found.rows:
            sheet = _line(sheet, found.cells(row), asked)
    return sheet, asked


def _line(sheet: Sheet, cells: Mapping[str, Cell], asked: list[Query]) -> Sheet:
    """The sheet with one line made safe: its words, its note, and answers in a person's own words."""
    for key, cell in ((key, cell) for key, cell in cells.items() if cell.text.strip()):
        if key == NOTE:
            sheet = _without(sheet, cell, "note_beside_answers", asked)
        elif key == "words" and (why := _why_not(cells)):
            sheet = _without(sheet, cell, why, asked)
        elif key == "read_over":
            # Who it was is not ours to keep.
            sheet = sheet.with_cell(Cell(cell.row, cell.column, "yes"))
        elif key in _FIELDS and _is_own_words(_FIELDS[key], cell):
            sheet = sheet.with_cell(Cell(cell.row, cell.column, NOT_KEPT))
    return sheet


def _without(sheet: Sheet, cell: Cell, rule: str, asked: list[Query]) -> Sheet:
    """The sheet with a cell left blank, and a question that does not repeat what stood there."""
    asked.append(query(rule, sheet, cell, typed=""))
    return sheet.with_cell(Cell(cell.row, cell.column))


def _why_not(cells: Mapping[str, Cell]) -> str:
    """The rule that keeps words out; empty where nothing does."""
    if _word(_FIELDS["consent"], cells.get("consent", NOWHERE)) != "publish":
        return "words_without_consent"
    if may_name(cells["words"].text):
        return "words_may_name"
    return "" if cells.get("read_over", NOWHERE).text.strip() else "words_not_read_over"


def _is_own_words(field: Field, cell: Cell) -> bool:
    """Whether something else than a word of the list was typed, long or telling enough to be
    somebody's own words.
    """
    if field.kind not in (WORD, ITEM) or _word(field, cell):
        return False
    # One word of a list may well begin with a capital.
    text = cell.text.strip()
    return len(text) > _LONGEST_WORD or may_name(text[:1].lower() + text[1:])


def _word(field: Field, cell: Cell) -> str | None:
    return chosen(cell, field.words) or field.also.get(plain_name(cell.text))


def _unsaid(read: Read) -> Iterator[Query]:
    """Whether it was asked if a person may safely be contacted, where nothing says so."""
    for line in read.lines_of(PROFORMA):
        if not line["safe"] and not line.found.is_blank(line.row):
            yield line.ask("safety_not_stated", "safe", typed="")
