"""A Word document as it came back: the evaluators' own paragraphs between their bookmarks, and the
comments with their places.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

from analysis.declare.table import InputError
from analysis.read.open.limits import TooMuch, unpacked
from analysis.show.glance import SUMMARY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY, _COMMENTS, _CUSTOM = "word/document.xml", "word/comments.xml", "docProps/custom.xml"
_NUMBERING = "word/numbering.xml"
_TRACKED = [f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")]
# Own paragraphs are of one of these styles, and what is typed after the last one is too.
_OWN = ("Commentary", "KeyFinding")


@dataclass(frozen=True)
class Comment:
    """What a reviewer noted: under which headings, on which words."""

    section: str
    heading: str
    on: str
    says: str


@dataclass(frozen=True)
class Returned:
    """A document: its parts by name, and its body."""

    parts: dict[str, bytes]
    body: etree._Element

    @property
    def period(self) -> str:
        """The period it says it is of; empty where it says none."""
        if _CUSTOM not in self.parts:
            return ""
        said = {one.get("name"): "".join(one.itertext()) for one in _tree(self.parts[_CUSTOM])}
        return said.get("period", "")

    @property
    def tracked(self) -> int:
        """How many changes are tracked and not settled, footnotes included."""
        trees = [
            self.body,
            *(_tree(self.parts[name]) for name in self.parts if "notes.xml" in name),
        ]
        return sum(
            node.tag in _TRACKED or str(node.tag).endswith("Change")
            for tree in trees
            for node in tree.iter()
        )

    def marks(self) -> list[str]:
        """The names of its bookmarks, in their order."""
        return [one.get(f"{W}name", "") for one in self.body.iter(f"{W}bookmarkStart")]

    def between(self, mark: str) -> list[etree._Element]:
        """The paragraphs and tables between the ends of a bookmark, whole, and those typed before
        or after them in the same style, without the words that say whose they are.
        """
        blocks = [one for one in self.body if one.tag in (f"{W}p", f"{W}tbl")]
        first, last = self._ends(mark, blocks)
        family = next((one for one in _OWN if _style(blocks[first]).startswith(one)), "")
        while family and first and _style(blocks[first - 1]).startswith(family):
            first -= 1
        while family and last < len(blocks) and _style(blocks[last]).startswith(family):
            last += 1
        return [one for one in blocks[first:last] if _text(one).replace("’", "'") != SUMMARY]

    def _ends(self, mark: str, blocks: list[etree._Element]) -> tuple[int, int]:
        """The first block that a bookmark holds something of, and the first after it. LibreOffice
        may part one: a beginning where it begins, and one of the same name where it ends.
        """
        named = self.body.iter(f"{W}bookmarkStart")
        starts = {one.get(f"{W}id"): one for one in named if one.get(f"{W}name") == mark}
        ends = [one for one in self.body.iter(f"{W}bookmarkEnd") if one.get(f"{W}id") in starts]
        if not ends:
            raise InputError(
                f"the end of the bookmark {mark} is lost, so nobody can tell where the commentary ends:"
                " edit the report anew"
            )
        first = min(self._place(one, blocks) for one in starts.values())
        return first, max(self._place(one, blocks, is_end=True) for one in ends)

    def _place(
        self, node: etree._Element, blocks: list[etree._Element], is_end: bool = False
    ) -> int:
        """The block a bookmark's end stands in or before; the next where words of it stand before."""
        around = node
        while around.getparent() is not self.body:
            around = around.getparent()
        before = takewhile(lambda one: one is not around, self.body)
        place = sum(one.tag in (f"{W}p", f"{W}tbl") for one in before)
        inside = takewhile(lambda one: one is not node, around.iter())
        return place + (is_end and any(one.tag == f"{W}t" and one.text for one in inside))

    def alone(self, blocks: list[etree._Element]) -> bytes:
        """A document of these blocks alone, as a file."""
        root = etree.fromstring(self.parts[_BODY])
        body = root.find(f"{W}body")
        body[:] = [etree.fromstring(etree.tostring(one)) for one in blocks]
        _as_one_list(body, self.parts)
        # An indent set by hand would be taken for a quotation.
        for indent in [*root.iter(f"{W}ind")]:
            indent.getparent().remove(indent)
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as package:
            for name, content in {**self.parts, _BODY: etree.tostring(root)}.items():
                package.writestr(name, content)
        return held.getvalue()

    def comments(self) -> list[Comment]:
        """What reviewers noted, in the order of the text; who they are is left out."""
        if _COMMENTS not in self.parts:
            return []
        says = {one.get(f"{W}id"): _text(one) for one in _tree(self.parts[_COMMENTS])}
        return [
            Comment(*place, on, says[key])
            for key, *place, on in _commented(self.body)
            if says.get(key)
        ]


