"""The words people use for what they feel, and the emotion each is counted as: a published list, so
it can be argued.

A form is what somebody writes and a lemma what it is counted under. A form told with "not", "less"
or the like is not counted, nor is it turned into its opposite. Words the list does not hold are
counted as such and never guessed.
"""

import re
import unicodedata

VERSION = "1"

# An emotion a line: its lemma, and the other forms it is told in.
_FORMS = """
anxious, anxiety, anxieties
nervous, nervousness, nerves
worried, worry, worries, concerned, concern
apprehensive, apprehension, trepidation
afraid, fear, fearful, scared, scary, frightened, frightening
wary, cautious, caution, guarded
intimidated, intimidating, intimidation, threatened
vulnerable, unsafe
angry, anger, rage, furious
frustrated, frustration, frustrating, annoyed, irritated
disgusted, disgust
shocked, shock, horrified
sad, sadness, upset
guilty, guilt, ashamed, shame
overwhelmed, overwhelming, daunted, daunting
stressed, stress, stressful, tense, pressured
exhausted, exhausting, tired, drained
helpless, powerless, hopeless
unsure, not sure, uncertain, uncertainty, hesitant
confused, confusion
uncomfortable, discomfort, uneasy, awkward
unprepared, ill equipped, inexperienced
calm, calmer, relaxed, at ease
comfortable
confident, confidence, assured
prepared, ready, equipped
determined, determination, motivated
empowered, empowering
hopeful, hope, optimistic, optimism
curious, curiosity, interested
compassionate, compassion, empathy, empathetic
excited, enthusiastic
relieved, relief, reassured
"""
LEMMAS = {line.split(", ")[0]: tuple(line.split(", ")) for line in _FORMS.strip().splitlines()}
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
