"""What is built, stage by stage: `dvc.yaml` is written from what params.yaml and each strand
declare.

    python -m analysis.pipeline

A stage depends on what it reads: its strand's folder, the core, its notebook, its own files and its
lines of the kept lists. DVC can build stages from a list, but not the dependencies of a stage; so
they are written out here, and a strand that a period was not asked for has no stage.
"""

import sys

import yaml

from analysis.declare.periods import periods_to
from analysis.declare.table import InputError
from analysis.registry import STRANDS, TABLES
from analysis.store import lists
from analysis.store.journal import write_whole
from analysis.store.kept import profile
from analysis.store.project import document, edition, home, params, raw, root, strands

_HEAD = """\
# What is built, in the order in which it reads. `dvc stage list` prints it as a table of contents.
# Written by `python -m analysis.pipeline` from params.yaml and the strands: change those, not this.
"""
_CORE = ("declare", "store", "registry.py")
_CLEANING = "read cleaning.py run".split()
_FINDINGS = "find disclosure show publish.py run".split()
_REPORT = (
    "find disclosure show publish.py run export.py tags.py word.py templates notebook_page.py"
    " notebook_parts.py traces.py trace_key.py trace_pages.py read"
).split()


def stages() -> dict[str, dict]:
    """Every stage by its name, as `dvc.yaml` holds it; InputError for a period without a folder."""
    built = {}
    for period in params()["periods"]:
        raw(period)
        built[f"lists-{period}"] = _lists(period)
        for strand in strands(period):
            built[f"cleaning-{strand}-{period}"] = _cleaning(strand, period)
        for strand in strands(period):
            built[f"findings-{strand}-{period}"] = _findings(strand, period)
        built[f"claims-{period}"] = _claims(period)
        built[f"report-{period}"] = _report(period)
        if _there(summary := f"data/raw/{period}/commentary/summary.md"):
            built[f"summary-{period}"] = _summary(period, summary)
        built[f"boroughs-{period}"] = _boroughs(period)
        built[f"edition-{period}"] = _reading(period)
        if profile(period).withholds:
            built[f"attack-{period}"] = _attack(period)
    return built


def text() -> str:
    """`dvc.yaml` as it should stand."""
    written = yaml.safe_dump(
        {"stages": stages()}, sort_keys=False, default_flow_style=None, width=98, allow_unicode=True
    )
    return _HEAD + written


def write() -> None:
    """Bring `dvc.yaml` up to date, and take stages that are no more out of `dvc.lock`.

    DVC reads and writes the whole lock at every stage, and never forgets one.
    """
    path, lock, wanted = root() / "dvc.yaml", root() / "dvc.lock", text()
    if path.is_file() and path.read_text(encoding="utf-8") == wanted:
        return
    # The lock first: ended in between, the next run does both again.
    if lock.is_file():
        kept = yaml.safe_load(lock.read_text(encoding="utf-8"))
        known = stages()
        kept["stages"] = {name: kept["stages"][name] for name in kept["stages"] if name in known}
        write_whole(lock, yaml.safe_dump(kept, sort_keys=False).encode())
    write_whole(path, wanted.encode())


def _lists(period: str) -> dict:
    return {
        "desc": f"{period}: part the lists people keep, so that a line of one strand is its own",
        "cmd": f"python -m analysis.store.lists {period}",
        "deps": [
            *_raw(period),
            *_kept(lists.EVERY),
            "params.yaml",
            *(path for strand in strands(period) for path in _room(strand, "declares")),
            *_core(),
        ],
        "outs": [_private(lists.folder(period))],
    }


def _cleaning(strand: str, period: str) -> dict:
    return {
        "desc": f"{period}, {STRANDS[strand].title}: read what was sent into rows and questions",
        "cmd": f"python -m analysis.run cleaning -p strand {strand} -p period {period}",
        "deps": [
            *_there(_arrived(strand, period)),
            f"{lists.folder(period)}/{strand}/cleaning.txt",
            *_before(strand, period),
            *_room(strand, "declares", "cleans"),
            "notebooks/cleaning.ipynb",
            *_core(*_CLEANING),
        ],
        "outs": [_private(f"data/processed/{strand}/{period}")],
    }


