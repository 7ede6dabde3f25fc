"""What the label of a row or a column says of its numbers: a total, a rate, a part of another line,
or a plain part.
"""

import re

from draftcheck.words import key

_SPAN = (
    r"(?:years?|yrs?|quarters?|periods?|boroughs?|areas?|sites?|courses?|groups?|months?|cases?"
    r"|all|the)"
)
_TOTAL = re.compile(
    r"(?:n |number |no )?totals?(?: n| number| no| count| counts| sum)?(?:"
    rf" (?:for|across|over|of|in|all) {_SPAN}.*)?"
    r"|(?:all|column|row|in|sum) totals?|sum|totals? all .*|totals? 100 ?%?|totals? n \d+|totals? %"
)
_GRAND = re.compile(r"(?:grand|overall|final|combined) totals?(?: .*)?")
_SUB = re.compile(r"sub ?totals?(?: .*)?|.+ sub ?totals?|.+ totals?")
_ALL = re.compile(
    r"all|overall|all"
    r" (?:boroughs?|areas?|sites?|courses?|groups?|years?|quarters?|periods?|ages?|cases|together|"
    r"categories|reasons|respondents|participants|types|teams|services|combined)"
)
_LOOSE = re.compile(r"\btotals?\b")
_DERIVED = re.compile(
    r"""\b(mean|means|average|averages|avg|median|mode|rates?|ratio|percent|percentage|percentages
    |proportion|share|score|scores|rating|sd|iqr|ci|range|min|max|minimum|maximum|change|changes
    |difference|diff|index|cumulative|running|target|population|variance|increase|decrease|growth
    |base|denominator|deviation|error|p\ value
    |an?\ (?:month|quarter|week|year|day|block|session|head)
    |per\ (?:month|quarter|week|year|day|block|borough|child|head|capita|session|case|person|\d+)
    |net|balance|of\ which|including|includes|o/w|thereof|months?|unique|distinct|n\ of\ months
    |weight|lower|upper|previous|prior|expected|estimate|forecast|budget|duration|length|missing
    )\b|%|\+/""",
    re.X,
)
_LABEL = re.compile(
    r"""|year|years|no|id|code|ref|reference|rank|age|week|month|quarter|date|page|line|row|item
    |wave|round|cohort|phase|question|number\ in\ list|ward\ code|ons\ code|gss|calendar\ year
    |postcode|session|financial\ year""",
    re.X,
)
STRICT = ("total", "grand", "sub")
TOTALS = (*STRICT, "all", "loose")


def kind_of(label: str) -> str:
    """`total`, `grand`, `sub`, `all`, `loose` (calls itself a total of something), `derived` or
    `part`.
    """
    plain = key(label)
    if _GRAND.fullmatch(plain):
        return "grand"
    # A percentage column of totals is a percentage first.
    if _TOTAL.fullmatch(plain):
        return "derived" if "%" in plain else "total"
    if _DERIVED.search(plain):
        return "derived"
    for kind, pattern in (("sub", _SUB), ("all", _ALL)):
        if pattern.fullmatch(plain):
            return kind
    return "loose" if _LOOSE.search(plain) else "part"


def names_labels(header: str) -> bool:
    """Whether a column with this header holds labels even where they are numbers, as years are."""
    return bool(_LABEL.fullmatch(key(header)))


def is_percentage(label: str) -> bool:
    """Whether a label says that its numbers are percentages, and not a change of them."""
    plain = key(label)
    says = "%" in label or re.search(r"\b(per ?cent|percentages?|proportion)\b", plain)
    return bool(says) and not re.search(
        r"\b(change|increase|decrease|growth|difference|points?|v|vs)\b", plain
    )
