"""OpenDocument spreadsheets give the table that Excel files give, and what is hidden there is no count."""

from __future__ import annotations

import io
import zipfile

import pytest
from drawing import asked, cleaned, tidy

TABLE = """
hackney referral 2023Q3 1503 B4
hackney referral 2023Q4 1245 C4
hackney assessment 2023Q3 not_returned B5
hackney assessment 2023Q4 0 C5
""".strip()


def ods_file(body: str, styles: str = "") -> bytes:
    """A minimal OpenDocument spreadsheet around the tables of `body`."""
    spaces = ("office", "table", "text", "style")
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in spaces
    )
    names += (
        ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
        ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    )
    content = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>
        <office:automatic-styles>{styles}</office:automatic-styles>
        <office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return file.getvalue()


def cell(words: str, attributes: str, note: str = "") -> str:
    return f"<table:table-cell {attributes}>{note}<text:p>{words}</text:p></table:table-cell>"


def text(words: str, more: str = "") -> str:
    return cell(words, f'office:value-type="string" {more}')


def number(value: str, note: str = "") -> str:
    return cell(value, f'office:value-type="float" office:value="{value}"', note)


BLANK = "<table:table-cell/>"
ROW = "<table:table-row>{}</table:table-row>"
REF, ASS = (
    "New cases where DA is the referral issue on intake",
    "New cases where DA is flagged after assessment",
)


def test_opendocument():
    note = "<office:annotation><text:p>checked</text:p></office:annotation>"
    title = text("London Borough of Hackney", 'table:number-columns-spanned="3"')
    rows = [
        title + '<table:covered-table-cell table:number-columns-repeated="2"/>',
        BLANK,
        text("HACKNEY") + text("Jul-Sep 23") + text("Oct-Dec 23"),
        text(REF) + text("1,503") + number("1245", note),
        text(ASS) + BLANK + number("0"),
    ]
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    end = f'<table:table-row table:number-rows-repeated="1048571">{blank}</table:table-row>'
    body = (
        '<table:table table:name="Return">'
        + "".join(map(ROW.format, rows))
        + end
        + "</table:table>"
    )
    result = cleaned(ods_file(body), "hackney.ods")
    assert tidy(result, "cell") == TABLE
    assert result.table["caveat"].tolist()[:2] == ["", "checked"]


def test_hidden_parts_of_opendocument():
    undisplayed = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="h" style:family="table">{undisplayed}</style:style>'
    rows = [
        text("HACKNEY") + text("Jul-Sep 23") + text("Oct-Dec 23"),
        text(REF) + number("294") + number("1245"),
    ]
    hidden_row = (
        "<table:table-row"
        f' table:visibility="collapse">{text(ASS)}{number("3")}{number("4")}</table:table-row>'
    )
    column = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column'
        ' table:visibility="collapse"/>'
    )
    shown = (
        "<table:table"
        f' table:name="Return">{column}{"".join(map(ROW.format, rows))}{hidden_row}</table:table>'
    )
    hidden = (
        '<table:table table:name="Old"'
        f' table:style-name="h">{ROW.format(number("7"))}</table:table>'
    )
    result = cleaned(ods_file(shown + hidden, styles), "hackney.ods")
    assert asked(result) == ["warn hidden_sheet", "warn hidden_cells C2", "warn hidden_cells A3"]
    assert result.table["count"].notna().sum() == 4


def style(name: str, inside: str, more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{more}>{inside}</style:style>'
    )


def data_style(name: str, inside: str, kind: str = "number") -> str:
    return f'<number:{kind}-style style:name="{name}">{inside}</number:{kind}-style>'


def case(condition: str, name: str) -> str:
    return f'<style:map style:condition="value(){condition}" style:apply-style-name="{name}"/>'


WHITE = '<style:text-properties fo:color="#FFFFFF"/>'
LOOKS = (
    style("struck", '<style:text-properties style:text-line-through-style="solid"/>')
    + style("child", "", ' style:parent-style-name="struck"')
    + style(
        "kept",
        '<style:text-properties style:text-line-through-style="none"/>',
        ' style:parent-style-name="struck"',
    )
    + style("white", WHITE)
    + style("sheet", WHITE + '<style:table-cell-properties fo:background-color="#ffffff"/>')
    + style("blue", WHITE + '<style:table-cell-properties fo:background-color="#0000ff"/>')
    + data_style("star", "<number:text>*</number:text>")
    + data_style("none", "<number:text/>")
    + data_style("few", "<number:number/>" + case("&lt;5", "star"))
    + data_style("share", "<number:number/><number:text>%</number:text>")
    + data_style("red", "<style:text-properties fo:color='#ff0000'/><number:number/>")
    + "".join(
        style(f"as_{name}", "", f' style:data-style-name="{name}"')
        for name in ("star", "none", "few", "share", "red")
    )
)


def figure(value: str, look: str, shown: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"'
        f' table:style-name="{look}">{shown and f"<text:p>{shown}</text:p>"}</table:table-cell>'
    )


