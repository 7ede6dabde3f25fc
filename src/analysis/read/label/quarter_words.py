"""The words and figures quarter headings are made of."""

import datetime as dt
import re
import unicodedata


def _numbered(text: str) -> dict[str, int]:
    """The number of each name; names of one number stand together, a comma parts them."""
    every = enumerate(text.split(","), 1)
    return {name: number for number, names in every for name in names.split()}


_MONTHS = _numbered(
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
    "september sept sep,october oct,november nov,december dec"
)
_ORDINALS = _numbered("1st first,2nd second,3rd third,4th fourth")

MONTH = rf"(?:{'|'.join(_MONTHS)})(?![a-z])"
TOKENS = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?P<date>\d{1,2}[/.]\d{1,2}[/.](?:20)?\d{2})(?!\d)"
    r"|(?P<financial>(?:20)?\d{2}\s*[-/]\s*(?:20)?\d{2})(?!\d)"
    r"|(?P<ending>(?:quarter|qtr|q|(?:3|three) months)(?:ly)?[ -]*(?:ending|ended|end|to|e)\b)"
    rf"|(?P<ordinal>(?:quarter|qtr|q)[ .-]*[1-4]|(?:{'|'.join(_ORDINALS)}) (?:quarter|qtr))(?!\d)"
    rf"|(?P<month>(?:(?<!\d)\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH})"
    r"|(?P<year>(?<!\d)(?:20)?\d{2})(?!\d)"
    r"|(?P<filler>[-/,:() ]|to\b|and\b|from\b|financial"
    r" year\b|f/?y|year\b|period\b|quarter\b|qtr\b)"
)
# What makes a text look like a try at a quarter, so that failing to read it is worth a question.
SUGGESTIVE = re.compile(
    rf"{MONTH}|\bq(?:uarter|tr)?[ .-]*\d|quarter|spring|summer|autumn|winter|^20\d\d|\d[/-]\d\d\b"
    r"|\b\d\d?\.\d\d?\.(?:20)?\d\d\b",
    re.ASCII,
)


def plain_text(text: str) -> str:
    """Lower case, one kind of dash and space, no apostrophes, full stops of abbreviations or
    footnote marks.
    """
    # Marks go first: NFKC would make figures of the raised ones.
    unmarked = re.sub(r"(?<=\w)[¹²³]+|[\[(]\d[\])]|[*†‡§]", "", text)
    plain = unicodedata.normalize("NFKC", unmarked).lower()
    plain = re.sub("[‐‑‒–—―−]", "-", plain)
    return " ".join(re.sub(r"['’‘`´]|(?<=[a-z])\.", "", plain).split())


def cut(plain: str) -> list[tuple[str, str]] | None:
    """The heading cut into (kind, text); None where some of it is no part of the grammar."""
    tokens, place = [], 0
    while place < len(plain):
        match = TOKENS.match(plain, place)
        if not match:
            return None
        kind, text, place = match.lastgroup, match[0].strip(), match.end()
        if kind == "financial" and financial_year(text) is None:
            # "1 July 2023 - 30 September 2023": two numbers and a dash that are no financial year.
            kind, text = "year", re.match(r"\d+", text)[0]
            place = match.start() + len(text)
        tokens.append((kind, text))
    return [token for token in tokens if token[0] != "filler"]


def day_and_month(text: str) -> tuple[int, int]:
    """`30 sept` as 30 and 9; a month alone has day 0."""
    *day, month = re.findall("[a-z]{3,}|^[0-9]+", text)
    return int(day[0]) if day else 0, _MONTHS[month]


def ordinal(text: str) -> int:
    """`q2`, `quarter 2` and `second quarter` as 2."""
    return _ORDINALS.get(text.split()[0]) or int(text[-1])


def full_date(text: str) -> dt.date | None:
    """`30/9/23` or `2023-09-30`; None for a day no month has."""
    parts = [int(part) for part in re.split("[-/.]", text)]
    year, month, day = parts if "-" in text else parts[::-1]
    try:
        return dt.date(year % 100 + 2000, month, day)
    except ValueError:
        return None


def financial_year(text: str) -> int | None:
    """The first year of `2023/24`; None where the second does not follow it."""
    first, second = (int(part) % 100 for part in re.split("[-/]", text))
    return 2000 + first if second == first + 1 else None


def calendar_year(text: str) -> int:
    """`23` and `2023` as 2023."""
    return 2000 + int(text) % 100
