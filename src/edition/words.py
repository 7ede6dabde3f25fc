"""How pages of the reading edition call what the tables hold by keys."""

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.indicators import INDICATORS
from analysis.declare.proforma import BETWEEN

GROUP = "How it was made"
# From a page to the project's folder, where its code lies.
SRC = "../../../"
_NAMES = {one.key: one.name for one in (*BOROUGHS, *INDICATORS)}


def about(row: dict[str, str]) -> dict[str, str]:
    """What a finding is about, in words."""
    parts = [part for part in row["subject"].split(BETWEEN) if part.strip(" |")]
    return {
        "About": ", ".join(_NAMES.get(part, part) for part in parts),
        "Borough": _NAMES.get(row["borough"], row["borough"]),
        "When": row["when"],
        "Reading": row["reading"],
    }


def number(text: str) -> str:
    """A number of a finding with four decimals at most; any other text, as of one that is withheld,
    as it is.
    """
    try:
        value = float(text)
    except ValueError:
        return text
    if 0 < value < 0.0001:
        return "under 0.0001"
    return f"{value:.4f}".rstrip("0").rstrip(".")
