"""Row-level surveys as printed: who answered, on what each number rests, who they are, and what was
not computed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.asking import Question
from analysis.declare.statuses import SYMBOLS
from analysis.declare.surveys import INSTRUMENT, LEAST_FOR_PERCENTAGES, LEAST_PEOPLE
from analysis.show import words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from strands.surveys.declares import KEPT, MISSING, QUESTIONNAIRE
from strands.surveys.prints.answer_changes import headline_sentences
from strands.surveys.prints.answer_lookup import base_before, survey_name, titled, waves_of

_ATTENDED, _BEFORE = "attendances", "answered before"


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what came back, what silence may hide, and what may not be said."""
    here = found[found["period"] == of_period]
    if here.empty:
        return Paragraphs(
            ("**Not received.** No answer sheets came for this period.",), box="keyfinding"
        )
    texts = (
        f"**What came back.** {' '.join(_came_back(here, *each) for each in waves_of(here))}",
        *headline_sentences(here, {"primary"}),
        (
            "**What may not be said.** Nobody knows what those who did not answer would have said:"
            " no choice of method can tell, and only more answers can narrow the ranges. Nothing"
            " here tells what brought a change about. What was not computed: @tbl:answers-refused."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def _came_back(here: pd.DataFrame, key: str, wave: str) -> str:
    mine = here[(here["instrument"] == key) & (here["wave"] == wave)]
    by = index(mine[mine["reading"] == ""])
    shares = words.listed([said for case in (_BEFORE, _ATTENDED) if (said := _share(mine, case))])
    return (
        f"{survey_name(key, wave)}: {by['handed in']['estimate']:,.0f} handed in,"
        f" {by['usable']['estimate']:,.0f} usable{f' ({shares})' if shares else ''}."
    )


def _share(mine: pd.DataFrame, case: str) -> str:
    row = index(mine[mine["reading"] == case]).get("usable, % of eligible")
    if row is None or pd.isna(row["estimate"]):
        return ""
    return (
        f"{row['estimate']:.1f}% of {row['n']:,}"
        f" {'who answered before' if case == _BEFORE else 'attendances'}"
    )


def flow(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """From those who could have answered to the answers that can be used, and which sheets belong
    together.
    """
    here = found[found["period"] == of_period]
    asked = (
        "handed in",
        "left out",
        "usable",
        "eligible",
        "handed in, % of eligible",
        "usable, % of eligible",
    )
    rows = here[here["statistic"].isin(asked)]
    yield Heading("answers-flow", "Who answered")
    least = sorted({QUESTIONNAIRE[key].least_answered for key in rows["instrument"]})
    notes = (
        (
            "Attendances are those of the whole partnership. An attendance is not a person. In"
            " brackets: % of attendances."
        ),
        (
            f"Left out: {words.listed([_plain_reason(why) for why in KEPT if why != 'kept'])}."
            f" Usable: answers to at least {words.listed(list(map(str, least)))} of the questions"
            " that are neither open nor the code."
        ),
        "–: no such share, or a number for it is not known.",
    )
    yield PrintedTable(
        "answers-flow",
        "Answer sheets handed in, of those that could have been",
        pd.DataFrame([_flow_line(here, *each) for each in waves_of(rows)]),
        rows,
        notes,
    )
    yield _links(here)


def _plain_reason(why: str) -> str:
    return KEPT[why].removesuffix(", left out")


_LEFT_OUT = {"test": ("test",), "duplicate": ("copy", "copies"), "empty": ("blank sheet",)}


def _flow_line(here: pd.DataFrame, key: str, wave: str) -> dict:
    mine = here[(here["instrument"] == key) & (here["wave"] == wave)]
    by = index(mine[mine["reading"] == ""])
    attended, before = (index(mine[mine["reading"] == case]) for case in (_ATTENDED, _BEFORE))
    left = mine[(mine["statistic"] == "left out") & (mine["estimate"] > 0)]
    said = ", ".join(words.count(row.estimate, *_LEFT_OUT[row.group]) for row in left.itertuples())
    cells = {
        name: f"{by[name]['estimate']:,.0f} ({_percent(attended, name)})"
        for name in ("handed in", "usable")
    }
    eligible = attended["eligible"]["estimate"]
    return {
        "Survey": survey_name(key, wave),
        "Attendances": "–" if pd.isna(eligible) else f"{eligible:,.0f}",
        "Handed in (%)": cells["handed in"],
        "Left out": said or "0",
        "Usable (%)": cells["usable"],
        "Usable, % of those before": _percent(before, "usable"),
    }


def _percent(by: dict[str, pd.Series], name: str) -> str:
    row = by.get(f"{name}, % of eligible")
    return "–" if row is None else words.number(row["estimate"])


def _links(here: pd.DataFrame) -> PrintedTable:
    """Which usable sheets are of one person, by the codes people made."""
    rows = here[here["statistic"].str.startswith("links: ")]
    names = {
        "pairs": "Linked pairs",
        "unlinked before": "Not linked, before",
        "unlinked after": "Not linked, after",
        "ambiguous before": "Not told apart, before",
        "ambiguous after": "Not told apart, after",
    }
    lines = []
    for key, mine in rows.groupby("instrument", sort=False):
        by = index(mine)
        counts = {
            title: f"{by[f'links: {name}']['estimate']:,.0f}" for name, title in names.items()
        }
        lines.append({"Survey": INSTRUMENT[key].name, **counts})
    notes = (
        (
            "Sheets are linked where a code occurs once before and once after. Not told apart: a"
            " code that several sheets of one time share, so that nobody can say which belong"
            " together."
        ),
    )
    return PrintedTable(
        "answers-links",
        "Usable sheets linked by the codes people made",
        pd.DataFrame(lines),
        rows,
        notes,
    )


def bases(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """For every question of every survey how many answered, and why the others did not: a table a
    survey and wave.
    """
    rows = found[(found["period"] == of_period) & (found["statistic"] == "answers")]
    yield Heading("answers-bases", "On how many answers each number rests")
    for key, wave in waves_of(rows):
        mine = rows[(rows["instrument"] == key) & (rows["wave"] == wave)]
        lines = []
        for question, of in mine.groupby("question", sort=False):
            by = dict(zip(of["group"], of["estimate"], strict=True))
            counts = {_MISSING_TITLES[why]: f"{by[why]:,.0f}" for why in _MISSING_TITLES}
            lines.append({"Question": _question(key, question).wording.split(":")[0], **counts})
        several = len(QUESTIONNAIRE[key].waves) > 1
        notes = (f"Of {mine['n'].iloc[0]:,} usable sheets. Queried: {MISSING['queried']}.",)
        yield PrintedTable(
            f"answers-{key}-{wave}-bases" if several else f"answers-{key}-bases",
            f"{survey_name(key, wave)}: answers to each question",
            pd.DataFrame(lines),
            mine,
            notes,
        )


_MISSING_TITLES = {
    "answered": "Answered",
    "blank": "Blank",
    "prefer_not": "Prefer not to say",
    "not_shown": "Not shown",
    "queried": "Queried",
}


def _question(key: str, question: str) -> Question:
    return next(one for one in QUESTIONNAIRE[key].questions if one.key == question)


def composition(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """Who answered and what they ticked, a table a survey, a column a wave."""
    here = found[found["period"] == of_period]
    rows = here[here["statistic"].isin(["people", "share"])]
    yield Heading("answers-composition", "Who they are")
    for key, mine in rows.groupby("instrument", sort=False):
        lines = [
            line
            for question, of in mine.groupby("question", sort=False)
            for line in _lines(key, question, of)
        ]
        notes = [
            "Each question is of those who answered it, and 95% intervals are Wilson's.",
            (
                f"{SYMBOLS['withheld']} fewer than {LEAST_PEOPLE} people, or a number from which"
                " fewer could be worked out: not printed."
            ),
        ]
        if len(QUESTIONNAIRE[key].waves) > 1:
            notes.append(
                "The waves are not set against each other: other people may have answered after"
                " than before."
            )
        if (mine["n"] < LEAST_FOR_PERCENTAGES).any():
            notes.append(f"No percentage of fewer than {LEAST_FOR_PERCENTAGES} answers.")
        yield PrintedTable(
            f"answers-{key}-composition",
            f"{INSTRUMENT[key].name} survey: who answered",
            pd.DataFrame(lines),
            mine,
            tuple(notes),
        )
    yield Paragraphs(tuple(_said_by_everybody(here)))


def _lines(key: str, question: str, of: pd.DataFrame) -> Iterator[dict]:
    """A line for the question with its base in each wave, and a line an option."""
    several = len(QUESTIONNAIRE[key].waves) > 1
    waves = [wave for wave in QUESTIONNAIRE[key].waves if wave in set(of["wave"])]
    bases_ = {wave: of.loc[of["wave"] == wave, "n"].iloc[0] for wave in waves}

    def line(name: str, cells: dict[str, tuple[str, str]]) -> dict:
        parts = {"Who answered": name}
        for wave in QUESTIONNAIRE[key].waves:
            number, interval = cells.get(wave, ("–", ""))
            when = f"{wave.capitalize()}, " if several else ""
            people = f"{when}people (%)" if when else "People (%)"
            parts |= {people: number, f"{when}95% interval": interval}
        return parts

    yield line(f"{titled(question)}: answered", {wave: (f"{bases_[wave]:,}", "") for wave in waves})
    wording = {option.key: option.wording for option in _question(key, question).options}
    for option in dict.fromkeys(of["group"]):
        mine = of[of["group"] == option]
        cells = {wave: _cell(index(mine[mine["wave"] == wave])) for wave in waves}
        yield line(f"{titled(question)}: {wording[option]}", cells)


def _cell(by: dict[str, pd.Series]) -> tuple[str, str]:
    people, share = by["people"], by["share"]
    if pd.isna(people["estimate"]):
        return SYMBOLS["withheld"], ""
    if pd.isna(share["estimate"]):
        return f"{people['estimate']:,.0f}", ""
    return (
        f"{people['estimate']:,.0f} ({share['estimate']:.1f})",
        f"{share['low']:.1f} to{words.NBSP}{share['high']:.1f}",
    )


def _said_by_everybody(here: pd.DataFrame) -> Iterator[str]:
    """What was said in answer to a question with options, over everybody who could have answered."""
    rows = here[here["statistic"] == "share: silent unknown"]
    for (key, question, case), mine in rows.groupby(
        ["instrument", "question", "reading"], sort=False
    ):
        wording = {option.key: option.wording for option in _question(key, question).options}
        said = [
            f"“{wording[row.group]}” {row.low:.1f}% to {row.high:.1f}%" for row in mine.itertuples()
        ]
        yield (
            f"**{INSTRUMENT[key].name}: {titled(question).lower()}.** Over all"
            f" {mine['n'].iloc[0]:,} {base_before(case)}, as none or all of those who did not"
            f" answer would have said it: {words.listed(said)}."
        )
