"""A project in which one strand of one period is built: what is told of builds and approved in them."""

import shutil

import one_process
import pytest
from conftest import lay_out

from analysis import run

PERIOD, STRAND = "2022-23", "training"


def build() -> None:
    """Build the strand, as the pipeline would."""
    for period in ("2021-22", PERIOD):
        run.run("cleaning", {"strand": STRAND, "period": period})
    run.run(f"findings/{STRAND}", {"period": PERIOD})


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """The project, built once."""
    folder = lay_out(tmp_path_factory.mktemp("built"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("ANALYSIS_STAGING", raising=False)
        patch.setattr(run, "execute", one_process.execute)
        build()
    return folder


@pytest.fixture
def strand_built(once, tmp_path, monkeypatch):
    """A copy of it, to build again by `rebuild`."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANALYSIS_STAGING", raising=False)
    monkeypatch.setattr(run, "execute", one_process.execute)
    return tmp_path


@pytest.fixture
def rebuild(strand_built):
    return build
