"""The plan of a period: the analyses that were laid down and locked before its first return came,
and what of them is still as it was locked.

`plan.yaml` is what an evaluator writes; `plan.lock` beside it is the same text as it was on the
day of the lock, under a line with that day and its sha256.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import yaml
from pandas import DataFrame

from analysis.declare.added import kept_text
from analysis.declare.selector import selected
from analysis.declare.table import InputError, Table, columns
from analysis.declare.words import listed

NAME, LOCK = "plan.yaml", "plan.lock"
PLANNED, DEVIATION, EXPLORATORY = "planned", "deviation", "exploratory"
# The frame of findings that is meant where none is named.
_USUAL = "findings"
_LOCKED = re.compile(r"# Locked (\d{4}-\d{2}-\d{2}), sha256 ([0-9a-f]{64})\n(.*)", re.DOTALL)
PLAN = Table(
    "plan",
    one_row_is="one analysis that was planned",
    key=("id",),
    columns=columns(
        """
        id: its name, for good, like referrals_together
        question: what is asked
        estimand: what is estimated, of whom and against what
        findings: the findings that answer it, like mash[statistic=verdict, subject=prompted]
        function: the function that finds them, like strands.mash.finds.findings
        arguments: what each of its parameters is given, as in {period: 2026-27}
        usable: which answers or counts count as usable
        matters: the smallest effect that would matter
        primary (text or empty): true where it is of the primary family
    """,
        id="[a-z][a-z0-9_]*",
        primary=("true", "false"),
    ),
)


@dataclass(frozen=True)
class Analysis:
    """One analysis that was planned, in the words of PLAN."""

    id: str
    question: str
    estimand: str
    findings: str
    function: str
    arguments: str
    usable: str
    matters: str
    primary: str = "false"

    @cached_property
    def place(self) -> tuple[str, str]:
        """The strand and the frame of findings it is answered in."""
        strand, _, frame = selected(self.findings)[0].partition("/")
        return strand, frame or _USUAL

    @cached_property
    def conditions(self) -> dict[str, list[str]]:
        """The values that each column of its findings may have."""
        return dict(selected(self.findings)[1])

    @property
    def series(self) -> str:
        """The series it is about: `hackney/prompted` of a borough, `hackney/re_referrals` where its
        frame is of one series, `together/referral` of no single borough.
        """
        frame = self.place[1]
        borough, subject = (
            "|".join(self.conditions.get(name, ())) for name in ("borough", "subject")
        )
        if borough and frame != _USUAL:
            return f"{borough}/{frame}"
        return f"{borough or frame}/{subject}"

    @property
    def named(self) -> list[str]:
        """Every value that its findings are named by."""
        return [value for values in self.conditions.values() for value in values]

    def rows(self, found: DataFrame) -> DataFrame:
        """Its findings, of those of its frame."""
        for column, values in self.conditions.items():
            found = found[found[column].isin(values)]
        return found

    def differs(self, other: "Analysis") -> list[str]:
        """In what it is not the same as another."""
        names = [field.name for field in fields(self)]
        return [name for name in names if getattr(self, name) != getattr(other, name)]


@dataclass(frozen=True)
class Plan:
    """What one text lays down: analyses by id, and the change, as a share, below which a series
    counts as stable.
    """

    analyses: dict[str, Analysis]
    margin: float | None = None


@dataclass(frozen=True)
class LaidDown:
    """A plan as it is `now`, and as it was `locked` on a day, if it was, with the sha256 of that
    text; `is_edited` says whether the text is another since.
    """

    now: Plan
    locked: Plan | None = None
    locked_on: str = ""
    sha256: str = ""
    is_edited: bool = False

    @cached_property
    def deviations(self) -> dict[str, str]:
        """By the id of each analysis that is locked, or was added since, how it deviates; empty
        words where it is as it was locked.
        """
        if self.locked is None:
            return {}
        margins = [one.margin or "none" for one in (self.locked, self.now)]
        of_all = "the margin was {} when the plan was locked, and is {}".format(*margins)
        return {
            key: self._deviation(key) or (of_all if len({*margins}) > 1 else "")
            for key in (*self.locked.analyses, *self.now.analyses)
        }

    def _deviation(self, key: str) -> str:
        then, now = self.locked.analyses.get(key), self.now.analyses.get(key)
        if then is None or now is None:
            return f"{'added' if now else 'taken out'} after the plan was locked"
        changed = now.differs(then)
        return f"changed after the plan was locked: {listed(changed)}" if changed else ""

    @property
    def primary(self) -> tuple[str, ...]:
        """The series of the primary family, of the analyses that are as they were locked."""
        kept = [self.now.analyses[key] for key, why in self.deviations.items() if not why]
        return tuple(one.series for one in kept if one.primary == "true")

    @property
    def margin(self) -> float | None:
        """The change that counts as stable, as it was locked; None where it is another since."""
        same = self.locked is not None and self.locked.margin == self.now.margin
        return self.now.margin if same else None

    def of(self, strand: str) -> Iterator[tuple[str, str, tuple[Analysis, ...]]]:
        """The analyses of a strand, by id: how each deviates, and it as it is now or was locked,
        the newest first.
        """
        for key, why in self.deviations.items():
            held = [plan.analyses.get(key) for plan in (self.now, self.locked)]
            versions = tuple(one for one in held if one and one.place[0] == strand)
            if versions:
                yield key, why, versions

    def statuses(self, strand: str, frame: str, found: DataFrame) -> list[str]:
        """Of each finding in a frame of a strand: planned, deviation or exploratory, the first
        two with the id of the analysis.
        """
        told = dict.fromkeys(found.index, EXPLORATORY)
        # What is both a planned result and one of an analysis that deviates is planned.
        for key, why, versions in sorted(self.of(strand), key=lambda one: not one[1]):
            for one in versions:
                if one.place[1] == frame:
                    said = f"{DEVIATION} ({key}: {why})" if why else f"{PLANNED} ({key})"
                    told |= dict.fromkeys(one.rows(found).index, said)
        return [*told.values()]


def laid_down(period: str) -> LaidDown | None:
    """The plan of a period; None where none was written. InputError for one that cannot be used,
    and for a lock that is not what was locked.
    """
    text, lock = (kept_text(f"{period}/{name}") for name in (NAME, LOCK))
    now = planned(text, f"data/raw/{period}/{NAME}") if text else Plan({})
    if not lock:
        return LaidDown(now) if text else None
    match = _LOCKED.fullmatch(lock)
    if not match or sha256(match[3]) != match[2]:
        raise InputError(
            f"data/raw/{period}/{LOCK} is not what `analysis plan {period} --lock` wrote: take its"
            " change back; what is to be otherwise is changed in plan.yaml, and prints as a deviation"
        )
    locked = planned(match[3], f"data/raw/{period}/{LOCK}")
    return LaidDown(now, locked, match[1], match[2], text != match[3])


def sha256(text: str) -> str:
    """The fingerprint of a plan's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def lock_of(text: str, day: str) -> str:
    """What `plan.lock` holds of a plan's text that is locked on a day."""
    return f"# Locked {day}, sha256 {sha256(text)}\n{text}"


