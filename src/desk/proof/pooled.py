"""What the boroughs' trends of one indicator come to: their dispersion, and the mean of their changes
by random effects, with each borough left out in turn.

As in `strands.indicators.finds.together`; the variance between boroughs is had by Newton's steps from
0, as many as it takes.
"""

from collections.abc import Mapping

from analysis.declare.boroughs import borough_name
from desk.proof.grid import HEAD, TITLE, Formula, Grid, Table

# Newton's steps never go too far; a test holds what they come to against the findings.
_STEPS = 12
_KIND = """
    b | Borough
    own | Dispersion
    own_df | Degrees of freedom
"""
_KINDS = """
    of_kind | Dispersion of all, weighted by degrees of freedom | SUMPRODUCT([own],[own_df])/SUM([own_df])
    df_of_kind | Degrees of freedom of all | SUM([own_df])
"""
_CHANGES = """
    b | Borough
    slope | Slope a quarter
    alone | Its error by chance
    own_alone | Dispersion
    n | Quarters
    e | Change, e | {steps}*[@slope]
    w | Error of e | {steps}*[@alone]*SQRT(MAX(1,[@own_alone]))
    v | Variance of e, v | [@w]^2
    t | t on n − 2 | TINV(1-{confidence},[@n]-2)
    chance | Error, neighbours alike
    own | Dispersion, neighbours alike
    own_df | its degrees of freedom
"""
_DIFFER = """
    of_all | Dispersion of all, neighbours alike | SUMPRODUCT([own],[own_df])/SUM([own_df])
    df_of_all | its degrees of freedom | SUM([own_df])
    least | the dispersion, or 1 where that is more | MAX(1,{of_all})
    mean_slope | Mean of the slopes, weighted by what is known of each | SUMPRODUCT([slope]/[chance]^2)/SUMPRODUCT(1/[chance]^2)
    f | Cochran's Q over k − 1 | SUMPRODUCT(([slope]-{mean_slope})^2/([chance]^2*{least}))/(COUNT([slope])-1)
    differ | p of boroughs that all change alike | BETADIST({df_of_all}/({df_of_all}+(COUNT([slope])-1)*{f}),{df_of_all}/2,(COUNT([slope])-1)/2)
"""
# For each set of boroughs, those that are `{in}` it.
_STEP = """
    mean{at} | mean of the changes with it | SUMPRODUCT({{in}}*[e]/([v]+{{tau{at}}}))/SUMPRODUCT({{in}}/([v]+{{tau{at}}}))
    tau{next} | Variance between boroughs, step {next} | {{tau{at}}}+MAX(0,(SUMPRODUCT({{in}}*([e]-{{mean{at}}})^2/([v]+{{tau{at}}}))-{{k}}+1)/SUMPRODUCT({{in}}*([e]-{{mean{at}}})^2/([v]+{{tau{at}}})^2))
"""
_MEAN = f"""
    k | Boroughs, k | SUMPRODUCT({{in}}*1)
    tau0 | Variance between boroughs, to begin with | 0
    {"".join(_STEP.format(at=at, next=at + 1) for at in range(_STEPS))}
    whole | Sum of weights, 1 / (v + variance between) | SUMPRODUCT({{in}}/([v]+{{tau{_STEPS}}}))
    mean | Mean of the changes, on the log scale | SUMPRODUCT({{in}}*[e]/([v]+{{tau{_STEPS}}}))/{{whole}}
    factor | How they vary around it, 1 as expected | SUMPRODUCT({{in}}*([e]-{{mean}})^2/([v]+{{tau{_STEPS}}}))/({{k}}-1)
    error | Error of the mean, that taken for 1 at least | SQRT(MAX(1,{{factor}})/{{whole}})
    reach | t on k − 1 degrees of freedom | TINV(1-{{confidence}},{{k}}-1)
    p | p of no change | TDIST(ABS({{mean}}/{{error}}),{{k}}-1,2)
    fixed | Sum of 1 / v | SUMPRODUCT({{in}}/[v])
    typical | Typical variance of one change by chance | ({{k}}-1)*{{fixed}}/({{fixed}}^2-SUMPRODUCT({{in}}/[v]^2))
    i2 | Share of the variance that is between boroughs | {{tau{_STEPS}}}/({{tau{_STEPS}}}+{{typical}})
    other | Error of the change in another borough | SQRT({{tau{_STEPS}}}+{{error}}^2)
"""


def kind(grid: Grid, blocks: Mapping[str, Table]) -> None:
    """The dispersion of all series of an indicator that have a trend, by borough, from the grid's next
    row on: a title, headings, a line each and two sums.
    """
    grid.line(["Dispersion of this indicator in all boroughs"], TITLE)
    table = Table(grid, _KIND, {})
    table.lines(
        {"b": borough_name(borough)} | {name: Formula(block.at[name]) for name in ("own", "own_df")}
        for borough, block in blocks.items()
    )
    table.sums(_KINDS)


def together(
    grid: Grid, of: Grid, blocks: Mapping[str, Table], at: Mapping[str, str]
) -> tuple[Table, dict[str, dict[str, str]]]:
    """The changes of an indicator in its boroughs, of blocks that stand on the sheet `of`, and where
    their means stand: that of all as that without ``, and those without each where they are told.
    """
    ends = ",".join(of.outside(block.column("t")) for block in blocks.values())
    grid.line([of.title.replace("Trend", "Together:")], TITLE)
    grid.put(grid.row, 1, "Quarters from the first to the last")
    steps = grid.put(grid.row, 3, Formula(f"MAX({ends})-MIN({ends})"))
    grid.row += 2
    table = Table(grid, _CHANGES, {**at, "steps": steps})
    table.lines(
        {"b": borough_name(borough)}
        | {
            name: Formula(of.outside(block.at[name]))
            for name in ("slope", "alone", "own_alone", "n", "chance", "own", "own_df")
        }
        for borough, block in blocks.items()
    )
    grid.row += 1
    table.sums(_DIFFER)
    grid.row += 1
    without = ["", *blocks]
    names = ["all", *(f"without {borough_name(borough)}" for borough in blocks)]
    grid.line(["The mean of the changes", "", *names], HEAD)
    every = [{"in": _others(table, at)} for at in range(len(without))]
    made = dict(zip(without, table.sums(_MEAN, *every), strict=True))
    grid.row += 1
    return table, made


def _others(table: Table, left_out: int) -> str:
    """Which lines of a table count, but for the one that is left out, if any."""
    whole = table.column("b")
    if not left_out:
        return f'({whole}<>"")'
    first = int(whole.split(":")[0].rsplit("$", 1)[1])
    return f"(ROW({whole})<>{first + left_out - 1})"
