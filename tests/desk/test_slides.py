"""Slides say what the sections say, in text a person can edit, with a chart that is described; the same
sections make the same bytes.
"""

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from analysis import store
from analysis.declare.disclosure import RULE
from analysis.declare.outcomes import LINES
from desk import slides
from desk.cli import main

PERIOD, MADE_UP = "2023-25", "2025-26"
SAID = "Of 24 series: possible decrease in 1 and cannot tell in 23."
ALT = "Four charts. Hackney: “cannot tell”."
FIGURE = f'![Together \\[all\\]: cannot tell](figures/a.png){{#fig:a alt="{ALT}"}}'


def lines(*given: tuple[str, str, str]):
    blank = dict.fromkeys(LINES.columns, "")
    return LINES.framed(
        blank | {"kind": kind, "value": value, "text": text} for kind, value, text in given
    )


def png(wide: int = 800, high: int = 400) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (wide, high), "navy").save(held, "png")
    return held.getvalue()


def section(period: str, strand: str, text: str = "Nothing.", *given) -> None:
    folder = f"reports/{period}/{strand}"
    profile = store.profile(period, strand)
    rule = f"\n\n{RULE} {profile.says}" if profile.withholds else ""
    store.write(f"{folder}/section.pandoc", f"# {strand} {{#{strand}}}\n\n{text}{rule}\n")
    store.write(f"{folder}/figures/a.png", png())
    store.write(f"{folder}/glance.csv", lines(*given))


@pytest.fixture
def built(project):
    """Sections of a period, one of them with a chart and sentences."""
    for strand in [*store.strands(PERIOD), "claims"]:
        section(PERIOD, strand)
    more = [("headline", "", f"Sentence {at}.") for at in range(5)]
    number = ("number", "1,230", "attendances")
    section(PERIOD, "indicators", f"{FIGURE}\n\n{FIGURE}", ("headline", "", SAID), *more)
    section(PERIOD, "training", "Nothing.", number, ("wanted", "", "More of it"))
    return project


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


