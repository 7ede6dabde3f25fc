"""How senders say that they record or count in another way than before, and from when on."""

import re

from pandas import DataFrame

from analysis.declare.proforma import BETWEEN

_SYSTEM = (
    r"(?:(?:case(?:work|\ management|\ recording)?|recording|it|client|data(?:base)?)\ )?"
    r"(?:system|database)"
)
_NAMED = r"(?:mosaic|liquid\ ?logic|lcs|eclipse|azeus|care\ ?director|core\ ?logic|framework\ ?i)"
_CHANGE = re.compile(
    rf"""
    \b(?: (?:new|different|another|other)\ {_SYSTEM}
    | (?:moved|moving|migrat\w+|switch\w+|chang\w+|transfer\w+|went)\ (?:over\ )?(?:to|from|onto)\ (?:a\ |the\ )?
      (?:new\ )?(?:{_SYSTEM}|{_NAMED})
    | {_NAMED}\ (?:since|from|as\ of|went\ live|introduced|replac\w+)
    | (?:our|case(?:work|\ management|\ recording)?|recording|it|client|data)\ (?:system|database)
      \ (?:was\ |has\ |had\ |have\ )?(?:been\ )?(?:chang\w+|replac\w+|migrat\w+|went\ live)
    | chang\w+\ (?:of|in|to)\ (?:our\ |the\ |how\ )?(?:case\ )?
      (?:system|definition|recording|counting|methodology|method|we\ (?:count|record))
    | (?:definition|methodology|counting|recording(?:\ practice)?)s?\ (?:was\ |has\ |have\ |were\ )?(?:been\ )?
      (?:chang\w+|amended|revised|different)
    | (?:new|revised|different)\ (?:definition|methodology|counting\ rule|way\ of\ (?:counting|recording))
    | (?:now|no\ longer)\ (?:also\ )?(?:includ\w+|exclud\w+|count\w*|record\w*)
    | (?:includes|excludes|counted|recorded)\ (?:differently|from|since)\b
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def speaks_of_change(note: str) -> bool:
    """Whether a note speaks of a new case system, a changed definition or another way of counting."""
    return bool(_CHANGE.search(" ".join(note.split())))


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# With a capital: a number may also change.
_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(?:t|uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\b"
)
# What a correction, or a note of what was answered, leaves beside a cell.
_ANSWERED = r"\bnoted: |\bcorrected from '"


# What is written beside rows in our words: a heading worded anew, and what a note says that is not
# printed as it was written. Without it findings would join what such a note parts.
_REWORDED = re.compile(r"\[worded anew from (\d{4}Q[1-4])\]")
_OURS = re.compile(rf"{_REWORDED.pattern}|\[a new way of counting(?: from [A-Z][a-z]{{2}})?\]")


def reworded_from(quarter: str) -> str:
    """What is written beside rows whose heading is worded anew from a quarter on."""
    return f"[worded anew from {quarter}]"


def change_in(note: str) -> str:
    """What a note says of another way of counting, without its words; empty where nothing."""
    if not speaks_of_change(note):
        return ""
    month = _month_of(note)
    return f"[a new way of counting{f' from {month}' if month else ''}]"


def is_ours(text: str) -> bool:
    """Whether a text is what `reworded_from` or `change_in` writes."""
    return bool(_OURS.fullmatch(text))


def of_sender(caveat: str) -> str:
    """A caveat without what is written in our words."""
    return BETWEEN.join(part for part in caveat.split(BETWEEN) if not is_ours(part))


def reworded_since(rows: DataFrame) -> str:
    """The last quarter from which on rows with `caveat` are worded anew; empty where none is."""
    return max(_REWORDED.findall(" ".join(rows["caveat"].unique())), default="")


def _month_of(note: str) -> str:
    """The month from which a note says that it is so: named after the change, or else anywhere."""
    after = _MONTH.search(_CHANGE.split(note, maxsplit=1)[-1])
    month = after or _MONTH.search(note)
    return month[1] if month else ""


def noted_since(rows: DataFrame) -> str:
    """The quarter of rows with `quarter` and `caveat` from which on a note says that they are
    counted otherwise, by the month it names or else its first; empty where none does, or where that
    was answered.
    """
    noted = rows[rows["caveat"].map(speaks_of_change)]
    if noted.empty or noted["caveat"].str.contains(_ANSWERED).any():
        return ""
    month = _month_of(noted["caveat"].iloc[0])
    of_year = f"Q{_MONTHS.index(month.lower()) // 3 + 1}" if month else ""
    quarters = sorted(noted["quarter"])
    return next((quarter for quarter in quarters if quarter.endswith(of_year)), quarters[0])


def counted_since(rows: DataFrame) -> str:
    """The last quarter of rows with `quarter` and `caveat` from which on they are counted, or
    worded, otherwise than before; empty where there is none.
    """
    return max(noted_since(rows), reworded_since(rows))


def counted_alike(rows: DataFrame) -> DataFrame:
    """The rows since the last change that a note speaks of: those before are of another series."""
    return rows[rows["quarter"] >= counted_since(rows)]
