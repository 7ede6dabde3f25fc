"""Pages that lead to what lies beside the edition: notebooks, traces, boroughs' pages, files."""

from collections.abc import Iterable, Mapping

from analysis import store
from analysis.declare.boroughs import members
from edition.page import Html, Page, link

GROUP = "Beside the report"
FOLDER = "downloads"


def notebooks(period: str) -> Page:
    """The executed notebooks, each a page of its own."""
    parts = (
        "Each section of the report is written by a notebook. These are the notebooks as they ran,"
        " with the report's table numbers and the code folded away.",
        _list(_notebooks(period)),
    )
    says = "the steps behind each section, as they ran"
    return Page("notebooks", "Executed notebooks", "Notebooks", GROUP, says, parts)


def traces(period: str) -> Page:
    """The pages that say of each printed number where it comes from."""
    folder = store.reports(period) / "traces"
    received = sorted(folder.glob("received-*.html"))
    parts = [
        "A number in the report leads to what it is of and what it rests on. These are all such"
        " numbers, section by section.",
        _list(_sections(period, "traces")),
    ]
    if received:
        parts += [
            "## Files as they were received",
            "Those that anybody may read, cell by cell.",
            _list({f"../traces/{one.name}": _title(one.read_text("utf-8")) for one in received}),
        ]
    says = "what each printed number is, and what it rests on"
    return Page("traces", "Where the numbers come from", "Traces", GROUP, says, tuple(parts))


def boroughs(period: str) -> Page:
    """Two sides on each borough."""
    ending = "-internal.html" if store.is_internal(period) else ".html"
    pages = {f"../boroughs/{one.key}{ending}": one.name for one in members(period)}
    says = "two sides on each borough"
    return Page("boroughs", "A page for each borough", "Boroughs", GROUP, says, (_list(pages),))


def downloads(period: str, files: Iterable[str]) -> Page:
    """The report as documents, and what lies in the folder of files to take away."""
    report = {
        f"../{_name(period, 'docx')}": "The report as a Word document",
        f"../{_name(period, 'pdf')}": "The report as a PDF",
        f"../{_name(period, 'html')}": "The report as one page",
    }
    parts = [_list(report | {f"{FOLDER}/{name}": name for name in sorted(files)})]
    tables = {}
    for strand in store.strands(period):
        for path in sorted(store.reports(period, strand).glob("*.csv")):
            tables[f"../{strand}/{path.name}"] = f"{store.titles()[strand]}: {path.name}"
    parts += ["## Lists behind the sections, as CSV", _list(tables)]
    says = "documents and tables to take away"
    return Page("downloads", "Files to take away", "Downloads", GROUP, says, tuple(parts))


def searched(period: str) -> dict[str, tuple[str, str]]:
    """Pages beside the edition that a search finds: title and HTML, by their path from its folder
    without ending.
    """
    found = {}
    for path, title in {**_notebooks(period), **_sections(period, "traces")}.items():
        kind = "Notebook" if "notebooks" in path else "Where the numbers come from"
        file = store.reports(period) / path.removeprefix("../")
        found[path.removesuffix(".html")] = (f"{kind}: {title}", file.read_text("utf-8"))
    return found


def _notebooks(period: str) -> dict[str, str]:
    return _sections(period, "notebooks")


def _sections(period: str, folder: str) -> dict[str, str]:
    """The pages of a folder that are called by a section, with its title."""
    there = store.reports(period) / folder
    return {
        f"../{folder}/{key}.html": title
        for key, title in store.titles().items()
        if (there / f"{key}.html").is_file()
    }


def _name(period: str, kind: str) -> str:
    return store.document(period, kind).rpartition("/")[2]


def _title(html: str) -> str:
    return html.partition("<title>")[2].partition("</title>")[0]


def _list(links: Mapping[str, str]) -> Html:
    lines = "\n".join(f"<li>{link(to, words)}</li>" for to, words in links.items())
    return Html(f"<ul>\n{lines}\n</ul>\n")
