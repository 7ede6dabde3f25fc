"""A borough's page that anybody may read: of the report alone, two sides, and nothing of another borough."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pandas as pd
import pikepdf
import pypdf
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.boroughs import BOROUGH_KEYS, BOROUGHS, BY_KEY
from analysis.declare.table import InputError
from desk.exchange.naming import boroughs_named
from desk.pages import public
from desk.pages.reader import Reader
from desk.pages.tables import tables

REAL, SIMULATED = "2023-25", "2025-26"
PLANTED = "987654"


@pytest.fixture(scope="module")
def editions() -> dict[str, public.Edition]:
    """The reports as they are built."""
    return {period: public.edition(period) for period in (REAL, SIMULATED)}


def built(period: str, borough: str, kind: str) -> bytes:
    return (store.reports(period) / "boroughs" / f"{borough}.{kind}").read_bytes()


def is_own(rows: pd.DataFrame, borough: str) -> pd.Series:
    """Whether a printed cell is of a borough: its line, its column, or its own table."""
    name = BY_KEY[borough].name
    return (
        rows["row"].eq(name)
        | rows["column"].str.match(rf"{name}(, |$)")
        | rows["table"].str.contains(rf"-{borough}(?:-|$)")
    )


each = pytest.mark.parametrize(
    ("period", "borough"), [(period, key) for period in (REAL, SIMULATED) for key in BOROUGH_KEYS]
)


class _Words(HTMLParser):
    """Everything a page says, seen or not: text, attributes, and drawings with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs) -> None:
        for _, value in attrs:
            if (value or "").startswith("data:image/svg"):
                self.said.append(base64.b64decode(value.partition(",")[2]).decode())
            elif value and not value.startswith("data:"):
                self.said.append(value)


def of_html(content: bytes) -> str:
    words = _Words()
    words.feed(content.decode("utf-8"))
    return re.sub(r"text-align: \w+; ", "", " ".join(" ".join(words.said).split()))


def of_pdf(content: bytes) -> str:
    """The text of every page, what is read aloud of pictures, and what the file says of itself."""
    read = pypdf.PdfReader(BytesIO(content))
    said = [page.extract_text() for page in read.pages] + list(map(str, read.metadata.values()))
    with pikepdf.open(BytesIO(content)) as pdf:
        items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        said += [
            str(item[key]) for item in items for key in ("/Alt", "/ActualText", "/T") if key in item
        ]
        said.append(str(pdf.open_metadata()))
    return " ".join(" ".join(said).split())


@each
def test_every_member_has_a_page_of_two_sides_that_says_where_its_numbers_come_from(
    period, borough
):
    read = pypdf.PdfReader(BytesIO(built(period, borough, "pdf")))
    assert len(read.pages) <= 2
    assert all(
        (round(p.mediabox.width), round(p.mediabox.height)) == (595, 842) for p in read.pages
    )
    begins = store.origin(period).split(":")[0]
    sides = [" ".join(page.extract_text().split()) for page in read.pages]
    assert all(begins in side for side in sides)
    page = of_html(built(period, borough, "html"))
    assert begins in page and BY_KEY[borough].name in page
    # Its figure comes before any other thing it says, but for the title and its summary.
    source = built(period, borough, "html").decode("utf-8")
    first = re.search(
        r'<main[^>]*>\s*<div class="keyfinding"[^>]*>(.*?)</div>\s*<figure', source, re.S
    )
    assert all(
        said in first[1] for said in ("What it sent.", "What its numbers show.", "What they cannot")
    )


@each
def test_no_other_borough_is_named_anywhere(period, borough):
    for said in (of_html(built(period, borough, "html")), of_pdf(built(period, borough, "pdf"))):
        assert boroughs_named(said) == {borough}


