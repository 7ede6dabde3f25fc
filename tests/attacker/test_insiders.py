"""What a borough can tell, for it knows its own numbers; and what a stranger is mistaken in."""

from pathlib import Path

import pytest

from attacker.leaks import Leak
from attacker.linkages import Limits
from attacker.reading import Edition
from attacker.siege import Siege, _is_told

D = "[d]"
BOROUGHS = ["hackney", "newham", "barnet", "waltham_forest", "lambeth"]


def line(statistic, x="", n="", **more) -> dict:
    return {"statistic": statistic, "x": x, "n": n, "when": "2025-26"} | more


def table(told, hidden=()):
    """Counts by borough with their total, a year that is seen and one of which some are withheld."""
    yield line("people", 31, when="2024-25")
    yield from (
        line("people", x, borough=b, when="2024-25")
        for b, x in zip(BOROUGHS, (9, 15, 7), strict=False)
    )
    yield line("people", sum(told))
    for borough, x in zip(BOROUGHS, told, strict=False):
        yield line("people", D if borough in hidden else x, borough=borough)


def test_one_of_two_withheld_boroughs_knows_the_other(edition):
    edition.prints(table((4, 5, 21), hidden=("hackney", "newham")))
    edition.hides(table((4, 5, 21)))
    assert edition.attacked() == []
    leaks = edition.attacked(private=True)
    assert [leak.split(", from")[0] for leak in leaks] == [
        "leak to hackney: made/findings.csv: x of people, newham, 2025-26 is 5",
        "leak to newham: made/findings.csv: x of people, hackney, 2025-26 is 4",
    ]
    assert "30 = [d] + this + 21" in leaks[0]


def test_one_of_three_does_not(edition):
    told = (4, 5, 6, 21)
    edition.prints(table(told, hidden=("hackney", "newham", "barnet")))
    edition.hides(table(told))
    assert edition.attacked(private=True) == []


def test_what_a_borough_knows_of_a_total_by_its_own_count_is_no_leak(edition):
    seen = [*table((9, 9, 9))]
    told = [
        line("other", 6),
        *(line("other", x, borough=b) for b, x in zip(BOROUGHS, (3, 0, 3), strict=False)),
    ]
    public = [
        line("other", D),
        *(line("other", D if b != "newham" else 0, borough=b) for b in BOROUGHS[:3]),
    ]
    edition.prints([*seen, *public])
    edition.hides([*seen, *told])
    assert edition.attacked(private=True) == []


def test_a_belief_that_is_false_leaks_nothing(edition):
    """Answered and decided are the same number in four boroughs by chance, and in the fifth they are not."""
    seen = [*zip(BOROUGHS, (12, 30, 42, 66), strict=False)]
    public = [line(s, x, borough=b) for s in ("answered", "decided") for b, x in seen]
    told = [line("answered", 8, borough="lambeth"), line("decided", 5, borough="lambeth")]
    edition.prints([*public, told[0], told[1] | {"x": D}])
    edition.hides([*public, *told])
    assert "x of decided, lambeth, 2025-26 is 8" in edition.attacked()[0]
    assert edition.attacked(private=True) == []


def test_who_knows_how_the_tables_hang_together_finds_more(edition):
    """Nothing that is seen shows that the grounds add up to their base; in truth they do."""
    counts = {"hackney": (9, 3, 6), "newham": (2, 8, 12), "barnet": (7, 7, 2)}

    def lines(public):
        for borough, those in counts.items():
            for subject, x in zip("abc", those, strict=True):
                shown = D if public and x < 6 else x
                yield line("grounds", shown, sum(those), subject=subject, borough=borough)

    edition.prints(lines(public=True))
    edition.hides(lines(public=False))
    assert edition.attacked(private=True) == []
    leaks = edition.attacked("--informed", private=True)
    assert len(leaks) == 3
    assert "x of grounds of b, hackney, 2025-26 is 3" in leaks[0]


@pytest.mark.parametrize("parts", [2, 5])
def test_a_whole_is_at_least_as_many_as_its_withheld_parts(edition, parts):
    lines = [*table((9, 8, 7)), line("other", 24, subject="")]
    lines += [line("other", x, borough=b) for b, x in zip(BOROUGHS, (8, 9, 7), strict=False)]
    lines += [line("other", D, when="2023-24")]
    lines += [line("other", D, when="2023-24", borough=borough) for borough in BOROUGHS[:parts]]
    edition.prints(lines)
    (leak,) = edition.attacked()
    assert f"is {parts} or more (no more than its withheld parts come to)" in leak
    assert edition.attacked("--allow-floors") == []


def test_a_total_that_one_borough_knows_as_its_own_and_what_is_printed(edition):
    """Newham and the total are withheld; with its own number Newham knows the total, and nothing new."""
    edition.prints(
        [*table((31, 17, 19), hidden=("newham",))][:4]
        + [line("people", D)]
        + [
            line("people", D if borough == "newham" else x, borough=borough)
            for borough, x in zip(BOROUGHS, (31, 17, 19), strict=False)
        ]
    )
    edition.hides(table((31, 17, 19)))
    assert edition.attacked(private=True) == []


def test_private_findings_that_are_not_there(edition):
    edition.prints([line("people", D)])
    with pytest.raises(FileNotFoundError, match="no private findings of 2025-26"):
        edition.attacked(private=True)


def test_a_withheld_finding_without_a_private_one_is_told(edition):
    edition.prints([line("people", D), line("others", 8)])
    edition.hides([line("others", 8)])
    assert edition.attacked(private=True) == []
    assert ", 1 withheld findings without a private one" in edition.said[0]


def test_a_belief_that_is_false_tells_nothing(edition):
    """The parts that are seen add up in two places; in the third they do not, as only truth knows."""
    lines = []
    for subject, counts in {"seen": (9, 12, 7), "heard": (6, 0, 8), "told": (9, 8, "[d]")}.items():
        total = 20 if subject == "told" else sum(counts)
        lines += [line("people", total, subject=subject)]
        lines += [
            line("people", x, subject=subject, borough=borough)
            for borough, x in zip(BOROUGHS, counts, strict=False)
        ]
    edition.prints(lines)
    for true, leaks in ((3, True), (2, False)):
        hidden = [row | {"x": true} if row["x"] == "[d]" else row for row in lines]
        edition.hides(hidden)
        assert bool(edition.attacked(private=True)) == leaks


@pytest.mark.parametrize(
    "true, low, high, is_told",
    [(3, 2, 9, True), (14, 7, 16, False), (14, 14, 14, True), (14, 7, 12, False)],
)
def test_a_number_that_is_not_small_is_told_only_exactly(true, low, high, is_told):
    siege = Siege(Path(), Limits(1, 7), Edition("2025-26"), [], {}, true=[true])
    found = Leak("made", "findings.csv", "x of people", "", cell=0, low=low, high=high)
    assert _is_told(siege, found) == is_told
