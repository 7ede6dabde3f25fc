"""Funding periods, the quarters they hold, and what was planned for each before its data came."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from analysis.declare.added import Added, added, with_added
from analysis.declare.plan import laid_down
from analysis.declare.table import InputError, Table, columns


@dataclass(frozen=True)
class Period:
    """A funding period. `first` and `last` are calendar quarters; None where the report does not
    date the period.

    `months` are its plausible lengths, shortest first, and `length` says what each rests on.
    `primary` names the series and `margin` the change, as a share, that was agreed in advance to
    count as "stable", in a plan that was locked before the first return; a period without one has
    neither, and nothing in it may be called a planned result. `widest` is the first and the last
    month that a period without dates can reach to. Every file of a `simulated` period is made up;
    such a period and a real one never stand in one table.
    """

    key: str
    label: str
    first: str | None = None
    last: str | None = None
    months: tuple[int, ...] = ()
    length: str = ""
    primary: tuple[str, ...] = ()
    margin: float | None = None
    widest: tuple[str, str] = ("", "")
    simulated: bool = False

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and the last month, like `2023-07`; the widest they can be where the period is
        not dated.
        """
        if self.first is None:
            return self.widest
        return str(pd.Period(self.first).asfreq("M", "start")), str(
            pd.Period(self.last).asfreq("M", "end")
        )

    @property
    def quarters(self) -> tuple[str, ...]:
        """Every calendar quarter of the period, like `2023Q3`."""
        if self.first is None:
            return ()
        return tuple(str(q) for q in pd.period_range(self.first, self.last, freq="Q"))

    @property
    def all_months(self) -> tuple[str, ...]:
        """Every month of the period, like `2023-07`."""
        return (
            tuple(str(month) for month in pd.period_range(*self.bounds, freq="M"))
            if self.first
            else ()
        )


# The report of June 2025 dates the third period only; the lengths of the first two can be inferred,
# not known. The first was funded in 2021. A borough that joined at the start of the second has been
# a member since 2022, so the second began in that year and the first was over by its end. The third
# began in July 2023.
_AT_RELEASE = (
    Period(
        "2021-22",
        "Year 1",
        months=(8, 9, 12),
        length=(
            "8 months of core funding, 9 of logged consultations, 12 with the boroughs' match"
            " funding"
        ),
        widest=("2021-01", "2022-12"),
    ),
    Period(
        "2022-23",
        "Year 2",
        months=(8, 11, 12),
        length="8 and 11 months of logged consultations, 12 for a full year",
        widest=("2022-01", "2023-06"),
    ),
    Period(
        "2023-25",
        "Year 3/4",
        first="2023Q3",
        last="2025Q1",
        months=(21,),
        length="July 2023 to March 2025",
    ),
    Period(
        "2025-26",
        "2025/26",
        first="2025Q2",
        last="2026Q1",
        months=(12,),
        length="April 2025 to March 2026",
        simulated=True,
    ),
)
# Stands in the place of quarters that lie between two periods.
BETWEEN = "…"
QUARTER = r"\d{4}Q[1-4]"
MONTHS = {1: "Jan–Mar", 2: "Apr–Jun", 3: "Jul–Sep", 4: "Oct–Dec"}

MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"
# Headings of returns name a period by its label, so a label has a form that can be told from other
# words.
_LABEL = r"20\d{2}/\d{2}|Year \d(?:/\d)?"
ADDED = Table(
    "periods",
    one_row_is="one funding period, or what is now known of one",
    key=("key",),
    columns=columns(
        """
        key: its first and its last year, like 2026-27
        label (text or empty): its name in tables and headings, like 2026/27 or Year 5
        from (text or empty): its first month, like 2026-04
        to (text or empty): its last month, like 2027-03
        simulated (text or empty): whether every file of it is made up
    """,
        key=r"20\d{2}-\d{2}",
        label=_LABEL,
        **{"from": MONTH},
        to=MONTH,
        simulated=("yes", "no"),
    ),
)


def declared_with(rows: Iterable[Added]) -> tuple[Period, ...]:
    """The periods declared at release with rows of ADDED put in, in their order.

    InputError, naming the row, for dates that are no edges of quarters, do not fit the key, or lie
    in another period.
    """
    rows = tuple(rows)
    held = with_added(_AT_RELEASE, _dated(rows), _values, Period, ADDED)
    for place, row in enumerate(rows):
        # Of two rows that clash the second is to blame; either may change what was declared at
        # release.
        later = {other.given["key"] for other in rows[place:]}
        _refuse_clash(
            row, held[row.given["key"]], [one for key, one in held.items() if key not in later]
        )
    # Keys begin with years, so their order is that of time.
    return tuple(held[key] for key in sorted(held))


