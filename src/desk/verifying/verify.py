"""Hold the files of a pack to its list: `python verify.py PACK.zip`, or `python verify.py` in the
folder it was unpacked to.

Needs Python 3.9 or newer and nothing else: `analysis pack` puts this file into each pack. Prints
`ok: N files`, or names each file that is missing, changed or additional, and ends with 1.
"""

import csv
import hashlib
import io
import sys
import zipfile
import zlib
from collections import Counter
from pathlib import Path

MANIFEST = "manifest.csv"


def main(arguments: list[str]) -> int:
    """Say what is wrong with the pack that was named, or with the folder this file lies in."""
    place = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        files = contents(place)
    except (OSError, zipfile.BadZipFile) as error:
        print(f"{place.name} cannot be read ({error}): name a pack, or the folder it is in")
        return 2
    wrong = faults(files)
    print("\n".join(wrong) or f"ok: {len(files) - 1} files")
    # Whoever changes a file can change the list too: what its sender told of it tells.
    for name, content in files:
        if name == MANIFEST:
            print(f"{MANIFEST} has the sha256 {hashlib.sha256(content).hexdigest()}")
    return int(bool(wrong))


def contents(place: Path) -> list[tuple[str, bytes]]:
    """Every file of a folder or a zip with its path from there, as often as it is in it."""
    if place.is_dir():
        paths = sorted(path for path in place.rglob("*") if path.is_file())
        return [(path.relative_to(place).as_posix(), path.read_bytes()) for path in paths]
    with zipfile.ZipFile(place) as pack:
        entries = [entry for entry in pack.infolist() if not entry.is_dir()]
        return [(entry.filename, _read(pack, entry)) for entry in entries]


def _read(pack: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of one file; none where they are not those that were packed, which then tells."""
    try:
        return pack.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return b""


def faults(files: list[tuple[str, bytes]]) -> list[str]:
    """What is wrong with the files of a pack, a line each; nothing where all are as listed."""
    there = dict(files)
    if MANIFEST not in there:
        return [f"missing: {MANIFEST}, which lists every file"]
    text = there.pop(MANIFEST).decode("utf-8", "replace")
    listed = {row.get("path"): row.get("sha256") for row in csv.DictReader(io.StringIO(text))}
    changed = {
        name
        for name, content in there.items()
        if name in listed and hashlib.sha256(content).hexdigest() != listed[name]
    }
    # Which of two files of one name a program unpacks is its own choice.
    times = Counter(name for name, _ in files)
    more = [name for name in times if times[name] > 1 or name not in {*listed, MANIFEST}]
    return [
        *(f"missing: {name}" for name in listed if name not in there),
        *(f"changed: {name}" for name in sorted(changed)),
        *(f"additional: {name}" for name in sorted(more)),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