@pytest.mark.parametrize("borough", ["barnet", "barking_and_dagenham"])
@pytest.mark.parametrize("period", [REAL, SIMULATED])
def test_page_is_the_same_whatever_is_told_of_others(editions, period, borough):
    """Names, spellings and numbers of others are planted wherever the report tells of them; no byte of
    the page is another, nor of the page as it was built.
    """
    known, own = editions[period], BY_KEY[borough].name
    names = [
        name
        for one in BOROUGHS
        if one.key != borough
        for name in (one.name, one.key, *one.aliases, *one.doubtful)
        if name not in own
    ]
    said = f"{' '.join(names)} {PLANTED}"
    printed = {
        strand: rows.assign(cell=rows["cell"].where(is_own(rows, borough), said))
        for strand, rows in known.printed.items()
    }
    found = {
        strand: rows.assign(verdict=rows["verdict"].where(rows["borough"] == borough, said))
        for strand, rows in known.found.items()
    }
    returns = {
        key: told if key == borough else ([said], [said]) for key, told in known.returns.items()
    }
    given = {
        (strand, key): text if key == borough else said
        for (strand, key), text in known.given.items()
    }
    others = known.asked["recipient"] != borough
    asked = known.asked.assign(question=known.asked["question"].mask(others, said))
    lines = pd.concat([known.lines.assign(text=said, value=PLANTED), known.lines])
    changed = replace(
        known,
        printed=printed,
        given=given,
        asked=asked,
        lines=lines,
        found=found,
        returns=returns,
    )
    assert not changed.asked.equals(known.asked)
    pages = public.rendered(changed, borough)
    assert pages == {kind: built(period, borough, kind) for kind in public.FORMATS}
    assert PLANTED not in of_html(pages["html"]) + of_pdf(pages["pdf"])


def test_a_part_that_names_another_stops_every_page(editions, monkeypatch):
    known = editions[REAL]
    named = known.given["indicators", "barnet"] + "\n\nAs in LBHF."
    spoilt = replace(known, given={**known.given, ("indicators", "barnet"): named})
    monkeypatch.setattr(public, "edition", lambda of_period: spoilt)
    before = {borough: built(REAL, borough, "pdf") for borough in BOROUGH_KEYS}
    with pytest.raises(
        InputError, match="the page of Barnet for 2023-25 would name Hammersmith and Fulham"
    ):
        public.write(REAL)
    assert before == {borough: built(REAL, borough, "pdf") for borough in BOROUGH_KEYS}


def open_questions(known: public.Edition, *texts: dict) -> str:
    """What the page of Barnet says of questions, where these are all there are."""
    blank = dict.fromkeys(known.asked.columns, "") | {
        "recipient": "barnet",
        "status": "open",
        "severity": "warn",
    }
    asked = pd.DataFrame([blank | text for text in texts], columns=known.asked.columns)
    blocks = public.page(replace(known, asked=asked), Reader("barnet"))
    said = "\n\n".join(block.markdown("") for block in blocks)
    return said.partition("{#open}")[2].partition("{#learned}")[0]


CAME = {"question": "Barnet sent nothing for 2025/26 (Apr 2025 to Mar 2026). When will it come?"}
SMALL = {"question": "3 is far below the others. Is it right?"}
TYPED = {"question": "Is it right?", "typed": "3"}


@pytest.mark.parametrize(
    "text", [SMALL, TYPED, {"question": "Is it?", "effect": "2 are left out."}]
)
def test_words_of_a_question_that_could_tell_a_small_number_stand_where_nothing_is_withheld(
    editions, text
):
    assert text["question"] in open_questions(editions[REAL], text)
    said = open_questions(editions[SIMULATED], text, CAME)
    assert text["question"] not in said and CAME["question"] in said
    assert "2 questions are open. Those about what did not come stand here" in said


def test_a_line_of_a_single_case_is_asked_about_in_no_words(editions):
    known = editions[SIMULATED]
    blank = {"question": "The day is blank on this line. Which is it?"}
    case = {"file": next(iter(known.of_cases))}
    assert blank["question"] in open_questions(known, blank)
    assert blank["question"] not in open_questions(known, blank | case)


