"""The activity strand: the partnership itself, case consultations, the professional hub and the
engagement form.
"""

from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from strands.activity.declares import activity, logs, partnership

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
)
