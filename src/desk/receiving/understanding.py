"""What a file that arrives holds: read in memory by the cleaning of each strand and period it could
belong to.
"""

from collections import Counter
from dataclasses import dataclass
from time import monotonic

from pandas import DataFrame

from analysis.cleaning import read
from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period as period_called
from analysis.declare.table import InputError
from analysis.declare.words import count
from analysis.registry import STRANDS, TABLES, asked_in, cleans
from desk.exchange.naming import place
from desk.receiving.apart import PATIENCE, progress

# Tables that say how the numbers were worded or added up, and hold none themselves.
_ABOUT = {"queries", "revisions", "wordings", "totals"}

# Questions that any file raises that is none of a strand's.
_UNTELLING = {
    *("nothing_read", "no_lines_read", "no_answer_sheets", "unknown_survey", "unread_numbers"),
    *("no_return", "no_proforma", "not_returned_quarters"),
}


class Empty(InputError):
    """A file, or the sheets of one that are a strand's, in which nothing could be read."""


@dataclass(frozen=True)
class Understood:
    """One file as one strand and period read it: rows of it by table, the questions asked about it,
    and the ACCOUNT of its numbers.
    """

    file: str
    strand: str
    period: str
    tables: dict[str, DataFrame]
    queries: DataFrame
    account: DataFrame

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

    @property
    def asked_for(self) -> str:
        """The strand and period as they are told to a command."""
        return f"{self.strand} of {self.period}"

    @property
    def sheets(self) -> list[str]:
        """The sheets it has rows of; none for a text file."""
        tables = (table["sheet"] for table in self.tables.values() if "sheet" in table)
        return [name for name in dict.fromkeys(name for names in tables for name in names) if name]

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
    file: str,
    content: bytes,
    strand: str,
    period: str,
    corrections: DataFrame,
    received: str = "",
) -> Understood:
    """One file, read alone, as it came on a day where that is told. InputError where it cannot be
    read or holds data on single children.
    """
    own = corrections[corrections["file"] == file]
    made = read(strand, {file: content}, own, period, {file: received})
    frames = made.frames
    tables = {
        name: table[table["file"] == file] for name, table in frames.items() if name not in _ABOUT
    }
    queries = frames["queries"][frames["queries"]["file"] == file]
    return Understood(file, strand, period, tables, queries, made.account)


def best(
    name: str, content: bytes, strand: str, period: str, periods: list[str], received: str
) -> Understood:
    """What a file called `name` is: the reading with rows that leaves fewest questions, of one
    strand and period.

    `strand` and `period` are what we were told, `periods` those it could belong to, `received` the
    day it came. Where two strands read rows in it, which it is has to be told: fewer questions are
    no proof. InputError, of one line, where it cannot be known.
    """
    if strand in STRANDS and STRANDS[strand].official:
        raise InputError(f"refused {name}: file releases with `analysis release`")
    strands = [strand] if strand else _strands(name, content)
    readings, errors = _readings(name, content, strands, [period] if period else periods, received)
    blank = [reading for reading in readings if not reading.rows]
    readings = [reading for reading in readings if reading.rows]
    if not readings and (error := _common(errors, len(blank))):
        raise error
    if not readings:
        if elsewhere := _elsewhere(name, content, strand, period, periods):
            raise InputError(elsewhere)
        raise Empty(_nothing(name, blank, bool(strand)))
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
    return [held] if held else [key for key in TABLES if not STRANDS[key].official]


def _readings(
    name: str, content: bytes, strands: list[str], periods: list[str], received: str = ""
):
    """Every reading, and what kept others from reading."""
    readings, errors, begun = [], [], monotonic()
    for period in periods:
        for strand in asked_in(period, strands):
            if monotonic() - begun > PATIENCE:
                progress(f"{name}: tried as {strand} of {period}")
            try:
                file = f"{strand}/{name}"
                one = understand(file, content, strand, period, CORRECTIONS.empty(), received)
                readings.append(one)
            except InputError as error:
                # Which strand tried to read it is nothing to the person who sent it.
                errors.append(InputError(str(error).replace(f"{strand}/{name}", name)))
    return readings, errors


def _common(errors: list[InputError], others: int) -> InputError | None:
    """What kept at least half of the readings from reading; what one strand alone says may be said
    of a file that is none of its own.
    """
    counted = Counter(map(str, errors))
    said, times = next(iter(counted.most_common(1)), ("", 0))
    return InputError(said) if times and 2 * times >= len(errors) + others else None


def _elsewhere(name: str, content: bytes, strand: str, period: str, periods: list[str]) -> str:
    """Why a file that holds nothing of the period we were told is refused, where it reads as one of
    another period; empty where it does not.
    """
    strands = [strand] if strand else _strands(name, content)
    others = [one for one in periods if period and one != period]
    found = [one for one in _readings(name, content, strands, others)[0] if one.rows]
    said = " or ".join(dict.fromkeys(f"{one.strand} of {one.period}" for one in found))
    asked = " of ".join(filter(None, [strand, period]))
    return said and (
        f"refused {name}: it holds nothing for {asked}, and reads as {said}; file it there or"
        " ask the sender"
    )


def _nothing(name: str, blank: list[Understood], is_told: bool) -> str:
    """Why a file is refused that nothing was read of: what the reading that asks least would ask
    first.
    """
    # The more a reading understood, the less it asks; of equal ones the latest period is likeliest.
    told = [one for one in reversed(blank) if len(_telling(one))]
    read_as = min(told or blank, key=lambda one: len(_telling(one)), default=None)
    telling = _telling(read_as) if read_as else DataFrame()
    if telling.empty and is_told and read_as:
        telling = read_as.queries
    if telling.empty:
        return (
            f"refused {name}: nothing in it can be read as a number or an answer of"
            f" {read_as.asked_for if is_told else 'any strand and period'}; look whether it is the"
            " right file, and tell what it is with --strand and --period"
        )
    return f"refused {name}: as {read_as.asked_for} nothing in it can be read. {first_of(telling)}"


def _telling(one: Understood) -> DataFrame:
    """The questions of a reading that say more than that nothing was found."""
    return one.queries[~one.queries["rule"].isin(_UNTELLING)]


def first_of(queries: DataFrame) -> str:
    """The first question with its place, those before others that keep a number out, and how many
    more there are.
    """
    ordered = queries.sort_values("severity", key=lambda kept: kept != "stop", kind="stable")
    row, more = ordered.iloc[0], len(queries) - 1
    said = ": ".join(filter(None, [place(row["sheet"], row["cell"]), row["question"]]))
    others = f" ({count(more, 'more question')})" if more else ""
    return f"{said}{others} Ask the sender, and file what comes back"


def _several(name: str, equal: list[Understood]) -> str:
    could_be = " or ".join(
        one.asked_for + (f" (sheet {', '.join(one.sheets)})" if one.sheets else "") for one in equal
    )
    given = {"strand": {one.strand for one in equal}, "period": {one.period for one in equal}}
    unsure = " and ".join(f"--{option}" for option, known in given.items() if len(known) > 1)
    return f"refused {name}: it could be {could_be}; say which with {unsure}"