#   a number, how it looks and what LibreOffice wrote beside it: what is read
SEEN = {
    ("41", "struck", "41"): "queried stop struck_through",
    ("41", "child", "41"): "queried stop struck_through",
    ("41", "kept", "41"): "41",
    ("41", "white", "41"): "queried stop number_hidden",
    ("41", "sheet", "41"): "queried stop number_hidden",
    ("41", "blue", "41"): "41",
    ("3", "as_star", "*"): "withheld warn withheld_without_range",
    ("3", "as_star", ""): "withheld warn withheld_without_range",
    ("3", "", "*"): "withheld warn withheld_without_range",
    ("41", "as_none", ""): "queried stop number_hidden",
    ("41", "", " "): "queried stop number_hidden",
    ("3", "as_few", ""): "withheld warn withheld_without_range",
    ("41", "as_few", "41"): "41",
    ("38", "as_share", "38%"): "queried stop other_quantity",
    ("38", "", "38 %"): "queried stop other_quantity",
    ("41", "", "4,1"): "41",
    ("41", "as_red", "41"): "41",
    ("0", "", "–"): "0 warn lone_zero",
    ("41", "unknown", "41"): "41",
}


@pytest.mark.parametrize("seen", SEEN, ids="-".join)
def test_what_the_eye_sees_in_opendocument(seen):
    rows = [
        text("HACKNEY") + text("Jul-Sep 23") + text("Oct-Dec 23"),
        text(REF) + number("44") + figure(*seen),
    ]
    body = '<table:table table:name="Return">' + "".join(map(ROW.format, rows)) + "</table:table>"
    result = cleaned(ods_file(body, LOOKS), "hackney.ods")
    read, _, rule = SEEN[seen].partition(" ")
    assert tidy(result).split("\n")[1] == f"hackney referral 2023Q4 {read}"
    assert asked(result) == [f"{rule} C2"] * bool(rule)


def test_a_column_or_row_of_opendocument_that_is_struck_through():
    kept = 'table:style-name="kept"'
    column = '<table:table-column table:default-cell-style-name="{}"/>'
    rows = [
        ROW.format(text("HACKNEY") + text("Jul-Sep 23") + text("Oct-Dec 23", kept)),
        ROW.format(text(REF) + number("4") + number("5")),
        '<table:table-row table:default-cell-style-name="child">'
        + text(ASS, kept)
        + figure("3", "kept", "3")
        + number("4")
        + "</table:table-row>",
    ]
    columns = column.format("kept") * 2 + column.format("struck")
    body = f'<table:table table:name="Return">{columns}{"".join(rows)}</table:table>'
    result = cleaned(ods_file(body, LOOKS), "hackney.ods")
    assert asked(result) == ["stop struck_through C2", "stop struck_through C3"]
    assert result.table["count"].dropna().tolist() == [4, 3]


@pytest.mark.parametrize(
    ("formula", "value", "read"),
    [
        ("of:=[$'My data'.B9]", "0", "queried"),
        ("of:=SUM([$Data.B9:.B11])", "0", "queried"),
        ("of:=SUM([.B9:.B11])", "0", "queried"),
        ("of:=SUM([.B2:.B2])", "44", "44"),
        ("of:=[.B1]", "0", "0"),
        ("of:=['file:///other.ods'#$Data.B9]", "0", "0"),
    ],
)
def test_a_nought_of_opendocument_made_of_blank_cells_is_no_nought(formula, value, read):
    made = f'office:value-type="float" office:value="{value}" table:formula="{formula}"'
    rows = [
        text("HACKNEY") + text("Jul-Sep 23") + text("Oct-Dec 23"),
        text(REF) + number("44") + cell(value, made),
    ]
    body = '<table:table table:name="Return">' + "".join(map(ROW.format, rows)) + "</table:table>"
    others = "".join(f'<table:table table:name="{name}"/>' for name in ("My data", "Data"))
    result = cleaned(ods_file(body + others), "hackney.ods")
    assert tidy(result).split("\n")[1] == f"hackney referral 2023Q4 {read}"


def test_dates_formulas_and_errors_of_opendocument():
    date = cell("01/07/23", 'office:value-type="date" office:date-value="2023-07-01"')
    empty = '<table:table-cell table:formula="of:=[.B2]"/>'
    error = text("#REF!", 'table:formula="of:=[.B9]"')
    rows = [
        text("HACKNEY") + date + text("Oct-Dec 23"),
        text(REF) + empty + error,
        text(ASS) + number("3") * 2,
    ]
    body = '<table:table table:name="Return">' + "".join(map(ROW.format, rows)) + "</table:table>"
    result = cleaned(ods_file(body), "hackney.ods")
    assert asked(result) == ["stop formula_without_value B2", "stop text_in_number_cell C2"]
    assert result.table["quarter"].tolist()[:2] == ["2023Q3", "2023Q4"]