def planned(text: str, where: str) -> Plan:
    """The plan that a text is, which people know as `where`. InputError, in one line, for what is
    none.
    """
    try:
        read = yaml.load(text, _Once)
    except yaml.YAMLError as error:
        raise InputError(
            f"{where} cannot be read as YAML: {' '.join(str(error).split())}"
        ) from None
    if (
        not isinstance(read, dict)
        or not isinstance(read.get("analyses"), list)
        or not read["analyses"]
    ):
        raise InputError(
            f"{where}: it holds `analyses`, a list of at least one, and a `margin` if any"
        )
    if strange := [*map(str, read.keys() - {"analyses", "margin"})]:
        raise InputError(f"{where}: it holds analyses and margin, not {listed(sorted(strange))}")
    margin = read.get("margin")
    if margin is not None and not (isinstance(margin, float) and 0 < margin < 1):
        raise InputError(f"{where}: the margin is a share between 0 and 1, like 0.1 for a tenth")
    every = [
        _analysis(one, f"{where}, analysis {at}") for at, one in enumerate(read["analyses"], 1)
    ]
    keys = [one.id for one in every]
    if twice := next((key for key in keys if keys.count(key) > 1), ""):
        raise InputError(f"{where}: two analyses have the id '{twice}'; each needs its own")
    return Plan({one.id: one for one in every}, margin)


def _analysis(given: object, where: str) -> Analysis:
    if not isinstance(given, dict):
        raise InputError(f"{where}: it holds {listed([*PLAN.columns])}")
    if strange := [str(name) for name in given if name not in PLAN.columns]:
        raise InputError(f"{where}: it has no '{strange[0]}', but {listed([*PLAN.columns])}")
    texts = {name: _text(value) for name, value in given.items()}
    if why := PLAN.misfits(texts):
        raise InputError(f"{where} ({texts.get('id', 'without id')}): {'; '.join(why)}")
    made = Analysis(**texts)
    try:
        selected(made.findings)
    except InputError as error:
        raise InputError(f"{where} ({made.id}), findings: {error}") from None
    return made


def _text(value: object) -> str:
    """A value of YAML on one line; a mapping as `name = value; name = value`."""
    if isinstance(value, dict):
        return "; ".join(f"{name} = {_text(held)}" for name, held in value.items())
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else " ".join(str(value).split("\n")).strip()


class _Once(yaml.SafeLoader):
    """YAML in which no name may stand twice in one place."""


def _mapping(loader: _Once, node: yaml.MappingNode) -> dict:
    names: Sequence = [loader.construct_object(name) for name, _ in node.value]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise yaml.YAMLError(f"line {node.start_mark.line + 1}: '{twice}' stands twice")
    return loader.construct_mapping(node, deep=True)


_Once.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
