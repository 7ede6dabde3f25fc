"""The status of a period as a page, a draft of an e-mail to each sender, and lines for the console."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from analysis import publish, store
from analysis.declare.words import count
from analysis.export import render
from desk.status.changes import ONE_DAY, changes
from desk.status.emails import drafts
from desk.status.known import Known, known
from desk.status.page import page, questions_in_words, returns_in_words
from desk.status.words import day, named, titles, when_due

PAGE, DRAFTS = "status.html", "emails"


def write(period: str, folder: Path, on: dt.date) -> list[str]:
    """Write the page and the drafts of the status of `period` on a day into `folder`; what it says,
    in lines, and where it lies.

    InputError, and nothing written, where the period is not declared or not cleaned, a line of
    due.csv is wrong, or a draft would name somebody else.
    """
    found = known(period, on)
    emails = {folder / DRAFTS / f"{key}.txt": text for key, text in drafts(found).items()}
    made = {folder / PAGE: _rendered(found), **emails}
    for path, content in made.items():
        store.write_whole(path, content)
    left = sorted(set((folder / DRAFTS).glob("*.txt")) - set(made))
    return [
        *_said(found),
        *map(str, made),
        *(f"{path}: from an earlier run, nothing is waited for any more" for path in left),
        *([f"the workbooks the e-mails speak of: `analysis queries {period}`"] if emails else []),
    ]


def _rendered(found: Known) -> bytes:
    source = publish.alone(found.period.key, f"Status on {day(found.on)}", page(found))
    with tempfile.TemporaryDirectory(prefix="analysis-") as scratch:
        return render(source, Path(scratch), "html")


def _said(found: Known) -> Iterator[str]:
    """The status in lines."""
    yield f"{found.period.label} on {day(found.on)}"
    yield f"returns: {returns_in_words(found)}"
    for one in (one for one in found.returns if one.is_wanted):
        state = "late" if found.is_late(one) else "not here, not late"
        yield (
            f"  {state}: {named(one.sender)}, {titles(one.strand, one.missing)}, due by"
            f" {when_due(one.due)}"
        )
    yield f"questions: {questions_in_words(found)}"
    for file in found.unread:
        yield f"not read yet: {file}; run `python3 make.py report`"
    way = found.obstacles or ("nothing",)
    yield from (f"in the way of publication now: {text}" for text in way)
    told, wider = changes(found)
    yield f"since {day(found.on - ONE_DAY)}: {count(len(told), 'change')} with a day" + (
        f", and {wider} dated by a month or a year alone" if wider else ""
    )
    yield from (f"  {one.when}: {one.what}" for one in told)
