"""The `analysis` command: look at the machine, write one section alone, check a draft."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from analysis.declare.table import InputError


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
    from desk.doctor import examine

    lines = list(examine())
    for line in lines:
        click.echo(
            f"{'ok  ' if line.ok else 'MEND'}  {line.what}{'' if line.ok else ': ' + line.mend}"
        )
    sys.exit(not all(line.ok for line in lines))


@main.command()
@click.argument("period")
@click.argument("strand")
@click.option("--to", "format_", required=True, help="html, docx or pdf")
@click.option(
    "--out", type=click.Path(path_type=Path), help="where to write it; by default into this folder"
)
def export(period: str, strand: str, format_: str, out: Path | None) -> None:
    """Write one section alone, to paste into a longer report."""
    from analysis import publish, store
    from analysis.export import render

    content = render(publish.section_alone(period, strand), store.reports(period, strand), format_)
    path = out or Path(f"{period}-{strand}.{format_}")
    path.write_bytes(content)
    click.echo(path)


@main.command()
@click.argument("period")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="where to; by default queries/PERIOD"
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="the day by which to answer; given again later, what is still open then is overdue",
)
def queries(period: str, folder: Path | None, until: dt.datetime | None) -> None:
    """Write the questions about a period's returns: a workbook for each borough or sender, to send
    to them.
    """
    from analysis import store
    from desk.exchange.desk import send

    day = until and until.date()
    for line in send(period, folder or store.root() / "queries" / period, dt.date.today(), day):
        click.echo(line)


@main.command()
@click.argument("period")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="where to; by default pages/PERIOD"
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="the day by which to comment; what is open after it is overdue",
)
def pages(period: str, folder: Path | None, until: dt.datetime | None) -> None:
    """Write each borough its own page (HTML, Word): its numbers, questions, answers and notes, and
    nobody else's.
    """
    from analysis import store
    from desk.pages.write import write

    day = until and until.date()
    for line in write(period, folder or store.root() / "pages" / period, dt.date.today(), day):
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), help="the day it was answered; by default today"
)
def reply(file: Path, date: dt.datetime | None) -> None:
    """Read an answered workbook back: into replies.csv and corrections.csv, all of it or nothing."""
    from desk.exchange.desk import take_in

    done, problems = take_in(file.name, file.read_bytes(), (date or dt.datetime.now()).date())
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise InputError(f"nothing of {file.name} was filed")
    click.echo("\n".join(done))


def _show_rules(context: click.Context, _parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from draftcheck.printed import rules

        click.echo("\n".join(rules()))
        context.exit()


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_records", is_flag=True, help="the same as JSON records, for a program")
@click.option(
    "--rules",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_rules,
    help="list the rules",
)
def check(file: Path, as_records: bool) -> None:
    """Check the numbers, lists and references of a draft: md, txt, html, docx or xlsx.

    Exit status: 0 nothing to query, 1 something to query, 2 the file cannot be read.
    """
    from draftcheck import check as checking
    from draftcheck import printed
    from draftcheck.reading import MAX_BYTES

    try:
        # One byte more than is read: the check itself says that the file is too large.
        with file.open("rb") as opened:
            checked = checking.check(file.name, opened.read(MAX_BYTES + 1))
    except (InputError, OSError) as error:
        is_ours = isinstance(error, InputError)
        click.echo(
            "Error:"
            f" {error if is_ours else f'{file} cannot be read: {error.strerror}; name a file'}",
            err=True,
        )
        sys.exit(2)
    click.echo(
        printed.as_json(file.name, checked)
        if as_records
        else "\n".join(printed.as_lines(file.name, checked))
    )
    sys.exit(int(not checked.doubts.empty))


@main.command()
@click.argument("period")
def simulate(period: str) -> None:
    """Write made-up returns of a period declared simulated, mess included, to try the software
    with.
    """
    from simulated.simulate import write

    for line in write(period):
        click.echo(line)


@main.command("new-period")
@click.argument("period")
@click.option("--from", "first", required=True, help="its first month, like 2026-04")
@click.option("--to", "last", required=True, help="its last month, like 2027-03")
@click.option(
    "--label", default="", help="its name in tables and headings; by default like 2026/27"
)
def new_period(period: str, first: str, last: str, label: str) -> None:
    """Declare a new funding period and make the folders for what will come, all of it or nothing."""
    from desk.collecting.new_period import new_period as declare

    for line in declare(period, first, last, label):
        click.echo(line)


@main.command()
@click.argument("period")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    help="where to; by default the folder templates",
)
def templates(period: str, folder: Path | None) -> None:
    """Write the workbooks that boroughs fill in for a period, one a borough and strand."""
    from analysis import store
    from desk.collecting.templates import templates as made_for

    base = (folder or store.root() / "templates") / period
    for name, content in made_for(period).items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        click.echo(path)


@main.command()
@click.option("--borough", required=True, help="whose cases, like hackney")
@click.option(
    "--quarter", required=True, help="when they were closed, like 2025Q2 or 'Apr-Jun 2025'"
)
@click.option(
    "--period", default="", help="the funding period; by default the one the quarter lies in"
)
@click.option(
    "--seed",
    default="",
    help="a seed agreed beforehand; by default made of period, borough and quarter",
)
@click.option("--arm-size", default=5, show_default=True, help="how many cases an arm")
@click.option(
    "--date", default="", help="when it is drawn, like 2025-06-30 or 2025-06; by default today"
)
def sample(borough: str, quarter: str, period: str, seed: str, arm_size: int, date: str) -> None:
    """Draw closed cases for a learning review, and put the draw on record so that it stands."""
    from desk.collecting.sample import draw

    click.echo(
        "\n".join(
            draw(borough, quarter, date or dt.date.today().isoformat(), period, seed, arm_size)
        )
    )


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--period",
    default="",
    help="the funding period, like 2023-25; by default found from the content",
)
@click.option(
    "--strand", default="", help="the strand, like indicators; by default found from the content"
)
@click.option("--sender", default="", help="the role of who sent it, never a name")
@click.option(
    "--date", default="", help="when it arrived, like 2025-06-30 or 2025-06; by default today"
)
@click.option("--replaces", default="", help="the earlier file in whose place it stands, or none")
def receive(files: tuple[Path, ...], **told: str) -> None:
    """File returns that arrived, after showing what was understood of each and what was not.

    A file that is refused is named in one line, and then nothing is filed.
    """
    from desk.receiving import receive as receiving

    plans = receiving.planned(files, receiving.Told(**told))
    for plan in plans:
        click.echo("\n".join(receiving.said(plan)))
    for line in receiving.file(plans):
        click.echo(line)


@main.command()
@click.argument("period")
@click.option("--date", default="", help="when, like 2025-06-30 or 2025-06; by default today")
@click.option("--what", default="the report", help="what was published")
@click.option(
    "--because",
    default="",
    help="why it was published with questions open that keep numbers out; kept",
)
def published(period: str, date: str, what: str, because: str) -> None:
    """Note that a report of a period was published: what changes from now on is marked as revised."""
    from desk.receiving.publishing import note

    for line in note(period, date or dt.date.today().isoformat(), what, because):
        click.echo(line)


@main.command()
@click.argument("period")
@click.option(
    "--as-known-on", "date", required=True, help="a day or month, like 2025-06-30 or 2025-06"
)
def build(period: str, date: str) -> None:
    """Build a period's report again with only what had arrived and been decided on a date."""
    from desk.receiving.known_on import build as build_again

    click.echo(build_again(period, date))