def texts(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_a_slide_has_the_first_sentence_three_more_the_chart_and_the_source(built):
    (slide,) = opened(slides.deck(PERIOD, "indicators")).slides
    title, body, shows, source = texts(slide)
    assert shows == "Together [all]: cannot tell"
    assert slide.shapes.title.text_frame.text == title == SAID
    assert body.split("\n") == ["Sentence 0.", "Sentence 1.", "Sentence 2."]
    assert source.startswith("Children's social care indicators, Year 3/4. Source: Published data")
    kinds = [one.placeholder_format.type for one in slide.placeholders]
    assert kinds == [PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.OBJECT]


def test_the_chart_is_described_whole_and_within_the_slide(built):
    made = opened(slides.deck(PERIOD, "indicators"))
    (chart,) = [one for one in made.slides[0].shapes if hasattr(one, "image")]
    assert chart._element.nvPicPr.cNvPr.get("descr") == ALT
    assert chart.image.blob == png()
    assert abs(chart.width / chart.height - 2) < 0.01
    assert chart.left > 0 and chart.left + chart.width < made.slide_width
    body = made.slides[0].placeholders[1]
    assert body.left + body.width < chart.left


def test_a_tall_chart_has_all_the_height_there_is(built):
    store.write(f"reports/{PERIOD}/indicators/figures/a.png", png(400, 800))
    (slide,) = opened(slides.deck(PERIOD, "indicators")).slides
    said = slide.placeholders[1].text_frame.text.split("\n")
    assert len(texts(slide)) == 3 and said[0] == "The chart: Together [all]: cannot tell"
    (chart,) = [one for one in slide.shapes if hasattr(one, "image")]
    head, body = slide.placeholders
    assert chart.top == head.top and head.left + head.width < chart.left
    assert head.top + head.height <= body.top
    assert chart.top + chart.height >= body.top + body.height - 9


@pytest.mark.parametrize("size", [(3000, 200), (200, 3000), (10, 10)])
def test_a_chart_of_any_shape_stays_above_the_source(built, size):
    store.write(f"reports/{PERIOD}/indicators/figures/a.png", png(*size))
    (slide,) = opened(slides.deck(PERIOD, "indicators")).slides
    chart, source = (
        next(one for one in slide.shapes if one.name == name) for name in ("Chart", "Source")
    )
    assert chart.top + chart.height <= source.top
    head = slide.shapes.title
    assert head.top + head.height <= chart.top or head.left + head.width <= chart.left


def test_a_section_without_a_headline_is_titled_by_its_chart_or_its_number(built):
    section(PERIOD, "surveys", FIGURE)
    (slide,) = opened(slides.deck(PERIOD, "surveys")).slides
    assert slide.shapes.title.text_frame.text == "Together [all]: cannot tell"
    (slide,) = opened(slides.deck(PERIOD, "training")).slides
    assert texts(slide)[0] == "1,230 attendances." and len(texts(slide)) == 2


def test_a_slide_is_titled_by_the_finding_and_says_what_it_cannot_tell(built):
    limits = "**What this cannot tell.** Who came (@tbl:who): nobody \\[x\\]; @tbl:a-b says why.\n\nMore."
    section(PERIOD, "indicators", f"{limits}\n\n{FIGURE}", ("headline", "", SAID))
    path = f"reports/{PERIOD}/indicators/section.pandoc"
    text = store.section(PERIOD, "indicators")
    store.write(path, text.replace("# indicators", "# Care: “cannot tell”: fell", 1))
    (slide,) = opened(slides.deck(PERIOD, "indicators")).slides
    title, body, *_ = texts(slide)
    assert title == "“cannot tell”: fell"
    said = "What this cannot tell. Who came: nobody [x]; the report says why."
    assert body.split("\n") == [SAID, said]


def test_statements_checked_have_a_slide_where_they_have_a_chart(built):
    assert len(opened(slides.deck(PERIOD, "report")).slides) == 3
    section(PERIOD, "claims", FIGURE)
    *_, last = opened(slides.deck(PERIOD, "report")).slides
    assert texts(last)[-1].startswith("Statements checked, Year 3/4.")


def test_the_first_slide_is_page_one_in_short(built):
    (first, *_) = opened(slides.deck(PERIOD, "report")).slides
    _, *said, source = texts(first)
    assert said == ["Did practice change? Nothing that came can tell.", "1,230", "attendances"]
    assert source == store.origin(PERIOD)


def test_what_is_made_up_says_so_on_every_slide(project):
    for strand in [*store.strands(MADE_UP), "claims"]:
        section(MADE_UP, strand, FIGURE)
    made = opened(slides.deck(MADE_UP, "report"))
    assert len(made.slides) == len(store.strands(MADE_UP)) + 2
    assert all("Simulated data" in " ".join(texts(slide)) for slide in made.slides)
    assert "Simulated data" in made.core_properties.subject


def test_a_deck_has_the_sections_in_order_but_for_those_with_nothing(built):
    first, *rest = opened(slides.deck(PERIOD, "report")).slides
    assert texts(first)[0] == "Safe & Together London, Year 3/4"
    assert [texts(one)[0] for one in rest] == ["1,230 attendances.", SAID]


def test_the_same_sections_make_the_same_bytes_and_no_clock_is_in_them(built):
    made = slides.deck(PERIOD, "report")
    assert slides.deck(PERIOD, "report") == made
    package = zipfile.ZipFile(io.BytesIO(made))
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert opened(made).core_properties.modified.year == 1980
    assert all(str(built).encode() not in package.read(name) for name in package.namelist())


def test_sentences_that_cannot_be_read_from_a_seat_stand_in_the_notes(built):
    long = "A sentence of many words. " * 11
    given = [("headline", "", text) for text in (SAID, "First.", long, "Last " + long)]
    limits = "**What this cannot tell.** Who came."
    section(PERIOD, "indicators", f"{limits}\n\n{FIGURE}", *given)
    (slide,) = opened(slides.deck(PERIOD, "indicators")).slides
    body = slide.placeholders[1].text_frame.paragraphs
    assert [one.text for one in body] == ["First.", long, "What this cannot tell. Who came."]
    assert {run.font.size.pt for one in body for run in one.runs} == {16}
    assert "Last A sentence" in slide.notes_slide.notes_text_frame.text
    sizes = [
        one.text_frame.paragraphs[0].runs[0].font.size.pt
        for one in slide.shapes
        if one.name in ("Source", "What the chart shows")
    ]
    assert min(sizes) >= 11


def test_a_sentence_too_long_for_any_size_to_be_read_is_set_smaller(built):
    section(PERIOD, "indicators", FIGURE, ("headline", "", SAID), ("headline", "", "Words. " * 120))
    (slide,) = opened(slides.deck(PERIOD, "indicators")).slides
    assert slide.placeholders[1].text_frame.paragraphs[0].runs[0].font.size.pt < 16


def test_the_command_writes_it_and_a_fault_is_one_line(built):
    def run(*arguments):
        return CliRunner().invoke(main, ["export", PERIOD, *arguments, "--to", "pptx"])

    assert run("indicators").output == f"{PERIOD}-indicators.pptx\n"
    assert Path(f"{PERIOD}-indicators.pptx").is_file()
    for strand, says in (
        ("nothing", "has no strand 'nothing'"),
        ("themes", "no chart and no sentence"),
    ):
        answer = run(strand)
        assert answer.exit_code == 1 and says in answer.output and answer.output.count("\n") == 1
