"""Learning reviews case by case, as printed: what was drawn and read, and how many cases show each
principle.
"""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import subject, with_parts
from analysis.declare.periods import quarter_label
from analysis.declare.sampling import ARMS, KINDS
from analysis.show import printed
from analysis.show.lookup import borough_keys, index, of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.refusals import reason, unanswered
from analysis.show.shares import one, share, x_of_n
from analysis.show.words import NBSP, count, listed, number, sentence, titled
from strands.reviews.declares import told
from strands.reviews.declares.review_cases import BY_COLOUR, HEADINGS, LEFT_OUT
from strands.reviews.prints.reviews import in_line_with

_READ = {
    "Read in reserve": "reserve",
    "Read by hand": "not drawn",
    "Read, no draw": "no draw",
}
_SELF_SELECTED = (
    "Who is trained and who consults is not left to chance: no effect can be read from it."
)
_HOW_TO_READ = (
    "**How to read the tables.** A principle is evidenced in x of the n cases that were answered"
    " evidenced, partly or not evidenced; how many were answered otherwise stands behind it. Not"
    " applicable and blank are in no n. Each version of the template has a table of its own, as two"
    " versions do not ask the same. Exact intervals stand in the CSV beside each table."
)
_DRAWN = (
    "Drawn: of the cases closed, by an order that anyone can make again from the case codes. In"
    " reserve: read in place of a drawn case. By hand: read without having been drawn, and not"
    " counted as evidence. No draw: nobody drew for that quarter, so how its cases were chosen is"
    " not known."
)
NO_READING = "no reading of a single case came"
_TWICE = (told.CASES, told.SAME, told.KAPPA)
_PAIRS = {
    "": "All",
    "blind": "One reader did not know the group",
    "not blind": "Both knew it, or may have",
}
_APART = told.ANSWERS[1:]
_SPELT_OUT = {"n/a": "not applicable"}


def opening(found: DataFrame) -> Paragraphs:
    """What arrived on single cases, how much of it counts, and what may not be made of it; empty
    where nothing did.
    """
    counted, blind = of_kind(found, "counted"), of_kind(found, "read blind")
    if counted.empty:
        return printed.opening(*_of_draws(found), *_of_words(found), finding=NO_READING)
    readings = f"{count(counted['n'].sum(), 'reading')} of closed cases"
    senders = count(len(counted), "borough")
    return printed.opening(
        f"**Cases read.** {readings} arrived from {senders}; {counted['x'].sum():.0f} of them stand"
        " in the tables of evidence, and @tbl:reviews-not-counted says why others do not.",
        *_of_draws(found),
        finding=f"{counted['x'].sum():.0f} of {readings} from {senders} count as evidence",
        limits=(
            "What training does, change over time, or how one borough stands beside another: a few"
            f" cases of each kind were read in each borough, {blind['x'].sum():.0f} of"
            f" {count(blind['n'].sum(), 'reading')} by somebody who did not know which kind it was,"
            " and who is trained or consults is not left to chance."
        ),
    )


def behind(found: DataFrame) -> Paragraphs:
    """How much evidence from single cases came."""
    return Paragraphs(tuple(_of_words(found)) if len(of_kind(found, "counted")) else ())


def _of_words(found: DataFrame) -> Iterator[str]:
    for row in of_kind(found, "case evidence: printed").itertuples():
        arrived = f"{count(row.n, 'line')} on single cases arrived"
        yield f"**Case evidence.** {arrived}, and {row.x:.0f} can be printed."


def _of_draws(drawn: DataFrame) -> Iterator[str]:
    closed, lots = of_kind(drawn, "closed", "closed, not placed"), of_kind(drawn, "drawn")
    if len(closed):
        yield (
            f"**Closed cases.** {count(closed['x'].sum(), 'closed case')} stood on the lists"
            f" of {count(closed['borough'].nunique(), 'borough')}, from which cases are"
            " drawn."
        )
    lots = lots[lots["refused"] == ""]
    if len(lots):
        read = with_parts(of_kind(drawn, "read"), "quarter", "kind", "drawn_as")
        drawn_and_read = read.loc[read["drawn_as"] == "drawn", "x"].sum()
        yield (
            f"**Drawn by lot.** {count(lots['x'].sum(), 'case was', 'cases were')} drawn in"
            f" {count(lots['borough'].nunique(), 'borough')}, and {drawn_and_read:.0f} of them"
            " read."
        )


