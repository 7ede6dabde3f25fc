"""Cases for a learning review, drawn from a borough's list of closed cases and put on record; a
draw stands.
"""

import datetime as dt
import re
from collections.abc import Iterator

from pandas import DataFrame

from analysis import store
from analysis.declare.boroughs import BOROUGH_KEYS, BOROUGHS, Borough
from analysis.declare.kept import last_day
from analysis.declare.periods import PERIODS, quarter_label
from analysis.declare.periods import period as period_called
from analysis.declare.sampling import ARMS, AS, DRAWN, KINDS, file_of, placed, sample, seed_of
from analysis.declare.table import InputError
from analysis.store.inert import csv_text


def draw(
    borough: str, quarter: str, date: str, period: str = "", seed: str = "", size: int = DRAWN
) -> list[str]:
    """Draw the cases of a borough's quarter, write them to data/raw/<period>/samples, and say what
    was drawn.

    `date` is when it is drawn, `period` by default the one the quarter lies in, and `seed` is made
    of what is drawn for. InputError for a borough or quarter nobody knows, for what is no date or
    has not come, without a list of closed cases, or where another draw is on record.
    """
    if last_day(date) and date > dt.date.today().isoformat():
        raise InputError(f"{date} has not come yet: a draw is noted on its day, or after it")
    if size < 1:
        raise InputError(f"an arm of {size} cannot be drawn: give at least 1")
    member, (key, named) = _borough(borough), _quarter(quarter, period)
    frame = _frame(member, key)
    cases = placed(frame)
    mine = cases[cases["quarter"] == named]
    eligible = {arm: list(mine.loc[mine["arm"] == arm, "case"]) for arm in ARMS}
    where = f"{member.name}, {quarter_label(named)}"
    if mine.empty:
        raise InputError(f"{where}: its list has no case closed then, so there is nothing to draw")
    if not any(eligible.values()):
        why = f"none of the {len(mine)} closed cases is of an arm"
        raise InputError(f"{where}: {why}, so there is nothing to draw")
    files = sorted(set(frame["file"]))
    about = {
        "borough": member.key,
        "period": key,
        "quarter": named,
        "seed": seed or seed_of(key, member.key, named),
        "frame": "; ".join(files),
        "sha256": _fingerprints(key, files),
        "drawn_on": date,
    }
    drawn = sample(eligible, size, **about)
    written = _written(key, file_of(member.key, named), drawn)
    return [
        f"{where}: {len(mine)} closed cases, seed '{about['seed']}'",
        *_told(drawn, eligible, size),
        *_left(cases, mine),
        written,
    ]


def _borough(named: str) -> Borough:
    """The member somebody names by its key, its name or another it goes by."""
    for borough in BOROUGHS:
        if _plain(named) in map(_plain, (borough.key, borough.name, *borough.aliases)):
            return borough
    raise InputError(f"no borough '{named}': known are {', '.join(BOROUGH_KEYS)}")


def _quarter(named: str, period: str) -> tuple[str, str]:
    """The period and the quarter somebody names, like `2025Q2` or `Apr-Jun 2025`."""
    within = [period_called(period)] if period else PERIODS
    for declared in within:
        for quarter in declared.quarters:
            if _plain(named) in (_plain(quarter), _plain(quarter_label(quarter))):
                return declared.key, quarter
    where = f"in {period}" if period else "in any period"
    last = within[-1]
    some = f"; the quarters of {last.key} are {', '.join(last.quarters)}" if last.quarters else ""
    raise InputError(f"no quarter '{named}' {where}{some}")


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _frame(member: Borough, period: str) -> DataFrame:
    """The list of closed cases of a borough as it was cleaned."""
    closed = store.read("reviews", "closed_cases", up_to=period)
    mine = closed[(closed["borough"] == member.key) & (closed["period"] == period)]
    if mine.empty:
        raise InputError(
            f"{member.name} has no list of closed cases for {period}: receive it, then run "
            f"`dvc repro cleaning-reviews-{period}`"
        )
    return mine.assign(file=[file.removeprefix(f"{period}/") for file in mine["file"]])


def _fingerprints(period: str, files: list[str]) -> str:
    known = store.received(period).set_index("file")["sha256"]
    if gone := [file for file in files if file not in known.index]:
        raise InputError(
            f"the list was read from {gone[0]}, which data/raw/{period}/received.csv no longer"
            f" names: run `dvc repro cleaning-reviews-{period}`"
        )
    return "; ".join(known[file] for file in files)


def _written(period: str, file: str, drawn: DataFrame) -> str:
    """Put the draw on record, and say where; nothing is written where it stands there as drawn on
    another day.
    """
    path = store.root() / "data" / "raw" / period / file
    if not path.exists():
        store.put(period, file, csv_text(drawn).encode("utf-8"))
        return f"data/raw/{period}/{file}: written"
    there = store.samples(period)
    borough, quarter = drawn.loc[0, ["borough", "quarter"]]
    same = there[there["borough"].eq(borough) & there["quarter"].eq(quarter)]
    if same.drop(columns="drawn_on").reset_index(drop=True).equals(drawn.drop(columns="drawn_on")):
        return f"data/raw/{period}/{file}: there already, and the same"
    raise InputError(
        f"data/raw/{period}/{file} holds another draw, and a draw stands: read the cases it names."
        " If its list of closed cases was wrong, move that file away, say why in"
        " commentary/reviews.md, and draw again"
    )


def _told(drawn: DataFrame, eligible: dict[str, list[str]], size: int) -> Iterator[str]:
    """What was drawn in each arm, and from how many."""
    for arm, words in ARMS.items():
        whole, cases = len(set(eligible[arm])), drawn[drawn["arm"] == arm].set_index("drawn_as")
        first, reserve = ([*cases.loc[cases.index == kind, "case"]] for kind in AS)
        line = f"  {words}: {len(first)} of {whole}"
        if whole < size:
            line += f" (fewer than {size}: all are taken)"
        if first:
            line += f": {', '.join(first)}"
        yield line + (f"; in reserve {', '.join(reserve)}" if reserve else "")


def _left(cases: DataFrame, mine: DataFrame) -> Iterator[str]:
    """Cases of the quarter in no arm, and lines of the list that could not be placed."""
    between = {arm: mine["arm"].eq(arm).sum() for arm in KINDS if arm not in ARMS}
    if any(between.values()):
        parts = (f"{number} {KINDS[arm]}" for arm, number in between.items())
        yield f"  in no arm: {', '.join(parts)}"
    if open_ := int(((cases["quarter"] == "") | (cases["arm"] == "")).sum()):
        yield (
            f"  on the list and not placed, as a question about them is open: {open_}. Settle it"
            " before drawing"
        )
