"""A strand is added as docs/new_strand.md says: a folder, a notebook and a word in params.yaml."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
from collecting.filling import typed_into
from conftest import ROOT

PERIOD = "2026-27"
PAGE = (ROOT / "docs/new_strand.md").read_text(encoding="utf-8")
BLOCK = r"^## [^\n]*`((?:src|notebooks)/[^`\n]+)`\n(?:(?!^## ).)*?```python\n(.*?)```"
BLOCKS = dict(re.findall(BLOCK, PAGE, re.M | re.S))
BUILD = f"""
from pathlib import Path
from analysis import pipeline, run, store
from click.testing import CliRunner
from desk.cli import main

filed = CliRunner().invoke(main, ("receive", "filled.xlsx", "--sender", "housing team", "--yes"))
assert filed.exit_code == 0, filed.output
pipeline.write()
run.run("cleaning", {{"strand": "housing", "period": "{PERIOD}"}})
run.run("findings/housing", {{"period": "{PERIOD}"}})
"""


def test_a_folder_a_notebook_and_a_word_are_a_strand(tmp_path, monkeypatch):
    for name in ("src", "notebooks", "data/raw"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    params = (ROOT / "params.yaml").read_text(encoding="utf-8")
    params = params.replace("strands: [", "strands: [housing, ")
    (tmp_path / "params.yaml").write_text(params, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "src"))
    lay()

    command("new-period", PERIOD, "--from", "2026-04", "--to", "2027-03")
    command("templates", PERIOD)
    content = (tmp_path / f"templates/{PERIOD}/hackney/housing.xlsx").read_bytes()
    declared: dict = {}
    exec(BLOCKS["src/strands/housing/declares.py"], declared)
    lines = [{"moved": 7, "secured": 0}, {"moved": 5}, {}, {}]
    (tmp_path / "filled.xlsx").write_bytes(typed_into(content, declared["PROFORMA"], lines))
    python("-c", BUILD)

    section = (tmp_path / f"reports/{PERIOD}/housing/section.md").read_text(encoding="utf-8")
    assert section.startswith("# Housing\n")
    assert "| Hackney | Moved | 12 | 2 |" in section
    assert "| Hackney | Made safe | 0 | 1 |" in section
    pipeline = (tmp_path / "dvc.yaml").read_text(encoding="utf-8")
    assert f"findings-housing-{PERIOD}:" in pipeline
    assert "housing-2025-26:" not in pipeline


def lay() -> None:
    """Write the files of the page to their places."""
    assert len(BLOCKS) == 6
    for path, code in BLOCKS.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if path.endswith(".ipynb"):
            nbformat.write(notebook(code), path)
        else:
            with open(path, "w", encoding="utf-8") as file:
                file.write(code)
    with open("src/strands/housing/__init__.py", "w", encoding="utf-8"):
        pass


def notebook(code: str):
    cells = [nbformat.v4.new_markdown_cell("# Housing: what counts of households can bear")]
    parameters, *rest = (cell.strip() for cell in code.split("# %%\n")[1:])
    cells.append(nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    cells += map(nbformat.v4.new_code_cell, rest)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def command(*arguments: str) -> None:
    python("-c", "from desk.cli import main; main()", *arguments)


def python(*arguments: str) -> None:
    made = subprocess.run([sys.executable, *arguments], capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
