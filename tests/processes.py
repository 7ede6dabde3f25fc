"""Commands and stages in a process each, as at a terminal, whose libraries were loaded before.

What a process declares it reads when it begins, so that a line added to a list is known to the
next command; only pandas and the like are not loaded again.
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

LIBRARIES = ["IPython", "openpyxl", "pandera.pandas", "papermill", "seaborn", "statsmodels.api"]


def processes() -> ProcessPoolExecutor:
    """A pool that runs one call at a time, each in a new process."""
    context = multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")
    if os.name != "nt":
        context.set_forkserver_preload(LIBRARIES)
    return ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1)


def command(folder: str, *arguments: str) -> tuple[int, str]:
    """Run `analysis ARGUMENTS` in a folder: the exit code, and what it says."""
    os.chdir(folder)
    without_kernels()
    from click.testing import CliRunner

    from desk.cli import main

    answer = CliRunner().invoke(main, arguments)
    return answer.exit_code, answer.output


def stage(folder: str, name: str, given: dict[str, str]) -> None:
    """Run a notebook in a folder as `analysis.run` does."""
    os.chdir(folder)
    without_kernels()
    from analysis import run

    run.run(name, given)


def without_kernels() -> None:
    from one_process import execute

    from analysis import run

    run.execute = execute
