"""Execute one notebook: `python -m analysis.run findings/indicators -p period 2023-25`.

All or nothing: what the notebook writes is staged, and put in place only when its last cell has
run.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.run.forking import Kernel

# Folders that are one notebook's alone: what an earlier run left there goes.
OWN = {
    "cleaning": "data/processed/{strand}/{period}",
    "findings": "{edition}/{strand}",
    "claims": "{edition}/claims",
}


class RunError(Exception):
    """One line for the person who started the run."""


def main(arguments: list[str], kernel: Kernel | None = None) -> int:
    # A build that is stopped ends its stages; DVC itself ignores this, and passes that on.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        name, given = parse(arguments)
        run(name, given, kernel)
    except RunError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    return 0


def parse(arguments: list[str]) -> tuple[str, dict[str, str]]:
    """The notebook's name and its parameters."""
    name, *rest = arguments or [""]
    flags, keys, values = rest[::3], rest[1::3], rest[2::3]
    if not values or len(rest) % 3 or set(flags) != {"-p"}:
        raise RunError(
            f"cannot run {' '.join(arguments)!r}: write NOTEBOOK -p period PERIOD, "
            "for example: findings/indicators -p period 2023-25"
        )
    return name, dict(zip(keys, values, strict=True))


def run(name: str, given: dict[str, str], kernel: Kernel | None = None) -> None:
    """Execute `notebooks/<name>.ipynb` and install what it wrote; RunError where anything is
    unknown or fails. `kernel` is one that waits to be used; without it one is started.
    """
    source = Path("notebooks") / f"{name}.ipynb"
    if not source.is_file():
        raise RunError(
            f"there is no {source.as_posix()} here: run this in the project's folder, with the name"
            " of a notebook"
        )
    check_parameters(source, given)
    check_period(given)
    from analysis.declare.table import InputError

    copy = place(name, given)
    if sys.stdout.isatty():  # a build says by itself what it runs
        print(f"{_title(name, given)} for {given['period']} ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="analysis-") as staging:
        executed = execute(source, given, Path(staging), kernel)
        keep(executed, Path(staging) / copy)
        try:
            install(Path(staging), copy)
        except InputError as error:
            raise RunError(str(error)) from None


def check_period(given: dict[str, str]) -> None:
    import yaml

    known = yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))["periods"]
    if given.get("period") not in known:
        raise RunError(
            f"params.yaml does not know the period '{given.get('period', '')}': it lists"
            f" {', '.join(known)}; add it there to build it"
        )


def strand_of(name: str, given: dict[str, str]) -> str:
    """The strand a run is about: the parameter of that name, or it stands in the notebook's name."""
    return given.get("strand") or name.partition("/")[2]


def check_parameters(source: Path, given: dict[str, str]) -> None:
    """Papermill only warns of an unknown parameter and runs with the default: here it is refused."""
    from papermill import inspect_notebook

    known = set(inspect_notebook(source.as_posix()))
    if unknown := set(given) - known:
        raise RunError(
            f"{source.as_posix()} has no parameter '{', '.join(unknown)}': it has"
            f" {', '.join(sorted(known))}"
        )


def execute(source: Path, given: dict[str, str], staging: Path, kernel: Kernel | None = None):
    """The executed notebook; its writes go to `staging`."""
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    os.environ["ANALYSIS_STAGING"] = str(staging)
    try:
        return execute_notebook(
            source.as_posix(),
            None,
            parameters=given,
            progress_bar=False,
            cwd=source.parent.as_posix(),
            # The kernel talks to this process alone; its warning about that is for servers.
            extra_arguments=["--log-level=50"],
            **({"kernel_manager_class": kernel.manager()} if kernel else {}),
        )
    except PapermillExecutionError as error:
        if error.ename == "InputError":
            raise RunError(error.evalue) from None
        print(_uncoloured("\n".join(error.traceback)), file=sys.stderr)
        where = f"cell {error.exec_count} of {source.as_posix()}"
        raise RunError(f"{where} failed: {error.ename}: {error.evalue}") from None
    finally:
        del os.environ["ANALYSIS_STAGING"]


def place(name: str, given: dict[str, str]) -> Path:
    """Where the executed copy goes: beside what the notebook writes."""
    from analysis import store

    floor, period = name.partition("/")[0], given["period"]
    folder = OWN.get(floor, "{edition}").format(
        strand=strand_of(name, given), period=period, edition=store.edition(period)
    )
    return Path(folder) / f"{floor}.ipynb"


def _title(name: str, given: dict[str, str]) -> str:
    return "/".join(filter(None, (name, given.get("strand"))))


def keep(executed, path: Path) -> None:
    """Save the executed copy with everything that differs between two runs taken off."""
    import nbformat

    executed.metadata.pop("papermill", None)
    executed.metadata.get("language_info", {}).pop("version", None)
    for number, cell in enumerate(executed.cells):
        cell["id"] = f"cell-{number}"
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(executed) + "\n", encoding="utf-8", newline="\n")


def install(staging: Path, copy: Path) -> None:
    """Put what was staged into the project, and drop what the last run left in a folder that is
    all this one's: all of it, or nothing where a file cannot be written.

    `copy` is where the executed notebook goes.
    """
    from analysis import store

    with store.changes() as change:
        change.tree(staging, "", copy.parent if copy.stem in OWN else None)


def _uncoloured(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
