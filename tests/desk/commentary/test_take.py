"""The evaluators' paragraphs and reviewers' comments back from Word: what nobody changed stays byte for
byte, what somebody changed comes as written, and a fault leaves everything as it was.
"""

import copy
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pandas as pd
import pytest
from click.testing import CliRunner
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import store
from analysis.declare.outcomes import LINES
from analysis.export import render
from analysis.show.glance import FirstPage
from analysis.show.printed import commentary
from desk.cli import main

PERIOD = "2023-25"
OWN = """\
We saw **bold** and *italic* words, "so" in @tbl:coverage,
wrapped here; a [link](https://example.org/a?b=c#d).

- one
- two
    - deeper & 4 < 5

1. first
2. second

> It's quoted.

### A heading

Last[^1], C:\\\\work and 3*4.

[^1]: A note with *stress*.
"""
BRIEF = OWN.replace("### A heading\n\n", "")
TABLE = "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n: What came {#tbl:coverage}"


def keep(strand: str, text: str) -> Path:
    path = Path(f"data/raw/{PERIOD}/commentary/{strand}.md")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def exported(*strands: str, period: str = PERIOD) -> bytes:
    """A report with a table, the summary if there is one, and the commentaries as sections print them."""
    own = store.commentary(PERIOD, "summary")
    page = (
        FirstPage(
            PERIOD,
            LINES.empty().assign(strand="", section=""),
            pd.DataFrame(columns=["what", "name", "was", "becomes"]),
            own,
        )
        .markdown("")
        .replace("@tbl:outcomes tells more.", "")
    )
    parts = [f"---\ntitle: T\nsubtitle: s\norigin: o\nperiod: {period}\n---", page if own else ""]
    parts += ["# Training {#training}", TABLE, "We found **much** here."]
    for strand in strands:
        blocks = commentary(store.commentary(PERIOD, strand), PERIOD, strand)
        parts += [f"# On {strand} {{#{strand}-part}}", *(block.markdown("") for block in blocks)]
    return render("\n\n".join([*parts, "# The end {#end}", "Ours."]), Path.cwd(), "docx")


def taken(document, name: str = "report.docx"):
    """What the command says of a document, or of its bytes."""
    if not isinstance(document, bytes):
        held = io.BytesIO()
        document.save(held)
        document = held.getvalue()
    Path(name).write_bytes(document)
    return CliRunner().invoke(main, ["commentary", name])


def opened(content: bytes):
    return docx.Document(io.BytesIO(content))


def paragraph(document, words: str):
    return next(one for one in document.paragraphs if words in one.text)


def everything() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path("data").rglob("*") if path.is_file()}


@pytest.fixture
def own(project) -> Path:
    """The project with a commentary on training and a summary, of much the same words."""
    keep("summary", BRIEF)
    return keep("training", OWN)


def test_a_report_that_nobody_edited_changes_no_byte(own):
    before = everything()
    answer = taken(exported("training"))
    assert answer.exit_code == 0, answer.output
    assert answer.output.count("nothing changed") == 2
    assert everything() == before


PIECES = [
    "Plain words, 3 < 4, R&D; “quoted” — and 'more'.",
    "**Bold *and italic*** and a [link *in*](https://example.org).",
    "- a\n- b\n\n    more of b\n\n- c",
    "* a\n* b",
    "1) one\n2) two",
    "3. three\n4. four",
    "> said\n>\n> and said",
    "## Heading",
    "A line\\\nbroken; H~2~O and m^2^; `code`.",
    "Words\nover\nlines[^n].\n\n[^n]: Noted.",
    "See @tbl:coverage and [@tbl:coverage].",
    "\\* no item, 1\\. no number, \\# no heading",
]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5, unique=True))
def test_whatever_markdown_says_comes_back_as_it_was_typed(project, pieces):
    path = keep("training", "\n\n".join(["First.", *pieces]) + "\n")
    before = path.read_bytes()
    answer = taken(exported("training"))
    assert (answer.exit_code, path.read_bytes()) == (0, before), answer.output


def test_an_edited_paragraph_alone_changes(own):
    document = opened(exported("training"))
    part = [one for one in document.paragraphs if "It’s quoted" in one.text][1]
    part.add_run(" And ")
    part.add_run("more").bold = True
    assert "training.md: changed" in taken(document).output
    assert own.read_text(encoding="utf-8") == OWN.replace("quoted.", "quoted. And **more**")
    assert Path(own.parent, "summary.md").read_text(encoding="utf-8") == BRIEF


