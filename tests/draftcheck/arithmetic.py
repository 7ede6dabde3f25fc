"""Sentences with arithmetic, right or with one slip planted. `python -m arithmetic` counts how many
slips are found in every format, and how many honest paragraphs are doubted.
"""

from __future__ import annotations

from collections import Counter
from random import Random

from drafting import FORMATS, Draft

from draftcheck.check import check

MONTHS = "January February March April May June July August September October November December"
SMALL = "two three four five six seven eight nine ten eleven twelve".split()
KINDS = (
    "parts neighbours both change rose carried times piece span within years quarters items".split()
)


def sentence(kind: str, chance: Random, slip: bool) -> str:
    """A sentence, or two, of one kind; with `slip` one number in it is wrong."""
    return DRAWN[kind](chance, slip)


def _off(chance: Random, number: int, slip: bool) -> int:
    return number + slip * chance.choice([-1, 1, 2, 10])


def _parts(chance, slip):
    a, b, c = (chance.randint(13, 60) for _ in range(3))
    whole = _off(chance, a + b, slip)
    return chance.choice(
        [
            f"We spoke to {whole} parents ({a} mothers and {b} fathers) over the year.",
            f"The panel read {whole} case files: {a} from schools and {b} from health visitors.",
            f"The survey had {_off(chance, a + b + c, slip)} answers ({a} social workers,"
            f" {b} managers and {c} others).",
            f"Of the {whole} parents who came, {a} were mothers and the other {b} were fathers.",
            f"The group of {whole} was made up of {a} nurses and {b} teachers.",
            f"There were {whole} workers in the sample, of whom {a} had a degree and {b} did not.",
            f"All {_off(chance, a + b + c, slip)} files were rated as low ({a}), medium ({b}) or"
            f" high ({c}).",
            f"Out of {whole} letters, {a} were opened and {b} were not.",
        ]
    )


def _neighbours(chance, slip):
    a, b = chance.randint(20, 60), chance.randint(3, 12)
    few = chance.choice([str(b), SMALL[b - 2]])
    whole = _off(chance, a + b, slip)
    return chance.choice(
        [
            f"The groups were joined by {a} women and {few} men. In all {whole} people came.",
            f"There were {a} girls and {few} boys, which makes {whole} children.",
            f"Staff held {a} visits and {few} calls, a total of {whole} contacts.",
            f"In Brent we met {a} parents. In Harrow we met {few}. Across both boroughs, {whole}"
            " parents were met.",
            f"The team spoke to {a} girls and {few} boys; these {whole} talks are told here.",
            f"{whole} people signed up. {few.capitalize()} dropped out, leaving {a}.",
            f"The north sent {a} forms and the south {few} ({whole} in total).",
            f"{a} sites took the course and a further {few} the film, so {whole} sites took part.",
        ]
    )


def _both(chance, slip):
    a, b = chance.randint(20, 60), chance.randint(13, 40)
    whole = _off(chance, a + b, slip)
    return chance.choice(
        [
            f"The course was attended by {a} women and {b} men, {whole} people in all.",
            f"{a} women and {b} men came. That is {whole} people.",
            f"In total {whole} people came. {a} were women and {b} were men.",
            f"There were {a} women and {b} men among the {whole} people who came.",
            f"The first cohort (n = {a}) and the second (n = {b}) together make {whole} learners.",
            f"Teams read {a} cases in round 1 and {b} in round 2, so {whole} in total.",
        ]
    )


def _ends(chance):
    before, after = chance.sample(range(60, 900), 2)
    share = abs(after / before - 1) * 100
    return (before, after, share) if share >= 4 else _ends(chance)


def _share(chance, share, slip):
    return f"{round(share) + slip * chance.choice([-3, 3, 5, 11])}{chance.choice(['%', ' %'])}"


def _change(chance, slip):
    before, after, share = _ends(chance)
    word = "rise" if after > before else "fall"
    thing = chance.choice(["referrals", "plans", "visits", "calls"])
    return (
        f"The number of {thing} went from {before} to {after},"
        f" a {word} of {_share(chance, share, slip)}."
    )


def _rose(chance, slip):
    before, after, share = _ends(chance)
    verb = "rose" if after > before else "fell"
    said = _share(chance, share, slip)
    return chance.choice(
        [
            f"Consultations {verb} from {before} to {after} ({said}).",
            f"Consultations {verb} by {said} from {before} to {after} in the second year.",
            f"Consultations {verb} from {before} in spring to {after} in autumn, by {said}.",
            f"Consultations {verb} by {said} over the year, from {before} to {after}.",
            f"There were {after} consultations this year compared with {before} last year, a"
            f" {'rise' if after > before else 'drop'} of {said}.",
            f"The team held {after} consultations, {said} {'more' if after > before else 'fewer'}"
            f" than the {before} of the year before.",
        ]
    )


def _carried(chance, slip):
    before, after, share = _ends(chance)
    verb, word, more, up = [("fell", "fall", "fewer", "down"), ("rose", "rise", "more", "up")][
        after > before
    ]
    said = _share(chance, share, slip)
    return chance.choice(
        [
            f"Referrals {verb} from {before} to {after}. This is a {word} of {said}.",
            f"Referrals {verb} from {before} to {after}. That is {said} {more}.",
            f"Referrals {verb} from {before} to {after}. The {word} is {said}.",
            f"Last year there were {before} referrals. This year there were {after}, a {word} of"
            f" {said}.",
            f"Referrals {verb} {said} between 2022 ({before}) and 2023 ({after}).",
            f"Referrals were {after}, {up} {said} from {before}.",
        ]
    )


