"""What was planned before the returns came, and what became of it: for a section's annex, its
first page and the report's guide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from pandas import DataFrame

from analysis.declare.finding import FINDINGS, REFUSALS
from analysis.declare.plan import EXPLORATORY, Analysis, LaidDown
from analysis.declare.table import InputError
from analysis.declare.words import count, listed
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable

_NONE = "**Planned beforehand.** No plan was locked before the returns came: every result is exploratory."
_WORDS = ("Question", "Estimand", "Would matter", "Primary", "What became of it")


def blocks(plan: LaidDown | None, strand: str, found: Mapping[str, DataFrame]) -> Iterator[Block]:
    """Each planned analysis of a section and its state, and how many results are exploratory;
    nothing where nothing was locked.

    InputError for an analysis that is planned and has no result in `found`, the section's
    findings by the name of their frame, for each value that it names.
    """
    if plan is None or plan.locked is None:
        return
    lines = [
        {"Question": versions[0].question, **_state(key, why, versions, plan, found)}
        for key, why, versions in plan.of(strand)
    ]
    left = sum(
        plan.statuses(strand, frame, rows).count(EXPLORATORY) for frame, rows in found.items()
    )
    if not (lines or left):
        return
    rest = f"{count(left, 'result')} of this section {'is' if left == 1 else 'are'} exploratory"
    none = "" if lines else "Nothing of this section was planned. "
    yield Heading(f"{strand}-plan", "What was planned")
    yield Paragraphs((f"{none}{_locked(plan)} {rest}: not planned before the returns came.",))
    whole = DataFrame(
        asdict(versions[0]) | {"deviation": why} for _, why, versions in plan.of(strand)
    )
    yield PrintedTable(f"{strand}-planned", "Planned analyses", lines, whole, words=_WORDS)


def _state(
    key: str, why: str, versions: tuple[Analysis, ...], plan: LaidDown, found: Mapping
) -> dict[str, str]:
    one = versions[0]
    rows = one.rows(found.get(one.place[1], FINDINGS.empty()))
    missing = [
        value for value in one.named if value not in {*rows[[*FINDINGS.key]].to_numpy().flat}
    ]
    if missing and plan.now.analyses.get(key) is one:
        raise InputError(
            f"planned analysis '{key}' has no result for '{missing[0]}' in the section {one.place[0]}:"
            f" it is to find {one.findings}; mend the code that finds it, or change plan.yaml, which"
            " prints as a deviation"
        )
    return {
        "Estimand": one.estimand,
        "Would matter": one.matters,
        "Primary": "yes" if one.primary == "true" else "no",
        "What became of it": f"deviation: {why}" if why else _done(rows),
    }


def _done(rows: DataFrame) -> str:
    """That an analysis was done, and why parts of it, or all, have no number."""
    without = rows[rows["refused"].ne("")]
    reasons = [REFUSALS.get(code, "") or code for code in dict.fromkeys(without["refused"])]
    if without.empty:
        return "done as planned"
    for_all = len(without) == len(rows)
    said = "no number" if for_all else f"no number in {len(without)} of {len(rows)} results"
    return f"asked as planned; {said}: {listed(reasons)}"


def deviations(plan: LaidDown | None, strand: str) -> tuple[str, ...]:
    """What of a section's planned analyses is another than was locked, for its first page."""
    held = [(versions[0], why) for _, why, versions in plan.of(strand) if why] if plan else []
    told = "; ".join(f"“{one.question}” ({why})" for one, why in held)
    return (f"**Deviation from the plan.** {told}.",) if held else ()


def guide(plan: LaidDown | None) -> str:
    """What of a report was planned, once for all of it."""
    if plan is None or plan.locked is None:
        return _NONE
    gone = [f"{key} ({why})" for key, why in plan.deviations.items() if why]
    kept = len(plan.deviations) - len(gone)
    said = f" Deviations from it: {listed(gone)}." if gone else " None of them was changed since."
    if plan.is_edited and not gone:
        said = " Its text was edited since, and no analysis in it was changed."
    return (
        f"**Planned beforehand.** {_locked(plan)} {count(kept, 'analysis', 'analyses')} of it"
        f" {'stands' if kept == 1 else 'stand'}.{said} Each section's annex says what became of its"
        " own; every other result is exploratory."
    )


def _locked(plan: LaidDown) -> str:
    return f"A plan was locked on {plan.locked_on}, before the first return (sha256 {plan.sha256[:12]})."
