"""Picking findings out of their frame, so that tables and sentences can name what they print."""

from collections.abc import Collection, Iterable, Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGHS, borough_name, members
from analysis.declare.cleared import WAITS
from analysis.declare.indicators import INDICATOR_KEYS
from analysis.declare.periods import period
from analysis.declare.words import count, listed
from analysis.show.words import NBSP


def borough_keys(found: DataFrame) -> list[str]:
    """The boroughs the findings are about, in order of joining."""
    return [borough.key for borough in BOROUGHS if borough.key in set(found["borough"])]


def borough_names(keys: Iterable[str]) -> str:
    """Boroughs inside a sentence: `Hackney, Islington and Tower Hamlets`."""
    return listed(list(map(borough_name, keys)))


def nothing_from(senders: Collection[str], of_period: str) -> str:
    """The sentence on the members of a period that are not among the senders; empty without any."""
    silent = [member.key for member in members(of_period) if member.key not in senders]
    return f" Nothing came from {borough_names(silent)}." if silent else ""


def partial(total: str, row: Series) -> str:
    """A total, and of how many numbers it is where some are missing: `91 (1 of 6)`."""
    return f"{total} ({row['x']:.0f} of{NBSP}{row['n']:.0f})" if row["x"] < row["n"] else total


def partial_note(totals: DataFrame) -> tuple[str, ...]:
    """What the brackets of `partial` mean, where one of some totals has them."""
    says = "In brackets after a total: how many of its numbers came, where some are missing."
    return (says,) if (totals["x"] < totals["n"]).any() else ()


def of_kind(found: DataFrame, *statistics: str) -> DataFrame:
    """The findings that answer one question, or one of several."""
    return found[found["statistic"].isin(statistics)]


def within(found: DataFrame, of_period: str) -> DataFrame:
    """The findings about a funding period, or about a month or a quarter of it."""
    span = period(of_period)
    return found[found["when"].isin([of_period, *span.quarters, *span.all_months])]


def indicator_keys(keys: Iterable[str]) -> list[str]:
    """The indicators among `keys`, in their declared order."""
    return [key for key in INDICATOR_KEYS if key in set(keys)]


def by_statistic(found: DataFrame, borough: str = "", subject: str = "") -> dict[str, Series]:
    """The findings about one series, one borough or everything together, by statistic."""
    return index(found[(found["borough"] == borough) & (found["subject"] == subject)])


def index(rows: DataFrame) -> dict[str, Series]:
    """Findings by statistic; the last where several answer the same."""
    return {row["statistic"]: row for _, row in rows.iterrows()}


def ends(row: Series) -> tuple[float, float, float]:
    """Estimate, low and high of a finding."""
    return row["estimate"], row["low"], row["high"]


def remarks(rows: DataFrame, column: str) -> Iterator[tuple[str, list[str]]]:
    """Each note of the sender once, with the values of a column it is about; none where it is about
    all of them.
    """
    noted = rows.assign(caveat=rows["caveat"].str.split(" | ", regex=False)).explode("caveat")
    for caveat, about in noted[noted["caveat"] != ""].groupby("caveat", sort=False)[column]:
        some = about.nunique() < rows[column].nunique()
        yield caveat, list(about.unique()) if some else []


def cleared(rows: DataFrame, column: str) -> tuple[DataFrame, int]:
    """The rows whose words in a column are printed, and how many wait; what is kept out is neither."""
    words = rows[column]
    return rows[~words.isin([WAITS, ""])], int(words.eq(WAITS).sum())


def still_waiting(number: int, what: str) -> tuple[str, ...]:
    """The sentence on words that wait; nothing where none do."""
    return (f"{count(number, what)} wait{'s' * (number == 1)} to be cleared.",) if number else ()