def _findings(strand: str, period: str) -> dict:
    return {
        "desc": f"{period}, {STRANDS[strand].title}: ask what the rows can bear; the section",
        "cmd": f"python -m analysis.run findings/{strand} -p period {period}",
        "deps": [
            *_rows((strand, *STRANDS[strand].reads), period),
            f"{lists.folder(period)}/{strand}/findings.txt",
            *_room(strand, "declares", "finds", "prints"),
            *(path for other in STRANDS[strand].reads for path in _room(other, "declares")),
            f"notebooks/findings/{strand}.ipynb",
            *_core(*_FINDINGS),
        ],
        "outs": [
            _public(f"{edition(period)}/{strand}"),
            _private(f"data/processed/findings/{strand}/{period}"),
        ],
    }


def _claims(period: str) -> dict:
    evidence = [key for key in params()["strands"] if not STRANDS[key].in_confidence]
    return {
        "desc": f"{period}: check the published statements against the rows",
        "cmd": f"python -m analysis.run claims -p period {period}",
        "deps": [
            *_rows(evidence, period),
            f"{lists.folder(period)}/claims/findings.txt",
            *(path for strand in strands(period) for path in _room(strand, "declares")),
            "src/strands/claims",
            "src/strands/indicators/finds",
            "notebooks/claims.ipynb",
            *_core(*_FINDINGS),
        ],
        "outs": [_public(f"{edition(period)}/claims")],
    }


def _report(period: str) -> dict:
    return {
        "desc": f"{period}: put the sections together as HTML, DOCX and PDF",
        "cmd": f"python -m analysis.run report -p period {period}",
        "deps": [
            *(f"{edition(period)}/{section}" for section in (*strands(period), "claims")),
            *(f"data/processed/{strand}/{period}" for strand in strands(period)),
            *_glanced_before(period),
            *_raw(period),
            *_kept(("boroughs", "periods")),
            "notebooks/report.ipynb",
            "params.yaml",
            "requirements.lock",
            *_core(*_REPORT),
        ],
        "outs": [_public(path) for path in _documents(period)],
    }


def _boroughs(period: str) -> dict:
    return {
        "desc": f"{period}: a page for each borough, from what the sections print of it",
        "cmd": f"python -m desk.pages.public {period}",
        "deps": [
            *(f"{edition(period)}/{section}" for section in (*strands(period), "claims")),
            *(f"data/processed/{strand}/{period}" for strand in strands(period)),
            *_raw(period),
            *_kept(("boroughs", "indicators", "periods")),
            *(path for strand in params()["strands"] for path in _room(strand, "declares")),
            "params.yaml",
            "src/desk",
            *_core(*_REPORT),
        ],
        "outs": [_public(f"{edition(period)}/boroughs")],
    }


def _reading(period: str) -> dict:
    """The formulas' sources and the dictionary are read from the code itself."""
    return {
        "desc": f"{period}: the reading edition, a site that opens from disk",
        "cmd": f"python -m edition.build {period}",
        "deps": [
            *(f"{edition(period)}/{section}" for section in (*strands(period), "claims")),
            *_documents(period),
            f"{edition(period)}/boroughs",
            *_raw(period),
            *_kept(lists.EVERY),
            *_written(),
            "params.yaml",
            "requirements.lock",
            "src/edition",
            "src/desk/books.py",
            *_core("templates", "word.py")[1:],
        ],
        "outs": [_public(f"{edition(period)}/site")],
    }


def _written() -> list[str]:
    """Documents and code that a reading edition repeats, and that anybody may read."""
    rooms = [
        path
        for strand in (*params()["strands"], "claims")
        for path in _room(strand, "declares", "finds")
    ]
    shared = "docs/methods.md docs/decisions.md src/analysis/declare src/analysis/find".split()
    return [*(path for one in shared for path in _there(one)), *rooms]


def _glanced_before(period: str) -> list[str]:
    """The lines of the first page of the report before, which say what is new in this one."""
    before = _earlier(period)[-2:-1]
    return [
        f"{edition(key)}/{section}/glance.csv"
        for key in before
        for section in (*strands(key), "claims")
    ]


