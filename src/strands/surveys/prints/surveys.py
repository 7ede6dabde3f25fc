"""The surveys strand as printed: who answered, who they are, and of how many people each percentage
can be.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.statuses import SYMBOLS
from analysis.declare.surveys import (
    DESIGNS,
    INSTRUMENT,
    INSTRUMENTS,
    LEAST_PEOPLE,
    PEOPLE_PUBLISHED,
    WAVES,
)
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from strands.surveys.prints.ratings import rating_sentences

_ATTENDED, _BEFORE = "attendances", "answered before"


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what came back, what the averages can bear, and what may not be said."""
    here = found[found["period"] == of_period]
    if here.empty:
        return Paragraphs(
            ("**Not received.** No survey of training came for this period.",), box="keyfinding"
        )
    texts = (
        f"**What came back.** {' '.join(_returned_sentences(here))}",
        *rating_sentences(here),
        (
            "**What may not be said.** Answers before and after may come from different people"
            " unless a survey asks both at once or links them, and nobody knows what those who did"
            " not answer would have said. No test of change is run: @tbl:surveys-refused."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def _returned_sentences(here: pd.DataFrame) -> Iterator[str]:
    """A sentence a survey and wave; those of which nothing is known together."""
    unknown = []
    for key, wave in _waves(here):
        returned, usable = (one(here, statistic, key, wave) for statistic in ("returned", "usable"))
        if pd.isna(returned["estimate"]):
            unknown.append(INSTRUMENT[key].name)
            continue
        shares = words.listed(
            [share for case in (_BEFORE, _ATTENDED) if (share := _share(here, key, wave, case))]
        )
        blank, of = returned["estimate"] - usable["estimate"], f" ({shares})" if shares else ""
        rest = (
            f", {blank:.0f} of them mostly blank; {usable['estimate']:,.0f} usable" if blank else ""
        )
        yield f"{_survey(key, wave)}: {returned['estimate']:,.0f} returned{rest}{of}."
    if unknown:
        yield f"{words.listed(unknown)}: how many came back is not known."


def _share(here: pd.DataFrame, key: str, wave: str, case: str) -> str:
    row = one(here, "usable, % of eligible", key, wave, case)
    if row is None or pd.isna(row["estimate"]):
        return ""
    whom = {_ATTENDED: "attendances", _BEFORE: "who answered before"}[case]
    return f"{row['estimate']:.1f}% of {row['n']:,} {whom}"


def flow(rows: pd.DataFrame, found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """From those who could have answered to the answers that can be used, and what is known of the
    rest.
    """
    rows, here = rows[rows["period"] == of_period], found[found["period"] == of_period]
    yield Heading("surveys-flow", "Who answered")
    lines = [_flow_line(rows, here, key, wave) for key, wave in _waves(here)]
    notes = (
        (
            "Attendances are those of the whole partnership, from the training manager. An"
            " attendance is not a person."
        ),
        *_wordings(rows),
        *words.symbols(set(rows["status"])),
        "In brackets: % of attendances. –: no such share, or a number for it is not known.",
    )
    yield PrintedTable(
        "surveys-flow",
        "Surveys that came back, of those that could have",
        pd.DataFrame(lines),
        rows,
        notes,
    )
    yield Paragraphs(tuple(_open_sentences(rows, here)))


def _flow_line(rows: pd.DataFrame, here: pd.DataFrame, key: str, wave: str) -> dict:
    mine = rows[
        (rows["instrument"] == key) & (rows["wave"] == wave) & (rows["stage"] == "returned")
    ]
    symbol = SYMBOLS[mine["status"].iloc[0]] if len(mine) else SYMBOLS["not_returned"]
    cells = {}
    for name in ("returned", "usable"):
        number, share = (
            one(here, asked, key, wave, case)
            for asked, case in ((name, ""), (f"{name}, % of eligible", _ATTENDED))
        )
        known = not pd.isna(number["estimate"])
        cells[name] = f"{number['estimate']:,.0f} ({_percent(share)})" if known else symbol
    eligible = one(here, "eligible", key, wave, _ATTENDED)
    return {
        "Survey": _survey(key, wave),
        "Attendances": "–" if pd.isna(eligible["estimate"]) else f"{eligible['estimate']:,.0f}",
        "Returned (%)": cells["returned"],
        "Usable (%)": cells["usable"],
        "Usable, % of those before": _percent(
            one(here, "usable, % of eligible", key, wave, _BEFORE)
        ),
    }


def _percent(row: pd.Series | None) -> str:
    return "–" if row is None else words.number(row["estimate"])


def _wordings(rows: pd.DataFrame) -> Iterator[str]:
    """What senders called a return, and what they called unusable."""
    counted = rows[rows["stage"].isin(["returned", "mostly_blank"]) & rows["count"].notna()]
    said = [
        f"{_survey(row.instrument, row.wave)}: {number:,} {row.wording.lower()}"
        for row, number in zip(counted.itertuples(), counted["count"], strict=True)
    ]
    if said:
        yield f"As sent. {'; '.join(said)}. Usable is what was returned less what was mostly blank."


def _open_sentences(rows: pd.DataFrame, here: pd.DataFrame) -> Iterator[str]:
    """What is known of surveys without a scale."""
    for instrument in INSTRUMENTS:
        eligible = one(here, "eligible", instrument.key, "after", _ATTENDED)
        if instrument.design == "open" and eligible is not None:
            returned, quoted = (
                one(here, name, instrument.key, "after") for name in ("returned", "quoted")
            )
            attended = (
                ""
                if pd.isna(eligible["estimate"])
                else f", {words.count(eligible['estimate'], 'attendance')}"
            )
            cited = (
                ""
                if quoted is None
                else (
                    " The published report quotes"
                    f" {words.count(quoted['estimate'], 'reply', 'replies')}."
                )
            )
            known = (
                words.sentence(returned["note"])
                if returned["note"]
                else f"{returned['estimate']:.0f} came back."
            )
            yield (
                f"**{instrument.name}{attended}.** {words.sentence(DESIGNS[instrument.design])}"
                f" {known}{cited}"
            )


def characteristics(rows: pd.DataFrame, found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """Who answered, as printed, a table a survey and unit; and of how many people the percentages
    can be.
    """
    rows, here = rows[rows["period"] == of_period], found[found["period"] == of_period]
    yield Heading("surveys-characteristics", "Who they are")
    for key, mine in rows[rows["topic"] != "answer"].groupby("instrument", sort=False):
        shares = mine[mine["unit"] == "percent"]
        yield PrintedTable(
            f"surveys-{key}-characteristics",
            f"{INSTRUMENT[key].name} survey: who answered",
            _wide(shares),
            shares,
            tuple(_share_notes(here, key, shares)),
        )
        yield _people(key, mine[mine["unit"] == "people"], of_period)
    yield _bases(here)


def _wide(shares: pd.DataFrame) -> pd.DataFrame:
    """An item a line, a wave a column."""
    waves = [wave for wave in WAVES if wave in set(shares["wave"])]
    titles = {"before": "Pre %", "after": "Post %"} if len(waves) > 1 else dict.fromkeys(waves, "%")
    cells = {(row.item, row.wave): as_typed(row) for row in shares.itertuples()}
    return pd.DataFrame(
        [
            {"Who answered": item, **{titles[wave]: cells.get((item, wave), "") for wave in waves}}
            for item in shares["item"].unique()
        ]
    )


def as_typed(row) -> str:
    """A number as it was typed, `06` too; formatted where a correction changed it, a symbol where
    there is none.
    """
    if row.status != "returned":
        return SYMBOLS[row.status]
    shown = f"{row.number:.{int(row.places)}f}"
    return row.raw if row.raw.lstrip("0") == shown.lstrip("0") else shown


def _share_notes(here: pd.DataFrame, key: str, shares: pd.DataFrame) -> Iterator[str]:
    """Of how many people each column can be, and whether shares of everybody add up."""
    yield "Of how many people each percentage is was not published."
    for wave in WAVES:
        mine = here[(here["instrument"] == key) & (here["wave"] == wave)]
        fewest = mine[mine["statistic"] == "fewest misfits"]
        yield from (
            _fit_sentence(mine, wave, row)
            for row in fewest.itertuples()
            if shares["wave"].nunique() > 1
        )
        for row in mine[mine["statistic"] == "sum"].itertuples():
            yield (
                f"The {row.n} shares of the {row.item}s add up to {row.estimate:g}. Rounding leaves"
                f" open a sum from {row.low:g} to {row.high:g}, so 100 is {row.note}."
            )
    if shares["wave"].nunique() > 1:
        yield "The columns are not set against each other: other people answered after than before."


def _fit_sentence(mine: pd.DataFrame, wave: str, fewest) -> str:
    """How many percentages of a column cannot be of all returned or of all usable, and where the
    fewest cannot.
    """
    of = len(mine[mine["statistic"] == "possible bases"])
    wrong = mine[
        (mine["statistic"] == "misfits") & mine["case"].isin(["returned", "usable"])
    ].drop_duplicates("n")
    said = words.listed(
        [
            f"{row.estimate:.0f} of {of} percentages cannot be of {row.n} people"
            for row in wrong.itertuples()
        ]
    )
    one = (
        f"all can be of {fewest.note}"
        if not fewest.estimate
        else (
            f"no one number up to {fewest.n} fits all {of}, and at the best ({fewest.note})"
            f" {fewest.estimate:.0f} do not"
        )
    )
    return f"Answers {wave}: {said}; {one}. A table below says which."


def _people(key: str, people: pd.DataFrame, of_period: str) -> PrintedTable:
    """Numbers of people as typed; small ones only where they had been published."""
    published = of_period in PEOPLE_PUBLISHED
    shown = people if published else people[~(people["number"] < LEAST_PEOPLE)]
    notes = (
        (
            "These are small counts. They are printed because the evaluators' report of 2025"
            " printed them."
            if published
            else (
                f"{words.count(len(people) - len(shown), 'number')} below {LEAST_PEOPLE} not"
                " printed."
            )
        ),
        *words.symbols(set(shown["status"])),
    )
    cells = pd.DataFrame(
        [{"Who answered": row.item, "People": as_typed(row)} for row in shown.itertuples()]
    )
    return PrintedTable(
        f"surveys-{key}-people",
        f"{INSTRUMENT[key].name} survey: numbers of people",
        cells,
        shown,
        notes,
    )


def _bases(here: pd.DataFrame) -> PrintedTable:
    """For each column of percentages and each number of people tried, which percentages it rules
    out.
    """
    used = here[here["statistic"].isin(["misfits", "fewest misfits", "possible bases"])]
    lines = []
    for key, wave in _waves(used):
        mine = used[(used["instrument"] == key) & (used["wave"] == wave)]
        of = (mine["statistic"] == "possible bases").sum()
        fewest = mine[mine["statistic"] == "fewest misfits"].iloc[0]
        misfits = mine[mine["statistic"] == "misfits"]
        for base, same in misfits.groupby("n", sort=False):
            who = " and ".join(case for case in same["case"] if not case.startswith("of "))
            row = same.iloc[0]
            lines.append(
                {
                    "Percentages of": _survey(key, wave),
                    "If all are of": f"{base} ({who})" if who else f"{base}",
                    "Impossible": f"{row['estimate']:.0f} of {of}",
                    "Which": row["note"] or "none",
                }
            )
        if not fewest["estimate"] and misfits["estimate"].all():
            lines.append(
                {
                    "Percentages of": _survey(key, wave),
                    "If all are of": fewest["note"],
                    "Impossible": f"0 of {of}",
                    "Which": "none",
                }
            )
    notes = (
        (
            "A percentage is impossible of a number of people if no count of them, rounded, comes"
            " to it. Listed are all who returned the survey, all usable answers, and the numbers"
            " that rule out the fewest percentages. Where every number rules out some, the"
            " percentages are of differing numbers of people, or some are misprinted."
        ),
    )
    return PrintedTable(
        "surveys-bases",
        "Of how many people the percentages can be",
        pd.DataFrame(lines),
        used,
        notes,
        ("If all are of", "Which"),
    )


def refused(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """What was not computed, for which surveys, and why."""
    rows = found[(found["period"] == of_period) & found["note"].str.startswith("refused")]
    yield Heading("surveys-refused", "What was not computed")
    lines = [
        {
            "What was not computed": method,
            "For": words.listed([INSTRUMENT[key].name for key in mine["instrument"]]),
            "Why": note,
        }
        for (method, note), mine in rows.groupby(["method", "note"])
    ]
    yield PrintedTable(
        "surveys-refused",
        "Questions the surveys cannot answer",
        pd.DataFrame(lines),
        rows,
        words=("For", "Why"),
    )


def one(
    here: pd.DataFrame, statistic: str, key: str, wave: str, case: str = ""
) -> pd.Series | None:
    """The finding of one survey and wave called `statistic`; None where there is none."""
    same = (here["statistic"] == statistic) & (here["instrument"] == key) & (here["wave"] == wave)
    rows = here[same & (here["case"] == case)]
    return rows.iloc[0] if len(rows) else None


def _waves(here: pd.DataFrame) -> list[tuple[str, str]]:
    """Surveys and waves that are there, in the order in which they are declared."""
    held = set(zip(here["instrument"], here["wave"], strict=True))
    return [
        (each.key, wave) for each in INSTRUMENTS for wave in each.waves if (each.key, wave) in held
    ]


def _survey(key: str, wave: str) -> str:
    return INSTRUMENT[key].name + (f", {wave}" if len(INSTRUMENT[key].waves) > 1 else "")
