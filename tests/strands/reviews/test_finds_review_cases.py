"""Cases read one by one: which count, what they show, and what is refused or only told where somebody asks."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis.declare.finding import subject, with_parts
from analysis.declare.sampling import ARMS, EVIDENCED, SAMPLE, sample, seed_of
from strands.reviews.declares.review_cases import CLOSED, EVIDENCE, NOT_KEPT, READ
from strands.reviews.declares.reviews import PRINCIPLES
from strands.reviews.finds import case_evidence, read_cases, review_cases

PERIOD = "2025-26"
PLACE = {
    "status": "returned",
    "file": f"{PERIOD}/reviews/hackney.xlsx",
    "sheet": "S",
    "raw": "",
    "caveat": "",
}
NO_LIST, NO_DRAW = CLOSED.table().empty(), SAMPLE.empty()
TRAINED = {
    "both": ("yes", "yes"),
    "neither": ("no", "no"),
    "trained": ("yes", "no"),
    "consulted": ("no", "yes"),
}


def listed(**arms: str) -> pd.DataFrame:
    """A list of closed cases of Hackney in Apr-Jun 2025: `both="A B"` are two cases of that arm."""
    rows = [
        {
            "borough": "hackney",
            "period": PERIOD,
            "case": case,
            "closed_on": "2025-05-01",
            "trained": TRAINED[arm][0],
            "consulted": TRAINED[arm][1],
            "cell": f"A{case}",
            **PLACE,
        }
        for arm, cases in arms.items()
        for case in cases.split()
    ]
    return CLOSED.table().check(pd.DataFrame(rows, columns=list(CLOSED.table().columns)))


def read(*readings: str, **more) -> pd.DataFrame:
    """Readings like `A R1 both evidenced partly`: the case, the reader, the arm, and answers to principles."""
    rows = []
    for line in readings:
        case, reader, arm, *answers = line.split()
        for at, answer in enumerate(answers):
            status = {"-": "not_returned", "?": "queried"}.get(answer, "returned")
            rows.append(
                {
                    "borough": "hackney",
                    "period": PERIOD,
                    "case": case,
                    "reader": reader,
                    "quarter": "2025Q2",
                    "arm": arm,
                    "frame": None,
                    "version": "v1",
                    "blind": "no",
                    "extract": "",
                    "second_look": "",
                    "item": list(PRINCIPLES)[at],
                    "answer": answer if status == "returned" else "",
                    "cell": f"{'HIJKLMNOP'[at]}{case}{reader}",
                    **PLACE,
                    "status": status,
                    **more,
                }
            )
    return READ.table().check(pd.DataFrame(rows, columns=list(READ.table().columns)))


def lots(**arms: str) -> pd.DataFrame:
    """A draw of Apr-Jun 2025 in Hackney, the cases in the order in which they stand."""
    about_it = {
        "borough": "hackney",
        "period": PERIOD,
        "quarter": "2025Q2",
        "frame": "f",
        "sha256": "0" * 64,
        "drawn_on": "2025-07",
    }
    return sample(
        {arm: cases.split() for arm, cases in arms.items()},
        seed=seed_of(PERIOD, "hackney", "2025Q2"),
        **about_it,
    )


def counted(
    rows: pd.DataFrame, closed: pd.DataFrame = NO_LIST, samples: pd.DataFrame = NO_DRAW
) -> dict[str, str]:
    """Why each reading is not counted, by `case reader`."""
    of = read_cases.readings(rows, closed, samples, PERIOD)
    return {f"{row.case} {row.reader}": row.why_not for row in of.itertuples()}


def found(
    rows: pd.DataFrame, closed: pd.DataFrame = NO_LIST, samples: pd.DataFrame = NO_DRAW
) -> pd.DataFrame:
    return review_cases.findings(read_cases.readings(rows, closed, samples, PERIOD), rows, PERIOD)


def of(
    frame: pd.DataFrame, statistic: str, subject: str = "", borough: str = "hackney"
) -> pd.Series:
    here = frame[
        (frame["statistic"] == statistic)
        & (frame["subject"] == subject)
        & (frame["borough"] == borough)
    ]
    assert len(here) == 1
    return here.iloc[0]


# Which readings count


def test_each_reason_that_keeps_a_reading_out():
    rows = read(
        "A R1 both evidenced",
        "B R1 both evidenced",
        "C R1 trained evidenced",
        "D R1 both evidenced",
        "E R1 both ?",
        "A R2 both not",
        "N R1 neither not",
    )
    closed = listed(both="A D E", trained="B C", neither="N")
    samples = lots(both="A E", neither="N")
    assert counted(rows, closed, samples) == {
        "A R1": "",
        "B R1": "arms_disagree",
        "C R1": "no_arm",
        "D R1": "not_drawn",
        "E R1": "open",
        "A R2": "again",
        "N R1": "",
    }


def test_without_a_list_or_a_draw_a_reading_counts_as_it_says():
    assert counted(read("A R1 both evidenced")) == {"A R1": ""}
    assert counted(read("A R1 both evidenced"), listed(both="A")) == {"A R1": ""}
    assert counted(read("Z R1 both evidenced"), listed(both="A")) == {"Z R1": "not_listed"}


def test_where_cases_are_drawn_one_of_a_quarter_without_a_draw_is_no_evidence():
    rows = pd.concat(
        [read("A R1 both evidenced"), read("B R1 both evidenced").assign(quarter="2025Q3")],
        ignore_index=True,
    )
    assert counted(rows, samples=lots(both="A")) == {"A R1": "", "B R1": "no_draw"}
    assert counted(rows) == {"A R1": "", "B R1": ""}


def test_a_reading_with_an_open_question_leaves_its_place_to_the_next():
    assert counted(read("A R1 both ? ?", "A R2 both evidenced not")) == {"A R1": "open", "A R2": ""}


def test_one_open_answer_does_not_keep_the_others_out():
    frame = found(read("A R1 both evidenced ?"))
    assert (of(frame, "evidenced", subject("language", "both", "v1"))[["x", "n"]] == [1, 1]).all()
    assert of(frame, "queried", subject("pattern", "both", "v1"))["x"] == 1


# What was drawn


def test_what_was_drawn_is_held_against_what_was_read():
    closed = listed(both="A B C D E F G H", neither="N", trained="T U")
    samples = lots(both="A B C D E F G H", neither="N")
    both = list(samples[samples["arm"] == "both"]["case"])
    rest = sorted(set("ABCDEFGH") - set(both))
    rows = read(
        *(f"{case} R1 both evidenced" for case in (*both[:4], both[5], *rest)), "N R1 neither not"
    )
    frame = read_cases.drawn(
        read_cases.readings(rows, closed, samples, PERIOD), closed, samples, PERIOD
    )
    told = {
        f"{row.statistic}: {row.drawn_as}" if row.drawn_as else row.statistic: (row.x, row.n)
        for row in with_parts(frame, "quarter", "kind", "drawn_as").itertuples()
        if (row.quarter, row.kind) == ("2025Q2", "both")
    }
    assert told == {
        "closed": (8, 11),
        "drawn": (5, 8),
        "read: drawn": (4, 5),
        "read: reserve": (1, 2),
        "read: not drawn": (1, 6),
    }
    assert of(frame, "closed", "2025Q2 | trained")["x"] == 2
    assert not (frame["statistic"].eq("drawn") & frame["subject"].eq("2025Q2 | trained")).any()


def test_a_seed_of_ones_own_and_a_list_that_changed_are_told():
    closed, samples = listed(both="A B"), lots(both="A").assign(seed="nicer")
    frame = read_cases.drawn(
        read_cases.readings(read(), closed, samples, PERIOD), closed, samples, PERIOD
    )
    assert (
        of(frame, "drawn", "2025Q2 | both")["note"]
        == "by a seed of its own; the list has changed since"
    )
    assert of(frame, "drawn", "2025Q2 | neither")["note"] == "no draw is on record"


def test_cases_that_cannot_be_placed_are_counted():
    closed = listed(both="A B")
    closed.loc[0, "status"] = "queried"
    frame = read_cases.drawn(
        read_cases.readings(read(), closed, lots(), PERIOD), closed, lots(), PERIOD
    )
    assert of(frame, "closed, not placed")[["x", "n"]].tolist() == [1, 2]


# What the cases show


def test_three_of_five_by_clopper_and_pearson():
    """Clopper and Pearson's interval of 3 of 5 is 14.7 to 94.7 % in any table of it."""
    rows = read(
        *(
            f"C{at} R1 both {'evidenced' if at < 3 else 'partly' if at == 3 else 'not'}"
            for at in range(5)
        )
    )
    row = of(found(rows), "evidenced", subject("language", "both", "v1"))
    assert (row["x"], row["n"]) == (3, 5)
    assert (row["low"], row["high"]) == pytest.approx((0.147, 0.947), abs=0.001)
    assert "no effect can be read from it" in row["note"]


