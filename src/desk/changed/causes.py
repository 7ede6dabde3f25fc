"""Why a number is another than it was: what of its returns, corrections, answers, definitions and
code is known to be another, and nothing that is not.
"""

from collections.abc import Iterator, Mapping

from openpyxl.utils import range_boundaries
from pandas import DataFrame

from analysis.declare.table import rows_with
from analysis.declare.words import listed
from analysis.registry import STRANDS
from desk.changed.snapshot import (
    CORRECTION,
    DEFINITION,
    FACTS,
    FINDING,
    LIST,
    METHOD,
    REPLY,
    RETURN,
)

_OF_CELLS = (RETURN, CORRECTION, REPLY)
# What is said of a fact that is new, gone, or another now.
_SAYS = {
    RETURN: (
        "the return {}",
        "{}, a return that is listed no more",
        "{}, a return with other content",
    ),
    CORRECTION: ("a correction of {}", "a correction taken out again, of {}"),
    REPLY: ("an answer to a question: {}", "an answer taken out again: {}"),
    LIST: ("the new {}", "{}, which is gone", "what was written in {}"),
}
# The same in words that hold nothing of a return.
_KINDS = {
    RETURN: "a late or newer return",
    CORRECTION: "a correction",
    REPLY: "a sender's answer",
    LIST: "what the evaluators wrote",
    DEFINITION: "a definition",
    METHOD: "how it is worked out or put in words",
}
_UNKNOWN = "what is on record does not say: no return, correction, answer, list or code is another"
_MOST = 3


def facts(then: DataFrame, now: DataFrame) -> DataFrame:
    """What a report rests on that is another now than then (SAYS frames): `kind, strand, place,
    says`, the last in words that follow "because of".
    """
    was, becomes = (_by_place(rows) for rows in (then, now))
    # A build without the pipeline kept no fingerprints of code, so nothing is known of it.
    kept = [{kind for kind, *_ in rows} & {DEFINITION, METHOD} for rows in (was, becomes)]
    rows = []
    for key in dict.fromkeys([*becomes, *was]):
        kind, strand, place = key
        before, after = was.get(key), becomes.get(key)
        is_same = before and after and before["of"] == after["of"]
        if is_same or (kind in (DEFINITION, METHOD) and not all(kept)):
            continue
        says = (after or before)["says"]
        if kind in _SAYS:
            # Another correction of the same cell is one more.
            says = _SAYS[kind][-1 if before and after else bool(before)].format(says)
        rows.append((kind, strand, place, says))
    return DataFrame(rows, columns=["kind", "strand", "place", "says"], dtype=object)


def _by_place(rows: DataFrame) -> dict[tuple[str, str, str], dict]:
    known = rows[rows["kind"].isin(FACTS)].to_dict("records")
    return {(row["kind"], row["strand"], row["place"]): row for row in known}


def cells(then: DataFrame, now: DataFrame) -> dict[str, set[str]]:
    """The returned cells that each id rested on, or rests on now."""
    found: dict[str, set[str]] = {}
    for rows in (then, now):
        for row in rows_with(rows, kind=FINDING).itertuples():
            found.setdefault(row.place, set()).update(filter(None, row.of.split("; ")))
    return found


def why(
    row: Mapping[str, str], changed: DataFrame, rests_on: Mapping[str, set[str]]
) -> dict[str, str]:
    """`why` a row of OTHERS is another, and the `reasons` of it that anybody may read: each that
    there may be, where there may be several; of what was sent only what it rests on, if any of
    that is another.
    """
    places = set().union(*(rests_on.get(key, set()) for key in row["of"].split()))
    near = changed[changed["strand"].isin(_sections(row["strand"]))]
    sent = near[near["kind"].isin(_OF_CELLS)]
    own = sent[[_touches(one, places) for one in sent.itertuples()]]
    sent, beside = own if len(own) else sent, near[~near["kind"].isin(_OF_CELLS)]
    told = [*dict.fromkeys(sent["says"]), *_in_groups(beside)]
    kinds = {*sent["kind"], *beside["kind"]}
    reasons = [says for kind, says in _KINDS.items() if kind in kinds]
    if not told:
        return {"why": _UNKNOWN, "reasons": "not known"}
    is_sure = len(told) == 1 or (len(own) > 0 and beside.empty)
    because = (
        f"because of {listed(told)}" if is_sure else f"perhaps because of {listed(told, 'or')}"
    )
    return {"why": because, "reasons": "; ".join(reasons)}


def _sections(strand: str) -> set[str]:
    """Whose facts a section may follow from; what is no section's own, any may."""
    if strand == "claims":
        return {"", "claims", *STRANDS}
    return {"", strand, *STRANDS[strand].reads}


def _touches(fact, places: set[str]) -> bool:
    """Whether a fact is about one of the cells a value rests on, or its file."""
    if fact.kind == RETURN:
        return any(place.partition("!")[0] == fact.place for place in places)
    return fact.place in places or any(_holds(place, fact.place) for place in places)


def _holds(span: str, place: str) -> bool:
    """Whether a run of cells, like `a.xlsx!S!J2:J57`, holds a cell."""
    file, _, at = place.rpartition("!")
    if ":" not in span.rpartition("!")[2] or span.rpartition("!")[0] != file:
        return False
    left, top, right, bottom = range_boundaries(span.rpartition("!")[2])
    column, line, *_ = range_boundaries(at)
    return left <= column <= right and top <= line <= bottom


def _in_groups(beside: DataFrame) -> Iterator[str]:
    """Lists one by one; definitions and code by their paths, together."""
    yield from dict.fromkeys(rows_with(beside, kind=LIST)["says"])
    for kind in (DEFINITION, METHOD):
        paths = [*dict.fromkeys(rows_with(beside, kind=kind)["place"])]
        if paths:
            more = [f"{len(paths) - _MOST} more"] * (len(paths) > _MOST)
            what = "definitions" if kind == DEFINITION else "code"
            yield f"changed {what} ({listed([*paths[:_MOST], *more])})"
