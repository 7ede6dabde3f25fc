"""Words for single cases that several strands share: how far a thing is evidenced, and which cases
are drawn.
"""

# How far something is evidenced on file. In order, for agreement that counts near misses as near;
# "n/a" is in no order.
EVIDENCED = {"evidenced": "evidenced", "partly": "partly", "not": "not evidenced", "na": "n/a"}
ORDERED = ("not", "partly", "evidenced")
# The two kinds of case that the frame agreed with the leads asks for.
ARMS = {"both": "trained and consulted", "neither": "neither trained nor consulted"}
# These two, and the two a closed case may fall in between them.
KINDS = {
    "both": "trained and consulted",
    "neither": "neither",
    "trained": "trained only",
    "consulted": "consulted only",
}
# Cases an arm in a quarter, as the frame asks for.
DRAWN = 5
