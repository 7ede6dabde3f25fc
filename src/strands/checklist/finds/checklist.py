"""The practice checklist: how far each item is evidenced in what was read, by borough and version;
no total is made.
"""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.boroughs import members
from analysis.declare.finding import subject
from analysis.declare.sampling import ORDERED
from analysis.declare.table import rows_with
from analysis.find.finding import COUNT, finding, frame, reasons, refusals, share
from strands.checklist.declares import ITEMS, USES
from strands.checklist.finds.double_read import agreement, pairs

# Where more readings say nothing of an item, what they leave out could turn what is told of it.
MUCH_BLANK = 0.2
RANGE = (
    "readings in which it would be evidenced, were it so in none or in all of those without an"
    " answer, v1"
)
NOT_ON_FORM = "this item is not on the form that was sent"
# What is asked of the checklist and cannot be answered by it.
REFUSED = reasons("""
    total score: other
        items are not declared to measure one thing, so their answers do not add up to a score
    change from period to period: G20
        boroughs fit the checklist to themselves, and another version does not ask the same
    items of two versions together: G12
        an item that was reworded or stands among others is another item
    one borough against another: G11
        each borough chooses its own cases and has its own readers
    shares by use: other
        which cases are read in audit, in supervision or before a conference was not left to
        chance; readings are counted by use, and no more
    what training did: G19
        whose cases were read was not left to chance, and readers knew what is hoped for
""")


def findings(table: DataFrame, period: str) -> DataFrame:
    """Everything the strand finds of `period` in its table: a FINDINGS frame, empty where nothing
    was sent.

    Shares are of first readings: a second one of the same case is for agreement alone. A subject of
    an item is `item | version`. A reading whose line is queried is left out and counted.
    """
    sent = rows_with(table, period=period)
    if sent.empty:
        return frame([])
    is_read = sent["status"].ne("queried")
    used = sent[is_read.groupby([sent["borough"], sent["reading"]]).transform("any")]
    boroughs = [borough.key for borough in members(period)]
    numbers = {"x": sent["borough"].nunique(), "n": len(boroughs)}
    made = [finding("boroughs", sent, when=period, **numbers, **COUNT)]
    tables = (sent, used, pairs(used))
    for borough in boroughs:
        of_borough = (rows_with(rows, borough=borough) for rows in tables)
        made += _of_borough(*of_borough, {"borough": borough, "when": period})
    return frame([*made, *refusals(REFUSED, period)])


def _of_borough(sent: DataFrame, used: DataFrame, paired: DataFrame, about: dict) -> Iterator[dict]:
    """How much arrived, then each version by itself."""
    if sent.empty:
        yield finding("readings", **about, refused="not_returned")
        return
    first = rows_with(used, second_of="")
    yield from _arrived(sent, used, about)
    yield from _read_twice(used, paired, about)
    for version in sorted(first["version"].unique()):
        yield from _items(rows_with(first, version=version), version, about)
    for version in sorted(paired["version"].unique()):
        yield from agreement(rows_with(paired, version=version), version, about)


def _arrived(sent: DataFrame, used: DataFrame, about: dict) -> Iterator[dict]:
    """How many readings, of how many cases and by how many readers; by version and by use."""
    about = about | COUNT
    lines = used.drop_duplicates("reading")
    first = rows_with(lines, second_of="")
    number = sent["reading"].nunique()
    left = number - len(lines)
    note = (
        f"{left} of the {number} that were sent could not be read and"
        f" {'is' if left == 1 else 'are'} left out"
    )
    yield finding("readings", lines, x=len(lines), note=note if left else "", **about)
    counts = {
        "first readings": len(first),
        "cases": first["case"].nunique(),
        "readers": lines["reader"].nunique(),
    }
    for statistic, x in counts.items():
        yield finding(statistic, lines, x=x, **about)
    kinds = {
        "of version": ("version", sorted(first["version"].unique())),
        "used in": ("used_in", USES),
    }
    for statistic, (column, keys) in kinds.items():
        for key in keys:
            rows = first[first[column] == key]
            yield finding(statistic, rows, subject=key, x=len(rows), n=len(first), **about)


def _items(first: DataFrame, version: str, about: dict) -> Iterator[dict]:
    """Of each item of one version: its answers, n/a and no answer apart, and the range where much
    is unanswered.
    """
    for item in ITEMS:
        rows, named = rows_with(first, item=item), about | {"subject": subject(item, version)}
        if rows.empty:
            yield finding("evidenced", **named, refused="other", note=NOT_ON_FORM)
            continue
        number = rows["answer"].value_counts().reindex([*ORDERED, "na", ""], fill_value=0)
        answered = number[list(ORDERED)].sum()
        for answer in reversed(ORDERED):
            yield finding(answer, rows, **named, **share(number[answer], answered))
        yield finding("na", rows, **named, **share(number["na"], answered + number["na"]))
        unread = (rows["status"] == "queried").sum()
        note = f"{unread} of them could not be read" if unread else ""
        yield finding("no answer", rows, **named, x=number[""], n=len(rows), note=note, **COUNT)
        if number[""] > MUCH_BLANK * len(rows):
            yield finding(
                "range of evidenced",
                rows,
                **named,
                low=number["evidenced"],
                high=number["evidenced"] + number[""],
                n=answered + number[""],
                unit="count",
                method=RANGE,
            )


def _read_twice(used: DataFrame, paired: DataFrame, about: dict) -> Iterator[dict]:
    """How many first readings have a second one beside them, and how many second ones could not be
    compared.
    """
    is_first = used["second_of"] == ""
    first, second = (used.loc[is_so, "reading"].nunique() for is_so in (is_first, ~is_first))
    if not first + second:
        return
    rows = paired.drop_duplicates("reading")
    left = second - rows["reading_second"].nunique()
    note = f"{left} second reading{'s' * (left > 1)} could not be compared" if left else ""
    yield finding("read twice", rows, x=len(rows), n=first, note=note, **about, **COUNT)
