"""A small project with two coders and three codes, drawn with its texts, cases and codings."""

from __future__ import annotations

import zipfile
from html import escape

from simulated import projects
from simulated.projects import NAMESPACE, guid, user
from simulated.sheets import zipped

__all__ = ["CODES", "NAMESPACE", "coding", "guid", "packed", "project", "selection", "source"]


def code(key: str, name: str, definition: str = "", *below: str) -> str:
    """A code and those under it."""
    says = f"<Description>{escape(definition, quote=False)}</Description>" if definition else ""
    return f'<Code guid="{guid(key)}" name="{name}" isCodable="true">{says}{"".join(below)}</Code>'


USERS = "".join(map(user, ("Ann", "Ben")))
CODES = code("fear", "Fear", "Being afraid of somebody", code("wrong", "Getting it wrong")) + code(
    "tools", "Wants tools"
)


def selection(start: int, end: int, *codings: str) -> str:
    """A passage and its codings."""
    name = guid(f"{start}-{end}" + "".join(codings))
    return (
        f'<PlainTextSelection guid="{name}" startPosition="{start}" endPosition="{end}">'
        + "".join(codings)
        + "</PlainTextSelection>"
    )


def source(
    name: str, *inside: str, text: str | None = None, path: str = "", values: dict | None = None
) -> str:
    """A text: in the XML where `text` is given, else in the file `path` names."""
    content = (
        "" if text is None else f"<PlainTextContent>{escape(text, quote=False)}</PlainTextContent>"
    )
    inside_of = "".join(
        "<VariableValue><VariableRef"
        f' targetGUID="{guid(key)}"/><TextValue>{value}</TextValue></VariableValue>'
        for key, value in (values or {}).items()
    )
    where = f' plainTextPath="{path}"' if path else ""
    whole = "".join(part for part in inside if part.startswith("<Coding"))
    passages = "".join(part for part in inside if not part.startswith("<Coding"))
    return (
        f'<TextSource guid="{guid(name)}"'
        f' name="{name}"{where}>{content}{passages}{whole}{inside_of}</TextSource>'
    )


def project(
    *sources: str, codes: str = CODES, users: str = USERS, cases: dict | None = None
) -> str:
    """The XML of a project; `cases` gives each respondent the names of their texts."""
    variables = "".join(
        f'<Variable guid="{guid(name)}" name="{name}" typeOfVariable="Text"/>'
        for name in ("Survey", "Wave", "Question")
    )
    inside_of = "".join(
        f'<Case guid="{guid("case" + name)}" name="{name}">'
        + "".join(f'<SourceRef targetGUID="{guid(text)}"/>' for text in texts)
        + "</Case>"
        for name, texts in (cases or {}).items()
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{NAMESPACE}" name="Answers"'
        ' origin="simulated">'
        f"<Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>"
        f"<Variables>{variables}</Variables>"
        + (f"<Cases>{inside_of}</Cases>" if inside_of else "")
        + (f"<Sources>{''.join(sources)}</Sources>" if sources else "")
        + "</Project>"
    )


def coding(code: str, coder: str = "Ann", number: int = 1) -> str:
    """A coding of a code by a coder; without a coder nobody is named."""
    return projects.coding(code, coder, number)


def packed(xml: str | bytes | None, **texts: str | bytes) -> bytes:
    """The project file, squeezed: the XML, where there is any, and the texts under `sources/`."""
    parts = {"project.qde": xml, **{f"sources/{name}.txt": text for name, text in texts.items()}}
    return zipped(
        {name: part for name, part in parts.items() if part is not None}, zipfile.ZIP_DEFLATED
    )
