"""What a number in a return can be, and by which words a sender says so.

A number is one of ours where it counts (scale), what has been (basis), in the whole borough
(population). Words of another kind say that it is something else.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    """One kind of number: `axis` is scale, basis or population, `name` is how a question calls it.

    `words` is a pattern over plain words. `is_ours` holds for what the report counts, `is_strong`
    where the words mean this even in a long title, `is_whole` where they do so only on their own.
    """

    axis: str
    name: str
    words: str
    is_ours: bool = False
    is_strong: bool = False
    is_whole: bool = False


def quantities(text: str) -> tuple[Quantity, ...]:
    """The kinds declared in lines of `axis mark name: words`, the words with | between them. The
    mark is + for ours, ! for strong, = for whole, - for none of these.
    """
    return tuple(_quantity(*line.split(": ", 1)) for line in _lines(text))


def _lines(text: str) -> list[str]:
    """The lines, each with its continuation, which is indented further."""
    return text.strip().replace("\n    ", "").split("\n")


def _quantity(head: str, words: str) -> Quantity:
    axis, mark, name = head.split(" ", 2)
    return Quantity(
        axis, name, words, is_ours=mark == "+", is_strong=mark == "!", is_whole=mark == "="
    )


# A provisional count is a count: it is used, and asked about.
PROVISIONAL, OTHER_THAN_CHILDREN = "provisional", "something other than children"

QUANTITIES = quantities(
    r"""
scale + counts: numbers?|counts?|counted|volumes?|^nos?(?: of\b.*)?$|^n$|^cases$|^children$
scale ! percentages or shares: (?<!\d)(?<!\d )%|per ?cent|percent\w*|pct|proportions?|ratios?|shares? of|^shares?$
    |(?:%|percentages?|per ?cent|proportions?) of\b.*
scale ! rates: rates?|rates? per\b.*|per 1(?:0|00)? ?(?:000|k)|per (?:thousand|head|capita|population)
    |per 1(?:0|00)? ?(?:000|k)\b.*
scale ! rounded numbers: rounded|nearest (?:5|10|100|five|ten|hundred)
scale ! averages: averages?|averaged|median|^means?$|means? (?:number|count|of|per)|per (?:month|week|day)
scale - thousands: (?:in )?(?:thousands|000s?|millions|hundreds|tens)
scale - an index or a score: ind(?:ex|ices|exed)(?: \d+)*|league (?:positions?|tables?)|scores?|scored|ranks?|ranking|quintiles?|deciles?
scale - sums of money: £|€|\$|gbp|costs?|spend|spending|expenditure|budgets?
scale = lengths of time: (?:in |number of |no of )?(?:working )?(?:days?|weeks?|hours?|minutes?)
    |average days.*|days (?:to|from|open|taken)\b.*
scale - changes: (?:% |percentage |year on year |quarterly |net )change|change (?:on|from|since)
    |(?:q|y|quarter|month|year) on (?:q|y|quarter|month|year)|differences? (?:from|to|on)|variance
scale ! how far numbers spread: standard (?:deviation|error)s?|confidence (?:intervals?|limits?)|margins? of error
basis + actual counts: actuals?|final|outturn|observed|confirmed
basis - targets: targets?|trajectory|goals?|ambitions?|benchmarks?|thresholds?
    |expected (?:numbers?|counts?|figures?)|^expected$|^plan(?:ned|s)?(?: (?:for )?(?:q\d|20\d\d).*)?$|planned (?:numbers?|figures?|counts?)
basis ! forecasts or estimates: forecasts?|projected|projections?|predicted|predictions?
    |estimates?|estimated|^est$|^approx(?:imate)?$|modelled|anticipated|extrapolated|scenarios?
basis ! running totals: cumulative\w*|ytd|year to date|running totals?|rolling|to date|so far
    |annuali[sz]ed|(?:12|twelve) months? (?:to|ending|rolling)(?: totals?)?
basis ! dummy or test data: dummy|tests? (?:data|figures|numbers|returns?|only)|(?:sample|example) (?:data|figures|numbers|returns?)|(?:test|example)$|made up|placeholders?|fictional
    |fictitious|illustrative
basis = numbers of another time: (?:numbers |figures |data )?(?:of |for |from )?(?:the )?(?:last|previous|prior) (?:year|quarter|period)s?(?: figures| numbers| data)?
    |(?:the )?year before|same (?:quarter|period) last year
basis = an example or an older version: (?:tests?|examples?(?: only| data| return| figures)?|samples?|specimen|templates?|old|previous)(?: \d+)*
    |previous version|superseded|back ?up|archived?|copy|mock|do not use|withdrawn|old (?:data|version)
basis - what is open on a day: (?:(?:children|cases|plans) )?open (?:at|on) .*|(?:cases|children|plans) open
    |(?:caseload|snapshots?|stock)(?: (?:at|on) .*)?
basis - provisional: provisional|not (?:yet )?final|interim|drafts?|unvalidated|unverified|preliminary|subject to change
population + the whole borough: whole borough|borough wide|all teams|borough totals?|total borough
population - a part of the borough: (?:north|south|east|west|central)\w*(?: \w+)? (?:team|locality|area)s?
    |(?:team|teams|locality|localities|hub|area|division|service|cluster)(?: \w+)? only|of which
    |^(?:team|locality) (?:[a-d]|\d|one|two|three|north|south|east|west|central)$|girls|boys|females?|males?|under \d+s?|over \d+s?|age[ds]? \d+.*
    |(?:north|south|east|west) \w+ only|^(?:north|south|east|west)$|subset of|selected teams
population - more than the borough: combined|jointly with
population = another area: england|national|wales|uk|(?:inner |outer |greater )?london|regional|(?:all )?other boroughs
    |(?:stat|statistical) neighbours?|(?:england|national|london|regional|(?:stat|statistical) neighbours?) (?:figures|numbers|data|totals?)
population - all cases, with or without abuse: all (?:cases|referrals|contacts|assessments|plans
    |reasons|factors)(?!.*\b(?:da|dv|domestic)\b)|non (?:da|dv|domestic)\b.*|any (?:reason|factor)
population = something other than children: (?:(?:number|no|count) of )?(?:(?:unique|distinct|new|all|domestic|da|dv|police) )*
    (?:famil(?:y|ies)|households?|adults|parents|mothers|perpetrators|victims|survivors|sibling groups?|contacts|sessions
    |incidents?|notifications?|offences?|crimes?|call ?outs?|marac(?: (?:cases|referrals|meetings))?)
    (?: (?:affected|involved|supported|known|seen))?
    |famil(?:y|ies) (?:and )?not children|counts? famil(?:y|ies).*
"""
)

PART = next(one for one in QUANTITIES if one.name == "a part of the borough")
# What heads a column that says of what kind the numbers of its rows are.
UNIT_HEADINGS = frozenset(
    "unit|units|type|data type|measure type|status|basis|format|unit of measure".split("|")
)
# What heads a column that parts a borough, and the words in it for the whole.
PART_HEADINGS = frozenset(
    "team|teams|locality|area team|hub|ward|district|age|ages|age group|age band|sex|gender"
    "|ethnicity|ethnic group|breakdown|split".split("|")
)
WHOLE = frozenset(
    "all|total|totals|grand total|whole borough|borough|borough total|borough wide|all teams"
    "|all ages|all localities|all children|all areas|overall|whole|both|combined".split("|")
)
