"""A notebook that runs in a fork says and writes what it does alone, and ends when it is told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from analysis.run import forking

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there stages are forked")
CELLS = [
    'period = "2025-26"',
    "import os, pandas as pd\nfrom IPython.display import display\nos.getpid() == os.getppid()",
    'display(pd.DataFrame([["x" * 40] * 9]))',
    "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nplt.close(figure)\nfigure",
    'import analysis\nprint("said", plt.get_backend())',
]


def until(so: Callable[[], bool]) -> None:
    for _ in range(600):
        if so():
            return
        time.sleep(0.05)
    raise AssertionError("it is not so after half a minute")


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    place = tmp_path_factory.mktemp("forks") / "asked"
    with subprocess.Popen([sys.executable, "-m", "analysis.run.forking", str(place)]) as server:
        until(place.exists)
        yield {**os.environ, forking.ASKED_AT: str(place)}
        server.terminate()


def project(folder: Path, cells: list[str]) -> Path:
    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)])
    notebook.cells[0].metadata["tags"] = ["parameters"]
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    (folder / "notebooks").mkdir()
    nbformat.write(notebook, folder / "notebooks" / "report.ipynb")
    (folder / "params.yaml").write_text('strands: []\nperiods: ["2025-26"]\n')
    return folder


def run(folder: Path, environment: dict[str, str], **options) -> subprocess.Popen:
    command = [sys.executable, "-m", "analysis.run", "report", "-p", "period", "2025-26"]
    how = {"cwd": folder, "env": environment, "text": True, "stdout": -1, "stderr": -1}
    return subprocess.Popen(command, **how, **options)


def test_a_fork_writes_the_bytes_of_a_run_by_itself(asked, tmp_path):
    written = []
    for name, environment in (("alone", dict(os.environ)), ("forked", asked)):
        (tmp_path / name).mkdir()
        process = run(project(tmp_path / name, CELLS), environment)
        assert process.communicate(timeout=120) == ("", "")
        assert process.returncode == 0
        written.append((tmp_path / name / "reports/2025-26/report.ipynb").read_bytes())
    assert written[0] == written[1]
    assert b"image/png" in written[0]


def test_each_run_and_each_kernel_is_a_process_of_its_own(asked, tmp_path):
    cells = [CELLS[0], 'import os, pathlib\npathlib.Path("../who").write_text(str(os.getpid()))']
    who = set()
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        run(project(folder, cells), asked).communicate(timeout=120)
        who.add((folder / "who").read_text())
    assert len(who) == 2
    assert all(not Path(f"/proc/{number}").exists() for number in who)


def test_a_cell_that_fails_is_said_where_it_was_asked_for(asked, tmp_path):
    process = run(project(tmp_path, [CELLS[0], "1 / 0"]), asked)
    _, complained = process.communicate(timeout=120)
    assert process.returncode == 1
    assert complained.splitlines()[-1].startswith("analysis: cell 3 of notebooks/report.ipynb")


def test_what_ends_a_run_ends_its_fork_and_its_kernel(asked, tmp_path):
    cells = [
        CELLS[0],
        'import os, pathlib, time\npathlib.Path("../who").write_text(str(os.getpid()))\ntime.sleep(60)',
    ]
    process = run(project(tmp_path, cells), asked)
    until((tmp_path / "who").exists)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert not (tmp_path / "reports").exists()
    kernel = Path(f"/proc/{(tmp_path / 'who').read_text()}")
    until(lambda: not kernel.exists())


def test_nobody_to_ask_is_no_answer(tmp_path, monkeypatch):
    monkeypatch.setenv(forking.ASKED_AT, str(tmp_path / "gone"))
    assert forking.ask(["report"]) is None
