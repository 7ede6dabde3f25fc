"""What an average says of those who answered and of everybody, in sentences: the same for published
sums and for answer sheets. Every number is of the people its sentence names.
"""

from collections.abc import Iterable

import pandas as pd
from pandas import Series

from analysis.declare.finding import CANNOT_TELL, DECREASE, INCREASE
from analysis.declare.surveys import INSTRUMENT
from analysis.declare.traced import bare
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import printed, words
from analysis.show.printed import Opening
from strands.surveys.declares import ANSWERED_ONE, EVERYBODY
from strands.surveys.prints.everybody import Statistics, has_waves, in_order, whole

_KEPT_BACK = "What the answers come to, and what the silent may hide, rests on withheld counts."


# A survey, what it rated, the kind of everybody, and the statistics of these.
Case = tuple[str, str, str, Statistics]


def opening(cases: list[Case], flow: Iterable[dict[str, str]], limits: str) -> Opening:
    """The first page: how many answers can be used of each line of `flow`; what each change over
    everybody may be; what those say who answered.
    """
    every = [(key, item) for key, item, *_ in cases]
    names = [
        INSTRUMENT[key].name + (f", {item}" if len(dict(every)) < len(every) else "")
        for key, item in every
    ]
    ways = {f"the {name} average": _way(one[-1]) for name, one in zip(names, cases, strict=True)}
    untold = [name for name, one in zip(names, cases, strict=True) if kept_back(one[-1])]
    kept = f"; withheld for {words.listed(untold)}" if untold else ""
    told = [(name, *one) for name, one in zip(names, cases, strict=True) if name not in untold]
    ranges = [f"{_range(by['change: silent unknown'])} for {name}" for name, *_, by in told]
    means = [
        f"{average(by['mean: before'])} before and {average(by['mean: answered'])} after for"
        f" {INSTRUMENT[key].name} ({item}, from {INSTRUMENT[key].scale[0]} to"
        f" {INSTRUMENT[key].scale[1]}; {_whose(by, has_waves(key))})"
        for _, key, item, _, by in told
    ]
    finding = "nothing can be said of all who could have answered"
    if cases:
        finding = f"counting the silent, {words.outcome(ways, 'averages')}"
    return printed.opening(
        _usable(flow),
        (
            "**Counting everybody.** Whatever those who did not answer would have said, the change of"
            f" the average over all is {words.listed(ranges) or 'not told'}{kept}."
        )
        if cases
        else "",
        f"**Those who answered.** Their average was {words.listed(means)}." if means else "",
        finding=finding,
        limits=limits,
    )


def _way(by: Statistics) -> str:
    """What may be said of a change over everybody of which only the ends are known."""
    if kept_back(by):
        return words.KEPT
    low, high = by["change: silent unknown"][["low", "high"]]
    return INCREASE if low > 0 else DECREASE if high < 0 else CANNOT_TELL


def _whose(by: Statistics, twice: bool) -> str:
    """Who averaged that: the same people, or others."""
    after = f"{by['mean: answered'].n:,.0f}"
    if not twice:
        return f"the same {after}, asked once"
    return f"{whole(by['mean: before'].n, 'an unknown number')} and {after}, not all the same"


def _usable(flow: Iterable[dict[str, str]]) -> str:
    """How many usable answers each survey brought, of how many attendances."""
    told, unknown = [], []
    for line in flow:
        number = line["Usable (%)"].split(" ")[0]
        if number == SYMBOL or bare(number)[0].isdigit():
            every = line["Attendances"].replace("–", "an unknown number")
            number = number.replace(SYMBOL, "a withheld number")
            told.append(f"{line['Survey']} {number} of {every}")
        else:
            unknown.append(line["Survey"])
    told += [f"not known for {words.listed(unknown)}"] if unknown else []
    return f"**What was handed in.** Usable answers, of attendances: {'; '.join(told)}."


def headline(by: Statistics, case: str, scale: tuple[int, int], asked_once: bool) -> str:
    """The change over those who answered and over everybody: the range first where too few
    answered, else second; then what it comes to if nobody else changed. Where people were
    `asked_once`, those who tell of before tell of after.
    """
    if kept_back(by):
        return _KEPT_BACK
    unknown, after = by["change: silent unknown"], f"{by['mean: answered'].n:,.0f}"
    answers = f"answers{_to_both(by)}" if asked_once else "answers after"
    everybody = (
        f"with {answers} from {after} of {unknown.n:,.0f} {EVERYBODY[case]}, the change over all is"
        f" {_range(unknown)}"
    )
    answered = (_once if asked_once else _twice)(by, f"on the scale from {scale[0]} to {scale[1]}")
    said = in_order(by, answered, everybody)
    if "tipping: change" not in by:
        return said
    began = words.short(by["mean: before"].estimate)
    still = words.points(by["change: silent unchanged"].estimate)
    return (
        f"{said} If all began at {began} on average and nobody else changed, the change over all is"
        f" {still}."
    )


def conditions(by: Statistics, case: str, asked_once: bool) -> str:
    """What the range over everybody leaves open, which a headline tells, and of which answers of the
    silent there would be no change.
    """
    everybody = f"{by['change: silent unknown'].n:,.0f} {EVERYBODY[case]}"
    whatever = (_once_silent if asked_once else _twice_silent)(by)
    open_ = f"the range over all {everybody} holds{whatever}" if whatever else ""
    return " ".join(map(words.sentence, filter(None, (open_, _no_change(by, asked_once)))))


