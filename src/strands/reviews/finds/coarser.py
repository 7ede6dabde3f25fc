"""What is told of cases read one by one where small counts are withheld: over quarters, arms and
answers, and nothing of a group so small that a word on it would tell its cases.
"""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.disclosure import Profile
from analysis.declare.finding import subject, with_parts
from analysis.declare.sampling import ARMS
from analysis.declare.table import rows_with
from analysis.find.finding import COUNT, by_borough, finding, frame
from strands.reviews.declares import told
from strands.reviews.declares.reviews import PRINCIPLES
from strands.reviews.finds.review_cases import REFUSED

_AT_LEAST = "share, rounded down to none, a half or three quarters, v1"
_WORDS = ("extracts", "case evidence")


def coarser(found: DataFrame, profile: Profile) -> DataFrame:
    """Findings on single cases as they may be decided on under a profile: as they are where it
    withholds nothing, else what can be told in their place.

    Answers are told by borough and version, as two versions are never added up, and over both arms.
    """
    if not profile.withholds or found.empty:
        return found
    about = {"when": found["when"].iloc[0]}
    refused = found[found["statistic"].isin(REFUSED)]
    made = [
        *_lists(found, about, profile),
        *_readings(found, about, profile),
        *_shown(found, about, profile),
        *_twice(found, about, profile),
        *refused.to_dict("records"),
        *_words(found, about, profile),
    ]
    return frame(made)


def _lists(found: DataFrame, about: dict, profile: Profile) -> Iterator[dict]:
    """How many closed cases each borough listed, how many of these are in an arm, and how many of
    these were drawn; how many of all that were drawn were read.
    """
    parts = with_parts(found, "quarter", "kind", "drawn_as")
    closed = _of(parts, "closed", "closed, not placed")
    lots = _of(parts, "drawn")
    drawn = rows_with(lots, refused="")
    in_arm = closed[closed["kind"].isin(ARMS)]
    if closed.empty:
        return
    for borough in ("", *dict.fromkeys(closed["borough"])):
        here, n = about | {"borough": borough}, None
        for statistic, rows in ((told.LISTED, closed), (told.IN_ARM, in_arm), (told.DRAWN, drawn)):
            made = _sum(statistic, rows_with(rows, borough=borough) if borough else rows, here, n)
            n = made["x"]
            yield made
    read = rows_with(_of(parts, "read"), drawn_as="drawn")
    n = int(drawn["x"].sum())
    made = _sum(told.READ, read, about, n)
    yield made
    yield from _part(told.READ_PART, made["x"], n, about, profile)
    for borough, rows in by_borough(rows_with(closed, statistic="closed, not placed")):
        yield finding(told.NOT_PLACED, _places(rows), **about, borough=borough)
    yield from _draws(lots, about)


def _draws(lots: DataFrame, about: dict) -> Iterator[dict]:
    """What to beware of in the draws of a borough and quarter, in words; that there was none."""
    for (borough, quarter), rows in lots.groupby(["borough", "quarter"], sort=False):
        made = rows_with(rows, refused="")
        notes = (made if len(made) else rows)["note"]
        if note := "; ".join(dict.fromkeys(filter(None, "; ".join(notes).split("; ")))):
            yield finding(told.DRAW, **about, borough=borough, subject=quarter, note=note)


def _readings(found: DataFrame, about: dict, profile: Profile) -> Iterator[dict]:
    """How many readings came, how many of them count and why others do not, and how many were made
    by somebody who did not know the arm.
    """
    counted, blind = _of(found, "counted"), _of(found, "read blind")
    if counted.empty:
        return
    n = int(counted["n"].sum())
    yield finding(told.READINGS, _places(counted), **about, x=n, **COUNT)
    yield _sum(told.COUNTED, counted, about, n)
    yield from _not_counted(_of(found, "not counted"), about, profile)
    made = _sum(told.BLIND, blind, about, n)
    yield made
    yield from _part(told.NOT_BLIND_PART, n - made["x"], n, about, profile)
    for borough, rows in by_borough(counted):
        yield finding(told.SENT, _places(rows), **about, borough=borough)


