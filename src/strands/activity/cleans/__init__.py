"""Consultation logs, visits to the hub, the engagement form and the partnership's events.

Three small tables arrive: consultations with the months they were logged over, visits by page of
the hub, and a sentence a borough on the engagement form. Beside them lie two lists kept by the
evaluators: what happened when, and the tracks the boroughs were sorted into. The heading row of a
table tells what it is. Earlier periods shown beside this one belong to the returns of their own
period.

A dash before a borough joined is `not_member`, and never a zero. The sentence on the form as typed
stands beside the step it was read as. Month by month the hub's visits and the form come as lines of
their own. What only these sources can be asked, such as a page under a nearly equal name or a
status nobody told again, is among the questions; pages are never put together in silence.

Consultations also come as a log, a line a practitioner of each. One on several cases stays one line
that holds all their codes, and what cannot be so, such as minutes beyond a working day, is left out
and asked about.

A date of an event is read as the months it can lie in, and says how precise it is. The start of a
period that nobody dated could be any month of it. Two reports of the tracks are both kept as they
stand.
"""

from strands.activity.cleans.activity import clean

__all__ = ["clean"]
