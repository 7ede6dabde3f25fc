"""The proof of a section: what it found read, worked anew in cells, and written."""

from itertools import groupby
from pathlib import Path

from analysis import store
from analysis.declare.periods import period as declared_period
from analysis.registry import STRANDS
from desk.proof import declared, sheets
from desk.proof.formulas import Formulas, Known, Unproved
from desk.proof.models import MODELS, given
from desk.proof.numbers import Number, frames, numbers, without
from desk.proof.returned import returned
from desk.proof.sheets import Source, Worked
from desk.proof.told import Told
from desk.proof.workbook import workbook

_ABOUT = {
    "Cells": "each returned cell: what it is about, as typed and as read",
    "Given": "what was laid down beforehand and is not returned",
    "Together": "means of the boroughs' changes",
    "Tests": "p-values, and what they are after allowing for each other",
    "Series": "every series in a line, for what is counted over all",
    "No number": "what was asked and has no number, and why",
}
_TREND = "the trend of each series, worked quarter by quarter"


def write(period: str, strand: str, out: Path | None) -> list[str]:
    """Write the proof of a section as an .xlsx; where to, and how many of its numbers have a formula."""
    proves, plan = declared.proves(strand), declared_period(period)
    store.refuse_unasked(period, strand)
    store.refuse_other_rule(period, strand)
    path = store.section_file(period, f"{strand}-proof", "xlsx", out)
    withholds = store.profile(period, strand).withholds
    found = frames(period, strand)
    ways = {frame: declared.ways(text) for frame, text in proves.FORMULAS.items()}
    every = numbers(found, ways)
    cells = returned(period, strand, (place for one in every for place in one.places))
    known = Known()
    models = [given(period, known)]
    for name in proves.MODELS:
        models += MODELS[name](Told(every, cells, period), known)
    formulas = Formulas(every, ways, cells, known, withholds)
    worked = [_worked(formulas, one) for one in every]
    asked, in_order = without(found), sorted(cells.values(), key=lambda cell: cell.place)
    by_sheet = {title: [*of] for title, of in groupby(in_order, lambda cell: cell.title)}
    sha256 = store.sources(period).set_index("file")["sha256"]
    sources = {name: Source(of, sha256[of[0].file]) for name, of in by_sheet.items()}
    title = f"{STRANDS[strand].title}, {plan.label} ({period}): proof"
    results = sheets.results(title, worked)
    others = [*[sheets.cells(in_order)] * bool(cells), *models, sheets.silent(asked)]
    held = {one.title: _ABOUT.get(one.title, _TREND) for one in others}
    contents = sheets.contents(
        title,
        store.origin(period, strand),
        withholds,
        worked,
        {results.title: "every number, as found and by formula", **sources, **held},
        len(asked),
    )
    every_sheet = [contents, results, *by_sheet.values(), *others]
    store.write_whole(path, workbook(title, every_sheet))
    live = sum(bool(one.formula) for one in worked)
    return [
        str(path),
        f"{len(worked)} numbers, {live} by a live formula; why {len(worked) - live} have none stands"
        " beside them",
    ]


def _worked(formulas: Formulas, number: Number) -> Worked:
    try:
        return Worked(number, formula=formulas.of(number))
    except Unproved as why:
        return Worked(number, reason=str(why))
