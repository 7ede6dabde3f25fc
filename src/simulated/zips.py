"""Zip files that are the same on every machine: stored and not squeezed, every part of one fixed
day.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_DAY = (2026, 4, 1, 0, 0, 0)
_UNIX = 3


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of the parts in their order. Libraries squeeze differently, so nothing is squeezed
    unless asked for.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            about = zipfile.ZipInfo(name, _DAY)
            # Python would note the system it runs on.
            about.create_system = _UNIX
            about.compress_type = method
            archive.writestr(about, part)
    return content.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a zip, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
