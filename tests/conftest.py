"""What several tests share: the project's folder, the printed tables, and the rows they come to."""

import csv
import shutil
from pathlib import Path, PurePosixPath

import numpy as np
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.indicators import INDICATOR_KEYS, TABLE
from analysis.declare.periods import period
from analysis.find import rates, slopes

ROOT = Path(__file__).resolve().parents[1]
# Whole periods are built in these.
LONGEST = ("test_report", "test_whole_period")
PRINTED = dict(zip(BOROUGH_KEYS, range(6, 12), strict=True))


def printed(borough: str) -> list[list[str]]:
    """The borough's table as printed in the report of June 2025: its heading row, then a row an indicator."""
    with open(
        ROOT / "tests" / "published" / f"table{PRINTED[borough]:02}.csv",
        encoding="utf-8",
        newline="",
    ) as file:
        return list(csv.reader(file))


def series_rows(borough: str, indicator: str, counts, quarters=None) -> list[dict]:
    """Rows of the indicators table for one series; None is not returned, a text is withheld."""
    quarters = quarters or [
        str(q) for q in pd.period_range("2023Q3", periods=len(counts), freq="Q")
    ]
    statuses = {type(None): "not_returned", str: "withheld"}
    return [
        {
            "borough": borough,
            "indicator": indicator,
            "quarter": quarter,
            "count": pd.NA if isinstance(count, str | None) else count,
            "status": statuses.get(type(count), "returned"),
            "file": f"{borough}.xlsx",
            "sheet": "S",
            "cell": f"{get_column_letter(i + 2)}{5 + INDICATOR_KEYS.index(indicator)}",
            "raw": "" if count is None else str(count),
            "caveat": "",
        }
        for i, (quarter, count) in enumerate(zip(quarters, counts, strict=True))
    ]


@pytest.fixture(scope="session")
def returned() -> pd.DataFrame:
    """The indicators table of 2023-25, made from the printed tables alone."""
    quarters = list(period("2023-25").quarters)
    rows = []
    for borough in BOROUGH_KEYS:
        for indicator, cells in zip(INDICATOR_KEYS, printed(borough)[1:], strict=True):
            rows += series_rows(
                borough, indicator, [int(cell) if cell else None for cell in cells[1:]], quarters
            )
    return TABLE.check(pd.DataFrame(rows))


@pytest.fixture(scope="session")
def found(returned) -> pd.DataFrame:
    """Every finding of 2023-25."""
    from strands.indicators.finds.indicators import findings

    return findings(returned, "2023-25")


@pytest.fixture(scope="session")
def simulated() -> dict:
    """The files of the simulated period by their names, made once."""
    from simulated.simulate import files

    return {file.file: file for file in files("2025-26")}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give a worker whole folders, so that what their tests share is made once; a file of this
    folder alone is one.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFolder(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = PurePosixPath(nodeid.split("::")[0])
            return file.as_posix() if file.parent.name == "tests" else file.parent.as_posix()

    config.option.loadscopereorder = False
    return ByFolder(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker waits for the other's last file. Drawn
    inputs do not count towards coverage: watching each line makes them half as slow again, and a
    line that only chance reaches is not covered.
    """
    items.sort(key=lambda item: item.path.stem not in LONGEST)
    for item in items:
        if getattr(item.obj, "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what tests measured for a person to judge."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{report.nodeid}: {name} {value}")


def lay_out(folder: Path) -> Path:
    """The project's inputs, copied into a folder."""
    for name in ("data/raw", "notebooks", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "params.yaml", folder)
    return folder


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A copy of the project's inputs in an empty folder, and the working folder set to it."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANALYSIS_STAGING", raising=False)
    return tmp_path


@pytest.fixture
def independent(monkeypatch):
    """Steps that do not resemble each other, as textbooks and R take them."""
    for module in (slopes, rates):
        monkeypatch.setattr(module, "resemblance", lambda times, rho=None: np.eye(len(times)))
    # What is kept of simulations is kept by it.
    monkeypatch.setattr(slopes, "CORRELATION", 0.0)
