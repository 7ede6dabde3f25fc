"""Every kind of linkage a stranger infers: a leak by it is found and named, and the same edition
without the leak passes.
"""

import pytest

D = "[d]"
BOROUGHS = ["hackney", "newham", "barnet", "waltham_forest", "lambeth"]
QUARTERS = ["2025Q2", "2025Q3", "2025Q4", "2026Q1"]
# Of each kind what is printed without a leak and with one, and what the leak is called.
CASES = {}


def line(statistic, x="", n="", **more) -> dict:
    return {"statistic": statistic, "x": x, "n": n, "when": "2025-26"} | more


def case(*named: str):
    """Declare how an edition with a leak (`leaks` is true) differs from one without."""

    def declared(lines):
        CASES[lines.__name__] = (lines, named)
        return lines

    return declared


@case("x of answer of agree, newham, 2025-26 is 2", "18 = this + 7 + 9")
def parts_of_a_base(leaks):
    seen = {"hackney": (8, 7, 9), "barnet": (6, 10, 6)}
    for borough, counts in seen.items():
        for subject, x in zip(("agree", "partly", "disagree"), counts, strict=True):
            yield line("answer", x, sum(counts), subject=subject, borough=borough)
    hidden = (D, 7 if leaks else D, 9)
    for subject, x in zip(("agree", "partly", "disagree"), hidden, strict=True):
        yield line("answer", x, 18, subject=subject, borough="newham")


@case("x of people of told, barnet, 2025-26 is 3", "20 = 9 + 8 + this")
def boroughs_and_all(leaks):
    for subject, counts in {"seen": (9, 12, 7), "heard": (6, 0, 8)}.items():
        yield line("people", sum(counts), subject=subject)
        for borough, x in zip(BOROUGHS, counts, strict=False):
            yield line("people", x, subject=subject, borough=borough)
    yield line("people", 20, subject="told")
    for borough, x in zip(BOROUGHS, (9, 8 if leaks else D, D), strict=False):
        yield line("people", x, subject="told", borough=borough)


@case("x of people, 2025-26 is 30", "this = 9 + 12 + 9")
def a_total_of_what_is_seen(leaks):
    for when in ("2023-24", "2024-25"):
        yield line("people", 21, when=when)
        yield from (
            line("people", x, when=when, borough=b)
            for b, x in zip(BOROUGHS, (6, 8, 7), strict=False)
        )
    yield line("people", D)
    seen = (9, 12, 9) if leaks else (D, 12, D)
    yield from (line("people", x, borough=b) for b, x in zip(BOROUGHS, seen, strict=False))


@case("x of cases, newham, 2025Q3 is 4", "the period and its quarters")
def quarters_and_the_period(leaks):
    for borough, counts in {"hackney": (9, 8, 0, 7), "barnet": (6, 6, 8, 12)}.items():
        yield line("cases", sum(counts), borough=borough)
        yield from (
            line("cases", x, borough=borough, when=q) for q, x in zip(QUARTERS, counts, strict=True)
        )
    yield line("cases", 30, borough="newham")
    for quarter, x in zip(QUARTERS, (8, D, 8 if leaks else D, 10), strict=True):
        yield line("cases", x, borough="newham", when=quarter)


@case("x of cases, newham, 2025-04 is 2", "a quarter and its months")
def months_and_a_quarter(leaks):
    months = ("2025-04", "2025-05", "2025-06")
    for borough, counts in {"hackney": (9, 8, 7), "barnet": (6, 6, 8)}.items():
        yield line("cases", sum(counts), borough=borough, when="2025Q2")
        yield from (
            line("cases", x, borough=borough, when=m) for m, x in zip(months, counts, strict=True)
        )
    yield line("cases", 17, borough="newham", when="2025Q2")
    for month, x in zip(months, (D, 8 if leaks else D, 7), strict=True):
        yield line("cases", x, borough="newham", when=month)


@case("x of cases of told | girls, 2025-26 is 5", "part 2 of the subject")
def strata_and_all(leaks):
    for about, counts in {"seen": (9, 12), "heard": (6, 8)}.items():
        yield line("cases", sum(counts), subject=about)
        yield from (
            line("cases", x, subject=f"{about} | {who}")
            for who, x in zip(("girls", "boys"), counts, strict=True)
        )
    yield line("cases", 19, subject="told")
    yield line("cases", D, subject="told | girls")
    yield line("cases", 14 if leaks else D, subject="told | boys")


