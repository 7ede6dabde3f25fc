"""A made-up plan of a simulated period, locked the day before the period begins."""

import datetime as dt

import pandas as pd

from analysis.declare.periods import Period
from analysis.declare.plan import LOCK, NAME, lock_of
from simulated.made import Made

_SENDER = "simulated: lead evaluator"
_PLAN = """\
# Simulated: made up to try the software. Nobody ever planned this.
# The change, as a share, below which a series of counts or shares counts as stable.
margin: 0.1
analyses:
- id: referrals_together
  question: Did referrals that name domestic abuse change where the partnership works?
  estimand: >-
    the change of the count of a quarter over the period, as a ratio, averaged over the boroughs that
    count alike throughout
  findings: indicators/together[statistic=together_verdict|together_change, subject=referral]
  function: strands.indicators.finds.together.findings
  arguments: {returned: rows of indicators up to the period, of_period: PERIOD}
  usable: boroughs with four quarters or more that are counted alike
  matters: a fall or a rise by a tenth
  primary: true
- id: referrals_hackney
  question: Did referrals that name domestic abuse change in Hackney?
  estimand: the change of the count of a quarter over the period, as a ratio
  findings: indicators[statistic=verdict|trend_over_span, borough=hackney, subject=referral]
  function: strands.indicators.finds.indicators.findings
  arguments: {returned: rows of indicators up to the period, of_period: PERIOD}
  usable: quarters that were returned and are counted alike
  matters: a fall or a rise by a fifth
- id: knowledge_overview
  question: Do people say after the overview that they know more than before it?
  estimand: >-
    the mean change on the scale from one to seven over everybody who attended, with nothing assumed of
    those who did not answer
  findings: >-
    surveys/answers[statistic="change: silent unknown",
    subject="overview |  | usable | knowledge_after", reading=attendances]
  function: strands.surveys.finds.answers.findings
  arguments:
    responses: answer sheets of the period
    answers: answers on them
    training: attendances by course
  usable: sheets with the item itself and at least half of the closed items
  matters: half a point
  primary: true
- id: prompted_hackney
  question: Did a greater share of contacts at Hackney's hub have the perpetrator pattern prompted?
  estimand: the change of the share over the months of the period, in odds
  findings: mash[statistic=verdict|change, borough=hackney, subject=prompted]
  function: strands.mash.finds.findings
  arguments:
    returned: rows of mash up to the period
    told: what of them may be told
    of_period: PERIOD
  usable: months in which both numbers were returned
  matters: a rise by a tenth
"""


def files(period: Period) -> list[Made]:
    """The plan and its lock."""
    day = pd.Period(period.bounds[0], "M").start_time.date() - dt.timedelta(days=1)
    text = _PLAN.replace("PERIOD", period.key)
    made = {NAME: (text, "what was planned"), LOCK: (lock_of(text, f"{day}"), "the plan as locked")}
    return [Made(name, held.encode(), _SENDER, says) for name, (held, says) in made.items()]
