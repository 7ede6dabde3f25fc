"""How each number of the complaints is worked from those told beside it: what it counts are lines, and no
cell holds how many.
"""

MODELS = ()
_LINES = "it counts complaints, each once, which no cell holds"
FORMULAS = {
    "findings": f"""
        upheld | supported | complainant | outcome | grounds | support | convention
            | taken further | repeat | mapped::
            estimate = {{x}}/{{n}}; low = SHARE_LOW; high = SHARE_HIGH; x, n: {_LINES}
        per 100 open cases:: estimate = 100*{{x}}/{{n}}; x, n: {_LINES};
            low = IF({{x}}=0,0,CHIINV(0.975,2*{{x}})/2)*100/{{n}};
            high = CHIINV(0.025,2*{{x}}+2)/2*100/{{n}}
        complaints:: estimate = {{x}}; x: {_LINES}
        open cases:: estimate, x = SUM({{cells}})
        lines left out | complaints that arrived | boroughs that sent complaints
            | newly qualified worker | days to the first answer::
            all: {_LINES}
    """,
}
