"""Measure every comparison, print the table, and keep it in docs/performance.md: `python3 make.py bench`."""

import datetime as dt
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from compared import everything
from paired import RUNS

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGINS, ENDS = "<!-- measured -->", "<!-- end -->"
HEADS = ("What", "Against", "Times as long: median (least to most)", "At most", "", "Seconds")
LIBRARIES = ("numpy", "pandas", "statsmodels", "papermill", "dvc")


def main() -> int:
    """0, whatever was measured: a ratio that is not met is said, not hidden."""
    rows = [one.cells for one in everything()]
    lines = [_line(HEADS), _line(["---"] * len(HEADS)), *map(_line, rows)]
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    about = (
        f"Measured {dt.date.today().isoformat()}, {RUNS} runs of each in turn after one that is not"
        f" counted, on {os.cpu_count()} processors ({platform.machine()}), Python"
        f" {platform.python_version()}, {versions}."
    )
    print("\n".join([*lines, "", about]))
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGINS)
    text = "\n\n".join([head + BEGINS, about, "\n".join(lines), ENDS + rest.partition(ENDS)[2]])
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _line(cells) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
