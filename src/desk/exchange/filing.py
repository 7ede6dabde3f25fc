"""Answers become rows of replies.csv and corrections.csv: all of a workbook's, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.declare.kept import CORRECTIONS
from analysis.declare.replies import ANSWERS, CONFIRMED, CORRECT, NOTE, REPLIES
from desk.exchange.reading import Answer

Place = tuple[str, str, str]
_PLACE = ["file", "sheet", "cell"]


@dataclass
class Filed:
    """Both lists as they are to be kept, a line on each answer that is new, and the problems that
    forbid filing.
    """

    replies: pd.DataFrame
    corrections: pd.DataFrame
    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kept:
    """What the answers meet: the questions (with `id`, `recipient`), both lists, and the text at
    each place asked of.

    A place without a text cannot be corrected: there is no cell, or its file is none whose cells
    are read.
    """

    asked: pd.DataFrame
    replies: pd.DataFrame
    corrections: pd.DataFrame
    texts: Mapping[Place, str]


def filed(answers: list[Answer], kept: Kept, source: str, decided: str) -> Filed:
    """The lists with the answers of one workbook in them. Where there is a problem nothing is
    filed.

    An answer that is there already changes nothing. `source` names the workbook, `decided` is the
    date of its answers.
    """
    found = Filed(kept.replies, kept.corrections)
    asked = {row["id"]: row for row in kept.asked.to_dict("records")}
    before = {row["id"]: row for row in kept.replies.to_dict("records")}
    new: dict[str, dict] = {}
    for answer in answers:
        if problem := _problem(answer, asked, before, new):
            found.problems.append(f"{answer.place}: {problem}")
        elif answer.id not in before and answer.id not in new:
            new[answer.id] = _row(answer, asked[answer.id], source, decided)
            if problem := _misplaced(new[answer.id], kept.texts):
                found.problems.append(f"{answer.place}: {problem}")
    if not found.problems:
        _correct(found, list(before.values()), list(new.values()), kept.texts)
    if found.problems:
        return Filed(kept.replies, kept.corrections, problems=found.problems)
    rows = pd.DataFrame(
        [*before.values(), *new.values()], columns=list(REPLIES.columns), dtype="str"
    )
    found.replies = REPLIES.check(rows)
    found.lines = [_told(row) for row in new.values()]
    return found


def _problem(answer: Answer, asked: dict, before: dict, new: dict) -> str:
    """What forbids filing an answer; empty where nothing does."""
    for earlier, where in (
        (before.get(answer.id), "replies.csv"),
        (new.get(answer.id), "this workbook"),
    ):
        if earlier and (earlier["answer"], earlier["value"], earlier["note"]) != answer.said:
            told = _told(earlier)
            return (
                f"another answer to this question is in {where} already ({told}); keep one of"
                " the two"
            )
    if answer.id in before:
        return ""
    if answer.id not in asked:
        return (
            "no such question is asked any more; clear this row's answer, or run `analysis queries`"
            " and ask again"
        )
    if asked[answer.id]["recipient"] != answer.recipient:
        return f"this question goes to {asked[answer.id]['recipient']}, not to {answer.recipient}"
    return _incomplete(answer)


def _incomplete(answer: Answer) -> str:
    """What an answer lacks, or has too much of."""
    if not answer.answer:
        return "a value or a note, but no answer; choose one from the list"
    if answer.answer not in ANSWERS:
        return f"'{answer.answer}' is no answer we know: choose one of {', '.join(ANSWERS)}"
    if answer.answer == CORRECT and not answer.value:
        return f"'{CORRECT}' without a correct value; write it, or choose another answer"
    if answer.answer != CORRECT and answer.value:
        return (
            f"'{answer.answer}' with a correct value, '{answer.value}'; choose '{CORRECT}', or take"
            " the value out"
        )
    if answer.answer == NOTE and not answer.note:
        return f"'{NOTE}' without a note; write it, or choose another answer"
    return "" if answer.who else "nobody's role is given; write it under 'Your role'"


def _row(answer: Answer, question: dict, source: str, decided: str) -> dict:
    copied = {name: question[name] for name in ("id", *_PLACE, "rule", "typed")}
    given = {name: getattr(answer, name) for name in ("answer", "value", "note", "who")}
    return {**copied, **given, "decided": decided, "source": source}


def _misplaced(row: dict, texts: Mapping[Place, str]) -> str:
    if row["answer"] != CORRECT:
        return ""
    if _place(row) not in texts:
        return (
            f"'{CORRECT}' needs a cell to correct, and this question is about none; choose '{NOTE}'"
        )
    if texts[_place(row)].strip() == row["value"]:
        return f"'{row['value']}' is what was typed; choose '{CONFIRMED}'"
    return ""


def _correct(found: Filed, before: list[dict], new: list[dict], texts: Mapping[Place, str]) -> None:
    """Bring the corrections of every cell that got an answer up to date with all its answers."""
    rows = {_place(row): row for row in found.corrections.to_dict("records")}
    for place in dict.fromkeys(_place(row) for row in new):
        where = " ".join(filter(None, place))
        earlier, later = ([row for row in some if _place(row) == place] for some in (before, new))
        if place not in texts:
            continue
        if _contradict(earlier, later):
            found.problems.append(
                f"{where}: two answers about this cell disagree; keep one of the two"
            )
            continue
        was, due = _correction(place, earlier, texts), _correction(place, earlier + later, texts)
        held = rows.get(place)
        # A row that is no work of earlier answers was made by hand, or by a reading that broke off.
        by_hand = bool(held) and held != was
        if (
            due is None
            or (by_hand and held["becomes"] == due["becomes"] != due["was"])
            or held == due
        ):
            continue
        if by_hand:
            found.problems.append(
                f"{where}: corrections.csv already reads this cell as '{held['becomes']}'; mend"
                " that row by hand first"
            )
            continue
        rows[place] = due
    frame = pd.DataFrame(list(rows.values()), columns=list(CORRECTIONS.columns), dtype="str")
    found.corrections = CORRECTIONS.check(frame)


def _contradict(earlier: list[dict], later: list[dict]) -> bool:
    """Whether the answers about one cell give it two values; what is confirmed after a correction
    is the correction.
    """
    values = {row["value"] for row in earlier + later if row["answer"] == CORRECT}
    corrects_now = any(row["answer"] == CORRECT for row in later)
    return len(values) > 1 or (
        corrects_now and any(row["answer"] == CONFIRMED for row in earlier + later)
    )


def _correction(place: Place, replies: list[dict], texts: Mapping[Place, str]) -> dict | None:
    """The CORRECTIONS row that follows from all answers about a cell; None where none changes or
    notes anything.
    """
    using = [row for row in replies if row["answer"] in (CORRECT, NOTE)]
    if not using:
        return None
    values = [row["value"] for row in using if row["answer"] == CORRECT]
    return {
        **dict(zip(_PLACE, place, strict=True)),
        "was": texts[place],
        "becomes": values[0] if values else texts[place],
        "why": "; ".join(dict.fromkeys(row["note"] for row in using if row["note"])) or "reply",
        "who": ", ".join(dict.fromkeys(row["who"] for row in using)),
        "decided": max(row["decided"] for row in using),
    }


def _place(row: dict) -> Place:
    return row["file"], row["sheet"], row["cell"]


def _told(row: dict) -> str:
    """An answer in one line."""
    where = " ".join(filter(None, _place(row))) or row["rule"]
    said = " ".join(filter(None, (row["answer"], f"'{row['value']}'" if row["value"] else "")))
    return f"{where}: {said}" + (f" ({row['note']})" if row["note"] else "")
