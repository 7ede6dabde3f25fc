"""The complaints section as printed: what a rise may mean, each borough's quarters, who complained
and how it ended.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import borough_name, members
from analysis.declare.periods import period, quarter_label
from analysis.declare.statuses import STATUSES
from analysis.show import asked as questions
from analysis.show import shares, words
from analysis.show.lookup import borough_keys
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from strands.complaints.declares import COMPLAINANTS, CONVENTIONS, GROUNDS, OUTCOMES, SUPPORT

_SYMBOL = {status.means: status.symbol for status in STATUSES if status.symbol}
_MAY_MEAN = (
    "**What a rise may and may not mean.** More complaints may come of perpetrators being held to"
    " account, of fuller recording, or of work that gave cause for complaint; fewer may come of the"
    " reverse of each, or of people who no longer complain. Counts of reports measure reporting as"
    " much as what is reported, so neither a rise nor a fall is a measure of performance (Macrae"
    " 2016, *BMJ Quality & Safety* 25:71–75). That a complainant is a perpetrator of abuse is the"
    " borough's judgement; @tbl:complaints-who says on what grounds."
)
# The tables of what complaints were: the rows of each as a statistic, its subject and what the row
# is called.
_TABLES = {
    "who": (
        "Who complained, as the borough judges",
        (
            *(("complainant", key, name.capitalize()) for key, name in COMPLAINANTS.items()),
            *(
                ("grounds", key, f"Perpetrators, judged by: {name}")
                for key, name in GROUNDS.items()
            ),
            ("grounds", "none given", "Perpetrators, no grounds given"),
            ("repeat", "", "Had complained before"),
        ),
    ),
    "like": (
        "What the complaints were like",
        (
            *(("convention", key, name.capitalize()) for key, name in CONVENTIONS.items()),
            ("convention", "nothing noted", "Nothing noted"),
        ),
    ),
    "ended": (
        "How the complaints ended, and what was done",
        (
            *(("outcome", key, name.capitalize()) for key, name in OUTCOMES.items()),
            ("taken further", "", "Taken beyond their first stage"),
            *(("support", key, f"Support to the worker: {name}") for key, name in SUPPORT.items()),
            ("mapped", "", "Perpetrators', added to the mapping"),
            ("days to the first answer", "", "Days to the first answer, median (range)"),
        ),
    ),
}
# Refusals of one borough or quarter in the words of the table; the others speak for themselves.
_ASKED = {
    "per 100 open cases": "complaints per 100 open cases",
    "set against another quarter": "the quarter set against others",
    "verdict": "whether anything changed within the borough",
    "rate: change": "whether the rate changed within the borough",
}
_NOTES = {
    "who": (
        (
            "Grounds are those of complainants judged perpetrators of abuse: the judgement is the"
            " borough's, and another might judge otherwise."
        ),
    ),
    "like": (
        (
            "One complaint may be like several of these. Each is out of the complaints of which"
            " something was noted; where nothing was, nobody knows whether there was nothing to"
            " note."
        ),
    ),
    "ended": (
        (
            "A complaint ends as it ended at the last stage it reached. Support, mapping and days"
            " are out of those for which they were filled in."
        ),
    ),
}


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what a rise may and may not mean comes first, then what arrived, is missing
    and can be told.
    """
    here = found[found["period"] == of_period]
    if here.empty:
        return Paragraphs(
            ("**Not received.** No complaints were returned for this period.",), box="keyfinding"
        )
    return Paragraphs(
        (
            _MAY_MEAN,
            _what_arrived(here, of_period),
            _what_is_told(here),
            (
                "**What may not be said.** No borough is set against another, and no rate is taken"
                " of all together. Quarters in which recording settled are set against no other;"
                " @tbl:complaints-refused says why."
            ),
        ),
        box="keyfinding",
    )


def _x(here: pd.DataFrame, statistic: str, borough: str = "") -> int:
    row = shares.one(here, statistic, borough)
    return 0 if row is None or pd.isna(row["x"]) else int(row["x"])


