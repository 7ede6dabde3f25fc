"""A family of tests worked in cells: each p after Holm, and after Benjamini and Hochberg, by its place
among all in order.
"""

from collections.abc import Sequence

from desk.proof.grid import TITLE, Formula, Grid, Table

_TESTS = """
    of | Test
    also | of
    p | p
    holm | after Holm | INDEX({holm},MATCH([@p],{sorted},0))
    bh | after Benjamini and Hochberg | INDEX({bh},MATCH([@p],{sorted},0))
"""
_SORTED = """
    k | Place, k
    also | of so many | {m}
    p | p in order | SMALL({p},[@k])
    holm | Holm: the most so far of p × (m − k + 1) | MIN(1,SUMPRODUCT(MAX(([k]<=[@k])*({m}-[k]+1)*[p])))
    bh | Benjamini and Hochberg: the least from here on of p × m / k | MIN(1,SUMPRODUCT(MIN(([k]<[@k])*10+{m}/[k]*[p])))
"""


def family(
    grid: Grid, title: str, tests: Sequence[tuple[str, str, str]]
) -> tuple[Table, list[dict[str, str]]]:
    """Lay tests out, each by two words and where its p stands; their table, and where each p and its
    two others stand, as other sheets name them.
    """
    grid.line([title], TITLE)
    top, many = grid.row + 1, len(tests)
    begins = top + many + 2
    span = f"${begins}:${{}}${begins + many - 1}"
    at = {
        name: f"${letter}{span.format(letter)}"
        for name, letter in {"sorted": "C", "holm": "D", "bh": "E"}.items()
    }
    table = Table(grid, _TESTS, at)
    table.lines({"of": of, "also": also, "p": Formula(p)} for of, also, p in tests)
    grid.row += 1
    ordered = Table(grid, _SORTED, {"p": table.column("p"), "m": str(many)})
    ordered.lines({"k": place} for place in range(1, many + 1))
    grid.row += 1
    letters = {"p": "C", "holm": "D", "bh": "E"}
    return table, [
        {name: grid.outside(f"${letter}${row}") for name, letter in letters.items()}
        for row in range(top, top + many)
    ]
