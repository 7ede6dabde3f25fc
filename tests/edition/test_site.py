"""The reading edition as built: every page opens from disk, leads nowhere but to what is there, and
is made to the same bytes again.
"""

import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ROOT
from lxml import html

from analysis import store
from edition import build

PERIODS = store.params()["periods"]
LINK = re.compile(r'(?<![:\w-])(?:href|src|action)="([^"]+)"')
WANTED = """
index notebooks traces boroughs downloads methods functions tests assumptions dictionary questions
claims revisions decisions search
""".split()
SCRIPTS = {
    "report.js", "site.js", "searchtools.js", "language_data.js", "documentation_options.js",
    "doctools.js", "sphinx_highlight.js",
}  # fmt: skip

each = pytest.mark.parametrize("period", PERIODS)


def site(period: str) -> Path:
    return store.reports(period) / "site"


def pages(period: str) -> list[Path]:
    return sorted(site(period).glob("*.html"))


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def names(path: Path) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', text(path))


@each
def test_every_page_is_there_and_nothing_that_nobody_reads(period):
    ends = ("claims", "change", "questions", "reading", "sources", "terms", "about")
    sections = (*store.strands(period), *ends)
    report = {f"report-{name}.html" for name in sections}
    lying = {path.relative_to(site(period)).as_posix() for path in site(period).rglob("*.*")}
    lying = {name for name in lying if not name.startswith("downloads/")}
    static = {f"_static/{name}" for name in (*SCRIPTS, "report.css", "site.css")}
    wanted = {f"{name}.html" for name in WANTED} | static | {"searchindex.js"}
    assert lying - report == wanted
    may_lack = ("claims", "change", "questions")
    assert report - lying <= {f"report-{name}.html" for name in may_lack}


def test_it_is_made_to_the_same_bytes_again(tmp_path):
    made = build.files("2023-25", tmp_path)
    folder = site("2023-25")
    assert {name: len(content) for name, content in made.items()} == {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert [name for name, content in made.items() if (folder / name).read_bytes() != content] == []


@each
def test_every_link_leads_to_a_file_that_is_there_and_to_a_name_in_it(period):
    followed, dead = 0, []
    for page in pages(period):
        for link in LINK.findall(text(page)):
            if link.startswith("data:"):
                continue
            followed += 1
            path, _, name = unquote(link).partition("#")
            to = (page.parent / path).resolve() if path else page
            if not to.exists() or (name and name not in names(to)):
                dead.append((page.name, link))
    assert followed > 1000
    assert dead == []


@each
def test_nothing_is_asked_of_the_network(period):
    for path in site(period).rglob("*.*"):
        if path.suffix == ".html":
            policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text(path))[1]
            assert policy.startswith("default-src 'none'") and "http" not in policy
            assert not [one for one in LINK.findall(text(path)) if re.match(r"https?:|//", one)]
        elif path.suffix == ".css":
            assert "url(" not in text(path) and "@import" not in text(path)
    options = text(site(period) / "_static" / "documentation_options.js")
    # The one thing that the search would fetch.
    assert "SHOW_SEARCH_SUMMARY: false" in options


@each
def test_a_page_has_one_title_landmarks_and_names_that_are_its_own(period):
    for path in pages(period):
        page = html.fromstring(text(path))
        assert page.get("lang") == "en-GB"
        assert [len(page.findall(f".//{tag}")) for tag in ("h1", "main", "head/title")] == [1, 1, 1]
        assert [name for name, many in Counter(names(path)).items() if many > 1] == [], path.name
        levels = [
            int(one.tag[1]) for one in page.iterfind(".//main//*") if re.match(r"h\d", str(one.tag))
        ]
        steps = zip([1, *levels], levels, strict=False)
        assert all(after - before <= 1 for before, after in steps), path.name
        assert page.xpath('//*[@aria-current="page"]/text()') or path.name == "search.html"


@each
def test_no_word_of_the_report_is_lost(period):
    report = html.parse(str(store.root() / store.document(period, "html"))).getroot()
    cut = [html.parse(str(path)).getroot() for path in site(period).glob("report-*.html")]
    whole = report.find(".//main")
    before, after = Counter(words(whole)), Counter()
    for page in cut:
        main = page.find(".//main")
        for nav in main.findall("nav"):
            main.remove(nav)
        after += Counter(words(main))
    lost = before - after
    # The heading over all annexes; the annexes stand with their sections.
    assert lost == Counter("Technical annexes".split())
    assert after - before == Counter()


def words(element) -> list[str]:
    return " ".join(element.itertext()).split()


@each
def test_a_simulated_period_says_so_on_every_page(period):
    said = [path.name for path in pages(period) if "Simulated data" not in text(path)]
    assert said == ([] if period == "2025-26" else [path.name for path in pages(period)])


@each
def test_a_search_finds_the_notebooks_and_traces_beside_it(period):
    index = text(site(period) / "searchindex.js")
    for folder in ("notebooks", "traces"):
        for path in (store.reports(period) / folder).glob("[!r]*.html"):
            assert f'"../{folder}/{path.stem}"' in index
    assert not re.search(r'"\w*\d\w*":', index.partition('"terms":')[2])


def test_a_period_that_is_none_is_refused_in_a_line(capsys):
    assert build.main(["2099-00"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("edition: name one period") and said.count("\n") == 1


def test_an_internal_report_has_its_site_beside_it_and_nothing_under_reports(project, monkeypatch):
    params = (project / "params.yaml").read_text(encoding="utf-8")
    params = re.sub(r"disclosure: \{", 'disclosure: {"2022-23": internal, ', params)
    (project / "params.yaml").write_text(params, encoding="utf-8")
    built = project / "internal" / "2022-23"
    shutil.copytree(ROOT / "reports" / "2022-23", built, ignore=shutil.ignore_patterns("site"))
    for path in (*built.glob("report.*"), *built.glob("boroughs/*.*")):
        path.rename(path.with_stem(f"{path.stem}-internal"))
    assert build.main(["2022-23"]) == 0
    assert not (project / "reports").exists()
    for name in ("downloads", "boroughs"):
        page = built / "site" / f"{name}.html"
        led = [link for link in LINK.findall(text(page)) if link.startswith("../")]
        assert any("-internal." in link for link in led)
        assert [link for link in led if not (page.parent / link).is_file()] == []


def test_a_report_that_is_not_built_is_refused_and_nothing_is_written(project, capsys):
    assert build.main(["2022-23"]) == 1
    assert "has not been built: run `python3 make.py report`" in capsys.readouterr().err
    assert not (project / "reports").exists()
