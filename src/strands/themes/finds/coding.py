"""Coded open answers: who told of what, which themes stand together, how far coders agree, and what
people feel.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from analysis.declare.surveys import WAVES
from analysis.declare.table import Column, Table
from analysis.find.agreement import alpha
from analysis.find.finding import places
from analysis.find.statistic import share_interval
from strands.themes.declares.coding import LEANINGS, LEAST_PEOPLE
from strands.themes.declares.emotions import LEMMAS, VERSION, emotions_in, is_about_emotions
from strands.themes.declares.themes import LEAST_BASE
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

CODING = Table(
    "coding findings",
    one_row_is="one statistic of one code, pair of codes, emotion or leaning, or of all",
    key=("statistic", "survey", "wave", "question", "code", "other", "period"),
    columns={
        "statistic": Column("str", "what was asked"),
        "survey": Column("str", "survey or other origin; empty for all"),
        "wave": Column("str", "before or after; empty where neither is stated, or for all"),
        "question": Column("str", "the open question; empty for all"),
        "code": Column("str", "code key, emotion or leaning; empty for all"),
        "other": Column("str", "the second of two codes"),
        "period": Column("str", "funding period"),
        "count": Column("count", "how many; empty where that is too few to tell", nullable=True),
        "estimate": Column(
            "number", "the share, between 0 and 1, the agreement, or the log-odds", nullable=True
        ),
        "low": Column("number", "lower end of the 95 % interval", nullable=True),
        "high": Column("number", "upper end", nullable=True),
        "n": Column("count", "how many it is a share of, or rests on", nullable=True),
        "method": Column("str", "the method and its version"),
        "note": Column("str", "why there is no number, or what to beware of"),
        "rows": Column("str", "the rows it was made from, as file!sheet!cell"),
    },
)
_ASKED = ["survey", "wave", "question"]


def findings(segments: pd.DataFrame, sources: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Everything told by frames of SEGMENTS, SOURCES and QUOTES: a CODING frame. What is queried is
    counted nowhere.
    """
    made = []
    for period, texts in sources[sources["status"] == "returned"].groupby("period", sort=False):
        given = segments[(segments["period"] == period) & (segments["status"] == "returned")]
        coded = texts[(texts["coder_count"] > 0) | texts["source"].isin(given["source"])]
        about = {"period": period}
        for asked, mine in coded.groupby(_ASKED, sort=False):
            of_question = given[given["source"].isin(mine["source"])]
            made += _themes(of_question, mine, about | dict(zip(_ASKED, asked, strict=True)))
        made += [*_agreement(given, coded, about), *_emotions(texts, about)]
    for period, mine in quotes.groupby("period", sort=False):
        made += _balance(mine, {"period": period})
    return CODING.check(pd.DataFrame(made, columns=list(CODING.columns)))


def _finding(statistic: str, rows: pd.DataFrame, about: dict, **values) -> dict:
    blank = {
        "survey": "",
        "wave": "",
        "question": "",
        "code": "",
        "other": "",
        "count": None,
        "estimate": None,
        "low": None,
        "high": None,
        "n": None,
        "method": "",
        "note": "",
    }
    return {**blank, **about, "statistic": statistic, "rows": places(rows), **values}


def _share(count: int, n: int) -> dict:
    """A share and its Wilson interval; only the count where the people are too few for percentages."""
    if n < LEAST_BASE:
        return {"count": count, "n": n, "note": f"no percentage: fewer than {LEAST_BASE} people"}
    low, high = share_interval(count / n, n)
    return {"count": count, "n": n, "estimate": count / n, "low": low, "high": high}


def _themes(given: pd.DataFrame, texts: pd.DataFrame, about: dict) -> Iterator[dict]:
    """People and mentions a code in the answers to one question, and the codes that stand in one
    person's answer.
    """
    n = texts["respondent"].nunique()
    yield _finding("people coded", texts, about, count=n, method="people, v1")
    people = {code: set(mine["respondent"]) for code, mine in given.groupby("code", sort=False)}
    for code in sorted(people, key=lambda key: (-len(people[key]), key)):
        mine = given[given["code"] == code]
        yield _finding(
            "people", mine, {**about, "code": code}, method=PEOPLE, **_share(len(people[code]), n)
        )
        marked = mine.groupby(["source", "coder"]).size().groupby("source").max()
        yield _finding(
            "mentions", mine, {**about, "code": code}, count=int(marked.sum()), method=MENTIONS
        )
    for first, second in combinations(sorted(people), 2):
        both, either = people[first] & people[second], people[first] | people[second]
        if len(both) >= LEAST_PEOPLE:
            rows = given[given["code"].isin([first, second]) & given["respondent"].isin(both)]
            share = {"estimate": len(both) / len(either)} if len(either) >= LEAST_BASE else {}
            yield _finding(
                "people with both",
                rows,
                {**about, "code": first, "other": second},
                count=len(both),
                n=len(either),
                method=TOGETHER,
                **share,
            )


