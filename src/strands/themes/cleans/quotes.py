"""Quotes: each kept, and usable only where the words, the consent and what stands beside them all
bear it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from analysis.declare.boroughs import BOROUGHS, OTHER_BOROUGHS, borough_name
from analysis.read.ask.queries import Query
from analysis.read.find.records import row
from analysis.read.label.names import plain_name, read_borough
from analysis.read.open.sheet import Cell, Sheet
from strands.themes.cleans.coding_rules import query
from strands.themes.declares.coding import LEANINGS, LEAST_WHO_COULD_BE_MEANT, ROLES, TIERS

# What stands for one or a few words that would tell who is meant, as in "[father]".
WIDEST_REPLACED = 60

_MARKS = str.maketrans(
    dict.fromkeys('‘’‚‛′`´“”„‟″«»"', "'") | dict.fromkeys("\u200b\ufeff\u00ad", None)
)
_REPLACED, _LEFT_OUT = re.compile(r"\[[^\[\]]*\]"), re.compile(r"\[?(?:\.\.\.+|…)\]?")
_TIERS = {
    "publish": ("publish", "published", "may be published", "publishable"),
    "anonymous": (
        "anonymous",
        "anonymised",
        "anonymously",
        "publish anonymously",
        "publish anonymised",
    ),
    "analysis only": (
        "analysis only",
        "analysis",
        "internal",
        "internal only",
        "not for publication",
    ),
}
_LEANINGS = {
    leaning: (
        leaning,
        leaning.removesuffix("ing") + "s",
        leaning.removesuffix("ing"),
        leaning.removesuffix("ing") + "es",
        leaning.removesuffix("ing") + "e",
    )
    for leaning in LEANINGS
}
_NAMES = tuple(
    f" {plain_name(name)} "
    for name in (
        *OTHER_BOROUGHS,
        *(name for b in BOROUGHS for name in (b.name, *b.aliases) if len(name) > 2),
    )
)


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
        begun = (found for found in re.finditer(re.escape(piece), text[at:]))
        ends = {
            found.end()
            for found in begun
            if not ends.isdisjoint(range(found.start() - WIDEST_REPLACED, found.start()))
        }
    return at + min(ends) if ends else None


def read_quote(
    sheet: Sheet, line: Mapping[str, Cell], texts: Iterable[tuple[str, str]]
) -> tuple[dict, list[Query]]:
    """A row of QUOTES without its period, and what has to be asked.

    `texts` are the key and the words of each text the quote may be from. The row has a reason for
    each thing that keeps the quote from being printed; without one it is usable.
    """
    said = {name: " ".join(line[name].text.split()) for name in line}
    place, why_not, asked = (sheet.file, sheet.name), [], []
    tier = _word(said["tier"], _TIERS)
    leaning = _word(said["leaning"], _LEANINGS)
    borough = read_borough(said["borough"])
    key, text = next(
        ((key, text) for key, text in texts if is_verbatim(said["text"], text, said["redaction"])),
        ("", ""),
    )
    if not key:
        where = (
            f"the text of '{said['source']}'" if said["source"] else "any text, as none is named"
        )
        asked.append(query("quote_not_verbatim", *place, line["text"], where=where))
        why_not.append("its words are not in its source")
    if tier is None:
        asked.append(_unknown(place, line["tier"], TIERS))
        why_not.append("its consent cannot be read")
    elif not tier:
        asked.append(query("consent_missing", *place, line["tier"], tiers=", ".join(TIERS)))
        why_not.append("no consent is stated")
    elif tier == "analysis only":
        why_not.append("consent is for analysis only")
    if not said["attribute"]:
        asked.append(query("attribute_missing", *place, line["attribute"]))
        why_not.append("nothing says whose it is")
    if leaning is None:
        asked.append(_unknown(place, line["leaning"], dict.fromkeys(LEANINGS)))
        why_not.append("its leaning cannot be read")
    if meant := _meant(said, tier):
        asked.append(query("quote_names_person", *place, line["attribute"], why=meant))
        why_not.append("it could tell who is meant")
    start, end = _span(said, text)
    values = {
        "quote": said["quote"],
        "source": key or said["source"],
        "start": start,
        "end": end,
        "text": said["text"],
        "tier": tier or "",
        "attribute": said["attribute"],
        "borough": borough.key if borough and borough.key else "",
        "role": said["role"],
        "redaction": said["redaction"],
        "leaning": leaning or "",
        "theme": said["theme"],
        "usable": "no" if why_not else "yes",
        "why_not": "; ".join(why_not),
    }
    return row(sheet, line["text"], "returned", **values), asked


def _word(typed: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The key of a typed word; empty for a blank, None where it is none of them."""
    said = plain_name(typed)
    return "" if not said else next((key for key, known in words.items() if said in known), None)


def _unknown(place: tuple[str, str], cell: Cell, words: Iterable[str]) -> Query:
    return query("unknown_word", *place, cell, words=", ".join(f"'{word}'" for word in words))


def _span(said: Mapping[str, str], text: str) -> tuple[int | None, int | None]:
    """Where the quote stands in its source: as stated, or where its very words are found."""
    if said["start"].isdecimal() and said["end"].isdecimal():
        return int(said["start"]), int(said["end"])
    at = text.find(said["text"])
    return (None, None) if at < 0 or not said["text"] else (at, at + len(said["text"]))


def _meant(said: Mapping[str, str], tier: str | None) -> str:
    """Why quote, borough and role together could tell who spoke; empty where they could not."""
    beside = " | ".join((said["borough"], said["attribute"], said["role"]))
    named = said["borough"] or next(
        (name for name in (said["attribute"], said["role"], said["text"]) if _names_borough(name)),
        "",
    )
    if tier == "anonymous" and _names_borough(f"{said['attribute']} | {said['text']}"):
        return "The quote is to be anonymous, and it or what stands under it names a borough"
    people = _people(said["role"], said["attribute"])
    if not named or people is None or people >= LEAST_WHO_COULD_BE_MEANT:
        return ""
    borough = read_borough(said["borough"])
    where = (
        borough_name(borough.key)
        if borough and borough.key
        else said["borough"] or "the borough it names"
    )
    who = said["role"] or beside.split(" | ")[1]
    return f"'{who}' and {where} together could mean fewer than {LEAST_WHO_COULD_BE_MEANT} people"


def _people(role: str, attribute: str) -> int | None:
    """The fewest people a role could mean in one borough: 0 where nobody knows; None where no role
    is named.
    """
    words = f" {plain_name(role)} {plain_name(attribute)} "
    known = [
        found.people or 0
        for found in ROLES
        if any(
            f" {plain_name(name)}{ending} " in words for name in found.names for ending in ("", "s")
        )
    ]
    return min(known) if known else 0 if role else None


def _names_borough(text: str) -> bool:
    words = f" {plain_name(text)} "
    return any(name in words for name in _NAMES)
