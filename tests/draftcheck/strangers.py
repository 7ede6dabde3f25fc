"""A second set of honest tables, written after the rules and not for them: merged cells, odd totals, rates."""

from __future__ import annotations

from random import Random

from drafting import Draft
from families import BOROUGHS, COURSES, counts, off, percent


def boroughs_across(draft: Draft, chance: Random, slip: str = "") -> int:
    """Measures down, boroughs across, the total last; one measure is a rate."""
    rows = []
    for measure in ("Referrals", "Assessments", "Plans"):
        numbers = counts(chance, 5)
        rows.append([measure, *numbers, sum(numbers)])
    rows.append(["Plans per 100 referrals", *counts(chance, 5, 5, 40), 21])
    if slip == "total_column":
        row = chance.choice(rows[:3])
        row[-1] = off(chance, row[-1])
    return draft.table(
        "Activity by borough",
        [["Measure", *BOROUGHS[:5], chance.choice(["Total", "All boroughs", "TOTAL"])], *rows],
    )


def response_rates(draft: Draft, chance: Random, slip: str = "") -> int:
    """The rate in the total row is the rate of the totals, no sum and no 100 %."""
    sent = counts(chance, 4, 30)
    back = [chance.randint(5, n) for n in sent]
    rows = [[c, s, b, percent(b, s) + "%"] for c, s, b in zip(COURSES, sent, back, strict=False)]
    total = ["Total", sum(sent), sum(back), percent(sum(back), sum(sent)) + "%"]
    if slip == "total_row":
        at = chance.choice([1, 2])
        total[at] = off(chance, total[at])
    if slip == "share":
        rows[0][3] = f"{(int(percent(back[0], sent[0])) + 7) % 97}%"
    return draft.table(
        "Surveys sent and returned", [["Course", "Sent", "Returned", "Response rate"], *rows, total]
    )


def merged_boroughs(draft: Draft, chance: Random, slip: str = "") -> int:
    """Two columns of labels, the first filled once for each group, with a total for each."""
    rows, grand = [], [0, 0]
    for borough in BOROUGHS[:3]:
        own = [counts(chance, 2) for _ in range(3)]
        for at, (course, numbers) in enumerate(zip(COURSES, own, strict=False)):
            rows.append([borough if at == 0 else "", course, *numbers])
        rows.append(["", "Total", *(sum(n[i] for n in own) for i in (0, 1))])
        grand = [grand[i] + rows[-1][2 + i] for i in (0, 1)]
    if slip == "total_row":
        row = chance.choice([row for row in rows if row[1] == "Total"])
        row[2] = off(chance, row[2])
    rows.append(["All boroughs", "Total", *grand])
    return draft.table(
        "Attendance by borough and course", [["Borough", "Course", "2023/24", "2024/25"], *rows]
    )


