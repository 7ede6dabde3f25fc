"""Sections as they were built, with their returns cleaned anew, in a folder of their own."""

import contextlib
import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT

from analysis import cleaning, store
from analysis.declare.revisions import REVISIONS
from desk.proof.prove import write

REAL, MADE_UP = ("2021-22", "2022-23", "2023-25"), "2025-26"
STRANDS = ("training", "indicators", "activity")
# Every section that can be proved.
SECTIONS = [
    *((period, strand) for period in (*REAL, MADE_UP) for strand in STRANDS),
    (MADE_UP, "complaints"),
]
NUMBERS = ("estimate", "low", "high", "x", "n")


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    """A project whose sections are those built last, each from the returns beside it."""
    folder = tmp_path_factory.mktemp("proof")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    shutil.copy(ROOT / "params.yaml", folder)
    for period, strand in SECTIONS:
        shutil.copytree(ROOT / "reports" / period / strand, folder / "reports" / period / strand)
    with contextlib.chdir(folder):
        for period in REAL:
            for strand in STRANDS:
                more = {"revisions": REVISIONS.empty()}
                store.write_cleaned(strand, period, cleaning.cleaned(strand, period), **more)
    return folder


@pytest.fixture
def here(home, tmp_path, monkeypatch) -> Path:
    """A copy of that project that a test may change."""
    shutil.copytree(home, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.delenv("ANALYSIS_STAGING", raising=False)
    return tmp_path / "project"


def proved(period: str, strand: str) -> bytes:
    """The proof of a section of the project in the working folder."""
    write(period, strand, Path("proof.xlsx"))
    return Path("proof.xlsx").read_bytes()


@pytest.fixture(scope="session")
def proofs(home) -> dict[tuple[str, str], bytes]:
    """The proof of each section."""
    with contextlib.chdir(home):
        return {section: proved(*section) for section in SECTIONS}


def opened(content: bytes, **how) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), **how)


def recalculated(content: bytes, folder: Path) -> openpyxl.Workbook:
    """A workbook with what LibreOffice computes of it."""
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not on this machine")
    (folder / "proof.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "proof.xlsx")], capture_output=True, check=False)
    made = folder / "out" / "proof.xlsx"
    if not made.is_file():
        pytest.skip("this LibreOffice has no Calc")
    return opened(made.read_bytes(), data_only=True)


def results(book: openpyxl.Workbook) -> list[dict]:
    """The lines of the sheet of results, by the headings of its columns."""
    heads, *lines = [*book["Results"].iter_rows(min_row=4, values_only=True)]
    return [dict(zip(heads, line, strict=True)) for line in lines]


def told(folder: Path, period: str, strand: str) -> list[dict]:
    """The findings of a section as they were published, read by nothing of ours."""
    found = []
    for path in sorted((folder / "reports" / period / strand).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [*csv.DictReader(file)]
        found += rows if rows and "statistic" in rows[0] and "rows" in rows[0] else []
    return found
