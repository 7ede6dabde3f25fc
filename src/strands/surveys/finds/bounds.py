"""What an average or a share would be over everybody who could have answered, whatever the silent
would have said.
"""

from collections.abc import Iterator

from analysis.declare.surveys import LEAST_RESPONSE, LEAST_USABLE
from analysis.find.bounds import Answers

MANSKI = "worst-case bounds (Manski 1989), v1"
MIXTURE = "average over all, answered and silent, v1"
TIPPING = "answers of the silent at which nothing changes, v1"


def over_everybody(answers: Answers) -> Iterator[dict]:
    """Averages after, and changes since before, as statistics with `estimate`, or `low` and `high`.

    Over those who answered; over all if the silent began at the average before and did not change;
    over all whatever they would have said of either moment (Manski: the silent at either end of the
    scale); and the average of the silent at which the change is nil.
    """
    still = answers.over_all(answers.before)
    ends = answers.over_all(answers.least), answers.over_all(answers.most)
    yield {
        "statistic": "mean: before",
        "estimate": answers.before,
        "unit": "scale",
        "method": "as printed or read, v1",
    }
    for what, less, (low, high) in (
        ("mean", 0.0, ends),
        ("change", answers.before, answers.change_over_all),
    ):
        yield {
            "statistic": f"{what}: answered",
            "estimate": answers.after - less,
            "n": answers.answered,
            "unit": "scale",
            "method": "as printed, v1",
        }
        yield {
            "statistic": f"{what}: silent unchanged",
            "estimate": still - less,
            "n": answers.eligible,
            "unit": "scale",
            "method": MIXTURE,
        }
        yield {
            "statistic": f"{what}: silent unknown",
            "low": low,
            "high": high,
            "n": answers.eligible,
            "unit": "scale",
            "method": MANSKI,
        }
    yield from _tipping(answers)


def _tipping(answers: Answers) -> Iterator[dict]:
    """The average of the silent, and their change, at which there is no change over all."""
    if not answers.silent:
        yield {"statistic": "tipping: mean", "method": TIPPING, "note": "nobody was silent"}
        return
    moved = answers.answered * (answers.before - answers.after) / answers.silent
    mean = answers.before + moved
    beyond = "no answers of the silent on the scale would bring it to no change"
    if answers.least <= mean <= answers.most:
        beyond = ""
    about = {"n": answers.silent, "unit": "scale", "method": TIPPING, "note": beyond}
    yield {**about, "statistic": "tipping: mean", "estimate": mean}
    yield {**about, "statistic": "tipping: change", "estimate": moved}


def share_over_everybody(percent: float, answered: int, eligible: int) -> tuple[float, float]:
    """The least and greatest percentage over everybody, were none or all of the silent to say the
    same (Manski).
    """
    said = percent * answered / eligible
    return said, said + 100 * (eligible - answered) / eligible


def headline(answered: int, eligible: int) -> str:
    """What a sentence begins with: `bounds` where too few answered for the average of those who
    did, else `estimate`.

    Too few are less than LEAST_RESPONSE of those who could have answered, or fewer than
    LEAST_USABLE answers.
    """
    enough = answered / eligible >= LEAST_RESPONSE and answered >= LEAST_USABLE
    return "estimate" if enough else "bounds"
