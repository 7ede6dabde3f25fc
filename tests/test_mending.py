"""A dvc.lock that was cut short anywhere is noticed, and the last whole one is put back."""

import re
import shutil

import pytest
from conftest import ROOT

from analysis.mending import is_whole, mended

LOCK = (ROOT / "dvc.lock").read_bytes()
# As much as a few stages, so that every cut is looked at in a second or two.
SHORT = LOCK[: [found.start() for found in re.finditer(rb"^  [^ ]+:$", LOCK, re.M)][3]]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "dvc.lock").write_bytes(SHORT)
    (tmp_path / "tmp").mkdir()
    return tmp_path


def left_by_an_ended_build(folder, cut: int) -> list[str]:
    (folder / "tmp" / "kept.lock").write_bytes(SHORT)
    (folder / "tmp" / "building").touch()
    (folder / "dvc.lock").write_bytes(SHORT[:cut])
    return mended(folder / "dvc.lock", folder / "tmp")


def test_what_is_whole_stays(folder):
    shutil.copy(ROOT / "dvc.lock", folder)
    assert is_whole(folder / "dvc.lock")
    assert mended(folder / "dvc.lock", folder / "tmp") == []
    assert (folder / "dvc.lock").read_bytes() == LOCK


@pytest.mark.parametrize("cut", range(0, len(SHORT), 97))
def test_cut_anywhere_it_is_put_back_or_can_be_read_with_every_stage(folder, cut):
    said = left_by_an_ended_build(folder, cut)
    assert is_whole(folder / "dvc.lock")
    found = (folder / "dvc.lock").read_bytes()
    assert found == (SHORT if said else SHORT[:cut])
    assert len(re.findall(rb"^  [^ ]+:$", found, re.M)) == 3


def test_without_a_copy_everything_is_built_again(folder):
    (folder / "dvc.lock").write_bytes(b"")
    assert mended(folder / "dvc.lock", folder / "tmp") == [
        "dvc.lock was cut short by a build that was ended: everything is built again."
    ]
    assert not (folder / "dvc.lock").exists()


def test_another_branch_with_fewer_stages_is_not_cut_short(folder):
    shutil.copy(ROOT / "dvc.lock", folder / "tmp" / "kept.lock")
    assert mended(folder / "dvc.lock", folder / "tmp") == []


def test_dvcs_own_list_cut_short_goes(folder):
    (folder / "tmp" / "rwlock").write_text('{"write": {"a')
    assert mended(folder / "dvc.lock", folder / "tmp")
    assert not (folder / "tmp" / "rwlock").exists()
