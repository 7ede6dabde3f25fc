"""Answers in words as texts open to coding: what survey tools export and what coders read are one
kind of row.
"""

from __future__ import annotations

import pandas as pd

from strands.themes.declares.coding import SOURCES
from strands.themes.declares.emotions import is_about_emotions


def emotion_texts(answers: pd.DataFrame) -> pd.DataFrame:
    """What people wrote about their emotions in rows of ANSWERS, as rows of SOURCES that nobody has
    coded.
    """
    asked = answers["question"].map(is_about_emotions).astype(bool) & (answers["text"] != "")
    mine = answers[asked].reset_index(drop=True)
    person = mine["instrument"] + " " + mine["wave"] + " " + mine["respondent"] + " " + mine["file"]
    return SOURCES.check(
        pd.DataFrame(
            {
                "source": person + " " + mine["question"],
                "respondent": person,
                "survey": mine["instrument"],
                "wave": mine["wave"],
                "question": mine["question"],
                "text": mine["text"],
                "coders": "",
                "coder_count": 0,
                "double_coded": "no",
                "period": mine["period"],
                "status": "returned",
                "file": mine["file"],
                "sheet": mine["sheet"],
                "cell": mine["cell"],
                "raw": mine["raw"],
                "caveat": "",
            }
        )
    )
