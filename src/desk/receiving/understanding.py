"""What a file that arrives holds: read in memory by the cleaning of each strand and period it could
belong to.
"""

from collections import Counter
from dataclasses import dataclass

from pandas import DataFrame

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period as period_called
from analysis.declare.table import InputError
from analysis.registry import STRANDS, TABLES, asked_in, cleans

# Tables that say how the numbers were worded or added up, and hold none themselves.
_ABOUT = {"queries", "revisions", "wordings", "totals"}


@dataclass(frozen=True)
class Understood:
    """One file as one strand and period read it: rows of it by table, and the questions asked about
    it.
    """

    file: str
    strand: str
    period: str
    tables: dict[str, DataFrame]
    queries: DataFrame

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return sum(map(len, self.tables.values()))

    @property
    def boroughs(self) -> tuple[str, ...]:
        """Keys of the boroughs it has rows of, in order of joining."""
        named = self._counted("borough")
        return tuple(key for key in BOROUGH_KEYS if key in named)

    @property
    def statuses(self) -> Counter:
        """How many rows have each status."""
        return self._counted("status")

    def _counted(self, column: str) -> Counter:
        tables = (table for table in self.tables.values() if column in table)
        return Counter(key for table in tables for key in table[column])

    @property
    def numbers(self) -> frozenset[tuple]:
        """What was returned, by table and key: two files that hold the same are vintages of one
        return.

        Only tables of returned values whose key does not depend on the file can tell.
        """
        return frozenset(
            (name, *map(str, key))
            for name, table in self.tables.items()
            if "status" in table and "file" not in TABLES[self.strand][name].key
            for key in table.loc[
                table["status"] != "not_returned", list(TABLES[self.strand][name].key)
            ].itertuples(index=False)
        )

    def about(self) -> str:
        """Period, strand and boroughs in words."""
        dated = f"{period_called(self.period).label} ({self.period})"
        return ", ".join([dated, STRANDS[self.strand].title, *map(borough_name, self.boroughs)])


def understand(
    file: str, content: bytes, strand: str, period: str, corrections: DataFrame
) -> Understood:
    """One file, read alone. InputError where it cannot be read or holds data on single children."""
    own = corrections[corrections["file"] == file]
    frames = cleans(strand).clean({file: content}, own, period).frames
    tables = {
        name: table[table["file"] == file] for name, table in frames.items() if name not in _ABOUT
    }
    queries = frames["queries"][frames["queries"]["file"] == file]
    return Understood(file, strand, period, tables, queries)


def best(name: str, content: bytes, strand: str, period: str, periods: list[str]) -> Understood:
    """What a file called `name` is: the reading with rows that leaves fewest questions, of one
    strand and period.

    `strand` and `period` are what we were told, `periods` those it could belong to. Where two
    strands read rows in it, which it is has to be told: fewer questions are no proof. InputError,
    of one line, where it cannot be known.
    """
    strands = [strand] if strand else _strands(name, content)
    readings, errors = _readings(name, content, strands, [period] if period else periods)
    if not readings and errors:
        raise errors[0]
    if not readings:
        raise InputError(_nothing(name, content, strands, strand, period, periods))
    if len({reading.strand for reading in readings}) == 1:
        fewest = min(len(reading.queries) for reading in readings)
        readings = [reading for reading in readings if len(reading.queries) == fewest]
    if len(readings) > 1:
        raise InputError(_several(name, readings))
    return readings[0]


def _strands(name: str, content: bytes) -> list[str]:
    """The strands a file could belong to by its shape: records row by row are answers or codings."""
    of_records = [key for key in TABLES if hasattr(cleans(key), "is_record")]
    held = next((key for key in of_records if cleans(key).is_record(name, content)), None)
    return [held] if held else list(TABLES)


def _readings(name: str, content: bytes, strands: list[str], periods: list[str]):
    """Every reading that has rows, and what kept others from reading."""
    readings, errors = [], []
    for period in periods:
        for strand in asked_in(period, strands):
            try:
                one = understand(f"{strand}/{name}", content, strand, period, CORRECTIONS.empty())
                readings += [one] if one.rows else []
            except InputError as error:
                # Which strand tried to read it is nothing to the person who sent it.
                errors.append(InputError(str(error).replace(f"{strand}/{name}", name)))
    return readings, errors


def _nothing(
    name: str, content: bytes, strands: list[str], strand: str, period: str, periods: list[str]
) -> str:
    asked = " of ".join(filter(None, [strand, period]))
    others = [one for one in periods if period and one != period]
    if elsewhere := _readings(name, content, strands, others)[0]:
        said = " or ".join(dict.fromkeys(f"{one.strand} of {one.period}" for one in elsewhere))
        return (
            f"refused {name}: it holds nothing for {asked}, and reads as {said}; file it there or"
            " ask the sender"
        )
    return (
        f"refused {name}: nothing in it can be read as a number or an answer of"
        f" {asked or 'any strand and period'}; look whether it is the right file, and tell what it"
        " is with --strand and --period"
    )


def _several(name: str, equal: list[Understood]) -> str:
    could_be = " or ".join(f"{reading.strand} of {reading.period}" for reading in equal)
    given = {"strand": {one.strand for one in equal}, "period": {one.period for one in equal}}
    unsure = " and ".join(f"--{option}" for option, known in given.items() if len(known) > 1)
    return f"refused {name}: it could be {could_be}; say which with {unsure}"
