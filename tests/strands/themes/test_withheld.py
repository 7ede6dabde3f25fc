"""Themes where small counts are withheld: every statistic is declared, neither order nor size of a word tells a
number, and no print holds one that may not leave.
"""

import re

import pandas as pd
import pytest
from conftest import ROOT
from withheld_rows import PERIOD, less, numbers, passed, untold

from analysis import store
from analysis.declare.kept import CORRECTIONS
from analysis.declare.withheld import withheld
from analysis.show.printed import Paragraphs, PrintedFigure, PrintedTable
from strands.themes.cleans import clean
from strands.themes.declares import PEOPLE
from strands.themes.finds import coding as coding_finds
from strands.themes.finds import themes as themes_find
from strands.themes.prints import coding, emotions, themes

CODINGS = "Respondent,Survey,Wave,Question,Code,Coder,Text\n"
ANSWERS = "Respondent,Survey,Wave,Question,Answer\n"
QUOTES = "Quote ID,Source,Quote,Consent,Attribute,Borough,Role,Leaning\n"
BOOK = "Code,Name,Definition\nFEAR,Fear of it,x\nTIME,Time,z\nTOOLS,Tools,y\n"
# Of 40 people 24 tell of tools, 12 of fear and 3 of time; each code is given to some of 9 texts twice.
LINES = [
    *(f"P{n},Core,before,Wishes,{'FEAR' if n < 12 else 'none'},Ann,one" for n in range(40)),
    *(f"P{n},Core,before,Wishes,TOOLS,Ann,two" for n in range(4, 28)),
    *(f"P{n},Core,before,Wishes,TIME,Ann,three" for n in (1, 2, 3)),
    *(f"P{n},Core,before,Wishes,FEAR,Ben,one" for n in range(9)),
]
# How many name what, before and after.
NAMED = {"scared": (30, 4), "sad": (3, 9), "calm": (2, 0), "curious": (4, 5), "angry": (5, 3)}
FELT = [
    f"{word}{wave}{n},Core,{wave},Which emotions?,{word}"
    for word, counts in NAMED.items()
    for wave, count in zip(("before", "after"), counts, strict=True)
    for n in range(count)
]
SAID = [
    "Q1,scaredbefore1,scared,publish,Survey,,,supporting",
    "Q2,scaredbefore2,scared,,Survey,,,supporting",
]


@pytest.fixture(scope="module")
def made():
    texts = {
        "book": BOOK,
        "codings": CODINGS + "\n".join(LINES),
        "answers": ANSWERS + "\n".join(FELT),
        "quotes": QUOTES + "\n".join(SAID),
    }
    files = {f"themes/{name}.csv": f"{text}\n".encode() for name, text in texts.items()}
    return clean(files, CORRECTIONS.empty(), PERIOD)


@pytest.fixture(scope="module")
def found(made):
    return coding_finds.findings(made.segments, made.sources, made.quotes)


@pytest.fixture(scope="module")
def left(found):
    return leaving(codings=found)["codings"]


