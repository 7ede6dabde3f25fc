"""What simulated people write: emotions, and sentences that carry a theme. All of it is made up."""

from dataclasses import dataclass

from simulated.sheets import table, titles

# How often an emotion comes to mind, before and after, and the forms it is written in.
_EMOTIONS = """\
fear | 9 | 4 | fear, scared, afraid, Fear, fearful
anxiety | 10 | 6 | anxious, anxiety, Anxious, nervous
anger | 7 | 4 | anger, angry, Angry
worry | 7 | 5 | worried, worry, concern
sadness | 4 | 3 | sad, sadness
frustration | 6 | 4 | frustrated, frustration, Frustration
apprehension | 6 | 3 | apprehensive, apprehension, unsure
caution | 3 | 4 | cautious, caution, wary
curiosity | 3 | 7 | curious, curiosity, interested
confidence | 1 | 8 | confident, confidence, more confident
hope | 1 | 6 | hope, hopeful
determination | 1 | 6 | determined, determination, motivated
overwhelm | 4 | 2 | overwhelmed, Overwhelmed
empathy | 2 | 3 | empathy, compassion"""
EMOTIONS = {
    emotion: (int(before), int(after), forms.split(", "))
    for emotion, before, after, forms in table(_EMOTIONS)
}

# The themes of each open question but for emotions: key, name and how often it comes up. Under
# them its definition, and sentences that carry it.
_THEMES = """\
what_changed | language | Language and records | 9
How words and case notes place responsibility.
I will watch the words I put on file.
How I write about her matters more than I thought.
No more phrases like failed to protect in my notes.
I want to record his behaviour, not her reaction.

what_changed | accountability | Holding the perpetrator accountable | 6
The one who harms answers for it, as a parent too.
He has to answer for what he does as a father.
Abuse is something he chooses, and I can say so.
I expect more of him than I used to.

what_changed | children | What it does to children | 4
Effects of abuse on children, seen from their side.
I saw how much children carry with them.
The children's day is where I start now.

what_changed | mapping | Mapping the pattern | 3
Seeing behaviour over time instead of single incidents.
The map shows the pattern and not the one incident.
I look further back than the last call-out.

what_changed | partnering | Partnering with the survivor | 3
Seeing her strengths and planning with her.
She already does so much to keep them safe.
I will plan with her and not for her.

what_changed | doubt | Doubt and limits | 2
What speaks against it, or stands in its way.
With my caseload I do not see when.
I am not sure it fits every family.
Nothing new for me, to be honest.

message | choice | It is a choice | 6
Abuse is chosen, and can be left.
You chose this and you can choose to stop.
Nobody made you do it.
What you do is up to you.

message | father | You as a father | 5
What his behaviour means for his children.
Your children see all of it.
Think of the father you want to be.
They are learning from you.

message | help | There is help | 4
Support to change, and where it is.
There is help if you want it.
Change is hard and people do manage it.

message | unsaid | Nothing to say | 2
Not wanting, or not knowing how, to speak to him.
I would not know where to begin.
I would rather not speak to him at all.

wish | tools | Tools | 5
Something to use in a visit.
I want to know how to begin that talk.
Practical tools for a visit.
Questions I can put to him.

wish | safety | Safety | 4
Staying safe, and keeping others safe.
How to keep her safe when I speak to him.
How to stay safe myself.

wish | understanding | Understanding | 3
Why he does it.
Why he does what he does.
What helps somebody to stop.

practice | records | Records | 5
How case notes will be written.
I will describe what he did and what it did to the children.
My notes will say whose choice it was.
I will reread my own chronologies with this in mind.

practice | fathers | Fathers | 4
Bringing the father into the work.
I will ask to see him and not leave it all to her.
He will be in the plan by name.

practice | supervision | Supervision | 3
What is brought to supervision.
I will take the mapping to supervision.
I want to talk my cases through in this language."""


@dataclass(frozen=True)
class Theme:
    """A theme of the codebook: how often it comes up, and sentences that carry it."""

    question: str
    key: str
    name: str
    weight: int
    definition: str
    sentences: tuple[str, ...]


def _theme(block: str) -> Theme:
    above, definition, *sentences = block.split("\n")
    question, key, name, weight = titles(above)
    return Theme(question, key, name, int(weight), definition, tuple(sentences))


_EVERY = [_theme(block) for block in _THEMES.split("\n\n")]
THEMES = {
    asked: [theme for theme in _EVERY if theme.question == asked]
    for asked in ("what_changed", "message", "wish", "practice")
}


def passages(question: str, text: str) -> list[tuple[int, int, str]]:
    """Where in an answer each sentence stands and the key of its theme, as start, end and key from
    left to right.
    """
    return sorted(
        (text.find(sentence), text.find(sentence) + len(sentence), theme.key)
        for theme in THEMES[question]
        for sentence in theme.sentences
        if sentence in text
    )


# No sentence stands inside another, nor twice.
assert all(_THEMES.count(sentence) == 1 for theme in _EVERY for sentence in theme.sentences)
