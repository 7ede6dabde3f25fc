"""What a pack says of itself: an RO-Crate of one run of the pipeline (Workflow Run Crate), and a
citation.

Its bytes follow from what is packed: no time of making stands in it, only dates of what arrived.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import yaml

NAME = "ro-crate-metadata.json"
_WORKFLOW = "dvc.yaml"
_RO = "https://w3id.org/ro"
_PROFILES = {
    f"{_RO}/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    f"{_RO}/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
# As a machine knows them, so the same on each; what is not here is told without.
_FORMATS = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
}


@dataclass(frozen=True)
class Run:
    """One run of the pipeline: of which period, what it rested on and what came of it.

    `inputs` and `results` are paths in the pack, `left` says of each private input what may be
    said; `front` is what is said of the report (declare.front), `dated` the last day of its data.
    """

    period: str
    title: str
    origin: str
    dated: str
    version: str
    front: Mapping[str, str]
    inputs: tuple[str, ...]
    left: tuple[str, ...]
    results: tuple[str, ...]


def described(run: Run, files: Mapping[str, bytes]) -> bytes:
    """The metadata of a pack that holds `files`, as JSON."""
    graph = [_descriptor(), _root(run, files), *_known(run), _action(run)]
    graph += [
        {
            "@id": _private(what),
            "@type": "CreativeWork",
            "name": what,
            "description": "A private input of the run: not in this crate.",
        }
        for what in run.left
    ]
    graph += [_file(path, files[path]) for path in sorted(files)]
    context = [f"{_RO}/crate/1.2/context", f"{_RO}/terms/workflow-run/context"]
    text = json.dumps({"@context": context, "@graph": graph}, indent=2, ensure_ascii=False)
    return f"{text}\n".encode()


def left_out(metadata: Path) -> list[str]:
    """What the run that an unpacked crate tells of rested on and is not in it."""
    graph = json.loads(metadata.read_text(encoding="utf-8"))["@graph"]
    return [one["name"] for one in graph if one["@id"].startswith("#private-")]


def citation(run: Run) -> bytes:
    """How to cite the pack, as a CITATION.cff."""
    said = {
        "cff-version": "1.2.0",
        "message": run.front.get("cite", "Cite the report and the period."),
        "title": run.title,
        "type": "dataset",
        "version": run.front.get("version", run.version),
        "authors": [{"name": _authors(run)}],
        "abstract": run.origin,
    }
    return yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=98).encode()


def _descriptor() -> dict:
    *_, workflow = _PROFILES
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": _ids([f"{_RO}/crate/1.2", workflow]),
    }


def _root(run: Run, files: Mapping[str, bytes]) -> dict:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": run.title,
        "description": run.origin,
        "datePublished": run.dated,
        "license": run.front.get("licence", "No licence is on record: ask the authors."),
        "author": {"@id": "#authors"},
        "conformsTo": _ids(_PROFILES),
        "mainEntity": {"@id": _WORKFLOW},
        "mentions": {"@id": _of_run(run)},
        "hasPart": _ids(map(quote, sorted(files))),
    }


def _known(run: Run) -> list[dict]:
    """Who and what the rest refers to."""
    profiles = [
        {"@id": at, "@type": "CreativeWork", "name": name, "version": version}
        for at, (name, version) in _PROFILES.items()
    ]
    engine = {
        "@id": "https://dvc.org/",
        "@type": "ComputerLanguage",
        "name": "DVC pipeline (dvc.yaml)",
        "url": "https://dvc.org/",
    }
    return [*profiles, engine, {"@id": "#authors", "@type": "Organization", "name": _authors(run)}]


def _action(run: Run) -> dict:
    return {
        "@id": _of_run(run),
        "@type": "CreateAction",
        "name": f"The report of {run.period}, built from what arrived",
        "actionStatus": {"@id": "http://schema.org/CompletedActionStatus"},
        "instrument": {"@id": _WORKFLOW},
        "agent": {"@id": "#authors"},
        "object": _ids([*map(quote, run.inputs), *map(_private, run.left)]),
        "result": _ids(map(quote, run.results)),
    }


def _file(path: str, content: bytes) -> dict:
    told = {
        "@id": quote(path),
        "@type": "File",
        "name": path,
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    if kind := _FORMATS.get(PurePosixPath(path).suffix):
        told["encodingFormat"] = kind
    if path == _WORKFLOW:
        told["@type"] = ["File", "SoftwareSourceCode", "ComputationalWorkflow"]
        told["programmingLanguage"] = {"@id": "https://dvc.org/"}
    return told


def _authors(run: Run) -> str:
    return run.front.get("authors") or "The evaluators, whose names are not on record"


def _of_run(run: Run) -> str:
    return f"#run-{run.period}"


def _private(what: str) -> str:
    return f"#private-{quote(what)}"


def _ids(ids: Iterable[str]) -> list[dict]:
    return [{"@id": one} for one in ids]
