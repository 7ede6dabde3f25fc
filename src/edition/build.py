"""The reading edition of a period, a site that opens from disk: `python -m edition.build PERIOD`.

It is made of the built report, of the lists beside it and of what the code declares; nothing in it
was typed for it.
"""

import sys
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

from analysis import store
from analysis.declare.table import InputError
from edition import (
    beside,
    declared,
    kept,
    open_data,
    open_ends,
    reported,
    sources,
    tables,
    tested,
)
from edition.page import Html, Page, link
from edition.site import site

_DECISIONS = "why things are as they are, a paragraph each"
_METHODS = "the methods, and how often their tests err and what they see"


def write(period: str) -> None:
    """Write the site of a period beside its report: all of it, or nothing.

    InputError for a period that is not built.
    """
    folder = f"{store.edition(period)}/site"
    with tempfile.TemporaryDirectory(prefix="analysis-") as scratch, store.changes() as change:
        for name, content in files(period, Path(scratch)).items():
            path = Path(scratch) / "made" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        change.tree(Path(scratch) / "made", folder, folder)


def files(period: str, scratch: Path) -> dict[str, bytes]:
    """The site of a period as its files, by their names in its folder; `scratch` is an empty folder
    to work in.
    """
    taken = downloads(period)
    of = reported.report(_report(period))
    made = site(
        [*pages(period, of, taken)],
        beside.searched(period),
        {"site_title": of.title, "subtitle": of.subtitle, "origin": of.origin},
        scratch,
    )
    return made | {f"{beside.FOLDER}/{name}": content for name, content in taken.items()}


def downloads(period: str) -> dict[str, bytes]:
    """Files to take away, by their names: the tables as workbooks, and open data."""
    workbooks = {"tables.xlsx": tables.xlsx(period), "tables.ods": tables.ods(period)}
    return workbooks | open_data.files(period)


def pages(period: str, of: reported.Report, taken: Mapping[str, bytes]) -> list[Page]:
    """Every page, in the order in which they are read; the first lists them all."""
    methods = _document("methods")
    modules = sources.modules((*store.strands(period), "claims"))
    functions = sources.functions(modules)
    others = [
        *reported.pages(of),
        beside.notebooks(period),
        beside.traces(period),
        beside.boroughs(period),
        beside.downloads(period, taken),
        kept.document("methods", "Methods", _METHODS, methods),
        kept.functions(modules.values(), functions),
        tested.page(period, functions),
        declared.assumptions(period, methods),
        declared.dictionary(period),
        open_ends.page(period),
        kept.statements(period),
        kept.revisions(period),
        kept.document("decisions", "Decisions", _DECISIONS, _document("decisions")),
    ]
    return [_first(of, others), *others]


def _first(of: reported.Report, others: list[Page]) -> Page:
    """The report at a glance, and what stands on which page."""
    listed = []
    for group in dict.fromkeys(page.group for page in others):
        lines = "\n".join(
            f"<li>{link(f'{one.name}.html', one.label)}{_says(one)}</li>"
            for one in others
            if one.group == group
        )
        listed += [f"### {group}", Html(f"<ul>\n{lines}\n</ul>\n")]
    parts = (reported.first_page(of), "## What stands where", *listed)
    label, says = "At a glance", "the report on one page"
    return Page("index", of.title, label, reported.GROUP, says, parts)


def _says(page: Page) -> str:
    """What stands on a page, beyond its name."""
    said = page.says.removeprefix(page.label).removeprefix(": ")
    return f": {escape(said)}" if said else ""


def _report(period: str) -> str:
    path = store.root() / store.document(period, "html")
    if not path.is_file():
        raise InputError(
            f"{store.document(period, 'html')} has not been built: run `dvc repro report-{period}`"
        )
    return path.read_text(encoding="utf-8")


def _document(name: str) -> str:
    return (store.root() / "docs" / f"{name}.md").read_text(encoding="utf-8")


def main(given: list[str]) -> int:
    try:
        if len(given) != 1 or given[0] not in store.params()["periods"]:
            known = ", ".join(store.params()["periods"])
            raise InputError(f"name one period that params.yaml lists: {known}")
        write(given[0])
    except InputError as error:
        print(f"edition: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