@case("x of unlinked, lambeth, 2025-26 is 3", "are x of before, held 4 times: 24 = this + 21")
def two_counts_and_their_sum(leaks):
    linked, unlinked = (14, 22, 9, 31), (8, 7, 16, 11)
    for borough, a, b in zip(BOROUGHS, linked, unlinked, strict=False):
        yield line("linked", a, borough=borough)
        yield line("unlinked", b, borough=borough)
        yield line("before", a + b, borough=borough)
    yield line("linked", 21 if leaks else D, borough="lambeth")
    yield line("unlinked", D, borough="lambeth")
    yield line("before", 24, borough="lambeth")


@case("x of blank, lambeth, 2025-26 is 2", "n - x of answered")
def what_is_left_of_a_base(leaks):
    for borough, x, n in zip(BOROUGHS, (14, 22, 9, 31), (23, 29, 26, 42), strict=False):
        yield line("answered", x, n, borough=borough)
        yield line("blank", n - x, borough=borough)
    yield line("answered", 18 if leaks else D, 20, borough="lambeth")
    yield line("blank", D, borough="lambeth")


@case("x of no answer of safer | blank, 2025-26 is 2")
def blanks_and_those_who_answered(leaks):
    for question, blank, other in (("one", 7, 8), ("two", 0, 9), ("three", 6, 0), ("four", 9, 11)):
        yield line("answer", 6, 60 - blank - other, subject=f"{question} | yes")
        yield line("no answer", blank, 60, subject=f"{question} | blank")
        yield line("no answer", other, 60, subject=f"{question} | unread")
    yield line("answer", 6, 50 if leaks else D, subject="safer | yes")
    yield line("no answer", D, 60, subject="safer | blank")
    yield line("no answer", 8, 60, subject="safer | unread")


@case("x of shown, lambeth, 2025-26 is 3", "0.25 is x/n")
def a_share_that_is_printed(leaks):
    yield line("shown", 8, 16, borough="hackney", unit="share", estimate="0.5")
    yield line("shown", D, 12, borough="lambeth", unit="share", estimate="0.25" if leaks else D)


@case("x of shown, lambeth, 2025-26 is 4", "33 is 100 times x/n")
def a_percentage_that_is_printed(leaks):
    yield line("shown", 8, 17, borough="hackney", unit="rate", estimate="47")
    yield line("shown", D, 12, borough="lambeth", unit="rate", estimate="33" if leaks else D)


@case("x of shown, lambeth, 2025-26 is 3 or more, from 0.4285714286 is x/n")
def a_share_of_two_withheld_numbers(leaks):
    yield line("shown", 8, 16, borough="hackney", unit="share", estimate="0.500")
    told = "0.4285714286" if leaks else D
    yield line("shown", D, D, borough="lambeth", unit="share", estimate=told)


@case("x of shown, lambeth, 2025-26 is 3", "its interval is printed: 0.1078 to 0.6032")
def an_interval_that_is_printed(leaks):
    told = {"unit": "share", "method": "x of n, Wilson interval, v1"}
    yield line("shown", 8, 16, borough="hackney", low="0.2800", high="0.7200", **told)
    ends = ("0.1078", "0.6032") if leaks else (D, D)
    yield line("shown", D, 10, borough="lambeth", low=ends[0], high=ends[1], **told)


@case("x of shown, lambeth, 2025-26 is 2", "its interval is printed: 0.03185402624 to [d]")
def an_end_of_an_exact_interval(leaks):
    told = {"unit": "share", "method": "exact (Clopper-Pearson) interval"}
    low = "0.03185402624" if leaks else D
    yield line("shown", D, 8, borough="lambeth", low=low, high=D, **told)


@case("x of per 100 cases, lambeth, 2025-26 is 4", "0.8 is 100 times x/n")
def a_rate_over_a_base(leaks):
    yield line("per 100 cases", 8, 400, borough="hackney", unit="rate", estimate="2.0")
    rate = "0.8" if leaks else D
    yield line("per 100 cases", D, 500, borough="lambeth", unit="rate", estimate=rate)


@case("x of consultations, lambeth, 2025-26 is 3", "a month is 0.08333 times x of consultations")
def a_rate_in_another_line(leaks):
    for borough, x in zip(BOROUGHS, (12, 30, 42, 66), strict=False):
        yield line("consultations", x, borough=borough)
        yield line("a month", borough=borough, unit="rate", estimate=f"{x / 12:.10g}")
    yield line("consultations", D, borough="lambeth")
    yield line("a month", borough="lambeth", unit="rate", estimate="0.25" if leaks else D)


