"""The section of row-level surveys: ranges first where few answered, rises told as falls, small counts kept back."""

import re
from statistics import mean

import pytest
from answer_rows import PERIOD, core, drawn, overview, rows, training

from analysis.declare.finding import with_parts
from analysis.declare.withheld import WITHHELD
from analysis.show.printed import Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.declares import ANSWERS, HOCHBERG, HOLM, OF_ANSWERS, RESPONSES
from strands.surveys.finds.answers import findings
from strands.surveys.prints.answers import changes as compared
from strands.surveys.prints.answers import refusals, silence, who

FOUR = ([2, 3, 3, 4], [4, 4, 5, 5])


def found(sheets, **attended):
    return findings(*rows(sheets), training(**attended))


def blocks_of(frame, period: str = PERIOD):
    return [
        who.behind(frame, period),
        *silence.chart(frame, period),
        *silence.silence(frame, period),
        *who.flow(frame, period),
        *who.bases(frame, period),
        *who.composition(frame, period),
        *compared.scales(frame, period),
        *compared.effects(frame, period),
        *refusals.refused(frame, period),
    ]


def table(blocks, key: str) -> PrintedTable:
    return next(block for block in blocks if isinstance(block, PrintedTable) and block.key == key)


def lines(block: PrintedTable) -> dict[str, list[str]]:
    """The cells of each line, by the first."""
    return {line[0]: line[1:] for line in block.cells.to_numpy().tolist()}


def said(blocks) -> list[str]:
    """Every sentence of the section."""
    return [text for block in blocks if isinstance(block, Paragraphs) for text in block.texts]


def about(blocks, item: str) -> str:
    return next(text for text in said(blocks) if text.startswith(f"**{item}."))


def over_all(blocks, item: str) -> str:
    return about(blocks, f"{item}, over all")


@pytest.fixture(scope="module")
def blocks():
    return blocks_of(found(drawn(1)))


# The first page

NOT_RECEIVED = "**Not received.** No answer sheets came for this period."


def test_the_opening_is_three_sentences_and_the_first_chart_shows_its_finding():
    frame = found(drawn(1))
    shown = who.opening(frame, PERIOD)
    assert shown.finding == (
        "counting the silent, nobody can tell a rise from a fall in either of the 2 averages"
    )
    assert shown.texts[0] == (
        "**What was handed in.** Usable answers, of attendances: Overview 40 of 100; Core, before 55"
        " of 80; Core, after 55 of 80."
    )
    assert [text.split(".**")[0] for text in shown.texts[1:]] == [
        "**Counting everybody",
        "**Those who answered",
        "**What this cannot tell",
    ]
    (drawn_first,) = silence.chart(frame, PERIOD)
    assert drawn_first.title.startswith(
        "Counting the silent, the change in points is anywhere from"
    )


def test_what_came_back_stands_behind_the_opening(blocks):
    assert (
        said(blocks)[0]
        == "**What was handed in, survey by survey.** Overview: 40 handed in, 40 usable (40.0% of 100 attendances). Core,"
        " before: 55 handed in, 55 usable (68.8% of 80 attendances). Core, after: 55 handed in,"
        " 55 usable (100.0% of 55 who answered before and 68.8% of 80 attendances)."
    )


def test_the_range_comes_first_where_few_answered():
    made = blocks_of(found(overview(*FOUR), overview=10))
    text, conditions = (tell(made, "Overview: knowledge") for tell in (about, over_all))
    change = "the change over all is"
    range_ = "anywhere from a fall of 3 points to a rise of 4.2 points"
    first = text.index(f"With answers from 4 of 10 attendances, {change} {range_}.")
    assert first < text.index("the 4 who answered averaged 3 for before and 4.5 for after, a rise")
    assert f"If all began at 3 on average and nobody else changed, {change} a rise of 0.6" in text
    assert (
        "The range over all 10 attendances holds whatever the 6 who did not answer would have said"
        " of before and of after." in conditions
    )
    assert "where they averaged 2 after, a fall of 1 point of their own" in conditions


def test_the_average_comes_first_where_many_answered():
    text = about(
        blocks_of(found(overview([3] * 60, [4, 5] * 30), overview=100)), "Overview: knowledge"
    )
    assert text.index("the 60 who answered") < text.index("With answers from 60 of 100 attendances")