def _range(unknown: Series) -> str:
    """A change of which only the ends are known."""
    low, high = words.points(unknown.low), words.points(unknown.high)
    return low if low == high else f"anywhere from {low} to {high}"


def kept_back(by: Statistics) -> bool:
    """Whether any number of an average over everybody is withheld."""
    told = ("mean:", "change:", "tipping:", "headline")
    rows = [row for name, row in by.items() if name.startswith(told)]
    return withheld(*(row[end] for row in rows for end in ("estimate", "low", "high", "x", "n")))


def average(row: Series) -> str:
    """An average, and how it was printed where that was a limit."""
    return words.short(row.estimate) + (f" ({row.note})" if row.note else "")


def answered_one(by: Statistics) -> int:
    """How many told of one moment only, of a survey asked once about two; 0 where none is known."""
    return by[ANSWERED_ONE].estimate if ANSWERED_ONE in by else 0


def those_who_answered(by: Statistics) -> str:
    """Who counts as having answered a survey asked once."""
    return f"those who answered{_both(by)}"


def who_answered(by: Statistics, case: str, asked_once: bool) -> str:
    """How many answered, of how many: `342 of 717 attendances`, `348 before and 39 after of 455
    attendances`.
    """
    everybody = f"{by['mean: silent unknown'].n:,.0f} {EVERYBODY[case]}"
    after = f"{by['mean: answered'].n:,.0f}"
    if asked_once:
        return f"{after} of {everybody}"
    return f"{whole(by['mean: before'].n)} before and {after} after of {everybody}"


def _both(by: Statistics) -> str:
    """What those did who count as having answered, where some answered half."""
    one = answered_one(by)
    return " both questions" if withheld(one) or one else ""


def _to_both(by: Statistics) -> str:
    """The same of their answers."""
    both = _both(by)
    return f" to{both}" if both else ""


def _once_silent(by: Statistics) -> str:
    """Those who might have said anything of both moments."""
    silent = by["change: silent unknown"].n - by["mean: answered"].n
    if not silent:
        return ""
    one = answered_one(by)
    some = "some" if withheld(one) else f"{one:,.0f}"
    among = f" ({some} of them answered one)" if withheld(one) or one else ""
    return (
        f" whatever the {silent:,.0f} who did not answer{_both(by)}{among} would have said of"
        " before and of after"
    )


def _twice_silent(by: Statistics) -> str:
    """Those who might have said anything after, and before."""
    everybody, after = by["change: silent unknown"].n, by["mean: answered"].n
    silent = {"after": everybody - after, "before": everybody - _at_first(by)}
    who = [f"the {n:,.0f} who did not answer {wave}" for wave, n in silent.items() if n]
    if pd.isna(by["mean: before"].n):
        who[-1] = f"all {everybody:,.0f} before (how many answered is not known)"
    return f" whatever {words.listed(who)} would have said" if who else ""


def _at_first(by: Statistics) -> float:
    """How many of everybody told what they knew before; none where that is not known."""
    before = by["mean: before"].n
    return 0 if pd.isna(before) else min(before, by["change: silent unknown"].n)


def _once(by: Statistics, scale: str) -> str:
    """Those who told of both moments, and how far these are apart."""
    answered, change = by["mean: answered"], by["change: answered"]
    return (
        f"asked once, after the training, the {answered.n:,.0f} who answered{_both(by)} averaged"
        f" {average(by['mean: before'])} for before and {average(answered)} for after,"
        f" {words.points(change.estimate)} {scale}"
    )


def _twice(by: Statistics, scale: str) -> str:
    """Those who answered before, those who answered after, and how far these people are apart."""
    before, answered = by["mean: before"], by["mean: answered"]
    return (
        f"{whole(before.n, 'an unknown number')} answered before and averaged {average(before)};"
        f" {answered.n:,.0f} answered after and averaged {average(answered)},"
        f" {words.points(by['change: answered'].estimate)} {scale} between people who are not all"
        " the same"
    )


def _no_change(by: Statistics, asked_once: bool) -> str:
    """What the silent would have said were there no change, and what that takes for granted: where
    they began of whom no answer about before is at hand.
    """
    tipping = by["tipping: mean"]
    if "tipping: change" not in by:
        return tipping.note
    began = f"if {_began(by, asked_once)} began at {words.short(by['mean: before'].estimate)} too"
    if tipping.note:
        return f"{began}, {tipping.note}"
    silent = "they" if asked_once else "those who did not answer after"
    moved = words.points(by["tipping: change"].estimate)
    return (
        f"{began}, there is no change over all where {silent} averaged"
        f" {words.short(tipping.estimate)} after, {moved} of their own"
    )


def _began(by: Statistics, asked_once: bool) -> str:
    """Of whom nobody knows where they began."""
    if asked_once:
        return f"those who did not answer{_both(by)}"
    after = f"the {by['mean: answered'].n:,.0f} who answered after"
    silent = _at_first(by) < by["change: silent unknown"].n
    return after + (" and those who did not answer before" if silent else "")