def attack(period: str) -> str:
    """The command that tries to work out what is withheld of a period; agreed headings are free."""
    rule = profile(period)
    columns = (one.columns for strand in strands(period) for one in TABLES[strand].values())
    free = {name for held in columns for name, column in held.items() if column.free}
    rounded = f" --nearest {rule.nearest}" if rule.nearest > 1 else ""
    return (
        f"python -m attacker {edition(period)} --least {rule.least} --most {rule.most}"
        f"{rounded} --allow-floors --private data/processed/findings"
        f" --written {' '.join(_written())} --data data"
        f" --free {' '.join(sorted(free - {'wording'}))}"
    )


def _attack(period: str) -> dict:
    return {
        "desc": f"{period}: try to work out what is withheld, from all that may leave",
        "cmd": attack(period),
        "deps": [
            *(f"{edition(period)}/{section}" for section in (*strands(period), "claims")),
            *_documents(period),
            f"{edition(period)}/boroughs",
            f"{edition(period)}/site",
            *(f"data/processed/findings/{strand}/{period}" for strand in strands(period)),
            *_rows(strands(period), period),
            *_there(f"data/raw/{period}/cleared.csv"),
            *_written(),
            "src/attacker",
        ],
    }


def _summary(period: str, path: str) -> dict:
    """It runs with every build, so that what does not agree is said each time."""
    return {
        "desc": f"{period}: hold the evaluators' summary against the report",
        "cmd": f"python -m desk.summary {period}",
        "deps": [path, *_documents(period), "src/desk/summary.py", "src/draftcheck"],
        "always_changed": True,
    }


def _documents(period: str) -> list[str]:
    """What the report of a period is made of, beside its sections."""
    written = (document(period, kind) for kind in ("html", "docx", "pdf"))
    beside = (f"{edition(period)}/{name}" for name in ("revised.csv", "notebooks", "traces"))
    return [f"{edition(period)}/report.ipynb", *written, *beside]


def _raw(period: str) -> list[str]:
    """The folders of what arrived that a report of `period` reads."""
    keys = [*_earlier(period), *(home(period, strand) for strand in strands(period))]
    return [f"data/raw/{key}" for key in dict.fromkeys(keys)]


def _arrived(strand: str, period: str) -> str:
    place = home(period, strand)
    return f"data/raw/{period}/{strand}" if place == period else f"data/raw/{place}"


def _rows(keys, period: str) -> list[str]:
    """The cleaned rows that a report of `period` may read of some strands."""
    return [
        f"data/processed/{strand}/{key}"
        for strand in keys
        for key in _earlier(period)
        if strand in strands(key)
    ]


def _before(strand: str, period: str) -> list[str]:
    """The cleaned rows of periods before that a strand's numbers are held against."""
    return _rows([strand], period)[:-1] if STRANDS[strand].counted_by else []


def _earlier(period: str) -> list[str]:
    """The periods a report of `period` reads: those that are built, up to its own."""
    return [key for key in periods_to(period) if key in params()["periods"]]


def _room(strand: str, *rooms: str) -> list[str]:
    """The files or folders of a strand's rooms, whichever each is."""
    found = []
    for room in rooms:
        path = f"src/strands/{strand}/{room}"
        found += _there(path) or _there(f"{path}.py")
    return found


def _core(*more: str) -> list[str]:
    return [f"src/analysis/{name}" for name in (*_CORE, *more)]


def _kept(names) -> list[str]:
    return [path for name in names for path in _there(f"data/raw/{name}.csv")]


def _there(path: str) -> list[str]:
    return [path] if (root() / path).exists() else []


def _private(path: str) -> dict:
    """Rows never leave this machine by `dvc push`: victim-survivors' answers are among them, and
    all can be made again.
    """
    return {path: {"persist": True, "push": False}}


def _public(path: str) -> dict:
    return {path: {"cache": False, "persist": True}}


if __name__ == "__main__":
    try:
        write()
    except InputError as error:
        print(f"analysis: {error}", file=sys.stderr)
        sys.exit(1)
