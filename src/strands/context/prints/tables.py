"""Official statistics in tables: every change with what could have been seen, the same read otherwise,
one by one, what happened everywhere, and what the design was chosen by.
"""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.show import words
from analysis.show.lookup import ends, index, of_kind
from analysis.show.printed import PrintedTable
from analysis.show.refusals import reason
from strands.context.declares import EARLIER, ENGLAND, LONDON, MEASURES, OUTCOMES, PRETENDED
from strands.context.prints.context import main

_P_HEADING = "p (all tests allowed for)"
_READINGS = {
    ENGLAND: "All other authorities",
    LONDON: "Other London boroughs",
    EARLIER: "Some began earlier",
    PRETENDED: "Before anybody joined",
}


def changes(found: DataFrame) -> PrintedTable:
    """The members' mean change of each outcome tested, and what could have been seen."""
    lines, subjects = [], of_kind(found, "verdict")["subject"]
    for subject in subjects:
        said = index(main(found, subject))
        least = said["change_detectable"]
        lines.append(
            {
                "Outcome": OUTCOMES[subject].name,
                "Members, others": f"{said['change']['n']:.0f}, {said['change']['x']:.0f}",
                "Change of odds (95% interval)": words.times(*ends(said["change"])),
                "Would show in 80 of 100": words.least(least["low"], least["high"]),
                _P_HEADING: _p_and_holm(said["change_p"], said["change_p_holm"]),
            }
        )
    noise = of_kind(found[found["subject"].isin(subjects)], "over_binomial")
    times = words.listed([f"{row.estimate:.0f}" for row in noise.itertuples()])
    notes = (
        f"Intervals come from how much other authorities differ, which is {times} times what sampling"
        " would make them differ, in this order: a binomial interval would be far too narrow.",
    )
    caption = "Since joining, beside all other authorities"
    rows = found[found["subject"].isin(subjects) & found["reading"].eq(ENGLAND)]
    return PrintedTable("context-changes", caption, lines, rows, notes)


def _p_and_holm(p: Series, holm: Series) -> str:
    return f"{words.number(p['estimate'], 3)} ({words.number(holm['estimate'], 3)})"


def otherwise(found: DataFrame) -> PrintedTable:
    """The same read otherwise: other donors, other years of joining, other outcomes."""
    rows = of_kind(found, "change", "change_p")
    lines = []
    for subject, of_one in rows.groupby("subject", sort=False):
        name = OUTCOMES[subject].name + " (placebo)" * OUTCOMES[subject].is_placebo
        line = {"Outcome": name}
        for reading, heading in _READINGS.items():
            said = index(of_one[of_one["reading"] == reading])
            line[heading] = _with_p(said)
        lines.append(line)
    notes = (
        "In brackets: p. “Some began earlier” counts Hackney and Waltham Forest as members from two"
        " years before the project on. “Before anybody joined” is a trial over the years before the first"
        " did, as if all had joined two years earlier: nothing should show. A placebo is an outcome the"
        " programme has nothing to do with.",
        *_why_not(found),
    )
    caption = "The same change of odds, read otherwise"
    return PrintedTable("context-otherwise", caption, lines, rows, notes)


def _with_p(said: dict[str, Series]) -> str:
    if "change_p" not in said:
        return "–"
    return f"×{said['change']['estimate']:.2f} ({said['change_p']['estimate']:.2f})"


def _why_not(found: DataFrame) -> Iterator[str]:
    refused = of_kind(found, "change")
    for row in refused[refused["refused"] != ""].itertuples():
        yield f"{OUTCOMES[row.subject].name}: not compared, {reason(row)}."


def by_member(found: DataFrame) -> Iterator[PrintedTable]:
    """Each outcome tested, member by member in order of joining, beside its own donors."""
    for subject in of_kind(found, "verdict")["subject"]:
        rows = found[(found["subject"] == subject) & found["borough"].ne("")]
        lines = []
        for borough, of_one in rows.groupby("borough", sort=False):
            said, trial = (
                index(of_one[of_one["reading"] == reading]) for reading in (ENGLAND, PRETENDED)
            )
            if "member_change" not in said:
                continue
            without = said.get("without_member")
            lines.append(
                {
                    "Borough": borough_name(borough),
                    "Joined in the year to March": f"{said['member_change']['x']:.0f}",
                    "Change of odds": f"×{said['member_change']['estimate']:.2f}",
                    _P_HEADING: _p_and_holm(said["member_p"], said["member_p_holm"]),
                    "Before anybody joined": (
                        f"×{trial['member_change']['estimate']:.2f}" if trial else "–"
                    ),
                    "Mean without it (95% interval)": (
                        "–" if without is None else words.times(*ends(without))
                    ),
                }
            )
        caption = f"{OUTCOMES[subject].name}: each member beside the others"
        yield PrintedTable(f"context-{subject}", caption, lines, rows, tuple(_of_members(rows)))


def _of_members(rows: DataFrame) -> Iterator[str]:
    yield (
        "Members stand in order of joining and are not compared with each other; only their mean can"
        " bear a conclusion."
    )
    noted = of_kind(rows[(rows["note"] != "") & rows["reading"].eq(ENGLAND)], "member_change")
    for row in noted.itertuples():
        yield f"{borough_name(row.borough)}: {row.note}, for which no number was released."


def areas(found: DataFrame) -> PrintedTable:
    """The shares in England and London, year by year: what happened everywhere."""
    rows = of_kind(found, "share")
    years = sorted(rows["when"].unique())[-8:]
    lines = []
    for (subject, area), of_one in rows.groupby(["subject", "reading"], sort=False):
        by_year = of_one.set_index("when")["estimate"]
        cells = {year: f"{100 * by_year[year]:.1f}%" if year in by_year else "–" for year in years}
        lines.append({"Share": f"{OUTCOMES[subject].name}, {area}", **cells})
    notes = tuple(
        f"{OUTCOMES[subject].name}: out of {MEASURES[OUTCOMES[subject].whole]}."
        for subject in rows["subject"].unique()
    )
    caption = "What happened everywhere: shares by the year ended in March"
    return PrintedTable("context-areas", caption, lines, rows, notes)


def designs(weighed: DataFrame) -> PrintedTable:
    """How much other authorities differ under each design that was weighed."""
    lines = [
        {
            "Outcome": OUTCOMES[row.subject].name,
            "Years and donors": row.reading,
            "Donors": f"{row.n:.0f}",
            "A donor's change varies by": f"{row.estimate:.2f}",
        }
        for row in weighed.itertuples()
    ]
    note = (
        "“Varies by” is the standard deviation of a log odds ratio over authorities that never"
        " joined: the smaller, the more can be seen."
    )
    caption, words_ = (
        "What the design was chosen by, without a look at the members",
        "Years and donors",
    )
    return PrintedTable("context-designs", caption, lines, weighed, (note,), (words_,))
