"""`analysis verify`: identical is said with its sum, and what is not is named and ends with 1."""

from __future__ import annotations

import hashlib
import zipfile

import pytest
from click.testing import CliRunner
from verifying.conftest import CSV, PRIVATE, PUBLIC, notebook, put, report_of

from desk.cli import main
from desk.verifying import fresh
from desk.verifying.differences import whole
from desk.verifying.verify import contents


@pytest.fixture
def building(monkeypatch):
    """Stands for DVC: writes the report as it lies in the project, but for what a test changes."""
    changed: dict[str, str | None] = {}

    def build(folder, stages):
        yield from stages
        files = {**report_of(PUBLIC), **report_of(PRIVATE), **changed}
        put(folder, {path: content for path, content in files.items() if content is not None})

    monkeypatch.setattr(fresh, "build", build)
    return changed


def call(*arguments: str):
    return CliRunner().invoke(main, ("verify", *map(str, arguments)))


def test_an_identical_report_is_said_with_the_sum_of_all_files(small, building):
    answer = call(PUBLIC)
    assert answer.exit_code == 0, answer.output
    sum_of = whole({path: content.encode() for path, content in report_of(PUBLIC).items()})
    assert answer.output.splitlines() == [
        f"building findings-training-{PUBLIC}",
        f"building report-{PUBLIC}",
        f"identical: 4 files of 2 stages (sha256 of the whole: {sum_of})",
    ]


def test_the_first_stage_that_differs_is_named_with_the_cell_and_both_values(small, building):
    place = f"reports/{PUBLIC}"
    building[f"{place}/training/findings.csv"] = CSV.replace("17", "18")
    building[f"{place}/training/findings.ipynb"] = notebook("42")
    building[f"{place}/report.html"] = "<p>42 people came.</p>"
    answer = call(PUBLIC)
    assert answer.exit_code == 1
    *_, begins, notebooks, table, end = answer.output.splitlines()
    assert begins == f"not identical from findings-training-{PUBLIC} on"
    assert notebooks == (
        f"  {place}/training/findings.ipynb differs in cell 2, line 2 of what it shows:"
        " '41' here, '42' built anew"
    )
    assert table == (
        f"  {place}/training/findings.csv differs in row 3, column attendance:"
        " '17' here, '18' built anew"
    )
    assert end.startswith(f"Error: {PUBLIC} is not what its inputs come to: 3 files of 4 in 2")


def test_a_document_alone_is_named_by_its_byte(small, building):
    building[f"reports/{PUBLIC}/report.html"] = "<p>42 people came.</p>"
    answer = call(PUBLIC)
    assert answer.exit_code == 1
    assert f"not identical from report-{PUBLIC} on" in answer.output
    assert "report.html differs in byte 5 (of 22 here, 22 built anew)" in answer.output


def test_missing_and_additional_files_are_told(small, building):
    building[f"reports/{PUBLIC}/training/section.md"] = None
    building[f"reports/{PUBLIC}/training/more.md"] = "more"
    answer = call(PUBLIC)
    assert answer.exit_code == 1
    assert "training/more.md is missing: it was built anew and is not here" in answer.output
    assert "training/section.md is additional: it is here and was not built" in answer.output


@pytest.mark.parametrize(
    ("path", "period", "said"),
    [
        ("", "2031-32", "no period '2031-32' is built: dvc.yaml builds 2022-23 and 2025-26"),
        (
            f"reports/{PUBLIC}/training/findings.csv",
            PUBLIC,
            f"reports/{PUBLIC}/training has changed since it was built",
        ),
    ],
)
def test_what_cannot_be_verified_is_one_line(small, building, path, period, said):
    if path:
        put(small, {path: "by hand"})
    answer = call(period)
    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.count("\n") == 1


@pytest.fixture
def packed(small, tmp_path_factory):
    """The packs of both periods, and another folder to verify them in."""
    folder = tmp_path_factory.mktemp("packs")
    for period in (PUBLIC, PRIVATE):
        out = folder / f"{period}.zip"
        answer = CliRunner().invoke(main, ("pack", period, "--out", str(out)))
        assert answer.exit_code == 0, answer.output
    return folder


def test_a_pack_is_verified_with_what_it_holds_where_there_is_no_project(
    packed, building, monkeypatch
):
    monkeypatch.chdir(packed)
    answer = call(PUBLIC, "--from", packed / f"{PUBLIC}.zip")
    assert answer.exit_code == 0, answer.output
    first, *_, last = answer.output.splitlines()
    sha256 = hashlib.sha256(dict(contents(packed / f"{PUBLIC}.zip"))["manifest.csv"]).hexdigest()
    assert first.startswith("ok: ")
    assert first.endswith(f" files of {PUBLIC}.zip; manifest.csv has the sha256 {sha256}")
    assert last.startswith("identical: 4 files of 2 stages")


def test_a_pack_without_its_private_inputs_is_checked_and_says_what_it_lacks(packed, building):
    answer = call(PRIVATE, "--from", packed / f"{PRIVATE}.zip")
    assert answer.exit_code == 1
    first, last = answer.output.splitlines()
    assert first.startswith("ok: ")
    assert f"{PRIVATE} can be checked by its hashes here and not built anew" in last
    assert f"the first of them a return of {PRIVATE} with the fingerprint " in last


def test_an_unpacked_pack_says_the_same(packed, building, monkeypatch):
    fresh.laid_out(contents(packed / f"{PRIVATE}.zip"), packed / "unpacked")
    monkeypatch.chdir(packed / "unpacked")
    answer = call(PRIVATE)
    assert answer.exit_code == 1
    assert "and not built anew: private inputs are not in the pack" in answer.output


def test_a_pack_that_was_changed_on_its_way_is_not_built(packed, building):
    pack = packed / f"{PUBLIC}.zip"
    with zipfile.ZipFile(pack, "a") as archive:
        archive.writestr("src/more.py", "harm()")
    answer = call(PUBLIC, "--from", pack)
    assert answer.exit_code == 1
    assert answer.output == (
        f"Error: {PUBLIC}.zip is not as it was packed (1 fault): additional: src/more.py; have it"
        " sent again\n"
    )


def test_a_pack_that_means_harm_is_not_unpacked(small, building):
    before = set(small.parent.rglob("*"))
    with zipfile.ZipFile(small / "pack.zip", "w") as archive:
        archive.writestr("manifest.csv", "path,bytes,sha256\n")
        archive.writestr("../out.txt", "harm")
    answer = call(PUBLIC, "--from", "pack.zip")
    assert answer.exit_code == 1
    assert "pack.zip holds '../out.txt', which would lie outside its folder" in answer.output
    assert set(small.parent.rglob("*")) - before == {small / "pack.zip"}


def test_a_pack_of_another_period_or_no_pack_is_one_line(packed, building):
    answer = call(PRIVATE, "--from", packed / f"{PUBLIC}.zip")
    assert answer.exit_code == 1
    assert f"nothing of {PRIVATE} has been built yet" in answer.output
    (packed / "torn.zip").write_bytes((packed / f"{PUBLIC}.zip").read_bytes()[:-200])
    answer = call(PUBLIC, "--from", packed / "torn.zip")
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: torn.zip is no zip, or was cut short on its way")
    assert "none.zip cannot be read or written" in call(PUBLIC, "--from", "none.zip").output
