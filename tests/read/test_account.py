"""Every number of a return ends as a value, a question, or a line of what was set aside."""

import io
import random

import openpyxl
import pytest
from drawing import NO_CORRECTIONS, WORDING, book, saved

from analysis.declare.proforma import CODE, COUNT, MONTH_, NUMBER, QUARTER_
from analysis.read.ask.account import ASIDE, ASKED, VALUE
from analysis.registry import PROFORMAS, cleans

PERIOD = "2025-26"
HEADS = "Hackney | Apr-Jun 2025 | Jul-Sep 2025 | Oct-Dec 2025 | Jan-Mar 2026"


WHEN = {
    MONTH_: ["Apr 2025", "May 2025", "Jun 2025", "Jul 2024", "Mar 2026"],
    QUARTER_: ["Apr-Jun 2025", "Jul-Sep 2025", "Apr-Jun 2022"],
}


def cleaned(strand: str, content: bytes, name: str = "hackney.xlsx"):
    return cleans(strand).clean({f"{strand}/{name}": content}, NO_CORRECTIONS, PERIOD)


def ends(made) -> dict[str, str]:
    return dict(zip(made.account["cell"], made.account["end"], strict=True))


def numbers(content: bytes) -> set[tuple[str, str]]:
    """Sheet and address of every whole number, as another program reads them."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    return {(c.parent.title, c.coordinate) for c in cells if isinstance(c.value, int)}


def held(made) -> set[tuple[str, str]]:
    """The places that the tables say they were read from."""
    frames = (frame for name, frame in made.frames.items() if {"status", "cell"} <= set(frame))
    return {place for frame in frames for place in zip(frame["sheet"], frame["cell"], strict=True)}


def test_each_number_of_a_sheet_has_its_end():
    drawing = f"""
    {HEADS} | Total | Target
    REF | 1 | 2 | 3 | 4 | 10 | 50
    ASS | <5 | c | 7 | |  |
    CARE | 5 | 6 | 7 | 8 | | | | 77
    """
    made = cleaned("indicators", saved(book(Hackney=drawing)))
    found = ends(made)
    assert {found[cell] for cell in ("B2", "E2", "B3", "C3", "D3")} == {VALUE}
    # A total, and an indicator that was not asked for.
    assert {found[cell] for cell in ("F2", "B4", "E4")} == {ASIDE}
    assert found["I4"] == ASKED
    rules = made.queries[made.queries["sheet"] == "Hackney"].set_index("cell")["rule"]
    assert rules["A4"] == "not_asked_for"
    assert rules["I4"] == "unread_numbers"


def messy(seed: int) -> bytes:
    """A sheet of indicators with some of what senders add, anywhere."""
    chance = random.Random(seed)
    heads = HEADS.split(" | ")
    if chance.random() < 0.4:
        heads = [*heads, chance.choice(["Total", "Change", "Jan-Mar 2023", "2026", "", "Notes"])]
    rows = [[key, *(chance.randint(0, 99) for _ in heads[1:])] for key in WORDING]
    if chance.random() < 0.5:
        rows.insert(chance.randint(0, 4), ["Contacts of any kind", 1, 2, 3, 4])
    if chance.random() < 0.5:
        rows.append(rows[0])
    if chance.random() < 0.3:
        rows.append(["Total", 9, 9, 9, 9])
    lines = [" | ".join(map(str, row)) for row in ([heads, *rows])]
    sheets = {"Hackney": "\n".join(lines)}
    if chance.random() < 0.5:
        sheets["Last"] = sheets["Hackney"].replace("2025", "2022").replace("2026", "2023")
    if chance.random() < 0.3:
        sheets["Sheet3"] = "budget | 4000\n. \n12 | 13"
    workbook = book(**sheets)
    for _ in range(chance.randint(0, 3)):
        workbook["Hackney"].cell(chance.randint(1, 14), chance.randint(1, 12), chance.randint(0, 9))
    return saved(workbook)


def proforma(strand: str, seed: int) -> bytes:
    """A workbook of a strand's proformas with numbers in the lines, beside them and below."""
    chance, workbook = random.Random(seed), openpyxl.Workbook()
    workbook.remove(workbook.active)
    for form in PROFORMAS[strand]:
        sheet = workbook.create_sheet(form.key[:30])
        sheet.append(["Hackney" if form.by_borough else "Answers"])
        strange = ["Our own column"] * chance.randint(0, 1)
        sheet.append([*(one.heading for one in form.fields), *strange])
        typed = (
            chance.sample(WHEN[form.of_kind(MONTH_, QUARTER_)[0].kind], 3)
            if form.typed_in
            else ["x"] * 3
        )
        for when in typed:
            sheet.append(
                [_answer(one, when, form, chance) for one in form.fields] + [5] * len(strange)
            )
        sheet.append(["Total", 41, 42])
        sheet.cell(chance.randint(1, 9), chance.randint(1, 20), 999)
    return saved(workbook)


def _answer(one, when, form, chance):
    if one.key == form.typed_in:
        return when
    if one.kind in (COUNT, NUMBER):
        return chance.randint(0, 60)
    if one.kind == CODE:
        return chance.choice(["A1", 17])
    return next(iter(one.words.values()), "14/05/2025")


@pytest.mark.parametrize("seed", range(40))
def test_no_number_of_a_messy_sheet_is_dropped(seed):
    content = messy(seed)
    accounted(content, cleaned("indicators", content))


@pytest.mark.parametrize("strand", list(PROFORMAS))
def test_no_number_of_a_proforma_is_dropped(strand):
    for seed in range(4):
        content = proforma(strand, seed)
        accounted(content, cleaned(strand, content, "return.xlsx"))


def accounted(content: bytes, made) -> None:
    """Every number has one end; a value is a row's or stands on a line, and what is asked about has
    a question on its sheet.
    """
    account = made.account
    places = list(zip(account["sheet"], account["cell"], strict=True))
    assert len(set(places)) == len(places)
    # What is taken out for a person's safety was asked about at its own cell.
    taken_out = set(zip(made.queries["sheet"], made.queries["cell"], strict=True))
    assert numbers(content) <= set(places) | taken_out
    lost = account[~account["end"].isin([VALUE, ASKED, ASIDE]) | account["why"].eq("")]
    assert set(lost["end"]) <= {VALUE}
    asked = set(made.queries["sheet"])
    assert set(account.loc[account["end"] == ASKED, "sheet"]) <= asked
    # No number that became a row is said to be set aside.
    aside = account[account["end"] == ASIDE]
    assert not held(made) & set(zip(aside["sheet"], aside["cell"], strict=True))
