"""A small project in the exact layout of REFI-QDA 1.0, in which coding programs exchange texts and
their codings.
"""

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


def code(key: str, name: str, definition: str = "", *below: str) -> str:
    """A code and those under it."""
    says = f"<Description>{escape(definition, quote=False)}</Description>" if definition else ""
    return f'<Code guid="{guid(key)}" name="{name}" isCodable="true">{says}{"".join(below)}</Code>'


def coding(code: str, coder: str = "", number: int = 1) -> str:
    """A coding of a code by a coder; without a coder nobody is named."""
    by = f' creatingUser="{guid(coder)}"' if coder else ""
    return (
        f'<Coding guid="{guid(f"{code}{coder}{number}")}"{by}><CodeRef'
        f' targetGUID="{guid(code)}"/></Coding>'
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


def project(*sources: str, codes: str, users: str, cases: dict | None = None) -> str:
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


def packed(xml: str) -> bytes:
    """The project file."""
    return zipped({"project.qde": xml})
