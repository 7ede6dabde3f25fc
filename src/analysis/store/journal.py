"""Several files changed at once or not at all, whenever the program that changes them is ended.

The new files are written beside the old ones first, under data/raw/.journal. A journal that says
what goes where is put there by one rename: until then nothing has happened, from then on everything
has. Whoever comes next finishes what the journal says, or clears away what never got one.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zc.lockfile import LockError, LockFile

from analysis.declare.table import InputError
from analysis.store.project import root

# Half a minute in tenths of a second.
_TRIES = 300
_JOURNAL, _UNDO = "journal.json", "undo.json"
FOLDER, WRITE, REMOVE = "folder", "write", "remove"


class Change:
    """What is going to be changed, by paths from the project's folder; later ones see no earlier
    one's files.
    """

    def __init__(self, staging: Path) -> None:
        self._staging, self._home, self.steps = staging, root(), []

    def folder(self, path: str | Path) -> None:
        """Make a folder and those above it, where they are missing."""
        missing = [path := Path(path)]
        missing += path.parents
        known = [step["path"] for step in self.steps if step["kind"] == FOLDER]
        for one in reversed(missing):
            if not (self._home / one).is_dir() and one.as_posix() not in known:
                self.steps.append({"kind": FOLDER, "path": one.as_posix(), "had": False})

    def write(self, path: str | Path, content: bytes) -> None:
        """Put a file there, in the place of what may be there."""
        path = Path(path)
        self.folder(path.parent)
        self._stage(f"{len(self.steps)}.new", content)
        self._step(WRITE, path)

    def remove(self, path: str | Path) -> None:
        """Take a file away."""
        self._step(REMOVE, Path(path))

    def tree(self, built: Path, at: str | Path, own: str | Path | None = None) -> None:
        """Put every file below a folder in its place below `at`; what else lies in `own` goes."""
        made = {Path(at) / file: built / file for file in _files(built)}
        for path, source in made.items():
            self.write(path, source.read_bytes())
        for file in _files(self._home / own) if own else ():
            if Path(own) / file not in made:
                self.remove(Path(own) / file)

    def _step(self, kind: str, path: Path) -> None:
        if had := (self._home / path).is_file():
            self._stage(f"{len(self.steps)}.old", (self._home / path).read_bytes())
        self.steps.append({"kind": kind, "path": path.as_posix(), "had": had})

    def _stage(self, name: str, content: bytes) -> None:
        _write_through(self._staging / name, content)


@contextmanager
def changes(within: Change | None = None) -> Iterator[Change]:
    """The files written and removed in this block are put in place at its end, all or none;
    `within` is a change that goes on: then they are put in place with it. What is read in this
    block nobody else changes until its end.

    InputError, and nothing changed, where a file cannot be written or put in place.
    """
    if within is not None:
        yield within
        return
    with _alone():
        yield from _changed()


def _changed() -> Iterator[Change]:
    _finish()
    staging = _staging()
    try:
        staging.mkdir(parents=True)
        yield (change := Change(staging))
        unfinished = staging / f"{_JOURNAL}.unfinished"
        _write_through(unfinished, json.dumps(change.steps).encode())
        unfinished.replace(staging / _JOURNAL)
        _apply(staging, change.steps)
    except OSError as error:
        if (staging / _JOURNAL).is_file():
            os.replace(staging / _JOURNAL, staging / _UNDO)
        _finish()
        raise InputError(
            f"{_named(error)} cannot be written ({error.strerror}): nothing was changed; close it"
            " where it is open, and run the command again"
        ) from None
    except Exception:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    _drop(staging, _JOURNAL)


def recover() -> str:
    """Finish what an ended command had put in the journal, or take back what it had not; what was
    done, in one line, empty where there was nothing to do.

    InputError where a file cannot be put in place: the journal stays for the next command.
    """
    if not _staging().is_dir():
        return ""
    with _alone():
        return _finish()


def _finish() -> str:
    staging = _staging()
    if not staging.is_dir():
        return ""
    try:
        return _recovered(staging)
    except OSError as error:
        raise InputError(
            f"a command was ended before all its files were in place, and {_named(error)} cannot be"
            f" written ({error.strerror}): close it where it is open, and run a command again"
        ) from None


@contextmanager
def _alone() -> Iterator[None]:
    """One change at a time: a command and a build that run side by side wait for each other. The
    system lets go of the lock however a program ends.
    """
    name = hashlib.sha256(str(root()).encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"analysis-{name}.lock"
    for _ in range(_TRIES):
        try:
            lock = LockFile(str(path))
            break
        except LockError:
            time.sleep(0.1)
    else:
        raise InputError("another command is writing in this project: wait until it is through")
    try:
        yield
    finally:
        lock.close()


def _recovered(staging: Path) -> str:
    if (staging / _UNDO).is_file():
        _undo(staging, json.loads((staging / _UNDO).read_bytes()))
        _drop(staging, _UNDO)
        return "a command could not put its files in place: what was there has been put back"
    if (staging / _JOURNAL).is_file():
        steps = json.loads((staging / _JOURNAL).read_bytes())
        _apply(staging, steps)
        _drop(staging, _JOURNAL)
        files = ", ".join(step["path"] for step in steps if step["kind"] != FOLDER)
        return f"an earlier command was ended halfway and is now finished: {files}"
    shutil.rmtree(staging)
    return "what an earlier command that was ended had left lying about was cleared away"


def _apply(staging: Path, steps: list[dict]) -> None:
    """Every step; what was done already is passed over, so that this may begin anew at any time."""
    for number, step in enumerate(steps):
        target, new = root() / step["path"], staging / f"{number}.new"
        if step["kind"] == FOLDER:
            target.mkdir(exist_ok=True)
        elif step["kind"] == REMOVE:
            target.unlink(missing_ok=True)
        elif new.is_file():
            new.replace(target)


def _undo(staging: Path, steps: list[dict]) -> None:
    """Every step back, the last first; this too may begin anew at any time."""
    for number, step in reversed([*enumerate(steps)]):
        target, old = root() / step["path"], staging / f"{number}.old"
        if step["kind"] == FOLDER:
            with suppress(OSError):  # something else lies in it by now
                target.rmdir()
        elif not step["had"]:
            target.unlink(missing_ok=True)
        elif old.is_file() and not _same(old, target):  # what is open elsewhere was never replaced
            old.replace(target)


def _same(old: Path, target: Path) -> bool:
    return target.is_file() and target.read_bytes() == old.read_bytes()


def _drop(staging: Path, journal: str) -> None:
    """The journal first: without it the rest is only litter."""
    (staging / journal).unlink()
    shutil.rmtree(staging, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is no part of the project's data, in the place of an earlier one, by one
    rename. InputError, and nothing changed, where that cannot be done.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(unfinished, content)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        if path.is_dir():
            raise InputError(f"{path.name} is a folder: name a file in it") from None
        raise InputError(
            f"{path.name} cannot be written ({error.strerror}): close it where it is open, and run"
            " the command again"
        ) from None


def _files(folder: Path) -> list[Path]:
    """Every file below a folder, by its path from there."""
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _write_through(path: Path, content: bytes) -> None:
    """Written to the disk itself before anything is said of it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _staging() -> Path:
    return root() / "data" / "raw" / ".journal"


def _named(error: OSError) -> str:
    """The file an error is about: where it was to go, by its path in the project."""
    path = Path(error.filename2 or error.filename or "a file")
    return path.relative_to(root()).as_posix() if path.is_relative_to(root()) else path.name
