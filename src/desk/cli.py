"""The `analysis` command: look at the machine, write one section alone, check a draft."""

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from analysis.declare.table import InputError
from desk import auditing
from desk.command import (
    PATH,
    OneLine,
    date_option,
    day_option,
    folder_option,
    period_argument,
    text_option,
)
from desk.opening import unopened


@click.group(cls=OneLine)
@click.version_option(package_name="safe-together-evaluation")
def main() -> None:
    """The Safe & Together London evaluation. Reports are built by `python3 make.py report`."""


@main.result_callback()
def printed(lines: Iterable, **_) -> None:
    """Print what a command says it did, line by line."""
    for line in lines:
        click.echo(line)


@main.command
def doctor() -> None:
    """Check the machine and the project: each line is ok, or says what to do."""
    from desk.doctor import examine

    lines = list(examine())
    for line in lines:
        click.echo(f"ok    {line.what}" if line.ok else f"MEND  {line.what}: {line.mend}")
    sys.exit(not all(line.ok for line in lines))


@main.command
@period_argument
@click.argument("strand")
@click.option("--to", "format_", required=True, help="html, docx, pdf, pptx, xlsx, ods or csv")
@click.option("--out", type=PATH, help="the file to write; by default in this folder")
def export(period: str, strand: str, format_: str, out: Path | None) -> list[Path]:
    """Write one section alone, to paste into a longer report; of an internal report under
    internal/.

    As pptx its chart and sentences on a slide; of every section where STRAND is `report`. Of
    `report` alone: all tables as an accessible workbook (xlsx, ods), open data with metadata as a
    zip of csv.

    """
    from analysis import publish, store
    from analysis.export import FORMATS, render
    from desk import slides
    from edition import open_data, tables

    whole = {"xlsx": tables.xlsx, "ods": tables.ods, "csv": open_data.archive}
    if format_ not in (formats := (*FORMATS, "pptx", *whole)):
        raise InputError(f"cannot export to '{format_}': expected one of {', '.join(formats)}")
    if format_ == "pptx":
        content = slides.deck(period, strand)
    elif format_ in whole and strand != slides.WHOLE:
        raise InputError(
            f"{format_} is made of the whole report: `analysis export {period} {slides.WHOLE} --to"
            f" {format_}`"
        )
    elif format_ in whole:
        content = whole[format_](period)
    elif strand == slides.WHOLE:
        raise InputError(
            f"the whole report is no section: `python3 make.py report` puts it into"
            f" {store.document(period, format_)}; name a section, or export the report to pptx,"
            f" {', '.join(whole)}"
        )
    else:
        content = render(
            publish.section_alone(period, strand), store.reports(period, strand), format_
        )
    name, kind = ("open-data", "zip") if format_ == "csv" else (strand, format_)
    path = store.section_file(period, name, kind, out)
    store.write_whole(path, content)
    return [path]


@main.command
@period_argument
@folder_option("queries/PERIOD")
@day_option(
    "--until",
    "the day by which to answer, after which what is open is overdue; by default as in due.csv",
)
def queries(period: str, folder: Path | None, until: dt.date | None) -> list[str]:
    """Write the questions about a period's returns: a workbook for each borough or sender, to send
    to them.
    """
    from analysis import store
    from desk.exchange.desk import send

    return send(period, folder or store.root() / "queries" / period, dt.date.today(), until)


@main.command
@period_argument
@folder_option("pages/PERIOD")
@day_option("--until", "the day by which to comment; what is open after it is overdue")
def pages(period: str, folder: Path | None, until: dt.date | None) -> list[str]:
    """Write each borough its own page (HTML, Word): its numbers, questions, answers and notes, and
    nobody else's.
    """
    from analysis import store
    from desk.pages.write import write

    return write(period, folder or store.root() / "pages" / period, dt.date.today(), until)


@main.command
@period_argument
@folder_option("status/PERIOD")
@day_option("--on", "the day it is the status of; by default today")
def status(period: str, folder: Path | None, on: dt.date | None) -> list[str]:
    """Say what was asked of whom, what came, what is late or open, and what would stop publication;
    with a page, and the draft of an e-mail to each sender.
    """
    from analysis import store
    from desk.status.write import write

    return write(period, folder or store.root() / "status" / period, on or dt.date.today())