@pytest.mark.parametrize("style", ["Commentary", "Normal"])
def test_paragraphs_are_added_taken_out_and_made_a_list(own, style):
    keep("training", "One.\n\nTwo.\n\nThree.\n")
    document = opened(exported("training"))
    part = paragraph(document, "Two.")
    part.insert_paragraph_before("Between.", style)
    part._p.getparent().remove(part._p)
    before = paragraph(document, "One.").insert_paragraph_before("Before.", "Commentary")
    # As Word does for Enter at the end of the last paragraph and before the first.
    assert before.style.name == "Commentary"
    after = copy.deepcopy(paragraph(document, "Three.")._p)
    paragraph(document, "Three.")._p.addnext(after)
    answer = taken(document)
    assert answer.exit_code == 0, answer.output
    assert own.read_text(encoding="utf-8") == "Before.\n\nOne.\n\nBetween.\n\nThree.\n\nThree.\n"


def test_what_is_typed_beside_the_bookmark_is_taken_by_its_style(own):
    """LibreOffice leaves what is typed before the first letter outside."""
    keep("training", "One.\n")
    document = opened(exported("training"))
    first = paragraph(document, "One.")._p
    marks = [
        one
        for one in document.element.body
        if one.get(qn("w:name"), "").startswith("own_2023_25_tr")
    ]
    ends = [one for one in document.element.body if one.tag == qn("w:bookmarkEnd")]
    end = next(one for one in ends if one.get(qn("w:id")) == marks[0].get(qn("w:id")))
    for beside, word in ((marks[0].addprevious, "Before."), (end.addnext, "After.")):
        typed = copy.deepcopy(first)
        typed.find(f".//{qn('w:t')}").text = word
        beside(typed)
    assert "training.md: changed" in taken(document).output
    assert own.read_text(encoding="utf-8") == "Before.\n\nOne.\n\nAfter.\n"


def test_words_outside_a_commentary_are_not_taken_and_that_is_said(own):
    document = opened(exported("training"))
    paragraph(document, "We found").add_run(" Not ours.")
    answer = taken(document)
    assert own.read_text(encoding="utf-8") == OWN
    assert "nothing was filed" in answer.output
    assert "comments.csv: the file holds no comment" in answer.output
    assert "edits to the report's own words, if any, are not read back" in answer.output


def through_libreoffice(content: bytes, ending: str) -> bytes:
    Path("in").mkdir()
    Path("in/report.docx").write_bytes(content)
    to = {"docx": "docx:MS Word 2007 XML", "odt": "odt"}
    for source, into in {
        "docx": [("in/report.docx", "docx")],
        "odt": [("in/report.docx", "odt"), ("out/report.odt", "docx")],
    }[ending]:
        profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            to[into],
            "--outdir",
            "out",
            source,
        ]
        subprocess.run(command, check=True, capture_output=True)
        if not Path(f"out/report.{into}").is_file():
            pytest.skip("LibreOffice Writer is not installed")
    return Path("out/report.docx").read_bytes()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("ending", ["docx", "odt"])
@pytest.mark.parametrize(
    "last", ["", "\n- a [list](https://example.org)\n- at the end\n", "\n> said last\n"]
)
def test_paragraphs_are_known_again_after_libreoffice(own, last, ending):
    """It parts a bookmark that ends with a list in two of one name."""
    keep("training", OWN + last)
    saved = through_libreoffice(exported("training"), ending)
    answer = taken(saved)
    assert answer.output.count("nothing changed") == 2, answer.output
    document = opened(saved)
    [one for one in document.paragraphs if "It’s quoted" in one.text][1].add_run(" More.")
    assert "training.md: changed" in taken(document).output
    assert own.read_text(encoding="utf-8") == (OWN + last).replace("quoted.", "quoted. More.")


# Comments -------------------------------------------------------------------------------------------------------


