"""What could tell who wrote some words, or where she is: what is told in confidence is kept only
without it.
"""

import re

from analysis.declare.boroughs import BOROUGHS, OTHER_BOROUGHS
from analysis.read.label.names import plain_name
from analysis.read.personal.words import found, is_masked, masked

_PLACES = tuple(
    f" {plain_name(name)} "
    for name in (
        *OTHER_BOROUGHS,
        *(name for b in BOROUGHS for name in (b.name, *b.aliases) if len(name) > 2),
    )
)
_RUN = re.compile(r"\s*[=+@]|.*<\s*/?\s*[a-z!][^<>]*>", re.IGNORECASE | re.DOTALL)
# A word, and what stands before it: the beginning, or the end of a sentence, or anything else.
_WORD = re.compile(r"(?P<begins>(?:^|[.!?…:\n])[\s\"'“”‘’(–-]*)?(?P<word>[^\W\d_][\w'’]*)")
# Words that are written with a capital and name nobody.
_CAPITALS_TEXT = """
    i i'm i've i'd i'll da dv mash marac idva isva gp ngo uk english cafcass christmas easter
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december safe together mum dad
"""
_CAPITALS = frozenset(_CAPITALS_TEXT.split())
# Words that sentences begin with. Any other word with a capital there could be a name, and is asked
# about.
_BEGIN_TEXT = """
    a about after again all also although always an and another any anybody anyone as asking at
    be because been before being believe better both but by can can't could did didn't do does
    doesn't don't each even every everybody everyone everything feeling finally first for from
    getting give going had hadn't have having he he's hearing her here him his how however if in
    instead is it it's its just knowing last later let like listen listening look looking made
    make many maybe more most my never next no nobody none not nothing now of often on once one
    only or other others our out people perhaps please professionals quite rather really she
    she's sharing since so social some somebody someone something sometimes somewhere still such
    support talking tell thank thanks that that's the their them then there these they they're
    things this those though time to too until up very waiting was wasn't we well were what when
    whenever where whether which while who why will with within without women words workers would
    yes yet you your children nobody's services staff help helped asked answered told given two
    three four came went took felt knew thought wish long afterwards during i'm they've we're
    you're won't wouldn't shouldn't should must money court school
"""
_BEGIN = frozenset(_BEGIN_TEXT.split())


def read_words(text: str) -> tuple[str, list[str]]:
    """What was written, as plain text, and the rules it raises: names, addresses and numbers of
    people are masked.
    """
    kept = masked(text.strip())
    rules = ["personal_words"] if is_masked(kept) else []
    return kept, rules + (["inert_markup"] if _RUN.match(kept) else [])


def may_name(text: str) -> bool:
    """Whether words may name a person or a place, or hold an address or a number.

    It errs towards yes: every word with a capital that is no plain word at the beginning of a
    sentence counts as a name. An uncommon name in small letters escapes it, so a second person reads
    whatever is to be quoted.
    """
    if is_masked(text) or found(text):
        return True
    plain = f" {plain_name(text)} "
    return any(name in plain for name in _PLACES) or any(
        _is_name(found) for found in _WORD.finditer(text)
    )


def _is_name(found: re.Match) -> bool:
    word = found["word"].replace("’", "'")
    known = word.lower().removesuffix("'s")
    if word[0].islower() or known in _CAPITALS:
        return False
    return not (found["begins"] is not None and (word.lower() in _BEGIN or known in _BEGIN))
