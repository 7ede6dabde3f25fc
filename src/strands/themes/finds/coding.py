"""Coded open answers: who told of what, which themes stand together, how far coders agree, and what
people feel.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from analysis.declare.surveys import WAVES
from analysis.find.agreement import alpha
from analysis.find.finding import finding, frame
from strands.themes.declares.coding import LEANINGS, LEAST_PEOPLE
from strands.themes.declares.emotions import LEMMAS, VERSION, emotions_in, is_about_emotions
from strands.themes.declares.themes import LEAST_BASE, subject
from strands.themes.finds.themes import wilson
from strands.themes.finds.vocabulary import log_odds, pooled_prior

PEOPLE = (
    "people to whom any coder gave the code / people whose answer was coded, Wilson interval"
    " (statsmodels), v1"
)
MENTIONS = (
    "passages with the code, those of the coder who marked most where several coded a text, v1"
)
TOGETHER = "people with both codes / people with either, v1"
DOUBLE = "texts coded by two named coders or more / coded texts, v1"
EMOTIONS = (
    f"people who name the emotion / people who answered, words by list version {VERSION}, Wilson"
    " interval, v1"
)
_COUNT = "count, v1"
_ASKED = ["survey", "wave", "question"]


def findings(segments: pd.DataFrame, sources: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Everything told by frames of SEGMENTS, SOURCES and QUOTES: a FINDINGS frame. What is queried
    is counted nowhere.

    Parts of a subject are survey, wave, question, code (an emotion or a leaning too) and the second
    of two codes.
    """
    made = []
    for period, texts in sources[sources["status"] == "returned"].groupby("period", sort=False):
        given = segments[(segments["period"] == period) & (segments["status"] == "returned")]
        coded = texts[(texts["coder_count"] > 0) | texts["source"].isin(given["source"])]
        of_period = []
        for asked, answers in coded.groupby(_ASKED, sort=False):
            of_question = given[given["source"].isin(answers["source"])]
            of_period += _themes(of_question, answers, asked)
        of_period += [*_agreement(given, coded), *_emotions(texts)]
        made += [row | {"when": period} for row in of_period]
    for period, of_period in quotes.groupby("period", sort=False):
        made += [row | {"when": period} for row in _balance(of_period)]
    return frame(made)


def _themes(given: pd.DataFrame, texts: pd.DataFrame, asked: tuple) -> Iterator[dict]:
    """People and mentions a code in the answers to one question, and the codes that stand in one
    person's answer.
    """
    n = texts["respondent"].nunique()
    yield finding("people coded", texts, subject=subject(*asked), x=n, method="people, v1")
    of_code = dict(list(given.groupby("code", sort=False)))
    people = {code: set(rows["respondent"]) for code, rows in of_code.items()}
    for code in sorted(people, key=lambda key: (-len(people[key]), key)):
        rows, about = of_code[code], subject(*asked, code)
        values = {"method": PEOPLE, **_share(len(people[code]), n)}
        yield finding("people", rows, subject=about, **values)
        marked = rows.groupby(["source", "coder"]).size().groupby("source").max().sum()
        yield finding("mentions", rows, subject=about, x=marked, method=MENTIONS)
    for first, second in combinations(sorted(people), 2):
        both, n = people[first] & people[second], len(people[first] | people[second])
        if len(both) < LEAST_PEOPLE:
            continue
        rows = given[given["code"].isin([first, second]) & given["respondent"].isin(both)]
        values = {"x": len(both), "n": n, "method": TOGETHER}
        if n >= LEAST_BASE:
            values |= {"estimate": len(both) / n, "unit": "share"}
        about = subject(*asked, first, second)
        yield finding("people with both", rows, subject=about, **values)


def _share(x: int, n: int) -> dict:
    """A share and its Wilson interval; only the count where the people are too few for percentages."""
    values = wilson(x, n)
    if values.get("refused"):
        values["note"] = f"no percentage: {values['note']}"
    return values


def _agreement(given: pd.DataFrame, coded: pd.DataFrame) -> Iterator[dict]:
    """The share of texts that two or more coded, and how far they agree on whether a code belongs
    there.
    """
    if coded.empty:
        return
    double = coded[coded["double_coded"] == "yes"]
    x, n = len(double), len(coded)
    values = {"x": x, "n": n, "estimate": x / n, "unit": "share", "method": DOUBLE}
    yield finding("texts coded twice", double, **values)
    if double.empty:
        return
    for code, of_code in given.groupby("code"):
        # Where nobody was asked what the code is about, leaving it out is no agreement.
        where = coded.loc[coded["source"].isin(of_code["source"]), _ASKED].drop_duplicates()
        texts = double.merge(where, on=_ASKED)
        if len(texts):
            yield _agreed(code, of_code[of_code["source"].isin(double["source"])], texts)