def _dated(rows: tuple[Added, ...]) -> Iterable[Added]:
    known = {one.key for one in _AT_RELEASE}
    for row in rows:
        first, last = row.given.get("from", ""), row.given.get("to", "")
        if bool(first) != bool(last) or not (first or row.given["key"] in known):
            raise row.refused(
                f"period {row.given['key']} needs both its first and its last month, like 2026-04"
            )
        if first and (int(first[-2:]) % 3 != 1 or int(last[-2:]) % 3 or first > last):
            raise row.refused(
                f"{first} to {last} is no span of whole quarters: one begins in January, April,"
                " July or October and ends in March, June, September or December"
            )
        fits = f"{first[:4]}-{last[2:4]}"
        if first and row.given["key"] != fits:
            raise row.refused(
                f"the key {row.given['key']} does not fit {first} to {last}, whose key is {fits}"
            )
        yield row


def _values(given: dict[str, str]) -> dict:
    """The fields of a period that the cells of a row state."""
    values: dict = {name: given[name] for name in ("key", "label") if name in given}
    if "from" in given:
        first, last = (pd.Period(given[name], "M") for name in ("from", "to"))
        values |= {
            "first": str(first.asfreq("Q")),
            "last": str(last.asfreq("Q")),
            "months": ((last - first).n + 1,),
            "length": f"{first:%B %Y} to {last:%B %Y}",
        }
    return values | ({"simulated": given["simulated"] == "yes"} if "simulated" in given else {})


def _refuse_clash(row: Added, mine: Period, others: list[Period]) -> None:
    for other in others:
        if other.label.casefold() == mine.label.casefold():
            raise row.refused(
                f"the label '{mine.label}' is that of {other.key}; each period needs its own"
            )
        if both := sorted(set(mine.quarters) & set(other.quarters)):
            where = span(both) if len(both) > 1 else quarter_label(both[0])
            raise row.refused(
                f"{mine.key} overlaps {other.key} in {where}; a quarter belongs to one period"
            )


def periods_to(key: str) -> tuple[str, ...]:
    """The periods a report of period `key` may show: it and those before it, simulated apart from
    real.
    """
    return tuple(
        one.key for one in PERIODS if one.key <= key and one.simulated == period(key).simulated
    )


def is_within(key: str, since: str | None, until: str | None) -> bool:
    """Whether period `key` lies between two others, both included; None where that end is open."""
    return (since is None or since <= key) and (until is None or key <= until)


def period(key: str) -> Period:
    """The period called `key`; InputError naming the known ones where there is none."""
    for candidate in PERIODS:
        if candidate.key == key:
            return candidate
    raise InputError(
        f"no period '{key}': known are {', '.join(PERIOD_KEYS)}; add one with `analysis new-period`"
    )


def quarter_label(quarter: str) -> str:
    """`2023Q3` as people write it: `Jul–Sep 2023`."""
    return f"{MONTHS[int(quarter[-1])]} {quarter[:4]}"


def month_label(month: str) -> str:
    """`2025-04` as people write it: `Apr 2025`."""
    return f"{pd.Period(month, 'M'):%b %Y}"


def gaps(quarters: Iterable[str]) -> dict[str, str]:
    """Where quarters in their order leave others out: by the quarter after each gap, what lies in
    it, like `Apr–Jun 2025 to Jan–Mar 2026`.
    """
    ordered = sorted(set(quarters))
    found = {}
    for before, after in pairwise(ordered):
        missing = pd.period_range(before, after, freq="Q")[1:-1].astype(str)
        if len(missing):
            whole = span(missing) if len(missing) > 1 else quarter_label(missing[0])
            found[after] = whole
    return found


def span(quarters, joint: str = "to") -> str:
    """The first and last of some quarters in words: `Jul–Sep 2023 to Jan–Mar 2025`."""
    return f"{quarter_label(min(quarters))} {joint} {quarter_label(max(quarters))}"


def _with_plan(one: Period) -> Period:
    """A period with what counts of its plan: the part of it that is as it was locked."""
    plan = laid_down(one.key)
    return replace(one, primary=plan.primary, margin=plan.margin) if plan else one


PERIODS = tuple(map(_with_plan, declared_with(added(ADDED))))
PERIOD_KEYS = tuple(one.key for one in PERIODS)
