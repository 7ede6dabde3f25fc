"""Surveys that came as sums, as printed: who answered, who they are, and of how many people each
percentage can be.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.statuses import SYMBOLS
from analysis.declare.surveys import DESIGNS, INSTRUMENT, INSTRUMENTS, WAVES
from analysis.declare.withheld import withheld
from analysis.show import printed, words
from analysis.show.printed import Block, Heading, Opening, Paragraphs, PrintedTable
from analysis.show.refusals import reason
from strands.surveys.declares import ATTENDED, OF_SUMS
from strands.surveys.declares.sums import LEAST_PEOPLE, PEOPLE_PUBLISHED
from strands.surveys.prints.averages import headlines, rating_sentences
from strands.surveys.prints.everybody import (
    flow_line,
    of_period,
    shares_of_everybody,
    statistics,
    survey_name,
    waves_of,
    where,
)
from strands.surveys.prints.headlines import opening as first_page

_TYPED = (
    "Numbers and percentages of who answered came without the counts they were made from: since"
    " small ones cannot be told apart from others, none is printed."
)
_BASES = "Of how many people the percentages can be"
# What senders write in the names of what they count.
_SHORT = {"CSC": "children's social care"}
_FLOW = ("returned", "usable", "eligible", "returned, % of eligible", "usable, % of eligible")
_REFUSED = {
    "interval_of_mean": "interval or test of an average",
    "paired_test": "paired test of before and after",
    "percentages": "percentages of answers",
    "change_of_shares": "test of change in who they are",
}


def opening(found: DataFrame, period: str) -> Opening:
    """The first page: what was handed in, what the averages can bear, and what they cannot tell."""
    rows = of_period(found, period, OF_SUMS)
    if rows.empty:
        return printed.opening(none="No survey of training came for this period.")
    return first_page(headlines(found, period), _flow_lines(rows, {}), _untested(rows))


def _untested(found: DataFrame) -> str:
    """Why no change is tested, of each survey by how it was asked."""
    rows = where(found, statistic="paired_test")
    whys = [
        f"{why.partition('; ')[2]} ({words.listed([INSTRUMENT[key].name for key in keys])})"
        for why, keys in rows.groupby("note", sort=False)["instrument"]
    ]
    return (
        "Whether a change is more than chance: no test is run, as"
        f" {words.listed(whys) or 'no average came'}; @tbl:surveys-refused says what else was not"
        " computed."
    )


def behind(found: DataFrame, period: str) -> Paragraphs:
    """What was handed in and what it was counted as, and a paragraph a rating."""
    found = of_period(found, period, OF_SUMS)
    came = " ".join(_returned_sentences(found))
    came = f"**What was handed in, survey by survey.** {came}" * bool(came)
    return Paragraphs(tuple(filter(None, (came, *rating_sentences(found)))))


def _flow_lines(found: DataFrame, statuses: dict[tuple[str, str], str]) -> list[dict[str, str]]:
    """A line a survey and wave; `statuses` are those of numbers that did not come."""
    return [
        flow_line(found, *survey, "returned", SYMBOLS[statuses.get(survey, "not_returned")])
        for survey in waves_of(where(found, statistic="returned"))
    ]


def _returned_sentences(found: DataFrame) -> Iterator[str]:
    """A sentence a survey and wave; those of which nothing is known together."""
    unknown = []
    for key, wave in waves_of(found):
        by = statistics(found, instrument=key, wave=wave, reading="")
        returned, usable = by["returned"].estimate, by["usable"].estimate
        # Senders say completed, returned or opened; that stands beside the one word for all.
        counted_as = f"handed in, counted as “{by['returned'].note}”"
        if withheld(returned):
            yield f"{survey_name(key, wave)}: how many were handed in is withheld."
            continue
        if pd.isna(returned):
            unknown.append(INSTRUMENT[key].name)
            continue
        rest = ""
        if withheld(usable):
            rest = "; how many of them are usable is withheld"
        elif blank := returned - usable:
            rest = f"; {blank:.0f} of them mostly blank, {usable:,.0f} usable"
        shares = shares_of_everybody(found, key, wave)
        yield f"{survey_name(key, wave)}: {returned:,.0f} {counted_as}{rest}{shares}."
    if unknown:
        yield f"{words.listed(unknown)}: how many were handed in is not known."


def flow(replies: DataFrame | None, found: DataFrame, period: str) -> Iterator[Block]:
    """From those who could have answered to the answers that can be used, and what is known of the
    rest. `replies` are the returned rows, None where counts are withheld.
    """
    found = of_period(found, period, OF_SUMS)
    yield Heading("surveys-flow", "Who answered")
    statuses, typed = {}, ()
    data = where(found, statistic=_FLOW)
    if replies is not None:
        data = where(replies, period=period)
        returned = where(data, stage="returned")
        keys = zip(returned["instrument"], returned["wave"], strict=True)
        statuses = dict(zip(keys, returned["status"], strict=True))
        typed = (*_unusable(data), *words.symbols(set(data["status"])))
    lines = _flow_lines(found, statuses)
    notes = (
        (
            "Attendances are those of the whole partnership, from the training manager. An"
            " attendance is not a person."
        ),
        *_counted_as(found),
        *typed,
        "In brackets: % of attendances. –: no such share, or a number for it is not known.",
    )
    caption = "Surveys handed in, of those that could have been"
    yield PrintedTable("surveys-flow", caption, lines, data, notes)
    yield Paragraphs(tuple(_open_sentences(found)))


def _counted_as(found: DataFrame) -> Iterator[str]:
    """The senders' words for what was handed in."""
    rows = where(found, statistic="returned")
    said = [
        f"{survey_name(row.instrument, row.wave)} “{row.note}”"
        for row in rows[rows["refused"] == ""].itertuples()
    ]
    if said:
        yield f"Handed in, in the word it was counted under: {words.listed(said)}."


