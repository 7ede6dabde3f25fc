"""Row-level surveys as printed: who answered, on what each number rests, and who they are."""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.surveys import INSTRUMENT, LEAST_FOR_PERCENTAGES
from analysis.declare.traced import bare
from analysis.declare.withheld import MEANS, SYMBOL, withheld
from analysis.show import printed, words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Opening, Paragraphs, PrintedTable
from strands.surveys.declares import (
    ANSWERED_ONE,
    COUNTED,
    EVERYBODY,
    KEPT,
    MISSING,
    MOSTLY_BLANK,
    NO_ONES,
    OF_ANSWERS,
    QUESTIONNAIRE,
    USABLE,
)
from strands.surveys.declares.sums import LEAST_PEOPLE
from strands.surveys.prints.answers.changes import headline_sentences
from strands.surveys.prints.answers.silence import headlines
from strands.surveys.prints.everybody import (
    Statistics,
    flow_line,
    has_waves,
    of_period,
    question_called,
    shares_of_everybody,
    statistics,
    survey_name,
    titled,
    waves_of,
    where,
    whole,
)
from strands.surveys.prints.headlines import opening as first_page

_NOT_SAID = (
    "Nothing here tells what brought a change about, and no choice of method can tell what those who"
    " did not answer would have said: only more answers can (@tbl:answers-refused)."
)
_FLOW = ("handed in|sheets|handed in, % of eligible|usable, % of eligible|left out|eligible").split(
    "|"
)
_LEFT_OUT = {"test": ("test",), "duplicate": ("copy", "copies")}
_BECAME = {"handed in": "handed in", "empty": "blank", MOSTLY_BLANK: MOSTLY_BLANK, USABLE: USABLE}
_LINKS = {
    "links: pairs": "Linked pairs",
    "links: unlinked before": "Not linked, before",
    "links: unlinked after": "Not linked, after",
    "links: ambiguous before": "Code shared, before",
    "links: ambiguous after": "Code shared, after",
}
_MISSING_TITLES = {
    "answered": "Answered",
    ANSWERED_ONE: "One of two",
    "blank": "Blank",
    "prefer_not": "Prefer not to say",
    "not_shown": "Not shown",
    "queried": "Queried",
}


def opening(found: DataFrame, period: str) -> Opening:
    """The first page: what was handed in, what silence may hide, and what nothing here can tell."""
    rows = of_period(found, period, OF_ANSWERS)
    if rows.empty:
        return printed.opening(none="No answer sheets came for this period.")
    return first_page(headlines(found, period), _flow_lines(rows), _NOT_SAID)


def behind(found: DataFrame, period: str) -> Paragraphs:
    """What became of the sheets, and a paragraph an item declared beforehand."""
    found = of_period(found, period, OF_ANSWERS)
    came = " ".join(_came_back(found, *survey) for survey in waves_of(found))
    came = f"**What was handed in, survey by survey.** {came}" * bool(came)
    return Paragraphs(tuple(filter(None, (came, *headline_sentences(found, primary=True)))))


def _flow_lines(found: DataFrame) -> list[dict[str, str]]:
    """A line a survey and wave."""
    rows = where(found, statistic=_FLOW)
    named = rows["statistic"].mask(rows["statistic"] == "sheets", rows["sheets"])
    surveys = waves_of(where(rows, statistic="handed in"))
    return [flow_line(rows.assign(statistic=named), *survey) for survey in surveys]


def _came_back(found: DataFrame, key: str, wave: str) -> str:
    """The sheets handed in and what became of them, which adds up."""
    by, rows = _became(found, key, wave), where(found, instrument=key, wave=wave)
    counts = {name: by[name].estimate for name in _BECAME}
    told = {name: n for name, n in counts.items() if not withheld(n)}
    said = [
        f"{n:,.0f} {_BECAME[name]}"
        for name, n in told.items()
        if n or name in ("handed in", USABLE)
    ]
    if untold := [_BECAME[name] for name in counts if name not in told]:
        said.append(f"how many were {words.listed(untold, 'or')} is withheld")
    shares, left_out = shares_of_everybody(found, key, wave), _left_out(rows, key, wave)
    beside = "" if bare(left_out) == "0" else f"; left out: {left_out}"
    return f"{survey_name(key, wave)}: {', '.join(said)}{shares}{beside}."


def _became(found: DataFrame, key: str, wave: str) -> Statistics:
    """The sheets of a wave by what became of them."""
    rows = where(found, instrument=key, wave=wave, statistic=("handed in", "sheets"))
    return index(rows.assign(statistic=rows["sheets"].mask(rows["sheets"] == "", "handed in")))