@main.command
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@day_option("--date", "the day it was answered; by default today")
def reply(file: Path, date: dt.date | None) -> list[str]:
    """Read an answered workbook back: into replies.csv and corrections.csv, all of it or nothing."""
    from desk.exchange.desk import take_in

    return _filed(file, *take_in(file.name, file.read_bytes(), date or dt.date.today()))


@main.command
@period_argument
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--to", "to", type=PATH, help="where to; by default clearing/PERIOD.xlsx")
@day_option("--date", "the day it was decided; by default today")
def clear(period: str, file: Path | None, to: Path | None, date: dt.date | None) -> list[str]:
    """Write the senders' texts that wait to be printed into a workbook, or file what was decided.

    Without FILE the workbook is written; with it, all decisions in it are filed or none.
    """
    from analysis import store
    from desk.clearing import clear as clearing

    if file is None:
        return clearing.send(period, to or store.root() / "clearing" / f"{period}.xlsx")
    content, decided = file.read_bytes(), date or dt.date.today()
    return _filed(file, *clearing.take_in(period, file.name, content, decided))


@main.command
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def commentary(file: Path) -> list[str]:
    """Read your own paragraphs, and reviewers' comments, back from the .docx of a report or
    section: all of it or nothing.
    """
    from desk.commentary.take import take_in
    from desk.opening import content_of

    return take_in(file.name, content_of(file))


def _filed(file: Path, done: list[str], problems: list[str]) -> list[str]:
    """What was done with a workbook; each problem in a line where nothing was."""
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise InputError(f"nothing of {file.name} was filed")
    return done


