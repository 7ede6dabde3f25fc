"""A section: the only door to readers, and one that may be passed twice."""

import pandas as pd
import pytest

from analysis import publish, store
from analysis.declare.table import InputError
from analysis.show.printed import Heading, Paragraphs, PrintedTable


def table(cell: str) -> PrintedTable:
    cells = pd.DataFrame({"Borough": ["Barnet"], "Count": [cell]})
    return PrintedTable("indicators-trial", "A trial", cells, cells)


@pytest.fixture
def section(project):
    return publish.Section("indicators", "2023-25")


def test_what_is_shown_is_written_with_its_files_and_its_origin(section, project):
    section.show(
        Heading("indicators-a", "A"), table("7"), Paragraphs(("Seven.",), box="keyfinding")
    )
    folder = project / "reports/2023-25/indicators"
    text = (folder / "section.md").read_text(encoding="utf-8")
    assert text.startswith(
        "# Children's social care indicators {#indicators}\n\n## A {#indicators-a}"
    )
    assert "| Barnet | 7 |" in text
    assert "Source: Published data:" in text
    assert "::: keyfinding\nSeven.\n:::" in text
    assert (folder / "tables/indicators-trial.csv").read_text() == "Borough,Count\nBarnet,7\n"


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
