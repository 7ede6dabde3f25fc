"""The rules of the house: who may import whom, what a notebook may hold, and what nothing committed may name."""

import ast
import json
import re
import subprocess
import tokenize
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from analysis.registry import STRANDS

SOURCE = ROOT / "src"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.read_text(encoding="utf-8"))
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))

# What a room may import, apart from itself. A strand's rooms are those of one strand: `declares`
# here is its own. `desk` is what an evaluator does by command; it and its neighbours import, and
# nobody imports them but the desk's own command line.
MAY_IMPORT = {
    "analysis.declare": set(),
    "analysis.read": {"analysis.declare"},
    "analysis.find": {"analysis.declare"},
    "analysis.show": {"analysis.declare"},
    "analysis.disclosure": {"analysis.declare", "analysis.find"},
    "analysis.registry": {"analysis.declare", "strands"},
    "analysis.store": {"analysis.declare", "analysis.registry"},
    "analysis.cleaning": {
        "analysis.declare",
        "analysis.read",
        "analysis.registry",
        "analysis.store",
    },
    "analysis.publish": {
        "analysis.declare",
        "analysis.disclosure",
        "analysis.registry",
        "analysis.show",
        "analysis.store",
    },
    "analysis.pipeline": {"analysis.declare", "analysis.registry", "analysis.store"},
    "analysis.mending": {"analysis.store"},
    "analysis.building": {"analysis.run"},
    "analysis.run": {"analysis.declare", "analysis.store"},
    "analysis.notebook_page": {"analysis.declare", "analysis.notebook_parts", "analysis.store"},
    "analysis.notebook_parts": set(),
    "analysis.traces": {"analysis.declare", "analysis.read", "analysis.registry", "analysis.store"},
    "analysis.trace_pages": {
        "analysis.declare",
        "analysis.notebook_parts",
        "analysis.read",
        "analysis.store",
        "analysis.traces",
        "analysis.trace_key",
    },
    "analysis.trace_key": {"analysis.declare", "analysis.store", "analysis.traces"},
    "analysis.export": {"analysis.declare", "analysis.tags", "analysis.word"},
    "analysis.tags": set(),
    "analysis.word": set(),
    "declares": {"analysis.declare"},
    "cleans": {"analysis.declare", "analysis.read", "declares"},
    "finds": {"analysis.declare", "analysis.find", "declares"},
    "prints": {"analysis.declare", "analysis.show", "declares"},
    "proves": {"analysis.declare", "declares"},
    "draftcheck": {"analysis.declare"},
    "attacker": set(),
    # How a workbook is written with the same bytes is the desk's own knowledge.
    "edition": {
        "analysis.declare",
        "analysis.registry",
        "analysis.store",
        "analysis.word",
        "desk",
    },
}
NEIGHBOURS = {"attacker", "desk", "draftcheck", "edition", "simulated"}
OPENING = {"read_text", "write_text", "read_bytes", "write_bytes", "read_csv", "to_csv"}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


NAMES = {name_of(path) for path in SOURCE.rglob("*.py")} | {"strands"}