def test_where_everybody_answered_nothing_hides():
    made = blocks_of(found(overview([3] * 60, [4, 5] * 30), overview=60))
    text = about(made, "Overview: knowledge")
    assert "the change over all is a rise of 1.5 points." in text
    assert "nobody else" not in text
    assert over_all(made, "Overview: knowledge").endswith("over all.** Nobody was silent.")


def test_without_attendances_the_answers_stand_alone():
    text = about(
        blocks_of(found(overview([3] * 30, [4, 5] * 15), overview=None)), "Overview: knowledge"
    )
    assert "3.00 before (n = 30) and 4.50 after (n = 30); no bounds" in text
    assert "95% interval" in text


# One rule for rises and falls


def sentences_of(frame):
    """The blocks whose sentences tell of changes."""
    return [
        who.behind(frame, PERIOD),
        *silence.chart(frame, PERIOD),
        *silence.silence(frame, PERIOD),
        *compared.effects(frame, PERIOD),
    ]


def bare(text: str) -> str:
    text = re.sub("points?", "points", re.sub("rise|fall", "way", re.sub(r"[\d.,]*\d", "#", text)))
    # An end of a range that rounds to nought changes places with the other.
    return re.sub("(to|:) no change", r"\1 a way of # points", text)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("gain", [1.0, 0.1])
def test_the_scale_turned_round_turns_every_sentence_round(seed, gain):
    people = drawn(seed, gain=gain)
    turned = {
        key: [
            {name: 8 - value if isinstance(value, int) else value for name, value in one.items()}
            for one in of
        ]
        for key, of in people.items()
    }
    risen, fallen = (sentences_of(found(each)) for each in (people, turned))
    assert [bare(text) for text in said(risen)] == [bare(text) for text in said(fallen)]
    for one, other in zip(said(risen), said(fallen), strict=True):
        # The two ends of a range stand from low to high, so turned round they change places.
        ways = sorted(changes(one)), sorted(-change for change in changes(other))
        assert ways[0] == pytest.approx(ways[1], abs=0.011)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_average_is_of_the_people_its_sentence_names(seed):
    """By hand from the sheets: those who answered before, those after, and the pairs a code links."""
    people = drawn(seed)
    people["core", "after"] = people["core", "after"][:37]
    told = blocks_of(found(people))
    for question in ("knowledge", "confidence", "partnering"):
        sides = [
            [one for one in people["core", wave] if isinstance(one.get(question), int)]
            for wave in ("before", "after")
        ]
        text = about(told, f"Core: {question}")
        first, last = ([one[question] for one in side] for side in sides)
        stated = re.search(
            r"(\d+) answered before and averaged ([\d.]+); (\d+) answered after and averaged"
            r" ([\d.]+),",
            text,
        )
        assert [float(number) for number in stated.groups()] == pytest.approx(
            [len(first), mean(first), len(last), mean(last)], abs=0.0051
        )
        coded = [{one["code"]: one[question] for one in side if one.get("code")} for side in sides]
        linked = coded[0].keys() & coded[1].keys()
        stated = re.search(r"In (\d+) linked pairs: .* from ([\d.]+) to ([\d.]+) \(", text)
        ends = [mean([side[code] for code in linked]) for side in coded]
        assert [float(number) for number in stated.groups()] == pytest.approx(
            [len(linked), *ends], abs=0.0051
        )


def test_a_size_says_in_print_which_of_its_variants_it_is():
    variants = {
        "rank-biserial": "pairs without a change are ranked too",
        "Cliff's delta": "the chance that an answer after is above one before, less",
        "Hedges' g": "both groups pooled, corrected for small samples",
    }
    tables = [
        one for one in compared.effects(found(drawn(1)), PERIOD) if isinstance(one, PrintedTable)
    ]
    printed = {name for name in variants for one in tables if name in " ".join(one.cells["Size"])}
    assert printed == set(variants)
    for one in tables:
        sizes, notes = " ".join(one.cells["Size"]), " ".join(one.notes)
        for name, says in variants.items():
            assert (name in sizes) == (says in notes)


def changes(text: str) -> list[float]:
    """Every change told of, a fall below nought."""
    sizes = re.findall(r"(rise|fall) of (\d+(?:\.\d+)?)", text)
    return [float(size) * (1 if way == "rise" else -1) for way, size in sizes]


