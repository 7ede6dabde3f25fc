"""What a sender wrote in words of their own, what a person decided about it, and what is printed of
it until then.
"""

import re
from collections.abc import Mapping
from functools import partial
from hashlib import sha256

import pandas as pd
from pandas import DataFrame

from analysis.declare.indicators import INDICATORS
from analysis.declare.proforma import BETWEEN
from analysis.declare.recording import change_in, is_ours
from analysis.declare.returned import PLACE
from analysis.declare.statuses import withheld_range
from analysis.declare.table import Table, columns

PRINT, REWORD, KEEP_OUT = "print", "reword", "keep out"
# Each word of the drop-down, and what it does.
DECISIONS = {
    PRINT: "The text is printed as it was written.",
    REWORD: "What you write under 'Print as' is printed in its place.",
    KEEP_OUT: "Nothing of the text is printed, and nothing says that it was there.",
}
# Printed in the place of a text nobody has decided about, and of an answer typed in words.
WAITS, IN_WORDS = "a note waits to be cleared", "words not shown"

CLEARED = Table(
    "cleared",
    one_row_is="one text that somebody decided about",
    key=("strand", "sha256"),
    columns=columns(
        """
        sha256: the text's fingerprint, each white space in it made one space
        strand: the strand it was sent for; empty where that is not known
        decision: what was decided
        as: the words printed in its place; empty unless it was reworded
        who: the role of who decided, never a name
        decided: when
    """,
        sha256="[0-9a-f]{64}",
        decision=tuple(DECISIONS),
        decided=r"\d{4}-\d{2}-\d{2}",
    ),
)
TEXTS = Table(
    "texts",
    one_row_is="one text of a sender, where it stands first",
    key=("sha256",),
    columns={**PLACE, **columns("text: what was written\nsha256: its fingerprint")},
)

# Text as it may be printed, by its fingerprint; None where that is as it was written.
Decisions = Mapping[str, str | None]
# Columns of answers as typed.
_TYPED = ("raw", "value")
# What an answer is typed with that says nothing of anybody: dates, and what a table's cell is.
_DATED = re.compile(
    r"q[1-4]|st|nd|rd|th|to|and|or|of|in|by|n|a|na|nk|c|s|x|k|m|early|mid|late|start|end|spring"
    r"|summer|autumn|winter|quarter|year|none|nil|zero|yes|no|not|known|unknown|applicable|blank|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
)
_WORD, _LONG = re.compile(r"[^\W\d_]+"), re.compile(r"\d{3}")
# What a line has to say if anything written on it is printed: nobody decides about the others.
_PRINTED = {"usable": "yes", "second_look": "yes", "consent": "publish"}
# Stands for words that cleaning did not keep.
_NOT_KEPT = re.compile(r"\[[a-z ]*not kept\]")


def line(text: str) -> str:
    """A text on one line, as it is told from others."""
    return " ".join(text.split())


def fingerprint(text: str) -> str:
    """What binds a decision to a text: another word, another fingerprint; white space tells nothing."""
    return sha256(line(text).encode()).hexdigest()


# A heading of these words alone is an agreed one in other dress, and says nothing of anybody.
_AGREED = {
    word
    for one in INDICATORS
    for text in (one.name, *one.wordings, "in this period", "DA DV", "number of")
    for word in _WORD.findall(text.casefold())
}


def decisions(cleared: DataFrame) -> Decisions:
    """What is printed by fingerprint: the empty text where one is kept out, None for as it is."""
    return {
        row["sha256"]: None if row["decision"] == PRINT else row["as"]
        for row in cleared.to_dict("records")
    }


def as_printed(text: str, decided: Decisions, column: str = "") -> str:
    """A text as it may be printed; several in one, with ` | ` between, one by one."""
    parts = (_part(part, decided, column) for part in text.split(BETWEEN))
    return BETWEEN.join(dict.fromkeys(filter(None, parts)))


def _part(text: str, decided: Decisions, column: str) -> str:
    if _is_known(text, column):
        return text
    said = decided.get(fingerprint(text), WAITS)
    if said is None:
        return text
    return BETWEEN.join(filter(None, [said, change_in(text) if column == "caveat" else ""]))


def _is_known(text: str, column: str) -> bool:
    """Whether a text needs nobody: it is none, words of ours in its place, or an agreed heading."""
    said = line(text)
    is_agreed = column == "wording" and set(_WORD.findall(said.casefold())) <= _AGREED
    known = is_ours(said) or bool(_NOT_KEPT.fullmatch(said))
    return not said or known or (is_agreed and not _LONG.search(said))


def typed(text: str) -> str:
    """An answer as typed where it is a number, a date, a sign or a range, and else that it is not
    shown: what is written around a number may be about somebody.
    """
    told = all(_DATED.fullmatch(word) for word in _WORD.findall(text.casefold()))
    return text if told or withheld_range(text) else IN_WORDS


def held_back(table: Table) -> tuple[str, ...]:
    """The columns of a table in which senders write."""
    free = [name for name, column in table.columns.items() if column.free]
    return (*free, *(name for name in _TYPED if name in table.columns))


def printable(rows: DataFrame, table: Table, decided: Decisions, public: set[str]) -> DataFrame:
    """Rows of a table with every text of a sender as it may be printed; those of files in `public`
    are as they were.
    """
    held = ~rows["file"].isin(public) if "file" in rows else pd.Series(True, rows.index)
    shown = {
        name: rows[name].map(
            typed if name in _TYPED else partial(as_printed, decided=decided, column=name)
        )
        for name in held_back(table)
    }
    return rows.assign(**{name: rows[name].mask(held, texts) for name, texts in shown.items()})


def texts(rows: DataFrame, table: Table) -> DataFrame:
    """The texts of a sender in a table's rows that may come to be printed, each once: a TEXTS
    frame.
    """
    for name, value in _PRINTED.items():
        rows = rows[rows[name] == value] if name in rows else rows
    free = [name for name, column in table.columns.items() if column.free]
    found = [
        {**{key: row[key] for key in PLACE if key in row}, "text": line(part)}
        for row in rows.to_dict("records")
        for name in free
        for part in row[name].split(BETWEEN)
        if not _is_known(part, name)
    ]
    first: dict[str, dict] = {}
    for row in found:
        first.setdefault(fingerprint(row["text"]), row)
    return TEXTS.framed(
        {**dict.fromkeys(PLACE, ""), **row, "sha256": key} for key, row in first.items()
    )
