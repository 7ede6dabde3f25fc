"""What the findings on surveys tell of people, and how their counts hang together.

Most counts of answers are parts of one another. Where two numbers meet in another way, as answers and
the pairs among them do, a finding called `fewest` is the least of all that could be worked out from
them: where it is withheld, so is everything that hangs on it.
"""

from analysis.declare.disclosure import told

_OVER_EVERYBODY = (
    "mean: before | mean: answered | mean: silent unchanged | mean: silent unknown"
    " | change: answered | change: silent unchanged | change: silent unknown"
    " | tipping: mean | tipping: change | headline"
)
_ALWAYS = " | ".join(
    f"always answering: {name}"
    for name in (
        "rate before",
        "rate after",
        "mean before",
        "mean after",
        "difference of means",
    )
)
_WITHIN = "pairs|change|mean before|mean after|mean change|median change".split("|")
_UNPAIRED = (
    "answers before|answers after|superiority|Cliff's delta|difference of means|Hedges g"
    "|odds ratio of a higher answer"
).split("|")
_MEANS = "answers on the scale | fewest: steps"


def _all(design: str, names: list[str]) -> str:
    return " | ".join(f"{design}: {name}" for name in names)


def _before(names: str) -> str:
    """The same names where everybody is who answered before."""
    return " | ".join(f"{name} @ answered before" for name in names.split(" | "))


PEOPLE = {
    "findings": told(f"""
        returned | quoted | eligible | mostly blank | fewest: typed:: people
        usable:: from returned | mostly blank
        returned, % of eligible | usable, % of eligible:: from returned | mostly blank | eligible
        sum | possible bases | misfits | fewest misfits:: from fewest: typed | returned | mostly blank
        share: silent unknown:: from fewest: typed | returned | mostly blank | eligible
        change: rounding | {_OVER_EVERYBODY}:: from returned | mostly blank | eligible
    """),
    "answers": told(f"""
        handed in:: people
        sheets:: people; of handed in; parts
        eligible:: people
        answered before:: people; same as answers/sheets
        eligible @ answered before:: from answered before
        handed in, % of eligible:: from handed in | eligible
        usable, % of eligible:: from sheets | eligible
        handed in, % of eligible @ answered before:: from handed in | answered before
        usable, % of eligible @ answered before:: from sheets | answered before
        answers:: people; of sheets; parts
        people:: people; of answers; parts
        people, any ticked:: people; of answers
        share:: people; of answers; same as answers/people
        share, any ticked:: people; of answers; same as answers/people, any ticked
        share: silent unknown:: from people | people, any ticked | eligible
        answers on the scale:: people; of answers
        fewest: steps | fewest: points | fewest: boroughs | fewest: links:: people
        fewest: pairs | fewest: singles | fewest: risen | fewest: moves:: people
        mean:: from {_MEANS}
        people at point | share at point:: from fewest: points | {_MEANS}
        above the middle:: people; of answers
        {_OVER_EVERYBODY}:: from {_MEANS} | eligible
        {_before(_OVER_EVERYBODY)}:: from {_MEANS} | answered before
        answered one of two:: from answers
        {_ALWAYS}:: from {_MEANS} | fewest: points | eligible
        weights: effective n | weights: design effect:: from fewest: boroughs | {_MEANS}
        weights: least | weights: greatest | weighted: mean:: from fewest: boroughs | {_MEANS}
        {_all("retrospective", _WITHIN)}:: from {_MEANS}
        retrospective: mean change:: from {_MEANS}; interval from fewest: moves
        retrospective: share risen:: from fewest: risen | {_MEANS}
        retrospective: share same | retrospective: share fallen:: from fewest: moves | {_MEANS}
        retrospective: rank-biserial:: from fewest: moves | {_MEANS}
        {_all("paired", _WITHIN)}:: from fewest: pairs | {_MEANS}
        paired: mean change:: from fewest: pairs | {_MEANS}; interval from fewest: moves
        paired: share risen:: from fewest: risen | fewest: pairs | {_MEANS}
        paired: share same | paired: share fallen:: from fewest: moves | fewest: pairs | {_MEANS}
        paired: rank-biserial:: from fewest: moves | fewest: pairs | {_MEANS}
        {_all("unpaired", _UNPAIRED)}:: from fewest: singles | fewest: pairs | {_MEANS}
        partially paired: difference of means:: from fewest: singles | fewest: pairs | {_MEANS}; refusal
        p | p (Holm) | p (Benjamini-Hochberg):: from fewest: moves | fewest: pairs | {_MEANS}
        links: pairs | links: unlinked before | links: unlinked after:: from fewest: links | sheets
        links: ambiguous before | links: ambiguous after:: from fewest: links | sheets
        left out | planned | tests: run | tests: primary | tests: explored | self check:: nobody
    """),
}