def test_the_waves_turned_round_turn_the_change_round():
    people = drawn(4)
    swapped = {
        ("core", wave): people["core", other]
        for wave, other in (("before", "after"), ("after", "before"))
    }
    once = [
        {
            **one,
            "knowledge_before": one["knowledge_after"],
            "knowledge_after": one["knowledge_before"],
        }
        for one in people["overview", "after"]
    ]
    risen, fallen = (
        sentences_of(found(each)) for each in (people, {("overview", "after"): once, **swapped})
    )
    for item in ("Overview: knowledge", "Core: knowledge", "Core: confidence", "Core: partnering"):
        one, other = about(risen, item), about(fallen, item)
        assert bare(one) == bare(other)
        moved = r"averaged .*? after.*?, a (rise|fall) of ([\d.]+) point"
        among, back = re.search(moved, one), re.search(moved, other)
        assert {among[1], back[1]} == {"rise", "fall"}
        assert among[2] == back[2]


def test_no_sentence_claims_a_cause_or_judges(blocks):
    text = " ".join(said(blocks)).lower()
    assert not re.search(
        r"significant|clear(ly)? |notabl|improve|led to|effect of|because of the training|thanks",
        text,
    )


@pytest.mark.parametrize(("gain", "chance"), [(0.0, True), (2.5, False)])
def test_what_could_be_chance_is_called_so(gain, chance):
    text = about(blocks_of(found(drawn(7, gain=gain))), "Core: knowledge")
    assert ("which could be chance" in text) == chance
    assert text.count("95% interval") == 3


def test_a_change_that_does_not_stand_among_all_tests_could_be_chance():
    frame = found(drawn(7, gain=2.5))
    group = with_parts(frame, *OF_ANSWERS)["group"]
    adjusted = frame["statistic"].isin([HOLM, HOCHBERG]) & (group == "paired: rank-biserial")
    doubtful = frame.assign(estimate=frame["estimate"].mask(adjusted, 0.06))
    text = about(blocks_of(doubtful), "Core: knowledge")
    assert "which could be chance, as 7 tests were run" in text
    assert text.count("which could be chance") == 1


def test_a_survey_asked_once_says_so(blocks):
    assert "asked after the training about before" in about(blocks, "Overview: knowledge")
    assert any(
        "asked once, after the training" in note
        for note in table(blocks, "answers-overview-effects").notes
    )


# Tables


def test_flow_table_counts_what_was_left_out():
    people = (
        [{"knowledge": 4}] * 3 + [{"kept": "test"}] * 2 + [{"kept": "duplicate"}, {"usable": "no"}]
    )
    made = blocks_of(
        found({("core", "before"): people, ("core", "after"): [{"knowledge": 5}] * 2}, core=20)
    )
    assert table(made, "answers-flow").cells.to_numpy().tolist() == [
        ["Core, before", "20", "4 (20.0)", "2 tests, 1 copy", "1", "3 (15.0)", "–"],
        ["Core, after", "20", "2 (10.0)", "0", "0", "2 (10.0)", "66.7"],
    ]


def test_links_are_printed_with_what_could_not_be_told_apart(blocks):
    (text,) = (text for text in said(blocks) if text.startswith("**Core: usable answers linked"))
    assert "Linked pairs: 30; Not linked, before: 25; Not linked, after: 25; Code shared," in text


def test_every_question_is_printed_with_its_base():
    states = [4, "?blank", "?prefer_not", "?queried", 5]
    made = blocks_of(found({("core", "before"): [{"knowledge": state} for state in states]}))
    question = "How much do you know about working with perpetrators of domestic abuse?"
    assert lines(table(made, "answers-core-before-bases"))[question] == ["2", "1", "1", "0", "1"]


def test_small_counts_are_printed_nowhere():
    genders = ["female"] * 70 + ["male"] * 20 + ["other"] * 4 + ["non-binary"] * 6
    made = blocks_of(
        found({("core", "before"): [{"gender": gender} for gender in genders]}, core=200)
    )
    shown = table(made, "answers-core-composition")
    cells = lines(shown)
    assert cells["Gender: answered"][:2] == ["100", "–"]
    assert cells["Gender: Female"][:2] == ["70 (70.0)", "60.4 to\N{NO-BREAK SPACE}78.1"]
    assert cells["Gender: Other"][:2] == cells["Gender: Non-binary"][:2] == ["[d]", "[d]"]
    assert "Gender: Prefer not to say" not in cells
    assert any(note.startswith("[d]") for note in shown.notes)
    kept = shown.data[shown.data["question"] == "gender"]
    assert not ((kept["statistic"] == "people") & (kept["estimate"] < 10)).any()


