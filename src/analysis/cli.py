"""The `analysis` command: look at the machine, write one section alone, check a draft."""

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


def _show_rules(context: click.Context, _parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from analysis.checking.printed import rules

        click.echo("\n".join(rules()))
        context.exit()


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_records", is_flag=True, help="the same as JSON records, for a program")
@click.option("--rules", is_flag=True, is_eager=True, expose_value=False, callback=_show_rules, help="list the rules")
def check(file: Path, as_records: bool) -> None:
    """Check the numbers, lists and references of a draft: md, txt, html, docx or xlsx.

    Exit status: 0 nothing to query, 1 something to query, 2 the file cannot be read.
    """
    from analysis.checking import check as checking
    from analysis.checking import printed
    from analysis.checking.reading import MAX_BYTES

    try:
        # One byte more than is read: the check itself says that the file is too large.
        with file.open("rb") as opened:
            checked = checking.check(file.name, opened.read(MAX_BYTES + 1))
    except (InputError, OSError) as error:
        is_ours = isinstance(error, InputError)
        click.echo(f"Error: {error if is_ours else f'{file} cannot be read: {error.strerror}; name a file'}", err=True)
        sys.exit(2)
    click.echo(printed.as_json(file.name, checked) if as_records else "\n".join(printed.as_lines(file.name, checked)))
    sys.exit(int(not checked.doubts.empty))