def test_the_most_urgent_questions_come_first_and_once(editions):
    later = [{"question": f"Question {chr(97 + at)}?"} for at in range(9)]
    first = {"question": "Needed?", "severity": "stop"}
    said = open_questions(editions[REAL], *later, first, first)
    items = re.findall(r"^- (.*?)\s*$", said, re.M)
    assert items == ["Needed?", *(text["question"] for text in later[:7])]
    assert "11 questions are open. The 8 most urgent stand here." in said


def test_nothing_that_was_answered_is_open(editions):
    assert "No question to it is open." in open_questions(
        editions[REAL], SMALL | {"status": "answered"}
    )


def test_what_is_withheld_in_the_report_is_withheld_on_the_pages(editions):
    """Of a page's numbers none is there that the report's own tables do not print."""
    known = editions[SIMULATED]
    said = of_html(built(SIMULATED, "hackney", "html"))
    rows = known.printed["complaints"]
    quarters = rows[rows["table"].eq("complaints-hackney") & rows["column"].eq("Complaints")]
    assert "[d]" in set(quarters["cell"])
    for row in quarters.itertuples():
        assert f"{row.row} {row.cell} " in said


def test_summary_says_what_came_of_what_was_asked_and_what_is_withheld(editions):
    said = " ".join(public.in_short(editions[SIMULATED], Reader("barnet")))
    # Names of so many would take a third side.
    assert "Of 12 returns that it was asked for, 7 came. Nothing came of: Consultation log" in said
    said = " ".join(public.in_short(editions[REAL], Reader("barnet")))
    assert "3 came: Training; Consultations, hub and engagement form; Children's social" in said
    known, mash = editions[REAL], pd.DataFrame({"borough": "barnet", "verdict": ["", "stable"]})
    found = {"mash": mash.assign(subject=["prompted", "trained"])}
    said = " ".join(public.in_short(replace(known, found=found), Reader("barnet")))
    assert "whether “Prompt used” changed is withheld" in said
    assert "“Trained screener” stayed within the margin" in said


def test_what_files_showed_stands_in_a_table_and_what_nobody_said_is_no_finding(editions):
    said = of_html(built(REAL, "barnet", "html"))
    assert "Actions and expectations for the perpetrator seen (rounds 1 and 2)" in said
    silent = said.partition("Not reported: ")[2].partition(".")[0]
    assert "Worker safety" in silent and "Abuse framed" not in silent
    # Of what was chosen for an item the checklist prints the borough's own version alone.
    said = of_html(built(SIMULATED, "barnet", "html"))
    assert "Version 2 local, 14 readings" in said and "Version 1, 24 readings" not in said


def test_where_others_are_named_the_page_says_whether_the_borough_is_too(editions):
    (plans,) = [outcome for outcome in public.agreed() if outcome.key == "plans"]
    said = {
        key: public._outcome(plans, editions[REAL].lines, Reader(key))["What is known"]
        for key in ("hackney", "newham")
    }
    assert said["hackney"].endswith("what it says of this one stands above.")
    assert said["newham"] == "What is known names other boroughs and not this one."


def test_counts_stand_under_the_period_they_are_of_and_those_of_another_do_not_stand(editions):
    known, reader = editions[REAL], Reader("hackney")
    of = {"activity": known.printed["activity"]}
    (told,) = tables(of, known.captions, reader, REAL)
    assert list(told.cells) == ["What", "Hackney, Year 3/4"]
    assert "113" in set(told.cells["Hackney, Year 3/4"])
    rows = of["activity"]
    line = rows["table"].eq("activity-consultations") & rows["cell"].eq("Year 3/4")
    gone = rows["table"].eq("activity-consultations") & rows["line"].isin(rows["line"][line])
    (told,) = tables({"activity": rows[~gone]}, known.captions, reader, REAL)
    assert "Case consultations" not in set(told.cells["What"])


@pytest.mark.parametrize("borough", ["hackney"])
def test_the_link_to_the_report_leads_there(borough):
    (link,) = re.findall(r'href="(\.\./[^"]+)"', built(REAL, borough, "html").decode("utf-8"))
    assert (ROOT / "reports" / REAL / "boroughs" / link).resolve().is_file()
