"""What cleaning may ask about consultations, visits to the hub, the engagement form and events."""

from analysis.read.ask.queries import asking
from analysis.read.ask.rule import rules

ACTIVITY_RULES = rules("""
unreadable_stage: stop
We cannot tell from '{typed}' how far the form has come: not started, in process, pilot, live or
mandatory?
- The borough is shown as queried.

shifted_columns: info
The numbers of '{typed}' do not stand under their headings. Are they in the order of the periods?
- They are read in the order of the periods.

unreadable_date: stop
We cannot read '{typed}' as a date. When was it, as far as that is known?
- The event is listed without a date and is not drawn.

unknown_in_event: stop
'{typed}' is no {what} we know. Which one is it?
- It is listed without one.

cases_parted: info
We read '{typed}' as {number} cases: {cases}. Is that right?
- The consultation counts once, and each of its cases once; so do those of the lines below written
  like it.

case_on_its_own_line: info
Consultation '{typed}' stands on this line and at {other}, with another case. Was it one
consultation on several cases?
- It is counted as one consultation on several cases.

minutes_cannot_be: warn
A consultation of {typed} minutes cannot be: we expect 1 to {most}. How long was it?
- The consultation is counted, its minutes are not.

days_cannot_be: stop
A lead in post on {typed} days of a quarter cannot be: it has {most} at the most. On how many?
- KEPT_OUT

consultation_copied: warn
'{typed}' has the day, the practitioner and the case of '{other}' at {place}. Is one a copy of the
other?
- Both are counted, and how many such there are is told.

consultation_two_days: warn
'{typed}' was held on {day} here and on {other} at {place}. Is it one consultation?
- It is counted as one, on the first of its days.

first_is_not_first: warn
'{typed}' stands here, and case {case} was logged on {day} at {place}. Which is right?
- Whether a case came again is told by its code, not by this word.

again_never_before: info
'{typed}' stands here, and case {case} was not logged before ({number} such in all). Was it
consulted on before the log began?
- Whether a case came again is told by its code, not by this word.

no_lead_in_post: warn
{borough} had no lead in post in {quarter} ({place}), and this line is of that quarter (such
lines: {number}). Who was consulted?
- They are counted.

more_than_in_post: warn
{came} practitioners of {borough} consulted in {quarter}, more than the {typed} in post. How many
were in post?
- The borough's reach is left out if it cannot be.

more_visitors_than_visits: warn
{typed} visitors stand beside {visits} visits to '{page}' in {month}. Which is right?
- AS_TYPED

hub_months_missing: warn
No page has a line for {months}. Will these months come, or was nothing counted?
- They are shown as not returned, and every total says over how many months it runs.

page_renamed: warn
'{typed}' ({months}) and '{other}' ({other_months}) have nearly one name. Is it one page that was
renamed, or did pages become one?
- They are shown as two pages.

page_months_missing: info
'{typed}' has no line for {months}, where other pages have one. Was it not there, was
it renamed or merged, or did nobody come?
- These months are shown as not returned, and no zero is put there.

hub_counted_otherwise: warn
From {before} to {month} the visits to {pages} of {of} pages {moved}. Did what is counted change,
as when consent to cookies is asked for?
- AS_TYPED

more_completed_than_eligible: warn
{typed} forms completed in {month}, of {eligible} cases that could have one. Which is right?
- Both are printed as typed, and the month is in no share.

completed_without_eligible: warn
{borough}: forms completed in {months}, and no number of cases that could have one. How many were
there?
- No share of these months is made (G14).

stage_backwards: warn
The status goes back from '{before}' in {previous} to '{typed}' in {month}. Which is right?
- Both are printed as typed.

stage_unknown_long: warn
{borough}: how far the form has come is not known {since}. What is its status?
- The last known status is printed with its age.

live_without_completed: warn
{borough}: the form was live in {months}, and no number of forms completed is there. How many were
there?
- These months are shown as not returned, and no zero is put there.
""")

query = asking(*ACTIVITY_RULES)
