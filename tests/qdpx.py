"""A small project with two coders and three codes, drawn with its texts, cases and codings."""

from __future__ import annotations

import zipfile
from functools import partial

from simulated import projects
from simulated.projects import NAMESPACE, code, guid, selection, source, user
from simulated.sheets import zipped

__all__ = ["CODES", "NAMESPACE", "coding", "guid", "packed", "project", "selection", "source"]

USERS = "".join(map(user, ("Ann", "Ben")))
CODES = code("fear", "Fear", "Being afraid of somebody", code("wrong", "Getting it wrong")) + code(
    "tools", "Wants tools"
)

project = partial(projects.project, codes=CODES, users=USERS)


def coding(code: str, coder: str = "Ann", number: int = 1) -> str:
    """A coding of a code by a coder; without a coder nobody is named."""
    return projects.coding(code, coder, number)


def packed(xml: str | bytes | None, **texts: str | bytes) -> bytes:
    """The project file, squeezed: the XML, where there is any, and the texts under `sources/`."""
    parts = {"project.qde": xml, **{f"sources/{name}.txt": text for name, text in texts.items()}}
    return zipped(
        {name: part for name, part in parts.items() if part is not None}, zipfile.ZIP_DEFLATED
    )
