"""One survey of one period, row by row: its sheets in a fixed order, their answers, and who could
have answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.declare.asking import Questionnaire
from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.surveys import INSTRUMENT
from analysis.declare.training import PARTNERSHIP
from strands.surveys.declares import QUESTIONNAIRES, WAVES
from strands.surveys.finds.designs import Links, links

ATTENDED, ANSWERED_BEFORE = "attendances", "answered before"
LINKED = ("paired", "partially_paired")
_SHEET = ["file", "respondent"]
_ABOUT_BEFORE, _ABOUT_AFTER = "_before", "_after"


@dataclass(frozen=True)
class Item:
    """Something rated on the scale before and after: the question that asks it of either moment,
    and when.
    """

    key: str
    questions: dict[str, str]
    asked_in: dict[str, str]
    planned: str


@dataclass(frozen=True)
class Survey:
    """One survey in one period: its sheets and answers (frames of RESPONSES and ANSWERS), and
    attendances.
    """

    asked: Questionnaire
    period: str
    responses: pd.DataFrame
    answers: pd.DataFrame
    attended: pd.DataFrame

    @property
    def files(self) -> str:
        """The files the sheets came in."""
        return "; ".join(sorted(set(self.responses["file"])))

    def handed_in(self, wave: str) -> pd.DataFrame:
        """Every sheet of a wave, left out or not."""
        return self.responses[self.responses["wave"] == wave]

    def usable(self, wave: str) -> pd.DataFrame:
        """The usable sheets of a wave, by file and number: the order in which they came changes
        nothing.
        """
        return self._usable[wave]

    @cached_property
    def _usable(self) -> dict[str, pd.DataFrame]:
        good = self.responses[
            (self.responses["kept"] == "kept") & (self.responses["usable"] == "yes")
        ]
        return {
            wave: good[good["wave"] == wave].sort_values(_SHEET, ignore_index=True)
            for wave in WAVES
        }

    @cached_property
    def _answers(self) -> dict[tuple[str, str], pd.DataFrame]:
        return dict(iter(self.answers.groupby(["question", "wave"])))

    def answered(self, question: str, wave: str) -> pd.DataFrame:
        """The answers of usable sheets to one question, in the order of the sheets."""
        mine = self._answers.get((question, wave), self.answers.head(0))
        return self.usable(wave)[_SHEET].merge(mine, on=_SHEET)

    def numbers(self, question: str, wave: str) -> np.ndarray:
        """A number for each usable sheet, in their order; NaN where it holds none."""
        return self._of_sheets(question, wave, "number").to_numpy(float, na_value=np.nan)

    def options(self, question: str, wave: str) -> pd.Series:
        """The option ticked on each usable sheet, in their order; NaN where none."""
        return self._of_sheets(question, wave, "option").replace("", None)

    def _of_sheets(self, question: str, wave: str, column: str) -> pd.Series:
        given = self.answered(question, wave)
        given = given[given["missing"] == ""]
        return self.usable(wave)[_SHEET].merge(given[[*_SHEET, column]], on=_SHEET, how="left")[
            column
        ]

    def moments(self, item: Item) -> tuple[np.ndarray, np.ndarray]:
        """Answers before and after, one a usable sheet, NaN where blank; of a survey asked once, or
        where not both.
        """
        before, after = (self.numbers(item.questions[when], item.asked_in[when]) for when in WAVES)
        if self.asked.design == "retrospective":
            one_blank = np.isnan(before) | np.isnan(after)
            return tuple(np.where(one_blank, np.nan, answers) for answers in (before, after))
        return before, after

    @cached_property
    def links(self) -> Links | None:
        """Which usable sheets belong to one person; None where the survey was not asked so that one
        could know.
        """
        if self.asked.design not in LINKED:
            return None
        return links(*(self.usable(wave)["code"].tolist() for wave in WAVES))

    @cached_property
    def attendances(self) -> int | None:
        """Attendances of the course in the whole partnership; None where not known."""
        counts = self.attended.loc[self.attended["borough"] == PARTNERSHIP, "count"].dropna()
        return int(counts.iloc[0]) if len(counts) else None

    @cached_property
    def attended_by_borough(self) -> dict[str, int]:
        """Attendances of each borough, and of people from elsewhere; empty where a borough's or the
        whole is not known.

        What the boroughs do not account for is from elsewhere.
        """
        mine = self.attended[self.attended["borough"].isin(BOROUGH_KEYS)]
        known = dict(zip(mine["borough"], mine["count"], strict=True))
        if not known or mine["count"].isna().any() or self.attendances is None:
            return {}
        counts = {key: int(count) for key, count in known.items()}
        return {**counts, "elsewhere": self.attendances - sum(counts.values())}

    def everybody(self, wave: str) -> dict[str, int | None]:
        """Who could have answered: all who attended, and those who answered before, where there was
        a before.

        All who attended come first: codes show that some who answer after did not answer before.
        """
        cases = {ATTENDED: self.attendances}
        if wave == "after" and "before" in self.asked.waves:
            cases[ANSWERED_BEFORE] = len(self.usable("before"))
        return cases

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What is rated on the scale before and after, in the order of the questionnaire.

        A survey asked once has two questions for one item, named alike but for the moment they ask
        about.
        """
        scales = {
            question.key: question for question in self.asked.questions if question.kind == "scale"
        }
        planned = {
            key: "primary" if question.primary else "explored" for key, question in scales.items()
        }
        if self.asked.design != "retrospective":
            return tuple(
                Item(key, dict.fromkeys(WAVES, key), {wave: wave for wave in WAVES}, planned[key])
                for key, question in scales.items()
                if question.waves == WAVES
            )
        once = dict.fromkeys(WAVES, "after")
        stems = [key.removesuffix(_ABOUT_AFTER) for key in scales if key.endswith(_ABOUT_AFTER)]
        return tuple(
            Item(
                stem + _ABOUT_AFTER,
                {"before": stem + _ABOUT_BEFORE, "after": stem + _ABOUT_AFTER},
                once,
                planned[stem + _ABOUT_AFTER],
            )
            for stem in stems
            if stem + _ABOUT_BEFORE in scales
        )


def surveys(
    responses: pd.DataFrame, answers: pd.DataFrame, training: pd.DataFrame
) -> Iterator[Survey]:
    """Every survey of every period that handed in anything; `training` are the cleaned rows of the
    training strand.
    """
    attended = training[training["measure"] == "attendance"]
    for period in PERIOD_KEYS:
        for one in QUESTIONNAIRES:
            mine = [
                rows[(rows["instrument"] == one.instrument) & (rows["period"] == period)]
                for rows in (responses, answers)
            ]
            of_course = attended["course"] == INSTRUMENT[one.instrument].course
            if len(mine[0]):
                yield Survey(
                    one.of(period),
                    period,
                    *mine,
                    attended[of_course & (attended["period"] == period)],
                )
