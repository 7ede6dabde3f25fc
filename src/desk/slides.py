"""The first chart and the first sentences of sections on slides that a person can edit, one a
section.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from analysis import store
from analysis.declare.outcomes import EVIDENCE, HEADLINE, NUMBER
from analysis.declare.periods import period as declared
from analysis.declare.table import InputError, rows_with
from analysis.declare.words import titled
from analysis.registry import STRANDS
from analysis.show.glance import NUMBERS, QUESTION, answer
from analysis.show.printed import LIMITS, NOT_RECEIVED
from analysis.word import zipped

WHOLE, SENTENCES = "report", 3
# A clock would change the bytes.
_MADE = datetime(1980, 1, 1)
_WIDTH, _HEIGHT, _MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
_WIDE = _WIDTH - 2 * _MARGIN
_NARROWEST = Inches(4)
_HIGHEST, _TOP, _BOTTOM = Inches(0.4), Inches(1.8), Inches(6.75)
_GAP, _CAPTION = Inches(0.4), Inches(0.8)
# The source at the foot: its top, width and height.
_FOOT = _BOTTOM + Inches(0.1), _WIDE, Inches(0.5)
_TITLE, _TEXT = RGBColor(0x12, 0x43, 0x6D), RGBColor(0x20, 0x24, 0x28)
# How wide a letter and how high a line is, in sizes of type; the air below a paragraph; the sizes
# under which sentences are left to the notes, and no words are set.
_LETTER, _LINE, _APART, READABLE, SMALLEST = 0.58, 1.2, Pt(8), 16, 11
_FIGURE = re.compile(
    r'^!\[(?P<title>(?:\\.|[^\]\\])*)\]\((?P<file>figures/[^)]+)\)\{#fig:\S+ alt="(?P<alt>[^"]*)"\}',
    re.M,
)
# A section's finding in its heading; what it refers to, in brackets and in a sentence.
_FINDING = re.compile(rf"# [^:]+: (?!{NOT_RECEIVED})(.*) {{#")
_ASIDE, _REFERENCE = re.compile(r" \(@[\w:-]+\)"), re.compile(r"@[\w:-]+")
_ESCAPED = re.compile(r"\\(.)")
# The title and the text of a slide, as the first two of the package's own layouts number them.
_ONLY_TITLE, _TITLE_AND_TEXT = 5, 1


@dataclass(frozen=True)
class Chart:
    """A section's chart: the finding it shows, the words for those who do not see it, its PNG and
    how wide and high that is.
    """

    title: str
    alt: str
    png: bytes
    size: tuple[int, int]

    @property
    def is_tall(self) -> bool:
        """Whether it needs all the height there is to be read."""
        return self.size[1] > 0.6 * self.size[0]


def deck(period: str, strand: str) -> bytes:
    """A slide for a section, or one for each (`report`) after a first one that says what they are
    of: a .pptx of the same bytes for the same sections.

    InputError for a section that is not built, or gave neither a sentence nor a chart.

    """
    made = Presentation()
    _widen(made)
    _describe(made.core_properties, period, strand)
    if strand == WHOLE:
        _cover(made, period)
    for key in [*store.strands(period), "claims"] if strand == WHOLE else [strand]:
        if not _slide(made, period, key) and strand != WHOLE:
            raise InputError(
                f"the section '{strand}' of {period} has no chart and no sentence of the first page, so"
                " there is nothing to put on a slide"
            )
    held = io.BytesIO()
    made.save(held)
    with zipfile.ZipFile(held) as package:
        return zipped({name: package.read(name) for name in package.namelist()})


def _widen(made) -> None:
    """Make the slides wide, and the layouts with them, for whoever adds a slide."""
    times = _WIDTH / made.slide_width
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    for layout in (made.slide_master, *made.slide_layouts):
        # Where a place is not set it is the master's.
        for held in (one for one in layout.placeholders if one._element.spPr.xfrm is not None):
            _place(held, int(held.left * times), held.top, int(held.width * times), held.height)


def _describe(properties, period: str, strand: str) -> None:
    what = "" if strand == WHOLE else f": {_strand(period, strand)}"
    properties.title = f"Safe & Together London, {declared(period).label}{what}"
    properties.author = store.front(period).get("authors", "")
    properties.subject, properties.language = store.origin(period), "en-GB"
    properties.created = properties.modified = _MADE
    properties.last_modified_by = ""


def _strand(period: str, strand: str) -> str:
    store.refuse_unasked(period, strand)
    return STRANDS[strand].title


def _cover(made, period: str) -> None:
    """What the deck is of, and page one of the report in short: its answer and its numbers."""
    slide, lines = made.slides.add_slide(made.slide_layouts[_ONLY_TITLE]), store.glance(period)
    _place(slide.shapes.title, _MARGIN, Inches(0.8), _WIDE, Inches(0.9))
    _write(slide.shapes.title, [f"Safe & Together London, {declared(period).label}"], 40, _TITLE)
    _box(slide, "Answer", f"{QUESTION} {answer(lines)}", (Inches(2), _WIDE, Inches(1.2)), 28)
    wide = _WIDE // NUMBERS
    for at, row in enumerate(rows_with(lines, kind=NUMBER).head(NUMBERS).itertuples()):
        left = _MARGIN + at * wide
        _box(slide, "Number", row.value, (Inches(3.6), wide - _GAP, _CAPTION), 28, _TITLE, left)
        _box(slide, "Of what", row.text, (Inches(4.4), wide - _GAP, Inches(1.8)), 18, left=left)
    _box(slide, "Source", store.origin(period), _FOOT, 14)


def _slide(made, period: str, strand: str) -> bool:
    """Put a section on a slide of its own; false, and no slide, where it has nothing for one."""
    if strand in store.strands(period):
        store.refuse_other_rule(period, strand)
    section = store.section(period, strand)
    chart, said = _chart(period, strand, section), _sentences(period, strand)
    if not chart and not said:
        return False
    found = _FINDING.match(section)
    title = titled(found[1]) if found else said[0] if said else chart.title
    slide = made.slides.add_slide(made.slide_layouts[_TITLE_AND_TEXT])
    head, body = slide.placeholders
    wide = _picture(slide, chart, title) if chart else _WIDE
    is_beside = chart and chart.is_tall
    top = Inches(2.6) if is_beside else _TOP
    _place(head, _MARGIN, _HIGHEST, wide if is_beside else _WIDE, top - Inches(0.6))
    _write(head, [title], 24 if is_beside else 28, _TITLE)
    said, limits = [text for text in said if text != title][:SENTENCES], _limits(section)
    if is_beside and chart.title != title:
        said.insert(0, f"The chart: {chart.title}")
    if said or limits:
        _place(body, _MARGIN, top, wide, high := _BOTTOM - top)
        # All of it is for whoever speaks; on the slide is what can be read there.
        slide.notes_slide.notes_text_frame.text = "\n".join(said + limits)
        while said[1:] and _fitting(said + limits, wide, high, READABLE) < Pt(READABLE):
            said.pop()
        _write(body, said + limits, READABLE if chart else 20, _TEXT)
    else:
        body.element.getparent().remove(body.element)
    of = f"{_strand(period, strand)}, {declared(period).label}"
    _box(slide, "Source", f"{of}. Source: {store.origin(period, strand)}", _FOOT, 11)
    return True


def _sentences(period: str, strand: str) -> list[str]:
    """What a section gave to the first page: sentences, what it knows of outcomes, numbers."""
    lines = rows_with(store.glance(period), strand=strand)
    said = [*rows_with(lines, kind=HEADLINE)["text"], *rows_with(lines, kind=EVIDENCE)["text"]]
    return said + [f"{row.value} {row.text}." for row in rows_with(lines, kind=NUMBER).itertuples()]


def _limits(section: str) -> list[str]:
    """What a section says first that it cannot tell; a table that it names is in the report."""
    _, label, rest = section.partition(LIMITS)
    said = _REFERENCE.sub("the report", _ASIDE.sub("", rest.partition("\n")[0]))
    return [_ESCAPED.sub(r"\1", label.strip("*") + said)] if label else []


def _chart(period: str, strand: str, section: str) -> Chart | None:
    """The first chart of a section; None where it has none."""
    found = _FIGURE.search(section)
    if not found:
        return None
    png = (store.reports(period, strand) / found["file"]).read_bytes()
    size = Image.open(io.BytesIO(png)).size
    return Chart(_ESCAPED.sub(r"\1", found["title"]), found["alt"], png, size)


def _picture(slide: Slide, chart: Chart, title: str) -> int:
    """Put a chart on the right of a slide as large as there is room for: a wide one under the title,
    and under what it shows where the title says something else; a tall one beside the text, which
    begins with that, from the top.
    How wide the text beside it may be.
    """
    wide, high = chart.size
    is_said = chart.is_tall or chart.title == title
    top = _HIGHEST if chart.is_tall else _TOP + _CAPTION * (not is_said)
    scale = min(_WIDE * 5 // 8 / wide, (_BOTTOM - top) / high)
    width, height = int(wide * scale), int(high * scale)
    room = max(width, _NARROWEST)
    left = _WIDTH - _MARGIN - room
    if not is_said:
        _box(slide, "What the chart shows", chart.title, (_TOP, room, _CAPTION), 14, left=left)
    picture = slide.shapes.add_picture(io.BytesIO(chart.png), left, top, width, height)
    picture.name = "Chart"
    picture._element.nvPicPr.cNvPr.set("descr", chart.alt)
    return left - _GAP - _MARGIN


def _box(slide: Slide, name: str, text: str, place, size: int, colour=_TEXT, left=_MARGIN) -> None:
    """A box of text: `place` is its top, its width and its height."""
    top, width, height = place
    box = slide.shapes.add_textbox(left, top, width, height)
    box.name = name
    _write(box, [text], size, colour)


def _place(shape, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _write(shape, texts: list[str], largest: int, colour: RGBColor) -> None:
    """Paragraphs from the top left, in the language they are written in and as large as fits."""
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    size = _fitting(texts, shape.width, shape.height, largest)
    frame.text = "\n".join(texts)
    for paragraph in frame.paragraphs:
        paragraph.space_after, paragraph.alignment = _APART, PP_ALIGN.LEFT
        for run in paragraph.runs:
            font = run.font
            font.size, font.bold, font.color.rgb = size, colour == _TITLE, colour
            font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK
        # They are sentences, and no list.
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(properties.makeelement(qn("a:buNone"), {}))


def _fitting(texts: list[str], width: int, height: int, largest: int) -> Pt:
    """The largest of some sizes at which paragraphs fit, going by the width of most letters."""
    for size in range(largest, SMALLEST, -2):
        a_line = width / (Pt(size) * _LETTER)
        lines = sum(ceil(len(text) / a_line) for text in texts)
        if lines * Pt(size) * _LINE + _APART * len(texts) <= height:
            return Pt(size)
    return Pt(SMALLEST)
