"""REFI-QDA 1.0, in which coding programs exchange projects (`.qdpx`, a zip) and codebooks (`.qdc`):
what is in one.

After the schema of the Rotterdam Exchange Format Initiative (qdasoftware.org, 2019). Positions
count characters of the plain text from 0, and an end is the character after the last. A text is
only ever read from inside its project.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from analysis.read.open.workbook import DAMAGED, declares_entities, refused

_PROJECT, _CODEBOOK = "urn:QDA-XML:project:", "urn:QDA-XML:codebook:"
# One maker writes the version with a colon.
_VERSIONS = ("1.0", "1:0")
# What may hold a text and its codings, however deep: answers, and the text of a PDF or beside a
# picture.
_MARK = "\ufeff"
_TEXTS = ("TextSource", "Representation", "TextDescription")
# What has no words of a person that were coded.
_ASIDE = {
    "Note": "a note of a coder",
    "PictureSource": "a picture",
    "PDFSource": "a page without its text",
    "AudioSource": "sound, without a transcript that is coded",
    "VideoSource": "film, without a transcript that is coded",
}


class Code(NamedTuple):
    """A code under its key: the names of its parents and its own, parted by ` / `."""

    guid: str
    code: str
    name: str
    definition: str
    parent: str


class Coding(NamedTuple):
    """A code given to a passage: its ends as typed, both empty where the whole text is coded.
    `said` is what stands beside it and may be its own words.
    """

    guid: str
    code: str
    coder: str
    start: str
    end: str
    said: tuple[str, ...] = ()


class Text(NamedTuple):
    """A text with its codings. `text` is None where it is not in the file; `values` are its
    variables by name; `marked` whether a mark of its encoding stood before its first letter.
    """

    guid: str
    name: str
    text: str | None
    case: str
    values: dict[str, str]
    codings: tuple[Coding, ...]
    marked: bool = False


class Project(NamedTuple):
    """What a file holds; `unread` are guids of codings of pictures, sound and film, which have no
    characters, and `aside` is what else stands there, by guid.
    """

    place: str
    codes: tuple[Code, ...]
    texts: tuple[Text, ...]
    unread: tuple[str, ...]
    aside: dict[str, str]


def is_refi(file: str, content: bytes) -> bool:
    """Whether a file is meant as a project or a codebook, sound or not."""
    start = content[:4096].replace(b"\x00", b"")
    return (
        file.lower().endswith((".qdpx", ".qdc", ".qde"))
        or b"urn:QDA-XML:" in start
        or (content.startswith(b"PK") and b"project.qde" in content)
    )


def read_refi(file: str, content: bytes) -> Project:
    """The project or codebook in `content`. InputError, in one line, where it is broken, hostile or
    another version.
    """
    if not content.startswith(b"PK"):
        if file.lower().endswith(".qdpx"):
            raise refused(
                file, "it is no project, or only the beginning of one", "export the project again"
            )
        return _read(file, file.rsplit("/", 1)[-1], content, {})
    parts = parts_of(file, content)
    inside = next((name for name in parts if name.lower() == "project.qde"), None)
    if inside is None:
        raise refused(file, "there is no project.qde in it", "export it as a REFI-QDA project")
    return _read(file, inside, parts[inside], parts)


def _read(file: str, place: str, xml: bytes, parts: dict[str, bytes]) -> Project:
    root = tree_of(file, xml)
    kind, name = etree.QName(root).namespace or "", etree.QName(root).localname
    for begins, wanted in ((_PROJECT, "Project"), (_CODEBOOK, "CodeBook")):
        if kind.startswith(begins) and name == wanted:
            if (version := kind.removeprefix(begins)) not in _VERSIONS:
                version = " ".join(version.split())[:20]
                raise refused(
                    file,
                    f"its REFI-QDA version is '{version}'",
                    f"export it as version {_VERSIONS[0]}",
                )
            return _project(root, place, parts)
    raise refused(file, "it is XML, and no REFI-QDA project or codebook", "export it as REFI-QDA")


def _project(root: etree._Element, place: str, parts: dict[str, bytes]) -> Project:
    codes = tuple(_codes(root.find(".//{*}Codes"), ""))
    people_and_variables = root.iter("{*}User", "{*}Variable")
    names = {_guid(node): _attribute(node, "name", "id") for node in people_and_variables}
    names |= {code.guid: code.code for code in codes}
    cases = {
        _guid(reference, "targetGUID"): case
        for case in root.iter("{*}Case")
        for reference in case.iterfind("{*}SourceRef")
    }
    nodes = root.iter(*(f"{{*}}{tag}" for tag in _TEXTS))
    texts = tuple(_text(node, names, cases, parts) for node in nodes)
    read = {coding.guid for text in texts for coding in text.codings}
    unread = tuple(guid for guid in map(_guid, root.iter("{*}Coding")) if guid not in read)
    return Project(place, codes, texts, unread, _aside(root, {text.guid for text in texts}))


def _aside(root: etree._Element, texts: set[str]) -> dict[str, str]:
    """What is no text and no code, in words by its guid. The text of a page or beside a picture is
    read in its own place.
    """
    nodes = ((node, words) for tag, words in _ASIDE.items() for node in root.iter(f"{{*}}{tag}"))
    return {
        _guid(node): words
        for node, words in nodes
        if texts.isdisjoint(map(_guid, node.iterchildren()))
    }


def _codes(parent: etree._Element | None, above: str) -> Iterator[Code]:
    """Codes from the top, each before those under it."""
    for node in () if parent is None else parent.iterfind("{*}Code"):
        name = _attribute(node, "name")
        key = f"{above} / {name}" if above else name
        yield Code(
            _guid(node), key, name, " ".join(node.findtext("{*}Description", "").split()), above
        )
        yield from _codes(node, key)


def _text(node: etree._Element, names: dict[str, str], cases: dict, parts: dict) -> Text:
    """A text by its node; `names` are those of people, variables and codes by guid, `cases` the node
    of the case of each text that belongs to one.
    """
    # The text of a PDF belongs to the case of the PDF.
    case = [cases[_guid(at)] for at in (node, node.getparent()) if _guid(at) in cases][:1]
    values = {name: value for at in (*case, node) for name, value in _values(at, names)}
    codings = tuple(
        _coding(coding, at, names)
        for at in (node, *node.iterfind("{*}PlainTextSelection"))
        for coding in at.iterfind("{*}Coding")
    )
    whose = "".join(_attribute(at, "name") or _guid(at) for at in case)
    text = _plain(node, parts)
    plain = text and text.removeprefix(_MARK)
    name = _attribute(node, "name")
    return Text(_guid(node), name, plain, whose, values, codings, plain != text)


def _coding(coding: etree._Element, at: etree._Element, names: dict[str, str]) -> Coding:
    """A coding of a text or a selection `at`. Its code is the guid where the codebook has no such."""
    code = " ".join({_guid(node, "targetGUID"): "" for node in coding.iterfind("{*}CodeRef")})
    coder = _guid(coding, "creatingUser") or _guid(at, "creatingUser")
    ends = (_attribute(at, end) for end in ("startPosition", "endPosition"))
    said = (_attribute(at, "name"), at.findtext("{*}Description", ""))
    return Coding(_guid(coding), names.get(code, code), names.get(coder, ""), *ends, said)


def _values(node: etree._Element, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The variables of a case or a text: their names and what was entered."""
    for value in node.iterfind("{*}VariableValue"):
        for variable in value.iterfind("{*}VariableRef"):
            entered = " ".join("".join(value.itertext()).split())
            yield names.get(_guid(variable, "targetGUID"), ""), entered


