"""One way through cleaning for every strand: what arrived becomes its tables, is held against what
was last published, is shown, and is kept.
"""

import inspect
from collections.abc import Iterator, Mapping

from IPython.display import Markdown
from pandas import DataFrame

from analysis import store
from analysis.declare.proforma import DAY
from analysis.declare.revisions import REVISIONS
from analysis.read.ask.revisions import Known, headed, revised
from analysis.read.ask.timely import timely
from analysis.read.pipe import Cleaned
from analysis.registry import STRANDS, TABLES, cleans

# Tables beside those that were read.
_BESIDE = ("queries", "revisions")
# What every row knows and a page is too narrow for; the cell stays, since it leads to the rest.
_NOT_SHOWN = "period file sheet caveat".split()
# Columns of what a person wrote about somebody's case.
_OWN_WORDS = "extract part otherwise known_from".split()
# Tables with one of these hold what single people said: they are shown as numbers of rows alone.
_OF_PEOPLE = {"respondent", "response", "text"}
_COUNTED_BY = (
    "instrument survey wave tool question coder item answer missing kept usable tier why_not status"
).split()


def about(strand: str, period: str) -> Markdown:
    """What arrives for a strand and how it is read, as its cleaning says it.

    InputError for a strand that the period was not asked for.
    """
    store.refuse_unasked(period, strand)
    title, _, said = inspect.getdoc(cleans(strand)).partition("\n\n")
    return Markdown(f"# {STRANDS[strand].title}\n\n{title}\n\n{said}")


def cleaned(strand: str, period: str, on: str = ""):
    """The tables of one strand and period with the questions they raise, by what was known `on` a
    day, or is known now.
    """
    files, corrections = store.returns(period, strand, on), store.corrections(period, strand, on)
    listed = store.received(period, strand, on)
    received = dict(zip(listed["file"], listed["received"], strict=True))
    return read(strand, files, corrections, period, received)


def read(
    strand: str,
    files: Mapping[str, bytes],
    corrections: DataFrame,
    period: str,
    received: Mapping[str, str],
) -> Cleaned:
    """The tables of some files of one strand and period with the questions they raise; `received`
    holds the day each came, or the month or year, by its name. InputError where a file cannot be
    read or a correction does not fit.
    """
    beside = {"earlier": _earlier(strand, period)} if STRANDS[strand].counted_by else {}
    if "wordings" in TABLES[strand]:
        words = store.before(strand, period, "wordings")
        beside["worded"] = {(row.borough, row.indicator): row.wording for row in words.itertuples()}
    made = cleans(strand).clean(files, corrections, period, **beside)
    days = [one.key for form in STRANDS[strand].proformas for one in form.of_kind(DAY)]
    return timely(made, received, corrections, days)


def _earlier(strand: str, period: str) -> dict[tuple[str, str], tuple[int, ...]]:
    """The counts of periods before, as far as they are cleaned, by borough and what is counted, in
    the order of time.
    """
    rows = store.before(strand, period)
    rows = rows[rows["status"] == "returned"]
    when = "quarter" if "quarter" in rows else "month"
    series = rows.sort_values(when).groupby(["borough", STRANDS[strand].counted_by])["count"]
    return {key: tuple(int(count) for count in counts) for key, counts in series}


def as_published(strand: str, period: str):
    """The same by what was known when a report was last published, read by the code of today; None
    where none was.
    """
    day = store.last_published(period)
    return cleaned(strand, period, day) if day and "revisions" in TABLES[strand] else None


def revisions(strand: str, period: str, then, now) -> DataFrame:
    """The rows that differ between what was cleaned `then` and `now`: a REVISIONS frame, without
    rows where nothing was published.
    """
    if then is None:
        return REVISIONS.empty()
    wordings = [headed(one.wordings) if "wordings" in TABLES[strand] else {} for one in (then, now)]
    known = Known(
        store.last_published(period),
        store.received(period, strand),
        store.corrections(period, strand),
        tuple(wordings),
    )
    return revised(then, now, TABLES[strand], known)


def tables(strand: str, now) -> Iterator[Markdown | DataFrame]:
    """Each table that was read, under what one row of it is; of what single people said only how
    many rows there are.
    """
    for name in (name for name in TABLES[strand] if name not in _BESIDE):
        yield Markdown(f"### `{name}`: a row is {TABLES[strand][name].one_row_is}")
        yield _shown(getattr(now, name))


def dictionaries(strand: str) -> Iterator[Markdown | DataFrame]:
    """What the columns of each table hold."""
    for name, table in TABLES[strand].items():
        yield Markdown(f"### `{name}`")
        yield table.dictionary()


def keep(strand: str, period: str, now, then, changed: DataFrame) -> None:
    """Write the tables, the questions and the revisions to where findings read them.

    What was told in confidence is kept as it was published too: its numbers are compared by
    findings, since its lines cannot be named.
    """
    more = {"revisions": changed} if "revisions" in TABLES[strand] else {}
    published = then if STRANDS[strand].in_confidence else None
    store.write_cleaned(strand, period, now, published=published, **more)


def _shown(rows: DataFrame) -> DataFrame:
    if _OF_PEOPLE & set(rows):
        by = [name for name in _COUNTED_BY if name in rows]
        return rows.groupby(by, sort=False).size().to_frame("rows")
    return rows.drop(columns=[*_NOT_SHOWN, *_OWN_WORDS], errors="ignore")