def age_bands(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers = counts(chance, 6, 6, 80)
    bands = ["18-25", "26-35", "36-45", "46-55", "56-65", "66+"]
    whole = sum(numbers)
    rows = [[band, n, f"{percent(n, whole, 1)}%"] for band, n in zip(bands, numbers, strict=True)]
    total = ["All ages", whole, "100.0%"]
    if slip == "share":
        rows[2][2] = f"{float(percent(numbers[2], whole, 1)) + 4.3:.1f}%"
    return draft.table("Age of participants", [["Age band", "Number", "Share"], *rows, total])


def cumulative(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers, running = counts(chance, 5), 0
    rows = []
    for quarter, n in zip(["Q1", "Q2", "Q3", "Q4", "Q5"], numbers, strict=True):
        running += n
        rows.append([quarter, n, running, chance.randint(20, 60)])
    total = off(chance, running) if slip == "total_row" else running
    return draft.table(
        "Attendance and its running total",
        [["Quarter", "Attended", "Running total", "Target"], *rows, ["Total", total, running, ""]],
    )


def total_in_the_middle(draft: Draft, chance: Random, slip: str = "") -> int:
    rows = []
    for name in BOROUGHS[:5]:
        a, b = counts(chance, 2)
        rows.append([name, a, b, a + b, chance.randint(1, 9), f"{chance.uniform(1, 9):.1f}"])
    if slip == "total_column":
        row = chance.choice(rows)
        row[3] = off(chance, row[3])
    return draft.table(
        "Staff trained",
        [
            [
                "Borough",
                "Social workers",
                "Managers",
                "Total trained",
                "Vacancies",
                "Years in post (mean)",
            ],
            *rows,
        ],
    )


def crosstab_of_shares(draft: Draft, chance: Random, slip: str = "") -> int:
    rows = []
    for name in BOROUGHS[:4]:
        numbers = counts(chance, 4, 5, 50)
        values = [int(percent(n, sum(numbers))) for n in numbers]
        if slip == "hundred" and name == BOROUGHS[1]:
            values[1] += 8
        rows.append([name, *(f"{value}%" for value in values), "100%"])
    return draft.table(
        "Confidence by borough (row percentages)",
        [["Borough", "Low", "Some", "Good", "High", "Total"], *rows],
    )


def top_reasons(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers = sorted(counts(chance, 5, 10), reverse=True)
    rows = [
        list(pair)
        for pair in zip(["Cost", "Time", "Travel", "Childcare", "Rota"], numbers, strict=True)
    ]
    return draft.table(
        "Top five reasons for not attending",
        [["Reason", "Times given"], *rows, ["Total (all reasons)", sum(numbers) + 31]],
    )


def steps(draft: Draft, chance: Random, slip: str = "") -> int:
    """A funnel: every row is part of the one above."""
    n = chance.randint(300, 900)
    rows = [
        ["Invited", n],
        ["Opened", n - 50],
        ["Completed", n - 200],
        ["Completed in full", n - 240],
    ]
    return draft.table("From invitation to answer", [["Step", "Number"], *rows])


def balance(draft: Draft, chance: Random, slip: str = "") -> int:
    rows = []
    for name in BOROUGHS[:4]:
        opened, closed = counts(chance, 2, 20)
        rows.append([name, opened, closed, opened - closed])
    total = ["Total", *(sum(row[i] for row in rows) for i in (1, 2, 3))]
    if slip == "total_row":
        total[2] = off(chance, total[2])
    return draft.table(
        "Cases opened and closed", [["Borough", "Opened", "Closed", "Net change"], *rows, total]
    )


def pre_and_post(draft: Draft, chance: Random, slip: str = "") -> int:
    pre, post = chance.randint(70, 98), chance.randint(25, 60)
    labels = ["Female", "Disabled", "Black British", "Manager", "Under 30", "New in post"]
    rows = [
        [label, percent(chance.randint(0, pre), pre), percent(chance.randint(0, post), post)]
        for label in labels
    ]
    if slip == "percentage":
        rows[2][2] = str(
            next(
                p
                for p in range(40, 100)
                if all(abs(p * post - 100 * k) * 2 > post for k in range(post + 1))
            )
        )
    return draft.table(
        "Who answered before and after", [["", f"Pre (n={pre}) %", f"Post (n={post}) %"], *rows]
    )


def likert_means(draft: Draft, chance: Random, slip: str = "") -> int:
    rows = [
        [
            f"Statement {at}",
            f"{chance.uniform(2, 5):.2f}",
            f"{chance.uniform(0.5, 1.5):.2f}",
            chance.randint(20, 60),
        ]
        for at in range(1, 6)
    ]
    return draft.table(
        "Agreement with statements",
        [["Statement", "Mean", "SD", "N"], *rows, ["Overall", "3.61", "0.98", 60]],
    )


def scattered_gaps(draft: Draft, chance: Random, slip: str = "") -> int:
    """Dashes that stand for what nobody knows, under totals that count it."""
    rows = [
        [name, *(chance.choice([n, n, "-"]) for n in counts(chance, 3, 10))]
        for name in BOROUGHS[:5]
    ]
    rows[0][1] = rows[1][2] = rows[2][3] = "-"
    total = [
        sum(row[i] for row in rows if row[i] != "-") + chance.randint(9, 30) for i in (1, 2, 3)
    ]
    return draft.table(
        "Families seen",
        [["Borough", "2022", "2023", "2024"], *rows, ["Total", *total]],
        "- not available by borough",
    )


def dated_events(draft: Draft, chance: Random, slip: str = "") -> int:
    rows = [
        ["Jan 2024", "Hackney", "Webinar", 45],
        ["Mar 2024", "Newham", "Launch", 61],
        ["May 2024", "Barnet", "Review", 18],
    ]
    return draft.table("Events", [["Date", "Borough", "Event", "People"], *rows])


def small_numbers(draft: Draft, chance: Random, slip: str = "") -> int:
    numbers = [*counts(chance, 4, 6, 40), chance.randint(1, 4) if slip == "small" else 7]
    return draft.table(
        "Children by borough", [["Borough", "Children"], *zip(BOROUGHS, numbers, strict=False)]
    )


STRANGERS = {
    boroughs_across: ("total_column",),
    response_rates: ("total_row", "share"),
    merged_boroughs: ("total_row",),
    age_bands: ("share",),
    cumulative: ("total_row",),
    total_in_the_middle: ("total_column",),
    crosstab_of_shares: ("hundred",),
    top_reasons: (),
    steps: (),
    balance: ("total_row",),
    pre_and_post: ("percentage",),
    likert_means: (),
    scattered_gaps: (),
    dated_events: (),
    small_numbers: ("small",),
}
