"""A small project whose report is made up, and the lock DVC would have written of it."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from desk.verifying import built

PUBLIC, PRIVATE = "2022-23", "2025-26"
CSV = "borough,attendance\nhackney,41\nnewham,17\n"
SECTION = "# Training\n\n41 people came.\n"


def notebook(shown: str, source: str = "show(41)") -> str:
    """A notebook of two cells, the second of which shows a text."""
    cells = [
        {"cell_type": "markdown", "source": ["# Training"]},
        {
            "cell_type": "code",
            "source": ["import show\n", source],
            "outputs": [{"data": {"text/plain": ["first\n", shown]}}] if shown else [],
        },
    ]
    return json.dumps({"cells": cells, "nbformat": 4})


def report_of(period: str) -> dict[str, str]:
    """What the stages of the small project publish, by path."""
    place = f"reports/{period}"
    return {
        f"{place}/training/findings.ipynb": notebook("41"),
        f"{place}/training/findings.csv": CSV,
        f"{place}/training/section.md": SECTION,
        f"{place}/report.html": "<p>41 people came.</p>",
    }


def put(folder: Path, files: dict[str, str | bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / path).write_bytes(raw)


def stages_of(period: str) -> dict:
    own = [f"data/raw/{key}" for key in ("2021-22", period)]
    training = f"reports/{period}/training"
    rows, findings = f"data/processed/training/{period}", f"data/processed/findings/{period}"
    return {
        f"lists-{period}": {
            "cmd": "python -m lists",
            "deps": [*own, "data/raw/boroughs.csv", "params.yaml"],
            "outs": [{rows: {"persist": True}}],
        },
        f"findings-training-{period}": {
            "cmd": "python -m training",
            "deps": [rows, "src/training.py", "notebooks/training.ipynb"],
            "outs": [{training: {"cache": False}}, {findings: {"push": False}}],
        },
        f"report-{period}": {
            "cmd": "python -m report",
            "deps": [training, "notebooks"],
            "outs": [{f"reports/{period}/report.html": {"cache": False}}],
        },
        f"summary-{period}": {"cmd": "python -m summary", "deps": [], "always_changed": True},
    }


def lock(folder: Path) -> None:
    """Write dvc.lock as all is now."""
    every = yaml.safe_load((folder / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    locked = {
        name: {
            "cmd": stage["cmd"],
            **{
                part: [
                    {"path": path, "hash": "md5", "md5": built.md5(folder / path)}
                    for one in stage.get(part, ())
                    for path in ([one] if isinstance(one, str) else one)
                ]
                for part in ("deps", "outs")
            },
        }
        for name, stage in every.items()
        if not stage.get("always_changed")
    }
    text = yaml.safe_dump({"schema": "2.0", "stages": locked}, sort_keys=False)
    (folder / "dvc.lock").write_text(text, encoding="utf-8")


@pytest.fixture
def small(project) -> Path:
    """A project of two periods, one public and one whose returns are private, both built."""
    shutil.rmtree(project / "notebooks")
    stages = {**stages_of(PUBLIC), **stages_of(PRIVATE)}
    put(
        project,
        {
            "dvc.yaml": yaml.safe_dump({"stages": stages}, sort_keys=False),
            ".dvcignore": "__pycache__\n",
            "src/training.py": "print('training')\n",
            "src/training.lua": "-- a template\n",
            "notebooks/training.ipynb": notebook(""),
            "README.md": "# The evaluation\n",
            **report_of(PUBLIC),
            **report_of(PRIVATE),
            **{
                f"data/processed/{kind}/{period}/table.csv": CSV
                for kind in ("training", "findings")
                for period in (PUBLIC, PRIVATE)
            },
        },
    )
    lock(project)
    return project
