"""A copy holds nothing that was made before, is built by DVC with its own code, and lies where it may."""

from __future__ import annotations

import zipfile

import pytest
import yaml
from verifying.conftest import put

from analysis.declare.table import InputError
from desk.verifying import built, fresh
from desk.verifying.verify import contents

STAGES = """
stages:
  rows: {cmd: python -m stage rows, deps: [src/stage.py, data/raw/came.csv], outs: [data/processed/rows]}
  page: {cmd: python -m stage page, deps: [src/stage.py, data/processed/rows], outs: [reports/page]}
  fails: {cmd: python -m stage fails, deps: [src/stage.py]}
"""
STAGE = """
import pathlib, sys
name = sys.argv[1]
if name == "fails":
    sys.exit("analysis: nothing to go on")
folder = pathlib.Path({"rows": "data/processed/rows", "page": "reports/page"}[name])
(folder / "below").mkdir(parents=True)
(folder / "below" / "b.csv").write_text(pathlib.Path("data/raw/came.csv").read_text())
(folder / "a, ü.csv").write_text(name)
"""


def test_a_copy_holds_what_arrived_and_the_code_alone(small, tmp_path_factory):
    private = (".venv/x", ".git/x", ".dvc/cache/x", "internal/x", "queries/x", "src/__pycache__/x")
    put(small, dict.fromkeys(private, "made before"))
    copy = fresh.copied(small, tmp_path_factory.mktemp("scratch") / "anew")
    held = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert {"dvc.yaml", "params.yaml", "src/training.py", "data/raw/2022-23/front.csv"} <= held
    assert ".dvc/config" in held
    tops = {path.split("/")[0] for path in held}
    code = {".dvc", ".dvcignore", "docs", "dvc.yaml", "notebooks", "params.yaml", "src"}
    assert tops == {*code, "data"}
    assert not any("processed" in path or "__pycache__" in path for path in held)


def test_stages_are_built_in_the_copy_and_their_md5_is_that_of_dvc(tmp_path):
    put(
        tmp_path,
        {"dvc.yaml": STAGES, "src/stage.py": STAGE, "data/raw/came.csv": "n\n41\n"},
    )
    copy = fresh.copied(tmp_path, tmp_path / "anew")
    assert list(fresh.build(copy, ["page"])) == ["rows", "page"]
    assert (copy / "reports/page/below/b.csv").read_text() == "n\n41\n"
    locked = yaml.safe_load((copy / "dvc.lock").read_text(encoding="utf-8"))["stages"]
    entries = [one for stage in locked.values() for one in (*stage["deps"], *stage["outs"])]
    assert len(entries) == 6
    assert {one["path"]: one["md5"] for one in entries} == {
        one["path"]: built.md5(copy / one["path"]) for one in entries
    }
    with pytest.raises(
        InputError, match=r"^fails cannot be built anew: analysis: nothing to go on$"
    ):
        list(fresh.build(copy, ["fails"]))
    (copy / "data/raw/came.csv").unlink()
    with pytest.raises(InputError, match=r"^nothing can be built anew: .*came\.csv"):
        list(fresh.build(copy, ["page"]))


@pytest.mark.parametrize(
    "name", ["../out.txt", "/out.txt", "a/../../out.txt", "C:out.txt", "a\\..\\..\\out.txt"]
)
def test_a_pack_with_a_file_that_would_lie_outside_is_refused(tmp_path, name):
    with pytest.raises(InputError, match=r"which would lie outside its folder.*do not open it"):
        fresh.refuse_harmful(zipped(tmp_path, "first.txt", name))


def zipped(folder, *names: str):
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "" if name.endswith("/") else "four")
    return folder / "pack.zip"


def test_a_pack_that_somebody_zipped_again_has_folders_and_is_read(tmp_path):
    fresh.refuse_harmful(pack := zipped(tmp_path, "a/", "a/b.txt"))
    fresh.laid_out(contents(pack), tmp_path / "folder")
    assert (tmp_path / "folder" / "a" / "b.txt").read_text() == "four"


def test_a_pack_too_large_to_be_one_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(fresh, "_MOST", 3)
    with pytest.raises(InputError, match="unpacks to more than any pack holds"):
        fresh.refuse_harmful(zipped(tmp_path, "a.txt"))
