"""Files that somebody named: their bytes, or why they could not be opened, in words."""

from pathlib import Path

from analysis.declare.table import InputError

# More than any return of counts or answers has.
MAX_BYTES = 50 * 2**20


def content_of(path: Path) -> bytes:
    """A file's bytes. InputError where it cannot be opened, is larger than any return, or is none."""
    if path.name.startswith("~$"):
        raise InputError(
            f"refused {path.name}: Excel keeps it while {path.name[2:]} is open; close that workbook,"
            " and name it instead"
        )
    try:
        with path.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(unopened(path, error)) from None
    if len(content) > MAX_BYTES:
        raise InputError(
            f"refused {path.name}: it is larger than {MAX_BYTES // 2**20} MB; ask for the table"
            " alone"
        )
    return content


def unopened(path: Path, error: OSError) -> str:
    """One line: which file, why, and what to do."""
    cannot = f"{path.name or path} cannot be read or written:"
    # Windows calls opening a folder a matter of permission.
    if path.is_dir():
        return f"{cannot} it is a folder; name a file in it"
    if isinstance(error, FileNotFoundError):
        return f"{cannot} it is not there; look at the name and the folder"
    if isinstance(error, PermissionError):
        return f"{cannot} it is open elsewhere or locked; close it in Excel and run this again"
    return f"{cannot} {error.strerror or 'the disk does not answer'}; name another file"
