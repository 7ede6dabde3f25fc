"""The evaluators' own paragraphs may be Markdown, and nothing that runs, reads other files or
changes the report around them.
"""

import html
import re
from collections.abc import Iterator

_RAW = {
    "a header of metadata": re.compile(r"^(?:-{3}[ \t]*\n(?=[ \t]*\S))", re.M),
    "raw HTML": re.compile(r"<(?!(?:https?://|mailto:)[^\s<>]*>)[A-Za-z/!?][^\n]*"),
    "raw LaTeX": re.compile(r"\\(?:begin|end|input|include|write|def|[A-Za-z]{3,}(?=\s*[{\[]))"),
    "a block of raw text": re.compile(r"\{\s*=\s*\w+\s*\}"),
    "a fenced block of the report": re.compile(r"^\s*:{3,}", re.M),
    "an attribute": re.compile(r"\{[^{}\n]*?\b(?!width\b|height\b|alt\b)[\w:-]+\s*=[^{}]*\}"),
}
_INLINE = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^)>]*)")
_DEFINED = re.compile(r"^()\s{0,3}\[[^\]]+\]:\s*<?(\S+)", re.M)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_ALLOWED = ("http:", "https:", "mailto:")


def harm_in(text: str) -> Iterator[tuple[int, str]]:
    """The line and what is in it, for each thing that has no place in a commentary."""
    for what, pattern in _RAW.items():
        for found in pattern.finditer(text):
            yield text.count("\n", 0, found.start()) + 1, what
    for pattern in (_INLINE, _DEFINED):
        for found in pattern.finditer(text):
            if what := _wrong(found[2], is_picture=bool(found[1])):
                yield text.count("\n", 0, found.start()) + 1, what


def _wrong(target: str, is_picture: bool) -> str:
    """What is wrong with where a link or picture leads; empty where nothing is."""
    plain = re.sub(r"[\x00-\x20\\]", "", html.unescape(target)).lower()
    scheme = _SCHEME.match(plain)
    if scheme and (is_picture or scheme[0] not in _ALLOWED):
        return f"a {'picture' if is_picture else 'link'} from '{scheme[0]}'"
    path = plain.replace("%2e", ".").replace("%2f", "/").replace("%5c", "/")
    if not scheme and ("\\" in target or path.startswith(("/", "~")) or ".." in path.split("/")):
        return "a link or picture outside its folder"
    return ""
