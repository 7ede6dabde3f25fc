"""What was said of each principle in each borough: a mark a phrase, with its words beside it."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.show.figures import GAP, LINE, PAGE, PHONE, STILL, drawing, wrapped

# A full mark, half a mark, an empty one: told apart without colour.
_FILL = {"seen": "full", "in places": "left", "weak or missing": "none"}
_SAID, _APART = 6.7, 0.14
# Inches: what stands over the grid, what the names of principles need, and marks in a list.
_HEAD, _NAMES, _BESIDE = 0.35, 1.6, 0.5

Phrases = Mapping[str, Mapping[str, Sequence[str]]]


def phrases(told: Phrases, none: str, source: str, wide: float = PAGE) -> Figure:
    """A grid with a row a principle and a column a borough, on a phone a list; `none` stands where
    nothing was said.

    `told` gives by principle the phrases on it by borough.
    """
    return (_list if wide <= PHONE else _grid)(told, none, source, wide)


def _grid(told: Phrases, none: str, source: str, wide: float) -> Figure:
    boroughs = list(next(iter(told.values())))
    column = (wide - _NAMES) / len(boroughs)
    names = [wrapped(principle, _NAMES - 0.1, 7.5) for principle in told]
    deep = [
        max(0.14 * len(name), 0.2 + 0.1 * max(map(len, by_borough.values()))) + 0.06
        for name, by_borough in zip(names, told.values(), strict=True)
    ]
    tops = list(accumulate(deep, initial=0))
    with drawing(source, (wide, tops[-1] + _HEAD), style=None) as figure:
        axis = _empty(figure, wide, tops[-1])
        places = [_NAMES + (at + 0.5) * column for at in range(len(boroughs))]
        look = {"ha": "center", "va": "bottom", "fontsize": _SAID, "fontweight": "bold"}
        for place, borough in zip(places, boroughs, strict=True):
            axis.text(place, -0.03, "\n".join(wrapped(borough, column, 8)), **look)
        for top, name, by_borough in zip(tops, names, told.values(), strict=False):
            axis.axhline(top, color=GAP, linewidth=0.6)
            axis.text(0, top + 0.05, "\n".join(name), va="top")
            for place, said in zip(places, by_borough.values(), strict=True):
                _marks(axis, place - _APART * (len(said) - 1) / 2, top + 0.12, said)
                look = {"ha": "center", "va": "top", "fontsize": _SAID, "linespacing": 1.05}
                text, colour = ("\n".join(said), LINE) if said else (none, STILL)
                axis.text(place, top + (0.19 if said else 0.05), text, color=colour, **look)
    return figure


def _list(told: Phrases, none: str, source: str, wide: float) -> Figure:
    """Every line is a principle, a borough with its marks, or the rest of the line before."""
    lines: list[tuple[str, Sequence[str], str]] = []
    for principle, by_borough in told.items():
        lines += [(text, (), "bold") for text in ("", *wrapped(principle, wide, 9))]
        for borough, said in by_borough.items():
            words = f"{borough}: {', '.join(said) or none}"
            first, *more = wrapped(words, wide - _BESIDE, _SAID)
            lines += [(first, said, "normal"), *((text, (), "normal") for text in more)]
    with drawing(source, (wide, 0.16 * len(lines)), style=None) as figure:
        axis = _empty(figure, wide, len(lines))
        for at, (text, said, weight) in enumerate(lines):
            _marks(axis, 0.07, at, said)
            place = _BESIDE if weight == "normal" else 0
            axis.text(place, at, text, va="center", fontsize=_SAID, fontweight=weight)
    return figure


def _empty(figure: Figure, wide: float, deep: float) -> Axes:
    axis = figure.axes[0]
    axis.set(xlim=(0, wide), ylim=(deep, 0), xticks=[], yticks=[])
    axis.spines[:].set_visible(False)
    return axis


def _marks(axis: Axes, place: float, at: float, said: Sequence[str]) -> None:
    """The mark of each phrase, side by side from a place on."""
    for number, phrase in enumerate(said):
        look = {"marker": "o", "markersize": 7, "color": LINE, "markerfacecoloralt": "white"}
        axis.plot(place + _APART * number, at, fillstyle=_FILL[phrase], **look)
