"""The trend of a short series worked in cells: a quasi-Poisson log-linear change, its error and
dispersion with neighbours alike, each quarter left out in turn, and quarters a year apart.

The equations are those of `analysis.find.slopes`, solved by Newton's steps from the slope that was
found: where that is right, no step moves it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.declare.boroughs import borough_name
from desk.proof.grid import TITLE, Formula, Grid, Table
from desk.proof.returned import Cell

_ALIKE = "{alike}^ABS([@t]-[t])"
_LINES = f"""
    q | Quarter
    t | Its number | 4*LEFT([@q],4)+RIGHT([@q],1)
    y | Count, y
    x | From the middle, x | [@t]-AVERAGE([t])
    m | Expected, m | SUM([y])*EXP({{slope}}*[@x])/SUMPRODUCT(EXP({{slope}}*[x]))
    d | y − m | [@y]-[@m]
    g | (y − m)² / m | [@d]^2/[@m]
    r | Root of m | SQRT([@m])
    s | x × root of m | [@x]*[@r]
    j | Roots, alike | SUMPRODUCT({_ALIKE},[r])
    k | x × roots, alike | SUMPRODUCT({_ALIKE},[s])
    a | Alike, squared | SUMPRODUCT({_ALIKE}^2)
    z | One a year on | COUNTIF([t],[@t]+4)
    w | One a year before | COUNTIF([t],[@t]-4)
    v | Their difference | [@w]-[@z]
    u | Differences, alike | SUMPRODUCT({_ALIKE},[v])
"""


def _next(at: str, of: str = "") -> str:
    """One of Newton's steps from a slope, over the quarters that count."""
    tilted = f"SUMPRODUCT({of}EXP({at}*[x]))"
    mean = f"SUMPRODUCT({of}[x]*EXP({at}*[x]))/{tilted}"
    square = f"SUMPRODUCT({of}[x]^2*EXP({at}*[x]))/{tilted}"
    seen = f"SUMPRODUCT({of}[y]*[x])/SUMPRODUCT({of}[y])"
    return f"{at}+({seen}-{mean})/({square}-({mean})^2)"


_OTHERS = "([t]<>[@t])*"
_WITHOUT = f"""
    out1 | Slope without it, step 1 | {_next("{slope}", _OTHERS)}
    out2 | step 2 | {_next("[@out1]", _OTHERS)}
    out3 | step 3 | {_next("[@out2]", _OTHERS)}
    out4 | step 4 | {_next("[@out3]", _OTHERS)}
    out5 | step 5 | {_next("[@out4]", _OTHERS)}
"""
_SLOPE = f"""
    found | Slope as found: the log of a ratio a quarter | {{start}}
    score | Sum of x (y − m) at that slope, 0 where it solves the equation | SUMPRODUCT([y],[x])-SUM([y])*SUMPRODUCT([x]*EXP({{found}}*[x]))/SUMPRODUCT(EXP({{found}}*[x]))
    one | Slope after one of Newton's steps | {_next("{found}")}
    two | after two | {_next("{one}")}
    three | after three | {_next("{two}")}
    slope | after four: the slope | {_next("{three}")}
"""
_SUMS = """
    moved | How far the first step moved it | {one}-{found}
    level | Sum of y − m, 0 where the level solves its equation | SUM([d])
    n | Quarters | COUNT([y])
    span | Steps from the first to the last | MAX([t])-MIN([t])
    total | Information: sum of m | SUM([m])
    lean | sum of m x | SUMPRODUCT([m],[x])
    spread | sum of m x² | SUMPRODUCT([m],[x]^2)
    det | its determinant | {total}*{spread}-{lean}^2
    i | Its inverse: level | {spread}/{det}
    ij | level and slope | -{lean}/{det}
    jj | slope | {total}/{det}
    ra | Information of neighbours alike: level | SUMPRODUCT([r],[j])
    rb | level and slope | SUMPRODUCT([r],[k])
    rc | slope | SUMPRODUCT([s],[k])
    o | Inverse times that: level | {i}*{ra}+{ij}*{rb}
    op | level by slope | {i}*{rb}+{ij}*{rc}
    po | slope by level | {ij}*{ra}+{jj}*{rb}
    pp | slope | {ij}*{rb}+{jj}*{rc}
    twice | Trace of inverse times neighbours twice | {i}*SUMSQ([j])+2*{ij}*SUMPRODUCT([j],[k])+{jj}*SUMSQ([k])
    misfit | Pearson's X² as expected | {n}-{o}-{pp}
    own | Dispersion of its own: X² over that | SUM([g])/{misfit}
    own_df | its degrees of freedom | {misfit}^2/(SUM([a])-2*{twice}+{o}^2+2*{op}*{po}+{pp}^2)
    chance | Error of the slope by chance alone | SQRT({po}*{ij}+{pp}*{jj})
    alone | the same, quarters taken for independent | SQRT({jj})
    own_alone | Dispersion, quarters taken for independent | SUM([g])/({n}-2)
"""
_TREND = """
    kind | Dispersion of this indicator in all boroughs | {of_kind}
    df | its degrees of freedom | {df_of_kind}
    vary | Dispersion used: the larger, at least 1 | MAX(1,{own},{kind})
    error | Standard error of the slope | {chance}*SQRT({vary})
    beta | Quantile of the beta law, as t takes whole degrees of freedom alone | BETAINV({confidence},0.5,{df}/2)
    reach | t: errors to either end of the interval | SQRT({df}*{beta}/(1-{beta}))
    p | p of no change | BETADIST({df}/({df}+({slope}/{error})^2),{df}/2,0.5)
"""
_APART = """
    pairs | Quarters with one a year on | SUM([z])
    before | counts in them | SUMPRODUCT([z],[y])
    after | counts a year on | SUMPRODUCT([w],[y])
    apart | Ratio a year apart | {after}/{before}
    wider | How much wider its interval is on the log scale | SQRT({vary}*SUMPRODUCT([v],[u])/(2*{pairs}))*{reach}/NORMSINV((1+{confidence})/2)
    middle | Score interval of two counts: middle | 2*{before}*{after}+NORMSINV((1+{confidence})/2)^2*({before}+{after})
    half | half its width | SQRT({middle}^2-4*{before}^2*{after}^2)
    apart_low | low, as wide as that | {apart}*(({middle}-{half})/(2*{before}^2)/{apart})^{wider}
    apart_high | high, as wide as that | {apart}*(({middle}+{half})/(2*{before}^2)/{apart})^{wider}
"""


