"""What dvc.yaml and dvc.lock say of a period: what its stages publish, and whether all is as it was
when it was built.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from analysis.declare.table import InputError
from analysis.declare.words import listed

# What .dvcignore names: neither hashed nor packed. Approvals are of what was built, which is not built
# from them.
_IGNORED = ("__pycache__", ".ipynb_checkpoints", "approvals.csv")
_MADE = ("data/processed/", "reports/", "internal/")
# The loader in C reads the lock in a fifth of a second.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BUILD = "run `python3 make.py report`"


def stages(folder: Path, period: str) -> dict[str, dict]:
    """The stages of a period as dvc.yaml holds them, in its order; InputError for a period that it
    does not build.
    """
    every = _read(folder / "dvc.yaml")
    found = {name: every[name] for name in every if name.endswith(f"-{period}")}
    if not period or not found:
        known = [name.removeprefix("lists-") for name in every if name.startswith("lists-")]
        raise InputError(f"no period '{period}' is built: dvc.yaml builds {listed(known)}")
    return found


def published(folder: Path, period: str) -> dict[str, list[str]]:
    """What each stage of a period publishes, in the order of dvc.yaml; InputError for an internal
    report, which publishes nothing.
    """
    outs = {
        name: [path for out in stage.get("outs", ()) for path in out if path.startswith("reports/")]
        for name, stage in stages(folder, period).items()
    }
    if not any(outs.values()):
        raise internal(period)
    return {name: paths for name, paths in outs.items() if paths}


def internal(period: str) -> InputError:
    """What is said of a report that holds everything."""
    return InputError(
        f"the report of {period} is internal and nothing of it may leave: choose a disclosure profile"
        " in params.yaml under which it may, and build it"
    )


def locked(folder: Path, period: str) -> dict[str, dict]:
    """The stages of a period as dvc.lock holds them; InputError where one was never built. A stage
    that runs with every build is none of them.
    """
    wanted = [name for name, one in stages(folder, period).items() if not one.get("always_changed")]
    lock = _read(folder / "dvc.lock") if (folder / "dvc.lock").is_file() else {}
    if not wanted & lock.keys():
        raise InputError(f"nothing of {period} has been built yet: {_BUILD}")
    if never := [name for name in wanted if name not in lock]:
        raise InputError(f"{never[0]} has not been built yet: {_BUILD}")
    return {name: lock[name] for name in wanted}


def refuse_changed(folder: Path, period: str) -> None:
    """InputError at the first file or folder that is another than dvc.lock says: of what the period
    publishes, of what arrived, of the code.

    Cleaned rows are private and may be missing: they are made again.
    """
    known: dict[str, str] = {}
    for stage in locked(folder, period).values():
        for entry in (*stage.get("outs", ()), *stage.get("deps", ())):
            path = entry["path"]
            is_published = path.startswith(f"reports/{period}/")
            if path.startswith(_MADE) and not is_published:
                continue
            if path not in known:
                known[path] = md5(folder / path)
            if known[path] != entry["md5"]:
                raise InputError(_changed(path, period, is_published, known[path]))


def _changed(path: str, period: str, is_published: bool, found: str) -> str:
    how = "has changed" if found else "is gone"
    if is_published:
        return f"{path} {how} since it was built: put it back, or {_BUILD}"
    return f"{path} {how} since the report of {period} was built from it: put it back, or {_BUILD}"


def md5(path: Path) -> str:
    """The md5 of a file or folder as DVC tells it; empty where there is none."""
    if path.is_file():
        return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    if not path.is_dir():
        return ""
    names = sorted(file.relative_to(path).as_posix() for file in _files(path))
    entries = [{"md5": md5(path / name), "relpath": name} for name in names]
    text = json.dumps(entries, sort_keys=True).encode()
    return f"{hashlib.md5(text, usedforsecurity=False).hexdigest()}.dir"


def contents(folder: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """Every file at or below some paths of the project, by its own."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for path in paths
        for file in sorted(_files(folder / path))
    }


def _files(path: Path) -> Iterator[Path]:
    for file in path.rglob("*") if path.is_dir() else [path]:
        ignored = {*_IGNORED} & set(file.parts) or file.suffix == ".pyc"
        if file.is_file() and not ignored:
            yield file


def _read(path: Path) -> dict[str, dict]:
    """The stages in dvc.yaml or dvc.lock."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _LOADER)["stages"]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, KeyError):
        raise InputError(f"{path.name} is not there or cannot be read: {_BUILD}") from None
