"""An executed notebook becomes one page that opens offline: prose first, code folded, every picture
with its words.
"""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.declare.table import InputError

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent / "templates"
STYLES = (TEMPLATES / "report.css", TEMPLATES / "notebook" / "notebook.css")

ROW, CELL = re.compile(r"<tr\b.*?</tr>", re.S), re.compile(r"<(t[hd])\b([^>]*)>(.*?)</\1>", re.S)
NUMBER = re.compile(r"[-+−×]?[\d,.]*%?")


def notebook_page(notebook: NotebookNode, title: str, origin: str) -> str:
    """The notebook as HTML, headed by its title and by where its data come from."""
    # nbconvert takes a second to import: only those who make a page pay it.
    from nbconvert import HTMLExporter

    has_title = any(
        cell.cell_type == "markdown" and re.search(r"^# ", cell.source, re.M)
        for cell in notebook.cells
    )
    exporter = HTMLExporter(
        template_name="notebook",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
    )
    resources = {
        "title": title,
        "origin": origin,
        "title_tag": "p" if has_title else "h1",
        "css": "\n".join(style.read_text(encoding="utf-8") for style in STYLES),
    }
    page, _ = exporter.from_notebook_node(notebook, resources=resources)
    return _checked(_tables(_one_title(page)), title)


def _one_title(page: str) -> str:
    """A page has one first-level heading; a second one steps down."""
    first, *rest = re.split(r"(?<=</h1>)", page)
    return first + "".join(re.sub(r"(</?)h1\b", r"\1h2", part) for part in rest)


def _tables(page: str) -> str:
    """Every table in a box that scrolls by itself and can be reached with the keyboard, its
    headings marked.
    """
    page = re.sub(r"<style[^>]*\bscoped\b[^>]*>.*?</style>", "", page, flags=re.S)
    numbers = count(1)
    return re.sub(
        r"<table\b.*?</table>", lambda found: _table(found[0], next(numbers)), page, flags=re.S
    )


def _table(table: str, number: int) -> str:
    table = re.sub(r"(?<=<table) [^>]*", "", table)
    table = re.sub(
        r"<th\b([^>]*)>\s*</th>", r"<td\1></td>", table
    )  # a heading without words heads nothing
    head, mark, body = table.partition("</thead>")
    if mark:
        head, body = (
            re.sub(r"<th\b", f'<th scope="{scope}"', part)
            for part, scope in ((head, "col"), (body, "row"))
        )
    table = _numbers_to_the_right(head + mark + body)
    label = f"Table {number} of this notebook"
    return f'<div class="table-box" role="region" tabindex="0" aria-label="{label}">{table}</div>'


def _numbers_to_the_right(table: str) -> str:
    """Columns that hold only numbers are set to the right, their headings with them; words stay at
    the left.
    """
    rows = [CELL.findall(row) for row in ROW.findall(table.partition("</thead>")[2])]
    width = max(map(len, rows), default=0)
    columns = [[row[j][2].strip() for row in rows if j < len(row)] for j in range(width)]
    numeric = {
        j
        for j, held in enumerate(columns)
        if any(held) and all(NUMBER.fullmatch(text) for text in held)
    }
    return ROW.sub(lambda row: _marked(row[0], numeric), table)


def _marked(row: str, numeric: set[int]) -> str:
    place = count()
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