def _what_arrived(here: pd.DataFrame, of_period: str) -> str:
    """Complaints and senders; whom nothing came from, what is left out, and whose open cases are
    missing.
    """
    sent = [one.key for one in members(of_period) if not _note(here, "lines left out", one.key)]
    silent = [one.name for one in members(of_period) if one.key not in sent]
    senders = f": {words.listed([borough_name(key) for key in sent])}" if sent else ""
    left_out = _x(here, "lines left out")
    cases = here[
        (here["statistic"] == "open cases") & here["x"].isna() & here["borough"].isin(sent)
    ]
    without = [
        f"{borough_name(key)} for {words.count(len(of), 'quarter')}"
        for key, of in cases.groupby("borough", sort=False)
    ]
    new, told = _x(here, "newly qualified worker"), shares.one(here, "newly qualified worker")
    parts = (
        (
            f"**What arrived.** {words.count(_x(here, 'complaints that arrived'), 'complaint')}"
            f" from {words.count(len(sent), 'borough')}{senders}."
        ),
        "Each is counted once, however many stages it had.",
        (
            f"Of {told['n']} it was said whether the worker was newly qualified: {new} were."
            if told["n"]
            else ""
        ),
        f"No complaint was sent from {words.listed(silent)}." if silent else "",
        (
            "Left out of every count until questions are answered:"
            f" {words.count(left_out, 'line')}."
            if left_out
            else ""
        ),
        (
            f"Open cases are missing from {words.listed(without)}, so no rate is given there."
            if without
            else ""
        ),
    )
    return " ".join(filter(None, parts))


def _note(here: pd.DataFrame, statistic: str, borough: str) -> str:
    row = shares.one(here, statistic, borough)
    return "" if row is None else row["note"]


def _what_is_told(here: pd.DataFrame) -> str:
    """The verdicts by borough, in order of joining."""
    notes = {key: _note(here, "verdict", key) for key in borough_keys(here)}
    placed = {key: note for key, note in notes.items() if not note.startswith("refused")}
    if not placed:
        return (
            "**What can be told.** Whether anything changed cannot be told in any borough yet; why"
            " not stands below, where changes would."
        )
    said = [f"{borough_name(key)}: {note.split(':')[0]}" for key, note in placed.items()]
    rest = f"; not yet in {words.listed([borough_name(key) for key in notes if key not in placed])}"
    return f"**What can be told.** {'; '.join(said)}{rest if len(placed) < len(notes) else ''}."


def boroughs(
    found: pd.DataFrame, asked: pd.DataFrame, base: pd.DataFrame, of_period: str
) -> Iterator[Block]:
    """For each borough that sent anything its quarters, in order of joining, with what was asked
    about its files.

    `asked` are the questions about the returns with what became of them, `base` the rows of open
    cases.
    """
    yield Heading("complaints-quarters", "Borough by borough")
    for borough in borough_keys(found):
        mine = found[(found["borough"] == borough) & found["subject"].str.fullmatch(r"\d{4}Q\d")]
        known = mine[
            mine["x"].notna()
            | (mine["statistic"].eq("use of the proforma") & mine["note"].ne("not known"))
        ]
        if known.empty:
            continue
        lines = [_quarter(mine, quarter) for quarter in dict.fromkeys(mine["subject"])]
        rows = found.loc[found["borough"] == borough, "rows"]
        files = {place.split("!")[0] for places in rows for place in places.split("; ")}
        # What a sender writes beside an answer may be about one complaint: the answer alone is
        # printed.
        about = asked[asked["file"].isin(files - {""})].assign(note="")
        typed = base[(base["borough"] == borough) & (base["caveat"] != "")]
        notes = (
            (
                "Upheld, wholly or in part, of those decided; supported, of those for which it was"
                f" said. In brackets the 95% interval, and percentages from {shares.LEAST} on."
            ),
            *_reasons(mine),
            *words.symbols(_shown(mine)),
            *(
                f"From the sender, on open cases: {caveat}"
                for caveat in dict.fromkeys(typed["caveat"])
            ),
            *questions.notes(about),
        )
        name = borough_name(borough)
        yield Heading(f"complaints-{borough}", name, level=3)
        yield PrintedTable(
            f"complaints-{borough}",
            f"{name}: complaints by quarter",
            pd.DataFrame(lines),
            mine,
            notes,
            ("Proforma in use",),
        )


