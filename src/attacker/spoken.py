"""Words: what senders wrote freely, and nobody cleared, and a file that may leave holds all the
same.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from attacker.leaks import Leak
from attacker.renderings import NO_CHANCE, letters
from attacker.texts import Text

# Between two texts in one cell.
_BETWEEN = " | "


def uncleared(data: Path, period: str, columns: Collection[str], written: str) -> dict[str, str]:
    """Where each text stands that a sender wrote in one of `columns` of a period's private rows,
    by its letters: of those that are long enough to be no chance, stand in no document (`written`,
    as letters), and were not decided to be printed as they are.
    """
    decided = (row for file in data.glob("raw/*/cleared.csv") for row in _lines(file))
    printed = {row["sha256"] for row in decided if row["decision"] == "print"}
    found = {}
    for file in sorted(data.glob(f"processed/*/{period}/*.csv")):
        for line, row in enumerate(_lines(file), 2):
            for column in row.keys() & {*columns}:
                for text in (" ".join(part.split()) for part in row[column].split(_BETWEEN)):
                    own, print_ = letters(text), hashlib.sha256(text.encode()).hexdigest()
                    if len(own) >= NO_CHANCE and own not in written and print_ not in printed:
                        found[own] = f"{file.parts[-3]}/{file.name}, line {line}, {column}"
    return found


def repeated(texts: Iterable[Text], section: str, said: Mapping[str, str]) -> Iterator[Leak]:
    """The words in `said` that texts hold, file by file; one may go on in the next text."""
    files: dict[str, list[str]] = defaultdict(list)
    for one in texts:
        files[one.file].append(letters(one.text))
    for file, parts in files.items():
        whole = "".join(parts)
        for own, where in said.items():
            if own in whole:
                yield Leak(section, file, f"what a sender wrote ({where})", "printed uncleared")


def _lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [*csv.DictReader(opened)]
