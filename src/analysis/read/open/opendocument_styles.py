"""How cells of an OpenDocument spreadsheet are shown: struck through, in white, by what format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from lxml import etree

_OF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {name: f"{_OF}{name}:1.0" for name in ("office", "table", "text", "style")}
NAMES |= {"fo": f"{_OF}xsl-fo-compatible:1.0", "number": f"{_OF}datastyle:1.0"}
_CONDITION = re.compile(r"value\(\)(<=|>=|!=|<|>|=)(-?[\d.]+)")


@dataclass(frozen=True)
class Look:
    """What a style says of what has it; `number_format` as Excel would write it."""

    struck: bool = False
    ink: str = ""
    paper: str = ""
    number_format: str = "General"
    absent: bool = False

    @property
    def unseen(self) -> bool:
        """Whether a cell is written in white on nothing or on white."""
        return self.ink == "#ffffff" and self.paper in ("", "transparent", self.ink)


def attribute(element: etree._Element, name: str) -> str:
    """What an element says under a name; empty where it does not."""
    return element.get(_whole(name)) or ""


@cache
def _whole(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{NAMES[space]}}}{local}"


def looks(parts: Iterable[etree._Element]) -> dict[str, Look]:
    """The looks of every style of tables, of cells and of words in them, by its name."""
    found: dict[str, Look] = {}
    styles = [style for part in parts for style in part.xpath("office:*/*", namespaces=NAMES)]
    named = {name: style for style in styles if (name := attribute(style, "style:name"))}
    formats = {
        name: _number_format(style, named)
        for name, style in named.items()
        if _tag(style) != "style"
    }
    # A style may stand above the one it is made from: then it is looked at once more.
    for name, style in [*named.items()] * 2:
        if _tag(style) == "style":
            above = found.get(attribute(style, "style:parent-style-name"), Look())
            found[name] = _look(style, above, formats)
    return found


def _look(style: etree._Element, above: Look, formats: dict[str, str]) -> Look:
    def told(name: str) -> str:
        return next(filter(None, (attribute(part, name) for part in style)), "").lower()

    line = told("style:text-line-through-style") or told("style:text-line-through-type")
    said = {
        "struck": line and line != "none",
        "ink": told("fo:color") or told("style:use-window-font-color"),
        "paper": told("fo:background-color"),
        "number_format": formats.get(attribute(style, "style:data-style-name"), ""),
        "absent": told("table:display") == "false",
    }
    return replace(above, **{name: value for name, value in said.items() if value != ""})


def _number_format(style: etree._Element, named: dict[str, etree._Element]) -> str:
    """The format as Excel writes it: a section for each condition, then the style's own; one of
    nothing shows nothing.
    """
    if _tag(style) in ("date-style", "time-style", "boolean-style"):
        return ""
    sections = []
    for case in style.findall("style:map", NAMES)[:3]:
        condition = _CONDITION.fullmatch(attribute(case, "style:condition"))
        shown = named.get(attribute(case, "style:apply-style-name"))
        if condition and shown is not None:
            sections.append("[{}{}]".format(*condition.groups()).replace("!=", "<>"))
            sections[-1] += _section(shown)
    return ";".join([*sections, _section(style)]) or ";;;"


def _section(style: etree._Element) -> str:
    return "".join(_piece(piece, _tag(style)) for piece in style)


def _piece(piece: etree._Element, style: str) -> str:
    """One element of a data style, as Excel writes it."""
    kind, words = _tag(piece), (piece.text or "").replace('"', "")
    if kind in ("text", "currency-symbol") and words:
        return words if style == "percentage-style" else f'"{words}"'
    thousands = "," * (attribute(piece, "number:display-factor") not in ("", "1"))
    pieces = {"number": f"0{thousands}", "fraction": "0", "scientific-number": "0E+0"}
    return pieces.get(kind, "@" * (kind == "text-content"))


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname
