"""How each number of the activity is worked from the cells it rests on; those of what is sent line by
line from the numbers told beside them.
"""

MODELS = ()
_LINES = "it counts lines that were sent, each once, which no cell holds"
_DRAWN = "practitioners were drawn by the thousand, which no formula does"
_SPREAD = "because how far counts of all boroughs and periods vary is not laid out in cells"
_A_MONTH = (
    "{visits_per_month.low}/{visits_per_month.high with when=reading}",
    "{visits_per_month.high}/{visits_per_month.low with when=reading}",
)
_OF_PAGE = f"{{change in total.estimate}},{','.join(_A_MONTH)}"
_OF_BOROUGH = "{change in total.estimate},{change in per_month.estimate}"
FORMULAS = {
    "findings": f"""
        consultations:: estimate = SUM({{cells}}); n = COUNT({{cells}})
        sent | completions:: estimate, x, n = SUM({{cells}})
        per_month:: estimate = {{cells}}/{{about months}}; n = {{cells}};
            low = IF({{cells}}=0,0,CHIINV(0.975,2*{{cells}})/2/{{about months}});
            high = CHIINV(0.025,2*{{cells}}+2)/2/{{about months}}
        per_month_whole_period:: estimate = {{cells}}/{{months.most}}; n = {{cells}}
        visits_per_month:: estimate, low = {{cells}}/{{months.most}};
            high = {{cells}}/{{months.least}}; n = {{cells}}
        change in total:: estimate, low, high = {{cells period=when}}/{{cells period=reading}}
        change in per_month::
            estimate = {_A_MONTH[0]} else {{per_month.estimate}}/{{per_month.estimate with when=reading}};
            low = {_A_MONTH[0]} else {_SPREAD}; high = {_A_MONTH[1]} else {_SPREAD}
        direction:: estimate = (MAX({_OF_PAGE})>1)+(MIN({_OF_PAGE})<1)
            else (MAX({_OF_BOROUGH})>1)+(MIN({_OF_BOROUGH})<1)
        pages that fall: change in total:: estimate, x = {{how many change in total.high <1}};
            n = COUNT({{each change in total.high}})
        pages that rise: change in total:: estimate, x = {{how many change in total.low >1}};
            n = COUNT({{each change in total.low}})
        pages that fall: change in per_month:: estimate, x = {{how many change in per_month.high <1}};
            n = COUNT({{each change in per_month.high}})
        pages that rise: change in per_month:: estimate, x = {{how many change in per_month.low >1}};
            n = COUNT({{each change in per_month.low}})
    """,
    "consultation_log": f"""
        reach | nqsw | trained | cases by times | joint | minutes given | theme::
            estimate = {{x}}/{{n}}; x, n: {_LINES}
        consultations | logs | lines left out | practitioner contacts
            | practitioners | in month | cases | cases again | possible copies | minutes | days of lead in half | reconciled | changes looked at::
            all: {_LINES}
        a month | in half:: estimate = {{x}}/{{n}}; low, high, x, n: {_LINES}
        to 20 days of lead:: estimate = 20*{{x}}/{{n}}; low, high, x, n: {_LINES}
        a month by practitioner | change | detectable | wider:: all: {_DRAWN}
    """,
    "form_months": f"""
        completed of cases that could have one::
            estimate = {{x}}/{{n}}; low = SHARE_LOW; high = SHARE_HIGH; x, n: {_LINES}
        completed a month in use:: estimate = {{x}}/{{n}}; x, n: {_LINES}
        status | since | last told | first told | months in use | months used | completed::
            all: {_LINES}
    """,
    "hub_months": f"""
        share of section:: estimate = {{x}}/{{n}}; x, n: {_LINES}
        visits a month:: estimate = {{visits.estimate}}/{{n}}; low, high, n: {_LINES}
        months returned | pages | visits | visitors in one month | change in total | change a month | direction | change a month, one month left out | pages that fall | pages that rise::
            all: {_LINES}
    """,
}
