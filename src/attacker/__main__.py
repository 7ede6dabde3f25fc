"""`python -m attacker reports/2025-26 --least 1 --most 5`: names each leak in a line, and exits
with 1 where there is one.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from attacker.leaks import Leak
from attacker.linkages import Limits
from attacker.reading import MARK
from attacker.siege import Siege, numbers, prepared, words
from attacker.spoken import uncleared


def arguments() -> argparse.ArgumentParser:
    """What may be asked."""
    parser = argparse.ArgumentParser("attacker", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of a period's reports")
    parser.add_argument(
        "--least", type=int, default=1, help="the smallest count withheld for its size"
    )
    parser.add_argument("--most", type=int, default=5, help="the largest")
    parser.add_argument(
        "--nearest", type=int, default=1, help="what other counts of people are rounded to"
    )
    parser.add_argument("--mark", default=MARK, help="what stands for a withheld number")
    parser.add_argument(
        "--private", type=Path, help="the folder of private findings, to try insiders and texts"
    )
    parser.add_argument(
        "--written",
        type=Path,
        nargs="*",
        default=[],
        help="documents, and folders of code, that anybody may read: what stands in them word for"
        " word is no leak",
    )
    parser.add_argument(
        "--data", type=Path, help="the folder of private rows, to look for words in"
    )
    parser.add_argument("--free", nargs="*", help="the columns of them in which senders write")
    parser.add_argument(
        "--informed",
        action="store_true",
        help="with --private, attack as one who knows how the tables hang together",
    )
    parser.add_argument(
        "--allow-floors",
        action="store_true",
        help="let a number be told to be at least as many as its withheld parts",
    )
    return parser


def main(asked: Sequence[str] | None = None, each: Callable = map) -> int:
    """1 where a withheld number can be worked out, else 0; files are read by `each`, which takes what
    `map` takes.
    """
    given = arguments().parse_args(asked)
    began = time.monotonic()
    limits = Limits(given.least, given.most, given.nearest)
    if not given.folder.is_dir():
        raise FileNotFoundError(f"{given.folder}: no such folder")
    siege = prepared(given.folder, limits, given.private, given.mark, given.informed, given.written)
    siege.each = each
    if given.data:
        siege.said = uncleared(given.data, given.folder.name, given.free, siege.known.written)
    cells = siege.edition.cells
    withheld = sum(cell.value is None for cell in cells)
    print(
        f"read: {len(cells)} counts, {withheld} withheld, {len(siege.linkages)} linkages among them"
        f"{f', {siege.untold} withheld findings without a private one' if siege.untold else ''}"
        f" ({time.monotonic() - began:.1f} s)"
    )
    # The sections that tell of the others come last, and then the report.
    order = sorted(siege.sections, key=lambda name: not _tells(siege, name))
    leaks = 0
    for section in [*order, ""]:
        began = time.monotonic()
        found = [leak for leak in _found(siege, section) if not (given.allow_floors and leak.floor)]
        leaks += len(found)
        print(
            f"{section or 'report'}: {_said(siege, section)}, {len(found)} leaks"
            f" ({time.monotonic() - began:.1f} s)"
        )
        for leak in found:
            print(leak.line, flush=True)
    print(f"{given.folder}: {leaks} leaks")
    return int(leaks > 0)


def _found(siege: Siege, section: str) -> list[Leak]:
    return [*numbers(siege, section), *words(siege, section)]


def _tells(siege: Siege, section: str) -> bool:
    return any(cell.place.section == section for cell in siege.edition.cells)


def _said(siege: Siege, section: str) -> str:
    its = [cell.value for cell in siege.edition.cells if cell.place.section == section]
    return (
        f"{sum(value is None for value in its)} of {len(its)} counts withheld" if its else "texts"
    )


if __name__ == "__main__":
    # Reading every page and document takes longest, and needs nothing else.
    with ProcessPoolExecutor(2) as pool:
        sys.exit(main(each=pool.map))
