"""A table of a draft and how it is laid out: rows of headings, columns of labels, and what each
line of numbers is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from draftcheck.labels import is_percentage, kind_of, names_labels
from draftcheck.numbers import Value, read_value
from draftcheck.words import key, stems

_MOST_HEADERS = 4
_WIDEST = 1000
_CHANGE = re.compile(r"change|increase|decrease|growth|differ|points?\b", re.I)


@dataclass(frozen=True, eq=False)
class Grid:
    """A table: its cells as text, the place of each, and what stands around it; `order` is its turn
    in the draft. It is read as `head` rows of headings, `stubs` columns of labels, then values.
    """

    cells: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]
    caption: str = ""
    number: str = ""
    before: str = ""
    after: str = ""
    order: int = 0

    @property
    def name(self) -> str:
        """What to call it in a message."""
        if self.number:
            return f"Table {self.number}"
        return f"table without a number, the {ordinal(self.order)} here"

    @property
    def near(self) -> str:
        """The caption and the text around the table."""
        return " ".join((self.caption, self.before, self.after))

    @property
    def notes(self) -> str:
        """The caption and the text below, where a table says how its numbers are to be read."""
        return f"{self.caption} {self.after}"

    @property
    def place(self) -> str:
        """Where the table begins."""
        return f"{self.name} ({self.places[0][0]})"

    @cached_property
    def values(self) -> list[list[Value]]:
        """Every cell as a value."""
        return [[read_value(text) for text in row] for row in self.cells]

    @cached_property
    def head(self) -> int:
        """How many rows from the top are headings: those with words where numbers would stand."""
        head, most = 0, min(_MOST_HEADERS, len(self.cells) - 1)
        while head < most and self._is_heading(head):
            head += 1
        below = (value for row in self.values[head:] for value in row[1:])
        return head if any(value.kind == "number" for value in below) else min(1, head)

    def _is_heading(self, row: int) -> bool:
        first, *others = self.cells[row]
        filled = [at for at, text in enumerate(others, 1) if text]
        # "None" heads a column as well as it fills a cell, and so does "C" in the first row.
        gaps = ("dash",) if row else ("dash", "hidden")
        if not filled:
            return row == 0 and bool(first)
        return all(
            re.match(r"n\s*=", self.cells[row][at], re.I)
            or self.values[row][at].kind == "text"
            or self.values[row][at].is_year
            or (self.values[row][at].kind in gaps and re.search("[A-Za-z]", self.cells[row][at]))
            for at in filled
        )

    @cached_property
    def stubs(self) -> int:
        """How many columns from the left hold labels."""
        width = len(self.cells[0])
        return next((at for at in range(width - 1) if not self._holds_labels(at)), width - 1)

    def _holds_labels(self, column: int) -> bool:
        header = " ".join(row[column] for row in self.cells[: self.head])
        if self._holds_years(column) or (header and names_labels(header)):
            return True
        kinds = [row[column].kind for row in self.values[self.head :]]
        filled = len(kinds) - kinds.count("blank")
        return kinds.count("text") * 2 > filled if filled else column == 0

    def _holds_years(self, column: int) -> bool:
        numbers = self._numbers(column)
        return bool(numbers) and all(value.is_year for value in numbers)

    def column(self, at: int) -> dict[int, Value]:
        """The values of a column below the headings by row."""
        return {row: self.values[row][at] for row in self.rows}

    def _numbers(self, column: int) -> list[Value]:
        return [value for value in self.column(column).values() if value.kind == "number"]

    @cached_property
    def percentages(self) -> list[int]:
        """The columns that hold percentages of something, by their heading, their signs or the
        caption.
        """
        return [column for column in self.columns if self._holds_percentages(column)]

    def _holds_percentages(self, column: int) -> bool:
        header, numbers = self.headers[column], self._numbers(column)
        beside_counts = any(value.share is not None for value in numbers)
        if not numbers or beside_counts or _CHANGE.search(f"{header} {self.caption}"):
            return False
        signed = sum(value.percent for value in numbers) * 2 > len(numbers)
        of_counts = re.search(r"\b[Nn]\b|[Nn]umber|[Cc]ount", header)
        named = is_percentage(self.caption) and not of_counts
        return signed or bool(named) or is_percentage(header)

    @property
    def rows(self) -> range:
        """The rows below the headings."""
        return range(self.head, len(self.cells))

    @property
    def columns(self) -> range:
        """The columns beside the labels."""
        return range(self.stubs, len(self.cells[0]))

    @cached_property
    def headers(self) -> list[str]:
        """The heading of each column, upper headings first; one that spans columns counts for each
        of them.
        """
        found = []
        for column in range(len(self.cells[0])):
            texts = [self._heading(row, column) for row in range(self.head)]
            found.append(" ".join(dict.fromkeys(text for text in texts if text)))
        return found

    def _heading(self, row: int, column: int) -> str:
        cells = self.cells[row]
        if cells[column] or row == self.head - 1:
            return cells[column]
        filled = [at for at in range(self.stubs, column) if cells[at]]
        return cells[filled[-1]] if filled else ""

    @cached_property
    def labels(self) -> list[str]:
        """The label of each row."""
        return [" / ".join(text for text in row[: self.stubs] if text) for row in self.cells]

    @cached_property
    def row_kinds(self) -> dict[int, str]:
        """What each row below the headings is; `section` where only its label is filled."""
        return {row: self._row_kind(row) for row in self.rows}

    def _row_kind(self, row: int) -> str:
        cells = self.cells[row]
        if self.stubs and not any(cells[self.stubs :]):
            return "section"
        kinds = [kind_of(text) for text in cells[: self.stubs] if text]
        # A total before what is derived, and that before a part.
        kinds.sort(key=lambda kind: {"part": 2, "derived": 1}.get(kind, 0))
        return kinds[0] if kinds else "part"

    @cached_property
    def column_kinds(self) -> dict[int, str]:
        """What each column beside the labels is; `label` where its numbers only name something."""
        return {column: self._column_kind(column) for column in self.columns}

    def _column_kind(self, column: int) -> str:
        header = self.headers[column]
        if header and (names_labels(header) or self._holds_years(column)):
            return "label"
        texts = [row[column] for row in self.cells[: self.head] if row[column]]
        kinds = [kind_of(text) for text in (*texts[-1:], header)]
        if "derived" in kinds:
            return "derived"
        return next((kind for kind in kinds if kind != "part"), "part")

    @cached_property
    def named_rows(self) -> dict[str, int]:
        """The rows by their labels, where no other has it; without sections."""
        return _once(self.labels, self.row_kinds, "section")

    @cached_property
    def named_columns(self) -> dict[str, int]:
        """The columns by their headings, where no other has it; without those that only name
        something.
        """
        return _once(self.headers, self.column_kinds, "label")

    @cached_property
    def corner(self) -> frozenset[str]:
        """The words over the labels."""
        return stems(self.headers[0] if self.stubs else "")

    @cached_property
    def about(self) -> frozenset[str]:
        """The words that say what the whole table is of."""
        return self.corner | stems(self.caption.split(":")[0])

    def where(self, row: int, column: int | None = None) -> str:
        """The place of a cell, or of a row, in words."""
        label, header = self.labels[row], self.headers[column] if column is not None else ""
        named = [f"row '{label}'"] * bool(label) + [f"column '{header}'"] * bool(header)
        return f"{', '.join([self.name, *named])} ({self.places[row][column or 0]})"

    def where_column(self, column: int, row: int = 0) -> str:
        """The place of a column in words, by its cell in a row."""
        header, place = self.headers[column], self.places[row][column]
        return f"{self.name}, column '{header}' ({place})"


def _once(texts: list[str], kinds: dict[int, str], left_out: str) -> dict[str, int]:
    """Lines by their names, where a name occurs once."""
    names = {at: key(texts[at]) for at, kind in kinds.items() if kind != left_out}
    times = Counter(names.values())
    return {name: at for at, name in names.items() if name and times[name] == 1}


def grid(rows: list[list[str]], places: list[tuple[str, ...]] | list[str]) -> Grid:
    """A grid of equally long rows; one place a row is the place of all its cells."""
    width = max(map(len, rows))
    return Grid(
        tuple((*row, *[""] * (width - len(row))) for row in rows),
        tuple((place,) * width if isinstance(place, str) else place for place in places),
    )


def filled_grid(rows: list[list[str]], places: list[str]) -> Iterator[Grid]:
    """The grid of these rows, unless all are blank."""
    if any(map(any, rows)):
        yield grid(rows, places)


def span(typed: str) -> int:
    """How many rows or columns a merged cell says it covers."""
    return min(_WIDEST, max(1, int(typed))) if typed.isdecimal() else 1


def ordinal(number: int) -> str:
    """`3rd`."""
    is_teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
