"""A borough is sent its own questions, and nothing of another's."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pandas as pd
import pytest
from exchange.answering import PERIOD, opened, queries
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.boroughs import BOROUGH_KEYS, BOROUGHS
from analysis.declare.kept import RECEIVED
from analysis.declare.replies import REPLIES
from desk.exchange.addressing import addressed
from desk.exchange.identity import read_reference, reference, with_ids
from desk.exchange.naming import boroughs_named
from desk.exchange.settling import settled
from desk.exchange.workbook import workbook


def rows(*places: tuple[str, str, str]) -> pd.DataFrame:
    """Cleaned rows from borough, file and cell."""
    return pd.DataFrame(
        [(*place, "") for place in places],
        columns=["borough", "file", "cell", "sheet"],
        dtype="str",
    )


def received(**senders: str) -> pd.DataFrame:
    listed = {
        "sha256": "0" * 64,
        "strand": "indicators",
        "received": "2025-06",
        "origin": "published",
    }
    frame = pd.DataFrame(
        [{"file": f"{name}.csv", "sender": sender, **listed} for name, sender in senders.items()]
    )
    return frame.reindex(columns=list(RECEIVED.columns), fill_value="")


# One file of Hackney's, one of Newham's, and one in which each has a line.
HELD = rows(
    ("hackney", "one.csv", "B2"),
    ("hackney", "one.csv", "B3"),
    ("newham", "two.csv", "B2"),
    ("hackney", "both.csv", "B2"),
    ("hackney", "both.csv", "C2"),
    ("newham", "both.csv", "B3"),
    ("newham", "both.csv", "C3"),
)
SENT = received(
    one="borough's analyst, as printed",
    two="borough's analyst, too",
    both="hub's administrator, as told",
    odd="borough's analyst",
    plain="hub's administrator",
)


def goes_to(file: str, cell: str, typed: str = "7", **words: str) -> str:
    asked = queries(("lone_zero", "warn", file, "", cell, typed)).assign(**words)
    return addressed(asked, [HELD], SENT)["recipient"].item()


@pytest.mark.parametrize(
    ("file", "cell", "to"),
    [
        ("one.csv", "B2", "hackney"),
        ("one.csv", "Z99", "hackney"),
        ("one.csv", "", "hackney"),
        ("both.csv", "B3", "newham"),
        ("both.csv", "A2", "hackney"),  # the heading of Hackney's line
        ("both.csv", "B1", "hub_administrator"),  # a heading over both
        ("both.csv", "B4", "hub_administrator"),  # a total of both
        ("both.csv", "", "hub_administrator"),
        ("plain.csv", "A1", "hub_administrator"),
        ("odd.csv", "A1", "evaluators"),  # which of the boroughs' analysts?
        ("", "", "evaluators"),
    ],
)
def test_who_is_asked(file, cell, to):
    assert goes_to(file, cell) == to


def test_a_borough_that_sent_nothing_is_asked_itself():
    assert (
        goes_to("", "", question="No numbers arrived from Newham. When will they come?") == "newham"
    )


def test_a_file_nothing_could_be_read_of_goes_to_the_borough_it_is_named_after():
    asked = queries(("nothing_read", "stop", "indicators/barking_and_dagenham.xlsx", "", "", ""))
    assert addressed(asked, [HELD], SENT)["recipient"].item() == "barking_and_dagenham"


@pytest.mark.parametrize(
    "words",
    [
        {"question": "This cell says 7, two.csv B2 says 9. Which is right?"},
        {"question": "Is it Newham's?"},
        {"typed": "LBN"},
        {"effect": "It is printed for Camden."},
    ],
)
def test_a_question_that_speaks_of_another_borough_stays_with_the_evaluators(words):
    assert goes_to("one.csv", "B2") == "hackney"
    assert goes_to("one.csv", "B2", **words) == "evaluators"


def test_where_a_name_could_not_be_read_the_rest_of_the_file_is_not_given_away():
    unread = ("unknown_borough", "stop", "one.csv", "", "A9", "Blyth")
    beside, known = (("lone_zero", "warn", "one.csv", "", cell, "0") for cell in ("D9", "A3"))
    assert goes_to("one.csv", "D9") == "hackney"
    recipients = addressed(queries(unread, beside, known), [HELD], SENT)["recipient"].tolist()
    assert recipients == ["evaluators", "evaluators", "hackney"]


def test_names_are_whole_words_and_the_longest_counts():
    assert boroughs_named("indicators/waltham_forest.xlsx and LBBD") == {
        "waltham_forest",
        "barking_and_dagenham",
    }
    assert boroughs_named("Barking & Dagenham") == {"barking_and_dagenham"}
    assert boroughs_named("forest, hackneyed, a barking dog of newhamshire") == {
        "barking_and_dagenham"
    }
    assert boroughs_named("H&F, not Hammersmith and City") == {"hammersmith_and_fulham"}


def test_no_workbook_of_a_borough_holds_another_boroughs_name_or_number(sent):
    """Every text of every part, properties and rules too."""
    files = {path.stem: path for path in sent.glob("*.xlsx")}
    boroughs = set(files) & set(BOROUGH_KEYS)
    assert len(boroughs) == 5
    numbers = {}
    for borough in boroughs:
        with zipfile.ZipFile(BytesIO(files[borough].read_bytes())) as package:
            whole = " ".join(package.read(name).decode("utf-8") for name in package.namelist())
        for other in BOROUGHS:
            if other.key != borough:
                words = (other.name, other.key, other.name.upper(), other.gss)
                assert not any(word in whole for word in words), (borough, other.key)
        shown = [
            str(value)
            for row in opened(files[borough])["Questions"].values
            for value in row[:-1]
            if value
        ]
        assert boroughs_named(" ".join(shown)) <= {borough}
        numbers[borough] = set(re.findall(r"\d{2,}(?!\d|-\d\d)", " ".join(shown[2:])))
    assert {"377", "472", "35"} <= numbers["barking_and_dagenham"]
    for borough in boroughs - {"barking_and_dagenham"}:
        assert not {"377", "472", "35"} & numbers[borough]


places = st.tuples(
    st.sampled_from(["lone_zero", "out_of_own_range"]),
    st.sampled_from(["stop", "warn", "info"]),
    st.sampled_from(["one.csv", "both.csv", ""]),
    st.sampled_from(["", "Sheet1"]),
    st.sampled_from(["B2", "C3", ""]),
    st.text(max_size=8),
)


@settings(deadline=None)
@given(st.lists(places, max_size=8, unique=True))
def test_an_id_is_one_questions_alone_and_does_not_hang_on_the_others(drawn):
    asked = queries(*drawn).drop_duplicates(["rule", "file", "sheet", "cell", "typed"])
    ids = with_ids(asked, PERIOD)["id"]
    assert ids.is_unique
    assert with_ids(asked.iloc[::-1], PERIOD)["id"].tolist() == ids.tolist()[::-1]
    assert [
        with_ids(asked.iloc[[at]], PERIOD)["id"].item() for at in range(len(asked))
    ] == ids.tolist()
    assert not set(ids) & set(with_ids(asked, "2022-23")["id"])
    assert all(
        read_reference(reference(PERIOD, "newham", one)) == (PERIOD, "newham", one) for one in ids
    )


def test_two_questions_about_one_place_have_two_ids():
    same = queries(("no_return", "stop", "", "", "", ""), ("no_return", "stop", "", "", "", ""))
    asked = same.assign(question=["Where is Newham's?", "Where is Barnet's?"])
    assert with_ids(asked, PERIOD)["id"].is_unique
    reworded = queries(("lone_zero", "warn", "one.csv", "", "B2", "0"))
    assert with_ids(reworded, PERIOD)["id"].equals(
        with_ids(reworded.assign(question="Truly none?"), PERIOD)["id"]
    )


def test_a_workbook_says_what_it_is_and_leaves_only_the_answers_open():
    asked = with_ids(
        queries(
            ("lone_zero", "warn", "one.csv", "", "B2", "=SUM(A1)"),
            ("no_return", "stop", "", "", "", ""),
        ),
        PERIOD,
    )
    made = workbook(settled(asked, REPLIES.empty()), "hackney", PERIOD, "Published data.", None)
    book = opened(made)
    sheet = book["Questions"]
    assert (book.properties.title, book.properties.language) == (
        "Questions for Hackney: Year 3/4 (2023-25)",
        "en-GB",
    )
    assert sheet["A1"].value == book.properties.title
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == (
        "C3",
        "$2:$2",
        "landscape",
    )
    assert list(sheet.tables) == ["Questions"]
    assert not sheet.merged_cells.ranges
    assert sheet.protection.sheet and not sheet.protection.password
    assert {
        cell.column_letter
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    } == set("JKLM")
    assert sheet.column_dimensions["N"].hidden
    assert (sheet["G3"].value, sheet["G3"].data_type) == ("=SUM(A1)", "s")
    offers = {str(offer.sqref): offer.formula1 for offer in sheet.data_validations.dataValidation}
    assert offers == {
        "J3": '"correct to,confirmed as is,cannot say,note"',
        "J4": '"confirmed as is,cannot say,note"',
    }
    assert "Published data." in str(list(book["Read me"].values))
    assert b"dcterms:" not in zipfile.ZipFile(BytesIO(made)).read("docProps/core.xml")
