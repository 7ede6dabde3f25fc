"""A report built anew in a folder of its own, from nothing but what arrived and the code."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.declare.table import InputError

# What arrived, the code and what it is run by; all else was made before, and is made again.
_TAKEN = "data/raw src notebooks docs params.yaml requirements.lock dvc.yaml .dvcignore".split()
_BYTECODE = shutil.ignore_patterns("__pycache__")
_RUNNING = re.compile(r"Running stage '(.+)':")
# What DVC adds to what the stage itself has said.
_FAILED = re.compile(r"ERROR: failed to reproduce .* failed to run: ")
# Nothing of DVC lies outside the folder, and it asks neither git nor anybody else.
_CONFIG = """\
[core]
    analytics = false
    check_update = false
    no_scm = true
    site_cache_dir = "{folder}"
"""
# More than any report and its code have.
_MOST = 2 * 2**30


def copied(project: Path, folder: Path) -> Path:
    """What a report is built from, copied into a new folder: nothing that was made before."""
    for name in _TAKEN:
        if (project / name).is_dir():
            shutil.copytree(project / name, folder / name, ignore=_BYTECODE)
        elif (project / name).is_file():
            shutil.copy(project / name, folder / name)
    (folder / ".dvc").mkdir()
    config = _CONFIG.format(folder=(folder / ".dvc" / "site").as_posix())
    (folder / ".dvc" / "config").write_text(config, encoding="utf-8")
    return folder


def build(folder: Path, stages: Iterable[str]) -> Iterator[str]:
    """Build stages and what they rest on in a copy of the project: the name of each as it begins.

    InputError with what the stage said last where one fails.
    """
    said = running = ""
    with subprocess.Popen(
        [sys.executable, "-m", "analysis.building", *stages],
        cwd=folder,
        env=_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout:
            if begun := _RUNNING.match(line):
                yield (running := begun[1])
            elif line.strip() and not _FAILED.match(line):
                said = line.strip()
    if process.returncode:
        what = f"{running} cannot be built anew" if running else "nothing can be built anew"
        raise InputError(f"{what}: {said}")


def _environment(folder: Path) -> dict[str, str]:
    """This Python for the commands of dvc.yaml, and the copy's own code before what is installed."""
    staged = {name: value for name, value in os.environ.items() if name != "ANALYSIS_STAGING"}
    return {
        **staged,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "PYTHONPATH": str(folder / "src"),
        "PYTHONUTF8": "1",
        "DVC_NO_ANALYTICS": "1",
    }


def refuse_harmful(pack: Path) -> None:
    """InputError, before anything of a pack is read, where a file of it would lie outside its
    folder, or it is larger than any pack.
    """
    with zipfile.ZipFile(pack) as archive:
        entries = archive.infolist()
    for name in (entry.orig_filename.removesuffix("/") for entry in entries):
        if re.search(r"[\\:\x00-\x1f]", name) or {"", ".", ".."} & set(name.split("/")):
            raise InputError(
                f"{pack.name} holds '{' '.join(name.split())}', which would lie outside its folder:"
                " it is no pack of ours; do not open it"
            )
    if sum(entry.file_size for entry in entries) > _MOST:
        raise InputError(f"{pack.name} unpacks to more than any pack holds: do not open it")


def laid_out(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Put files into a new folder, each at its path."""
    for name, content in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
