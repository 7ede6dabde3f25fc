"""Learning reviews as printed: rounds, the frame, what was said by band and principle, and what so
few cases show.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.cases import ARMS
from analysis.declare.periods import period, quarter_label
from analysis.declare.statuses import SYMBOLS
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from strands.reviews.declares.reviews import BANDS, PRINCIPLES, SEEN, WHERE, boroughs_in

NOT_REPORTED = "not reported"
# The words of the scale as they stand in a cell.
_SHORT = {"seen": "seen", "in_places": "in places", "weak": "weak or missing"}
_KEPT_OUT = (
    "No extract of a case file is reproduced, and a borough's name never stands beside one"
    " professional's role: either could point to a family or to a person."
)


def opening(
    rounds: pd.DataFrame, seen: pd.DataFrame, found: pd.DataFrame, of_period: str
) -> Paragraphs:
    """The first screen: what was reported, what was not, and what may not be made of it."""
    held, said, here = (rows[rows["period"] == of_period] for rows in (rounds, seen, found))
    if held.empty and said.empty:
        return Paragraphs(
            ("**Not received.** No learning reviews were reported for this period.",),
            box="keyfinding",
        )
    numbers = here[here["statistic"] == "rounds"]
    known = [
        f"{borough_name(row.borough)} held {row.estimate:.0f}"
        for row in numbers.itertuples()
        if row.estimate >= 0
    ]
    if unknown := numbers["estimate"].isna().sum():
        known.append(f"no number was published for {words.count(unknown, 'borough')}")
    texts = (
        (
            f"**What was reported.** {words.count(len(said), 'statement')} on"
            f" {words.count(len(PRINCIPLES), 'principle')} of practice in"
            f" {words.count(said['borough'].nunique(), 'borough')} in {_label(of_period)}."
        ),
        f"**Rounds.** {'; '.join(known)}.",
        (
            "**What may not be said.** The statements are words and not counts of cases. Nothing"
            " here is an effect of training or of consultations, a change from round to round, or a"
            " comparison of boroughs; @tbl:reviews-refused says why."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def held(rounds: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """The rounds of each borough, as far as they were told apart."""
    yield Heading("reviews-rounds", "Rounds of reviews")
    mine = rounds[rounds["period"] == of_period]
    order = {key: place for place, key in enumerate(BOROUGH_KEYS)}
    mine = mine.iloc[sorted(range(len(mine)), key=lambda at: order[mine["borough"].iloc[at]])]
    lines = [
        {
            "Borough": borough_name(row.borough),
            "Round": SYMBOLS[row.status] if pd.isna(number) else f"{number}",
            "Quarter": quarter_label(row.quarter) if row.quarter else SYMBOLS["not_returned"],
            "What was particular": row.remark or "–",
        }
        for row, number in zip(mine.itertuples(), mine["round"], strict=True)
    ]
    statuses = set(mine["status"]) | ({"not_returned"} if (mine["quarter"] == "").any() else set())
    yield PrintedTable(
        "reviews-rounds",
        "Rounds of learning reviews",
        pd.DataFrame(lines),
        mine,
        (*words.symbols(statuses), "–: nothing particular was said."),
        ("Round", "Quarter", "What was particular"),
    )


def frame(arms: pd.DataFrame, of_period: str) -> PrintedTable:
    """How many cases a round each arm was to have, where from, and for how long."""
    mine = arms[arms["period"] == of_period]
    lines = [
        {
            "Worker": words.sentence(ARMS[row.arm]).rstrip("."),
            "Cases a round, as agreed": _number(agreed, row.status),
            "Cases reviewed": _number(reviewed, "not_returned"),
            "Taken from": row.selected,
            "Kept to": row.kept,
        }
        for row, agreed, reviewed in zip(
            mine.itertuples(), mine["count"], mine["reviewed"], strict=True
        )
    ]
    statuses = set(mine["status"]) | ({"not_returned"} if mine["reviewed"].isna().any() else set())
    return PrintedTable(
        "reviews-frame",
        "The frame agreed for choosing cases",
        pd.DataFrame(lines),
        mine,
        words.symbols(statuses),
        ("Taken from", "Kept to"),
    )


def _number(number, status: str) -> str:
    return SYMBOLS[status] if pd.isna(number) else f"{number}"


def by_band(seen: pd.DataFrame, found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """What was said of each principle: a table a band, so that boroughs stand beside those of like
    standing.
    """
    yield Heading("reviews-seen", "What was seen, by principle")
    mine = seen[seen["period"] == of_period]
    reports = found[
        (found["statistic"] == "boroughs with a report") & (found["period"] == of_period)
    ]
    for band, name in BANDS.items():
        members = boroughs_in(band, of_period) if len(mine) else []
        lines = [
            _principle_line(key, members, mine, reports[reports["band"] == band])
            for key in PRINCIPLES
            if members
        ]
        yield PrintedTable(
            f"reviews-{band}",
            f"What was seen in the {name} boroughs, in one of three phrases",
            pd.DataFrame(lines),
            mine[mine["borough"].isin(members)],
            _reading(band, of_period),
            tuple(map(borough_name, members)),
        )


def _principle_line(
    principle: str, members: list[str], mine: pd.DataFrame, reports: pd.DataFrame
) -> dict:
    of_all = reports[reports["principle"] == principle]
    cells = {
        borough_name(key): _cell(mine[(mine["borough"] == key) & (mine["principle"] == principle)])
        for key in members
    }
    told = [f"{row.estimate:.0f} of {row.n}" for row in of_all.itertuples()]
    return {
        "Principle": words.sentence(PRINCIPLES[principle]).rstrip("."),
        **cells,
        "Reports": "".join(told),
    }


def _cell(said: pd.DataFrame) -> str:
    """The statements of one borough on one principle: `weak or missing (round 1, across all); seen
    (round 2)`.
    """
    told: dict[str, list[str]] = {}
    for row in said.itertuples():
        rounds = row.rounds.split()
        about = [f"round{'s' * (len(rounds) > 1)} {words.listed(rounds)}"] if rounds else []
        told.setdefault(_SHORT[row.seen], []).append(
            ", ".join(about + ([WHERE[row.found_in]] if row.found_in != "unsaid" else []))
        )
    return (
        "; ".join(
            f"{word} ({'; '.join(filter(None, where))})" if any(where) else word
            for word, where in told.items()
        )
        or NOT_REPORTED
    )


def _reading(band: str, of_period: str) -> tuple[str, ...]:
    joined = "in this period" if band == "newer" else "before this period"
    scale = "; ".join(f"{_SHORT[key]}: {says}" for key, says in SEEN.items() if _SHORT[key] != says)
    return (
        (
            f"Boroughs that joined {joined}. {words.sentence(scale)} Two phrases for one principle"
            " come from different statements."
        ),
        (
            f"“{NOT_REPORTED.capitalize()}” is not “not seen”: nobody said anything either way."
            " Reports: of how many of the boroughs something was said."
        ),
        "In brackets: the round and whose files, where said, by training and consultation.",
    )


def could_show(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """Which differences between two samples of the agreed size could be told from chance."""
    yield Heading("reviews-size", "What samples of this size could have shown")
    rows = found[(found["statistic"] == "p of a difference") & (found["period"] == of_period)]
    pairs: dict[float, list[str]] = {}
    for row in rows.itertuples():
        first, second = map(int, row.cases.split(" v "))
        if first > second:
            pairs.setdefault(round(row.estimate, 6), []).append(row.cases)
    notes = {round(row.estimate, 6): row.note for row in rows.itertuples()}
    lines = [
        {
            "Cases with a practice, arm v arm": ", ".join(pairs[p]),
            "p": f"{p:.3f}",
            "At 5%": notes[p],
        }
        for p in sorted(pairs)
    ]
    yield PrintedTable(
        "reviews-size",
        "Differences that so few cases can and cannot tell from chance",
        pd.DataFrame(lines),
        rows,
        (
            (
                "Boschloo's exact test, two-sided; either arm may be the one with more. No real"
                " case stands behind a line."
            ),
        ),
        ("At 5%",),
    )
    yield Paragraphs(tuple(_share_sentences(found[found["period"] == of_period])))


def _share_sentences(here: pd.DataFrame) -> Iterator[str]:
    """What the middle one of the possible results would leave open about all cases."""
    shares = here[here["statistic"] == "share of cases"]
    for row in shares[shares["cases"] == f"{(len(shares)) // 2}"].itertuples():
        yield (
            f"**One sample alone.** A practice found in {row.cases} of {row.n} cases would be in"
            f" line with {100 * row.low:.0f}% to {100 * row.high:.0f}% of all such cases (exact 95%"
            " interval)."
        )


def refused(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """What was not computed and why, and what is kept out of print."""
    yield Heading("reviews-limits", "What cannot be told")
    rows = found[(found["period"] == of_period) & found["note"].str.startswith("refused")]
    lines = [
        {
            "Asked": words.sentence(row.statistic).rstrip("."),
            "Why not computed": words.sentence(row.note.removeprefix("refused: ")),
        }
        for row in rows.itertuples()
    ]
    yield PrintedTable(
        "reviews-refused",
        "Questions that the reviews cannot answer",
        pd.DataFrame(lines),
        rows,
        words=("Why not computed",),
    )
    if len(rows):
        yield Paragraphs((_KEPT_OUT,), box="note")


def _label(key: str) -> str:
    return period(key).label
