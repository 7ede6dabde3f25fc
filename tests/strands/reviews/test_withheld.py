"""Learning reviews where small counts are withheld: what leaves is declared, no case can be read out of it,
and no print holds a withheld number.
"""

import re

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from withheld_rows import DFE, NUMBERS, PERIOD, passed, text_of

from analysis import store
from analysis.declare.boroughs import BOROUGHS
from analysis.declare.cleared import WAITS
from analysis.declare.disclosure import NOBODY, PROFILES
from analysis.declare.finding import subject, with_parts
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.table import InputError
from analysis.declare.withheld import SYMBOL, WITHHELD, withheld
from analysis.find.agreement import part
from analysis.find.finding import COUNT, finding, frame
from analysis.show.printed import Paragraphs, PrintedTable
from strands.reviews.cleans.reviews import clean
from strands.reviews.declares import told
from strands.reviews.declares.reviews import PRINCIPLES
from strands.reviews.finds import case_evidence, read_cases, review_cases
from strands.reviews.finds.coarser import coarser
from strands.reviews.finds.reviews import findings
from strands.reviews.prints import case_cards, reviews
from strands.reviews.prints import coarser as coarse
from strands.reviews.prints import review_cases as cases

STRICT = [key for key, profile in PROFILES.items() if profile.withholds]
# Too small to be told apart from the digits of dates and versions.
LARGE = 10


@pytest.fixture(scope="module")
def made(simulated):
    files = {one.file: one.content for one in simulated.values() if one.strand == "reviews"}
    return clean(files, CORRECTIONS.empty(), PERIOD)


@pytest.fixture(scope="module")
def every(made):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        samples = store.samples(PERIOD)
    readings = read_cases.readings(made.review_cases, made.closed_cases, samples, PERIOD)
    parts = (
        review_cases.findings(readings, made.review_cases, PERIOD),
        read_cases.drawn(readings, made.closed_cases, samples, PERIOD),
        case_evidence.findings(made.review_cases, made.case_evidence, PERIOD),
    )
    return pd.concat(parts, ignore_index=True)


@pytest.fixture(scope="module")
def as_told(every):
    return coarser(every, DFE)


@pytest.fixture(scope="module")
def published():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        files = store.returns("2023-25", "reviews")
        made = clean(files, store.corrections("2023-25", "reviews"), "2023-25")
    return made.rounds, made.frame, made.seen


def leaving(profile=DFE, **frames):
    return passed(told.PEOPLE, frames, profile)


def blocks(made, found, profile=DFE) -> list:
    words = case_evidence.extracts(made.review_cases, PERIOD)
    cards = case_evidence.cards(made.case_evidence, PERIOD)
    return [
        cases.opening(found),
        coarse.opening(found),
        Paragraphs((coarse.opening(found).finding,)),
        cases.behind(found),
        coarse.behind(found),
        *coarse.figure(found, "Made up."),
        *cases.sample(found),
        cases.not_counted(found),
        *coarse.lists(found),
        *cases.evidence(found),
        *coarse.evidence(found),
        *cases.read_twice(found),
        *coarse.read_twice(found),
        cases.refused(found),
        *case_cards.extracts(case_evidence.alone(words, profile), found),
        *case_cards.cards(case_evidence.alone(cards, profile), found),
    ]


def partly(found, seed: int):
    """Findings in which a third of the numbers that are anybody's is withheld."""
    draw = np.random.default_rng(seed)
    kinds = {name: one.kind for name, one in told.PEOPLE["cases"].items()}
    may = found["statistic"].map(kinds).fillna(NOBODY).ne(NOBODY)
    numbers = found[["x", "n", "estimate"]].astype(object)
    out = (draw.random(numbers.shape) < 1 / 3) & numbers.notna() & may.to_numpy()[:, None]
    out = out.to_numpy(dtype=bool)
    return found.assign(**numbers.mask(out, WITHHELD)), out


# What leaves


@pytest.mark.parametrize("profile", ["as_published", "internal"])
def test_where_nothing_is_withheld_everything_is_as_it_was(made, every, profile):
    assert coarser(every, PROFILES[profile]) is every
    words = case_evidence.extracts(made.review_cases, PERIOD)
    assert case_evidence.alone(words, PROFILES[profile]) is words


@pytest.mark.parametrize("profile", STRICT)
def test_everything_that_leaves_of_cases_is_declared(every, profile):
    found = leaving(PROFILES[profile], cases=coarser(every, PROFILES[profile]))["cases"]
    assert len(found) > 20
    assert found["x"].map(withheld).any()


def test_everything_that_leaves_of_every_other_period_is_declared(published):
    found = findings(*published)
    assert set(found["when"]) <= set(PERIOD_KEYS)
    assert len(leaving(findings=found)["findings"]) == len(found) > 60