def test_a_dash_beside_a_number_is_no_interval(blocks):
    notes = table(blocks, "answers-core-composition").notes
    assert notes[0].endswith("– no interval is made.")


def test_the_dash_of_sizes_is_explained_where_one_is_printed(blocks):
    for block in blocks:
        if isinstance(block, PrintedTable) and block.key.endswith("-effects"):
            is_there = (block.cells == "–").any(axis=None)
            assert ("– none was worked out." in block.notes) == is_there


def test_no_percentage_of_fewer_than_twenty_is_printed():
    one = {"heard_of": ["manager"], "knowledge_before": 3, "knowledge_after": 4}
    made = blocks_of(found({("overview", "after"): [one] * 19}))
    assert lines(table(made, "answers-overview-composition"))["Heard of it by: Manager"] == [
        "19",
        "–",
    ]
    assert lines(table(made, "answers-overview-scales"))["4"] == ["0", "19"]
    assert not any(
        isinstance(block, PrintedFigure) and block.key == "answers-leaning" for block in made
    )
    assert any(
        "refused (base too small)" in why for why in table(made, "answers-refused").cells["Why"]
    )
    more = blocks_of(found({("overview", "after"): [one] * 20}))
    assert lines(table(more, "answers-overview-scales"))["4"] == ["0 (0.0)", "20 (100.0)"]


def test_bounds_table_by_hand():
    column = lines(table(blocks_of(found(overview(*FOUR), overview=10)), "answers-bounds"))
    assert {name: cells[0] for name, cells in column.items()} == {
        "answers, before and after": "4 and 4",
        "before": "3.00",
        "after, those who answered": "4.50 (+1.50)",
        "after less before, people not all the same": "–",
        "after, all, if the silent did not change": "3.60 (+0.60)",
        "after, all, at the least": "2.40 (−3.00)",
        "after, all, at the most": "6.00 (+4.20)",
        "of the silent, for no change over all": "2.00",
        "change, those who would always answer": "–",
        "before, weighted to boroughs": "–",
        "after, weighted to boroughs": "–",
    }


def test_lee_bounds_stand_where_codes_link_answers():
    made = blocks_of(found(core([1, 2, 3, 4], [5, 6], pairs=1), core=8))
    cells = lines(table(made, "answers-bounds"))
    assert cells["change, those who would always answer"] == ["+2.00 to\N{NO-BREAK SPACE}+4.00"]
    before = lines(table(made, "answers-bounds-before"))
    assert before["after, those who answered"] == ["5.50"]
    assert before["after less before, people not all the same"] == ["+3.00"]


def test_scale_table_holds_counts_shares_and_the_average(blocks):
    shown = table(blocks, "answers-core-scales")
    cells = lines(shown)
    assert cells["all"] == ["55"] * 6
    for column in range(6):
        counts = [int(cells[str(point)][column].split(" ")[0]) for point in range(1, 8)]
        assert sum(counts) == 55
        average = sum(point * count for point, count in enumerate(counts, 1)) / 55
        assert cells["average"][column] == f"{average:.2f}"


def test_a_p_stands_only_beside_its_size_interval_and_n(blocks):
    for key in ("answers-overview-effects", "answers-core-effects"):
        shown = table(blocks, key)
        tested = shown.cells[shown.cells["p (adjusted)"] != "–"]
        assert len(tested)
        assert (
            tested["p (adjusted)"]
            .str.fullmatch(r"(<?0\.\d{3}|1\.000) \((<?0\.\d{3}|1\.000)\)")
            .all()
        )
        assert (tested["95% interval"] != "–").all()
        assert tested["n"].str.isdigit().all()
        assert any("7 tests run in all surveys" in note for note in shown.notes)
    assert not re.search(r"\bp\s*[=<]", " ".join(said(blocks)))


def test_refusals_carry_their_reasons(blocks):
    cells = table(blocks, "answers-refused").cells
    by = {(row[0], row[1]): row[2] for row in cells.to_numpy().tolist()}
    compared = "comparison of before and after as paired, unpaired and retrospective"
    assert by[compared, "Core"] == "refused (another design): it was declared partially paired"
    assert (
        "asked about both moments at once"
        in by["change among those who would always answer (Lee bounds)", "Overview"]
    )
    assert "refused (other people answered)" in by["test of change in who they are", "Core"]
    assert "refused (another definition)" in by["ages of two surveys side by side", "all"]
    assert all(cells["Why"])


# Figures