def read_report(name: str, content: bytes) -> Returned:
    """A Word document. InputError where it is none, holds more than any report does, or would harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = unpacked(package)
        return Returned(parts, _tree(parts[_BODY]).find(f"{W}body"))
    except TooMuch as much:
        raise InputError(
            f"refused {name}: {much.args[0]}; if it is yours, take its sections one by one"
        ) from None
    except Exception:
        # What is no document fails in many ways; each means the same to a person.
        raise InputError(
            f"cannot read {name}: it is no Word document; save it in Word as .docx, without a password"
        ) from None


def _commented(body: etree._Element) -> Iterator[list[str]]:
    """Of each comment its id, the headings it stands under, and the words it is on."""
    section, heading, begun = "The first page", "", {}
    for node in body.iter():
        if node.tag == f"{W}p" and (level := _style(node)).startswith("Heading"):
            is_first = level == "Heading1"
            section, heading = (_text(node), "") if is_first else (section, _text(node))
        if node.tag == f"{W}commentRangeStart":
            begun[node.get(f"{W}id")] = [section, heading, ""]
        elif node.tag == f"{W}commentRangeEnd" and (key := node.get(f"{W}id")) in begun:
            section_, heading_, on = begun.pop(key)
            yield [key, section_, heading_, " ".join(on.split())]
        elif node.tag in (f"{W}t", f"{W}p"):
            for place in begun.values():
                place[2] += (node.text or "") if node.tag == f"{W}t" else " "


def _as_one_list(body: etree._Element, parts: dict[str, bytes]) -> None:
    """Give items that follow each other, of one kind and level, one list: LibreOffice gives each
    its own.
    """
    bullets = _bullets(parts)
    known: dict[tuple[str, bool], str] = {}
    for block in body:
        number, level = (block.find(f"{W}pPr/{W}numPr/{W}{name}") for name in ("numId", "ilvl"))
        if number is None:
            known = {}
            continue
        depth = "0" if level is None else level.get(f"{W}val", "0")
        listed = number.get(f"{W}val", "")
        number.set(f"{W}val", known.setdefault((depth, (listed, depth) in bullets), listed))


def _bullets(parts: dict[str, bytes]) -> set[tuple[str, str]]:
    """The lists, by number and level, whose items have a mark and no number."""
    if _NUMBERING not in parts:
        return set()
    tree = _tree(parts[_NUMBERING])
    marked = {
        (kind.get(f"{W}abstractNumId"), level.get(f"{W}ilvl"))
        for kind in tree.iter(f"{W}abstractNum")
        for level in kind.iter(f"{W}lvl")
        if (form := level.find(f"{W}numFmt")) is not None and form.get(f"{W}val") == "bullet"
    }
    kinds = {
        one.get(f"{W}numId"): one.find(f"{W}abstractNumId").get(f"{W}val")
        for one in tree.iter(f"{W}num")
    }
    return {(number, level) for number, kind in kinds.items() for of, level in marked if of == kind}


def _style(block: etree._Element) -> str:
    style = block.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def _text(block: etree._Element) -> str:
    words = ("".join(one.text or "" for one in p.iter(f"{W}t")) for p in block.iter(f"{W}p"))
    return " ".join(" ".join(words).split())


def _tree(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)
