"""What is declared and not found: the data dictionary, and what the evaluation assumes."""

import re
from collections.abc import Iterator
from html import escape
from importlib import import_module
from pkgutil import iter_modules

from analysis import declare, store
from analysis.declare.boroughs import members
from analysis.declare.claims import VERDICTS as OF_CLAIMS
from analysis.declare.finding import REFUSALS, UNITS, VERDICTS
from analysis.declare.glossary import TERMS
from analysis.declare.indicators import INDICATORS
from analysis.declare.outcomes import HOW, OUTCOMES
from analysis.declare.periods import period as declared
from analysis.declare.revisions import REASONS
from analysis.declare.statuses import STATUSES
from analysis.declare.table import Table
from analysis.registry import TABLES
from edition.page import Html, Page, literal, table
from edition.words import GROUP, plainly

_LIMITS = re.compile(r"^\*\*Limits\.\*\* (.*?)(?=\n\n|\Z)", re.M | re.S)


def dictionary(period: str) -> Page:
    """The data dictionary: every table of the period's strands and of the core, and the words that
    their columns take.
    """
    parts = [
        "Tables and columns as the code declares them: the same declarations check every file.",
        *_words(),
    ]
    for title, tables in _tables(period):
        parts.append(f"## {literal(title)}")
        for place, one in enumerate(tables):
            # Two tables may be called alike: what a sender fills in, and what becomes of it.
            again = [other.name for other in tables[:place]].count(one.name)
            name = f"{one.name} ({again + 1})" if again else one.name
            rows = one.dictionary().rename(columns=str.capitalize).to_dict("records")
            shown = table(f"{title}: columns of {name}", rows)
            parts += [f"### {literal(name)}", _row(one), shown]
    says = "every table and column, and the words they take"
    return Page("dictionary", "Data dictionary", "Data dictionary", GROUP, says, tuple(parts))


def assumptions(period: str, methods: str) -> Page:
    """What the evaluation takes for granted: its theory of change, what was laid down for the
    period, what is counted, and the limits that the methods name.
    """
    parts = [
        "What the report takes for granted, from the declarations that made it. Which assumption a"
        " number rests on is said beside it in the report.",
        "## What was to change, and what a rise could mean besides",
        table("Outcomes hoped for, and questions asked", _outcomes(period)),
        "## What was laid down beforehand",
        *_beforehand(period),
        "## Who was a member, and since when",
        table(
            "Members",
            [{"Borough": one.name, "Joined in": one.joined} for one in members(period)],
        ),
        "## What is counted each quarter",
        table("Indicators", [{"Indicator": one.name, "Counts": one.says} for one in INDICATORS]),
        "## What the methods do not cover",
        *_limits(methods),
    ]
    says = "what is taken for granted, and the limits of the methods"
    return Page("assumptions", "Assumptions", "Assumptions", GROUP, says, tuple(parts))


def _tables(period: str) -> Iterator[tuple[str, list[Table]]]:
    """Every declared table of a period, by the title of what it is of."""
    for strand in store.strands(period):
        if of_strand := [*TABLES.get(strand, {}).values()]:
            yield store.titles()[strand], of_strand
    core = {}
    for found in iter_modules(declare.__path__):
        module = import_module(f"{declare.__name__}.{found.name}")
        core |= {id(one): one for one in vars(module).values() if isinstance(one, Table)}
    yield "What every strand shares", sorted(core.values(), key=lambda one: one.name)


def _row(of: Table) -> Html:
    """What a row of a table is, and which columns name it. That each is of one thing only is what
    makes it a row; written as a number it would look like a count.
    """
    is_a = re.sub(r"\bone (?!in\b)(?=[aeiou])", "an ", of.one_row_is)
    is_a = escape(re.sub(r"\bone (?!in\b)(?=\w)", "a ", is_a))
    named = f"<dt>Named by</dt>\n<dd>{escape(', '.join(of.key))}</dd>\n" if of.key else ""
    return Html(f"<dl>\n<dt>A row is</dt>\n<dd>{is_a}</dd>\n{named}</dl>\n")


def _words() -> Iterator[str]:
    """The words that columns take, and what they mean."""
    yield "## Words"
    yield table(
        "What a returned cell can mean",
        [{"Status": one.key, "Printed": one.symbol, "Means": one.means} for one in STATUSES],
    )
    for caption, name, held in (
        ("Why there is no number", "Code", REFUSALS),
        ("What an estimate is counted in", "Unit", UNITS),
        ("What may come of checking a statement", "Verdict", OF_CLAIMS),
        ("How something is known", "How", HOW),
        ("Why a printed number was revised", "Reason", REASONS),
        ("Terms and abbreviations", "Term", TERMS),
    ):
        yield table(
            caption, [{name: key or "(empty)", "Means": says} for key, says in held.items()]
        )
    yield literal(f"What may be said of a change: {', '.join(VERDICTS)}.")


def _outcomes(period: str) -> list[dict[str, str]]:
    return [
        {
            "What was to change": one.name,
            "Asked since": one.since,
            "Hoped for": one.direction,
            "What else a rise could mean": one.because or "–",
        }
        for one in OUTCOMES
        if one.since <= period
    ]


def _beforehand(period: str) -> Iterator[str]:
    of = declared(period)
    # A series is named by its frame and its subject.
    parts = ([plainly(part.strip()) for part in re.split(r"[/|]", one)] for one in of.primary)
    planned = "; ".join(", ".join(filter(None, one)) for one in parts)
    if planned or of.margin is not None:
        margin = "no margin" if of.margin is None else f"a margin of {of.margin:.0%}"
        yield literal(
            f"Series named in advance: {planned or 'none'}. There is {margin} for a change."
        )
        if planned:
            yield f"In the code: `{'`, `'.join(of.primary)}`"
    else:
        yield "No series and no margin were named in advance, so no result is a planned one."
    rule = store.profile(period)
    yield literal(rule.says or "No count is withheld for its size by this report.")
    if rule.source:
        yield literal(f"The rule is that of: {rule.source}.")


def _limits(methods: str) -> Iterator[str]:
    """The limits that the methods name, under the heading they stand under."""
    for part in re.split(r"^(?=## )", methods, flags=re.M)[1:]:
        heading = part.splitlines()[0].removeprefix("## ")
        for said in _LIMITS.findall(part):
            yield f"**{heading}.** {said}"
