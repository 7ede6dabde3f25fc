"""The rules a statement may be checked by. A rule is a function: its name, its arguments and its
docstring are all there is to know of it, and no statement can run anything else.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import get_type_hints

from analysis.declare.table import InputError
from strands.claims.finds import changes, numbers, register, series, shares
from strands.claims.finds.evidence import Evidence, Figure, figure
from strands.claims.finds.reading import Reading

RULES: dict[str, Callable[..., list[Reading]]] = {
    rule.__name__: rule
    for room in (numbers, shares, changes, series, register)
    for rule in room.RULES
}


def call(name: str, text: str, evidence: Evidence) -> tuple[list[Reading], list[Figure]]:
    """The readings rule `name` makes of the arguments in `text`, and the rows it was given.

    InputError for a rule or an argument that does not exist, is missing, or cannot be read.
    """
    if name not in RULES:
        raise InputError(f"there is no rule '{name}': known are {', '.join(RULES)}")
    given = dict(_split(name, text))
    kinds = parameters(name)
    required = [key for key, (_, needed) in kinds.items() if needed]
    if strange := [key for key in given if key not in kinds]:
        raise InputError(
            f"rule '{name}' has no argument '{strange[0]}': it takes {', '.join(kinds)}"
        )
    if missing := [key for key in required if key not in given]:
        raise InputError(
            f"rule '{name}' needs the argument '{missing[0]}': it takes {', '.join(kinds)}"
        )
    values = {key: _read(name, key, kinds[key][0], text, evidence) for key, text in given.items()}
    figures = [value for value in values.values() if isinstance(value, Figure)]
    wants = (
        {"evidence": evidence} if "evidence" in inspect.signature(RULES[name]).parameters else {}
    )
    return RULES[name](**values, **wants), figures


@cache
def parameters(name: str) -> dict[str, tuple[type, bool]]:
    """The arguments of a rule: the kind of each, and whether it must be given."""
    kinds = get_type_hints(RULES[name])
    declared = inspect.signature(RULES[name]).parameters.values()
    return {
        one.name: (kinds[one.name], one.default is one.empty)
        for one in declared
        if one.name != "evidence"
    }


def described() -> Iterator[tuple[str, str, str]]:
    """Each rule with its arguments and what it asks, for the reader of a claims file."""
    for name, rule in RULES.items():
        listed = [key if needed else f"[{key}]" for key, (_, needed) in parameters(name).items()]
        yield name, ", ".join(listed), " ".join(inspect.getdoc(rule).split("\n\n")[0].split())


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
        wanted = {Decimal: "a number", int: "a whole number"}.get(
            kind
        ) or f"one of {', '.join(kind)}"
        raise InputError(f"rule '{name}': {key} must be {wanted}, got '{text}'") from None