def _unusable(replies: DataFrame) -> Iterator[str]:
    """What is not usable of what was counted, in the senders' word."""
    counted = where(replies, stage="mostly_blank").dropna(subset="count")
    wordings = [
        f"{survey_name(row['instrument'], row['wave'])}: {row['count']:,} {row['wording'].lower()}"
        for row in counted.to_dict("records")
    ]
    if wordings:
        yield f"Usable is what was handed in less what was mostly blank. {'; '.join(wordings)}."


def _open_sentences(found: DataFrame) -> Iterator[str]:
    """What is known of surveys without a scale."""
    for survey in INSTRUMENTS:
        of_survey = where(found, instrument=survey.key, wave="after")
        if survey.design != "open" or of_survey.empty:
            continue
        by = statistics(of_survey, reading="")
        eligible = statistics(of_survey, reading=ATTENDED)["eligible"].estimate
        attended = "" if pd.isna(eligible) else f", {words.count(eligible, 'attendance')}"
        returned, quoted = by["returned"], ""
        known = f"{returned.estimate:.0f} handed in, counted as “{returned.note}”."
        if withheld(returned.estimate):
            known = "How many were handed in is withheld."
        elif pd.isna(returned.estimate):
            known = words.sentence(returned.note)
        if "quoted" in by:
            replies = words.count(by["quoted"].estimate, "reply", "replies")
            quoted = f" The published report quotes {replies}."
        design = words.sentence(DESIGNS[survey.design])
        yield f"**{survey.name}{attended}.** {design} {known}{quoted}"


def characteristics(shares: DataFrame | None, found: DataFrame, period: str) -> Iterator[Block]:
    """Who answered, as printed, a table a survey and unit; and of how many people the percentages
    can be. `shares` are the returned rows, None where counts are withheld.
    """
    found = of_period(found, period, OF_SUMS)
    yield Heading("surveys-characteristics", "Who they are")
    if shares is None:
        came = len(where(found, statistic="fewest: typed"))
        yield Paragraphs((_TYPED,) if came else ())
        return
    shares = where(shares, period=period)
    for key, rows in shares[shares["topic"] != "answer"].groupby("instrument", sort=False):
        percents = where(rows, unit="percent")
        notes = tuple(_share_notes(where(found, instrument=key), percents))
        name = f"surveys-{key}-characteristics"
        yield PrintedTable(name, _who_answered(key), _wide(percents), percents, notes)
        yield _people(key, where(rows, unit="people"), period)
    yield _bases(found, tuple(_elsewhere(shares)))


def _survey(key: str) -> str:
    return f"{INSTRUMENT[key].name} survey"


def _who_answered(key: str) -> str:
    return f"{_survey(key)}: who answered"


def _elsewhere(shares: DataFrame) -> Iterator[str]:
    """The percentages that are of no table of who answered."""
    rows = where(shares, topic="answer", unit="percent", status="returned")
    for key, said in rows.groupby("instrument", sort=False):
        items = [f"“{row.item}” ({as_number(row)}%)" for row in said.itertuples()]
        yield (
            f"The percentages of {INSTRUMENT[key].name} stand in the table “{_who_answered(key)}”, but"
            f" for what was answered: {words.listed(items)}."
        )


def _wide(shares: DataFrame) -> DataFrame:
    """An item a line, a wave a column."""
    waves = [wave for wave in WAVES if wave in set(shares["wave"])]
    titles = {"before": "Pre %", "after": "Post %"} if len(waves) > 1 else dict.fromkeys(waves, "%")
    lines: dict[str, dict] = {}
    for row in shares.itertuples():
        line = lines.setdefault(row.item, {"Who answered": row.item})
        line[titles[row.wave]] = as_number(row)
    columns = ["Who answered", *(titles[wave] for wave in waves)] if lines else []
    return DataFrame(lines.values(), columns=columns).fillna("")


def as_number(row) -> str:
    """A number to as many places as were typed, `6` for `06`; a symbol where there is none."""
    if row.status != "returned":
        return SYMBOLS[row.status]
    return f"{row.number:.{int(row.places)}f}"