def test_not_applicable_and_blank_are_in_no_n():
    frame = found(read("A R1 both evidenced", "B R1 both na", "C R1 both -", "D R1 both partly"))
    about = subject("language", "both", "v1")
    assert of(frame, "evidenced", about)[["x", "n"]].tolist() == [1, 2]
    assert of(frame, EVIDENCED["na"], about)[["x", "n"]].tolist() == [1, 4]
    assert of(frame, "blank", about)[["x", "n"]].tolist() == [1, 4]
    assert of(frame, EVIDENCED["partly"], about)[["x", "n"]].tolist() == [1, 2]


def test_versions_are_not_added_up():
    rows = pd.concat(
        [read("A R1 both evidenced"), read("B R1 both evidenced", version="RAG")], ignore_index=True
    )
    frame = found(rows)
    assert [
        of(frame, "evidenced", subject("language", "both", version))["n"]
        for version in ("v1", "RAG")
    ] == [1, 1]


def test_a_finding_names_the_cells_it_was_made_from():
    row = of(
        found(read("A R1 both evidenced", "B R1 neither not")),
        "evidenced",
        subject("language", "both", "v1"),
    )
    assert row["rows"] == f"{PERIOD}/reviews/hackney.xlsx!S!HAR1"


def test_effects_and_series_are_refused_in_words():
    found_in = found(read("A R1 both evidenced")).set_index("statistic")
    assert found_in.loc["effect of training or consultation", "refused"] == "G19"
    assert found_in.loc["change over quarters or versions", "refused"] == "G20"
    assert (found_in.loc[list(review_cases.REFUSED), "note"] != "").all()


