"""The graph of stages: what each depends on, and how little a change makes stale."""

import ast
import shutil
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from test_house import NAMES, NOTEBOOKS, SOURCE, cells, imported, parsed

from analysis import pipeline, store
from analysis.registry import STRANDS
from analysis.store import lists

STAGES = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
LISTS = ("boroughs", "courses", "indicators", "periods", "questions")
REAL = ("2021-22", "2022-23", "2023-25")


def outputs(stage: dict) -> list[str]:
    return [path for out in stage.get("outs", []) for path in out]


def is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def stale(changed: set[str]) -> set[str]:
    """The stages that run again when files change, if each that runs writes something else.

    What the stages that part the lists write is not taken for granted: `changed` names the lines
    that are other than before.
    """
    again: set[str] = set()
    while True:
        written = {
            path
            for name in again
            if not name.startswith("lists-")
            for path in outputs(STAGES[name])
        }
        more = {
            name
            for name, stage in STAGES.items()
            for dependency in stage["deps"]
            if any(is_in(path, dependency) or is_in(dependency, path) for path in written | changed)
        }
        if more <= again:
            return again
        again |= more


def of(floor: str, *strands: str, periods=REAL) -> set[str]:
    """Names of stages, those there are."""
    names = {f"{floor}-{strand}-{period}" for strand in strands for period in periods}
    return names & set(STAGES)


def whole(floor: str, *periods: str) -> set[str]:
    return {f"{floor}-{period}" for period in periods}


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """A copy of what was received, and the lines of its lists as they are parted now."""
    shutil.copy(ROOT / "params.yaml", tmp_path)
    shutil.copytree(ROOT / "data/raw", tmp_path / "data/raw")
    monkeypatch.chdir(tmp_path)

    def parted() -> dict[str, str]:
        return {
            f"data/processed/lists/{period}/{name}.txt": text
            for period in store.params()["periods"]
            for name, text in lists.parted(period).items()
        }

    return parted


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {path for path in before if before[path] != after[path]}


def test_the_file_is_what_the_declarations_come_to():
    assert (ROOT / "dvc.yaml").read_text(encoding="utf-8") == pipeline.text()


def test_a_stage_that_is_no_more_is_forgotten(lines):
    shutil.copytree(ROOT / "notebooks", "notebooks")
    shutil.copytree(SOURCE, "src", ignore=shutil.ignore_patterns("__pycache__"))
    known = {"cmd": "python -m analysis.run report -p period 2023-25"}
    lock = {"schema": "2.0", "stages": {"report-2023-25": known, "report-1999-00": {"cmd": "x"}}}
    Path("dvc.lock").write_text(yaml.safe_dump(lock), encoding="utf-8")
    pipeline.write()
    assert yaml.safe_load(Path("dvc.lock").read_text(encoding="utf-8")) == {
        "schema": "2.0",
        "stages": {"report-2023-25": known},
    }
    assert Path("dvc.yaml").read_text(encoding="utf-8") == pipeline.text()


def test_every_stage_says_what_it_does():
    assert all(stage["desc"] for stage in STAGES.values())


def test_a_strand_has_stages_in_the_periods_that_asked_for_it_and_in_no_other():
    periods = store.params()["periods"]
    for strand in store.params()["strands"]:
        asked = {period for period in periods if strand in store.strands(period)}
        assert all(STRANDS[strand].since <= period for period in asked)
        for floor in ("cleaning", "findings"):
            assert of(floor, strand, periods=periods) == {
                f"{floor}-{strand}-{one}" for one in asked
            }
    assert not any("mash" in name and "2023-25" in name for name in STAGES)
    # Official statistics are there where a release was dropped in.
    assert "findings-context-2025-26" in STAGES and "findings-context-2023-25" not in STAGES


def test_a_corrected_cell_runs_its_strand_the_claims_and_the_report_again(lines):
    before = lines()
    path = Path("data/raw/2023-25/corrections.csv")
    line = "indicators/hackney.xlsx,Table,C5,61,62,a slip,analyst,2025-09-15\n"
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    again = stale(changed(before, lines()) | {path.as_posix()})
    assert again == {
        "lists-2023-25",
        "cleaning-indicators-2023-25",
        "findings-indicators-2023-25",
        "claims-2023-25",
        "report-2023-25",
        "boroughs-2023-25",
        "edition-2023-25",
    }


