"""Pages become a static site: Sphinx makes it, with a theme of our own, and of what it writes only
what a reader needs is kept.
"""

import io
import re
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path

from edition.page import Html, Page, literal

_THEME = Path(__file__).parent / "theme"
_TEMPLATES = Path(__file__).parents[1] / "analysis" / "templates"
# Of what Sphinx writes: its pages, the index, and the scripts that search it.
_KEPT = re.compile(
    r"[\w-]+\.html|searchindex\.js|_static/(searchtools|language_data|documentation_options|doctools"
    r"|sphinx_highlight|report|site)\.(js|css)"
)
_CONFIG = {
    "extensions": ["myst_parser"],
    "html_theme": "theme",
    "html_theme_path": [str(_THEME.parent)],
    "html_static_path": [str(_TEMPLATES / name) for name in ("report.css", "report.js")],
    "html_title": "",
    "html_copy_source": False,
    "html_use_index": False,
    "html_domain_indices": False,
    "html_permalinks": False,
    "html_show_search_summary": False,
    "myst_enable_extensions": [],
    "smartquotes": False,
    "exclude_patterns": [],
    "copyright": "",
    "project": "",
}


def site(pages: Iterable[Page], others: Mapping[str, tuple[str, str]], head: dict, scratch: Path):
    """The site as its files by their names. `others` are pages beside it that a search finds too:
    their title and HTML by their path without its ending; `head` is what stands above every page:
    `title`, `subtitle` and `origin`.
    """
    pages = [*pages]
    source, out = scratch / "source", scratch / "out"
    source.mkdir()
    for page in pages:
        _write(source, page)
    _sphinx(source, out, scratch / "trees", _Shown(pages, others, head))
    files = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*"))}
    return {name: path.read_bytes() for name, path in files.items() if _KEPT.fullmatch(name)}


class _Shown:
    """What Sphinx is told while it makes the pages."""

    def __init__(self, pages: list[Page], others: Mapping[str, tuple[str, str]], head: dict):
        self.pages, self.others, self.head = pages, others, head

    def page(self, app, name: str, template: str, context: dict, tree) -> None:
        """What a page knows beside its text: the list of pages, those beside it, its contents."""
        names = [page.name for page in self.pages]
        at = names.index(name) if name in names else -1
        groups: dict[str, list[Page]] = {}
        for page in self.pages:
            groups.setdefault(page.group, []).append(page)
        context |= {
            **self.head,
            "groups": groups,
            "here": name,
            "before": self.pages[at - 1] if at > 0 else None,
            "after": self.pages[at + 1] if 0 <= at < len(names) - 1 else None,
            "contents": (self.pages[at].contents if at >= 0 else "") or _inner(context),
        }

    def beside(self, app) -> tuple:
        """Feed the index with pages that lie beside the site."""
        from docutils import nodes
        from docutils.utils import new_document

        for name, (title, html) in self.others.items():
            document = new_document("")
            document += nodes.paragraph(text=_text(html))
            # Of a page it does not know Sphinx drops the words.
            app.env.all_docs[name], app.env.titles[name] = 0, nodes.title(text=title)
            app.builder.indexer.feed(name, f"{name}.html", title, document)
        return ()


def _inner(context: dict) -> str:
    """The headings below a page's title, as Sphinx lists them."""
    found = re.search(r"</a>\s*(<ul>.*</ul>)\s*</li>\s*</ul>", context.get("toc", ""), re.S)
    return found[1] if found else ""


def _text(html: str) -> str:
    body = re.sub(r"(?s)<(head|style|script|svg)\b.*?</\1>", " ", html)
    return unescape(re.sub(r"<[^>]*>", " ", body))


def _write(source: Path, page: Page) -> None:
    """A page as Markdown, its parts in HTML as files beside it."""
    text = f"---\norphan: true\n---\n\n# {literal(page.title)}\n"
    for place, part in enumerate(page.parts):
        if isinstance(part, Html):
            beside = f"{page.name}-{place}.part"
            (source / beside).write_text(part, encoding="utf-8", newline="\n")
            part = f"```{{raw}} html\n:file: {beside}\n```"
        text += f"\n{part}\n"
    (source / f"{page.name}.md").write_text(text, encoding="utf-8", newline="\n")


def _sphinx(source: Path, out: Path, trees: Path, shown: _Shown) -> None:
    # It takes a second to import: only those who make a site pay it.
    from sphinx.application import Sphinx
    from sphinx.search.en import SearchEnglish
    from sphinx.util.docutils import docutils_namespace
    from sphinx.writers.html5 import HTML5Translator

    class Words(SearchEnglish):
        """Words alone: a search passes over figures, so they are not put into the index."""

        def word_filter(self, word: str) -> bool:
            return not any(map(str.isdigit, word)) and super().word_filter(word)

    class Translator(HTML5Translator):
        """Tables in a box that scrolls by itself and can be reached by keyboard."""

        def visit_table(self, node) -> None:
            self.boxes = getattr(self, "boxes", 0) + 1
            named = f'aria-label="Table {self.boxes} of this page"'
            self.body.append(f'<div class="table-box" role="region" tabindex="0" {named}>\n')
            super().visit_table(node)

        def depart_table(self, node) -> None:
            super().depart_table(node)
            self.body.append("</div>\n")

    said = io.StringIO()
    with docutils_namespace():
        app = Sphinx(
            source, None, out, trees, "html", _CONFIG, status=None, warning=said, freshenv=True
        )
        app.set_translator("html", Translator, override=True)
        app.add_search_language(Words)
        app.connect("html-page-context", shown.page)
        app.connect("html-collect-pages", shown.beside)
        app.build(force_all=True)
    if said.getvalue():
        raise ValueError(said.getvalue())
