"""A small project in the exact layout of REFI-QDA 1.0, in which coding programs exchange texts and
their codings.
"""

from collections.abc import Iterable
from hashlib import sha256
from html import escape

from simulated.sheets import zipped

NAMESPACE = "urn:QDA-XML:project:1.0"


def guid(name: str) -> str:
    """A guid that is the same for the same name. It begins with the name's first letters, for who
    reads the XML.
    """
    digits = (name.encode()[:4].hex() + sha256(name.encode()).hexdigest())[:32]
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def user(name: str) -> str:
    """Somebody who codes."""
    return f'<User guid="{guid(name)}" name="{name}"/>'


def code(key: str, name: str, definition: str) -> str:
    """A code."""
    says = f"<Description>{escape(definition, quote=False)}</Description>"
    return f'<Code guid="{guid(key)}" name="{name}" isCodable="true">{says}</Code>'


def coding(code: str, coder: str = "", number: int = 1) -> str:
    """A coding of a code by a coder; without a coder nobody is named."""
    by = f' creatingUser="{guid(coder)}"' if coder else ""
    return (
        f'<Coding guid="{guid(f"{code}{coder}{number}")}"{by}><CodeRef'
        f' targetGUID="{guid(code)}"/></Coding>'
    )


def selection(start: int, end: int, coding: str) -> str:
    """A passage and its coding."""
    return (
        f'<PlainTextSelection guid="{guid(f"{start}-{end}{coding}")}" startPosition="{start}"'
        f' endPosition="{end}">{coding}</PlainTextSelection>'
    )


def source(name: str, text: str, passages: list[str], values: dict[str, str]) -> str:
    """A text with its passages, and the value of each variable."""
    variables = "".join(
        "<VariableValue><VariableRef"
        f' targetGUID="{guid(key)}"/><TextValue>{value}</TextValue></VariableValue>'
        for key, value in values.items()
    )
    content = f"<PlainTextContent>{escape(text, quote=False)}</PlainTextContent>"
    inside = content + "".join(passages) + variables
    return f'<TextSource guid="{guid(name)}" name="{name}">{inside}</TextSource>'


def project(sources: list[str], codes: str, users: str, names: Iterable[str]) -> str:
    """The XML of a project, in which each text, by its name, is a case of its own."""
    variables = "".join(
        f'<Variable guid="{guid(name)}" name="{name}" typeOfVariable="Text"/>'
        for name in ("Survey", "Wave", "Question")
    )
    cases = "".join(
        f'<Case guid="{guid(f"case{name}")}" name="{name}"><SourceRef'
        f' targetGUID="{guid(name)}"/></Case>'
        for name in names
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{NAMESPACE}" name="Answers"'
        f' origin="simulated"><Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>'
        f"<Variables>{variables}</Variables><Cases>{cases}</Cases>"
        f"<Sources>{''.join(sources)}</Sources></Project>"
    )


def packed(xml: str) -> bytes:
    """The project file."""
    return zipped({"project.qde": xml})
