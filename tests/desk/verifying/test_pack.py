"""A pack holds what anybody may read and nothing else, to the same bytes, and says what it holds."""

from __future__ import annotations

import ast
import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from urllib.parse import quote

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT
from verifying.conftest import CSV, PRIVATE, PUBLIC, SECTION, lock, notebook, put, report_of

from analysis import store
from analysis.declare.kept import fingerprints
from desk.cli import main
from desk.verifying import built, crate, verify
from desk.verifying.pack import _CODE, _ENDINGS, manifest, zipped

MARKER = "Kestrel-4711"


def packed(period: str, name: str = "pack.zip") -> dict[str, bytes]:
    answer = CliRunner().invoke(main, ("pack", period, "--out", name))
    assert answer.exit_code == 0, answer.output
    return dict(verify.contents(store.root() / name))


def holding(files: dict[str, bytes], word: str) -> list[str]:
    """The files of a pack that name a word, or hold it, also within zips."""
    found = []
    for path, content in files.items():
        if word.encode() in path.encode() + content:
            found.append(path)
        elif zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                parts = {name: inner.read(name) for name in inner.namelist()}
            found += [f"{path}/{part}" for part in holding(parts, word)]
    return found


def document(words: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", words)
    return held.getvalue()


def mark(folder, period: str) -> list[bytes]:
    """The marker in every place that is private, returns of the period among them; what it was
    written into.
    """
    line = f"{MARKER}," * 5 + "\n"
    raw = f"data/raw/{period}"
    lists = "corrections replies cleared pages published due comments notes".split()
    places = [
        *(f"{raw}/{name}.csv" for name in lists),
        *(f"{raw}/{path}" for path in ("commentary/summary.md", f"samples/{MARKER}.csv")),
        *(f"{raw}/{path}" for path in ("published/2025-06-30/printed/x.csv", ".journal/0.new")),
        *(f"data/processed/{path}" for path in (f"training/{period}/x.csv", "lists/x.txt")),
        *(f"internal/{period}/{path}" for path in ("report-internal.html", "training/x.csv")),
        *(f"{place}/{MARKER}.csv" for place in "queries pages status clearing templates".split()),
        *(f"{place}/{MARKER}" for place in ".git .dvc/tmp .dvc/cache .venv tests".split()),
        *(f"reports/{other}/x.csv" for other in ("2021-22", f"{period}-as-known-on-2025-06-30")),
        "src/__pycache__/training.py",
        "src/training.pyc",
        "notebooks/.ipynb_checkpoints/training.ipynb",
        f"{period}-training.docx",
        f"packs/{period}.zip",
        "notes.txt",
    ]
    content = f"heading\n{line}"
    put(folder, dict.fromkeys(places, content) | {f"{period}.docx": document(MARKER)})
    return [content.encode()]


def returned(folder, period: str) -> bytes:
    """A private return of the period, with a name that tells something."""
    content = f"case,{MARKER}\n".encode()
    file = f"activity/{MARKER}.csv"
    put(folder, {f"data/raw/{period}/{file}": content})
    sha256 = hashlib.sha256(content).hexdigest()
    with open(folder / f"data/raw/{period}/received.csv", "a", encoding="utf-8") as rows:
        origin = "simulated" if period == PRIVATE else "supplied"
        rows.write(f"{file},{sha256},activity,{MARKER},2026-04,{origin},\n")
    return content


@pytest.mark.parametrize("period", [PUBLIC, PRIVATE])
def test_nothing_private_is_in_a_pack_nor_in_a_zip_in_it(small, period):
    private = mark(small, period)
    put(small, {f"reports/{period}/training/report.docx": document("may be read")})
    if period == PRIVATE:
        private.append(returned(small, period))
    lock(small)
    files = packed(period)
    assert holding(files, "may be read")  # so the search looks into zips
    assert holding(files, MARKER) == []
    # Nor what could be tried out: a fingerprint of a private file alone, or of cleaned rows.
    rows = small / f"data/processed/training/{period}"
    told = [
        hashlib.new(how, content).hexdigest() for how in ("md5", "sha256") for content in private
    ]
    for fingerprint in (*told, built.md5(rows), built.md5(small / f"data/raw/{period}")):
        assert holding(files, fingerprint) == []


def test_a_list_with_words_nobody_printed_stays_and_is_said_to(small):
    mark(small, PUBLIC)
    lock(small)
    files = packed(PUBLIC)
    raw = f"data/raw/{PUBLIC}"
    assert {f"{raw}/{name}.csv" for name in ("received", "contents", "front")} <= set(files)
    assert private_in(files) == [
        *(f"{raw}/{name}.csv" for name in "corrections replies cleared pages published".split()),
        *(f"{raw}/{name}" for name in ("commentary", "samples", "published")),
    ]


def private_in(files: dict[str, bytes]) -> list[str]:
    """What the run of a crate rested on and is not in it."""
    graph = {one["@id"]: one for one in json.loads(files[crate.NAME])["@graph"]}
    (action,) = [one for one in graph.values() if one["@type"] == "CreateAction"]
    objects = [graph[one["@id"]] for one in action["object"]]
    return [one["name"] for one in objects if one["@type"] != "File"]


def test_of_a_private_return_a_pack_tells_what_the_report_does(small):
    returned(small, PRIVATE)
    lock(small)
    files = packed(PRIVATE)
    every = store.sources(PRIVATE).set_index("file", drop=False)
    prints = fingerprints(every, together=True)
    private = every.index[~every["origin"].isin(["published", "official"])]
    assert private_in(files)[: len(private)] == [
        f"a return of {PRIVATE} with the fingerprint {prints[file][:12]}" for file in private
    ]
    # The report prints its plan whole.
    raw = f"data/raw/{PRIVATE}/"
    assert {path for path in files if path.startswith(raw)} <= {
        f"{raw}plan.yaml",
        f"{raw}plan.lock",
    }


def test_the_bytes_are_the_same_each_time(small):
    first, second = packed(PUBLIC, "one.zip"), packed(PUBLIC, "two.zip")
    assert first == second
    assert (small / "one.zip").read_bytes() == (small / "two.zip").read_bytes()
    with zipfile.ZipFile(small / "one.zip") as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(first)
    assert {(entry.date_time, entry.create_system, entry.compress_type) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, zipfile.ZIP_STORED)
    }
    # Whoever unpacks it on another system may read it.
    assert {oct(entry.external_attr >> 16) for entry in entries} == {"0o100644"}


