"""Quotes: each kept, and usable only where the words, the consent and what stands beside them all
bear it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from analysis.declare.boroughs import BOROUGHS, OTHER_BOROUGHS, borough_name
from analysis.read.ask.typed import Record, row
from analysis.read.label.names import plain_name, read_borough
from strands.themes.cleans.headings import key_of
from strands.themes.declares.coding import LEANINGS, LEAST_WHO_COULD_BE_MEANT, ROLES, TIERS

# What stands for one or a few words that would tell who is meant, as in "[father]".
WIDEST_REPLACED = 60

_MARKS = str.maketrans(
    dict.fromkeys('‘’‚‛′`´“”„‟″«»"', "'") | dict.fromkeys("\u200b\ufeff\u00ad", None)
)
_REPLACED, _LEFT_OUT = re.compile(r"\[[^\[\]]*\]"), re.compile(r"\[?(?:\.\.\.+|…)\]?")
_TIERS = {
    "publish": "publish, published, may be published, publishable",
    "anonymous": "anonymous, anonymised, anonymously, publish anonymously, publish anonymised",
    "analysis only": "analysis only, analysis, internal, internal only, not for publication",
}
_LEANINGS = {
    leaning: ", ".join(leaning.removesuffix("ing") + end for end in ("ing", "s", "", "es", "e"))
    for leaning in LEANINGS
}
_BOROUGH_NAMES = [name for borough in BOROUGHS for name in (borough.name, *borough.aliases)]
# An alias of two letters is a word of its own in many a sentence.
_NAMES = [f" {plain_name(name)} " for name in (*OTHER_BOROUGHS, *_BOROUGH_NAMES) if len(name) > 2]


def same_words(text: str) -> str:
    """A text in which neither white space nor the shape of a quotation mark makes a difference."""
    return " ".join(text.translate(_MARKS).split())


def is_verbatim(quote: str, text: str, redaction: str = "") -> bool:
    """Whether a quote's words stand in a text one after the other.

    Where `redaction` says that something was changed, `[...]` and `…` stand for any words, and
    other words in square brackets for a few; what is around them must still be there, in that
    order.
    """
    within, said = same_words(text), same_words(quote).strip("' ")
    if not redaction.strip():
        return bool(said) and said in within
    parts = [part for part in _LEFT_OUT.split(said) if re.search(r"\w", _REPLACED.sub("", part))]
    at = 0
    for part in parts:
        found = _end_of(_REPLACED.split(part), within, at)
        if found is None:
            return False
        at = found
    return bool(parts)


def _end_of(pieces: list[str], text: str, at: int) -> int | None:
    """Where the first run of pieces from `at` ends, each within a few words of the one before; None
    without one.
    """
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    ends = {found.end() for found in re.finditer(re.escape(pieces[0]), text[at:])}
    for piece in pieces[1:]:
        ends = {
            found.end()
            for found in re.finditer(re.escape(piece), text[at:])
            if not ends.isdisjoint(range(found.start() - WIDEST_REPLACED, found.start()))
        }
    return at + min(ends) if ends else None


def read_quote(line: Record, texts: Iterable[tuple[str, str]]) -> dict:
    """A row of QUOTES; what keeps the quote from being printed is asked about where it can be mended.

    `texts` are the key and the words of each text the quote may be from. The row has a reason for
    each thing that keeps the quote from being printed; without one it is usable.
    """
    said = line.texts()
    key, text = _source(said, texts)
    why_not = []
    for column, why, rule, words in _hindrances(said, key):
        why_not.append(why)
        line.ask(rule, column, **words)
    borough = read_borough(said["borough"])
    start, end = _span(said, text)
    values = {
        **said,
        "source": key or said["source"],
        "start": start,
        "end": end,
        "tier": _word(said["tier"], _TIERS) or "",
        "borough": (borough.key or "") if borough else "",
        "leaning": _word(said["leaning"], _LEANINGS) or "",
        "usable": "no" if why_not else "yes",
        "why_not": "; ".join(why_not),
        "period": line.typed.period,
    }
    return row(line.sheet, line.cells["text"], "returned", **values)


def _source(said: Mapping[str, str], texts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Key and words of the text a quote is from; empty where it stands in none."""
    for key, text in texts:
        if is_verbatim(said["text"], text, said["redaction"]):
            return key, text
    return "", ""


def _hindrances(said: Mapping[str, str], key: str) -> Iterator[tuple[str, str, str, dict]]:
    """What keeps a quote from being printed: the column that says so, why, the rule to ask by (empty
    where there is nothing to ask), and its words.
    """
    tier = _word(said["tier"], _TIERS)
    if not key:
        source = said["source"]
        where = f"the text of '{source}'" if source else "any text, as none is named"
        yield "text", "its words are not in its source", "quote_not_verbatim", {"where": where}
    if tier is None:
        yield "tier", "its consent cannot be read", "unknown_word", _listed(TIERS)
    elif not tier:
        yield "tier", "no consent is stated", "consent_missing", {"tiers": ", ".join(TIERS)}
    elif tier == "analysis only":
        yield "tier", "consent is for analysis only", "", {}
    if not said["attribute"]:
        yield "attribute", "nothing says whose it is", "attribute_missing", {}
    if _word(said["leaning"], _LEANINGS) is None:
        yield "leaning", "its leaning cannot be read", "unknown_word", _listed(LEANINGS)
    if meant := _meant(said, tier):
        yield "attribute", "it could tell who is meant", "quote_names_person", {"why": meant}


def _listed(words: Iterable[str]) -> dict[str, str]:
    return {"words": ", ".join(f"'{word}'" for word in words)}


def _word(typed: str, words: Mapping[str, str]) -> str | None:
    """The key of a typed word; empty for a blank, None where it is none of them."""
    name = plain_name(typed)
    return key_of({name}, words) if name else ""


def _span(said: Mapping[str, str], text: str) -> tuple[int | None, int | None]:
    """Where the quote stands in its source: as stated, or where its very words are found."""
    if said["start"].isdecimal() and said["end"].isdecimal():
        return int(said["start"]), int(said["end"])
    at = text.find(said["text"]) if said["text"] else -1
    return (at, at + len(said["text"])) if at >= 0 else (None, None)


def _meant(said: Mapping[str, str], tier: str | None) -> str:
    """Why quote, borough and role together could tell who spoke; empty where they could not."""
    role, attribute = said["role"], said["attribute"]
    if tier == "anonymous" and _names_borough(f"{attribute} | {said['text']}"):
        return "The quote is to be anonymous, and it or what stands under it names a borough"
    named = said["borough"] or any(map(_names_borough, (attribute, role, said["text"])))
    people = _people(role, attribute)
    if not named or people is None or people >= LEAST_WHO_COULD_BE_MEANT:
        return ""
    borough = read_borough(said["borough"])
    where = said["borough"] or "the borough it names"
    if borough and borough.key:
        where = borough_name(borough.key)
    who = f"'{role or attribute}' and {where}"
    return f"{who} together could mean fewer than {LEAST_WHO_COULD_BE_MEANT} people"


def _people(role: str, attribute: str) -> int | None:
    """The fewest people a role could mean in one borough: 0 where nobody knows; None where no role
    is named.
    """
    words = f" {plain_name(role)} {plain_name(attribute)} "
    known = []
    for named, people in ROLES.items():
        names = map(plain_name, named.split(", "))
        if any(f" {name} " in words or f" {name}s " in words for name in names):
            known.append(people)
    return min(known, default=0 if role else None)


def _names_borough(text: str) -> bool:
    words = f" {plain_name(text)} "
    return any(name in words for name in _NAMES)
