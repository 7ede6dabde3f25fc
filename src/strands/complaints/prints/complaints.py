"""The complaints section as printed: what a rise may mean, each borough's quarters, who complained
and how it ended.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import REFUSALS
from analysis.declare.periods import PERIOD_KEYS, period, quarter_label
from analysis.declare.table import rows_with
from analysis.declare.traced import how_many
from analysis.declare.withheld import SYMBOL, withheld
from analysis.declare.words import worded
from analysis.show import asked as questions
from analysis.show import shares, words
from analysis.show.lookup import borough_keys, borough_names, ends, index, of_kind
from analysis.show.over_time import sign
from analysis.show.printed import Block, Heading, Opening, Paragraphs, PrintedTable
from analysis.show.printed import opening as first_screen
from strands.complaints.declares import (
    COMPLAINANTS,
    CONVENTIONS,
    GROUNDS,
    IN_USE,
    OUTCOMES,
    SUPPORT,
)
from strands.complaints.prints.complaint_changes import reading

# The code of REFUSALS for what is withheld here.
_HERE = "G23"
_MAY_MEAN = (
    "**What a rise may mean.** More complaints may come of perpetrators being held to account, of fuller"
    " recording, or of work that gave cause for complaint, and fewer of the reverse of each: neither is"
    " a measure of performance."
)
_WHY_NOT = (
    "Fewer may also come of people who no longer complain: counts of reports measure reporting as much"
    " as what is reported (Macrae 2016, *BMJ Quality & Safety* 25:71–75). That a complainant is a"
    " perpetrator of abuse is the borough's judgement; @tbl:complaints-who says on what grounds."
)
_NO_MEASURE = (
    "Counts of reports measure reporting as much as what is reported, so neither a rise nor a fall is a"
    " measure of performance."
)
# The tables of what complaints were: caption, what stands under it, and the rows as a statistic,
# its subjects and what the row of a subject is called.
_TABLES = {
    "who": (
        "Who complained, as the borough judges",
        "Grounds are those of complainants judged perpetrators of abuse: the judgement is the"
        " borough's, and another might judge otherwise.",
        (
            ("complainant", COMPLAINANTS, "{}"),
            ("grounds", GROUNDS, "Perpetrators, judged by: {}"),
            ("grounds", {"none given": "no grounds given"}, "Perpetrators, {}"),
            ("repeat", {"": "Had complained before"}, "{}"),
        ),
    ),
    "like": (
        "What the complaints were like",
        "One complaint may be like several of these. Each is out of the complaints of which"
        " something was noted; where nothing was, nobody knows whether there was nothing to note.",
        (
            ("convention", CONVENTIONS, "{}"),
            ("convention", {"nothing noted": "nothing noted"}, "{}"),
        ),
    ),
    "ended": (
        "How the complaints ended, and what was done",
        "A complaint ends as it ended at the last stage it reached. Support, mapping and days"
        " are out of those for which they were filled in.",
        (
            ("outcome", OUTCOMES, "{}"),
            ("taken further", {"": "Taken beyond their first stage"}, "{}"),
            ("support", SUPPORT, "Support to the worker: {}"),
            ("mapped", {"": "Perpetrators', added to the mapping"}, "{}"),
            ("days to the first answer", {"": "Days to the first answer, median (range)"}, "{}"),
        ),
    ),
}
# Refusals of one borough or quarter in the words of the table; the others speak for themselves.
_ASKED = worded("""
    per 100 open cases: complaints per 100 open cases
    set against another quarter: the quarter set against others
    verdict: whether anything changed within the borough
    rate: whether the rate changed within the borough
