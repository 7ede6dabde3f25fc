"""What was decided about the texts of a simulated period: some print, some are reworded, some are
kept out, and some wait.
"""

from pandas import DataFrame

from analysis.declare.cleared import CLEARED, fingerprint
from analysis.declare.words import entries

# Strand and decision, and under them the texts; after `= ` what is printed for the one above.
_DECIDED = """
    activity: print
        The community of practice meets every second week
        The steering group agrees the year's plan
        A webinar on recording the pattern of abuse
        Guidance for supervisors is written with the borough
        A briefing paper on engaging perpetrators comes out
        A workshop for team managers on the engagement form
        A second webinar, on learning reviews
        Forms are counted on the day they are signed off.
    activity: reword
        made mandatory at the start of the month
        = mandatory from the first of the month
    themes: print
        I will watch the words I put on file.
        He has to answer for what he does as a father.
        With my caseload I do not see when.
        Nothing new for me, to be honest.
        You chose this and you can choose to stop.
        Social worker, training survey
        Social worker, Newham
    reviews: print
        The assessment names what he did and when, and does not speak of arguments.
        Strengths of the mother are recorded, and the plan still asks her to keep everyone safe.
        Notes speak of a volatile relationship, as if both were to blame.
        The worker wrote down each incident with its date, and the officer asked for the record.
        what the worker and the lead recall
        The chronology in the statement was set out by pattern, after a consultation.
        Both parties had lawyers, and an expert reported at the same time.
        the order and the case file
    reviews: reword
        A neighbour had seen one incident and gave a statement of their own.
        = There was a statement from somebody else.
    reviews: keep out
        The CP plan asks [father] to change how he behaves, with dates.
    checklist: print
        Cases closed in the period, drawn by lot
    checklist: keep out
        read with the team manager
    complaints: print
        As logged on 10 April
    mash: print
        The prompt became part of the screening form in June.
    experience: print
        For the first time somebody asked what he had done, and not why I had stayed.
        I was believed. But then I was sent on a course and he was not.
        She spoke to him about being a father. Nobody had before.
        I still do not know what was written about me.
        The plan was made before I came into the room.
        They asked my children what they wanted, and they listened.
    experience: reword
        It changed when the worker changed. I had to begin again.
        = It changed with another worker. I had to begin again.
    indicators: print
        Cases opened by the out-of-hours team are counted from October on.
        Analyst's note: October to December was lost in a move of systems and is being rebuilt.
        * abuse by any member of the household
        Siblings are counted one by one.
    indicators: reword
        two families moved in from elsewhere
        = some families moved in from elsewhere
    """
_WHO = "simulated: evaluation lead"


def cleared(decided: str) -> DataFrame:
    """The decisions of a simulated period, made on the day `decided`: the CLEARED table."""
    rows: list[list[str]] = []
    for about, *texts in entries(_DECIDED):
        for text in texts:
            if text.startswith("= "):
                rows[-1][3] = text.removeprefix("= ")
            else:
                rows.append([fingerprint(text), *about.split(": "), "", _WHO, decided])
    return CLEARED.framed(rows)
