"""What is compared: the build of a period, a build with nothing to do, trends, and the reader."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from io import BytesIO
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import yaml
from paired import Ratio, paired

from analysis.building import graph
from analysis.read.open import workbook
from strands.indicators.finds import trends

ROOT = Path(__file__).parents[1]
PERIOD = "2021-22"
# Nothing that was made before or belongs to the environment.
_LEFT = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".pytest_cache", ".ruff_cache")
AUTHORITIES, QUARTERS, INDICATORS = 153, 40, 8


def everything() -> list[Ratio]:
    """Every comparison, in the order of the table."""
    with tempfile.TemporaryDirectory(prefix="analysis-") as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT, project, ignore=_LEFT)
        run = partial(_run, project)
        run("-m", "dvc", "config", "--local", "core.no_scm", "true")
        return [_period(project), _nothing(project), fits(), reader()]


def _run(project: Path, *arguments: str, **more: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project / "src"), "PYTHONUTF8": "1", **more}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
    subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env={**environment, "DVC_NO_ANALYTICS": "1"},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _period(project: Path) -> Ratio:
    """The notebooks of one period from nothing, against the Papermill command line on the same ones."""
    stages = yaml.safe_load((project / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    last = f"report-{PERIOD}"
    names = [
        name
        for name in nx.topological_sort(graph(project / "dvc.yaml"))
        if name.endswith(PERIOD) and stages[name]["cmd"].startswith("python -m analysis.run ")
    ]

    def away() -> None:
        for name in names:
            for out in stages[name]["outs"]:
                path = project / next(iter(out))
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def papermill() -> None:
        with tempfile.TemporaryDirectory() as scratch:
            for name in names:
                _, _, _, notebook, *given = stages[name]["cmd"].split()
                source = f"notebooks/{notebook}.ipynb"
                shown = f"{scratch}/{name}.ipynb"
                _run(
                    project,
                    *("-m", "papermill", source, shown, "--cwd", str(Path(source).parent), *given),
                    *("--no-progress-bar", "--log-level", "ERROR"),
                    ANALYSIS_STAGING=scratch,
                )

    ours = partial(_run, project, "-m", "analysis.building", last)
    what = f"the {len(names)} notebooks of {PERIOD} from nothing, with DVC and all pages"
    return paired(
        what, ours, "the Papermill command line, one after another", papermill, 1 / 3, away
    )


def _nothing(project: Path) -> Ratio:
    """A build with nothing to do, against asking DVC whether there is."""
    return paired(
        "a build with nothing to do",
        partial(_run, project, "-m", "analysis.building"),
        "dvc status",
        partial(_run, project, "-m", "dvc", "status", "-q"),
        1.2,
    )


def fits() -> Ratio:
    """The trends of as many series as a country has, at once, against statsmodels one by one."""
    rng = np.random.default_rng(2025)
    times = np.arange(float(QUARTERS))
    counts = rng.poisson(
        rng.uniform(5, 300, (AUTHORITIES * INDICATORS, 1)), (AUTHORITIES * INDICATORS, QUARTERS)
    )

    def one_by_one() -> list:
        return [trends.quasi_poisson(one, times) for one in counts]

    slopes = trends.fit(counts, times)[0]
    apart = np.max(np.abs(slopes - [one.slope for one in one_by_one()]))
    what = f"{len(counts):,} trends at once (no slope further apart than {apart:.0e})"
    return paired(
        what, partial(trends.fit, counts, times), "statsmodels, one by one", one_by_one, 0.02
    )


def reader() -> Ratio:
    """The reader, everything seen, against pandas with openpyxl: the returned workbooks."""
    paths = sorted((ROOT / "data" / "raw" / "2023-25").rglob("*.xlsx"))
    books = [(path.name, path.read_bytes()) for path in paths]

    def ours() -> None:
        for name, content in books:
            workbook.read_workbook(name, content)

    def pandas() -> None:
        for _, content in books:
            pd.read_excel(BytesIO(content), sheet_name=None, header=None)

    what = f"{len(books)} workbooks with hidden rows, comments and formats seen"
    # The same bytes are read once in a process.
    again = workbook._once.cache_clear
    return paired(what, ours, "pandas with openpyxl", pandas, 1, again)