def _plain(node: etree._Element, parts: dict[str, bytes]) -> str | None:
    """The plain text, from the XML or from the file it names inside the project; never from
    anywhere else.
    """
    if (content := node.find("{*}PlainTextContent")) is not None:
        return content.text or ""
    scheme, _, name = _attribute(node, "plainTextPath").partition("://")
    wanted = f"sources/{name}".lower()
    packed = next((parts[part] for part in parts if part.lower() == wanted), None)
    if packed is None or scheme != "internal":
        return None
    try:
        return packed.decode(_encoding(packed))
    except UnicodeDecodeError:
        return None


def _encoding(packed: bytes) -> str:
    """How a text is written, by its mark, or by the noughts beside Latin letters in UTF-16."""
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    noughts = {"utf-16-be": packed[::2].count(0), "utf-16-le": packed[1::2].count(0)}
    likely = max(noughts, key=noughts.get)
    return marks.get(packed[:2], likely if noughts[likely] * 4 > len(packed) else "utf-8")


def _attribute(node: etree._Element, *names: str) -> str:
    """The first of some attributes that is filled, on one line."""
    values = (" ".join(node.get(name, "").split()) for name in names)
    return next(filter(None, values), "")


def _guid(node: etree._Element, attribute: str = "guid") -> str:
    """A guid as it can be compared: some makers write braces, and either case."""
    return node.get(attribute, "").strip("{} \t").upper()


