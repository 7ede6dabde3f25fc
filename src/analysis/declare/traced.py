"""Numbers that know what they are of: formatted, they leave a mark in the words, by which a report
leads from every printed value to the finding, or the returned cell, that it is.

A mark is made of letters that Unicode leaves to private use, around the number as printed. Whatever
is written, but for the source of a report, is `bare` of them.
"""

import operator
import re
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from math import nan
from numbers import Real

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.finding import FINDINGS
from analysis.declare.table import Table, columns
from analysis.declare.withheld import withheld

# What a finding holds that is printed as a number.
NUMBERS = ("estimate", "low", "high", "x", "n")
# What a returned row holds that is printed as it was typed.
TYPED = ("count", "number")
_OPEN, _BETWEEN, _CLOSE = "\ue0fd", "\ue0fe", "\ue0ff"
_LETTERS = 0xE000
_MARKS = re.compile("[\ue000-\ue0ff]+")
# What a value is worked with that stays the same value.
_WITH = (0, 1, 100)
# A mark as it stands in words, for patterns that look at what surrounds a number.
OPENS, CLOSES = f"(?:{_OPEN}[^{_BETWEEN}]*{_BETWEEN})?", f"{_CLOSE}?"
_MARKED = re.compile(f"{_OPEN}([^{_BETWEEN}]*){_BETWEEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_NUMBER = re.compile(r"(?<![\w/.,-])(?<!Year )\d[\d,]*(?:\.\d+)?%?(?![\w/-])")
_SPAN = re.compile(r'\[([^\[\]]*)\]\{of="[^"]*"\}')


COUNTED = Table(
    "counted",
    one_row_is="one printed number of findings",
    key=("key",),
    columns=columns(
        """
        key: its id
        findings: the ids of those it counts
    """
    ),
)


class Traced(float):
    """A number with the key of what it is `of`; the same `number` for whoever computes with it.

    In percent, as a change from 1 or as what is left of 1 it is still of the same; what is worked
    out of it with any other number is not.
    """

    __slots__ = ("number", "of")

    def __new__(cls, number: Real, of: str) -> "Traced":
        made = super().__new__(cls, number)
        made.number, made.of = number, of
        return made

    def __format__(self, how: str) -> str:
        return marked(format(self.number, how), self.of)

    def __round__(self, places: int | None = None) -> "Traced":
        return Traced(round(self.number, places), self.of)

    def __repr__(self) -> str:
        return repr(self.number)

    __str__ = __repr__

    def __reduce__(self) -> tuple:
        return Traced, (self.number, self.of)

    def _worked(self, result: object, *others: object) -> object:
        alone = all(type(other) in (int, float) and other in _WITH for other in others)
        return Traced(result, self.of) if alone and isinstance(result, Real) else result


class Told(str):
    """Words with the keys of the findings they are `of`, so that how many say the same knows which."""

    def __new__(cls, words: str, *of: str) -> "Told":
        made = super().__new__(cls, words)
        made.of = of
        return made

    def __reduce__(self) -> tuple:
        return Told, (str(self), *self.of)


# Which findings each number of findings that was told counts, by its key.
_COUNTED: dict[str, tuple[str, ...]] = {}


def of_all(words: str, told: Iterable[object]) -> str:
    """Words that follow from others, of the findings that those are of."""
    return Told(words, *_of(told))


def how_many(told: Iterable[object]) -> int | Traced:
    """How many words or numbers there are; where they know the findings they are of, of those."""
    told = [*told]
    of = sorted(_of(told))
    if not of or not all(map(_of, ([one] for one in told))):
        return len(told)
    counted = key(of[0].partition(".")[0], "counted", *of)
    _COUNTED[counted] = tuple(of)
    return Traced(len(told), counted)


def _of(told: Iterable[object]) -> dict[str, None]:
    every = (getattr(one, "of", ()) for one in told)
    return dict.fromkeys(one for of in every for one in ((of,) if isinstance(of, str) else of))


def counted(keys: Iterable[str]) -> dict[str, str]:
    """Of each number of findings among these keys the keys of those it counts."""
    return {key: " ".join(_COUNTED[key]) for key in keys if key in _COUNTED}


def _operation(worked: object, is_mirrored: bool = False) -> object:
    def operation(self: Traced, *others: object) -> object:
        values = [self.number, *(untraced(other) for other in others)]
        return self._worked(worked(*(values[::-1] if is_mirrored else values)), *others)

    return operation


for _name in ("add", "sub", "mul", "truediv"):
    setattr(Traced, f"__{_name}__", _operation(getattr(operator, _name)))
    setattr(Traced, f"__r{_name}__", _operation(getattr(operator, _name), is_mirrored=True))
for _name, _worked in {"neg": operator.neg, "abs": abs}.items():
    setattr(Traced, f"__{_name}__", _operation(_worked))


def key(strand: str, *names: str) -> str:
    """The id of a value: its strand, and what names it there, as in `training.5f0c2a9141`; the same
    in every build.
    """
    return f"{strand}.{sha256(chr(31).join(names).encode()).hexdigest()[:10]}"


def keys(strand: str, frame: str, found: DataFrame) -> list[str]:
    """The ids of findings (FINDINGS) of the frame of that name."""
    return [key(strand, frame, *names) for names in found[[*FINDINGS.key]].itertuples(index=False)]


def cell_keys(strand: str, rows: DataFrame) -> list[str]:
    """The ids of returned rows, by their `file`, `sheet` and `cell`."""
    places = rows["file"] + "!" + rows["sheet"] + "!" + rows["cell"]
    return [cell_key(strand, place) for place in places]


def cell_key(strand: str, place: str) -> str:
    """The id of a returned cell, as in `2023-25/indicators/hackney.xlsx!Sheet1!C5`."""
    return key(strand, *place.split("!"))


def statement_key(statement: str) -> str:
    """The id of what the data say of a published statement, by its own, as in `C33`."""
    return key("claims", "checked", statement)


def traced(rows: DataFrame, of: list[str], *columns: str) -> DataFrame:
    """Rows whose numbers and words in `columns` know the key that `of` has for each; what is none,
    or withheld, stays as it is.
    """

    def known(name: str) -> Series:
        values = [_known(value, key) for value, key in zip(rows[name].tolist(), of, strict=True)]
        return Series(values, index=rows.index, dtype=object)

    held = [name for name in columns if name in rows and rows[name].notna().any()]
    return rows.assign(**{name: known(name) for name in held})


def _known(value: object, of: str) -> object:
    if withheld(value):
        return value
    if isinstance(value, str):
        return Told(value, of)
    return nan if pd.isna(value) else Traced(value, of)


def untraced(value: object) -> object:
    """The same without knowing what it is of: a number, words, or a frame, series, list or
    mapping of them.
    """
    match value:
        case Traced():
            return value.number
        case str():
            return bare(str(value))
        case DataFrame() | Series():
            return _untraced(value)
        case partial():
            held = {name: untraced(one) for name, one in value.keywords.items()}
            return partial(value.func, *map(untraced, value.args), **held)
        case dict():
            return {untraced(name): untraced(one) for name, one in value.items()}
        case tuple() if hasattr(value, "_fields"):
            return value._make(map(untraced, value))
        case list() | tuple():
            return type(value)(map(untraced, value))
    return value


def _untraced(rows: DataFrame | Series) -> DataFrame | Series:
    if isinstance(rows, DataFrame):
        changed = rows.copy()
        for place in range(rows.shape[1]):
            changed.isetitem(place, _untraced(rows.iloc[:, place]))
        return changed.set_axis([untraced(name) for name in rows.columns], axis=1)
    if rows.dtype != object:
        return rows.map(untraced) if pd.api.types.is_string_dtype(rows.dtype) else rows
    held = Series([untraced(one) for one in rows], index=rows.index, name=rows.name, dtype=object)
    return held.infer_objects() if any(isinstance(one, Traced | Told) for one in rows) else held


def marked(words: str, of: str) -> str:
    """Words that are the value of a key, as it leaves them when it is formatted."""
    letters = "".join(chr(_LETTERS + ord(letter)) for letter in of)
    return f"{_OPEN}{letters}{_BETWEEN}{bare(words)}{_CLOSE}"


def as_of(value: Real, words: str) -> str:
    """Words that say a value, which were made of it otherwise than by formatting it."""
    return marked(words, value.of) if isinstance(value, Traced) else words


def all_of(words: str, of: str) -> str:
    """Words each of whose numbers, but those that name a year, is of one key."""
    return _NUMBER.sub(lambda number: marked(number[0], of), words)


def bare(words: str) -> str:
    """Words without marks."""
    return _MARKS.sub("", words)


def _found(marked: re.Match) -> tuple[str, str]:
    letters, words = marked.groups()
    return "".join(chr(ord(letter) - _LETTERS) for letter in letters), words


def values(words: str) -> Iterator[tuple[str, str]]:
    """The key and the words of each value in marked words."""
    return map(_found, _MARKED.finditer(words))


def spans(source: str) -> str:
    """Markdown in which each value stands as a span that names its key:
    `[0.86]{of="training.5f"}`.
    """

    def span(found: re.Match) -> str:
        of, words = _found(found)
        return f'[{words}]{{of="{of}"}}'

    return bare(_MARKED.sub(span, source))


def unspanned(source: str) -> str:
    """Markdown without such spans."""
    return _SPAN.sub(r"\1", source)


def places(words: str) -> str:
    """Where values stand in the words without their marks, as `start:length=key`, one after the
    other: what `marked_again` takes.
    """
    found = []
    for mark in _MARKED.finditer(words):
        of, value = _found(mark)
        found.append(f"{len(bare(words[: mark.start()]))}:{len(value)}={of}")
    return " ".join(found)


def marked_again(words: str, places: str) -> str:
    """Words with the marks that stood at some places."""
    for place in reversed(places.split()):
        at, of = place.split("=")
        start, length = map(int, at.split(":"))
        end = start + length
        words = f"{words[:start]}{marked(words[start:end], of)}{words[end:]}"
    return words
