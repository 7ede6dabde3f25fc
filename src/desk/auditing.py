"""The commands of whoever follows a number back, works it again, or holds a report against what
arrived.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import click

from desk.command import PATH, period_argument, text_option


@click.command
@click.argument("asked", nargs=-1, required=True)
def trace(asked: tuple[str, ...]) -> Iterable[str]:
    """Say where a printed number comes from, back to the cells it was typed in.

    ASKED is the id of a value, as in indicators.5f0c2a9141; or a period and what names the number,
    as in `2023-25 T6 hackney 2024Q3 referral`, or the sentence it stands in.

    """
    from desk import tracing

    return tracing.trace(asked)


@click.command
@period_argument
@click.argument("strand")
@click.option("--out", type=PATH, help="the .xlsx to write; by default in this folder")
def proof(period: str, strand: str, out: Path | None) -> list[str]:
    """Write a section's numbers as a workbook that works them again: live formulas over the
    returned cells, to follow in Excel with nothing installed.
    """
    from desk.proof.prove import write

    return write(period, strand, out)


@click.command
@period_argument
@click.option(
    "--from", "pack", type=PATH, help="a pack to verify instead of the project; its code is run"
)
def verify(period: str, pack: Path | None) -> Iterable[str]:
    """Build a period again from what arrived, in a folder of its own, and compare every file that
    is published with the one that lies here.
    """
    from desk.verifying import anew

    return anew.verify(period, pack)


@click.command
@period_argument
@click.option("--out", type=PATH, help="the file to write; by default packs/PERIOD.zip")
def pack(period: str, out: Path | None) -> list[str]:
    """Write one zip of a period to archive or send: report, code and public inputs, nothing
    private.
    """
    from desk.verifying import pack as packing

    return packing.pack(period, out)


@click.command
@period_argument
@click.option(
    "--since-published", is_flag=True, help="since the report last published; with a page"
)
def changed(period: str, since_published: bool) -> Iterable[str]:
    """Say again which numbers, sentences and verdicts the last build changed, and why."""
    from desk.changed import publication, tell

    return publication.tell(period) if since_published else tell.again(period)


@click.command
@period_argument
@click.argument("asked", nargs=-1)
@text_option("--by", "who approves: a role or initials, never a name")
@text_option("--note", "what they write beside it")
def approve(period: str, asked: tuple[str, ...], by: str, note: str) -> Iterable[str]:
    """File that a reviewer approved numbers or sentences as they stand; or, without ASKED, say what
    is approved, what is open again since it changed, and what nobody has looked at.

    ASKED are ids, tables (T6, indicators-hackney) and sections (indicators).

    """
    from desk import approving

    if not asked:
        return approving.listing(period)
    return approving.approve(period, asked, by, note, dt.date.today())


COMMANDS = (trace, proof, verify, pack, changed, approve)
