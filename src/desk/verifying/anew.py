"""`analysis verify`: a period built anew, and held against what lies under reports/."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from analysis import store
from analysis.declare.table import InputError
from analysis.declare.words import count
from desk.verifying import built, crate, differences, fresh
from desk.verifying.verify import MANIFEST, contents, faults

# Of the first stage that differs: the notebook, and the first file it wrote.
_SHOWN = 2


def verify(period: str, pack: Path | None) -> Iterator[str]:
    """Build a period anew and compare what it publishes, in the project or in a pack: a line a
    stage, then whether all is identical.

    InputError where it is not, where it cannot be built from what is there, and where what is there
    has changed since it was built.
    """
    with tempfile.TemporaryDirectory(prefix="analysis-", ignore_cleanup_errors=True) as scratch:
        project = store.root() if pack is None else Path(scratch) / "pack"
        if pack:
            yield _unpacked(pack, project)
        outs = built.published(project, period)
        built.refuse_changed(project, period)
        _refuse_private(project, period)
        anew = fresh.copied(project, Path(scratch) / "anew")
        for stage in fresh.build(anew, outs):
            yield f"building {stage}"
        yield from _compared(project, anew, period, outs)


def _unpacked(pack: Path, folder: Path) -> str:
    """A pack that is as it was sent, unpacked; InputError with the first file that is not."""
    try:
        fresh.refuse_harmful(pack)
        files = contents(pack)
    except zipfile.BadZipFile:
        raise InputError(
            f"{pack.name} is no zip, or was cut short on its way: have it sent again"
        ) from None
    if wrong := faults(files):
        raise InputError(
            f"{pack.name} is not as it was packed ({count(len(wrong), 'fault')}): {wrong[0]}; have"
            " it sent again"
        )
    fresh.laid_out(files, folder)
    known_by = hashlib.sha256(dict(files)[MANIFEST]).hexdigest()
    return f"ok: {len(files) - 1} files of {pack.name}; {MANIFEST} has the sha256 {known_by}"


def _refuse_private(project: Path, period: str) -> None:
    """InputError where a project is an unpacked pack whose private inputs stayed behind."""
    left = crate.left_out(project / crate.NAME) if (project / crate.NAME).is_file() else []
    if left:
        raise InputError(
            f"{period} can be checked by its hashes here and not built anew: private inputs are not"
            f" in the pack ({len(left)}), the first of them {left[0]}; ask whoever packed it to run"
            f" `analysis verify {period}`"
        )


def _compared(project: Path, anew: Path, period: str, outs: dict[str, list[str]]) -> Iterator[str]:
    """What differs in the first stage that does, and how much in all; InputError with that sum."""
    differ: dict[str, dict[str, str]] = {}
    here: dict[str, bytes] = {}
    for stage, paths in outs.items():
        files = built.contents(project, paths)
        if found := differences.differing(files, built.contents(anew, paths)):
            differ[stage] = found
        here |= files
    if not differ:
        yield (
            f"identical: {len(here)} files of {len(outs)} stages"
            f" (sha256 of the whole: {differences.whole(here)})"
        )
        return
    stage, found = next(iter(differ.items()))
    yield f"not identical from {stage} on"
    for path in [*found][:_SHOWN]:
        yield f"  {path} {found[path]}"
    number = sum(map(len, differ.values()))
    raise InputError(
        f"{period} is not what its inputs come to: {count(number, 'file')} of {len(here)} in"
        f" {count(len(differ), 'stage')} differ, first {next(iter(found))} of {stage}; if the code"
        " and the lists are those it was built from, compare the versions of both machines with"
        " `analysis doctor`"
    )
