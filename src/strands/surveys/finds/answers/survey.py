"""One survey of one period, row by row: its sheets in a fixed order, their answers, and who could
have answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS, members
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.training import PARTNERSHIP
from analysis.find.finding import places, ranges
from strands.surveys.declares import ANSWERED_BEFORE, ATTENDED, QUESTIONNAIRES, WAVES
from strands.surveys.declares.asking import Question, Questionnaire
from strands.surveys.finds.designs import LINKED, Links, links
from strands.surveys.finds.everybody import attendances, count_in, rows_of

BY_BOROUGH = "attendances by borough"
# What tells one answer sheet from another.
SHEET = ["file", "respondent"]


@dataclass(frozen=True)
class Item:
    """Something rated on the scale before and after: of either moment the question and the wave
    that ask it, and whether it was declared beforehand as the one to look at.
    """

    key: str
    primary: bool
    asked: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Survey:
    """One survey in one period: its sheets and answers (frames of RESPONSES and ANSWERS), and
    attendances.
    """

    asked: Questionnaire
    period: str
    responses: DataFrame
    answers: DataFrame
    attended: DataFrame

    def sheets(self, *waves: str) -> str:
        """Where the sheets of some waves stand, as findings name their rows."""
        return ranges(self.responses[self.responses["wave"].isin(waves)])

    def answers_to(self, item: Item) -> str:
        """Where the answers to an item stand, before and after."""
        given = [self._answers.get(item.asked[moment]) for moment in WAVES]
        return "; ".join(ranges(rows) for rows in given if rows is not None)

    def asked_in(self, wave: str) -> list[Question]:
        """The questions of a wave."""
        return [question for question in self.asked.questions if wave in question.waves]

    @cached_property
    def usable(self) -> dict[str, DataFrame]:
        """The sheets of each wave that are read and hold enough answers, in an order that depends
        on nothing.
        """
        read = (self.responses["kept"] == "kept") & (self.responses["usable"] == "yes")
        ordered = self.responses[read].sort_values(SHEET)
        return {wave: ordered[ordered["wave"] == wave].reset_index(drop=True) for wave in WAVES}

    @cached_property
    def _answers(self) -> dict[tuple[str, str], DataFrame]:
        return dict(iter(self.answers.groupby(["question", "wave"])))

    def answered(self, question: str, wave: str) -> DataFrame:
        """The answers of usable sheets to one question, in the order of the sheets."""
        given = self._answers.get((question, wave), self.answers.head(0))
        return self.usable[wave][SHEET].merge(given, on=SHEET)

    def why_not(self, question: str, wave: str) -> np.ndarray:
        """Why each usable sheet does not answer a question, in their order; empty where it does."""
        # Who ticked one option and wrote something unreadable beside it has answered.
        given = self.answered(question, wave).groupby(SHEET, as_index=False)["missing"].min()
        return (
            self.usable[wave][SHEET].merge(given, on=SHEET, how="left")["missing"].to_numpy(object)
        )

    def numbers(self, question: str, wave: str) -> np.ndarray:
        """A number for each usable sheet, in their order; NaN where it holds none."""
        return self._of_sheets(question, wave, "number").to_numpy(float, na_value=np.nan)

    def options(self, question: str, wave: str) -> Series:
        """The option ticked on each usable sheet, in their order; NaN where none."""
        return self._of_sheets(question, wave, "option").replace("", None)

    def _of_sheets(self, question: str, wave: str, column: str) -> Series:
        given = self.answered(question, wave)
        given = given.loc[given["missing"] == "", [*SHEET, column]]
        return self.usable[wave][SHEET].merge(given, on=SHEET, how="left")[column]

    def moments(self, item: Item) -> tuple[np.ndarray, np.ndarray]:
        """Answers before and after, one a usable sheet, NaN where blank; of a survey asked once, or
        where not both.
        """
        before, after = self._told(item)
        if self.asked.design == "retrospective":
            one_blank = np.isnan(before) | np.isnan(after)
            return np.where(one_blank, np.nan, before), np.where(one_blank, np.nan, after)
        return before, after

    def answered_one(self, item: Item) -> int:
        """Usable sheets of a survey asked once that tell of one moment and not of the other."""
        before, after = map(np.isnan, self._told(item))
        return int((before != after).sum())

    def _told(self, item: Item) -> tuple[np.ndarray, np.ndarray]:
        before, after = (self.numbers(*item.asked[moment]) for moment in WAVES)
        return before, after

    @cached_property
    def links(self) -> Links | None:
        """Which usable sheets belong to one person; None where the survey was not asked so that one
        could know.
        """
        if self.asked.design not in LINKED:
            return None
        return links(*(self.usable[wave]["code"].tolist() for wave in WAVES))

    @cached_property
    def attendances(self) -> int | None:
        """Attendances of the course in the whole partnership; None where not known."""
        return count_in(self.attended[self.attended["borough"] == PARTNERSHIP])

    @cached_property
    def attended_by_borough(self) -> dict[str, int]:
        """Attendances of each borough, and of people from elsewhere; empty where a borough's or the
        whole is not known.

        What the boroughs do not account for is from elsewhere, unless a member is not among them.
        """
        rows = self.attended[self.attended["borough"].isin(BOROUGH_KEYS)]
        if rows.empty or rows["count"].isna().any() or self.attendances is None:
            return {}
        counts = rows.set_index("borough")["count"].astype(int).to_dict()
        elsewhere = self.attendances - sum(counts.values())
        if elsewhere > 0 and any(one.key not in counts for one in members(self.period)):
            return {}
        return {**counts, "elsewhere": elsewhere}

    def places_of(self, everybody: str) -> str:
        """Where it stands who is meant by everybody; empty where a finding is of those who answered."""
        whole = self.attended[self.attended["borough"] == PARTNERSHIP]
        return {
            ATTENDED: places(whole),
            BY_BOROUGH: places(self.attended),
            ANSWERED_BEFORE: self.sheets("before"),
        }.get(everybody, "")

    def everybody(self, wave: str) -> dict[str, int | None]:
        """Who could have answered: all who attended, and those who answered before, where there was
        a before.

        All who attended come first: codes show that some who answer after did not answer before.
        """
        cases = {ATTENDED: self.attendances}
        if wave == "after" and "before" in self.asked.waves:
            cases[ANSWERED_BEFORE] = len(self.usable["before"])
        return cases

    @cached_property
    def asked_before(self) -> dict[str, str]:
        """Of a survey asked once, the question about before by the one about after that goes with
        it.
        """
        once = self.asked.design == "retrospective"
        return {item.key: item.asked["before"][0] for item in self.items} if once else {}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What is rated on the scale before and after, in the order of the questionnaire.

        A survey asked once has two questions for one item, named alike but for the moment they ask
        about.
        """
        scales = [question for question in self.asked.questions if question.kind == "scale"]
        keys, found = {question.key for question in scales}, []
        for question in scales:
            key, asked = question.key, {}
            about_before = key.removesuffix("_after") + "_before"
            if self.asked.design != "retrospective" and question.waves == WAVES:
                asked = {wave: (key, wave) for wave in WAVES}
            elif (
                self.asked.design == "retrospective"
                and key.endswith("_after")
                and about_before in keys
            ):
                asked = {"before": (about_before, "after"), "after": (key, "after")}
            if asked:
                found.append(Item(key, question.primary, asked))
        return tuple(found)


def surveys(responses: DataFrame, answers: DataFrame, training: DataFrame) -> Iterator[Survey]:
    """Every survey of every period that handed in anything; `training` are the cleaned rows of the
    training strand.
    """
    for period in PERIOD_KEYS:
        for survey in QUESTIONNAIRES:
            sheets = rows_of(responses, survey.instrument, period)
            if len(sheets):
                given = rows_of(answers, survey.instrument, period)
                attended = attendances(training, survey.instrument, period)
                yield Survey(survey.of(period), period, sheets, given, attended)
