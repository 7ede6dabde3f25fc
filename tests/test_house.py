"""The rules of the house: who may import whom, what a notebook may hold, and what nothing committed may name."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

SOURCE = ROOT / "src" / "analysis"
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))

# What the module-level imports of each floor may reach, apart from itself.
MAY_IMPORT = {
    "frames": set(),
    "percentages": set(),
    "evaluation": {"frames"},
    "store": {"frames", "evaluation"},
    "cleaning": {"frames", "evaluation"},
    "findings": {"frames", "evaluation", "percentages"},
    "checking": {"frames", "evaluation", "percentages"},
    "claims": {"frames", "evaluation", "findings", "percentages", "present"},
    "simulation": {"frames", "evaluation", "store"},
    "present": {"evaluation"},
    "collecting": {"frames", "evaluation", "store"},
    "exchange": {"frames", "evaluation", "store", "cleaning"},
    "pages": {
        "frames",
        "evaluation",
        "store",
        "findings",
        "present",
        "exchange",
        "publish",
        "export",
    },
    "receiving": {"frames", "evaluation", "cleaning", "store", "run", "exchange"},
    "publish": {"frames", "evaluation", "store"},
    "export": {"frames", "tags", "word"},
    "tags": set(),
    "word": set(),
    "notebook_page": {"frames"},
    "doctor": {"frames", "store"},
    "cli": {"frames"},
    "run": set(),
}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def floor(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(statements) -> set[str]:
    """Floors of ours that some statements import."""
    names = []
    for node in statements:
        if isinstance(node, ast.ImportFrom) and node.module == "analysis":
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis."):
            names.append(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            names += [
                alias.name.split(".")[1]
                for alias in node.names
                if alias.name.startswith("analysis.")
            ]
    return set(names)


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix()
)
def test_floor_imports_only_what_it_may(path):
    if path == SOURCE / "__init__.py":
        return
    here = floor(path)
    assert imported(parsed(path).body) <= MAY_IMPORT[here] | {here}


@pytest.mark.parametrize("room", ["cleaning", "findings"])
def test_no_strand_imports_another(room):
    strands = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))["strands"]
    for strand in strands:
        text = (SOURCE / room / f"{strand}.py").read_text(encoding="utf-8")
        others = [other for other in strands if other != strand]
        assert not any(
            re.search(rf"analysis\.{room}(\.| import ){other}\b", text) for other in others
        )


@pytest.mark.parametrize("floor_name", ["cleaning", "findings", "claims", "present", "evaluation"])
def test_pure_floors_open_nothing(floor_name):
    """Only the store opens files of the project; cleaning reads bytes it was given.

    One module may: what people add to the declarations has to be known before anything else is read.
    """
    for path in set((SOURCE / floor_name).rglob("*.py")) - {SOURCE / "evaluation" / "added.py"}:
        calls = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
        names = {call.id for call in calls if isinstance(call, ast.Name)}
        methods = {call.attr for call in calls if isinstance(call, ast.Attribute)}
        assert "open" not in names, path
        assert not methods & {
            "read_text",
            "write_text",
            "read_bytes",
            "write_bytes",
            "read_csv",
            "to_csv",
        }, path


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix()
)
def test_module_says_what_it_is_for_and_stays_small(path):
    if path.read_text(encoding="utf-8"):
        assert ast.get_docstring(parsed(path))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


def test_public_functions_say_what_they_do():
    silent = [
        f"{path.relative_to(SOURCE)}:{node.name}"
        for path in SOURCE.rglob("*.py")
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and node.name != "main"
    ]
    assert len(silent) <= 12, silent


def cells(path: Path, kind: str) -> list[str]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


by_name = pytest.mark.parametrize(
    "path", NOTEBOOKS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


@by_name
def test_notebook_is_prose_that_calls_the_package(path):
    code = cells(path, "code")
    assert len(code) <= 12
    for cell in code:
        nodes = list(ast.walk(ast.parse(cell)))
        assert not any(
            isinstance(node, ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.If)
            for node in nodes
        )
        assert len(cell.splitlines()) <= 8
        assert not cell.rstrip().endswith(";")
    assert len(" ".join(cells(path, "markdown")).split()) > len(" ".join(code).split())


@by_name
def test_notebook_has_one_title_and_one_parameter(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert (
        sum(line.startswith("# ") for text in cells(path, "markdown") for line in text.splitlines())
        == 1
    )
    tagged = [
        cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", [])
    ]
    assert ["".join(cell["source"]).split(" = ")[0] for cell in tagged] == ["period"]


@by_name
def test_source_notebook_stores_no_outputs(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@by_name
def test_no_number_is_typed_into_a_sentence_of_a_notebook(path):
    """Results come from outputs: prose holds no figures but those of a rule."""
    for text in cells(path, "markdown"):
        assert not re.findall(r"\d", re.sub(r"`[^`]*`", "", text)), text


def committed() -> list[Path]:
    """Every file of the project that is text: as git lists them, or as they lie where there is no git."""
    answer = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if answer.returncode == 0 and answer.stdout:
        return [ROOT / line for line in answer.stdout.splitlines() if (ROOT / line).is_file()]
    skipped = {".venv", ".git", ".dvc", "processed"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not skipped & set(path.relative_to(ROOT).parts)
    ]


def test_lock_and_environment_name_no_host():
    for name in ("requirements.lock", "environment.yml", "pyproject.toml"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8"), name


def test_nothing_committed_holds_a_path_of_a_machine():
    home = re.compile(rb"(/(home|root|Users)/[a-z]|[A-Z]:\\\\Users)")
    here = str(ROOT.parent).encode() + b"/"
    for path in committed():
        content = path.read_bytes()
        if path != Path(__file__):
            assert here not in content, path
            assert not home.search(content), path


def test_lock_pins_every_package_with_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][\w.-]*==[^\s;]+(?:\s*;[^\\]*)? \\$", lock, re.M)
    assert len(packages) > 150
    assert len(packages) == len(re.findall(r"^[a-z0-9]", lock, re.M))


def test_conda_supplies_python_alone_and_as_the_project_wants_it():
    rattler = pytest.importorskip("rattler")
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *specs, pip = environment["dependencies"]
    names = [rattler.MatchSpec(spec, strict=True) for spec in specs]
    assert [
        str(spec.name.normalized if hasattr(spec.name, "normalized") else spec.name)
        for spec in names
    ] == [
        "python",
        "pip",
    ]
    assert pip == {"pip": ["-r requirements.lock"]}
    assert '>=3.11,<3.14"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert specs[0] == "python >=3.11,<3.14"


def test_every_stage_of_the_pipeline_says_what_it_does():
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    assert list(stages) == ["cleaning", "findings", "claims", "report"]
    assert all(stage["desc"] for stage in stages.values())


def reached(names: set[str]) -> set[str]:
    """Floors and modules that some of ours import, at once or inside a function, and what those import in turn."""
    while True:
        files = [path for path in SOURCE.rglob("*.py") if floor(path) in names]
        more = names | {name for path in files for name in imported(ast.walk(parsed(path)))}
        if more == names:
            return names
        names = more


@pytest.mark.parametrize("stage", ["cleaning", "findings", "claims", "report"])
def test_every_stage_depends_on_all_the_code_it_runs(stage):
    """Otherwise a change of code would leave an old result standing."""
    named = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"][stage]["deps"]
    held = {
        Path(name).name.removesuffix(".py") for name in named if name.startswith("src/analysis/")
    }
    notebooks = [path for path in NOTEBOOKS if path.stem == stage or path.parent.name == stage]
    starts = {"run"} | {
        name
        for path in notebooks
        for cell in cells(path, "code")
        for name in imported(ast.walk(ast.parse(cell)))
    }
    wanted = reached(starts)
    # Only what is published is kept as a page.
    assert wanted - ({"notebook_page"} if stage in ("cleaning", "report") else set()) <= held


def test_dvc_tells_nobody_and_asks_nobody():
    config = (ROOT / ".dvc" / "config").read_text(encoding="utf-8")
    assert "analytics = false" in config
    assert "check_update = false" in config