def _agreed(code: str, rows: pd.DataFrame, texts: pd.DataFrame) -> dict:
    """Krippendorff's alpha of one code, with the texts it rests on and how many of them any coder
    gave it to.
    """
    ratings = _ratings(rows, texts)
    found = next(row for row in alpha(ratings, "nominal") if row["statistic"] == "agreement: alpha")
    values = _values(found) | {"x": ratings.max(axis=1).sum()}
    return finding("agreement", rows, subject=_code(code), **values)


def _values(found: dict) -> dict:
    """A statistic as values of a finding."""
    refused = "other" if found["estimate"] is None else ""
    values = {name: value for name, value in found.items() if name != "statistic"}
    return {**values, "unit": "statistic", "refused": refused}


def _code(code: str, survey: str = "", wave: str = "") -> str:
    """What a finding is about that is about no question."""
    return subject(survey, wave, "", code)


def _ratings(rows: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Texts x coders: 1 where the coder gave the code, 0 where they coded the text without it, else
    nothing.
    """
    gave = set(zip(rows["source"], rows["coder"], strict=True))
    return pd.DataFrame(
        [
            {coder: float((source, coder) in gave) for coder in coders.split("; ")}
            for source, coders in zip(texts["source"], texts["coders"], strict=True)
        ]
    )


def _emotions(texts: pd.DataFrame) -> Iterator[dict]:
    """How many people name each emotion, by survey and wave; one that few name in every wave is
    left out.
    """
    asked = texts[texts["question"].map(is_about_emotions) & texts["text"].str.strip().ne("")]
    for survey, of_survey in asked.groupby("survey", sort=False):
        by_wave = {wave: of_survey[of_survey["wave"] == wave] for wave in ("", *WAVES)}
        waves = {wave: rows for wave, rows in by_wave.items() if len(rows)}
        named = {wave: _named(rows) for wave, rows in waves.items()}
        for wave, rows in waves.items():
            # A text without a word of the list was answered all the same.
            x = len(set().union(*named[wave].values()))
            values = {"x": x, "n": rows["respondent"].nunique(), "method": EMOTIONS}
            about = subject(survey, wave)
            yield finding("people who told an emotion", rows, subject=about, **values)
        for lemma in LEMMAS:
            if max(len(named[wave][lemma]) for wave in waves) >= LEAST_PEOPLE:
                for wave, rows in waves.items():
                    yield _emotion(named[wave][lemma], rows, _code(lemma, survey, wave))
        if set(WAVES) <= set(waves):
            yield from _marked([named[wave] for wave in WAVES], survey)


def _named(rows: pd.DataFrame) -> dict[str, set[str]]:
    """Who names each emotion."""
    people = {lemma: set() for lemma in LEMMAS}
    for who, text in zip(rows["respondent"], rows["text"], strict=True):
        for lemma in emotions_in(text):
            people[lemma].add(who)
    return people


def _emotion(who: set[str], rows: pd.DataFrame, about: str) -> dict:
    n = rows["respondent"].nunique()
    if not 0 < len(who) < LEAST_PEOPLE:
        of_people, values = rows[rows["respondent"].isin(who)], _share(len(who), n)
    else:
        # Not even the rows: they would tell the number.
        of_people, note = "", f"fewer than {LEAST_PEOPLE} people"
        values = {"n": n, "refused": "other", "note": note}
    return finding("emotion", of_people, subject=about, method=EMOTIONS, **values)


def _marked(named: list[dict[str, set[str]]], survey: str) -> Iterator[dict]:
    """How much more each emotion marks the later wave; told only where enough people, or none, name
    it in both.
    """
    before, after = (_answers(people) for people in named)
    everybody = [*before, *after]
    prior = pooled_prior(everybody, len(set().union(*everybody)))
    odds = log_odds(before, after, prior)
    for lemma in LEMMAS:
        counts = [len(people[lemma]) for people in named]
        few = any(0 < count < LEAST_PEOPLE for count in counts)
        if lemma in odds and max(counts) >= LEAST_PEOPLE and not few:
            about = _code(lemma, survey)
            values = _values(odds[lemma])
            yield finding("emotion, after against before", subject=about, **values)


def _answers(people: dict[str, set[str]]) -> list[list[str]]:
    """The emotions of each person who names one."""
    everybody = sorted(set().union(*people.values()))
    return [[lemma for lemma in LEMMAS if who in people[lemma]] for who in everybody]


def _balance(quotes: pd.DataFrame) -> Iterator[dict]:
    """How many usable quotes support, complicate or contradict, how many do not say, and how many
    cannot be used.
    """
    usable = quotes[quotes["usable"] == "yes"]
    for leaning in (*LEANINGS, ""):
        rows, about = usable[usable["leaning"] == leaning], _code(leaning or "not stated")
        yield finding("quotes", rows, subject=about, x=len(rows), n=len(usable), method=_COUNT)
    rows = quotes[quotes["usable"] == "no"]
    values = {"x": len(rows), "n": len(quotes), "method": _COUNT}
    yield finding("quotes that cannot be printed", rows, **values)
