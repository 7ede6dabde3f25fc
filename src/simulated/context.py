"""A made-up release of official statistics: the six members among authorities that do not exist, laid
out as the Department for Education lays out its own, mess included.
"""

from collections.abc import Iterator

import numpy as np

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.periods import Period
from simulated.made import Made, Rng, sent, shares

_FIRST = 2018
_LONDON, _ELSEWHERE = 16, 104
_HEADS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,new_la_code,la_name,category"
).split(",")
# The columns of each table, its base first; of each part the usual share, and how much authorities
# differ in it and years do, on the scale of log odds.
_TABLES = {
    "referrals": ("referral_count", shares("rereferral_count 0.2"), (0.35, 0.12)),
    "factors": (
        "Episodes_with_assessment_factor",
        shares(
            "Domestic_Abuse_child 0.12, Domestic_Abuse_parent 0.32, Domestic_Abuse_person 0.05,"
            " Mental_Health_parent 0.33, Alcohol_Misuse_parent 0.15, Drug_Misuse_parent 0.15"
        ),
        (0.3, 0.08),
    ),
    "plans": ("CPP_start", shares("CPP_subsequent 0.21"), (0.25, 0.1)),
}
_BASES = {"referrals": 3500, "factors": 2900, "plans": 400}
_SAYS = {
    "referrals": "referrals and re-referrals",
    "factors": "factors at the end of assessment",
    "plans": "second or later protection plans",
}
# How all factors of a year move together, as recording changes.
_RECORDING = 0.18
_REGIONS = {"London": "E12000007", "Elsewhere": "E12000099"}


def files(period: Period, rng: Rng) -> Iterator[Made]:
    """A file a table, each year up to the one in which the period ends."""
    years = range(_FIRST, int(period.bounds[1][:4]) + 1)
    areas = [*_authorities()]
    for table, (base, parts, differ) in _TABLES.items():
        counts = {
            area: _counts(_BASES[table], parts, differ, len(years), rng) for area, *_ in areas
        }
        lines = [[*_HEADS, base, *parts]]
        for at, year in reversed([*enumerate(years)]):
            lines += _wide(year, areas, counts, at, table)
            lines += [
                _line(
                    year,
                    "Local authority",
                    region,
                    code,
                    name,
                    _typed(counts[code][at], name, year),
                )
                for code, name, region in areas
                if not (code == _BEGAN and year < _PARTED)
                and not (code == _ENDED and year >= _PARTED)
            ]
        encoding = "utf-8-sig" if table == "factors" else "utf-8"
        yield sent(
            f"context/{table}_made_up.csv", lines, "evaluator", _SAYS[table], encoding=encoding
        )


# One authority goes on under another code, with the same number of the Department.
_ENDED, _BEGAN, _PARTED = "E06099001", "E06099901", 2023


def _authorities() -> Iterator[tuple[str, str, str]]:
    """Code, name and region of each."""
    for borough in BOROUGHS:
        yield (
            borough.gss,
            borough.name,
            "Outer London" if borough.key == "barnet" else "Inner London",
        )
    for at in range(1, _LONDON + 1):
        yield f"E0909{at:04d}", f"Made-up Borough {at}", "Outer London"
    for at in range(1, _ELSEWHERE + 1):
        yield f"E0609{9000 + at:04d}", f"Made-up County {at}", "Elsewhere"
    yield _BEGAN, "Made-up County 1", "Elsewhere"


def _counts(
    base: int, parts: dict[str, float], differ: tuple[float, float], years: int, rng: Rng
) -> list[list[int]]:
    """The base and its parts, year by year: what an authority differs by stays, and recording moves all
    parts of a year.
    """
    size = base * np.exp(rng.normal(0, 0.5))
    own = {
        name: np.log(share / (1 - share)) + rng.normal(0, differ[0])
        for name, share in parts.items()
    }
    found, recording = [], 0.0
    for _ in range(years):
        recording = 0.7 * recording + rng.normal(0, _RECORDING * (len(parts) > 1))
        whole = int(rng.poisson(size * np.exp(rng.normal(0, 0.06))))
        odds = [np.exp(mean + recording + rng.normal(0, differ[1])) for mean in own.values()]
        found.append([whole, *(int(rng.binomial(whole, one / (1 + one))) for one in odds)])
    return found


def _typed(counts: list[int], name: str, year: int) -> list[str]:
    """The numbers as a release has them: a symbol where one may not, or cannot, be given."""
    if name == "Hackney" and year in (2021, 2022):
        return ["x"] * len(counts)
    if name == "Barnet" and year == 2024 and len(counts) > 3:
        return [str(counts[0]), "u", *map(str, counts[2:])]
    if name == "Hackney" and year > 2022 and len(counts) > 3:
        # A new system, in which nobody records the factor any more.
        counts = [counts[0], counts[1] // 25, *counts[2:]]
    if name.endswith("Borough 7") and year == 2019:
        return [str(counts[0]), *(["c"] * (len(counts) - 1))]
    if name.endswith("County 9") and year == 2020:
        return [str(counts[0]), "low", *map(str, counts[2:])]
    if name.endswith("County 12") and year == 2018:
        return ["z"] * len(counts)
    return list(map(str, counts))


def _line(year: int, level: str, region: str, code: str, name: str, typed: list[str]) -> list[str]:
    of_region = _REGIONS.get("London" if region.endswith("London") else region, "")
    old = str(int((_ENDED if code == _BEGAN else code)[1:]) % 1_000_000) if code else ""
    about = [str(year), "Reporting year", level, "E92000001", "England", of_region, region]
    return [*about, old, code, name, "Made up", *typed]


def _wide(year: int, areas: list, counts: dict, at: int, table: str) -> Iterator[list[str]]:
    """The country's and the regions' lines, rounded to ten as theirs are."""
    for region in ("", *_REGIONS):
        mine = [
            counts[code][at]
            for code, _, lies in areas
            if lies.endswith(region) and code != (_BEGAN if year < _PARTED else _ENDED)
        ]
        sums = [str(10 * round(sum(each) / 10)) for each in zip(*mine, strict=True)]
        yield _line(year, "Regional" if region else "National", region, "", "", sums)
