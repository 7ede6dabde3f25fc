"""A borough's own page: everything of its own, and nothing of anybody else's."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import docx
import pandas as pd
import pytest
from conftest import printed
from pages.conftest import DAY, PERIOD, ROLE

from analysis.declare.boroughs import BOROUGH_KEYS, BOROUGHS, BY_KEY
from analysis.declare.table import InputError
from analysis.show.printed import Paragraphs, PrintedFigure
from desk.exchange.naming import boroughs_named
from desk.pages import opening
from desk.pages import write as writing
from desk.pages.reader import LEFT_OUT, refuse_others
from desk.pages.write import page, write
from strands.indicators.finds import indicators

each = pytest.mark.parametrize("borough", BOROUGH_KEYS)


class _Words(HTMLParser):
    """Everything a page says, seen or not: its text and its attributes, but for pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs) -> None:
        self.said += [value for _, value in attrs if value and not value.startswith("data:")]


def text(path) -> str:
    """What the page says, and what its Word document says, on one line each."""
    words = _Words()
    words.feed(path.read_text(encoding="utf-8"))
    with zipfile.ZipFile(path.with_suffix(".docx")) as package:
        parts = [
            package.read(name).decode("utf-8")
            for name in package.namelist()
            if name.endswith(".xml")
        ]
    word = " ".join(re.sub(r"<[^>]+>", "", part) for part in parts)
    alts = " ".join(alt for part in parts for alt in re.findall(r'descr="([^"]*)"', part))
    return "\n".join(" ".join(said.split()) for said in (" ".join(words.said), word, alts))


def source(known, borough: str) -> str:
    """The page in Markdown, without the backslashes of it."""
    blocks = page(known, known.reader(borough), None)
    return "\n\n".join(block.markdown(known.origin) for block in blocks).replace("\\", "")


@pytest.fixture(scope="module")
def sources(known) -> dict[str, str]:
    """Every borough's page in Markdown."""
    return {borough: source(known, borough) for borough in BOROUGH_KEYS}


def own_rows(known, borough: str) -> pd.DataFrame:
    """Every count of a borough, and of none other."""
    tables = [
        rows[rows["borough"] == borough]
        for rows in known.tables.values()
        if {"borough", "count"} <= set(rows)
    ]
    return pd.concat([rows[["count", "cell"]] for rows in tables]).dropna(subset=["count"])


@each
def test_no_other_borough_is_named_in_either_format(written, borough):
    said = text(written[borough])
    assert boroughs_named(said) == {borough}
    others = [one for one in BOROUGHS if one.key != borough]
    for name in (
        name for one in others for name in (one.key, one.name, *one.aliases, *one.doubtful)
    ):
        # Barking is a part of Barking and Dagenham, and so on: whoever's page it is may read its own name.
        assert name in BY_KEY[borough].name or not re.search(
            rf"(?<![\w&]){re.escape(name)}(?![\w&])", said
        ), name


@each
def test_no_number_is_there_that_only_others_hold(known, written, borough):
    own = {int(count) for count in own_rows(known, borough)["count"]}
    theirs = {
        int(count)
        for other in BOROUGH_KEYS
        if other != borough
        for count in own_rows(known, other)["count"]
    }
    of_all = text(written[borough]).replace("80 of 100", "").replace("over 100", "")
    numbers = re.findall(r"(?<![\w.×])\d[\d,]*(?![\w.%])", of_all)
    said = {int(number.replace(",", "")) for number in numbers}
    # Numbers of two figures are days, cells and percentages too; the next test settles those.
    assert not {number for number in said & (theirs - own) if number >= 100}


@pytest.mark.parametrize("borough", ["hackney", "newham", "barking_and_dagenham"])
def test_page_is_the_same_whatever_others_returned(known, sources, borough):
    """Everybody else's counts and words are changed, and no byte of the page is another. Others
    change places among the indicators: how much all series of an indicator vary, on which an
    interval rests, stays what it is.
    """
    tables = {
        place: _changed(rows, borough) if "borough" in rows else rows
        for place, rows in known.tables.items()
    }
    rows = known.tables["indicators", "table"]
    tables["indicators", "table"] = _changed(rows, borough).assign(
        count=rows["count"], borough=rows["borough"].map(_places(borough))
    )
    found = indicators.findings(tables["indicators", "table"], PERIOD)
    others = known.asked["recipient"] != borough
    asked = known.asked.assign(question=known.asked["question"].mask(others, "Whose is it?"))
    other = replace(known, tables=tables, found=found, asked=asked)
    assert not other.tables["indicators", "table"].equals(known.tables["indicators", "table"])
    assert source(other, borough) == sources[borough]
    # And the figure: its picture is made of the borough's own rows.
    pictures = [
        [
            block.png
            for block in page(held, held.reader(borough), None)
            if isinstance(block, PrintedFigure)
        ]
        for held in (known, other)
    ]
    assert pictures[0] == pictures[1] != []


