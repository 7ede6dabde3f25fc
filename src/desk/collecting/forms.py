"""What a return asks for, made of the declarations that check it when it comes back."""

from dataclasses import dataclass

from analysis.declare.form import Form
from analysis.declare.periods import Period
from analysis.declare.proforma import Proforma
from analysis.declare.training import PARTNERSHIP
from analysis.registry import STRANDS
from strands.activity.declares.activity import STAGES

STATUS_WORDS = (*(stage.says.capitalize() for stage in STAGES), "Unknown")


@dataclass(frozen=True)
class Asked:
    """What one sender is asked for one strand: tables of numbers, and proformas."""

    forms: tuple[Form, ...]
    proformas: tuple[Proforma, ...]

    def __bool__(self) -> bool:
        return bool(self.forms or self.proformas)


def asked_of(strand: str, sender: str, period: Period) -> Asked:
    """What `sender`, a borough or the partnership, is asked to fill in; nothing for a strand not
    asked of it.

    Headings are the wordings that cleaning reads.
    """
    declared, by_borough = STRANDS[strand], sender != PARTNERSHIP
    due = [proforma for proforma in declared.proformas if proforma.since <= period.key]
    proformas = tuple(proforma for proforma in due if proforma.by_borough == by_borough)
    return Asked(declared.forms(sender, period), proformas)
