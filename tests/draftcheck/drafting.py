"""Drafts written from one description in every format that is read."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass, field

from docx import Document as Word
from openpyxl import Workbook

FORMATS = ("md", "txt", "html", "docx", "xlsx")


@dataclass
class Draft:
    """Parts in order: ("heading" | "text" | "item", text) or ("table", number, caption, rows)."""

    parts: list[tuple] = field(default_factory=list)
    tables: int = 0

    def heading(self, text: str) -> None:
        self.parts.append(("heading", text))

    def text(self, text: str) -> None:
        self.parts.append(("text", text))

    def items(self, texts: list[str]) -> None:
        self.parts += [("item", text) for text in texts]

    def table(self, caption: str, rows: list[list[str]], note: str = "") -> int:
        self.tables += 1
        self.parts.append(
            ("table", self.tables, caption, [[str(cell) for cell in row] for row in rows])
        )
        if note:
            self.text(note)
        return self.tables

    def written(self, format_: str) -> bytes:
        return WRITERS[format_](self.parts)


def as_md(parts) -> bytes:
    lines = []
    for part in parts:
        if part[0] == "table":
            _, number, caption, rows = part
            lines += [
                f"**Table {number}: {caption}**",
                "",
                "| " + " | ".join(rows[0]) + " |",
                "|---" * len(rows[0]) + "|",
            ]
            lines += ["| " + " | ".join(row) + " |" for row in rows[1:]] + [""]
        else:
            lines += [{"heading": "## ", "item": "- ", "text": ""}[part[0]] + part[1]] + [""] * (
                part[0] != "item"
            )
    return "\n".join(lines).replace("- \n", "\n").encode()


def as_txt(parts) -> bytes:
    lines = []
    for part in parts:
        if part[0] == "table":
            _, number, caption, rows = part
            lines += [
                "",
                f"TABLE {number}: {caption.upper()}",
                "",
                *("\t".join(row) for row in rows),
                "",
            ]
        else:
            lines += ["", {"heading": "## ", "item": "• ", "text": ""}[part[0]] + part[1]]
    return "\n".join(lines).encode()


def as_html(parts) -> bytes:
    out, listing = (
        ["<html><head><title>Draft</title><style>td{color:red}</style></head><body>"],
        False,
    )
    for part in parts:
        if listing and part[0] != "item":
            out.append("</ul>")
        if part[0] == "item" and not listing:
            out.append("<ul>")
        listing = part[0] == "item"
        if part[0] == "table":
            _, number, caption, rows = part
            out.append(f"<table>\n<caption>Table {number}: {html.escape(caption)}</caption>")
            out += [
                "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
                for row in rows
            ]
            out.append("</table>")
        else:
            tag = {"heading": "h2", "item": "li", "text": "p"}[part[0]]
            out.append(f"<{tag}>{html.escape(part[1])}</{tag}>")
    return "\n".join([*out, "</ul>" if listing else "", "</body></html>"]).encode()


def as_docx(parts) -> bytes:
    word = Word()
    for part in parts:
        if part[0] == "table":
            _, number, caption, rows = part
            word.add_paragraph(f"Table {number}: {caption}", style="Caption")
            table = word.add_table(rows=len(rows), cols=len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        elif part[0] == "heading":
            word.add_heading(part[1], level=2)
        else:
            word.add_paragraph(part[1], style="List Bullet" if part[0] == "item" else None)
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def as_xlsx(parts) -> bytes:
    book = Workbook()
    sheet, at = book.active, 0
    for part in parts:
        at += 2
        if part[0] == "table":
            _, number, caption, rows = part
            sheet.cell(at, 1, f"Table {number}: {caption}")
            for row in rows:
                at += 1
                for column, text in enumerate(row, 1):
                    _typed(sheet.cell(at, column), text)
        else:
            at -= part[0] == "item"
            sheet.cell(at, 1, ("• " if part[0] == "item" else "") + part[1])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _typed(cell, text: str) -> None:
    """Numbers as numbers and percentages as Excel keeps them."""
    if re.fullmatch(r"\d+(\.\d+)?%", text):
        cell.value = float(text[:-1]) / 100
        cell.number_format = (
            "0%" if "." not in text else "0." + "0" * len(text[:-1].split(".")[1]) + "%"
        )
    elif re.fullmatch(r"\d{1,3}(,\d{3})+|\d+", text) and not text.startswith("0"):
        cell.value = int(text.replace(",", ""))
    elif re.fullmatch(r"\d+\.\d+", text):
        cell.value, cell.number_format = float(text), "0." + "0" * len(text.split(".")[1])
    else:
        cell.value = text or None


WRITERS = {"md": as_md, "txt": as_txt, "html": as_html, "docx": as_docx, "xlsx": as_xlsx}
