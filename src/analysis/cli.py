"""The `analysis` command: look at the machine, write one section alone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from analysis.frames import InputError


class OneLine(click.Group):
    """A group whose InputErrors end as one line and exit status 1, never as a traceback."""

    def invoke(self, context: click.Context):
        try:
            return super().invoke(context)
        except InputError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=OneLine)
@click.version_option(package_name="safe-together-evaluation")
def main() -> None:
    """The Safe & Together London evaluation. Reports are built by `python3 make.py report`."""


@main.command()
def doctor() -> None:
    """Check the machine and the project: each line is ok, or says what to do."""
    from analysis.doctor import examine

    lines = list(examine())
    for line in lines:
        click.echo(f"{'ok  ' if line.ok else 'MEND'}  {line.what}{'' if line.ok else ': ' + line.mend}")
    sys.exit(not all(line.ok for line in lines))


@main.command()
@click.argument("period")
@click.argument("strand")
@click.option("--to", "format_", required=True, help="html, docx or pdf")
@click.option("--out", type=click.Path(path_type=Path), help="where to write it; by default into this folder")
def export(period: str, strand: str, format_: str, out: Path | None) -> None:
    """Write one section alone, to paste into a longer report."""
    from analysis import publish, store
    from analysis.export import render

    content = render(publish.section_alone(period, strand), store.reports(period, strand), format_)
    path = out or Path(f"{period}-{strand}.{format_}")
    path.write_bytes(content)
    click.echo(path)
