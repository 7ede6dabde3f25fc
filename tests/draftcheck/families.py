"""Kinds of tables and sentences that honest reports hold, each with the slips that can be planted in it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from drafting import Draft

BOROUGHS = [
    "Hackney",
    "Waltham Forest",
    "Newham",
    "H&F",
    "Barnet",
    "LBBD",
    "Camden",
    "Tower Hamlets",
    "Lambeth",
]
COURSES = ["Overview", "Core", "Supervisors", "Refresher", "Managers", "Induction"]
YEARS = ["Year 1", "Year 2", "Year 3/4"]
QUARTERS = [
    "Jul-Sep 23",
    "Oct-Dec 23",
    "Jan-Mar 24",
    "Apr-Jun 24",
    "Jul-Sep 24",
    "Oct-Dec 24",
    "Jan-Mar 25",
]
DASHES = ["-", "–", "", "0"]


def percent(part: int, whole: int, decimals: int = 0) -> str:
    step = Decimal(1).scaleb(-decimals)
    return str((Decimal(100 * part) / whole).quantize(step, ROUND_HALF_UP))


def off(chance: Random, number: int) -> int:
    """Another number as slips make them: figures swapped, one figure changed, a few more or less."""
    text = str(number)
    swapped = int(text[:-2] + text[-1] + text[-2]) if len(text) > 1 else number
    return next(
        n
        for n in (swapped, number + chance.choice([1, 3, 8, 10, -2, -10, 100]), number + 7)
        if n not in (number,) and n > 0
    )


def counts(chance: Random, length: int, low: int = 5, high: int = 400) -> list[int]:
    return [chance.randint(low, chance.choice([40, high])) for _ in range(length)]


def shown(chance: Random, number: int) -> str:
    text = f"{number:,}" if number > 999 and chance.random() < 0.7 else str(number)
    return text + chance.choice([""] * 12 + ["*", "†", " [1]"])


def boroughs_by_year(draft: Draft, chance: Random, slip: str = "") -> int:
    """Counts with a total row, a total column, and dashes for those who joined later."""
    names = chance.sample(BOROUGHS, chance.randint(2, 7))
    years = chance.choice(
        [
            YEARS,
            ["2022/23", "2023/24", "2024/25"],
            ["2022", "2023"],
            ["Blue", "Green", "Red", "None"],
        ]
    )
    cells = [counts(chance, len(years)) for _ in names]
    if chance.random() < 0.5:
        cells[-1][0] = 0
    rows = [[name, *row, sum(row)] for name, row in zip(names, cells, strict=True)]
    rows.append(
        [
            chance.choice(["Total", "Grand total", "TOTAL", "Total:"]),
            *(sum(row[i] for row in rows) for i in range(1, len(years) + 2)),
        ]
    )
    if slip == "total_row":
        at = chance.randrange(1, len(years) + 2)
        rows[-1][at] = off(chance, rows[-1][at])
    if slip == "total_column":
        row = chance.choice(rows)
        row[-1] = off(chance, row[-1])
    if slip == "part":
        row = chance.choice([row for row in rows[:-1] if row[1]])
        row[1] = off(chance, row[1])
    dash = chance.choice(DASHES)
    body = [[row[0], *(shown(chance, n) if n else dash for n in row[1:])] for row in rows]
    header = (
        ["Borough", *years, chance.choice(["Total", "N Total", "All", "Total N for Year 1- 3"])]
        if years is YEARS
        else ["Borough", *years, "Total"]
    )
    return draft.table("People who attended, by borough", [header, *body])


def one_column(draft: Draft, chance: Random, slip: str = "") -> int:
    names = chance.sample(BOROUGHS, chance.randint(3, 8))
    numbers = counts(chance, len(names), 5, 90)
    total = sum(numbers)
    if slip == "total_row":
        total = off(chance, total)
    head = chance.choice(["N attended", "Families", "Cases"])
    return draft.table(
        "Families reached by borough",
        [["Borough", head], *zip(names, numbers, strict=True), ["Total", total]],
    )


def subtotals(draft: Draft, chance: Random, slip: str = "") -> int:
    groups = [counts(chance, chance.randint(2, 4)) for _ in range(2)]
    rows, names = [["Team", "Staff", "Managers"]], iter([*COURSES, "Hubs", "Clinics", "Schools"])
    second = [[n // 3 + 5 for n in group] for group in groups]
    for label, group, other in zip(["Inner teams", "Outer teams"], groups, second, strict=True):
        rows += [[next(names), a, b] for a, b in zip(group, other, strict=True)]
        rows.append(
            [chance.choice(["Sub-total", f"{label} total", "Subtotal"]), sum(group), sum(other)]
        )
    rows.append(["Grand total", sum(map(sum, groups)), sum(map(sum, second))])
    if slip == "total_row":
        row = chance.choice([row for row in rows if "total" in row[0].lower()])
        row[1] = off(chance, row[1])
    return draft.table("Staff by team", rows)


def total_first(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers = counts(chance, 5)
    total = off(chance, sum(numbers)) if slip == "total_row" else sum(numbers)
    rows = [
        ["Group", "Number"],
        [chance.choice(["Total", "All boroughs"]) if not slip else "Total", total],
    ]
    return draft.table(
        "Referrals by source",
        rows
        + [
            list(pair)
            for pair in zip(
                ["Police", "Schools", "Health", "Housing", "Self"], numbers, strict=True
            )
        ],
    )


def count_and_percent(draft: Draft, chance: Random, slip: str = "") -> int:
    labels = [
        *chance.sample(
            ["White British", "Black British", "Asian British", "Mixed", "Arab", "Jewish", "Roma"],
            5,
        ),
        "Other",
        "Not stated",
    ]
    numbers = counts(chance, len(labels), 8, 90)
    whole, decimals = sum(numbers), chance.choice([0, 0, 1])
    sign = chance.choice(["%", ""])
    rows = [
        [label, n, percent(n, whole, decimals) + sign]
        for label, n in zip(labels, numbers, strict=True)
    ]
    if slip == "share":
        row = chance.choice(rows)
        row[2] = (
            percent(row[1], whole, decimals).translate(str.maketrans("0123456789", "5678901234"))
            + sign
        )
    has_total = chance.random() < 0.7
    return draft.table(
        "Ethnicity of those trained",
        [["Ethnicity", "N", "%"], *rows, *[["Total", whole, "100" + sign]] * has_total],
    )


def percent_of_stated(draft: Draft, chance: Random, slip: str = "") -> int:
    """Percentages of several questions, with their base in the heading, the caption or a row of its own."""
    whole = chance.randint(12, 60)
    labels = [
        "Female",
        "Aged 26-50",
        "White British",
        "Disabled",
        "Social worker",
        "Manager",
        "First training",
        "In post a year",
    ]
    values = [percent(chance.randint(0, whole), whole) for _ in labels]
    if slip == "percentage":
        wrong = [
            p
            for p in range(101)
            if all(abs(p * whole - 100 * k) * 2 > whole for k in range(whole + 1))
        ]
        for at in chance.sample(range(len(values)), chance.randint(1, 2)):
            values[at] = str(chance.choice(wrong))
    where = chance.choice(["heading", "caption", "row"])
    rows = [
        ["Characteristic", f"% (n={whole})" if where == "heading" else "%"],
        *zip(labels, values, strict=True),
    ]
    rows += [["Base (n)", whole]] * (where == "row")
    return draft.table("Who answered the survey" + f" (n={whole})" * (where == "caption"), rows)


def one_answer(draft: Draft, chance: Random, slip: str = "") -> int:
    """Shares of one question that end in 100 %, with the rounding error honest tables have."""
    numbers = counts(chance, 5, 3, 60)
    values = [int(percent(n, sum(numbers))) for n in numbers]
    if slip == "hundred":
        values[chance.randrange(5)] += chance.choice([5, 6, 9, 10, 20])
    labels = ["Agree strongly", "Agree", "Neither", "Disagree", "Don't know"]
    rows = [[label, f"{value}%"] for label, value in zip(labels, values, strict=True)]
    return draft.table(
        "Was it useful?",
        [["Answer", "Share"], *rows, *[["Total", "100%"]] * (bool(slip) or chance.random() < 0.5)],
    )


def many_answers(draft: Draft, chance: Random, slip: str = "") -> int:
    labels = ["Time", "Money", "Staff", "Training", "Other"]
    rows = [[label, f"{chance.randint(18, 80)}%"] for label in labels]
    rows[0][1], rows[1][1] = "78%", "66%"
    return draft.table(
        "What would help",
        [["Answer", "%"], *rows],
        chance.choice(["", "More than one answer could be given."]),
    )


def withheld(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers = counts(chance, 5, 6, 60)
    rows = [["Borough", "Cases"], *([name, n] for name, n in zip(BOROUGHS, numbers, strict=False))]
    rows[chance.randint(1, 5)][1] = chance.choice(["<5", "[c]", "c", "*", "1-4", "x"])
    return draft.table("Cases by borough", [*rows, ["Total", sum(numbers) + chance.randint(1, 4)]])


def two_levels(draft: Draft, chance: Random, slip: str = "") -> int:
    names = COURSES[:4]
    blocks, people = (
        [counts(chance, 3, 5, 20) for _ in names],
        [counts(chance, 3, 20, 300) for _ in names],
    )
    rows = [
        [name, *b, sum(b), *p, sum(p)] for name, b, p in zip(names, blocks, people, strict=True)
    ]
    rows.append(["Total", *(sum(row[i] for row in rows) for i in range(1, 9))])
    if slip in ("total_column", "total_row"):
        row = chance.choice(rows) if slip == "total_column" else rows[-1]
        row[8] = off(chance, row[8])
    head = [
        ["Course", "Blocks", "", "", "", "People", "", "", ""],
        ["", *YEARS, "Total", *YEARS, "Total"],
    ]
    return draft.table("Training delivered and attended", head + rows)


def rates_and_means(draft: Draft, chance: Random, slip: str = "") -> int:
    names, months = BOROUGHS[:4], [9, 12, 18, 21]
    numbers = counts(chance, 4, 20)
    rows = [
        [n, c, m, f"{c / m:.1f}", f"{chance.uniform(3, 6):.1f}"]
        for n, c, m in zip(names, numbers, months, strict=True)
    ]
    total = ["Total", sum(numbers), "", f"{sum(numbers) / 60:.1f}", "4.4"]
    mean = ["Average", f"{sum(numbers) / 4:.1f}", "15", "", ""]
    if slip == "total_row":
        total[1] = off(chance, total[1])
    head = ["Borough", "Consultations", "Across N of months", "Per month", "Mean score"]
    return draft.table("Consultations and months", [head, *rows, total, mean])


def averages(draft: Draft, chance: Random, slip: str = "") -> int:
    rows = [
        [name, f"{chance.uniform(2, 5):.1f}", f"{chance.uniform(3, 6):.1f}", chance.randint(50, 99)]
        for name in COURSES[:4]
    ]
    label = chance.choice(["All", "Overall", "All courses", "Average"])
    return draft.table(
        "Confidence before and after",
        [["Course", "Before", "After", "Satisfied"], *rows, [label, "3.9", "4.8", "78"]],
    )


def by_quarter(draft: Draft, chance: Random, slip: str = "") -> int:
    first, last = (1, 5) if slip == "period" else (0, 7)
    labels = ["Referrals with DA", "Flagged after assessment", "Protection plans"]
    rows = [
        [label, *(chance.choice([n, n, n, ""]) for n in counts(chance, last - first, 5, 300))]
        for label in labels
    ]
    caption = (
        "Indicators"
        f" {chance.choice(['July 23-March 25', 'July 2023 to March 2025', 'Jul 23 – Mar 25'])}"
    )
    return draft.table(caption, [["Indicator", *QUARTERS[first:last]], *rows])


def quarters_down(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers = counts(chance, 4)
    total = off(chance, sum(numbers)) if slip == "total_row" else sum(numbers)
    caption = (
        "Visits July 2023 to June 2024" if slip != "period" else "Visits April 2023 to March 2024"
    )
    return draft.table(
        caption, [["Quarter", "Visits"], *zip(QUARTERS[:4], numbers, strict=True), ["Total", total]]
    )


def years_down(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers = [counts(chance, 2) for _ in range(4)]
    rows = [[2020 + at, *pair, sum(pair)] for at, pair in enumerate(numbers)]
    rows.append(["Total", *(sum(row[i] for row in rows) for i in (1, 2, 3))])
    if slip == "total_row":
        rows[-1][1] = off(chance, rows[-1][1])
    return draft.table("Referrals by year", [["Year", "Police", "Schools", "Total"], *rows])


def changes(draft: Draft, chance: Random, slip: str = "") -> int:
    rows = []
    for name in BOROUGHS[:5]:
        a, b = counts(chance, 2, 20)
        rows.append([name, f"{a:,}", f"{b:,}", b - a, f"{100 * (b - a) / a:.0f}%"])
    return draft.table(
        "Referrals then and now", [["Borough", "2023/24", "2024/25", "Change", "% change"], *rows]
    )


def count_with_share(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers = counts(chance, 5, 10, 80)
    cells = [f"{n} ({percent(n, sum(numbers))}%)" for n in numbers]
    if slip == "share":
        at = chance.randrange(5)
        cells[at] = (
            f"{numbers[at]} ({int(percent(numbers[at], sum(numbers))) + chance.choice([2, 3, 7])}%)"
        )
    rows = [[name, cell] for name, cell in zip(COURSES, cells, strict=False)]
    return draft.table(
        "Where they heard of it", [["Course", "n (%)"], *rows, ["Total", f"{sum(numbers)} (100%)"]]
    )


def money(draft: Draft, chance: Random, slip: str = "") -> int:
    amounts = [chance.uniform(100, 9000) for _ in range(4)]
    total = sum(amounts)
    if slip == "total_row":
        total += chance.choice([9, 90, 450])
    rows = [[name, f"£{a:,.2f}"] for name, a in zip(COURSES, amounts, strict=False)]
    return draft.table("Costs", [["Course", "Cost"], *rows, ["Total", f"£{total:,.2f}"]])


def counted_once(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers = counts(chance, 4, 20)
    note = chance.choice(
        [
            "People may have attended more than one course.",
            "Parts do not add to the total: each person is counted once.",
        ]
    )
    rows = [list(pair) for pair in zip(COURSES, numbers, strict=False)]
    return draft.table(
        "People by course", [["Course", "People"], *rows, ["Total", sum(numbers) - 9]], note
    )


def of_which(draft: Draft, chance: Random, slip: str = "") -> int:
    a, b = counts(chance, 2, 30)
    rows = [
        ["Total referrals", a + b + 40],
        ["of which police", a],
        ["of which schools", b],
        ["Assessed", a + 9],
        ["Closed", b + 3],
    ]
    return draft.table("Referrals and what became of them", [["Step", "Number"], *rows])


def words_only(draft: Draft, chance: Random, slip: str = "") -> int:
    names = chance.sample(
        [
            "Hackney",
            "Newham",
            "Barnet",
            "Hammersmith and Fulham",
            "Barking and Dagenham",
            "Brent",
            "Kensington and Chelsea",
        ],
        5,
    )
    if slip == "borough":
        names[chance.randrange(5)] = chance.choice(
            [
                "Hammersmith and City",
                "Barking and Redbridge Valley",
                "Tower Hamlet",
                "Waltham Forrest",
                "Hackey",
                "Newnham",
            ]
        )
    answers = ["Live", "In process", "Unknown", "Live with 12 completions", "Being piloted"]
    return draft.table(
        "Status of the form", [["Borough", "Status of form"], *zip(names, answers, strict=True)]
    )


def ranked(draft: Draft, chance: Random, slip: str = "") -> int:
    rows = [
        [i, theme, chance.randint(5, 80)]
        for i, theme in enumerate(["Language", "Parenting", "Children", "Mapping", "Strengths"], 1)
    ]
    return draft.table("Themes by mentions", [["No.", "Theme", "Times mentioned"], *rows])


def summary_and_detail(draft: Draft, chance: Random, slip: str = "") -> int:
    """A course's row in one table is the total of the course's own table."""
    names, courses = BOROUGHS[:5], COURSES[:3]
    cells = {course: [counts(chance, 3, 6, 90) for _ in names] for course in courses}
    sums = {course: [sum(row[i] for row in cells[course]) for i in range(3)] for course in courses}
    rows = [[course, *sums[course], sum(sums[course])] for course in courses]
    if slip == "between":
        row = chance.choice(rows[:1])
        at = chance.randint(1, 3)
        row[at] = off(chance, row[at])
        row[4] = sum(row[1:4])
    rows.append(["Total", *(sum(row[i] for row in rows) for i in range(1, 5))])
    number = draft.table(
        "Training attended",
        [["Training", *(f"Attendance {year}" for year in YEARS), "Total"], *rows],
    )
    for course in courses[:2]:
        body = [[name, *row, sum(row)] for name, row in zip(names, cells[course], strict=True)]
        years = [
            f"{year} N attended"
            for year in (
                YEARS if slip != "label" or course != courses[1] else ["Year 1", "Year 2", "Year 3"]
            )
        ]
        last = draft.table(
            f"{course}: attendance by borough",
            [[course.upper(), *years, "Total"], *body, ["Total", *sums[course], sum(sums[course])]],
        )
    return last if slip == "label" else number


def other_terms(draft: Draft, chance: Random, slip: str = "") -> int:
    """The same courses and years, of other people: two tables that share headings and nothing else."""
    for what in ("Staff trained", "Managers trained"):
        rows = [[course, *counts(chance, 3, 6, 90)] for course in COURSES[:3]]
        number = draft.table(what, [["Course", *YEARS], *rows])
    return number


FAMILIES = {
    boroughs_by_year: ("total_row", "total_column", "part"),
    one_column: ("total_row",),
    subtotals: ("total_row",),
    total_first: ("total_row",),
    count_and_percent: ("share",),
    percent_of_stated: ("percentage",),
    one_answer: ("hundred",),
    many_answers: (),
    withheld: (),
    two_levels: ("total_row", "total_column"),
    rates_and_means: ("total_row",),
    averages: (),
    by_quarter: ("period",),
    quarters_down: ("total_row", "period"),
    years_down: ("total_row",),
    changes: (),
    count_with_share: ("share",),
    money: ("total_row",),
    counted_once: (),
    of_which: (),
    words_only: ("borough",),
    ranked: (),
    summary_and_detail: ("between", "label"),
    other_terms: (),
}
