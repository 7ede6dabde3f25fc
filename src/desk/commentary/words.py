"""Paragraphs of Word as Markdown, so that what nobody changed stays as it was typed."""

import re
import subprocess
import tempfile
from difflib import SequenceMatcher
from pathlib import Path

from analysis.export import DIALECT, pandoc_path
from desk.commentary.document import read_report

_HERE = Path(__file__).parent
_DIALECT = "".join(DIALECT.split())
# What Markdown cannot say, as the filter calls it.
UNSAID = re.compile("⟦([^⟧]+)⟧")


def as_markdown(document: bytes) -> str:
    """A document's paragraphs as Markdown of our own dialect."""
    options = (f"--to={_DIALECT}", "--wrap=none", f"--lua-filter={_HERE / 'back.lua'}")
    return _pandoc(document, "docx", *options).decode().strip()


def normal(typed: str) -> str:
    """Markdown as it would come back from Word unchanged."""
    made = _pandoc(typed.encode(), _DIALECT, "--to=docx", f"--lua-filter={_HERE / 'forth.lua'}")
    document = read_report("a commentary", made)
    return as_markdown(document.alone(list(document.body)))


def merged(typed: str, known: str, new: str) -> str:
    """`new` with every paragraph that stands in `known` as it was typed; `known` is `typed` as it
    would come back unchanged.
    """
    if new == known:
        return typed
    mine, theirs, now = (re.split(r"\n\s*\n", text) for text in (typed, known, new))
    if len(mine) != len(theirs):
        return new
    parts = []
    for tag, low, high, begin, end in SequenceMatcher(None, theirs, now, False).get_opcodes():
        parts += mine[low:high] if tag == "equal" else now[begin:end]
    text = "\n\n".join(parts)
    # Paragraphs need not be parted where blank lines are.
    return text if normal(text) == new else new


def _pandoc(given: bytes, reader: str, *options: str) -> bytes:
    """What pandoc makes of some bytes; it may open no file that they name."""
    with tempfile.TemporaryDirectory(prefix="analysis-") as scratch:
        made = Path(scratch) / "made"
        command = [pandoc_path(), "--sandbox", f"--from={reader}", f"--output={made}", *options]
        subprocess.run(command, input=given, capture_output=True, check=True, cwd=scratch)
        return made.read_bytes()