def test_range_figure_holds_every_reading(blocks):
    figure = next(
        block
        for block in blocks
        if isinstance(block, PrintedFigure) and block.key == "answers-silent"
    )
    assert figure.title != figure.alt
    axes = {axis.get_title("left"): axis for axis in figure.figure.axes}
    assert list(axes) == [
        "Overview: knowledge: 40 of 100 attendances",
        "Core: knowledge: 55 before and 55 after of 80 attendances",
    ]
    readings = [label.get_text() for label in axes[list(axes)[1]].get_yticklabels()]
    assert readings[0] == "between people not all the same"
    assert [name.split(",")[0] for name in readings[1:]] == [
        "all",
        "those who would always answer (Lee)",
        "all",
    ]
    drawn_ = {text.get_text() for axis in axes.values() for text in axis.texts}
    column = lines(table(blocks, "answers-bounds"))
    assert re.search(r"\((.*)\)", column["after, those who answered"][0])[1] in drawn_
    assert column["after less before, people not all the same"][1] in drawn_
    assert {
        re.search(r"\((.*)\)", cell)[1] for cell in column["after, all, at the least"][:2]
    } <= drawn_


def test_bars_lean_to_the_side_of_their_answers():
    made = blocks_of(found(overview([1] * 10 + [4] * 10, [4] * 10 + [7] * 10), overview=50))
    figure = next(
        block
        for block in made
        if isinstance(block, PrintedFigure) and block.key == "answers-leaning"
    )
    axis = figure.figure.axes[0]
    spans = {}
    for bar in axis.patches:
        if bar.get_width():
            ends = spans.setdefault(round(bar.get_y()), [0.0, 0.0])
            ends[0], ends[1] = (
                min(ends[0], bar.get_x()),
                max(ends[1], bar.get_x() + bar.get_width()),
            )
    # Half of the answers at the middle lie to either side.
    assert list(spans.values()) == [[-75, 25], [-25, 75]]
    assert "0% before and 50% after for Overview: knowledge" in figure.title
    assert "7: 50.0%" in figure.alt


def test_answers_are_drawn_before_and_after_or_not_at_all():
    frame = found(drawn(1))
    of_core = frame["subject"].str.contains("core") & frame["subject"].str.contains("knowledge")
    after = (
        of_core & frame["subject"].str.contains("after") & frame["statistic"].eq("share at point")
    )
    assert after.any()
    for some in (
        frame[~after],
        frame.assign(estimate=frame["estimate"].astype(object).mask(after, WITHHELD)),
    ):
        (chart,) = (
            block for block in compared.scales(some, PERIOD) if isinstance(block, PrintedFigure)
        )
        assert "Core: knowledge" not in set(chart.drawn["Question"])
        both = chart.drawn.groupby("Question")["When"].nunique()
        assert len(both) and both.eq(2).all()
    share = frame["statistic"].eq("share at point")
    none = frame.assign(estimate=frame["estimate"].astype(object).mask(share, WITHHELD))
    shown = [*compared.scales(none, PERIOD)]
    assert not any(isinstance(block, PrintedFigure) for block in shown)
    assert (
        "Not drawn, as answers before or after are withheld or did not come: Overview:"
        in said(shown)[0]
    )


# The whole


def test_tables_stay_narrow_and_keys_name_the_strand(blocks):
    keys = [block.key for block in blocks if not isinstance(block, Paragraphs)]
    assert len(keys) == len(
        {(type(block), block.key) for block in blocks if not isinstance(block, Paragraphs)}
    )
    assert all(key.startswith("answers-") for key in keys)
    assert all(len(block.cells.columns) <= 7 for block in blocks if isinstance(block, PrintedTable))
    assert {"when", "rows", "method"} <= set(table(blocks, "answers-flow").data.columns)


def test_without_sheets_the_section_says_not_received():
    nothing = findings(RESPONSES.empty(), ANSWERS.empty(), training())
    made = blocks_of(nothing)
    assert who.opening(nothing, PERIOD).texts[0] == NOT_RECEIVED
    assert said(made) == []
    assert all(block.empty for block in made if isinstance(block, PrintedTable))
    assert not any(isinstance(block, PrintedFigure) for block in made)
    assert any(isinstance(block, Heading) for block in made)


def test_another_period_is_not_printed():
    assert said(blocks_of(found(drawn(1)), "2023-25")) == []
    assert who.opening(found(drawn(1)), "2023-25").texts == (NOT_RECEIVED,)
