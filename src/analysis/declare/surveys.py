"""The training surveys: the instruments, how each was asked, and what may be read from them."""

from dataclasses import dataclass

WAVES = ("before", "after")

# How a survey was asked decides what its answers can be compared with.
DESIGNS = {
    "retrospective": "asked once, after the training, about before and after",
    "unpaired": "asked before and again after; no code links the two answers of one person",
    "open": "open questions only, on the organisers' own feedback form",
}


@dataclass(frozen=True)
class Instrument:
    """A survey: the course it belongs to, its design, the waves in which it was asked, and the ends
    of its scale.
    """

    key: str
    name: str
    course: str
    design: str
    waves: tuple[str, ...] = ("after",)
    scale: tuple[int, int] | None = None
    aliases: tuple[str, ...] = ()


# The designs and the scale from 1 to 7 are those the report of June 2025 describes.
INSTRUMENTS = (
    Instrument("overview", "Overview", "overview", "retrospective", scale=(1, 7)),
    Instrument("core", "Core", "core", "unpaired", waves=WAVES, scale=(1, 7)),
    Instrument("supervisors", "Supervisors", "supervisors", "open", aliases=("supervisor",)),
    Instrument("refresher", "Refresher", "refresher", "open"),
)
INSTRUMENT = {instrument.key: instrument for instrument in INSTRUMENTS}

# A printed limit such as "under 4" is no number. It is read this far inside the limit: a tenth is
# the nearest average printed to one place.
INSIDE_LIMIT = 0.1

# Fewer answers than this, or a smaller share of those who could have answered, and the answers of
# the silent decide: then the range over all they could have said comes first, and the average of
# those who answered second.
LEAST_USABLE = 50
LEAST_RESPONSE = 0.6
# With fewer returns one person is five points or more, so shares are told as counts.
LEAST_FOR_PERCENTAGES = 20
