"""Numbers and lists in plain words, the same for a rise and a fall; and what is declared in words."""

import datetime as dt
import re
from collections.abc import Iterable
from inspect import cleandoc

from analysis.declare.withheld import withheld


def change(ratio: float) -> str:
    """A ratio in words: `a fall of 27%`, `a rise to 4.3 times`, `no change`."""
    if withheld(ratio):
        return "a change that is withheld"
    percent = 100 * abs(ratio - 1)
    if percent < 0.05:
        return "no change"
    if ratio >= 1000:
        return "a rise to over 1000 times"
    if ratio >= 3:
        return f"a rise to {ratio:.{1 if ratio < 10 else 0}f} times"
    size = f"{percent:.0f}%"
    if ratio < 0.01:
        size = "over 99%"
    if percent < 0.5:
        size = "less than 1%"
    return f"a {'fall' if ratio < 1 else 'rise'} of {size}"


def day(when: dt.date) -> str:
    """A day as people write it: `4 May 2026`."""
    return f"{when.day} {when:%B %Y}"


def would_show(changes: Iterable[str], of: str) -> str:
    """What 80 of 100 such series, or whatever they are, would show: the smallest fall and rise."""
    return f"{' or '.join(changes)} would have shown in 80 of 100 such {of}"


def count(number: float, singular: str, plural: str = "") -> str:
    """A number with its noun: `1 quarter`, `4 quarters`, `a withheld number of quarters`."""
    if withheld(number):
        return f"a withheld number of {plural or singular + 's'}"
    return f"{number:.0f} {singular if number == 1 else plural or singular + 's'}"


def titled(note: str) -> str:
    """A note as a heading, or in a cell of its own."""
    return f"{note[:1].upper()}{note[1:]}"


def sentence(note: str) -> str:
    """A note as a sentence."""
    return f"{titled(note)}."


def listed(items: list[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; or with another word before the `last`."""
    return f" {last} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def entries(text: str) -> list[list[str]]:
    """What is declared one under the other: the lines of each, those set in under its first too."""
    each = re.split(r"\n(?=\S)", cleandoc(text))
    return [[line.strip() for line in entry.splitlines()] for entry in each]


def worded(text: str) -> dict[str, str]:
    """Words by their keys, written one under the other as `key: words`; further lines are set in."""
    return dict(" ".join(entry).split(": ", 1) for entry in entries(text))


def successive(values: Iterable) -> list[list]:
    """Numbers or months in order, those that follow one another together: `[[1], [4, 5, 6]]`."""
    runs: list[list] = []
    for value in sorted(values):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return runs
