"""How a strand's numbers are worked from their cells, as its `proves` declares it: a formula, or the
reason why a number has none.

Statistics stand one under the other, their names with `|` between them, two colons and clauses with
`;` between them; further lines are set in. A clause is `low, high = FORMULA` or `estimate: reason`.
What stands in braces is put in by `desk.proof.formulas`; `SHARE_LOW` and `SHARE_HIGH` are the ends of
the interval of `x` of `n`.
"""

import re
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from analysis.declare.table import InputError
from analysis.declare.words import entries, listed
from analysis.registry import STRANDS

# What a finding holds that can be proved, in the order in which it is told.
NUMBERS = ("estimate", "low", "high", "x", "n", "verdict")
# Beside a number had by solving an equation: how far that is from being solved.
SCORE = "score"
# What several strands say of `x` of `n`: the ends of its interval, as `analysis.find.finding.share`.
_Z = "NORMSINV(0.975)"
_HALF = f"{_Z}*SQRT({{x}}*({{n}}-{{x}})/{{n}}+{_Z}^2/4)"
_SHORT = {
    "SHARE_LOW": f"IF({{x}}=0,0,IF({{n}}<30,BETAINV(0.025,{{x}},{{n}}-{{x}}+1),"
    f"({{x}}+{_Z}^2/2-{_HALF})/({{n}}+{_Z}^2)))",
    "SHARE_HIGH": f"IF({{x}}={{n}},1,IF({{n}}<30,BETAINV(0.975,{{x}}+1,{{n}}-{{x}}),"
    f"({{x}}+{_Z}^2/2+{_HALF})/({{n}}+{_Z}^2)))",
}
UNDECLARED = "its strand declares no formula for it"
_CLAUSE = re.compile(r"(\w+(?:, \w+)*)(: | = )(.+)")


@dataclass(frozen=True)
class Way:
    """How a number is worked: by a `formula`, or for a `reason` by none."""

    formula: str = ""
    reason: str = ""


def proves(strand: str) -> ModuleType:
    """What a strand declares; InputError where it declares nothing, or there is no such strand."""
    if strand not in STRANDS:
        raise InputError(f"no strand '{strand}': known are {', '.join(STRANDS)}")
    if not find_spec(f"strands.{strand}.proves"):
        able = [key for key in STRANDS if find_spec(f"strands.{key}.proves")]
        raise InputError(
            f"{strand} does not say how its numbers are worked from cells: a proof can be had of"
            f" {listed(able)}; docs/new_strand.md says how a strand gets one"
        )
    return import_module(f"strands.{strand}.proves")


def ways(text: str) -> dict[tuple[str, str], Way]:
    """How each number of each statistic of a frame is worked, by statistic and number."""
    found = {}
    for entry in entries(text):
        statistics, _, clauses = " ".join(entry).partition(":: ")
        for clause in clauses.split("; "):
            names, kind, says = _CLAUSE.fullmatch(clause).groups()
            way = Way(formula=_SHORT.get(says, says)) if kind == " = " else Way(reason=says)
            numbers = NUMBERS if names == "all" else names.split(", ")
            found |= {
                (statistic, number): way
                for statistic in statistics.split(" | ")
                for number in numbers
            }
    return found