def flow(found: DataFrame, period: str) -> Iterator[Block]:
    """From those who could have answered to the answers that can be used, and which sheets belong
    together.
    """
    found = of_period(found, period, OF_ANSWERS)
    rows = where(found, statistic=_FLOW)
    yield Heading("answers-flow", "Who answered")
    least = sorted({str(QUESTIONNAIRE[key].least_answered) for key in rows["instrument"]}, key=int)
    why = [KEPT[name].removesuffix(", left out") for name in NO_ONES]
    notes = (
        (
            "Attendances are those of the whole partnership. An attendance is not a person. In"
            " brackets: % of attendances."
        ),
        (
            f"Left out, and in no other count: {words.listed(why)}. Usable: answers to at least"
            f" {words.listed(least)} of the questions that are neither open nor the code. Mostly"
            " blank: read, with fewer answers. Handed in is blank, mostly blank and usable"
            " together."
        ),
        "–: no such share, or a number for it is not known.",
    )
    surveys = waves_of(where(rows, statistic="handed in"))
    cells = DataFrame(_flow_lines(found))
    if len(cells):
        blank = [_mostly_blank(rows, *survey) for survey in surveys]
        cells.insert(3, "Left out", [_left_out(rows, *survey) for survey in surveys])
        cells.insert(4, "Blank or mostly blank", blank)
    caption = "Answer sheets handed in, of those that could have been"
    yield PrintedTable("answers-flow", caption, cells, rows, notes)
    yield _links(found)


def _left_out(rows: DataFrame, key: str, wave: str) -> str:
    left = where(rows, instrument=key, wave=wave, statistic="left out")
    counts = [(row.estimate, *_LEFT_OUT[row.sheets]) for row in left.itertuples() if row.estimate]
    return ", ".join(words.count(*count) for count in counts) or "0"


def _mostly_blank(rows: DataFrame, key: str, wave: str) -> str:
    by = _became(rows, key, wave)
    return whole(by["empty"].estimate + by[MOSTLY_BLANK].estimate)


def _links(found: DataFrame) -> PrintedTable | Paragraphs:
    """Which usable sheets are of one person, by the codes people made; told of a survey as a whole or
    not at all.
    """
    rows, lines, untold = where(found, statistic=_LINKS), [], []
    for key, of_survey in rows.groupby("instrument", sort=False):
        by = statistics(of_survey)
        if withheld(*(row.estimate for row in by.values())):
            untold.append(INSTRUMENT[key].name)
            continue
        counts = {title: f"{by[name].estimate:,.0f}" for name, title in _LINKS.items()}
        lines.append({"Survey": INSTRUMENT[key].name, **counts})
    note = (
        "Answers are linked where a code occurs once before and once after. Code shared: several"
        " people gave it at one time, so that nobody can say which answers belong together."
    )
    caption = "Usable answers linked by the codes people made"
    kept_back = f"How many usable answers codes link is withheld of {words.listed(untold)}."
    if not lines:
        return Paragraphs((kept_back,) * bool(untold))
    notes = (note, *(kept_back,) * bool(untold))
    if len(lines) == 1:
        survey, *counts = lines[0].items()
        said = "; ".join(f"{title}: {count}" for title, count in counts)
        return Paragraphs((f"**{survey[1]}: {caption.lower()}.** {said}. {' '.join(notes)}",))
    return PrintedTable("answers-links", caption, lines, rows, notes)


def bases(found: DataFrame, period: str) -> Iterator[Block]:
    """For every question of every survey how many answered, and why the others did not: a table a
    survey and wave.
    """
    rows = where(of_period(found, period, OF_ANSWERS), statistic="answers")
    yield Heading("answers-bases", "On how many answers each number rests")
    for key, wave in waves_of(rows):
        of_wave = where(rows, instrument=key, wave=wave)
        lines = []
        for question, answers in of_wave.groupby("question", sort=False):
            of_why = answers.set_index("answer")["estimate"]
            counts = {
                title: whole(of_why[why]) if why in of_why else "–"
                for why, title in _MISSING_TITLES.items()
                if why in set(of_wave["answer"])
            }
            lines.append({"Question": _wording(key, question), **counts})
        both = "One of two: two questions asked at once, of which one was answered. "
        notes = (
            f"Of {of_wave['n'].iloc[0]:,.0f} usable. {both * ('One of two' in lines[0])}"
            f"Queried: {MISSING['queried']}.",
        )
        name = f"answers-{key}-{wave}-bases" if has_waves(key) else f"answers-{key}-bases"
        caption = f"{survey_name(key, wave)}: answers to each question"
        yield PrintedTable(name, caption, lines, of_wave, notes)


