"""A new period is declared and given its folders, all of it or nothing."""

import csv
import io
import re
from pathlib import Path

import yaml

from analysis import store
from analysis.declare.added import Added, added
from analysis.declare.due import DUE
from analysis.declare.kept import CORRECTIONS, RECEIVED
from analysis.declare.periods import ADDED, PERIOD_KEYS, declared_with
from analysis.declare.table import InputError

_LISTED = re.compile(r"^(periods:\s*\[)(.*?)(\s*\].*)$", re.MULTILINE)


def new_period(key: str, first: str, last: str, label: str = "") -> list[str]:
    """Declare period `key` from month `first` to month `last`, both like `2026-04`, and make its
    folders.

    Returns the files written and folders made, as people name them. InputError, and nothing done,
    where the period is there already, its key or its label does not fit, or its months are no whole
    quarters or lie in another period.
    """
    given = {"key": key, "label": label or key.replace("-", "/"), "from": first, "to": last}
    with store.changes() as change:
        return _declared(given, change)


def _declared(given: dict[str, str], change: store.Change) -> list[str]:
    _refuse(given)
    key = given["key"]
    raw, params = store.root() / "data" / "raw", store.root() / "params.yaml"
    folder, listed = raw / key, raw / f"{ADDED.name}.csv"
    if folder.exists():
        raise InputError(
            f"data/raw/{key} is there already: move it away, or declare its period by hand"
        )
    texts = {
        listed: _with_row(listed, given),
        params: _with_key(params.read_text(encoding="utf-8"), key),
    }
    _put(folder, store.params()["strands"], texts, change)
    return [f"data/raw/{listed.name}", params.name, f"data/raw/{key}"]


def _refuse(given: dict[str, str]) -> None:
    """InputError where the declaration would be refused when it is next read."""
    key = given["key"]
    if key in PERIOD_KEYS:
        raise InputError(
            f"period {key} is declared already: change it in data/raw/{ADDED.name}.csv"
        )
    if why := ADDED.misfits(given):
        raise InputError(f"the new period cannot be declared: {'; '.join(why)}")
    declared_with([*added(ADDED), Added("new period", given)])


def _with_row(path: Path, given: dict[str, str]) -> str:
    """The list of added periods with one row more."""
    text = (
        path.read_text(encoding="utf-8-sig") if path.is_file() else ",".join(ADDED.columns) + "\n"
    )
    row = io.StringIO()
    csv.DictWriter(row, list(ADDED.columns), restval="", lineterminator="\n").writerow(given)
    return text + "\n" * (not text.endswith("\n")) + row.getvalue()


def _with_key(text: str, key: str) -> str:
    """params.yaml with one period more at the end of its list, and nothing else changed."""
    after = _LISTED.sub(rf'\g<1>\g<2>, "{key}"\g<3>', text, count=1)
    before = yaml.safe_load(text)
    if yaml.safe_load(after) != {**before, "periods": [*before["periods"], key]}:
        raise InputError(
            f'params.yaml does not list its periods on one line, like periods: ["{key}"]: mend it'
            " first"
        )
    return after


def _put(folder: Path, strands: list[str], texts: dict[Path, str], change: store.Change) -> None:
    """Make the folders and write the texts."""
    home = store.root()
    heads = {
        folder / f"{table.name}.csv": ",".join(table.columns) + "\n"
        for table in (RECEIVED, CORRECTIONS, DUE)
    }
    for strand in strands:
        change.folder((folder / strand).relative_to(home))
    for path, text in (heads | texts).items():
        change.write(path.relative_to(home), text.encode())