def test_the_manifest_lists_every_other_file(small):
    files = packed(PUBLIC)
    rows = list(csv.DictReader(io.StringIO(files.pop("manifest.csv").decode())))
    assert {row["path"]: (int(row["bytes"]), row["sha256"]) for row in rows} == {
        path: (len(content), hashlib.sha256(content).hexdigest()) for path, content in files.items()
    }
    assert set(report_of(PUBLIC)) <= set(files)
    assert {"dvc.yaml", "dvc.lock", "src/training.py", "src/training.lua", "README.md"} <= set(
        files
    )
    assert {f"data/raw/{PUBLIC}/training/table01.csv", "data/raw/boroughs.csv"} <= set(files)


def test_what_is_packed_is_where_it_is_said_to_be(small):
    answer = CliRunner().invoke(main, ("pack", PUBLIC))
    where, known_by, stayed = answer.output.splitlines()
    files = dict(verify.contents(small / "packs" / f"{PUBLIC}.zip"))
    assert where == f"packs/{PUBLIC}.zip: {len(files) - 1} files, 4 of the report"
    assert hashlib.sha256(files["manifest.csv"]).hexdigest() in known_by
    assert stayed.startswith("inputs that are private and stay here: 0 of ")


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        (f"reports/{PUBLIC}/training/section.md", "41", "has changed since it was built"),
        (f"data/raw/{PUBLIC}/front.csv", "item,says\n", "has changed since the report of 2022-23"),
    ],
)
def test_what_has_changed_since_it_was_built_is_not_packed(small, path, content, said):
    put(small, {path: content})
    refused(PUBLIC, said)


def refused(period: str, said: str) -> None:
    answer = CliRunner().invoke(main, ("pack", period))
    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.count("\n") == 1
    assert not (store.root() / "packs").exists()


def test_an_internal_report_is_not_packed(small):
    text = (small / "params.yaml").read_text(encoding="utf-8").replace("dfe_cin", "internal")
    (small / "params.yaml").write_text(text, encoding="utf-8")
    lock(small)
    refused(PRIVATE, f"the report of {PRIVATE} is internal and nothing of it may leave")
    refused("2031-32", "no period '2031-32' is built")


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("notebooks/training.ipynb", notebook(MARKER), "holds what it showed when it last ran"),
        ("src/returns.xlsx", MARKER, "src/returns.xlsx is neither code nor words: move it out"),
    ],
)
def test_rows_among_the_code_are_not_packed(small, path, content, said):
    put(small, {path: content})
    lock(small)
    refused(PUBLIC, said)


def test_all_code_of_the_project_is_known_as_such():
    files = built.contents(ROOT, _CODE)
    assert len(files) > 500
    assert [path for path in files if not path.endswith(_ENDINGS)] == []


