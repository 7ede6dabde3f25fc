"""What happened in England and in London meanwhile, from official statistics: a fall among the members is
none of theirs if it fell everywhere.
"""

from pandas import DataFrame

from analysis.declare.periods import period
from analysis.find.finding import Rows, finding, frame

# What stands beside the indicators, of all children: as official statistics call it.
BESIDE = ("referrals", "da_parent", "plans")
AREAS = ("England", "London")
METHOD = "count of the last year of the period over that of its first, as released, v1"


def elsewhere(official: DataFrame, of_period: str) -> DataFrame:
    """How numbers of England and London changed over the years of a period that ended in March, from
    rows of the `context` table: a FINDINGS frame.

    `subject` is what is counted, `reading` where, `x` and `n` the counts of the two years that the
    `note` names. None where no release holds both.
    """
    quarters = period(of_period).quarters
    if not quarters or official.empty:
        return frame([])
    first, last = (_year_ended(quarter) for quarter in (quarters[0], quarters[-1]))
    years = (min(first, last - 1), last)
    known = official[(official["status"] == "returned") & official["level"].ne("authority")]
    return frame(_changes(known, years, of_period))


def _changes(known: DataFrame, years: tuple[int, int], of_period: str) -> Rows:
    for measure in BESIDE:
        for area in AREAS:
            mine = known[(known["measure"] == measure) & known["name"].eq(area)]
            mine = mine[mine["year"].isin(years)].sort_values("year")
            if len(mine) < len(years):
                continue
            before, after = (int(count) for count in mine["count"])
            yield finding(
                "elsewhere",
                mine,
                subject=measure,
                reading=area,
                when=of_period,
                estimate=after / before,
                x=before,
                n=after,
                unit="ratio",
                method=METHOD,
                note=f"{years[0]} and {years[1]}",
            )


def _year_ended(quarter: str) -> int:
    """The year, by the March it ended in, that a calendar quarter lies in."""
    return int(quarter[:4]) + (quarter[-1] != "1")
