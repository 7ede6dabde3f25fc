"""Which boroughs a text names: nobody is sent another borough's name. How places are named."""

import re

from analysis.declare.boroughs import BOROUGHS, OTHER_BOROUGHS

_MEANT = {
    name.casefold(): borough.key
    for borough in BOROUGHS
    for name in (borough.key.replace("_", " "), borough.name, *borough.aliases, *borough.doubtful)
} | {name.casefold(): name for name in OTHER_BOROUGHS}
# The longest first: Barking and Dagenham is not Barking.
_NAMES = re.compile(
    rf"(?<![\w&])(?:{'|'.join(re.escape(name) for name in sorted(_MEANT, key=len, reverse=True))})(?![\w&])"
)


def boroughs_named(text: str) -> set[str]:
    """The keys of the member boroughs and the names of the others that stand in `text`, a file's
    name too.
    """
    plain = " ".join(re.sub(r"[_\-./\\]", " ", text.casefold()).split())
    return {_MEANT[name] for name in _NAMES.findall(plain)}


def place(*parts: str) -> str:
    """A place in one line, like its file, sheet and cell; what is empty is left out."""
    return " ".join(filter(None, parts))


def file_name(file: str) -> str:
    """A file's own name: its folder is that of what it is about."""
    return file.rsplit("/", 1)[-1]