def test_answers_by_arm_cannot_leave(every):
    with pytest.raises(InputError, match="nobody has declared"):
        leaving(cases=every)


def test_a_number_of_cases_reviewed_leaves_only_where_it_is_large(published):
    rounds, arms, seen = published
    found = leaving(findings=findings(rounds, arms.assign(reviewed=[4, 40]), seen))["findings"]
    cells = reviews.frame(arms, found, "2023-25").cells
    assert cells["Cases reviewed"].tolist() == [SYMBOL, "40"]
    assert cells["Cases a round, as agreed"].tolist() == ["5", "5"]


# That no case can be read out of it


def test_nothing_stands_beside_a_quarter_or_an_arm(as_told):
    counted = as_told[as_told[NUMBERS].notna().any(axis=1)]
    parts = set().union(*counted["subject"].str.split(" | ", regex=False))
    assert parts <= {"", "v1", *PRINCIPLES}
    assert set(counted["reading"]) == {""}
    assert not as_told["note"].str.contains(r"\d").any()


def test_of_few_cases_under_a_version_no_answer_is_told(as_told):
    shown = as_told[as_told["statistic"] == told.SHOWN]
    assert set(shown["borough"]) == {"hackney"}
    assert (shown["n"] > 2 * DFE.most).all()


def test_answers_are_added_up_over_arms_and_never_over_versions(every, as_told):
    parts = with_parts(every, "principle", "arm", "version")
    fine = parts[parts["borough"].eq("hackney") & parts["statistic"].eq("evidenced")]
    assert set(fine["version"]) == {"v1"}
    shown = as_told[as_told["statistic"] == told.SHOWN].set_index("subject")["x"]
    sums = fine.groupby("principle")["x"].sum()
    assert shown.to_dict() == {subject("v1", key): sums[key] for key in PRINCIPLES}


def test_a_part_of_a_whole_is_told_in_quarters_only_where_a_quarter_is_many(every):
    few = every.assign(n=every["n"].where(every["statistic"] != "counted", 5))
    for found, is_told in ((every, True), (few, False)):
        statistics = set(coarser(found, DFE)["statistic"])
        assert (told.NOT_BLIND_PART in statistics) == is_told
    whole = coarser(every, DFE).set_index("statistic")
    assert whole.loc[told.READ_PART, "low"] == 0.75
    assert whole.loc[told.READ, "x"] / whole.loc[told.READ, "n"] >= 0.75


@pytest.mark.parametrize(
    ("more", "told_of"), [(0, 4), (-1, 0)], ids=["each may be five", "one is four at most"]
)
def test_reasons_are_told_where_none_of_them_tells_a_number(every, more, told_of):
    is_why = every["statistic"] == "not counted"
    assert every[is_why].groupby("subject")["x"].sum().to_dict() == {
        "again": 4,
        "arms_disagree": 1,
        "not_drawn": 1,
        "no_draw": 4,
    }
    eight = every["x"].mask(is_why & every["subject"].eq("no_draw"), 2 + more)
    found = coarser(every.assign(x=eight), DFE)
    reasons = found[found["statistic"] == told.NOT_COUNTED]
    assert len(reasons) == told_of
    assert reasons[NUMBERS].isna().all(axis=None)


def test_words_stand_alone_and_only_those_that_a_person_cleared(made):
    read = made.review_cases.assign(extract=made.review_cases["extract"].replace("", WAITS))
    read.loc[read.index[:20], ["extract", "second_look"]] = "cleared words", "yes"
    words = case_evidence.alone(case_evidence.extracts(read, PERIOD), DFE)
    cards = case_evidence.alone(case_evidence.cards(made.case_evidence, PERIOD), DFE)
    assert list(words) == ["words"]
    assert list(cards) == ["part", "otherwise", "known_from"]
    assert "cleared words" in set(words["words"])
    assert WAITS not in words.to_numpy()
    for rows in (words, cards):
        assert rows.equals(rows.sort_values(list(rows), ignore_index=True))


def test_a_card_with_a_text_that_waits_is_not_printed(made):
    evidence = made.case_evidence.assign(otherwise=WAITS)
    assert case_evidence.alone(case_evidence.cards(evidence, PERIOD), DFE).empty


def test_a_card_says_nothing_that_places_its_case(made, as_told):
    found = leaving(cases=as_told)["cases"]
    cards = [
        one for one in blocks(made, found) if getattr(one, "key", "").startswith("reviews-card")
    ]
    words = [one for one in blocks(made, found) if getattr(one, "key", "") == "reviews-words"]
    text = text_of(*(one for one in (*cards, *words) if isinstance(one, PrintedTable)))
    assert len(text) > 500
    assert not any(one.name in text or one.key in text for one in BOROUGHS)
    assert not re.search(r"newer|established|trained|court order|[Cc]harge|\d{4}Q|20\d\d", text)
    assert "Printed:" not in text


