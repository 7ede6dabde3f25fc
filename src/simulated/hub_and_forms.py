"""The hub's visits as a web tool exports them, six boroughs' sheets on the engagement form, and
what is only listed.
"""

import calendar
import datetime as dt
from collections.abc import Iterator

from analysis.declare.periods import Period, month_label
from analysis.declare.proforma import NOTE
from simulated.made import Made, Rng, sent
from simulated.sheets import Rows, filled, laid, table, titles
from strands.activity.declares.logs import FORMS, STAGE_WORDS

# Section, page, visits a month as the year begins, and what they come to at its end as a multiple.
_PAGES = """\
Training | Course dates and booking | 46 | 0.7
Training | Core course | 64 | 1.5
Training | Overview course | 31 | 1.3
Training | E-learning modules | 19 | 0.9
Resource | Welcome | 110 | 0.8
Resource | Practice guides | 42 | 1.0
Resource | Engaging perpetrators | 58 | 1.6
Resource | Partnering with survivors | 27 | 1.2
Resource | Children's experience | 16 | 1.1
Resource | For managers | 21 | 0.6
Resource | Events and webinars | 24 | 1.0
Resource | Briefing papers | 12 | 2.2
Resource | Case studies | 14 | 1.0
Resource | Podcast | 9 | 0.5
Resource | Contact | 17 | 0.9"""
# One page has a new name from a month on, one export was lost, and one page was found by a machine.
_RENAMED, _NEW_NAME, _FROM = "Practice guides", "Practice guides and tools", "2025-11"
_LOST = "2025-08"
_BOT = ("Case studies", "2026-02", 23)
# What was done and is listed alone, dates as different hands put them.
_ACTIVITIES = """\
Subject|Kind|What happened|When|Place in the report
Partnership|community of practice|The community of practice meets every second week|{year}
Partnership|steering group|The steering group agrees the year's plan|{first}-05-14
Partnership|webinar|A webinar on recording the pattern of abuse|June {first}
Newham|practice guidance|Guidance for supervisors is written with the borough|Jul-Sep {first}
Partnership|briefing|A briefing paper on engaging perpetrators comes out|9 October {first}
Barnet|workshop|A workshop for team managers on the engagement form|November {first}
Partnership|webinar|A second webinar, on learning reviews|22/01/{last}
Partnership|steering group|The steering group looks back on the year|March {last}"""


def files(period: Period, rng: Rng) -> Iterator[Made]:
    """An export of the hub, a sheet a borough on the form, and what was done and not counted."""
    says = "visits by page and month"
    yield sent("activity/hub_export.csv", _hub(period, rng), "hub administrator", says)
    for name, (borough, makes) in _FORMS.items():
        says = f"engagement form by month, {borough}"
        yield sent(f"activity/{name}", makes(period, rng), "implementation lead", says)
    first, last = (bound[:4] for bound in period.bounds)
    text = _ACTIVITIES.format(year=period.label, first=first, last=last)
    above, *rows = table(text)
    listed = [above, *([*row, "List of activities"] for row in rows)]
    yield sent("activity/activities.csv", listed, "evaluators", "activities without counts")


def _hub(period: Period, rng: Rng) -> Rows:
    """A line a page and month. Pages vary more than chance lets them, for a team that reads one
    reads it together.
    """
    first, last = period.bounds
    rows = laid(f"""\
# Pages and screens
# {first} to {last}

Month | Section | Page title | Metric | Views | Active users""")
    for at, month in enumerate(period.all_months):
        if month == _LOST:
            continue
        for section, page, mean, end in table(_PAGES):
            level = float(mean) * float(end) ** (at / (len(period.all_months) - 1))
            level *= 0.7 if month[-2:] == "12" else 1
            views = int(rng.negative_binomial(14, 14 / (14 + level)))
            views *= _BOT[2] if (page, month) == _BOT[:2] else 1
            users = int(rng.binomial(views, 0.62))
            name = _NEW_NAME if page == _RENAMED and month >= _FROM else page
            # The tool leaves out what nobody came to.
            if views:
                rows.append([month, section, name, "Page views", f"{views:,}", users])
    # A person typed one number of a page anew, and took its visits for its visitors.
    row = next(row for row in rows[4:] if row[0] == "2025-10" and row[2] == "Contact")
    row[4], row[5] = row[5], row[4]
    return rows


