"""What each finding of the activity strand tells of people: consultations are practitioners' and
families', forms are families'; visits to the hub are nobody's, visitors are people.
"""

from analysis.declare.disclosure import told

PEOPLE = {
    "consultation_log": told("""
        consultations:: people; over borough | when | reading | 1
        a month | in half | in month:: people; per; same as consultation_log/consultations
        to 20 days of lead:: people; per; same as consultation_log/consultations
        a month by practitioner:: people; of practitioners; same as consultation_log/consultations
        wider:: from a month by practitioner
        change | detectable:: from in half | a month by practitioner
        practitioners:: people; over reading
        reach:: people; same as consultation_log/practitioners
        nqsw | trained:: people; of practitioners
        minutes given | possible copies:: people; of consultations
        joint:: people; of consultations; from practitioners
        theme:: people; of consultations; parts
        practitioner contacts:: from joint | practitioners
        cases:: people
        cases by times:: people; of cases; parts
        cases again:: people; of cases by times; parts
        minutes:: people; range
        lines left out:: people
        reconciled:: people; of findings/consultations; same as consultation_log/consultations
        reconciled, more logged:: people; of consultations; same as findings/consultations
        logs | changes looked at | days of lead in half | last logged:: nobody
    """),
    "findings": told("""
        consultations:: people; per; over borough
        sent:: people; same as findings/consultations
        per_month | per_month_whole_period:: people; of consultations
        change in total | change in per_month | direction:: from sent | per_month
        completions:: people; of completions
        visits_per_month:: nobody
        pages that fall: change in total | pages that rise: change in total:: nobody
        pages that fall: change in per_month | pages that rise: change in per_month:: nobody
    """),
    "form_months": told("""
        completed:: people; per; over when | reading
        completed a month in use:: people; per; same as form_months/completed
        completed of cases that could have one:: people; same as form_months/completed; over when
        status | since | last told | first told | months in use | months used:: nobody
    """),
    "hub_months": told("""
        visitors in one month:: people; per
        months returned | pages | visits | visits a month | share of section:: nobody
        change in total | change a month | direction | pages that fall | pages that rise:: nobody
        change a month, one month left out:: nobody
    """),
}
