"""The columns of a table told apart: which hold values, and what heads the rows."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, partial

from analysis.declare.quantities import PART_HEADINGS, UNIT_HEADINGS
from analysis.read.label.names import plain_name
from analysis.read.label.quantities import quantities_in
from analysis.read.open.sheet import Cell
from strands.indicators.cleans.blocks import DIMENSIONS, Block
from strands.indicators.cleans.labels import Label

# What heads the numbers of rows; a count may stand under the others, but not left of all.
_REFS = frozenset("ref|refs|reference|id|row|line|item|serial no".split("|"))
_NUMBERS = frozenset("|no|nos|n|number|nr".split("|"))


def _is_counting(cells: list[Cell]) -> bool:
    """Whether cells hold 1, 2, 3 or 1.1, 1.2, 1.3."""
    numbers = [str(number) for number in range(1, len(cells) + 1)]
    texts = [cell.text.strip().rstrip(".") for cell in cells]
    return len(cells) > 1 and (
        texts == numbers
        or [text.rpartition(".")[::2] for text in texts]
        == [(texts[0].rpartition(".")[0], number) for number in numbers]
    )


@dataclass(frozen=True)
class Grid:
    """A block with its columns told apart: those that hold values, and what the others hold."""

    block: Block

    @cached_property
    def columns(self) -> list[int]:
        """Every column in which a cell of the sheet stands, or that a merged heading speaks for."""
        return self.block.sheet.spoken_for

    @cached_property
    def across(self) -> str:
        """The dimension that runs across the header row; empty for a list."""
        named = [
            label for label in self._head_labels() if label.kind in DIMENSIONS and not label.is_year
        ]
        if len({label.says for label in named}) < 2 and any(
            label.field == "value" for label in self._head_labels()
        ):
            return ""
        # The corner may name the borough of a table with one quarter: what stands on numbers runs
        # across.
        standing = [label for label in named if self.holds_numbers(label.cell.column)] or named
        return Counter(label.kind for label in standing).most_common(1)[0][0]

    def _head_labels(self) -> list[Label]:
        head = self.block.heads[-1]
        return [label for (row, _), label in self.block.labels.items() if row == head]

    def label(self, row: int, column: int) -> Label | None:
        """The heading that speaks here, merged or not."""
        cell = self.block.sheet.heading_at(row, column)
        return self.block.labels.get((cell.row, cell.column))

    @cached_property
    def values(self) -> dict[int, Label]:
        """The value columns with the heading in the header row right above them."""
        heads = {column: self._value_head(column) for column in self.columns}
        return {column: label for column, label in heads.items() if label}

    def _value_head(self, column: int) -> Label | None:
        row = self.block.heads[-1]
        head, label = self.block.sheet.heading_at(row, column), self.label(row, column)
        if column in self._numbering:
            return None
        if label is None:
            is_head = head.text and self.across and self.holds_numbers(column)
            return Label(head, self.across) if is_head else self._reached(column)
        if label.is_year:
            return replace(label, kind="total")
        if label.kind == "field":
            return label if label.field == "value" and not self.across else None
        # "Target" in the corner heads no numbers: it says what all of them are.
        computed = label.kind in ("total", "derived") and self.holds_numbers(column)
        return label if label.kind == self.across or computed else None

    @cached_property
    def _numbering(self) -> set[int]:
        """The columns that number the rows: 1, 2, 3 or 1.1, 1.2 under "No." or "Ref"."""
        sheet, head = self.block.sheet, self.block.heads[-1]
        held = {
            column: [cell for row in self.block.body if (cell := sheet.at(row, column)).text]
            for column in self.columns
            if plain_name(sheet.at(head, column).text)
            in (_REFS | _NUMBERS if column == self.columns[0] else _REFS)
        }
        return {column for column, cells in held.items() if _is_counting(cells)}

    def _reached(self, column: int) -> Label | None:
        """The heading that reaches over a column without one, where words for kinds of number stand
        under both: "No." and "%" under one quarter, typed over the first of the two.
        """
        if not (self.across and self.holds_numbers(column) and self._kinds_under(column)):
            return None
        left = self.label(self.block.heads[-1], column - 1) or self._reached(column - 1)
        is_head = left and left.kind == self.across and self._kinds_under(column - 1)
        return left if is_head else None

    def _kinds_under(self, column: int) -> list:
        sheet = self.block.sheet
        return [
            one
            for row in self._under
            for one in quantities_in(sheet.heading_at(row, column).text, is_remark=True)
        ]

    @cached_property
    def _under(self) -> list[int]:
        """The rows under the header before the first row of numbers."""
        rows, body = self.block.sheet.rows, self.block.body
        first = next((row for row in body if any(cell.is_number for cell in rows.get(row, []))), 0)
        return [row for row in body if row < first]

    def holds_numbers(self, column: int) -> bool:
        """Whether a number stands in the column."""
        return column in self._numeric

    @cached_property
    def _numeric(self) -> set[int]:
        rows = (self.block.sheet.rows.get(row, []) for row in self.block.body)
        return {cell.column for cells in rows for cell in cells if cell.is_number}

    @cached_property
    def numbered(self) -> dict[int, None]:
        """The body rows that hold something in a value column, in their order."""
        rows = self.block.sheet.rows
        return dict.fromkeys(
            row
            for row in self.block.body
            if any(cell.column in self.values for cell in rows.get(row, []))
        )

    @cached_property
    def down(self) -> dict[int, str]:
        """What each other column holds: by its field name, or by most of its headings."""
        kinds = {
            column: self._kind_down(column) for column in self.columns if column not in self.values
        }
        known = set(kinds.values()) & set(DIMENSIONS) | {self.across}
        missing = next(
            (kind for kind in ("indicator", "quarter", "borough") if kind not in known), ""
        )
        texts = [
            column for column in kinds if not kinds[column] and missing and self._all_text(column)
        ]
        # Not one row heading was readable: the first column of text is where they stand.
        return kinds | ({texts[0]: missing} if texts and not known - {self.across} else {})

    def _kind_down(self, column: int) -> str:
        if (head := self.label(self.block.heads[-1], column)) and head.kind == "field":
            return head.field
        held = Counter(
            label.kind
            for row in self.numbered or self.block.body
            if (label := self.label(row, column))
        )
        return next((kind for kind, _ in held.most_common() if kind in DIMENSIONS), "")

    def over(self, column: int) -> list[Cell]:
        """The cells that stand over the values of a column: its headings, and those in the corner."""
        sheet, head = self.block.sheet, self.block.heads[-1]
        corner = [sheet.at(head, at) for at in self.down if not self.holds_numbers(at)]
        return [
            *corner,
            *(sheet.heading_at(row, column) for row in (*self.block.heads, *self._under)),
        ]

    def _headed(self, headings: frozenset[str]) -> list[int]:
        head, sheet = self.block.heads[-1], self.block.sheet
        return [at for at in self.down if plain_name(sheet.at(head, at).text) in headings]

    @cached_property
    def _unit_columns(self) -> list[int]:
        """The columns that say of what kind the numbers of a row are: by their headings, or where
        every row has a word for a kind of number.
        """
        headed, sheet = self._headed(UNIT_HEADINGS), self.block.sheet
        held = {at: [sheet.heading_at(row, at).text for row in self.numbered] for at in self.down}
        return headed + [
            at
            for at, texts in held.items()
            if at not in headed
            # "Cumulative from April" beside quarters that run across names none of them.
            and (self.down[at] not in DIMENSIONS or self.down[at] == self.across)
            and texts
            # Said once among several rows, such words may be a remark; said in each, their kind.
            and all(
                quantities_in(text, is_remark=texts.count(text) < 2 <= len(texts)) for text in texts
            )
        ]

    def units(self, row: int) -> list[Cell]:
        """What a column of units, or of what a number is, says of a row."""
        return [self.block.sheet.heading_at(row, column) for column in self._unit_columns]

    @cached_property
    def is_contrasted(self) -> bool:
        """Whether some column or row of the table is said to hold other numbers than counts, so
        that "No." beside it tells which are the counts.
        """
        said = [cell for column in self.values for cell in self.over(column)]
        said += [cell for row in self.numbered for cell in self.units(row)]
        return any(not one.is_ours for cell in said for one in quantities_in(cell.text))

    @cached_property
    def _part_columns(self) -> list[int]:
        """The columns that part a borough: by their headings, or where a row without headings of
        its own goes on under another ("North", and below it "South").
        """
        sheet, headed = self.block.sheet, self._headed(PART_HEADINGS)
        rows = [row for row in self.numbered if sheet.rows[row][0].column in self.down]
        going_on = [
            at
            for at in self.down
            if not self.down[at]
            and at not in self._unit_columns
            and any(map(partial(self._goes_on, at), rows, rows[1:]))
        ]
        return list(dict.fromkeys([*headed, *going_on]))

    def _goes_on(self, column: int, above: int, row: int) -> bool:
        """Whether a row begins in a column where the row above, which begins before, has a text."""
        sheet = self.block.sheet
        first, earlier = sheet.rows[row][0], sheet.rows[above][0]
        texts = [sheet.at(at, column) for at in (above, row)]
        words = all(cell.text.strip() and not cell.is_number for cell in texts)
        return first.column == column > earlier.column and words

    def part(self, row: int) -> Cell | None:
        """The part of the borough that a row of numbers is said to be of; None where it is none."""
        cells = [self.block.sheet.heading_at(row, column) for column in self._part_columns]
        return next((cell for cell in cells if cell.text.strip() and row in self.numbered), None)

    def goes_on(self, row: int) -> bool:
        """Whether a row of numbers begins with its unit or its part: it is headed as those above."""
        cells = self.block.sheet.rows.get(row, [])
        return row in self.numbered and cells[0].column in self._aside

    def rival(self, row: int, column: int) -> Cell | None:
        """The number beside a value under the same heading, where nothing tells which of the two is
        the count and it is no sum of the row.
        """
        sheet = self.block.sheet
        if any(sheet.at(row, at).kind == "split" for at in self.values):
            return None
        typed = [sheet.at(row, at).text for at in self.values]
        total = str(sum(int(text) for text in typed if text.isdecimal()))
        beside = (sheet.at(row, at) for at in self._rivals(column))
        return next((cell for cell in beside if cell.is_number and cell.text != total), None)

    def _rivals(self, column: int) -> list[int]:
        """The columns beside one that may as well hold its counts: what stands under their heading
        calls neither of them a count, or both.
        """
        if not self.across or self.values[column].kind != self.across:
            return []
        mine = self._kinds_under(column)
        rivals = []
        for at in filter(partial(self._shares, column), (column + 1, column - 1)):
            its = self._kinds_under(at)
            if all(one.is_ours for one in (*mine, *its)) and not (mine and not its):
                rivals.append(at)
        return rivals

    def _shares(self, column: int, beside: int) -> bool:
        """Whether a column of numbers stands under the heading of the one beside it."""
        head, sheet = self.block.heads[-1], self.block.sheet
        if beside in self.values:
            return self.values[beside].cell == self.values[column].cell
        if (
            beside < column
            or self.label(head, column) is None
            or sheet.heading_at(head, beside).text
        ):
            return False
        its = self._labels_under(beside)
        # "Total" under no quarter ends the row, and is no other reading of the last one.
        is_other = any(not label or label.kind not in ("total", "derived") for label in its)
        return self.holds_numbers(beside) and (
            not its or (is_other and bool(self._labels_under(column)))
        )

    def _labels_under(self, column: int) -> list[Label | None]:
        """What stands under the header over the values of a column, None for what is no heading."""
        under = (row for row in self._under if self.block.sheet.heading_at(row, column).text)
        return [self.label(row, column) for row in under]

    @cached_property
    def own(self) -> set[str]:
        """What the columns of a list hold: a row that leaves one blank is not spoken for by a
        title.
        """
        return set() if self.across else set(self.down.values()) & set(DIMENSIONS)

    def _all_text(self, column: int) -> bool:
        return any(self.block.sheet.heading_at(row, column).text for row in self.numbered)

    def row_labels(self, row: int) -> list[Label]:
        """The headings of a row; a text where headings stand is one too, though unread."""
        labels = []
        for column, kind in self.down.items():
            cell, label = self.block.sheet.heading_at(row, column), self.label(row, column)
            if self._is_remark(column, label) or column in self._aside:
                continue
            if label and label.kind in (*DIMENSIONS, "total", "derived"):
                labels.append(label)
            elif cell.text.strip() and kind in DIMENSIONS and row in self.numbered:
                labels.append(Label(cell, kind))
        return self._year_as_total(row, labels)

    @cached_property
    def _aside(self) -> set[int]:
        """The columns that say something of a row's numbers and head none."""
        return {*self._unit_columns, *self._part_columns}

    def _is_remark(self, column: int, label: Label | None) -> bool:
        """Whether what stands here is said about a row and heads none: it stands in a column of
        remarks, names once more what runs across ("New system from April"), or begins or ends like
        a total away from the headings of rows ("Q4 may change").
        """
        kind = self.down.get(column, "")
        if kind == "note":
            return True
        if label and label.kind in ("total", "derived"):
            return kind not in DIMENSIONS and not label.is_bare
        again = bool(self.across) and self.across in (kind, label and label.kind)
        return again and not (label and label.is_year)

    def _year_as_total(self, row: int, labels: list[Label]) -> list[Label]:
        """The headings of a row; among rows of quarters, numbers beside a bare year are its total."""
        quarters = [label for label in labels if label.kind == "quarter"]
        if (
            not self._quarters_down
            or row not in self.numbered
            or not all(label.is_year for label in quarters)
        ):
            return labels
        return [replace(label, kind="total") if label in quarters else label for label in labels]

    @cached_property
    def _quarters_down(self) -> bool:
        labels = [self.label(row, column) for row in self.numbered for column in self.down]
        return any(label.kind == "quarter" and not label.is_year for label in labels if label)

    def beside(self, row: int) -> tuple[Cell, ...]:
        """The texts of a row that are neither heading nor value: remarks on the row."""
        cells = self.block.sheet.rows.get(row, [])
        return tuple(
            cell
            for cell in cells
            if cell.column not in self.values
            and not cell.is_number
            and (
                self._is_remark(cell.column, self.block.labels.get((row, cell.column)))
                or (
                    self.down.get(cell.column) == "" and (row, cell.column) not in self.block.labels
                )
            )
        )

    @cached_property
    def usual(self) -> set[str]:
        """The dimensions that head the rows of this table."""
        kinds = {label.kind for row in self.numbered for label in self.row_labels(row)}
        return kinds or {next(kind for kind in ("indicator", "quarter") if kind != self.across)}
