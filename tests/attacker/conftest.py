"""A made-up public edition, written line by line, and the attack on it."""

import csv
from pathlib import Path

import pytest

from attacker.__main__ import main

COLUMNS = (
    "statistic subject borough when reading estimate low high x n unit method verdict refused note"
    " rows"
).split()
PERIOD = "2025-26"


def written(file: Path, lines, columns=COLUMNS) -> Path:
    """A CSV of lines, every column of which is there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, columns, restval="")
        writer.writeheader()
        writer.writerows(lines)
    return file


class Edition:
    """A period's folder and its private findings, and what the attack says of them."""

    def __init__(self, root: Path, capsys):
        self.folder = root / "reports" / PERIOD
        self.private = root / "private"
        self.capsys = capsys

    def prints(self, lines, file="made/findings.csv"):
        """Put lines into a public file."""
        return written(self.folder / file, lines)

    def hides(self, lines, file="made/findings.csv"):
        """Put lines into a private file."""
        section, name = file.split("/")
        return written(self.private / section / PERIOD / name, lines)

    def tables(self, cells, section="made"):
        """Print tables: (table, row, column, cell)."""
        lines = [
            {"table": table, "line": 1 + place, "row": row, "column": column, "cell": cell}
            for place, (table, row, column, cell) in enumerate(cells)
        ]
        columns = ["table", "line", "row", "column", "cell", "was", "revised"]
        return written(self.folder / section / "printed.csv", lines, columns)

    def attacked(self, *options: str, private=False) -> list[str]:
        """The leaks that the attack names; it exits with 1 where there is one."""
        more = ["--private", str(self.private)] if private else []
        code = main([str(self.folder), *more, *options])
        self.said = self.capsys.readouterr().out.splitlines()
        leaks = [said for said in self.said if said.startswith("leak")]
        assert code == bool(leaks)
        return leaks


@pytest.fixture
def edition(tmp_path, capsys):
    return Edition(tmp_path, capsys)
