"""Official statistics as printed: what arrived, how members are compared, what that says and what it
cannot.
"""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import CANNOT_TELL
from analysis.show import words
from analysis.show.lookup import by_statistic, ends, index, of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.printed import opening as opened
from analysis.show.refusals import reason
from analysis.show.words import change
from strands.context.declares import LOCKED_ON, MEASURES, OUTCOMES, PLAN

MAIN = "all other authorities"
_READINGS = {
    MAIN: "All other authorities",
    "other London boroughs": "Other London boroughs",
    "joined earlier": "Some began earlier",
    "before anybody joined": "Before anybody joined",
}


def opening(found: DataFrame) -> Paragraphs:
    """The first screen: what arrived, what may be concluded, and what may not."""
    numbers = of_kind(found, "numbers")
    if numbers.empty:
        return opened(none="No release of official statistics came.")
    return opened(
        (
            f"**What arrived.** {numbers['x'].sum():,.0f} of {numbers['n'].sum():,.0f} numbers of"
            f" {len(numbers)} kinds, of authorities in England, for the years that ended in March"
            f" {numbers['low'].min():.0f} to {numbers['high'].max():.0f}."
        ),
        f"**What may be concluded.** {_concluded(found)}",
        (
            "**What may not.** These numbers are of all children, or of all assessments that name"
            " domestic abuse, not of those the programme worked with. Authorities that never joined"
            " are not untouched: the approach is used elsewhere too, and neighbours resemble each"
            " other. The pandemic lies between before and since. A rise of domestic abuse that is"
            " named may be what the programme wants. From April 2025 on a national reform reaches"
            " every authority, and later years have nothing to be compared with."
        ),
    )


def _concluded(found: DataFrame) -> str:
    said = of_kind(found, "verdict")
    if said.empty:
        return "Nothing: no outcome could be compared."
    named = {}
    for row in said.itertuples():
        named.setdefault(row.verdict, []).append(_lower(OUTCOMES[row.subject].name))
    told = "; ".join(f"{verdict} for {words.listed(names)}" for verdict, names in named.items())
    if [*named] == [CANNOT_TELL]:
        told = (
            f"{words.count(len(said), 'outcome')} tested, none of which can be told from no change"
        )
    return (
        f"{words.titled(told)}, compared with other authorities; @tbl:context-changes says what could"
        " have been seen."
    )


def plan(found: DataFrame) -> Paragraphs:
    """How members are compared, laid down beforehand; and that it was changed, where it was."""
    row = by_statistic(found).get("plan")
    if row is None:
        return Paragraphs(())
    kept = row["estimate"] == 1
    about = (
        f"The plan was locked on {LOCKED_ON} (sha256 {row['note'][:12]}). What had been released by"
        " that day could be seen by whoever wrote it; what is released later could not."
        if kept
        else (
            f"**Deviation.** The plan is not the one that was locked on {LOCKED_ON}: it was edited"
            f" afterwards (sha256 now {row['note'][:12]}), when the members' numbers could be seen."
            " Nothing here is a planned result."
        )
    )
    return Paragraphs(
        (
            (
                "**How members are compared.** For each member: the mean log odds of the years from"
                " joining on less that of the years before, less the median of the same over all"
                " other authorities that never joined and have every year"
                f" ({PLAN.first} to {PLAN.last}). One authority has one vote. The mean over the"
                " members is ranked among the means of as many other authorities, drawn"
                f" {PLAN.draws:,} times and given the same years of joining."
            ),
            (
                "**Chosen blind.** Outcome, donors and years were chosen by how much the other"
                " authorities differ among themselves (@tbl:context-designs), which needs no member's"
                f" number. {about}"
            ),
        )
    )


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


def sentences(found: DataFrame) -> Paragraphs:
    """One sentence an outcome tested, by one rule for rises and falls; then what breaks."""
    return Paragraphs((*_sentences(found), *_moved_before(found), *_broken(found)))


def _sentences(found: DataFrame) -> Iterator[str]:
    for row in of_kind(found, "verdict").itertuples():
        said = index(_main(found, row.subject))
        outcome, mean = OUTCOMES[row.subject], said["change"]
        members = words.count(mean["n"], "member")
        low, high = change(mean["low"]), change(mean["high"])
        if row.verdict == CANNOT_TELL:
            told = (
                f"Since the {members} joined, the odds of it have changed by anything from {low} to"
                f" {high}, compared with {mean['x']:.0f} other authorities. {_least(said['change_detectable'])}"
            )
        else:
            stands = said["change_p_holm"]["estimate"] < 0.05
            told = (
                f"Since the {members} joined, the odds of it show {change(mean['estimate'])},"
                f" compared with {mean['x']:.0f} other authorities (95% interval: {low} to {high}). After"
                f" allowing for {words.count(len(PLAN.tested), 'outcome')} tested (Holm) it"
                f" {'stands' if stands else 'does not stand'}.{_rests_on(found, row.subject)}"
            )
        told += f" A rise may mean {outcome.may_mean}.{_absent(found, row.subject)}"
        yield f"**{outcome.name}: {row.verdict}.** {told}"


def _absent(found: DataFrame, subject: str) -> str:
    """Which members are in no mean, and why."""
    rows = of_kind(found[found["subject"] == subject], "absent")
    if rows.empty:
        return ""
    names = words.listed([borough_name(key) for key in rows["borough"]])
    return f" {names}: in no mean, as there is {rows['note'].iloc[0]}."


