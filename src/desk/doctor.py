"""What the pipeline needs of a machine, each looked at and said in a line."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from analysis import store
from analysis.declare.table import InputError
from desk.exchange.desk import questions
from desk.status.due import lines as due_lines

_NEEDED = "pandas statsmodels scipy seaborn papermill nbconvert dvc typst pypandoc-binary"
_AGAIN = "delete the folder .venv and run `python3 make.py report`"
_ROOM = 2 * 10**9


@dataclass(frozen=True)
class Line:
    """One thing looked at: whether it is as it should be, what it is, and what to do if not."""

    ok: bool
    what: str
    mend: str = ""


def examine() -> Iterator[Line]:
    """Every check in turn, none of which changes anything."""
    yield Line(
        (3, 11) <= sys.version_info[:2] <= (3, 13),
        f"Python {sys.version.split()[0]}",
        "install Python 3.11, 3.12 or 3.13",
    )
    yield from map(_package, _NEEDED.split())
    yield _pandoc()
    yield _fonts()
    free = shutil.disk_usage(store.root()).free
    yield Line(free > _ROOM, f"{free / 1e9:.0f} GB of disk free", "make at least 2 GB of room")
    yield from _received()
    yield from _lists()
    yield from _profiles()
    yield _dvc()


def _package(name: str) -> Line:
    try:
        return Line(True, f"{name} {version(name)}")
    except PackageNotFoundError:
        return Line(
            False, f"{name} is not installed", "run `python3 make.py report`, which installs it"
        )


def _pandoc() -> Line:
    import pypandoc

    try:
        return Line(True, f"pandoc {pypandoc.get_pandoc_version()} for HTML and DOCX")
    except OSError:
        return Line(False, "pandoc does not start", _AGAIN)


def _fonts() -> Line:
    """Figures use the font that comes with matplotlib, and the PDF those inside typst: nothing of
    this machine.
    """
    from matplotlib import font_manager

    try:
        found = font_manager.findfont("DejaVu Sans", fallback_to_default=False)
    except ValueError:
        return Line(False, "the font of the figures is missing", _AGAIN)
    return Line(
        "mpl-data" in found,
        "font DejaVu Sans for figures",
        f"another copy is used, {found}: figures may differ",
    )


def _received() -> Iterator[Line]:
    """What every period to build lists as received is there and unchanged."""
    for period in store.params()["periods"]:
        try:
            yield Line(
                True, f"{store.unchanged(period)} files received for {period}, all unchanged"
            )
        except InputError as error:
            yield Line(False, f"files received for {period}", str(error))


def _lists() -> Iterator[Line]:
    """What people keep by hand beside the returns of each period can be read."""
    read = (store.front, store.pages, store.corrections, store.replies, store.cleared)
    read += (store.published, store.contents, store.claims, store.samples, _due, store.approvals)
    for period in store.params()["periods"]:
        wrong = []
        for one in read:
            try:
                one(period)
            except InputError as error:
                wrong += str(error).splitlines()
        yield Line(
            not wrong, f"lists kept by hand beside {period}", "; ".join(dict.fromkeys(wrong))
        )


def _due(period: str) -> None:
    """Read due.csv, once it is known of whom anything is asked."""
    try:
        asked = questions(period)
    except (InputError, OSError):
        return
    due_lines(period, asked)


def _profiles() -> Iterator[Line]:
    """Under which profile each period leaves."""
    chosen = store.params()["disclosure"]
    for period in store.params()["periods"]:
        try:
            rule = store.profile(period)
            how = "chosen in params.yaml" if period in chosen else "as none is chosen"
            yield Line(True, f"{period} leaves under the profile {rule.key}, {how}")
        except InputError as error:
            yield Line(False, f"what may leave of {period}", str(error))


def _dvc() -> Line:
    answer = subprocess.run(
        [sys.executable, "-m", "dvc", "status"], cwd=store.root(), capture_output=True, text=True
    )
    if answer.returncode:
        why = answer.stderr.strip().splitlines()[-1]
        return Line(False, "DVC cannot tell what is up to date", why)
    if "up to date" in answer.stdout:
        return Line(True, "every stage is up to date")
    return Line(False, "some stages are out of date", "run `python3 make.py report`")
