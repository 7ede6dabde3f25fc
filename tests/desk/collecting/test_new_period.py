"""A new period: declared, listed and given its folders at once, or refused in one line with nothing done."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT

from analysis.declare.added import added
from analysis.declare.due import DUE
from analysis.declare.kept import CORRECTIONS, RECEIVED
from analysis.declare.periods import ADDED, declared_with
from analysis.declare.table import InputError
from desk.cli import main
from desk.collecting.new_period import new_period


def files(project: Path) -> dict[str, bytes]:
    """Everything in the project's folder, folders too."""
    return {
        path.relative_to(project).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(project.rglob("*"))
    }


def test_a_period_is_declared_listed_and_given_folders_and_nothing_else(project):
    before = files(project)
    new_period("2031-32", "2031-04", "2032-03")
    after = files(project)
    strands = yaml.safe_load(before["params.yaml"])["strands"]
    made = [
        "",
        "/corrections.csv",
        "/due.csv",
        "/received.csv",
        *(f"/{strand}" for strand in strands),
    ]
    assert set(after) - set(before) == {f"data/raw/2031-32{name}" for name in made}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"params.yaml", "data/raw/periods.csv"}
    for table in (RECEIVED, CORRECTIONS, DUE):
        assert (
            after[f"data/raw/2031-32/{table.name}.csv"].decode() == ",".join(table.columns) + "\n"
        )
    assert declared_with(added(ADDED))[-1].quarters == ("2031Q2", "2031Q3", "2031Q4", "2032Q1")
    assert declared_with(added(ADDED))[-1].label == "2031/32"


def test_the_list_of_what_is_built_keeps_its_comments_and_layout(project):
    before = (project / "params.yaml").read_text(encoding="utf-8").splitlines()
    new_period("2031-32", "2031-04", "2032-03", "Year 9")
    after = (project / "params.yaml").read_text(encoding="utf-8").splitlines()
    differ = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert differ == [(differ[0][0], differ[0][0].removesuffix("]") + ', "2031-32"]')]


def test_two_periods_one_after_the_other(project):
    new_period("2031-32", "2031-04", "2032-03")
    new_period("2032-32", "2032-04", "2032-09")
    assert [one.months for one in declared_with(added(ADDED))[-2:]] == [(12,), (6,)]
    with pytest.raises(InputError, match=r"^new period: 2032-33 overlaps 2032-32 in Jul–Sep 2032;"):
        new_period("2032-33", "2032-07", "2033-06")


def test_without_a_list_of_periods_one_is_begun(project):
    (project / "data/raw/periods.csv").unlink()
    new_period("2031-32", "2031-04", "2032-03")
    assert (project / "data/raw/periods.csv").read_text(encoding="utf-8").splitlines()[
        0
    ] == ",".join(ADDED.columns)


REFUSED = {
    "there already": (("2023-25", "2023-07", "2025-03"), "period 2023-25 is declared already"),
    "two periods in one quarter": (
        ("2025-27", "2025-01", "2027-03"),
        "2025-27 overlaps 2023-25 in Jan–Mar 2025",
    ),
    "a key beside its dates": (
        ("2031-33", "2031-04", "2032-03"),
        "to 2032-03, whose key is 2031-32",
    ),
    "no quarter's beginning": (("2031-32", "2031-05", "2032-03"), "no span of whole quarters"),
    "no quarter's end": (("2031-32", "2031-04", "2032-04"), "no span of whole quarters"),
    "backwards": (("2032-31", "2032-04", "2031-03"), "no span of whole quarters"),
    "no month": (
        ("2031-32", "2031-4", "2032-03"),
        "from: '2031-4' does not fit; write its first month, like 2026-04",
    ),
    "no key": (
        ("next", "2031-04", "2032-03"),
        "key: 'next' does not fit; write its first and its last year, like 2026-27",
    ),
    "no path": (("../2031-32", "2031-04", "2032-03"), "key: '../2031-32' does not fit"),
    "a label no heading could carry": (
        ("2031-32", "2031-04", "2032-03", "Spring"),
        "like 2026/27 or Year 5",
    ),
    "another's label": (
        ("2031-32", "2031-04", "2032-03", "Year 2"),
        "the label 'Year 2' is that of 2022-23",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_refused_in_one_line_with_nothing_done(project, what):
    (key, first, last, *label), said = REFUSED[what]
    before = files(project)
    options = ["--from", first, "--to", last, *(["--label", *label] if label else [])]
    answer = CliRunner().invoke(main, ["new-period", key, *options])
    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.count("\n") == 1
    assert files(project) == before


def test_periods_listed_otherwise_are_left_to_people(project):
    (project / "params.yaml").write_text(
        "strands: [training]\nperiods:\n  - 2023-25\n", encoding="utf-8"
    )
    before = files(project)
    with pytest.raises(InputError, match=r"params\.yaml does not list its periods on one line"):
        new_period("2031-32", "2031-04", "2032-03")
    assert files(project) == before


def test_a_folder_that_is_there_is_not_written_over(project):
    (project / "data/raw/2031-32").mkdir()
    with pytest.raises(InputError, match=r"data/raw/2031-32 is there already"):
        new_period("2031-32", "2031-04", "2032-03")


def test_where_a_file_cannot_be_written_what_was_there_comes_back(project, monkeypatch):
    before, replace = files(project), Path.replace

    def failing(path: Path, target: Path) -> Path:
        if path.suffix == ".new" and target.name == "params.yaml":
            raise OSError(28, "No space left on device", str(path), None, str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(InputError, match=r"^params\.yaml cannot .*No space left on device"):
        new_period("2031-32", "2031-04", "2032-03")
    assert files(project) == before


def test_the_lists_of_the_project_hold_their_headings():
    for name in ("periods", "boroughs", "indicators", "courses"):
        assert (ROOT / "data/raw" / f"{name}.csv").read_text(encoding="utf-8").startswith("key,")
