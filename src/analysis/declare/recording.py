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


# What cleaning writes beside rows of another series than those before: it stands whether or not the
# note that tells of it is cleared for print.
NOTED, REWORDED = "counted", "worded"
_ANEW = re.compile(rf"\[({NOTED}|{REWORDED}) anew from (\d{{4}}Q[1-4])\]")


def anew(why: str, quarter: str) -> str:
    """What is written beside rows that are counted, or worded, anew from a quarter on."""
    return f"[{why} anew from {quarter}]"


def of_sender(caveat: str) -> str:
    """A caveat without what cleaning wrote."""
    return BETWEEN.join(part for part in caveat.split(BETWEEN) if not is_anew(part))


def is_anew(text: str) -> bool:
    """Whether a text is what `anew` writes."""
    return bool(_ANEW.fullmatch(text))


def changes(rows: DataFrame) -> dict[str, str]:
    """Why rows with `caveat` are of another series than those before, by the quarter from which on."""
    found = _ANEW.findall(" ".join(rows["caveat"].unique()))
    return {quarter: why for why, quarter in sorted(found)}


def counted_since(rows: DataFrame) -> str:
    """The last quarter of rows with `quarter` and `caveat` from which on they are counted otherwise:
    as cleaning found it, or as a note says, by the month it names or else its first; empty where
    none does, or where that was answered.
    """
    if found := changes(rows):
        return max(found)
    noted = rows[rows["caveat"].map(speaks_of_change)]
    if noted.empty or noted["caveat"].str.contains(_ANSWERED).any():
        return ""
    month = _MONTH.search(_CHANGE.split(noted["caveat"].iloc[0], maxsplit=1)[-1])
    month = month or _MONTH.search(noted["caveat"].iloc[0])
    of_year = f"Q{_MONTHS.index(month[1].lower()) // 3 + 1}" if month else ""
    quarters = sorted(noted["quarter"])
    return next((quarter for quarter in quarters if quarter.endswith(of_year)), quarters[0])


def counted_alike(rows: DataFrame) -> DataFrame:
    """The rows since the last change that a note speaks of: those before are of another series."""
    return rows[rows["quarter"] >= counted_since(rows)]
