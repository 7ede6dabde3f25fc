"""What was planned for a period, held against what arrived, and the part of it that a section
rests on.
"""

from collections.abc import Iterator

from analysis.declare.kept import last_day
from analysis.declare.plan import LOCK, LaidDown, laid_down
from analysis.declare.table import InputError
from analysis.registry import STRANDS
from analysis.store.kept import received


def plan(period: str) -> LaidDown | None:
    """What was planned for a period; None where nothing was. InputError for a plan that was locked
    once returns were there.
    """
    found = laid_down(period)
    for one in received(period).itertuples() if found and found.locked else ():
        if found.locked_on > last_day(one.received):
            raise InputError(
                f"data/raw/{period}/{LOCK} is of {found.locked_on}, and {one.file} had arrived by"
                f" {one.received}: a plan is locked before the first return; take {LOCK} away"
            )
    return found


def part(period: str, section: str) -> Iterator[str]:
    """What a section prints of a plan: its own analyses; and what counts for any series, where it
    words one.
    """
    if found := plan(period):
        yield f"{found.locked_on} {found.sha256} {[*found.of(section)]}"
        if STRANDS[section].series or section == "claims":
            yield f"{found.primary} {found.margin}"