def _share_notes(found: DataFrame, shares: DataFrame) -> Iterator[str]:
    """Of how many people each column can be, and whether shares of everybody add up."""
    several = shares["wave"].nunique() > 1
    yield "Of how many people each percentage is was not published."
    for wave in WAVES:
        of_wave = where(found, wave=wave)
        by = statistics(of_wave)
        if several and "fewest misfits" in by:
            yield _fit_sentence(of_wave, wave, by["fewest misfits"])
        for row in where(of_wave, statistic="sum").itertuples():
            yield (
                f"The {row.n:.0f} shares of the {row.item}s, each rounded, add up to"
                f" {row.estimate:g}. Before they were rounded their sum can have been anything from"
                f" {row.low:g} to {row.high:g}, so 100 is {row.note}."
            )
    for short, means in _SHORT.items():
        if shares["item"].str.contains(rf"\b{short}\b").any():
            yield f"{short}: {means}."
    if several:
        yield "The columns are not set against each other: other people answered after than before."


def _fit_sentence(found: DataFrame, wave: str, fewest: Series) -> str:
    """How many percentages of a column cannot be of all returned or of all usable, and where the
    fewest cannot.
    """
    printed_ = len(where(found, statistic="possible bases"))
    misfits = where(found, statistic="misfits")
    wrong = where(misfits, reading=("returned", "usable")).drop_duplicates("n")
    cannot = [
        f"{row.estimate:.0f} of {printed_} percentages cannot be of {row.n:.0f} people"
        for row in wrong.itertuples()
    ]
    best = f"all can be of {fewest.note}"
    if fewest.estimate:
        best = (
            f"no one number up to {fewest.n:.0f} fits all {printed_}, and at the best"
            f" ({fewest.note}) {fewest.estimate:.0f} do not"
        )
    return f"Answers {wave}: {words.listed(cannot)}; {best}. The table “{_BASES}” says which."


def _people(key: str, people: DataFrame, period: str) -> PrintedTable:
    """Numbers of people; small ones only where they had been published."""
    shown = people
    note = (
        "These are small counts. They are printed because the evaluators' report of 2025 printed"
        " them."
    )
    if period not in PEOPLE_PUBLISHED:
        shown = people[~(people["number"] < LEAST_PEOPLE)]
        hidden = words.count(len(people) - len(shown), "number")
        note = f"{hidden} below {LEAST_PEOPLE} not printed."
    lines = [{"Who answered": row.item, "People": as_number(row)} for row in shown.itertuples()]
    name, caption = f"surveys-{key}-people", f"{_survey(key)}: numbers of people"
    notes = (note, *words.symbols(set(shown["status"])))
    return PrintedTable(name, caption, lines, shown, notes)


def _bases(found: DataFrame, notes: tuple[str, ...]) -> PrintedTable:
    """For each column of percentages and each number of people tried, which percentages it rules
    out.
    """
    used = where(found, statistic=("misfits", "fewest misfits", "possible bases"))
    lines = []
    for key, wave in waves_of(used):
        of_wave = where(used, instrument=key, wave=wave)
        percentages = len(where(of_wave, statistic="possible bases"))
        for if_all, impossible, which in _tried(of_wave):
            lines.append(
                {
                    "Percentages of": survey_name(key, wave),
                    "If all are of": if_all,
                    "Impossible": f"{impossible:.0f} of {percentages}",
                    "Which": which,
                }
            )
    note = (
        "A percentage is impossible of a number of people if no count of them, rounded, comes to"
        " it. Listed are all that were handed in, all that are usable, and the numbers that rule"
        " out the fewest percentages. Where every number rules out some, the percentages are of"
        " differing numbers of people, or some are misprinted."
    )
    not_numbers = ("If all are of", "Which")
    return PrintedTable("surveys-bases", _BASES, lines, used, (note, *notes), not_numbers)


def _tried(found: DataFrame) -> Iterator[tuple[str, float, str]]:
    """Each number of people tried: in words, how many percentages it rules out, and which."""
    fewest, misfits = statistics(found)["fewest misfits"], where(found, statistic="misfits")
    for base, same in misfits.groupby("n", sort=False):
        whole = where(same, reading=("returned", "usable"))["reading"].replace(
            "returned", "handed in"
        )
        who = " and ".join(whole)
        row = same.iloc[0]
        yield f"{base:.0f} ({who})" if who else f"{base:.0f}", row.estimate, row.note or "none"
    if not fewest.estimate and misfits["estimate"].all():
        yield fewest.note, 0, "none"


def refused(found: DataFrame, period: str) -> Iterator[Block]:
    """What the surveys cannot tell, for which of them, and why."""
    yield Heading("surveys-refused", "What this cannot tell")
    rows, lines = where(of_period(found, period, OF_SUMS), statistic=_REFUSED), []
    for statistic, asked in _REFUSED.items():
        for _, same in where(rows, statistic=statistic).groupby("note"):
            names = words.listed([INSTRUMENT[key].name for key in same["instrument"]])
            why = reason(same.iloc[0])
            lines.append({"What was not computed": asked, "For": names, "Why": why})
    caption, not_numbers = "What the surveys cannot tell, and why", ("For", "Why")
    yield PrintedTable("surveys-refused", caption, lines, rows, words=not_numbers)
