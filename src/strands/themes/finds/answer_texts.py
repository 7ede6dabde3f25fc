"""Answers in words as texts open to coding: what survey tools export and what coders read are one
kind of row.
"""

from pandas import DataFrame

from strands.themes.declares.coding import SOURCES
from strands.themes.declares.emotions import is_about_emotions


def emotion_texts(answers: DataFrame) -> DataFrame:
    """What people wrote about their emotions in rows of ANSWERS, as rows of SOURCES that nobody has
    coded.
    """
    about = answers["question"].map(is_about_emotions).astype(bool)
    texts = answers[about & (answers["text"] != "")].rename(columns={"instrument": "survey"})
    person = texts["survey"] + " " + texts["wave"] + " " + texts["respondent"] + " " + texts["file"]
    texts = texts.assign(
        source=person + " " + texts["question"],
        respondent=person,
        coders="",
        coder_count=0,
        double_coded="no",
        status="returned",
        caveat="",
    )
    return SOURCES.check(texts.reset_index(drop=True))
