"""A chart as SVG: words stay words, it says what it shows, and two on one page share no name."""

import re
from xml.etree import ElementTree

from matplotlib.figure import Figure

from analysis.show.figures import drawing
from analysis.show.svg import svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn() -> Figure:
    with drawing("Made up.", (3, 2)) as figure:
        axis = figure.axes[0]
        axis.plot([1, 3, 2], marker="o")
        axis.set_title("Rose & fell")
    return figure


def test_words_stay_words_with_a_title_and_a_description_in_front():
    root = ElementTree.fromstring(svg(drawn(), "one", "It <rose>", 'Said "so"'))
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert [child.text for child in root][:2] == ["It <rose>", 'Said "so"']
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "one-title one-desc"
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"Rose & fell", "Made up."} <= set(texts)
    assert "DejaVu" not in svg(drawn(), "one", "", "")


def test_two_charts_of_one_page_share_no_name_and_one_is_the_same_twice():
    one, other = (svg(drawn(), key, "", "") for key in ("one", "other"))
    names = [set(re.findall(r'\bid="([^"]+)"', text)) for text in (one, other)]
    assert len(names[0]) > 2
    assert not names[0] & names[1]
    assert svg(drawn(), "one", "", "") == one
