"""What is told of cases read one by one where small counts are withheld, and which of its numbers are
of people.

No count by arm and answer is declared: nearly all are small, and so such a report cannot leave with
them.
"""

from analysis.declare.disclosure import told
from analysis.declare.sampling import EVIDENCED

# What a case counted by arm and principle may be answered.
ANSWERS = (*EVIDENCED.values(), "blank", "queried")
# What is counted of single cases where counts are withheld: over arms, quarters and answers.
LISTED, IN_ARM, DRAWN, READ = "on the lists", "in an arm", "drawn by lot", "drawn and read"
NOT_PLACED, DRAW = "not placed", "draw"
SENT, READINGS, COUNTED = "sent readings", "readings", "readings counted"
NOT_COUNTED = "readings not counted"
BLIND = "arm not known"
SHOWN, TWICE = "shown in", "some read twice"
CASES, SAME, KAPPA = (f"read twice: {name}" for name in ("cases", "same answer", "weighted kappa"))
# A part of a whole by the least it is, for where its number may be withheld.
AT_LEAST = {0.75: "at least three quarters", 0.5: "at least half", 0.0: "fewer than half"}
READ_PART, NOT_BLIND_PART = f"{READ}: at least", "arm known, or not said: at least"

PEOPLE = {
    "findings": told("""
        rounds | boroughs with a report:: nobody
        p of a difference | share of cases:: nobody
        cases reviewed:: people
    """),
    "cases": told(f"""
        {LISTED}:: people; over borough
        {IN_ARM}:: people; of {LISTED}; over borough
        {DRAWN}:: people; of {IN_ARM}; over borough
        {READ}:: people; of {DRAWN}
        {READINGS}:: people
        {COUNTED}:: people; of {READINGS}; over borough | 1
        {BLIND}:: people; of {READINGS}
        {READ_PART} | {NOT_BLIND_PART}:: nobody
        {SHOWN}:: people; of {COUNTED}
        {CASES} | {SAME}:: people; over 1
        {KAPPA}:: from {CASES} | {SAME}
    """),
}
