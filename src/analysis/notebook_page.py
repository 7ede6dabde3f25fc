"""An executed notebook becomes one page that opens offline: prose first, code folded, every picture
with its words, tables by their numbers in the report, and at the foot what it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import store
from analysis.declare.table import InputError
from analysis.notebook_parts import functions, without_bare

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent / "templates"
STYLES = (TEMPLATES / "report.css", TEMPLATES / "notebook" / "notebook.css")

ROW, CELL = re.compile(r"<tr\b.*?</tr>", re.S), re.compile(r"<(t[hd])\b([^>]*)>(.*?)</\1>", re.S)
NUMBER = re.compile(r"[-+−×]?[\d,.]*%?")
# In a report: the name of a table or figure, and its number further on.
NAMED = re.compile(r'\bid="((?:tbl|fig):[\w-]+)"|<strong>((?:Table|Figure)\s\d+)\.</strong>')
REFERENCE = re.compile(r'<a href="#((?:tbl|fig):[\w-]+)">(.*?)</a>', re.S)
HEADING = re.compile(r"<h([23])\b([^>]*)>(.*?)</h\1>", re.S)
# From the folder of the pages to the report's and to the project's.
REPORT, PROJECT = "../", "../../../"


@dataclass(frozen=True)
class Page:
    """What a page holds beside its notebook: its title, where the data come from, the numbers of
    the report's tables and figures by their names, and the run that the notebook is the copy of.
    """

    title: str
    origin: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    run: store.Executed | None = None

    def numbered(self, name: str) -> str:
        """The number of a table or figure, linked to it in the report; empty where it has none."""
        number = self.numbers.get(name)
        return f'<a href="{REPORT}{self.run.report}#{name}">{number}</a>' if number else ""


def pages(period: str, strands: Iterable[str], report: str) -> dict[str, str]:
    """The pages of the notebooks of a report, by their paths from the project's folder; `report` is
    the report as HTML, since only there tables have their numbers.
    """
    folder, numbered = f"{store.edition(period)}/notebooks", numbers(report)
    made = {}
    for run in (store.executed(period, strand) for strand in strands):
        title = run.notebook.cells[0].source.splitlines()[0].removeprefix("# ")
        page = Page(f"{title} ({period})", run.origin, numbered, run)
        made[f"{folder}/{run.strand}.html"] = notebook_page(run.notebook, page)
    return made


def numbers(report: str) -> dict[str, str]:
    """The number of each table and figure of a report in HTML, as in `Table 4`, by its name."""
    found, name = {}, ""
    for named, number in NAMED.findall(report):
        if name and number:
            found[name] = number
        name = named
    return found


def notebook_page(notebook: NotebookNode, page: Page) -> str:
    """The notebook as HTML; InputError where not every reader would see all of it."""
    # nbconvert takes a second to import: only those who make a page pay it.
    from nbconvert import HTMLExporter

    shown = without_bare(notebook)
    code = [cell for cell in shown.cells if cell.cell_type == "code"]
    for cell, called in zip(code, functions([cell.source for cell in code]), strict=True):
        cell.metadata["functions"] = [(one.name, PROJECT + one.path) for one in called]
    has_title = any(
        cell.cell_type == "markdown" and re.search(r"^# ", cell.source, re.M)
        for cell in shown.cells
    )
    exporter = HTMLExporter(
        template_name="notebook",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
    )
    resources = {
        "page": page,
        "to": {"report": REPORT, "project": PROJECT},
        "title_tag": "p" if has_title else "h1",
        "css": "\n".join(style.read_text(encoding="utf-8") for style in STYLES),
        "script": (TEMPLATES / "tables.js").read_text(encoding="utf-8"),
    }
    made, _ = exporter.from_notebook_node(shown, resources=resources)
    made = _figures(_tables(_one_title(made), page), page)
    return _checked(_with_contents(_references(made, page)), page.title)


def _with_contents(made: str) -> str:
    """The page with a name for each heading and a list of them at its top."""
    names, lines = count(1), []

    def named(heading: re.Match) -> str:
        level, more, words = heading.groups()
        name = f"part-{next(names)}"
        if found := re.search(r'\bid="([^"]+)"', more):
            name = found[1]
        else:
            more += f' id="{name}"'
        # A part of the notebook may begin with a heading of the section that says the same.
        if not (lines and lines[-1].endswith(f">{words}</a></li>")):
            lines.append(f'<li class="level-{level}"><a href="#{name}">{words}</a></li>')
        return f"<h{level}{more}>{words}</h{level}>"

    made = HEADING.sub(named, made)
    listed = "\n".join(lines)
    nav = f'<nav class="parts" aria-label="Contents">\n<ul>\n{listed}\n</ul>\n</nav>'
    return made.replace("<!-- contents -->", nav if lines else "", 1)


def _references(made: str, page: Page) -> str:
    """References as links to the table or figure by its number: on the page, or else in the report."""

    def linked(reference: re.Match) -> str:
        name, words = reference.groups()
        number = page.numbers.get(name)
        if f'id="{name}"' in made:
            return f'<a href="#{name}">{number or words}</a>'
        return page.numbered(name) or words

    return REFERENCE.sub(linked, made)


def _figures(made: str, page: Page) -> str:
    """Captions of figures with their numbers in the report."""

    def captioned(figure: re.Match) -> str:
        number = page.numbered(figure[2])
        return f"{figure[1]}<strong>{number}.</strong> " if number else figure[1]

    return re.sub(r'(?s)(<figure id="(fig:[\w-]+)">.*?<figcaption>)', captioned, made)


def _one_title(page: str) -> str:
    """A page has one first-level heading; a second one steps down."""
    first, *rest = re.split(r"(?<=</h1>)", page)
    return first + "".join(re.sub(r"(</?)h1\b", r"\1h2", part) for part in rest)


def _tables(made: str, page: Page) -> str:
    """Every table in a box that scrolls by itself and can be reached with the keyboard, its
    headings marked, with its number in the report.
    """
    made = re.sub(r"<style[^>]*\bscoped\b[^>]*>.*?</style>", "", made, flags=re.S)
    others = count(1)
    return re.sub(
        r"<table\b.*?</table>", lambda found: _table(found[0], page, others), made, flags=re.S
    )


def _table(table: str, page: Page, others: Iterator[int]) -> str:
    named = re.search(r'^<table id="(tbl:[\w-]+)"', table)
    name = named[1] if named else ""
    label = page.numbers.get(name) or f"Table of this notebook alone, {next(others)}"
    table = re.sub(r"(?<=<table) [^>]*", f' id="{name}"' if name else "", table, count=1)
    if number := page.numbered(name):
        csv = f"{REPORT}{page.run.strand}/tables/{name.removeprefix('tbl:')}.csv"
        table = table.replace("<caption>", f"<caption><strong>{number}.</strong> ", 1)
        table = table.replace(
            "</caption>", f' <a href="{csv}" aria-label="{label} as CSV">CSV</a></caption>', 1
        )
    table = re.sub(
        r"<th\b([^>]*)>\s*</th>", r"<td\1></td>", table
    )  # a heading without words heads nothing
    head, mark, body = table.partition("</thead>")
    if mark:
        head, body = (
            re.sub(r"<th\b", f'<th scope="{scope}"', part)
            for part, scope in ((head, "col"), (body, "row"))
        )
    table = _numbers_to_the_right(_without_blank(head + mark + body))
    return f'<div class="table-box" role="region" tabindex="0" aria-label="{label}">{table}</div>'


def _without_blank(table: str) -> str:
    """The table without a first column in which nothing stands."""
    firsts = [CELL.search(row) for row in ROW.findall(table)]
    if any(first is None or first[3].strip() for first in firsts):
        return table
    return ROW.sub(lambda row: CELL.sub("", row[0], count=1), table)


def _numbers_to_the_right(table: str) -> str:
    """Columns that hold only numbers are set to the right, their headings with them; words stay at
    the left.
    """
    rows = [CELL.findall(row) for row in ROW.findall(table.partition("</thead>")[2])]
    width = max(map(len, rows), default=0)
    # Counted from the right: a heading that spans rows leaves lines short at the left.
    columns = {
        at: [row[-at][2].strip() for row in rows if at <= len(row)] for at in range(1, width + 1)
    }
    numeric = {
        at
        for at, held in columns.items()
        if any(held) and all(NUMBER.fullmatch(text) for text in held)
    }
    return ROW.sub(lambda row: _marked(row[0], numeric), table)


def _marked(row: str, numeric: set[int]) -> str:
    place = count(len(CELL.findall(row)), -1)
    return CELL.sub(
        lambda cell: (
            cell[0].replace(cell[1], f'{cell[1]} class="number"', 1)
            if next(place) in numeric
            else cell[0]
        ),
        row,
    )


def _checked(page: str, title: str) -> str:
    """The page, if nothing in it is unseen by some reader or fetched from elsewhere."""
    if "No description has been provided for this image" in page or re.search(
        r'<img\b[^>]*\balt=""', page
    ):
        raise InputError(
            f"notebook '{title}' shows a picture without alt text: give metadata image/png alt at"
            " display"
        )
    fetched = re.search(
        r"""<(?:img|script|link|iframe)\b[^>]*\b(?:src|href)=["']((?:https?:)?//[^"']*)""", page
    )
    if fetched:
        raise InputError(
            f"notebook '{title}' would fetch {fetched[1]} from the network: put the file beside it"
            " instead"
        )
    return page
