"""From what a strand declares to the formula of one number: what stands in braces becomes cells.

`{cells}` are those the number's finding rests on, `{cells measure=blocks}` some of them, `{first}` and
`{last}` one, `{a=b / c=d by quarter}` the quotients of two by quarter, `{about months}` what a cell's row
says beside it. `{total.estimate}` is another number about the same, `{total.estimate with when=reading}`
about another, `{x}` one of the same finding; several with commas between them, with `?` where one may be
missing. `{each not_returned.x}` are all that are about a part of the same, `{how many ratio.high <1}`
counts those that are so. After `else` comes another way where the first lacks something, or `because`
and the reason why there is none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.declare.proforma import BETWEEN
from desk.proof.declared import UNDECLARED, Way
from desk.proof.numbers import FOUND, LIVE, Number
from desk.proof.returned import Cell, ranges

# What a function takes, and what a cell does.
_MOST_PARTS, _MOST_LETTERS = 250, 8_000
_MAY_NOT_LEAVE = "cells that it rests on may not leave"
_NOT_ALL_HERE = "not all that it is worked from came, or came as a number"
_TOO_MANY, _BECAUSE = "it rests on more cells than a formula takes", "because "
_BRACES = re.compile(r"\{([^}]+)\}")
_CHOSEN = re.compile(r"(\w+)=(\S+)")
_QUOTIENT = re.compile(r"(.+) / (.+) by (\w+)")
_ABOUT = ("subject", "borough", "when", "reading")
_WHOLES, _HOW_MANY = ("subject", "borough"), "how many "


class Unproved(Exception):
    """Why there is no formula of a number."""


class Known:
    """Where numbers stand that no finding tells, as what a model of a series comes to: by their name
    and what they are about.
    """

    def __init__(self) -> None:
        self._held: dict[str, list[tuple[dict[str, str], str]]] = defaultdict(list)

    def add(self, name: str, address: str, **about: str) -> None:
        """Say where a number about something stands."""
        self._held[name].append((about, address))

    def get(self, name: str, about: Mapping[str, str]) -> str:
        """Where the one stands that is about no more than this; empty where there is none."""
        fits = (at for said, at in self._held.get(name, ()) if said.items() <= about.items())
        return next(fits, "")


class Formulas:
    """The formulas of a section's numbers, or why there is none."""

    def __init__(
        self,
        numbers: Iterable[Number],
        ways: Mapping[str, Mapping[tuple[str, str], Way]],
        cells: Mapping[str, Cell],
        known: Known,
        withholds: bool,
    ) -> None:
        self._ways, self._cells, self._known = ways, cells, known
        self._missing = _MAY_NOT_LEAVE if withholds else _NOT_ALL_HERE
        self._by_name: dict[tuple[str, str, str], list[Number]] = defaultdict(list)
        for number in numbers:
            self._by_name[number.frame, number.finding["statistic"], number.name].append(number)
        self._made: dict[int, str | Unproved] = {}

    def of(self, number: Number) -> str:
        """The formula of a number; Unproved with the reason where it has none."""
        if number.line not in self._made:
            try:
                self._made[number.line] = self._first(number)
            except Unproved as reason:
                self._made[number.line] = reason
        made = self._made[number.line]
        if isinstance(made, Unproved):
            raise made
        return made

    def _first(self, number: Number) -> str:
        way = self._ways.get(number.frame, {}).get((number.finding["statistic"], number.name))
        if not number.is_told:
            raise Unproved("withheld here, so that nobody can be recognised")
        if not (way and way.formula):
            raise Unproved(way.reason if way else UNDECLARED)
        *others, last = way.formula.split(" else ")
        for one in others:
            try:
                return self._filled(number, one)
            except Unproved:
                continue
        return self._filled(number, last)

    def _filled(self, number: Number, template: str) -> str:
        if template.startswith(_BECAUSE):
            raise Unproved(template.removeprefix(_BECAUSE))
        made = _BRACES.sub(lambda inside: self._put(number, inside[1]), template)
        if len(made) > _MOST_LETTERS:
            raise Unproved(_TOO_MANY)
        return made

    def _put(self, number: Number, inside: str) -> str:
        """What stands for something in braces."""
        if inside in ("first", "last"):
            return self._rest_on(number)[0 if inside == "first" else -1].address
        if quotient := _QUOTIENT.fullmatch(inside):
            return ",".join(self._quotients(number, *quotient.groups()))
        what, _, which = inside.partition(" ")
        if what == "cells":
            return ",".join(self._together(number, which))
        if what == "about":
            return self._beside(number, which)
        if what == "each":
            return ",".join(self._each(number, which)) or "0"
        if inside.startswith(_HOW_MANY):
            name, _, so = inside.removeprefix(_HOW_MANY).rpartition(" ")
            return "+".join(f"({at}{so})" for at in self._each(number, name)) or "0"
        names, _, other = inside.partition(" with ")
        about = _about(number, other)
        every = [self._address(number, name, about) for name in names.split(", ")]
        return ",".join(filter(None, every))

    def _rest_on(self, number: Number) -> list[Cell]:
        """The cells a number rests on; Unproved where they are not all here, or not all numbers."""
        cells = [self._cells[place] for place in number.places if place in self._cells]
        if not cells or len(cells) < len(number.places):
            raise Unproved(self._missing)
        if any(isinstance(cell.read, str) for cell in cells):
            raise Unproved(_NOT_ALL_HERE)
        return cells

    def _together(self, number: Number, which: str) -> list[str]:
        """Some of the cells it rests on, as a function takes them."""
        parts = ranges(_chosen(number, self._rest_on(number), which))
        if not parts:
            raise Unproved(self._missing)
        if len(parts) > _MOST_PARTS:
            raise Unproved(_TOO_MANY)
        return parts

    def _beside(self, number: Number, column: str) -> str:
        """A number that the row of its first cell says beside it."""
        said = self._rest_on(number)[0].about[column]
        if not said.isdecimal():
            raise Unproved(_NOT_ALL_HERE)
        return said

    def _quotients(self, number: Number, above: str, below: str, by: str) -> Iterable[str]:
        sides = [
            {cell.about[by]: cell.address for cell in _chosen(number, self._rest_on(number), side)}
            for side in (above, below)
        ]
        yield from (f"{at}/{sides[1][where]}" for where, at in sorted(sides[0].items()))

    def _each(self, number: Number, name: str) -> Iterable[str]:
        """All numbers of a name about what this one is about, or a part of it."""
        statistic, _, which = name.rpartition(".")
        for other in self._by_name.get((number.frame, statistic, which), ()):
            if all(_is_part(number.finding[name], other.finding[name]) for name in _WHOLES):
                yield self._stands(other)

    def _address(self, number: Number, name: str, about: Mapping[str, str]) -> str:
        """Where another number stands; empty for one that may be missing and is."""
        name, optional = name.removesuffix("?"), name.endswith("?")
        statistic, _, which = name.rpartition(".")
        if at := self._known.get(name, about):
            return at
        same = [
            other
            for other in self._by_name.get(
                (number.frame, statistic or number.finding["statistic"], which), ()
            )
            if all(
                other.finding[column] == about[column]
                or (column == "reading" and not other.finding[column])
                for column in _ABOUT
            )
        ]
        if same:
            return self._stands(same[0])
        if optional:
            return ""
        raise Unproved(self._missing)

    def _stands(self, number: Number) -> str:
        """Where a number is worked, or else where it stands as found; Unproved for one withheld."""
        if not number.is_told:
            raise Unproved("a number that it rests on is withheld here")
        try:
            self.of(number)
        except Unproved:
            return number.at(FOUND)
        return number.at(LIVE)


def _is_part(whole: str, part: str) -> bool:
    """Whether something is about another, or a part of that."""
    return not whole or part == whole or part.startswith(f"{whole}{BETWEEN}")


def _chosen(number: Number, cells: Iterable[Cell], which: str) -> list[Cell]:
    """The cells that are about what some words say, as `measure=blocks`, or `period=when`, which is
    what the number's finding has there.
    """
    wanted = [
        (column, number.finding.get(value, value)) for column, value in _CHOSEN.findall(which)
    ]
    return [cell for cell in cells if all(cell.about.get(name) == value for name, value in wanted)]


def _about(number: Number, other: str) -> dict[str, str]:
    """What a number is about, or would be with another `column=value`: that of a column where one is
    named; `last` is the last part of its subject.
    """
    about = {column: number.finding[column] for column in _ABOUT}
    if other:
        column, _, value = other.partition("=")
        value = number.finding.get(value, value)
        if column == "last":
            column, value = "subject", BETWEEN.join([*about["subject"].split(BETWEEN)[:-1], value])
        about[column] = value
    return about
