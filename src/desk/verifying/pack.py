"""`analysis pack`: one zip of a period to archive or to send: what it publishes, the code, and what
of its inputs anybody may read.

Nothing is taken because it lies there: outputs are those dvc.lock knows, code is what the pipeline
is made of, and of data/raw goes what `desk.verifying.inputs` lets go.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import yaml

from analysis import store
from analysis.declare.table import InputError
from desk.verifying import built, crate, verify
from desk.verifying.inputs import inputs

_CODE = (
    "src notebooks docs make.py params.yaml dvc.yaml .dvcignore pyproject.toml requirements.lock"
    " environment.yml README.md CHANGELOG.md"
).split()
# Code, templates and words; a table or workbook that lies among them is neither.
_ENDINGS = (
    *".py .ipynb .md .html .css .js .j2 .json .lua .typ .xml .rels".split(),
    *".toml .lock .yml .yaml .dvcignore".split(),
)
_PRIVATE = ("data/", "internal/")
_UNIX = 3


def pack(period: str, out: Path | None) -> list[str]:
    """Write the pack of a period, and say where it is, what it is known by and what stayed.

    InputError, and nothing written, where its report is internal, was never built, or has changed
    since.
    """
    folder = store.root()
    outs = built.published(folder, period)
    if store.edition(period) != f"reports/{period}":
        raise built.internal(period)
    built.refuse_changed(folder, period)
    results = built.contents(folder, chain.from_iterable(outs.values()))
    rests_on = inputs(period)
    files = {
        **_code(folder),
        **built.contents(folder, rests_on.public),
        **results,
        "dvc.lock": _lock(folder, period),
        "verify.py": Path(verify.__file__).read_bytes(),
    }
    run = crate.Run(
        period,
        f"The Safe & Together London evaluation, {period}",
        store.origin(period),
        rests_on.dated,
        version("safe-together-evaluation"),
        store.front(period),
        rests_on.public,
        rests_on.private,
        tuple(results),
    )
    files["CITATION.cff"] = crate.citation(run)
    files[crate.NAME] = crate.described(run, files)
    files[verify.MANIFEST] = manifest(files)
    store.write_whole(out or folder / "packs" / f"{period}.zip", zipped(files))
    known_by = hashlib.sha256(files[verify.MANIFEST]).hexdigest()
    number = len(rests_on.public) + len(rests_on.private)
    return [
        f"{out or f'packs/{period}.zip'}: {len(files) - 1} files, {len(results)} of the report",
        f"{verify.MANIFEST} has the sha256 {known_by}: say it to whoever verifies, by another way"
        " than the pack goes",
        f"inputs that are private and stay here: {len(rests_on.private)} of {number}",
    ]


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The list of all files, with how long each is and its sha256."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("path", "bytes", "sha256"))
    for path in sorted(files):
        rows.writerow((path, len(files[path]), hashlib.sha256(files[path]).hexdigest()))
    return text.getvalue().encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on the files alone: in order, of the first day a zip knows, readable
    by all, and nothing squeezed, since libraries squeeze differently.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path in sorted(files):
            about = zipfile.ZipInfo(path)
            about.create_system, about.external_attr = _UNIX, 0o100644 << 16
            archive.writestr(about, files[path])
    return held.getvalue()


def _code(folder: Path) -> dict[str, bytes]:
    """The code as it stands; InputError for a file among it that is none, and for a notebook that
    holds what it showed when it last ran, which may be anybody's rows.
    """
    files = built.contents(folder, _CODE)
    for path, content in files.items():
        if not path.endswith(_ENDINGS):
            raise InputError(f"{path} is neither code nor words: move it out of the code and build")
        if path.endswith(".ipynb") and any(
            one.get("outputs") for one in json.loads(content)["cells"]
        ):
            raise InputError(
                f"{path} holds what it showed when it last ran, which may be private: clear all"
                " outputs in JupyterLab and save it"
            )
    return files


def _lock(folder: Path, period: str) -> bytes:
    """What dvc.lock says of the period's outputs and code. Not of rows and returns: a fingerprint
    of few numbers tells them to whoever tries them all out.
    """
    kept = {
        name: stage
        | {
            part: [one for one in stage[part] if not one["path"].startswith(_PRIVATE)]
            for part in {"deps", "outs"} & stage.keys()
        }
        for name, stage in built.locked(folder, period).items()
    }
    return yaml.safe_dump({"schema": "2.0", "stages": kept}, sort_keys=False).encode()
