"""One markdown source becomes a report in HTML, Word and PDF: the same numbers, links and words,
the same bytes.
"""

import os
import re
import subprocess
import tempfile
from pathlib import Path

import pypandoc
import typst

from analysis import tags, word
from analysis.declare.table import InputError
from analysis.declare.traced import unspanned

FORMATS = ("html", "docx", "pdf")
TEMPLATES = Path(__file__).parent / "templates"
EPOCH = (
    315532800  # 1 January 1980, the first day a zip knows: a report carries no date of its making
)
DIALECT = """
markdown_strict-raw_html +all_symbols_escapable +auto_identifiers +backtick_code_blocks +blank_before_header
+bracketed_spans +citations +escaped_line_breaks +fenced_code_blocks +fenced_divs +footnotes +header_attributes
+implicit_figures +intraword_underscores +link_attributes +pipe_tables +smart +startnum +subscript +superscript
+table_attributes +table_captions +yaml_metadata_block
"""


def render(source: str, folder: Path, to: str) -> bytes:
    """The report in `source` as the bytes of one file; figures are looked for in `folder`."""
    if to not in FORMATS:
        raise InputError(f"cannot export to '{to}': expected one of {', '.join(FORMATS)}")
    folder = Path(folder).resolve()
    if not folder.is_dir():
        raise InputError(
            f"folder '{folder.name}', where the report's figures should be, does not exist"
        )
    if to == "html":
        return _html(source, folder)
    return _pdf(source, folder) if to == "pdf" else _docx(unspanned(source), folder)


def _html(source: str, folder: Path) -> bytes:
    dress = (
        f"--template={TEMPLATES / 'report.html'}",
        f"--css={TEMPLATES / 'report.css'}",
        *(f"--variable=script:{TEMPLATES / name}" for name in ("report.js", "tables.js")),
        "--embed-resources",
    )
    # The title is the only first-level heading of a page.
    return _pandoc(
        source, folder, "html5", *dress, "--shift-heading-level-by=1", "--toc", "--toc-depth=3"
    )


def _docx(source: str, folder: Path) -> bytes:
    with tempfile.TemporaryDirectory() as scratch:
        reference = Path(scratch) / "reference.docx"
        reference.write_bytes(word.reference())
        return word.finish(_pandoc(source, folder, "docx", f"--reference-doc={reference}"))


def _pdf(source: str, folder: Path) -> bytes:
    body = _pandoc(source, folder, "typst-smart", f"--template={TEMPLATES / 'report.typ'}")
    # PDF/UA-1 makes typst refuse what a screen reader could not read; only its own fonts are the
    # same everywhere.
    options = {"pdf_standards": ["ua-1"], "ignore_system_fonts": True, "timestamp": EPOCH}
    # A chart that floats over a table of several pages may end typst in an error of its own
    # (github.com/typst/typst/issues/8487): then every chart stays where it is spoken of.
    for inputs in ({}, {"charts": "stay"}):
        try:
            made = typst.compile(body, root=folder, format="pdf", sys_inputs=inputs, **options)
            return tags.row_headings(made)
        except typst.TypstError as error:
            said = _said_by_typst(error)
            if not error.message.startswith("internal error"):
                break
    raise InputError(f"the PDF could not be made: {said}")


def _pandoc(source: str, folder: Path, writer: str, *options: str) -> bytes:
    """What pandoc makes of `source`, run inside `folder` so that no path of this machine gets into
    the file.
    """
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "made"
        command = [
            pandoc_path(),
            f"--from={''.join(DIALECT.split())}",
            f"--to={writer}",
            f"--output={made}",
            *options,
        ]
        command += [
            *(f"--lua-filter={TEMPLATES / name}" for name in ("number.lua", "dress.lua")),
            "--standalone",
            "--wrap=none",
            "--fail-if-warnings",
        ]
        command += [f"--data-dir={scratch}"]  # a person's own pandoc templates must not get in
        surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)}
        run = subprocess.run(
            command, input=source.encode(), cwd=folder, capture_output=True, env=surroundings
        )
        if run.returncode:
            raise InputError(
                f"the report could not be made: {_said_by_pandoc(run.stderr.decode())}"
            )
        return made.read_bytes()


def pandoc_path() -> str:
    """The pandoc that came with the package rather than one on the PATH: another version, other
    bytes.
    """
    held = (Path(pypandoc.__file__).parent / "files" / name for name in ("pandoc", "pandoc.exe"))
    return str(next((path for path in held if path.exists()), None) or pypandoc.getpandoc_path())


def _said_by_pandoc(stderr: str) -> str:
    """Our own filter's problems, all of them, or else pandoc's words, on one line."""
    problems = re.findall(r"^REPORT: (.*)$", stderr, re.M)
    return "; ".join(problems) or " ".join(
        stderr.replace("Failing because there were warnings.", "").split()
    )


def _said_by_typst(error: typst.TypstError) -> str:
    image = re.search(r'image\("([^"]+)"', error.diagnostic)
    return " ".join(f"{f'image {image[1]!r}: ' if image else ''}{error.message}".split())
