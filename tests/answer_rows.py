"""Answer sheets made for tests: frames of RESPONSES and ANSWERS as cleaning gives them, and attendances."""

import numpy as np
import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.table import Table
from analysis.declare.training import TABLE
from strands.surveys.declares import ANSWERS, QUESTIONNAIRE, RESPONSES

PERIOD = "2025-26"


def rows(sheets: dict[tuple[str, str], list[dict]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sheets by survey and wave: answers by question key, a list where several are ticked.

    A number is a point, a text an option, or words where the question is open; `?x` is the missing reason x. The key
    `kept` may say why a sheet is left out, `usable` may be `no`.
    """
    responses, answers = [], []
    for (instrument, wave), people in sheets.items():
        for number, person in enumerate(people, 1):
            key = {
                "instrument": instrument,
                "wave": wave,
                "respondent": f"{number:04}",
                "period": PERIOD,
                "file": f"surveys/{instrument}_{wave}.csv",
                "sheet": "",
            }
            kept = person.get("kept", "kept")
            responses.append(
                {
                    **key,
                    "tool": "plain",
                    "submitted": "",
                    "code": person.get("code", ""),
                    "kept": kept,
                    "usable": person.get("usable", "yes" if kept == "kept" else "no"),
                    "cell": f"A{number + 1}",
                }
            )
            if kept == "kept":
                of_person = _answers(instrument, wave, person)
                answers += [
                    {**key, **row, "cell": f"B{number + 1}", "raw": ""} for row in of_person
                ]
    return _checked(RESPONSES, responses), _checked(ANSWERS, answers)


def _checked(table: Table, made: list[dict]) -> pd.DataFrame:
    return table.check(pd.DataFrame(made, columns=list(table.columns)))


def _answers(instrument: str, wave: str, person: dict):
    for question in QUESTIONNAIRE[instrument].questions:
        blank = {"question": question.key, "option": "", "number": None, "text": "", "missing": ""}
        said = person.get(question.key, "?blank")
        if wave not in question.waves:
            yield {**blank, "missing": "not_shown"}
        elif isinstance(said, list):
            yield from ({**blank, "option": option} for option in said)
        elif isinstance(said, str) and said.startswith("?"):
            yield {**blank, "missing": said[1:]}
        elif isinstance(said, str):
            yield {**blank, "option" if question.kind in ("one", "many") else "text": said}
        else:
            yield {**blank, "number": int(said)}


def training(
    overview: int | None = 100, core: int | None = 80, boroughs: bool = True
) -> pd.DataFrame:
    """Attendances of both courses, each borough with an equal part of the whole."""
    made = []
    for course, whole in (("overview", overview), ("core", core)):
        parts = dict.fromkeys(BOROUGH_KEYS, (whole or 0) // len(BOROUGH_KEYS)) if boroughs else {}
        for borough, count in {"partnership": whole, **parts}.items():
            place = {
                "file": "training/courses.csv",
                "sheet": "",
                "cell": "B2",
                "raw": str(count),
                "caveat": "",
            }
            made.append(
                {
                    "course": course,
                    "borough": borough,
                    "period": PERIOD,
                    "measure": "attendance",
                    "count": count,
                    "status": "not_returned" if count is None else "returned",
                    **place,
                }
            )
    return TABLE.check(pd.DataFrame(made))


def overview(before: list, after: list, **also) -> dict[tuple[str, str], list[dict]]:
    """Overview sheets with these answers about before and after."""
    return {
        ("overview", "after"): [
            {"knowledge_before": b, "knowledge_after": a, **also}
            for b, a in zip(before, after, strict=True)
        ]
    }


def core(before: list, after: list, pairs: int) -> dict[tuple[str, str], list[dict]]:
    """Core sheets with these answers on knowledge; the first `pairs` of either wave belong to one person each."""
    made = {}
    for wave, points in (("before", before), ("after", after)):
        made["core", wave] = [
            {"knowledge": point, "code": f"P{i}" if i < pairs else f"{wave}{i}"}
            for i, point in enumerate(points)
        ]
    return made


def drawn(
    seed: int, pairs: int = 30, singles: int = 25, gain: float = 1.0
) -> dict[tuple[str, str], list[dict]]:
    """Both surveys with answers to every question, as many before as after; `gain` is how far answers rise."""
    rng = np.random.default_rng(seed)

    def person(instrument: str) -> dict:
        return {
            question.key: str(
                rng.choice(
                    [option.key for option in question.options if option.key[:6] != "prefer"]
                )
            )
            for question in QUESTIONNAIRE[instrument].questions
            if question.kind == "one"
        }

    def point(of: float) -> int:
        return int(np.clip(round(of + rng.normal(0, 1)), 1, 7))

    scales = ("knowledge", "confidence", "partnering")
    core_ = {
        ("core", wave): [
            {
                **person("core"),
                "code": f"P{i}" if i < pairs else f"{wave}{i}",
                **{key: point(3.5 + gain * (wave == "after")) for key in scales},
            }
            for i in range(pairs + singles)
        ]
        for wave in ("before", "after")
    }
    once = [
        {
            **person("overview"),
            "heard_of": ["manager", "colleague"],
            "knowledge_before": point(3.5),
            "knowledge_after": point(3.5 + gain),
        }
        for _ in range(40)
    ]
    return {("overview", "after"): once, **core_}
