"""The words people use for what they feel, and the emotion each is counted as: a published list, so
it can be argued.

A form is what somebody writes and a lemma what it is counted under. A form told with "not", "less"
or the like is not counted, nor is it turned into its opposite. Words the list does not hold are
counted as such and never guessed.
"""

from __future__ import annotations

import re
import unicodedata

VERSION = "1"

LEMMAS = {
    "anxious": ("anxious", "anxiety", "anxieties"),
    "nervous": ("nervous", "nervousness", "nerves"),
    "worried": ("worried", "worry", "worries", "concerned", "concern"),
    "apprehensive": ("apprehensive", "apprehension", "trepidation"),
    "afraid": ("afraid", "fear", "fearful", "scared", "scary", "frightened", "frightening"),
    "wary": ("wary", "cautious", "caution", "guarded"),
    "intimidated": ("intimidated", "intimidating", "intimidation", "threatened"),
    "vulnerable": ("vulnerable", "unsafe"),
    "angry": ("angry", "anger", "rage", "furious"),
    "frustrated": ("frustrated", "frustration", "frustrating", "annoyed", "irritated"),
    "disgusted": ("disgusted", "disgust"),
    "shocked": ("shocked", "shock", "horrified"),
    "sad": ("sad", "sadness", "upset"),
    "guilty": ("guilty", "guilt", "ashamed", "shame"),
    "overwhelmed": ("overwhelmed", "overwhelming", "daunted", "daunting"),
    "stressed": ("stressed", "stress", "stressful", "tense", "pressured"),
    "exhausted": ("exhausted", "exhausting", "tired", "drained"),
    "helpless": ("helpless", "powerless", "hopeless"),
    "unsure": ("unsure", "not sure", "uncertain", "uncertainty", "hesitant"),
    "confused": ("confused", "confusion"),
    "uncomfortable": ("uncomfortable", "discomfort", "uneasy", "awkward"),
    "unprepared": ("unprepared", "ill equipped", "inexperienced"),
    "calm": ("calm", "calmer", "relaxed", "at ease"),
    "comfortable": ("comfortable",),
    "confident": ("confident", "confidence", "assured"),
    "prepared": ("prepared", "ready", "equipped"),
    "determined": ("determined", "determination", "motivated"),
    "empowered": ("empowered", "empowering"),
    "hopeful": ("hopeful", "hope", "optimistic", "optimism"),
    "curious": ("curious", "curiosity", "interested"),
    "compassionate": ("compassionate", "compassion", "empathy", "empathetic"),
    "excited": ("excited", "enthusiastic"),
    "relieved": ("relieved", "relief", "reassured"),
}
_OF_FORM = {form: lemma for lemma, forms in LEMMAS.items() for form in forms}
FORMS = tuple(_OF_FORM)

# "Not so anxious" is no anxiety. The longest form first: "not sure" is a form, and not a sure
# person denied.
_TURNED = r"(?:not|no|never|without|less|isnt|wasnt|dont|didnt|longer|lack of|free of)"
_BETWEEN = r"(?:so|as|very|too|that|really|quite|at all|feel|feeling|any|much)"
_FORM = re.compile(
    rf"(?P<turned>\b{_TURNED} (?:{_BETWEEN}"
    rf" )*)?\b(?P<form>{'|'.join(sorted(_OF_FORM, key=len, reverse=True))})\b"
)
_ASKED = re.compile(r"\b(?:emotions?|feel(?:ings?)?)\b", re.IGNORECASE)


def is_about_emotions(question: str) -> bool:
    """Whether a question asks what people feel."""
    return bool(_ASKED.search(question))


def emotions_in(text: str) -> set[str]:
    """The lemmas of the emotions somebody names; empty where none is on the list."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "").replace("'", "")
    words = " ".join(re.sub(r"[^a-z]+", " ", plain).split())
    return {_OF_FORM[found["form"]] for found in _FORM.finditer(words) if not found["turned"]}


assert len(FORMS) == sum(map(len, LEMMAS.values()))
