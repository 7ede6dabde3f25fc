"""The checklist as printed where small counts are withheld: in which half of the readings each item
is evidenced, and whether two readers agree.
"""

from collections.abc import Iterator
from functools import partial

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import with_parts
from analysis.declare.table import rows_with
from analysis.declare.traced import how_many, keys, of_all, traced, untraced
from analysis.declare.withheld import withheld
from analysis.show import shares, words
from analysis.show.lookup import borough_keys, borough_names, index, of_kind, remarks
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.refusals import reason
from strands.checklist.declares import HALF, HALVES, ITEMS
from strands.checklist.prints.checklist_figure import bars

_SAME, _KAPPA = "agreement: same answer", "agreement: weighted kappa"
_HOW_TO_READ = (
    f"“{HALVES['evidenced'].capitalize()}”: evidenced in at least half of all first readings of that"
    f" version. “{HALVES['otherwise'].capitalize()}”: partly or not evidenced in more than half of"
    f" them. “{HALVES['neither'].capitalize()}”: neither is so, as too many say n/a (not applicable) or"
    " nothing. What"
    " is not evidenced on file may have been done and not written down."
)
_WITHHELD = (
    "How many readings gave each answer to an item is withheld: nearly all of these counts are"
    " small, and the others would give them away."
)


def is_coarser(found: DataFrame) -> bool:
    """Whether counts of answers were left out, as where small ones are withheld."""
    counted = rows_with(found, refused="")["statistic"]
    return counted.eq("first readings").any() and not counted.eq("readings").any()


def _told(found: DataFrame) -> DataFrame:
    """Each item of each borough and version of which it is told in which half it is evidenced."""
    rows = with_parts(of_kind(found, HALF), "item", "version")
    if not is_coarser(found):
        rows = with_parts(of_kind(found, "evidenced"), "item", "version")
        rows = rows[rows["estimate"].notna()]
        often = rows["estimate"] >= 0.5
        rows = rows.assign(reading=often.map({True: "evidenced", False: "otherwise"}))
    rows = rows[rows["reading"] != "not_asked"]
    return traced(rows, keys("checklist", "findings", rows), "reading")


def _by_item(found: DataFrame) -> dict[str, Series]:
    """In which half each item that is told is evidenced, in every borough and version."""
    rows = _told(found)
    by_item = {item: rows.loc[rows["item"] == item, "reading"] for item in ITEMS}
    return {item: told for item, told in by_item.items() if len(told)}


def _alike(found: DataFrame) -> tuple[int, list[str], list[str]]:
    """How many items are told, and which are evidenced in half of the readings everywhere, and
    nowhere.
    """
    told = _by_item(found)
    named = {item: of_all(f"“{ITEMS[item]}”", of) for item, of in told.items()}
    everywhere, nowhere = (
        [named[item] for item, of in told.items() if of.eq(key).all()]
        for key in ("evidenced", "otherwise")
    )
    return how_many(named.values()), everywhere, nowhere


def finding(found: DataFrame) -> str:
    """How many items are evidenced in half of the readings everywhere, and how many nowhere."""
    told, everywhere, nowhere = _alike(found)
    if not told:
        return "too few readings to tell how often an item is evidenced"
    some, none = (f"{how_many(items) or 'none'}" for items in (everywhere, nowhere))
    are = "are" if len(everywhere) > 1 else "is"
    of, rows = words.count(told, "item"), _told(found)
    boroughs = rows["borough"].nunique()
    where = f"of {words.count(boroughs, 'borough')}"
    if rows.groupby("item")["borough"].nunique().min() < boroughs:
        where = "borough asked"
    return (
        f"{some} of {of} {are} evidenced in half of the readings or more in each {where} with enough"
        f" readings, {none} below half"
    )


def on_file(found: DataFrame) -> str:
    """Which items those are; nothing where none is told."""
    told, everywhere, nowhere = _alike(found)
    some, none = (words.listed(items) or "no item" for items in (everywhere, nowhere))
    return (
        f"**What is on file.** In half of the readings or more, in each borough and version that can"
        f" be told: {some}; in under half of them in each: {none}."
        if told
        else ""
    )


def chart(found: DataFrame, source: str) -> Iterator[Block]:
    """The same as bars, where counts of answers are left out."""
    told = _by_item(found)
    if told and is_coarser(found):
        heads = {key: HALVES[key] for key in list(HALVES)[:3]}
        often = {
            ITEMS[item]: [how_many(of[of == key]) for key in heads] for item, of in told.items()
        }
        named = DataFrame.from_dict(often, orient="index", columns=[*heads.values()], dtype=object)
        alt = "; ".join(
            f"{item}: {', '.join(f'{name} in {row[name]}' for name in row.index if row[name])}"
            for item, row in named.iterrows()
        )
        yield PrintedFigure(
            "checklist-halves",
            words.sentence(finding(found)).rstrip("."),
            f"Bars of boroughs and versions by item. {alt}.",
            partial(bars, untraced(named).astype(int), source),
            named.map("{}".format).rename_axis("Item").reset_index(),
        )


