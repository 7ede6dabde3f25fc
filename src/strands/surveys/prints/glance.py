"""What the first page takes from the surveys: how many answered, and what those who did say of
themselves.
"""

from collections.abc import Iterator

from analysis.declare.outcomes import REPORTED, evidence, number, wanted
from analysis.declare.surveys import INSTRUMENT
from analysis.declare.withheld import withheld
from analysis.show import words
from strands.surveys.prints.everybody import Statistics, has_waves
from strands.surveys.prints.headlines import Case, average, kept_back, who_answered


def glance(*cases: Case) -> Iterator[dict]:
    """Of each survey and what it rated: averages before and after, of how many of all; the survey that
    fewest answered as a number, and as what is wanted.
    """
    told = [case for case in cases if not kept_back(case[-1])]
    for key, item, case, by in told:
        survey = INSTRUMENT[key]
        who = who_answered(by, case, not has_waves(key))
        over_all = by["change: silent unknown"]
        text = (
            f"{survey.name} training, {item[:1].lower()}{item[1:]}:"
            f" {average(by['mean: before'])} before and {average(by['mean: answered'])} after, from 1 to"
            f" 7 ({who})"
        )
        ends = words.points(over_all.low), words.points(over_all.high)
        yield evidence(
            "confidence", REPORTED, f"{text}; counting the silent too, {ends[0]} to {ends[1]}."
        )
    if told:
        key, _, case, by = min(told, key=lambda one: _answered(one[-1]))
        after, all_of = by["mean: answered"].n, by["change: silent unknown"].n
        survey = INSTRUMENT[key].name
        yield number(
            f"{after:,.0f} of {all_of:,.0f}",
            f"attendances at {survey} have an answer on knowledge after it",
        )
        if 2 * after < all_of:
            yield wanted(
                f"surveys/{key}", f"More answers after {survey}: {after:,.0f} of {all_of:,.0f} came"
            )


def _answered(by: Statistics) -> float:
    """The share of all who answered after."""
    after, all_of = by["mean: answered"].n, by["change: silent unknown"].n
    return 1 if withheld(after, all_of) or not all_of else after / all_of