def _moved_before(found: DataFrame) -> Iterator[str]:
    """Counts that doubled, or halved, before a member joined: none of that can be an effect."""
    rows = of_kind(found[found["subject"].isin(_COUNTED)], "before_joining")
    moved = rows[(rows["estimate"] >= 2) | (rows["estimate"] <= 0.5)]
    told = [
        f"{borough_name(row.borough)} counted {_lower(OUTCOMES[row.subject].name)} {row.x:,.0f} times of"
        f" {row.low:,.0f} and then {row.n:,.0f} of {row.high:,.0f} (years to March {row.note})"
        for row in moved.itertuples()
    ]
    if told:
        yield f"**What moved before joining is no effect.** {words.listed(told)}."


# The outcomes whose counts are told, of those that are tested only less other factors.
_COUNTED = ("da_parent", "re_referral", "second_plan")


def _main(found: DataFrame, subject: str) -> DataFrame:
    mine = found["subject"].eq(subject) & found["reading"].eq(MAIN) & found["borough"].eq("")
    return found[mine]


def _least(row: Series) -> str:
    return words.sentence(
        words.would_show((change(row["low"]), change(row["high"])), "sets of authorities")
    )


def _rests_on(found: DataFrame, subject: str) -> str:
    """The members without whom it could not be told from chance."""
    fewer = of_kind(found[found["subject"] == subject], "without_member")
    lost = fewer[(fewer["low"] <= 1) & (fewer["high"] >= 1)]
    if lost.empty:
        return ""
    names = words.listed([borough_name(key) for key in lost["borough"]], "or")
    return f" Without {names} it could not be told from chance."


def _broken(found: DataFrame) -> Iterator[str]:
    """Which series break, and that nothing is said of them."""
    for row in of_kind(found, "broken").itertuples():
        yield (
            f"**{borough_name(row.borough)}, {_lower(OUTCOMES[row.subject].name)}: no answer.** The"
            f" series has no number between {row.x:.0f} and {row.n:.0f} and goes on with odds"
            f" ×{row.estimate:.2f} what they were, beside others; of the other authorities the middle"
            f" 99% lie between ×{row.low:.2f} and ×{row.high:.2f}. A jump like that over missing years is"
            " taken for another way of recording, not for another practice: the borough is left out of"
            " this outcome."
        )


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]


def changes(found: DataFrame) -> PrintedTable:
    """The members' mean change of each outcome tested, and what could have been seen."""
    lines, subjects = [], of_kind(found, "verdict")["subject"]
    for subject in subjects:
        said = index(_main(found, subject))
        least, noise = said["change_detectable"], said["over_binomial"]["estimate"]
        lines.append(
            {
                "Outcome": OUTCOMES[subject].name,
                "Members, others": f"{said['change']['n']:.0f}, {said['change']['x']:.0f}",
                "Change of odds (95% interval)": words.times(*ends(said["change"])),
                "Would show in 80 of 100": words.least(least["low"], least["high"]),
                "p": words.number(said["change_p"]["estimate"], 3),
                "p (Holm)": words.number(said["change_p_holm"]["estimate"], 3),
                "Times as variable as sampling": f"{noise:.0f}",
            }
        )
    notes = (
        "Intervals come from how much other authorities differ, which is many times what sampling"
        " would make them differ: a binomial interval would be far too narrow.",
    )
    caption = "Since joining, beside all other authorities"
    rows = found[found["subject"].isin(subjects) & found["reading"].eq(MAIN)]
    return PrintedTable("context-changes", caption, lines, rows, notes)


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
        " did, as if all had joined two years earlier: nothing should show. A placebo is an outcome the programme has nothing to do with.",
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


def by_member(found: DataFrame) -> Iterator[Block]:
    """Each outcome tested, member by member in order of joining, beside its own donors."""
    for subject in of_kind(found, "verdict")["subject"]:
        rows = found[(found["subject"] == subject) & found["borough"].ne("")]
        lines = []
        for borough, of_one in rows.groupby("borough", sort=False):
            said, trial = (
                index(of_one[of_one["reading"] == reading])
                for reading in (MAIN, "before anybody joined")
            )
            if "member_change" not in said:
                continue
            without = said.get("without_member")
            lines.append(
                {
                    "Borough": borough_name(borough),
                    "Joined in the year to March": f"{said['member_change']['x']:.0f}",
                    "Change of odds": f"×{said['member_change']['estimate']:.2f}",
                    "p": words.number(said["member_p"]["estimate"], 3),
                    "p (Holm)": words.number(said["member_p_holm"]["estimate"], 3),
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
    noted = of_kind(rows[(rows["note"] != "") & rows["reading"].eq(MAIN)], "member_change")
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


def questions(queries: DataFrame) -> Paragraphs:
    """What could not be read in the releases, as the questions themselves say it."""
    asked = [f"- {row.question} {row.effect}" for row in queries.itertuples()]
    return Paragraphs(("**What could not be read.**", "\n".join(asked)) if asked else ())


def compared() -> Heading:
    """Where the members stand beside other authorities."""
    return Heading("context-since", "Since joining, beside other authorities")


def how() -> Heading:
    """Where the plan stands."""
    return Heading("context-how", "How members are compared")


def members_heading() -> Heading:
    """Where each member stands."""
    return Heading("context-members", "Member by member")


def everywhere() -> Heading:
    """Where England and London stand."""
    return Heading("context-everywhere", "What happened everywhere")