def halves(returned: DataFrame, asked: DataFrame, found: DataFrame) -> Iterator[Block]:
    """Each item by borough and version: whether it is evidenced in half of the readings, with what
    was noted and asked. `returned` and `asked` as for `checklist.boroughs`.
    """
    rows = with_parts(of_kind(found, HALF), "item", "version")
    if not is_coarser(found):
        return
    every = [(key, version) for key in borough_keys(found) for version in versions(found, key)]
    told = {key: rows_with(rows, borough=key[0], version=key[1]) for key in every}
    lines = {item: {"Item": text} for item, text in ITEMS.items()}
    for key, of_version in told.items():
        for row in of_version.itertuples():
            lines[row.item][whose(found, *key)] = HALVES[row.reading]
    few = words.listed([_named(*key) for key, of_version in told.items() if of_version.empty])
    notes = (_HOW_TO_READ, _WITHHELD, f"Too few readings to tell even that: {few}." if few else "")
    yield Heading("checklist-items", "Which items are evidenced in half of the readings")
    yield PrintedTable(
        "checklist-items",
        "Items evidenced in half of the readings or more, by borough and version",
        lines.values() if len(rows) else (),
        of_kind(found, HALF),
        (*filter(None, notes), *_about(returned, asked)),
        tuple(whose(found, *key) for key in told),
    )
    if rows.empty:
        yield Paragraphs((_WITHHELD,))


def _about(returned: DataFrame, asked: DataFrame) -> Iterator[str]:
    """What senders noted and what they were asked, of no number of readings and of no cell."""
    for borough in borough_keys(returned):
        rows = rows_with(returned, borough=borough)
        for caveat, some in remarks(rows, "reading"):
            yield f"{borough_name(borough)}, of {'some' if some else 'all'} readings: {caveat}"
    about = [
        one for one in borough_keys(returned) if _is_asked(rows_with(returned, borough=one), asked)
    ]
    if about:
        yield (
            f"Questions about some of this went to {borough_names(about)}; their words could give away a"
            " number that is withheld."
        )


def _is_asked(returned: DataFrame, asked: DataFrame) -> bool:
    return asked["file"].isin(returned["file"]).any()


def agreement(found: DataFrame) -> Iterator[Block]:
    """How far two readers of a case agree over all items, where that is told."""
    if not is_coarser(found):
        return
    rows = with_parts(found[found["statistic"].str.startswith("agreement")], "item", "version")
    said = [
        f"**{_named(*key)}.** {_sentence(index(of_version))}"
        for key, of_version in rows.groupby(["borough", "version"], sort=False)
    ]
    others = "any other borough or version" if said else "any borough"
    yield Heading("checklist-agreement", "Whether two readers agree")
    yield Paragraphs(
        (
            *said,
            f"Agreement is not given for {others}: too few cases were read twice, or too few of the"
            " answers differ. It is not given item by item either, as most counts are small.",
        )
    )


def _sentence(by_statistic: dict) -> str:
    cases, same, kappa = (by_statistic[key] for key in ("agreement: cases", _SAME, _KAPPA))
    if withheld(cases["x"], same["x"], same["n"], kappa["low"]):
        return "How far two readers agree is withheld, as it rests on counts that are."
    begin = (
        f"On {words.count(cases['x'], 'case')} two readers gave the same answer in {same['x']:.0f} of"
        f" {same['n']:.0f} pairs of answers."
    )
    if kappa["refused"] or kappa["note"]:
        return f"{begin} {words.sentence(reason(kappa) if kappa['refused'] else kappa['note'])}"
    low, high = (f"{kappa[end]:.2f}".replace("-", "−") for end in ("low", "high"))
    beyond = "" if kappa["low"] > 0 else ", so their agreement could be chance"
    return f"{begin} Cases this few are in line with a kappa from {low} to {high}{beyond}."


def versions(found: DataFrame, borough: str) -> list[str]:
    """The versions a borough used, in their order."""
    return list(rows_with(found, borough=borough, statistic="of version")["subject"])


def whose(found: DataFrame, borough: str, version: str) -> str:
    """`Barnet, version 1, 9 readings`."""
    number = shares.one(found, "of version", borough, version)["x"]
    return f"{borough_name(borough)}, version {version}, {words.count(number, 'reading')}"


def _named(borough: str, version: str) -> str:
    return f"{borough_name(borough)}, version {version}"
