"""Notebooks run in forks of one process that has imported the libraries: nothing is imported twice,
and each run, and each kernel, is a process of its own all the same.

    python -m analysis.run.forking SOCKET

`make.py` begins it where a process can be forked safely. A stage then sends what it was asked to
run, its environment, and where it prints (`ask`); without it a stage imports for itself, to the
same bytes.
"""

import array
import json
import os
import signal
import socket
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress

# The environment's name of the socket that runs are asked for at.
ASKED_AT = "ANALYSIS_FORKING"
# Not what draws in notebooks: where there is none yet it would settle that no figure is shown.
_LIBRARIES = (
    "papermill ipykernel.kernelapp pandas scipy.stats statsmodels.api seaborn pandera nbconvert"
    " openpyxl docx analysis.cleaning analysis.publish analysis.export"
).split()
STOPS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
]


def ask(arguments: list[str]) -> int | None:
    """Have `analysis.run` run with these arguments in a fork; its exit status, or None where there
    is nobody to ask.
    """
    with socket.socket(socket.AF_UNIX) as asked:
        try:
            asked.connect(os.environ[ASKED_AT])
        except OSError:
            return None
        wanted = {"arguments": arguments, "folder": os.getcwd(), "environment": {**os.environ}}
        prints = array.array("i", [sys.stdout.fileno(), sys.stderr.fileno()])
        asked.sendmsg([b"!"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, prints)])
        with asked.makefile("rwb") as line:
            line.write(json.dumps(wanted).encode() + b"\n")
            line.flush()
            number = int(line.readline() or 0)
            if not number:
                return None
            for stop in STOPS:
                signal.signal(stop, lambda stop, _: os.kill(number, stop))
            # Nothing comes from a run that was killed.
            return int(line.readline() or 1)


def serve(place: str) -> None:
    """Fork a run for whoever asks at the socket `place`, until this process is ended."""
    # OpenBLAS has threads, and mends them in a fork; Python from 3.12 on warns of any.
    warnings.filterwarnings("ignore", ".* is multi-threaded", DeprecationWarning)
    # A run tells its own end; nobody here waits for it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(place)
        server.listen()
        for name in _LIBRARIES:
            __import__(name)
        while True:
            asked, _ = server.accept()
            if not os.fork():
                server.close()
                _ended(lambda asked=asked: _answer(asked))
            asked.close()


def _answer(asked: socket.socket) -> int:
    """Run what is asked for in this process, and say its number first and its status last."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, sent, *_ = asked.recvmsg(1, socket.CMSG_SPACE(2 * array.array("i").itemsize))
    for end, prints in enumerate(array.array("i", sent[0][2]), start=1):
        os.dup2(prints, end)
        os.close(prints)
    with asked.makefile("rwb") as line:
        wanted = json.loads(line.readline())
        line.write(b"%d\n" % os.getpid())
        line.flush()
        os.chdir(wanted["folder"])
        os.environ.clear()
        os.environ.update(wanted["environment"])
        from analysis import run

        kernel = Kernel(asked)
        try:
            status = run.main(wanted["arguments"], kernel)
        except SystemExit as ended:
            status = ended.code
        finally:
            kernel.close()
        sys.stdout.flush()
        line.write(b"%d\n" % status)
        line.flush()
    return status


class Kernel:
    """A kernel that is forked before anything is begun that a fork must not hold, and waits to be
    told what it is to be; the part of `subprocess.Popen` that Jupyter uses.
    """

    stdin = stdout = stderr = None

    def __init__(self, asked: socket.socket) -> None:
        reads, writes = os.pipe()
        self.returncode: int | None = None
        self.pid = os.fork()
        if not self.pid:
            os.close(writes)
            asked.close()
            _ended(lambda: _be_kernel(reads))
        os.close(reads)
        self._writes = os.fdopen(writes, "wb")

    def manager(self) -> type:
        """What Papermill is to start its kernel with: a class of its own for this kernel."""
        from jupyter_client.manager import AsyncKernelManager

        class Manager(AsyncKernelManager):
            async def _async_launch_kernel(manager, command, **given):
                provisioner = manager.provisioner
                self.begin(command, given)
                provisioner.process, provisioner.pid = self, self.pid
                manager._reconcile_connection_info(provisioner.connection_info)

        return Manager

    def begin(self, command: list[str], given: dict) -> None:
        """Tell the fork to be the kernel that `command` would start."""
        environment = {**given["env"], "JPY_PARENT_PID": str(os.getpid())}
        wanted = {"command": command, "folder": os.getcwd(), "environment": environment}
        self._writes.write(json.dumps(wanted).encode())
        self.close()

    def close(self) -> None:
        """A fork that was told nothing ends by that."""
        self._writes.close()

    def poll(self) -> int | None:
        """The exit status, once it has ended."""
        return self._waited(os.WNOHANG)

    def wait(self) -> int | None:
        """The exit status, when it has ended."""
        return self._waited(0)

    def _waited(self, how: int) -> int | None:
        if self.returncode is None:
            number, status = os.waitpid(self.pid, how)
            if number:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """A signal to it, while it is there."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


def _be_kernel(reads: int) -> int:
    for stop in STOPS:
        signal.signal(stop, signal.SIG_DFL)
    with os.fdopen(reads, "rb") as told:
        text = told.read()
    if not text:
        return 0
    wanted = json.loads(text)
    os.setsid()
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    # python -m ipykernel_launcher, and its arguments
    _, _, _, *arguments = wanted["command"]
    import matplotlib
    import pandas
    from ipykernel.kernelapp import IPKernelApp

    # What both would have asked when a kernel imported them: how its figures and frames are shown.
    matplotlib.rcParams["backend"] = "module://matplotlib_inline.backend_inline"
    pandas.options.display.max_columns = 20
    IPKernelApp.launch_instance(argv=arguments)
    return 0


def _ended(work: Callable[[], int]) -> None:
    """Do the work of a fork, and end there: nothing of what forked it runs on."""
    status = 1
    try:
        status = work()
    except SystemExit as ended:
        status = ended.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(status if isinstance(status, int) else 1)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    serve(sys.argv[1])
