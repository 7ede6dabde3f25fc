"""Renderings: how numbers look in a text, and the withheld ones that a text states all the same."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from attacker.leaks import Leak
from attacker.reading import BETWEEN, MARK, Raw, number
from attacker.texts import Text

# A number with fewer digits may be any.
DISTINCT = 3
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_SAID = rf"(\d[\d,]*|{'|'.join(_SMALL)})"
_SPELT = re.compile(
    rf"\b{_SAID}( [a-z]+)? ((?:out )?of (?:the |these |those |all )?){_SAID}\b", re.IGNORECASE
)
_WHOLE = r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d+)"
_END = r"(?![\w]|[.,]\d)"
_OF = re.compile(
    rf"{_WHOLE}(?: [a-z]+)? (?:out )?of (?:the |these |those |all )?(\d{{1,3}}(?:,\d{{3}})+|\d+){_END}"
)
_SLASH = re.compile(rf"{_WHOLE}/(\d+)(?![\w/]|[.,]\d)")
_PERCENT = re.compile(rf"(?<!of ){_WHOLE} ?\((\d+(?:\.\d+)?) ?(?:%|[,;)])")
_COUNTED = re.compile(rf"(?<!at least )(?<!than )(?<!up to ){_WHOLE} ([a-z]{{5,}})")
_RANGE = re.compile(
    r"(?<![\w.,])(-?\d+(?:\.\d+)?)%? ?(?:to|–|—|-|and) ?(-?\d+(?:\.\d+)?)(?![\w]|\.\d)"
)
_POINT = re.compile(r"(?<![\w.,])(\d+\.\d+)(?!\w|\.\d)")
_KINDS = (
    ("of", _OF),
    ("of", _SLASH),
    ("percent", _PERCENT),
    ("count", _COUNTED),
    ("range", _RANGE),
    ("number", _POINT),
)

# So many letters and digits one after another are no chance.
NO_CHANCE = 20
# The columns of a finding that hold numbers.
_TOLD = ("estimate", "low", "high", "x", "n")

Rendering = tuple[str, ...]


@dataclass(frozen=True)
class Secret:
    """A withheld finding with its true numbers; `withheld` are the columns that are not printed."""

    section: str
    raw: Raw
    withheld: frozenset[str]
    # Whether its count is one out of its base.
    out_of: bool = True

    @property
    def name(self) -> str:
        """What it is about, in words."""
        raw = self.raw
        about = BETWEEN.join(
            part.strip() for part in raw.subject.split(BETWEEN.strip()) if part.strip()
        )
        parts = (f"{raw.statistic}{about and f' of {about}'}", raw.borough, raw.when, raw.reading)
        return ", ".join(filter(None, parts))


def secrets(
    public: Iterable[Raw], private: Iterable[Raw], mark: str = MARK
) -> tuple[list[Secret], int]:
    """The findings of which anything is withheld, with what is true of them; and of how many of
    them nothing tells that.
    """
    true: dict[tuple, Raw] = {}
    not_out_of: set[tuple[str, str]] = set()
    for raw in private:
        section, file = raw.file.split("/", 1)
        if (number(raw.x) or 0) > (number(raw.n) or math.inf):
            not_out_of.add((section, raw.statistic))
        true[section, file, *raw.about] = raw
        true.setdefault((section, "", *raw.about), raw)
    found: dict[Secret, None] = {}
    untold = 0
    for raw in public:
        section, file = raw.file.split("/", 1)
        columns = frozenset(name for name in _TOLD if getattr(raw, name) == mark)
        known = true.get((section, file, *raw.about)) or true.get((section, "", *raw.about))
        if columns and known:
            out_of = (section, known.statistic) not in not_out_of
            found[Secret(section, known, columns, out_of)] = None
        untold += bool(columns and not known)
    return [*found], untold


def _rounded(value: float, places: Iterable[int]) -> Iterator[str]:
    for times in (1, 100):
        for place in places:
            yield f"{value * times:.{place}f}"


def _digits(text: str) -> int:
    return len(text.replace(".", "").replace("-", "").strip("0"))


def renderings(
    raw: Raw, columns: Iterable[str], *, every: bool, out_of: bool = True
) -> Iterator[Rendering]:
    """How a finding may look in a text, of what rests on any of `columns`, or with `every` on those
    alone, and then in few digits too; its count out of its base only where it is `out_of` that.
    """
    columns = {*columns}
    told = {name: number(getattr(raw, name)) for name in _TOLD}

    def fit(*names: str) -> bool:
        if any(told[name] is None for name in names):
            return False
        return columns.issuperset(names) if every else not columns.isdisjoint(names)

    word = re.match(r"[a-z]{5,}", raw.statistic)
    if fit("x") and word:
        yield "count", f"{told['x']:.0f}", word[0]
    share = told["estimate"]
    if out_of and fit("x", "n"):
        yield "of", f"{told['x']:.0f}", f"{told['n']:.0f}"
        if told["n"]:
            for place in range(3):
                yield "percent", f"{told['x']:.0f}", f"{100 * told['x'] / told['n']:.{place}f}"
    if share is not None and raw.unit != "count" and fit("estimate"):
        for text in _rounded(share, range(1, 9)):
            if every or _digits(text) >= DISTINCT:
                yield "number", text
    if fit("low", "high"):
        for low, high in zip(
            _rounded(told["low"], range(5)), _rounded(told["high"], range(5)), strict=True
        ):
            if every or _digits(low + high) >= DISTINCT:
                yield "range", low, high
    for end in ("low", "high"):
        if fit(end) and every:
            yield from (("number", text) for text in _rounded(told[end], range(1, 9)))


def _spelt(x: str, noun: str | None, of: str, n: str) -> str:
    told = [str(_SMALL.index(one.lower()) + 1) if one.lower() in _SMALL else one for one in (x, n)]
    return f"{told[0]}{noun or ''} {of}{told[1]}"


def seen(text: str) -> dict[Rendering, tuple[str, str]]:
    """The renderings in a text, each as it stands there, alone and with what stands around it."""
    text = _SPELT.sub(lambda found: _spelt(*found.groups()), text)
    found: dict[Rendering, tuple[str, str]] = {}
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            rendering = (kind, *(part.replace(",", "") for part in match.groups()))
            if rendering not in found:
                found[rendering] = match[0], _around(text, *match.span())
    return found


def _around(text: str, start: int, end: int, width: int = 40) -> str:
    first, last = max(start - width, 0), end + width
    return f"{'…' * (first > 0)}{text[first:last]}{'…' * (last < len(text))}"


@dataclass
class Known:
    """What a scan holds texts against: the secrets by how they may look, and what public findings
    look like, by section. `written` is what stands in documents and code that anybody may read,
    as `letters`.
    """

    secret: dict[str, dict[Rendering, list[Secret]]] = field(default_factory=dict)
    public: dict[str, set[Rendering]] = field(default_factory=dict)
    written: str = ""

    def is_written(self, text: str) -> bool:
        """Whether a text stands word for word in the documents, and so tells of no period, as long
        as it names no borough.
        """
        return len(own := letters(text)) >= NO_CHANCE and own in self.written


def letters(text: str) -> str:
    """The letters and digits of a text, whatever stands between them."""
    return re.sub(r"[\W_]+", "", text).lower()


def known(
    public: Iterable[Raw], found: Iterable[Secret], mark: str = MARK, written: str = ""
) -> Known:
    """The renderings of an edition's secrets and of its public findings."""
    both = Known(defaultdict(lambda: defaultdict(list)), defaultdict(set), letters(written))
    for raw in public:
        columns = [name for name in _TOLD if getattr(raw, name) != mark]
        both.public[raw.file.split("/")[0]] |= {*renderings(raw, columns, every=True)}
    for secret in found:
        for rendering in renderings(secret.raw, secret.withheld, every=False, out_of=secret.out_of):
            both.secret[secret.section][rendering].append(secret)
    return both


