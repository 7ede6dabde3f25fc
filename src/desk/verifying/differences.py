"""What is another in a report that was built again: the file, the place in it, and both values."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import PurePosixPath

# How much of a long line is shown around its first difference.
_BEFORE, _AFTER = 20, 40


def whole(files: Mapping[str, bytes]) -> str:
    """One sha256 of many files: that of the lines `sha256  path`, in the order of the paths."""
    lines = (f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def differing(here: Mapping[str, bytes], anew: Mapping[str, bytes]) -> dict[str, str]:
    """Each path that is not the same in both, with where it is another; notebooks first, since what
    they ran wrote the rest.
    """
    paths = {path for path in {*here, *anew} if here.get(path) != anew.get(path)}
    ordered = sorted(paths, key=lambda path: (not path.endswith(".ipynb"), path))
    return {path: where(path, here.get(path), anew.get(path)) for path in ordered}


def where(path: str, here: bytes | None, anew: bytes | None) -> str:
    """Where a file is another than the one built anew, and what stands there in each."""
    if here is None:
        return "is missing: it was built anew and is not here"
    if anew is None:
        return "is additional: it is here and was not built anew"
    by = _BY.get(PurePosixPath(path).suffix)
    try:
        place = by(here.decode(), anew.decode()) if by else ""
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        csv.Error,
    ):  # it is not what it is named
        place = ""
    return f"differs in {place or _byte(here, anew)}"


def _byte(here: bytes, anew: bytes) -> str:
    return f"byte {_alike(here, anew) + 1:,} (of {len(here):,} here, {len(anew):,} built anew)"


def _alike(one: Sequence, other: Sequence) -> int:
    """How long two texts are the same from their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _line(here: str, anew: str) -> str:
    pairs = zip_longest(here.splitlines(), anew.splitlines())
    return next(
        (f"line {at}: {_both(*pair)}" for at, pair in enumerate(pairs, 1) if pair[0] != pair[1]), ""
    )


def _field(here: str, anew: str) -> str:
    """The row as a spreadsheet numbers it, and the column by its heading."""
    rows, others = ([*csv.reader(io.StringIO(text, newline=""))] for text in (here, anew))
    heading = rows[0] if rows else []
    for row, pair in enumerate(zip_longest(rows, others, fillvalue=[]), 1):
        for column, values in enumerate(zip_longest(*pair)):
            if values[0] != values[1]:
                name = heading[column] if column < len(heading) else column + 1
                return f"row {row}, column {name}: {_both(*values)}"
    return ""


def _cell(here: str, anew: str) -> str:
    """The cell, counted from 1, and the line of its source or of what it shows."""
    cells = zip_longest(*(json.loads(text)["cells"] for text in (here, anew)), fillvalue={})
    for number, pair in enumerate(cells, 1):
        for part in ("source", "outputs"):
            lines = ([*_lines(cell.get(part))] for cell in pair)
            for line, values in enumerate(zip_longest(*lines), 1):
                if values[0] != values[1]:
                    of = "" if part == "source" else " of what it shows"
                    return f"cell {number}, line {line}{of}: {_both(*values)}"
    return ""


def _lines(held) -> Iterator[str]:
    """Every line of text that a part of a notebook holds, in its order."""
    if isinstance(held, str):
        yield from held.splitlines()
    for one in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
        yield from _lines(one)


_BY = {".ipynb": _cell, ".csv": _field} | dict.fromkeys((".md", ".pandoc", ".svg"), _line)


def _both(here: str | None, anew: str | None) -> str:
    """Both values, of long ones what stands around their first difference."""
    begin = _alike(here or "", anew or "") - _BEFORE
    return f"{_shown(here, begin)} here, {_shown(anew, begin)} built anew"


def _shown(text: str | None, begin: int) -> str:
    if text is None:
        return "nothing"
    end = max(begin, 0) + _BEFORE + _AFTER
    cut = text[max(begin, 0) : end]
    return f"'{'…' * (begin > 0)}{cut}{'…' * (end < len(text))}'"