def _places(borough: str) -> dict[str, str]:
    """Each other borough in the place of the next."""
    others = [key for key in BOROUGH_KEYS if key != borough]
    return {borough: borough} | dict(zip(others, [*others[1:], others[0]], strict=True))


def _changed(rows: pd.DataFrame, borough: str) -> pd.DataFrame:
    others = rows["borough"] != borough
    words = [name for name in ("raw", "caveat", "note", "remark", "wording") if name in rows]
    changed = rows.assign(**{name: rows[name].mask(others, "otherwise") for name in words})
    return (
        changed.assign(count=rows["count"].mask(others, rows["count"] + 1000))
        if "count" in rows
        else changed
    )


@each
def test_own_numbers_are_all_there_with_their_cells(known, sources, borough):
    said = sources[borough]
    for number, cell in own_rows(known, borough).itertuples(index=False):
        assert re.search(rf"\| {number:,} \|", said), (number, cell)
    for rows in (known.tables["training", "table"], known.tables["activity", "consultations"]):
        for row in rows[rows["borough"] == borough].itertuples():
            assert f"{row.period}/{row.file.rsplit('/', 1)[-1]} {row.cell} |" in said
    for row in printed(borough)[1:]:
        corrected = [
            "853" if (borough, cell) == ("barking_and_dagenham", "583") else cell
            for cell in row[1:]
        ]
        assert f"| {' | '.join(cell or '[x]' for cell in corrected)} |" in said


@each
def test_own_questions_are_there_and_no_others(known, written, borough):
    said = text(written[borough])
    assert known.asked["question"].ne("").sum() > 15
    for row in known.asked[known.asked["question"] != ""].itertuples():
        # The page has printers' quotes.
        is_there = row.question.replace("'", "’") in said.replace("‘", "’")
        assert is_there == (row.recipient == borough), row.question


@pytest.mark.parametrize(
    ("borough", "answer"),
    [
        (
            "barking_and_dagenham",
            "corrected to “853”: “two digits were swapped” (performance analyst, 3 February 2026)",
        ),
        ("hammersmith_and_fulham", "confirmed as it is (performance analyst, 3 February 2026)"),
        (
            "newham",
            (
                "the sender cannot say: “the old system is gone” (performance analyst, 3 February"
                " 2026)"
            ),
        ),
        (
            "barnet",
            (
                "what was typed stays, with a note: “a new team began to record it” (performance"
                " analyst, 3 Feb"
            ),
        ),
    ],
)
def test_answer_of_every_kind_stands_by_the_question_and_by_the_figure(sources, borough, answer):
    before, numbers = sources[borough].split("# Your numbers")
    assert f"*Your answer:* {answer}" in before
    assert f"Answered by the sender: {answer}" in numbers
    for other in set(BOROUGH_KEYS) - {borough}:
        assert answer not in sources[other]


def test_status_of_every_question_is_told(sources, written):
    assert "1 question: 1 closed." in sources["barking_and_dagenham"]
    told = "3 questions: 2 {} and 1 answered."
    assert told.format("open") in sources["hammersmith_and_fulham"]
    assert told.format("overdue") in text(written["hammersmith_and_fulham"])
    assert "Please do so by 2 February 2026." in text(written["newham"])


def test_notes_and_corrections_are_told_with_place_reason_role_and_day(sources):
    noted = {
        borough: said.split("# Your notes and corrections")[1] for borough, said in sources.items()
    }
    assert (
        f"H7 | 583 | 853 | two digits were swapped | {ROLE} | 3 February 2026 |"
        in noted["barking_and_dagenham"]
    )
    assert (
        f"G5 | 99 | 99 | a new team began to record it | {ROLE} | 3 February 2026 |"
        in noted["barnet"]
    )
    assert "our system holds no plans" in noted["newham"]
    assert "No note came with your numbers" in noted["hackney"]


