"""`analysis plan`: shows the plan of a period and what of it stands, or locks it before the first
return.
"""

import datetime as dt
from collections.abc import Iterator

from analysis import store
from analysis.declare.periods import period as declared
from analysis.declare.plan import LOCK, NAME, Analysis, LaidDown, lock_of
from analysis.declare.table import InputError
from analysis.declare.words import count
from analysis.registry import not_called_so
from analysis.store.journal import write_whole


def shown(period: str) -> Iterator[str]:
    """Each analysis of a plan, line by line, and whether it is as it was locked. InputError where
    there is no plan, or it cannot be used.
    """
    plan = _plan(period)
    yield _state(period, plan)
    margin = plan.now.margin
    yield f"margin below which a series counts as stable: {margin or 'none, so nothing is called stable'}"
    every = (plan.locked.analyses if plan.locked else {}) | plan.now.analyses
    for key, one in every.items():
        why = plan.deviations.get(key, "")
        yield f"{key}{' (primary)' * (one.primary == 'true' and not why)}: {one.question}"
        yield f"    {one.findings}, by {one.function}"
        yield f"    {f'deviation: {why}' if why else _fault(period, one) or 'as laid down'}"


def _plan(period: str) -> LaidDown:
    declared(period)
    plan = store.plan(period)
    if plan is None:
        raise InputError(
            f"{period} has no plan: write data/raw/{period}/{NAME}, as docs/plan.md shows, before its"
            " first return comes; without one every result is exploratory"
        )
    return plan


def _state(period: str, plan: LaidDown) -> str:
    """Whether a plan is locked, and how many of its analyses stand."""
    if plan.locked is None:
        return f"plan of {period}: not locked, so nothing of it counts yet: `analysis plan {period} --lock`"
    edited = ", edited since" if plan.is_edited else ""
    gone = sum(map(bool, plan.deviations.values()))
    return (
        f"plan of {period}: locked on {plan.locked_on} (sha256 {plan.sha256}){edited};"
        f" {count(len(plan.deviations), 'analysis', 'analyses')}, {count(gone, 'deviation')}"
    )


def _fault(period: str, one: Analysis) -> str:
    """Why an analysis cannot be done as it says; empty where it can."""
    why = not_called_so(one)
    return f"data/raw/{period}/{NAME}, analysis {one.id}: {why}" if why else ""


def lock(period: str, today: dt.date) -> list[str]:
    """Lock a plan as it stands today. InputError, and nothing written, where it cannot be used, is
    locked already, or a return of the period has arrived.
    """
    plan, path = _plan(period), store.root() / "data" / "raw" / period
    if plan.locked:
        raise InputError(
            f"the plan of {period} was locked on {plan.locked_on} and is locked once: what is changed in"
            f" {NAME} since prints as a deviation"
        )
    arrived = store.received(period)
    if len(arrived):
        first = arrived.sort_values("received", kind="stable").iloc[0]
        raise InputError(
            f"{period} cannot be locked any more: {first.file} arrived ({first.received}), and a plan is"
            " locked before the first return; its results print as exploratory"
        )
    if why := next(filter(None, (_fault(period, one) for one in plan.now.analyses.values())), ""):
        raise InputError(why)
    held = lock_of((path / NAME).read_text(encoding="utf-8-sig"), today.isoformat())
    write_whole(path / LOCK, held.encode())
    return [f"data/raw/{period}/{LOCK}", _state(period, _plan(period))]
