"""The report as pages of its own: each section with its technical annex, cut from the built report
word for word, with links that lead on from where it now stands.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from analysis.declare.table import InputError
from edition.page import Html, Page

GROUP = "The report"
_PART, _ANNEX = re.compile(r'^(?=<h2 id=")', re.M), re.compile(r'^(?=<h3 id="[\w-]+-annex")', re.M)
_HEAD = re.compile(r'<h[23] id="([\w-]+)"[^>]*>(.*?)</h[23]>\n?', re.S)
_ID, _TAG = re.compile(r'\bid="([^"]+)"'), re.compile(r"<[^>]*>")
_LINK = re.compile(r'(?<= href=")(?!\w+:)([^"#]*)(#[^"]*)?(?=")')
_ANNEXES = "annexes"


@dataclass(frozen=True)
class Report:
    """A built report in HTML: its title and subtitle, where the numbers come from, its first page,
    and its parts by their names, each with its heading and its text.
    """

    title: str
    subtitle: str
    origin: str
    glance: str
    parts: Mapping[str, tuple[str, str]]


def report(built: str) -> Report:
    """A report in HTML taken apart; InputError where it is no report of ours."""
    patterns = (
        r"<h1>(.*?)</h1>",
        r'<p class="subtitle">(.*?)</p>',
        r'<aside class="origin"[^>]*>(.*?)</aside>',
        r'<section class="glance"[^>]*>(.*?)</section>',
        r"<main\b[^>]*>(.*?)</main>",
    )
    found = [re.search(pattern, built, re.S) for pattern in patterns]
    if not all(found):
        raise InputError("the report in HTML is not one of this project: build it again")
    title, subtitle, origin, glance, body = (one[1] for one in found)
    return Report(words(title), words(subtitle), origin, glance, _parts(body))


def pages(of: Report) -> list[Page]:
    """The pages of a report, in its order; links between them lead from page to page."""
    where = _where(of)
    made = []
    for name, (heading, body) in of.parts.items():
        text = _lifted(_led(body, name, where))
        whole = Html(f'<div id="{name}" class="report">\n{text}</div>\n')
        label = heading.partition(":")[0]
        page = Page(f"report-{name}", heading, label, GROUP, heading, (whole,), _contents(text))
        made.append(page)
    return made


def first_page(of: Report) -> Html:
    """What the report gives at a glance, as it stands on the first page of the edition."""
    return Html(f'<div class="glance">\n{_led(of.glance, "", _where(of))}</div>\n')


def words(marked: str) -> str:
    """A heading in HTML as words."""
    return " ".join(unescape(_TAG.sub("", marked)).split())


def _parts(body: str) -> dict[str, tuple[str, str]]:
    """The parts of a report, each annex at the end of the section it is of."""
    parts: dict[str, tuple[str, str]] = {}
    for part in _PART.split(body)[1:]:
        name, heading, text = _headed(part)
        if name == _ANNEXES:
            for annex in _ANNEX.split(text)[1:]:
                of = _HEAD.match(annex)[1].removesuffix("-annex")
                parts[of] = (parts[of][0], parts[of][1] + annex)
        else:
            parts[name] = (heading, text)
    return parts


def _headed(part: str) -> tuple[str, str, str]:
    head = _HEAD.match(part)
    return head[1], words(head[2]), part[head.end() :]


def _where(of: Report) -> dict[str, str]:
    """The part in which each name stands; "" is the first page."""
    where = dict.fromkeys(_ID.findall(of.glance), "")
    for name, (_, body) in of.parts.items():
        where |= dict.fromkeys([name, *_ID.findall(body)], name)
    return where


def _led(text: str, here: str, where: Mapping[str, str]) -> str:
    """The text with its links as they lead from the page of a part: to another page, or out of the
    folder of the edition.
    """

    def link(found: re.Match) -> str:
        path, name = found[1], (found[2] or "")[1:]
        if path:
            return f"../{found[0]}"
        there = where.get(name, "")
        return found[0] if there == here else f"{_file(there)}#{name}"

    return _LINK.sub(link, text)


def _file(part: str) -> str:
    return f"report-{part}.html" if part else "index.html"


def _lifted(text: str) -> str:
    """The text with its headings a level higher: its page has the first."""
    return re.sub(r"(</?h)([3-6])\b", lambda tag: f"{tag[1]}{int(tag[2]) - 1}", text)


def _contents(text: str) -> str:
    """The headings of a page that are not folded away, as a list of links."""
    heads = re.findall(r'^<h2 id="([\w-]+)"[^>]*>(.*?)</h2>', text, re.M | re.S)
    lines = [f'<li><a href="#{name}">{words(said)}</a></li>' for name, said in heads]
    return "<ul>\n{}\n</ul>".format("\n".join(lines)) if len(lines) > 1 else ""
