"""A page of the reading edition, and its tables as HTML."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape


class Html(str):
    """Part of a page that is HTML already; every other part is Markdown."""


@dataclass(frozen=True)
class Page:
    """One page: its file's name without ending, its title, how the list of pages calls it, the
    group it stands in there, a sentence on what it holds, and its parts in their order. `contents`
    are its own headings as a list in HTML, where its parts are HTML.
    """

    name: str
    title: str
    label: str
    group: str
    says: str
    parts: tuple[str, ...]
    contents: str = ""


def literal(text: str) -> str:
    """A text as Markdown that says just this: nothing in it is markup."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))


def link(to: str, words: str) -> Html:
    """A link in HTML; a name of code may go on in another line after a dot or a dash."""
    broken = re.sub(r"(?<=\w)([._/])(?=[a-z_])", r"\1<wbr>", escape(words))
    return Html(f'<a href="{escape(to)}">{broken}</a>')


def table(caption: str, rows: Sequence[Mapping[str, str]]) -> Html:
    """Rows of texts by their headings as a table whose first column heads its rows, in a box that
    scrolls by itself; nothing where there are no rows.
    """
    if not rows:
        return Html("")
    heads = "\n".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0])
    lines = "\n".join(f"<tr>\n{_line(row)}\n</tr>" for row in rows)
    return Html(
        f'<div class="table-box" role="region" tabindex="0" aria-label="{escape(caption)}">\n'
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead>\n<tr>\n{heads}\n</tr>\n</thead>\n"
        f"<tbody>\n{lines}\n</tbody>\n</table>\n</div>\n"
    )


def _line(row: Mapping[str, str]) -> str:
    """A row; where it is narrow its cells stand one below the other, each under its heading."""
    texts = (one if isinstance(one, Html) else escape(str(one)) for one in row.values())
    first, *others = zip(row, texts, strict=True)
    cells = (f'<td data-head="{escape(head)}">{text}</td>' for head, text in others)
    return "\n".join([f'<th scope="row">{first[1]}</th>', *cells])
