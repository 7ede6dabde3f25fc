"""Whose page it is, and what may not stand on it: the name of any other borough, or of a file of
one.
"""

import re
from dataclasses import dataclass

from pandas import DataFrame

from analysis.declare.boroughs import BY_KEY, borough_name
from analysis.declare.table import InputError
from desk.exchange.naming import boroughs_named

LEFT_OUT = "[a remark that speaks of others is left out]"
# Between the remarks on one cell.
_BETWEEN = " | "


@dataclass(frozen=True)
class Reader:
    """The borough whose page it is, and the names of the files that hold numbers of others alone."""

    borough: str
    theirs: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The borough's name as printed."""
        return borough_name(self.borough)

    def others(self, text: str) -> list[str]:
        """Which other boroughs, and which of their files, `text` names."""
        named = boroughs_named(text) - {self.borough}
        files = [
            file for file in self.theirs if re.search(rf"(?<![\w-]){re.escape(file)}(?!\w)", text)
        ]
        return sorted(borough_name(key) if key in BY_KEY else key for key in named) + sorted(files)

    def said(self, text: str) -> str:
        """`text` with each remark that speaks of others left out, and saying so."""
        parts = [LEFT_OUT if self.others(part) else part for part in text.split(_BETWEEN)]
        return _BETWEEN.join(dict.fromkeys(parts))

    def told(self, rows: DataFrame) -> DataFrame:
        """Rows in whose texts nothing speaks of others."""
        texts = rows.select_dtypes("str").columns
        return rows.assign(**{name: rows[name].map(self.said) for name in texts})

    def own(self, rows: DataFrame, column: str = "borough") -> DataFrame:
        """The reader's rows of a table, and nothing in them that speaks of others."""
        return self.told(rows[rows[column] == self.borough].reset_index(drop=True))


def refuse_others(text: str, reader: Reader, period: str) -> None:
    """InputError where a text for `reader` names another borough or a file of another."""
    plain = text.replace("\\", "")  # Markdown's own marks
    if others := reader.others(plain):
        line = next((line for line in plain.splitlines() if reader.others(line)), "")
        raise InputError(
            f"the page of {reader.name} for {period} would name {', '.join(others)}, in"
            f" '{line.strip()[:80]}'; nothing was written: take the name out where it was typed"
            " (corrections.csv, replies.csv, received.csv or a declaration)"
        )