def test_comments_are_listed_once_with_their_place_and_without_names(own):
    document = opened(exported("training"))
    found = paragraph(document, "We found").runs
    much = [run for run in found if run.text == "much"]
    document.add_comment(much, "How much? Ask Sarah Jenkins.", author="A. Reviewer", initials="AR")
    ours = paragraph(document, "Ours.").runs
    document.add_comment(ours, "Fine.", author="A. Reviewer", initials="AR")
    assert "2 new comments of 2" in taken(document).output
    kept = pd.read_csv(f"data/raw/{PERIOD}/comments.csv", keep_default_na=False)
    assert kept.to_numpy().tolist() == [
        ["Training", "", "much", "How much? Ask [name removed]."],
        ["The end", "", "Ours.", "Fine."],
    ]
    assert "Reviewer" not in Path(f"data/raw/{PERIOD}/comments.csv").read_text(encoding="utf-8")
    before = everything()
    assert "0 new comments of 2" in taken(document).output
    assert everything() == before


def test_a_comment_without_any_commentary_is_filed_by_the_period_the_report_says(project):
    document = opened(exported())
    document.add_comment(paragraph(document, "Ours.").runs, "Why?", author="", initials="")
    assert "1 new comment of 1" in taken(document).output


# Faults ---------------------------------------------------------------------------------------------------------


def tracked(document):
    run = paragraph(document, "Last").runs[0]._r
    change = OxmlElement("w:ins")
    run.addprevious(change)
    change.append(run)
    return document


def emptied(document):
    marked = [one for one in document.element.body if one.tag == qn("w:p")]
    inside = False
    for one in list(document.element.body):
        name = one.get(qn("w:name"), "")
        inside = inside or name.startswith("own_2023_25_training")
        if inside and one.tag == qn("w:bookmarkEnd"):
            break
        if inside and one in marked:
            document.element.body.remove(one)
    return document


def twice(document):
    """A second version of the same commentary pasted at the end, as from another export."""
    start, end = (OxmlElement(f"w:bookmark{one}") for one in ("Start", "End"))
    start.set(qn("w:name"), "own_2023_25_training_01234567")
    for one in (start, end):
        one.set(qn("w:id"), "777")
    last = paragraph(document, "Ours.")._p
    last.addnext(end)
    last.addnext(copy.deepcopy(last))
    last.addnext(start)
    return document


def struck(document):
    run = paragraph(document, "Last").add_run("struck")
    run.font.strike = True
    return document


def raw(document):
    paragraph(document, "Last").add_run("<script>x</script>")
    return document


def endless(document):
    for one in list(document.element.body.iter(qn("w:bookmarkEnd"))):
        one.getparent().remove(one)
    return document


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        (endless, "nobody can tell where the commentary ends"),
        (tracked, "1 tracked change: accept or reject all of them in Word first"),
        (emptied, "is empty"),
        (twice, "stands there twice, in different words"),
        (struck, "struck words, which does not come back from Word"),
        (raw, "holds raw HTML"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_written(own, spoilt, says):
    Path(own.parent, "summary.md").unlink()
    document = opened(exported("training"))
    document.add_comment(paragraph(document, "Ours.").runs, "Why?", author="", initials="")
    before = everything()
    answer = taken(spoilt(document))
    assert answer.exit_code == 1
    assert says in answer.output and answer.output.count("\n") == 1
    assert everything() == before


def test_a_table_in_a_commentary_may_stay_and_not_change(project):
    typed = "Before.\n\n| x | y |\n|:--|--:|\n| 1 | 2 |\n\n: Costs {#tbl:costs}\n\nAfter.\n"
    path = keep("training", typed)
    document = opened(exported("training"))
    assert "nothing changed" in taken(document).output
    paragraph(document, "After.").add_run(" More.")
    document.tables[1].cell(1, 1).paragraphs[0].runs[0].text = "3"
    assert "holds a table" in taken(document).output
    assert path.read_text(encoding="utf-8") == typed


def test_a_commentary_that_was_changed_since_is_not_written_over(own):
    document = opened(exported("training"))
    keep("training", "Written since.\n")
    paragraph(document, "Last").add_run(" More.")
    answer = taken(document)
    assert answer.exit_code == 1 and "was changed since the report was made" in answer.output
    assert own.read_text(encoding="utf-8") == "Written since.\n"


def test_what_is_no_report_of_ours_is_refused(project):
    other = docx.Document()
    other.add_paragraph("Dear all")
    assert "is no report of ours" in taken(other).output
    assert (
        "is of 2031-32, a period that params.yaml does not build"
        in taken(exported(period="2031-32")).output
    )
    assert "is no Word document" in taken(b"nothing").output
    Path("in.zip").write_bytes(b"")
    with zipfile.ZipFile("in.zip", "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "declares XML entities" in taken(Path("in.zip").read_bytes()).output
