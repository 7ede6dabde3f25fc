"""The last whole dvc.lock put back where a build was ended while DVC wrote it.

DVC writes dvc.lock in place, and a list of what it reads and writes beside its other files. Cut
short, either stops every later build. What it locks while it runs the system lets go of by itself.
"""

import json
import re
import sys
from pathlib import Path

import yaml
from dvc.lock import Lock, LockError
from dvc.schema import COMPILED_LOCKFILE_SCHEMA
from voluptuous import Invalid

from analysis.store.project import root


def main() -> int:
    """Say in one line what was put back; nothing is touched while DVC runs."""
    folder = root() / ".dvc" / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with Lock(str(folder / "lock")):
            for line in mended(root() / "dvc.lock", folder):
                print(line, flush=True)
    except LockError:
        pass
    return 0


def mended(lock: Path, folder: Path) -> list[str]:
    """What was put in the place of a dvc.lock that is cut short, and of DVC's own list in `folder`.

    `folder` holds `kept.lock`, the last whole one, and `building` where a build did not end by
    itself: then a whole one with fewer stages is cut short too.
    """
    done, kept = [], folder / "kept.lock"
    if not _is_json(folder / "rwlock"):
        (folder / "rwlock").unlink()
        done.append("DVC's list of what it uses was cut short: it begins a new one.")
    if lock.is_file() and (not is_whole(lock) or _lost_stages(lock, kept, folder)):
        lock.replace(folder / "cut.lock")
        what = "everything is built again"
        if kept.is_file():
            (unfinished := folder / "kept.unfinished").write_bytes(kept.read_bytes())
            unfinished.replace(lock)
            what = "the last whole one was put back"
        done.append(f"dvc.lock was cut short by a build that was ended: {what}.")
    return done


def is_whole(lock: Path) -> bool:
    """Whether DVC can read it."""
    try:
        COMPILED_LOCKFILE_SCHEMA(yaml.safe_load(lock.read_text(encoding="utf-8")))
    except (Invalid, yaml.YAMLError, UnicodeDecodeError):
        return False
    return True


def _lost_stages(lock: Path, kept: Path, folder: Path) -> bool:
    return (folder / "building").is_file() and kept.is_file() and _stages(lock) < _stages(kept)


def _stages(lock: Path) -> int:
    return len(re.findall(r"^  [^ ]+:$", lock.read_text(encoding="utf-8"), re.MULTILINE))


def _is_json(path: Path) -> bool:
    try:
        return not path.is_file() or isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
