"""A section: the only door to readers, and one that may be passed twice."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
import yaml
from conftest import series_rows
from matplotlib.figure import Figure

from analysis import publish, store
from analysis.declare.disclosure import told
from analysis.declare.front import day, imprint
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import InputError
from analysis.declare.traced import bare, key, keys, untraced
from analysis.declare.withheld import WITHHELD
from analysis.find.finding import counted, finding, frame
from analysis.show import words
from analysis.show.printed import Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.report import about, closing


def table(cell: str) -> PrintedTable:
    cells = pd.DataFrame({"Borough": ["Barnet"], "Count": [cell]})
    return PrintedTable("indicators-trial", "A trial", cells, cells)


def chart(key: str) -> PrintedFigure:
    drawn = pd.DataFrame({"Borough": ["Barnet"]})
    return PrintedFigure(key, key.capitalize(), f"{key} in words", _blank, drawn)


def _blank(wide: float) -> Figure:
    return Figure((wide, 1))


@pytest.fixture
def section(project):
    return publish.Section("indicators", "2023-25")


def test_what_is_shown_is_written_with_its_files_and_its_origin(section, project):
    section.show(
        Heading("indicators-a", "A"), table("7"), Paragraphs(("Seven.",), box="keyfinding")
    )
    folder = project / "reports/2023-25/indicators"
    text = store.section("2023-25", "indicators")
    assert text.startswith(
        "# Children's social care indicators {#indicators}\n\n## A {#indicators-a}"
    )
    assert "| Barnet | 7 |" in text
    assert "Source: Published data:" in text
    assert "::: keyfinding\nSeven.\n:::" in text
    assert (folder / "tables/indicators-trial.csv").read_text() == "Borough,Count\nBarnet,7\n"


def test_the_origin_is_said_once_under_the_opening_and_the_published_number_under_its_table(
    project,
):
    project.joinpath("data/raw/2023-25/contents.csv").write_text(
        "kind,number,holds,tables,missing\ntable,9,A trial,indicators-trial,\n"
    )
    section = publish.Section("indicators", "2023-25")
    section.show(
        Paragraphs(("Opened.",), box="keyfinding"), table("7"), replace(table("8"), key="other")
    )
    text = section.markdown()
    order = [
        "Opened.",
        "Source: Published data:",
        "| Barnet | 7 |",
        "report: Table 9.",
        "| Barnet | 8 |",
    ]
    assert sorted(order, key=text.index) == order
    assert (text.count("Source:"), text.count("In the published report:")) == (1, 1)


def test_a_git_host_shows_the_words_of_a_section_and_no_marks(section, project):
    section.show(Paragraphs(("See @tbl:indicators-trial.",), box="keyfinding"), table("7"))
    text = (project / "reports/2023-25/indicators/section.md").read_text(encoding="utf-8")
    assert text.startswith("# Children's social care indicators\n\n> See [Table “A trial”](#tbl-")
    assert "| Barnet | 7 |" in text


def test_the_first_chart_stands_under_the_opening(section):
    drawn = [chart(key) for key in ("first", "second")]
    section.show(Paragraphs(("Opened.",), box="keyfinding"), table("7"))
    section.show(Heading("b", "Boroughs"), Paragraphs(("Said.",)), *drawn)
    text = section.markdown()
    order = ["Opened.", "figures/first.png", "| Barnet | 7 |", "## Boroughs", "figures/second.png"]
    assert sorted(order, key=text.index) == order
    assert text.count("figures/first.png") == 1


def test_a_chart_of_the_annex_stays_there(section):
    section.show(Paragraphs(("Opened.",), box="keyfinding"), table("7"))
    section.annex(chart("behind"))
    body, annex = section.markdown().split("::::::: annex")
    assert "behind.png" in annex and "behind.png" not in body


def test_showing_a_block_again_replaces_it_in_its_place(section):
    section.show(table("7"), Paragraphs(("After.",)))
    once = section.markdown()
    section.show(table("7"), Paragraphs(("After.",)))
    assert section.markdown() == once
    section.show(table("8"))
    assert section.markdown() == once.replace("| Barnet | 7 |", "| Barnet | 8 |")


def test_a_number_other_than_the_one_last_published_is_marked_and_what_it_was_is_kept(project):
    first = publish.Section("indicators", "2023-25")
    first.show(table("7"))
    folder = project / "reports/2023-25/indicators"
    kept = store.kept_cells("2023-25", "2025-06-30")
    kept.mkdir(parents=True)
    (kept / "indicators.csv").write_bytes((folder / "printed.csv").read_bytes())
    (project / "data/raw/2023-25/published.csv").write_text(
        "date,what\n2025-06-30,the report\n", encoding="utf-8"
    )
    section = publish.Section("indicators", "2023-25")
    section.show(table("7"))
    assert "[r]" not in section.markdown()
    section.show(table("8"))
    assert "| Barnet | 8\u00a0\\[r\\] |" in section.markdown()
    number = store.printed("2023-25", "indicators").iloc[-1]
    assert number[["row", "column", "cell", "was", "revised"]].tolist() == [
        "Barnet",
        "Count",
        "8",
        "7",
        "changed",
    ]
    # Another section was not published: none of its numbers can be another.
    other = publish.Section("training", "2023-25")
    other.show(table("9"))
    assert "[r]" not in other.markdown()


@pytest.mark.parametrize("content", [b"table,line\nindicators-trial,1\n", b"\xff\xfe\x00", b""])
def test_a_damaged_list_of_what_was_printed_is_named_in_one_line(project, content):
    kept = store.kept_cells("2023-25", "2025-06-30")
    kept.mkdir(parents=True)
    (kept / "indicators.csv").write_bytes(content)
    (project / "data/raw/2023-25/published.csv").write_text(
        "date,what\n2025-06-30,the report\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as error:
        publish.Section("indicators", "2023-25")
    assert "data/raw/2023-25/published/2025-06-30/printed/indicators.csv cannot be used: " in str(
        error.value
    )
    assert "\n" not in str(error.value)


def test_what_is_given_to_a_boroughs_page_goes_to_its_file_alone(section, project):
    nothing = PrintedTable("indicators-none", "None", [], pd.DataFrame())
    section.pages(("barnet", table("7")), ("newham", Paragraphs(("Eight.",))), ("barnet", nothing))
    folder = project / "reports/2023-25/indicators"
    parts = {path.stem: path.read_text() for path in (folder / "boroughs").iterdir()}
    assert set(parts) == {"barnet", "newham"} and parts["newham"] == "Eight.\n"
    assert "| Barnet | 7 |" in parts["barnet"]
    assert (folder / "tables/indicators-trial.csv").is_file()
    assert not (folder / "section.md").exists()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "borough,who,decided\nbarnett,evaluator,2026-09",
            "line 2: borough: 'barnett' does not fit; write its key, like hackney, one of",
        ),
        ("borough,who\nhackney,evaluator", "its first line must be borough,who,decided"),
        ("borough,who,decided\nhackney,evaluator,1/9/26", "decided: '1/9/26' .*like 2026-06-30"),
        (
            "borough,who,decided\nhackney,a,2026\nhackney,b,2026",
            r"line 3: 'hackney' is there already .*line 2\); keep one",
        ),
        ("", "its first line must be borough,who,decided, and is empty"),
        ('borough,who,decided\n"hackney,a,2026', "pages.csv, line 2: a quotation mark opens"),
        ("borough,who,decided\nbarnet,evaluator,2026-09", "barnet was no member in 2021-22"),
    ],
)
def test_a_list_of_pages_that_cannot_be_used_is_named_in_one_line(project, lines, said):
    (project / "data/raw/2021-22/pages.csv").write_text(f"{lines}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said) as refused:
        store.pages("2021-22")
    assert "data/raw/2021-22/pages.csv" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_report_leads_to_pages_only_where_the_evaluator_says_so_or_the_pipeline(project):
    def ends() -> str:
        of = "2023-25"
        blocks = closing(
            store.sources(of), store.profile(of), {}, store.pages(of), None, [], store.site(of)
        )
        return "\n\n".join(block.markdown("") for block in blocks)

    assert "](boroughs/" not in ends() and "/site/" not in ends()
    (project / "dvc.yaml").touch()
    assert "[The reading edition](../2023-25/site/index.html)" in ends()
    line = "borough,who,decided\nbarnet,evaluator,2026-09\n"
    (project / "data/raw/2023-25/pages.csv").write_text(line, encoding="utf-8")
    link = "[Barnet](boroughs/barnet.html) ([PDF](boroughs/barnet.pdf))"
    assert ends().endswith(f"**Pages of single boroughs.** {link}.")


def test_heading_table_and_figure_of_one_name_do_not_push_each_other_out(section):
    section.show(Heading("indicators-trial", "Trial"), table("7"))
    assert "## Trial" in section.markdown()
    assert "A trial" in section.markdown()


def test_report_joins_sections_and_finds_their_figures(section, project):
    section.show(Paragraphs(("![x](figures/a.png)",)))
    source = publish.report("2023-25", ["indicators"], (Heading("end", "End", level=1),))
    assert "](indicators/figures/a.png)" in source
    assert source.endswith("# End {#end}")
    assert "subtitle: Evaluation report, Year 3/4, Jul–Sep 2023 to Jan–Mar 2025" in source
    assert "origin: 'Published data:" in source


def test_section_alone_has_a_front_of_its_own(section):
    section.show(Paragraphs(("Text.",)))
    source = publish.section_alone("2023-25", "indicators")
    assert "subtitle: Children's social care indicators, Year 3/4" in source


def test_section_that_was_not_built_says_what_to_run(project):
    with pytest.raises(InputError, match="dvc repro findings-indicators-2023-25"):
        store.section("2023-25", "indicators")


def supplied(project, **params):
    """The period as if returns had come that nobody published, under what params.yaml says."""
    listed = project / "data/raw/2023-25/received.csv"
    listed.write_text(listed.read_text().replace(",published,", ",supplied,"), encoding="utf-8")
    held = yaml.safe_load((project / "params.yaml").read_text(encoding="utf-8"))
    (project / "params.yaml").write_text(yaml.safe_dump(held | params), encoding="utf-8")


def counts_of_children() -> pd.DataFrame:
    rows = [
        finding(
            "first", "2023-25/indicators/a.xlsx!S!B2", borough=key, when="2023-25", **counted(count)
        )
        for key, count in (("hackney", 3), ("barnet", 30))
    ]
    return frame(rows)


@pytest.fixture
def declared(monkeypatch):
    people = {"findings": told("first:: people")}
    strand = replace(publish.STRANDS["indicators"], people=people)
    monkeypatch.setitem(publish.STRANDS, "indicators", strand)


def test_what_passes_is_public_and_what_it_was_made_from_stays_private(project, declared):
    supplied(project)
    section = publish.Section("indicators", "2023-25")
    found = section.passed(findings=counts_of_children())
    assert found["x"].tolist() == [WITHHELD, 30]
    public, private = (
        pd.read_csv(project / path, dtype=str, keep_default_na=False)
        for path in (
            "reports/2023-25/indicators/findings.csv",
            "data/processed/findings/indicators/2023-25/findings.csv",
        )
    )
    assert public["x"].tolist() == ["[d]", "30.0"] and not public["rows"].str.contains("B2").any()
    assert private["x"].tolist() == ["3", "30"] and private["rows"].str.endswith("!S!B2").all()
    section.show(Paragraphs(("Arrived.",), box="keyfinding"), Heading("b", "B"), table("7"))
    body, _, annex = section.markdown().partition(publish.ANNEX)
    assert (
        "**What is withheld.** Counts of people from 1 to 5 are withheld, and what they could be worked"
        " out from. Here: 1 of 2 counts, each shown as [d]."
    ) in body
    assert "Of the 1 count withheld fewer than 5 are so for their size" in annex


def test_where_everything_is_public_findings_are_as_they_were(project, declared):
    section = publish.Section("indicators", "2023-25")
    found = section.passed(findings=counts_of_children())
    pd.testing.assert_frame_equal(untraced(found), counts_of_children())
    text = (project / "reports/2023-25/indicators/findings.csv").read_text()
    assert "a.xlsx!S!B2" in text
    section.show(Paragraphs(("Arrived.",)), table("7"))
    assert "withheld" not in section.markdown()


def test_a_section_leads_from_each_number_to_its_finding_and_everything_else_holds_bare_words(
    project, declared
):
    section = publish.Section("indicators", "2023-25")
    found = section.passed(findings=counts_of_children())
    number = found["x"].dropna().iloc[0]
    of_number = keys("indicators", "findings", found)[found["x"].first_valid_index()]
    lines = [{"Borough": "Hackney", "Children": f"{number:,.0f}"}]
    section.show(
        Paragraphs((f"{number:,.0f} came.",)),
        PrintedTable("one", f"Of {number:,.0f}", lines, found),
    )
    folder = project / "reports/2023-25/indicators"
    of = f'[{untraced(number):,.0f}]{{of="{of_number}"}}'
    source = (folder / "section.pandoc").read_text()
    assert f"{of} came." in source and f"| Hackney | {of} |" in source and f": Of {of} " in source
    assert store.section("2023-25", "indicators") == bare(section.markdown())
    for path in folder.rglob("*.*"):
        text = path.read_text()
        assert text == bare(text) and (of_number in text) == (path.name == "section.pandoc")


def test_a_returned_count_that_is_printed_knows_the_cell_it_stood_in(project, declared):
    section = publish.Section("indicators", "2023-25")
    rows = section.returned(pd.DataFrame(series_rows("hackney", "referral", [7, None, "<5"])))
    assert [getattr(one, "of", "") for one in rows["count"]] == [
        key("indicators", "hackney.xlsx", "S", "B5"),
        "",
        "",
    ]
    assert [bare(one) for one in words.cells(rows)] == ["7", SYMBOLS["not_returned"], "[c]"]


def test_rows_are_looked_at_and_statements_checked_where_nothing_is_withheld(project):
    section = publish.Section("claims", "2023-25")
    assert len(section.stated()) == len(store.claims("2023-25")) > 50
    assert section.look(7) == 7
    supplied(project)
    section = publish.Section("claims", "2023-25")
    assert section.look(7) is None and section.stated().empty


def test_an_internal_edition_says_so_and_never_lies_under_reports(project, declared):
    supplied(project, disclosure={"2023-25": "internal"})
    section = publish.Section("indicators", "2023-25")
    assert section.passed(findings=counts_of_children())["x"].tolist() == [3, 30]
    section.show(Paragraphs(("Arrived.",)), table("7"))
    assert "INTERNAL, not to be passed on" in section.markdown()
    assert not (project / "reports").exists()
    assert (project / "internal/2023-25/indicators/section.md").is_file()
    assert store.document("2023-25", "pdf") == "internal/2023-25/report-internal.pdf"


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (
            "as_published",
            "2023-25 cannot be as_published, since files came that nobody has published",
        ),
        ("dfe", "no disclosure profile 'dfe'"),
    ],
)
def test_a_profile_that_cannot_be_is_refused_in_one_line(project, profile, said):
    supplied(project, disclosure={"2023-25": profile})
    with pytest.raises(InputError, match=said) as error:
        store.profile("2023-25")
    assert "\n" not in str(error.value)


def test_what_was_sent_and_not_published_is_withheld_unless_told_otherwise(project):
    assert store.profile("2023-25").key == "as_published"
    supplied(project)
    assert store.profile("2023-25").key == "dfe_cin"


def test_what_stands_behind_a_section_goes_to_its_annex_and_after_all_sections(project):
    section = publish.Section("indicators", "2023-25")
    section.show(Paragraphs(("Arrived.",), box="keyfinding"))
    section.annex(Heading("b", "Boroughs"), table("7"))
    section.show(Paragraphs(("Said.",)))
    text = section.markdown()
    body, annex = text.split("\n\n::::::: annex\n\n")
    assert body.index("Arrived.") < body.index("Said.") and "| 7 |" not in body
    assert annex.startswith(
        "## Technical annex: Children's social care indicators {#indicators-annex}"
    )
    # Under the annex's own heading.
    assert "\n### Boroughs {#b}" in annex and "| 7 |" in annex
    whole = publish.report("2023-25", ["indicators"], [Paragraphs(("Closing.",))])
    order = ["Said.", "# Technical annexes {#annexes}", "| 7 |", "Closing."]
    assert sorted(order, key=whole.index) == order


def test_a_section_with_nothing_behind_it_has_no_annex(project):
    section = publish.Section("indicators", "2023-25")
    section.show(Paragraphs(("Arrived.",)))
    section.annex(Heading("b", "Nothing under it"))
    assert "annex" not in section.markdown()
    assert "annexes" not in publish.report("2023-25", ["indicators"])


def test_a_report_says_who_wrote_it_and_what_of_that_is_not_on_record(project):
    front = project / "data/raw/2023-25/front.csv"
    front.write_text("item,says\nauthors,Two people\nversion,2\n", encoding="utf-8")
    section = publish.Section("indicators", "2023-25")
    section.show(Paragraphs(("Arrived.",)))
    head = publish.report("2023-25", ["indicators"]).split("---")[1]
    assert "author: Two people" in head and "imprint: Version 2" in head
    said = about(store.front("2023-25")).markdown("")
    assert "**Authors.** Two people" in said
    assert "**Not on record.** Organisation, commissioned by, date of the report" in said


@pytest.mark.parametrize(
    ("front", "under_the_authors", "on"),
    [
        ({}, "Software version 0.1", None),
        ({"date": "Tables of June 2025"}, "Tables of June 2025 · Software version 0.1", None),
        (
            {"version": "2", "date": "2026-09-30", "commissioner": "A partnership"},
            "Commissioned by A partnership · 30 September 2026 · Version 2",
            dt.date(2026, 9, 30),
        ),
    ],
)
def test_under_the_authors_stands_for_whom_when_and_which_version(front, under_the_authors, on):
    assert imprint(front, "0.1") == under_the_authors
    assert day(front) == on
    if on:
        assert "**Date of the report.** 30 September 2026" in about(front).markdown("")
