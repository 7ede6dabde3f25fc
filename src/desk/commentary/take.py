"""Takes the evaluators' own paragraphs and the comments of a report in: all of a document's or
nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import product
from subprocess import CalledProcessError

import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.table import InputError, Table, columns
from analysis.declare.words import count
from analysis.read.personal.words import masked
from analysis.registry import STRANDS
from analysis.show.printed import own_mark
from analysis.store.commentary import harm_in
from analysis.store.project import checked
from desk.commentary.document import Returned, read_report
from desk.commentary.words import UNSAID, as_markdown, merged, normal

COMMENTS = Table(
    "comments",
    one_row_is="one comment on a report that was reviewed",
    key=(),
    columns=columns(
        """
        section: the section it stands in
        heading: the heading below that, if any
        on: the words commented on
        says: the comment
    """
    ),
)
ELSEWHERE = "edits to the report's own words, if any, are not read back"


def take_in(name: str, content: bytes) -> list[str]:
    """File the evaluators' paragraphs and the comments of a document. Says what was filed.

    InputError, and nothing filed, where it is no report of ours, of no period that is built, with
    changes that nobody settled, or where a commentary cannot be taken as it is.
    """
    report = read_report(name, content)
    period, marks = _of(report, name)
    if report.tracked:
        changes = count(report.tracked, "tracked change")
        raise InputError(f"{name} holds {changes}: accept or reject all of them in Word first")
    with store.changes() as change:
        texts = {
            strand: _text(period, strand, report, found, name) for strand, found in marks.items()
        }
        done = []
        for strand, text in texts.items():
            path = f"data/raw/{period}/commentary/{strand}.md"
            is_new = text != store.commentary(period, strand)
            if is_new:
                change.write(path, f"{text}\n".encode())
            done.append(f"{path}: {'changed' if is_new else 'nothing changed'}")
        done += _commented(period, report, change)
        if not change.steps:
            done.append("nothing was filed: no word of yours and no comment in it is new")
        return [*done, ELSEWHERE]


def _of(report: Returned, name: str) -> tuple[str, dict[str, list[str]]]:
    """The period of a report and, by strand, the bookmarks of what the evaluators wrote."""
    marks = dict.fromkeys(report.marks())
    found: dict[str, dict[str, list[str]]] = {}
    for period, strand in product(store.params()["periods"], (*STRANDS, "summary")):
        begins = re.compile(re.escape(own_mark(period, strand, "")[:-8]) + "[0-9a-f]{8}")
        if held := [mark for mark in marks if begins.fullmatch(mark)]:
            found.setdefault(period, {})[strand] = held
    periods = list(found) or [report.period]
    if periods == [""]:
        raise InputError(
            f"{name} is no report of ours: no commentary is marked in it, and no period; name the .docx"
            " of a report, or of a section as `analysis export` writes it"
        )
    if len(periods) > 1:
        raise InputError(
            f"{name} holds commentaries of {' and '.join(periods)}: give one at a time"
        )
    if periods[0] not in store.params()["periods"]:
        raise InputError(f"{name} is of {periods[0]}, a period that params.yaml does not build")
    return periods[0], found.get(periods[0], {})


def _text(period: str, strand: str, report: Returned, marks: list[str], name: str) -> str:
    """The commentary on a strand as it is to be kept."""
    kept, what = store.commentary(period, strand), f"the commentary on {strand} in {name}"
    known = normal(kept) if kept else ""
    new = dict.fromkeys(_markdown(report, mark, name) for mark in marks)
    if len(new) > 1:
        raise InputError(f"{what} stands there twice, in different words: leave one of them")
    text = merged(kept, known, *new)
    if text != kept and own_mark(period, strand, kept) not in marks:
        raise InputError(
            f"{what} is not the one kept now, which was changed since the report was made: build the"
            " report again and edit that, or put the two together by hand"
        )
    if not text:
        raise InputError(
            f"{what} is empty: to have none, take data/raw/{period}/commentary/{strand}.md away"
        )
    for said in _unfit(text) if text != kept else ():
        raise InputError(f"{what} holds {said}: put that into the file by hand")
    return text


def _markdown(report: Returned, mark: str, name: str) -> str:
    try:
        return as_markdown(report.alone(report.between(mark)))
    except CalledProcessError:
        raise InputError(f"cannot read {name}: save it again in Word as .docx") from None


def _unfit(text: str) -> Iterator[str]:
    """What a commentary may not hold, or Markdown cannot say."""
    yield from (f"{said}, which does not come back from Word" for said in UNSAID.findall(text))
    yield from (f"{what} (line {line})" for line, what in harm_in(text))


def _commented(period: str, report: Returned, change: store.Change) -> list[str]:
    """Put the comments that are not on the list yet at its end; names in them are left out."""
    path = store.root() / "data" / "raw" / period / f"{COMMENTS.name}.csv"
    before = checked(COMMENTS, path) if path.is_file() else COMMENTS.empty()
    read = DataFrame([asdict(one) | {"says": masked(one.says)} for one in report.comments()])
    every = pd.concat([before, read], ignore_index=True).drop_duplicates(ignore_index=True)
    new = len(every) - len(before.drop_duplicates())
    if new:
        store.keep(period, COMMENTS, every, change)
    said = (
        f"{count(new, 'new comment')} of {len(read)}" if len(read) else "the file holds no comment"
    )
    return [f"data/raw/{period}/{COMMENTS.name}.csv: {said}"]
