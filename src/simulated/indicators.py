"""Six boroughs' workbooks of the children's social care indicators and of re-referrals, no two laid
out alike.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.declare.indicators import INDICATOR, indicators_of
from analysis.declare.periods import Period, quarter_label
from analysis.declare.proforma import NOTE, WHOLE_SHEET
from simulated.made import Made, Rng, sent
from simulated.sheets import Rows, heads, laid, table
from strands.indicators.declares import BASES, DA_RULES, EARLIER, PROFORMA, quarter_ends

# About how many cases a quarter by indicator: referred, flagged after assessment, put on a plan.
# None is a real level.
_ABOUT = """\
hackney | 212 | 151 | 31
waltham_forest | 104 | 228 | 20
newham | 341 | 417 | 55
hammersmith_and_fulham | 72 | 15 | 5
barnet | 124 | 83 | 24
barking_and_dagenham | 517 | 298 | 44"""
# Families have several children, so counts vary twice as much as chance alone lets them.
_DISPERSION = 2.0
# About how many of a hundred referrals come within a year of another one.
_AGAIN = 0.19


@dataclass(frozen=True)
class _Counted:
    """What one borough counted: each quarter's counts by indicator, and re-referrals with what they
    are out of.

    `earlier` are those of the quarters before anybody was asked, drawn again.
    """

    period: Period
    counts: dict[str, list[int]]
    again: list[tuple[int, int]]
    earlier: list[tuple[int, int]]

    def day(self, at: int, after: int) -> dt.date:
        """So many days after the end of a quarter."""
        return quarter_ends(self.period.quarters[at]) + dt.timedelta(days=after)

    def rows(self, was: str = "", becomes: str = "") -> Rows:
        """A row an indicator, its agreed words put as a borough puts them."""
        return [[_wording(key, was, becomes), *counts] for key, counts in self.counts.items()]


def files(period: Period, rng: Rng) -> Iterator[Made]:
    """A workbook a borough, of the indicators asked for in the period and, from all but one, of
    re-referrals.
    """
    about = {borough: list(map(int, means)) for borough, *means in table(_ABOUT)}
    drawn = {borough: _drawn(period, means, rng) for borough, means in about.items()}
    for borough, (name, sheets) in _WRITERS.items():
        earlier = _again(rng.poisson(about[borough][0], len(EARLIER)), rng)
        rows = sheets(_Counted(period, *drawn[borough], earlier))
        says = f"quarterly counts, {borough}"
        yield sent(f"indicators/{name}", rows, "borough's analyst", says)


def _drawn(period: Period, about: list[int], rng: Rng) -> tuple[dict, list]:
    """The counts of the period by indicator, and its re-referrals."""
    keys, quarters = indicators_of(period.key), len(period.quarters)
    counts = {
        key: rng.negative_binomial(mean / (_DISPERSION - 1), 1 / _DISPERSION, quarters).tolist()
        for key, mean in zip(keys, about, strict=True)
    }
    out_of = [count + int(rng.integers(0, 9)) for count in counts[keys[0]]]
    return counts, _again(out_of, rng)


def _again(out_of: Iterable[int], rng: Rng) -> list[tuple[int, int]]:
    """Re-referrals with what they are out of."""
    return [(int(rng.binomial(n, _AGAIN)), int(n)) for n in out_of]


def _wording(key: str, was: str = "", becomes: str = "") -> str:
    return INDICATOR[key].wordings[0].replace(was, becomes)


def _ours(counted: _Counted) -> dict[str, Rows]:
    """Our own workbook filled in, earlier quarters too; a note on each sheet and one beside a
    quarter.
    """
    quarters = counted.period.quarters
    layout = """\
Hackney, children's social care indicators
White cells are for answers.

...

Cases opened by the out-of-hours team are counted from October on."""
    above = ["Hackney", *map(quarter_label, quarters)]
    numbers = laid(layout, [above, *counted.rows()])
    days = [counted.day(0, 13)] * len(EARLIER) + [counted.day(at, 13 + at) for at in range(4)]
    pairs = [*counted.earlier, *counted.again]
    lines = [
        [quarter_label(quarter), DA_RULES["new"], BASES["period"], *pair, "", day, ""]
        for quarter, pair, day in zip((*EARLIER, *quarters), pairs, days, strict=True)
    ]
    lines[-2][-1] = "two families moved in from elsewhere"
    layout = f"""\
Hackney, re-referrals, {counted.period.label}

{WHOLE_SHEET} | Siblings are counted one by one.

..."""
    again = laid(layout, [heads(PROFORMA, NOTE), *lines])
    return {"Numbers": numbers, PROFORMA.title: again}


def _own(counted: _Counted) -> dict[str, Rows]:
    """A blank column and a last quarter still to come; re-referrals under own headings, the last
    drawn too early.
    """
    layout = """\
 | WALTHAM FOREST - DA indicators

 | Waltham Forest | Apr-June 25 | July - Sept 25 | Oct-Dec '25 | Jan-Mar 26
