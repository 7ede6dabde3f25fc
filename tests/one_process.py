"""Notebooks run in this process instead of a kernel each: the same outputs, without starting Python again.

`python tests/one_process.py FOLDER` builds every period of the project in FOLDER this way.
"""

import json
import os
import sys
from pathlib import Path

import nbformat
import pandas as pd
from ipykernel.ipkernel import IPythonKernel
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from jupyter_client.jsonutil import json_default
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from analysis import run, store
from desk.pages import public
from desk.receiving.known_on import stages
from edition import build as edition


def execute(source: Path, given: dict[str, str], staging: Path, kernel=None):
    """As `analysis.run.execute`: the executed notebook, its writes in `staging`."""
    notebook = parameterize_notebook(load_notebook_node(source.as_posix()), given)
    notebook.metadata.language_info = {**IPythonKernel.language_info}
    ours = sys.modules[
        "__main__"
    ]  # a shell puts a module of its own there, without what a process that starts needs
    shell = InteractiveShell.instance()
    shell.reset(new_session=True)
    sys.modules["__main__"] = shell.user_module
    os.environ["ANALYSIS_STAGING"] = str(staging)
    try:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                run_cell(shell, cell)
    finally:
        del os.environ["ANALYSIS_STAGING"]
        sys.modules["__main__"] = ours
    return notebook


def run_cell(shell: InteractiveShell, cell) -> None:
    cell.execution_count = shell.execution_count
    with capture_output() as captured:
        result = shell.run_cell(cell.source, store_history=True)
    result.raise_error()
    cell.outputs = [
        output("display_data", shown.data, shown.metadata or {}) for shown in captured.outputs
    ]
    if result.result is not None:
        shown = shell.display_formatter.format(result.result)
        cell.outputs.append(output("execute_result", *shown, execution_count=cell.execution_count))


def output(kind: str, data: dict, metadata: dict, **more):
    """As a kernel sends it: bytes as text."""
    data = json.loads(json.dumps(data, default=json_default))
    return nbformat.v4.new_output(kind, data=data, metadata=metadata, **more)


def build() -> None:
    """Every stage of every period, once."""
    done = []
    for period in store.params()["periods"]:
        for name, given in stages(period):
            if (name, given) not in done:
                run.run(name, given)
                done.append((name, given))
        public.write(period)
        edition.write(period)


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    pd.options.display.max_columns = 20  # what pandas shows in a notebook
    run.execute = execute
    build()