def sample(drawn: DataFrame) -> Iterator[Block]:
    """By borough, quarter and arm: how many cases were closed, drawn and read."""
    yield Heading("reviews-drawn", "What was drawn and read")
    parts = with_parts(drawn, "quarter", "kind")
    closed, lots = of_kind(parts, "closed"), of_kind(parts, "drawn")
    in_arm = closed["kind"].isin(ARMS)
    lots = lots[(lots["refused"] == "") & (lots["note"] != "")]
    notes = (
        _DRAWN,
        *_between(closed[~in_arm]),
        *(
            f"{borough_name(row.borough)}, {quarter_label(row.quarter)}, {KINDS[row.kind]}:"
            f" {row.note}."
            for row in lots.itertuples()
        ),
        *(
            f"{borough_name(row.borough)}: {row.x:.0f} of {row.n:.0f} closed cases could not be"
            f" placed; {row.note}."
            for row in of_kind(drawn, "closed, not placed").itertuples()
        ),
    )
    yield PrintedTable(
        "reviews-drawn",
        "Cases closed, drawn and read, by group",
        [_drawn_line(row, drawn) for row in closed[in_arm].itertuples()],
        drawn,
        notes,
        ("Quarter closed", "Group"),
    )


def _drawn_line(row, drawn: DataFrame) -> dict:
    read = {
        drawn_as: one(drawn, "read", row.borough, subject(row.subject, drawn_as))
        for drawn_as in ("drawn", *_READ.values())
    }
    lot = one(drawn, "drawn", row.borough, row.subject)
    return {
        "Borough": borough_name(row.borough),
        "Quarter closed": quarter_label(row.quarter),
        "Group": KINDS[row.kind],
        "Closed": f"{row.x:.0f}",
        "Drawn": "no draw" if lot["refused"] else x_of_n(lot),
        "Read of those": share(read["drawn"]),
        **{heading: _number(read[drawn_as]) for heading, drawn_as in _READ.items()},
    }


def _number(row: Series | None) -> str:
    return "–" if row is None else f"{row['x']:.0f}"


def _between(closed: DataFrame) -> Iterator[str]:
    """Closed cases of neither arm, borough by borough."""
    for borough in borough_keys(closed):
        numbers = closed[closed["borough"] == borough].groupby("kind")["x"].sum()
        kinds = [f"{numbers[kind]:.0f} {KINDS[kind]}" for kind in KINDS if numbers.get(kind)]
        if kinds:
            yield f"In neither group, {borough_name(borough)}: {listed(kinds)}."


def not_counted(found: DataFrame) -> PrintedTable:
    """How many readings of each borough are counted, and why others are not."""
    rows = of_kind(found, "counted", "not counted")
    names = {key: borough_name(key) for key in borough_keys(rows)}
    counted = {name: share(one(rows, "counted", key)) for key, name in names.items()}
    lines = [{"Reading": "Counted", **counted}] if names else []
    for why, says in LEFT_OUT.items():
        if (rows["subject"] == why).any():
            cells = {
                name: _number(one(rows, "not counted", key, why)) for key, name in names.items()
            }
            lines.append({"Reading": f"Not counted: {says}", **cells})
    return PrintedTable(
        "reviews-not-counted",
        "Readings counted as evidence, and those that are not",
        lines,
        rows,
    )