@each
def test_page_says_whose_it_is_of_when_and_that_it_may_be_answered(written, borough):
    said = text(written[borough])
    for words in (
        f"For {BY_KEY[borough].name} alone.",
        "Year 3/4",
        "Jul–Sep 2023 to Jan–Mar 2025",
        "Published data:",
        "before they are published, and may comment",
    ):
        assert words in said


@each
def test_page_is_one_file_a_screen_reader_can_follow(written, borough):
    page_source = written[borough].read_text(encoding="utf-8")
    assert '<html lang="en-GB">' in page_source
    assert not re.findall(r'(?:src|href)="(?!data:|#)[^"]', page_source)
    assert all(re.search(r'alt="[^"]+"', image) for image in re.findall(r"<img[^>]*>", page_source))
    assert page_source.count("<caption") == page_source.count("<table")
    levels = [int(level) for level in re.findall(r"<h(\d)", page_source)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    document = docx.Document(written[borough].with_suffix(".docx"))
    assert len(document.tables) == page_source.count("<table")


def test_page_is_the_same_bytes_again(home, written, tmp_path, monkeypatch):
    monkeypatch.chdir(home)
    monkeypatch.setattr(writing, "members", lambda period: (BY_KEY["barnet"],))
    write(PERIOD, tmp_path, DAY, until=pd.Timestamp("2026-02-02").date())
    for suffix in (".html", ".docx"):
        again = (tmp_path / "barnet").with_suffix(suffix)
        assert again.read_bytes() == written["barnet"].with_suffix(suffix).read_bytes()


def test_remarks_that_speak_of_others_are_left_out_and_say_so(known):
    """In a caveat, an answer, a correction, a sender and a heading: each alone, and the rest of the row stays."""
    remark = "counted as in Newham"
    rows = known.tables["indicators", "table"]
    hackney = rows["borough"].eq("hackney")
    worded = known.tables["indicators", "wordings"]
    theirs = worded["wording"].mask(worded["borough"].eq("hackney"), remark)
    tables = {
        **known.tables,
        ("indicators", "table"): rows.assign(
            caveat=rows["caveat"].mask(hackney, f"ours alone | {remark}")
        ),
        ("indicators", "wordings"): worded.assign(wording=theirs),
    }
    barnet = known.asked["recipient"].eq("barnet")
    received = known.received["file"].str.contains("hackney|barnet")
    other = replace(
        known,
        tables=tables,
        asked=known.asked.assign(note=known.asked["note"].mask(barnet, remark)),
        corrections=known.corrections.assign(why=remark),
        received=known.received.assign(
            sender=known.received["sender"].mask(received, "analyst of LBN")
        ),
    )
    for borough in ("hackney", "barnet"):
        said = source(other, borough)
        assert boroughs_named(said) == {borough}
        assert remark not in said
        assert LEFT_OUT in said
    assert f"From the sender: ours alone | {LEFT_OUT}" in source(other, "hackney")
    assert f"with a note: “{LEFT_OUT}” ({ROLE}, 3 February 2026)" in source(other, "barnet")
    assert f"G5 | 99 | 99 | {LEFT_OUT} |" in source(other, "barnet")


def test_file_of_another_borough_is_not_named_even_where_its_name_tells_nothing(known):
    files = {**known.owners, "indicators/return_2.xlsx": {"newham"}}
    reader = replace(known, owners=files).reader("hackney")
    assert reader.others("as in return_2.xlsx") == ["return_2.xlsx"]
    assert reader.others("as in table12.csv") == []
    assert replace(known, owners=files).reader("newham").others("as in return_2.xlsx") == []


@pytest.mark.parametrize(
    "planted", ["Waltham Forest", "LBWF", "waltham_forest.xlsx", "Enfield", "W  Forest"]
)
def test_gate_stops_every_way_to_name_another(known, planted):
    with pytest.raises(
        InputError, match=r"page of Hackney for 2023-25 would name .*: take the name out"
    ) as stopped:
        refuse_others(f"Ours.\n\nAs \\in {planted} too.", known.reader("hackney"), PERIOD)
    assert "\n" not in str(stopped.value)
    assert "too" in str(stopped.value)


def test_where_one_page_is_stopped_none_is_written(here, monkeypatch):
    def opened(known, reader, until):
        return Paragraphs((f"Like {'Barnet' if reader.borough == 'newham' else 'nobody'}.",))

    monkeypatch.setattr(opening, "opening", opened)
    with pytest.raises(
        InputError, match="the page of Newham for 2023-25 would name Barnet, in 'Like Barnet"
    ):
        write(PERIOD, here / "pages", DAY)
    assert not (here / "pages").exists()
