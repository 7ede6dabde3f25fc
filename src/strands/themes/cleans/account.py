"""What became of each code, text, coding and quote: it is read, it is asked about, or it was set aside."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd
from pandas import DataFrame

from analysis.read.ask.account import ACCOUNT, ASIDE, ASKED, VALUE
from analysis.read.personal.words import masked
from strands.themes.cleans.refi import Project

_READ = {"codes": "codes", "sources": "texts", "segments": "codings", "quotes": "quotes"}
# Questions that leave a text or a coding without its words.
_WORDLESS = {
    *("source_text_missing", "segment_outside_text", "passage_in_doubt"),
    *("segment_text_differs", "coding_without_code", "coding_without_text"),
}
_TWICE = "held in another file too"


def accounted(
    numbers: DataFrame, frames: Mapping[str, DataFrame], projects: Mapping[str, Project]
) -> DataFrame:
    """The ACCOUNT of the numbers with a row more for each code, text, coding and quote of the
    `frames`, and for whatever else stands in the projects, by file.
    """
    ends = dict(_asked(frames["queries"], lambda rule: rule not in _WORDLESS))
    ends |= dict(_read(frames)) | dict(_asked(frames["queries"], _WORDLESS.__contains__))
    ends = {place: end for place, end in ends.items() if place[2]}
    for file, project in projects.items():
        for guid, why in _of_project(project):
            ends.setdefault((file, project.place, guid), why)
    rows = (dict(zip(ACCOUNT.columns, (*place, *end), strict=True)) for place, end in ends.items())
    both = pd.concat([ACCOUNT.framed(rows), numbers])
    once = both.drop_duplicates(list(ACCOUNT.key), ignore_index=True)
    return once.assign(typed=once["typed"].map(masked))


def _read(frames: Mapping[str, DataFrame]) -> Iterator[tuple]:
    """The places that rows were read from, each with what was typed and how it ended."""
    for name, words in _READ.items():
        for row in frames[name].itertuples():
            end = (ASKED, "see the questions") if row.status == "queried" else (VALUE, words)
            yield (row.file, row.sheet, row.cell), (row.raw, *end)


def _asked(queries: DataFrame, wanted) -> Iterator[tuple]:
    for row in queries.itertuples():
        if wanted(row.rule):
            yield (row.file, row.sheet, row.cell), (row.typed, ASKED, row.question)


def _of_project(project: Project) -> Iterable[tuple]:
    """What a project holds that may be no row, by its guid."""
    pictures = "a coding of a picture, a page, sound or film"
    yield from ((guid, ("", ASKED, pictures)) for guid in project.unread)
    yield from ((guid, ("", ASIDE, words)) for guid, words in project.aside.items())
    yield from ((text.guid, ("", ASIDE, _TWICE)) for text in project.texts)
