"""A proforma is declared once: its workbook to fill in, how it is read, and the tidy table it
becomes, all follow.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import MONTH as A_MONTH
from analysis.declare.periods import PERIOD_KEYS, QUARTER, Period
from analysis.declare.returned import returned
from analysis.declare.table import Column, Table
from analysis.declare.words import entries

# What stands in a cell. A COUNT and an ITEM become a row of their own, so that each knows its cell.
TEXT, CODE, WORD, WORDS, DAY, MONTH_, QUARTER_, NUMBER, COUNT, ITEM = (
    "text code word words day month quarter number count item".split()
)
# What heads the columns and the box for notes that every proforma has.
NOTE, WHOLE_SHEET = "Note", "Note on the whole sheet"
YES_NO = {"yes": "yes", "no": "no"}
YES_NO_ALSO = {"y": "yes", "true": "yes", "n": "no", "false": "no"}
BETWEEN = " | "
_DAY = r"(\d{4}-\d{2}-\d{2})?"
# Excel keeps no more of a list typed into a rule.
_LONGEST_LIST = 255


@dataclass(frozen=True)
class Field:
    """One column: what heads it, what it asks, and how it is answered.

    `words` are the answers of a WORD, WORDS or ITEM by their keys, `also` other ways in which
    people write them, as plain words to keys. A `needed` one may not be blank. A DAY that has to
    lie in the period is `within` it. What is written freely is `free`: it is printed once a person
    has cleared it. A QUARTER_ may be one of the `earlier`, from before anybody
    was asked.
    """

    key: str
    heading: str
    says: str
    kind: str = TEXT
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    needed: bool = False
    within: bool = False
    free: bool = False
    earlier: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        listed = ",".join(self.words.values())
        if bool(self.words) != (self.kind in (WORD, WORDS, ITEM)) or len(listed) > _LONGEST_LIST:
            raise ValueError(
                f"{self.key}: WORD, WORDS and ITEM have words, of {_LONGEST_LIST} letters at most"
            )

    def column(self) -> Column:
        """How its answers stand in the tidy table."""
        if self.kind == NUMBER:
            return Column("count", self.says, nullable=True)
        if self.kind == WORD:
            return Column("str", self.says, allowed=("", *self.words))
        patterns = {DAY: _DAY, MONTH_: f"({A_MONTH})?", QUARTER_: f"({QUARTER})?"}
        return Column("str", self.says, pattern=patterns.get(self.kind, ""), free=self.free)


def fields(text: str, **words: Mapping[str, str]) -> tuple[Field, ...]:
    """Fields written one under the other, with the `words` of those that have some by their keys.

    The first line of a field is its key, its kind and whether it is `needed`, `within` or `free`; the lines
    set in under it are its heading with its aliases (`;` between), what it asks, and, as
    `key = way, another way`, other ways in which people write an answer. The kind `yes_no` is a
    WORD that is yes or no.
    """
    return tuple(_field(*lines, words=words) for lines in entries(text))


def _field(first: str, headings: str, *lines: str, words: Mapping) -> Field:
    key, kind, *rules = re.split(r"[:,] ", first)
    heading, *aliases = headings.split("; ")
    says = " ".join(line for line in lines if " = " not in line)
    others = (line.split(" = ") for line in lines if " = " in line)
    also = {way: answer for answer, ways in others for way in ways.split(", ")}
    answers = words.get(key, {})
    if kind == "yes_no":
        kind, answers, also = WORD, YES_NO, YES_NO_ALSO
    is_so = dict.fromkeys(rules, True)
    return Field(key, heading, says, kind, answers, aliases=tuple(aliases), also=also, **is_so)


@dataclass(frozen=True)
class Proforma:
    """What one sender fills in, line by line. `names` are the fields that tell one line from
    another.

    A borough sends its own, or, where `by_borough` is not so, somebody for the whole partnership.
    Fields in `typed_in` are months or quarters that are filled in beforehand, a line each; without
    one, `lines` are open. Of one that is not `expected` there may be nothing to send, and nobody is
    asked for it.
    """

    key: str
    title: str
    one_line_is: str
    fields: tuple[Field, ...]
    names: tuple[str, ...]
    since: str
    by_borough: bool = True
    typed_in: str = ""
    lines: int = 60
    expected: bool = True

    def of_kind(self, *kinds: str) -> tuple[Field, ...]:
        """Its fields of some kinds."""
        return tuple(one for one in self.fields if one.kind in kinds)

    @property
    def melted(self) -> str:
        """COUNT or ITEM where each such cell becomes a row; empty where a line does."""
        return next((kind for kind in (COUNT, ITEM) if self.of_kind(kind)), "")

    def beforehand(self, period: Period) -> tuple[str, ...]:
        """The months or quarters that are filled in beforehand, as keys."""
        of = next((one for one in self.fields if one.key == self.typed_in), None)
        if of is None:
            return ()
        return period.all_months if of.kind == MONTH_ else (*of.earlier, *period.quarters)

    def table(self) -> Table:
        """The tidy table its lines become."""
        columns = (
            {"borough": Column("str", "borough key", allowed=BOROUGH_KEYS)}
            if self.by_borough
            else {}
        )
        columns["period"] = Column("str", "funding period", allowed=PERIOD_KEYS)
        columns |= {one.key: one.column() for one in self.fields if one.kind not in (COUNT, ITEM)}
        last: tuple[str, ...] = ()
        if self.melted == COUNT:
            measures = tuple(one.key for one in self.of_kind(COUNT))
            columns["measure"] = Column("str", "what is counted", allowed=measures)
            columns["count"] = Column(
                "count", "the number returned: empty is no number, 0 is none", nullable=True
            )
            last = ("measure",)
        elif self.melted == ITEM:
            items = self.of_kind(ITEM)
            columns["item"] = Column(
                "str", "what was asked", allowed=tuple(one.key for one in items)
            )
            answers = tuple(dict.fromkeys(key for one in items for key in one.words))
            columns["answer"] = Column(
                "str", "what was answered; empty where nothing was", allowed=("", *answers)
            )
            last = ("item",)
        key = (*(["borough"] if self.by_borough else []), "period", *self.names, *last)
        row = f"one {self.melted} of {self.one_line_is}" if self.melted else self.one_line_is
        return returned(self.key, row, key, columns)