# Far above any honest project of survey answers, far below what would fill the memory.
MAX_UNPACKED = 256 * 2**20
MAX_TEXT = 32 * 2**20
MAX_FILES = 20_000
# Text packs to a tenth, XML to a thirtieth; small parts may do better and harm nobody.
MAX_RATIO, SMALL = 200, 2**20

_READ = (".qde", ".txt")


def parts_of(file: str, content: bytes) -> dict[str, bytes]:
    """The project's XML and its plain texts, by name. InputError where the zip is damaged, too
    large or unsafe.

    What is not read is looked at all the same: its name and its size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_too_much(file, entries)
            if why := next(filter(None, [_twice(entries), *map(_unsafe, entries)]), ""):
                raise refused(file, why, "do not open it; tell the sender")
            return {
                entry.filename: archive.read(entry)
                for entry in entries
                if entry.filename.lower().endswith(_READ)
            }
    except DAMAGED as error:
        raise refused(
            file,
            f"it is cut short, damaged or locked ({type(error).__name__})",
            "export the project again",
        ) from None


def _refuse_too_much(file: str, entries: list[zipfile.ZipInfo]) -> None:
    remedy = "export it without pictures, sound and film"
    if len(entries) > MAX_FILES:
        raise refused(file, f"it holds more than {MAX_FILES:,} files", remedy)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise refused(file, f"it unpacks to more than {MAX_UNPACKED // 2**20} MB", remedy)


def _twice(entries: list[zipfile.ZipInfo]) -> str:
    names = Counter(entry.filename.lower() for entry in entries)
    return "two files in it have one name" if any(times > 1 for times in names.values()) else ""


def _unsafe(entry: zipfile.ZipInfo) -> str:
    """Why a part may not be in an honest project; empty where it may."""
    name = entry.orig_filename
    if (
        name.startswith(("/", "\\"))
        or ".." in re.split(r"[/\\]", name)
        or ":" in name
        or "\x00" in name
    ):
        return "a file in it would be put outside the project's folder"
    if entry.file_size > MAX_TEXT and name.lower().endswith(_READ):
        return f"a text in it is larger than {MAX_TEXT // 2**20} MB"
    if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size):
        return f"a file in it unpacks to more than {MAX_RATIO} times its size"
    return ""


def tree_of(file: str, xml: bytes) -> etree._Element:
    """The root of the XML; InputError where it is broken or declares entities.

    No entity is declared, resolved or fetched: an honest project has none.
    """
    entities = refused(
        file,
        "it declares XML entities, which no project does",
        "do not open it; tell the sender",
    )
    if declares_entities(xml):
        raise entities
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refused(file, "its XML is broken", "export it again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise entities
    return root
