"""Official statistics in words: what arrived, how members are compared, what that says and what it
cannot.
"""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import CANNOT_TELL, DECREASE, INCREASE, MOVED
from analysis.declare.outcomes import MEASURED, UNTOLD, evidence, headline, verdict
from analysis.declare.traced import how_many
from analysis.show import words
from analysis.show.lookup import by_statistic, index, of_kind
from analysis.show.printed import Heading, Opening, Paragraphs
from analysis.show.printed import opening as opened
from analysis.show.words import change
from strands.context.declares import ENGLAND, LOCKED_ON, OUTCOMES, PLAN, PRETENDED


def opening(found: DataFrame, origin: str) -> Opening:
    """The first page: where the numbers come from, as their `origin` says, and what may be
    concluded.
    """
    if of_kind(found, "numbers").empty:
        return opened(none="No release of official statistics came.")
    judged = of_kind(found, "verdict")
    finding, told = "no outcome could be compared", "No outcome could be compared."
    if len(judged):
        finding = f"beside other authorities, {_headed(found)}"
        told = (
            f"Of {words.count(how_many(judged['verdict']), 'outcome')}: {words.verdicts(judged['verdict'])}"
            f"{_standing(found)} (@tbl:context-changes)."
        )
    return opened(
        origin,
        f"**Since joining, beside other authorities.** {told}",
        finding=finding,
        limits=(
            "These numbers are of all children, or of all assessments that name domestic abuse, not of"
            " those the programme worked with, and the pandemic lies between before and since."
        ),
    )


def glance(found: DataFrame) -> Iterator[dict]:
    """What the first page takes from here: how the outcomes came out beside other authorities, and
    what is known of domestic abuse in assessments.
    """
    judged = of_kind(found, "verdict")
    for row in judged.itertuples():
        name = _lower(OUTCOMES[row.subject].name)
        yield verdict(f"context/{row.subject}", f"{name}, beside other authorities", row.verdict)
        if row.subject in _ASSESSED:
            known = MEASURED if row.verdict in (DECREASE, INCREASE) else UNTOLD
            told = f"Beside other authorities, {name}: {row.verdict}."
            yield evidence("identification", known, told)
    if len(judged):
        yield headline(f"Beside authorities that never joined, {_headed(found)}{_standing(found)}.")


def _headed(found: DataFrame) -> str:
    judged = of_kind(found, "verdict")
    named = {_lower(OUTCOMES[row.subject].name): row.verdict for row in judged.itertuples()}
    return words.headed(named, "outcomes")


def _standing(found: DataFrame) -> str:
    """How many of the changes stand; nothing where nothing moved."""
    tests = of_kind(found, "change_p_holm")["estimate"]
    if not of_kind(found, "verdict")["verdict"].isin(MOVED).any():
        return ""
    return f"; {words.beyond_chance(how_many(tests[tests < 0.05]))}, {words.count(how_many(tests), 'test')} allowed for"


def behind(found: DataFrame) -> Paragraphs:
    """What arrived and what did not, what was not compared, and what else bears on a comparison."""
    numbers = of_kind(found, "numbers")
    if numbers.empty:
        return Paragraphs(())
    lost = set(PLAN.tested) - set(of_kind(found, "verdict")["subject"])
    names = words.listed([_lower(OUTCOMES[key].name) for key in PLAN.tested if key in lost])
    not_compared = f"**Not compared**, with the reason under @tbl:context-otherwise: {names}."
    return Paragraphs(
        (
            (
                f"**What arrived.** {numbers['x'].sum():,.0f} of {numbers['n'].sum():,.0f} numbers of"
                f" {len(numbers)} kinds, of authorities in England, for the years that ended in March"
                f" {numbers['low'].min():.0f} to {numbers['high'].max():.0f}. The other"
                f" {numbers['n'].sum() - numbers['x'].sum():,.0f} are not available, suppressed,"
                " unreliable or do not apply; nothing stands in for them."
            ),
            *[not_compared] * bool(lost),
            (
                "**What else bears on it.** Authorities that never joined may work in this way too: the"
                " approach is used elsewhere, and neighbours resemble each other. A rise of domestic"
                " abuse that is named may be what the programme wants. From April 2025 on a national"
                " reform reaches every authority, and later years have nothing to be compared with."
            ),
        )
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
                f" ({PLAN.first} to {PLAN.last}). “Less other factors” takes off the mean log odds of"
                " mental health, alcohol and drugs of parents in the same assessments, so that what moves"
                " all recording moves nothing. One authority has one vote. The mean over the"
                " members is ranked among the means of as many other authorities, drawn"
                f" {PLAN.draws:,} times and given the same years of joining."
            ),
            (
                "**Chosen blind.** Outcome, donors and years were chosen by how much the other"
                " authorities differ among themselves (@tbl:context-designs), which needs no member's"
                f" number. Donors are the other authorities that members are compared with. {about}"
            ),
        )
    )


