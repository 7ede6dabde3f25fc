"""Words without what could tell who somebody is: found, and replaced by marks."""

import unicodedata
from functools import lru_cache
from hashlib import sha256

from analysis.read.personal.forms import Span, formed
from analysis.read.personal.names import NAME, SERVED, named

# What stands in the place of what was taken out.
MARKS = {
    NAME: "[name removed]",
    SERVED: "[name removed]",
    "e-mail address": "[address removed]",
    "postcode": "[address removed]",
    "address": "[address removed]",
    "birth date": "[birth date removed]",
}
_NUMBER_MARK = "[number removed]"
# In the place of a sender's own name or number, about which nobody is asked.
CONTACT_MARK = "[contact removed]"
_ASKED = {*MARKS.values(), _NUMBER_MARK}
# Letters that Unicode does not take apart into one of 26 and a mark.
_LETTERS = dict(zip("łŁøØđĐıʹʼ＇", "lLoOdDi'''", strict=True))


@lru_cache(maxsize=100_000)
def found(text: str) -> tuple[Span, ...]:
    """What in some words could tell who somebody is, in its order; no two overlap."""
    for mark in (*_ASKED, CONTACT_MARK) if "removed]" in text else ():
        text = text.replace(mark, "·" * len(mark))
    if text.isascii():
        return _found(text)
    seen = [(at, letter) for at, one in enumerate(text) if (letter := _seen(one))]
    at = [*(place for place, _ in seen), len(text)]
    spans = _found("".join(letter for _, letter in seen))
    return tuple(Span(at[span.start], at[span.end], span.kind) for span in spans)


def _seen(letter: str) -> str:
    """A letter or figure of any width without its accent; nothing where none is seen."""
    if letter.isascii() or (kind := unicodedata.category(letter)) == "No":
        return letter
    plain = unicodedata.normalize("NFKD", _LETTERS.get(letter, letter))
    plain = "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Cf"))
    return letter if len(plain) > 1 or (not plain and kind not in ("Mn", "Cf")) else plain


def _found(text: str) -> tuple[Span, ...]:
    spans = list(formed(text))
    left = text
    for span in spans:
        left = f"{left[: span.start]}{'·' * (span.end - span.start)}{left[span.end :]}"
    return tuple(sorted([*spans, *named(left)]))


def masked(text: str, mark: str = "") -> str:
    """The text with a mark for all of it, or the one given; masked once more it stays as it is."""
    for span in reversed(found(text)):
        put = mark or MARKS.get(span.kind, _NUMBER_MARK)
        text = f"{text[: span.start]}{put}{text[span.end :]}"
    return text


def pseudonym(text: str) -> str:
    """What stands for a name, a number or an address as a key: the same wherever that stands."""
    return f"person {sha256(text.encode()).hexdigest()[:8]}"


def unnamed(key: str) -> str:
    """A key, or its pseudonym where it tells who somebody is."""
    return pseudonym(key) if found(key) else key


def is_masked(text: str) -> bool:
    """Whether something was taken out of some words that has to be asked about."""
    return "removed]" in text and any(mark in text for mark in _ASKED)
