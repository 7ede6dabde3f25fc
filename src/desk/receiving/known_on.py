"""A report as it stood on an earlier day: built again from what had arrived and been decided by
then.
"""

import contextlib
import shutil
import tempfile
from pathlib import Path

from analysis import run, store
from analysis.declare.cleared import CLEARED
from analysis.declare.kept import CORRECTIONS, DATED, PUBLISHED, RECEIVED, known, last_day
from analysis.declare.periods import periods_to
from analysis.declare.replies import REPLIES
from analysis.declare.sampling import file_of
from analysis.declare.table import InputError
from desk.pages import public
from desk.receiving import publishing


def build(period: str, date: str) -> str:
    """Build the report of `period` as known on `date` (a day or a month) and say where it lies.

    Notebooks and code are those of today, and the lists without dates (contents, claims,
    commentary) those of the last publication up to that day. All or nothing: an earlier build of
    the same day stands until this one is done.
    """
    day, home = last_day(date), store.root()
    if period not in store.params()["periods"]:
        raise InputError(
            f"params.yaml does not know the period '{period}': add it there to build it"
        )
    if store.received(period, on=day).empty:
        raise InputError(
            f"nothing of {period} had been received by {day}: the first file came later; give a"
            " later day"
        )
    # Beside the report and as deep, so that its links reach what they lead to.
    place = store.reports(period).with_name(f"{period}-as-known-on-{day}")
    with tempfile.TemporaryDirectory(prefix="analysis-") as scratch:
        inputs(home, Path(scratch), period, day)
        with contextlib.chdir(scratch):
            for name, given in stages(period):
                try:
                    run.run(name, given)
                except run.RunError as error:
                    key = given["period"]
                    raise InputError(f"{name} for {key} as known on {day}: {error}") from None
            public.write(period)
        install(Path(scratch) / store.edition(period), place)
    return place.relative_to(home).as_posix()


def stages(period: str) -> list[tuple[str, dict[str, str]]]:
    """The notebooks to run, in order, each with its parameters: earlier periods are cleaned, since
    a report shows them.
    """
    earlier = [key for key in periods_to(period) if key in store.params()["periods"]]
    return [
        *(
            ("cleaning", {"strand": strand, "period": key})
            for key in earlier
            for strand in store.strands(key)
        ),
        *((f"findings/{strand}", {"period": period}) for strand in store.strands(period)),
        ("claims", {"period": period}),
        ("report", {"period": period}),
    ]


def inputs(home: Path, scratch: Path, period: str, day: str) -> None:
    """Copy what a report is made from into `scratch`, leaving out what arrived or was decided after
    `day`.
    """
    for name in ("params.yaml", "dvc.yaml"):
        if (home / name).is_file():
            shutil.copy(home / name, scratch)
    shutil.copytree(home / "notebooks", scratch / "notebooks")
    raw = Path("data") / "raw"
    shutil.copytree(home / raw, scratch / raw)
    for key in (key for key in periods_to(period) if (home / raw / key).is_dir()):
        rows = store.received(key, on=day)
        publishing.restore(scratch / raw / key, day)
        for file in set(store.received(key)["file"]) - set(rows["file"]):
            (scratch / raw / key / file).unlink(missing_ok=True)
        with contextlib.chdir(scratch):
            _cut_lists(key, day, rows)


def _cut_lists(period: str, day: str, received) -> None:
    """In the copy, cut each list with dates back to the day; what was published on the day itself
    came after it.
    """
    corrections = store.corrections(period)
    corrections = corrections[corrections["file"].isin(received["file"])]
    store.keep(period, RECEIVED, received)
    store.keep(period, CORRECTIONS, known(corrections, DATED["corrections"], day))
    if len(replies := store.replies(period)):
        store.keep(period, REPLIES, known(replies, DATED["replies"], day))
    if len(cleared := store.cleared(period)):
        store.keep(period, CLEARED, known(cleared, DATED["cleared"], day))
    if len(published := store.published(period)):
        store.keep(period, PUBLISHED, published[published["date"].map(last_day) < day])
    drawn = store.samples(period)
    later = drawn.drop(index=known(drawn, DATED["samples"], day).index)
    for borough, quarter in set(zip(later["borough"], later["quarter"], strict=True)):
        (store.root() / "data" / "raw" / period / file_of(borough, quarter)).unlink()


def install(built: Path, place: Path) -> None:
    """Put a finished report in the place of an earlier one of the same day, whole or not at all."""
    at = place.relative_to(store.root())
    with store.changes() as change:
        change.tree(built, at, at)
