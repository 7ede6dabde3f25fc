"""Six boroughs' workbooks of the children's social care indicators and of re-referrals, no two laid
out alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.indicators import INDICATOR, indicators_of
from analysis.declare.periods import Period, quarter_label
from analysis.declare.proforma import NOTE, WHOLE_SHEET
from simulated.made import Made
from simulated.sheets import as_xlsx
from strands.indicators.declares import BASES, DA_RULES, EARLIER, PROFORMA, quarter_ends

_SENDER = "simulated: borough's analyst"
# About how many cases a quarter by indicator: referred, flagged after assessment, put on a plan.
# None is a real level.
_ABOUT = dict(
    zip(
        BOROUGH_KEYS,
        (
            (212, 151, 31),
            (104, 228, 20),
            (341, 417, 55),
            (72, 15, 5),
            (124, 83, 24),
            (517, 298, 44),
        ),
        strict=True,
    )
)
# Families have several children, so counts vary twice as much as chance alone lets them.
_DISPERSION = 2.0
# About how many of a hundred referrals come within a year of another one.
_AGAIN = 0.19

Rows = list[list]


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

    @property
    def quarters(self) -> tuple[str, ...]:
        return self.period.quarters

    def day(self, at: int, after: int) -> dt.date:
        """So many days after the end of a quarter."""
        return quarter_ends(self.quarters[at]) + dt.timedelta(days=after)


def files(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """A workbook a borough, of the indicators asked for in the period and, from all but one, of
    re-referrals.
    """
    drawn = {borough: _drawn(period, _ABOUT[borough], rng) for borough in _WRITERS}
    for borough, (name, sheets) in _WRITERS.items():
        earlier = _again(rng.poisson(_ABOUT[borough][0], len(EARLIER)), rng)
        counted = _Counted(period, *drawn[borough], earlier)
        yield Made(
            f"indicators/{name}", as_xlsx(sheets(counted)), _SENDER, f"quarterly counts, {borough}"
        )


def _drawn(period: Period, about: tuple[int, ...], rng: np.random.Generator) -> tuple[dict, list]:
    """The counts of the period by indicator, and its re-referrals."""
    keys, quarters = indicators_of(period.key), len(period.quarters)
    counts = {
        key: rng.negative_binomial(mean / (_DISPERSION - 1), 1 / _DISPERSION, quarters).tolist()
        for key, mean in zip(keys, about, strict=True)
    }
    out_of = [count + int(rng.integers(0, 9)) for count in counts[keys[0]]]
    return counts, _again(out_of, rng)


def _again(out_of: Iterable[int], rng: np.random.Generator) -> list[tuple[int, int]]:
    """Re-referrals with what they are out of."""
    return [(int(rng.binomial(n, _AGAIN)), int(n)) for n in out_of]


def _wording(key: str, was: str = "", becomes: str = "") -> str:
    """An indicator in the agreed words, some of them put as a borough puts them."""
    return INDICATOR[key].wordings[0].replace(was, becomes)


def _ours(of: _Counted) -> dict[str, Rows]:
    """Our own workbook filled in, earlier quarters too; a note on each sheet and one beside a
    quarter.
    """
    numbers = [
        ["Hackney, children's social care indicators"],
        ["White cells are for answers."],
        [],
        ["Hackney", *map(quarter_label, of.quarters)],
        *([_wording(key), *counts] for key, counts in of.counts.items()),
        [],
        ["Cases opened by the out-of-hours team are counted from October on."],
    ]
    heads = [*(field.heading for field in PROFORMA.fields), NOTE]
    numbers_of = [
        *zip(EARLIER, of.earlier, [of.day(0, 13)] * len(EARLIER), strict=True),
        *((one, of.again[at], of.day(at, 13 + at)) for at, one in enumerate(of.quarters)),
    ]
    lines = [
        [quarter_label(quarter), DA_RULES["new"], BASES["period"], *pair, "", day, ""]
        for quarter, pair, day in numbers_of
    ]
    lines[-2][-1] = "two families moved in from elsewhere"
    again = [
        [f"Hackney, re-referrals, {of.period.label}"],
        [],
        [WHOLE_SHEET, "Siblings are counted one by one."],
        [],
        heads,
        *lines,
    ]
    return {"Numbers": numbers, PROFORMA.title: again}


def _own(of: _Counted) -> dict[str, Rows]:
    """A blank column and a last quarter still to come; re-referrals under own headings, the last
    drawn too early.
    """
    typed = {key: [*counts[:-1], ""] for key, counts in of.counts.items()}
    months = ("Apr-June 25", "July - Sept 25", "Oct-Dec '25", "Jan-Mar 26")
    numbers = [
        ["", "WALTHAM FOREST - DA indicators"],
        [],
        ["", "Waltham Forest", *months],
        *(["", _wording(key, "where DA", "where DA/DV"), *typed[key]] for key in typed),
    ]
    days = [f"{of.day(at, 9 if at < 3 else -11):%d %B %Y}" for at in range(4)]
    lines = [[f"Q{at + 1} 2025/26", "new", "referrals", *of.again[at], days[at]] for at in range(4)]
    total = ["Total", "", "", *(sum(column) for column in zip(*of.again, strict=True)), ""]
    heads = [
        "Quarter",
        "DA recorded",
        "Counted over",
        "Rereferrals",
        "Total referrals",
        "Date of extract",
    ]
    return {"DA data": numbers, "Re-refs": [["Waltham Forest"], heads, *lines, total]}


def _late(of: _Counted) -> dict[str, Rows]:
    """A quarter never sent; re-referrals without what they are out of."""
    months = ("Apr-Jun 2025", "Jul-Sep 2025", "Jan-Mar 2026")
    kept = (0, 1, 3)
    numbers = [
        ["London Borough of Newham"],
        ["Performance team"],
        [],
        ["Newham", *months],
        *(
            [_wording(key, "where", "in this period where"), *(counts[at] for at in kept)]
            for key, counts in of.counts.items()
        ),
        [],
        ["Analyst's note: October to December was lost in a move of systems and is being rebuilt."],
    ]
    heads = ["Quarter", "DA recorded", "Counted over", "Number of re-referrals", "Extract date"]
    lines = [
        [months[place], "new referral", "referrals", of.again[at][0], of.day(at, 20)]
        for place, at in enumerate(kept)
    ]
    return {"Return": numbers, "Re-referrals": [["Newham"], heads, *lines]}


def _small(of: _Counted) -> dict[str, Rows]:
    """Quarters down the side and small numbers withheld; cases closed, followed for twelve months
    by nobody yet.
    """
    table = [
        [
            quarter_label(quarter).replace("–", "-"),
            *(_withheld(counts[at]) for counts in of.counts.values()),
        ]
        for at, quarter in enumerate(of.quarters)
    ]
    numbers = [["H&F return 2025/26"], ["Hammersmith & Fulham", *map(_wording, of.counts)], *table]
    heads = [
        "Quarter",
        "DA recorded",
        "Counted over",
        "Re-referrals",
        "Cases closed",
        "Extract date",
    ]
    lines = [
        [
            quarter,
            "at the earlier referral",
            "closures",
            _withheld(round(of.again[at][0] * (4 - at) / 9)),
            of.again[at][1] // 3 + 4,
            dt.date(2026, 4, 9),
        ]
        for at, (quarter, *_) in enumerate(table)
    ]
    return {"Sheet1": numbers, "Closures": [["H&F, re-referrals after closure"], heads, *lines]}


def _withheld(count: int) -> int | str:
    return "<5" if 0 < count < 5 else count


def _slips(of: _Counted) -> dict[str, Rows]:
    """A total typed over, a note at a mark; a quarter above its whole, a percentage, and a new way
    from October on.
    """
    months = ("April-June 25", "July-Sept 25", "Oct-Dec 25", "Jan-Mar 26")
    numbers: Rows = [["BARNET FAMILY SERVICES"], [], ["BARNET", *months, "Total"]]
    for key, counts in of.counts.items():
        wrong = 10 if key == "referral" else 0
        numbers.append([_wording(key, "DA", "DA*"), *counts, sum(counts) + wrong])
    numbers += [[], ["* abuse by any member of the household"]]
    (first, whole), (second, other), (_, _), (last, out_of) = of.again
    ways = (
        ("new referral", first, whole),
        ("new referral", second + other, other),
        ("both ends", "21%", ""),
        ("both ends", last * 2 // 3, out_of),
    )
    heads = [
        "Quarter",
        "DA recorded",
        "Counted over",
        "Re-referrals",
        "Out of",
        "Drawn on",
        "Comments",
    ]
    lines = [
        [months[at], rule, "referrals", again, n, f"{of.day(at, 16):%d/%m/%Y}", ""]
        for at, (rule, again, n) in enumerate(ways)
    ]
    lines[2][-1] = "from the report to the board"
    return {"Barnet": numbers, "Repeat referrals": [["Barnet re-referrals"], heads, *lines]}


def _copied(of: _Counted) -> dict[str, Rows]:
    """A long table in which one quarter is the one before again; nothing on re-referrals."""
    rows: Rows = [["LBBD"], ["Quarter", "Indicator", "Number"]]
    for at, quarter in enumerate(of.quarters):
        for key, counts in of.counts.items():
            rows.append(
                [quarter_label(quarter), _wording(key), counts[1] if at == 2 else counts[at]]
            )
    return {"LBBD quarterly": rows}


_WRITERS: dict[str, tuple[str, Callable[[_Counted], dict[str, Rows]]]] = dict(
    zip(
        BOROUGH_KEYS,
        (
            ("hackney.xlsx", _ours),
            ("wf_indicators_2025-26.xlsx", _own),
            ("Newham return.xlsx", _late),
            ("lbhf_q1-q4.xlsx", _small),
            ("barnet.xlsx", _slips),
            ("LBBD_data.xlsx", _copied),
        ),
        strict=True,
    )
)