""")


def opening(found: DataFrame, of_period: str) -> Opening:
    """The first page: what a rise may and may not mean comes first, then what arrived and what
    can be told.
    """
    of_whole = rows_with(found, when=of_period)
    if of_whole.empty:
        return first_screen(none="No complaints were returned for this period.")
    arrived = shares.one(of_whole, "complaints that arrived")["x"]
    sent = _senders(of_whole)
    names = f": {borough_names(sent)}" if sent else ""
    return first_screen(
        _MAY_MEAN,
        (
            f"**What arrived.** {words.titled(words.count(arrived, 'complaint'))} from"
            f" {words.count(len(sent), 'borough')}{names}."
        ),
        _what_is_told(of_whole),
        finding=_finding(of_kind(of_whole, "verdict")),
        limits=(
            "Boroughs are not compared, no rate is made of all of them together, and quarters in"
            " which recording was still settling are compared with no others"
            " (@tbl:complaints-refused)."
        ),
    )


def _senders(of_whole: DataFrame, without: bool = False) -> list[str]:
    """The boroughs that sent complaints, or that sent none."""
    lines = of_kind(of_whole, "lines left out")
    return [*lines.loc[lines["borough"].ne("") & lines["note"].ne("").eq(without), "borough"]]


def _finding(verdicts: DataFrame) -> str:
    """In how many boroughs changes may be read as what, those withheld or not judged among them."""
    told = verdicts["reading"].map(lambda key: reading(key).split(",")[0])
    told = told.mask(verdicts["refused"] != "", "no change judged")
    told = told.mask(verdicts["refused"] == _HERE, "changes withheld")
    often = {what: how_many(rows) for what, rows in verdicts["verdict"].groupby(told, sort=False)}
    if often.keys() <= {"no change judged"}:
        return "no change can be judged in any borough"
    said = words.listed([f"{what} in {number}" for what, number in often.items()])
    return f"{said} of {words.count(how_many(verdicts['verdict']), 'borough')}"


def behind(found: DataFrame, of_period: str) -> Iterator[Block]:
    """Why a count measures nothing, of how many newly qualified workers were spoken, whom nothing
    came from, what is left out, and whose open cases are missing.
    """
    of_whole = rows_with(found, when=of_period)
    if of_whole.empty:
        return
    of_all = index(rows_with(of_whole, borough=""))
    parts = ["Each complaint is counted once, however many stages it had."]
    x, n = (of_all["newly qualified worker"][name] for name in ("x", "n"))
    if withheld(x, n) or n:
        some, every = ("a withheld number" if withheld(each) else f"{each:,.0f}" for each in (x, n))
        said = f"{some} of {every} for which it was said whether they are"
        parts.append(
            f"About a newly qualified worker: {words.KEPT if withheld(x) and withheld(n) else said}."
        )
    if silent := borough_names(_senders(of_whole, without=True)):
        parts.append(f"No complaint was sent from {silent}.")
    left_out = of_all["lines left out"]["x"]
    if withheld(left_out) or left_out:
        lines_left = words.count(left_out, "line")
        parts.append(f"Left out of every count until questions are answered: {lines_left}.")
    lacking = found[found["statistic"].eq("open cases") & found["x"].isna()]
    lacking = lacking[lacking["when"].isin(period(of_period).quarters)]
    lacking = lacking[lacking["borough"].isin(_senders(of_whole))]
    times = lacking["borough"].value_counts(sort=False)
    if without := [
        f"{borough_name(key)} for {words.count(n, 'quarter')}" for key, n in times.items()
    ]:
        missing = words.listed(without)
        parts.append(f"Open cases are missing from {missing}, so no rate is given there.")
    yield Paragraphs((" ".join(parts), _WHY_NOT))


def _what_is_told(of_whole: DataFrame) -> str:
    """The verdicts by borough, in order of joining."""
    verdicts = of_kind(of_whole, "verdict")
    placed = rows_with(verdicts, refused="")
    if placed.empty:
        return (
            "**What may be concluded.** Nothing yet on change in any borough; the reason stands"
            " under @tbl:complaints-refused."
        )
    told = [f"{borough_name(row.borough)}: {reading(row.reading)}" for row in placed.itertuples()]
    others = borough_names(verdicts.loc[verdicts["refused"] != "", "borough"])
    rest = f"; not yet in {others}" if others else ""
    return f"**What may be concluded.** {'; '.join(told)}{rest}."


def boroughs(
    found: DataFrame, asked: DataFrame, base: DataFrame, of_period: str
) -> Iterator[Block]:
    """For each borough that sent anything its quarters, in order of joining, with what was asked
    about its files.

    `asked` are the questions about the returns with what became of them, `base` the rows of open
    cases.
    """
    yield Heading("complaints-quarters", "Borough by borough")
    by_quarter = found[~found["when"].isin(PERIOD_KEYS)]
    for borough in borough_keys(found):
        quarters = rows_with(by_quarter, borough=borough)
        in_use = quarters["statistic"].eq("use of the proforma") & quarters["subject"].ne("")
        if not (quarters["x"].notna() | in_use).any():
            continue
        places = found.loc[found["borough"] == borough, "rows"].str.split("; ").explode()
        files = set(places.str.split("!").str[0]) - {""}
        # What a sender writes beside an answer may be about one complaint: the answer alone is
        # printed.
        about = asked[asked["file"].isin(files)].assign(note="")
        caveats = base.loc[(base["borough"] == borough) & (base["caveat"] != ""), "caveat"]
        lines = [_quarter(index(of)) for _, of in quarters.groupby("when", sort=False)]
        notes = (
            (
                "Upheld, wholly or in part, of those decided; supported, of those for which it was"
                f" said. In brackets the 95% interval, and percentages from {shares.LEAST} on."
            ),
            *_reasons(quarters),
            *words.symbols(set(quarters["refused"])),
            *(f"From the sender, on open cases: {caveat}" for caveat in caveats.unique()),
            *questions.notes(about),
        )
        name = borough_name(borough)
        yield Heading(f"complaints-{borough}", name, level=3)
        yield PrintedTable(
            f"complaints-{borough}",
            f"{name}: complaints by quarter",
            lines,
            quarters,
            notes,
            ("Proforma in use",),
        )


def page(found: DataFrame) -> Iterator[tuple[str, Block]]:
    """What each borough's own page says beside its table of complaints, with the borough's key."""
    for borough in borough_keys(of_kind(found, "complaints")):
        yield borough, Paragraphs((f"**Complaints by perpetrators.** {_NO_MEASURE}",))


def _quarter(by: dict[str, Series]) -> dict[str, str]:
    """One quarter, whose findings are `by` statistic, as a line."""
    use = by["use of the proforma"]
    ramp_up = "; ramp-up" if "set against another quarter" in by else ""
    return {
        "Quarter": quarter_label(use["when"]),
        "Proforma in use": IN_USE.get(use["subject"], "not known") + ramp_up,
        "Complaints": _count(by["complaints"]),
        "Open cases": _count(by["open cases"]),
        "Per 100 open cases": words.rate(*ends(by["per 100 open cases"])),
        "Upheld": _share(by.get("upheld")),
        "Supported": _share(by.get("supported")),
    }


def _share(row: Series | None) -> str:
    """x of n; a dash where there is nothing to take a share of."""
    nothing = row is None or not (withheld(row["n"]) or row["n"])
    return "–" if nothing else shares.share(row)


def _count(row: Series) -> str:
    return sign(row["refused"]) if pd.isna(row["x"]) else f"{row['x']:,.0f}"


def _reasons(quarters: DataFrame) -> Iterator[str]:
    """Why rates are missing, each reason once with its quarters."""
    doubted = quarters[quarters["statistic"].eq("per 100 open cases") & quarters["note"].ne("")]
    for note, whens in doubted.groupby("note", sort=False)["when"]:
        yield f"{words.listed(list(map(quarter_label, whens)))}: {note}."


def composition(found: DataFrame, of_period: str) -> Iterator[Block]:
    """Who complained, what it was like and how it ended: x of n, a column a borough in order of
    joining.
    """
    yield Heading("complaints-what", "Who complained, and how it ended")
    of_whole = rows_with(found, when=of_period, reading="")
    senders = borough_keys(of_kind(of_whole, "complainant"))
    by = {(row.borough, row.statistic, row.subject): row for row in of_whole.itertuples()}
    for key, (caption, note, groups) in _TABLES.items():
        lines = [
            {
                "Of the complaints": words.titled(says.format(name)),
                **{borough_name(each): _of(by.get((each, statistic, subject))) for each in senders},
            }
            for statistic, names, says in groups
            for subject, name in names.items()
            if senders
        ]
        data = of_kind(of_whole, *(statistic for statistic, *_ in groups))
        yield PrintedTable(f"complaints-{key}", caption, lines, data, (note,))


def _of(row) -> str:
    """x of n, without a percentage, as many stand side by side; a median with its range; a dash
    where there is none.
    """
    if row is None or not (withheld(row.n) or row.n):
        return "–"
    if withheld(row.estimate):
        return SYMBOL if pd.isna(row.x) else shares.x_of_n(row._asdict())
    if pd.isna(row.x):
        spread = f"({row.low:g} to {row.high:g})".replace(" ", words.NBSP)
        return f"{row.estimate:g} {spread}"
    return f"{row.x:.0f} of{words.NBSP}{row.n:.0f}"


def refused(found: DataFrame, of_period: str) -> Iterator[Block]:
    """What was not computed, for which boroughs and quarters, and why."""
    yield Heading("complaints-limits", "What this cannot tell")
    whens = (of_period, *period(of_period).quarters)
    rows = found[found["refused"].isin(REFUSALS) & found["when"].isin(whens)]
    order = [*_ASKED, *rows["statistic"]]
    rows = rows.sort_values("statistic", key=lambda asked: asked.map(order.index), kind="stable")
    lines = [
        {
            "Asked": words.titled(_ASKED.get(statistic, statistic)),
            "Where": _where(of_reason),
            "Why not computed": words.sentence(note),
        }
        for (statistic, note), of_reason in rows.groupby(["statistic", "note"], sort=False)
    ]
    yield PrintedTable(
        "complaints-refused",
        f"Questions that complaints cannot answer in {period(of_period).label}",
        lines,
        rows,
        words=("Where", "Why not computed"),
    )


def _where(rows: DataFrame) -> str:
    """The boroughs a refusal is of, in order of joining, with their quarters."""
    places = []
    for key in borough_keys(rows):
        whens = rows.loc[rows["borough"] == key, "when"]
        quarters = [quarter_label(when) for when in whens if when not in PERIOD_KEYS]
        places.append(borough_name(key) + (f" ({words.listed(quarters)})" if quarters else ""))
    return "; ".join(places) or "Everywhere"
