"""A table is declared once: its check, its messages and its data dictionary all come from that
declaration.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.words import entries, listed


class InputError(Exception):
    """Something a person gave us is wrong, and a person can mend it. One line: what, where, why,
    what to do.
    """


@dataclass(frozen=True)
class Column:
    """One column: its kind (`str`, `count`, `number`), what it holds, and which values it may take.

    `free` is what a sender wrote in words of their own: printed once a person has cleared it.
    """

    kind: str
    says: str
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    nullable: bool = False
    free: bool = False

    def rule(self) -> str:
        """What would be right, in words."""
        values = (
            ", ".join(self.allowed)
            or {"str": "text", "count": "a whole number from 0", "number": "a number"}[self.kind]
        )
        return (
            values
            + (f" like {self.pattern}" if self.pattern else "")
            + (", or empty" if self.nullable else "")
        )

    def misfit(self, text: str) -> str:
        """Why a text typed into a list kept by hand is no value of the column, and what to write,
        in words; empty where it is one.
        """
        if self._fits(text) if text else self.nullable:
            return ""
        one_of = f", one of {listed(list(self.allowed), 'or')}" if self.allowed else ""
        found = f"'{text}' does not fit" if text else "nothing stands there"
        return f"{found}; write {self.says}{one_of}"

    def _fits(self, text: str) -> bool:
        if self.kind == "str":
            whole = re.fullmatch(self.pattern or ".*", text)
            return bool(whole) and text in (self.allowed or (text,))
        return text.isdecimal() or (self.kind == "number" and _is_number(text))


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


# `was (count or empty): how many there were`; what is said of no kind is text.
_COLUMN = re.compile(r"(\w+)(?: \((text|free text|count|number)( or empty)?\))?: (.+)")


def columns(text: str, **values: tuple[str, ...] | str) -> dict[str, Column]:
    """Columns written one under the other, each as `name: what it holds` or, where it is no text or
    may be empty, as `name (count or empty): what it holds`; further lines of one are set in. What
    a sender writes freely is `(free text)`.

    `values` are the values a column may take, or the pattern of them, by its name.
    """
    found = {}
    for lines in entries(text):
        name, kind, nullable, says = _COLUMN.fullmatch(" ".join(lines)).groups()
        rule = values.pop(name, ())
        allowed, pattern = ((), rule) if isinstance(rule, str) else (rule, "")
        of = kind if kind in ("count", "number") else "str"
        found[name] = Column(of, says, allowed, pattern, bool(nullable), kind == "free text")
    if values:
        raise ValueError(f"no column is called {', '.join(values)}")
    return found


@dataclass(frozen=True, eq=False)
class Table:
    """A tidy table: what one row is, the columns that name a row, and every column in its order.

    Declared once, so a table is equal to itself alone.
    """

    name: str
    one_row_is: str
    key: tuple[str, ...]
    columns: dict[str, Column]

    def check(self, frame: DataFrame) -> DataFrame:
        """Return `frame` in the declared order and types; raise InputError naming every problem at
        once.
        """
        if frame.empty:
            return self.empty()
        # pandera takes half a second to import: only those who check pay it.
        from pandera.errors import SchemaErrors

        try:
            return self._schema.validate(self._typed(frame), lazy=True)
        except SchemaErrors as errors:
            raise InputError(
                f"table '{self.name}': " + "; ".join(self._problems(errors.failure_cases))
            ) from None

    def misfits(self, row: Mapping[str, str]) -> list[str]:
        """What does not fit in a row of texts by their columns: a text for each column."""
        found = {name: column.misfit(row.get(name, "")) for name, column in self.columns.items()}
        return [f"{name}: {why}" for name, why in found.items() if why]

    def framed(self, rows: Iterable) -> DataFrame:
        """Rows by their columns, or in the order of them, as a checked frame; what the table has no
        column for is left out.
        """
        return self.check(DataFrame(list(rows), columns=list(self.columns)))

    def empty(self) -> DataFrame:
        """The table with no rows."""
        return DataFrame(
            {name: Series(dtype=DTYPES[column.kind]) for name, column in self.columns.items()}
        )

    def dictionary(self) -> DataFrame:
        """The data dictionary: `column`, `holds`, `values`, one row a column."""
        return DataFrame(
            [(name, column.says, column.rule()) for name, column in self.columns.items()],
            columns=["column", "holds", "values"],
        )

    def _typed(self, frame: DataFrame) -> DataFrame:
        if missing := [name for name in self.columns if name not in frame]:
            raise InputError(
                f"table '{self.name}': column {', '.join(missing)} is missing: one row is"
                f" {self.one_row_is}"
            )
        return DataFrame({name: self._values(name, frame[name]) for name in self.columns})

    def _values(self, name: str, values: Series) -> Series:
        """The values as their declared kind; an empty text is no number, and no number is 0."""
        kind = self.columns[name].kind
        if kind == "str":
            return values.astype("str")
        empty = values.isna() | values.astype("str").eq("")
        numbers = pd.to_numeric(values.mask(empty), errors="coerce").astype("Float64")
        wrong = ~empty & (numbers.isna() | ((numbers % 1 != 0) if kind == "count" else False))
        if wrong.any():
            found = values[wrong].iloc[0]
            raise InputError(
                f"table '{self.name}': {name} must be {self.columns[name].rule()}, got {found!r}"
            )
        return numbers.astype(DTYPES[kind])

    @cached_property
    def _schema(self):
        import pandera.pandas as pa

        def checks(column: Column) -> list:
            return (
                [pa.Check.isin(column.allowed)] * bool(column.allowed)
                + [pa.Check.str_matches(f"^(?:{column.pattern})$")] * bool(column.pattern)
                + [pa.Check.ge(0)] * (column.kind == "count")
            )

        return pa.DataFrameSchema(
            {
                name: pa.Column(DTYPES[column.kind], checks(column), nullable=column.nullable)
                for name, column in self.columns.items()
            },
            unique=list(self.key) or None,
        )

    def _problems(self, failures: DataFrame) -> list[str]:
        """One sentence a failing column, with its first value and how often."""
        sentences = []
        for name, cases in failures.groupby("column", sort=False, dropna=False):
            if name in self.columns and not cases["check"].eq("multiple_fields_uniqueness").any():
                first, times = cases["failure_case"].iloc[0], len(cases)
                sentences.append(
                    f"{name} must be {self.columns[name].rule()}, got {first!r} ({times} times)"
                )
        if failures["check"].eq("multiple_fields_uniqueness").any():
            sentences.append(f"two rows share one {' + '.join(self.key)}")
        return sentences or [str(failures.iloc[0].to_dict())]


DTYPES = {"str": "str", "count": "Int64", "number": "float64"}


def rows_with(rows: DataFrame, **values: object) -> DataFrame:
    """The rows that hold the value given in each of some columns."""
    for name, value in values.items():
        rows = rows[rows[name] == value]
    return rows
