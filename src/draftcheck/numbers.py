"""What a cell of a draft holds: a number, a percentage, a gap, something hidden on purpose, or
words.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from analysis.declare.percentages import places_after_point
from analysis.declare.statuses import is_withheld

_MARK = r"(?:\s*(?:[*†‡§¶#]+|[¹²³⁴⁵⁶⁷⁸⁹]+|\[(?:\d|[a-z]|note \d+|p|r|e)\]|\^\w\^|(?<=\d)[a-d]))*"
_FIGURE = r"[+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = re.compile(rf"(?:n\s*=\s*)?[£$€]?\s*({_FIGURE})\s*(%)?{_MARK}")
_PAIR = re.compile(
    rf"({_FIGURE})\s*[(\[;,/]\s*({_FIGURE})\s*%\s*[)\]]?{_MARK}"
    rf"|({_FIGURE})\s*%\s*[(\[]\s*(?:n\s*=\s*)?({_FIGURE})\s*[)\]]{_MARK}"
)
_DASH = re.compile(r"[-‐‑‒–—―−.]+")
_HIDDEN = "x [x] [c] [z] [u] [q] [o] .. ~ s supp. n<5 ** *** † [low]"
_GAPS = ("n/a", "na", "nil", "none", "not applicable")


@dataclass(frozen=True)
class Value:
    """A cell's value. `kind` is number, blank, dash, hidden or text; `share` is a percentage beside
    a count.
    """

    kind: str
    number: Decimal | None = None
    percent: bool = False
    share: Decimal | None = None

    @property
    def decimals(self) -> int:
        """How many figures stand after the point."""
        return places_after_point(self.number) if self.number is not None else 0

    @property
    def counts(self) -> bool:
        """Whether it can be a count: a whole number that is no percentage. `12.0` is how some tools
        write one, `1.000` a result.
        """
        return (
            self.kind == "number"
            and not self.percent
            and self.decimals < 2
            and self.number == self.number.to_integral_value()
        )

    @property
    def is_year(self) -> bool:
        """Whether it can name a calendar year."""
        return self.counts and 1990 <= self.number < 2050


def read_value(text: str) -> Value:
    """What `text` holds."""
    plain = " ".join(
        unicodedata.normalize("NFKC", text.translate(_RAISED)).replace("−", "-").split()
    )
    if not plain:
        return Value("blank")
    if match := _NUMBER.fullmatch(plain):
        return Value("number", exact(match[1]), bool(match[2]))
    if match := _PAIR.fullmatch(plain):
        count, share = (match[1], match[2]) if match[1] else (match[4], match[3])
        return Value("number", exact(count), share=exact(share))
    if (_DASH.fullmatch(plain) and plain not in _HIDDEN.split()) or plain.lower() in _GAPS:
        return Value("dash")
    return Value("hidden" if is_withheld(plain) or plain.lower() in _HIDDEN.split() else "text")


def exact(figure: str) -> Decimal:
    """A figure as typed: `06`, `1,503` and `0.50` keep what they say."""
    return Decimal(re.sub("[, ]", "", figure))


def shown(number: Decimal) -> str:
    """A number as people write it."""
    return f"{number:f}"


# NFKC would turn a raised 1 into a plain one, and 12¹ into 121.
_RAISED = {ord(mark): "*" for mark in "¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜ"}
