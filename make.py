"""Set up the project's own environment, then build the reports, run the tests or open JupyterLab.

    python3 make.py report    build the report of every period in params.yaml
    python3 make.py test      lint, tests and notebooks
    python3 make.py torture   drawn, damaged and ended inputs at length, with a table for each
    python3 make.py bench     how long it takes against what else does the same: docs/performance.md
    python3 make.py lab       JupyterLab on this project

On Windows write `py make.py report`. Standard library only: this file runs before anything is installed.
"""

import contextlib
import hashlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "installed"
UV = "uv==0.13.9"
SUPPORTED = ((3, 11), (3, 12), (3, 13))

LOCK = ROOT / "dvc.lock"
# The last whole copy of it, and a file that is there while a build runs: src/analysis/mending.py
# looks at both.
KEPT = ROOT / ".dvc" / "tmp" / "kept.lock"
UNCLEAN = ROOT / ".dvc" / "tmp" / "building"
# What closing a window, Ctrl-C and the end of a session send.
STOPS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
]
# DVC and its stages by themselves, so that what is sent to the window reaches make.py alone.
GROUP = (
    {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    if os.name == "nt"
    else {"process_group": 0}
)

# What DVC says about itself rather than about our stages.
DVC_CHATTER = re.compile(
    r"^(\s*$|>|'.*\.dvc' didn't change|Stage '.*' (didn't change|is cached)|Running stage |Updating lock file"
    r"|Generating lock file|To track the changes|\tgit add|To enable auto staging|\tdvc config|Use `dvc push`"
    r"|Data and pipelines are up to date|WARNING: '.*' is empty\.$|Verifying data sources"
    r"|WARNING: Process '.*' with \(Pid \d+\), in RWLock-file"
    r"|ERROR: failed to reproduce .* failed to run: )"
)


def main(arguments: list[str]) -> int:
    tasks = {"report": report, "test": test, "lab": lab, "torture": torture, "bench": bench}
    if len(arguments) != 1 or arguments[0] not in tasks:
        print(__doc__)
        return 2
    if sys.version_info[:2] not in SUPPORTED:
        return fail(
            f"this is Python {sys.version.split()[0]}; the project needs 3.11, 3.12 or 3.13: "
            "install one from python.org and call make.py with it"
        )
    os.chdir(ROOT)
    return set_up() or tasks[arguments[0]]()


def set_up() -> int:
    """Bring `.venv` to what requirements.lock says; at once when it is there already."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return 0
    print("Setting up the environment in .venv (a few minutes, once) ...", flush=True)
    try:
        if not made_by_this_python():
            venv.create(VENV, with_pip=True, clear=True)
    except subprocess.CalledProcessError:
        return fail(
            "this Python cannot make a virtual environment: on Debian or Ubuntu run "
            "'apt install python3-venv', then try again"
        )
    failed = (
        call("-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
        or call(
            "-m",
            "uv",
            "pip",
            "sync",
            "--quiet",
            "--require-hashes",
            "--compile-bytecode",
            "requirements.lock",
        )
        # The lock already holds what builds the package, so nothing more is asked for.
        or call(
            "-m",
            "uv",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--editable",
            ".",
        )
    )
    if failed:
        return fail(
            "the environment could not be installed; the lines above say why "
            "(no network? a proxy?). Nothing else was changed: mend it and run the same command again"
        )
    STAMP.write_text(wanted)
    return 0


def made_by_this_python() -> bool:
    """Whether `.venv` is there already, from this version of Python."""
    made = VENV / "pyvenv.cfg"
    version = ".".join(map(str, sys.version_info[:3]))
    return (
        (BIN / python_name()).exists()
        and made.is_file()
        and f"version = {version}\n" in made.read_text()
    )


def fingerprint() -> str:
    """What the environment depends on: the lock, the package's metadata, this Python and this folder."""
    files = b"".join((ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml"))
    return hashlib.sha256(
        files + UV.encode() + sys.version.encode() + str(ROOT).encode()
    ).hexdigest()


def report() -> int:
    """Build what is out of date, a line a stage, and say where the reports are and what changed."""
    started = time.monotonic()
    ran, status = reproduce()
    if status:
        return status  # the stage, or DVC, has said what to do in its last line
    print(
        f"Built {ran} stage{'s' * (ran != 1)} in {time.monotonic() - started:.0f} s."
        if ran
        else "Nothing has changed since the last run: every report is up to date."
    )
    for path in sorted([*ROOT.glob("reports/*/report.*"), *ROOT.glob("internal/*/report-*")]):
        if path.suffix != ".ipynb":
            print(f"  {path.relative_to(ROOT)}")
    if ran:
        call(
            "-m", "desk.changed.tell"
        )  # where it cannot be told, it says so, and the reports stand
    return 0


def reproduce() -> tuple[int, int]:
    """`analysis.building` without DVC's chatter. Returns how many stages ran, and the exit status."""
    # Before it, what a command that was ended left halfway: a period may be declared in it.
    if (ROOT / "data" / "raw" / ".journal").is_dir() and call("-m", "analysis.store.recovery"):
        return 0, 1
    # And a dvc.lock that is whole, since stages that are no more are taken out of it.
    if status := mended():
        return 0, status
    # An unpacked archive has no git history, and DVC must be told so.
    if not (ROOT / ".git").exists():
        call("-m", "dvc", "config", "--local", "--quiet", "core.no_scm", "true")
    ran = 0
    with Build() as build:
        for line in build.process.stdout:
            ran += line.startswith("Running stage ")
            if not DVC_CHATTER.match(line) and not build.stopped:
                print(line, end="", flush=True)
    if build.stopped:
        return ran, fail(
            "stopped; what was built until then stands, and the same command goes on from there"
        )
    return ran, min(build.process.returncode, 1)


class Build:
    """A build, in which nothing ends DVC while it writes dvc.lock: the stages that run are ended
    instead, and DVC then stops by itself.
    """

    def __enter__(self) -> "Build":
        self.stopped = False
        UNCLEAN.parent.mkdir(parents=True, exist_ok=True)
        UNCLEAN.touch()
        # What is ignored now DVC ignores too; a stage of ours does not (src/analysis/run).
        self.handlers = {stop: signal.signal(stop, signal.SIG_IGN) for stop in STOPS}
        self.process = subprocess.Popen(
            [BIN / python_name(), "-m", "analysis.building"],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            **GROUP,
        )
        for stop in STOPS:
            signal.signal(stop, self.stop)
        return self

    def stop(self, *_) -> None:
        """End the stages that run, and each that DVC may still begin, until DVC is through."""
        if not self.stopped:
            self.stopped = True
            threading.Thread(target=self.end_stages, daemon=True).start()

    def end_stages(self) -> None:
        while self.process.poll() is None:
            with contextlib.suppress(OSError):
                if os.name == "nt":
                    self.process.send_signal(signal.CTRL_BREAK_EVENT)
                else:
                    os.killpg(self.process.pid, signal.SIGTERM)
            time.sleep(0.5)

    def __exit__(self, kind, *_) -> None:
        if kind:  # nobody reads what we print any more
            self.stop()
        self.process.communicate()
        for stop, handler in self.handlers.items():
            signal.signal(stop, handler)
        if self.process.returncode == 0 or self.stopped:
            keep_lock()
        UNCLEAN.unlink()


def keep_lock() -> None:
    """A copy of dvc.lock, which DVC writes in place: should it be cut short, this one is whole."""
    if LOCK.is_file():
        unfinished = KEPT.with_suffix(".unfinished")
        unfinished.write_bytes(LOCK.read_bytes())
        unfinished.replace(KEPT)


def mended() -> int:
    """Have the last whole dvc.lock put back where a build was ended while DVC wrote it; nothing is
    looked at where it is the one that was kept.
    """
    kept = KEPT.is_file() and LOCK.is_file() and KEPT.read_bytes() == LOCK.read_bytes()
    return 0 if kept and not UNCLEAN.is_file() else call("-m", "analysis.mending")


def test() -> int:
    """Lint, then build what is out of date, then tests and notebooks against what was built."""
    return (
        call("-m", "ruff", "check", "--no-cache", ".")
        or call("-m", "ruff", "format", "--check", "--quiet", "--no-cache", ".")
        or report()
        or call(
            "-m",
            "pytest",
            "-n",
            "2",
            "--cov",
            "--cov-report=term:skip-covered",
            "--cov-fail-under=90",
        )
        or notebooks()
    )


def notebooks() -> int:
    """Run every executed notebook again and compare its outputs strictly; what it writes goes to a scratch folder."""
    executed = sorted(
        path.relative_to(ROOT).as_posix() for path in ROOT.glob("reports/*/*/*.ipynb")
    )
    with tempfile.TemporaryDirectory() as scratch:
        return call(
            "-m",
            "pytest",
            "-n",
            "2",
            "--dist",
            "loadfile",
            "--nbval",
            "-p",
            "no:cacheprovider",
            *executed,
            ANALYSIS_STAGING=scratch,
        )


def torture() -> int:
    return call("-m", "torture", PYTHONPATH="tests")


def bench() -> int:
    return report() or call("benchmarks")


def lab() -> int:
    return call("-m", "jupyter", "lab", "--notebook-dir", "notebooks")


def call(*arguments: str, **variables: str) -> int:
    """Run this environment's Python, its output shown as it comes."""
    return subprocess.call([BIN / python_name(), *arguments], env={**environment(), **variables})


def environment() -> dict[str, str]:
    """The environment as activated, so that the commands of dvc.yaml find the project's Python."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {
        **os.environ,
        "PATH": path,
        "VIRTUAL_ENV": str(VENV),
        "PYTHONUTF8": "1",
        "DVC_NO_ANALYTICS": "1",
    }


def python_name() -> str:
    return "python.exe" if os.name == "nt" else "python"


def fail(message: str) -> int:
    print(f"make.py: {message}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(fail("stopped by you"))
