"""The only part that opens files under data/ and reports/: what arrived, what was made of it, and
where it goes.
"""

from analysis.store.cleaned import cleaned, declared, evidence, read, write_cleaned
from analysis.store.journal import Change, changes, recover
from analysis.store.kept import (
    claims,
    commentary,
    contents,
    corrections,
    keep,
    last_published,
    origin,
    published,
    put,
    received,
    replies,
    returns,
    samples,
    sources,
    take_back,
)
from analysis.store.printed import kept_cells, printed, published_cells
from analysis.store.project import (
    params,
    refuse_unasked,
    reports,
    root,
    section,
    strands,
    titles,
    write,
)

__all__ = [
    "Change",
    "changes",
    "claims",
    "cleaned",
    "commentary",
    "contents",
    "corrections",
    "declared",
    "evidence",
    "keep",
    "kept_cells",
    "last_published",
    "origin",
    "params",
    "printed",
    "published",
    "published_cells",
    "put",
    "read",
    "received",
    "recover",
    "refuse_unasked",
    "replies",
    "reports",
    "returns",
    "root",
    "samples",
    "section",
    "sources",
    "strands",
    "take_back",
    "titles",
    "write",
    "write_cleaned",
]