def _agreement(given: pd.DataFrame, coded: pd.DataFrame, about: dict) -> Iterator[dict]:
    """The share of texts that two or more coded, and how far they agree on whether a code belongs
    there.
    """
    if coded.empty:
        return
    double = coded[coded["double_coded"] == "yes"]
    yield _finding(
        "texts coded twice",
        double,
        about,
        count=len(double),
        n=len(coded),
        estimate=len(double) / len(coded),
        method=DOUBLE,
    )
    for code in sorted(set(given["code"])) if len(double) else ():
        rows = given[(given["code"] == code) & given["source"].isin(double["source"])]
        # Where nobody was asked what the code is about, leaving it out is no agreement.
        where = coded[coded["source"].isin(given.loc[given["code"] == code, "source"])][
            _ASKED
        ].drop_duplicates()
        texts = double.merge(where, on=_ASKED)
        if len(texts):
            yield _agreed(code, rows, _ratings(rows, texts), about)


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


def _agreed(code: str, rows: pd.DataFrame, ratings: pd.DataFrame, about: dict) -> dict:
    """Krippendorff's alpha of one code, with the texts it rests on and how many of them any coder
    gave it to.
    """
    found = next(row for row in alpha(ratings, "nominal") if row["statistic"] == "agreement: alpha")
    values = {name: found[name] for name in ("estimate", "low", "high", "n", "method", "note")}
    count = int(ratings.max(axis=1).sum())
    return _finding("agreement", rows, {**about, "code": code}, count=count, **values)


def _emotions(texts: pd.DataFrame, about: dict) -> Iterator[dict]:
    """How many people name each emotion, by survey and wave; one that few name in every wave is
    left out.
    """
    asked = texts[texts["question"].map(is_about_emotions) & texts["text"].str.strip().ne("")]
    for survey, mine in asked.groupby("survey", sort=False):
        waves = {
            wave: mine[mine["wave"] == wave]
            for wave in ("", *WAVES)
            if (mine["wave"] == wave).any()
        }
        named = {wave: _named(rows) for wave, rows in waves.items()}
        for wave, rows in waves.items():
            of_wave = {**about, "survey": survey, "wave": wave}
            people = rows["respondent"].nunique()
            # A text without a word of the list was answered all the same.
            told = set().union(*named[wave].values())
            yield _finding(
                "people who told an emotion",
                rows,
                of_wave,
                count=len(told),
                n=people,
                method=EMOTIONS,
            )
        for lemma in LEMMAS:
            if max(len(named[wave][lemma]) for wave in waves) >= LEAST_PEOPLE:
                for wave, rows in waves.items():
                    yield _emotion(
                        lemma, named[wave][lemma], rows, {**about, "survey": survey, "wave": wave}
                    )
        if set(WAVES) <= set(waves):
            yield from _marked([named[wave] for wave in WAVES], mine, {**about, "survey": survey})


def _marked(named: list[dict[str, set[str]]], rows: pd.DataFrame, about: dict) -> Iterator[dict]:
    """How much more each emotion marks the later wave; told only where enough people, or none, name
    it in both.
    """
    waves = [
        [
            [lemma for lemma in LEMMAS if who in people[lemma]]
            for who in sorted(set().union(*people.values()))
        ]
        for people in named
    ]
    everybody = [*waves[0], *waves[1]]
    prior = pooled_prior(everybody, len({lemma for lemmas in everybody for lemma in lemmas}))
    odds = {row["statistic"].removeprefix("log-odds: "): row for row in log_odds(*waves, prior)}
    for lemma in LEMMAS:
        counts = [len(people[lemma]) for people in named]
        if (
            lemma in odds
            and max(counts) >= LEAST_PEOPLE
            and not any(0 < count < LEAST_PEOPLE for count in counts)
        ):
            values = {
                name: odds[lemma][name]
                for name in ("estimate", "low", "high", "n", "method", "note")
            }
            yield _finding(
                "emotion, after against before", rows.head(0), {**about, "code": lemma}, **values
            )


def _named(rows: pd.DataFrame) -> dict[str, set[str]]:
    """Who names each emotion."""
    found = [
        (who, emotions_in(text)) for who, text in zip(rows["respondent"], rows["text"], strict=True)
    ]
    return {lemma: {who for who, lemmas in found if lemma in lemmas} for lemma in LEMMAS}


def _emotion(lemma: str, who: set[str], rows: pd.DataFrame, about: dict) -> dict:
    n, mine = rows["respondent"].nunique(), rows[rows["respondent"].isin(who)]
    if 0 < len(who) < LEAST_PEOPLE:
        # Not even the rows: they would tell the number.
        return _finding(
            "emotion",
            rows.head(0),
            {**about, "code": lemma},
            n=n,
            method=EMOTIONS,
            note=f"fewer than {LEAST_PEOPLE} people",
        )
    return _finding(
        "emotion", mine, {**about, "code": lemma}, method=EMOTIONS, **_share(len(who), n)
    )


def _balance(quotes: pd.DataFrame, about: dict) -> Iterator[dict]:
    """How many usable quotes support, complicate or contradict, how many do not say, and how many
    cannot be used.
    """
    usable = quotes[quotes["usable"] == "yes"]
    for leaning in (*LEANINGS, ""):
        mine = usable[usable["leaning"] == leaning]
        yield _finding(
            "quotes",
            mine,
            {**about, "code": leaning or "not stated"},
            count=len(mine),
            n=len(usable),
            method="count, v1",
        )
    kept_back = quotes[quotes["usable"] == "no"]
    yield _finding(
        "quotes that cannot be printed",
        kept_back,
        about,
        count=len(kept_back),
        n=len(quotes),
        method="count, v1",
    )
