"""The workbooks of built periods, made once, and what other programs read in them."""

import io
import shutil
import subprocess
from functools import cache

import openpyxl
import pytest
from conftest import ROOT
from lxml import etree

from analysis import store
from edition import tables

PERIODS = ("2021-22", "2022-23", "2023-25", "2025-26")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MAKERS = {"xlsx": tables.xlsx, "ods": tables.ods}


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch):
    monkeypatch.chdir(ROOT)


@cache
def made(period: str, kind: str) -> bytes:
    return MAKERS[kind](period)


@cache
def book(period: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made(period, "xlsx")))


@cache
def in_sections(period: str) -> dict[str, dict[tuple[int, str], str]]:
    """The cells of the sections' tables as their own record of print has them, by table."""
    held: dict[str, dict[tuple[int, str], str]] = {}
    for strand in [*store.strands(period), "claims"]:
        path = ROOT / "reports" / period / strand / "printed.csv"
        if path.is_file():
            for row in store.printed(period, strand).itertuples():
                held.setdefault(row.table, {})[int(row.line), row.column] = row.cell
    return held


@pytest.fixture(scope="session")
def shown(tmp_path_factory):
    """The cells of every sheet as LibreOffice shows them: lines of texts by sheet."""
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not on this machine")

    @cache
    def read(period: str, kind: str) -> dict[str, list[list[str]]]:
        folder = tmp_path_factory.mktemp(f"{period}-{kind}")
        path = folder / f"tables.{kind}"
        path.write_bytes(made(period, kind))
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        subprocess.run(
            [*command, "--convert-to", "fods", "--outdir", folder, path],
            check=True,
            capture_output=True,
        )
        root = etree.parse(folder / "tables.fods").getroot()
        return {one.get(f"{TABLE}name"): _lines(one) for one in root.iter(f"{TABLE}table")}

    return read


def _lines(sheet: etree._Element) -> list[list[str]]:
    """The rows of a sheet of OpenDocument as texts, without what is empty at their ends."""
    lines = []
    for row in sheet.iter(f"{TABLE}table-row"):
        texts: list[str] = []
        for cell in row.iterfind(f"{TABLE}table-cell"):
            times = int(cell.get(f"{TABLE}number-columns-repeated", 1))
            text = "".join("".join(part.itertext()) for part in cell.iterfind(f"{TEXT}p"))
            texts += [text] * min(times, 50)
        while texts and not texts[-1]:
            texts.pop()
        lines += [texts] * min(int(row.get(f"{TABLE}number-rows-repeated", 1)), 5)
    while lines and not lines[-1]:
        lines.pop()
    return lines
