"""A figure as SVG: text stays text in the letters of the page it stands on, with a title and a
description.
"""

import io
import re
from html import escape

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

# The letters of our pages; a PDF has none of them and takes those of its text.
_LETTERS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
# What says where and when a file was made, names that no other picture on a page may have too, and
# letters that are said once for all.
_NOT_KEPT = (
    re.compile(r"^.*?(?=<svg)", re.S),
    re.compile(r"<metadata>.*?</metadata>\s*", re.S),
    re.compile(r'(?<=<g) id="[^"]*"'),
    re.compile(r" font-family: [^;\"]*;?"),
    re.compile(r"(?<=\d\.\d\d)\d+"),
    re.compile(r"(?<=>)\s+(?=<)"),
)
_ROOT = re.compile(r"<svg[^>]*viewBox=\"0 0 (\S+) (\S+)\"[^>]*>")


def svg(figure: Figure, key: str, title: str, alt: str) -> str:
    """The picture as one element to stand in a page: `key` begins its names, so that each is the
    only one.
    """
    drawn = io.StringIO()
    with plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": key}):
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    picture = drawn.getvalue()
    for what in _NOT_KEPT:
        picture = what.sub("", picture)
    wide, high = _ROOT.search(picture).groups()
    root = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img"'
        f' aria-labelledby="{key}-title {key}-desc" font-family="{escape(_LETTERS)}">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(alt)}</desc>'
    )
    return _ROOT.sub(lambda _: root, picture, count=1)