def imported(tree: ast.AST) -> set[str]:
    """The modules of ours that some code imports, at once or inside a function."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in NAMES else node.module for name in whole}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names & NAMES


def room(name: str) -> str:
    """The room a module stands in: `analysis.find`, `strands.mash.finds`, `desk`."""
    parts = name.split(".")
    depth = {"analysis": 2, "strands": 3}.get(parts[0], 1)
    return ".".join(parts[:depth])


def seen_from(name: str, other: str) -> str:
    """The room of `other` as MAY_IMPORT calls it: within one strand its rooms have short names."""
    here, there = room(name).split("."), room(other).split(".")
    if there[0] == here[0] == "strands" and there[1:2] == here[1:2] and len(there) == 3:
        return there[2]
    return room(other)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_room_imports_only_what_it_may(path):
    name = name_of(path)
    here = seen_from(name, name)
    rooms = {seen_from(name, other) for other in imported(parsed(path))} - {here, "analysis"}
    if here == "desk":
        assert rooms <= {*MAY_IMPORT, "draftcheck", "simulated"} | {
            other for other in rooms if other.startswith("strands.")
        }
    elif here == "simulated":
        assert not rooms & NEIGHBOURS
    elif here in MAY_IMPORT:
        assert rooms <= MAY_IMPORT[here]


def test_every_module_stands_in_a_room_of_the_house():
    rooms = {seen_from(name_of(path), name_of(path)) for path in MODULES}
    assert rooms <= {*MAY_IMPORT, *NEIGHBOURS, "analysis"} | {
        f"strands.{path.name}" for path in (SOURCE / "strands").iterdir()
    }


def test_a_strand_is_its_folder_and_names_itself():
    folders = {
        path.name for path in (SOURCE / "strands").iterdir() if (path / "__init__.py").is_file()
    }
    assert {key: strand.key for key, strand in STRANDS.items()} == {key: key for key in folders}
    listed = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))["strands"]
    assert set(listed) == folders - {"claims"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_only_the_store_opens_files_of_the_project(path):
    """Cleaning reads bytes it was given; the templates of documents are the package's own.

    One module of the declarations may: what people add to them has to be known before anything
    else is read. What the desk writes for people lies outside `data` and `reports`.
    """
    name = name_of(path)
    pure = ("analysis.declare", "analysis.read", "analysis.find", "analysis.show", "strands.")
    if name == "analysis.declare.added" or not name.startswith(pure):
        return
    calls = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    assert "open" not in {call.id for call in calls if isinstance(call, ast.Name)}
    assert not {call.attr for call in calls if isinstance(call, ast.Attribute)} & OPENING


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_says_what_it_is_for_and_has_a_readable_size(path):
    assert ast.get_docstring(parsed(path))
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 400
    # A package says what it holds or begins it, and a strand may have nothing to declare but itself.
    assert lines >= 20 or path.name in ("__init__.py", "__main__.py", "declares.py")


def tokens(path: Path) -> int:
    """How many tokens a file has, without comments and white space."""
    blank = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    with tokenize.open(path) as file:
        return sum(token.type not in blank for token in tokenize.generate_tokens(file.readline))


def test_the_house_stays_small_and_its_lines_short():
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in MODULES}
    core = [path for path in MODULES if path.is_relative_to(SOURCE / "analysis")]
    # Lists of names and words are read by nobody as code.
    listed = ("known_names.py", "plain_words.py")
    assert sum(len(lines[path]) for path in core if path.name not in listed) <= 20_400
    assert sum(map(tokens, core)) <= 128_500
    assert sum(map(tokens, MODULES)) <= 544_500
    every = [line for path in MODULES for line in lines[path]]
    assert sum(len(line) > 100 for line in every) <= len(every) / 100
    assert not any("fmt: skip" in line for line in every)


def test_one_schema_of_a_finding():
    """No room of statistics declares a table of its own."""
    declared = [
        name_of(path)
        for path in MODULES
        if seen_from(name_of(path), name_of(path)) in ("analysis.find", "finds")
        and any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Table"
            for node in ast.walk(parsed(path))
        )
    ]
    assert declared == []


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
    # Two of them work one number in the open.
    assert len(code) <= 14
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
    parameters = re.findall(r"^(\w+) = ", "".join(tagged[0]["source"]), re.M)
    assert len(tagged) == 1
    assert parameters == (["strand", "period"] if path.stem == "cleaning" else ["period"])


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


def test_dvc_tells_nobody_and_asks_nobody():
    config = (ROOT / ".dvc" / "config").read_text(encoding="utf-8")
    assert "analytics = false" in config
    assert "check_update = false" in config


def test_modules_named_in_words_are_there():
    """What a reader is sent to exists: in the notebooks' own words, the README and the documents."""
    texts = [cell for path in NOTEBOOKS for cell in cells(path, "markdown")]
    texts += [path.read_text(encoding="utf-8") for path in ROOT.glob("*.md")]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")]
    rooms = "analysis|desk|draftcheck|edition|simulated|strands"
    named = {name for text in texts for name in re.findall(rf"`((?:{rooms})(?:\.\w+)+)", text)}
    assert len(named) >= 5
    assert named - NAMES == set()
