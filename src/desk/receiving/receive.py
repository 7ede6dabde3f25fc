"""Returns filed: each is understood before anything is written, and none is half filed."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.boroughs import borough_name
from analysis.declare.kept import CORRECTIONS, RECEIVED, last_day, latest, received_by
from analysis.declare.periods import PERIODS
from analysis.declare.periods import period as period_called
from analysis.declare.table import InputError
from analysis.read.ask.account import ASKED
from analysis.read.label.names import OUTSIDER, find_borough
from analysis.read.open.parts import parts
from analysis.read.open.workbook import read_workbook
from analysis.read.personal.screen import refuse_name_of_file
from analysis.registry import TABLES
from desk.clearing.waiting import waiting_in
from desk.exchange.naming import place
from desk.opening import content_of
from desk.receiving import grid
from desk.receiving.apart import apart
from desk.receiving.register import STRAND, counted
from desk.receiving.understanding import Empty, Understood, best, first_of, understand

# Told instead of an earlier file: this one stands beside those that share numbers with it.
NOTHING = "none"
# Questions of cleaning that say the file is not what it was sent as: another period's, or another
# borough's; and those that say so where nothing else is in it.
_REFUSED = {"another_period", "boroughs_disagree"}
_OUTSIDE = {"quarter_outside_period", "month_outside_period"}


@dataclass(frozen=True)
class Told:
    """What the person who files returns says of them; empty where nothing was said."""

    period: str = ""
    strand: str = ""
    sender: str = ""
    date: str = ""
    replaces: str = ""


@dataclass(frozen=True)
class Plan:
    """One file as it is going to be filed. `known_as` is the name under which the same bytes were
    filed before.
    """

    source: str
    content: bytes
    understood: Understood | None
    row: dict
    lost: int = 0
    known_as: str = ""
    counted: tuple[str, ...] = ()


def planned(paths: Iterable[Path], told: Told) -> list[Plan]:
    """How each file would be filed. InputError, before anything is written, where one of them
    cannot be.
    """
    _check(told)
    plans: list[Plan] = []
    for path in paths:
        refuse_name_of_file(path.name)
        content = content_of(path)
        # What takes too much ends apart from here; what does not is read once more, and kept.
        apart(_strands_of, path.name, content, told)
        strands = _strands_of(path.name, content, told)
        if strands:
            plans += _by_strand(path.name, content, told, plans, strands)
        else:
            plans.append(_plan(path.name, content, told, plans))
    return plans


def _strands_of(source: str, content: bytes, told: Told) -> list[str]:
    """The strands that a workbook of ours has sheets of; none where it is no such workbook."""
    try:
        held = parts(read_workbook(tidy(source), content))
    except InputError:
        return []  # A project of a coding program, or what its own reading refuses.
    return [strand for strand in held if strand in TABLES and told.strand in ("", strand)]


def _by_strand(
    source: str, content: bytes, told: Told, before: list[Plan], strands: list[str]
) -> list[Plan]:
    """One file filed for each of some strands; those of which it holds nothing are said. InputError
    where it holds nothing of any.
    """
    made: list[Plan] = []
    empty: dict[str, Empty] = {}
    for strand in strands:
        of_strand = told.replaces == NOTHING or told.replaces.startswith(f"{strand}/")
        known = replace(told, strand=strand, replaces=told.replaces if of_strand else "")
        try:
            made.append(_plan(source, content, known, [*before, *made], is_part=True))
        except Empty as error:
            empty[strand] = error
    if not made:
        raise next(iter(empty.values()))
    says = (f"nothing in its sheets, so nothing filed, for: {', '.join(empty)}",) if empty else ()
    return [replace(made[0], counted=says), *made[1:]]


def said(plan: Plan) -> Iterator[str]:
    """What was understood of a file, what was not, and where it goes, line by line."""
    yield plan.source
    if plan.known_as:
        yield f"  the same file was received before, as {plan.known_as}: nothing changes"
        return
    one = plan.understood
    statuses = ", ".join(
        f"{count} {status.replace('_', ' ')}" for status, count in one.statuses.items()
    )
    yield from (f"  {line}" for line in plan.counted)
    yield f"  understood as: {one.about()}"
    yield f"  read: {one.rows} rows{statuses and f' ({statuses})'}"
    yield from grid.lines(one)
    yield f"  questions: {len(one.queries) or 'none'}"
    for asked in one.queries.itertuples():
        yield (f"    {asked.severity}  {place(asked.sheet, asked.cell)}  {asked.question}")
    if len(texts := waiting_in(one.period, one.strand, one.tables)):
        yield f"  texts to clear: {len(texts)}"
    yield (
        f"  to be filed as: data/raw/{one.period}/{plan.row['file']}, received"
        f" {plan.row['received']}"
    )
    if plan.row["replaces"]:
        yield (
            f"  a new vintage: it replaces {plan.row['replaces']}, which stays beside it and is no"
            " longer read"
        )
    if plan.lost:
        yield (
            f"  numbers of the replaced file that are not in this one: {plan.lost}, from now on not"
            " returned"
        )


def file(plans: list[Plan]) -> list[str]:
    """File what was planned, all of it or nothing, and name each file."""
    new = [plan for plan in plans if not plan.known_as]
    periods = dict.fromkeys(plan.understood.period for plan in new)
    with store.changes() as change:
        for period in periods:
            folder = store.root() / "data" / "raw" / period
            if not (folder / "corrections.csv").is_file():
                store.keep(period, CORRECTIONS, CORRECTIONS.empty(), change)
            listed = _listed(period, new)
            _refuse_filed_since(listed)
            store.keep(period, RECEIVED, listed, change)
        for plan in new:
            store.put(plan.understood.period, plan.row["file"], plan.content, change)
    return [f"filed data/raw/{plan.understood.period}/{plan.row['file']}" for plan in new]


def _refuse_filed_since(listed: DataFrame) -> None:
    """InputError where another command filed one of these files, or replaced what one replaces,
    since they were planned.
    """
    twice = listed[listed.duplicated(["sha256", "strand"]) & (listed["origin"] == "supplied")]
    if len(twice):
        raise InputError(f"{twice['file'].iloc[-1]} was filed by another command since")
    received_by(listed, dt.date.today().isoformat())


def _check(told: Told) -> None:
    if told.strand and told.strand not in TABLES:
        raise InputError(f"no strand '{told.strand}': known are {', '.join(TABLES)}")
    if told.period:
        period_called(told.period)
    if told.date and last_day(told.date) > dt.date.today().isoformat():
        raise InputError(
            f"--date {told.date} is not over yet: give the day, or the month, on which the file"
            " arrived"
        )


def _plan(
    source: str, content: bytes, told: Told, before: list[Plan], is_part: bool = False
) -> Plan:
    periods = [one.key for one in PERIODS if not one.simulated]
    name, told_of = tidy(source), ()
    if told.strand in ("", STRAND) and (register := counted(name, content)):
        name, content, told_of = register.name, register.content, register.said
        told = replace(told, strand=STRAND)
    fingerprint = sha256(content).hexdigest()
    for period in [told.period] if told.period else periods:
        listed = _listed(period, before)
        if is_part:
            listed = listed[listed["strand"] == told.strand]
        if known := listed.loc[listed["sha256"] == fingerprint, "file"].tolist():
            return Plan(source, content, None, {}, known_as=f"data/raw/{period}/{known[0]}")
    date = told.date or dt.date.today().isoformat()
    one = apart(best, name, content, told.strand, told.period, periods, date)
    sender = _sender(source, one, told)
    _refuse_what_it_is_not(source, one)
    listed = _listed(one.period, before)
    replaces, lost = _replaced(source, one, told, listed, before)
    if told_of and replaces and not told.replaces:
        raise InputError(
            f"refused {source}: {replaces} counts the same course and borough; say --replaces"
            f" {replaces} where this register stands in its place, or put both registers into one"
            " workbook, a sheet each"
        )
    earlier = listed[listed["file"] == replaces]
    _refuse_date(source, date, one.period, earlier)
    row = {
        "file": _free(one.file, listed),
        "sha256": fingerprint,
        "strand": one.strand,
        # The role that sent the replaced file, without where it was printed.
        "sender": sender or next(iter(earlier["sender"]), "sender not told").split(",")[0],
        "received": date,
        "origin": "simulated" if period_called(one.period).simulated else "supplied",
        "replaces": replaces,
    }
    return Plan(source, content, one, row, lost, counted=told_of)


def tidy(name: str) -> str:
    """A file's own name in small letters, figures and underscores, with its ending: `Hackney
    (final).XLSX` is `hackney_final.xlsx`.
    """
    stem, _, ending = name.rpartition(".") if "." in name.strip(".") else (name, "", "")
    plain = re.sub(r"[^a-z0-9]+", "_", stem.casefold()).strip("_") or "return"
    return f"{plain}.{re.sub('[^a-z0-9]+', '', ending.casefold())}".rstrip(".")


def _listed(period: str, before: Iterable[Plan] = ()) -> DataFrame:
    """The RECEIVED rows of a period, and those planned beside them."""
    has_list = (store.root() / "data" / "raw" / period / "received.csv").is_file()
    rows = store.received(period) if has_list else RECEIVED.empty()
    more = [plan.row for plan in before if plan.understood and plan.understood.period == period]
    return pd.concat([rows, DataFrame(more)], ignore_index=True) if more else rows


def _sender(source: str, one: Understood, told: Told) -> str:
    """The sender told; InputError where the role names a borough and the file holds another's
    numbers.
    """
    named = find_borough(re.sub(r"['’]s?(?!\w)", "", told.sender))
    if named and (named is OUTSIDER or (named.key and set(one.boroughs) - {named.key})):
        holds = ", ".join(map(borough_name, one.boroughs)) or "no borough of its own"
        raise InputError(
            f"refused {source}: it was sent by '{told.sender}' and holds numbers of {holds}; "
            "ask the sender whose numbers these are"
        )
    return " ".join(told.sender.split())


def _refuse_what_it_is_not(source: str, one: Understood) -> None:
    wrong = one.queries[one.queries["rule"].isin(_REFUSED)]
    if is_blank := set(one.statuses) <= {"not_returned", "not_member"}:
        wrong = one.queries[one.queries["rule"].isin(_REFUSED | _OUTSIDE)]
    else:
        # What else the file holds is read; a sheet that was read and says so is another's.
        contradicted = wrong["sheet"].isin(one.sheets) | (wrong["rule"] != "another_period")
        wrong = wrong[contradicted]
    if wrong.empty and is_blank and (one.account["end"] == ASKED).any():
        wrong = one.queries
    if len(wrong):
        raise InputError(f"refused {source}: {first_of(wrong)}")
    if is_blank and one.statuses:
        raise Empty(
            f"refused {source}: every cell for a number is blank; ask the sender for the filled-in"
            " file"
        )


def _replaced(
    source: str, one: Understood, told: Told, listed: DataFrame, before: list[Plan]
) -> tuple[str, int]:
    """The earlier file of the same return, or nothing, and how many of its numbers this one lacks."""
    of_strand = listed[listed["strand"] == one.strand]
    held = {name: _numbers(name, one, before) for name in latest(of_strand)["file"]}
    if told.replaces == NOTHING:
        return "", 0
    if told.replaces:
        name = told.replaces if told.replaces in held else f"{one.strand}/{told.replaces}"
        if name not in held:
            raise InputError(
                f"'{told.replaces}' is no file of {one.strand} in {one.period} that is still read: "
                f"{', '.join(held) or 'there is none'}"
            )
        return name, len(held[name] - one.numbers)
    shared = {name: numbers for name, numbers in held.items() if numbers & one.numbers}
    if len(shared) > 1 or any(numbers - one.numbers for numbers in shared.values()):
        unsure = "" if told.period else "say --period where it is of another period,"
        raise InputError(
            f"refused {source}: as {one.asked_for} it holds some of the numbers of"
            f" {', '.join(shared)} and not all; {unsure or 'say'} --replaces FILE where it stands in"
            f" that file's place, or --replaces {NOTHING} where both are to be read"
        )
    return next(iter(shared), ""), 0


def _numbers(name: str, one: Understood, before: list[Plan]) -> frozenset[tuple]:
    """What an earlier file of the same strand and period holds."""
    for plan in before:
        if plan.row.get("file") == name and plan.understood.period == one.period:
            return plan.understood.numbers
    content = store.returns(one.period, one.strand)[name]
    corrections = store.corrections(one.period, one.strand)
    return understand(name, content, one.strand, one.period, corrections).numbers


def _refuse_date(source: str, date: str, period: str, earlier: DataFrame) -> None:
    begins = period_called(period).bounds[0]
    if last_day(date) < begins:
        raise InputError(
            f"refused {source}: received {date}, before {period} began ({begins}); mend --date"
        )
    for file, received in zip(earlier["file"], earlier["received"], strict=True):
        # A month may hold both: the earlier file then counts as the earlier one.
        if last_day(date)[: len(received)] < received:
            raise InputError(
                f"refused {source}: received {date}, before {file} ({received}), which it replaces"
            )


def _free(file: str, listed: DataFrame) -> str:
    """`file`, or with the first number from 2 where another return has that name."""
    taken = {name.casefold() for name in listed["file"]}
    stem, dot, ending = file.rpartition(".")
    names = [file, *(f"{stem}_{number}{dot}{ending}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
