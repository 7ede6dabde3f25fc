"""The numbered tables of a built report, as its page prints them: the one source of what the
reading edition makes of tables, so that Table 4 is Table 4 everywhere.
"""

import re
from dataclasses import dataclass

from lxml import html

from analysis import store
from analysis.declare.table import InputError
from analysis.store.project import shown

# What a page adds to a heading for itself, and how a caption begins.
_LABEL = re.compile(r"Table\s(\d+)\.\s(.*)", re.S)
_WHITE = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")


@dataclass(frozen=True)
class Printed:
    """A table as printed: its number and key, its title, the section it stands in, its headings,
    which of its columns hold numbers, its lines of text and the notes under it.
    """

    number: int
    key: str
    title: str
    section: str
    headings: tuple[str, ...]
    is_number: tuple[bool, ...]
    lines: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def tables(period: str) -> list[Printed]:
    """The numbered tables of a period's report, in its order; InputError where none was built."""
    path = store.root() / store.document(period, "html")
    if not path.is_file():
        raise InputError(f"{shown(path)} has not been built: run `python3 make.py report`")
    return read(path.read_text(encoding="utf-8"))


def read(page: str) -> list[Printed]:
    """The numbered tables of a report's page."""
    found, section, annexes = [], "", False
    for element in html.document_fromstring(page).iter("h2", "h3", "table"):
        if element.tag == "h2":
            annexes = element.get("id") == "annexes"
        if element.tag == "h2" or (element.tag == "h3" and annexes):
            section = _text(element)
        elif element.tag == "table" and element.find("caption") is not None:
            found.append(_printed(element, section))
    return found


def _printed(table: html.HtmlElement, section: str) -> Printed:
    number, title = _LABEL.fullmatch(_text(table.find("caption"))).groups()
    heads = table.findall("thead/tr/th")
    return Printed(
        int(number),
        table.get("id").removeprefix("tbl:"),
        title,
        section,
        tuple(map(_text, heads)),
        tuple("right" in head.get("style", "") for head in heads),
        tuple(tuple(map(_text, line)) for line in table.findall("tbody/tr")),
        _notes(table),
    )


def _notes(table: html.HtmlElement) -> tuple[str, ...]:
    """The paragraphs of the box that stands next after a table and the links to its files."""
    after = table.getparent().getnext()
    if after is not None and after.get("class") == "files":
        after = after.getnext()
    is_note = after is not None and after.get("class") == "note"
    return tuple(map(_text, after.iterchildren())) if is_note else ()


def _text(element: html.HtmlElement) -> str:
    """What a reader reads of an element, white space as one space but where it keeps words on one
    line.
    """
    return _WHITE.sub(" ", element.text_content()).strip(" ")