def test_nothing_read_is_no_finding():
    assert found(read()).empty


def test_no_test_is_run_unless_somebody_asks():
    frame = found(read("A R1 both evidenced", "B R1 neither not"))
    assert not frame["statistic"].str.contains("contrast").any()
    assert not frame["method"].str.contains("Boschloo").any()


# Two readers


def twice(*kinds: str) -> pd.DataFrame:
    """Cases read twice, 9 answers each; `same` or `other` says whether the second reader gave those of the first."""
    rows = []
    for at, kind in enumerate(kinds):
        answers = ["evidenced", "partly", "not"] * 3
        rows += [
            read(f"C{at} R1 both {' '.join(answers)}"),
            read(
                f"C{at} R2 both"
                f" {' '.join(answers if kind == 'same' else answers[1:] + answers[:1])}",
                blind="yes" if at == 0 else "no",
            ),
        ]
    return found(pd.concat(rows, ignore_index=True))


def test_same_answers_are_counted_and_blind_pairs_stand_apart():
    frame = twice("same", "other", "same")
    assert of(frame, "read twice: same answer", borough="")[["x", "n"]].tolist() == [18, 27]
    assert of(frame, "read twice: same answer", "blind", "")[["x", "n"]].tolist() == [9, 9]
    assert of(frame, "read twice: same answer", "not blind", "")[["x", "n"]].tolist() == [9, 18]
    assert of(frame, "read twice: cases", borough="")["x"] == 3


