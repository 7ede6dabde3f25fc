"""Answers become rows of replies.csv and corrections.csv: all of a workbook's, or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pandas import DataFrame

from analysis.declare.kept import CORRECTIONS
from analysis.declare.replies import ANSWERS, CONFIRMED, CORRECT, NOTE, REPLIES
from desk.exchange.naming import place
from desk.exchange.reading import Answer

Place = tuple[str, str, str]
_PLACE = ["file", "sheet", "cell"]


@dataclass
class Filed:
    """Both lists as they are to be kept, a line on each answer that is new, and the problems that
    forbid filing.
    """

    replies: DataFrame
    corrections: DataFrame
    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kept:
    """What the answers meet: the questions (with `id`, `recipient`), both lists, and the text at
    each place asked of.

    A place without a text cannot be corrected: there is no cell, or its file is none whose cells
    are read.
    """

    asked: DataFrame
    replies: DataFrame
    corrections: DataFrame
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
        _correct(found, [*before.values()], [*new.values()], kept.texts)
    if found.problems:
        return Filed(kept.replies, kept.corrections, problems=found.problems)
    rows = DataFrame([*(before | new).values()], columns=list(REPLIES.columns), dtype="str")
    found.replies = REPLIES.check(rows)
    found.lines = [_told(row) for row in new.values()]
    return found


def _problem(answer: Answer, asked: dict, before: dict, new: dict) -> str:
    """What forbids filing an answer; empty where nothing does."""
    for given, where in ((before, "replies.csv"), (new, "this workbook")):
        earlier = given.get(answer.id)
        if earlier and (earlier["answer"], earlier["value"], earlier["note"]) != answer.said:
            return (
                f"another answer to this question is in {where} already ({_told(earlier)}); keep"
                " one of the two"
            )
    if answer.id in before:
        return ""
    if answer.id not in asked:
        return (
            "no such question is asked any more; clear this row's answer, or run `analysis queries`"
            " and ask again"
        )
    recipient = asked[answer.id]["recipient"]
    if recipient != answer.recipient:
        return f"this question goes to {recipient}, not to {answer.recipient}"
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
    copied = {name: question[name] for name in ("id", *_PLACE, "rule", "typed", "strand")}
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
    for at in dict.fromkeys(_place(row) for row in new if _place(row) in texts):
        earlier, later = ([row for row in some if _place(row) == at] for some in (before, new))
        was, due = (_correction(at, some, texts) for some in (earlier, earlier + later))
        kept = rows.get(at)
        # A row that is no work of earlier answers was made by hand, or by a reading that broke off.
        by_hand = bool(kept) and kept != was
        if _contradict(earlier, later):
            problem = "two answers about this cell disagree; keep one of the two"
            found.problems.append(f"{place(*at)}: {problem}")
        elif not due or (by_hand and kept["becomes"] == due["becomes"] != due["was"]):
            continue
        elif by_hand and kept != due:
            found.problems.append(
                f"{place(*at)}: corrections.csv already reads this cell as '{kept['becomes']}';"
                " mend that row by hand first"
            )
        else:
            rows[at] = due
    frame = DataFrame(list(rows.values()), columns=list(CORRECTIONS.columns), dtype="str")
    found.corrections = CORRECTIONS.check(frame)


def _contradict(earlier: list[dict], later: list[dict]) -> bool:
    """Whether the answers about one cell give it two values; what is confirmed after a correction
    is the correction.
    """
    every = earlier + later
    is_corrected = any(row["answer"] == CORRECT for row in later)
    if is_corrected and any(row["answer"] == CONFIRMED for row in every):
        return True
    return len({row["value"] for row in every if row["answer"] == CORRECT}) > 1


def _correction(at: Place, replies: list[dict], texts: Mapping[Place, str]) -> dict | None:
    """The CORRECTIONS row that follows from all answers about a cell; None where none changes or
    notes anything.
    """
    using = [row for row in replies if row["answer"] in (CORRECT, NOTE)]
    if not using:
        return None
    values = [row["value"] for row in using if row["answer"] == CORRECT]
    return {
        **dict(zip(_PLACE, at, strict=True)),
        "was": texts[at],
        "becomes": values[0] if values else texts[at],
        "why": "; ".join(dict.fromkeys(row["note"] for row in using if row["note"])) or "reply",
        "who": ", ".join(dict.fromkeys(row["who"] for row in using)),
        "decided": max(row["decided"] for row in using),
    }


def _place(row: dict) -> Place:
    return row["file"], row["sheet"], row["cell"]


def _told(row: dict) -> str:
    """An answer in one line."""
    line = f"{place(*_place(row)) or row['rule']}: {row['answer']}"
    if row["value"]:
        line += f" '{row['value']}'"
    return line + (f" ({row['note']})" if row["note"] else "")
