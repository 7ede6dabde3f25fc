"""References to tables, figures and appendices: those that do not exist, and those that fit another
caption better.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from draftcheck.captions import KINDS, Caption, caption_of, captions
from draftcheck.document import Document, sentences
from draftcheck.finding import Finding, Rule
from draftcheck.words import stems

# A letter alone numbers an appendix, never a table: "Tables A" is the beginning of a sentence.
# A number with letters after its point names a file: table04.csv.
_ONE = r"(?:[A-Z]?\d{1,3}(?:\.\d+)*[a-z]?|(?<=[xX]\s)[A-Z])(?!\w|\.[\da-z])"
_REFERENCE = re.compile(
    rf"""\b(?P<kind>[Tt]able|[Ff]igure|[Ff]ig\.|[Aa]ppendix|[Aa]ppendice|[Aa]nnex
        |TABLE|FIGURE|APPENDIX)(?:e?s|E?S)?
    \s*(?P<numbers>{_ONE}(?:\s*(?:,|and|&|or|to|-|–)\s*(?:and\s+)?{_ONE})*)""",
    re.X,
)
# "Table 14 of the 2021 census" and "(Smith et al, 2019, Table 3)" are tables of somebody else, and
# "Annex A" in quotation marks, or beside the census of children, is only a name.
_ELSEWHERE = re.compile(
    r"""^\s*(?:of|in|from|to)\s+(?:the|their|that|our|its|an?)?\s*(?:\w+\s+){0,4}?
        (?:report|evaluation|publication|paper|guidance|release|census|study|act|bulletin
        |framework|strategy|20\d\d|article|workbook|chapter|agreement|contract|manual|dataset
        |statistics|series|survey)\b
    |^[^.]{0,30}\bet\ al\b|^\ is\ (?:Table|Figure)
    |^\)?\s*\(?[A-Z]\w+,?\ (?:and\ \w+\ )?\(?(?:19|20)\d\d""",
    re.X,
)
_ELSEWHERE_BEFORE = re.compile(
    r"""(?:\bet\ al\.?|\b(?:19|20)\d\d|['’]s
    |\b(?:previous|earlier|last|first|national|DfE|ONS)\b[^.;]{0,40}
    |\b(?:report|Act|guidance),?|\bthere\ as|\b(?:census|SSDA903)\ (?:and|or)|Table\ \d+\ is|["“])[\s,:(]*(?:see\ )?$""",
    re.X,
)
# Before a caption is preferred to the one named, it must share this many rare words with the
# sentence.
_RARE_WORDS = 2


@dataclass(frozen=True)
class Reference:
    """A reference in the text: what it names, in which sentence, and whether the sentence names no
    other of the kind.
    """

    kind: str
    number: str
    sentence: str
    place: str
    alone: bool


def doubtful_references(document: Document) -> Iterator[Finding]:
    """References that point nowhere, or at the wrong table; numbers that two captions share."""
    known, made = captions(document), list(references(document))
    numbers = {(caption.kind, caption.number) for caption in known}
    yield from _missing([ref for ref in made if (ref.kind, ref.number) not in numbers], known)
    for reference in made:
        is_there = (reference.kind, reference.number) in numbers
        if reference.alone and is_there and (better := _better(reference, known, document)):
            says = f'speaks of {reference.kind} {reference.number}: "{_short(reference.sentence)}"'
            expected = (
                f"{better.kind} {better.number} ({better.text}): its caption fits the sentence,"
                " this one's does not"
            )
            yield Finding(reference.place, says, expected, "likely")
    yield from _twice(known)


def references(document: Document) -> Iterator[Reference]:
    """Every reference of the text to a table, figure or appendix of this draft."""
    joined = any("-" in caption.number for caption in captions(document))
    for block in document.blocks:
        if caption_of(block):
            continue
        for sentence in sentences(block.text):
            found = [
                (KINDS[match["kind"][:3].lower()], number)
                for match in _REFERENCE.finditer(sentence)
                if not _ELSEWHERE.search(sentence[match.end() :])
                and not _ELSEWHERE_BEFORE.search(sentence[: match.start()])
                for number in _numbers(match["numbers"], joined)
            ]
            kinds = [kind for kind, _ in found]
            for kind, number in dict.fromkeys(found):
                yield Reference(kind, number, sentence, block.place, kinds.count(kind) == 1)


def _numbers(text: str, joined: bool) -> list[str]:
    """The numbers named: "6 to 8" are three, "2 and 3" two; 4-1 is one where captions are numbered
    so.
    """
    found = []
    for piece in re.split(r"\s*(?:,|&|\band\b|\bor\b)\s*", text):
        ends = re.fullmatch(r"(\d+)\s*(?:\bto\b|–|-)\s*(\d+)", piece)
        if ends and not joined and int(ends[1]) <= int(ends[2]):
            found += [str(number) for number in range(int(ends[1]), int(ends[2]) + 1)][:50]
        else:
            found.append(re.sub(r"\s", "", piece) if joined else piece.strip())
    return [number for number in found if number]


def _missing(pointless: list[Reference], known: list[Caption]) -> Iterator[Finding]:
    """One finding for each place and kind, or one for the draft where it numbers nothing of the
    kind.
    """
    kinds = {caption.kind for caption in known}
    absent: dict[tuple[str, str], list[Reference]] = {}
    for reference in pointless:
        place = reference.place if reference.kind in kinds else ""
        absent.setdefault((reference.kind, place), []).append(reference)
    for (kind, _), pointed in absent.items():
        numbers = list(dict.fromkeys(reference.number for reference in pointed))
        says = f"points to {kind} {', '.join(numbers)}, not in the draft"
        expected, sure = f"captions '{kind} {numbers[0]}' and so on; the draft has none", "look"
        if kind in kinds:
            there = dict.fromkeys(caption.number for caption in known if caption.kind == kind)
            expected, sure = f"one of {kind} {', '.join(there)}", "certain"
        yield Finding(pointed[0].place, says, expected, sure)


def _better(reference: Reference, known: list[Caption], document: Document) -> Caption | None:
    """The one caption that fits the sentence, where the named one shares no word with it."""
    same = list({c.number: c for c in known if c.kind == reference.kind}.values())
    words = stems(reference.sentence)
    named = next(caption for caption in same if caption.number == reference.number)
    # The words of the named table's own headings and labels.
    own = stems(
        " ".join(
            text
            for grid in document.grids
            if grid.number == reference.number and reference.kind == "Table"
            for text in (*grid.headers, *grid.labels)
        )
    )
    if words & stems(named.text) or len(words & own) > 1:
        return None
    seen = Counter(stem for caption in same for stem in stems(caption.text))
    rare = {stem for stem in words if seen[stem] <= max(1, len(same) // 5)}
    shared = {caption.number: len(rare & stems(caption.text)) for caption in same}
    best = max(same, key=lambda caption: shared[caption.number])
    most = shared.pop(best.number)
    is_clear = most >= _RARE_WORDS and most > max(shared.values(), default=0)
    return best if is_clear and best is not named else None


def _twice(known: list[Caption]) -> Iterator[Finding]:
    """Captions of two tables or figures with one number."""
    seen: dict[tuple[str, str], Caption] = {}
    for caption in known:
        first = seen.setdefault((caption.kind, caption.number), caption)
        differs = stems(first.text) != stems(caption.text) and not re.search(
            r"contin|cont\.|\(\d", caption.text, re.I
        )
        if caption.kind in ("Table", "Figure") and differs and caption.text:
            says = f"{caption.kind} {caption.number}: {_short(caption.text)}"
            expected = f"a number of its own; {first.place} has it too: {_short(first.text)}"
            yield Finding(caption.place, says, expected, "certain")


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:87] + "..."


RULES = (
    Rule(
        "reference",
        "A table, figure or appendix that is referred to exists, and its caption fits the"
        " sentence.",
        doubtful_references,
        "references",
        references,
    ),
)