..."""
    typed = [["", *row[:-1]] for row in counted.rows("where DA", "where DA/DV")]
    numbers = laid(layout, typed)
    days = [f"{counted.day(at, 9 if at < 3 else -11):%d %B %Y}" for at in range(4)]
    lines = [
        [f"Q{at + 1} 2025/26", "new", "referrals", *counted.again[at], days[at]] for at in range(4)
    ]
    total = ["Total", "", "", *(sum(numbers) for numbers in zip(*counted.again, strict=True))]
    layout = """\
Waltham Forest
Quarter | DA recorded | Counted over | Rereferrals | Total referrals | Date of extract
..."""
    return {"DA data": numbers, "Re-refs": laid(layout, [*lines, total])}


def _late(counted: _Counted) -> dict[str, Rows]:
    """A quarter never sent; re-referrals without what they are out of."""
    months = {0: "Apr-Jun 2025", 1: "Jul-Sep 2025", 3: "Jan-Mar 2026"}
    layout = """\
London Borough of Newham
Performance team

...

Analyst's note: October to December was lost in a move of systems and is being rebuilt."""
    # The quarter that was lost has no column.
    typed = [[*row[:3], row[4]] for row in counted.rows("where", "in this period where")]
    numbers = laid(layout, [["Newham", *months.values()], *typed])
    layout = """\
Newham
Quarter | DA recorded | Counted over | Number of re-referrals | Extract date
..."""
    lines = [
        [month, "new referral", "referrals", counted.again[at][0], counted.day(at, 20)]
        for at, month in months.items()
    ]
    return {"Return": numbers, "Re-referrals": laid(layout, lines)}


def _small(counted: _Counted) -> dict[str, Rows]:
    """Quarters down the side and small numbers withheld; cases closed, followed for twelve months
    by nobody yet.
    """
    quarters = [quarter_label(key).replace("–", "-") for key in counted.period.quarters]
    typed = [
        [quarter, *map(_withheld, counts)]
        for quarter, *counts in zip(quarters, *counted.counts.values(), strict=True)
    ]
    above = ["Hammersmith & Fulham", *map(_wording, counted.counts)]
    layout = """\
H&F, re-referrals after closure
Quarter | DA recorded | Counted over | Re-referrals | Cases closed | Extract date
..."""
    lines = []
    for at, (again, whole) in enumerate(counted.again):
        few = _withheld(round(again * (4 - at) / 9))
        line = [quarters[at], "at the earlier referral", "closures", few, whole // 3 + 4]
        lines.append([*line, dt.date(2026, 4, 9)])
    numbers = [["H&F return 2025/26"], above, *typed]
    return {"Sheet1": numbers, "Closures": laid(layout, lines)}


def _withheld(count: int) -> int | str:
    return "<5" if 0 < count < 5 else count


def _slips(counted: _Counted) -> dict[str, Rows]:
    """A total typed over, a note at a mark; a quarter above its whole, a percentage, and a new way
    from October on.
    """
    layout = """\
BARNET FAMILY SERVICES

BARNET | April-June 25 | July-Sept 25 | Oct-Dec 25 | Jan-Mar 26 | Total
...

* abuse by any member of the household"""
    typed = [[*row, sum(row[1:])] for row in counted.rows("DA", "DA*")]
    typed[list(counted.counts).index("referral")][-1] += 10
    numbers = laid(layout, typed)
    months = numbers[2][1:]
    (first, whole), (second, other), (_, _), (last, every) = counted.again
    ways = (
        ("new referral", first, whole),
        ("new referral", second + other, other),
        ("both ends", "21%", ""),
        ("both ends", last * 2 // 3, every),
    )
    layout = """\
Barnet re-referrals
Quarter | DA recorded | Counted over | Re-referrals | Out of | Drawn on | Comments
..."""
    lines = [
        [months[at], rule, "referrals", again, n, f"{counted.day(at, 16):%d/%m/%Y}", ""]
        for at, (rule, again, n) in enumerate(ways)
    ]
    lines[2][-1] = "from the report to the board"
    return {"Barnet": numbers, "Repeat referrals": laid(layout, lines)}


def _copied(counted: _Counted) -> dict[str, Rows]:
    """A long table in which one quarter is the one before again; nothing on re-referrals."""
    rows = laid("LBBD\nQuarter | Indicator | Number")
    for quarter, at in zip(counted.period.quarters, (0, 1, 1, 3), strict=True):
        label = quarter_label(quarter)
        rows += [[label, wording, counts[at]] for wording, *counts in counted.rows()]
    return {"LBBD quarterly": rows}


_WRITERS = {
    "hackney": ("hackney.xlsx", _ours),
    "waltham_forest": ("wf_indicators_2025-26.xlsx", _own),
    "newham": ("Newham return.xlsx", _late),
    "hammersmith_and_fulham": ("lbhf_q1-q4.xlsx", _small),
    "barnet": ("barnet.xlsx", _slips),
    "barking_and_dagenham": ("LBBD_data.xlsx", _copied),
}