@dataclass(frozen=True)
class Series:
    """One series: its cells in the order of quarters; by which formula its slope as found is had
    (`start`), and its least rise that would have shown (`shown`), empty where none would; what is told
    of it: whether a trend, whether a ratio a year apart; and whether its change is one
    of those of the boroughs together.
    """

    subject: str
    borough: str
    cells: Sequence[Cell]
    start: str
    shown: str
    is_tested: bool
    has_year: bool
    is_joined: bool


def block(grid: Grid, series: Series, at: dict[str, str]) -> Table:
    """Lay a series out from the grid's next row on. `at` says where the correlation of neighbours
    (`alike`) and the `confidence` stand, and for a series with a trend where the dispersion `of_kind`
    will and its degrees of freedom, `df_of_kind`.
    """
    grid.line([f"{series.subject.replace('_', ' ')}: {borough_name(series.borough)}"], TITLE)
    first = grid.row + len(series.cells) + 2
    last_step = f"$C${first + 5}"
    columns = _LINES + (_WITHOUT if series.is_tested else "")
    table = Table(grid, columns, {**at, "start": series.start, "slope": last_step})
    table.lines({"q": cell.about["quarter"], "y": Formula(cell.address)} for cell in series.cells)
    grid.row += 1
    table.sums(_SLOPE + _SUMS)
    if series.is_tested:
        reach = "{reach}*{error}"
        table.sums(_TREND + _steady("allowed", f"{{slope}}-{reach}", f"{{slope}}+{reach}"))
    if series.has_year:
        table.sums(_APART)
    if series.shown:
        shown = f"LN({series.shown})/{{span}}"
        table.sums(_steady("shown", f"-{shown}", shown))
    grid.row += 1
    return table


def _steady(name: str, *ways: str) -> str:
    """What changes by some slopes come to at the first quarter and at the last, with the mean of all
    counts as it is.
    """
    says = f"Slope that is {name}"
    lines = [f"{name}{at} | {says} | {way}" for at, way in enumerate(ways)]
    lines += [
        f"{name}_{end}{at} | its count in the {end} quarter"
        f" | AVERAGE([y])*EXP({{{name}{at}}}*{x})*{{n}}/SUMPRODUCT(EXP({{{name}{at}}}*[x]))"
        for end, x in (("first", "MIN([x])"), ("last", "MAX([x])"))
        for at in range(len(ways))
    ]
    return "\n".join(["", *lines])
