"""The rules a statement may be checked by. A rule is a function: its name, its arguments and its
docstring are all there is to know of it, and no statement can run anything else.
"""

import inspect
from collections.abc import Callable, Iterator
from decimal import InvalidOperation
from functools import cache
from typing import get_type_hints

from analysis.declare.table import InputError
from strands.claims.finds import changes, numbers, register, series
from strands.claims.finds.evidence import Evidence, Figure, figure
from strands.claims.finds.kinds import WANTED
from strands.claims.finds.reading import Reading, Readings, nothing

# Every public function of these rooms, in its order.
RULES: dict[str, Callable[..., Readings]] = {
    name: rule
    for room in (numbers, changes, series, register)
    for name, rule in vars(room).items()
    if inspect.isfunction(rule) and rule.__module__ == room.__name__ and name[0] != "_"
}
# Where one of these fails, somebody slipped: a sum, a share, a name, a number of a table, a date.
OF_FIGURES = {
    *("sums_to", "equals", "at_most", "different", "lists", "share_of", "adds_to_hundred"),
    *("possible_of", "possible_up_to", "within_period", "last_returned"),
    *("names_a_borough", "reference_exists"),
}


def call(name: str, text: str, evidence: Evidence) -> tuple[list[Reading], list[Figure]]:
    """The readings rule `name` makes of the arguments in `text`, and the rows it was given.

    Of rows without any number a rule on numbers has one reading, which says so. InputError for a
    rule or an argument that does not exist, is missing, or cannot be read.
    """
    if name not in RULES:
        raise InputError(f"there is no rule '{name}': known are {', '.join(RULES)}")
    given, kinds = dict(_split(name, text)), parameters(name)
    takes = f"it takes {', '.join(kinds)}"
    for key in given:
        if key not in kinds:
            raise InputError(f"rule '{name}' has no argument '{key}': {takes}")
    for key, (_, needed) in kinds.items():
        if needed and key not in given:
            raise InputError(f"rule '{name}' needs the argument '{key}': {takes}")
    values = {key: _read(name, key, kinds[key][0], text, evidence) for key, text in given.items()}
    figures = {key: value for key, value in values.items() if isinstance(value, Figure)}
    lacking = [figures[key] for key in kinds if key in figures and not figures[key].known]
    if lacking and RULES[name] not in numbers.OF_ROWS:
        return [nothing(lacking[0])], [*figures.values()]
    if "evidence" in inspect.signature(RULES[name]).parameters:
        values["evidence"] = evidence
    return list(RULES[name](**values)), [*figures.values()]


@cache
def parameters(name: str) -> dict[str, tuple[type, bool]]:
    """The arguments of a rule: the kind of each, and whether it must be given."""
    kinds = get_type_hints(RULES[name])
    declared = inspect.signature(RULES[name]).parameters.items()
    return {
        key: (kinds[key], parameter.default is parameter.empty)
        for key, parameter in declared
        if key != "evidence"
    }


def described() -> Iterator[tuple[str, str, str]]:
    """Each rule with its arguments and what it asks, for the reader of a claims file."""
    for name, rule in RULES.items():
        listed = [key if needed else f"[{key}]" for key, (_, needed) in parameters(name).items()]
        first_paragraph = inspect.getdoc(rule).split("\n\n")[0]
        yield name, ", ".join(listed), " ".join(first_paragraph.split())


def _split(name: str, text: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, map(str.strip, text.split(";"))):
        key, equals, value = part.partition("=")
        if not equals or not value.strip():
            raise InputError(
                f"rule '{name}' cannot read '{part}': write name = value; name = value"
            )
        yield key.strip(), value.strip()


def _read(name: str, key: str, kind: type, text: str, evidence: Evidence):
    if kind is Figure:
        return figure(text, evidence)
    try:
        return kind(text)
    except (ValueError, InvalidOperation):
        wanted = WANTED.get(kind) or f"one of {', '.join(kind)}"
        raise InputError(f"rule '{name}': {key} must be {wanted}, got '{text}'") from None