def _counts(
    period: Period, rng: Rng, eligible: float, shares: list[float]
) -> Iterator[tuple[int, str, int, int]]:
    """The months by their places, with forms completed and cases eligible."""
    cases = [int(rng.poisson(eligible)) for _ in period.all_months]
    for at, (month, share) in enumerate(zip(period.all_months, shares, strict=True)):
        yield at, month, int(rng.binomial(cases[at], share)), cases[at]


def _ours(period: Period, rng: Rng) -> Rows:
    """Our own sheet: live from the start, mandatory from October, one small number withheld, March
    not in yet.
    """
    lines = []
    for at, month, completed, eligible in _counts(period, rng, 38, [0.14] * 6 + [0.45] * 6):
        stage = STAGE_WORDS["live" if at < 6 else "mandatory"]
        line = [month_label(month), stage, "Team manager", completed, eligible, ""]
        lines.append(line if at < 11 else line[:1])
    lines[1][3] = "<5"
    lines[6][5] = "made mandatory at the start of the month"
    remark = "Forms are counted on the day they are signed off."
    return filled(FORMS, period, "Hackney", lines, remark, NOTE)


def _own_words(period: Period, rng: Rng) -> Rows:
    """Other headings, months in words, a pilot that goes live, zeros in words, and a total."""
    rows: Rows = [titles("Month|Status of form|Source|No of forms completed|Cases eligible")]
    stages = ["In progress"] * 4 + ["being piloted"] * 3 + ["Live"] * 5
    total = every = 0
    shares = [0.0] * 4 + [0.1] * 3 + [0.22] * 5
    for at, month, completed, eligible in _counts(period, rng, 27, shares):
        label = f"{calendar.month_name[int(month[5:])]} {month[:4]}"
        rows.append([label, stages[at], "IL", "none" if at < 4 else completed, eligible])
        total, every = total + completed, every + eligible
    return [*rows, ["Total", "", "", total, every]]


def _unknown(period: Period, rng: Rng) -> Rows:
    """A status that nobody could tell."""
    statuses = ("Unknown", "unknown", "n/k") * 4
    return [["Month", "Status"], *zip(period.all_months, statuses, strict=True)]


def _numerator(period: Period, rng: Rng) -> Rows:
    """Forms completed and nothing to set them against, months as dates of a spreadsheet."""
    lines = [
        [dt.date.fromisoformat(f"{month}-01"), "live", int(rng.poisson(4))]
        for month in period.all_months
    ]
    layout = "Perpetrator engagement form, completions\nMonth | Status | Completed\n..."
    return laid(layout, lines)


def _slips(period: Period, rng: Rng) -> Rows:
    """A status that goes back and returns, more forms than cases in one month, blanks, and a line
    that stands twice.
    """
    lines = []
    for at, month, completed, eligible in _counts(period, rng, 9, [0.2] * 12):
        stage = "live and being piloted" if at < 5 else "live"
        team = "team A" if at % 2 else "team B"
        lines.append([month_label(month), stage, "IL", completed, eligible, team])
    lines[7][1] = "in process"
    lines[9][3] = lines[9][4] + 3
    lines[2][3] = lines[3][3] = ""
    layout = f"""\
LB Barnet | | Year {period.label}
Month | Status | Told by | Completions | Eligible cases | Team lead
..."""
    return laid(layout, [*lines, lines[-1]])


def _until_autumn(period: Period, rng: Rng) -> Rows:
    """Nothing told since October."""
    steps = ["not started"] * 3 + ["In development"] * 4
    lines = [
        [month, stage, "Service manager", 0, ""]
        for month, stage in zip(period.all_months, steps, strict=False)
    ]
    return [titles("Month|Status|Told by|Completed|Eligible cases"), *lines]


# Each sheet as another lead keeps it.
_FORMS = {
    "form_hackney.xlsx": ("Hackney", _ours),
    "WF engagement form log.csv": ("Waltham Forest", _own_words),
    "form status newham.csv": ("Newham", _unknown),
    "LBHF forms.xlsx": ("Hammersmith and Fulham", _numerator),
    "form_monthly.xlsx": ("Barnet", _slips),
    "LBBD form.csv": ("Barking and Dagenham", _until_autumn),
}
