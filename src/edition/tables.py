"""All tables of a report as one accessible workbook, for Excel and for OpenDocument."""

from edition import excel, opendocument
from edition.sheets import about, sheets


def xlsx(period: str) -> bytes:
    """The workbook of a period's tables for Excel; InputError where no report is built."""
    return excel.workbook(sheets(period), about(period))


def ods(period: str) -> bytes:
    """The same for OpenDocument."""
    return opendocument.workbook(sheets(period), about(period))
