"""The hub's visits as a web tool exports them, six boroughs' sheets on the engagement form, and
what is only listed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from analysis.declare.periods import Period, month_label
from analysis.declare.proforma import WHOLE_SHEET
from simulated.made import Made
from simulated.sheets import as_csv, as_xlsx
from strands.activity.declares.logs import FORMS, STAGE_WORDS

_HUB, _LEAD, _EVALUATORS = (
    "simulated: hub administrator",
    "simulated: implementation lead",
    "simulated: evaluators",
)
_LONG = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Section, page, visits a month as the year begins, and what they come to at its end as a multiple.
_PAGES = (
    ("Training", "Course dates and booking", 46, 0.7),
    ("Training", "Core course", 64, 1.5),
    ("Training", "Overview course", 31, 1.3),
    ("Training", "E-learning modules", 19, 0.9),
    ("Resource", "Welcome", 110, 0.8),
    ("Resource", "Practice guides", 42, 1.0),
    ("Resource", "Engaging perpetrators", 58, 1.6),
    ("Resource", "Partnering with survivors", 27, 1.2),
    ("Resource", "Children's experience", 16, 1.1),
    ("Resource", "For managers", 21, 0.6),
    ("Resource", "Events and webinars", 24, 1.0),
    ("Resource", "Briefing papers", 12, 2.2),
    ("Resource", "Case studies", 14, 1.0),
    ("Resource", "Podcast", 9, 0.5),
    ("Resource", "Contact", 17, 0.9),
)
# One page has a new name from a month on, one export was lost, and one page was found by a machine.
_RENAMED, _NEW_NAME, _FROM = "Practice guides", "Practice guides and tools", "2025-11"
_LOST = "2025-08"
_BOT = ("Case studies", "2026-02", 23)


def files(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """An export of the hub, a sheet a borough on the form, and what was done and not counted."""
    yield Made(
        "activity/hub_export.csv", as_csv(_hub(period, rng)), _HUB, "visits by page and month"
    )
    for name, content, says in _forms(period, rng):
        yield Made(f"activity/{name}", content, _LEAD, f"engagement form by month, {says}")
    yield Made(
        "activity/activities.csv",
        as_csv(_activities(period)),
        _EVALUATORS,
        "activities without counts",
    )


def _hub(period: Period, rng: np.random.Generator) -> list[list[str]]:
    """A line a page and month. Pages vary more than chance lets them, for a team that reads one
    reads it together.
    """
    rows = [
        ["# Pages and screens"],
        [f"# {period.bounds[0]} to {period.bounds[1]}"],
        [],
        ["Month", "Section", "Page title", "Metric", "Views", "Active users"],
    ]
    months = [month for month in period.all_months if month != _LOST]
    for month in months:
        at = period.all_months.index(month) / (len(period.all_months) - 1)
        for section, page, mean, end in _PAGES:
            level = mean * end**at * (0.7 if month[-2:] == "12" else 1)
            views = int(rng.negative_binomial(14, 14 / (14 + level)))
            views *= _BOT[2] if (page, month) == _BOT[:2] else 1
            users = int(rng.binomial(views, 0.62))
            name = _NEW_NAME if page == _RENAMED and month >= _FROM else page
            # The tool leaves out what nobody came to.
            rows += (
                [[month, section, name, "Page views", f"{views:,}", str(users)]] if views else []
            )
    # A person typed one number of a page anew, and took its visits for its visitors.
    row = next(row for row in rows[4:] if row[2] == "Contact" and row[0] == "2025-10")
    row[4], row[5] = row[5], row[4]
    return rows


def _forms(period: Period, rng: np.random.Generator) -> Iterator[tuple[str, bytes, str]]:
    """Each sheet as another lead keeps it."""
    yield "form_hackney.xlsx", as_xlsx(_ours(period, rng)), "Hackney"
    yield "WF engagement form log.csv", as_csv(_own_words(period, rng)), "Waltham Forest"
    yield "form status newham.csv", as_csv(_unknown(period)), "Newham"
    yield "LBHF forms.xlsx", as_xlsx(_numerator(period, rng)), "Hammersmith and Fulham"
    yield "form_monthly.xlsx", as_xlsx(_slips(period, rng)), "Barnet"
    yield "LBBD form.csv", as_csv(_until_autumn(period)), "Barking and Dagenham"


def _counts(
    period: Period, rng: np.random.Generator, eligible: float, shares: list[float]
) -> list[tuple[int, int]]:
    """Completed and eligible, month by month."""
    cases = [int(rng.poisson(eligible)) for _ in period.all_months]
    return [(int(rng.binomial(n, share)), n) for n, share in zip(cases, shares, strict=True)]


def _ours(period: Period, rng: np.random.Generator) -> list[list]:
    """Our own sheet: live from the start, mandatory from October, one small number withheld, March
    not in yet.
    """
    rows: list[list] = [
        [f"Hackney, engagement form, {period.label}"],
        ["One line is one month."],
        [WHOLE_SHEET, "Forms are counted on the day they are signed off."],
        [],
        [*(field.heading for field in FORMS.fields), "Note"],
    ]
    counts = _counts(period, rng, 38, [0.14] * 6 + [0.45] * 6)
    for at, (month, (completed, eligible)) in enumerate(
        zip(period.all_months, counts, strict=True)
    ):
        stage = STAGE_WORDS["live" if at < 6 else "mandatory"]
        typed = [stage, "Team manager", "<5" if at == 1 else completed, eligible, ""]
        typed[4] = "made mandatory at the start of the month" if at == 6 else ""
        rows.append([month_label(month), *(typed if at < 11 else [""] * 5)])
    return rows


def _own_words(period: Period, rng: np.random.Generator) -> list[list[str]]:
    """Other headings, months in words, a pilot that goes live, zeros in words, and a total."""
    rows = [["Month", "Status of form", "Source", "No of forms completed", "Cases eligible"]]
    counts = _counts(period, rng, 27, [0.0] * 4 + [0.1] * 3 + [0.22] * 5)
    for at, (month, (completed, eligible)) in enumerate(
        zip(period.all_months, counts, strict=True)
    ):
        stage = "In progress" if at < 4 else "being piloted" if at < 7 else "Live"
        said = "none" if at < 4 else str(completed)
        rows.append([f"{_LONG[int(month[5:]) - 1]} {month[:4]}", stage, "IL", said, str(eligible)])
    total = sum(completed for at, (completed, _) in enumerate(counts) if at >= 4)
    return [*rows, ["Total", "", "", str(total), str(sum(eligible for _, eligible in counts))]]


def _unknown(period: Period) -> list[list[str]]:
    """A status that nobody could tell."""
    said = ("Unknown", "unknown", "n/k")
    return [
        ["Month", "Status"],
        *([month, said[at % 3]] for at, month in enumerate(period.all_months)),
    ]


def _numerator(period: Period, rng: np.random.Generator) -> list[list]:
    """Forms completed and nothing to set them against, months as dates of a spreadsheet."""
    rows: list[list] = [
        ["Perpetrator engagement form, completions"],
        ["Month", "Status", "Completed"],
    ]
    for month in period.all_months:
        rows.append([dt.date(int(month[:4]), int(month[5:]), 1), "live", int(rng.poisson(4))])
    return rows


def _slips(period: Period, rng: np.random.Generator) -> list[list]:
    """A status that goes back and returns, more forms than cases in one month, blanks, and a line
    that stands twice.
    """
    rows: list[list] = [
        ["LB Barnet", "", f"Year {period.label}"],
        ["Month", "Status", "Told by", "Completions", "Eligible cases", "Team lead"],
    ]
    counts = _counts(period, rng, 9, [0.2] * 12)
    for at, (month, (completed, eligible)) in enumerate(
        zip(period.all_months, counts, strict=True)
    ):
        stage = "live and being piloted" if at < 5 else "in process" if at == 7 else "live"
        made = eligible + 3 if at == 9 else "" if at in (2, 3) else completed
        rows.append(
            [month_label(month), stage, "IL", made, eligible, "team A" if at % 2 else "team B"]
        )
    return [*rows, list(rows[-1])]


def _until_autumn(period: Period) -> list[list[str]]:
    """Nothing told since October."""
    steps = ["not started"] * 3 + ["In development"] * 4
    rows = [
        [month, stage, "Service manager", "0", ""]
        for month, stage in zip(period.all_months, steps, strict=False)
    ]
    return [["Month", "Status", "Told by", "Completed", "Eligible cases"], *rows]


def _activities(period: Period) -> list[list[str]]:
    """What was done and is listed alone, dates as different hands put them."""
    first, last = period.bounds[0][:4], period.bounds[1][:4]
    return [
        ["Subject", "Kind", "What happened", "When", "Place in the report"],
        [
            "Partnership",
            "community of practice",
            "The community of practice meets every second week",
            period.label,
            "List of activities",
        ],
        [
            "Partnership",
            "steering group",
            "The steering group agrees the year's plan",
            f"{first}-05-14",
            "List of activities",
        ],
        [
            "Partnership",
            "webinar",
            "A webinar on recording the pattern of abuse",
            f"June {first}",
            "List of activities",
        ],
        [
            "Newham",
            "practice guidance",
            "Guidance for supervisors is written with the borough",
            f"Jul-Sep {first}",
            "List of activities",
        ],
        [
            "Partnership",
            "briefing",
            "A briefing paper on engaging perpetrators comes out",
            f"9 October {first}",
            "List of activities",
        ],
        [
            "Barnet",
            "workshop",
            "A workshop for team managers on the engagement form",
            f"November {first}",
            "List of activities",
        ],
        [
            "Partnership",
            "webinar",
            "A second webinar, on learning reviews",
            f"22/01/{last}",
            "List of activities",
        ],
        [
            "Partnership",
            "steering group",
            "The steering group looks back on the year",
            f"March {last}",
            "List of activities",
        ],
    ]
