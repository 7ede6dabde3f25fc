"""What statements are checked against: every tidy table, and the rows of one that a statement
names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pandas import DataFrame

from analysis.declare.selector import selected
from analysis.declare.table import Column, InputError, Table

_NUMBERS = ("count", "number")
# What a row counts, where that is not the name of its table.
_UNITS = {
    "attendance": "attendances",
    "blocks": "blocks",
    "activity/hub": "visits",
    "activity/form": "completed forms",
    "surveys/replies": "replies",
}
# A cell that by its nature holds no number lacks none.
_NONE_DUE = ("returned", "not_offered", "not_member")


@dataclass(frozen=True)
class Evidence:
    """The tidy tables by name, how each is declared, and what the published report of the period
    numbers.

    `tables` maps `training` or `activity/hub` to rows of this period and those before it;
    `declared` has the same names. `contents` has `kind, number, holds, tables, missing`. What is
    said of each series of a table and a period comes from `verdicts` of the section on them: a row
    a series, with `borough, indicator, counts, ratio, low, high, df, detectable, verdict, stands`.
    """

    period: str
    tables: Mapping[str, DataFrame]
    declared: Mapping[str, Table]
    contents: DataFrame
    verdicts: Callable[[DataFrame, str], DataFrame]


@dataclass(frozen=True)
class Figure:
    """Rows of one table that a statement names, and the column with their numbers."""

    named: str
    table: str
    rows: DataFrame
    column: str

    @property
    def returned(self) -> DataFrame:
        """The rows that hold a number."""
        rows = self.rows[self.rows[self.column].notna()]
        return rows[rows["status"] == "returned"] if "status" in rows else rows

    @property
    def known(self) -> bool:
        """Whether there is any number at all."""
        return len(self.returned) > 0

    @property
    def numbers(self) -> list[float]:
        """The numbers, in the order of the rows."""
        return [float(number) for number in self.returned[self.column]]

    @property
    def total(self) -> float:
        """Their sum."""
        return sum(self.numbers)

    @property
    def lacking(self) -> int:
        """How many rows should hold a number and do not."""
        return int((~self.rows["status"].isin(_NONE_DUE)).sum()) if "status" in self.rows else 0

    @property
    def unit(self) -> str:
        """What is counted: `attendances`, `visits`, `months`."""
        if self.column not in _NUMBERS:
            return self.column
        measures = set(self.rows["measure"]) if "measure" in self.rows else {self.table}
        if len(measures) > 1:
            return "in all"
        return _UNITS.get("".join(measures), self.table.split("/")[-1])


def figure(text: str, evidence: Evidence) -> Figure:
    """The rows `text` names, as in `training[course=core|overview, period=2023-25]` or
    `activity/form[...].months`.

    Every condition is a column and the values it may have, in quotation marks where they hold a
    comma; without a column at the end the numbers are the counts, or whatever else the table holds
    as its number. InputError for a table or column that does not exist, or a value its column does
    not allow.
    """
    name, conditions, column = selected(text)
    if name not in evidence.tables:
        raise InputError(f"there is no table '{name}': known are {', '.join(evidence.tables)}")
    rows, columns = evidence.tables[name], evidence.declared[name].columns
    usual = [*filter(columns.__contains__, _NUMBERS), *columns]
    column = column or usual[0]
    for key, wanted in conditions:
        _column(name, columns, key)
        _allowed(name, columns[key], key, wanted)
        rows = rows[rows[key].isin(wanted)]
    _column(name, columns, column)
    return Figure(text.strip(), name, rows, column)


def _column(table: str, columns: Mapping[str, Column], key: str) -> None:
    if key not in columns:
        raise InputError(f"table '{table}' has no column '{key}': it has {', '.join(columns)}")


def _allowed(table: str, column: Column, key: str, values: list[str]) -> None:
    if strange := [value for value in values if column.allowed and value not in column.allowed]:
        known = ", ".join(filter(None, column.allowed))
        raise InputError(f"'{strange[0]}' is no {key} of table '{table}': known are {known}")
