"""How cells of an OpenDocument spreadsheet are shown: struck through, in white, by what format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

_OF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    **{name: f"{_OF}{name}:1.0" for name in ("office", "table", "text", "style")},
    "fo": f"{_OF}xsl-fo-compatible:1.0",
    "number": f"{_OF}datastyle:1.0",
}
_PAPER = ("#ffffff", "transparent", "")
_FORMATS = ("number-style", "currency-style", "percentage-style", "text-style")
_CONDITION = re.compile(r"value\(\)(<=|>=|!=|<|>|=)(-?[\d.]+)")


@dataclass(frozen=True)
class Look:
    """What a style says of the cells that have it; `number_format` as Excel would write it."""

    struck: bool = False
    ink: str = ""
    paper: str = ""
    number_format: str = "General"

    @property
    def unseen(self) -> bool:
        """Whether a cell is written in white on nothing or on white."""
        return self.ink == "#ffffff" and self.paper in _PAPER


def attribute(element: etree._Element, space: str, name: str) -> str:
    """What an element says under a name; empty where it does not."""
    return element.get(f"{{{NAMES[space]}}}{name}") or ""


def looks(parts: Iterable[etree._Element]) -> dict[str, Look]:
    """The looks of every style of cells and of words in them, by its name."""
    styles = [
        style
        for part in parts
        for where in ("office:styles", "office:automatic-styles")
        for style in part.iterfind(f"{where}/*", NAMES)
    ]
    formats = {_name(style): style for style in styles if _tag(style) in _FORMATS}
    found: dict[str, Look] = {}
    # A style stands below the one it is made from, or is looked at once more.
    for style in [*styles, *styles]:
        if _family(style) in ("table-cell", "text"):
            above = found.get(attribute(style, "style", "parent-style-name"), Look())
            found[_name(style)] = _look(style, above, formats)
    return found


def _name(style: etree._Element) -> str:
    return attribute(style, "style", "name")


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname


def _family(style: etree._Element) -> str:
    return attribute(style, "style", "family")


def _look(style: etree._Element, above: Look, formats: dict[str, etree._Element]) -> Look:
    said: dict = {}
    for words in style.iterfind("style:text-properties", NAMES):
        lines = {
            attribute(words, "style", f"text-line-through-{what}") for what in ("style", "type")
        } - {""}
        if lines:
            said["struck"] = "none" not in lines
        if ink := attribute(words, "fo", "color"):
            said["ink"] = ink.lower()
        if attribute(words, "style", "use-window-font-color") == "true":
            said["ink"] = ""
    for cell in style.iterfind("style:table-cell-properties", NAMES):
        if paper := attribute(cell, "fo", "background-color"):
            said["paper"] = paper.lower()
    if (format_ := attribute(style, "style", "data-style-name")) in formats:
        said["number_format"] = _number_format(formats[format_], formats)
    return replace(above, **said)


def _number_format(style: etree._Element, formats: dict[str, etree._Element]) -> str:
    """The format as Excel writes it: a section for each condition, then the style's own."""
    sections = []
    for case in style.iterfind("style:map", NAMES):
        condition = _CONDITION.fullmatch(attribute(case, "style", "condition"))
        shown = formats.get(attribute(case, "style", "apply-style-name"))
        if condition and shown is not None:
            sign = condition[1].replace("!=", "<>")
            sections.append(f"[{sign}{condition[2]}]{_section(shown)}")
    # A style of nothing shows nothing.
    return ";".join([*sections, _section(style)]) or ";;;"


def _section(style: etree._Element) -> str:
    share = _tag(style) == "percentage-style"
    return "".join(_piece(piece, share) for piece in style)


def _piece(piece: etree._Element, share: bool) -> str:
    """One element of a data style, as Excel writes it."""
    kind, words = _tag(piece), (piece.text or "").replace('"', "")
    if kind in ("number", "fraction"):
        factor = attribute(piece, "number", "display-factor")
        return "0" + "," * (factor not in ("", "1"))
    if kind == "text" and share:
        return words
    if kind in ("text", "currency-symbol"):
        return f'"{words}"' if words else ""
    return {"scientific-number": "0E+0", "text-content": "@"}.get(kind, "")
