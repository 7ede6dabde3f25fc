"""A file from outside is read in a process of its own, with bounded memory and time: the limits of
the reader know the harm we thought of, these hold for the rest.
"""

import multiprocessing
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import psutil

from analysis.declare.table import InputError

# What one file may take. Processor time where a system counts it, so that a busy machine refuses
# nobody; else, and for what waits, time by the clock.
MEMORY = 2**30
SECONDS, CLOCK = 20, 120
# From then on somebody who waits is told what for.
PATIENCE = 2


# A forked process starts at once, and waits for ever for what another thread held just then: one
# that has done nothing by then is started anew, which takes a second or two.
_STARTS = ("fork", "spawn") if sys.platform == "linux" else ("spawn",)
IDLE = 8


def apart(work: Callable, name: str, *arguments: Any) -> Any:
    """What `work(name, *arguments)` gives. InputError where the file called `name` takes too much,
    and whatever error the work ends in.
    """
    for start in _STARTS:
        result, error = _outcome(start, work, name, *arguments)
        if not isinstance(error, BlockingIOError):
            break
    if isinstance(error, MemoryError):
        raise InputError(
            f"refused {name}: it takes more than {MEMORY // 2**30} GB of memory or too long to read;"
            " ask the sender for the table of counts alone"
        )
    if error:
        raise error
    return result


def _outcome(start: str, work: Callable, name: str, *arguments: Any) -> tuple[Any, Any]:
    """What the work gave and the error it ended in: MemoryError where it took too much,
    BlockingIOError where it waits for a thread that it has not.
    """
    context = multiprocessing.get_context(start)
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_worked, args=(theirs, work, name, *arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        if not mine.poll(PATIENCE):
            progress(f"{name}: still being read")
        if start == "fork" and threading.active_count() > 1 and not mine.poll(IDLE):
            used = psutil.Process(process.pid).cpu_times()
            if used.user + used.system < IDLE / 20:
                return None, BlockingIOError()
        return mine.recv() if mine.poll(CLOCK) else (None, MemoryError())
    except EOFError:
        return None, MemoryError()
    finally:
        process.kill()
        process.join()
        mine.close()


def progress(line: str) -> None:
    """Tell whoever waits before a screen what is being done."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)


def _worked(connection: Connection, work: Callable, *arguments: Any) -> None:
    _bound()
    try:
        connection.send((work(*arguments), None))
    except Exception as error:
        connection.send((None, error))


def _bound() -> None:
    """No more memory and time than one file may take; without effect where a system knows no such
    bounds.
    """
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    bounds = {
        getattr(resource, "RLIMIT_DATA", resource.RLIMIT_AS): MEMORY + usage.ru_maxrss * 1024,
        resource.RLIMIT_CPU: SECONDS,
    }
    for kind, bound in bounds.items():
        most = resource.getrlimit(kind)[1]
        within = bound if most == resource.RLIM_INFINITY else min(bound, most)
        resource.setrlimit(kind, (within, most))