@pytest.fixture(scope="module")
def published():
    """The themes of 2023-25, as returned."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = clean(
            store.returns("2023-25", "themes"), store.corrections("2023-25", "themes"), "2023-25"
        )
    return made.themes, made.questions, made.bases


def leaving(**frames: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return passed(PEOPLE, frames)


def of_codings(made, found: pd.DataFrame) -> list:
    opening = coding.opening(found, made.codes, PERIOD)
    return [
        opening,
        Paragraphs((opening.finding,)),
        *coding.figure(found, made.codes, PERIOD, "Made up."),
        *coding.themes(found, made.codes, PERIOD),
        *coding.together(found, made.codes, PERIOD),
        *coding.agreement(found, made.codes, PERIOD),
        *emotions.emotions(found, PERIOD, "Made up."),
        *coding.quotes(made.quotes, found, PERIOD),
    ]


def text(blocks) -> str:
    return "\n".join(
        block.markdown("Made up.") for block in blocks if not getattr(block, "empty", False)
    )


def table(blocks, key: str) -> list[list[str]]:
    (found,) = (one for one in blocks if isinstance(one, PrintedTable) and one.key == key)
    return found.cells.to_numpy().tolist()


def test_every_statistic_is_declared_and_no_small_count_is_left(left, published):
    told = left[~left["statistic"].isin(["quotes"])]
    counts = told[[not withheld(x) for x in told["x"]]]
    assert not counts["x"].between(1, 5).any()
    returned = [frame.assign(period=PERIOD) for frame in published]
    made = themes_find.findings(*returned)
    assert "fewest: mentions" in set(made["statistic"])
    assert set(leaving(findings=made)["findings"]["statistic"]) == set(made["statistic"])
    assert "fewest: mentions" not in set(themes_find.findings(*published)["statistic"])


def test_a_pair_is_told_only_where_none_of_its_four_groups_is_few(made, left):
    blocks = of_codings(made, left)
    keys = [block.key for block in blocks if isinstance(block, PrintedTable)]
    assert "themes-coded-1" in keys
    said = text(blocks)
    # Fear and tools: 8 tell of both, 4 of fear alone.
    assert (
        "Pairs of themes in the answers of the same people: Core, before the training: Wishes"
        in said
    )
    assert "Every number is withheld." in said


def test_what_is_withheld_stands_last_and_nothing_is_drawn_of_it(made, left):
    blocks = of_codings(made, left)
    assert [line[:2] for line in table(blocks, "themes-coded-1")] == [
        ["Tools", "24"],
        ["Fear of it", "12"],
        ["Time", "[d]"],
    ]
    lines = {line[0]: line for line in table(blocks, "themes-emotions-core")}
    assert list(lines) == ["afraid", "sad"]
    assert lines["afraid"][1] == "30" and lines["afraid"][3:] == ["[d]", "[d]", "[d]"]
    assert lines["sad"][1:3] == ["[d]", "[d]"] and lines["sad"][3] == "9"
    # Of no emotion both shares are told, so there is nothing to draw.
    drawn = [block for block in blocks if isinstance(block, PrintedFigure)]
    assert [block.key for block in drawn] == ["themes-coded"]
    # Time is named, and has no mark.
    assert drawn[0].drawn["Share of people coded (95% interval)"].tolist()[2] == "[d]"
    assert len(drawn[0].figure.axes[0].lines[0].get_xdata()) == 2


def test_why_quotes_are_kept_back_is_said_without_numbers(made, left):
    said = text(of_codings(made, left))
    assert "Others cannot be printed; how many is withheld." in said
    assert "Why quotes cannot be printed: no consent is stated." in said


def test_what_is_left_is_printed_without_a_hole(made, left):
    assert not re.search(r"\bnan\b|\+nan", text(of_codings(made, left)))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_withheld_of_codings_no_print_holds_it(made, found, seed):
    held = less(found, PEOPLE["codings"], seed, (1 / 3, 0.9)[seed % 2])
    said, bare = (
        text(of_codings(made, one)) for one in (held, less(found, PEOPLE["codings"], seed, 1.0))
    )
    assert not re.search(r"\bnan\b|\+nan", said)
    assert not (numbers(said) - numbers(bare)) & untold(found, held, 5)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_withheld_of_mentions_no_print_holds_it(published, seed):
    full = themes_find.findings(*published)
    held = less(full, PEOPLE["findings"], seed, (1 / 3, 0.9)[seed % 2])
    said, bare = (
        text(
            [
                themes.opening(one, "2023-25"),
                Paragraphs((themes.opening(one, "2023-25").finding,)),
                *themes.figure(one, "2023-25", "Made up."),
                themes.announced(one, "2023-25"),
                *themes.counted(published[0], None, one, "2023-25"),
                *themes.named(published[0], one, "2023-25"),
                *themes.refused(one, "2023-25"),
            ]
        )
        for one in (held, less(full, PEOPLE["findings"], seed, 1.0))
    )
    assert not re.search(r"\bnan\b|\+nan", said)
    assert r"\[d\]" in said
    assert not (numbers(said) - numbers(bare)) & untold(full, held, 5)