def _quarter(mine: pd.DataFrame, quarter: str) -> dict[str, str]:
    """One quarter as a line."""
    of = {row["statistic"]: row for _, row in mine[mine["subject"] == quarter].iterrows()}
    rate = of["per 100 open cases"]
    said = words.rate(*(rate[end] for end in ("estimate", "low", "high")))
    return {
        "Quarter": quarter_label(quarter),
        "Proforma in use": of["use of the proforma"]["note"],
        "Complaints": _count(of["complaints"]),
        "Open cases": _count(of["open cases"]),
        "Per 100 open cases": said,
        "Upheld": _share(of.get("upheld")),
        "Supported": _share(of.get("supported")),
    }


def _share(row: pd.Series | None) -> str:
    """x of n; a dash where there is nothing to take a share of."""
    return "–" if row is None or not row["n"] else shares.share(row)


def _count(row: pd.Series) -> str:
    return _SYMBOL.get(row["note"], "–") if pd.isna(row["x"]) else f"{row['x']:,}"


def _shown(mine: pd.DataFrame) -> set[str]:
    """The statuses whose symbols stand in the table."""
    return {
        status.key for status in STATUSES if status.means in set(mine["note"]) and status.symbol
    }


def _reasons(mine: pd.DataFrame) -> Iterator[str]:
    """Why rates are missing or doubtful, each reason once with its quarters."""
    doubted = mine[(mine["statistic"] == "per 100 open cases") & mine["note"].ne("")]
    for note, of in doubted.groupby("note", sort=False):
        why = reason(note.removeprefix("no rate: "))
        yield (
            f"{words.listed([quarter_label(key) for key in of['subject']])}:"
            f" {why[0].lower()}{why[1:]}"
        )


def reason(note: str) -> str:
    """A note as a sentence; of a refusal the reason, with its code at the end."""
    if not note.startswith("refused"):
        return words.sentence(note)
    code, _, why = note.removeprefix("refused").strip().partition(": ")
    return (
        words.sentence(f"{why} {code}".strip()) if why else words.sentence(code.removeprefix(": "))
    )


def composition(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """Who complained, what it was like and how it ended: x of n, a column a borough in order of
    joining.
    """
    yield Heading("complaints-what", "Who complained, and how it ended")
    here = found[found["period"] == of_period]
    senders = borough_keys(here[here["statistic"] == "complainant"])
    for key, (caption, rows) in _TABLES.items():
        lines = [
            {
                "Of the complaints": name,
                **{
                    borough_name(one): _of(shares.one(here, statistic, one, subject))
                    for one in senders
                },
            }
            for statistic, subject, name in rows
            if senders
        ]
        data = here[here["statistic"].isin({statistic for statistic, *_ in rows})]
        yield PrintedTable(f"complaints-{key}", caption, pd.DataFrame(lines), data, _NOTES[key])


def _of(row: pd.Series | None) -> str:
    """x of n, without a percentage, as many stand side by side; a median with its range; a dash
    where there is none.
    """
    if row is None or not row["n"]:
        return "–"
    if pd.isna(row["x"]):
        spread = f"({row['low']:g} to {row['high']:g})".replace(" ", words.NBSP)
        return f"{row['estimate']:g} {spread}"
    return f"{row['x']} of{words.NBSP}{row['n']}"


def refused(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """What was not computed, for which boroughs and quarters, and why."""
    yield Heading("complaints-limits", "What cannot be told")
    rows = found[found["note"].str.startswith("refused") & found["period"].eq(of_period)]
    order = {name: place for place, name in enumerate(_ASKED)}
    groups = sorted(
        rows.groupby(["statistic", "note"], sort=False),
        key=lambda one: order.get(one[0][0], len(order)),
    )
    lines = [
        {
            "Asked": words.sentence(_ASKED.get(statistic, statistic)).rstrip("."),
            "Where": _where(of),
            "Why not computed": reason(note),
        }
        for (statistic, note), of in groups
    ]
    yield PrintedTable(
        "complaints-refused",
        f"Questions that complaints cannot answer in {period(of_period).label}",
        pd.DataFrame(lines),
        rows,
        words=("Where", "Why not computed"),
    )


def _where(of: pd.DataFrame) -> str:
    """The boroughs a refusal is of, in order of joining, with their quarters."""
    said = []
    for key in borough_keys(of):
        quarters = [quarter_label(one) for one in of.loc[of["borough"] == key, "subject"] if one]
        said.append(borough_name(key) + (f" ({words.listed(quarters)})" if quarters else ""))
    return "; ".join(said) or "Everywhere"
