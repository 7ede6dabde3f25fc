"""Pages made of documents that people keep and of lists beside the report: methods, decisions,
functions, statements checked, revisions.
"""

from collections.abc import Iterable
from html import escape

from analysis import store
from analysis.declare.claims import CHECKED, PARTS
from analysis.declare.revisions import REVISED
from analysis.store.project import checked
from edition.page import Html, Page, link, literal, table
from edition.sources import Function, Module
from edition.words import GROUP, SRC


def document(name: str, label: str, says: str, text: str) -> Page:
    """A document in Markdown, whose first line is its title."""
    title, _, rest = text.partition("\n")
    return Page(name, title.removeprefix("# "), label, GROUP, says, (rest,))


def functions(modules: Iterable[Module], every: Iterable[Function]) -> Page:
    """What each public function of the statistics does, with the source of its formula, module by
    module.
    """
    parts = [
        "Every function that finds something, as it says of itself in the code; the source of a"
        " formula stands there by author and year. The name of a module leads to its code."
    ]
    public = [one for one in every if one.says and not one.name.startswith("_")]
    for module in modules:
        own = [one for one in public if one.module == module.name]
        parts += [f"## {literal(module.name)}", Html(_module(module, own))]
    says = "each function that finds something, with the source of its formula"
    return Page("functions", "Functions and formulas", "Functions", GROUP, says, tuple(parts))


def statements(period: str) -> Page:
    """The published statements that were checked, and what came of each."""
    rows = checked(CHECKED, store.reports(period, "claims") / "checked.csv")
    lines = [
        {
            "Statement": one.id,
            "Where": one.place,
            "It says": one.says,
            "Stated": one.stated,
            "What came of it": one.verdict,
            "What the data say": one.found,
            "Kind": PARTS[one.part],
            "Rule": one.rule,
        }
        for one in rows.itertuples()
    ]
    many = f"{len(lines)} published statements were checked by rule against what was returned."
    parts = (many, table("Statements checked", lines)) if lines else ("No statement was checked.",)
    says = "every published statement that was checked, and what came of it"
    label = "Statements, one by one"
    return Page("claims", "Statements checked, one by one", label, GROUP, says, parts)


def revisions(period: str) -> Page:
    """The printed numbers that differ from the report last published."""
    day, titles = store.last_published(period), store.titles()
    lines = [
        {
            "Section": titles[one.strand],
            "Table": one.table,
            "Row": one.row,
            "Column": one.column,
            "Was": one.was,
            "Is": one.cell,
            "Why": one.why,
        }
        for one in checked(REVISED, store.reports(period) / "revised.csv").itertuples()
    ]
    if not day:
        said = "This report was not published before, so no number in it is marked as revised."
    else:
        said = f"{len(lines) or 'No'} printed numbers differ from the report published on {day}."
    parts = (said, table("Numbers that were revised", lines)) if lines else (said,)
    says = "each number that is another than in the report last published, and why"
    return Page("revisions", "Revisions", "Revisions", GROUP, says, parts)


def _module(module: Module, own: list[Function]) -> str:
    code = link(f"{SRC}{_path(module)}", _path(module))
    lines = "\n".join(
        f"<dt><code>{escape(one.name)}</code></dt>\n<dd>{_prose(one.says)}</dd>" for one in own
    )
    listed = f"<dl>\n{lines}\n</dl>\n" if own else ""
    return f"<p>{_prose(module.says)}</p>\n<p>{code}</p>\n{listed}"


def _path(module: Module) -> str:
    return f"src/{module.name.replace('.', '/')}.py"


def _prose(says: str) -> str:
    """A docstring on one line, with names of code set as code."""
    parts = escape(" ".join(says.split()), quote=False).split("`")
    return "".join(f"<code>{one}</code>" if at % 2 else one for at, one in enumerate(parts))
