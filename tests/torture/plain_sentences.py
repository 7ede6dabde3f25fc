"""Sentences that name nobody, of the kind that analysts and practitioners write."""

SENTENCES = """
Q4 may change once the year end return is signed off.
May was a quiet month because of the two bank holidays.
The figures for April and May include the new team.
June is provisional.
New system from April.
Counts exclude families who moved to Barking and Dagenham in August.
Please mark the rows that are provisional.
Mark all of the boxes that apply.
Will this be enough for the evaluation?
Will you want the numbers by team as well?
We will send the rest in June.
Hackney will send the remaining quarter by Friday.
A grace period of two weeks was agreed with the court.
Grace period ends on 31 March.
The Safe & Together model helped me to partner with survivors.
Safe & Together has changed how we write assessments.
Domestic Abuse was recorded as a factor at the end of assessment.
Domestic abuse is recorded twice where two children live in one household.
Only contacts that led to a referral are counted.
The increase in July reflects a change in recording.
Waltham Forest moved to a new case management system in October 2025.
Newham counts siblings separately; we do not.
Hammersmith and Fulham counts each child once a quarter.
Barnet uses the date of the contact and not of the decision.
We moved from Mosaic to Liquidlogic in January.
The Front Door team in Hackney screened every contact.
Data for Stratford and Canning Town are merged.
The Multi Agency Safeguarding Hub counts police notifications.
Numbers under five are withheld.
Fewer than 5 cases, so the figure is suppressed.
The total includes 14 re-referrals from the same road.
The numbers were taken from the dashboard on 3 July 2026.
Extract run on 12.06.2026 at 09:30.
Report run 01/04/2026, covering 01/01/2026 to 31/03/2026.
The training was held at Stratford Library in May.
We met at the Town Hall on Mare Street.
The office on Kingsland Road closed in the spring.
The session at Hackney Service Centre was full.
The trainer was clear and patient.
The trainer explained the tactics of coercive control very well.
My manager encouraged me to attend.
My social work team discussed the model in supervision.
Social workers told us that they felt more confident.
The social worker said that mapping helped her to see the pattern.
Practitioners said the tools were easy to use.
Managers asked for more time to practise.
I now document the perpetrator's pattern of behaviour.
I ask what the mother does every day to keep her children safe.
I have stopped writing that mum failed to protect.
Mum was believed and dad was held to account.
Father was invited to the meeting and did not come.
The father attended the assessment and was honest about his behaviour.
The mother told the worker that she felt heard.
The child said that she felt safe at home.
Her son was present during the incident.
His daughter had to move school.
Both children are thriving at their new school.
The baby was born in the spring and is doing well.
The family moved twice during the assessment.
The perpetrator denied everything and blamed the survivor.
The survivor was supported by an IDVA.
Victims often tell their story many times.
A partner agency referred the case.
The grandparents were part of the safety plan.
The older sibling took on the role of a carer.
Her sister lives nearby and helps.
The girl asked to speak alone with the worker.
Children in Need plans were not included.
Child Protection Conferences are counted by the date of the conference.
Child Looked After numbers come from the SSDA903 return.
Child and Family Assessments completed in the quarter.
Early Help cases are left out of every count.
Family Hubs opened in Barking, Dagenham and Becontree.
Family Group Conferences were offered to all families.
Police attended the address and took no further action.
Police notifications rose after Operation Encompass began.
Probation and Housing sent nobody.
Health Visitors joined the Core training for the first time.
Housing officers from Tower Hamlets came as guests.
Cafcass was invited but did not come.
MARAC referrals rose by a third.
The IDVA post was vacant from June to August.
Women's Aid delivered the second block.
Refuge and Victim Support offer training too.
SafeLives published new guidance in March.
Respect and the Drive Project gave a talk.
Clare's Law requests are not counted.
We used the Duluth wheel before this.
Signs of Safety and Safe & Together work well together.
The Caring Dads programme stopped in 2024.
The Freedom Programme runs on Tuesdays at St Mary's Church Hall.
Barnardo's runs the group in Redbridge.
The NSPCC runs a group for children in Ilford.
The Tavistock clinic took part in the pilot.
Whipps Cross Hospital sent twelve nurses.
Homerton Hospital has its own IDVA.
King's College Hospital was not involved.
St Thomas' Hospital and Guy's joined later.
The Royal London Hospital hosts the meeting.
Great Ormond Street was asked to comment.
Queen Mary University of London ran the evaluation.
The University of Bedfordshire trained our students.
London Metropolitan University led the first study.
The Ofsted inspection took place in September.
Ofsted praised the work on domestic abuse.
The DfE changed the definition in 2023.
The Home Office paid for the posts until March.
The Mayor's Office for Policing and Crime funds two posts.
The London Councils network asked for a summary.
Black and minoritised women were less likely to be referred.
Black women told us that they were not believed.
Asian and Turkish families were over-represented.
White British families were the largest group.
Somali and Bengali interpreters were booked.
Polish and Romanian leaflets are needed.
English is a second language for many.
Christmas and Easter made attendance low.
Ramadan fell in March this year.
Summer was quiet, and autumn was busy.
Spring numbers are always higher.
The autumn term brings more referrals from schools.
Winter pressures meant that two sessions were cancelled.
Monday sessions were full, Friday ones were not.
Sunday is our busiest day for police notifications.
Wednesday and Thursday would suit us better.
Two quarters are missing because of the cyber attack.
The cyber attack of October 2020 still affects our data.
Hope this helps, and sorry for the delay.
Hope to send the rest next week.
Happy to talk this through.
Many thanks for your patience.
Thanks to everyone in the team.
Thank you for the reminder.
Kind regards from the Performance Team.
Best wishes for the new year.
Please call the office if anything is unclear.
Please see the note on the second sheet.
See tab 2 for the definitions.
Row 14 was left blank on purpose.
Rows 3 to 12 are estimates.
Column C shows 2025-26 and column D shows 2026-27.
The count of 41 was checked against 2024-25.
About 3 in 10 cases had a second contact.
Between 10 and 15 practitioners came each month.
One in four families had been known before.
There were 120 attendances over 6 blocks.
Attendance fell from 45 to 38.
We had 3 blocks of Core and 1 of Overview.
The Core course was cut from four days to three.
Overview training was offered online in November.
Supervisor training took place in Ealing and Harrow.
Connect and Reflect sessions are monthly.
Champions met twice in Camden.
Implementation Leads met in Islington on 14 May.
The Implementation Lead left in July and was replaced in September.
Our lead has been on leave since April.
The new Head of Service starts in May.
The Director of Children's Services signed the return.
The Service Manager for Quality Assurance checked the sample.
The Quality Assurance team audited 20 cases.
Our Business Support Officer added the totals by hand.
The Data Analyst left, so the numbers are late.
Performance and Insight compiled the return.
Team Managers read the checklist in supervision.
Advanced Practitioners led the group supervision.
Newly qualified workers found the course hard.
Students from Goldsmiths and Brunel observed.
Agency staff were not trained.
Foster carers asked for their own session.
School nurses from Barnet joined in.
GPs do not refer through this route.
Midwives at Newham General refer early.
The Youth Justice Service counts separately.
Adult Social Care and Mental Health were invited.
Substance Misuse workers valued the case discussion.
The Edge of Care team closed in December.
The Disabled Children's Team is not part of this return.
The Leaving Care team moved to Stratford.
The North team and the South team merged in June.
Leyton and Leytonstone are counted together.
Walthamstow and Chingford teams share a manager.
Bethnal Green and Bow is not in our area.
Finsbury Park lies in three boroughs.
Shepherd's Bush and White City share one hub.
Seven Sisters and Stamford Hill are outside the pilot.
Victoria Park straddles the boundary.
Charlotte Street and Great Portland Street were venues.
The hub in Rose Hill closed.
The Grove and The Limes are children's centres.
Kingsmead, Clapton Park and Nightingale are estates in Hackney.
Clapham Junction is easy to reach by train.
London Bridge was chosen since most could come by train.
The Elizabeth line made travel easier.
The Jubilee line was closed that day.
Camden Town was too far for some.
Crystal Palace and Dulwich asked to join.
Trains to Upminster were delayed.
The Overground strike in July cut attendance.
The model gave us a common language.
A shared language across agencies is the main gain.
It is easier to challenge colleagues now.
I feel more confident in speaking to fathers.
I would like a refresher every year.
More case examples would help.
More on intersectionality please.
Nothing to add.
None.
No comment.
N/A
Not applicable in this quarter.
To be confirmed.
Same as above.
As discussed on the phone.
Awaiting sign off.
Subject to audit.
Draft until approved.
First draft, please do not share.
Final version.
Checked and correct.
Checked against the annual return.
Numbers agreed with the finance team.
The definition changed in Quarter 2.
Q2 and Q3 were swapped last time.
Figures for 2023-25 were restated.
The old series ended in 2024.
Re-referrals are counted within twelve months.
Re-referral means a second referral within 12 months of the first.
A case can have more than one factor.
Factor 3A, 3B and 3C were added up.
Code 3B means that the parent is the victim.
The field was made mandatory in February.
The drop-down list was changed on 1 September 2025.
The form has a box for domestic abuse since 2022.
DA flag added at step 4 of the form.
DVA and DA mean the same here.
CP and CiN are counted apart.
LAC numbers are small, so please do not publish.
Please do not quote this in the report.
You may quote this without our name.
You can use our logo but not our data.
Can this be left out?
Can we have more time?
May we send it in two parts?
May I ask what is meant by a contact?
Who should we send it to?
Where do we enter zero?
What does level 3 mean?
When is the next round?
How many decimals do you want?
Why is there no line for Overview?
Is a blank the same as none?
Are re-opened cases included?
Should we count unborn children?
Do unborn babies count as children?
If in doubt, please leave blank.
Although numbers rose, quality did not fall.
However, the trend is not clear.
Unfortunately the second block was cancelled.
Fortunately all of the sessions went ahead.
Overall we are pleased with the course.
Overall, the training was excellent.
Excellent training and very useful tools.
Really useful, thank you.
Very good day, well organised.
Great facilitators and good pace.
Lovely venue but cold room.
Too much material for one day.
Too long without a break.
Lunch was late.
Parking was difficult.
The room was too small for 25 people.
Sound was poor on Zoom.
Teams kept freezing.
Breakout rooms worked well on MS Teams.
The slides were sent by email afterwards.
The workbook is clear.
The videos were powerful and upsetting.
The role play was the best part.
The case study of a mother with three children was useful.
The exercise on mapping was the most helpful.
The handout on coercive control is on my desk.
Using the mapping tool with a father was new to me.
Asking about strengths changed the conversation.
Documentation has improved across the service.
Supervision has become more reflective.
Language in plans has shifted from blame to behaviour.
Conference chairs now ask about the pattern.
Courts still use old language.
Legal advisers read our statements differently.
Judges have begun to ask about the pattern of abuse.
Schools notice more and call earlier.
Nurseries want a short version.
The perpetrator programme has a waiting list.
The waiting list is twelve weeks long.
Waiting times rose to 12 weeks in May.
The refuge had no space in June.
Funding ends in March 2027.
The post is funded until 2028.
Two posts are vacant.
Turnover was high in the Assessment teams.
Recruitment was hard in the north of the borough.
Hybrid working made it harder to talk.
Workers need time to reflect after hard cases.
A complaint was upheld in part.
The complaint was about delay and not about the worker.
The complainant was a grandparent.
The complaint was closed at stage 1 within 10 days.
The answer was sent after 20 working days.
An apology was given.
The ombudsman found no fault.
The worker was moved to another case.
The consultation lasted 45 minutes.
Two practitioners came with one case.
The case was discussed twice.
We talked about how to partner with the survivor.
We planned how to meet the father safely.
We agreed to look at the records again.
Next steps were agreed with the team manager.
The plan was changed after the consultation.
The case was closed in July without further action.
The case came back after four months.
It was the third referral in two years.
An assessment was started the same day.
A strategy meeting was held within 24 hours.
The plan ended because the risk had fallen.
The order was made by the court on 5 May.
The injunction lasts until December.
He was arrested in April and bailed in May.
She moved to a refuge in June.
They live apart since the summer.
The children see their father on Saturdays at a contact centre.
Contact takes place at the Family Centre in Plaistow.
He works nights and she works days.
She has good support from her church and her friends.
The school has been a constant.
The health visitor sees them weekly.
Her English is good and she needs no interpreter.
She asked for a Turkish interpreter.
He is on a programme in Southwark.
The risk was rated as high.
The risk level is now medium.
The safety plan was shared with the school.
Strengths were recorded for both parents.
The pattern goes back ten years.
Ten years of abuse came to light.
A neighbour called the police.
Neighbours reported shouting.
A friend of the family raised concerns.
An anonymous caller rang the hub.
Other boroughs see the same pattern.
Inner London boroughs have higher rates.
Outer London and Essex differ.
England as a whole rose by two per cent.
Statistical neighbours are shown on the next sheet.
The National average is for comparison only.
Source: Children in Need census 2025.
Source: local dashboard, refreshed weekly.
Note 1: includes unborn children.
* includes cases opened before April.
NB figures are rounded to five.
FYI the return for June follows.
TBC with Legal.
""".strip().splitlines()
