"""How a command is asked: the options that several take, and one line where something is wrong."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click

from analysis.declare.table import InputError
from desk.opening import unopened


class OneLine(click.Group):
    """A group whose InputErrors end as one line and exit status 1, never as a traceback."""

    def main(self, *arguments, **more):
        # A console of old Windows lacks letters such as ≤: it then shows a question mark.
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        return super().main(*arguments, **more)

    def invoke(self, context: click.Context):
        _finish_what_was_ended()
        try:
            return super().invoke(context)
        except InputError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            if error.filename is None:
                raise
            raise click.ClickException(unopened(Path(error.filename), error)) from None


def _finish_what_was_ended() -> None:
    """In a program of its own: what is declared is read from files that may only now come into
    place.
    """
    here = Path.cwd()
    if any((at / "data" / "raw" / ".journal").is_dir() for at in (here, *here.parents)):
        done = subprocess.run([sys.executable, "-m", "analysis.store.recovery"])
        if done.returncode:
            sys.exit(done.returncode)


PATH = click.Path(path_type=Path)
period_argument = click.argument("period")


def text_option(name: str, says: str) -> Callable:
    """An option that is empty where it is not given."""
    return click.option(name, default="", help=says)


def folder_option(says: str) -> Callable:
    """The folder that is written into."""
    return click.option("--to", "folder", type=PATH, help=f"where to; by default {says}")


def day_option(name: str, says: str) -> Callable:
    """A day, like 2025-06-30."""
    return click.option(name, callback=_day, help=says)


def _day(_context, _parameter, given: str | None) -> dt.date | None:
    try:
        # Other forms can be read as well, and are no form people were told of.
        return given and dt.date.fromisoformat(given if given[4:8:3] == "--" else "")
    except ValueError:
        raise InputError(f"'{given}' is no day: write it like 2025-06-30") from None


def date_option(says: str) -> Callable:
    """A day or a month."""
    says = f"{says}, like 2025-06-30 or 2025-06; by default today"
    return click.option("--date", default=lambda: dt.date.today().isoformat(), help=says)
