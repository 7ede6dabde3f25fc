"""A build that is stopped ends its stages, and DVC by itself: what was built stands."""

import shutil
import signal
import subprocess
import sys

import pytest
from conftest import ROOT

from analysis.mending import is_whole

STAGES = """
stages:
  one: {cmd: python stage.py one 0, outs: [one.txt]}
  two: {cmd: python stage.py two 60, deps: [one.txt], outs: [two.txt]}
  three: {cmd: python stage.py three 60, deps: [two.txt], outs: [three.txt]}
"""
STAGE = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
print("begun", sys.argv[1], flush=True)
time.sleep(int(sys.argv[2]))
open(sys.argv[1] + ".txt", "w").write("made")
"""
# make.py itself, in a project without an environment of its own.
BUILD = """
import os, pathlib, sys, make
make.call = lambda *_: 0
make.BIN = pathlib.Path(sys.executable).parent
os.chdir(make.ROOT)
print(make.reproduce())
"""


@pytest.fixture
def small(tmp_path):
    shutil.copy(ROOT / "make.py", tmp_path)
    for name, text in (("dvc.yaml", STAGES), ("stage.py", STAGE), ("build.py", BUILD)):
        (tmp_path / name).write_text(text)
    subprocess.run(
        [sys.executable, "-m", "dvc", "init", "--no-scm", "-q"], cwd=tmp_path, check=True
    )
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="a window is closed otherwise there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_build_is_stopped_between_two_stages_whatever_stops_it(small, name):
    build = subprocess.Popen(
        [sys.executable, "build.py"], cwd=small, stdout=-1, stderr=-1, text=True
    )
    for line in build.stdout:
        if line.startswith("two ("):
            break
    build.send_signal(getattr(signal, name))
    said, complained = build.communicate(timeout=60)
    assert said == "(2, 1)\n"
    assert complained.startswith("make.py: stopped")
    assert (small / "one.txt").is_file()
    assert not (small / "two.txt").exists()
    assert is_whole(small / "dvc.lock")
    assert (small / "dvc.lock").read_bytes() == (small / ".dvc" / "tmp" / "kept.lock").read_bytes()
    assert not (small / ".dvc" / "tmp" / "building").exists()