def _not_counted(rows: DataFrame, about: dict, profile: Profile) -> Iterator[dict]:
    """Why readings do not count, where they are so many more than reasons that each of these may
    stand for any small number of them.
    """
    reasons = rows.groupby("subject", sort=False)
    if not profile.zeros and rows["x"].sum() - len(reasons) >= profile.most - 1:
        for why, of_reason in reasons:
            yield finding(told.NOT_COUNTED, _places(of_reason), **about, subject=why)


def _shown(found: DataFrame, about: dict, profile: Profile) -> Iterator[dict]:
    """In how many of the cases that count under a version each principle is evidenced, where they
    are so many that not being small leaves every small count open.
    """
    parts = with_parts(_of(found, *told.ANSWERS), "principle", "arm", "version")
    for (borough, version), rows in parts.groupby(["borough", "version"], sort=False):
        by_principle = {key: rows_with(rows, principle=key) for key in PRINCIPLES}
        cases = _sum(told.COUNTED, next(iter(by_principle.values())), about)
        if cases["x"] <= 2 * profile.most:
            continue
        here = about | {"borough": borough}
        yield cases | here | {"subject": version}
        for key, answers in by_principle.items():
            evidenced = rows_with(answers, statistic="evidenced")
            made = _sum(told.SHOWN, evidenced, here, cases["x"])
            yield made | {"subject": subject(version, key)}


def _twice(found: DataFrame, about: dict, profile: Profile) -> Iterator[dict]:
    """How far two readers agree, of so many cases read twice that nobody is told by it; kappa as it
    is printed, from which no count can be had.
    """
    rows = _of(found, told.CASES, told.SAME, told.KAPPA)
    is_kappa = rows["statistic"].eq(told.KAPPA)
    rows = rows.assign(estimate=rows["estimate"].mask(is_kappa, rows["estimate"].round(2)))
    cases = rows_with(rows, statistic=told.CASES).set_index("subject")["x"]
    few = cases[cases <= 2 * profile.most]
    if len(few):
        rows = rows_with(rows, subject="")
        yield finding(told.TWICE, **about)
    if "" not in few:
        yield from rows.to_dict("records")


def _words(found: DataFrame, about: dict, profile: Profile) -> Iterator[dict]:
    """That words on single cases were sent, and why some are kept back, without any number; not
    even why where none may not be told.
    """
    for what in _WORDS:
        if len(_of(found, f"{what}: printed")):
            yield finding(f"{what}: sent", **about)
        kept = _of(found, f"{what}: kept back")
        for row in kept.iloc[: 0 if profile.zeros else None].itertuples():
            yield finding(row.statistic, **about, subject=row.subject, note=row.note)


def _of(found: DataFrame, *statistics: str) -> DataFrame:
    return found[found["statistic"].isin(statistics)]


def _places(rows: DataFrame) -> str:
    """Where findings were made from, each place once."""
    return "; ".join(
        dict.fromkeys(place for places in rows["rows"] for place in places.split("; "))
    )


def _sum(statistic: str, rows: DataFrame, about: dict, n: int | None = None) -> dict:
    x = int(rows["x"].sum())
    n = n if n is None or x <= n else None
    return finding(statistic, _places(rows), x=x, n=n, **about, **COUNT)


def _part(statistic: str, x: int, n: int, about: dict, profile: Profile) -> Iterator[dict]:
    """The least of a part in halves and quarters of its whole, where a quarter is no small count."""
    if n >= 4 * (profile.most + 1):
        least = next(part for part in told.AT_LEAST if x >= part * n)
        yield finding(statistic, **about, low=least, unit="share", method=_AT_LEAST)
