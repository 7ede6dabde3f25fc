"""In a PDF, the first cell of every table row becomes that row's heading: typst has no open way to
say so.
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def row_headings(pdf: bytes) -> bytes:
    """The same PDF, its row headings tagged `TH` with scope `Row` and named by the cells of their
    rows.
    """
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        headings = [_head(number, list(row.K)) for number, row in enumerate(_body_rows(root))]
        _index(root, headings)
        document.save(made, deterministic_id=True, compress_streams=False)
    return made.getvalue()


def _body_rows(element: Dictionary) -> Iterator[Dictionary]:
    """Every row of every table body under `element`, in reading order."""
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            if (element.get("/S"), kid["/S"]) == (Name.TBody, Name.TR):
                yield kid
            yield from _body_rows(kid)


def _head(number: int, cells: list[Dictionary]) -> tuple[str, Dictionary]:
    """Make the first of `cells` a heading, and tell the others its name."""
    name, (first, *others) = f"row{number:05}", cells
    first.S, first.ID = Name.TH, String(name)
    _of_table(first).Scope = Name.Row
    for cell in others:
        _of_table(cell).Headers.append(String(name))
    return name, first


def _of_table(cell: Dictionary) -> Dictionary:
    """What a cell says of its place in the table."""
    return next(attributes for attributes in cell.A if attributes["/O"] == Name.Table)


def _index(root: Dictionary, headings: list[tuple[str, Dictionary]]) -> None:
    """Add the new names to the index of names, which has to stay sorted."""
    if "/IDTree" not in root:
        root.IDTree = Dictionary(Names=Array())
    held = list(root.IDTree.Names)
    pairs = [
        *zip(held[::2], held[1::2], strict=True),
        *((String(name), cell) for name, cell in headings),
    ]
    root.IDTree.Names = Array(
        [part for pair in sorted(pairs, key=lambda pair: bytes(pair[0])) for part in pair]
    )
