"""Whether a project speaks of what these surveys ask about at all."""

import re

from analysis.read.open.workbook import refused
from strands.themes.cleans.headings import field_of, read_origin
from strands.themes.cleans.refi import Project
from strands.themes.declares.emotions import emotions_in

# What the surveys, the training and their answers are about.
_SUBJECT = re.compile(
    r"domestic|abus|violen|perpetrat|victim|surviv|coerc|\bharm|\bsafe(?:r|ty|guard\w*)?\b"
    r"|child|famil|parent|\bfather|\bmother|social work|practi[cs]e|practition|\btrain(?:ing|er)"
    r"|partnering|accountab|confiden|emotion|feeling|behaviou?r|\bmen\b|\bwom[ae]n\b|(?-i:\bDA\b)"
    r"|borough|marac|safe & together|\btools?\b|knowledge|refuge|relationship",
    re.IGNORECASE,
)
_FEW = 3


def refuse_other_subject(file: str, project: Project) -> None:
    """InputError where nothing is in a project, or where neither the codes nor the texts of a project, nor what is said of them, have
    to do with these surveys.
    """
    if not (project.codes or project.texts or project.unread):
        why = "no code, text or coding is in it"
        raise refused(file, why, "export it again, with its codes and its texts")
    codes = [f"{code.name} {code.definition}" for code in project.codes]
    texts = [text.text or "" for text in project.texts]
    if not codes or any(emotions_in(text) or _SUBJECT.search(text) for text in (*codes, *texts)):
        return
    if any(_is_of_survey(text.values) for text in project.texts):
        return
    names = ", ".join(f"'{code.name}'" for code in project.codes[:_FEW])
    more = ", …" if len(project.codes) > _FEW else ""
    raise refused(
        file,
        f"it is a project on another subject: neither its codes ({names}{more}) nor its texts speak"
        " of abuse, families, practice or feelings",
        "send the project in which the answers to these surveys were coded",
    )


def _is_of_survey(values: dict[str, str]) -> bool:
    """Whether a variable of a text names a survey of ours."""
    return any(field_of(name) == "survey" and read_origin(said)[0] for name, said in values.items())
