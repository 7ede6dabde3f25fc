"""A section as a Git host shows it: the same words, without the marks that only our own builds
understand.
"""

import re

_BOX = re.compile(r"^(:{3,}) (\w+)\n(.*?)\n\1$", re.M | re.S)
_TABLE = re.compile(r"((?:^\|.*\n)*^\|.*)\n\n: (.+) \{#tbl:([\w-]+)\}$", re.M)
_FIGURE = re.compile(r'^!\[(.+)\]\((\S+)\)\{#fig:([\w-]+) alt="(.*)"\}$', re.M)
_NAME = re.compile(r"^(#+ .+) \{#[^}]+\}$", re.M)
_REFERENCE = re.compile(r"@(tbl|fig):([\w-]+)")
_KINDS = {"tbl": "Table", "fig": "Figure"}


def hosted(section: str) -> str:
    """A section in plain Markdown: boxes are quotes, captions stand above their tables, which lead
    to their CSV, and references lead to what they name.
    """
    captions = {("tbl", key): words for _, words, key in _TABLE.findall(section)}
    captions |= {("fig", key): words for words, _, key, _ in _FIGURE.findall(section)}
    text = _TABLE.sub(r'<a id="tbl-\3"></a>**\2** ([CSV](tables/\3.csv))\n\n\1', section)
    text = _FIGURE.sub(r'<a id="fig-\3"></a>**\1**\n\n![\4](\2)', text)
    text = _NAME.sub(r"\1", text)
    # Boxes lie inside an annex, so the outer mark goes first.
    while (plain := _BOX.sub(_unboxed, text)) != text:
        text = plain
    return _REFERENCE.sub(lambda found: _led(found, captions), text)


def _unboxed(box: re.Match) -> str:
    """What stands in a box, quoted; an annex is no box."""
    if box[2] == "annex":
        return box[3].strip("\n")
    return "\n".join(f"> {line}".rstrip() for line in box[3].splitlines())


def _led(reference: re.Match, captions: dict[tuple[str, str], str]) -> str:
    kind, key = reference.groups()
    if words := captions.get((kind, key)):
        return f"[{_KINDS[kind]} “{words}”](#{kind}-{key})"
    return f"{_KINDS[kind]} *{key}*"