def _times(chance, slip):
    before = chance.randint(20, 90) * 2
    word, factor = chance.choice([("doubled", 2), ("halved", 0.5), ("trebled", 3)])
    after = round(before * factor * (chance.choice([0.7, 1.4]) if slip else 1))
    return chance.choice(
        [
            f"Attendance {word} from {before} to {after}.",
            f"Attendance {word}, from {before} to {after}.",
            f"Numbers grew from {before} to {before * (5 if slip else 4)}, four times as many.",
            f"Numbers {word} over the year, going from {before} to {after}.",
            f"Twice as many women ({before * (3 if slip else 2)}) as men ({before}) came.",
            f"The {before * (3 if slip else 2)} visits of May were double the {before} of April.",
            f"There were {before} visits in May. By June this had {word} to {after}.",
        ]
    )


def _piece(chance, slip):
    before, (word, piece) = (
        chance.randint(10, 60) * 12,
        chance.choice([("a third", 1 / 3), ("a quarter", 0.25), ("half", 0.5)]),
    )
    sign, verb = chance.choice([(1, "rose"), (-1, "fell")])
    after = round(before * (1 + sign * piece + slip * 0.2))
    return f"Repeat referrals {verb} by {word}, from {before} to {after}."


def _span(chance, slip):
    first, length = chance.randint(0, 11), chance.randint(3, 30)
    last, names = first + length - 1, MONTHS.split()
    stated = length + slip * chance.choice([-3, -2, 2, 3])
    said = SMALL[stated - 2] if 2 <= stated <= 12 and chance.random() < 0.5 else stated
    begins, ends = f"{names[first]} 2022", f"{names[last % 12]} {2022 + last // 12}"
    return chance.choice(
        [
            f"The data cover {begins} to {ends} ({said} months).",
            f"Over {said} months, from {begins} to {ends}, calls were counted.",
            f"Between {begins} and {ends}, a period of {said} months, the team met weekly.",
            f"A {said}-month pilot ({begins} to {ends}) came first.",
            f"The work began in {begins} and ended in {ends}, {said} months in all.",
        ]
    )


def _within(chance, slip):
    last, stated = chance.randint(2, 11), chance.randint(1, 9)
    names = MONTHS.split()
    stated = last + 3 if slip else min(stated + 1, last)
    return (
        f"The form was piloted for {stated} months between {names[0]} and {names[last]} 2023,"
        " as was planned by 12 boroughs."
    )


def _quarters(chance, slip):
    first, number = chance.randint(0, 3), chance.randint(4, 9)
    last = first + number - 1
    said = SMALL[number - 2 + slip * chance.choice([-1, 1])]
    ends = [f"Q{at % 4 + 1} {2021 + at // 4}/{22 + at // 4}" for at in (first, last)]
    return f"The work was counted over {said} quarters, from {ends[0]} to {ends[1]}."


def _years(chance, slip):
    years = chance.randint(2, 5)
    stated = SMALL[years - 2 + (chance.choice([1, 2]) if slip else 0)]
    return f"The work ran from April 2019 to March {2019 + years} ({stated} years)."


def _items(chance, slip):
    things = chance.sample("housing health schools police courts midwives charities".split(), 5)
    listed = things[: chance.randint(3, 5)]
    number = len(listed) + (chance.choice([-1, 1]) if slip else 0)
    each = [f"{thing} ({chance.randint(2, 40)} answers)" for thing in listed]
    named = f"{', '.join(listed[:-1])} and {listed[-1]}"
    points = " ".join(f"({mark}) {thing}," for mark, thing in zip("abcde", listed, strict=False))
    return chance.choice(
        [
            f"Staff named {SMALL[number - 2]} partners: {', '.join(each[:-1])} and {each[-1]}.",
            f"The work has {SMALL[number - 2]} main partners ({named}).",
            f"Work with {SMALL[number - 2]} services - {named} - went on.",
            f"Staff spoke of {SMALL[number - 2]} partners: {points.rstrip(',')}.",
        ]
    )


DRAWN = dict(
    zip(
        KINDS,
        (
            _parts,
            _neighbours,
            _both,
            _change,
            _rose,
            _carried,
            _times,
            _piece,
            _span,
            _within,
            _years,
            _quarters,
            _items,
        ),
        strict=True,
    )
)


def doubts(text: str, format_: str) -> int:
    """How many doubts a draft of one paragraph raises."""
    draft = Draft()
    draft.heading("What was found")
    draft.text(text)
    return len(check(f"draft.{format_}", draft.written(format_)).doubts)


def found(number: int, seed: int = 1) -> Counter:
    """Planted slips that were found, of `number` of each kind in each format."""
    chance = Random(seed)
    return Counter(
        {
            (kind, format_): sum(
                doubts(sentence(kind, chance, True), format_) > 0 for _ in range(number)
            )
            for kind in KINDS
            for format_ in FORMATS
        }
    )


def doubted(number: int, seed: int = 2) -> list[str]:
    """Honest paragraphs of two sentences that raise a doubt, of `number`."""
    chance = Random(seed)
    drawn = [
        " ".join(sentence(chance.choice(KINDS), chance, False) for _ in range(2))
        for _ in range(number)
    ]
    return [text for text in drawn if doubts(text, "md")]


if __name__ == "__main__":
    for (kind, format_), count in found(60).items():
        print(f"{kind:12}{format_:6}{count} of 60 found")
    false = doubted(1000)
    print(f"{len(false)} of 1,000 honest paragraphs doubted", *false, sep="\n")