def stated(
    texts: Iterable[Text], section: str, of: Known, by_section: Mapping[str, set[Rendering]]
) -> tuple[list[Leak], set[Rendering]]:
    """The secrets that texts state, once for each file, and every rendering that was seen.

    The texts of a section are held against its own secrets. Those of the report (`section` is
    empty) against all, but not for what only sections without the secret state (`by_section`).
    """
    public = of.public[section] if section else set().union(*of.public.values())
    names = [section] if section else [*of.secret]
    open_to: dict[Rendering, list[Secret]] = defaultdict(list)
    for name in names:
        elsewhere = set().union(*(those for other, those in by_section.items() if other != name))
        explained = public | (elsewhere - by_section.get(name, set()) if not section else set())
        for rendering, those in of.secret[name].items():
            if rendering not in explained:
                open_to[rendering] += those
    everything: set[Rendering] = set()
    leaks: dict[tuple[str, Rendering], Leak] = {}
    for file, where, text in texts:
        here = seen(text)
        everything |= here.keys()
        for rendering, (said, around) in here.items():
            if rendering not in open_to or (file, rendering) in leaks:
                continue
            those = _about(open_to[rendering], rendering, text)
            if those and not (of.is_written(text) and not _named(those, text)):
                more = f", or of {len(those) - 1} more" if len(those) > 1 else ""
                leaks[file, rendering] = Leak(
                    those[0].section,
                    file,
                    f"{those[0].name}{more}",
                    f"stated as '{said}'",
                    (f"{where}: '{around}'",),
                )
    return [*leaks.values()], everything


def _about(found: list[Secret], rendering: Rendering, text: str) -> list[Secret]:
    """Of secrets that look alike those whose borough the text names, where it names one. A number
    with a noun tells of a borough only where that is named.
    """
    named = _named(found, text)
    if rendering[0] == "count":
        return named or [one for one in found if not one.raw.borough]
    return named or found


def _named(found: list[Secret], text: str) -> list[Secret]:
    """The secrets whose borough a text names."""
    low = text.lower()
    return [one for one in found if one.raw.borough and one.raw.borough.replace("_", " ") in low]
