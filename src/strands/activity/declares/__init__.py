"""The activity strand: the partnership itself, case consultations, the professional hub and the
engagement form.
"""

from analysis.declare.boroughs import borough_name
from analysis.declare.form import COUNT, MONTHS, STAGE, Form
from analysis.declare.periods import Period
from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from analysis.declare.training import PARTNERSHIP
from strands.activity.declares import activity, logs, partnership
from strands.activity.declares.people import PEOPLE


def forms(sender: str, period: Period) -> tuple[Form, ...]:
    """Consultations with the months over which they were logged, and how far the engagement form
    has come.

    Where both are logged line by line nobody is asked for the sums as well.
    """
    if sender == PARTNERSHIP or all(one.since <= period.key for one in logs.PROFORMAS):
        return ()
    name = (borough_name(sender),)
    held = (
        "Case consultations held in the period, and the number of months over which they were"
        " logged."
    )
    form = (
        "How far the perpetrator engagement form has come in the case management system at the end"
        " of the period. Where forms were completed, add how many: Live, 12 forms completed."
    )
    return (
        Form(
            "Borough",
            (f"N in {period.label}", "Across N of months"),
            (COUNT, MONTHS),
            name,
            (held,),
        ),
        Form("Borough", ("Status of form",), (STAGE,), name, (form,)),
    )


STRAND = Strand(
    "activity",
    "Consultations, hub and engagement form",
    {
        "consultations": activity.CONSULTATIONS,
        "hub": activity.HUB,
        "form": activity.FORM,
        "milestones": partnership.MILESTONES,
        "tracks": partnership.TRACKS,
        "consultation_log": logs.CONSULTATION.table(),
        "workforce": logs.WORKFORCE.table(),
        "form_months": logs.FORMS.table(),
        "hub_months": logs.HUB.table(),
        "revisions": REVISIONS,
        "queries": QUERIES,
    },
    logs.PROFORMAS,
    forms=forms,
    people=PEOPLE,
)