@case("x of first count, lambeth, 2025-26 is 4", "x of first count is x of second count")
def one_count_under_two_names(leaks):
    for borough, x in zip(BOROUGHS, (12, 30, 42, 66), strict=False):
        yield line("first count", x, borough=borough)
        yield line("second count", x, borough=borough)
    yield line("first count", D, borough="lambeth")
    yield line("second count", 4 if leaks else D, borough="lambeth")


@case("x of kind of known, lambeth, 2025-26 is 8", "x of kind (known) is n of grounds (court)")
def a_base_that_is_a_count(leaks):
    for borough, x in zip(BOROUGHS, (12, 30, 42, 66), strict=False):
        yield line("kind", x, 99, subject="known", borough=borough)
        yield line("grounds", 7, x, subject="court", borough=borough)
    yield line("kind", D, 99, subject="known", borough="lambeth")
    yield line("grounds", 7, 8 if leaks else D, subject="court", borough="lambeth")


@case("x of range, hackney, 2025-26 is 2 to 3", "its range is printed: 2 to 3")
def the_ends_of_a_count(leaks):
    ends = {"low": "2", "high": "3"} if leaks else {"low": D, "high": D}
    yield line("range", D, borough="hackney", unit="count", estimate=D, **ends)


@pytest.mark.parametrize("kind", CASES)
def test_a_leak_is_found_and_named_and_nothing_else(edition, kind):
    lines, named = CASES[kind]
    edition.prints([*lines(leaks=True)])
    said = "\n".join(edition.attacked())
    for words in named:
        assert words in said
    edition.prints([*lines(leaks=False)])
    assert edition.attacked() == []


def test_a_number_withheld_in_one_file_and_printed_in_another(edition):
    edition.prints([line("people", D, borough="hackney")])
    edition.prints([line("people", D, borough="hackney")], "made/tables/one.csv")
    assert edition.attacked() == []
    edition.prints([line("people", 4, borough="hackney")], "made/tables/one.csv")
    (leak,) = edition.attacked()
    assert leak.startswith("leak: made/findings.csv: x of people, hackney, 2025-26 is 4")
    assert "the same finding in made/tables/one.csv" in leak


def test_an_estimate_that_counts_is_the_count(edition):
    edition.prints([line("people", D, unit="count", estimate="3", borough="hackney")])
    assert "x of people, hackney, 2025-26 is 3" in edition.attacked()[0]


def test_an_estimate_withheld_beside_its_count_tells_nothing(edition):
    edition.prints([line("people", 37, D, unit="count", estimate=D)])
    assert edition.attacked() == []


def test_the_same_count_in_two_sections(edition):
    seen = [*zip(BOROUGHS, (12, 30, 42, 66), strict=False)]
    edition.prints([line("people", x, borough=b) for b, x in [*seen, ("lambeth", D)]])
    other = [line("taught", x, borough=b) for b, x in [*seen, ("lambeth", 4)]]
    edition.prints(other, "other/findings.csv")
    (leak,) = edition.attacked()
    assert "made/findings.csv: x of people, lambeth, 2025-26 is 4" in leak
    edition.prints(other[:-1], "other/findings.csv")
    assert edition.attacked() == []


def test_a_printed_table_says_what_its_findings_withhold(edition):
    seen = [*zip(BOROUGHS, (12, 30, 42, 66), strict=False)]
    edition.prints([line("people", x, borough=b) for b, x in [*seen, ("lambeth", D)]])
    cells = [("made-who", b.replace("_", " ").title(), "People", f"{x} of 99") for b, x in seen]
    edition.tables([*cells, ("made-who", "Lambeth", "People", "[d] of 99")])
    assert edition.attacked() == []
    edition.tables([*cells, ("made-who", "Lambeth", "People", "4 of 99")])
    (leak,) = edition.attacked()
    assert "x of people, lambeth, 2025-26 is 4" in leak
    assert "printed table made_who (People)" in leak


def test_a_printed_table_by_quarter_is_read_as_one_of_a_borough(edition):
    names = ["Apr–Jun 2025", "Jul–Sep 2025", "Oct–Dec 2025", "Jan–Mar 2026"]
    counts = {"hackney": (12, 30, 42, 66), "newham": (9, 17, 21, D)}
    edition.prints(
        line("people", x, borough=borough, when=quarter)
        for borough, those in counts.items()
        for quarter, x in zip(QUARTERS, those, strict=True)
    )
    edition.tables(
        (f"made-{borough}", name, "People", str(3 if x == D else x))
        for borough, those in counts.items()
        for name, x in zip(names, those, strict=True)
    )
    (leak,) = edition.attacked()
    assert "x of people, newham, 2026Q1 is 3" in leak
