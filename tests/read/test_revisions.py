"""Each number that differs from what was known at publication, with the one reason that holds for it."""

import pandas as pd
import pytest
from conftest import series_rows

from analysis.declare.indicators import TABLE, WORDINGS
from analysis.declare.kept import CORRECTIONS, RECEIVED
from analysis.declare.revisions import REASONS
from analysis.read.ask.revisions import Known, headed, revisions

PUBLISHED = "2025-06-30"
OLD, NEW = "indicators/barnet.xlsx", "indicators/barnet_2.xlsx"
COUNTS = [5, 6, 7, None]
SERIES = "barnet / referral"


def rows(counts, file: str = OLD) -> pd.DataFrame:
    return TABLE.check(pd.DataFrame(series_rows("barnet", "referral", counts)).assign(file=file))


def received(*files: tuple[str, str, str]) -> pd.DataFrame:
    common = {"sha256": "0" * 64, "strand": "indicators", "sender": "analyst", "origin": "supplied"}
    of = [{"file": file, "received": when, "replaces": old, **common} for file, when, old in files]
    return RECEIVED.check(pd.DataFrame(of))


ARRIVED = received((OLD, "2025-06", ""), (NEW, "2025-09-01", OLD))


def corrections(file: str, cell: str, decided: str) -> pd.DataFrame:
    row = {
        "file": file,
        "sheet": "S",
        "cell": cell,
        "was": "6",
        "becomes": "9",
        "why": "a slip",
        "who": "analyst",
    }
    return CORRECTIONS.check(pd.DataFrame([{**row, "decided": decided}]))


def headings(wording: str) -> dict:
    row = {
        "borough": "barnet",
        "indicator": "referral",
        "wording": wording,
        "file": OLD,
        "sheet": "S",
        "cell": "A5",
    }
    return headed(WORDINGS.check(pd.DataFrame([row])))


def told(then, now, corrected=None, wordings=({}, {}), published=PUBLISHED) -> list[str]:
    """The revisions as `quarter was > becomes reason why since`."""
    about = Known(
        published, ARRIVED, CORRECTIONS.empty() if corrected is None else corrected, wordings
    )
    found = revisions(then, now, TABLE, about)
    shown = found.astype({"was": "object", "becomes": "object"}).fillna("-").to_dict("records")
    return [
        " ".join(
            filter(
                None,
                (
                    one["row"].removeprefix(f"{SERIES} / "),
                    f"{one['was']} > {one['becomes']}",
                    one["reason"],
                    one["why"],
                    one["since"],
                ),
            )
        )
        for one in shown
    ]


def test_what_did_not_change_is_no_revision_even_in_a_newer_file():
    assert told(rows(COUNTS), rows(COUNTS)) == []
    assert told(rows(COUNTS), rows(COUNTS, NEW)) == []


def test_a_late_return():
    assert told(rows(COUNTS), rows([5, 6, 7, 8], NEW)) == ["2024Q2 - > 8 late_return 2025-09-01"]


def test_a_late_zero_is_a_revision_and_a_blank_is_none():
    assert told(rows(COUNTS), rows([5, 6, 7, 0], NEW)) == ["2024Q2 - > 0 late_return 2025-09-01"]


@pytest.mark.parametrize("count", [1, 60])
def test_a_restatement_up_or_down(count):
    assert told(rows(COUNTS), rows([5, count, 7, None], NEW)) == [
        f"2023Q4 6 > {count} restatement 2025-09-01"
    ]


def test_a_number_no_longer_given():
    assert told(rows(COUNTS), rows([5, None, 7, None], NEW)) == [
        "2023Q4 6 > - withdrawn 2025-09-01"
    ]
    assert told(rows(COUNTS), rows([5, "<5", 7, None], NEW)) == [
        "2023Q4 6 > - withdrawn 2025-09-01"
    ]


def test_a_withheld_number_that_is_given_later_is_no_late_return():
    assert told(rows([5, "<5", 7, None]), rows(COUNTS, NEW)) == [
        "2023Q4 - > 6 restatement 2025-09-01"
    ]


def test_a_correction_says_why_and_since_when():
    corrected = corrections(OLD, "C5", "2025-08-01")
    assert told(rows(COUNTS), rows([5, 9, 7, None]), corrected) == [
        "2023Q4 6 > 9 correction a slip 2025-08-01"
    ]


def test_a_correction_known_at_publication_explains_nothing():
    corrected = corrections(OLD, "C5", "2025-06")
    assert told(rows(COUNTS), rows([5, 9, 7, None]), corrected) == ["2023Q4 6 > 9 method"]


def test_a_corrected_cell_of_a_newer_file_is_the_correction_where_the_same_was_typed():
    then, now = rows(COUNTS), rows([5, 9, 7, None], NEW)
    corrected = corrections(NEW, "C5", "2025-10-01")
    assert told(then, now, corrected) == ["2023Q4 6 > 9 restatement 2025-09-01"]
    typed = now.assign(raw=now["raw"].where(now["quarter"] != "2023Q4", "6"))
    assert told(then, typed, corrected) == ["2023Q4 6 > 9 correction a slip 2025-10-01"]


def test_another_heading_is_another_definition():
    wordings = headings("Referrals with DA"), headings("Referrals with DV")
    assert told(rows(COUNTS), rows([5, 9, 7, None], NEW), wordings=wordings) == [
        "2023Q4 6 > 9 definition “Referrals with DA” became “Referrals with DV” 2025-09-01"
    ]
    assert told(rows(COUNTS), rows([5, 9, 7, None], NEW), wordings=(wordings[0], wordings[0])) == [
        "2023Q4 6 > 9 restatement 2025-09-01"
    ]


def test_the_same_cell_read_otherwise_is_method():
    assert told(rows(COUNTS), rows([5, 9, 7, None])) == ["2023Q4 6 > 9 method"]


def test_rows_that_come_and_go():
    assert told(rows(COUNTS[:2]), rows([5, 6, 7, None], NEW)) == [
        "2024Q1 - > 7 late_return 2025-09-01"
    ]
    assert told(rows(COUNTS), rows(COUNTS[:2], NEW)) == ["2024Q1 7 > - withdrawn 2025-09-01"]


def test_nothing_is_revised_before_anything_is_published():
    assert told(rows(COUNTS), rows([50, 60, 70, 80], NEW), published="") == []


def test_every_reason_has_words():
    assert set(REASONS) == {
        "late_return",
        "restatement",
        "correction",
        "definition",
        "method",
        "withdrawn",
        "follows",
    }