def test_kappa_is_refused_below_twenty_pairs():
    frame = twice("same", "same", "other")
    assert of(frame, "read twice: weighted kappa", "not blind", "")["refused"] == "G18"
    assert pd.isna(of(frame, "read twice: weighted kappa", "not blind", "")["estimate"])
    row = of(frame, "read twice: weighted kappa", borough="")
    assert 0 < row["estimate"] < 1
    assert pd.isna(row["low"])


def test_pairs_are_of_one_version_and_of_two_readers():
    rows = pd.concat(
        [read("A R1 both evidenced"), read("A R2 both evidenced", version="v2")], ignore_index=True
    )
    assert not found(rows)["statistic"].str.startswith("read twice").any()
    three = found(read("A R1 both evidenced -", "A R2 both evidenced not", "A R3 both not not"))
    assert of(three, "read twice: same answer", borough="")[["x", "n"]].tolist() == [1, 1]


# Words


def evidence(*lines: str) -> pd.DataFrame:
    """Evidence like `hackney E1 yes`, with words that say whose it is."""
    rows = [
        {
            "borough": borough,
            "period": PERIOD,
            "evidence": code,
            "happened": "2025Q2",
            "kind": "court",
            "part": f"part {code}",
            "otherwise": "o",
            "known_from": NOT_KEPT if look == "named" else "k",
            "cell": "A1",
            **PLACE,
            "second_look": "yes" if look in ("named", "open") else look,
            "status": "queried" if look == "open" else "returned",
        }
        for borough, code, look in (line.split() for line in lines)
    ]
    return EVIDENCE.table().check(pd.DataFrame(rows, columns=list(EVIDENCE.table().columns)))


def test_cards_are_printed_only_with_a_second_look_and_without_names():
    lines = evidence(
        "newham E1 yes", "hackney E2 no", "hackney E3 named", "hackney E4 open", "hackney E0 yes"
    )
    cards = case_evidence.cards(lines, PERIOD)
    assert list(cards["part"]) == ["part E0", "part E1"]
    assert list(cards.columns) == ["standing", "kind", "part", "otherwise", "known_from"]
    frame = case_evidence.findings(read(), lines, PERIOD)
    assert of(frame, "case evidence: printed", borough="")[["x", "n"]].tolist() == [2, 5]
    kept = frame[frame["statistic"] == "case evidence: kept back"].set_index("subject")["x"]
    assert kept.to_dict() == {"open": 1, "may_name": 1, "no_second_look": 1}


def test_nothing_beside_words_tells_whose_they_are():
    """Not even the cells: the name of a file is often the name of a borough."""
    rows = read("A R1 both evidenced not", extract="plain words", second_look="yes")
    for table in (
        case_evidence.extracts(rows, PERIOD),
        case_evidence.cards(evidence("hackney E1 yes"), PERIOD),
        case_evidence.findings(rows, evidence("hackney E1 yes"), PERIOD),
    ):
        assert len(table)
        assert "hackney" not in table.to_csv().lower()
    assert case_evidence.extracts(rows, PERIOD).to_dict("records") == [
        {"standing": "established", "arm": "both", "words": "plain words"}
    ]


def test_a_borough_that_is_alone_in_its_standing_is_not_told_by_it():
    """In 2022-23 one borough alone joined."""
    rows = read("A R1 both evidenced", extract="w", second_look="yes")
    alone = rows.assign(borough="hammersmith_and_fulham", period="2022-23")
    assert list(case_evidence.extracts(alone, "2022-23")["standing"]) == [""]


def test_no_finding_on_the_simulated_period_names_a_case_or_a_reader():
    for file in (ROOT / "reports" / PERIOD / "reviews").rglob("*.csv"):
        frame = pd.read_csv(file, dtype=str, keep_default_na=False)
        assert not {"case", "reader", "extract"} & set(frame.columns), file.name


def test_arms_are_those_the_draw_is_of():
    assert list(ARMS) == ["both", "neither"]
