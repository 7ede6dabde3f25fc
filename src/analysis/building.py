"""Bring every stage up to date on two cores: `dvc repro` twice side by side, on stages that do not
wait for each other.

    python -m analysis.building [STAGE ...]

What is out of date is DVC's to say, and so is what is run: `dvc repro` alone builds the same, one
stage after another. Here each of two workers is given, again and again, half of the work that can
begin. A line a stage says what began, and how much is left.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path
from queue import Queue
from threading import Thread

import networkx as nx
import yaml

from analysis.run import forking

WORKERS = 2
# How long each stage took when it last ran, in seconds: for the order, and to say how long is left.
TOOK = Path(".dvc", "tmp", "took.json")
_BEGINS = re.compile(r"Running stage '(.+)':")
_DVC = (sys.executable, "-m", "dvc", "--wait-for-lock")


def main(names: list[str]) -> int:
    """Build some stages and what they rest on, or all: 0 where they are up to date now, else the
    status of the stage that failed.
    """
    # Where a build is stopped the stages that run are ended, and then nothing is begun: make.py has
    # what ends them ignored here, which Windows does not hand on.
    if os.name == "nt":
        signal.signal(signal.SIGBREAK, signal.SIG_IGN)
    changed = out_of_date()
    if changed is None:
        return 1
    stages = graph(Path("dvc.yaml"))
    if unknown := sorted({*names} - {*stages}):
        print(f"analysis: dvc.yaml has no stage '{unknown[0]}': `dvc stage list` names them all")
        return 1
    if names:
        stages = stages.subgraph({*names}.union(*(nx.ancestors(stages, name) for name in names)))
    changed &= {*stages}
    late = changed.union(*(nx.descendants(stages, name) for name in changed))
    if not late:
        return 0
    with forked():
        return Building(stages.subgraph(late)).run()


def out_of_date() -> set[str] | None:
    """The stages that DVC finds changed, once dvc.yaml is what params.yaml and the strands declare;
    None where one of them fails, which has said why.

    Both take seconds: DVC is asked meanwhile, and again where dvc.yaml was another.
    """
    path = Path("dvc.yaml")
    before, failed = path.read_bytes(), 0
    with subprocess.Popen([*_DVC, "status", "--json"], stdout=subprocess.PIPE) as asked:
        if Path("params.yaml").is_file():
            failed = subprocess.call([sys.executable, "-m", "analysis.pipeline"])
        told = asked.communicate()[0]
    if failed or asked.returncode:
        return None
    return {*json.loads(told)} if path.read_bytes() == before else out_of_date()


def graph(written: Path) -> nx.DiGraph:
    """The stages of a `dvc.yaml`, each leading to those that read what it makes; `what` is its
    description.
    """
    stages = yaml.safe_load(written.read_text(encoding="utf-8"))["stages"]
    made = {
        path: name
        for name, stage in stages.items()
        for out in stage.get("outs", [])
        for path in ([out] if isinstance(out, str) else out)
    }
    built = nx.DiGraph()
    for name, stage in stages.items():
        built.add_node(name, what=stage.get("desc", name))
        for path in stage.get("deps", []):
            for within in (path, *map(str, Path(path).parents)):
                if within in made:
                    built.add_edge(made[within], name)
    return built


@contextmanager
def forked() -> Iterator[None]:
    """A process that has imported the libraries, for the stages to be forked from; none where that
    is not safe.
    """
    if sys.platform != "linux":
        yield
        return
    with tempfile.TemporaryDirectory(prefix="analysis-") as folder:
        place = os.environ[forking.ASKED_AT] = str(Path(folder) / "asked")
        server = subprocess.Popen([sys.executable, "-m", "analysis.run.forking", place])
        try:
            yield
        finally:
            server.terminate()
            server.wait()


class Building:
    """A build of some stages: `left` are those that are not through yet, `given` is what each worker
    has to do, `began` what it does now and `words` what that said, `ahead` how long the way from a
    stage to the end is.
    """

    def __init__(self, stages: nx.DiGraph) -> None:
        self.left, self.said = stages.copy(), Queue()
        self.took: dict[str, float] = {}
        with suppress(OSError, ValueError):  # none was kept, or one that was cut short
            self.took = json.loads(TOOK.read_text())
        self.given: dict[int, list[str]] = {}
        self.began: dict[int, tuple[str, float]] = {}
        self.words: defaultdict[int, str] = defaultdict(str)
        self.ahead: dict[str, float] = {}
        for name in reversed([*nx.topological_sort(stages)]):
            after = (self.ahead[other] for other in stages.successors(name))
            self.ahead[name] = self.usual(name) + max(after, default=0)

    def run(self) -> int:
        """Give work to whoever has none until none is left, or a stage failed: what that said is then
        said again, after what still ran.
        """
        status, words = 0, ""
        while True:
            for worker in range(WORKERS):
                if worker not in self.given and not status and (batch := self.batch()):
                    self.begin(worker, batch)
            if not self.given:
                print(words, end="", flush=True)
                return status
            worker, line = self.said.get()
            if isinstance(line, str):
                self.heard(worker, line)
                continue
            told = self.ended(worker)
            self.left.remove_nodes_from(self.given.pop(worker))
            if line and not status:
                status, words = line, told if self.given else ""

    def batch(self) -> list[str]:
        """Half of what can begin, by the time it takes: first what is longest from the end."""
        busy = {name for batch in self.given.values() for name in batch}
        can = [name for name, before in self.left.in_degree if not before and name not in busy]
        can.sort(key=self.ahead.get, reverse=True)
        before = accumulate(map(self.usual, can), initial=0)
        half = sum(map(self.usual, can)) / WORKERS
        return [name for name, taken in zip(can, before, strict=False) if taken < half]

    def usual(self, name: str) -> float:
        """How long a stage took, or may take."""
        return self.took.get(name, 8.0)

    def begin(self, worker: int, batch: list[str]) -> None:
        """Have DVC bring a batch up to date, and hear what it says."""
        self.given[worker] = batch
        dvc = subprocess.Popen(
            [*_DVC, "repro", "--single-item", *batch],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        Thread(target=self.listen, args=(worker, dvc), daemon=True).start()

    def listen(self, worker: int, dvc: subprocess.Popen) -> None:
        """Pass on every line, and the status at the end."""
        for line in dvc.stdout:
            self.said.put((worker, line))
        self.said.put((worker, dvc.wait()))

    def heard(self, worker: int, line: str) -> None:
        """Say what begins, and what is left; all else is kept until its stage is through."""
        begins = _BEGINS.match(line)
        if not begins:
            self.words[worker] += line
            return
        self.ended(worker)
        self.began[worker] = begins[1], time.monotonic()
        what = self.left.nodes[begins[1]]["what"]
        print(f"{line}{what} ({self.still()})", flush=True)

    def still(self) -> str:
        """How many stages are left, and for about how long."""
        minutes = sum(map(self.usual, self.left)) / WORKERS / 60
        long = f"{minutes:.0f} minutes" if minutes >= 1.5 else "a minute"
        return f"{len(self.left)} left, about {long}"

    def ended(self, worker: int) -> str:
        """The stage that a worker had begun is through, or failed: print what it said, and keep how
        long it took.
        """
        told = self.words.pop(worker, "")
        print(told, end="", flush=True)
        if worker in self.began:
            name, began = self.began.pop(worker)
            self.left.remove_node(name)
            self.took[name] = round(time.monotonic() - began, 1)
            TOOK.write_text(json.dumps(self.took, indent=1) + "\n")
        return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
