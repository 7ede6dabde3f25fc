"""The first page of a report and its first chapter: whether practice changed, outcome by outcome,
made of the lines that strands gave.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pandas import DataFrame, Series

from analysis.declare.outcomes import (
    ANYTHING,
    EVIDENCE,
    HEADLINE,
    HOW,
    LIFE,
    MEASURED,
    NEW,
    NOTHING,
    NUMBER,
    OUTCOMES,
    REPORTED,
    UNTOLD,
    VERDICT,
    WANTED,
    Outcome,
    agreed,
    surest,
    unknown,
)
from analysis.declare.periods import period
from analysis.declare.replies import ANSWERED, OPEN
from analysis.declare.table import rows_with
from analysis.declare.traced import bare
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable, own, plain
from analysis.show.words import NBSP, count, listed, titled

SENTENCES, NUMBERS, WISHES = 5, 4, 4
QUESTION = "Did practice change?"
SUMMARY = "The evaluators' summary."
# Before how something is known, for those who read fast.
_MARKS = {MEASURED: "■", UNTOLD: "◇", REPORTED: "●", NOTHING: "○"}
# How many outcomes are known so, inside a sentence.
_WAYS = {
    MEASURED: "numbers bear out {}",
    UNTOLD: "numbers cannot tell of {}",
    REPORTED: "on {} there are reports only, for or against",
    NOTHING: "on {} nothing was received",
}
# How a kind of news is headed.
_NEWS = {
    "joined": "Joined",
    "left": "Left",
    NEW: "{becomes}",
    "begun": "New",
    "ended": "No longer asked for",
    "known otherwise": "{was}, now {becomes}",
    "changed verdict": "Verdict: {was}, now {becomes}",
    "first verdict": "New verdict: {becomes}",
    "same verdict": "Verdict as before: {becomes}",
    ANSWERED: "Questions answered",
    OPEN: "Questions open",
    "came": "Came, as the last report wanted",
    "still wanted": "Still wanted",
}
# What the first page counts of them; the others stand there by name.
_COUNTED = {
    "Outcomes with evidence, none in the last report": {"known now": "{}"},
    "Outcomes known in another way than before": {"known otherwise": "{}"},
    "Verdicts on series and averages": {
        "changed verdict": "{} changed",
        "same verdict": "{} as before",
        "first verdict": "{} not given before",
    },
    "Questions about what was sent": {ANSWERED: "{} answered", OPEN: "{} open"},
    "Of what the last report wanted": {"came": "{} came", "still wanted": "{} did not"},
}
_ASKED = (
    "Questions are those about what was sent for this period. Those that are open stand behind the"
    " technical annexes, under “Questions to senders”."
)
_ALONE = (
    "There is no report before this one, of data of the same kind, with which verdicts, ways of"
    " knowing and wishes could be compared."
)
# Of more series than these only the number is given.
_NAMED = 8


def outcomes_of(of_period: str) -> list[Outcome]:
    """What the partnership set out to change, and what was asked, up to a period."""
    return [outcome for outcome in OUTCOMES if outcome.since <= of_period]


def answer(lines: DataFrame) -> str:
    """Whether practice changed, in few words: what is measured first, then what is reported."""
    ways = [surest(lines, outcome.key) for outcome in agreed()]
    measured, reported = ways.count(MEASURED), ways.count(REPORTED)
    if measured:
        return f"Measured for {measured} of {count(len(ways), 'outcome')}."
    if reported:
        said = _WAYS[REPORTED].format(f"{reported} of {count(len(ways), 'outcome')}")
        return f"No number shows it yet; {said}."
    return "Nothing that came can tell."


def evidence_on(lines: DataFrame, outcome: Outcome) -> DataFrame:
    """What is known of an outcome, in the order in which strands bear on it."""
    rows = rows_with(lines, kind=EVIDENCE, about=outcome.key)
    return rows.sort_values("strand", key=lambda keys: keys.map(_order(outcome)), kind="stable")


def _order(outcome: Outcome) -> dict[str, int]:
    return {strand: place for place, strand in enumerate(outcome.strands)}


def summary(lines: DataFrame) -> list[str]:
    """At most five sentences: what is known of the outcomes agreed, then what strands put first;
    DA in full the first time.
    """
    ways = [surest(lines, outcome.key) for outcome in agreed()]
    said = [_WAYS[how].format(ways.count(how)) for how in HOW if how in ways]
    first = f"Of {count(len(ways), 'outcome')} agreed in {period(OUTCOMES[0].since).label}: {'; '.join(said)}."
    said = "\n".join([first, *rows_with(lines, kind=HEADLINE)["text"]][:SENTENCES])
    return said.replace(" DA ", " domestic abuse (DA) ", 1).splitlines()


@dataclass(frozen=True)
class FirstPage:
    """The first page as one block. `own` are the evaluators' own words, in place of the
    sentences.
    """

    of_period: str
    lines: DataFrame
    news: DataFrame
    own: str = ""
    key: str = "glance"

    def files(self) -> dict:
        return {}

    def markdown(self, source: str) -> str:
        if self.own:
            written = own(self.own, self.of_period, "summary").markdown(source)
            said = f"**{SUMMARY}**\n\n{written}"
        else:
            said = "\n".join(
                ["**In one minute**\n", *(f"- {text}" for text in summary(self.lines))]
            )
        numbers = [
            f"- **{row.value}** {row.text}"
            for row in rows_with(self.lines, kind=NUMBER).head(NUMBERS).itertuples()
        ]
        wishes = [f"- {text}" for text in _wanted(self.lines)]
        fresh = [f"- {text}" for text in in_short(self.news)] or ["- Nothing that is on record"]
        parts = [
            "::::: glance",
            f"# {QUESTION} {answer(self.lines)} {{#glance .unlisted .unnumbered}}",
            f":::: keyfinding\n{said}\n::::",
            "\n".join(["::: numbers", *numbers, ":::"]) if numbers else "",
            _heading("outcomes", "What the partnership set out to change, and what can be said"),
            self._outcomes(),
            self._asked_besides(),
            " \N{EM SPACE}\n".join(f"{_MARKS[how]}{NBSP}{means}" for how, means in HOW.items()),
            ":::: two\n::: half",
            _heading("new", f"New in {period(self.of_period).label}"),
            "\n".join(fresh),
            ":::\n\n::: half",
            _heading("wanted", "What would let the next report say more"),
            "\n".join(wishes or ["- Nothing that was asked for is missing"]),
            ":::\n::::",
            ":::::",
        ]
        return "\n\n".join(filter(None, parts))

    def _outcomes(self) -> str:
        rows = ["| Outcome | How it is known | What is known |", "|:---|:---|:---|"]
        for outcome in agreed():
            how = surest(self.lines, outcome.key)
            said = evidence_on(self.lines, outcome)
            said = said.loc[said["how"] == how, "text"]
            first = plain(said.iloc[0]) if len(said) else "–"
            rows.append(f"| {outcome.name} | {_MARKS[how]}{NBSP}{how} | {first} |")
        return "\n".join(rows)

    def _asked_besides(self) -> str:
        """How much is known of the questions that later periods asked."""
        named: dict[str, list[str]] = {}
        for outcome in outcomes_of(self.of_period)[len(agreed()) :]:
            how = surest(self.lines, outcome.key)
            named.setdefault(how, []).append(outcome.name)
        told = [f"*{titled(how)}*: {'; '.join(named[how])}" for how in HOW if how in named]
        return f"Also asked. {'. '.join(told)}. @tbl:outcomes tells more." if told else ""

    def _repr_markdown_(self) -> str:
        return bare(self.markdown(""))


def _heading(key: str, text: str) -> str:
    return f"## {text} {{#glance-{key} .unlisted .unnumbered}}"


def _wanted(lines: DataFrame) -> list[str]:
    """What would let the next report say more, the outcomes agreed that nothing came on in one
    line.
    """
    nothing = [outcome.name for outcome in unknown(lines)]
    first = [f"{ANYTHING} {listed([f'“{name}”' for name in nothing])}"] if nothing else []
    return [*first, *rows_with(lines, kind=WANTED)["text"]][:WISHES]


def in_short(news: DataFrame) -> list[str]:
    """What is new, for the first page: a line a kind of change, in numbers where names are many."""
    was_unknown = news["what"].eq("known otherwise") & news["was"].eq(NOTHING)
    news = news.assign(what=news["what"].mask(was_unknown, "known now"))
    often = news["what"].value_counts()
    counted = {
        head: [says.format(often[what]) for what, says in ways.items() if what in often]
        for head, ways in _COUNTED.items()
        if set(ways) & set(often.index)
    }
    named = told(news[~news["what"].isin([what for ways in _COUNTED.values() for what in ways])])
    return [f"{head}: {said}" for head, said in named] + [
        f"{head}: {', '.join(said)}" for head, said in counted.items()
    ]


def told(news: DataFrame) -> list[tuple[str, str]]:
    """What is new: each change, and of what; nothing where nothing is."""
    return [
        (titled(head.format(was=was, becomes=becomes)), _which(what, names))
        for what, head in _NEWS.items()
        for (was, becomes), names in rows_with(news, what=what).groupby(
            ["was", "becomes"], sort=False
        )["name"]
    ]


def _which(what: str, names: Series) -> str:
    if what in (ANSWERED, OPEN):
        return listed([f"{name} {often}" for name, often in names.value_counts(sort=False).items()])
    many = what.endswith(VERDICT) and len(names) > _NAMED
    return f"{len(names)} series and averages" if many else "; ".join(names)


def chapter(of_period: str, lines: DataFrame, news: DataFrame) -> Iterator[Block]:
    """Outcome by outcome: what is hoped for, what is known and how, and where that stands; then
    what is new, and what happened to the indicators.
    """
    yield Heading("change", "What was to change, and what is known", level=1)
    rows = [
        {
            "Outcome or question": outcome.name,
            "Since": period(outcome.since).label,
            "Hoped for": _hoped(outcome),
            "How it is known": how,
            "What is known": " ".join(of_how["text"]) or "–",
            "Section": "; ".join(of_how["section"].unique()) or "–",
        }
        for outcome in outcomes_of(of_period)
        for how, of_how in _by_how(evidence_on(lines, outcome))
    ]
    cells = DataFrame(rows)
    yield PrintedTable(
        "outcomes",
        "What was to change, and what is known of it",
        cells,
        cells,
        (),
        tuple(cells.columns[1:]),
        dict(zip(lines["section"], lines["strand"], strict=True)),
    )
    kinds = set(news["what"])
    said = {_ASKED: {ANSWERED, OPEN} & kinds, _ALONE: {"none before"} & kinds}
    fresh = DataFrame(told(news), columns=["What is new", "Of what"])
    yield Heading("news", "What is new since the last report")
    yield from _few(
        "news", "What began, ended or changed", fresh, *(note for note in said if said[note])
    )
    lives = rows_with(lines, kind=LIFE)[["about", "value", "text"]]
    yield from _few(
        "lives",
        "What happened to indicators",
        lives.set_axis(["Indicator", "When", "What happened"], axis=1),
    )


def _few(key: str, caption: str, cells: DataFrame, *notes: str) -> Iterator[Block]:
    """Rows of words as a table; as a sentence where there is one, or none."""
    if len(cells) > 1:
        yield PrintedTable(key, caption, cells, cells, notes, tuple(cells.columns))
        return
    said = [f"{first}: {', '.join(rest)}." for first, *rest in cells.itertuples(index=False)]
    told = f"**{caption}.** {plain(' '.join(said)) or 'Nothing that is on record.'}"
    yield Paragraphs((told, *notes))


def _by_how(said: DataFrame) -> list[tuple[str, DataFrame]]:
    """What is known of an outcome by how it is known; nothing received where nothing is."""
    return list(said.groupby("how", sort=False)) or [(NOTHING, said)]


def _hoped(outcome: Outcome) -> str:
    """What is hoped for of an outcome, and what else a rise could mean."""
    return "; ".join(filter(None, [outcome.direction, outcome.because]))
