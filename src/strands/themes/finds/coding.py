"""Coded open answers: who told of what, which themes stand together, how far coders agree, and what
people feel.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import numpy as np
from pandas import DataFrame

from analysis.declare.surveys import WAVES
from analysis.declare.table import InputError
from analysis.find.finding import COUNT, finding, frame, places, statistic, two_sided
from strands.themes.declares.coding import LEANINGS, LEAST_PEOPLE
from strands.themes.declares.emotions import LEMMAS, VERSION, emotions_in, is_about_emotions
from strands.themes.declares.themes import LEAST_BASE, subject
from strands.themes.finds.alpha import alpha
from strands.themes.finds.themes import fewest, wilson

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
_ASKED = ["survey", "wave", "question"]


def findings(segments: DataFrame, sources: DataFrame, quotes: DataFrame) -> DataFrame:
    """Everything told by frames of SEGMENTS, SOURCES and QUOTES: a FINDINGS frame. What is queried
    is counted nowhere.

    Parts of a subject are survey, wave, question, code (an emotion or a leaning too) and the second
    of two codes.
    """
    made = []
    for period, texts in sources[sources["status"] == "returned"].groupby("period", sort=False):
        given = segments[(segments["period"] == period) & (segments["status"] == "returned")]
        coded = texts[(texts["coder_count"] > 0) | texts["source"].isin(given["source"])]
        for asked, answers in coded.groupby(_ASKED, sort=False):
            of_question = given[given["source"].isin(answers["source"])]
            made += _themes(of_question, answers, asked, period)
        made += [*_agreement(given, coded, period), *_emotions(texts, period)]
    for period, of_period in quotes.groupby("period", sort=False):
        made += _balance(of_period, period)
    return frame(made)


def _themes(
    given: DataFrame, texts: DataFrame, asked: tuple[str, ...], period: str
) -> Iterator[dict]:
    """People and mentions a code in the answers to one question, and the codes that stand in one
    person's answer.
    """

    def told(statistic: str, rows: DataFrame, *codes: str, **values: object) -> dict:
        return finding(statistic, rows, subject=subject(*asked, *codes), when=period, **values)

    n = texts["respondent"].nunique()
    yield told("people coded", texts, x=n, method="people, v1")
    of_code = dict(list(given.groupby("code", sort=False)))
    people = {code: set(rows["respondent"]) for code, rows in of_code.items()}
    # In an order that tells nothing of how many they are.
    for code in sorted(people):
        yield told("people", of_code[code], code, method=PEOPLE, **_share(len(people[code]), n))
        marked = of_code[code].groupby(["source", "coder"]).size().groupby("source").max().sum()
        yield told("mentions", of_code[code], code, x=marked, method=MENTIONS)
    for pair in combinations(sorted(people), 2):
        sides = [people[code] for code in pair]
        both, either = set.intersection(*sides), len(set.union(*sides))
        if len(both) >= LEAST_PEOPLE:
            groups = [len(both), *(len(side) - len(both) for side in sides), n - either]
            yield fewest("pair", groups, subject=subject(*asked, *pair), when=period)
            rows = given[given["code"].isin(pair) & given["respondent"].isin(both)]
            share = {"estimate": len(both) / either, "unit": "share"}
            counts = {"x": len(both), "n": either, **(share if either >= LEAST_BASE else {})}
            yield told("people with both", rows, *pair, method=TOGETHER, **counts)


def _share(x: int, n: int) -> dict:
    """A share and its Wilson interval; only the count where the people are too few for percentages."""
    values = wilson(x, n)
    if values.get("refused"):
        values["note"] = f"no percentage: {values['note']}"
    return values


def _agreement(given: DataFrame, coded: DataFrame, period: str) -> Iterator[dict]:
    """The share of texts that two or more coded, and how far they agree on whether a code belongs
    there.
    """
    if coded.empty:
        return
    double = coded[coded["double_coded"] == "yes"]
    yield _double("", coded, period)
    for asked, of_question in coded.groupby(_ASKED, sort=False):
        yield _double(subject(*asked), of_question, period)
    for code, of_code in given.groupby("code"):
        # Where nobody was asked what the code is about, leaving it out is no agreement.
        where = coded.loc[coded["source"].isin(of_code["source"]), _ASKED].drop_duplicates()
        texts = double.merge(where, on=_ASKED)
        if len(texts):
            rows = of_code[of_code["source"].isin(double["source"])]
            ratings = _ratings(rows, texts)
            found = {row["statistic"]: row for row in alpha(ratings, "nominal")}
            values = _values(found["agreement: alpha"])
            asked = where.iloc[0] if len(where) == 1 else ("", "", "")
            about = {"subject": subject(*asked, code), "when": period}
            # The texts it rests on, and how many of them any coder gave the code to.
            counts = {"x": ratings.max(axis=1).sum(), "n": values["n"]}
            yield finding("texts given the code", rows, **counts, method=COUNT["method"], **about)
            yield finding("agreement", rows, **about, **values)


def _double(about: str, coded: DataFrame, period: str) -> dict:
    """The share of texts that two or more coded."""
    double = coded[coded["double_coded"] == "yes"]
    x, n = len(double), len(coded)
    share = {"x": x, "n": n, "estimate": x / n, "unit": "share", "method": DOUBLE}
    return finding("texts coded twice", double, subject=about, when=period, **share)


def _values(found: dict) -> dict:
    """A statistic as values of a finding."""
    refused = "other" if found["estimate"] is None else ""
    values = {name: value for name, value in found.items() if name != "statistic"}
    return {**values, "unit": "statistic", "refused": refused}


def _code(code: str, survey: str = "", wave: str = "") -> str:
    """What a finding is about that is about no question."""
    return subject(survey, wave, "", code)


def _ratings(rows: DataFrame, texts: DataFrame) -> DataFrame:
    """Texts x coders: 1 where the coder gave the code, 0 where they coded the text without it, else
    nothing.
    """
    gave = set(zip(rows["source"], rows["coder"], strict=True))
    return DataFrame(
        {coder: float((text.source, coder) in gave) for coder in text.coders.split("; ")}
        for text in texts.itertuples()
    )


def _emotions(texts: DataFrame, period: str) -> Iterator[dict]:
    """How many people name each emotion that somebody names, by survey and wave, and all of them
    together.
    """
    asked = texts[texts["question"].map(is_about_emotions) & texts["text"].str.strip().ne("")]
    for survey, of_survey in asked.groupby("survey", sort=False):
        by_wave = {wave: of_survey[of_survey["wave"] == wave] for wave in ("", *WAVES)}
        waves = {wave: rows for wave, rows in by_wave.items() if len(rows)}
        named = {wave: _named(rows) for wave, rows in waves.items()}
        n = {wave: rows["respondent"].nunique() for wave, rows in waves.items()}
        about = {"when": period, "method": EMOTIONS}
        for wave, rows in waves.items():
            # A text without a word of the list was answered all the same.
            told, of_wave = (
                set().union(*named[wave].values()),
                about | {"subject": subject(survey, wave)},
            )
            yield finding("people who answered", rows, x=n[wave], **of_wave)
            yield finding("people who told an emotion", rows, x=len(told), n=n[wave], **of_wave)
            yield finding("emotion", rows, x=sum(map(len, named[wave].values())), **of_wave)
        for lemma in LEMMAS:
            if any(named[wave][lemma] for wave in waves):
                for wave, rows in waves.items():
                    values = _emotion(named[wave][lemma], rows, n[wave])
                    yield finding("emotion", subject=_code(lemma, survey, wave), **about, **values)
        if set(WAVES) <= set(waves):
            yield from _marked([named[wave] for wave in WAVES], survey, period)


def _named(rows: DataFrame) -> dict[str, set[str]]:
    """Who names each emotion."""
    people = {lemma: set() for lemma in LEMMAS}
    for row in rows.itertuples():
        for lemma in emotions_in(row.text):
            people[lemma].add(row.respondent)
    return people


def _emotion(who: set[str], rows: DataFrame, n: int) -> dict:
    """The share of those who name it with the rows that say so."""
    return {"rows": places(rows[rows["respondent"].isin(who)]), **_share(len(who), n)}


def _marked(named: list[dict[str, set[str]]], survey: str, period: str) -> Iterator[dict]:
    """How much more each emotion marks the later wave."""
    before, after = (
        Counter({lemma: len(who) for lemma, who in people.items()}) for people in named
    )
    prior = pooled_prior(before + after, len(before + after))
    odds = log_odds(before, after, prior)
    for lemma in LEMMAS:
        if before[lemma] or after[lemma]:
            about = {"subject": _code(lemma, survey), "when": period}
            values = _values(odds[lemma]) | {"n": None}
            yield finding("emotion, after against before", **about, **values)


def _balance(quotes: DataFrame, period: str) -> Iterator[dict]:
    """How many usable quotes support, complicate or contradict, how many do not say, and how many
    cannot be used, by reason.
    """
    usable, rows = (quotes[quotes["usable"] == answer] for answer in ("yes", "no"))
    about = {"when": period, "method": COUNT["method"]}
    for leaning in (*LEANINGS, ""):
        leaning_so = usable[usable["leaning"] == leaning]
        values = {"x": len(leaning_so), "n": len(usable), "subject": _code(leaning or "not stated")}
        yield finding("quotes", leaning_so, **values, **about)
    yield finding("quotes that cannot be printed", rows, x=len(rows), **about)
    kept_back = rows.assign(why=rows["why_not"].str.split("; ")).explode("why")
    for why, of_reason in kept_back.groupby("why", sort=False):
        values = {"x": len(of_reason), "subject": _code(why)}
        yield finding("quotes kept back", of_reason, **values, **about)


LOG_ODDS = "log-odds ratio, informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), v1"


def log_odds(before: Counter, after: Counter, prior: dict[str, float]) -> dict[str, dict]:
    """How much more after than before each word is used, of which the uses are counted: its log odds
    ratio with its interval, as `statistic` by word.

    `prior` are pseudo-counts a_w of each word, as from a larger body of text; a_0 is their sum.
    With y of n words: delta = log (y_a + a_w) / (n_a + a_0 - y_a - a_w) - the same before; variance
    1 / (y_a + a_w) + 1 / (y_b + a_w) (Monroe, Colaresi and Quinn 2008, Political Analysis 16,
    372-403). Words are counted as often as they stand, and taken to be independent, which words of
    one answer are not: the ratio puts words in order and is no test. InputError where a word has no
    prior.
    """
    words = sorted(before | after)
    if bare := [word for word in words if prior.get(word, 0) <= 0]:
        raise InputError(
            f"word '{bare[0]}' has no prior count above 0: take the prior from a text that holds it"
        )
    strength, odds = sum(prior.values()), {}
    for word in words:
        values = {"n": before[word] + after[word], "method": LOG_ODDS}
        used = [count[word] + prior[word] for count in (before, after)]
        others = [before.total() + strength - used[0], after.total() + strength - used[1]]
        # What is left by rounding is no other word.
        if min(others) <= 1e-9 * strength:
            note = "no odds: there is no other word"
            odds[word] = statistic(word, note=note, **values)
            continue
        delta = np.log(used[1] / others[1]) - np.log(used[0] / others[0])
        reach = two_sided() * np.sqrt(1 / used[0] + 1 / used[1])
        odds[word] = statistic(word, delta, delta - reach, delta + reach, **values)
    return odds


def pooled_prior(counts: Counter, strength: float) -> dict[str, float]:
    """Pseudo-counts in proportion to how often each word is used, `strength` in all."""
    return {word: strength * count / counts.total() for word, count in counts.items()}
