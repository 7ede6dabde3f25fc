"""The lists people keep beside the returns of a period, and what of them was known on a date."""

import calendar
import datetime as dt
import hashlib
import re

from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.table import InputError, Table, columns

AS_FAR_AS_KNOWN = r"\d{4}(-\d{2}(-\d{2})?)?"

# Where a period's files come from, and the words that go on every page made from them.
ORIGINS = {
    "published": (
        "Published data: the numbers are those printed in the partnership's evaluation report of"
        " June 2025."
    ),
    "supplied": "Supplied data: returns sent by the boroughs to the evaluators.",
    "official": (
        "Official statistics: Department for Education, children in need and child protection,"
        " England, under the Open Government Licence v3.0."
    ),
    "simulated": (
        "Simulated data: made up to try the software. Nothing here is a finding about the real"
        " partnership."
    ),
}

# What anybody may read already.
PUBLIC = ("published", "official")
RECEIVED = Table(
    "received",
    one_row_is="one file as it arrived",
    key=("file",),
    columns=columns(
        """
        file: the file, from the period's folder
        sha256: its fingerprint on arrival
        strand: the strand it feeds
        sender: the sender's role, never a name
        received: when it arrived, as far as known
        origin: where the numbers come from
        replaces: the earlier file of the same return; empty for a first one
    """,
        sha256="[0-9a-f]{64}",
        received=AS_FAR_AS_KNOWN,
        origin=tuple(ORIGINS),
    ),
)
CORRECTIONS = Table(
    "corrections",
    one_row_is="one change to a returned cell",
    key=("file", "sheet", "cell"),
    columns=columns("""
        file: the file, from the period's folder
        sheet: the sheet; empty for a text file
        cell: the cell, like C7
        was: what must be found there
        becomes: what it is read as
        why: the reason
        who: the role of who decided
        decided: when
    """),
)

CONTENTS = Table(
    "contents",
    one_row_is=(
        "one numbered table, figure or appendix of the report the evaluators published for the"
        " period"
    ),
    key=("kind", "number"),
    columns=columns(
        """
        kind: what it is
        number: its number there
        holds: what it shows
        tables: keys of the tables that print it here; for a figure the section it would stand in
        missing: why it cannot be rebuilt; empty where it is
    """,
        kind=("table", "figure", "appendix"),
        number=r"\d+",
    ),
)

PUBLISHED = Table(
    "published",
    one_row_is="one day on which a report of the period was published",
    key=("date",),
    columns=columns(
        """
        date: when, as far as known
        what: what was published
    """,
        date=AS_FAR_AS_KNOWN,
    ),
)
PAGES = Table(
    "pages",
    one_row_is="one borough to whose own page the report leads",
    key=("borough",),
    columns=columns(
        """
        borough: its key, like hackney
        who: the role of who decided, like lead evaluator
        decided: when that was, as far as it is known, like 2026-06-30
    """,
        borough=BOROUGH_KEYS,
        decided=AS_FAR_AS_KNOWN,
    ),
)
APPROVALS = Table(
    "approvals",
    one_row_is="one number or sentence of a report that a reviewer approved as it stood",
    key=(),
    columns=columns(
        """
        id: that of the number or the sentence
        value: what was printed then
        inputs: a fingerprint of the returned cells it rested on then
        wording: the words around it then, other numbers as #; of a sentence its words
        who: the role or the initials of who approved, never a name
        decided: when
        note (free text): what they wrote beside it
    """,
        id=r"[a-z_]+\.[0-9a-f]{10}",
        inputs="[0-9a-f]{16}",
        decided=r"\d{4}-\d{2}-\d{2}",
    ),
)
# Per list that may be cut back to what was known on a date: the column that says when a row became
# known.
DATED = {
    "received": "received",
    "corrections": "decided",
    "replies": "decided",
    "cleared": "decided",
    "published": "date",
    "samples": "drawn_on",
    "pages": "decided",
}


def last_day(text: str) -> str:
    """The last day `text` can mean, as ISO: `2025-06` is 2025-06-30. InputError where it is no
    date.
    """
    try:
        if not re.fullmatch(AS_FAR_AS_KNOWN, text):
            raise ValueError(text)
        first = dt.date.fromisoformat(f"{text}-01-01"[:10])
        return {4: first.replace(month=12, day=31), 7: _month_end(first)}.get(
            len(text), first
        ).isoformat()
    except ValueError:
        raise InputError(
            f"'{text}' is no date: write it like 2025-06-30, or 2025-06 where the day is not known"
        ) from None


def _month_end(first: dt.date) -> dt.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def fingerprints(received: DataFrame, *, together: bool) -> Series:
    """By the file, the beginning of its sha256; `together` with those of all, as long as nobody has
    them all, so that nobody can try out what a small file holds.
    """
    whole = "".join(sorted(received["sha256"])) if together else ""
    return Series(
        [
            hashlib.sha256((whole + one).encode()).hexdigest() if together else one
            for one in received["sha256"]
        ],
        index=received["file"],
        dtype=str,
    )


def known(rows: DataFrame, column: str, on: str) -> DataFrame:
    """The rows whose date in `column` is not after `on`; all of them where `on` is empty."""
    return rows[rows[column].map(last_day).le(last_day(on))] if on and len(rows) else rows


def received_by(received: DataFrame, on: str) -> DataFrame:
    """What had been received by `on`: the RECEIVED table; a file that came later is replaced by
    none.

    InputError where a row replaces a file that is not listed for its strand, or that another
    replaces too.
    """
    known_files = set(zip(received["strand"], received["file"], strict=True))
    later = received[received["replaces"] != ""]
    for row in later.itertuples():
        if (row.strand, row.replaces) not in known_files or row.replaces == row.file:
            raise InputError(
                f"{row.file} replaces '{row.replaces}', which is no other file of {row.strand} in"
                " the list"
            )
    if twice := later.loc[later["replaces"].duplicated(), "replaces"].tolist():
        raise InputError(f"two files replace '{twice[0]}': let the second replace the first")
    rows = known(received, "received", on)
    return rows.assign(
        replaces=rows["replaces"].where(rows["replaces"].isin(set(rows["file"])), "")
    )


def latest(received: DataFrame) -> DataFrame:
    """The rows of files that no other listed file replaces: the newest vintage of each return."""
    return received[~received["file"].isin(set(received["replaces"]))]