def test_the_crate_is_one_run_of_the_workflow(small):
    files = packed(PUBLIC)
    metadata = json.loads(files[crate.NAME])
    assert metadata["@context"][0] == "https://w3id.org/ro/crate/1.2/context"
    graph = {one["@id"]: one for one in metadata["@graph"]}
    assert len(graph) == len(metadata["@graph"])
    descriptor, root = graph[crate.NAME], graph["./"]
    assert descriptor["about"] == {"@id": "./"}
    assert {"@id": "https://w3id.org/ro/crate/1.2"} in descriptor["conformsTo"]
    assert {"@id": "https://w3id.org/ro/wfrun/workflow/0.5"} in root["conformsTo"]
    assert all(root[needed] for needed in ("name", "description", "license"))
    assert root["datePublished"] == "2025-06-30"
    workflow = graph[root["mainEntity"]["@id"]]
    assert workflow["@id"] == "dvc.yaml"
    assert workflow["@type"] == ["File", "SoftwareSourceCode", "ComputationalWorkflow"]
    (action,) = [one for one in graph.values() if one["@type"] == "CreateAction"]
    assert root["mentions"] == {"@id": action["@id"]}
    assert action["instrument"] == {"@id": "dvc.yaml"}
    assert {one["@id"] for one in action["result"]} == set(report_of(PUBLIC))
    assert {"@id": f"data/raw/{PUBLIC}/training/table01.csv"} in action["object"]
    # Whatever is referred to is described; every file that is described is there, as described.
    ours = {one["@id"] for entity in graph.values() for one in references(entity)}
    outside = {"https://w3id.org/ro/crate/1.2", "http://schema.org/CompletedActionStatus"}
    assert ours - graph.keys() == outside
    parts = {one["@id"] for one in root["hasPart"]}
    described = {at: one for at, one in graph.items() if "File" in one["@type"]}
    assert set(described) == parts == {quote(path) for path in files} - {crate.NAME, "manifest.csv"}
    for path in set(files) - {crate.NAME, "manifest.csv"}:
        assert described[quote(path)]["sha256"] == hashlib.sha256(files[path]).hexdigest()
        assert described[quote(path)]["contentSize"] == str(len(files[path]))


def references(entity: dict) -> list[dict]:
    return [
        one
        for value in entity.values()
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, dict)
    ]


def test_a_pack_says_how_it_is_cited(small):
    said = yaml.safe_load(packed(PUBLIC)["CITATION.cff"])
    assert said["cff-version"] == "1.2.0"
    assert said["title"] == f"The Safe & Together London evaluation, {PUBLIC}"
    assert said["authors"] == [
        {"name": "Made by program from tables by Maria Garner and Liz Kelly"}
    ]
    assert said["message"].startswith("Cite the report of June 2025")


def test_a_pack_of_made_up_data_says_so(small):
    files = packed(PRIVATE)
    for name in ("CITATION.cff", crate.NAME):
        assert b"made up to try the software" in files[name]


# --- verify.py, as whoever receives a pack runs it ---


@pytest.fixture
def received(tmp_path):
    """A pack of a few files, and verify.py beside it."""
    files = {"a.md": SECTION.encode(), "b/c d.csv": CSV.encode()}
    files["verify.py"] = (ROOT / "src/desk/verifying/verify.py").read_bytes()
    files["manifest.csv"] = manifest(files)
    (tmp_path / "pack.zip").write_bytes(zipped(files))
    (tmp_path / "verify.py").write_bytes(files["verify.py"])
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path


def ran(*command) -> tuple[int, list[str]]:
    # -I: with nothing that is installed; -S: not even what a site adds.
    done = subprocess.run(
        [sys.executable, "-I", "-S", *map(str, command)], capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_a_whole_pack_is_ok_as_a_zip_and_unpacked(received):
    sha256 = hashlib.sha256((received / "unpacked/manifest.csv").read_bytes()).hexdigest()
    said = (0, ["ok: 3 files", f"manifest.csv has the sha256 {sha256}"])
    assert ran(received / "verify.py", received / "pack.zip") == said
    assert ran(received / "unpacked/verify.py") == said


def test_each_file_that_is_missing_changed_or_additional_is_named(received):
    (received / "unpacked/a.md").unlink()
    put(received / "unpacked", {"b/c d.csv": CSV.replace("41", "42"), "b/e.csv": CSV})
    status, said = ran(received / "unpacked/verify.py")
    assert status == 1
    assert said[:-1] == ["missing: a.md", "changed: b/c d.csv", "additional: b/e.csv"]


def test_a_byte_changed_within_a_zip_is_named(received):
    content = (received / "pack.zip").read_bytes()
    (received / "pack.zip").write_bytes(content.replace(b"hackney,41", b"hackney,42"))
    status, said = ran(received / "verify.py", received / "pack.zip")
    assert (status, said[0]) == (1, "changed: b/c d.csv")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_second_file_of_the_same_name_is_named(received):
    with zipfile.ZipFile(received / "pack.zip", "a") as archive:
        archive.writestr("a.md", SECTION)
    status, said = ran(received / "verify.py", received / "pack.zip")
    assert (status, said[0]) == (1, "additional: a.md")


def test_without_its_list_or_as_no_zip_a_pack_is_no_pack(received):
    (received / "unpacked/manifest.csv").unlink()
    assert ran(received / "unpacked/verify.py") == (
        1,
        ["missing: manifest.csv, which lists every file"],
    )
    (received / "pack.zip").write_bytes(b"PK")
    for name in ("pack.zip", "none.zip"):
        status, said = ran(received / "verify.py", received / name)
        assert status == 2
        assert said[0].startswith(f"{name} cannot be read (")


def test_verify_needs_nothing_but_an_old_python():
    text = (ROOT / "src/desk/verifying/verify.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 9))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= sys.stdlib_module_names
