"""Learning reviews as printed: rounds, the frame, what was said by band and principle, and what so
few cases show.
"""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.finding import subject, with_parts
from analysis.declare.periods import period, quarter_label
from analysis.declare.sampling import ARMS
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import rows_with
from analysis.declare.traced import cell_keys, how_many, traced
from analysis.show import printed
from analysis.show.lookup import of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.refusals import unanswered
from analysis.show.shares import percent
from analysis.show.words import count, listed, sentence, symbols, titled
from strands.reviews.declares.reviews import (
    BANDS,
    NOT_REPORTED,
    PRINCIPLES,
    SEEN,
    WHERE,
    boroughs_in,
)
from strands.reviews.prints.phrases import phrases

# The words of the scale as they stand in a cell.
_SHORT = {"seen": "seen", "in_places": "in places", "weak": "weak or missing"}
_MARKS = (
    "Boroughs in order of joining. A full mark: seen; half a mark: in places; an empty mark: weak or"
    " missing. A mark stands for one or more statements that say the same; two marks in one place come"
    " from different statements."
)
_UNKNOWN = SYMBOLS["not_returned"]
_KEPT_OUT = (
    "No extract of a case file is reproduced, and a borough's name never stands beside one"
    " professional's role: either could point to a family or to a person."
)


def opening(rounds: DataFrame, seen: DataFrame, found: DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what was reported, what was not, and what may not be made of it."""
    rounds, statements = (rows[rows["period"] == of_period] for rows in (rounds, seen))
    if rounds.empty and statements.empty:
        return printed.opening(none="No learning reviews were reported for this period.")
    numbers = of_kind(found[found["when"] == of_period], "rounds")
    known = numbers[numbers["refused"] == ""]
    told = [f"{borough_name(row.borough)} held {row.x:.0f}" for row in known.itertuples()]
    if unknown := len(numbers) - len(known):
        told.append(f"no number was published for {count(unknown, 'borough')}")
    return printed.opening(
        (
            f"**What was reported.** {count(len(statements), 'statement')} on"
            f" {count(len(PRINCIPLES), 'principle')} of practice in"
            f" {count(statements['borough'].nunique(), 'borough')} in"
            f" {period(of_period).label}."
        ),
        f"**Rounds.** {'; '.join(told)}." if told else "",
        finding=_finding(statements),
        limits=(
            "What training or consultations did, what changed from round to round, or how one borough"
            " stands beside another, as statements are words and not counts of cases"
            " (@tbl:reviews-refused)."
        ),
    )


def _finding(statements: DataFrame) -> str:
    """How many statements there are of each phrase."""
    if statements.empty:
        return "rounds were held, and no statement on practice was reported"
    told = traced(statements, cell_keys("reviews", statements), "seen")["seen"]
    often = [how_many(told[told == key]) for key in _SHORT]
    seen, *others = [
        f"{number} {short}" for number, short in zip(often, _SHORT.values(), strict=True)
    ]
    said = listed([seen.replace(" ", " say ", 1), *others])
    return f"of {count(how_many(told), 'statement')} on practice, {said}"


def figure(seen: DataFrame, of_period: str, source: str) -> Iterator[PrintedFigure]:
    """The phrases on each principle, a column a borough in order of joining; nothing without any."""
    statements = seen[seen["period"] == of_period]
    if statements.empty:
        return
    boroughs = [key for key in BOROUGH_KEYS if any(key in boroughs_in(b, of_period) for b in BANDS)]
    told = {
        titled(says): {
            borough_name(key): _phrases(rows_with(statements, principle=principle, borough=key))
            for key in boroughs
        }
        for principle, says in PRINCIPLES.items()
    }
    drawn = DataFrame(
        {name: "; ".join(said) or NOT_REPORTED for name, said in cells.items()}
        for cells in told.values()
    )
    drawn.insert(0, "Principle", list(told))
    parts = [
        f"{row['Principle']}: {'; '.join(f'{name} {said}' for name, said in row[1:].items())}."
        for _, row in drawn.iterrows()
    ]
    yield PrintedFigure(
        "reviews-seen",
        titled(_finding(statements)),
        " ".join(parts),
        partial(phrases, told, NOT_REPORTED, f"{source} {_MARKS}"),
        drawn,
    )


def _phrases(statements: DataFrame) -> list[str]:
    """The phrases that were used, each once, in the order of the scale."""
    used = set(statements["seen"])
    return [short for key, short in _SHORT.items() if key in used]


def held(rounds: DataFrame, of_period: str) -> Iterator[Block]:
    """The rounds of each borough, as far as they were told apart."""
    yield Heading("reviews-rounds", "Rounds of reviews")
    rows = rounds[rounds["period"] == of_period]
    rows = rows.sort_values("borough", key=lambda keys: keys.map(BOROUGH_KEYS.index), kind="stable")
    lines = [
        {
            "Borough": borough_name(row["borough"]),
            "Round": _number(row["round"], row["status"]),
            "Quarter": quarter_label(row["quarter"]) if row["quarter"] else _UNKNOWN,
            "What was particular": row["remark"] or "–",
        }
        for _, row in rows.iterrows()
    ]
    yield PrintedTable(
        "reviews-rounds",
        "Rounds of learning reviews",
        lines,
        rows,
        (*_symbols(rows, rows["quarter"] == ""), "–: nothing particular was said."),
        ("Round", "Quarter", "What was particular"),
    )


def frame(arms: DataFrame, found: DataFrame, of_period: str) -> PrintedTable:
    """How many cases a round each arm was to have, where from, and for how long; how many of them
    were reviewed, as found.
    """
    rows = arms[arms["period"] == of_period]
    reviewed = rows_with(found, statistic="cases reviewed", when=of_period)
    rows = rows.assign(reviewed=rows["arm"].map(reviewed.set_index("subject")["x"]))
    lines = [
        {
            "Worker": titled(ARMS[row["arm"]]),
            "Cases a round, as agreed": _number(row["count"], row["status"]),
            "Cases reviewed": _number(row["reviewed"], "not_returned"),
            "Taken from": row["selected"],
            "Kept to": row["kept"],
        }
        for _, row in rows.iterrows()
    ]
    return PrintedTable(
        "reviews-frame",
        "The frame agreed for choosing cases",
        lines,
        rows,
        _symbols(rows, rows["reviewed"].isna()),
        ("Taken from", "Kept to"),
    )


def _number(number, status: str) -> str:
    return SYMBOLS[status] if pd.isna(number) else f"{number:.0f}"


def _symbols(rows: DataFrame, is_unknown: Series) -> tuple[str, ...]:
    """What the symbols in a table mean: those of its rows, and of what nobody told."""
    unknown = {"not_returned"} if is_unknown.any() else set()
    return symbols(set(rows["status"]) | unknown)


def by_band(seen: DataFrame, found: DataFrame, of_period: str) -> Iterator[Block]:
    """What was said of each principle: a table a band, so that boroughs stand beside those of like
    standing.
    """
    yield Heading("reviews-seen", "What was seen, by principle")
    statements = seen[seen["period"] == of_period]
    told_by = of_kind(found[found["when"] == of_period], "boroughs with a report")
    reports = {row.subject: f"{row.x:.0f} of {row.n:.0f}" for row in told_by.itertuples()}
    for band, name in BANDS.items():
        members = boroughs_in(band, of_period) if len(statements) else []
        of_band = statements[statements["borough"].isin(members)]
        lines = []
        for key, says in PRINCIPLES.items() if members else ():
            line, on_principle = {"Principle": titled(says)}, of_band[of_band["principle"] == key]
            for borough in members:
                cell = _cell(on_principle[on_principle["borough"] == borough])
                line[borough_name(borough)] = cell
            lines.append(line | {"Reports": reports[subject(band, key)]})
        yield PrintedTable(
            f"reviews-{band}",
            f"What was seen in the {name} boroughs, in one of three phrases",
            lines,
            of_band,
            _reading(band),
            tuple(map(borough_name, members)),
        )


def _cell(statements: DataFrame) -> str:
    """The statements of one borough on one principle: `weak or missing (round 1, across all); seen
    (round 2)`.
    """
    where: dict[str, list[str]] = {}
    for row in statements.itertuples():
        rounds = row.rounds.split()
        about = [f"round{'s' * (len(rounds) > 1)} {listed(rounds)}"] if rounds else []
        about += [WHERE[row.found_in]] if row.found_in != "unsaid" else []
        where.setdefault(_SHORT[row.seen], []).extend(about and [", ".join(about)])
    told = [word + f" ({'; '.join(places)})" * bool(places) for word, places in where.items()]
    return "; ".join(told) or NOT_REPORTED


def _reading(band: str) -> tuple[str, ...]:
    joined = "in this period" if band == "newer" else "before this period"
    scale = "; ".join(f"{_SHORT[key]}: {says}" for key, says in SEEN.items() if _SHORT[key] != says)
    return (
        (
            f"Boroughs that joined {joined}. {sentence(scale)} A phrase stands for one or more"
            " statements; two phrases for one principle come from different ones."
        ),
        f"“{NOT_REPORTED.capitalize()}”: nobody said either way. Reports: boroughs of which somebody did.",
        "In brackets: the round and whose files, where said, by training and consultation.",
    )


def could_show(found: DataFrame, of_period: str) -> Iterator[Block]:
    """Which differences between two groups of the agreed size are distinguishable from chance."""
    yield Heading("reviews-size", "What groups of this size could have shown")
    found = found[found["when"] == of_period]
    rows, shares = (of_kind(found, what) for what in ("p of a difference", "share of cases"))
    pairs = with_parts(rows, "first", "second").assign(p=rows["estimate"].round(6))
    size = len(shares) - 1
    groups = f"each group of {size}"
    if not (pairs["n"] == 2 * size).all():
        groups = f"groups of {size} and {pairs['n'].iloc[0] - size:.0f}"
    is_more = pairs["first"].astype(int) > pairs["second"].astype(int)
    lines = [
        {
            f"Cases showing the practice in {groups}": ", ".join(
                same["first"] + " and " + same["second"]
            ),
            "p": f"{p:.3f}",
            "At 5%": same["note"].iloc[-1],
        }
        for p, same in pairs[is_more].groupby("p")
    ]
    yield PrintedTable(
        "reviews-size",
        "Which differences between two groups this small are distinguishable from chance",
        lines,
        rows,
        (
            (
                "Boschloo's exact test, two-sided; either group may be the one with more. These"
                " are worked examples, not cases."
            ),
        ),
        ("At 5%",),
    )
    # What the middle one of the possible results would leave open about all cases.
    middle = shares[shares["x"] == len(shares) // 2]
    alone = "**One group alone.** A practice found in"
    yield Paragraphs(tuple(f"{alone} {in_line_with(row)}" for row in middle.itertuples()))


def in_line_with(row) -> str:
    """What `x` of `n` cases, a share with its exact interval, leave open about all."""
    return (
        f"{row.x:.0f} of {row.n:.0f} cases would be in line with {percent(row.low)} to"
        f" {percent(row.high)} of all such cases (exact 95% interval)."
    )


def refused(found: DataFrame, of_period: str) -> Iterator[Block]:
    """What was not computed and why, and what is kept out of print."""
    yield Heading("reviews-limits", "What this cannot tell")
    is_asked = (found["refused"] != "") & (found["statistic"] != "rounds")
    rows = found[is_asked & (found["when"] == of_period)]
    yield unanswered("reviews-refused", "What the reviews cannot tell, and why", rows)
    if len(rows):
        yield Paragraphs((_KEPT_OUT,), box="note")