def _wording(key: str, question: str) -> str:
    """A question as it was asked, after the one about before where two are one item."""
    asked = question_called(key, question).wording.split(":")[0]
    before = question.removesuffix("_after") + "_before"
    if before not in {one.key for one in QUESTIONNAIRE[key].questions}:
        return asked
    return f"{question_called(key, before).wording} {asked}"


def composition(found: DataFrame, period: str) -> Iterator[Block]:
    """Who answered and what they ticked, a table a survey, a column a wave."""
    found = of_period(found, period, OF_ANSWERS)
    rows = where(found, statistic=[name for names in COUNTED.values() for name in names])
    yield Heading("answers-composition", "Who they are")
    for key, of_survey in rows.groupby("instrument", sort=False):
        lines = []
        for question, of_question in of_survey.groupby("question", sort=False):
            lines += _lines(key, question, of_question)
        notes = [
            "Each question is of those who answered it, and 95% intervals are Wilson's; – no interval is made.",
            (
                f"{SYMBOL} {MEANS}: every number below {LEAST_PEOPLE}, and those from which one"
                " could be worked out."
            ),
        ]
        if has_waves(key):
            notes.append(
                "The waves are not set against each other: other people may have answered after"
                " than before."
            )
        if of_survey["refused"].eq("G18").any():
            notes.append(f"No percentage of fewer than {LEAST_FOR_PERCENTAGES} answers.")
        name, caption = f"answers-{key}-composition", f"{INSTRUMENT[key].name} survey: who answered"
        yield PrintedTable(name, caption, lines, of_survey, tuple(notes))
    yield Paragraphs(tuple(_said_by_everybody(found)))


def _lines(key: str, question: str, rows: DataFrame) -> Iterator[dict]:
    """A line for the question with its base in each wave, and a line an option."""
    bases = rows.drop_duplicates("wave").set_index("wave")["n"]
    answered = {wave: (whole(n), "–") for wave, n in bases.items()}
    people, share = COUNTED[question_called(key, question).kind]
    yield _line(key, f"{titled(question)}: answered", answered)
    wordings = _wordings(key, question)
    for option, of_option in rows.groupby("group", sort=False):
        by_wave = {wave: statistics(of_option, wave=wave) for wave in answered}
        cells = {wave: _cell(by[people].estimate, by[share]) for wave, by in by_wave.items()}
        yield _line(key, f"{titled(question)}: {wordings[option]}", cells)


def _wordings(key: str, question: str) -> dict[str, str]:
    return {option.key: option.wording for option in question_called(key, question).options}


def _line(key: str, name: str, cells: dict[str, tuple[str, str]]) -> dict[str, str]:
    """The number and the interval of each wave; a dash for one without the question."""
    line = {"Who answered": name}
    for wave in INSTRUMENT[key].waves:
        when = f"{wave.capitalize()}, " if has_waves(key) else ""
        people = f"{when}people (%)" if when else "People (%)"
        line[people], line[f"{when}95% interval"] = cells.get(wave, ("–", "–"))
    return line


def _cell(people: float, share: Series) -> tuple[str, str]:
    """A count with its share, and the interval of that; the count alone where no share is told."""
    if withheld(share.estimate, share.low, share.high) or pd.isna(share.estimate):
        told = whole(people, SYMBOL)
        return told, SYMBOL if told == SYMBOL else "–"
    return whole(people, beside=f" ({share.estimate:.1f})"), words.span(share, 1)


def _said_by_everybody(found: DataFrame) -> Iterator[str]:
    """What was said in answer to a question with options, over all who could have answered."""
    rows = where(found, statistic="share: silent unknown")
    told = rows[["low", "high", "n"]].map(lambda number: not withheld(number)).all(axis=1)
    rows = rows[told.astype(bool)]
    by_case = rows.groupby(["instrument", "question", "reading"], sort=False)
    for (key, question, case), rows in by_case:
        wordings = _wordings(key, question)
        shares = [
            f"“{wordings[row.group]}” {row.low:.1f}% to {row.high:.1f}%"
            for row in rows.itertuples()
        ]
        yield (
            f"**{INSTRUMENT[key].name}: {titled(question).lower()}.** Over all"
            f" {rows['n'].iloc[0]:,.0f} {EVERYBODY[case]}, as none or all of those who did not"
            f" answer this question would have said it: {words.listed(shares)}."
        )