def test_a_return_of_an_earlier_period_runs_the_periods_that_read_it(lines):
    before = lines()
    file = next(Path("data/raw/2021-22/training").iterdir()).as_posix()
    received = Path("data/raw/2021-22/received.csv")
    text = received.read_text(encoding="utf-8")
    received.write_text(text.replace("2025-06", "2025-07"), encoding="utf-8")
    assert text != received.read_text(encoding="utf-8")
    again = stale({path for path in changed(before, lines()) if "/training/" in path} | {file})
    assert again == (
        whole("lists", *REAL)
        | {"cleaning-training-2021-22"}
        | of("findings", "training", "surveys")
        | whole("claims", *REAL)
        | whole("report", *REAL)
        | whole("boroughs", *REAL)
        | whole("edition", *REAL)
    )


def test_a_word_of_commentary_runs_its_section_and_the_report_again(lines):
    before = lines()
    path = Path("data/raw/2023-25/commentary/training.md")
    path.parent.mkdir()
    path.write_text("A word.", encoding="utf-8")
    again = stale(changed(before, lines()) | {path.as_posix()})
    ends = {"report-2023-25", "boroughs-2023-25", "edition-2023-25"}
    assert again == {"lists-2023-25", "findings-training-2023-25"} | ends


@pytest.mark.parametrize("strand", sorted(set(STRANDS) - {"claims"}))
def test_other_prints_run_the_sections_of_the_strand_and_the_reports_again(strand):
    periods = store.params()["periods"]
    room = SOURCE / "strands" / strand / "prints"
    path = room if room.is_dir() else room.with_suffix(".py")
    sections = of("findings", strand, periods=periods)
    reports = {
        f"report-{period}" for period in periods if f"findings-{strand}-{period}" in sections
    }
    pages = {name.replace("report", to) for name in reports for to in ("boroughs", "edition")}
    attacks = {f"attack-{period}" for period in periods if store.profile(period).withholds}
    attacks = {name for name in attacks if name.replace("attack", "report") in reports}
    assert stale({path.relative_to(ROOT).as_posix()}) == sections | reports | pages | attacks


@pytest.mark.parametrize("path", ("docs/methods.md", "src/analysis/find/rates.py"))
def test_what_the_reading_edition_repeats_makes_it_again(path):
    """Of code also what rests on it; the attacker reads what was written anyway."""
    periods = store.params()["periods"]
    again = stale({path})
    assert whole("edition", *periods) | whole("attack", "2025-26") <= again
    assert path.startswith("src") or again == whole("edition", *periods) | {"attack-2025-26"}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_runs_only_the_strands_that_use_it(name, lines):
    before = lines()
    path = Path(f"data/raw/{name}.csv")
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    strands = {path.split("/")[-2] for path in changed(before, lines()) if "cleaning" in path}
    assert strands <= {key for key, strand in STRANDS.items() if name in strand.lists}


def reached(names: set[str]) -> set[Path]:
    """The files some modules come to: what they import, and what those import in turn.

    The registry stands for itself: of the strands it finds, a stage uses its own.
    """
    known: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        if name != "analysis.registry" and file_of(name).is_file():
            waiting += imported(parsed(file_of(name)))
    return {file_of(name) for name in known if file_of(name).is_file()}


def file_of(name: str) -> Path:
    path = SOURCE.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@pytest.mark.parametrize("name", sorted(STAGES))
def test_every_stage_depends_on_all_the_code_it_runs(name):
    """Otherwise a change of code would leave an old result standing."""
    stage = STAGES[name]
    words = stage["cmd"].split()
    starts = {words[2]}
    if words[2] == "analysis.run":
        starts |= {
            module
            for path in NOTEBOOKS
            if path == ROOT / "notebooks" / f"{words[3]}.ipynb"
            for cell in cells(path, "code")
            for module in imported(ast.parse(cell))
        }
        if "strand" in words:
            strand = words[words.index("strand") + 1]
            starts.add(f"strands.{strand}.cleans")
    for path in reached(starts & NAMES):
        where = path.relative_to(ROOT).as_posix()
        # Packages on the way hold a sentence.
        if path.name == "__init__.py" and len(path.read_text(encoding="utf-8").splitlines()) < 3:
            continue
        assert any(is_in(where, dependency) for dependency in stage["deps"]), where