def _show_rules(context: click.Context, _parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from draftcheck.printed import rules

        click.echo("\n".join(rules()))
        context.exit()


@main.command
@click.argument("file", type=PATH)
@click.option("--json", "as_records", is_flag=True, help="the same as JSON records, for a program")
@click.option(
    "--rules",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_rules,
    help="list the rules",
)
@text_option("--against", "a period: say too what the draft has otherwise than its report")
def check(file: Path, as_records: bool, against: str) -> None:
    """Check the numbers, lists and references of a draft: md, txt, html, docx or xlsx.

    Exit status: 0 nothing to query, 1 something to query, 2 the file cannot be read.
    """
    from desk import summary
    from draftcheck import check as checking
    from draftcheck import printed
    from draftcheck.reading import MAX_BYTES

    if as_records and against:
        _cannot_check("--against says lines for people: leave --json out")
    try:
        # One byte more than is read: the check itself says that the file is too large.
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
        checked = checking.check(file.name, content)
        otherwise = summary.against(against, file.name, content) if against else []
    except InputError as error:
        _cannot_check(error)
    except OSError as error:
        _cannot_check(unopened(file, error))
    if as_records:
        click.echo(printed.as_json(file.name, checked))
    else:
        click.echo("\n".join([*printed.as_lines(file.name, checked), *otherwise]))
    sys.exit(int(not checked.doubts.empty or bool(otherwise)))


def _cannot_check(why: InputError | str) -> NoReturn:
    click.echo(f"Error: {why}", err=True)
    sys.exit(2)


@main.command
@period_argument
def simulate(period: str) -> Iterable[str]:
    """Write made-up returns of a period declared simulated, mess included, to try the software
    with.
    """
    from simulated.simulate import write

    return write(period)


@main.command
@period_argument
@click.option("--lock", "is_locked", is_flag=True, help="lock it; before the first return only")
def plan(period: str, is_locked: bool) -> Iterable[str]:
    """Show the analyses planned for a period and what of them stands as it was locked, or lock
    them.
    """
    from desk import planning

    return planning.lock(period, dt.date.today()) if is_locked else planning.shown(period)


@main.command("new-period")
@period_argument
@click.option("--from", "first", required=True, help="its first month, like 2026-04")
@click.option("--to", "last", required=True, help="its last month, like 2027-03")
@text_option("--label", "its name in tables and headings; by default like 2026/27")
def new_period(period: str, first: str, last: str, label: str) -> list[str]:
    """Declare a new funding period and make the folders for what will come, all of it or nothing."""
    from desk.collecting.new_period import new_period as declare

    return declare(period, first, last, label)


@main.command
@period_argument
@folder_option("the folder templates")
@click.option("--one", is_flag=True, help="one workbook a borough, with the sheets of every strand")
def templates(period: str, folder: Path | None, one: bool) -> list[Path]:
    """Write the workbooks that boroughs fill in for a period, one a borough and strand."""
    from analysis import store
    from desk.collecting.templates import write

    return write(period, (folder or store.root() / "templates") / period, one)


@main.command
@click.option("--borough", required=True, help="whose cases, like hackney")
@click.option(
    "--quarter", required=True, help="when they were closed, like 2025Q2 or 'Apr-Jun 2025'"
)
@text_option("--period", "the funding period; by default the one the quarter lies in")
@text_option("--seed", "a seed agreed beforehand; by default made of period, borough and quarter")
@click.option("--arm-size", "size", default=5, show_default=True, help="how many cases an arm")
@date_option("when it is drawn")
def sample(**given) -> list[str]:
    """Draw closed cases for a learning review, and put the draw on record so that it stands."""
    from desk.collecting.sample import draw

    return draw(**given)


@main.command
@click.argument("files", nargs=-1, type=PATH)
@text_option("--period", "the funding period, like 2023-25; by default found from the content")
@text_option("--strand", "the strand, like indicators; by default found from the content")
@text_option("--sender", "the role of who sent it, never a name")
@date_option("when it arrived")
@text_option("--replaces", "the earlier file in whose place it stands, or none")
@click.option("--undo", is_flag=True, help="take the last file that was filed back")
@click.option("--yes", is_flag=True, help="do not ask before filing or taking back, for scripts")
def receive(files: tuple[Path, ...], undo: bool, yes: bool, **told: str) -> Iterable[str]:
    """File returns that arrived, after showing what was understood of each and what was not.

    Nothing is filed before somebody said yes. A file that is refused is named in one line, and then
    nothing is filed.
    """
    from desk.receiving import receive as receiving
    from desk.receiving import undoing

    if undo == bool(files):
        raise InputError("name the files that arrived, or say --undo alone")
    if undo:
        last = undoing.last(told["period"])
        click.echo("\n".join(undoing.said(last)))
        _confirm("Take it back?", yes, "nothing was taken back")
        return undoing.taken_back(last)
    plans = receiving.planned(files, receiving.Told(**told))
    for plan in plans:
        click.echo("\n".join(receiving.said(plan)))
    if new := [plan for plan in plans if not plan.known_as]:
        _confirm(f"File {'this' if len(new) == 1 else 'these'}?", yes, "nothing was filed")
    return receiving.file(plans)


def _confirm(question: str, yes: bool, otherwise: str) -> None:
    """Ask, and go on with a yes alone."""
    try:
        agreed = yes or click.confirm(question)
    except click.Abort:
        # The line that asks is still open.
        click.echo()
        raise InputError(
            f"{otherwise}: nobody was there to answer; in a script, say --yes"
        ) from None
    if not agreed:
        raise InputError(otherwise)


@main.command
@click.argument("files", nargs=-1, type=PATH, required=True)
@text_option("--named", "the release, as it is called, like 'Children in need 2025'")
@date_option("when it was downloaded")
def release(files: tuple[Path, ...], named: str, date: str) -> Iterable[str]:
    """File releases of official statistics (CSV, as published), for every real period."""
    from desk.receiving import releases

    return releases.file(files, named, date)


@main.command
@period_argument
@date_option("when")
@click.option("--what", default="the report", help="what was published")
@text_option("--because", "why it was published with questions open that keep numbers out; kept")
def published(period: str, date: str, what: str, because: str) -> list[str]:
    """Note that a report of a period was published: what changes from now on is marked as
    revised.
    """
    from desk.receiving.publishing import note

    return note(period, date, what, because)


@main.command
@period_argument
@click.option(
    "--as-known-on", "date", required=True, help="a day or month, like 2025-06-30 or 2025-06"
)
def build(period: str, date: str) -> list[str]:
    """Build a period's report again with only what had arrived and been decided on a date."""
    from desk.receiving.known_on import build as build_again

    return [build_again(period, date)]


for one in auditing.COMMANDS:
    main.add_command(one)
