"""A strand of evidence as it is declared: its title, its tables, and what a period asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.disclosure import Told
from analysis.declare.finding import FINDINGS
from analysis.declare.form import Form
from analysis.declare.periods import PERIODS, Period
from analysis.declare.plan import NAME as PLAN_FILE
from analysis.declare.plan import Analysis, laid_down
from analysis.declare.proforma import Proforma
from analysis.declare.table import InputError, Table
from analysis.declare.words import listed


def no_forms(sender: str, period: Period) -> tuple[Form, ...]:
    """What a strand asks for as tables of numbers that asks for none."""
    return ()


@dataclass(frozen=True)
class Strand:
    """One line of evidence and one section of the report.

    `key` is the name of its folder under `strands`. `tables` are what its cleaning writes and the
    floors above read. `since` is the first period it was asked for; without one it was there from
    the start. What was told `in_confidence` is no evidence for a statement, since a verdict names
    the cells it rests on. Releases of `official` statistics serve all real periods from one
    folder, and the strand is there where one was dropped in. `lists` are those of `data/raw` that
    its stages rest on, `reads` other strands whose cleaned rows its findings read, and `draws`
    says whether they read the cases that were drawn. `counted_by` is the column of its table that
    names what is counted by quarter or month, where cleaning holds such counts against those of
    periods before. `series` are those of each borough whose change a period may be planned for,
    as in `hackney/prompted`, or of no single borough, as `together/referral`. `forms` are the
    tables of numbers that a sender, a borough or the partnership, is asked to fill in for a
    period. `people` says of each statistic, by the name of its frame of findings, what it tells
    of people. `pooled` are the statistics that rest on more than their own rows: on those of all
    findings of their kind with the same value in a column, as `subject`, or of all where it is
    empty.
    """

    key: str
    title: str
    tables: dict[str, Table]
    proformas: tuple[Proforma, ...] = ()
    since: str = ""
    in_confidence: bool = False
    official: bool = False
    lists: tuple[str, ...] = ("boroughs", "periods")
    reads: tuple[str, ...] = ()
    draws: bool = False
    counted_by: str = ""
    series: tuple[str, ...] = ()
    forms: Callable[[str, Period], tuple[Form, ...]] = no_forms
    people: Mapping[str, Mapping[str, Told]] = field(default_factory=dict)
    pooled: Mapping[str, str] = field(default_factory=dict)


def refuse_unknown(strands: Mapping[str, Strand]) -> None:
    """InputError, naming its analysis, for a period planned for findings that no strand declares."""
    for period in PERIODS:
        plan = laid_down(period.key)
        for one in plan.now.analyses.values() if plan else ():
            if why := _unknown(one, strands):
                raise InputError(f"data/raw/{period.key}/{PLAN_FILE}, analysis {one.id}: {why}")


def _unknown(one: Analysis, strands: Mapping[str, Strand]) -> str:
    """What an analysis names that is not there, and what is; empty where all of it is."""
    key, frame = one.place
    if key not in strands:
        return f"there is no strand '{key}': known are {listed([*strands])}"
    people = strands[key].people
    if people and frame not in people:
        return f"{key} has no findings called '{frame}': known are {listed([*people])}"
    known = {**dict.fromkeys(FINDINGS.key, ()), "borough": BOROUGH_KEYS}
    known["statistic"] = tuple(people.get(frame, ()))
    for column, values in one.conditions.items():
        if column not in known:
            return f"findings are named by {listed([*known])}, not by '{column}'"
        if strange := [value for value in values if known[column] and value not in known[column]]:
            return f"'{strange[0]}' is no {column} of {key}/{frame}: known are {listed([*known[column]])}"
    if "statistic" not in one.conditions:
        return "its findings name no statistic, as in mash[statistic=verdict, subject=prompted]"
    return _no_series(one, strands[key].series) if one.primary == "true" else ""


def _no_series(one: Analysis, declared: tuple[str, ...]) -> str:
    """Why what is primary is none of the series of a strand that has any."""
    single, whole = ([key for key in declared if ("/" in key) == is_whole] for is_whole in (0, 1))
    borough, _, series = one.series.partition("/")
    if not declared or one.series in whole or (borough in BOROUGH_KEYS and series in single):
        return ""
    return (
        f"it is primary and its findings are of '{one.series}'; name one borough and one subject of"
        f" {', '.join(single)}, or the frame and the subject of one of {', '.join(whole) or 'no other'}"
    )