def sentences(found: DataFrame) -> Paragraphs:
    """One sentence an outcome tested, by one rule for rises and falls; then what breaks."""
    return Paragraphs((*_sentences(found), *_moved_before(found), *_broken(found)))


def _sentences(found: DataFrame) -> Iterator[str]:
    for row in of_kind(found, "verdict").itertuples():
        said = index(main(found, row.subject))
        outcome, mean = OUTCOMES[row.subject], said["change"]
        members = words.count(mean["n"], "member")
        low, high = change(mean["low"]), change(mean["high"])
        since = f"Since the {members} joined, up to March {mean['note']}, the odds of it"
        if row.verdict == CANNOT_TELL:
            told = (
                f"{since} have changed by anything from {low} to {high}, compared with"
                f" {mean['x']:.0f} other authorities. {_least(said['change_detectable'])}"
            )
        else:
            is_told = said["change_p_holm"]["estimate"] < 0.05
            told = (
                f"{since} show {change(mean['estimate'])}, compared with {mean['x']:.0f} other"
                f" authorities (95% interval: {low} to {high}). After allowing for"
                f" {words.count(len(PLAN.tested), 'outcome')} tested it"
                f" {'can still' if is_told else 'can no longer'} be distinguished from chance.{_rests_on(found, row.subject)}"
            )
        told += (
            f" A rise may mean {outcome.may_mean}; a fall, the reverse."
            f"{_absent(found, row.subject)}{_moved_in_trial(found, row.subject)}"
        )
        yield f"**{outcome.name}: {row.verdict}.** {told}"


def main(found: DataFrame, subject: str) -> DataFrame:
    """The findings of an outcome that its verdict rests on: all members beside all other
    authorities.
    """
    mine = found["subject"].eq(subject) & found["reading"].eq(ENGLAND) & found["borough"].eq("")
    return found[mine]


def _moved_in_trial(found: DataFrame, subject: str) -> str:
    """That something showed where nothing should, before anybody had joined."""
    mine = found[found["subject"].eq(subject) & found["reading"].eq(PRETENDED)]
    trial = index(mine[mine["borough"] == ""])
    if "change_p" not in trial or trial["change_p"]["estimate"] >= 0.05:
        return ""
    return (
        f" The members had moved otherwise before anybody joined too ({change(trial['change']['estimate'])}"
        " in the trial of @tbl:context-otherwise): what is seen since may be more of the same."
    )


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
        yield (
            "**What moved before joining is no effect.** Counts that at least doubled, or halved, from the"
            f" first year released to the last before joining: {words.listed(told)}."
        )


# The outcomes whose counts are told, of those that are tested only less other factors.
_COUNTED = ("da_parent", "re_referral", "second_plan")
# The outcomes that tell of domestic abuse in assessments.
_ASSESSED = ("da_parent_net", "da_parent", "da_child")


def _least(row: Series) -> str:
    return words.sentence(
        words.would_show((change(row["low"]), change(row["high"])), "sets of authorities")
    )


def _rests_on(found: DataFrame, subject: str) -> str:
    """The members without whom it could be chance."""
    fewer = of_kind(found[found["subject"] == subject], "without_member")
    lost = fewer[(fewer["low"] <= 1) & (fewer["high"] >= 1)]
    if lost.empty:
        return ""
    names = words.listed([borough_name(key) for key in lost["borough"]], "or")
    return f" Without {names} it could be chance."


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
