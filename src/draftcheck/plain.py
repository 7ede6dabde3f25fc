"""Markdown and plain text: pipe tables, tables between tabs, headings, lists and paragraphs, line
by line.
"""

import re

from draftcheck.document import Block
from draftcheck.layout import Grid, grid
from draftcheck.markup import read_html
from draftcheck.words import plain

_RULE = re.compile(r"[\s|:+=-]*--[\s|:+=-]*")
_HEADING = re.compile(r"\s*#{1,6}\s+(.*?)\s*#*\s*")
_ITEM = re.compile(r"(\s*)(?:[-–—*+•‣◦·]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(\S.*)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_FENCE = re.compile(r"\s*(```|~~~)")
_END_OF_TABLE = re.compile(r".*</table", re.I)
# A YAML block that opens the file.
_FRONT_MATTER = re.compile(r"---\s*\n(?:[\w-]+:.*\n(?:[ \t-].*\n)*)+(?:---|\.\.\.)\s*\n")
_BREAK = re.compile(r"\s*(?:[-*_]\s*){3,}")

# No row of a table and no heading is longer; what is, is not searched for markup.
_LONGEST = 20_000


def read_text(text: str) -> list[Block | Grid]:
    """The parts of a text in their order."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    front_matter = _FRONT_MATTER.match(text)
    parts, lines, at = [], text.splitlines(), 0
    if front_matter:
        at = front_matter[0].count("\n")
    while at < len(lines):
        found, at = _next(lines, at)
        parts += [part for part in found if isinstance(part, Grid) or part.text]
    return parts


def _next(lines: list[str], at: int) -> tuple[list[Block | Grid], int]:
    """The parts that begin at a line, and the line after them."""
    line, place = lines[at], f"line {at + 1}"
    if not line.strip():
        return [], at + 1
    if len(line) > _LONGEST:
        return [Block("text", plain(line), place)], at + 1
    if _FENCE.match(line):
        return [], _closing(lines, at + 1, _FENCE)
    if "<table" in line.lower():
        end = _closing(lines, at, _END_OF_TABLE)
        # The lines above are left empty, so that its lines are counted in the whole text.
        return read_html("\n".join([""] * at + lines[at:end])), end
    for split in (_between_pipes, _between_tabs):
        if split(line):
            return _table(lines, at, split)
    if _BREAK.fullmatch(line):
        return [], at + 1
    if match := _HEADING.fullmatch(line):
        return [Block("heading", plain(match[1]), place)], at + 1
    following = range(at + 1, len(lines))
    end = next((end for end in following if _ends_paragraph(lines[end])), len(lines))
    text = " ".join(lines[at:end])
    if match := _ITEM.fullmatch(text):
        return [Block("item", plain(match[2]), place, len(match[1].expandtabs(4)))], end
    return [Block("text", plain(text), place)], end


def _closing(lines: list[str], start: int, pattern: re.Pattern) -> int:
    """The line after the first that matches, from a start."""
    ends = (end for end in range(start, len(lines)) if pattern.match(lines[end]))
    return next(ends, len(lines) - 1) + 1


def _between_pipes(line: str) -> list[str]:
    """The cells of a line of a pipe table."""
    inner = line.strip()
    if not inner.startswith("|") and inner.count("|") < 2:
        return []
    cells = re.split(r"(?<!\\)\|", inner.removeprefix("|"))
    return cells[:-1] if inner.endswith("|") and len(cells) > 1 else cells


def _between_tabs(line: str) -> list[str]:
    """The cells of a line cut by tabs; a tab that only indents makes no table."""
    return line.rstrip("\n").split("\t") if "\t" in line.strip() else []


def _table(lines: list[str], at: int, split) -> tuple[list[Block | Grid], int]:
    """The table that begins at a line. A blank line between two rows does not end it: pages break
    tables.
    """
    numbers, end = [], at
    while end < len(lines) and (
        split(lines[end]) or (not lines[end].strip() and _goes_on(lines, end, split))
    ):
        if lines[end].strip() and not _RULE.fullmatch(lines[end]):
            numbers.append(end)
        end += 1
    rows = [[plain(cell) for cell in split(lines[number])] for number in numbers]
    return [grid(rows, [f"line {number + 1}" for number in numbers])] if rows else [], end


def _goes_on(lines: list[str], at: int, split) -> bool:
    """Whether the line after one blank line is a row of numbers, and so no new table with a heading
    of its own.
    """
    cells = [plain(cell) for line in lines[at + 1 : at + 2] for cell in split(line)[1:]]
    return any(re.match(r"[\d-]", cell) for cell in cells) and not any(
        re.match("[A-Za-z]", cell) for cell in cells
    )


def _ends_paragraph(line: str) -> bool:
    return (
        not line.strip()
        or any(pattern.fullmatch(line) for pattern in (_HEADING, _ITEM, _BREAK))
        or bool(_FENCE.match(line) or _between_pipes(line) or _between_tabs(line))
    )
