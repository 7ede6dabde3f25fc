"""REFI-QDA projects drawn with their passages fixed beforehand, counted as coding programs count: how many
give the words that were coded, are asked about, refused, or wrong without a question.

    PYTHONPATH=tests python -m torture.projects [TIMES]
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from unicodedata import normalize

import qdpx
from drawing import NO_CORRECTIONS

from analysis.declare.table import InputError
from strands.themes.cleans import clean

WORDS = (
    "I felt afraid when he came to the door and nobody asked me why it was frightening after that my "
    "worker listened she wrote it down we planned together what he does to us is his choice now I "
    "know more about abuse and how a father is held to account the café was safe rôle helped naïve"
).split()
EMOJI = "😀 🙏🏽 👩‍👧 ❤️ 😢".split()
CODES = {"fear": "Fear", "listened": "Being listened to", "account": "Holding him to account"}
OTHER_CODES = {"fear": "Bus fares", "listened": "Parking", "account": "Queues"}

Counting = Callable[[str, int], int]


@dataclass
class Draw:
    """A project drawn: its texts as they are stored, and the passages of each as start, end, code."""

    dice: random.Random
    texts: dict[str, str]
    passages: list[tuple[str, int, int, str]] = field(default_factory=list)
    counting: Counting = lambda text, at: at
    inside: bool = False
    mark: bool = False
    named: bool = False
    encoding: str = "utf-8"
    codes: dict[str, str] = field(default_factory=lambda: dict(CODES))

    def content(self) -> bytes:
        """The project as a file."""
        codes = "".join(qdpx.code(key, name) for key, name in self.codes.items())
        sources = [self._source(name) for name in self.texts]
        xml = qdpx.project(
            *sources, codes=codes, cases={f"p {name}": [name] for name in self.texts}
        )
        mark = "\ufeff" if self.mark else ""
        packed = {} if self.inside else {name: mark + text for name, text in self.texts.items()}
        return qdpx.packed(
            xml, **{name: text.encode(self.encoding) for name, text in packed.items()}
        )

    def _source(self, name: str) -> str:
        passages = [
            self._selection(number, *passage)
            for number, passage in enumerate(self.passages)
            if passage[0] == name
        ]
        if self.inside:
            return qdpx.source(name, *passages, text=self.texts[name])
        return qdpx.source(name, *passages, path=f"internal://{name}.txt")

    def _selection(self, number: int, name: str, start: int, end: int, code: str) -> str:
        text = self.texts[name]
        ends = (self.counting(text, start), self.counting(text, end))
        made = qdpx.selection(*ends, qdpx.coding(code, number=number))
        said = escape(" ".join(text[start:end].split())[:40])
        return (
            made.replace(" startPosition", f' name="{said}" startPosition') if self.named else made
        )

    @property
    def truth(self) -> Counter:
        """Every passage with its code, in its words."""
        return Counter(
            (self.codes[code], _plain(self.texts[name][start:end]))
            for name, start, end, code in self.passages
        )


def _plain(text: str) -> str:
    return " ".join(normalize("NFC", text).split())


def draw(seed: str, lines: str = "\n", emoji: float = 0.05) -> Draw:
    """Some texts of some lines and the passages coded in them, words from end to end."""
    dice = random.Random(seed)
    texts = {}
    for number in range(dice.randint(1, 4)):
        words = [dice.choice(EMOJI if dice.random() < emoji else WORDS) for _ in range(60)]
        marks = [dice.choices([" ", ". ", ", ", lines], [8, 1, 1, 1])[0] for _ in words]
        texts[f"t{number}"] = "".join(map("".join, zip(words, marks, strict=True))).strip()
    made = Draw(dice, texts)
    for name, text in texts.items():
        begins = [found.start() for found in re.finditer(r"(?<!\S)\w", text)]
        for start in sorted(dice.sample(begins[3:-8], dice.randint(1, 5))):
            ends = [found.end() for found in re.finditer(r"\w(?!\w)", text) if found.end() > start]
            made.passages.append((name, start, dice.choice(ends[:6]), dice.choice(list(CODES))))
    return made


def _utf16(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le")) // 2


def honest(seed: str) -> Draw:
    made = draw(seed, random.Random(seed).choice(["\n", "\r\n"]))
    made.inside = "\r" not in "".join(made.texts.values()) and made.dice.random() < 0.5
    made.named = made.dice.random() < 0.3
    return made


def breaks_as_one(seed: str) -> Draw:
    made = draw(seed, "\r\n")
    made.counting = lambda text, at: len(text[:at].replace("\r\n", "\n"))
    return made


def breaks_as_two(seed: str) -> Draw:
    made = draw(seed, "\n")
    made.counting = lambda text, at: len(text[:at].replace("\n", "\r\n"))
    made.inside = True
    return made


def texts_of_utf_16(seed: str) -> Draw:
    made = draw(seed, "\r\n")
    made.encoding = made.dice.choice(["utf-16-le", "utf-16-be"])
    made.mark = made.dice.random() < 0.5
    return made


def breaks_of_old_macs(seed: str) -> Draw:
    made = draw(seed, "\r")
    line = made.dice.choice(["\r", "\r\n"])
    made.counting = lambda text, at: len(text[:at].replace("\r", line))
    return made


def emoji_as_two(seed: str) -> Draw:
    made = draw(seed, emoji=0.2)
    made.counting = _utf16
    return made


def mark_counted(seed: str) -> Draw:
    made = draw(seed, "\r\n")
    made.counting, made.mark = lambda text, at: at + 1, True
    return made


def several_at_once(seed: str) -> Draw:
    made = draw(seed, "\r\n", 0.1)
    made.counting = lambda text, at: _utf16(text[:at].replace("\r\n", "\n"), at) + 1
    made.mark = True
    return made


def accents_apart(seed: str) -> Draw:
    made = draw(seed)
    made.counting = lambda text, at: len(normalize("NFD", text[:at]))
    return made


def bytes_counted(seed: str) -> Draw:
    made = draw(seed)
    made.counting = lambda text, at: len(text[:at].encode())
    return made


def names_of_their_words(seed: str) -> Draw:
    made = breaks_as_one(seed)
    made.named = True
    return made


def ends_within_words(seed: str) -> Draw:
    """Somebody marked a few letters too many or too few, and the counting is as it should be."""
    made = honest(seed)
    name, start, end, code = made.passages[0]
    made.passages[0] = (name, start, end - 1, code)
    return made


def shifted_by_nothing_known(seed: str) -> Draw:
    """The text was edited after it was coded: no counting gives the words."""
    made = draw(seed)
    made.counting = lambda text, at: at + 37
    return made


def codes_alike(seed: str) -> Draw:
    made = honest(seed)
    made.codes["account"] = made.dice.choice(["fear ", "FEAR", "fear", " Fear."])
    return made


def another_subject(seed: str) -> Draw:
    made = honest(seed)
    made.codes = dict(OTHER_CODES)
    made.texts = {name: re.sub(r"\w", "x", text) for name, text in made.texts.items()}
    return made


KINDS: dict[str, Callable[[str], Draw]] = {
    kind.__name__.replace("_", " "): kind
    for kind in (
        honest,
        breaks_as_one,
        breaks_as_two,
        breaks_of_old_macs,
        texts_of_utf_16,
        emoji_as_two,
        mark_counted,
        several_at_once,
        accents_apart,
        bytes_counted,
        names_of_their_words,
        ends_within_words,
        codes_alike,
        another_subject,
    )
}
# What is asked of a project in which nothing is wrong.
ORDINARY = ("duplicate_coding",)


def verdict(made: Draw) -> tuple[str, list[str]]:
    """`right`, `asked`, `refused` or `wrong`, and the rules that asked."""
    try:
        found = clean({"themes/drawn.qdpx": made.content()}, NO_CORRECTIONS, "2025-26")
    except InputError:
        return "refused", []
    rules = [rule for rule in found.queries["rule"] if rule not in ORDINARY]
    segments = [(row.code, _plain(row.text)) for row in found.segments.itertuples()]
    codes = Counter(" ".join(code.split()) for code, _ in made.truth.elements())
    known = {(" ".join(code.split()), words) for code, words in made.truth}
    if (
        codes != Counter(code for code, _ in segments)
        or {each for each in segments if each[1]} - known
    ):
        return "wrong", rules
    asked = not all(words for _, words in segments) or "codes_alike" in rules
    return ("asked" if asked and rules else "wrong" if asked else "right"), rules


def verdicts(name: str, times: int) -> Iterator[tuple[str, list[str], str]]:
    """Verdict, rules and seed of some draws of one kind."""
    for number in range(times):
        seed = f"{name} {number}"
        yield (*verdict(KINDS[name](seed)), seed)


def counted(name: str, times: int) -> Counter:
    """How many draws of a kind were read right, asked about, refused and wrong, and asked in vain."""
    found = list(verdicts(name, times))
    counts = Counter(each for each, _, _ in found)
    counts["vain"] = sum(bool(rules) for _, rules, _ in found) if name == "honest" else 0
    return counts


def main(times: int = 20) -> int:
    """Print a kind a line; exit 1 where one is wrong."""
    print(f"{'projects':<26} right asked refused wrong  asked in vain")
    wrong = 0
    for name in KINDS:
        counts = counted(name, times)
        wrong += counts["wrong"]
        shown = (f"{counts[each]:>{len(each)}}" for each in ("right", "asked", "refused", "wrong"))
        print(f"{name:<26} {' '.join(shown)}  {counts['vain']:>13}", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
