"""How a declared column and what stands in it are called on a page: in the words of its proforma
where it has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.declare.periods import MONTH, QUARTER, month_label, period, quarter_label
from analysis.declare.proforma import Field
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import Column, Table
from analysis.registry import PROFORMAS

NOTHING = "–"
# Columns whose values are fields of the proforma.
_OF_FIELDS = ("measure", "item")


@dataclass(frozen=True)
class Labels:
    """One table's words: `title` is what it is called, `fields` those of its proforma, none where
    it has none.
    """

    table: Table
    title: str
    fields: Mapping[str, Field]

    def heading(self, name: str) -> str:
        """What stands over a column, a measure or an item."""
        return self.fields[name].heading if name in self.fields else human(name)

    def says(self, name: str) -> str:
        """What a column holds, where that says more than its heading."""
        says = self.table.columns[name].says
        return "" if says.endswith("key") or name == "period" else says

    def value(self, name: str, value, status: str = "returned") -> str:
        """What stands in a cell; where nothing does, the symbol of its status."""
        column = self.table.columns[name]
        if pd.isna(value) or value == "":
            return SYMBOLS.get(status) or NOTHING
        if column.kind != "str":
            return f"{value:,}"
        if name == "period":
            return period(value).label
        if column.pattern in (QUARTER, f"({QUARTER})?"):
            return quarter_label(value)
        if column.pattern in (MONTH, f"({MONTH})?"):
            return month_label(value)
        return self._word(name, value, column)

    def _word(self, name: str, value: str, column: Column) -> str:
        if name in _OF_FIELDS:
            return self.heading(value)
        fields = self.fields.values() if name == "answer" else [self.fields.get(name)]
        known = next((field.words[value] for field in fields if field and value in field.words), "")
        return known or (value if is_free(column) else human(value))


def labels(strand: str, name: str, table: Table) -> Labels:
    """The words of one table of a strand."""
    proforma = next((one for one in PROFORMAS.get(strand, ()) if one.key == table.name), None)
    title = proforma.title if proforma else human(table.name if name == "table" else name)
    return Labels(table, title, {field.key: field for field in proforma.fields} if proforma else {})


def human(key: str) -> str:
    """A key as a heading or a cell: `in_places` is `In places`."""
    text = key.replace("_", " ")
    return text[:1].upper() + text[1:]


def is_free(column: Column) -> bool:
    """Whether a column holds any text: no word of a list, no date, no number."""
    return column.kind == "str" and not column.allowed and not column.pattern
