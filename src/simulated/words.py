"""What simulated people write: emotions, and sentences that carry a theme. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass

# How often an emotion comes to mind, before and after, and the forms it is written in.
EMOTIONS = {
    "fear": (9, 4, ("fear", "scared", "afraid", "Fear", "fearful")),
    "anxiety": (10, 6, ("anxious", "anxiety", "Anxious", "nervous")),
    "anger": (7, 4, ("anger", "angry", "Angry")),
    "worry": (7, 5, ("worried", "worry", "concern")),
    "sadness": (4, 3, ("sad", "sadness")),
    "frustration": (6, 4, ("frustrated", "frustration", "Frustration")),
    "apprehension": (6, 3, ("apprehensive", "apprehension", "unsure")),
    "caution": (3, 4, ("cautious", "caution", "wary")),
    "curiosity": (3, 7, ("curious", "curiosity", "interested")),
    "confidence": (1, 8, ("confident", "confidence", "more confident")),
    "hope": (1, 6, ("hope", "hopeful")),
    "determination": (1, 6, ("determined", "determination", "motivated")),
    "overwhelm": (4, 2, ("overwhelmed", "Overwhelmed")),
    "empathy": (2, 3, ("empathy", "compassion")),
}


@dataclass(frozen=True)
class Theme:
    """A theme of the codebook: how often it comes up, and sentences that carry it."""

    key: str
    name: str
    definition: str
    weight: int
    sentences: tuple[str, ...]


_PRACTICE = (
    Theme(
        "records",
        "Records",
        "How case notes will be written.",
        5,
        (
            "I will describe what he did and what it did to the children.",
            "My notes will say whose choice it was.",
            "I will reread my own chronologies with this in mind.",
        ),
    ),
    Theme(
        "fathers",
        "Fathers",
        "Bringing the father into the work.",
        4,
        ("I will ask to see him and not leave it all to her.", "He will be in the plan by name."),
    ),
    Theme(
        "supervision",
        "Supervision",
        "What is brought to supervision.",
        3,
        (
            "I will take the mapping to supervision.",
            "I want to talk my cases through in this language.",
        ),
    ),
)
_WISH = (
    Theme(
        "tools",
        "Tools",
        "Something to use in a visit.",
        5,
        (
            "I want to know how to begin that talk.",
            "Practical tools for a visit.",
            "Questions I can put to him.",
        ),
    ),
    Theme(
        "safety",
        "Safety",
        "Staying safe, and keeping others safe.",
        4,
        ("How to keep her safe when I speak to him.", "How to stay safe myself."),
    ),
    Theme(
        "understanding",
        "Understanding",
        "Why he does it.",
        3,
        ("Why he does what he does.", "What helps somebody to stop."),
    ),
)
_MESSAGE = (
    Theme(
        "choice",
        "It is a choice",
        "Abuse is chosen, and can be left.",
        6,
        (
            "You chose this and you can choose to stop.",
            "Nobody made you do it.",
            "What you do is up to you.",
        ),
    ),
    Theme(
        "father",
        "You as a father",
        "What his behaviour means for his children.",
        5,
        (
            "Your children see all of it.",
            "Think of the father you want to be.",
            "They are learning from you.",
        ),
    ),
    Theme(
        "help",
        "There is help",
        "Support to change, and where it is.",
        4,
        ("There is help if you want it.", "Change is hard and people do manage it."),
    ),
    Theme(
        "unsaid",
        "Nothing to say",
        "Not wanting, or not knowing how, to speak to him.",
        2,
        ("I would not know where to begin.", "I would rather not speak to him at all."),
    ),
)
_WHAT_CHANGED = (
    Theme(
        "language",
        "Language and records",
        "How words and case notes place responsibility.",
        9,
        (
            "I will watch the words I put on file.",
            "How I write about her matters more than I thought.",
            "No more phrases like failed to protect in my notes.",
            "I want to record his behaviour, not her reaction.",
        ),
    ),
    Theme(
        "accountability",
        "Holding the perpetrator accountable",
        "The one who harms answers for it, as a parent too.",
        6,
        (
            "He has to answer for what he does as a father.",
            "Abuse is something he chooses, and I can say so.",
            "I expect more of him than I used to.",
        ),
    ),
    Theme(
        "children",
        "What it does to children",
        "Effects of abuse on children, seen from their side.",
        4,
        ("I saw how much children carry with them.", "The children's day is where I start now."),
    ),
    Theme(
        "mapping",
        "Mapping the pattern",
        "Seeing behaviour over time instead of single incidents.",
        3,
        (
            "The map shows the pattern and not the one incident.",
            "I look further back than the last call-out.",
        ),
    ),
    Theme(
        "partnering",
        "Partnering with the survivor",
        "Seeing her strengths and planning with her.",
        3,
        ("She already does so much to keep them safe.", "I will plan with her and not for her."),
    ),
    Theme(
        "doubt",
        "Doubt and limits",
        "What speaks against it, or stands in its way.",
        2,
        (
            "With my caseload I do not see when.",
            "I am not sure it fits every family.",
            "Nothing new for me, to be honest.",
        ),
    ),
)
# The themes of each open question, but for emotions.
THEMES = {"what_changed": _WHAT_CHANGED, "message": _MESSAGE, "wish": _WISH, "practice": _PRACTICE}


_SENTENCES: list[tuple[str, str, str]] = []
for _question, _themes in THEMES.items():
    for _theme in _themes:
        _SENTENCES += [(_question, sentence, _theme.key) for sentence in _theme.sentences]


def passages(question: str, text: str) -> list[tuple[int, int, str]]:
    """Where in an answer each sentence stands and the key of its theme, as start, end and key from
    left to right.
    """
    found = [
        (text.find(sentence), len(sentence), key)
        for asked_in, sentence, key in _SENTENCES
        if asked_in == question
    ]
    return sorted((at, at + length, key) for at, length, key in found if at >= 0)


_EVERY = "\n".join(sentence for _, sentence, _ in _SENTENCES)
# No sentence stands inside another, nor twice.
assert all(_EVERY.count(sentence) == 1 for _, sentence, _ in _SENTENCES)
