"""The doubts as lines for a terminal or as records for a program."""

import json
import textwrap

from analysis.declare.words import count
from draftcheck.check import RULES, Checked
from draftcheck.finding import SURE

WIDTH = 100


def as_lines(name: str, checked: Checked) -> list[str]:
    """The doubts, surest first, then what was compared."""
    lines = []
    for sure in SURE:
        for doubt in checked.doubts[checked.doubts["sure"] == sure].to_dict("records"):
            lines += [f"{sure:8} {doubt['place']}  [{doubt['rule']}]"]
            for word, text in (("says", doubt["says"]), ("expected", doubt["expected"])):
                lines += textwrap.wrap(
                    text, WIDTH, initial_indent=f"{word:>17}: ", subsequent_indent=" " * 19
                )
    doubts = count(len(checked.doubts), "thing to query", "things to query")
    found = "nothing to query" if checked.doubts.empty else doubts
    compared = ", ".join(f"{unit} ({number})" for unit, number in checked.tally.items())
    return lines + textwrap.wrap(
        f"{name}: {found}. Compared: {compared}.", WIDTH + 19, subsequent_indent="  "
    )


def as_json(name: str, checked: Checked) -> str:
    """The same as JSON: the file, its doubts as records, and the tally."""
    return json.dumps(
        {
            "file": name,
            "doubts": checked.doubts.to_dict("records"),
            "compared": checked.tally,
        },
        ensure_ascii=False,
        indent=1,
    )


def rules() -> list[str]:
    """Every rule with its sentence."""
    return [f"{rule.key:11} {rule.says}" for rule in RULES.values()]