def evidence(found: DataFrame) -> Iterator[Block]:
    """A table for each borough and version: of how many cases of each arm a principle is evidenced
    in.
    """
    yield Heading("reviews-evidence", "What the cases show, by principle")
    parts = with_parts(of_kind(found, "evidenced", *_APART), "principle", "arm", "version")
    if len(parts):
        yield Paragraphs((_HOW_TO_READ,), box="note")
    for borough in borough_keys(parts):
        rows = parts[parts["borough"] == borough]
        for place, version in enumerate(rows["version"].unique(), 1):
            yield _matrix(rows[rows["version"] == version], borough, version, place)
    yield Paragraphs(tuple(_one_cell(of_kind(parts, "evidenced"))))


def _matrix(rows: DataFrame, borough: str, version: str, place: int) -> PrintedTable:
    columns = {arm: titled(says) for arm, says in ARMS.items()}
    lines = []
    for key, heading in HEADINGS.items():
        line, on_principle = {"Principle": heading}, rows[rows["principle"] == key]
        for arm, column in columns.items():
            line[column] = _cell(on_principle[on_principle["arm"] == arm])
        lines.append(line)
    return PrintedTable(
        f"reviews-evidence-{borough.replace('_', '-')}-{place}",
        caption(borough, version),
        lines,
        rows.drop(columns=["principle", "arm", "version"]),
        (_SELF_SELECTED,),
        tuple(columns.values()),
    )


def caption(borough: str, version: str) -> str:
    """What a table of one borough and version of the template holds."""
    named = f"template version {version}"
    if version == BY_COLOUR:
        named = "readings by red, amber and green"
    return f"{borough_name(borough)}: cases in which each principle is evidenced, {named}"


def _cell(rows: DataFrame) -> str:
    """`3 of 5; 1 partly, 1 not evidenced`; a dash where no case was read for the principle.

    Never a percentage, however many quarters come together: nothing is known of cases that were not
    read.
    """
    by_answer = index(rows)
    evidenced = by_answer.get("evidenced")
    apart = [
        f"{by_answer[name]['x']:.0f}{NBSP}{_SPELT_OUT.get(name, name).replace(' ', NBSP)}"
        for name in _APART
        if name in by_answer and by_answer[name]["x"]
    ]
    if evidenced is None or not (evidenced["n"] or apart):
        return "–"
    return "; ".join(filter(None, (x_of_n(evidenced), ", ".join(apart))))


def _one_cell(evidenced: DataFrame) -> Iterator[str]:
    """What the fullest cell nearest the middle would leave open about all such cases: the widest
    interval there is.
    """
    full = evidenced[(evidenced["n"] == evidenced["n"].max()) & (evidenced["n"] > 0)]
    middle_first = full.iloc[(full["estimate"] - 0.5).abs().argsort(kind="stable")]
    for row in middle_first.head(1).itertuples():
        yield f"**One cell alone.** {in_line_with(row)}"


def read_twice(found: DataFrame) -> Iterator[Block]:
    """How often two readers gave one answer, in all and where the second did not know the arm."""
    yield Heading("reviews-twice", "Cases read twice")
    rows = of_kind(found, *_TWICE)
    lines = []
    for kind, says in _PAIRS.items():
        cases, same, kappa = (one(rows, statistic, subject=kind) for statistic in _TWICE)
        if cases is not None:
            line = {
                "Cases": says,
                "Read twice": number(cases["x"], 0),
                "Same answer": x_of_n(same),
                "Weighted kappa": number(kappa["estimate"], 2),
            }
            lines.append(line)
    notes = {reason(row) if row.refused else row.note for row in rows.itertuples() if row.note}
    yield PrintedTable(
        "reviews-twice",
        "How far two readers of one case agree, over all boroughs",
        lines,
        rows,
        (
            (
                "Same answer: of pairs of answers to one principle of one case. Weighted kappa"
                " counts near misses as near, and takes off what chance alone would give."
            ),
            *map(sentence, sorted(notes)),
        ),
    )


def refused(found: DataFrame) -> PrintedTable:
    """What may be asked of cases read and is not computed, with the reason."""
    is_asked = (found["refused"] != "") & (found["borough"] == "")
    rows = found[is_asked & ~found["statistic"].isin(_TWICE)]
    return unanswered("reviews-cases-refused", "What a few cases cannot tell, and why", rows)