def test_agreement_is_told_of_many_cases_alone_and_kappa_as_it_is_printed(every):
    def twice(**cases):
        rows = [
            finding(statistic, subject=kind, when=PERIOD, **values)
            for kind, number in cases.items()
            for statistic, values in (
                (told.CASES, {"x": number, **COUNT}),
                (told.SAME, part(7 * number, 9 * number, "pairs")),
                (told.KAPPA, {"estimate": 0.123456, "n": 9 * number}),
            )
        ]
        return coarser(frame(rows).replace({"subject": {"all": ""}}), DFE)

    of = {"all": 40, "blind": 12, "not blind": 28}
    every_kind = twice(**of)
    assert set(every_kind["subject"]) == {"", "blind", "not blind"}
    assert set(every_kind["estimate"].dropna().round(6)) == {0.12, round(7 / 9, 6)}
    assert set(twice(**of | {"blind": 3, "not blind": 37})["subject"]) == {""}
    assert list(twice(all=10)["statistic"]) == [told.TWICE]
    few = "too few to tell how far two readers agree"
    assert few in text_of(*coarse.read_twice(twice(all=10)))
    assert "0.12" in text_of(*cases.read_twice(leaving(cases=every_kind)["cases"]))


# What is printed


@pytest.mark.parametrize("profile", STRICT)
def test_under_every_profile_a_section_is_printed_without_a_withheld_number(made, every, profile):
    found = leaving(PROFILES[profile], cases=coarser(every, PROFILES[profile]))["cases"]
    text = text_of(*blocks(made, found, PROFILES[profile]))
    assert "nan" not in re.findall(r"\w+", text)
    assert SYMBOL in text.replace("\\", "")


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_withheld_is_printed_nowhere(made, as_told, seed):
    found, out = partly(as_told, seed)
    assert out.any()
    some = [block for block in blocks(made, found) if not getattr(block, "empty", False)]
    text = text_of(*some)
    assert "nan" not in re.findall(r"\w+", text)
    kept = found[["x", "n"]].map(lambda value: None if withheld(value) else value).stack()
    numbers = as_told[["x", "n"]].where(out[:, :2]).stack()
    sentences = "\n".join(
        text for block in some if isinstance(block, Paragraphs) for text in block.texts
    )
    for number in set(numbers[numbers >= LARGE]) - set(kept):
        assert not re.search(rf"\b{number:.0f}\b", sentences)
    tables = {block.key: block.cells for block in some if isinstance(block, PrintedTable)}
    for (_, row), gone in zip(as_told.iterrows(), out, strict=True):
        if gone[0] and row["statistic"] == told.IN_ARM:
            name = next((one.name for one in BOROUGHS if one.key == row["borough"]), "All")
            cells = tables["reviews-lists"].set_index("Borough")
            assert cells.loc[name, "In one of the two groups"] == SYMBOL
        if gone[0] and row["statistic"] == told.SHOWN and "reviews-evidence-hackney-1" in tables:
            at = [*PRINCIPLES].index(row["subject"].split(" | ")[1])
            assert tables["reviews-evidence-hackney-1"]["Evidenced"][at].startswith(SYMBOL)


def test_a_count_that_is_withheld_has_no_bar(as_told):
    (figure,) = coarse.figure(leaving(cases=as_told)["cases"], "Made up.")
    cells = figure.drawn["Evidenced"].str.replace("\N{NO-BREAK SPACE}", " ")
    known = [int(cell.split(" of ")[0]) for cell in cells if SYMBOL not in cell]
    assert 0 < len(known) < len(cells)
    widths = [bar.get_width() for bar in figure.figure.axes[0].patches]
    assert [width for width in widths[: len(cells)] if width > 0] == known
    assert f"({max(known)} of" in figure.title.replace("\N{NO-BREAK SPACE}", " ")
    assert "the only borough shown" in figure.title and set(figure.drawn["Cases"].str[:7]) == {
        "Hackney"
    }


def test_what_is_withheld_of_everything_is_said_in_words(made, as_told):
    kinds = {name: one.kind for name, one in told.PEOPLE["cases"].items()}
    may = as_told["statistic"].map(kinds).fillna(NOBODY).ne(NOBODY)
    numbers = as_told[NUMBERS].astype(object)
    gone = numbers.mask(numbers.notna() & may.to_numpy()[:, None], WITHHELD)
    made_of = coarse.opening(as_told.assign(**gone))
    opening = "\n".join([*made_of.texts, made_of.finding])
    assert list(coarse.figure(as_told.assign(**gone), "Made up.")) == []
    assert not re.search(r"\d", opening.replace("4 boroughs", ""))
    assert "a withheld number of readings of closed cases" in opening
    assert "at least three quarters of them were read" in opening
