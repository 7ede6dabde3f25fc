"""The first page of the hubs: what arrived, which shares moved, drawn, and what may not be made of
them; and what the first page of the report takes from here.
"""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name, members
from analysis.declare.finding import DECREASE, INCREASE, MOVED, VERDICTS, subject
from analysis.declare.outcomes import MEASURED, UNTOLD, evidence, headline
from analysis.declare.periods import period
from analysis.declare.proforma import BETWEEN
from analysis.declare.traced import how_many, of_all
from analysis.show import over_time, words
from analysis.show.lookup import borough_keys, borough_names, nothing_from, of_kind
from analysis.show.printed import Block, Opening, Paragraphs
from analysis.show.printed import opening as opened
from strands.mash.declares import SHARES
from strands.mash.prints import by_month, short

# More panels leave no room for anything else on a page.
_MOST = 6
# Fewer than this have names in a sentence.
_FEW = 4


def opening(found: DataFrame, of_period: str) -> Opening:
    """What arrived, how the changes came out, and what may not be made of them."""
    if found.empty:
        return opened(none="No counts of safeguarding hubs were returned for this period.")
    senders = borough_keys(found)
    of = words.count(len(members(of_period)), "borough")
    return opened(
        (
            "**What arrived.** Monthly counts of contacts, and of those in which domestic abuse (DA)"
            f" was recorded, came from {len(senders)} of {of}: {borough_names(senders)}."
        ),
        f"**Whether shares changed.** {_changed(found, f'months of {period(of_period).label}')}",
        (
            "**What it may mean.** None of these shares is good or bad by itself: @tbl:mash-meaning"
            " says what each may mean."
        ),
        finding=_finding(_verdicts(found)),
        limits=(
            "One year has each season once, so a season and a change look alike, and hubs are not"
            " compared with one another (@tbl:mash-refused)."
        ),
    )


def behind(found: DataFrame, of_period: str) -> Iterator[Block]:
    """Whom nothing came from, and how many changes were tested."""
    if len(found):
        tests = over_time.tests_of(found)["estimate"]
        nothing = nothing_from(borough_keys(found), of_period)
        counts = "How many contacts come is shown and not tested."
        yield Paragraphs((f"Changes tested: {tests:.0f}. {counts}{nothing}",))


def _verdicts(found: DataFrame) -> Series:
    return of_kind(found, "verdict")["verdict"].map(lambda one: of_all(one or words.KEPT, [one]))


def _changed(found: DataFrame, over: str) -> str:
    """How often each verdict was given, of all shares, those withheld among them."""
    verdicts = _verdicts(found)
    kept = how_many(verdicts[verdicts.eq(words.KEPT)])
    said = (words.verdicts(verdicts, "for"), f"{words.KEPT} for {kept}" * bool(kept))
    shares = words.count(how_many(verdicts), "share")
    return f"Of {shares} of contacts over the {over}: {'; '.join(filter(None, said))}."


def _finding(verdicts: Series) -> str:
    """How many shares moved which way, a fall and a rise alike; and of how many that is withheld."""
    often = {key: how_many(rows) for key, rows in verdicts.groupby(verdicts)}
    kept = often.get(words.KEPT, 0)
    if kept == len(verdicts):
        return "whether any share of contacts changed is withheld"
    of = words.count(how_many(verdicts), "share")
    moved = [
        words.outcome({f"{often[key]}": key}) for key in VERDICTS if key in MOVED and key in often
    ]
    said = f"of {of} {words.listed(moved)}" if moved else f"none of {of} is known to have changed"
    return said + (f"; {kept} {'is' if kept == 1 else 'are'} withheld" if kept else "")


def chart(found: DataFrame, source: str) -> Iterator[Block]:
    """The shares that moved, either way, in order of joining; of many those least likely by
    chance.
    """
    keyed = found.assign(subject=[*map(subject, found["borough"], found["subject"])])
    verdicts = of_kind(keyed, "verdict")
    moved = verdicts[verdicts["verdict"].isin(MOVED)]
    if moved.empty:
        return
    chance = of_kind(keyed, "p").set_index("subject")["estimate"]
    least = moved["subject"].map(chance).sort_values(kind="stable").index[:_MOST]
    drawn = moved.loc[sorted(least)]
    names: dict[str, list[str]] = {}
    panels = {}
    for row in drawn.itertuples():
        borough, share = row.subject.split(BETWEEN)
        name, verdict = borough_name(borough), row.verdict
        names.setdefault(verdict, []).append(f"{short(share)} in {name}")
        panels[row.subject] = name, SHARES[share][0], verdict
    said = [words.outcome({words.listed(names[key]): key}) for key in VERDICTS if key in names]
    most = "" if len(drawn) == len(moved) else f"Of {len(moved)} the least likely by chance: "
    yield by_month(
        "mash-moved",
        f"{most}{'; '.join(said)}",
        f"{words.count(len(panels), 'line chart')} of shares by month.",
        keyed,
        panels,
        source,
    )


def _standing(found: DataFrame) -> str:
    """Which shares moved for all tests allowed for, and how, by name where they are few; and whether
    that was planned beforehand.
    """
    held = of_kind(found, "p (Holm)")
    held = held[held["estimate"].lt(0.05)].merge(
        of_kind(found, "verdict")[["borough", "subject", "verdict"]],
        on=["borough", "subject"],
        suffixes=("_", ""),
    )
    held = held[held["verdict"].isin(MOVED)]
    if len(held) not in range(1, _FEW):
        return words.beyond_chance(len(held))
    said = []
    for verdict, rows in held.groupby("verdict", sort=False):
        names = [
            f"{short(row.subject)} in {borough_name(row.borough)}" for row in rows.itertuples()
        ]
        unplanned = " (not planned beforehand)" * (verdict not in (DECREASE, INCREASE))
        said.append(words.outcome({words.listed(names): verdict}) + unplanned)
    return f"it remains that {words.listed(said)}; none of these shares is an agreed outcome"


def glance(found: DataFrame) -> Iterator[dict]:
    """What the first page takes from here: how the shares over the months came out."""
    told = {*_verdicts(found)} - {words.KEPT}
    if told:
        known = MEASURED if told & {DECREASE, INCREASE} else UNTOLD
        yield evidence("mash", known, _changed(found, "months"))
        verdicts, tests = _verdicts(found), of_kind(found, "tests")["estimate"].sum()
        of = f"share{'s' * (len(verdicts) > 1)} of contacts at safeguarding hubs"
        stands = ""
        if tests and told & {*MOVED}:
            stands = f"; after allowing for {words.count(tests, 'test')}, {_standing(found)}"
        yield headline(f"{words.counted(verdicts, of)}{stands}.")
