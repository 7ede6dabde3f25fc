"""The experience strand: what victim-survivors said of the help they had, for the whole partnership and no borough."""

from analysis.evaluation.proforma import CODE, ITEM, TEXT, WORD, YES_NO, YES_NO_ALSO, Field, Proforma

CONSENT = {"publish": "may be quoted", "anonymous": "numbers alone", "analysis": "not to be shown"}
WAYS = {"form": "form", "interview": "interview", "group": "group"}
SINCE_FIRST = {"under_six": "under 6 months", "six_to_twelve": "6 to 12 months", "over_twelve": "over 12 months"}
AGREE = {"agree": "agree", "partly": "partly agree", "disagree": "disagree", "prefer_not": "prefer not to say"}
ITEMS = {
    "believed": "I was believed",
    "not_blamed": "I was not blamed for what he did",
    "held_to_account": "He was held responsible for what he did",
    "say": "I had a say in the plan",
    "safer": "My children and I are safer",
}
# No group of fewer is shown.
LEAST = 10
_NO_BOROUGH = "The answers are kept for the whole partnership: no borough, no place, no name"

PROFORMA = Proforma(
    "experience",
    "Experience of support",
    "one person's answers",
    (
        Field("response", "Answer code", f"A code for these answers. {_NO_BOROUGH}", CODE, needed=True,
              aliases=("Response code", "Response")),
        Field("consent", "Consent", "What the person agreed to", WORD, CONSENT, needed=True,
              also={"quote": "publish", "anonymous": "anonymous", "analysis only": "analysis"}),
        Field("safe", "Safe to contact", "Whether the person said it was safe to be contacted", WORD, YES_NO, needed=True,
              also=YES_NO_ALSO, aliases=("Safe contact",)),
        Field("way", "How asked", "How the answers were given", WORD, WAYS, aliases=("Mode",)),
        Field("since_first", "Known to services", "How long ago the person first spoke to children's social care", WORD,
              SINCE_FIRST, aliases=("Time since first contact",)),
        *(Field(key, heading, f"{heading}: how far the person agrees", ITEM, AGREE,
                also={"yes": "agree", "no": "disagree", "partly": "partly", "pnts": "prefer_not"})
          for key, heading in ITEMS.items()),
        Field("words", "In own words", "What the person wants others to know, without names or places", TEXT,
              aliases=("Comment",)),
    ),
    names=("response",),
    since="2025-26",
    by_borough=False,
)  # fmt: skip
RESPONSES = PROFORMA.table()
